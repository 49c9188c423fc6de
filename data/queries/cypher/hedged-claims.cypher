// Claims with words that weaken them or mark how they are meant; as hedged-claims.rq.
// columns: claim, hedge, holder
MATCH (c:Claim)-[:HELD_BY]->(a:Agent)
WHERE c.kg IS NOT NULL AND c.hedges IS NOT NULL
UNWIND c.hedges AS hedge
RETURN c.id AS claim, hedge, a.name AS holder
ORDER BY claim, hedge
