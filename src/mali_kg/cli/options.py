"""Options that several commands share, and how they write their output."""

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

if TYPE_CHECKING:
    from mali_kg.cli.destination import Destination
    from mali_kg.http import Credentials
    from mali_kg.project import Project

F = TypeVar("F", bound=Callable[..., object])


class Seconds(click.FloatRange):
    """A number of seconds, from 0 to a year."""

    def __init__(self) -> None:
        super().__init__(min=0, max=31_536_000)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read the number; what is none (nan) is refused."""
        found: float = super().convert(value, param, ctx)
        if found != found:
            self.fail(f"{value} is not a number of seconds.", param, ctx)
        return found


SECONDS = Seconds()


def project_option(command: F) -> F:
    """Add ``--project DIR``."""
    text = "Project directory; default: the one around the current folder, else the one that comes with mali-kg."
    return click.option("--project", metavar="DIR", help=text)(command)


def output_option(command: F) -> F:
    """Add ``-o, --output FILE`` and ``--force``; the command is given a `Destination`, or None for standard output."""
    return output_to()(command)


def output_to(
    *reads: str,
    versions: tuple[str, ...] = (),
    folders: bool = False,
    force_help: str = "Replace what is there already.",
) -> Callable[[F], F]:
    """Add `output_option` to a command that itself reads files, which it is not to overwrite.

    :param reads: the parameters that name files, or folders of RDF files.
    :param versions: the parameters that name files or project directories.
    :param folders: whether it may write a folder; then it checks the destination itself, once it knows.
    """

    def decorate(command: F) -> F:
        @functools.wraps(command)
        def checked(*args: object, output: str | None, force: bool, **given: object) -> object:
            opened = destination_of(output, force, given, reads, versions)
            if opened and not folders:
                opened.check()
            return command(*args, output=opened, **given)

        metavar = "PATH" if folders else "FILE"
        text = f"Write to {metavar} (beside it first, then renamed), not to stdout; .gz and .zst are compressed."
        with_force = click.option("--force", is_flag=True, help=force_help)(checked)
        return cast("F", click.option("-o", "--output", metavar=metavar, callback=not_empty, help=text)(with_force))

    return decorate


def destination_of(
    output: str | None, force: bool, given: dict[str, object], reads: tuple[str, ...] = (), versions: tuple[str, ...] = ()
) -> "Destination | None":
    """Find where a command with these parameters is to write; None for standard output. See `output_to`."""
    if output is None:
        return None
    from mali_kg.cli.destination import STDOUT, Destination
    from mali_kg.project import CONFIG_NAME, Project, open_project

    if output in STDOUT:
        return None

    def named(parameters: tuple[str, ...]) -> list[Path]:
        values = [given[p] for p in parameters if given[p]]
        return [Path(v) for value in values for v in (value if isinstance(value, tuple) else (value,))]

    projects, files = [open_project(cast("str | None", given["project"]))], named(reads)
    for path in named(versions):
        if (path / CONFIG_NAME).is_file():
            projects.append(Project(path))
        else:
            files.append(path)
    return Destination(output, force, files, projects)


def not_empty(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Refuse an option that was given and is empty: it is a mistake."""
    if value == "" and ctx.get_parameter_source(str(param.name)) is not click.core.ParameterSource.DEFAULT:
        raise click.BadParameter("it is empty.", ctx, param)
    return value


def effort_option(command: F) -> F:
    """Add ``--effort N``."""
    from mali_kg.rdf.canonical import EFFORT

    text = "Attempts, at most, to tell a blank node from others that are like it."
    return click.option("--effort", type=click.IntRange(min=1), default=EFFORT, show_default=True, metavar="N", help=text)(command)


def engine_option(command: F) -> F:
    """Add ``--engine NAME``."""
    text = "SHACL engine: pyshacl, or shacl (the fast one: pip install 'mali-kg[fast]')."
    return click.option("--engine", default="pyshacl", show_default=True, metavar="NAME", help=text)(command)


