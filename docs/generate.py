"""Writes what is made from something else: the reference pages, and the ontology and shapes of roles from the table of roles.

``python docs/generate.py`` writes them; with ``--check`` it fails where a file is not what it would write.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pyoxigraph as ox
import roles

from mali_kg.cli.main import COMMANDS, LazyGroup, cli
from mali_kg.project import Project
from mali_kg.rdf.curie import shorten
from mali_kg.rdf.namespaces import OWL, RDF, RDFS, SKOS, families, prefixes
from mali_kg.report.rules import read_rules
from mali_kg.settings import SETTINGS
from mali_kg.sheets.vocabulary import Vocabulary
from mali_kg.sparql.questions import questions

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
NOTE = "<!-- Written by docs/generate.py: change what it describes, then run it. -->\n\n"


def commands() -> str:
    """Write every command with its help."""
    assert isinstance(cli, LazyGroup)
    parts = [
        "# Commands\n\nExit codes: 0 good, 1 the data is bad, 2 usage or runtime, 3 not supported. Data goes to stdout, messages to stderr.\n"
    ]
    for name in ("", *COMMANDS):
        command = cli.get_command(click.Context(cli), name) if name else cli
        assert command is not None
        context = click.Context(command, info_name=f"mali-kg {name}".strip(), terminal_width=96, max_content_width=96)
        parts.append(f"## mali-kg {name}".rstrip() + f"\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def settings() -> str:
    """Write the settings table."""
    rows = "".join(f"| `[{s.section}] {s.key}` | {'—' if s.default is None else f'`{s.default}`'} | {s.help} |\n" for s in SETTINGS)
    return f"# Settings\n\nThe keys of `mali-kg.toml`. A key without a default must be there.\n\n| key | default | meaning |\n|---|---|---|\n{rows}"


def objects(quads: list[ox.Quad], subject: str, predicate: str) -> list[str]:
    """Give the values of a property of the ontology."""
    return sorted(q.object.value for q in quads if q.subject.value == subject and q.predicate.value == predicate)  # type: ignore[union-attr]


def ontology(project: Project) -> str:
    """Write every term of the vocabulary and every code."""
    vocabulary = Vocabulary(project)
    quads, base = vocabulary.ontology_quads, project.config.base
    parts = [f"# Vocabulary\n\nNamespace `{project.iris.ns}`, prefix `mk`.\n"]
    kinds = (("Classes", "Class"), ("Object properties", "ObjectProperty"), ("Datatype properties", "DatatypeProperty"))
    for heading, kind in kinds:
        parts.append(f"## {heading}\n\n| term | meaning | of | to | narrower than |\n|---|---|---|---|---|")
        terms = [q.subject.value for q in quads if q.predicate.value == f"{RDF}type" and q.object.value == OWL + kind]  # type: ignore[union-attr]
        for term in terms:
            if not term.startswith(project.iris.ns):
                continue
            above = objects(quads, term, f"{RDFS}subClassOf") + objects(quads, term, f"{RDFS}subPropertyOf")
            columns = [
                objects(quads, term, f"{SKOS}definition"),
                *(
                    [shorten(v, base) for v in values]
                    for values in (objects(quads, term, f"{RDFS}domain"), objects(quads, term, f"{RDFS}range"), above)
                ),
            ]
            parts.append(f"| `{shorten(term, base)}` | " + " | ".join(", ".join(c) for c in columns) + " |")
        parts.append("")
    parts.append(
        "## Codes\n\nSheets write the code alone; queries, tables and RDF its whole name.\n\n| list | code | name | meaning |\n|---|---|---|---|"
    )
    for scheme in sorted(vocabulary.codes):
        for notation in sorted(vocabulary.codes[scheme]):
            iri = project.iris.code(scheme, notation)
            definition = objects(vocabulary.code_quads, iri, f"{SKOS}definition")
            parts.append(f"| {scheme} | `{notation}` | `{shorten(iri, base)}` | {definition[0]} |")
    parts.append(
        "\n## Prefixes that queries know\n\nWhat lies a path deeper has a prefix made of that path: a list of codes, the parts of an article, a kind of graph."
        " An IRI that no prefix makes a plain name of is written whole, between `<` and `>`.\n\n| prefix | namespace |\n|---|---|"
    )
    derived = {f"{word}-NAME": f"{root}NAME/" for word, root in families(base).items()}
    parts += [f"| `{p}` | `{iri}` |" for p, iri in sorted((prefixes(base) | derived).items())]
    return "\n".join(parts) + "\n"


def kinds(project: Project) -> str:
    """Write the kinds of situations of this project."""
    from mali_kg.sheets.kinds import read_kinds

    rows = []
    for k in read_kinds(project, Vocabulary(project).roles).values():
        expected = "; ".join(f"`{role}` {words}" for role, words in k.roles.items())
        others = ", ".join(
            filter(
                None, [k.propbank and f"PropBank {k.propbank}", k.wikidata and f"Wikidata {k.wikidata}", k.plover and f"PLOVER {k.plover}"]
            )
        )
        definition = " ".join(text for texts in k.definition.values() for text in texts)
        rows.append(
            f"| `{k.slug}` | {definition} | {expected} | {k.opposite and f'`{k.opposite}`'} | {k.broader and f'`{k.broader}`'} | {others} |"
        )
    return (
        "# Kinds\n\nThe kinds of situations that this project’s claims speak of; from `data/kinds.yaml`, an open list: a new topic adds its own.\n\n"
        "| kind | what it is | roles that it expects | opposite | narrower than | elsewhere |\n|---|---|---|---|---|---|\n"
        + "\n".join(rows)
        + "\n"
    )


def shipped(project: Project) -> str:
    """Write the shipped questions."""
    rows = "".join(
        f"| `{q.name}` | {q.title} | {q.description} | {'; '.join(f'`{p.name}` ({p.description})' for p in q.parameters)} |\n"
        for q in questions(project)
    )
    return (
        f"# Questions\n\nAsk one with `mali-kg query NAME`.\n\n| name | question | what it gives | parameters |\n|---|---|---|---|\n{rows}"
    )


def rules(project: Project) -> str:
    """Write every rule: of the shapes, on the text, on meaning, on terms, and across graphs."""
    from mali_kg.rdf.namespaces import SHACL
    from mali_kg.report import fidelity, meaning, terms
    from mali_kg.report.check import read_shapes

    messages = {
        q.subject.value.rpartition("/")[2]: q.object.value
        for q in read_shapes(project, project.shape_paths())
        if q.predicate.value == f"{SHACL}message"
    }  # type: ignore[union-attr]
    parts = [
        "# Rules\n\nWhat `mali-kg validate` checks. A rule’s name stands in brackets at the end of each problem.\n\n## Shapes\n\n| rule | what must hold |\n|---|---|"
    ]
    parts += [f"| `{name}` | {messages[name]} |" for name in sorted(messages)]
    parts.append("\n## Fidelity to the text\n\n| rule | what is found |\n|---|---|")
    parts += [f"| `{name}` | {message} |" for name, message in fidelity.RULES.items()]
    parts.append(
        "\n## Meaning\n\nAn error is certain; a warning is for a person to judge, and `accepted: {rule: reason}` on the claim or argument silences it.\n\n"
        "| rule | severity | what is found |\n|---|---|---|"
    )
    parts += [f"| `{name}` | {'error' if name in meaning.ERRORS else 'warning'} | {message} |" for name, message in meaning.RULES.items()]
    parts.append(f"\n## Terms\n\n| rule | what is found |\n|---|---|\n| `{terms.RULE}` | {terms.MESSAGE} |")
    parts.append("\n## Rules across nodes and graphs\n\n| rule | what is found |\n|---|---|")
    parts += [f"| `{r.name}` | {r.message} |" for r in read_rules(project)]
    return "\n".join(parts) + "\n"


def exports() -> str:
    """Write the forms of exports, the keys of cards, the mapping to a property graph, and the columns of the tables."""
    from mali_kg.claims.property_graph import MAPPING
    from mali_kg.export.cards import KEYS
    from mali_kg.export.forms import FORMS
    from mali_kg.export.table_files import NOTE
    from mali_kg.export.tables import TABLES

    parts = [
        "# Forms of exports\n\nWrite one with `mali-kg export NAME`, or let the ending of the file tell it.\n\n| name | ending | what it is | needs |\n|---|---|---|---|"
    ]
    for f in FORMS.values():
        endings = ", ".join(f"`{e}`" for e in f.endings) or "a folder"
        needs = f"`pip install '{f.needs}'`" if f.needs else ""
        parts.append(f"| `{f.name}` | {endings} | {f.about} | {needs} |")
    parts.append(
        "\n## Claim cards\n\nWhat `cards` holds: `dataset`, and `claims` in the order of the text, each with these keys.\n\n| key | what it holds |\n|---|---|"
    )
    parts += [f"| `{key}` | {about} |" for key, about in KEYS]
    parts.append(
        "\n## The property graph\n\nWhat `csv-graph`, `cypher`, `graphml` and `gexf` make of the dataset. What a claim says is a node (`Description`) with an edge to"
        " each thing that takes part. One type of edge alone joins two things of the world, `FLAT`: it has the claim and who holds it, so that nobody who"
        " follows edges takes for a fact what somebody claims.\n\n| in RDF | in the graph | properties |\n|---|---|---|"
    )
    parts += [f"| {rdf} | {graph} | {properties} |" for rdf, graph, properties in MAPPING]
    parts.append(
        "\n## The tables\n\nWhat `tables` and `sqlite` hold. Several values in one cell are parted by ` | ` in CSV, and are JSON in SQLite. A"
        " column that refers to a table holds its ids; whatever has a name has its id beside it. "
        + NOTE.replace("= + - @", "`=`, `+`, `-`, `@`")
    )
    for name, table in TABLES.items():
        parts.append(f"\n### {name}\n\n{table.about}\n\n| column | what it holds | type |\n|---|---|---|")
        parts += [f"| `{c.name}` | {c.about} | {c.kind}{f', refers to {c.refers}' if c.refers else ''} |" for c in table.columns]
    return "\n".join(parts) + "\n"


def of_roles(project: Project) -> Iterator[tuple[Path, str]]:
    """Give path and text of what is made from the table of roles."""
    table = Vocabulary(project).roles
    yield ROOT / "ontology" / "roles.ttl", roles.ontology(table)
    yield ROOT / "shapes" / "roles.ttl", roles.shapes(table)
    yield REFERENCE / "roles.md", NOTE + roles.page(table)


def pages() -> Iterator[tuple[Path, str]]:
    """Give path and text of each file. What the others are read from comes first."""
    project = Project(ROOT)
    yield from of_roles(project)
    yield REFERENCE / "commands.md", NOTE + commands()
    yield REFERENCE / "settings.md", NOTE + settings()
    yield REFERENCE / "vocabulary.md", NOTE + ontology(project)
    yield REFERENCE / "kinds.md", NOTE + kinds(project)
    yield REFERENCE / "questions.md", NOTE + shipped(project)
    yield REFERENCE / "exports.md", NOTE + exports()
    yield REFERENCE / "rules.md", NOTE + rules(project)


def main() -> None:
    """Write the files, or check them."""
    check = "--check" in sys.argv[1:]
    stale = []
    for path, text in pages():
        if check:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(str(path.relative_to(ROOT)))
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if stale:
        sys.exit(f"not up to date: {', '.join(stale)}. Run: python docs/generate.py")


if __name__ == "__main__":
    main()
