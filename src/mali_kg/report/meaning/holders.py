"""Who says it: whether the words that attribute a claim name its holder, and whether no attribution was dropped."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from mali_kg.report.meaning.names import head
from mali_kg.report.meaning.reading import ClaimReading, Reading, SentenceReading
from mali_kg.report.meaning.tokens import words_of
from mali_kg.report.meaning.words import STANCES, Lexicon, Match

#: Rule, node at fault, what was found.
Finding = tuple[str, str, str]

RULES = {
    "holder-not-in-cue": "The words that attribute the claim do not name its holder: neither by a name of the registry, nor by a word of one, nor by a pronoun "
    "for somebody named before. Correct `holder` or `cue`, or add the name to the registry.",
    "holder-not-speaker": "The words that attribute the claim name somebody else first, who is not its holder. Correct `holder`, or `cue`.",
    "holder-unnamed": "The words that attribute the claim have a pronoun, and its holder is named neither in the sentence nor shortly before. Correct `holder`.",
    "attribution-dropped": "The sentence attributes these words to somebody, and the claim does not: its quotation stands where the attribution reaches. "
    "Add `holder` and `cue`, or `via` for a voice that passes it on; `background` for what the article itself takes for granted.",
    "attribution-in-quote": "The quotation tells that somebody says or thinks something, and neither the cue nor a kind of what the claim says tells that. "
    "Add `holder` and `cue`, or say it with a kind such as tell.",
    "cue-of-deed": "The verb that attributes the claim is the kind of what it says, and the holder is who does it: he does it, and is not told to say that he does. Take `holder` and "
    "`cue` out, or say what he says.",
    "cue-without-speech": "No word of the sentence tells that anybody says, thinks, wants or demands anything: the claim is the article’s own. Take `holder` and `cue` out.",
    "endorser-missing": "Another claim of the sentence says that somebody supports this, or the call or view that the words attribute it to, and the claim does not say who. Add `endorsedBy`.",
    "endorser-without-words": "No word of the sentence tells that anybody supports, shares or joins in what somebody else says. Take `endorsedBy` out.",
    "endorser-not-in-sentence": "Nothing in the sentence names who endorses the claim. Correct `endorsedBy`, or put the claim where the endorsement stands.",
}


class Frame(NamedTuple):
    """Words that attribute a part of a sentence to somebody."""

    start: int
    end: int
    #: The parts that they reach.
    reach: tuple[tuple[int, int], ...]
    #: Lemma of the verb; empty for words that the lists do not have.
    lemma: str


def check(reading: Reading, lexicon: Lexicon) -> Iterator[Finding]:
    """Check who says the claims of an article."""
    for number, claim in enumerate(reading.claims):
        if claim.cues and not claim.is_narrated and claim.sentence.whole:
            yield from _holder(reading, claim, number, lexicon)
            yield from _each(reading, claim, lexicon)
            yield from _deed(reading, claim, lexicon)
        for endorser in claim.endorsers:
            if claim.sentence.whole and not _is_in(reading, endorser, claim.sentence, lexicon):
                yield "endorser-not-in-sentence", claim.iri, reading.shared.name(endorser)
        if claim.endorsers and claim.sentence.whole and lexicon.single("endorsing").isdisjoint(claim.sentence.tokens.words):
            yield "endorser-without-words", claim.iri, ", ".join(map(reading.shared.name, claim.endorsers))
    for sentence in reading.sentences:
        if sentence.whole:
            yield from _endorsed(reading, sentence, lexicon)
            yield from _attributions(reading, sentence, lexicon)


def _endorsed(reading: Reading, sentence: SentenceReading, lexicon: Lexicon) -> Iterator[Finding]:
    """Find claims that another claim of the sentence says to be supported, without their endorser."""
    verbs = {lexicon.stem(word) for word in lexicon.single("endorsing")}
    for told in sentence.claims:
        said = told.says
        if (
            verbs.isdisjoint(reading.shared.kind_stems(said.kind, lexicon))
            or told.polarity == "negative"
            or told.strength not in ("", "full")
        ):
            continue
        actors = [e for f in said.roles.get("actor", ()) if (e := f.entity or (f.node.of if f.node else ""))]
        for claim in sentence.claims:
            missing = [a for a in actors if a not in claim.endorsers and a not in claim.holders]
            if claim is told or claim.is_narrated or not missing:
                continue
            words = _words_outside(sentence, claim.cue_spans, [])
            for theme in said.roles.get("theme", ()):
                same = theme.node and theme.node.kind and theme.node.fingerprint == claim.says.fingerprint
                called = theme.entity in reading.shared.things and _is_call(reading, theme.entity, words, lexicon)
                if same or called:
                    yield "endorser-missing", claim.iri, _names(reading, missing)


def _is_call(reading: Reading, entity: str, words: list[str], lexicon: Lexicon) -> bool:
    """Tell whether words of attribution have the noun that the name of an occurrence is built on: “the call to end it”."""
    thing = reading.shared.things[entity]
    return bool(thing.kind) and any(not head(words_of(name), lexicon).isdisjoint(words) for name in thing.names)


def _is_in(reading: Reading, entity: str, sentence: SentenceReading, lexicon: Lexicon) -> bool:
    """Tell whether a sentence names an entity, or may do so by a pronoun: the name of another, as Mali, does not name the society of Mali."""
    others = [found for found in sentence.named if entity not in found[2]]
    words = _words_outside(sentence, [(0, len(sentence.text))], others)
    return reading.shared.is_named(entity, words, lexicon) or not lexicon.single("person-pronoun").isdisjoint(words)


def _holder(reading: Reading, claim: ClaimReading, number: int, lexicon: Lexicon) -> Iterator[Finding]:
    shared, spans = reading.shared, claim.cue_spans
    named = [found for found in claim.sentence.named if any(a <= found[0] and found[1] <= b for a, b in spans)]
    cue_words = [w for cue in claim.cues for w in words_of(cue)]
    holders = [h for h in claim.holders if h in shared.things]
    if not holders:
        return
    first = next((found for found in named if shared.agents.intersection(found[2])), None)
    full = [found for found in named if set(found[2]).intersection(holders)]
    if full:
        is_title = first and _is_title(claim.sentence, first[1], full[0][0], lexicon)
        if first and first[0] < full[0][0] and not is_title and not _is_behind_agent(claim.sentence, full[0][0], lexicon):
            yield "holder-not-speaker", claim.iri, f"{shared.name(first[2][0])}, expected {_names(reading, holders)}"
        return
    if first and not any(shared.is_named(h, _words_outside(claim.sentence, spans, named), lexicon) for h in holders):
        yield "holder-not-in-cue", claim.iri, f"{shared.name(first[2][0])}, expected {_names(reading, holders)}"
        return
    if any(shared.is_named(h, cue_words, lexicon) for h in holders):
        return
    pronouns = (lexicon.single("pronoun") | lexicon.single("anaphor")).intersection(cue_words) - lexicon.single("complementizer")
    # A cue that is a verb alone has the subject of the verb before it.
    if not pronouns and not _is_verb_alone(claim, lexicon):
        yield "holder-not-in-cue", claim.iri, f"{'; '.join(claim.cues)}, expected {_names(reading, holders)}"
        return
    persons = lexicon.single("person-pronoun").intersection(cue_words)
    fits = not persons or any(shared.things[h].types & {"Person", "VagueGroup"} for h in holders)
    if not fits or not any(_was_named(reading, h, claim, number, lexicon) for h in holders):
        yield "holder-unnamed", claim.iri, f"{'; '.join(claim.cues)}, expected {_names(reading, holders)}"


def _each(reading: Reading, claim: ClaimReading, lexicon: Lexicon) -> Iterator[Finding]:
    """Find a holder beside others whom the words that attribute the claim do not name, and a voice that the words that pass it on do not."""
    words = [w for cue in claim.cues for w in words_of(cue)]
    stand_for = (lexicon.single("pronoun") | lexicon.single("anaphor")) - lexicon.single("complementizer")
    plain = _words_outside(claim.sentence, claim.cue_spans, claim.sentence.named)
    for holder in claim.holders if len(claim.holders) > 1 and stand_for.isdisjoint(plain) else ():
        if reading.shared.is_named(holder, words, lexicon) or holder not in reading.shared.things:
            continue
        if any(reading.shared.is_named(h, words, lexicon) for h in claim.holders):
            yield "holder-not-in-cue", claim.iri, f"{'; '.join(claim.cues)}, expected {reading.shared.name(holder)}"
    for voice, cues in claim.via:
        words = [w for cue in cues for w in words_of(cue)]
        if words and voice in reading.shared.things and stand_for.isdisjoint(words) and not reading.shared.is_named(voice, words, lexicon):
            yield "holder-not-in-cue", claim.iri, f"{'; '.join(cues)}, expected {reading.shared.name(voice)}"


#: Senses of words that tell that somebody says, thinks or wants something.
_TELLING = frozenset(("speech", "denial", "may-deny", "according", "strength-uncommitted", *STANCES.values()))


def _deed(reading: Reading, claim: ClaimReading, lexicon: Lexicon) -> Iterator[Finding]:
    """Find words of attribution that tell of a deed: one of the kind that the claim says, or of a sentence that tells of no speech."""
    sentence, said = claim.sentence, claim.says
    doers = {f.entity or (f.node.of if f.node else "") for fillers in said.roles.values() for f in fillers}
    inside = [sentence.stems[i] for a, b in claim.cue_spans for i in sentence.tokens.within(a, b)]
    own = {lexicon.stem(w) for name in (said.kind.replace("-", " "), *_kind_names(reading, said.kind)) for w in words_of(name)}
    verbs = own.intersection(inside) - {lexicon.stem(w) for w in lexicon.light}
    if said.kind and doers.intersection(claim.holders) and any(sentence.stems.count(verb) == 1 for verb in verbs):
        yield "cue-of-deed", claim.iri, "; ".join(claim.cues)
        return
    quoted = set(sentence.text) & set('“”«»":') or any(lexicon.ends_with("complementizer", cue) for cue in claim.cues)
    if not quoted and not any(_TELLING & m.senses.keys() for m in sentence.matches):
        yield "cue-without-speech", claim.iri, "; ".join(claim.cues)


def _kind_names(reading: Reading, kind: str) -> tuple[str, ...]:
    return reading.shared.kinds[kind].names if kind in reading.shared.kinds else ()


def _is_verb_alone(claim: ClaimReading, lexicon: Lexicon) -> bool:
    """Tell whether the lists have all words of a cue."""
    tokens, known = claim.sentence.tokens, {i for m in claim.sentence.matches for i in range(m.first, m.after)}
    plain = lexicon.single("auxiliary") | lexicon.single("function-word") | lexicon.single("complementizer")
    return all(i in known or tokens.words[i] in plain for a, b in claim.cue_spans for i in tokens.within(a, b))


def _words_outside(sentence: SentenceReading, spans: list[tuple[int, int]], named: list[tuple[int, int, tuple[str, ...]]]) -> list[str]:
    """Give the words of the cue that no full name holds."""
    tokens = sentence.tokens
    return [tokens.words[i] for a, b in spans for i in tokens.within(a, b) if not any(s <= tokens.starts[i] < e for s, e, _ in named)]


def _is_title(sentence: SentenceReading, end: int, start: int, lexicon: Lexicon) -> bool:
    """Tell whether a name and what stands behind it are the title of the next name: “Council head Mirela Adanu”."""
    between = sentence.tokens.within(end, start)
    words = sentence.tokens.words[between.start : between.stop]
    plain = sentence.text[end:start].replace(" ", "").isalpha()
    return (
        plain and len(words) in (1, 2) and lexicon.single("function-word").isdisjoint(words) and lexicon.single("speech").isdisjoint(words)
    )


def _is_behind_agent(sentence: SentenceReading, start: int, lexicon: Lexicon) -> bool:
    """Tell whether “by”, or “according to”, stands before a name."""
    tokens = sentence.tokens
    before = [w for i, w in enumerate(tokens.words) if tokens.starts[i] < start][-3:]
    return not lexicon.single("passive-agent").isdisjoint(before) or any(
        lexicon.starts_at("according", tokens, i) for i in range(len(tokens.words))
    )


def _was_named(reading: Reading, holder: str, claim: ClaimReading, number: int, lexicon: Lexicon) -> bool:
    """Tell whether a holder is named in the sentence of a claim, or in one of the two before that have claims."""
    sentences: list[SentenceReading] = [claim.sentence]
    for other in reversed(reading.claims[:number]):
        if other.sentence is not sentences[-1]:
            sentences.append(other.sentence)
        if len(sentences) > 3:
            break
    return any(reading.shared.is_named(holder, s.tokens.words, lexicon) for s in sentences[:3])


def _names(reading: Reading, entities: list[str]) -> str:
    return ", ".join(map(reading.shared.name, entities))


def frames(sentence: SentenceReading, lexicon: Lexicon) -> list[Frame]:
    """Find the words of a sentence that attribute parts of it: verbs of the lists, and the cues of its claims."""
    found = [frame for match in sentence.matches if (frame := _frame(sentence, match, lexicon))]
    spans = {span for claim in sentence.claims for span in claim.attributed}
    for start, end in sorted(spans):
        if not any(f.start < end and start < f.end for f in found):
            owners = [c for c in sentence.claims if (start, end) in c.attributed]
            if lexicon.ends_with("complementizer", sentence.text[start:end]):
                reach = ((end, _end(sentence, end, lexicon)),)
            else:
                reach = ((min(c.start for c in owners), max(c.end for c in owners)),)
            found.append(Frame(start, end, reach, ""))
    return found


def _frame(sentence: SentenceReading, match: Match, lexicon: Lexicon) -> Frame | None:
    """Give the frame that a phrase of the lists makes, if it makes one."""
    tokens, text = sentence.tokens, sentence.text
    if "according" in match.senses:
        comma = text.find(",", match.end)
        if comma >= 0 and not text[: match.start].strip():
            return Frame(match.start, comma, ((comma, _end(sentence, comma + 1, lexicon)),), "")
        return Frame(match.start, comma if comma >= 0 else len(text), ((_begin(sentence, match.start, lexicon), match.start),), "")
    lemma = match.senses.get("speech") or match.senses.get("denial") or match.senses.get("stance-of-cue")
    if not lemma:
        return None
    lemma = lexicon.lemmas.get(tokens.words[match.first], lemma)
    if match.first and not tokens.gap(match.first - 1).strip() and tokens.words[match.first - 1] in lexicon.single("determiner"):
        # A noun: “a demand that”.
        return None
    # Forward: “told the board that …”, with no other verb of speech or strong mark between.
    if "speech" in match.senses or "denial" in match.senses or "stance-believed" in match.senses:
        complementizers = lexicon.single("complementizer")
        for i in range(match.after, min(match.after + 14, len(tokens.words))):
            if set(tokens.gap(i - 1)) & set(".,;:!?"):
                break
            if tokens.words[i] in complementizers:
                return Frame(match.start, match.end, ((tokens.ends[i], _end(sentence, tokens.ends[i], lexicon)),), lemma)
    if "speech" not in match.senses:
        return None
    # Behind or within what it attributes: “…, Holt said.”
    mark = tokens.gap(match.after - 1).strip()[:1]
    comma = text.rfind(",", 0, match.start)
    subject = tokens.within(comma, match.start) if comma >= 0 else range(0)
    stops = lexicon.single("relative") | lexicon.single("number-joiner") | lexicon.single("scope-end") | lexicon.single("complementizer")
    # “…, if the union agrees” tells when it holds, and not who says it.
    clause = any(lexicon.starts_at(name, tokens, i) for i in subject for name in ("condition", "premise-after"))
    if len(subject) not in range(1, 8) or clause or any(tokens.words[i] in stops for i in subject):
        return None
    reach = [(_begin(sentence, comma, lexicon), comma)]
    if mark == ",":
        reach.append((match.end, _end(sentence, match.end + 1, lexicon)))
    # With an object behind it, it may tell of something else: “In May, the board told its staff.”
    closed = match.after == len(tokens.words) or mark in (",", ".", "”", '"')
    return Frame(comma + 1, match.end, tuple(reach), lemma if closed else "")


def _end(sentence: SentenceReading, start: int, lexicon: Lexicon) -> int:
    """Give where the reach of an attribution ends: at a semicolon or colon, or at “, but”."""
    tokens = sentence.tokens
    for i in tokens.within(start, len(sentence.text)):
        gap = tokens.gap(i - 1) if i else ""
        if tokens.starts[i] > start and (set(gap) & set(";:") or ("," in gap and lexicon.starts_at("scope-end", tokens, i))):
            return tokens.starts[i]
    return len(sentence.text)


def _begin(sentence: SentenceReading, end: int, lexicon: Lexicon) -> int:
    """Give where the reach of an attribution begins that stands behind it."""
    tokens = sentence.tokens
    for i in reversed(tokens.within(0, end)):
        gap = tokens.gap(i - 1) if i else ""
        if set(gap) & set(";:") or ("," in gap and lexicon.starts_at("scope-end", tokens, i)):
            return tokens.starts[i]
    return 0


@lru_cache(8)
def _speech(lexicon: Lexicon) -> frozenset[str]:
    """Give the stems of verbs of speech and thought, as kinds are named by them."""
    lists = (
        "speech",
        "denial",
        "stance-directive",
        "stance-committed",
        "stance-desired",
        "stance-believed",
        "stance-intended",
        "stance-permitted",
    )
    first = (words_of(lemma)[0] for name in lists for lemma in lexicon.lists[name].values())
    # The first word of “be convinced” is a verb of everything.
    return frozenset(lexicon.stem(word) for word in first if word not in lexicon.light)


def tells(reading: Reading, claim: ClaimReading, lexicon: Lexicon) -> bool:
    """Tell whether a kind of what a claim says is one of speech or thought."""
    return any(not _speech(lexicon).isdisjoint(reading.shared.kind_stems(kind, lexicon)) for kind in claim.says.kinds)


def _attributions(reading: Reading, sentence: SentenceReading, lexicon: Lexicon) -> Iterator[Finding]:
    for frame in frames(sentence, lexicon):
        speakers = {
            h for c in sentence.claims if c.is_attributed_by(frame.start, frame.end) for h in (*c.holders, *(voice for voice, _ in c.via))
        }
        for claim in sentence.claims:
            if speakers.intersection(claim.holders):
                # Whoever is said to speak holds it, in the words of another cue.
                continue
            if claim.is_attributed_by(frame.start, frame.end) or claim.background == "presupposed":
                continue
            words = sentence.text[frame.start : frame.end].strip()
            if claim.start < frame.end and frame.start < claim.end:
                # Its quotation holds the words; where it begins behind them and ends before what they reach, they are no more than a part of it.
                reached = any(a < claim.end and claim.start < b for a, b in frame.reach)
                if frame.lemma and reached and not tells(reading, claim, lexicon):
                    yield "attribution-in-quote", claim.iri, words
            elif claim.background != "not-at-issue" and any(a <= claim.start < b for a, b in frame.reach):
                yield "attribution-dropped", claim.iri, words
