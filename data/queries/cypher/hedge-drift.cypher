// Who turned a could into a will, from one article to another; as hedge-drift.rq.
// columns: became, first_strength, first_says, second_strength, second_says, first_claim, second_claim
MATCH (t:Article)<-[:APPEARS_IN]-(x:Claim)
MATCH (u:Article)<-[:APPEARS_IN]-(y:Claim)
WHERE x.kg IS NOT NULL AND y.fingerprint = x.fingerprint AND y.polarity = x.polarity AND CASE WHEN x.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN x.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END = CASE WHEN y.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN y.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END
  AND t.id < u.id AND x.strength <> y.strength
RETURN CASE WHEN CASE x.strength WHEN 'full' THEN 1 WHEN 'partial' THEN 2 WHEN 'neutral' THEN 3 ELSE 4 END < CASE y.strength WHEN 'full' THEN 1 WHEN 'partial' THEN 2 WHEN 'neutral' THEN 3 ELSE 4 END THEN 'weaker' ELSE 'stronger' END AS became,
  x.strength AS first_strength, x.says AS first_says, y.strength AS second_strength, y.says AS second_says, x.id AS first_claim, y.id AS second_claim
ORDER BY first_claim, second_claim
