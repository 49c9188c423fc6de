"""Answers as rows of Python values, and as data frames."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, overload

import pyoxigraph as ox

from mali_kg.errors import LibraryMissingError
from mali_kg.rdf.namespaces import XSD
from mali_kg.sparql.engine import Answer

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

#: What reads a literal, by the local name of its datatype in XSD; others stay text, years and months too.
READERS: dict[str, Callable[[str], object]] = {
    **dict.fromkeys(("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "unsignedInt"), int),
    "decimal": Decimal,
    **dict.fromkeys(("double", "float"), float),
    "boolean": lambda text: text in ("true", "1"),
    "date": date.fromisoformat,
    "dateTime": datetime.fromisoformat,
}


#: A value of a row. What type a column has is known to whoever asked for it, and to no type checker; so in sqlite3.
Value = Any
#: Rows that are shown where a table is looked at, in Python's prompt and in a notebook.
SHOWN, SHOWN_IN_NOTEBOOK = 20, 100


@dataclass(repr=False)
class Table:
    """Rows of Python values: IRIs and text are ``str``, numbers ``int``, ``float`` or ``Decimal``, dates ``date``; None where unbound.

    Iterating gives the rows as mappings from column to value, ``len`` their number, ``table[0]`` the first, ``table[:5]`` a table of five.
    A table is false where it has no rows, and where it is the no of an ASK.
    """

    columns: tuple[str, ...]
    #: The same rows as tuples, in the order of the columns.
    rows: list[tuple[Value, ...]]
    #: The yes or no of an ASK; None for rows and graphs.
    answer: bool | None = None

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        return bool(self.rows) if self.answer is None else self.answer

    def __iter__(self) -> Iterator[dict[str, Value]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    @overload
    def __getitem__(self, at: int) -> dict[str, Value]: ...

    @overload
    def __getitem__(self, at: slice) -> "Table": ...

    def __getitem__(self, at: int | slice) -> "dict[str, Value] | Table":
        if isinstance(at, slice):
            return Table(self.columns, self.rows[at], self.answer)
        return dict(zip(self.columns, self.rows[at], strict=True))

    def __repr__(self) -> str:
        import shutil

        from mali_kg.sparql.results import table

        shown = table(list(self.columns), self._cells(SHOWN), shutil.get_terminal_size((100, 24)).columns)
        return shown.removesuffix("\n").rpartition("\n")[0] + f"\n{self._count(SHOWN)}" if self.columns else self._count(SHOWN)

    def _repr_html_(self) -> str:
        """Render the table as a notebook shows it (IPython's rich display); nothing of the data is read as markup."""
        from mali_kg.sparql.results import html

        return html(list(self.columns), self._cells(SHOWN_IN_NOTEBOOK)) + f"<p>{self._count(SHOWN_IN_NOTEBOOK)}</p>\n"

    def _cells(self, most: int) -> list[list[str]]:
        return [["" if value is None else str(value) for value in row] for row in self.rows[:most]]

    def _count(self, most: int) -> str:
        rows = f"{len(self)} row{'' if len(self) == 1 else 's'}"
        return f"{rows}, the first {most} are shown" if len(self) > most else rows

    def dicts(self) -> list[dict[str, Value]]:
        """Give the rows, each as a mapping from column to value; what iterating gives, as a list."""
        return list(self)

    def pandas(self) -> "pd.DataFrame":
        """Give the rows as a pandas frame, one column a variable.

        :raises LibraryMissingError: where pandas is not installed.
        """
        try:
            import pandas
        except ModuleNotFoundError:
            raise LibraryMissingError("", "pandas", "mali-kg[pandas]") from None
        return pandas.DataFrame(self.rows, columns=list(self.columns))

    def polars(self) -> "pl.DataFrame":
        """Give the rows as a Polars frame, one column a variable.

        :raises LibraryMissingError: where Polars is not installed.
        """
        try:
            import polars
        except ModuleNotFoundError:
            raise LibraryMissingError("", "polars", "mali-kg[polars]") from None
        columns = {name: [row[i] for row in self.rows] for i, name in enumerate(self.columns)}
        # A variable may be a number in one row and text in another, which a column of Polars cannot be.
        mixed = {name for name, values in columns.items() if len({type(v) for v in values if v is not None}) > 1}
        return polars.DataFrame({n: [None if v is None else str(v) for v in vs] if n in mixed else vs for n, vs in columns.items()})


def to_table(answer: Answer) -> Table:
    """Give an answer as a table: the rows of a SELECT, the triples of a graph, or the one yes or no of an ASK."""
    if isinstance(answer, ox.QueryBoolean):
        return Table(("answer",), [(bool(answer),)], bool(answer))
    if isinstance(answer, ox.QuerySolutions):
        names = tuple(v.value for v in answer.variables)
        return Table(names, [tuple(to_python(row[name]) for name in names) for row in answer])
    triples = sorted(answer, key=str)
    return Table(
        ("subject", "predicate", "object"), [tuple(to_python(term) for term in (t.subject, t.predicate, t.object)) for t in triples]
    )


def to_python(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Value:
    """Give the Python value of a term; its text where its datatype is unknown or its text is no value of it."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        reader = READERS.get(term.datatype.value.removeprefix(XSD)) if not term.language else None
        try:
            return reader(term.value) if reader else term.value
        except (ValueError, ArithmeticError):
            return term.value
    return term.value if isinstance(term, ox.NamedNode) else str(term)
