"""Names: whether they occur in the data, which are near to one that does not, and what is wrong with one that is none."""

import re
from collections.abc import Iterable
from itertools import islice

import pyoxigraph as ox

from mali_kg.errors import SHORT_LIST, did_you_mean, near
from mali_kg.rdf.curie import expand, iris_in, is_local, namespace, shorten, split, used_prefixes
from mali_kg.rdf.namespaces import families, prefixes

#: Quads that are looked at to find a name that was meant.
NEAREST_OF = 300_000
#: Names that are offered at most.
OFFERED = 3


def occurs(store: ox.Store, iri: str) -> bool:
    """Tell whether an IRI stands anywhere in the data: as a term, or as the name of a graph."""
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return False
    places = ((node, None, None, None), (None, node, None, None), (None, None, node, None), (None, None, None, node))
    return any(next(store.quads_for_pattern(*place), None) is not None for place in places)


def occurring(store: ox.Store) -> set[str]:
    """Find the IRIs that occur in the data; where that is very large, in a part of it."""
    return iris_in(islice(store, NEAREST_OF))


def nearest(name: str, base: str, known: Iterable[str], declared: dict[str, str]) -> str:
    """Give a ``Did you mean …?`` for a name that does not occur; where no other is near, the codes of its list, if that is short; else empty.

    :param name: as the query has it: with a prefix, or whole between ``<`` and ``>``.
    :param known: the IRIs that occur.
    :param declared: the prefixes that the query declares.
    """
    iri = expand(name, base, declared) or ""
    whole = name.startswith("<")
    start = iri[: max(iri.rfind("/"), iri.rfind("#")) + 1] if whole else expand(name.partition(":")[0] + ":", base, declared) or ""
    local = iri[len(start) :]
    if not start or not local:
        return ""
    siblings = sorted({i[len(start) :] for i in known if len(i) > len(start) and i.startswith(start) and is_local(i[len(start) :])})

    def named(names: Iterable[str]) -> list[str]:
        return [f"<{start}{n}>" if whole else f"{name.partition(':')[0]}:{n}" for n in names]

    meant = named(near(local, siblings))
    if iri.startswith(base):
        # The right name in the wrong list, or below the wrong prefix: code-polarity:neutral, article:c15-1.
        ours = sorted(shorten(i, base) for i in known if i.startswith(base) and split(i, base)[0])
        meant = [n for n in ours if n.partition(":")[2] == local] + meant
        if not meant and not siblings and len(ours) <= 10_000:
            meant = near(shorten(iri, base), ours)
    if meant:
        return f"Did you mean {' or '.join(dict.fromkeys(meant[:OFFERED]))}?"
    # The codes of a short list, which one can choose from.
    return f"There are {', '.join(named(siblings))}." if start.startswith(f"{base}code/") and 0 < len(siblings) <= SHORT_LIST else ""


def broken_name(words: str, base: str, declared: dict[str, str], store: ox.Store | None) -> str:
    """Tell what is wrong with the first name of a query that is none: a slash in it, or a prefix that nobody knows; empty where all are names.

    :param words: the query without its texts, IRIs and comments.
    :param store: the data, where it is at hand.
    """
    roots = families(base)

    def stands_for(prefix: str) -> str:
        return declared.get(prefix) or namespace(prefix, base) or ""

    for match in re.finditer(r"(?<![\w?$:.-])([A-Za-z][\w-]*):([\w.-]++(?:\\?/[\w.-]++)++)(?![:/\\])", words):
        prefix, local = match[1], match[2].rstrip(".")
        known = stands_for(prefix)
        start = known or roots.get(prefix, "")
        # Of our own names only; what follows a slash in mk:says/mk:kind is a path. An escape makes a name of it.
        if start.startswith(base) and start[-1] == "/" and not (known and "\\" in local):
            right = shorten(start + local.replace("\\", ""), base)
            return f"{prefix}:{local} is not a name in SPARQL, where a slash ends a name. Write {right}"
    for prefix, local in re.findall(r"(?<![\w?$:.-])([A-Za-z][\w-]*):([\w.-]*)", words):
        if stands_for(prefix):
            continue
        problem = f"The prefix {prefix}: is not declared."
        iris = occurring(store) if store is not None else set()
        used = used_prefixes(iris, base)
        if prefix not in roots:
            return f"{problem} {did_you_mean(prefix, prefixes(base) | used)}".strip()
        names = sorted(n for n in (shorten(i, base) for i in iris) if n.startswith(f"{prefix}-") and n.endswith(f":{local}"))
        likely = names or [f"{p}:" for p in used if p.startswith(f"{prefix}-")]
        if not likely:
            return f"{problem} What is below {roots[prefix]}LIST/ has the prefix {prefix}-LIST:"
        return f"{problem} Did you mean {', '.join(likely[:-1])}{' or ' if len(likely) > 1 else ''}{likely[-1]}?"
    return ""
