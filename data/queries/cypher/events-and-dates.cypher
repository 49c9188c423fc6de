// Events and their dates, as precise as the article is; as events-and-dates.rq.
// columns: event, date, precision, claim, holder
MATCH (e:Event)<-[:SUBJECT]-(s:Statement)<-[:SAYS]-(p:Proposition)<-[:EXPRESSES]-(c:Claim)-[:HELD_BY]->(a:Agent)
WHERE e.kg IS NOT NULL AND s.predicate = 'hasTimeStamp'
RETURN e.name AS event, s.value AS date, s.datatype AS precision, c.id AS claim, a.name AS holder
ORDER BY date, claim
