// One agent as an actor, as a holder and as an endorser of claims; as actor-and-holder.rq, but for what it passes on.
// columns: as, says, claim, told_by
MATCH (x:Agent {name: 'Transitional Government of Mali'})<-[r:ROLE]-(d:Description)<-[:SAYS]-(c)
WHERE x.kg IS NOT NULL AND r.role IN ['actor', 'coActor', 'experiencer']
OPTIONAL MATCH (c)-[:HELD_BY]->(h:Agent)
OPTIONAL MATCH (c)-[:TOLD_BY]->(s:Source)
RETURN CASE WHEN r.role = 'experiencer' THEN 'experiencer' ELSE 'actor' END AS `as`, c.says AS says, c.id AS claim, coalesce(h.name, s.title) AS told_by
UNION
MATCH (x:Agent {name: 'Transitional Government of Mali'})<-[:OF]-(p:Description)<-[r:ROLE]-(d:Description)<-[:SAYS]-(c)
WHERE x.kg IS NOT NULL AND r.role IN ['actor', 'coActor', 'experiencer']
OPTIONAL MATCH (c)-[:HELD_BY]->(h:Agent)
OPTIONAL MATCH (c)-[:TOLD_BY]->(s:Source)
RETURN CASE WHEN r.role = 'experiencer' THEN 'experiencer' ELSE 'actor' END AS `as`, c.says AS says, c.id AS claim, coalesce(h.name, s.title) AS told_by
UNION
MATCH (x:Agent {name: 'Transitional Government of Mali'})<-[:HELD_BY]-(c:Claim)
WHERE x.kg IS NOT NULL
MATCH (c)-[:HELD_BY]->(h:Agent)
RETURN 'holder' AS `as`, c.says AS says, c.id AS claim, h.name AS told_by
UNION
MATCH (x:Agent {name: 'Transitional Government of Mali'})<-[:ENDORSED_BY]-(c:Claim)
WHERE x.kg IS NOT NULL
MATCH (c)-[:HELD_BY]->(h:Agent)
RETURN 'endorser' AS `as`, c.says AS says, c.id AS claim, h.name AS told_by
