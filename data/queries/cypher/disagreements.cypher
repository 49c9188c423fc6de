// Who denies what another says, or argues against it; as disagreements.rq, but for opposite kinds.
// columns: found, holder, says, against, how, against_says, claim, against_claim
MATCH (c)-[:SAYS]->(:Description)
WHERE c.kg IS NOT NULL AND c.polarity = 'negative' AND c.strength <> 'uncommitted'
WITH c, CASE WHEN c.stance IN ['asserted', 'evaluative', 'believed'] THEN ['asserted', 'evaluative', 'believed']
  WHEN c.stance IN ['normative', 'directive', 'permitted'] THEN ['normative', 'directive', 'permitted'] ELSE ['intended', 'committed', 'desired'] END AS family
MATCH (d)-[:SAYS]->(:Description)
WHERE d.fingerprint = c.fingerprint AND d.polarity = 'affirmative' AND d.strength <> 'uncommitted' AND d.stance IN family
  AND (c.focus IS NULL OR d.focus IS NULL OR c.focus = d.focus)
OPTIONAL MATCH (c)-[:HELD_BY]->(h:Agent)
OPTIONAL MATCH (c)-[:TOLD_BY]->(s:Source)
OPTIONAL MATCH (d)-[:HELD_BY]->(g:Agent)
OPTIONAL MATCH (d)-[:TOLD_BY]->(t:Source)
WITH c, d, h, s, g, t
WHERE coalesce(h.id, s.id) <> coalesce(g.id, t.id)
RETURN 'by denial' AS found, coalesce(h.name, s.title) AS holder, c.says AS says, coalesce(g.name, t.title) AS against, 'holds' AS how,
  d.says AS against_says, c.id AS claim, d.id AS against_claim
UNION
MATCH (c)-[:SAYS]->(:Description)
WHERE c.kg IS NOT NULL AND c.polarity = 'negative' AND c.strength <> 'uncommitted'
WITH c, CASE WHEN c.stance IN ['asserted', 'evaluative', 'believed'] THEN ['asserted', 'evaluative', 'believed']
  WHEN c.stance IN ['normative', 'directive', 'permitted'] THEN ['normative', 'directive', 'permitted'] ELSE ['intended', 'committed', 'desired'] END AS family
MATCH (d:Claim)-[:ENDORSED_BY]->(b:Agent)
WHERE d.fingerprint = c.fingerprint AND d.polarity = 'affirmative' AND d.strength <> 'uncommitted' AND d.stance IN family
  AND (c.focus IS NULL OR d.focus IS NULL OR c.focus = d.focus)
OPTIONAL MATCH (c)-[:HELD_BY]->(h:Agent)
OPTIONAL MATCH (c)-[:TOLD_BY]->(s:Source)
WITH c, d, h, s, b
WHERE coalesce(h.id, s.id) <> b.id
RETURN 'by denial' AS found, coalesce(h.name, s.title) AS holder, c.says AS says, b.name AS against, 'endorses' AS how,
  d.says AS against_says, c.id AS claim, d.id AS against_claim
UNION
MATCH (a:Agent)<-[:HELD_BY]-(c:Claim)-[:PREMISE]->(x:Argument {kind: 'attack'})-[:CONCLUSION]->(d:Claim)
WHERE x.kg IS NOT NULL
MATCH (d)-[:HELD_BY]->(b:Agent)
WHERE a.id <> b.id
RETURN 'by argument, ' + x.explicitness AS found, a.name AS holder, c.says AS says, b.name AS against, 'holds' AS how,
  d.says AS against_says, c.id AS claim, d.id AS against_claim
UNION
MATCH (a:Agent)<-[:HELD_BY]-(c:Claim)-[:PREMISE]->(x:Argument {kind: 'attack'})-[:CONCLUSION]->(d:Claim)
WHERE x.kg IS NOT NULL
MATCH (d)-[:ENDORSED_BY]->(b:Agent)
WHERE a.id <> b.id
RETURN 'by argument, ' + x.explicitness AS found, a.name AS holder, c.says AS says, b.name AS against, 'endorses' AS how,
  d.says AS against_says, c.id AS claim, d.id AS against_claim
