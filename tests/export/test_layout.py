"""Where boxes go: none on another, lines from box to box past all others, no tall column and no long row."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from mali_kg.export.columns import Joint, Layout, Size
from mali_kg.export.layout import area, arranged, components, packed

THINGS = [f"t{n}" for n in range(9)]


@st.composite
def graphs(draw):
    """Joints among nine things, in circles too, with boxes of any height."""
    number = draw(st.integers(1, 14))
    joints = [
        Joint(f"j{n}", tuple(draw(st.lists(st.sampled_from(THINGS), min_size=1, max_size=4, unique=True))), draw(st.sampled_from(THINGS)))
        for n in range(number)
    ]
    named = sorted({thing for joint in joints for thing in (*joint.sources, joint.target)})
    sizes = {thing: Size(170, draw(st.integers(30, 160))) for thing in named}
    return sizes | {joint.name: Size(92, draw(st.integers(28, 80))) for joint in joints}, joints


def overlap(sizes: dict[str, Size], layout: Layout) -> list[tuple[str, str]]:
    def apart(a: str, b: str) -> bool:
        (ax, ay), (bx, by) = layout.at[a], layout.at[b]
        return (
            ax + sizes[a].width <= bx or bx + sizes[b].width <= ax or ay + sizes[a].height <= by + 0.01 or by + sizes[b].height <= ay + 0.01
        )

    return [(a, b) for a, b in combinations(layout.at, 2) if not apart(a, b)]


def inside(point: tuple[float, float], at: tuple[float, float], size: Size) -> bool:
    return at[0] < point[0] < at[0] + size.width and at[1] < point[1] < at[1] + size.height


@given(graphs(), st.booleans())
def test_no_box_is_on_another_and_lines_end_at_their_boxes(graph, is_centred):
    sizes, joints = graph
    layout = arranged(sizes, joints, is_centred=is_centred)
    assert set(layout.at) == set(sizes)
    assert not overlap(sizes, layout)
    for name, (x, y) in layout.at.items():
        assert -0.01 <= x <= layout.width - sizes[name].width + 0.01
        assert -0.01 <= y <= layout.height - sizes[name].height + 0.01
    for joint in joints:
        for thing in {*joint.sources, joint.target}:
            points = layout.lines[joint.name, thing]
            left, right = sorted((joint.name, thing), key=lambda name: layout.at[name][0])
            assert abs(points[0][0] - layout.at[left][0] - sizes[left].width) < 0.01
            assert abs(points[-1][0] - layout.at[right][0]) < 0.01
            assert layout.at[left][1] <= points[0][1] <= layout.at[left][1] + sizes[left].height
            assert layout.at[right][1] <= points[-1][1] <= layout.at[right][1] + sizes[right].height
            # What passes a column passes between its boxes.
            for a, b in zip(points[1:-1:2], points[2:-1:2], strict=True):
                middle = ((a[0] + b[0]) / 2, a[1])
                assert not [name for name in sizes if inside(middle, layout.at[name], sizes[name])]
    assert layout == arranged(sizes, joints, is_centred=is_centred)


def test_premises_are_left_of_what_they_speak_for():
    sizes = dict.fromkeys(("a", "b", "c"), Size(170, 60)) | dict.fromkeys(("ab", "bc"), Size(92, 40))
    at = arranged(sizes, [Joint("ab", ("a",), "b"), Joint("bc", ("b",), "c")]).at
    assert [name for name, _ in sorted(at.items(), key=lambda item: item[1])] == ["a", "ab", "b", "bc", "c"]


def test_sixty_premises_are_no_tall_column():
    """One below the other they would be 4,000 pixels high and 400 wide."""
    joints = [Joint(f"j{n}", (f"t{n}",), "end") for n in range(60)]
    sizes = {"end": Size(170, 60)} | {f"t{n}": Size(170, 60) for n in range(60)} | {f"j{n}": Size(92, 40) for n in range(60)}
    layout = arranged(sizes, joints)
    assert 1 <= layout.width / layout.height <= 2
    assert not overlap(sizes, layout)


def test_many_small_parts_stand_side_by_side():
    joints = [Joint(f"j{n}", (f"a{n}",), f"b{n}") for n in range(20)]
    sizes = {name: Size(170, 60) for n in range(20) for name in (f"a{n}", f"b{n}")} | {f"j{n}": Size(92, 40) for n in range(20)}
    assert len(components(sizes, joints)) == 20
    layout = arranged(sizes, joints)
    assert 1 <= layout.width / layout.height <= 2
    assert not overlap(sizes, layout)


def test_a_centred_part_spreads_to_both_sides():
    """A chain through the middle thing; what is left of it leads to it, what is right of it comes from it."""
    names = ["before", "middle", "after", "more"]
    joints = [Joint("1", ("before",), "middle"), Joint("2", ("middle",), "after"), Joint("3", ("middle",), "more")]
    sizes = dict.fromkeys(names, Size(100, 40)) | {joint.name: Size(60, 30) for joint in joints}
    at = arranged(sizes, joints, is_centred=True).at
    assert at["before"][0] < at["middle"][0] < at["after"][0] == at["more"][0]


def test_packing_leaves_no_part_out_and_puts_none_on_another():
    sizes = [Size(100 + 37 * n % 90, 50 + 53 * n % 120) for n in range(12)]
    places = packed(sizes, 500)
    assert len(places) == 12
    assert not overlap({str(n): size for n, size in enumerate(sizes)}, Layout(0, 0, {str(n): place for n, place in enumerate(places)}, {}))
    assert area(sizes, places).width <= 500


def test_nothing_to_lay_out():
    assert arranged({}, []) == Layout(0, 0, {}, {})
