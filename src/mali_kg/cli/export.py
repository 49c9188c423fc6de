"""``mali-kg export``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mali_kg.cli.options import not_empty, output_to, project_option, tell_if_stale, write
from mali_kg.errors import MaliKgError
from mali_kg.export.form import Form
from mali_kg.export.forms import FORMS, form_named, form_of_ending
from mali_kg.files import plain_name
from mali_kg.rdf.formats import RESULT_FORMATS, by_ending

if TYPE_CHECKING:
    from mali_kg.cli.destination import Destination


@click.command("export")
@click.argument("format", required=False)
@output_to("key", folders=True, force_help="Replace what is at PATH already; a folder only where an export wrote all that is in it.")
@click.option("--list", "listing", is_flag=True, help="List the formats.")
@click.option("--article", default="", callback=not_empty, metavar="NAME", help="Only the claims of this article.")
@click.option("--claim", default="", callback=not_empty, metavar="ID", help="Only this claim.")
@click.option("--about", default="", callback=not_empty, metavar="ENTITY", help="Only the claims that speak of this.")
@click.option("--holder", default="", callback=not_empty, metavar="AGENT", help="Only the claims that this agent holds.")
@click.option(
    "--graph", default="", callback=not_empty, metavar="NAME", help="Only this named graph: article/…, registry, source/…, links …"
)
@click.option("--without-inferred", is_flag=True, help="Leave out the arguments that the annotator inferred.")
@click.option("--base-iri", default="", metavar="IRI", help="Give the IRIs this base, in the place of the project’s.")
@click.option("--key", metavar="FILE", help="Sign nanopublications with this RSA key (PEM).")
@click.option("--created", default="", metavar="TIME", help="When nanopublications are published: 2026-11-25T12:00:00Z. None is made up.")
@project_option
def command(
    format: str | None,
    output: "Destination | None",
    listing: bool,
    article: str,
    claim: str,
    about: str,
    holder: str,
    graph: str,
    without_inferred: bool,
    base_iri: str,
    key: str | None,
    created: str,
    project: str | None,
) -> None:
    """Write the dataset, or a part of it, in one of many forms.

    FORMAT is one that --list tells; with --output, the ending of PATH tells it
    (.ttl, .trig, .jsonld, .cards.json, .svg, .sqlite …).

    No form says of a thing what somebody claims of it: that hangs on the
    description of a claim.

    \b
    Example:
      mali-kg export turtle
      mali-kg export -o claims.trig
      mali-kg export -o critics.svg --holder critics
      mali-kg export tables -o tables
    """
    from mali_kg.claims.selection import Selection
    from mali_kg.dataset.built import pieces
    from mali_kg.export.material import Material
    from mali_kg.project import open_project

    if listing:
        write(list_forms(), output)
        return
    form = chosen_form(format, output.path if output else None)
    if output:
        output.check(form.is_folder)
    elif form.is_folder:
        raise MaliKgError(f"{form.name} is a folder of files: say where with --output FOLDER.")
    if key and not form.takes_key:
        raise click.UsageError(f"--key belongs to {', '.join(f.name for f in FORMS.values() if f.takes_key)}.")
    if created and not form.takes_key:
        raise click.UsageError(f"--created belongs to {', '.join(f.name for f in FORMS.values() if f.takes_key)}.")
    opened = open_project(project)
    tell_if_stale(opened)
    wanted = Selection(article=article, claim=claim, graph=graph, about=about, holder=holder, without_inferred=without_inferred)
    if form.streams and wanted == Selection() and not base_iri and output:
        output.write(pieces(opened))
        return
    written = form.write(Material.of(opened, wanted, base_iri, Path(key) if key else None, moment(created)))
    if isinstance(written, dict):
        assert output is not None
        output.write_folder(written)
    else:
        write(written, output)


def chosen_form(name: str | None, output: Path | None) -> Form:
    """Find the form that is asked for by name, else by the ending of a file."""
    if name:
        if name not in FORMS and (ways := other_ways(name)):
            raise MaliKgError(f"{name!r} is no format by itself. {ways}")
        return form_named(name)
    if output is None:
        raise MaliKgError(f"no format is given. Give one of {', '.join(FORMS)}.")
    bare = plain_name(output.name)
    form = form_of_ending(bare)
    if form is None:
        ways = other_ways(Path(bare).suffix[1:]) or f"Give one of {', '.join(FORMS)}."
        raise MaliKgError(f"the ending of {output.name!r} names no format. {ways}")
    return form


def moment(text: str) -> str:
    """Read a time as ``xsd:dateTime`` has it, with its zone; empty where none is given."""
    import datetime

    if not text:
        return ""
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise click.UsageError(f"--created is {text!r}, expected a time with its zone such as 2026-11-25T12:00:00Z.")
    return found.isoformat().replace("+00:00", "Z")


def list_forms() -> bytes:
    """List the formats, by group, with their endings and what they need."""
    lines = []
    for group in dict.fromkeys(f.group for f in FORMS.values()):
        lines.append(f"{group}\n")
        for f in FORMS.values():
            if f.group == group:
                needs = f" [needs {f.needs}]" if f.needs else ""
                lines.append(f"  {f.name:16} {', '.join(f.endings) or 'a folder':20} {f.about}{needs}\n")
    return "".join(lines).encode()


def other_ways(kind: str) -> str:
    """Tell how to come to files of a kind that names no form by itself (``csv``, ``json``), in sentences; empty where there is no way."""
    ending = f".{kind.lower()}"
    forms = sorted(
        (f for f in FORMS.values() if f.holds == ending or (f.endings[:1] and f.endings[0].endswith(ending))),
        key=lambda f: f.group != "tables",
    )
    ways = []
    if forms:
        first = forms[0]
        where = "FOLDER" if first.is_folder else f"NAME{first.endings[0]}"
        ways.append(
            f"Forms with {ending} files: {', '.join(f'{f.name} ({f.about})' for f in forms)}; as in mali-kg export {first.name} -o {where}."
        )
    if kind in RESULT_FORMATS or by_ending(ending, RESULT_FORMATS):
        result = RESULT_FORMATS.get(kind) or by_ending(ending, RESULT_FORMATS)
        ways.append(f"The answer to a query can be one, too: mali-kg query QUERY -o NAME{result.endings[0] if result else ''}.")
    return " ".join([*ways, "All forms: mali-kg export --list."] if ways else [])
