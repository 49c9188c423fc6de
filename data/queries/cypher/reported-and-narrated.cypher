// How many claims each holder has, and whether the article tells them in its own voice; as reported-and-narrated.rq.
// columns: how, holder, claims
MATCH (c:Claim)-[:HELD_BY]->(a:Agent)
WHERE a.kg IS NOT NULL
RETURN CASE WHEN 'Narrator' IN a.types THEN 'narrated' ELSE 'reported' END AS how, a.name AS holder, count(DISTINCT c.id) AS claims
ORDER BY how, claims DESC, holder
