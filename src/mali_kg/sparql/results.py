"""Results of queries, as bytes in a format or as a table for people."""

import pyoxigraph as ox

from mali_kg.errors import UnsupportedError
from mali_kg.files import printable
from mali_kg.rdf.curie import shorten, write
from mali_kg.rdf.formats import RDF_FORMATS, RESULT_FORMATS, Format
from mali_kg.rdf.namespaces import XSD
from mali_kg.sparql.engine import Answer

Cell = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None


def format_for(answer: Answer, name: str, terminal: bool) -> Format:
    """Choose the format to write an answer in.

    :param name: the format asked for; empty for the best one: a table for a terminal, else CSV, and Turtle for graphs.
    :raises UnsupportedError: where the answer cannot be written in that format.
    """
    if isinstance(answer, ox.QueryTriples | list):
        if name and name not in RDF_FORMATS:
            raise UnsupportedError(f"the query gives a graph, which {name!r} cannot hold. Formats for graphs: {', '.join(RDF_FORMATS)}.")
        return RDF_FORMATS[name or "turtle"]
    if name and name not in RESULT_FORMATS:
        raise UnsupportedError(f"the query gives rows, which {name!r} cannot hold. Formats for rows: {', '.join(RESULT_FORMATS)}.")
    return RESULT_FORMATS[name or ("table" if terminal else "csv")]


def serialize(answer: Answer, fmt: Format, base: str, width: int | None = None) -> bytes:
    """Serialize an answer in a format.

    :param width: columns of the terminal; None for as many as it takes. Only tables heed it.
    """
    if isinstance(answer, ox.QueryTriples | list):
        triples = sorted(answer, key=str)
        return write(triples, getattr(ox.RdfFormat, fmt.oxigraph), base)
    if fmt.oxigraph:
        return answer.serialize(format=getattr(ox.QueryResultsFormat, fmt.oxigraph)) or b""
    if isinstance(answer, ox.QueryBoolean):
        return f"{'yes' if answer else 'no'}\n".encode()
    names = [v.value for v in answer.variables]
    rows = [[cell(row[name], base) for name in names] for row in answer]
    return {"table": table, "markdown": markdown, "html": html}[fmt.name](names, rows, width).encode()


def parse(data: bytes, fmt: str) -> Answer:
    """Parse an answer from the bytes that `serialize` made of it.

    :param fmt: ``json`` for rows and for yes or no, or the name of a format of RDF.
    """
    if fmt in RDF_FORMATS:
        return [quad.triple for quad in ox.parse(data, format=getattr(ox.RdfFormat, RDF_FORMATS[fmt].oxigraph))]
    return ox.parse_query_results(data, format=getattr(ox.QueryResultsFormat, RESULT_FORMATS[fmt].oxigraph))


def is_empty(data: bytes, fmt: Format) -> bool:
    """Tell whether an answer, as `serialize` wrote it, has no rows or triples; yes and no are answers."""
    if fmt.name in RDF_FORMATS:
        return not data.strip() or data.strip() == b"[]" or (fmt.name == "rdfxml" and b":about=" not in data and b":nodeID=" not in data)
    if fmt.name in ("csv", "tsv"):
        return data.count(b"\n") <= 1 and data.strip() not in (b"true", b"false")
    nothing = {
        "json": b'"bindings":[]',
        "xml": b"<results></results>",
        "table": b"\n0 rows\n",
        "html": b"<tbody>\n</tbody>\n</table>\n",
    }
    if fmt.name == "markdown":
        return data.count(b"\n") <= 2 and data not in (b"yes\n", b"no\n")
    return nothing[fmt.name] in data if fmt.oxigraph else data.endswith(nothing[fmt.name])


def cell(term: Cell, base: str) -> str:
    """Give a term as a cell of a table: text without quotes, IRIs with prefixes."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return shorten(term.value, base)
    if isinstance(term, ox.Literal):
        plain = term.language or term.datatype.value.startswith(XSD)
        return term.value if plain else f"{term.value}^^{shorten(term.datatype.value, base)}"
    return str(term)


def table(names: list[str], rows: list[list[str]], width: int | None = None) -> str:
    """Render rows as a table that fits the width, its cells wrapped, with the number of rows below.

    Where the longest words have no room side by side, an id for example, each row is a block of lines, one a column.
    """
    from mali_kg.wrapping import widths, wrap

    clean = [[printable(text) for text in row] for row in rows]
    count = f"{len(rows)} row{'' if len(rows) == 1 else 's'}\n"
    if not names:
        return count
    if width is None:
        return boxed(names, clean) + count
    columns = [[name, *(row[i] for row in clean)] for i, name in enumerate(names)]
    fitted = widths(columns, width - 3 * len(names) - 1)
    if fitted is None:
        return blocks(names, clean, width) + count
    lines = [["\n".join(wrap(text, max(1, wide))) for text, wide in zip(row, fitted, strict=True)] for row in clean]
    return boxed(names, lines) + count


def boxed(names: list[str], rows: list[list[str]]) -> str:
    """Render rows between lines, each cell as wide as it is."""
    from prettytable import PrettyTable, TableStyle

    shown = PrettyTable(names)
    shown.set_style(TableStyle.SINGLE_BORDER)
    shown.align = "l"
    shown.add_rows(rows)
    return f"{shown.get_string()}\n"


def blocks(names: list[str], rows: list[list[str]], width: int) -> str:
    """Render rows one below the other, a line or more for each column that has a value."""
    from mali_kg.wrapping import wrap

    indent = max(map(len, names), default=0) + 2
    if indent > width // 2:
        indent = 2
    out: list[str] = [] if rows else [*wrap(", ".join(names), width)]
    for row in rows:
        for name, text in zip(names, row, strict=True):
            if text:
                out += wrap(text, width, f"{name:{indent - 2}}  ", " " * indent)
        out.append("")
    return "".join(f"{line}\n" for line in out)


def markdown(names: list[str], rows: list[list[str]], _width: int | None = None) -> str:
    """Write rows as a table in Markdown (GitHub's), each cell on one line.

    Not prettytable's, which escapes no ``|``, makes a row of each line of a cell, and fills all cells up to the longest.
    """
    escaped = [
        [" ".join(printable(text).split()).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;") for text in row] for row in rows
    ]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in [names, ["---"] * len(names), *escaped])


def html(names: list[str], rows: list[list[str]], _width: int | None = None) -> str:
    """Write rows as a table in HTML; nothing of the data is read as markup.

    Not prettytable's, which turns the line feeds of a text into elements, and lets control characters through.
    """
    from html import escape

    def line(tag: str, cells: list[str]) -> str:
        return f"<tr>{''.join(f'<{tag}>{escape(printable(c))}</{tag}>' for c in cells)}</tr>\n"

    body = "".join(line("td", row) for row in rows)
    return f"<table>\n<thead>\n{line('th', names)}</thead>\n<tbody>\n{body}</tbody>\n</table>\n"
