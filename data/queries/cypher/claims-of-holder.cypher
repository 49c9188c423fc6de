// What one holder claims, with the words that weaken it; as claims-of-holder.rq.
// columns: claim, says, quote, hedges
MATCH (c:Claim)-[:HELD_BY]->(a:Agent {name: 'Critics'})
WHERE a.kg IS NOT NULL
RETURN c.id AS claim, c.says AS says, c.quote AS quote, c.hedges AS hedges
ORDER BY claim
