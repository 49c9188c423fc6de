"""Evidence: each quote of a sheet found at its one place in the text.

Positions are 0-based offsets in Unicode code points, the end exclusive (Web Annotation Data Model, 4.2.5 Text Position
Selector). The text is matched code point for code point, never a normalised copy.
"""

import hashlib
import re
from difflib import SequenceMatcher
from typing import NamedTuple

from mali_kg.errors import DataError, Problem
from mali_kg.files import decode, read_bytes
from mali_kg.sheets.model import Sheet

#: Code points of context on either side of a quote (Web Annotation Data Model, 4.2.4 Text Quote Selector).
CONTEXT = 32


class Span(NamedTuple):
    """A place in a text."""

    start: int
    end: int


class Anchored(NamedTuple):
    """A sheet with every quote at its place."""

    sheet: Sheet
    text: str
    #: Place of each sentence, claim and excluded span, by local id.
    spans: dict[str, Span]


def places(text: str, quote: str, within: Span | None = None) -> list[Span]:
    """Find every place of a quote in the text (or a part of it), overlapping ones too."""
    start, end = within or Span(0, len(text))
    found = []
    at = text.find(quote, start, end) if quote else -1
    while at >= 0:
        found.append(Span(at, at + len(quote)))
        at = text.find(quote, at + 1, end)
    return found


#: The longest text in which the closest place is looked for: the search takes time in proportion.
LONGEST_SEARCH = 200_000


def closest(text: str, quote: str, within: Span | None = None) -> str:
    """Find the stretch of the text that is most like a quote that is not there; empty where nothing is, or the text is too long."""
    start, end = within or Span(0, len(text))
    if end - start > LONGEST_SEARCH:
        return ""
    match = SequenceMatcher(None, text[start:end], quote, autojunk=False).find_longest_match()
    if match.size < min(4, len(quote)):
        return ""
    at = max(start, start + match.a - match.b)
    return text[at : min(end, at + len(quote))]


def surroundings(text: str, span: Span) -> tuple[str, str]:
    """Give the text before and after a place, `CONTEXT` code points of each."""
    return text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]


def read_article(sheet: Sheet, file: str) -> str:
    """Read the text of the article, checked against the SHA-256 in the sheet.

    :raises DataError: where the text is not the one that the sheet was written for.
    """
    data = read_bytes(sheet.article.path, "article text")
    found = hashlib.sha256(data).hexdigest()
    if found != sheet.article.sha256:
        message = f"SHA-256 of {sheet.article.path.name} is {found}, the sheet expects {sheet.article.sha256}."
        fix = "The text was changed after the sheet was written: put the old text back, or check every quote and write the new sum."
        raise DataError([Problem("text-changed", message, fix, file, sheet.article.line)])
    return decode(data, sheet.article.path)


def anchor(sheet: Sheet) -> Anchored:
    """Find every quote of a sheet in its article, and see that the whole text is accounted for.

    A sentence is looked for in the text, a claim's quote, cue and hedge in the sentence.

    :raises DataError: with every quote that is not there, or is there more than once without an ``occurrence``.
    """
    text = read_article(sheet, sheet.file)
    finder = _Finder(text, sheet.file)
    for sentence in sheet.sentences:
        span = finder.find(sentence.id, sentence.text, sentence.occurrence, sentence.line)
        if span is None:
            continue
        for claim in sentence.claims:
            finder.find(claim.id, claim.quote, claim.occurrence, claim.line, span)
            words = [
                ("cue", claim.cues),
                ("modal", claim.modals),
                ("hedge", claim.hedges),
                ("openList", claim.open_list),
                *(("cue of via", hop.cues) for hop in claim.via),
            ]
            for key, texts in words:
                finder.expect_words(key, texts, span, f"claim {claim.id}", claim.line)
    for argument in sheet.arguments:
        if argument.sentence in finder.spans:
            finder.expect_words("cue", argument.cues, finder.spans[argument.sentence], f"argument {argument.id}", argument.line)
    for excluded in sheet.excluded:
        finder.find(excluded.id, excluded.quote, excluded.occurrence, excluded.line)
    if not finder.problems:
        finder.account_for(sheet)
    if finder.problems:
        raise DataError(finder.problems)
    return Anchored(sheet, text, finder.spans)


