// How many claims each holder has; as reported-and-narrated.rq.
// columns: holder, claims
MATCH (c:Claim)-[:HELD_BY]->(a:Agent)
WHERE a.kg IS NOT NULL
RETURN a.name AS holder, count(DISTINCT c) AS claims
ORDER BY claims DESC, holder
