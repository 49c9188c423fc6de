// What claims say, as edges from one thing to another; who follows them must read the claim and its holders on them; as flat-view.rq.
// columns: subject_id, object_id, subject_role, object_role, stance, strength, polarity, focus, claim
MATCH (a)-[e:FLAT]->(b)
WHERE a.kg IS NOT NULL AND e.claim CONTAINS '/article/minusma-end/' AND e.fromWords IS NULL AND e.toWords IS NULL
RETURN a.id AS subject_id, b.id AS object_id, e.fromRole AS subject_role, e.toRole AS object_role,
  e.stance AS stance, e.strength AS strength, e.polarity AS polarity, e.focus AS focus, e.claim AS claim
ORDER BY claim
