// Who holds something that speaks against what another holds or endorses; as disagreements.rq.
// columns: holder, says, against, how, against_says, explicitness
MATCH (a:Agent)<-[:HELD_BY]-(c:Claim)-[:EXPRESSES]->(p:Proposition)-[:PREMISE]->(x:Argument)-[:CONCLUSION]->(q:Proposition)
MATCH (q)<-[:EXPRESSES]-(d:Claim)-[:HELD_BY]->(b:Agent)
WHERE x.kg IS NOT NULL AND x.kind = 'attack' AND a.id <> b.id
RETURN a.name AS holder, c.says AS says, b.name AS against, 'holds' AS how, d.says AS against_says, x.explicitness AS explicitness
UNION
MATCH (a:Agent)<-[:HELD_BY]-(c:Claim)-[:EXPRESSES]->(p:Proposition)-[:PREMISE]->(x:Argument)-[:CONCLUSION]->(q:Proposition)
MATCH (q)<-[:EXPRESSES]-(d:Claim)-[:ENDORSED_BY]->(b:Agent)
WHERE x.kg IS NOT NULL AND x.kind = 'attack' AND a.id <> b.id
RETURN a.name AS holder, c.says AS says, b.name AS against, 'endorses' AS how, d.says AS against_says, x.explicitness AS explicitness
