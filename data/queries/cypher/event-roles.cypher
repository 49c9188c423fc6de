// Who has which part in each named event, as what happened or in what is said of it; as event-roles.rq.
// columns: name, event_as, kind, role, who, stance, strength, polarity, focus, claim
MATCH (e:Event)<-[:OF]-(d:Description)-[p:ROLE]->(a), (c)-[:SAYS]->(d)
WHERE e.kg IS NOT NULL AND p.role IN ['actor', 'coActor', 'experiencer', 'recipient', 'affectee']
RETURN e.name AS name, 'what happens' AS event_as, d.kind AS kind, p.role AS role, coalesce(a.name, a.label) AS who, c.stance AS stance, c.strength AS strength, c.polarity AS polarity, c.focus AS focus, c.id AS claim
UNION
MATCH (e:Event)<-[r:ROLE]-(d:Description)-[p:ROLE]->(a), (c)-[:SAYS]->(d)
WHERE e.kg IS NOT NULL AND r.role IN ['theme', 'undergoer', 'result', 'stimulus', 'topic'] AND p.role IN ['actor', 'coActor', 'experiencer', 'recipient', 'affectee']
RETURN e.name AS name, r.role AS event_as, d.kind AS kind, p.role AS role, coalesce(a.name, a.label) AS who, c.stance AS stance, c.strength AS strength, c.polarity AS polarity, c.focus AS focus, c.id AS claim
