// What is said of one kind of situation: what fills its roles; as claims-of-kind.rq.
// columns: claim, role, filler, polarity, focus
MATCH (c)-[:SAYS]->(d:Description {kind: 'consider'})-[r:ROLE]->(x)
WHERE c.kg IS NOT NULL
RETURN c.id AS claim, r.role AS role, coalesce(x.name, x.label) AS filler, c.polarity AS polarity, c.focus AS focus
UNION
MATCH (c)-[:SAYS]->(d:Description {kind: 'consider'})
WHERE c.kg IS NOT NULL AND d.manner IS NOT NULL
UNWIND d.manner AS filler
RETURN c.id AS claim, 'manner' AS role, filler, c.polarity AS polarity, c.focus AS focus
UNION
MATCH (c)-[:SAYS]->(d:Description {kind: 'consider'})
WHERE c.kg IS NOT NULL AND d.degree IS NOT NULL
RETURN c.id AS claim, 'degree' AS role, d.degree AS filler, c.polarity AS polarity, c.focus AS focus
UNION
MATCH (c)-[:SAYS]->(d:Description {kind: 'consider'})
WHERE c.kg IS NOT NULL AND d.value IS NOT NULL
RETURN c.id AS claim, 'value' AS role, d.value AS filler, c.polarity AS polarity, c.focus AS focus
