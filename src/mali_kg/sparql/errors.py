"""What can go wrong with a query and with what it is asked with."""

from mali_kg.errors import MaliKgError


class QueryError(MaliKgError):
    """A query that has no answer.

    :param name: what messages call it: a question's name, a file, or ``query``.
    :param reason: what is wrong with it, as it stands behind its name.
    """

    def __init__(self, name: str, reason: str) -> None:
        self.name, self.reason = name, reason
        super().__init__(f"{name}: {reason}")


class QuerySyntaxError(QueryError):
    """A text that is no SPARQL query.

    :param where: where that shows, and its likely cause.
    """

    def __init__(self, name: str, where: str) -> None:
        super().__init__(name, f"not a SPARQL query{where}")


class UnanswerableError(QueryError):
    """A query of which the answer cannot be computed, or not be written."""

    def __init__(self, name: str, said: object) -> None:
        super().__init__(name, f"cannot be answered: {said}.")


class WorkerError(MaliKgError):
    """What goes wrong in the process that answers queries, and that nobody has foreseen.

    :param reason: what it is.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class ParameterError(MaliKgError):
    """A value for a parameter that a question cannot take.

    :param parameter: its name.
    :param value: what was given for it.
    """

    def __init__(self, parameter: str, value: str, message: str) -> None:
        self.parameter, self.value = parameter, value
        super().__init__(message)


class ArgumentError(MaliKgError):
    """An argument of the right kind that makes no sense.

    :param argument: its name.
    """

    def __init__(self, argument: str, message: str) -> None:
        self.argument = argument
        super().__init__(message)
