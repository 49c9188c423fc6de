// The map of pro and con, as the text marks it; as argument-map-explicit.rq.
// columns: argument, premise, kind, conclusion, arguer
MATCH (p:Claim)-[:PREMISE]->(x:Argument {explicitness: 'explicit'})-[:CONCLUSION]->(q:Claim)
MATCH (x)-[:DRAWN_BY]->(w:Agent)
WHERE x.kg IS NOT NULL
RETURN x.id AS argument, p.says AS premise, CASE x.kind WHEN 'support' THEN 'supports' WHEN 'attack' THEN 'attacks' ELSE 'is granted, but' END AS kind, q.says AS conclusion, w.name AS arguer
ORDER BY argument, premise
