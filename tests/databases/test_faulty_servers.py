"""Loading quads into servers that fail, refuse, are slow, are others than they are said to be, or answer what is no answer."""

import json
import re
import shutil
import threading
from pathlib import Path

import pyoxigraph as ox
import pytest

from mali_kg.cli.advice import advised
from mali_kg.databases import quads as rdf
from mali_kg.databases.address import parse_address
from mali_kg.databases.lines import lines
from mali_kg.databases.products import KINDS
from mali_kg.databases.wanted import WantedDataset
from mali_kg.dataset.built import pieces, write
from mali_kg.dataset.compile import compile_project
from mali_kg.errors import MaliKgError
from mali_kg.http import Credentials, Server
from mali_kg.project import Project
from mali_kg.rdf.namespaces import RDFS
from quad_servers import canonical_integers, dump, is_whole, opened, relabel, shipped, str_line, strangers
from servers import never_answering, replying, send


class Faulty:
    """Oxigraph with a fault: it passes what it is asked to a real server, and from the n-th change on does something else."""

    def __init__(self, real: str, good: int, fault) -> None:
        self.real, self.left, self.fault, self.times, self.body = real.partition("+")[2], good, fault, 0, b""

    def __call__(self, request, body):
        import requests

        if request.path != "/query":
            self.left -= 1
            if self.left < 0:
                self.times, self.body = self.times + 1, body
                self.fault(request, self)
                return
        headers = {k: v for k, v in request.headers.items() if k.lower() in ("content-type", "accept")}
        answer = requests.post(self.real + request.path, data=body, headers=headers, timeout=30)
        send(request, answer.status_code, answer.headers.get("Content-Type", ""), answer.content)


def status(code: int, **headers: str):
    return lambda request, _: send(request, code, "text/plain", b"no", **headers)


def hang_up(request, _):
    request.connection.close()


@pytest.mark.parametrize(
    ("fault", "words", "tries"),
    [
        (status(401), "answered 401", 1),
        (status(403), "answered 403", 1),
        (status(404), "the product that the address says", 1),
        (status(413), "--batch", 1),
        (status(500), "answered 500", 1),
        (status(503), "answered 503", 5),
        (hang_up, "cannot be reached", 5),
    ],
)
def test_a_fault_half_way_is_told_and_leaves_the_database_as_it_was(server, built, fault, words, tries, monkeypatch):
    """The fault comes with the third change; taking back what was sent is let through."""
    monkeypatch.setattr("mali_kg.http.PAUSES", (0.01,) * 4)
    before = set(dump(server))
    said: list[str] = []
    faulty = Faulty(server, 2, fault)

    def once(request, fault_of):
        fault(request, fault_of)
        if faulty.times == tries:
            faulty.left = 10_000

    faulty.fault = once
    with replying(faulty) as url:
        target = opened(f"sparql+{url}/query#update=/update", built, said)
        with pytest.raises(MaliKgError) as caught:
            rdf.load(target, shipped(built), "replace", batch=1000)
    assert words in advised(caught.value)
    assert "as it was before" in str(caught.value)
    assert faulty.times == tries
    assert len(said) == tries - 1
    assert set(dump(server)) == before


def test_a_busy_server_is_asked_again(server, built, monkeypatch):
    monkeypatch.setattr("mali_kg.http.PAUSES", (0.01,) * 4)
    said: list[str] = []
    faulty = Faulty(server, 0, None)

    def busy(request, _):
        if faulty.times == 3:
            faulty.left = 10_000
        send(request, 503, "text/plain", b"", Retry_After="0")

    faulty.fault = busy
    with replying(faulty) as url:
        target = opened(f"sparql+{url}/query#update=/update", built, said)
        found = rdf.load(target, shipped(built), "create")
    assert is_whole(found)
    assert len(said) == 3
    assert "overloaded" in said[0]


def test_where_nothing_can_be_taken_back_it_is_said(server, built, monkeypatch):
    monkeypatch.setattr("mali_kg.http.PAUSES", ())
    with replying(Faulty(server, 1, status(500))) as url:
        target = opened(f"sparql+{url}/query#update=/update", built)
        with pytest.raises(MaliKgError, match="load again"):
            rdf.load(target, shipped(built), "replace", batch=1000)
    assert is_whole(rdf.load(opened(server, built), shipped(built), "replace"))


def generic(server: str, more: str = "#update=/update") -> str:
    return f"sparql+{server.partition('+')[2]}/query{more}"


