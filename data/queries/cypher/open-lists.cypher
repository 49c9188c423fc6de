// Lists that the text leaves open, and how many different things claims say of their items; as open-lists.rq.
// columns: article, sentence, cue, items
MATCH (t:Article)<-[:APPEARS_IN]-(c:Claim)
WHERE c.kg IS NOT NULL AND c.openList IS NOT NULL
UNWIND c.openList AS cue
RETURN t.id AS article, c.sentence AS sentence, cue, count(DISTINCT c.fingerprint) AS items
ORDER BY article, sentence
