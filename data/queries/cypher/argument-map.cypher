// The map of pro and con, with what the annotator inferred; as argument-map.rq.
// columns: argument, premise, kind, conclusion, explicitness, arguer
MATCH (p:Claim)-[:PREMISE]->(x:Argument)-[:CONCLUSION]->(q:Claim)
WHERE x.kg IS NOT NULL
OPTIONAL MATCH (x)-[:DRAWN_BY]->(w:Agent)
RETURN x.id AS argument, p.says AS premise, CASE x.kind WHEN 'support' THEN 'supports' WHEN 'attack' THEN 'attacks' ELSE 'is granted, but' END AS kind, q.says AS conclusion, x.explicitness AS explicitness, w.name AS arguer
ORDER BY argument, premise