@pytest.mark.parametrize("more", ["#update=/update", "#update=/update&store=/store"])
def test_any_endpoint_by_its_addresses(run, server, built, more, counts):
    """Oxigraph, as somebody would address a product that is not in the list: by updates alone, and by the Graph Store Protocol."""
    first = run("load", generic(server, more), cwd=built.root)
    assert first.returncode == 0, first.stderr
    assert f"verified: {counts.graphs} graphs, {counts.quads} quads" in first.stdout
    assert len(dump(server)) == counts.quads + len(strangers())
    assert {canonical_integers(line) for line in lines(pieces(built))} == {str_line(q) for q in set(dump(server)) - strangers()}
    assert "0 quads added, 0 removed" in run("load", generic(server, more), cwd=built.root).stdout
    assert run("load", generic(server, more), "--remove", cwd=built.root).returncode == 0
    assert set(dump(server)) == strangers()


def test_the_graph_store_is_asked_as_its_specification_says(server, built):
    """SPARQL 1.1 Graph Store HTTP Protocol, section 4.1: ?graph= with the IRI escaped; graphs of a thousand quads and more."""
    asked: list[str] = []
    faulty = Faulty(server, 10_000, None)

    def noted(request, body):
        asked.append(request.path)
        faulty(request, body)

    big = [f'<http://s> <http://p> "{n}" <{built.config.base}graph/big?a=b&c> .\n'.encode() for n in range(1000)]
    with replying(noted) as url:
        target = opened(f"sparql+{url}/query#update=/update&store=/store", built)
        found = rdf.load(target, WantedDataset(lambda: [*pieces(built), *big], built.config.base), "create")
    assert is_whole(found)
    names = ("article%2Fminusma-end", "big%3Fa%3Db%26c", "vocabulary")
    assert [a for a in asked if a.startswith("/store")] == [
        f"/store?graph=https%3A%2F%2Fw3id.org%2Fmali-kg%2Fgraph%2F{name}" for name in names
    ]


def test_what_stands_after_the_number_sign_is_known(run):
    wrong = run("load", "sparql+http://127.0.0.1:9/query#stor=/store")
    assert wrong.returncode == 2
    assert "Did you mean store" in wrong.stderr


def test_another_product_than_the_address_says(run, server):
    wrong = run("load", server.replace("oxigraph+", "virtuoso+"))
    assert wrong.returncode == 2
    right = run("load", server.replace("oxigraph+", "fuseki+"))
    assert right.returncode == 2
    assert "not what the address says" in right.stderr
    assert "Oxigraph" in right.stderr


@pytest.mark.parametrize("kind", ["oxigraph:{}", "server"])
@pytest.mark.parametrize(("old", "new"), [(b"<https", b"<h tps"), (b"critics", b"critiks"), (b" .\n<", b" .\nx")])
def test_a_damaged_dataset_is_not_loaded(run, server, built, tmp_path, kind, old, new):
    """Of the right length, but no N-Quads any more; or still N-Quads, and not what was built."""
    folder = tmp_path / "damaged"
    shutil.copytree(built.root, folder)
    path = folder / "build/dataset.nq"
    path.write_bytes(path.read_bytes()[::-1].replace(old[::-1], new[::-1], 1)[::-1])
    result = run("load", server if kind == "server" else kind.format(tmp_path / "mine"), cwd=folder)
    assert result.returncode == 2
    assert "unforeseen" not in result.stderr
    if kind == "server":
        assert set(dump(server)) == strangers()
    elif (tmp_path / "mine").exists():
        assert len(ox.Store.read_only(str(tmp_path / "mine"))) == 0


def test_what_contradicts_itself_is_refused(run, server, built, counts):
    assert run("load", server, cwd=built.root).returncode == 0
    for flags in (["--remove", "--verify-only"], ["--dry-run", "--verify-only"]):
        result = run("load", server, *flags, cwd=built.root)
        assert result.returncode == 2
        assert "--verify-only" in result.stderr
    assert len(dump(server)) == counts.quads + len(strangers())


def test_verifying_compares_every_quad_and_not_their_number(run, server, copy, counts):
    write(compile_project(Project(copy)))
    assert run("load", server, cwd=copy).returncode == 0
    relabel(copy)
    result = run("load", server, "--verify-only", cwd=copy)
    assert result.returncode == 1
    assert re.search(r"article/…: (\d+) quads there, \1 sent   differs", result.stdout)


def test_nothing_is_made_where_nothing_is_to_be_changed(run, built, tmp_path, counts):
    address = f"oxigraph:{tmp_path / 'none'}"
    assert f"{counts.quads} quads would be added" in run("load", address, "--dry-run", cwd=built.root).stdout
    assert run("load", address, "--verify-only", cwd=built.root).returncode == 1
    assert run("load", address, "--remove", cwd=built.root).returncode == 0
    assert not (tmp_path / "none").exists()


