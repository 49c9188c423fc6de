// Who holds something, who denies it, and what speaks for and against it; as for-and-against.rq.
// columns: role, who_or_what, in_claim
MATCH (c:Claim)
MATCH (d:Claim)-[:HELD_BY]->(a:Agent)
WHERE c.kg IS NOT NULL AND c.id ENDS WITH '/article/minusma-end/c09-3' AND d.fingerprint = c.fingerprint AND CASE WHEN c.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN c.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END = CASE WHEN d.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN d.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END AND d.polarity = c.polarity
RETURN '1 held by' AS role, a.name AS who_or_what, d.id AS in_claim
UNION
MATCH (c:Claim)
MATCH (d:Claim)-[:ENDORSED_BY]->(a:Agent)
WHERE c.kg IS NOT NULL AND c.id ENDS WITH '/article/minusma-end/c09-3' AND d.fingerprint = c.fingerprint AND CASE WHEN c.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN c.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END = CASE WHEN d.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN d.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END AND d.polarity = c.polarity
RETURN '2 endorsed by' AS role, a.name AS who_or_what, d.id AS in_claim
UNION
MATCH (c:Claim)
MATCH (d:Claim)-[:HELD_BY]->(a:Agent)
WHERE c.kg IS NOT NULL AND c.id ENDS WITH '/article/minusma-end/c09-3' AND d.fingerprint = c.fingerprint AND CASE WHEN c.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN c.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END = CASE WHEN d.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN d.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END AND d.polarity <> c.polarity
RETURN '3 denied by' AS role, a.name AS who_or_what, d.id AS in_claim
UNION
MATCH (c:Claim)
MATCH (p:Claim)-[:PREMISE]->(x:Argument)-[:CONCLUSION]->(d:Claim)
WHERE c.kg IS NOT NULL AND c.id ENDS WITH '/article/minusma-end/c09-3' AND d.fingerprint = c.fingerprint AND CASE WHEN c.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN c.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END = CASE WHEN d.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN d.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END AND d.polarity = c.polarity
RETURN CASE x.kind WHEN 'support' THEN '4 supported by' WHEN 'attack' THEN '5 attacked by' ELSE '6 holds although' END AS role, p.says AS who_or_what, p.id AS in_claim
