"""Lays out one connected part of a picture in columns: things, and between them what joins them, so that lines lead from left to right.

The layers of a graph are those of Sugiyama’s method: rank by the longest path (a column that is full sends what comes next further left), order by
barycentres, and place by isotonic regression.
"""

from bisect import bisect_right, insort
from collections import defaultdict, deque
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

#: Pixels between columns, between boxes of a column; height that a passing line is given.
ACROSS, BETWEEN, PASSING = 26, 8, 2
#: How often the order of columns is mended, and the places in them.
SWEEPS, SETTLING = 12, 8
#: Columns to each side of a centre, those of joints too; what leads further turns back.
REACH = 4


class Size(NamedTuple):
    """How wide and how high a box is, in pixels."""

    width: float
    height: float


class Joint(NamedTuple):
    """What leads from things to another one, and is a box itself."""

    name: str
    sources: tuple[str, ...]
    target: str


class Layout(NamedTuple):
    """Where everything is.

    ``at`` has the upper left corner of each box; ``lines`` has for each joint and each thing that it joins the points through which their line leads,
    from the left to the right: the end of the right side of a box, then of columns that it passes, then the left side of a box.
    """

    width: float
    height: float
    at: dict[str, tuple[float, float]]
    lines: dict[tuple[str, str], list[tuple[float, float]]]


