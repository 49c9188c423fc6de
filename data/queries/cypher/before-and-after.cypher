// What is said to have come after what; as before-and-after.rq.
// columns: later, earlier, holder, says, stance, strength, polarity, claim
MATCH (c)-[:SAYS]->(d:Description)-[r:ROLE]->(b)
WHERE c.kg IS NOT NULL AND r.role = 'after'
OPTIONAL MATCH (d)-[:OF]->(e)
OPTIONAL MATCH (c)-[:HELD_BY]->(h:Agent)
OPTIONAL MATCH (c)-[:TOLD_BY]->(s:Source)
RETURN coalesce(e.name, d.label) AS later, coalesce(b.name, b.label) AS earlier, coalesce(h.name, s.title) AS holder, c.says AS says,
  c.stance AS stance, c.strength AS strength, c.polarity AS polarity, c.id AS claim
ORDER BY claim, earlier
