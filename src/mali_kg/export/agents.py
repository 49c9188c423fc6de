"""Who is said to do what with whom, as a picture: agents and things in boxes, and between two of them what claims say, with who says so.

Every bundle of claims names their holders: no line is a fact of ours. Its line is broken where some of it is not said flatly.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple

from mali_kg.claims.flat_view import FlatEdge, FlatView
from mali_kg.export.argument_map import curve
from mali_kg.export.bilingual import Bilingual, Languages, joined
from mali_kg.export.columns import Joint, Size
from mali_kg.export.drawing import FAINT, QUIET, Canvas, NothingToDrawError, number
from mali_kg.export.layout import arranged
from mali_kg.export.lettering import TextBlock, broken
from mali_kg.export.material import Material

#: Widths of the boxes of things and of bundles, room within them, the margin; what a bundle shows at most: kinds, holders.
THING, BUNDLE, PADDING, MARGIN = 132, 124, 7, 8
KINDS, HOLDERS = 4, 2
LEGEND, LEGEND_WIDTH, LEGEND_LINE = "legend", 356, 24
AGENT, AGENT_LINE, THING_LINE, EDGE = "#dcebf7", "#1b6ca8", "#8b959d", "#46535d"
#: Height for each line that ends at a box.
ARROW = 13


class Bundle(NamedTuple):
    """What claims say of two things."""

    start: str
    end: str
    edges: tuple[FlatEdge, ...]

    @property
    def is_flat(self) -> bool:
        """Whether all of it is asserted, in full, and affirmed."""
        return all((e.stance, e.strength, e.polarity) == ("asserted", "full", "affirmative") for e in self.edges)

    @property
    def claims(self) -> int:
        """How many claims it holds."""
        return len({edge.claim for edge in self.edges})


def bundled(edges: Iterable[FlatEdge], agents: Iterable[str]) -> list[Bundle]:
    """Bundle edges by what they join, those between agents and others; the largest bundles first."""
    wanted = frozenset(agents)
    found: dict[tuple[str, str], dict[FlatEdge, None]] = defaultdict(dict)
    for edge in edges:
        if edge.start in wanted or edge.end in wanted:
            found[edge.start, edge.end][edge] = None
    bundles = [Bundle(start, end, tuple(found[start, end])) for start, end in found]
    return sorted(bundles, key=lambda b: (-b.claims, b.start, b.end))


class AgentsOf(NamedTuple):
    """What a picture of agents is made of.

    ``looks`` gives ``agent`` or ``vague`` for the things that are agents; ``name`` what a thing is called, ``how`` how a claim is held where not
    flatly (else nothing), ``href`` where a link to a thing leads, ``bundle_href`` one to a bundle.
    """

    title: Bilingual
    bundles: Sequence[Bundle]
    looks: dict[str, str]
    name: Callable[[str], Bilingual]
    kind: Callable[[FlatEdge], Bilingual]
    how: Callable[[FlatEdge], Bilingual]
    href: Callable[[str], str]
    bundle_href: Callable[[Bundle], str]


class Agents:
    """The picture of agents.

    :param identifier: begins the ids of the picture.
    """

    def __init__(self, shown: AgentsOf, languages: Languages, identifier: str = "agents") -> None:
        self.shown, self.languages = shown, languages
        self.canvas = Canvas(languages, identifier)
        ends = Counter(end for bundle in shown.bundles for end in (bundle.start, bundle.end))
        things = list(dict.fromkeys(end for bundle in shown.bundles for end in (bundle.start, bundle.end)))
        inner = THING - 2 * PADDING
        self.labels = {thing: broken(shown.name(thing), inner, 13, 5, bold=thing in shown.looks) for thing in things}
        self.told = {self._key(bundle): self._texts(bundle) for bundle in shown.bundles}
        sizes = {thing: Size(THING, max(self.labels[thing].height + 2 * PADDING, ARROW * ends[thing])) for thing in things}
        sizes |= {key: Size(BUNDLE, sum(t.height for t in texts) + 10) for key, texts in self.told.items()}
        self.sizes = sizes | {LEGEND: Size(LEGEND_WIDTH, LEGEND_LINE * (len(self._entries()) + 1) + 18)}
        joints = [Joint(self._key(b), (b.start,), b.end) for b in shown.bundles]
        #: Where the boxes are, within the margin.
        self.layout = arranged(self.sizes, joints, [LEGEND], is_centred=True)

    @staticmethod
    def _key(bundle: Bundle) -> str:
        return f"{bundle.start} {bundle.end}"

    def _texts(self, bundle: Bundle) -> list[TextBlock]:
        """Write what stands in the box of a bundle: kinds, how often and how they are said, and by whom."""
        say, width = self.languages.say, BUNDLE - 14
        kinds: Counter[tuple[Bilingual, Bilingual]] = Counter()
        for edge in bundle.edges:
            kinds[self.shown.kind(edge), self.shown.how(edge)] += 1
        texts = []
        shown = list(kinds.items())
        for (kind, how), count in shown[:KINDS]:
            times = f" ×{count}" if count > 1 else ""
            words = Bilingual(*(f"{k}{f' ({h})' if h else ''}{times}" for k, h in zip(kind, how, strict=True)))
            texts.append(broken(words, width, 12.5, 3, bold=True))
        if len(shown) > KINDS:
            texts.append(broken(say("and-more", number=len(shown) - KINDS), width, 12, 1))
        # By name: the own voices of several articles are called the same.
        holders = list(dict.fromkeys(self.shown.name(holder) for edge in bundle.edges for holder in edge.holders))
        names = holders[:HOLDERS]
        if len(holders) > HOLDERS:
            names.append(say("and-more", number=len(holders) - HOLDERS))
        return [*texts, broken(say("says", names=joined(names)), width, 12, 5, colour=QUIET)]

    def svg(self) -> str:
        """Draw the picture."""
        self.canvas.shapes.clear()
        move = f"translate({MARGIN} {MARGIN})"
        with self.canvas.part(transform=move, fill="none", stroke=EDGE):
            for bundle in self.shown.bundles:
                self._lines(bundle)
        with self.canvas.part(transform=move):
            for bundle in self.shown.bundles:
                self._bundle(bundle)
            for thing in self.labels:
                self._thing(thing)
            self._legend(*self.layout.at[LEGEND])
        title = self.languages.say("agents-title", name=self.shown.title)
        counts = {"things": len(self.labels), "number": len(self.shown.bundles)}
        width, height = self.layout.width + 2 * MARGIN, self.layout.height + 2 * MARGIN
        return self.canvas.svg(width, height, title, self.languages.say("agents-description", **counts))

    def _thing(self, thing: str) -> None:
        (x, y), size, label = self.layout.at[thing], self.sizes[thing], self.labels[thing]
        with self.canvas.link(self.shown.href(thing), self.shown.name(thing).first[:2000] if label.is_cut else ""):
            self._box(self.shown.looks.get(thing, ""), x, y, *size)
            self.canvas.text(label, x + PADDING, y + (size.height - label.height) / 2, THING - 2 * PADDING)

    def _box(self, look: str, x: float, y: float, width: float, height: float) -> None:
        style: dict[str, object] = {
            "fill": AGENT if look else "#fff",
            "stroke": AGENT_LINE if look else THING_LINE,
            "stroke_width": 1.6 if look else 1.1,
        }
        if look == "vague":
            style["stroke_dasharray"] = "6 4"
        self.canvas.add("rect", x=x, y=y, width=width, height=height, rx=12 if look else 1, **style)

    def _bundle(self, bundle: Bundle) -> None:
        key = self._key(bundle)
        x, y = self.layout.at[key]
        with self.canvas.link(self.shown.bundle_href(bundle)):
            self.canvas.add("rect", x=x, y=y, width=BUNDLE, height=self.sizes[key].height, fill="#fff", stroke=FAINT)
            below = y + 4
            for text in self.told[key]:
                below = self.canvas.text(text, x + 7, below, BUNDLE - 14)

    def _lines(self, bundle: Bundle) -> None:
        key, at = self._key(bundle), self.layout.at
        towards = 1 if at[bundle.end][0] > at[key][0] else -1
        for thing in (bundle.start, bundle.end):
            self.line(bundle.is_flat, self.layout.lines[key, thing], towards if thing == bundle.end else 0)

    def line(self, is_flat: bool, points: list[tuple[float, float]], towards: int) -> None:
        """Draw a line from left to right, with an arrow at its right end (1), its left end (-1), or none (0)."""
        ends = list(points)
        if towards:
            last = -1 if towards == 1 else 0
            x, y = points[last]
            ends[last] = (x - 7 * towards, y)
            self.canvas.add("path", d=f"M{number(x - towards)} {number(y)}l{-9 * towards} -5v10z", fill=EDGE, stroke="none")
        dashes = {} if is_flat else {"stroke_dasharray": "6 4"}
        self.canvas.add("path", d=curve(ends), stroke_width=1.5, **dashes)

    def _entries(self) -> list[tuple[Bilingual, Callable[[float, float], None]]]:
        say = self.languages.say
        found: list[tuple[Bilingual, Callable[[float, float], None]]] = []
        for look in ("agent", "vague", "thing"):
            used = look in self.shown.looks.values() if look == "vague" else True
            if used:
                found.append((say(f"legend-{look}"), partial(self._sample, "" if look == "thing" else look)))
        for key in ("flat", "mixed"):
            found.append((say(f"legend-{key}"), partial(self._line_sample, key == "flat")))
        return found

    def _sample(self, look: str, x: float, y: float) -> None:
        self._box(look, x, y, 40, 17)

    def _line_sample(self, is_flat: bool, x: float, y: float) -> None:
        with self.canvas.part(fill="none", stroke=EDGE):
            self.line(is_flat, [(x, y + 8), (x + 40, y + 8)], 1)

    def _legend(self, x: float, y: float) -> None:
        self.canvas.add("rect", x=x, y=y, width=LEGEND_WIDTH, height=self.sizes[LEGEND].height, fill="none", stroke=FAINT)
        self.canvas.text(broken(self.languages.say("legend"), 200, 13, 1, bold=True), x + 12, y + 9)
        y += 8
        for words, sample in self._entries():
            y += LEGEND_LINE
            sample(x + 12, y)
            self.canvas.text(broken(words, LEGEND_WIDTH - 76, 12, 1), x + 62, y + 1)


def write(material: Material) -> bytes:
    """Write the picture as SVG; links lead to the IRIs, those of bundles to their first claim.

    :raises NothingToDrawError: where nothing is said of an agent and something else.
    """
    records = material.records
    agents = {e.iri: "vague" if e.is_vague else "agent" for e in records.entities if e.is_agent and "Narrator" not in e.types}
    bundles = bundled(FlatView(records).edges(), agents)
    if not bundles:
        raise NothingToDrawError("nothing in this part is said of an agent and of something else")

    def label(iri: str) -> Bilingual:
        return Bilingual.same(records.label(iri))

    def how(edge: FlatEdge) -> Bilingual:
        codes = (("stance", edge.stance, "asserted"), ("strength", edge.strength, "full"), ("polarity", edge.polarity, "affirmative"))
        told = [label(records.iris.code(name, code)) for name, code, usual in codes if code != usual]
        return joined([*told, *focus(edge, languages, label(records.iris.term(edge.focus)))])

    languages = Languages(records.language)
    shown = AgentsOf(
        title=Bilingual.same(material.project.config.title),
        bundles=bundles,
        looks=agents,
        name=label,
        kind=lambda edge: kind_of(edge, languages, label(records.iris.code("kind", edge.kind))),
        how=how,
        href=lambda iri: iri,
        bundle_href=lambda bundle: bundle.edges[0].claim,
    )
    return (Agents(shown, languages).svg() + "\n").encode()


def kind_of(edge: FlatEdge, languages: Languages, kind: Bilingual) -> Bilingual:
    """Tell the kind of an edge; “…” where it joins something that its end only stands for."""
    told = languages.say(edge.phase, what=kind) if edge.phase in ("begins", "continues", "ends") else kind
    return Bilingual(f"{told.first} …", f"{told.other} …") if edge.to_words or edge.from_words else told


def focus(edge: FlatEdge, languages: Languages, role: Bilingual) -> list[Bilingual]:
    """Tell as to what an edge is denied, where it is not denied altogether."""
    return [languages.say("focus", role=role)] if edge.polarity == "negative" and edge.focus else []
