// The map of pro and con, with what the annotator inferred; as argument-map.rq.
// columns: argument, premise, kind, conclusion, explicitness, arguer
MATCH (p:Proposition)-[:PREMISE]->(a:Argument)-[:CONCLUSION]->(q:Proposition)
WHERE a.kg IS NOT NULL
MATCH (a)-[:DRAWN_BY]->(w:Agent)
RETURN a.id AS argument, p.says AS premise, a.kind AS kind, q.says AS conclusion, a.explicitness AS explicitness, w.name AS arguer
ORDER BY argument, premise
