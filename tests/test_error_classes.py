"""What goes wrong is caught by its class, and holds what it is about as data; also where it comes from another process."""

import io
import sys

import pytest

import mali_kg
from mali_kg.errors import LibraryMissingError
from mali_kg.export.forms import form_named
from mali_kg.files import CircularLinksError, NoFileError, PathError, UnwritableError, read_bytes, replacing
from mali_kg.http import NetworkError
from mali_kg.output import NotReplaceableError, compressing, write_folder
from mali_kg.project import BaseIriError, NotAProjectError, check_base, open_project
from mali_kg.rdf.files import NoRdfError, UnknownEndingError, read_rdf
from mali_kg.rdf.formats import RDF_FORMATS, UnknownFormatError, by_name
from mali_kg.report.engines import BrokenShapesError, UnknownEngineError, run
from mali_kg.sparql.endpoint import BrokenResultsError, Endpoint, EndpointError, NoResultsError, QueryRefusedError
from mali_kg.sparql.errors import ArgumentError, ParameterError, QuerySyntaxError
from mali_kg.sparql.questions import NoQuestionError, UnknownParameterError
from servers import replying, send


def test_paths(tmp_path):
    gone = tmp_path / "gone"
    with pytest.raises(NoFileError) as found:
        read_bytes(gone, "key")
    assert (found.value.path, found.value.what) == (gone, "key")
    assert str(found.value) == f"{gone}: no such key. Check the path."
    with pytest.raises(PathError) as found:
        read_bytes(tmp_path)
    assert found.value.reason == "is a directory, expected a file."
    with pytest.raises(NotAProjectError) as found:
        open_project(tmp_path)
    assert found.value.path == tmp_path
    with pytest.raises(NoRdfError) as found:
        read_rdf(tmp_path)
    assert found.value.path == tmp_path
    (tmp_path / "a.xyz").write_text("")
    with pytest.raises(UnknownEndingError) as found:
        read_rdf(tmp_path / "a.xyz")
    assert found.value.known == [".ttl", ".trig", ".nt", ".nq", ".jsonld", ".rdf", ".owl"]


def test_paths_to_write_to(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UnwritableError) as found, replacing(tmp_path / "file" / "below"):
        pass
    assert found.value.path == tmp_path / "file" / "below"
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(CircularLinksError), replacing(tmp_path / "a"):
        pass
    with pytest.raises(NotReplaceableError) as found:
        write_folder(tmp_path / "file", {})
    assert found.value.reason == "is a file; this form is a folder of files. Give another name."


def test_names_that_nothing_has():
    with pytest.raises(UnknownFormatError) as found:
        by_name("turtel", RDF_FORMATS)
    assert found.value.known == ("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml")
    assert str(found.value) == ("unknown format 'turtel'. Did you mean turtle? Formats: turtle, trig, ntriples, nquads, jsonld, rdfxml.")
    with pytest.raises(UnknownFormatError) as found:
        form_named("zzz")
    assert str(found.value).startswith("unknown format 'zzz'. Formats: turtle")
    with pytest.raises(UnknownEngineError) as found:
        run("pyshack", [], [])
    assert (found.value.name, found.value.known) == ("pyshack", ("pyshacl", "shacl"))
    with pytest.raises(BaseIriError) as found:
        check_base("example")
    assert found.value.base == "example"


def test_a_library_that_is_not_there(monkeypatch):
    monkeypatch.setitem(sys.modules, "zstandard", None)
    with pytest.raises(LibraryMissingError) as found, compressing(io.BytesIO(), "a.nq.zst"):
        pass
    assert (found.value.what, found.value.library, found.value.package) == (".zst", "zstandard", "mali-kg[zstd]")


def test_shapes_that_an_engine_cannot_use(tmp_path):
    (tmp_path / "shapes.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <http://x/s> a sh:NodeShape ; sh:targetNode <http://x/a> ;"
        ' sh:property [ sh:path <http://x/p> ; sh:pattern "(" ] .'
    )
    (tmp_path / "data.ttl").write_text('<http://x/a> <http://x/p> "b" .')
    with pytest.raises(BrokenShapesError) as found:
        run("pyshacl", read_rdf(tmp_path / "data.ttl"), read_rdf(tmp_path / "shapes.ttl"))
    assert found.value.engine == "pyshacl"
    assert str(found.value) == f"pyshacl cannot use these shapes: {found.value.said}"


@pytest.mark.parametrize(
    ("arguments", "about"),
    [
        ({"question": " "}, "question"),
        ({"question": "ASK {}", "token": "t"}, "token"),
        ({"question": "ASK {}", "timeout": -1}, "timeout"),
        ({"question": "ASK {}", "memory": -1}, "memory"),
        ({"question": "claims-of-holder", "params": {"holder": ""}}, "params"),
        ({"question": "ASK {}", "params": {"holder": "critics"}}, "params"),
        ({"question": "ASK {}", "data": []}, "data"),
        ({"question": "ASK {}", "data": "a.ttl", "endpoint": "http://localhost/"}, "data"),
    ],
)
def test_arguments_that_make_no_sense(arguments, about):
    with pytest.raises(ArgumentError) as found:
        mali_kg.query(**arguments)
    assert found.value.argument == about


def test_errors_of_questions_come_from_their_process_with_their_data():
    with pytest.raises(NoQuestionError) as unknown:
        mali_kg.query("no-such-question")
    assert unknown.value.name == "no-such-question"
    with pytest.raises(UnknownParameterError) as parameter:
        mali_kg.query("claims-of-holder", {"holdr": "critics"})
    assert (parameter.value.question, parameter.value.parameter, parameter.value.known) == (
        "claims-of-holder",
        "holdr",
        ("holder", "article", "language"),
    )
    with pytest.raises(ParameterError) as value:
        mali_kg.query("claims-of-holder", {"holder": "a b"})
    assert (value.value.parameter, value.value.value) == ("holder", "a b")


@pytest.mark.parametrize(
    ("query", "status", "media", "body", "kind"),
    [
        ("ASK {", 400, "text/plain", b"no", QuerySyntaxError),
        ("ASK {}", 400, "text/plain", b"no", QueryRefusedError),
        ("ASK {}", 200, "application/sparql-results+json", b"{", BrokenResultsError),
        ("ASK {}", 200, "text/html", b"<p>", NoResultsError),
    ],
)
def test_what_endpoints_do(query, status, media, body, kind):
    with replying(lambda request, _: send(request, status, media, body)) as url, pytest.raises(kind) as found:
        Endpoint(url, "").ask(query)
    if kind is not QuerySyntaxError:
        assert isinstance(found.value, EndpointError)
        assert isinstance(found.value, NetworkError)
        assert str(found.value) == f"{found.value.url} {found.value.reason}"
