// Claims with words that weaken them or mark how they are meant; as hedged-claims.rq.
// columns: claim, words, mark, stance, strength, says, holder
MATCH (c:Claim)-[:HELD_BY]->(a:Agent)
WHERE c.kg IS NOT NULL AND c.hedges IS NOT NULL
UNWIND c.hedges AS words
RETURN c.id AS claim, words, 'hedge' AS mark, c.stance AS stance, c.strength AS strength, c.says AS says, a.name AS holder
UNION ALL
MATCH (c:Claim)-[:HELD_BY]->(a:Agent)
WHERE c.kg IS NOT NULL AND c.modals IS NOT NULL
UNWIND c.modals AS words
RETURN c.id AS claim, words, 'modal' AS mark, c.stance AS stance, c.strength AS strength, c.says AS says, a.name AS holder
