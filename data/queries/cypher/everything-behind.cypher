// Everything that supports a conclusion, directly or through others; as everything-behind.rq.
// columns: premise, says, holder, direct
MATCH (c:Claim)-[:SAYS]->(d:Description)
WHERE c.kg IS NOT NULL AND c.id ENDS WITH '/minusma-end/c13-3'
MATCH (q:Claim)-[:SAYS]->(d)
WHERE q.polarity = c.polarity AND q.stance = c.stance
MATCH (p:Claim)-[*2..10 {kind: 'support'}]->(q)
WITH DISTINCT p, q
MATCH (p)-[:HELD_BY]->(h:Agent)
OPTIONAL MATCH (p)-[:PREMISE]->(x:Argument {kind: 'support'})-[:CONCLUSION]->(q)
RETURN p.id AS premise, p.says AS says, h.name AS holder, count(x) > 0 AS direct
ORDER BY direct DESC, premise
