// How many claims each holder has; as reported-and-narrated.rq.
// columns: how, holder, claims
MATCH (c:Claim)-[:HELD_BY]->(a:Agent)
WHERE a.kg IS NOT NULL
RETURN CASE WHEN a.types IS NOT NULL AND 'Narrator' IN a.types THEN 'narrated' ELSE 'reported' END AS how, a.name AS holder, count(c) AS claims
ORDER BY claims DESC, holder
