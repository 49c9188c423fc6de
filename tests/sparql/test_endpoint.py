"""Queries to endpoints: a real one, and every way to answer badly."""

import base64
import json
import time
from urllib.parse import parse_qs

import pytest

from mali_kg.errors import MaliKgError
from mali_kg.http import Credentials
from mali_kg.sparql.endpoint import Endpoint, declare
from mali_kg.sparql.source import open_source
from servers import never_answering, oxigraph, replying, send

BASE = "https://w3id.org/mali-kg/"
JSON = "application/sparql-results+json"
ONE_ROW = json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "1"}}]}}).encode()


@pytest.fixture(scope="module")
def server(tmp_path_factory, compiled):
    folder = tmp_path_factory.mktemp("oxigraph")
    (folder / "data.nq").write_bytes(compiled.data())
    with oxigraph(folder, folder / "data.nq") as url:
        yield url


@pytest.mark.parametrize("fmt", ["csv", "tsv", "json", "xml", "table", "markdown", "html"])
def test_a_question_has_the_same_answer_there_as_here(run, server, fmt):
    here = run("query", "for-and-against", "--format", fmt)
    there = run("query", "for-and-against", "--format", fmt, "--endpoint", f"{server}/query")
    assert there.returncode == 0, there.stderr
    assert there.stdout == here.stdout


def test_every_question_has_the_same_rows_there_as_here(server, project):
    from mali_kg.sparql.questions import questions
    from mali_kg.sparql.table import to_table

    here, there = open_source(project), open_source(project, endpoint=f"{server}/query")
    for q in questions(project):
        assert to_table(there.ask(q.query)) == to_table(here.ask(q.query)), q.name


@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { kg:critics ?p ?o }", "ASK { kg:critics a mk:VagueGroup }", "DESCRIBE kg:critics"])
def test_graphs_and_yes_or_no(run, server, query):
    here, there = run("query", query), run("query", query, "--endpoint", f"{server}/query")
    assert there.returncode == 0, there.stderr
    assert there.stdout == here.stdout


def test_the_other_options_work_there_too(run, server):
    url = f"{server}/query"
    cut = run("query", "who-claims-what", "--endpoint", url, "--max-rows", "3", "--format", "tsv")
    assert cut.stdout.count("\n") == 4
    assert "only the first 3" in cut.stderr
    given = run("query", "claims-of-holder", "--param", "holder=transitional-government", "--endpoint", url)
    assert given.stdout.count("c08-") == 3
    empty = run("query", "SELECT ?c { ?c mk:heldBy kg:critic }", "--endpoint", url)
    assert empty.returncode == 0
    assert "Did you mean kg:critics?" in empty.stderr
    wrong = run("query", "SELECT ?x {\n ?x mkk:heldBy ?y }", "--endpoint", url)
    assert wrong.returncode == 2
    assert "line 2" in wrong.stderr
    assert "Did you mean mk?" in wrong.stderr
    update = run("query", "INSERT DATA { kg:a kg:b kg:c }", "--endpoint", url)
    assert update.returncode == 2
    assert "Updates are refused" in update.stderr


def html(request, _):
    send(request, 200, "text/html; charset=utf-8", b"<html><script>alert(1)</script></html>")


def status(code, **headers):
    return lambda request, _: send(request, code, "text/plain", b"some \x1b[31m words", **headers)


def breaks_off(request, _):
    request.send_response(200)
    request.send_header("Content-Type", JSON)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    request.wfile.write(ONE_ROW)


def hangs_up(request, _):
    request.connection.close()


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (html, ["a web page", "Is it the address of an endpoint?"]),
        (status(301, Location="http://127.0.0.1:9/sparql"), ["has moved to http://127.0.0.1:9/sparql"]),
        (status(400), ["does not take the query (400)", "some"]),
        (status(401), ["answered 401", "MALI_KG_PASSWORD"]),
        (status(403), ["answered 403"]),
        (status(404), ["answered 404", "/sparql"]),
        (status(405), ["answered 405"]),
        (status(406), ["answered 406"]),
        (status(429, Retry_After="7"), ["Wait 7 s"]),
        (status(500), ["answered 500", "its side"]),
        (status(503), ["answered 503", "Wait and ask"]),
        (lambda r, _: send(r, 200, JSON, b'{"head": {"vars": ["x"]}, "results": {"bind'), ["broken results"]),
        (lambda r, _: send(r, 200, JSON, b"not json"), ["broken results"]),
        (lambda r, _: send(r, 200, "application/sparql-results+xml", b"<sparql/>"), ["broken results"]),
        (lambda r, _: send(r, 200, "text/turtle", b"<a> <b>"), ["broken results"]),
        (lambda r, _: send(r, 200, "", b"?"), ["without a type"]),
        (lambda r, _: send(r, 200, "image/png", b"?"), ["image/png"]),
        (breaks_off, ["127.0.0.1"]),
        (hangs_up, ["cannot be reached"]),
    ],
)
def test_what_is_no_answer_is_told(run, reply, words):
    with replying(reply) as url:
        result = run("query", "SELECT ?x { ?x ?y ?z }", "--endpoint", f"{url}/sparql")
    assert result.returncode == 2, result.stdout
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert "unforeseen" not in result.stderr
    assert "\x1b" not in result.stderr
    for word in words:
        assert word in result.stderr


