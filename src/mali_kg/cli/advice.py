"""What mends an error at the command line: the options and commands, which the library does not know."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from mali_kg.errors import MaliKgError

if TYPE_CHECKING:
    from mali_kg.databases.errors import LoadError
    from mali_kg.http import HttpStatusError

#: What follows the message of an error, by the name of its class; in braces, the error's own values.
ADVICE: dict[str, str] = {
    "AlreadyThereError": "Take --mode replace, or merge.",
    "DamagedDatasetError": "Run mali-kg build to make it again.",
    "DamagedLinesError": "Run mali-kg build to make it again.",
    "DamagedStoreError": "Run mali-kg build to make the store again.",
    "IncompleteError": "mali-kg validate tells what.",
    "LimitError": "Give it more: --{option} {unit} (0 for no limit).",
    "LoginError": "Check the address, --user and MALI_KG_PASSWORD.",
    "LoginRefusedError": "Say who you are: --user NAME, with the password in MALI_KG_PASSWORD.",
    "NanopublicationsError": "Validate the trig form instead (mali-kg export -o NAME.trig). Or give shapes for nanopublications with --shapes.",
    "NoGraphError": "Ask a file with --data FILE.",
    "NoQuestionError": "See mali-kg query --list.",
    "NoShapesError": "Give --shapes FILE, or put Turtle files into shapes/.",
    "NotTextError": "Give --output FILE.",
    "ServerTimeoutError": "Give it more time: --timeout SECONDS (0 for no limit).",
    "ServiceRefusedError": "Allow it with --service, or for a whole project with service = true below [query] in mali-kg.toml.",
    "UnsupportedShapesError": "Try --engine shacl.",
}
#: What to do where a server refuses, by the status that it answers.
REFUSED: dict[int, str] = {
    401: "Say who you are: --user NAME, with the password in MALI_KG_PASSWORD; or a token in MALI_KG_TOKEN; or a netrc file.",
    403: "It knows you or not, and does not let you. Check --user and the rights it has.",
}
#: What the command line calls what it was given.
OPTIONS: dict[str, str] = {"endpoint": "--endpoint"}


#: The whole message, for errors of which the command line speaks in words of its own; ``{message}`` is the error's.
MESSAGES: dict[str, str] = {
    "BlankNodePatchError": "a patch cannot name blank nodes; take --format text or json.",
    "EffortError": "{name}: {alike} blank nodes are alike, and {effort} attempts did not tell them apart. Name them with IRIs, give them statements of"
    " their own, or allow more attempts: --effort {more}.",
    "EngineMissingError": "engine 'shacl' is not installed. Install it: pip install 'mali-kg[fast]', or use --engine pyshacl.",
    "MovedError": "{url} has moved to {target}. If you trust that address, give it with {given}.",
    "NoPathError": "{shown!r} is not an address such as {example}. After the colon stands a path; addresses of servers begin otherwise,"
    " see mali-kg load --list.",
    "NotANumberError": "{message}\n    Run mali-kg validate --data on the file.",
    "RemoteContextError": "{path}: this is JSON-LD whose context stands elsewhere, as in markup for web pages (mali-kg export page); nothing is fetched"
    " from there. Give JSON-LD that holds its context, or another form, for example trig.",
}


def advised(error: MaliKgError) -> str:
    """Tell an error as the command line does: its message, and what mends it."""
    for kind in type(error).__mro__:
        name = kind.__name__
        if name in _COMPOSED:
            return _COMPOSED[name](error)
        if name in MESSAGES or name in ADVICE:
            values = {**vars(error), "message": str(error)}
            values["given"] = OPTIONS.get(str(values.get("what")), values.get("what"))
            return MESSAGES[name].format_map(values) if name in MESSAGES else f"{error} {ADVICE[name].format_map(values)}"
    return str(error)


def _address(error: MaliKgError) -> str:
    message, what = str(error), str(vars(error)["what"])
    return OPTIONS.get(what, what) + message.removeprefix(what)


def _refused(error: "HttpStatusError") -> str:
    return error.message(REFUSED.get(error.status, error.todo))


def _too_much(error: "HttpStatusError") -> str:
    return error.message("Too much at once for it: give a smaller --batch.")


def _failed(error: "LoadError") -> str:
    return f"{advised(error.cause)}\n{error.state}"


def _maybe_loaded(error: "LoadError") -> str:
    return f"{advised(error.cause)}\n{error.state.rstrip('.')}: mali-kg load --verify-only tells."


#: How messages are made that hold the message of another error, or a part that depends on a value.
_COMPOSED: dict[str, Callable[..., str]] = {
    "AddressError": _address,
    "HttpStatusError": _refused,
    "LoadError": _failed,
    "MaybeLoadedError": _maybe_loaded,
    "TooMuchAtOnceError": _too_much,
}
