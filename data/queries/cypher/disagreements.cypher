// Who disagrees with whom, by denial and by argument (opposite kinds are not in the graph); as disagreements.rq.
// columns: found, holder, says, against, how, against_says, claim, against_claim
MATCH (a:Agent)<-[:HELD_BY]-(c:Claim)-[:PREMISE]->(x:Argument)-[:CONCLUSION]->(d:Claim)-[:HELD_BY]->(b:Agent)
WHERE x.kg IS NOT NULL AND x.kind = 'attack' AND a.id <> b.id
RETURN CASE WHEN x.explicitness = 'explicit' THEN 'by argument, explicit' ELSE 'by argument, inferred' END AS found,
  a.name AS holder, c.says AS says, b.name AS against, 'holds' AS how, d.says AS against_says, c.id AS claim, d.id AS against_claim
UNION
MATCH (a:Agent)<-[:HELD_BY]-(c:Claim)-[:PREMISE]->(x:Argument)-[:CONCLUSION]->(d:Claim)-[:ENDORSED_BY]->(b:Agent)
WHERE x.kg IS NOT NULL AND x.kind = 'attack' AND a.id <> b.id
RETURN CASE WHEN x.explicitness = 'explicit' THEN 'by argument, explicit' ELSE 'by argument, inferred' END AS found,
  a.name AS holder, c.says AS says, b.name AS against, 'endorses' AS how, d.says AS against_says, c.id AS claim, d.id AS against_claim
UNION
MATCH (a:Agent)<-[:HELD_BY]-(c:Claim)
MATCH (d:Claim)-[:HELD_BY]->(b:Agent)
WHERE c.kg IS NOT NULL AND c.polarity = 'negative' AND d.polarity = 'affirmative' AND d.fingerprint = c.fingerprint AND a.id <> b.id
  AND c.strength <> 'uncommitted' AND d.strength <> 'uncommitted' AND CASE WHEN c.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN c.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END = CASE WHEN d.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN d.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END AND (c.focus IS NULL OR d.focus IS NULL OR c.focus = d.focus)
RETURN 'by denial' AS found, a.name AS holder, c.says AS says, b.name AS against, 'holds' AS how, d.says AS against_says, c.id AS claim, d.id AS against_claim
UNION
MATCH (a:Agent)<-[:HELD_BY]-(c:Claim)
MATCH (d:Claim)-[:ENDORSED_BY]->(b:Agent)
WHERE c.kg IS NOT NULL AND c.polarity = 'negative' AND d.polarity = 'affirmative' AND d.fingerprint = c.fingerprint AND a.id <> b.id
  AND c.strength <> 'uncommitted' AND d.strength <> 'uncommitted' AND CASE WHEN c.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN c.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END = CASE WHEN d.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN d.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END AND (c.focus IS NULL OR d.focus IS NULL OR c.focus = d.focus)
RETURN 'by denial' AS found, a.name AS holder, c.says AS says, b.name AS against, 'endorses' AS how, d.says AS against_says, c.id AS claim, d.id AS against_claim
UNION
MATCH (a:Agent)<-[:HELD_BY]-(c:Claim)
MATCH (d:SourceClaim)-[:TOLD_BY]->(s:Source)
WHERE c.kg IS NOT NULL AND c.polarity = 'negative' AND d.polarity = 'affirmative' AND d.fingerprint = c.fingerprint
  AND c.strength <> 'uncommitted' AND d.strength <> 'uncommitted' AND CASE WHEN c.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN c.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END = CASE WHEN d.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN d.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END
RETURN 'by denial' AS found, a.name AS holder, c.says AS says, s.title AS against, 'holds' AS how, d.says AS against_says, c.id AS claim, d.id AS against_claim
UNION
MATCH (s:Source)<-[:TOLD_BY]-(c:SourceClaim)
MATCH (d:Claim)-[:HELD_BY]->(b:Agent)
WHERE c.kg IS NOT NULL AND c.polarity = 'negative' AND d.polarity = 'affirmative' AND d.fingerprint = c.fingerprint
  AND c.strength <> 'uncommitted' AND d.strength <> 'uncommitted' AND CASE WHEN c.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN c.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END = CASE WHEN d.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN d.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END
RETURN 'by denial' AS found, s.title AS holder, c.says AS says, b.name AS against, 'holds' AS how, d.says AS against_says, c.id AS claim, d.id AS against_claim
