"""Coverage: how the claims of an article cover its text, sentence by sentence and character by character."""

from typing import NamedTuple

from mali_kg.files import printable
from mali_kg.sheets.anchor import Anchored, Span


class ClaimSpan(NamedTuple):
    """A claim and the place of its quotation."""

    id: str
    label: str
    span: Span


class SentenceCoverage(NamedTuple):
    """A sentence, its claims in the order of their places, and the stretches that no claim quotes."""

    id: str
    span: Span
    text: str
    claims: tuple[ClaimSpan, ...]
    unquoted: tuple[Span, ...]


class ArticleCoverage(NamedTuple):
    """An article by its sentences."""

    slug: str
    sentences: tuple[SentenceCoverage, ...]

    @property
    def sentence_share(self) -> float:
        """The share of sentences with at least one claim, from 0 to 1; 1 where there are none."""
        return sum(bool(s.claims) for s in self.sentences) / len(self.sentences) if self.sentences else 1.0

    @property
    def character_share(self) -> float:
        """The share of the sentences' characters, white space apart, that a claim quotes, from 0 to 1."""
        total = sum(_visible(s.text) for s in self.sentences)
        left = sum(_visible(s.text[a - s.span.start : b - s.span.start]) for s in self.sentences for a, b in s.unquoted)
        return 1 - left / total if total else 1.0


def _visible(text: str) -> int:
    return sum(not c.isspace() for c in text)


def cover(anchored: Anchored) -> ArticleCoverage:
    """Find how the claims of an anchored sheet cover its sentences."""
    sentences = []
    for s in anchored.sheet.sentences:
        span = anchored.spans[s.id]
        claims = [ClaimSpan(c.id, next(iter(c.label.values()), ("",))[0], anchored.spans[c.id]) for c in s.claims]
        sentences.append(
            SentenceCoverage(
                s.id,
                span,
                anchored.text[span.start : span.end],
                tuple(sorted(claims, key=lambda c: (c.span, c.id))),
                _gaps(span, claims, anchored.text),
            )
        )
    return ArticleCoverage(anchored.sheet.article.slug, tuple(sentences))


def _gaps(span: Span, claims: list[ClaimSpan], text: str) -> tuple[Span, ...]:
    """Find the stretches of a sentence that no claim quotes, white space and punctuation alone left out."""
    quoted = bytearray(span.end - span.start)
    for c in claims:
        quoted[c.span.start - span.start : c.span.end - span.start] = b"\1" * (c.span.end - c.span.start)
    gaps, start = [], None
    for i, mark in enumerate([*quoted, 1]):
        if not mark and start is None:
            start = i
        elif mark and start is not None:
            gap = Span(span.start + start, span.start + i)
            if any(c.isalnum() for c in text[gap.start : gap.end]):
                gaps.append(gap)
            start = None
    return tuple(gaps)


def as_json(covered: ArticleCoverage) -> dict[str, object]:
    """Render coverage for programs: spans are offsets in code points, the end exclusive."""
    return {
        "article": covered.slug,
        "sentenceShare": covered.sentence_share,
        "characterShare": covered.character_share,
        "sentences": [
            {
                "id": s.id,
                "start": s.span.start,
                "end": s.span.end,
                "claims": [{"id": c.id, "label": c.label, "start": c.span.start, "end": c.span.end} for c in s.claims],
                "unquoted": [{"start": a, "end": b} for a, b in s.unquoted],
            }
            for s in covered.sentences
        ],
    }


def as_text(covered: ArticleCoverage, color: bool = False, width: int = 100) -> str:
    """Render coverage for people: each sentence with what no claim quotes between ⟨ and ⟩ (or, in colour, what is quoted highlighted), then its claims."""
    from mali_kg.wrapping import wrap

    said = f"{covered.sentence_share:.0%} of sentences have claims, {covered.character_share:.1%} of their characters are quoted"
    out = [*wrap(f"{covered.slug}: {said}", width), ""]
    for s in covered.sentences:
        out += painted(wrap(mark(s, color), width, f"{s.id}  ", "     "))
        for c in s.claims:
            out += wrap(printable(c.label), width, f"     {c.id:7} ", " " * 13)
        out.append("")
    return "\n".join(out)


#: Marks of what is highlighted, as long as one character.
ON, OFF = "\ue000", "\ue001"


def painted(lines: list[str]) -> list[str]:
    """Paint what is marked in lines in reverse video; each by itself, as pagers need it, and without its indent."""
    out, on = [], False
    for line in lines:
        words = line.lstrip()
        shown = line[: len(line) - len(words)] + (ON if on else "") + words
        on = shown.rfind(ON) > shown.rfind(OFF)
        out.append((shown + (OFF if on else "")).replace(ON, "\x1b[7m").replace(OFF, "\x1b[27m"))
    return out


def mark(sentence: SentenceCoverage, color: bool) -> str:
    """Mark the unquoted stretches of a sentence with ⟨ and ⟩; or, for colour, what is quoted with `ON` and `OFF`."""
    base = sentence.span.start
    parts, at = [], 0
    on, off = (ON, OFF) if color else ("", "")
    for a, b in sentence.unquoted:
        quoted, gap = printable(sentence.text[at : a - base]), printable(sentence.text[a - base : b - base])
        parts.append(on + quoted + off if quoted else "")
        parts.append(gap if color else f"⟨{gap}⟩")
        at = b - base
    rest = printable(sentence.text[at:])
    return "".join([*parts, on + rest + off if rest else ""])
