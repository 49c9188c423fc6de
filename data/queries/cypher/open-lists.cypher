// Lists that the text leaves open, and how many different things claims say of their items; as open-lists.rq.
// columns: sentence, cue, items
MATCH (c:Claim)
WHERE c.kg IS NOT NULL AND c.openList IS NOT NULL
UNWIND c.openList AS cue
RETURN c.sentence AS sentence, cue, count(DISTINCT c.fingerprint) AS items
ORDER BY sentence
