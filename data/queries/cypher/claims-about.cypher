// Every claim about an entity, with its place in the text; as claims-about.rq.
// columns: claim, says, holder, start, end
MATCH (e)<-[:MENTIONS]-(c)
WHERE e.kg IS NOT NULL AND e.id ENDS WITH '/id/minusma'
OPTIONAL MATCH (c)-[:HELD_BY]->(h:Agent)
OPTIONAL MATCH (c)-[:TOLD_BY]->(s:Source)
RETURN c.id AS claim, c.says AS says, coalesce(h.name, s.title) AS holder, c.start AS start, c.`end` AS `end`
ORDER BY start, claim
