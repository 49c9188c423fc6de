// What speaks for and against the end of the mission; as the arguments of for-and-against.rq.
// columns: kind, premise, explicitness, argument
MATCH (p:Proposition)-[:PREMISE]->(a:Argument)-[:CONCLUSION]->(q:Proposition {says: 'The mission should end'})
WHERE a.kg IS NOT NULL
RETURN a.kind AS kind, p.says AS premise, a.explicitness AS explicitness, a.id AS argument
ORDER BY kind, premise
