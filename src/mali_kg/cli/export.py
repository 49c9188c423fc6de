"""``mali-kg export``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mali_kg.cli.options import project_option, tell_if_stale, write
from mali_kg.errors import MaliKgError
from mali_kg.export.forms import FORMS, Form, form_named, form_of_ending

if TYPE_CHECKING:
    from mali_kg.export.material import Material
    from mali_kg.export.parts import Selection
    from mali_kg.project import Project


def given(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """An option that was given must say something: an empty one is a mistake, and would mean everything."""
    if not value and ctx.get_parameter_source(str(param.name)) is not click.core.ParameterSource.DEFAULT:
        raise click.BadParameter("it is empty.", ctx, param)
    return value


@click.command("export")
@click.argument("format", required=False)
@click.option(
    "-o", "--output", metavar="PATH", help="Write to PATH (beside it first, then renamed), not to stdout; .gz and .zst are compressed."
)
@click.option("--force", is_flag=True, help="Replace what is at PATH already.")
@click.option("--list", "listing", is_flag=True, help="List the formats.")
@click.option("--article", default="", callback=given, metavar="NAME", help="Only the claims of this article.")
@click.option("--claim", default="", callback=given, metavar="ID", help="Only this claim.")
@click.option("--about", default="", callback=given, metavar="ENTITY", help="Only the claims that speak of this.")
@click.option("--holder", default="", callback=given, metavar="AGENT", help="Only the claims that this agent holds.")
@click.option(
    "--graph", default="", callback=given, metavar="NAME", help="Only this named graph: links, proposition/…, context/…; or default."
)
@click.option("--without-inferred", is_flag=True, help="Leave out the arguments that the annotator inferred.")
@click.option("--base-iri", default="", metavar="IRI", help="Give the IRIs this base, in the place of the project’s.")
@click.option("--key", metavar="FILE", help="Sign nanopublications with this RSA key (PEM).")
@project_option
def command(
    format: str | None,
    output: str | None,
    force: bool,
    listing: bool,
    article: str,
    claim: str,
    about: str,
    holder: str,
    graph: str,
    without_inferred: bool,
    base_iri: str,
    key: str | None,
    project: str | None,
) -> None:
    """Write the dataset, or a part of it, in one of many forms.

    FORMAT is one that --list tells; with --output, the ending of PATH tells it
    (.ttl, .trig, .jsonld, .cards.json, .svg, .sqlite …).

    Forms without named graphs never hold what a claim says as a bare
    statement: there it travels reified.

    \b
    Example:
      mali-kg export turtle
      mali-kg export -o claims.trig
      mali-kg export -o critics.svg --holder critics
      mali-kg export tables -o tables
    """
    from mali_kg.export.output import refuse_existing, write_file, write_folder
    from mali_kg.export.parts import Selection
    from mali_kg.files import plain_name
    from mali_kg.project import open_project
    from mali_kg.store import pieces

    if listing:
        write(list_forms())
        return
    form = chosen_form(format, plain_name(output or ""))
    to_file = output is not None and output not in ("-", "/dev/stdout")
    if form.is_folder and not to_file:
        raise MaliKgError(f"{form.name} is a folder of files: say where with --output FOLDER.")
    if to_file and output:
        refuse_existing(Path(output), force)
    if key and form.name != "nanopubs":
        raise click.UsageError("--key belongs to nanopubs.")
    opened = open_project(project)
    tell_if_stale(opened)
    wanted = Selection(article, claim, graph, about, holder, without_inferred)
    if form.name == "nquads" and wanted == Selection() and not base_iri and to_file and output:
        write_file(Path(output), pieces(opened))
        return
    shipped = material(opened, wanted, base_iri, Path(key) if key else None)
    if (form.group != "RDF" or form.name in ("cards", "nanopubs")) and not shipped.claims:
        raise MaliKgError(f"this part has no claims, of which {form.name} is made. Ask for more.")
    written = form.write(shipped)
    if isinstance(written, dict):
        assert output is not None
        write_folder(Path(output), written)
    elif to_file and output:
        write_file(Path(output), [written])
    else:
        write(written)


def chosen_form(name: str | None, output: str) -> Form:
    """The form that is asked for by name, else by the ending of a file."""
    if name:
        return form_named(name)
    told = form_of_ending(output)
    if told is None:
        where = f"the ending of {output!r} names no format" if output else "no format is given"
        raise MaliKgError(f"{where}. Give one of {', '.join(FORMS)}.")
    return told


def material(project: "Project", wanted: "Selection", base: str = "", key: Path | None = None) -> "Material":
    """What is to be exported: the part that is wanted, with the base that is wanted."""
    from mali_kg.export.material import Material
    from mali_kg.export.parts import claims_of, rebase, select
    from mali_kg.project import check_base
    from mali_kg.store import open_quads

    if base:
        check_base(base)
    quads, own = open_quads(project)
    claims = claims_of(quads, own, wanted)
    quads = select(quads, own, wanted)
    new = base or own
    found = Material(rebase(quads, own, new) if new != own else quads, new, project, key)
    found.chosen = None if claims is None else frozenset(new + iri[len(own) :] for iri in claims)
    return found


def list_forms() -> bytes:
    """The formats, by group, with their endings and what they need."""
    lines = []
    for group in dict.fromkeys(f.group for f in FORMS.values()):
        lines.append(f"{group}\n")
        for f in FORMS.values():
            if f.group == group:
                needs = f" [needs {f.needs}]" if f.needs else ""
                lines.append(f"  {f.name:16} {', '.join(f.endings) or 'a folder':20} {f.about}{needs}\n")
    return "".join(lines).encode()
