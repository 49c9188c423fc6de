"""The argument map for Mermaid: one line a label, which Mermaid wraps itself."""

import re

import pyoxigraph as ox

from mali_kg.export.material import Material
from mali_kg.export.pictures import write_map_mermaid


def test_a_label_is_one_line_and_its_holders_stand_below_it(compiled):
    text = write_map_mermaid(Material(compiled.quads(), compiled.project.config.base, compiled.project)).decode()
    labels = re.findall(r'p\d+\["([^"]*)"\]', text)
    long = [label for label in labels if label.startswith("The UN considered the capacity of")]
    assert long == [
        "The UN considered the capacity of the national defence and security forces to assume greater responsibility<br/>(The article’s own voice)"
    ]
    for label in labels:
        _, *below = label.split("<br/>")
        assert below
        assert all(re.fullmatch(r"\(.*\)", holder) for holder in below), label


def test_no_label_is_read_as_syntax(compiled):
    odd = '`a`\n"b" <i>#c;\x1b'
    quads = [
        ox.Quad(q.subject, q.predicate, ox.Literal(odd, language="en"), q.graph_name)
        if q.object == ox.Literal("The mission should end", language="en")
        else q
        for q in compiled.quads()
    ]
    text = write_map_mermaid(Material(quads, compiled.project.config.base, compiled.project)).decode()
    assert '"#96;a#96; #quot;b#quot; #lt;i#gt;#35;c;�<br/>(' in text
