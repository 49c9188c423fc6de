"""Articles: what they are about, whose voices are in them, and their claims in the order of the text."""

from collections import Counter
from collections.abc import Iterator

from mali_kg.claims.agreement import place
from mali_kg.pages.argument import whole
from mali_kg.pages.lines import Line, counted, each, joined
from mali_kg.pages.telling import MOST, Telling, more
from mali_kg.rdf.namespaces import SCHEMA


def article_lines(telling: Telling, iri: str) -> Iterator[Line]:
    """Tell an article."""
    records, term = telling.records, telling.iris.term
    yield Line("article", records.label(iri))
    yield Line("id", records.name(iri))
    yield from each("language", records.values(iri, f"{SCHEMA}inLanguage"))
    yield from each("copyright", records.values(iri, f"{SCHEMA}copyrightNotice"))
    yield from joined("about", map(telling.called, records.values(iri, f"{SCHEMA}about")))
    claims = sorted((records.claim(claim) for claim in records.subjects(f"{SCHEMA}appearance", iri)), key=place)
    arguments = [records.argument(argument) for argument in records.subjects(term("inArticle"), iri)]
    sentences = len({claim.sentence for claim in claims})
    yield Line("in it", f"{counted(sentences, 'sentence')} with {counted(len(claims), 'claim')}, and {counted(len(arguments), 'argument')}")
    voices = Counter(holder for claim in claims for holder in claim.holders)
    for voice, number in sorted(voices.items(), key=lambda item: (-item[1], item[0])):
        yield Line("voices", f"{telling.label(voice)} ({counted(number, 'claim')})")
    for claim in claims[:MOST]:
        yield Line("claims", telling.claim(claim))
    yield from more("claims", len(claims))
    for argument in arguments[:MOST]:
        yield whole(telling, "arguments", argument)
    yield from more("arguments", len(arguments))
