// The map of pro and con, as the text marks it; as argument-map-explicit.rq.
// columns: argument, premise, kind, conclusion, cue, arguer
MATCH (p:Claim)-[:PREMISE]->(x:Argument {explicitness: 'explicit'})-[:CONCLUSION]->(q:Claim)
WHERE x.kg IS NOT NULL AND x.cues IS NOT NULL
MATCH (x)-[:DRAWN_BY]->(a:Agent)
UNWIND x.cues AS cue
RETURN x.id AS argument, p.says AS premise, CASE x.kind WHEN 'support' THEN 'supports' WHEN 'attack' THEN 'attacks' ELSE 'is granted, but' END AS kind,
  q.says AS conclusion, cue, a.name AS arguer
ORDER BY argument, premise
