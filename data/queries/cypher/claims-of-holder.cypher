// What one holder claims, with the words that weaken it; as claims-of-holder.rq.
// columns: claim, stance, strength, polarity, says, quote, cue, hedges
MATCH (c:Claim)-[:HELD_BY]->(a:Agent {name: 'Critics'})
WHERE a.kg IS NOT NULL
RETURN c.id AS claim, c.stance AS stance, c.strength AS strength, c.polarity AS polarity, c.says AS says, c.quote AS quote, c.attributedBy AS cue, c.hedges AS hedges
ORDER BY claim
