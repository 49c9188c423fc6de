// What is said of one kind of situation, a role at a time; as claims-of-kind.rq.
// columns: claim, role, filler, holder, stance, strength, polarity, focus, open
MATCH (c)-[:SAYS]->(d:Description {kind: 'consider'})-[r:ROLE]->(f)
WHERE c.kg IS NOT NULL
OPTIONAL MATCH (c)-[:HELD_BY]->(h:Agent)
OPTIONAL MATCH (c)-[:TOLD_BY]->(s:Source)
RETURN c.id AS claim, r.role AS role, coalesce(f.name, f.label, f.headline) AS filler, coalesce(h.name, s.title) AS holder, c.stance AS stance, c.strength AS strength, c.polarity AS polarity, c.focus AS focus, c.openList AS open
UNION ALL
MATCH (c)-[:SAYS]->(d:Description {kind: 'consider'})
WHERE c.kg IS NOT NULL AND d.manner IS NOT NULL
OPTIONAL MATCH (c)-[:HELD_BY]->(h:Agent)
OPTIONAL MATCH (c)-[:TOLD_BY]->(s:Source)
UNWIND d.manner AS filler
RETURN c.id AS claim, 'manner' AS role, filler, coalesce(h.name, s.title) AS holder, c.stance AS stance, c.strength AS strength, c.polarity AS polarity, c.focus AS focus, c.openList AS open
UNION ALL
MATCH (c)-[:SAYS]->(d:Description {kind: 'consider'})
WHERE c.kg IS NOT NULL AND d.degree IS NOT NULL
OPTIONAL MATCH (c)-[:HELD_BY]->(h:Agent)
OPTIONAL MATCH (c)-[:TOLD_BY]->(s:Source)
RETURN c.id AS claim, 'degree' AS role, d.degree AS filler, coalesce(h.name, s.title) AS holder, c.stance AS stance, c.strength AS strength, c.polarity AS polarity, c.focus AS focus, c.openList AS open
UNION ALL
MATCH (c)-[:SAYS]->(d:Description {kind: 'consider'})
WHERE c.kg IS NOT NULL AND d.value IS NOT NULL
OPTIONAL MATCH (c)-[:HELD_BY]->(h:Agent)
OPTIONAL MATCH (c)-[:TOLD_BY]->(s:Source)
RETURN c.id AS claim, 'value' AS role, d.value AS filler, coalesce(h.name, s.title) AS holder, c.stance AS stance, c.strength AS strength, c.polarity AS polarity, c.focus AS focus, c.openList AS open
