// Who has which part in each named event; as event-roles.rq.
// columns: name, event_as, role, who, polarity, focus, claim
MATCH (e:Event)<-[:OF]-(d:Description)-[r:ROLE]->(a)
MATCH (c)-[:SAYS]->(d)
WHERE c.kg IS NOT NULL AND r.role IN ['actor', 'coActor', 'experiencer', 'recipient', 'affectee']
RETURN e.name AS name, 'what happens' AS event_as, r.role AS role, coalesce(a.name, a.label) AS who, c.polarity AS polarity, c.focus AS focus, c.id AS claim
UNION
MATCH (e:Event)<-[q:ROLE]-(d:Description)-[r:ROLE]->(a)
MATCH (c)-[:SAYS]->(d)
WHERE c.kg IS NOT NULL AND r.role IN ['actor', 'coActor', 'experiencer', 'recipient', 'affectee']
RETURN e.name AS name, q.role AS event_as, r.role AS role, coalesce(a.name, a.label) AS who, c.polarity AS polarity, c.focus AS focus, c.id AS claim
