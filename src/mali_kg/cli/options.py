"""Options that several commands share, and how they write their output."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from mali_kg.project import Project
    from mali_kg.web import Credentials

F = TypeVar("F", bound=Callable[..., Any])


class Seconds(click.FloatRange):
    """A number of seconds, from 0 to a year."""

    def __init__(self) -> None:
        super().__init__(min=0, max=31_536_000)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number; what is none (nan) is refused."""
        found: float = super().convert(value, param, ctx)
        if found != found:
            self.fail(f"{value} is not a number of seconds.", param, ctx)
        return found


SECONDS = Seconds()


def project_option(command: F) -> F:
    """``--project DIR``."""
    text = "Project directory; default: the one around the current folder, else the one that comes with mali-kg."
    return click.option("--project", metavar="DIR", help=text)(command)


def output_option(command: F) -> F:
    """``-o, --output FILE``."""
    return click.option("-o", "--output", metavar="FILE", help="Write to FILE (beside it first, then renamed), not to stdout.")(command)


def engine_option(command: F) -> F:
    """``--engine NAME``."""
    text = "SHACL engine: pyshacl, or shacl (the fast one: pip install 'mali-kg[fast]')."
    return click.option("--engine", default="pyshacl", show_default=True, metavar="NAME", help=text)(command)


def credentials(user: str) -> "Credentials":
    """Who we are, for an endpoint: from the environment, or the password asked for in the terminal."""
    import os

    from mali_kg.web import Credentials

    password = os.environ.get("MALI_KG_PASSWORD")
    if user and password is None:
        if not (sys.stdin and sys.stdin.isatty()):
            raise click.UsageError("--user needs a password: put it into the environment variable MALI_KG_PASSWORD.")
        password = click.prompt("Password", hide_input=True, err=True, default="", show_default=False)
    return Credentials(user, password or "", os.environ.get("MALI_KG_TOKEN", "") if not user else "")


def verify_option(command: F) -> F:
    """``--verify``."""
    text = (
        "Compare every byte of the built dataset, and of its store on disk, with what was written; otherwise only what is read is checked."
    )
    return click.option("--verify", is_flag=True, help=text)(command)


def tell_if_stale(project: "Project", verify: bool = False) -> None:
    """Say on stderr where the project's files have changed since the dataset was built.

    :param verify: also check every byte of it.
    """
    from mali_kg.store import is_stale
    from mali_kg.store import verify as verify_dataset

    if verify:
        verify_dataset(project)
    if is_stale(project):
        click.echo("mali-kg: the project’s files have changed since the dataset was built; run mali-kg build.", err=True)


def show(data: bytes) -> None:
    """Write to the terminal, a page at a time where it is longer than the screen (``PAGER`` names the pager)."""
    import os
    import shutil

    if data.count(b"\n") < shutil.get_terminal_size().lines:
        write(data)
        return
    # less: keep colours of nothing, cut no line, leave at once where all fits after all.
    os.environ.setdefault("LESS", "-FRX")
    click.echo_via_pager(data.decode())


def write(data: bytes, output: str | None = None) -> None:
    """Write to a file, or to stdout; a closed pipe is the caller's to handle."""
    if output and output not in ("-", "/dev/stdout"):
        from mali_kg.files import replacing

        with replacing(Path(output)) as out:
            out.write(data)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