class _Finder:
    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.spans: dict[str, Span] = {}
        self.problems: list[Problem] = []

    def problem(self, rule: str, message: str, line: int, fix: str = "") -> None:
        self.problems.append(Problem(rule, message, fix, self.file, line))

    def find(self, id_: str, quote: str, occurrence: int | None, line: int, within: Span | None = None) -> Span | None:
        if quote and not any(c.isalnum() for c in quote):
            self.problem("empty-quote", f"{id_}: the quote has no word.", line, "Quote the words of the article.")
            return None
        found = places(self.text, quote, within)
        where = "its sentence" if within else "the article"
        if not found:
            near = closest(self.text, quote, within)
            elsewhere = within and places(self.text, quote)
            fix = f"The closest there: “{near}”." if near else ""
            if elsewhere:
                fix = f"It stands in the article at offset {elsewhere[0].start}: move the claim to that sentence."
            self.problem("quote-not-found", f"{id_}: “{quote}” is not in {where}.", line, fix)
        elif occurrence is None and len(found) > 1:
            at = ", ".join([*(str(s.start) for s in found[:5]), *(["…"] if len(found) > 5 else [])])
            self.problem(
                "quote-ambiguous",
                f"{id_}: “{quote}” stands {len(found)} times in {where}, at offsets {at}.",
                line,
                "Add occurrence: 1, 2 … or quote more words.",
            )
        elif (occurrence or 1) > len(found):
            self.problem(
                "quote-not-found", f"{id_}: occurrence {occurrence} of “{quote}”, but it stands {len(found)} times in {where}.", line
            )
        else:
            self.spans[id_] = found[(occurrence or 1) - 1]
        return self.spans.get(id_)

    def expect_words(self, key: str, texts: tuple[str, ...], span: Span, where: str, line: int) -> None:
        for words in texts:
            if not any(c.isalnum() for c in words) or not re.search(rf"(?<!\w){re.escape(words)}(?!\w)", self.text[span.start : span.end]):
                near = closest(self.text, words, span)
                fix = f"The closest there: “{near}”." if near else ""
                self.problem(f"{key}-not-found", f"{key} “{words}” of {where} is not in its sentence.", line, fix)

    def account_for(self, sheet: Sheet) -> None:
        """Check that sentences follow one another, and that every character that is not white space lies in one or in an excluded span."""
        order = [self.spans[s.id] for s in sheet.sentences]
        for before, after, sentence in zip(order, order[1:], sheet.sentences[1:], strict=False):
            if after < before:
                self.problem(
                    "sentences-out-of-order",
                    f"sentence {sentence.id} stands before the one above it.",
                    sentence.line,
                    "List the sentences in the order of the text, and number them so.",
                )
        owner = [""] * len(self.text)
        for sentence in sheet.sentences:
            span = self.spans[sentence.id]
            taken = next((owner[i] for i in range(*span) if owner[i]), "")
            if taken:
                self.problem("sentences-overlap", f"sentences {taken} and {sentence.id} overlap.", sentence.line)
            owner[span.start : span.end] = [sentence.id] * (span.end - span.start)
        for excluded in sheet.excluded:
            span = self.spans[excluded.id]
            owner[span.start : span.end] = [excluded.id] * (span.end - span.start)
        start = None
        for i, char in enumerate(self.text + " "):
            free = i < len(self.text) and not owner[i] and not (char.isspace() and start is None)
            if free and start is None:
                start = i
            elif not free and start is not None:
                stretch = self.text[start:i].strip()
                if stretch:
                    shown = stretch if len(stretch) <= 80 else stretch[:77] + "…"
                    shown = shown if shown.isprintable() else ascii(shown)
                    self.problem(
                        "text-not-accounted",
                        f"no sentence or excluded span holds “{shown}” (offset {start}).",
                        sheet.article.line,
                        "Add a sentence with its claims, or an excluded span with a reason.",
                    )
                start = None
