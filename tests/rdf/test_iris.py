"""IRIs: built in one module, from slugs that need no escape."""

import re

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from mali_kg.rdf.iris import LOCAL_IDS, SLUG, Iris
from mali_kg.rdf.namespaces import DEFAULT_BASE, FOREIGN, prefixes

slugs = st.from_regex(SLUG, fullmatch=True)


@given(slugs, slugs)
def test_different_slugs_give_different_iris_that_are_valid(a, b):
    iris = Iris("https://example.org/x/")
    for build in (iris.entity, iris.article, iris.proposition, iris.article_graph, iris.source_graph, iris.source, iris.narrator):
        assert ox.NamedNode(build(a)).value == build(a)
        assert (build(a) == build(b)) == (a == b)


@pytest.mark.parametrize("bad", ["", "A", "a b", "a--b", "-a", "a/", "é", "a\n", "<a>", 'a"'])
def test_slugs_with_characters_that_need_an_escape_are_refused(bad):
    assert not re.fullmatch(SLUG, bad)


def test_patterns_of_the_model():
    iris = Iris()
    assert iris.term("Claim") == "https://w3id.org/mali-kg/ns#Claim"
    assert iris.code("stance", "asserted") == "https://w3id.org/mali-kg/code/stance/asserted"
    assert iris.part("minusma-end", "c07-2") == "https://w3id.org/mali-kg/id/article/minusma-end/c07-2"
    assert iris.article_graph("x") == "https://w3id.org/mali-kg/graph/article/x"
    assert iris.filler(iris.description(iris.part("x", "c01-1")), "theme", 2) == "https://w3id.org/mali-kg/id/article/x/c01-1/says/theme-2"
    assert all(
        re.fullmatch(LOCAL_IDS[k], v) for k, v in {"sentence": "s07", "claim": "c07-2", "argument": "a03", "excluded": "x01"}.items()
    )


def test_no_other_module_builds_an_iri():
    """The base and the patterns occur in iris and namespaces only."""
    for path in (ROOT / "src/mali_kg").rglob("*.py"):
        if path.name in ("iris.py", "namespaces.py"):
            continue
        source = re.sub(r'""".*?"""', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert DEFAULT_BASE not in source, path
        assert (
            not re.search(r'f?"[^"\n]*(graph/(article|source)|\bid/(article|proposition|link|source)|\bcode/\{)', source)
            # How hosts find the pages of IRIs is a table of paths.
            or path.name in ("vocabulary.py", "hosting.py")
        ), path


def test_prefixes_agree_with_the_context(project):
    from mali_kg.sheets.vocabulary import Vocabulary

    known = prefixes(project.config.base)
    context = Vocabulary(project).context[0]
    declared = {k: v for k, v in context.items() if isinstance(v, str) and v.startswith("http") and not k.startswith("@")}
    assert {k: known.get(k) for k in declared} == declared
    assert len(set(FOREIGN.values())) == len(FOREIGN)
