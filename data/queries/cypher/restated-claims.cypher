// What is said more than once; as restated-claims.rq.
// columns: describes, times, claim, stance, polarity
MATCH (k)-[:SAYS]->(:Description)
WHERE k.kg IS NOT NULL
WITH k.fingerprint AS print, count(k) AS times
WHERE times > 1
MATCH (c)-[:SAYS]->(d:Description)
WHERE c.fingerprint = print
RETURN d.label AS describes, times, c.id AS claim, c.stance AS stance, c.polarity AS polarity
ORDER BY times DESC, describes, claim
