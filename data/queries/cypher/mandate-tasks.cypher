// The tasks of the mission’s mandate; as mandate-tasks.rq.
// columns: task, claim
MATCH (m {name: 'Mandate of MINUSMA'})<-[:SUBJECT]-(s:Statement {predicate: 'includesTask'})-[:OBJECT]->(t)
MATCH (c:Claim)-[:EXPRESSES]->(:Proposition)-[:SAYS]->(s)
WHERE m.kg IS NOT NULL
RETURN t.name AS task, c.id AS claim
ORDER BY claim
