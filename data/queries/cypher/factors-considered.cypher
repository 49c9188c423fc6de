// What the UN considered, and how many other claims say anything of it but whose or what it is; as factors-considered.rq.
// columns: factor, claim, claimed_to_be_met
MATCH (u:Agent {name: 'United Nations'})<-[:SUBJECT]-(s:Statement {predicate: 'considered'})-[:OBJECT]->(f)
MATCH (c:Claim)-[:EXPRESSES]->(p:Proposition)-[:SAYS]->(s)
WHERE u.kg IS NOT NULL
OPTIONAL MATCH (f)<-[]-(t:Statement)<-[:SAYS]-(q:Proposition)<-[:EXPRESSES]-(d:Claim)
WHERE NOT t.predicate IN ['considered', 'bearer', 'concerns']
RETURN f.name AS factor, c.id AS claim, count(DISTINCT d.id) AS claimed_to_be_met
ORDER BY claim
