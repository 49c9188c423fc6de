"""What `mali_kg.query` and `mali_kg.load` say of arguments that they cannot take, and the command of the same."""

import re
from pathlib import Path

import pytest

import mali_kg
from mali_kg.errors import MaliKgError, ServiceRefusedError, UnsupportedError
from mali_kg.sparql.table import Table

ASK = "ASK {}"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"question": None}, "question: expected the text of a query or the name of a shipped question, got None."),
        ({"question": 42}, "got 42 (int)."),
        ({"question": b"ASK {}"}, "(bytes)"),
        ({"question": Path("q.rq")}, "(PosixPath)"),
        ({"params": ["holder"]}, "params: expected a mapping from names to values, got ['holder'] (list)."),
        ({"params": {"holder": None}}, "params: expected text for 'holder', got None. Leave it out for its default."),
        ({"params": {"holder": ["critics"]}}, "got ['critics'] (list)"),
        ({"params": {"holder": True}}, "got True (bool)"),
        ({"params": {1: "x"}}, "expected names as text, got 1 (int)"),
        ({"project": 3}, "project: expected the path of a project directory, got 3 (int)."),
        ({"data": 3}, "data: expected the path of an RDF file or folder, or a list of them, got 3 (int)."),
        ({"data": [None]}, "data: expected paths of RDF files or folders, got None."),
        ({"data": {"a": "b"}}, "(dict)"),
        ({"data": (path for path in ("a.ttl",))}, "(generator)"),
        ({"endpoint": None}, "endpoint: expected text, got None."),
        ({"endpoint": "http://x/", "user": 7}, "user: expected text, got 7 (int)."),
        ({"timeout": "x"}, "timeout: expected a number of seconds, got 'x' (str)."),
        ({"timeout": None}, "timeout: expected a number of seconds, got None."),
        ({"timeout": True}, "got True (bool)"),
        ({"tiemout": 1}, "tiemout"),
        ({"memory": "2G"}, "memory: expected a whole number of megabytes, got '2G' (str)."),
        ({"question": "x" * 500 + "{", "params": 3}, "got 3 (int)"),
        ({"params": "y" * 500}, "…"),
    ],
)
def test_a_value_of_another_kind_is_a_type_error(arguments, words):
    question = arguments.pop("question", "claims-of-holder")
    with pytest.raises(TypeError, match=re.escape(words)) as caught:
        mali_kg.query(question, **arguments)
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"question": ""}, "the question is empty"),
        ({"question": " \n"}, "the question is empty"),
        ({"params": {"holder": ""}}, "params: 'holder' is empty. Give a value, or leave it out for its default."),
        ({"data": []}, "data: the list is empty. Give files or folders, or leave data out to ask the project."),
        ({"data": ()}, "data: the list is empty."),
        ({"data": ""}, "data: a path is empty."),
        ({"data": ["a.ttl", " "]}, "data: a path is empty."),
        ({"timeout": -1}, "timeout: expected seconds from 0 (no limit) to 31536000 (a year), got -1."),
        ({"timeout": float("nan")}, "got nan"),
        ({"timeout": float("inf")}, "got inf"),
        ({"memory": -1}, "memory: expected megabytes, 0 for no limit, got -1."),
        ({"user": "ann"}, "user belongs to an endpoint"),
        ({"token": "t"}, "token belongs to an endpoint"),
        ({"project": __file__}, "is a file, not a project directory. Give the folder that holds mali-kg.toml."),
        ({"project": "/nowhere/at/all"}, "not a project directory"),
    ],
)
def test_a_value_that_makes_no_sense_is_told(arguments, words):
    question = arguments.pop("question", "claims-of-holder")
    with pytest.raises(MaliKgError, match=re.escape(words)):
        mali_kg.query(question, **arguments)


def test_no_secret_is_told():
    with pytest.raises(MaliKgError) as caught:
        mali_kg.query(ASK, user="ann", password="s3cret")
    assert "s3cret" not in str(caught.value)
    with pytest.raises(TypeError) as wrong:
        mali_kg.query(ASK, endpoint="http://x/", password=b"s3cret")  # type: ignore[arg-type]
    assert "s3cret" not in str(wrong.value)


def test_what_is_good_is_taken(tmp_path):
    (tmp_path / "a.ttl").write_text("<http://x/a> <http://x/p> 1 .", encoding="utf-8")
    for data in (tmp_path, str(tmp_path), [tmp_path], (str(tmp_path / "a.ttl"),), {tmp_path / "a.ttl"}):
        assert mali_kg.query("SELECT ?o { ?s ?p ?o }", data=data).rows == [(1,)]
    assert isinstance(mali_kg.query(ASK, {}, timeout=0), Table)
    assert isinstance(mali_kg.query(ASK, timeout=2.5), Table)
    assert len(mali_kg.query("claims-of-holder", {"holder": "critics"})) == 2


def test_load_of_a_file():
    with pytest.raises(MaliKgError, match="is a file, not a project directory"):
        mali_kg.load(__file__)


SERVICE = "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"


def test_service_is_asked_where_it_is_allowed():
    """Nobody listens at that port: what is not refused is tried."""
    with pytest.raises(ServiceRefusedError, match="refused unless “service” allows it") as refused:
        mali_kg.query(SERVICE)
    assert isinstance(refused.value, UnsupportedError)
    assert "--" not in str(refused.value)
    with pytest.raises(MaliKgError, match="cannot be answered"):
        mali_kg.query(SERVICE, service=True)


def test_the_command_says_what_allows_service(run, tmp_path):
    """It works for data of one's own, without a project file."""
    (tmp_path / "a.ttl").write_text("<http://x/a> <http://x/p> 1 .", encoding="utf-8")
    for more in ([], ["--data", str(tmp_path / "a.ttl")]):
        refused = run("query", SERVICE, *more)
        assert refused.returncode == 3
        assert "Allow it with --service, or" in refused.stderr
        tried = run("query", SERVICE, "--service", *more)
        assert tried.returncode == 2
        assert "cannot be answered" in tried.stderr


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["claims-of-holder", "--param", "holder="], "--param holder is empty. Give a value, or leave it out for its default."),
        (["claims-of-holder", "--param", "holder= "], "--param holder is empty."),
        (["claims-of-holder", "--param", "=critics"], "is not NAME=VALUE"),
        (["claims-of-holder", "--param", "holder"], "is not NAME=VALUE"),
        ([""], "query: nothing is asked."),
        ([" "], "query: nothing is asked."),
        (["-"], "standard input: nothing is asked."),
        ([ASK, "--data", ""], "--data is empty."),
        ([ASK, "--endpoint", ""], "--endpoint is empty."),
        ([ASK, "--timeout", "x"], "--timeout"),
        ([ASK, "--project", __file__], "is a file, not a project directory"),
    ],
)
def test_the_command_says_the_same(run, args, words):
    result = run("query", *args)
    assert result.returncode == 2
    assert result.stdout == ""
    assert words in result.stderr
