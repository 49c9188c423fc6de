// The article’s dates against those of other sources, or of the resolution that they name; as dates-and-other-sources.rq.
// columns: event, article_says, source_says, source
MATCH (c:Claim)-[:EXPRESSES]->(p:Proposition)-[:SAYS]->(s:Statement)-[:SUBJECT]->(e:Event)<-[:SUBJECT]-(t:Statement)<-[:SAYS]-(o:Source)
WHERE c.kg IS NOT NULL AND s.predicate = 'hasTimeStamp' AND t.predicate = 'hasTimeStamp'
RETURN e.name AS event, s.value AS article_says, t.value AS source_says, o.page AS source
UNION
MATCH (c:Claim)-[:EXPRESSES]->(p:Proposition)-[:SAYS]->(s:Statement)-[:SUBJECT]->(e:Event)<-[:SUBJECT]-(t:Statement)<-[:SAYS]-(o:Source)
WHERE c.kg IS NOT NULL AND s.predicate = 'hasTimeStamp' AND t.predicate = 'underResolution'
MATCH (t)-[:OBJECT]->(r)<-[:SUBJECT]-(d:Statement {predicate: 'legislationDate'})<-[:SAYS]-(o)
RETURN e.name AS event, s.value AS article_says, d.value AS source_says, o.page AS source
