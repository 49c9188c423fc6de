"""The prompt of ``mali-kg query``: history, completion, several lines; queries are asked in another process, so that they can be ended."""

import os
import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mali_kg.cli.advice import advised
from mali_kg.cli.answers import explain_question, give, list_questions, parameters
from mali_kg.cli.completion import Words
from mali_kg.cli.main import tell
from mali_kg.cli.options import columns, write
from mali_kg.errors import MaliKgError, did_you_mean
from mali_kg.limits import Limits
from mali_kg.rdf.formats import RDF_FORMATS, RESULT_FORMATS, UnknownFormatError
from mali_kg.sparql.answer import Presentation
from mali_kg.sparql.lexer import bare
from mali_kg.sparql.query import NamedQuestion, Query, bound
from mali_kg.sparql.questions import is_name
from mali_kg.sparql.source import SourceAddress
from mali_kg.sparql.worker import Worker

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession

    from mali_kg.project import Project

HELP = """\
A query, over as many lines as it takes: Enter asks it when its braces are closed, Tab completes.
A question’s name, with parameters if you like: claims-of-holder holder=critics
  .list           the shipped questions
  .explain NAME   a shipped question and what its parts do
  .format NAME    how answers are shown: table, csv, json, turtle …; alone, as it was
  .help           this
  .quit           leave (or Ctrl-D)
"""
COMMANDS = (".list", ".explain", ".format", ".help", ".quit")


def run_shell(project: "Project", opening: SourceAddress, wanted: Presentation, limits: Limits) -> None:
    """Read and answer until the user leaves.

    :raises MaliKgError: where what is to be asked cannot be opened.
    """
    with closing(Worker(opening, limits._replace(seconds=0))) as worker:
        session = open_session(Words(project, worker, is_local=not opening.endpoint))
        wanted = wanted._replace(lenient=True)
        click.echo("mali-kg: ask in SPARQL, or a shipped question by its name; .help tells more, Ctrl-D leaves.")
        while True:
            try:
                text = session.prompt().strip()
            except KeyboardInterrupt:
                continue
            except EOFError:
                return
            word, _, rest = text.partition(" ")
            try:
                if word == ".quit":
                    return
                if word == ".help":
                    click.echo(HELP, nl=False)
                elif word == ".list":
                    write(list_questions(project, None, columns()))
                elif word == ".explain":
                    write(explain_question(project, rest.strip() or None, columns()))
                elif word == ".format":
                    wanted = wanted._replace(fmt=known_format(rest.strip()))
                elif word.startswith("."):
                    raise MaliKgError(f"no command {word!r}. {did_you_mean(word, COMMANDS)}".rstrip())
                elif bare(text).strip():
                    asked = worker.call(limits, bound, typed_query(project, text))
                    give(worker, asked, wanted, limits, typed=not names_a_question(text))
            except click.ClickException as error:
                error.show()
            except KeyboardInterrupt:
                click.echo("mali-kg: stopped.", err=True)
            except MaliKgError as error:
                tell(f"mali-kg: {advised(error)}")


def known_format(name: str) -> str:
    """Check the name of a format of rows or of graphs; empty for the best one.

    :raises UnknownFormatError: where there is none of this name.
    """
    if name and name not in RESULT_FORMATS and name not in RDF_FORMATS:
        raise UnknownFormatError(name, [*RESULT_FORMATS, *RDF_FORMATS])
    return name


def typed_query(project: "Project", text: str) -> Query | NamedQuestion:
    """Read what was typed: a query, or a shipped question with its parameters."""
    if names_a_question(text):
        first, *rest = text.split()
        return NamedQuestion(project, first, parameters(tuple(rest)))
    return Query("query", text)


def names_a_question(text: str) -> bool:
    """Tell whether a line is the name of a question, with parameters behind it, rather than a query."""
    first = text.split()[0]
    return is_name(first) and "{" not in text and first.upper() not in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "BASE")


def is_complete(text: str) -> bool:
    """Tell whether Enter asks: a command, a name, a query whose braces are closed, or an empty last line."""
    stripped = text.strip()
    if not stripped or stripped.startswith(".") or text.endswith("\n"):
        return True
    if re.match(r"(?i)(select|ask|construct|describe|prefix|base)\b", stripped) or "{" in text:
        words = bare(text)
        opened = words.count("{")
        described = re.match(r"(?i)describe\b", stripped) and opened == 0
        return bool(described) or (opened > 0 and opened <= words.count("}"))
    return True


def history_path() -> Path:
    """Tell where what was typed is kept (XDG base directories: state)."""
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "mali-kg" / "history"


def open_session(words: Words) -> "PromptSession[str]":
    """Open the prompt with its keys, words and history."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import FileHistory, History, InMemoryHistory
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

    keys = KeyBindings()

    @keys.add("enter")
    def _(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if is_complete(buffer.text):
            buffer.validate_and_handle()
        else:
            buffer.newline()

    history: History
    path = history_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        history = FileHistory(str(path))
    except OSError:
        history = InMemoryHistory()
    return PromptSession(
        "kg> ",
        multiline=True,
        prompt_continuation="... ",
        history=history,
        completer=words,
        complete_while_typing=False,
        key_bindings=keys,
    )
