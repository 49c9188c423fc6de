// The agents and their names, in the language of the project; as agents-and-names.rq.
// columns: agent, name, kind, vague
MATCH (a:Agent)
WHERE a.kg IS NOT NULL AND a.types IS NOT NULL AND NOT 'Narrator' IN a.types
RETURN a.id AS agent, a.name AS name, 'label' AS kind, a.vague AS vague
UNION ALL
MATCH (a:Agent)
WHERE a.kg IS NOT NULL AND a.types IS NOT NULL AND NOT 'Narrator' IN a.types AND a.otherNames IS NOT NULL
UNWIND a.otherNames AS name
RETURN a.id AS agent, name, 'other name' AS kind, a.vague AS vague
