// Lists that the text leaves open, and how many propositions take an item; as open-lists.rq.
// columns: sentence, cue, propositions
MATCH (c:Claim)-[:EXPRESSES]->(p:Proposition)
WHERE c.kg IS NOT NULL AND c.openList IS NOT NULL
UNWIND c.openList AS cue
RETURN c.sentence AS sentence, cue, count(DISTINCT p.id) AS propositions
ORDER BY sentence
