"""The default graph of a query is the union of all graphs, also where a server has another one: real servers, and ones that tell who they are, or do not."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest

from mali_kg.dataset.built import read
from mali_kg.sparql.endpoint import Endpoint
from mali_kg.sparql.products import FUSEKI, OXIGRAPH, VIRTUOSO, product_of
from mali_kg.sparql.questions import questions
from mali_kg.sparql.source import open_source
from mali_kg.sparql.table import to_table
from servers import oxigraph, replying, send

JSON = "application/sparql-results+json"
#: In two graphs, and none of it in the default one.
CLAIMS = "SELECT ?claim ?holder { ?claim a mk:Claim ; mk:heldBy ?holder . ?holder rdfs:label ?name }"
BY_GRAPH = "SELECT ?claim ?name { GRAPH ?a { ?claim a mk:Claim ; mk:heldBy ?holder } GRAPH ?b { ?holder rdfs:label ?name } }"


@pytest.fixture(scope="module")
def plain(tmp_path_factory, built) -> Iterator[str]:
    """An Oxigraph server as it is started without more; gives its address."""
    folder = tmp_path_factory.mktemp("oxigraph")
    with oxigraph(folder, built.dataset_path) as url:
        yield url


def rows(address: str, built, query: str) -> list[str]:
    return sorted(map(str, open_source(built, endpoint=address).ask(query)))


def here(built, query: str) -> list[str]:
    found = sorted(map(str, open_source(built).ask(query)))
    assert len(found) > 40
    return found


def test_every_question_has_the_same_rows_in_oxigraph(plain, built):
    for q in questions(built):
        there, expected = (to_table(source.ask(q.query)) for source in (open_source(built, endpoint=f"{plain}/query"), open_source(built)))
        assert sorted(map(repr, there.rows)) == sorted(map(repr, expected.rows)), q.name


@pytest.mark.parametrize(
    "query", [CLAIMS, BY_GRAPH, "SELECT * { ?claim mk:heldBy ?holder OPTIONAL { GRAPH ?g { ?holder rdfs:label ?name } } }"]
)
def test_oxigraph(plain, built, query):
    assert rows(f"{plain}/query", built, query) == here(built, query)


def test_a_query_that_chooses_its_graphs_has_these_alone(plain, built):
    """FROM of the article's graph: the names of the holders are in another one."""
    chosen = CLAIMS.replace("{", "FROM <https://w3id.org/mali-kg/graph/article/minusma-end> {", 1)
    both = chosen.replace("{", "FROM <https://w3id.org/mali-kg/graph/registry> {", 1)
    assert rows(f"{plain}/query", built, both) == here(built, CLAIMS)
    assert 0 < len(rows(f"{plain}/query", built, chosen)) < len(here(built, CLAIMS))  # the narrator has its name where the article is
    address = f"{plain}/query?default-graph-uri=https://w3id.org/mali-kg/graph/article/minusma-end"
    assert rows(address, built, CLAIMS) == rows(f"{plain}/query", built, chosen)


def test_virtuoso(run, virtuoso, built):
    assert run("load", virtuoso, "--user", "dba", cwd=built.root, MALI_KG_PASSWORD="dba").returncode == 0
    address = f"{virtuoso.partition('+')[2]}/sparql"
    for query in (CLAIMS, BY_GRAPH):
        assert rows(address, built, query) == here(built, query)
    asked = Endpoint(address, built.config.base)
    asked.ask(CLAIMS)
    assert asked.product == VIRTUOSO


Answers = Callable[[dict[str, list[str]]], bytes]


@contextmanager
def imitation(built, **headers: str) -> Iterator[tuple[str, list[dict[str, list[str]]]]]:
    """A server whose default graph is empty, unless it is asked as Fuseki is; gives its address, and what it has been asked."""
    store, asked = ox.Store(), list[dict[str, list[str]]]()
    store.bulk_load(read(built), format=ox.RdfFormat.N_QUADS)

    def reply(request, body: bytes) -> None:
        given = parse_qs(f"{urlsplit(request.path).query}&{body.decode()}", keep_blank_values=True)
        asked.append(given)
        union = FUSEKI.union["default-graph-uri"] in given.get("default-graph-uri", [])
        # As Jena does: who names a default graph and no named ones has no named ones.
        more = {"use_default_graph_as_union": True, "named_graphs": []} if union else {}
        found = store.query(given["query"][0], **more)
        send(request, 200, JSON, found.serialize(format=ox.QueryResultsFormat.JSON), **headers)

    with replying(reply) as url:
        yield f"{url}/kg/query", asked


def test_fuseki_is_known_by_its_answer_and_asked_again(built):
    with imitation(built, Fuseki_Request_Id="12") as (url, asked):
        endpoint = Endpoint(url, built.config.base)
        assert sorted(map(str, endpoint.ask(CLAIMS))) == here(built, CLAIMS)
        assert endpoint.product == FUSEKI
        assert ["default-graph-uri" in a for a in asked] == [False, True]
        endpoint.ask(CLAIMS)
        assert len(asked) == 3
        # It would find no graph any more.
        assert sorted(map(str, endpoint.ask(BY_GRAPH))) == here(built, BY_GRAPH)
        assert len(asked) == 4
        # Somebody has chosen.
        chosen = Endpoint(f"{url}?default-graph-uri=http://g.example/", built.config.base)
        chosen.ask(CLAIMS)
        assert asked[4:] == [{"query": asked[4]["query"], "default-graph-uri": ["http://g.example/"]}]


def test_a_server_that_nothing_tells_of_is_asked_once(built):
    with imitation(built) as (url, asked):
        endpoint = Endpoint(url, built.config.base)
        assert list(endpoint.ask(CLAIMS)) == []
        assert endpoint.product is None
        assert [a.keys() for a in asked] == [{"query", "union-default-graph"}]
        # What it needs can stand in its address.
        assert rows(f"{url}?default-graph-uri=urn:x-arq:UnionGraph", built, CLAIMS) == here(built, CLAIMS)


def test_oxigraph_behind_a_proxy_that_does_not_name_it(plain, built):
    import requests

    def reply(request, body: bytes) -> None:
        headers = {k: v for k, v in request.headers.items() if k.lower() in ("content-type", "accept")}
        answer = requests.post(plain + request.path, data=body, headers=headers, timeout=30)
        send(request, answer.status_code, answer.headers["Content-Type"], answer.content)

    with replying(reply) as url:
        assert rows(f"{url}/query", built, CLAIMS) == here(built, CLAIMS)


@pytest.mark.parametrize(
    ("headers", "product"),
    [
        ({"Server": "Oxigraph/0.5.3"}, OXIGRAPH),
        ({"Server": "Virtuoso/07.20.3229 (Linux) x86_64-pc-linux-gnu"}, VIRTUOSO),
        ({"Fuseki-Request-Id": "7"}, FUSEKI),
        ({"Server": "nginx"}, None),
        ({}, None),
    ],
)
def test_a_product_is_known_by_its_answer(headers, product):
    assert product_of(headers) == product
