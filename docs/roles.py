"""Makes the roles of the ontology, the shapes of what fills them, and their reference page, from the one table of roles."""

import re
from collections.abc import Iterable, Iterator

from mali_kg.rdf.namespaces import DEFAULT_BASE, FOREIGN
from mali_kg.sheets.roles import FILLERS, Role, Roles

HEAD = "# Made by docs/generate.py from ontology/roles.yaml: change that, then run it.\n"
#: Letter of a filler to the classes that its members have. An article may be spoken of like a thing of the registry.
CLASSES = {
    "A": ("prov:Agent", "schema:NewsArticle"),
    "E": (
        "org:Organization",
        "mk:VagueGroup",
        "foaf:Person",
        "mk:Polity",
        "geo:Feature",
        "mk:Eventuality",
        "foaf:Document",
        "mk:Topic",
        "schema:NewsArticle",
    ),
    "S": ("mk:Description",),
    "D": ("foaf:Document", "schema:NewsArticle"),
    "L": ("mk:Participant",),
    "Q": ("mk:Quantity",),
    "T": ("mk:Time",),
}


def _prefixes(names: Iterable[str]) -> str:
    own = {"mk": f"{DEFAULT_BASE}ns#", "shape": f"{DEFAULT_BASE}shape/"}
    return "".join(f"@prefix {name}: <{(own | FOREIGN)[name]}> .\n" for name in sorted(names))


def _text(value: str, language: str = "en") -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"@{language}'


def ontology(roles: Roles) -> str:
    """Write the roles as properties, each also an individual of ``mk:Role``, in Turtle."""
    parts = [
        HEAD,
        f"@base <{DEFAULT_BASE}> .\n" + _prefixes(("mk", "owl", "rdfs", "schema", "skos")),
        "# No role has a domain, a range or a property above it: see mali.ttl, rule 2. Those that take words alone are datatype properties.\n",
    ]
    return "\n".join([*parts, *(_term(role) for role in roles.values())])


def _term(role: Role) -> str:
    lines = [
        f"mk:{role.name} a owl:{'DatatypeProperty' if role.is_words else 'ObjectProperty'} , mk:Role ; rdfs:isDefinedBy <ns> ;",
        f"  rdfs:label {' , '.join(_text(text, language) for language, texts in sorted(role.label.items()) for text in texts)} ;",
        f"  skos:definition {_text(role.definition)} ;",
        f"  skos:scopeNote {_text(f'Test: {role.test}')} ;",
    ]
    if role.umr:
        lines.append(f"  skos:note {_text(f'In Uniform Meaning Representation: {role.umr}.')} ;")
    # What begins with a capital is a class, which no property is like.
    close = [term for term in role.close if term.partition(":")[2][0].islower()]
    if close:
        lines.append(f"  skos:closeMatch {' , '.join(close)} ;")
    return "\n".join(lines).removesuffix(" ;") + " .\n"


def shapes(roles: Roles) -> str:
    """Write the shapes of roles in Turtle: what may fill each, where they may stand, and where they are named."""
    forms = sorted({_form(role) for role in roles.values() if not role.is_words})
    parts = [
        HEAD,
        _prefixes(("foaf", "geo", "mk", "org", "prov", "rdf", "schema", "sh", "shape")),
        "# What fills the roles of descriptions and participants. Here, and not in ranges, because nothing may follow from what somebody claims.\n",
        *(_shape(role) for role in roles.values()),
        _on_descriptions(roles),
        *_named(roles),
        *(_filler(form) for form in ("E", *forms)),
    ]
    return "\n".join(parts)


def _form(role: Role) -> str:
    """Give the letters that tell a role's fillers: in a fixed order, and without those that another covers."""
    found = set(role.fills)
    if "E" in found:
        found -= {"A", "D"}
    return "".join(letter for letter in FILLERS if letter in found)


def _shape(role: Role) -> str:
    what = "text with its language, and no node" if role.is_words else role.expected()
    most = "" if role.many else " at most one filler:"
    name = re.sub("[A-Z]", lambda match: f"-{match[0].lower()}", role.name)
    lines = [
        f"shape:role-{name} a sh:PropertyShape ; sh:targetSubjectsOf mk:{role.name} ; sh:path mk:{role.name} ;",
        f"  {'sh:datatype rdf:langString' if role.is_words else f'sh:node shape:is-filler-{_form(role).lower()}'} ;",
        *(() if role.many else (f"  {_once(role)} ;",)),
        f"  sh:message {_text(f'`{role.name}` takes{most} {what}. {role.test} If not, another role fits.')} .",
    ]
    return "\n".join(lines) + "\n"


