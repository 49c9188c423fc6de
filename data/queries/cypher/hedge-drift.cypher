// Who turned a could into a will, claim by claim, from article to article in the order of their names; as hedge-drift.rq.
// columns: became, first, first_strength, first_says, second, second_strength, second_says, hedges, same_holder, first_claim, second_claim
MATCH (a:Article)<-[:APPEARS_IN]-(c:Claim)-[:HELD_BY]->(h:Agent)
WHERE c.kg IS NOT NULL
WITH a, c, h, CASE WHEN c.stance IN ['asserted', 'evaluative', 'believed'] THEN ['asserted', 'evaluative', 'believed']
  WHEN c.stance IN ['normative', 'directive', 'permitted'] THEN ['normative', 'directive', 'permitted'] ELSE ['intended', 'committed', 'desired'] END AS family,
  CASE c.strength WHEN 'full' THEN ['partial', 'neutral', 'uncommitted'] WHEN 'partial' THEN ['neutral', 'uncommitted'] WHEN 'neutral' THEN ['uncommitted'] ELSE [] END AS weaker
MATCH (b:Article)<-[:APPEARS_IN]-(d:Claim)-[:HELD_BY]->(g:Agent)
WHERE a.id < b.id AND d.fingerprint = c.fingerprint AND d.polarity = c.polarity AND d.stance IN family AND d.strength <> c.strength
RETURN CASE WHEN d.strength IN weaker THEN 'weaker' ELSE 'stronger' END AS became,
  h.name AS first, c.strength AS first_strength, c.says AS first_says, g.name AS second, d.strength AS second_strength, d.says AS second_says,
  CASE WHEN d.strength IN weaker THEN d.hedges ELSE c.hedges END AS hedges, h.id = g.id AS same_holder, c.id AS first_claim, d.id AS second_claim
ORDER BY first_claim, second_claim
