// Who says weakly what another says flatly; as stronger-and-weaker.rq.
// columns: weaker_strength, weaker_says, stronger_strength, stronger_says, weaker_claim, stronger_claim
MATCH (w)-[:SAYS]->(:Description)
MATCH (s)-[:SAYS]->(:Description)
WHERE w.kg IS NOT NULL AND s.fingerprint = w.fingerprint AND s.polarity = w.polarity AND CASE WHEN w.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN w.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END = CASE WHEN s.stance IN ['asserted', 'evaluative', 'believed'] THEN 1 WHEN s.stance IN ['normative', 'directive', 'permitted'] THEN 2 ELSE 3 END
  AND CASE s.strength WHEN 'full' THEN 1 WHEN 'partial' THEN 2 WHEN 'neutral' THEN 3 ELSE 4 END < CASE w.strength WHEN 'full' THEN 1 WHEN 'partial' THEN 2 WHEN 'neutral' THEN 3 ELSE 4 END
RETURN w.strength AS weaker_strength, w.says AS weaker_says, s.strength AS stronger_strength, s.says AS stronger_says, w.id AS weaker_claim, s.id AS stronger_claim
ORDER BY weaker_claim, stronger_claim
