"""What mends an error at the command line: the options and commands, which the library does not know."""

from mali_kg.errors import MaliKgError

#: What follows the message of an error, by the name of its class; in braces, the error's own values.
ADVICE: dict[str, str] = {
    "DamagedDatasetError": "Run mali-kg build to make it again.",
    "DamagedStoreError": "Run mali-kg build to make the store again.",
    "IncompleteError": "mali-kg validate tells what.",
    "LimitError": "Give it more: --{option} {unit} (0 for no limit).",
    "ServiceRefusedError": "Allow it with --service, or for a whole project with service = true below [query] in mali-kg.toml.",
}
#: The whole message, for errors of which the command line speaks in its own words; ``{message}`` is the error's own.
MESSAGES: dict[str, str] = {
    "BlankNodePatchError": "a patch cannot name blank nodes; take --format text or json.",
    "NotANumberError": "{message}\n    Run mali-kg validate --data on the file.",
}


def advised(error: MaliKgError) -> str:
    """Tell an error as the command line does: its message, and what mends it."""
    values = {**vars(error), "message": str(error)}
    for kind in type(error).__mro__:
        if kind.__name__ in MESSAGES:
            return MESSAGES[kind.__name__].format_map(values)
        if kind.__name__ in ADVICE:
            return f"{error} {ADVICE[kind.__name__].format_map(values)}"
    return str(error)
