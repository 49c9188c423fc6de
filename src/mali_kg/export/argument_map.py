"""The argument map as a picture: claims in boxes, premises left and conclusions right, and between them what joins them.

Pro and con differ in form, line and colour; so do the voices. What the annotator inferred is dotted, what the text marks is not and has its cue.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from mali_kg.claims.model import Argument, Claim
from mali_kg.claims.voices import marks
from mali_kg.export.bilingual import Bilingual, Languages, joined
from mali_kg.export.columns import Joint, Layout, Size
from mali_kg.export.drawing import FAINT, QUIET, VOICES, WASH, Canvas, NothingToDrawError, number
from mali_kg.export.layout import arranged
from mali_kg.export.lettering import TextBlock, broken
from mali_kg.export.material import Material


class ArgumentStyle(NamedTuple):
    """How a kind of argument looks."""

    colour: str
    fill: str
    #: Width of its lines.
    line: float
    is_double: bool


LOOKS = {
    "support": ArgumentStyle("#1b7837", "#e3f4e1", 1.8, False),
    "attack": ArgumentStyle("#b2182b", "#fde3d8", 3.4, False),
    "concession": ArgumentStyle("#525252", "#ececec", 5.0, True),
}
#: Widths of the boxes of claims and of arguments, room within them, and the margin of the picture.
CLAIM, ARGUMENT, PADDING, MARGIN = 172, 92, 7, 8
#: Colour of the line around a claim.
BORDER = "#aab4bc"
#: Height of a line of the legend, its width and that of its samples.
LEGEND_LINE, LEGEND_WIDTH, SAMPLE = 22, 320, 62
#: The name of the legend among the boxes, and height for each line that ends at a box.
LEGEND, ARROW = "legend", 13


class MapOf(NamedTuple):
    """What a map is made of.

    ``name`` gives what a thing is called, ``how`` how a claim is held where it is not said flatly (else nothing), ``href`` where a link to it leads.
    """

    title: Bilingual
    claims: Sequence[Claim]
    arguments: Sequence[Argument]
    name: Callable[[str], Bilingual]
    how: Callable[[Claim], Bilingual]
    href: Callable[[str], str]


class _Box(NamedTuple):
    """A claim as it will be drawn."""

    claim: Claim
    holders: TextBlock
    label: TextBlock
    how: TextBlock | None

    @property
    def height(self) -> float:
        return 2 * PADDING + self.holders.height + self.label.height + (self.how.height + 2 if self.how else 0) + 2


class MapPicture:
    """The picture of the arguments among some claims.

    :param identifier: begins the ids of the picture.
    """

    def __init__(self, shown: MapOf, languages: Languages, identifier: str = "map") -> None:
        self.shown, self.languages = shown, languages
        self.canvas = Canvas(languages, identifier)
        wanted = {claim for a in shown.arguments for claim in (*a.premises, a.conclusion)}
        self.voices = marks(shown.claims)
        self.boxes = {claim.iri: self._box(claim) for claim in shown.claims if claim.iri in wanted}
        self.arguments = {
            a.iri: a._replace(premises=tuple(p for p in a.premises if p in self.boxes))
            for a in shown.arguments
            if a.conclusion in self.boxes
        }
        self.notes = {iri: self._note(argument) for iri, argument in self.arguments.items()}
        ends = Counter(end for a in self.arguments.values() for end in {*a.premises, a.conclusion})
        sizes = {iri: Size(CLAIM, max(box.height, ARROW * ends[iri])) for iri, box in self.boxes.items()}
        sizes |= {iri: Size(ARGUMENT, sum(t.height for t in texts) + 9) for iri, texts in self.notes.items()}
        joints = [Joint(a.iri, a.premises, a.conclusion) for a in self.arguments.values()]
        self.sizes = sizes | {LEGEND: Size(LEGEND_WIDTH, LEGEND_LINE * (len(self._entries()) + 1) + 20)}
        #: Where the boxes are, within the margin.
        self.layout: Layout = arranged(self.sizes, joints, [LEGEND])

    def svg(self) -> str:
        """Draw the picture."""
        self.canvas.shapes.clear()
        with self.canvas.part(transform=f"translate({MARGIN} {MARGIN})", fill="none"):
            for argument in self.arguments.values():
                self._lines(argument)
        with self.canvas.part(transform=f"translate({MARGIN} {MARGIN})"):
            for argument in self.arguments.values():
                self._joint(argument)
            for box in self.boxes.values():
                self._claim(box)
            self._legend(*self.layout.at[LEGEND])
        counts = {"claims": len(self.boxes), "arguments": len(self.arguments)}
        title = self.languages.say("map-title", name=self.shown.title)
        return self.canvas.svg(
            self.layout.width + 2 * MARGIN, self.layout.height + 2 * MARGIN, title, self.languages.say("map-description", **counts)
        )

    def _box(self, claim: Claim) -> _Box:
        inner, shown = CLAIM - 2 * PADDING - 6, self.shown
        names = [shown.name(holder) for holder in claim.holders]
        how = shown.how(claim)
        return _Box(
            claim,
            broken(joined(names), inner, 12, 2, bold=True, colour=VOICES[self.voices[claim.holders]][0]),
            broken(shown.name(claim.iri), inner, 13, 7),
            broken(how, inner, 12, 2, colour=QUIET) if how.first else None,
        )

    def _note(self, argument: Argument) -> list[TextBlock]:
        """Write what stands in the box of an argument."""
        say, width = self.languages.say, ARGUMENT - 18
        colour = LOOKS[argument.kind].colour
        texts = [broken(say(argument.kind), width, 12, 1, bold=True, colour=colour)]
        if argument.explicitness == "inferred":
            texts.append(broken(say("inferred-short"), width, 12, 1))
        else:
            texts += [broken(f"“{cue}”", width, 12, 2) for cue in argument.cues]
        return texts + [broken(say("depends-on", words=words), width, 12, 3) for words in argument.scope]

    def _claim(self, box: _Box) -> None:
        x, y = self.layout.at[box.claim.iri]
        canvas, voice, height = self.canvas, self.voices[box.claim.holders], self.sizes[box.claim.iri].height
        is_cut = box.label.is_cut or box.holders.is_cut
        with canvas.link(self.shown.href(box.claim.iri), self.shown.name(box.claim.iri).first[:2000] if is_cut else ""):
            canvas.add("rect", x=x, y=y, width=CLAIM, height=height, rx=3, fill=WASH, stroke=BORDER)
            canvas.band(x, y, height, voice)
            left, inner = x + PADDING + 6, CLAIM - 2 * PADDING - 6
            below = canvas.text(box.holders, left, y + PADDING + (height - box.height) / 2, inner) + 2
            below = canvas.text(box.label, left, below, inner)
            if box.how:
                canvas.text(box.how, left, below + 2, inner)

    def _joint(self, argument: Argument) -> None:
        x, y = self.layout.at[argument.iri]
        height = self.sizes[argument.iri].height
        with self.canvas.link(self.shown.href(argument.iri)):
            self.outline(argument.kind, argument.explicitness == "inferred", x, y, ARGUMENT, height)
            below = y + 4
            for text in self.notes[argument.iri]:
                below = self.canvas.text(text, x + ARGUMENT / 2, below, anchor="middle")

    def outline(self, kind: str, is_inferred: bool, x: float, y: float, width: float, height: float) -> None:
        """Draw the form of a kind of argument."""
        look = LOOKS[kind]
        style: dict[str, object] = {"fill": "#fff" if is_inferred else look.fill, "stroke": look.colour, "stroke_width": 2}
        if is_inferred:
            style |= {"stroke_dasharray": "0.1 4.2", "stroke_linecap": "round"}
        if kind == "support":
            self.canvas.add("rect", x=x, y=y, width=width, height=height, rx=min(height / 2, 15), **style)
            return
        cut = 9
        points = {
            "attack": [
                (x + cut, y),
                (x + width - cut, y),
                (x + width, y + height / 2),
                (x + width - cut, y + height),
                (x + cut, y + height),
                (x, y + height / 2),
            ],
            "concession": [(x + cut, y), (x + width, y), (x + width - cut, y + height), (x, y + height)],
        }[kind]
        self.canvas.add("polygon", points=" ".join(f"{number(a)},{number(b)}" for a, b in points), **style)

    def _lines(self, argument: Argument) -> None:
        at, is_inferred = self.layout.at, argument.explicitness == "inferred"
        for thing in dict.fromkeys((*argument.premises, argument.conclusion)):
            points = self.layout.lines[argument.iri, thing]
            towards = 0
            if thing == argument.conclusion:
                towards = 1 if at[thing][0] > at[argument.iri][0] else -1
            self.line(argument.kind, is_inferred, points, towards)

    def line(self, kind: str, is_inferred: bool, points: list[tuple[float, float]], towards: int) -> None:
        """Draw a line from left to right.

        :param towards: 1 for an arrow at its right end, -1 for one at its left end, 0 for none.
        """
        look = LOOKS[kind]
        ends = list(points)
        if towards == 1:
            ends[-1] = (points[-1][0] - 7, points[-1][1])
        elif towards == -1:
            ends[0] = (points[0][0] + 7, points[0][1])
        dots = (
            {"stroke_dasharray": "0.1 5" if look.line < 3 else "0.1 6", "stroke_linecap": "round"}
            if is_inferred and not look.is_double
            else {}
        )
        if is_inferred and look.is_double:
            dots = {"stroke_dasharray": "2 4"}
        path = curve(ends)
        self.canvas.add("path", d=path, stroke=look.colour, stroke_width=look.line, **dots)
        if look.is_double:
            self.canvas.add("path", d=path, stroke="#fff", stroke_width=2)
        if towards:
            x, y = points[-1] if towards == 1 else points[0]
            self._head(kind, x, y, towards)

    def _head(self, kind: str, x: float, y: float, towards: int) -> None:
        look = LOOKS[kind]
        if kind == "attack":
            self.canvas.add(
                "path", d=f"M{number(x - 7 * towards)} {number(y)}H{number(x - 2 * towards)}m0 -6v12", stroke=look.colour, stroke_width=3.4
            )
            return
        tip = f"M{number(x - 0.5 * towards)} {number(y)}l{-9 * towards} -5v10z"
        self.canvas.add("path", d=tip, stroke=look.colour, stroke_width=1.5, fill="#fff" if look.is_double else look.colour)

    # ------------------------------------------------------------------ the legend

    def _entries(self) -> list[tuple[Bilingual, Callable[[float, float], None]]]:
        """Give what the legend tells: words, and what draws a sample beside them."""
        say = self.languages.say
        found: list[tuple[Bilingual, Callable[[float, float], None]]] = []
        for kind in LOOKS:
            found.append((say(f"legend-{kind}"), partial(self._sample, kind, False)))
        for key in ("explicit", "inferred"):
            found.append((say(key), partial(self._sample, "support", key == "inferred")))
        for voice, holders in sorted({self.voices[box.claim.holders]: box.claim.holders for box in self.boxes.values()}.items()):
            is_several = len({box.claim.holders for box in self.boxes.values() if self.voices[box.claim.holders] == voice}) > 1
            names = say("other-voices") if is_several else joined([self.shown.name(holder) for holder in holders])
            found.append((names, partial(self._voice, voice)))
        return found

    def _legend(self, x: float, y: float) -> None:
        height = self.sizes[LEGEND].height
        self.canvas.add("rect", x=x, y=y, width=LEGEND_WIDTH, height=height, rx=3, fill="none", stroke=FAINT)
        self.canvas.text(broken(self.languages.say("legend"), 300, 13, 1, bold=True), x + 12, y + 10)
        y += 12
        for words, sample in self._entries():
            y += LEGEND_LINE
            sample(x + 12, y)
            self.canvas.text(broken(words, LEGEND_WIDTH - SAMPLE - 32, 12, 1), x + 12 + SAMPLE + 8, y + 1)

    def _voice(self, voice: int, x: float, y: float) -> None:
        self.canvas.add("rect", x=x, y=y, width=SAMPLE - 8, height=16, rx=2, fill=WASH, stroke=BORDER)
        self.canvas.band(x, y, 16, voice)

    def _sample(self, kind: str, is_inferred: bool, x: float, y: float) -> None:
        with self.canvas.part(fill="none"):
            self.line(kind, is_inferred, [(x + 20, y + 8), (x + 54, y + 8)], 1)
            self.outline(kind, is_inferred, x, y, 26, 16)


def curve(points: list[tuple[float, float]]) -> str:
    """Write the path of a line: straight through columns, bent between them."""
    (x, y), *rest = points
    path = f"M{number(x)} {number(y)}"
    for n, (to_x, to_y) in enumerate(rest):
        if n % 2 or abs(to_y - y) < 0.5:
            path += f"L{number(to_x)} {number(to_y)}"
        else:
            middle = number((x + to_x) / 2)
            path += f"C{middle} {number(y)} {middle} {number(to_y)} {number(to_x)} {number(to_y)}"
        x, y = to_x, to_y
    return path


def write(material: Material) -> bytes:
    """Write the picture as SVG; links lead to the IRIs.

    :raises NothingToDrawError: where nothing is argued for or against.
    """
    records = material.records
    if not records.arguments:
        raise NothingToDrawError("there is no argument in this part")

    def label(iri: str) -> Bilingual:
        return Bilingual.same(records.label(iri))

    def how(claim: Claim) -> Bilingual:
        codes = (("stance", claim.stance, "asserted"), ("strength", claim.strength, "full"), ("polarity", claim.polarity, "affirmative"))
        return joined([label(records.iris.code(name, code)) for name, code, usual in codes if code != usual])

    title = Bilingual.same(material.project.config.title)
    shown = MapOf(title, records.claims, records.arguments, label, how, lambda iri: iri)
    return (MapPicture(shown, Languages(records.language)).svg() + "\n").encode()
