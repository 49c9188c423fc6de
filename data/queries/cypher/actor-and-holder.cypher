// One agent as an actor, as a holder and as an endorser of claims; as actor-and-holder.rq.
// columns: stands_as, says, claim
MATCH (c)-[:SAYS]->(:Description)-[r:ROLE]->(x:Agent)
WHERE x.kg IS NOT NULL AND x.id ENDS WITH '/id/transitional-government' AND r.role IN ['actor', 'coActor', 'experiencer']
RETURN CASE r.role WHEN 'experiencer' THEN 'experiencer' ELSE 'actor' END AS stands_as, c.says AS says, c.id AS claim
UNION
MATCH (c)-[:SAYS]->(:Description)-[r:ROLE]->(:Description)-[:OF]->(x:Agent)
WHERE x.kg IS NOT NULL AND x.id ENDS WITH '/id/transitional-government' AND r.role IN ['actor', 'coActor', 'experiencer']
RETURN CASE r.role WHEN 'experiencer' THEN 'experiencer' ELSE 'actor' END AS stands_as, c.says AS says, c.id AS claim
UNION
MATCH (x:Agent)<-[:HELD_BY]-(c:Claim)
WHERE x.kg IS NOT NULL AND x.id ENDS WITH '/id/transitional-government'
RETURN 'holder' AS stands_as, c.says AS says, c.id AS claim
UNION
MATCH (x:Agent)<-[:ENDORSED_BY]-(c:Claim)
WHERE x.kg IS NOT NULL AND x.id ENDS WITH '/id/transitional-government'
RETURN 'endorser' AS stands_as, c.says AS says, c.id AS claim
