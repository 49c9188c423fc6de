// Who says weakly what another says flatly; as stronger-and-weaker.rq.
// columns: weaker, weaker_strength, hedges, weaker_says, stronger, stronger_strength, stronger_says, weaker_claim, stronger_claim
MATCH (c)-[:SAYS]->(:Description)
WHERE c.kg IS NOT NULL AND c.strength <> 'full'
WITH c, CASE WHEN c.stance IN ['asserted', 'evaluative', 'believed'] THEN ['asserted', 'evaluative', 'believed']
  WHEN c.stance IN ['normative', 'directive', 'permitted'] THEN ['normative', 'directive', 'permitted'] ELSE ['intended', 'committed', 'desired'] END AS family,
  CASE c.strength WHEN 'partial' THEN ['full'] WHEN 'neutral' THEN ['full', 'partial'] ELSE ['full', 'partial', 'neutral'] END AS stronger
MATCH (d)-[:SAYS]->(:Description)
WHERE d.fingerprint = c.fingerprint AND d.polarity = c.polarity AND d.stance IN family AND d.strength IN stronger
OPTIONAL MATCH (c)-[:HELD_BY]->(h:Agent)
OPTIONAL MATCH (c)-[:TOLD_BY]->(s:Source)
OPTIONAL MATCH (d)-[:HELD_BY]->(g:Agent)
OPTIONAL MATCH (d)-[:TOLD_BY]->(t:Source)
RETURN coalesce(h.name, s.title) AS weaker, c.strength AS weaker_strength, c.hedges AS hedges, c.says AS weaker_says,
  coalesce(g.name, t.title) AS stronger, d.strength AS stronger_strength, d.says AS stronger_says, c.id AS weaker_claim, d.id AS stronger_claim
ORDER BY weaker_claim, stronger_claim
