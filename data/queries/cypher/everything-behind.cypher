// Everything that supports a conclusion, in one, two or three steps; as everything-behind.rq.
// columns: premise, says, holder
MATCH (p:Claim)-[:PREMISE]->(:Argument {kind: 'support'})-[:CONCLUSION]->(c:Claim)
MATCH (p)-[:HELD_BY]->(a:Agent)
WHERE c.kg IS NOT NULL AND c.id ENDS WITH '/article/minusma-end/c13-3'
RETURN p.id AS premise, p.says AS says, a.name AS holder
UNION
MATCH (p:Claim)-[:PREMISE]->(:Argument {kind: 'support'})-[:CONCLUSION]->(:Claim)-[:PREMISE]->(:Argument)-[:CONCLUSION]->(c:Claim)
MATCH (p)-[:HELD_BY]->(a:Agent)
WHERE c.kg IS NOT NULL AND c.id ENDS WITH '/article/minusma-end/c13-3'
RETURN p.id AS premise, p.says AS says, a.name AS holder
UNION
MATCH (p:Claim)-[:PREMISE]->(:Argument {kind: 'support'})-[:CONCLUSION]->(:Claim)-[:PREMISE]->(:Argument)-[:CONCLUSION]->(:Claim)-[:PREMISE]->(:Argument)-[:CONCLUSION]->(c:Claim)
MATCH (p)-[:HELD_BY]->(a:Agent)
WHERE c.kg IS NOT NULL AND c.id ENDS WITH '/article/minusma-end/c13-3'
RETURN p.id AS premise, p.says AS says, a.name AS holder
UNION
MATCH (c:Claim)-[:SAYS]->(:Description)<-[:SAYS]-(q:Claim)
MATCH (p:Claim)-[:PREMISE]->(:Argument {kind: 'support'})-[:CONCLUSION]->(q)
MATCH (p)-[:HELD_BY]->(a:Agent)
WHERE c.kg IS NOT NULL AND c.id ENDS WITH '/article/minusma-end/c13-3' AND q.polarity = c.polarity AND q.stance = c.stance
RETURN p.id AS premise, p.says AS says, a.name AS holder
UNION
MATCH (c:Claim)-[:SAYS]->(:Description)<-[:SAYS]-(q:Claim)
MATCH (p:Claim)-[:PREMISE]->(:Argument {kind: 'support'})-[:CONCLUSION]->(:Claim)-[:PREMISE]->(:Argument)-[:CONCLUSION]->(q)
MATCH (p)-[:HELD_BY]->(a:Agent)
WHERE c.kg IS NOT NULL AND c.id ENDS WITH '/article/minusma-end/c13-3' AND q.polarity = c.polarity AND q.stance = c.stance
RETURN p.id AS premise, p.says AS says, a.name AS holder
UNION
MATCH (c:Claim)-[:SAYS]->(:Description)<-[:SAYS]-(q:Claim)
MATCH (p:Claim)-[:PREMISE]->(:Argument {kind: 'support'})-[:CONCLUSION]->(:Claim)-[:PREMISE]->(:Argument)-[:CONCLUSION]->(:Claim)-[:PREMISE]->(:Argument)-[:CONCLUSION]->(q)
MATCH (p)-[:HELD_BY]->(a:Agent)
WHERE c.kg IS NOT NULL AND c.id ENDS WITH '/article/minusma-end/c13-3' AND q.polarity = c.polarity AND q.stance = c.stance
RETURN p.id AS premise, p.says AS says, a.name AS holder
