// Who decided, initiated, called for and carried out each event; as event-roles.rq.
// columns: event, role, who, claim
MATCH (e:Event)<-[:SUBJECT]-(s:Statement)-[:OBJECT]->(a:Agent)
WHERE s.kg IS NOT NULL AND s.predicate IN ['decidedBy', 'initiatedBy', 'calledBy', 'establishedBy', 'hasActor', 'supportedBy']
MATCH (c:Claim)-[:EXPRESSES]->(:Proposition)-[:SAYS]->(s)
RETURN e.name AS event, s.predicate AS role, a.name AS who, c.id AS claim
ORDER BY event, role, claim