def credentials(user: str) -> "Credentials":
    """Read who we are, for an endpoint: from the environment, or the password asked for in the terminal."""
    import os

    from mali_kg.http import Credentials

    password = os.environ.get("MALI_KG_PASSWORD")
    if user and password is None:
        if not (sys.stdin and sys.stdin.isatty()):
            raise click.UsageError("--user needs a password: put it into the environment variable MALI_KG_PASSWORD.")
        password = click.prompt("Password", hide_input=True, err=True, default="", show_default=False)
    return Credentials(user, password or "", os.environ.get("MALI_KG_TOKEN", "") if not user else "")


def verify_option(command: F) -> F:
    """Add ``--verify``."""
    text = (
        "Compare every byte of the built dataset, and of its store on disk, with what was written; otherwise only what is read is checked."
    )
    return click.option("--verify", is_flag=True, help=text)(command)


def tell_if_stale(project: "Project", verify: bool = False) -> None:
    """Say on stderr where the project's files have changed since the dataset was built.

    :param verify: also check every byte of it.
    """
    from mali_kg.dataset.built import is_stale
    from mali_kg.store.disk import verify as verify_dataset

    if verify:
        verify_dataset(project)
    if is_stale(project):
        click.echo("mali-kg: the project’s files have changed since the dataset was built; run mali-kg build.", err=True)


def show(data: bytes, styled: bool = False) -> None:
    """Write to the terminal, a page at a time where it is longer than the screen (``PAGER`` names the pager).

    :param styled: whether colours are in it that are ours, all else being `printable`.
    """
    import os
    import shutil

    from mali_kg.files import for_terminal

    size = shutil.get_terminal_size()
    if sum(1 + max(0, len(line) - 1) // size.columns for line in click.unstyle(data.decode(errors="replace")).splitlines()) < size.lines:
        write(data, styled=styled)
        return
    # less: keep colours of nothing, cut no line, leave at once where all fits after all.
    os.environ.setdefault("LESS", "-FRX")
    click.echo_via_pager((data if styled else for_terminal(data)).decode())


def present(data: bytes, output: "Destination | None" = None, styled: bool = False) -> None:
    """Write to a file, or to stdout; in a terminal a page at a time.

    :param styled: whether colours are in it that are ours, all else being `printable`.
    """
    if output is None and at_terminal():
        show(data, styled)
    else:
        write(data, output, styled)


def at_terminal() -> bool:
    """Tell whether stdout is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def columns(output: "Destination | None" = None) -> int | None:
    """Count the columns of the terminal; None where it is written elsewhere."""
    import shutil

    return shutil.get_terminal_size().columns if at_terminal() and not output else None


#: Columns that running text is set in at most, and where there is no terminal.
READABLE = 100


def readable(output: "Destination | None" = None) -> int:
    """Give the columns to set running text in."""
    return min(READABLE, columns(output) or READABLE)


def colored(color: bool | None, output: "Destination | None" = None) -> bool:
    """Tell whether to write in colour: as asked for, else in a terminal, unless ``NO_COLOR`` is set (no-color.org)."""
    import os

    return at_terminal() and not output and not os.environ.get("NO_COLOR") if color is None else color


def color_option(help_text: str) -> Callable[[F], F]:
    """Add ``--color/--no-color``."""
    return click.option("--color/--no-color", default=None, help=f"{help_text} Default: in a terminal, unless NO_COLOR is set.")


def write(data: bytes, output: "Destination | None" = None, styled: bool = False) -> None:
    """Write to a file, or to stdout; a closed pipe is the caller's to handle. What data holds cannot command a terminal.

    :param styled: whether colours are in it that are ours, all else being `printable`.
    """
    if output:
        output.write([data])
        return
    if sys.stdout.isatty() and not styled:
        from mali_kg.files import for_terminal

        data = for_terminal(data)
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
