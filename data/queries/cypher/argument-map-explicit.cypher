// The map of pro and con, as the text marks it; as argument-map-explicit.rq.
// columns: argument, premise, kind, conclusion
MATCH (p:Proposition)-[:PREMISE]->(a:Argument {explicitness: 'explicit'})-[:CONCLUSION]->(q:Proposition)
WHERE a.kg IS NOT NULL
RETURN a.id AS argument, p.says AS premise, a.kind AS kind, q.says AS conclusion
ORDER BY argument, premise
