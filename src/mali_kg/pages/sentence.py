"""A stretch of an article in the sentence that it stands in."""

import hashlib

from mali_kg.claims.model import TextPosition
from mali_kg.claims.reader import Records
from mali_kg.pages.lines import IncompleteError
from mali_kg.pages.telling import Telling
from mali_kg.project import Project


def in_sentence(telling: Telling, iri: str, article: str, words: str, place: TextPosition) -> str:
    """Tell the sentence of a claim with its quotation between ⟦ and ⟧; only the quotation where the text is not at hand.

    :param iri: of the claim.
    :raises IncompleteError: where the sentence has no position.
    """
    told = f"(characters {place.start} to {place.end})"
    text = annotated_text(telling.project, telling.records, article)
    if text is None or text[place.start : place.end] != words:
        return f"⟦{words}⟧ {told}"
    whole = telling.records.position(telling.iris.position(telling.records.value(iri, telling.iris.term("inSentence"))))
    if whole is None:
        raise IncompleteError(iri)
    return f"{text[whole.start : place.start]}⟦{words}⟧{text[place.end : whole.end]} {told}"


def stretch(telling: Telling, iri: str, article: str) -> str:
    """Give the words of a sentence or an excluded span; only its place where the text is not at hand."""
    place = telling.records.position(telling.iris.position(iri))
    if place is None:
        raise IncompleteError(iri)
    text = annotated_text(telling.project, telling.records, article)
    return f"{f'{text[place.start : place.end]} ' if text is not None else ''}(characters {place.start} to {place.end})"


def annotated_text(project: Project, records: Records, article: str) -> str | None:
    """Give the text of an article, where the project has it and it is the one that was annotated."""
    path = project.text_path(records.iris.slug("article", article))
    if not path.is_file():
        return None
    data = path.read_bytes()
    known = records.value(article, records.iris.term("textSha256"))
    return data.decode("utf-8") if hashlib.sha256(data).hexdigest() == known else None
