// One agent as an actor, as a holder and as an endorser of claims; as actor-and-holder.rq.
// columns: role, says, claim, told_by
MATCH (x:Agent {name: 'Transitional Government of Mali'})<-[]-(s:Statement)<-[:SAYS]-(p:Proposition)<-[:EXPRESSES]-(c:Claim)-[:HELD_BY]->(a:Agent)
WHERE x.kg IS NOT NULL
RETURN 'actor' AS role, c.says AS says, c.id AS claim, a.name AS told_by
UNION
MATCH (x:Agent {name: 'Transitional Government of Mali'})<-[:HELD_BY]-(c:Claim)
WHERE x.kg IS NOT NULL
RETURN 'holder' AS role, c.says AS says, c.id AS claim, x.name AS told_by
UNION
MATCH (x:Agent {name: 'Transitional Government of Mali'})<-[:ENDORSED_BY]-(c:Claim)-[:HELD_BY]->(a:Agent)
WHERE x.kg IS NOT NULL
RETURN 'endorser' AS role, c.says AS says, c.id AS claim, a.name AS told_by