def _once(role: Role) -> str:
    """Write a shape that wants at most one filler. Where things fill it, their names elsewhere do not count (owl:sameAs): data with what OWL infers conforms, too."""
    if not set(role.fills) & {"A", "D", "E"}:
        return "sh:maxCount 1"
    return f'sh:qualifiedValueShape [ sh:pattern "^{DEFAULT_BASE}" ] ; sh:qualifiedMaxCount 1'


def _on_descriptions(roles: Roles) -> str:
    return (
        "shape:role-bearer a sh:NodeShape ;\n"
        f"  sh:targetSubjectsOf {_terms(roles, ' , ')} ;\n"
        "  sh:or ( [ sh:class mk:Description ] [ sh:class mk:Participant ] ) ;\n"
        '  sh:message "Only a description or a participant has roles: of a thing itself nothing is said. Say it in the description of a claim."@en .\n'
    )


def _named(roles: Roles) -> Iterator[str]:
    """Write shapes of where a role is named, and does not stand: shapes whose values are roles."""
    for name, targets, path, more, message in (
        ("claim-focus", "mk:Claim , mk:SourceClaim", "mk:focus", "sh:maxCount 1", "The focus of a claim is one role: check `focus`."),
        (
            "kind-roles",
            "mk:Kind",
            "mk:expectsRole",
            "sh:minCount 1",
            "A kind expects at least one role: check `roles` in the list of kinds.",
        ),
        (
            "kind-edge-from",
            "mk:Kind",
            "mk:edgeFrom",
            "sh:maxCount 1 ; sh:disjoint mk:edgeTo",
            "An edge goes from one role to another: check `edge`.",
        ),
        ("kind-edge-to", "mk:Kind", "mk:edgeTo", "sh:maxCount 1", "An edge goes to one role: check `edge`."),
    ):
        yield (
            f"shape:{name} a sh:PropertyShape ; sh:targetClass {targets} ; sh:path {path} ;\n"
            f"  {more} ; sh:in ( {_terms(roles)} ) ;\n  sh:message {_text(message)} .\n"
        )


def _terms(roles: Roles, between: str = " ") -> str:
    return between.join(f"mk:{name}" for name in roles)


def _filler(form: str) -> str:
    """Write a shape of what has one of some classes. It looks at the types that are stated: nothing is inferred where shapes run, and this is quick."""
    parts = [f"sh:property {_typed(cls for letter in form for cls in CLASSES[letter])}"]
    if "A" in form and "L" in form:
        # Where only agents act, a participant is some of an agent, or words.
        parts.append(f"sh:property [ sh:path mk:of ; sh:property {_typed(CLASSES['A'])} ]")
    return " ;\n  ".join([f"shape:is-filler-{form.lower()} a sh:NodeShape ; sh:nodeKind sh:IRI", *parts]) + " .\n"


def _typed(classes: Iterable[str]) -> str:
    return f"[ sh:path rdf:type ; sh:qualifiedValueShape [ sh:in ( {' '.join(dict.fromkeys(classes))} ) ] ; sh:qualifiedMinCount 1 ]"


def page(roles: Roles) -> str:
    """Write the reference page of roles."""
    rows = "".join(
        f"| `{role.name}` | {role.definition} | {role.test} | {role.expected()} | {role.bare} | {'yes' if role.many else 'no'} |"
        f" {', '.join(filter(None, (role.umr and f'UMR {role.umr}', *(f'`{term}`' for term in role.close))))} |\n"
        for role in roles.values()
    )
    return (
        "# Roles\n\nHow somebody or something takes part in what a description tells; from `ontology/roles.yaml`. A role stands below `says` of a claim, or"
        " in a description or participant within it. *Takes*: what may fill it; a participant (`{of: …, text: …}`) stands for the entity that it names,"
        " or for words. *A bare word*: what a word by itself stands for there.\n\n"
        f"| role | meaning | test | takes | a bare word | several | close to |\n|---|---|---|---|---|---|---|\n{rows}"
    )
