// Every claim of an article with the words of the text; as who-claims-what.rq.
// columns: claim, holder, stance, strength, polarity, says, quote
MATCH (t:Article)<-[:APPEARS_IN]-(c:Claim)-[:HELD_BY]->(a:Agent)
WHERE c.kg IS NOT NULL AND t.id ENDS WITH '/article/minusma-end'
RETURN c.id AS claim, a.name AS holder, c.stance AS stance, c.strength AS strength, c.polarity AS polarity, c.says AS says, c.quote AS quote
ORDER BY claim
