// Everything that supports a conclusion, directly or through others; as everything-behind.rq.
// columns: premise, says
MATCH (p:Proposition)-[*2..10]->(q:Proposition)
WHERE q.kg IS NOT NULL AND q.id ENDS WITH '/proposition/decision-raises-concern-about-risks'
MATCH (p)-[:PREMISE]->(x:Argument {kind: 'support'})
RETURN DISTINCT p.id AS premise, p.says AS says
ORDER BY premise
