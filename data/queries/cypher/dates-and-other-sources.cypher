// The articles’ dates against those of outside sources, or of the document by which the event came about; as dates-and-other-sources.rq.
// columns: event, article_says, source_says, source, claim, source_claim
MATCH (c:Claim)-[:SAYS]->(d:Description)-[:OF]->(e:Event)<-[:OF]-(f:Description)<-[:SAYS]-(o:SourceClaim)-[:TOLD_BY]->(s:Source)
MATCH (d)-[:ROLE {role: 'time'}]->(t:Description)
MATCH (f)-[:ROLE {role: 'time'}]->(u:Description)
WHERE c.kg IS NOT NULL
RETURN e.name AS event, t.at AS article_says, u.at AS source_says, s.page AS source, c.id AS claim, o.id AS source_claim
UNION
MATCH (c:Claim)-[:SAYS]->(d:Description)-[:OF]->(e:Event)<-[:OF]-(f:Description)<-[:SAYS]-(:SourceClaim)
MATCH (d)-[:ROLE {role: 'time'}]->(t:Description)
MATCH (f)-[:ROLE {role: 'instrument'}]->(x)<-[:ROLE {role: 'theme'}]-(g:Description)<-[:SAYS]-(o:SourceClaim)-[:TOLD_BY]->(s:Source)
MATCH (g)-[:ROLE {role: 'time'}]->(u:Description)
WHERE c.kg IS NOT NULL
RETURN e.name AS event, t.at AS article_says, u.at AS source_says, s.page AS source, c.id AS claim, o.id AS source_claim