def test_down_slow_and_no_url(run):
    for url, word in (
        ("http://127.0.0.1:9/sparql", "refused"),
        ("http://nowhere.invalid/sparql", "cannot be reached"),
        ("ftp://x/", "http or https"),
        ("http://[", "not a URL"),
        ("http://127.0.0.1:99999/", "not a URL"),
        ("sparql", "http or https"),
    ):
        result = run("query", "ASK {}", "--endpoint", url)
        assert result.returncode == 2
        assert word in result.stderr, result.stderr
        assert "Traceback" not in result.stderr
    with never_answering() as url:
        result = run("query", "ASK {}", "--endpoint", url, "--timeout", "0.5")
    assert result.returncode == 2
    assert "--timeout" in result.stderr


def test_a_server_that_drips_is_ended_in_time(run):
    def drip(request, _):
        request.send_response(200)
        request.send_header("Content-Type", JSON)
        request.end_headers()
        for _ in range(50):
            request.wfile.write(b" ")
            request.wfile.flush()
            time.sleep(0.1)

    with replying(drip) as url:
        result = run("query", "ASK {}", "--endpoint", url, "--timeout", "0.7")
    assert result.returncode == 2
    assert "took longer than 0.7 s" in result.stderr


def test_credentials_are_sent_and_never_shown(run):
    seen = []

    def keep(request, _):
        seen.append(request.headers.get("Authorization", ""))
        send(request, 403, "text/plain", b"no")

    with replying(keep) as url:
        results = [
            run("query", "ASK {}", "--endpoint", url, "--user", "ann", MALI_KG_PASSWORD="s3cret"),
            run("query", "ASK {}", "--endpoint", url, MALI_KG_TOKEN="s3cret"),
            run("query", "ASK {}", "--endpoint", url.replace("//", "//ann:s3cret@")),
        ]
    basic = "Basic " + base64.b64encode(b"ann:s3cret").decode()
    assert seen == [basic, "Bearer s3cret", basic]
    for result in results:
        assert result.returncode == 2
        assert "s3cret" not in result.stderr + result.stdout
    assert "s3cret" not in repr(Credentials("ann", "s3cret"))
    told = run("query", "ASK {}", "--endpoint", "http://127.0.0.1:9/", "--user", "ann")
    assert "MALI_KG_PASSWORD" in told.stderr


def test_digest_where_the_server_asks_for_it():
    seen = []

    def digest(request, _):
        auth = request.headers.get("Authorization", "")
        seen.append(auth.partition(" ")[0])
        if auth.startswith("Digest"):
            send(request, 200, JSON, ONE_ROW)
        else:
            send(request, 401, "text/plain", b"", WWW_Authenticate='Digest realm="x", nonce="n", qop="auth"')

    with replying(digest) as url:
        rows = list(Endpoint(url, BASE, Credentials("ann", "pw")).ask("SELECT ?x {}"))
    assert rows[0]["x"].value == "1"
    assert seen[-1] == "Digest"


def test_credentials_are_not_taken_elsewhere():
    elsewhere = []

    def other(request, _):
        elsewhere.append(request.headers)
        send(request, 200, JSON, ONE_ROW)

    with (
        replying(other) as target,
        replying(lambda r, _: send(r, 307, "text/plain", b"", Location=target)) as url,
        pytest.raises(MaliKgError, match="has moved"),
    ):
        Endpoint(url, BASE, Credentials("ann", "pw")).ask("ASK {}")
    assert elsewhere == []


def test_the_query_is_sent_with_the_prefixes_it_needs_on_its_first_line():
    sent = []

    def keep(request, body):
        sent.append(parse_qs(body.decode())["query"][0])
        send(request, 200, JSON, ONE_ROW)

    query = "PREFIX kg: <http://x/>\nSELECT ?x { ?x mk:heldBy kg:a ; rdfs:label 'oa:no' }"
    with replying(keep) as url:
        Endpoint(url, BASE).ask(query)
    assert sent == [declare(query, BASE)]
    first = sent[0].splitlines()[0]
    assert f"PREFIX mk: <{BASE}ns#>" in first
    assert "PREFIX rdfs:" in first
    assert "PREFIX oa:" not in first
    assert first.count("PREFIX kg:") == 1


def test_options_that_do_not_go_together(run):
    assert run("query", "ASK {}", "--endpoint", "http://x/", "--data", "a.ttl").returncode == 2
    assert run("query", "ASK {}", "--user", "ann").returncode == 2


def test_a_refused_query_is_not_asked_here_instead():
    """On a 400 the query is looked at for mistakes, and never run: SERVICE would go out over the network."""
    asked = []

    def refuse(request, _):
        asked.append(request.path)
        send(request, 400, "text/plain", b"no")

    with replying(refuse) as url, pytest.raises(MaliKgError, match="does not take the query"):
        Endpoint(f"{url}/sparql", BASE).ask(f"ASK {{ SERVICE <{url}/elsewhere> {{ ?a ?b ?c }} }}")
    assert asked == ["/sparql"]


def test_a_comment_declares_no_prefix():
    assert declare("# prefix mk: is known\nSELECT ?x { ?x mk:heldBy ?y }", BASE).startswith(f"PREFIX mk: <{BASE}ns#> ")


def test_blank_nodes_as_virtuoso_names_them():
    body = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"bnode","value":"nodeID://b10"}}]}}'
    with replying(lambda r, _: send(r, 200, JSON, body)) as url:
        (row,) = Endpoint(url, BASE).ask("SELECT ?x {}")  # type: ignore[misc]
    assert row["x"].value == "b10"
