// What is said more than once; as restated-propositions.rq.
// columns: says, claim
MATCH (c:Claim)-[:EXPRESSES]->(p:Proposition)
WHERE c.kg IS NOT NULL
WITH p, count(c) AS times
WHERE times > 1
MATCH (c:Claim)-[:EXPRESSES]->(p)
RETURN p.says AS says, c.id AS claim
ORDER BY says, claim
