// What is dated, at a time or by one at the latest; as timeline.rq, but for stretches of time.
// columns: date, sense, precision, event, inner, says, holder, stance, strength, polarity, claim
MATCH (c)-[:SAYS]->(d:Description)-[:ROLE*0..4]->(e:Description)-[:ROLE {role: 'time'}]->(t:Description)
WHERE c.kg IS NOT NULL AND coalesce(t.at, t.`by`) IS NOT NULL
OPTIONAL MATCH (e)-[:OF]->(n)
OPTIONAL MATCH (c)-[:HELD_BY]->(h:Agent)
OPTIONAL MATCH (c)-[:TOLD_BY]->(s:Source)
RETURN DISTINCT coalesce(t.at, t.`by`) AS date, CASE WHEN t.at IS NULL THEN 'by' ELSE 'at' END AS sense,
  CASE size(coalesce(t.at, t.`by`)) WHEN 4 THEN 'year' WHEN 7 THEN 'month' ELSE 'day' END AS precision,
  CASE WHEN n.name IS NULL THEN e.label WHEN e.phase IS NULL THEN n.name ELSE n.name + ' (' + e.phase + ')' END AS event,
  e.id <> d.id AS `inner`, c.says AS says, coalesce(h.name, s.title) AS holder, c.stance AS stance, c.strength AS strength, c.polarity AS polarity, c.id AS claim
ORDER BY date, event, claim
