"""Files of anybody's as something that can be queried: each triple once, however many graphs and files hold it."""

import pyoxigraph as ox
import pytest

from mali_kg.rdf.quads import serialize
from mali_kg.sparql.engine import ask
from mali_kg.store.opened import open_files

A, P, G, H = (ox.NamedNode(f"http://example.org/{name}") for name in "apgh")
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
#: Where the two triples stand, and in how many graphs with a name.
PLACES = [((None, None), 0), ((G, None), 1), ((G, H), 2)]


def counted(opened, query: str = COUNT) -> int:
    (row,) = ask(opened, query)
    return int(row["n"].value)


@pytest.mark.parametrize(("graphs", "named"), PLACES)
def test_a_triple_of_two_graphs_counts_once(tmp_path, project, graphs, named):
    path = tmp_path / "x.nq"
    path.write_bytes(serialize([ox.Quad(A, P, A, *([g] if g else [])) for g in graphs], ox.RdfFormat.N_QUADS))
    opened = open_files([path], project)
    assert counted(opened) == 1
    assert counted(opened, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }") == named


def test_a_dataset_beside_a_form_of_it_without_graphs_counts_once(tmp_path, project, compiled):
    """One file tells our base and has graphs, the other holds the same triples and has none."""
    quads = compiled.quads()
    one, other = tmp_path / "one.nq", tmp_path / "other.nt"
    one.write_bytes(serialize(quads, ox.RdfFormat.N_QUADS))
    other.write_bytes(serialize([q.triple for q in quads], ox.RdfFormat.N_TRIPLES))
    assert counted(open_files([one], project)) == counted(open_files([one, other], project)) == len(quads)
