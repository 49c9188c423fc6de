// What is dated, at a time or by one, however deep in what a claim says (a stretch of time has `from` and `to`); as timeline.rq.
// columns: date, says, stance, strength, polarity, claim
MATCH (c)-[:SAYS]->(:Description)-[:ROLE {role: 'time'}]->(t:Description)
WHERE c.kg IS NOT NULL AND (t.at IS NOT NULL OR t.`by` IS NOT NULL)
RETURN coalesce(t.at, t.`by`) AS date, c.says AS says, c.stance AS stance, c.strength AS strength, c.polarity AS polarity, c.id AS claim
UNION
MATCH (c)-[:SAYS]->(:Description)-[:ROLE]->(:Description)-[:ROLE {role: 'time'}]->(t:Description)
WHERE c.kg IS NOT NULL AND (t.at IS NOT NULL OR t.`by` IS NOT NULL)
RETURN coalesce(t.at, t.`by`) AS date, c.says AS says, c.stance AS stance, c.strength AS strength, c.polarity AS polarity, c.id AS claim
UNION
MATCH (c)-[:SAYS]->(:Description)-[:ROLE]->(:Description)-[:ROLE]->(:Description)-[:ROLE {role: 'time'}]->(t:Description)
WHERE c.kg IS NOT NULL AND (t.at IS NOT NULL OR t.`by` IS NOT NULL)
RETURN coalesce(t.at, t.`by`) AS date, c.says AS says, c.stance AS stance, c.strength AS strength, c.polarity AS polarity, c.id AS claim
UNION
MATCH (c)-[:SAYS]->(:Description)-[:ROLE]->(:Description)-[:ROLE]->(:Description)-[:ROLE]->(:Description)-[:ROLE {role: 'time'}]->(t:Description)
WHERE c.kg IS NOT NULL AND (t.at IS NOT NULL OR t.`by` IS NOT NULL)
RETURN coalesce(t.at, t.`by`) AS date, c.says AS says, c.stance AS stance, c.strength AS strength, c.polarity AS polarity, c.id AS claim
UNION
MATCH (c)-[:SAYS]->(:Description)-[:ROLE]->(:Description)-[:ROLE]->(:Description)-[:ROLE]->(:Description)-[:ROLE]->(:Description)-[:ROLE {role: 'time'}]->(t:Description)
WHERE c.kg IS NOT NULL AND (t.at IS NOT NULL OR t.`by` IS NOT NULL)
RETURN coalesce(t.at, t.`by`) AS date, c.says AS says, c.stance AS stance, c.strength AS strength, c.polarity AS polarity, c.id AS claim
