"""Where the boxes of a picture go: each connected part in columns, and the parts side by side, in an area that is neither a tall column nor a long row."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from mali_kg.export.columns import Columns, Joint, Layout, Size

#: Pixels between parts.
APART = 26
#: How wide for its height a picture may be; what is tried: heights of columns, widths of the whole.
LEAST_RATIO, MOST_RATIO = 1.0, 2.0
TALLEST = (1400, 1000, 760, 560, 420, 300)
WIDEST = (700, 900, 1100, 1250, 1320, 1500, 1800, 2400, 3200, 4400)
#: Width up to which a picture is not made smaller, or moved within its frame, on a usual screen.
GOOD_WIDTH = 1320


def arranged(sizes: Mapping[str, Size], joints: Iterable[Joint], apart: Iterable[str] = (), is_centred: bool = False) -> Layout:
    """Lay out boxes in an area that is neither a tall column nor a long row, where that can be.

    :param sizes: of all boxes, things and joints, in the order in which things are to be read.
    :param is_centred: whether a part spreads from the thing that the most joints are at, to both sides, and not by the longest way: lines lead to the
        left as well, where else there would be long ways.
    :param apart: boxes that nothing joins, which fill what room there is: a legend.
    """
    joints, apart = list(joints), list(apart)
    groups = components(sizes, joints)
    best: tuple[tuple[float, ...], list[Columns], list[tuple[float, float]]] | None = None
    seen = set()
    for tallest in TALLEST:
        parts = [Columns(sizes, group, tallest, is_centred) for group in groups]
        taken = [*(part.size for part in parts), *(sizes[name] for name in apart)]
        if not taken or tuple(taken) in seen:
            continue
        seen.add(tuple(taken))
        for width in WIDEST:
            if width >= max(size.width for size in taken) or width == WIDEST[-1]:
                places = packed(taken, width)
                judged = cost(*area(taken, places))
                if best is None or judged < best[0]:
                    best = judged, parts, places
    if best is None:
        return Layout(0, 0, {}, {})
    _, parts, places = best
    # Only what is taken is ordered and placed: that takes the most time.
    layouts = [*(part.laid_out() for part in parts), *(Layout(*sizes[name], {name: (0.0, 0.0)}, {}) for name in apart)]
    return together(layouts, places)


def cost(width: float, height: float) -> tuple[float, ...]:
    """Judge the area of a picture: first its form, then whether it fits a screen, then how much there is of it."""
    ratio = width / height
    off = max(LEAST_RATIO / ratio, ratio / MOST_RATIO, 1.0)
    return round(off, 2), max(0.0, width / GOOD_WIDTH - 1), width * height


def components(sizes: Mapping[str, Size], joints: list[Joint]) -> list[list[Joint]]:
    """Part the joints into groups that share no thing, those with the most joints first."""
    leader = {name: name for name in sizes}

    def find(name: str) -> str:
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for joint in joints:
        for thing in (*joint.sources, joint.target):
            leader[find(joint.name)] = find(thing)
    found: dict[str, list[Joint]] = defaultdict(list)
    for joint in joints:
        found[find(joint.name)].append(joint)
    return sorted(found.values(), key=lambda part: -len(part))


def packed(sizes: Sequence[Size], width: float) -> list[tuple[float, float]]:
    """Pack parts into a width, each as high up as it can be (a skyline), the largest first; give their places in the order of the parts."""
    skyline: list[tuple[float, float]] = [(0.0, 0.0)]
    places = dict[int, tuple[float, float]]()
    for n in sorted(range(len(sizes)), key=lambda n: (-sizes[n].height * sizes[n].width, n)):
        x, y = _spot(skyline, sizes[n], width)
        skyline = _raised(skyline, x, x + sizes[n].width + APART, y + sizes[n].height + APART)
        places[n] = x, y
    return [places[n] for n in range(len(sizes))]


def area(sizes: Sequence[Size], places: Sequence[tuple[float, float]]) -> Size:
    """Give the area that parts take at their places."""
    ends = [(x + size.width, y + size.height) for size, (x, y) in zip(sizes, places, strict=True)]
    return Size(max(x for x, _ in ends), max(y for _, y in ends))


def together(parts: Sequence[Layout], places: Sequence[tuple[float, float]]) -> Layout:
    """Put parts at their places."""
    at: dict[str, tuple[float, float]] = {}
    lines: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for part, (x, y) in zip(parts, places, strict=True):
        at |= {name: (a + x, b + y) for name, (a, b) in part.at.items()}
        lines |= {key: [(a + x, b + y) for a, b in points] for key, points in part.lines.items()}
    return Layout(*area([Size(part.width, part.height) for part in parts], places), at, lines)


def _spot(skyline: list[tuple[float, float]], part: Size, width: float) -> tuple[float, float]:
    """Find the highest spot for a part, the leftmost of several.

    :param skyline: where each step begins, from the left, and how far down it is taken.
    """
    spots = []
    for x, _ in skyline:
        if x == 0 or x + part.width <= width:
            ends = [*(start for start, _ in skyline[1:]), float("inf")]
            y = max(taken for (start, taken), end in zip(skyline, ends, strict=True) if start < x + part.width and end > x)
            spots.append((y, x))
    y, x = min(spots)
    return x, y


def _raised(skyline: list[tuple[float, float]], left: float, right: float, to: float) -> list[tuple[float, float]]:
    """Give the skyline after something was put there."""
    behind = [taken for start, taken in skyline if start <= right][-1]
    return [*((s, t) for s, t in skyline if s < left), (left, to), (right, behind), *((s, t) for s, t in skyline if s > right)]
