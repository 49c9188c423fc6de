"""What all articles share, as the rules on meaning look at it: names of entities, kinds, links, sources."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.claims.backends import QuadBackend
from mali_kg.claims.descriptions import local
from mali_kg.rdf.iris import Iris
from mali_kg.rdf.namespaces import FOREIGN, RDF, RDFS, SKOS
from mali_kg.report.meaning.tokens import Tokens, words_of
from mali_kg.report.meaning.words import Lexicon, WordLists

#: Classes of the registry, by local name; those whose names are proper names begin with a capital in a text.
CLASSES = ("Organization", "VagueGroup", "Person", "Polity", "Feature", "Eventuality", "Document", "Topic")
_PROPER = frozenset(("Organization", "Person", "Polity", "Feature"))


class ThingReading(NamedTuple):
    """An entity of the registry."""

    iri: str
    #: Local names of its classes.
    types: frozenset[str]
    #: Its label and its other names, in all languages.
    names: tuple[str, ...]
    #: Of an event: notation of its kind, and the entities that its name settles.
    kind: str
    settles: tuple[str, ...]

    @property
    def is_agent(self) -> bool:
        """Whether it can hold a claim."""
        return "Agent" in self.types


class KindOf(NamedTuple):
    """A kind of situation."""

    #: Words that name it, in all languages.
    names: tuple[str, ...]
    #: Notations; empty for none.
    opposite: str
    broader: str
    #: The roles that the flat view joins; empty where the usual ones serve.
    edge: tuple[str, ...]


class _Name(NamedTuple):
    words: tuple[str, ...]
    #: How each word must be written to begin with; of one without a capital, whether it may have one.
    starts: tuple[str, ...]
    entity: str


class SharedReading:
    """The registry and the kinds.

    :param lists: the word lists.
    """

    def __init__(self, things: Mapping[str, ThingReading], kinds: Mapping[str, KindOf], lists: WordLists) -> None:
        self.things, self.kinds, self.lists = things, kinds, lists
        #: First word of a name to the names that begin with it, the longest first.
        self._names: dict[str, list[_Name]] = {}
        for thing in things.values():
            proper = bool(thing.types & _PROPER)
            for name in thing.names:
                raw = Tokens(name)
                if raw.words:
                    starts = tuple(_start(raw.raw(i), proper) for i in range(len(raw.words)))
                    if any(start.isupper() for start in starts[1:]) and len(starts[0]) == 1:
                        # The first word of a name of several may be a common noun: “la préfecture de …”.
                        starts = ("", *starts[1:])
                    self._names.setdefault(raw.words[0], []).append(_Name(tuple(raw.words), starts, thing.iri))
        for names in self._names.values():
            names.sort(key=lambda n: -len(n.words))
        #: Notation of a kind to those of its opposites, whichever of the two names the other.
        self.opposites: dict[str, list[str]] = {}
        for name, kind in kinds.items():
            if kind.opposite:
                self.opposites.setdefault(name, []).append(kind.opposite)
                self.opposites.setdefault(kind.opposite, []).append(name)
        self._significant: dict[str, frozenset[str]] = {}
        self._begins: dict[str, dict[str, str]] = {}
        self._verbs: dict[str, dict[str, str]] = {}
        self._settled: dict[str, frozenset[str]] = {}
        self._kind_stems: dict[tuple[str, str], frozenset[str]] = {}

    @classmethod
    def read(cls, backend: QuadBackend, iris: Iris, lists: WordLists) -> "SharedReading":
        """Read what all articles share."""
        classes = [FOREIGN["org"] + "Organization", FOREIGN["foaf"] + "Person", FOREIGN["geo"] + "Feature", FOREIGN["foaf"] + "Document"]
        classes += [iris.term(name) for name in ("VagueGroup", "Polity", "Eventuality", "Topic")]
        found = (q.subject.value for q in backend.referring(classes, (f"{RDF}type",)) if isinstance(q.subject, ox.NamedNode))
        kinds = (q.subject.value for q in backend.referring((iris.term("Kind"),), (f"{RDF}type",)) if isinstance(q.subject, ox.NamedNode))
        return cls(
            {iri: _thing(iri, backend, iris) for iri in sorted(set(found))},
            {local(iri): _kind(iri, backend, iris) for iri in sorted(set(kinds))},
            lists,
        )

    def named_in(self, tokens: Tokens) -> list[tuple[int, int, tuple[str, ...]]]:
        """Find the names of entities in a text: start, end, and all that have the name; of two that overlap the first and longest."""
        found: list[tuple[int, int, tuple[str, ...]]] = []
        words, names, after = tokens.words, self._names, 0
        for i, word in enumerate(words):
            if i < after or word not in names:
                continue
            first, (after_name, entities) = i, self._at(tokens, i)
            # “The court” begins before “Court of Appeal”: what reaches farther counts.
            if entities and i + 1 < after_name and words[i + 1] in names:
                farther = self._at(tokens, i + 1)
                if farther[0] > after_name:
                    first, (after_name, entities) = i + 1, farther
            if entities:
                after = after_name
                found.append((tokens.starts[first], tokens.ends[after - 1], entities))
        return found

    def _at(self, tokens: Tokens, first: int) -> tuple[int, tuple[str, ...]]:
        """Give the longest name that begins with a word: the number of the word after it, and the entities that have it; 0 for none."""
        size, entities = 0, []
        for name in self._names[tokens.words[first]]:
            if len(name.words) < size:
                break
            if tuple(tokens.words[first : first + len(name.words)]) == name.words and _is_written(tokens, first, name.starts):
                size = len(name.words)
                entities.append(name.entity)
        return first + size if entities else 0, tuple(dict.fromkeys(entities))

    def significant(self, entity: str, lexicon: Lexicon | None) -> frozenset[str]:
        """Give the words of an entity’s names that tell it: no articles and prepositions, and no names of others, as in “Bank of Mali”."""
        if entity not in self._significant:
            skipped = lexicon.grammar if lexicon else frozenset()
            own: set[str] = set()
            for name in self.things[entity].names if entity in self.things else ():
                tokens = Tokens(name)
                words = [
                    i
                    for i, w in enumerate(tokens.words)
                    if w not in skipped and (len(w) > 2 or tokens.raw(i)[0].isupper() or w.isdecimal())
                ]
                others = {i for first in words for i in self._of_others(tokens, first, entity)}
                own.update(tokens.words[i] for i in ([i for i in words if i not in others] or words))
            self._significant[entity] = frozenset(own)
        return self._significant[entity]

    def _of_others(self, tokens: Tokens, first: int, entity: str) -> range:
        """Give the words of the longest name of others that begins with a word of an entity’s name."""
        sizes = (
            len(n.words)
            for n in self._names.get(tokens.words[first], ())
            if n.entity != entity and tuple(tokens.words[first : first + len(n.words)]) == n.words and _is_written(tokens, first, n.starts)
        )
        return range(first, first + max(sizes, default=0))

    def is_named(self, entity: str, words: Iterable[str], lexicon: Lexicon | None) -> bool:
        """Tell whether a word of an entity’s names is among some words, or begins one of them: “Mali” is named by “Malian”."""
        told, there = self.significant(entity, lexicon), set(words)
        if not told.isdisjoint(there):
            return True
        begins = self._begins.get(entity)
        if begins is None:
            begins = self._begins[entity] = {s[:4]: s for s in sorted(told) if len(s) >= 4}
        return any(w.startswith(s) or s.startswith(w) for w in there if len(w) >= 4 and (s := begins.get(w[:4])))

    def name(self, entity: str) -> str:
        """Give how an entity is called; the end of its IRI where it has no name."""
        thing = self.things.get(entity)
        return thing.names[0] if thing and thing.names else local(entity)

    def settled(self, entity: str) -> frozenset[str]:
        """Give an entity, and all that its name settles."""
        if entity not in self._settled:
            found: set[str] = set()
            todo = [entity]
            while todo:
                iri = todo.pop()
                if iri not in found:
                    found.add(iri)
                    todo += self.things[iri].settles if iri in self.things else ()
            self._settled[entity] = frozenset(found)
        return self._settled[entity]

    def kind_stems(self, kind: str, lexicon: Lexicon) -> frozenset[str]:
        """Give the stems of the words that name a kind or a broader one."""
        key = kind, lexicon.language
        if key not in self._kind_stems:
            names: list[str] = []
            at, seen = kind, set[str]()
            while at and at not in seen:
                seen.add(at)
                names += (at.replace("-", " "), *(self.kinds[at].names if at in self.kinds else ()))
                at = self.kinds[at].broader if at in self.kinds else ""
            self._kind_stems[key] = frozenset(lexicon.stem(w) for name in names for w in words_of(name))
        return self._kind_stems[key]

    def verbs(self, lexicon: Lexicon) -> Mapping[str, str]:
        """Give the kinds that are named by one word, by its stem."""
        if lexicon.language not in self._verbs:
            found: dict[str, str] = {}
            light = {lexicon.stem(w) for w in lexicon.light}
            for notation, kind in self.kinds.items():
                for name in (notation, *kind.names):
                    words = words_of(name)
                    if len(words) == 1 and len(words[0]) > 3:
                        found[lexicon.stem(words[0])] = notation
            self._verbs[lexicon.language] = {stem: notation for stem, notation in found.items() if stem not in light}
        return self._verbs[lexicon.language]

    @cached_property
    def agents(self) -> frozenset[str]:
        """Those who can hold claims."""
        return frozenset(iri for iri, thing in self.things.items() if thing.is_agent)


def _start(word: str, proper: bool) -> str:
    """Give how a word of a name must begin where it is written: an acronym whole, the capital of a proper name, a small letter."""
    if word.isupper() and len(word) > 1:
        return word
    return word[0] if word[0].islower() or (proper and word[0].isupper()) else ""


def _is_written(tokens: Tokens, first: int, starts: tuple[str, ...]) -> bool:
    """Tell whether words are written with the capitals of a name; the first word of a text has one in any case."""
    for number, start in enumerate(starts, first):
        if start and not tokens.raw(number).startswith(start) and not (number == 0 and start.islower()):
            return False
    return True


def _texts(backend: QuadBackend, iri: str, *predicates: str) -> tuple[str, ...]:
    said = backend.said_of(iri)
    return tuple(t.value for p in predicates for t in sorted(said.get(p, ()), key=_language) if isinstance(t, ox.Literal))


def _language(term: object) -> tuple[bool, str]:
    """Order terms: English first."""
    language = (term.language or "") if isinstance(term, ox.Literal) else ""
    return language != "en", language


def _thing(iri: str, backend: QuadBackend, iris: Iris) -> ThingReading:
    said = backend.said_of(iri)

    def values(predicate: str) -> tuple[str, ...]:
        return tuple(t.value for t in said.get(predicate, ()) if not isinstance(t, ox.Triple))

    return ThingReading(
        iri,
        frozenset(map(local, values(f"{RDF}type"))),
        _texts(backend, iri, f"{RDFS}label", f"{SKOS}altLabel"),
        local(*values(iris.term("kind"))[:1]),
        values(iris.term("names")),
    )


def _kind(iri: str, backend: QuadBackend, iris: Iris) -> KindOf:
    said = backend.said_of(iri)

    def notation(predicate: str) -> str:
        return next((local(t.value) for t in said.get(predicate, ()) if isinstance(t, ox.NamedNode)), "")

    edge = tuple(filter(None, (notation(iris.term("edgeFrom")), notation(iris.term("edgeTo")))))
    return KindOf(_texts(backend, iri, f"{SKOS}prefLabel"), notation(iris.term("opposite")), notation(f"{SKOS}broader"), edge)


def head(parts: tuple[str, ...], lexicon: Lexicon) -> frozenset[str]:
    """Give the noun that a name is built on: it ends the first part of the name in English, and begins it in French; empty for none."""
    first = first_part(parts, lexicon.single("function-word"))
    return frozenset((first[-1] if lexicon.noun_is_last else first[0],)) if first else frozenset()


def first_part(parts: tuple[str, ...], plain: frozenset[str]) -> list[str]:
    """Give the first part of a name, before any preposition: Decision, of “Decision to end the mission”."""
    found: list[str] = []
    for word in parts:
        if word not in plain:
            found.append(word)
        elif found:
            break
    return found