def test_a_store_of_a_user_beside_the_dataset_stays(run, copy):
    write(compile_project(Project(copy)))
    assert run("load", "oxigraph:build/store-mine", cwd=copy).returncode == 0
    assert run("load", "oxigraph:build/store-mine", "--article", "minusma-end", cwd=copy).returncode == 0
    assert run("build", cwd=copy).returncode == 0
    assert run("load", "oxigraph:build/store-mine", "--verify-only", cwd=copy).returncode == 0


def test_what_a_database_gives_back_in_another_spelling_stays(tmp_path, built):
    """Oxigraph keeps values, not their spelling; so a second load takes them for others."""
    xsd = "http://www.w3.org/2001/XMLSchema#"
    base = built.config.base
    values = [f'"1.10"^^<{xsd}decimal>', f'"007"^^<{xsd}integer>', f'"x"^^<{xsd}string>', '"a"@EN', '"\\u00e9"']
    found = [f"<{base}id/{n}> <{RDFS}label> {value} <{base}graph/registry> .\n".encode() for n, value in enumerate(values)]
    sent = WantedDataset(lambda: found, base)
    for batch in (0, 1, 0, 1):
        target = opened(f"oxigraph:{tmp_path / 'store'}", built)
        assert is_whole(rdf.load(target, sent, "replace", batch=batch))
        target.close()
        del target


def test_an_article_of_somebody_else_is_not_ours(run, server, built):
    theirs = "<http://stranger.example/article> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/NewsArticle> <http://stranger.example/graph/article/x> .\n"
    opened(server, built).change([theirs.encode()], [])
    assert run("load", server, cwd=built.root).returncode == 0
    assert run("load", server, "--article", "minusma-end", "--remove", cwd=built.root).returncode == 0
    assert set(dump(server)) == strangers() | set(ox.parse(theirs, format=ox.RdfFormat.N_QUADS))


def test_a_change_that_fails_half_way_is_taken_back(run, server, copy, monkeypatch):
    """Ten labels have changed; the third request is refused, once it has been carried out."""
    monkeypatch.setattr("mali_kg.http.PAUSES", ())
    project = Project(copy)
    write(compile_project(project))
    assert run("load", server, cwd=copy).returncode == 0
    before = set(dump(server))
    data = project.dataset_path.read_bytes()
    changed = data.replace(b'Mali"@en', b'Mali!"@en')
    new = WantedDataset(lambda: [changed], project.config.base)
    faulty = Faulty(server, 2, None)

    def done_and_refused(request, fault_of):
        import requests

        requests.post(f"{faulty.real}/update", data=fault_of.body, headers={"Content-Type": "application/sparql-update"}, timeout=30)
        faulty.left = 10_000
        send(request, 500, "text/plain", b"no")

    faulty.fault = done_and_refused
    with replying(faulty) as url:
        target = opened(f"sparql+{url}/query#update=/update", project)
        with pytest.raises(MaliKgError, match="as it was before"):
            rdf.load(target, new, "replace", batch=4)
    assert faulty.times == 1
    assert set(dump(server)) == before


def test_a_body_is_whole_when_it_is_sent_again_for_a_digest(built):
    """RFC 7616: the first request is refused with a challenge, and sent again with the answer to it."""
    from mali_kg.http import Server

    bodies: list[tuple[str, int]] = []

    def challenge(request, body):
        scheme = request.headers.get("Authorization", "").partition(" ")[0]
        bodies.append((scheme, len(body)))
        if scheme == "Digest":
            send(request, 200, "text/plain", b"")
        else:
            send(request, 401, "text/plain", b"", WWW_Authenticate='Digest realm="r", nonce="n", qop="auth"')

    with replying(challenge) as url:
        server = Server(url, "TARGET", Credentials("ann", "s3cret"))
        response = server.send(lambda: iter([b"x" * 5000, b"y" * 5000]), {})
    assert response.status_code == 200
    assert bodies[-1] == ("Digest", 10_000)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("age://h:abc/db", "is its port a number"),
        ("age://h:99999/db", "is its port a number"),
        ("age:", "Has it a host"),
        ("bolt:127.0.0.1", "Has it a host"),
        ("age://ann:s3c/ret@h/db", "A slash in a password"),
        ("bolt://ann:s3c@x/s3c@h:1/db", "A slash in a password"),
        ("bolt://ann:s3cret@[x/db", "is not an address such as bolt://"),
        ("ages://h/db", "names no kind of database"),
        ("oxigraph:http://ann:s3cret@h/x", "see mali-kg load --list"),
        ("sparql+http://h/query#update=http://[", "one of them is no address"),
        ("oxigraph+http://127.0.0.1:9", "Connection refused"),
        ("oxigraph+http://nowhere.invalid", "cannot be reached"),
        ("foo:bar", "names no kind of database"),
        ("oxigraph", "names no kind of database"),
        ("oxigraf+http://ann:s3cret@127.0.0.1", "Did you mean oxigraph+http"),
        ("oxigraph:", "After the colon stands a path"),
        ("ladybug:", "After the colon stands a path"),
        ("sparql+ftp://x", "names no kind"),
    ],
)
def test_what_is_no_database_is_told(run, tmp_path, address, words):
    folder = tmp_path / "nothing"
    folder.mkdir()
    result = run("load", address, cwd=folder)
    assert result.returncode == 2
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert "s3c" not in result.stderr
    assert list(folder.iterdir()) == []


