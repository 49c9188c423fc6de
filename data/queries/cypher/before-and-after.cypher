// What is said to have come after what; as before-and-after.rq.
// columns: later, earlier, says, polarity, claim
MATCH (c)-[:SAYS]->(d:Description)-[:ROLE {role: 'after'}]->(b)
WHERE c.kg IS NOT NULL
OPTIONAL MATCH (d)-[:OF]->(e:Event)
RETURN coalesce(e.name, d.label) AS later, coalesce(b.name, b.label) AS earlier, c.says AS says, c.polarity AS polarity, c.id AS claim
ORDER BY claim, earlier
