// What claims say, as edges from one thing to another; as flat-view.rq, but for ends that are no one thing.
// columns: subject, kind, object, subject_role, object_role, holder, stance, strength, polarity, focus, claim
MATCH (a)-[e:FLAT]->(b), (c:Claim)-[:HELD_BY]->(h:Agent)
WHERE e.kg IS NOT NULL AND c.id = e.claim
MATCH (c)-[:APPEARS_IN]->(t:Article)
WHERE t.id ENDS WITH '/article/minusma-end'
RETURN coalesce(e.fromWords, a.name, a.headline) AS subject, e.kind AS kind, coalesce(e.toWords, b.name, b.headline) AS object,
  e.fromRole AS subject_role, e.toRole AS object_role, h.name AS holder, e.stance AS stance, e.strength AS strength, e.polarity AS polarity,
  e.focus AS focus, e.claim AS claim
ORDER BY claim, subject_role, object_role
