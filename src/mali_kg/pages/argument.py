"""Arguments: their premises, their conclusion, who argues so and by which words."""

from collections.abc import Iterable, Iterator

from mali_kg.claims.model import Argument
from mali_kg.claims.wording import listed
from mali_kg.pages.lines import Line, each, joined
from mali_kg.pages.sentence import stretch
from mali_kg.pages.telling import Telling
from mali_kg.rdf.namespaces import PROV

#: How an argument is told, by its kind: its premises of the conclusion, and the conclusion of its premises.
ARGUMENTS = {
    "support": ("supported by", "supports"),
    "attack": ("attacked by", "attacks"),
    "concession": ("holds although", "is granted, but"),
}
EXPLICIT = {
    "explicit": "explicit: the text marks it",
    "inferred": "inferred: the text does not mark it, and the annotator answers for it",
}


def argued(telling: Telling, argument: Argument) -> str:
    """Tell who argues so, by which words, and whether a reader inferred it."""
    who = telling.labels(argument.arguers)
    if argument.explicitness == "inferred":
        told = f"inferred by the annotator{f', as an argument of {who}' if who else ''}"
    else:
        told = f"argued by {who or 'nobody'}"
    words, scope = listed([f"“{cue}”" for cue in argument.cues]), listed([f"“{word}”" for word in argument.scope])
    return f"{told}{f', {words}' if words else ''}{f'; it depends on {scope}' if scope else ''} ({telling.name(argument.iri)})"


def from_end(telling: Telling, key: str, claims: Iterable[str], argument: Argument) -> Line:
    """Tell an argument by the claims at one of its ends, and below them who argues so.

    :param claims: IRIs of these.
    """
    return _line(telling, key, claims, [Line("how", argued(telling, argument))])


def whole(telling: Telling, key: str, argument: Argument) -> Line:
    """Tell an argument by its premises, and below them its conclusion and who argues so."""
    conclusion = telling.claim(telling.records.claim(argument.conclusion)) if argument.conclusion else ""
    return _line(telling, key, argument.premises, [Line(_verb(argument), conclusion), Line("how", argued(telling, argument))])


def _line(telling: Telling, key: str, claims: Iterable[str], below: list[Line]) -> Line:
    first, *rest = [telling.claim(telling.records.claim(iri)) for iri in claims] or [""]
    return Line(key, first, (*each("and", rest), *below))


def _verb(argument: Argument) -> str:
    return ARGUMENTS[argument.kind][1] if argument.kind in ARGUMENTS else "conclusion"


def argument_lines(telling: Telling, iri: str) -> Iterator[Line]:
    """Tell an argument."""
    records = telling.records
    argument = records.argument(iri)
    yield Line("argument", argument.kind or "of no kind")
    yield Line("id", records.name(iri))
    yield from each("premise", [telling.claim(records.claim(premise), always=True) for premise in argument.premises])
    if argument.conclusion:
        yield Line(_verb(argument), telling.claim(records.claim(argument.conclusion), always=True))
    yield from joined("argued by", map(telling.label, argument.arguers))
    yield Line("how", EXPLICIT.get(argument.explicitness, argument.explicitness))
    yield from joined("inferred by", map(telling.label, records.values(iri, f"{PROV}wasAttributedTo")))
    yield from joined("in the words", [f"“{cue}”" for cue in argument.cues])
    yield from joined("depends on", [f"“{words}”" for words in argument.scope])
    if sentence := records.value(iri, telling.iris.term("inSentence")):
        yield Line("in the text", stretch(telling, sentence, argument.article))
    yield from telling.notes(iri)
    yield from each("accepted", records.mk(iri, "accepted"))
