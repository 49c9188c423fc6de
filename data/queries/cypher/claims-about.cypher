// Every claim about an entity, with its place in the text; as claims-about.rq.
// columns: claim, says, holder, first, last
MATCH (e:Agent)<-[]-(s:Statement)<-[:SAYS]-(p:Proposition)<-[:EXPRESSES]-(c:Claim)-[:HELD_BY]->(a:Agent)
WHERE e.kg IS NOT NULL AND e.id ENDS WITH '/id/minusma'
RETURN DISTINCT c.id AS claim, c.says AS says, a.name AS holder, c.start AS first, c.`end` AS last
ORDER BY first, claim