class Columns:
    """The columns of one connected part: things in the even ones, joints in the odd ones, counted from the left once they are known.

    :param sizes: of all boxes, things and joints, in the order in which things are to be read.
    :param tallest: height from which a column is full.
    :param is_centred: whether it spreads from its middle.
    """

    def __init__(self, sizes: Mapping[str, Size], joints: list[Joint], tallest: float, is_centred: bool) -> None:
        self.sizes, self.joints = sizes, joints
        named = {thing for joint in joints for thing in (*joint.sources, joint.target)}
        self.things = [name for name in sizes if name in named]
        self.full: dict[int, float] = defaultdict(float)
        self.tallest = tallest
        self.column = self._spread() if is_centred else self._by_longest_way()
        self._put_joints()
        last = max(self.column.values())
        self.column = {name: last - column for name, column in self.column.items()}
        #: Nodes by column; a line that passes a column is a node there: (joint, thing, column).
        self.nodes: list[list[object]] = [[] for _ in range(last + 1)]
        self.left: dict[object, list[object]] = defaultdict(list)
        self.right: dict[object, list[object]] = defaultdict(list)
        self.chains: dict[tuple[str, str], list[object]] = {}
        for name in (*self.things, *(joint.name for joint in joints)):
            self.nodes[self.column[name]].append(name)
        for joint in joints:
            for thing in dict.fromkeys((*joint.sources, joint.target)):
                self._chain(joint.name, thing)

    def _put(self, name: str, near: int, step: int = 2, most: int | None = None) -> int:
        """Give a box the first column from one on that has room for it; the columns are counted from the right."""
        height = self.sizes[name].height + BETWEEN
        at = near
        while self.full[at] and self.full[at] + height > self.tallest and (most is None or at + step <= most):
            at += step
        self.full[at] += height
        return at

    def _by_longest_way(self) -> dict[str, int]:
        """Give each thing its column: left of all that it leads to."""
        after, column = self._forward(), dict[str, int]()
        for thing in after.order:
            column[thing] = self._put(thing, max((column[t] + 2 for t in after.targets[thing]), default=0))
        return column

    def _spread(self) -> dict[str, int]:
        """Give each thing its column: beside the thing from which it is reached, on the side from which the joint leads."""
        near: dict[str, list[tuple[str, int]]] = {thing: [] for thing in self.things}
        for joint in self.joints:
            for source in joint.sources:
                near[source].append((joint.target, -2))
                near[joint.target].append((source, 2))
        centre = max(self.things, key=lambda thing: len(near[thing]))
        column = {centre: self._put(centre, 0)}
        todo = deque([centre])
        while todo:
            thing = todo.popleft()
            for other, step in near[thing]:
                if other not in column:
                    if abs(column[thing] + step - column[centre]) > REACH:
                        step = -step
                    column[other] = self._put(other, column[thing] + step, step)
                    todo.append(other)
        least = min(column.values())
        self.full = defaultdict(float, {at - least: height for at, height in self.full.items()})
        return {thing: at - least for thing, at in column.items()}

    def _put_joints(self) -> None:
        """Give each joint its column: between the things, near to where several come from, else to where it leads."""
        column = self.column
        for joint in self.joints:
            target, sources = column[joint.target], [column[s] for s in joint.sources]
            forward = [s for s in sources if s > target]
            if len(forward) == 1:
                column[joint.name] = self._put(joint.name, target + 1, most=forward[0] - 1)
            elif forward:
                column[joint.name] = self._put(joint.name, min(forward) - 1, most=min(forward) - 1)
            else:
                beside = target + 1 if max(sources, default=target) == target else target - 1
                column[joint.name] = self._put(joint.name, beside, most=beside)

    def _forward(self) -> "_Order":
        """Leave out what would lead in a circle; give the things so that each comes after those that it leads to."""
        leads: dict[str, list[str]] = {thing: [] for thing in self.things}
        for joint in self.joints:
            for source in joint.sources:
                if source != joint.target and joint.target not in leads[source]:
                    leads[source].append(joint.target)
        state: dict[str, int] = {}
        order: list[str] = []
        targets: dict[str, list[str]] = {thing: [] for thing in self.things}
        for start in self.things:
            todo = [(start, iter(leads[start]))] if start not in state else []
            state.setdefault(start, 1)
            while todo:
                thing, following = todo[-1]
                for target in following:
                    if state.get(target) == 1:
                        continue
                    targets[thing].append(target)
                    if target not in state:
                        state[target] = 1
                        todo.append((target, iter(leads[target])))
                        break
                else:
                    state[thing] = 2
                    order.append(thing)
                    todo.pop()
        return _Order(self._by_depth(order, targets), targets)

    def _by_depth(self, order: list[str], targets: dict[str, list[str]]) -> list[str]:
        """Put those with the longest way behind them first among equals, so that what is short goes where there is room."""
        behind = dict.fromkeys(order, 0)
        for thing in reversed(order):
            for target in targets[thing]:
                behind[target] = max(behind[target], behind[thing] + 1)
        ahead: dict[str, int] = {}
        for thing in order:
            ahead[thing] = max((ahead[t] + 1 for t in targets[thing]), default=0)
        place = {thing: n for n, thing in enumerate(self.things)}
        return sorted(order, key=lambda thing: (ahead[thing], -behind[thing], place[thing]))

    def _chain(self, joint: str, thing: str) -> None:
        """Join two boxes through the columns between them, from the left one to the right one."""
        left, right = sorted((joint, thing), key=lambda name: self.column[name])
        chain: list[object] = [left]
        for column in range(self.column[left] + 1, self.column[right]):
            passing = (joint, thing, column)
            self.nodes[column].append(passing)
            chain.append(passing)
        chain.append(right)
        self.chains[joint, thing] = chain
        for one, next_one in pairwise(chain):
            self.right[one].append(next_one)
            self.left[next_one].append(one)

    def height(self, node: object) -> float:
        """Give the height of a node."""
        return self.sizes[node].height if isinstance(node, str) else PASSING

    @property
    def size(self) -> Size:
        """How wide and how high the part is: as high as its highest column."""
        return Size(sum(self._widths()) + ACROSS * (len(self.nodes) - 1), max(self._totals()))

    def laid_out(self) -> Layout:
        """Lay the part out."""
        self.order()
        return self.place()

    def _widths(self) -> list[float]:
        return [max((self.sizes[n].width for n in nodes if isinstance(n, str)), default=0.0) for nodes in self.nodes]

    def _totals(self) -> list[float]:
        return [sum(self.height(node) + BETWEEN for node in nodes) - BETWEEN for nodes in self.nodes]

    def order(self) -> None:
        """Order the nodes of each column so that few lines cross."""
        best, fewest = [list(c) for c in self.nodes], self.crossings()
        for sweep in range(SWEEPS):
            rightwards = sweep % 2 == 0
            near = self.left if rightwards else self.right
            columns = range(1, len(self.nodes)) if rightwards else range(len(self.nodes) - 2, -1, -1)
            for column in columns:
                beside = self.nodes[column - 1 if rightwards else column + 1]
                place = {node: n for n, node in enumerate(beside)}
                here = {node: n for n, node in enumerate(self.nodes[column])}

                scale = len(place) / max(len(here), 1)
                found = {node: [place[n] for n in near[node]] for node in here}
                middle = {node: sum(ends) / len(ends) if ends else here[node] * scale for node, ends in found.items()}
                self.nodes[column].sort(key=middle.__getitem__)
            crossed = self.crossings()
            if crossed < fewest:
                best, fewest = [list(c) for c in self.nodes], crossed
            if not fewest:
                break
        self.nodes = best

    def crossings(self) -> int:
        """Count the pairs of lines that cross."""
        total = 0
        for column, nodes in enumerate(self.nodes[:-1]):
            place = {node: n for n, node in enumerate(self.nodes[column + 1])}
            seen: list[int] = []
            for node in nodes:
                ends = sorted(place[n] for n in self.right[node])
                total += sum(len(seen) - bisect_right(seen, end) for end in ends)
                for end in ends:
                    insort(seen, end)
        return total

    def place(self) -> Layout:
        """Give every node its place: near those that it is joined to, in the order of its column, and none on another."""
        totals, widths = self._totals(), self._widths()
        middle: dict[object, float] = {}
        for nodes, total in zip(self.nodes, totals, strict=True):
            y = (max(totals) - total) / 2
            for node in nodes:
                middle[node] = y + self.height(node) / 2
                y += self.height(node) + BETWEEN
        for sweep in range(SETTLING):
            columns = range(len(self.nodes)) if sweep % 2 else range(len(self.nodes) - 1, -1, -1)
            for column in columns:
                self._settle(self.nodes[column], middle, max(totals))
        lefts, x = [], 0.0
        for width in widths:
            lefts.append(x)
            x += width + ACROSS
        at = {
            node: (lefts[column] + (widths[column] - self.sizes[node].width) / 2, middle[node] - self.height(node) / 2)
            for column, nodes in enumerate(self.nodes)
            for node in nodes
            if isinstance(node, str)
        }
        return Layout(*self.size, at, self._lines(at, lefts, widths, middle))

    def _settle(self, nodes: list[object], middle: dict[object, float], height: float) -> None:
        """Move the nodes of a column as near as can be to where their neighbours want them (pool adjacent violators), within a height."""
        offset, offsets = 0.0, []
        for above, node in zip([None, *nodes], nodes, strict=False):
            if above is not None:
                offset += (self.height(above) + self.height(node)) / 2 + BETWEEN
            offsets.append(offset)
        blocks: list[tuple[float, float, int]] = []
        for node, offset in zip(nodes, offsets, strict=True):
            near = [*self.left[node], *self.right[node]]
            wanted = sum(middle[n] for n in near) / len(near) if near else middle[node]
            block = (wanted - offset, 1.0 if isinstance(node, str) else 3.0, 1)
            while blocks and blocks[-1][0] > block[0]:
                place, weight, count = blocks.pop()
                both = weight + block[1]
                block = ((place * weight + block[0] * block[1]) / both, both, count + block[2])
            blocks.append(block)
        # What is cut off at bounds is the best within them, too.
        least, most = self.height(nodes[0]) / 2, height - offsets[-1] - self.height(nodes[-1]) / 2
        places = [min(max(place, least), most) for place, _, count in blocks for _ in range(count)]
        for node, place, offset in zip(nodes, places, offsets, strict=True):
            middle[node] = place + offset

    def _lines(
        self, at: dict[str, tuple[float, float]], lefts: list[float], widths: list[float], middle: dict[object, float]
    ) -> dict[tuple[str, str], list[tuple[float, float]]]:
        """Give the points through which each line leads; lines that meet at a side of a box stand apart there."""
        ports: dict[tuple[object, object, bool], float] = {}
        for column in self.nodes:
            for node in column:
                for near, is_right in ((self.left[node], False), (self.right[node], True)):
                    ends = sorted(dict.fromkeys(near), key=lambda n: middle[n])
                    step = min(13.0, (self.height(node) - 14) / max(len(ends) - 1, 1))
                    for n, other in enumerate(ends):
                        ports[node, other, is_right] = middle[node] + (n - (len(ends) - 1) / 2) * step
        lines = {}
        for key, chain in self.chains.items():
            points: list[tuple[float, float]] = []
            for n, node in enumerate(chain):
                is_first, is_last = n == 0, n == len(chain) - 1
                if isinstance(node, str):
                    x, y = at[node][0] + (self.sizes[node].width if is_first else 0), 0.0
                    y = ports[node, chain[1] if is_first else chain[-2], is_first]
                    points.append((x, y))
                elif not is_first and not is_last and isinstance(node, tuple):
                    column = node[2]
                    points += [(lefts[column], middle[node]), (lefts[column] + widths[column], middle[node])]
            lines[key] = points
        return lines


class _Order(NamedTuple):
    """Things, each after those that it leads to; and what each leads to."""

    order: list[str]
    targets: dict[str, list[str]]
