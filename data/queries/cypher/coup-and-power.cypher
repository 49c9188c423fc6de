// The date of the coup against the date of taking power; as coup-and-power.rq.
// columns: event, date, follows, claim
MATCH (e:Event)<-[:SUBJECT]-(s:Statement)<-[:SAYS]-(p:Proposition)<-[:EXPRESSES]-(c:Claim)
WHERE e.kg IS NOT NULL AND s.predicate IN ['hasTimeStamp', 'follows']
  AND (e.id ENDS WITH '/id/military-coup-2020' OR e.id ENDS WITH '/id/assumption-of-power')
OPTIONAL MATCH (s)-[:OBJECT]->(b:Event)
RETURN e.name AS event, s.value AS date, b.name AS follows, c.id AS claim
ORDER BY claim