def test_a_slow_database_is_told(run):
    with never_answering() as url:
        result = run("load", f"oxigraph+{url}", "--timeout", "0.5")
    assert result.returncode == 2
    assert "--timeout" in result.stderr


def rows_as(answer: str):
    """An endpoint that takes everything, and answers every question but the first with this."""

    def reply(request, body):
        first = b"ASK" in body
        send(request, 200, "application/sparql-results+json", b'{"head":{},"boolean":true}' if first else answer.encode())

    return reply


def binding(**values: object) -> str:
    return json.dumps({"head": {"vars": sorted(values)}, "results": {"bindings": [values]}})


IRI, TEXT = {"type": "uri", "value": "http://s"}, {"type": "literal", "value": "x"}


@pytest.mark.parametrize(
    "answer",
    [
        '{"head":{},"boolean":true}',
        '{"head":{"vars":["s"]},"results":{"bindings":[{}]}}',
        '{"head":{"vars":[]},"results":{"bindings":[{}]}}',
        binding(x=IRI),
        binding(s=TEXT, p=TEXT, o=TEXT, g=TEXT),
        binding(s=IRI, p={"type": "bnode", "value": "b"}, o=TEXT),
        binding(n=TEXT),
        "[]",
        '{"results":7}',
        "",
    ],
)
@pytest.mark.parametrize("flags", [[], ["--remove"], ["--article", "minusma-end"], ["--dry-run"]])
def test_an_answer_that_is_none_is_told(run, built, answer, flags):
    with replying(rows_as(answer)) as url:
        result = run("load", f"sparql+{url}", *flags, cwd=built.root)
    assert result.returncode == 2
    assert "unforeseen" not in result.stderr
    assert url in result.stderr or "SPARQL endpoint" in result.stderr


def test_a_count_that_is_missing_is_told(run, built):
    with replying(rows_as('{"head":{"vars":["n"]},"results":{"bindings":[]}}')) as url:
        result = run("load", f"sparql+{url}", "--article", "minusma-end", cwd=built.root)
    assert result.returncode == 2
    assert "is no answer" in result.stderr


def test_two_loads_at_once_end_well(server, built, counts):
    found: list[rdf.Loaded] = []

    def work():
        found.append(rdf.load(opened(server, built), shipped(built), "replace"))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(found) == 3
    assert is_whole(rdf.load(opened(server, built), shipped(built), "replace"))
    assert len(dump(server)) == counts.quads + len(strangers())


def test_kinds_are_listed(run):
    text = run("load", "--list").stdout
    for kind in KINDS:
        assert kind.example in text
        assert parse_address(kind.example).kind == kind
    assert parse_address("oxigraph+https://x").kind.prefix == "oxigraph+http"
    assert run("load").returncode == 2


def test_the_folder_is_made(run, built, tmp_path: Path):
    assert run("load", f"oxigraph:{tmp_path}/a/b", cwd=built.root).returncode == 0


def test_a_connection_is_kept_for_the_next_request():
    connections: list[object] = []
    requests: list[int] = []

    def counting(request, body):
        requests.append(len(body))
        if request.connection not in connections:
            connections.append(request.connection)
        send(request, 200, "application/json", b"{}")

    with replying(counting, keep=True) as url:
        server = Server(url, "TARGET")
        for _ in range(20):
            assert server.send({"query": "ASK {}"}, {}).status_code == 200
        server.close()
    assert len(requests) == 20
    assert len(connections) == 1
