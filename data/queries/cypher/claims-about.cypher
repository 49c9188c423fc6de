// Every claim about an entity, of articles and of outside sources; as claims-about.rq.
// columns: claim, says, holder
MATCH (e:Agent)<-[:MENTIONS]-(c:Claim)-[:HELD_BY]->(a:Agent)
WHERE c.kg IS NOT NULL AND e.id ENDS WITH '/id/minusma'
RETURN c.id AS claim, c.says AS says, a.name AS holder
UNION
MATCH (e:Agent)<-[:MENTIONS]-(c:SourceClaim)-[:TOLD_BY]->(s:Source)
WHERE c.kg IS NOT NULL AND e.id ENDS WITH '/id/minusma'
RETURN c.id AS claim, c.says AS says, s.title AS holder
