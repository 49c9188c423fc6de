// Who agrees with whom, and who endorses what another holds; as agreements.rq.
// columns: polarity, holder, endorsed_by, strength, claim
MATCH (c:Claim)-[:HELD_BY]->(a:Agent)
MATCH (d:Claim)-[:HELD_BY]->(b:Agent)
WHERE c.kg IS NOT NULL AND d.fingerprint = c.fingerprint AND d.polarity = c.polarity AND a.id <> b.id
  AND c.strength <> 'uncommitted' AND d.strength <> 'uncommitted' AND CASE WHEN c.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN c.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END = CASE WHEN d.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN d.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END
  AND (a.types IS NULL OR b.types IS NULL OR NOT 'Narrator' IN a.types OR NOT 'Narrator' IN b.types)
OPTIONAL MATCH (c)-[:ENDORSED_BY]->(o:Agent)
RETURN c.polarity AS polarity, a.name AS holder, o.name AS endorsed_by, c.strength AS strength, c.id AS claim
UNION
MATCH (c:Claim)-[:HELD_BY]->(a:Agent)
MATCH (d:SourceClaim)-[:TOLD_BY]->(s:Source)
WHERE c.kg IS NOT NULL AND d.fingerprint = c.fingerprint AND d.polarity = c.polarity
  AND c.strength <> 'uncommitted' AND d.strength <> 'uncommitted' AND CASE WHEN c.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN c.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END = CASE WHEN d.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN d.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END
OPTIONAL MATCH (c)-[:ENDORSED_BY]->(o:Agent)
RETURN c.polarity AS polarity, a.name AS holder, o.name AS endorsed_by, c.strength AS strength, c.id AS claim
UNION
MATCH (d:SourceClaim)-[:TOLD_BY]->(s:Source)
MATCH (c:Claim)
WHERE c.kg IS NOT NULL AND d.fingerprint = c.fingerprint AND d.polarity = c.polarity
  AND c.strength <> 'uncommitted' AND d.strength <> 'uncommitted' AND CASE WHEN c.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN c.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END = CASE WHEN d.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN d.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END
OPTIONAL MATCH (d)-[:ENDORSED_BY]->(o:Agent)
RETURN d.polarity AS polarity, s.title AS holder, o.name AS endorsed_by, d.strength AS strength, d.id AS claim
UNION
MATCH (c:Claim)-[:ENDORSED_BY]->(o:Agent)
MATCH (c)-[:HELD_BY]->(a:Agent)
WHERE c.kg IS NOT NULL AND a.id <> o.id AND c.strength <> 'uncommitted'
RETURN c.polarity AS polarity, a.name AS holder, o.name AS endorsed_by, c.strength AS strength, c.id AS claim
