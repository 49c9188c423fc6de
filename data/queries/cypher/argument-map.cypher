// The map of pro and con, with what the annotator inferred; as argument-map.rq.
// columns: argument, premise, kind, conclusion, explicitness, arguer, scope
MATCH (p:Claim)-[:PREMISE]->(x:Argument)-[:CONCLUSION]->(q:Claim)
WHERE x.kg IS NOT NULL
OPTIONAL MATCH (x)-[:DRAWN_BY]->(a:Agent)
RETURN x.id AS argument, p.says AS premise, CASE x.kind WHEN 'support' THEN 'supports' WHEN 'attack' THEN 'attacks' ELSE 'is granted, but' END AS kind,
  q.says AS conclusion, x.explicitness AS explicitness, a.name AS arguer, x.scope AS scope
ORDER BY argument, premise
