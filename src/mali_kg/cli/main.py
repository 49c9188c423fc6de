"""The group of commands, and how one is run: what goes wrong is told, and becomes an exit code."""

import gc
import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import NoReturn

import click

from mali_kg.cli.advice import advised
from mali_kg.cli.process import finish, reader_is_gone
from mali_kg.errors import MaliKgError

#: Name to module and first line of help, so that ``--help`` imports no command. A test holds the lines to the commands.
COMMANDS: dict[str, tuple[str, str]] = {
    "build": ("mali_kg.cli.build", "Compile the project into a validated dataset."),
    "validate": ("mali_kg.cli.validate", "Check the project: quotes, shapes and rules."),
    "coverage": ("mali_kg.cli.coverage", "Show each sentence with its claims, and what no claim quotes."),
    "query": ("mali_kg.cli.query", "Answer a SPARQL query, or a shipped question by its name."),
    "show": ("mali_kg.cli.show", "Show one claim, argument, entity, article, source, kind or role."),
    "export": ("mali_kg.cli.export", "Write the dataset, or a part of it, in one of many forms."),
    "site": ("mali_kg.cli.site", "Write the dataset as a static site: pages, and the data of each thing."),
    "load": ("mali_kg.cli.load", "Load the dataset into a database, and check that it is there."),
    "diff": ("mali_kg.cli.diff", "Tell what changed between two versions, by claim and by statement."),
    "canon": ("mali_kg.cli.canon", "Print the dataset’s RDFC-1.0 hash, its identity in every whole form."),
    "schema": ("mali_kg.cli.schema", "List the classes, properties, roles, kinds and graphs in use."),
    "stats": ("mali_kg.cli.stats", "Count what the dataset holds."),
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name][0]).command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command, or offer the nearest."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from mali_kg.errors import did_you_mean

            ctx.fail(f"no command {args[0]!r}. {did_you_mean(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"mali-kg {version('mali-kg')}")
        ctx.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version and exit.")
def cli() -> None:
    """Who claims what in an article, where it stands, and who disagrees.

    Works on the project directory around the current folder (the one with
    mali-kg.toml), else on the dataset that comes with the program.

    \b
    Example:
      mali-kg query who-claims-what
      mali-kg show critics
    """


def run(args: list[str]) -> NoReturn:
    """Run the command line and end the process: 0 good, 1 the data is bad, 2 usage or runtime, 3 not supported."""
    # A command makes very many small values and hardly a circle of them: looking for such takes a third of the time of a large build.
    gc.set_threshold(100_000, 20, 100)

    def work() -> None:
        if sys.stdout is None or sys.stderr is None:
            raise MaliKgError("standard output or standard error is closed; nothing can be told.")
        # Not cli.main(): it makes exit code 1, bad data, of a closed pipe.
        with cli.make_context("mali-kg", args) as context:
            cli.invoke(context)

    guarded(work)


def guarded(work: Callable[[], None]) -> NoReturn:
    """Do work, tell what goes wrong in it as the user should read it, and end the process with the exit code."""
    code = 0
    try:
        work()
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.exceptions.Exit as error:
        code = error.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except MaliKgError as error:
        code = error.exit_code
        tell(advised(error) if code == 1 else f"mali-kg: {advised(error)}")
    except (click.Abort, KeyboardInterrupt):
        tell("mali-kg: stopped.")
        code = 130
    except BrokenPipeError:
        reader_is_gone()
    except OSError as error:
        tell(f"mali-kg: {error}")
        code = 2
    except RecursionError:
        tell("mali-kg: the input is nested too deeply.")
        code = 2
    except MemoryError:
        tell("mali-kg: out of memory.")
        code = 2
    except Exception as error:
        if os.environ.get("MALI_KG_TRACEBACK"):
            raise
        tell(
            f"mali-kg: something unforeseen: {type(error).__name__}: {error}\nPlease report it; MALI_KG_TRACEBACK=1 shows where it happened."
        )
        code = 2
    finish(code)


def tell(message: str) -> None:
    """Write a message to stderr, where there is one; what data put into it cannot command the terminal."""
    from mali_kg.files import printable

    if sys.stderr is not None:
        click.echo(printable(message), err=True)
