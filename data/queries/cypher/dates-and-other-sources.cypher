// The articles’ dates against those of outside sources, or of the document by which an event came about; as dates-and-other-sources.rq.
// columns: event, article_says, source_says, source, claim, source_claim
MATCH (c:Claim)-[:SAYS]->(d:Description)-[:OF]->(e:Event)<-[:OF]-(f:Description)<-[:SAYS]-(o:SourceClaim)-[:TOLD_BY]->(s:Source)
WHERE c.kg IS NOT NULL
MATCH (d)-[:ROLE {role: 'time'}]->(t:Description), (f)-[:ROLE {role: 'time'}]->(u:Description)
WHERE coalesce(t.at, t.`by`) IS NOT NULL AND coalesce(u.at, u.`by`) IS NOT NULL
RETURN e.name AS event, coalesce(t.at, t.`by`) AS article_says, coalesce(u.at, u.`by`) AS source_says, s.page AS source, c.id AS claim, o.id AS source_claim
UNION
MATCH (c:Claim)-[:SAYS]->(d:Description)-[:OF]->(e:Event)<-[:OF]-(g:Description)<-[:SAYS]-(founding:SourceClaim)
WHERE c.kg IS NOT NULL
MATCH (g)-[:ROLE {role: 'instrument'}]->(w)<-[:ROLE {role: 'theme'}]-(f:Description)<-[:SAYS]-(o:SourceClaim)-[:TOLD_BY]->(s:Source)
MATCH (d)-[:ROLE {role: 'time'}]->(t:Description), (f)-[:ROLE {role: 'time'}]->(u:Description)
WHERE coalesce(t.at, t.`by`) IS NOT NULL AND coalesce(u.at, u.`by`) IS NOT NULL
RETURN e.name AS event, coalesce(t.at, t.`by`) AS article_says, coalesce(u.at, u.`by`) AS source_says, s.page AS source, c.id AS claim, o.id AS source_claim
