// Propositions that more than one holds or endorses: everybody who does; as agreements.rq.
// columns: says, holder, endorsed_by, claim
MATCH (p:Proposition)<-[:EXPRESSES]-(said:Claim)-[:HELD_BY]->(h:Agent)
WHERE p.kg IS NOT NULL
OPTIONAL MATCH (said)-[:ENDORSED_BY]->(e:Agent)
WITH p, count(DISTINCT h.id) AS holders, count(e) AS endorsers
WHERE holders > 1 OR endorsers > 0
MATCH (p)<-[:EXPRESSES]-(c:Claim)-[:HELD_BY]->(a:Agent)
OPTIONAL MATCH (c)-[:ENDORSED_BY]->(o:Agent)
RETURN p.says AS says, a.name AS holder, o.name AS endorsed_by, c.id AS claim
ORDER BY says, claim
