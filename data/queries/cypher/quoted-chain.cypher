// Through whose mouths a claim came; as quoted-chain.rq. LadybugDB can be asked it where somebody passes a claim on: else it has no VIA.
// columns: claim, position, voice, stance, cue, says
MATCH (c:Claim)-[v:VIA]->(a:Agent)
WHERE c.kg IS NOT NULL
RETURN c.id AS claim, v.position AS position, a.name AS voice, v.stance AS stance, v.attributedBy AS cue, c.says AS says
UNION
MATCH (c:Claim)-[v:VIA]->(:Agent)
WHERE c.kg IS NOT NULL
WITH c, count(v) AS passed
MATCH (c)-[:HELD_BY]->(a:Agent)
RETURN c.id AS claim, passed + 1 AS position, a.name AS voice, c.stance AS stance, c.attributedBy AS cue, c.says AS says
