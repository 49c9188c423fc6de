// What is said more than once, in articles and outside sources; as restated-claims.rq.
// columns: describes, times, claim, stance, strength, polarity, holder
MATCH (c)-[:SAYS]->(d:Description)
WHERE c.kg IS NOT NULL
WITH c.fingerprint AS print, count(DISTINCT c.id) AS times
WHERE times > 1
MATCH (c)-[:SAYS]->(d:Description)
WHERE c.kg IS NOT NULL AND c.fingerprint = print
OPTIONAL MATCH (c)-[:HELD_BY]->(h:Agent)
OPTIONAL MATCH (c)-[:TOLD_BY]->(s:Source)
RETURN d.label AS describes, times, c.id AS claim, c.stance AS stance, c.strength AS strength, c.polarity AS polarity, coalesce(h.name, s.title) AS holder
ORDER BY times DESC, describes, claim
