"""What accounts for a word of a quotation: a text or a kind of what the claim says, a hedge, or a narrower claim of the same sentence."""

from mali_kg.report.meaning.reading import ClaimReading, Reading
from mali_kg.report.meaning.tokens import words_of
from mali_kg.report.meaning.words import Lexicon, Match


def by_text(claim: ClaimReading, match: Match) -> bool:
    """Tell whether the words of a phrase stand in a text of what a claim says."""
    return claim.says.text_words.issuperset(claim.sentence.tokens.words[match.first : match.after])


def by_kind(reading: Reading, claim: ClaimReading, lemmas: set[str], lexicon: Lexicon) -> bool:
    """Tell whether a kind of what a claim says is named by one of some verbs, and not by a word such as “have” alone."""
    stems = {
        lexicon.stem(words[0]) for lemma in lemmas if (words := words_of(lemma)) and (len(words) == 1 or words[0] not in lexicon.light)
    }
    return any(not stems.isdisjoint(reading.shared.kind_stems(kind, lexicon)) for kind in claim.says.kinds)


def by_hedge(claim: ClaimReading, match: Match) -> bool:
    """Tell whether a hedge of a claim holds a phrase."""
    words = claim.sentence.text[match.start : match.end]
    return any(words in hedge for hedge in claim.hedges)


def carriers(claim: ClaimReading, lexicon: Lexicon) -> list[Match]:
    """Give the phrases of the lists in all words that a claim keeps: its quotation, cue, hedges and modals."""
    # Where the sentence is not at hand, cues stand in no quotation.
    kept = (*claim.hedges, *claim.modals, *(() if claim.sentence.whole else claim.cues))
    return [*claim.quoted, *claim.cued, *(m for words in kept for m in lexicon.find_in(words))]


def narrower(claim: ClaimReading, match: Match) -> list[ClaimReading]:
    """Give the claims of the same sentence whose quotations hold a phrase and lie within this claim’s, and are shorter: it is theirs.

    Not one of what this one has within, nor one that the phrase reaches as it does this one: “may hurt farmers and fishers”.
    """
    size = claim.end - claim.start
    nested = frozenset(n.kind for n in claim.says.all[1:] if n.kind)
    return [
        other
        for other in claim.sentence.claims
        if other.end - other.start < size
        and claim.start <= other.start <= match.start
        and match.end <= other.end <= claim.end
        and other.says.kind not in nested
        and not _shares_verb(claim, other, match)
    ]


def _shares_verb(claim: ClaimReading, other: ClaimReading, match: Match) -> bool:
    """Tell whether a claim goes on with the verb of a narrower one that a phrase belongs to, and says no less than that: the phrase is of both."""
    said, lexicon = claim.says, claim.sentence.lexicon
    if not lexicon or not said.kind or said.kind != other.says.kind or not other.says.roles.keys() <= said.roles.keys():
        return False
    verbs = claim.sentence.shared.kind_stems(said.kind, lexicon)
    numbers = claim.sentence.tokens.within(claim.start, claim.end)
    if any(claim.sentence.stems[numbers.start : numbers.stop].count(verb) > 1 for verb in verbs):
        return False
    return not any(lexicon.starts_at("scope-end", claim.sentence.tokens, i) for i in numbers if i >= match.after)
