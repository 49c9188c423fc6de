// What something is called, and as what it stands in claims; as what-is.rq.
// columns: aspect, kind, value, claim
MATCH (e:Agent)<-[r:ROLE]-(d:Description)<-[:SAYS]-(c)
WHERE e.kg IS NOT NULL AND e.id ENDS WITH '/id/minusma' AND d.kind IS NOT NULL
RETURN '3 ' + r.role AS aspect, d.kind AS kind, c.says AS value, c.id AS claim
UNION ALL
MATCH (e:Agent)<-[:OF]-(p:Description)<-[r:ROLE]-(d:Description)<-[:SAYS]-(c)
WHERE e.kg IS NOT NULL AND e.id ENDS WITH '/id/minusma' AND d.kind IS NOT NULL
RETURN '3 ' + r.role AS aspect, d.kind AS kind, c.says AS value, c.id AS claim
UNION ALL
MATCH (e:Agent)
WHERE e.kg IS NOT NULL AND e.id ENDS WITH '/id/minusma'
RETURN '1 name' AS aspect, CASE WHEN e.id IS NULL THEN e.id END AS kind, e.name AS value, CASE WHEN e.id IS NULL THEN e.id END AS claim
UNION ALL
MATCH (e:Agent)
WHERE e.kg IS NOT NULL AND e.id ENDS WITH '/id/minusma' AND e.otherNames IS NOT NULL
UNWIND e.otherNames AS value
RETURN '2 other name' AS aspect, CASE WHEN value IS NULL THEN value END AS kind, value, CASE WHEN value IS NULL THEN value END AS claim
