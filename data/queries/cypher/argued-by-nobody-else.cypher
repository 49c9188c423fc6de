// Reported claims that nobody but their holder attacks or supports; as argued-by-nobody-else.rq.
// columns: claim, holder, says
MATCH (c:Claim)-[:HELD_BY]->(h:Agent)
WHERE c.kg IS NOT NULL AND (h.types IS NULL OR NOT 'Narrator' IN h.types)
OPTIONAL MATCH (c)<-[:CONCLUSION]-(x:Argument)<-[:PREMISE]-(p:Claim)-[:HELD_BY]->(o:Agent)
WHERE o.id <> h.id
WITH c, h, count(o) AS others
WHERE others = 0
RETURN c.id AS claim, h.name AS holder, c.says AS says
ORDER BY claim
