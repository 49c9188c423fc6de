// Who holds something, who denies it, and what speaks for and against it; as for-and-against.rq.
// columns: role, who_or_what, explicitness, argument, in_claim
MATCH (c:Claim)
WHERE c.kg IS NOT NULL AND c.id ENDS WITH '/minusma-end/c09-3'
WITH c, CASE WHEN c.stance IN ['asserted', 'evaluative', 'believed'] THEN ['asserted', 'evaluative', 'believed']
  WHEN c.stance IN ['normative', 'directive', 'permitted'] THEN ['normative', 'directive', 'permitted'] ELSE ['intended', 'committed', 'desired'] END AS family
MATCH (p:Claim)-[:PREMISE]->(x:Argument)-[:CONCLUSION]->(d:Claim)
WHERE d.fingerprint = c.fingerprint AND d.stance IN family AND d.polarity = c.polarity
RETURN CASE x.kind WHEN 'support' THEN '4 supported by' WHEN 'attack' THEN '5 attacked by' ELSE '6 holds although' END AS role,
  p.says AS who_or_what, x.explicitness AS explicitness, x.id AS argument, p.id AS in_claim
UNION
MATCH (c:Claim)
WHERE c.kg IS NOT NULL AND c.id ENDS WITH '/minusma-end/c09-3'
WITH c, CASE WHEN c.stance IN ['asserted', 'evaluative', 'believed'] THEN ['asserted', 'evaluative', 'believed']
  WHEN c.stance IN ['normative', 'directive', 'permitted'] THEN ['normative', 'directive', 'permitted'] ELSE ['intended', 'committed', 'desired'] END AS family
MATCH (d)-[:SAYS]->(:Description)
WHERE d.fingerprint = c.fingerprint AND d.stance IN family
OPTIONAL MATCH (d)-[:HELD_BY]->(h:Agent)
OPTIONAL MATCH (d)-[:TOLD_BY]->(s:Source)
RETURN CASE WHEN d.polarity = c.polarity THEN '1 held by' ELSE '3 denied by' END AS role,
  coalesce(h.name, s.title) AS who_or_what, CASE WHEN d.id IS NULL THEN d.id END AS explicitness, CASE WHEN d.id IS NULL THEN d.id END AS argument, d.id AS in_claim
UNION
MATCH (c:Claim)
WHERE c.kg IS NOT NULL AND c.id ENDS WITH '/minusma-end/c09-3'
WITH c, CASE WHEN c.stance IN ['asserted', 'evaluative', 'believed'] THEN ['asserted', 'evaluative', 'believed']
  WHEN c.stance IN ['normative', 'directive', 'permitted'] THEN ['normative', 'directive', 'permitted'] ELSE ['intended', 'committed', 'desired'] END AS family
MATCH (d:Claim)-[:ENDORSED_BY]->(e:Agent)
WHERE d.fingerprint = c.fingerprint AND d.stance IN family AND d.polarity = c.polarity
RETURN '2 endorsed by' AS role, e.name AS who_or_what, CASE WHEN d.id IS NULL THEN d.id END AS explicitness, CASE WHEN d.id IS NULL THEN d.id END AS argument, d.id AS in_claim
