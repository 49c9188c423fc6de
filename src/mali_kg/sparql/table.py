"""Answers as rows of Python values, and as data frames."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph as ox

from mali_kg.errors import MaliKgError
from mali_kg.namespaces import XSD
from mali_kg.sparql.run import Answer

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

#: What reads a literal, by the local name of its datatype in XSD; others stay text, years and months too.
READERS: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "unsignedInt"), int),
    "decimal": Decimal,
    **dict.fromkeys(("double", "float"), float),
    "boolean": lambda text: text in ("true", "1"),
    "date": date.fromisoformat,
    "dateTime": datetime.fromisoformat,
}


class Table(NamedTuple):
    """Rows of Python values: IRIs and text are ``str``, numbers ``int``, ``float`` or ``Decimal``, dates ``date``; None where unbound."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def dicts(self) -> list[dict[str, Any]]:
        """The rows, each as a mapping from column to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def pandas(self) -> "pd.DataFrame":
        """The rows as a pandas frame, one column a variable.

        :raises MaliKgError: where pandas is not installed.
        """
        try:
            import pandas
        except ModuleNotFoundError:
            raise _missing("pandas") from None
        return pandas.DataFrame(self.rows, columns=list(self.columns))

    def polars(self) -> "pl.DataFrame":
        """The rows as a Polars frame, one column a variable.

        :raises MaliKgError: where Polars is not installed.
        """
        try:
            import polars
        except ModuleNotFoundError:
            raise _missing("polars") from None
        columns = {name: [row[i] for row in self.rows] for i, name in enumerate(self.columns)}
        # A variable may be a number in one row and text in another, which a column of Polars cannot be.
        mixed = {name for name, values in columns.items() if len({type(v) for v in values if v is not None}) > 1}
        return polars.DataFrame({n: [None if v is None else str(v) for v in vs] if n in mixed else vs for n, vs in columns.items()})


def _missing(library: str) -> MaliKgError:
    return MaliKgError(f"{library} is not installed. Install it with: pip install 'mali-kg[{library}]'")


def to_table(answer: Answer) -> Table:
    """An answer as a table: the rows of a SELECT, the triples of a graph, or the one yes or no of an ASK."""
    if isinstance(answer, ox.QueryBoolean):
        return Table(("answer",), [(bool(answer),)])
    if isinstance(answer, ox.QuerySolutions):
        names = tuple(v.value for v in answer.variables)
        return Table(names, [tuple(to_python(row[name]) for name in names) for row in answer])
    triples = sorted(answer, key=str)
    return Table(
        ("subject", "predicate", "object"), [tuple(to_python(term) for term in (t.subject, t.predicate, t.object)) for t in triples]
    )


def to_python(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Any:
    """The Python value of a term; its text where its datatype is unknown or its text is no value of it."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        reader = READERS.get(term.datatype.value.removeprefix(XSD)) if not term.language else None
        try:
            return reader(term.value) if reader else term.value
        except (ValueError, ArithmeticError):
            return term.value
    return term.value if isinstance(term, ox.NamedNode) else str(term)
