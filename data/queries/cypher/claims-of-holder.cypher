// What one holder claims; as claims-of-holder.rq.
// columns: claim, stance, strength, polarity, says, quote
MATCH (c:Claim)-[:HELD_BY]->(a:Agent)
WHERE a.kg IS NOT NULL AND a.id ENDS WITH '/id/critics'
RETURN c.id AS claim, c.stance AS stance, c.strength AS strength, c.polarity AS polarity, c.says AS says, c.quote AS quote
ORDER BY claim
