// Who agrees with whom: what more than one voice says, alike in polarity and in the family of the stance; as agreements.rq.
// columns: describes, polarity, holder, endorsed_by, strength, claim
MATCH (c)-[:SAYS]->(d:Description)
WHERE c.kg IS NOT NULL
OPTIONAL MATCH (c)-[:HELD_BY]->(h:Agent)
OPTIONAL MATCH (c)-[:ENDORSED_BY]->(e:Agent)
WITH c.fingerprint AS print, sum(CASE WHEN e.id IS NULL AND 'Narrator' IN h.types THEN 0 ELSE 1 END) AS others
WHERE others > 0
MATCH (c)-[:SAYS]->(d:Description)
WHERE c.kg IS NOT NULL AND c.strength <> 'uncommitted' AND c.fingerprint = print
OPTIONAL MATCH (c)-[:HELD_BY]->(h:Agent)
OPTIONAL MATCH (c)-[:TOLD_BY]->(s:Source)
OPTIONAL MATCH (c)-[:ENDORSED_BY]->(e:Agent)
WITH print, c.polarity AS polarity,
  CASE WHEN c.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN c.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END AS family,
  coalesce(h.id, s.id) AS voice, e.id AS endorser
WITH print, polarity, family, min(voice) AS first, max(voice) AS last, min(endorser) AS endorser, max(endorser) AS other
WHERE first <> last OR endorser <> other OR first <> endorser
MATCH (c)-[:SAYS]->(d:Description)
WHERE c.kg IS NOT NULL AND c.strength <> 'uncommitted' AND c.fingerprint = print AND c.polarity = polarity AND family =
  CASE WHEN c.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN c.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END
OPTIONAL MATCH (c)-[:HELD_BY]->(h:Agent)
OPTIONAL MATCH (c)-[:TOLD_BY]->(s:Source)
OPTIONAL MATCH (c)-[:ENDORSED_BY]->(e:Agent)
RETURN d.label AS describes, polarity, coalesce(h.name, s.title) AS holder, e.name AS endorsed_by, c.strength AS strength, c.id AS claim
ORDER BY describes, polarity, claim
