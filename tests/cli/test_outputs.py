"""One rule for every output: what is there stays unless its replacement is asked for, and what is read stays in any case."""

import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import click
import pytest

from checkout import checkout, copy_project
from conftest import HANGS, SHEET, missing_extra
from mali_kg.cli.destination import Destination, project_files
from mali_kg.cli.main import COMMANDS, LazyGroup, cli
from mali_kg.dataset.built import write
from mali_kg.dataset.compile import compile_project
from mali_kg.dataset.fingerprint import RECORD_NAME
from mali_kg.errors import MaliKgError
from mali_kg.project import Project

#: The fast engine, where it is installed.
ENGINE = "pyshacl" if missing_extra("pip install 'mali-kg[fast]'") else "shacl"
#: Every command that writes a file, in a form that is quick.
WRITERS: dict[str, list[str]] = {
    "build": ["build", "--engine", ENGINE],
    "validate": ["validate", "--engine", ENGINE],
    "coverage": ["coverage"],
    "query": ["query", "claims-of-holder", "--format", "csv"],
    "show": ["show", "c15-1"],
    "export": ["export", "trig"],
    "diff": ["diff", "before.nq"],
    "canon": ["canon"],
    "schema": ["schema"],
    "stats": ["stats"],
}


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A copy of the project with a dataset, and a copy of that to compare it with."""
    folder = tmp_path_factory.mktemp("outputs") / "project"
    copy_project(checkout(), folder)
    write(compile_project(Project(folder)))
    shutil.copy(folder / "build/dataset.nq", folder / "before.nq")
    return folder


@pytest.fixture
def built(template, tmp_path):
    return shutil.copytree(template, tmp_path / "project")


def refused(result: "subprocess.CompletedProcess[str]", *words: str) -> None:
    assert result.returncode == 2, (result.stdout, result.stderr)
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    for word in words:
        assert word in result.stderr


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_every_command_that_writes_is_here():
    assert isinstance(cli, LazyGroup)
    writing = set()
    for name in COMMANDS:
        command = cli.get_command(None, name)  # type: ignore[arg-type]
        assert command is not None
        options = {o for p in command.params if isinstance(p, click.Option) for o in p.opts}
        assert ("--output" in options) == ("-o" in options)
        if "--output" in options:
            if name == "site":
                continue  # it replaces what it wrote itself and nothing else: see tests/site/test_folder.py
            assert "--force" in options, name
            writing.add(name)
    assert writing == WRITERS.keys()


@pytest.mark.parametrize("name", WRITERS)
def test_what_is_there_is_replaced_only_when_asked(run, built, name):
    path = built / "out.txt"
    path.write_text("mine")
    before = files_of(built)
    refused(run(*WRITERS[name], "-o", "out.txt", cwd=built), "out.txt: is there already", "--force")
    assert files_of(built) == before
    assert run(*WRITERS[name], "-o", "out.txt", "--force", cwd=built).returncode == 0
    written = path.read_bytes()
    assert written
    assert written != b"mine"
    assert {k: v for k, v in files_of(built).items() if k != "out.txt"} == {k: v for k, v in before.items() if k != "out.txt"}
    # A new name needs nothing, and holds the same; compressed, where its ending says so.
    assert run(*WRITERS[name], "-o", "new/out.txt", cwd=built).returncode == 0
    assert (built / "new/out.txt").read_bytes() == written
    assert run(*WRITERS[name], "-o", "out.txt.gz", cwd=built).returncode == 0
    import gzip

    assert gzip.decompress((built / "out.txt.gz").read_bytes()) == written


@pytest.mark.parametrize("name", WRITERS)
def test_a_file_that_the_project_reads_is_not_replaced_at_all(run, built, name):
    (built / "link").symlink_to("mali-kg.toml")
    before = files_of(built)
    for target in (SHEET, "link"):
        refused(run(*WRITERS[name], "-o", target, "--force", cwd=built), f"{target}: is read by the project", "Give another name")
    target = f"build/{RECORD_NAME}" if name == "build" else "build/dataset.nq"
    refused(run(*WRITERS[name], "-o", target, "--force", cwd=built), "which mali-kg build writes")
    assert files_of(built) == before


@pytest.mark.parametrize(("name", "stdout"), [*((name, "-") for name in WRITERS), ("stats", "/dev/stdout"), ("stats", "/dev/fd/1")])
def test_standard_output_has_names(run, built, name, stdout):
    plain = run(*WRITERS[name], cwd=built)
    named = run(*WRITERS[name], "-o", stdout, cwd=built)
    assert named.returncode == plain.returncode == 0, named.stderr
    assert named.stdout == ((built / "build/dataset.nq").read_text(encoding="utf-8") if name == "build" else plain.stdout)
    assert not (built / "-").exists()


def test_the_place_of_the_dataset_is_that_of_build(run, built):
    """Named or not, build replaces what it wrote."""
    (built / "build/dataset.nq").write_text("damaged")
    result = run("build", "--engine", ENGINE, "-o", "./build/../build/dataset.nq", cwd=built)
    assert result.returncode == 0, result.stderr
    assert (built / "build/dataset.nq").read_bytes() == (built / "before.nq").read_bytes()
    assert run("validate", "--engine", ENGINE, cwd=built).returncode == 0


@pytest.mark.parametrize(
    "args",
    [
        ["build"],
        ["validate"],
        ["validate", "--engine", ENGINE],
        ["query", "--list"],
        ["query", "claims-of-holder"],
        ["coverage"],
        ["export", "cards"],
        ["diff", "."],
    ],
)
def test_whatever_is_read_in_a_project_is_known(built, args):
    """Python itself tells which files a command opens: those of the project are the ones that no output replaces."""
    watch = (
        "import os, sys\n"
        "from mali_kg.cli.main import run\n"
        "sys.addaudithook(lambda event, found: event == 'open' and os.write(2, f'OPENED {found[1]} {found[0]}\\n'.encode(errors='replace')))\n"
        "run(sys.argv[1:])\n"
    )
    done = subprocess.run([sys.executable, "-c", watch, *args], cwd=built, capture_output=True, text=True, encoding="utf-8", timeout=HANGS)
    if reason := missing_extra(done.stderr):
        pytest.skip(reason)
    assert done.returncode == 0, done.stderr
    told = [line.split(" ", 2)[1:] for line in done.stderr.splitlines() if line.startswith("OPENED ")]
    opened = {Path(os.path.abspath(built / path)) for mode, path in told if (mode != "wb" and os.path.isabs(path)) or not path.isdigit()}  # noqa: PTH100, PTH117
    inside = {p for p in opened if p.is_file() and p.is_relative_to(built) and not p.is_relative_to(built / "build")}
    assert inside
    assert inside <= set(project_files(Project(built)))


def test_no_name_of_an_input_gets_round_the_rule(copy, tmp_path, monkeypatch):
    monkeypatch.chdir(copy / "data")
    project = Project(copy)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "folder").symlink_to(copy / "data")
    for path in project_files(project):
        names = [str(path), os.path.relpath(path), f"../data/../{path.relative_to(copy)}"]
        if path.is_relative_to(copy / "data"):
            names.append(str(elsewhere / "folder" / path.relative_to(copy / "data")))
        link = elsewhere / f"link-{path.name}"
        link.symlink_to(path)
        hard = elsewhere / f"hard-{path.name}"
        os.link(path, hard)
        names += [str(link), str(hard)]
        other_case = path.with_name(path.name.upper())
        if other_case.exists():
            names.append(str(other_case))
        for name in names:
            for force in (True, False):
                with pytest.raises(MaliKgError, match="is read by the project"):
                    Destination(name, force, projects=[project]).check()
        link.unlink()
        hard.unlink()
    # What nothing reads is the user's to give away.
    (copy / "data/notes.txt").write_text("mine")
    Destination("notes.txt", True, projects=[project]).check()
    with pytest.raises(MaliKgError, match="is there already"):
        Destination("notes.txt", False, projects=[project]).check()


def test_another_project_is_safe_as_well(run, copy):
    """The project that the file lies in counts, wherever the command is run."""
    before = files_of(copy)
    refused(run("query", "claims-of-holder", "--format", "csv", "-o", str(copy / SHEET), "--force"), "is read by the project")
    refused(run("stats", "-o", str(copy / "shapes/claim.ttl"), "--force"), "is read by the project")
    assert files_of(copy) == before


@pytest.mark.parametrize(
    ("args", "target"),
    [
        (["query", "claims-of-holder", "--data", "mine/claims.trig", "--format", "csv"], "mine/claims.trig"),
        (["query", "claims-of-holder", "--data", "mine", "--format", "csv"], "mine/claims.trig"),
        (["query", "-f", "mine/q.rq", "--format", "csv"], "mine/q.rq"),
        (["query", "mine/q.rq", "--format", "csv"], "mine/q.rq"),
        (["validate", "--data", "mine/claims.trig", "--engine", ENGINE], "mine/claims.trig"),
        (["validate", "--data", "mine/claims.trig", "--shapes", "mine/s.ttl", "--engine", ENGINE], "mine/s.ttl"),
        (["diff", "mine/claims.trig"], "mine/claims.trig"),
        (["diff", "before.nq", "mine/claims.trig"], "mine/claims.trig"),
        (["diff", "before.nq", "other"], "other/mali-kg.toml"),
        (["canon", "mine/claims.trig"], "mine/claims.trig"),
        (["export", "nanopubs", "--key", "mine/key.pem"], "mine/key.pem"),
    ],
)
def test_what_a_command_reads_it_does_not_replace(run, built, args, target):
    (built / "mine").mkdir()
    assert run("export", "-o", "mine/claims.trig", cwd=built).returncode == 0
    (built / "mine/q.rq").write_text("SELECT * { ?s a mk:Claim } LIMIT 1")
    (built / "mine/s.ttl").write_text("")
    (built / "mine/key.pem").write_text("")
    (built / "other").mkdir()
    shutil.copy(built / "mali-kg.toml", built / "other")
    before = files_of(built)
    refused(run(*args, "-o", target, "--force", cwd=built), f"{target}: is", "not even with --force")
    assert files_of(built) == before


# --- folders, devices, pipes


def test_folders_are_no_files_and_files_no_folders(run, built):
    (built / "mine").mkdir()
    (built / "file").write_text("mine")
    before = files_of(built)
    refused(run("stats", "-o", "mine", "--force", cwd=built), "mine: is a folder")
    refused(run("stats", "-o", "new/", cwd=built), "name of a folder")
    refused(run("export", "trig", "-o", "mine", "--force", cwd=built), "mine: is a folder")
    refused(run("export", "tables", "-o", "file", "--force", cwd=built), "file: is a file")
    refused(run("export", "tables", "-o", "mine", cwd=built), "mine: is there already", "--force")
    refused(run("export", "tables", "-o", "data", "--force", cwd=built), "data: is read by the project")
    refused(run("export", "tables", "-o", "ontology", "--force", cwd=built), "ontology: is read by the project")
    refused(run("export", "tables", "-o", "build", "--force", cwd=built), "mali-kg build writes")
    refused(run("export", "tables", "-o", "/dev/null", cwd=built), "is a folder of files")
    refused(run("export", "tables", "-o", "-", cwd=built), "--output FOLDER")
    refused(run("stats", "-o", "", cwd=built), "it is empty")
    assert files_of(built) == before
    (built / "mine/deep").mkdir()
    refused(run("export", "tables", "-o", ".", "--force", "--project", str(built), cwd=built / "mine/deep"), "the folder you are in")
    refused(run("export", "tables", "-o", "..", "--force", "--project", str(built), cwd=built / "mine/deep"), "the folder you are in")
    (built / "mine/deep").rmdir()
    assert run("export", "tables", "-o", "mine", "--force", cwd=built).returncode == 0
    assert (built / "mine/claims.csv").is_file()


def test_a_pipe_is_written_to(run, built):
    if not hasattr(os, "mkfifo"):
        pytest.skip("there are no named pipes here")
    pipe = built / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    assert run("stats", "-o", "pipe", cwd=built).returncode == 0
    reader.join(60)
    assert got == [run("stats", cwd=built).stdout.encode()]
    assert pipe.is_fifo()


def test_an_open_descriptor_is_written_to_and_not_replaced(built):
    """``2>log`` and ``/dev/stderr``: the shell has opened the file, and goes on with it."""
    if not Path("/dev/stderr").exists():
        pytest.skip("there is no /dev/stderr here")
    log = built / "log"
    script = f"(echo one >&2; {sys.executable} -m mali_kg stats -o /dev/stderr; echo two >&2) 2>>log"
    subprocess.run(["sh", "-c", script], cwd=built, check=True, timeout=HANGS)
    text = log.read_text(encoding="utf-8")
    assert text.startswith("one\n")
    assert "  claims\n" in text
    assert text.endswith("two\n")


def test_a_disk_is_not_written_to(tmp_path):
    import stat

    path = tmp_path / "disk"
    try:
        os.mknod(path, stat.S_IFBLK | 0o600, os.makedev(7, 250))
    except (AttributeError, OSError):
        pytest.skip("no block device can be made here")
    with pytest.raises(MaliKgError, match="is a disk"):
        Destination(str(path), force=True).write([b"x"])


def test_what_comes_meanwhile_stays(tmp_path):
    """Somebody writes the file while the answer is made."""
    path = tmp_path / "out.txt"

    def pieces():
        yield b"one"
        path.write_text("mine")
        yield b"two"

    with pytest.raises(MaliKgError, match="is there already"):
        Destination(str(path)).write(pieces())
    assert path.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [path]


# --- the terminal

#: Clears the screen, names the window, rings, goes back to the start of the line, turns the direction of writing round.
EVIL = "a\x1b[2J\x1b]0;pwn\x07b\rc\u202ed\x9be"
HARMLESS = "« à‑b » \u00a0\u202f\u200d"


def on_terminal(*args: str, cwd: Path, **env: str) -> str:
    """What a command writes to a terminal."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    environment = {**os.environ, "LINES": "100000", "COLUMNS": "200", "TERM": "xterm", **env}
    job = subprocess.Popen(
        [sys.executable, "-m", "mali_kg", *args], cwd=cwd, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, env=environment
    )
    os.close(theirs)
    got = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux says so that the other end is closed
            break
        if not piece:
            break
        got += piece
    job.wait(60)
    os.close(ours)
    return got.decode().replace("\r\n", "\n")


@pytest.fixture
def evil(tmp_path):
    """RDF with a label that would command a terminal."""
    path = tmp_path / "evil.ttl"
    path.write_text(
        f"<http://example.org/a> <http://www.w3.org/2000/01/rdf-schema#label> {json.dumps(EVIL)}, {json.dumps(HARMLESS)} .",
        encoding="utf-8",
    )
    return path


QUERY = "SELECT ?l { ?s rdfs:label ?l } ORDER BY ?l"


@pytest.mark.parametrize("fmt", ["table", "markdown", "html", "csv", "tsv", "json", "xml"])
def test_rows_cannot_command_a_terminal(evil, fmt):
    got = on_terminal("query", QUERY, "--data", str(evil), "--format", fmt, cwd=evil.parent)
    assert not set(got) & set("\x1b\x07\r\u202e\x9b")
    assert "« à‑b »" in got


@pytest.mark.parametrize("fmt", ["turtle", "ntriples", "jsonld", "trig"])
def test_graphs_cannot_command_a_terminal(evil, fmt):
    got = on_terminal("query", "CONSTRUCT WHERE { ?s ?p ?o }", "--data", str(evil), "--format", fmt, cwd=evil.parent)
    assert not set(got) & set("\x1b\x07\r\u202e\x9b")


def test_a_page_of_a_long_answer_cannot_command_a_terminal(evil):
    got = on_terminal("query", QUERY, "--data", str(evil), "--format", "csv", cwd=evil.parent, LINES="2", PAGER="cat")
    assert "\x1b[2J" not in got
    assert "pwn\x07" not in got


def test_programs_get_every_byte(run, evil, tmp_path):
    """To a pipe and to a file, CSV is exact (SPARQL 1.1 Query Results CSV, section 3): quotes are doubled, lines end in CR LF."""
    import csv
    import io

    for extra in (("--format", "csv"), ("--format", "csv", "-o", "out.csv")):
        done = subprocess.run(
            [sys.executable, "-m", "mali_kg", "query", QUERY, "--data", str(evil), *extra], cwd=tmp_path, capture_output=True, timeout=HANGS
        )
        assert done.returncode == 0, done.stderr
        data = done.stdout or (tmp_path / "out.csv").read_bytes()
        rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
        assert rows[0] == ["l"]
        assert sorted(rows[1:]) == sorted([[EVIL], [HARMLESS]])


def test_every_command_is_safe_on_a_terminal(built):
    """A label of the sheet is in what each of them prints."""
    sheet = built / SHEET
    text = sheet.read_text(encoding="utf-8")
    old = "label: The era of the UN peacekeeping mission ends in Mali"
    assert old in text
    sheet.write_text(text.replace(old, 'label: "The \\e[2Jera\\e]0;pwn\\a ends"'), encoding="utf-8")
    for args in (
        ["build", "--engine", ENGINE],
        ["validate", "--engine", ENGINE],
        ["coverage"],
        ["coverage", "--format", "json"],
        ["show", "c00-1"],
        ["export", "trig"],
        ["export", "map-dot"],
        ["diff", "before.nq"],
        ["diff", "before.nq", "--format", "patch"],
        ["canon", "--nquads"],
    ):
        got = on_terminal(*args, cwd=built, NO_COLOR="1", PAGER="cat")
        assert got, args
        assert "\x1b[2J" not in got, args
        assert "\x1b]" not in got, args
    assert "ends" in on_terminal("show", "c00-1", cwd=built, NO_COLOR="1")


def test_what_is_no_text_is_not_for_a_terminal(built):
    got = on_terminal("export", "sqlite", cwd=built)
    assert "--output FILE" in got
    assert "SQLite format" not in got


def test_colours_of_ours_stay(built):
    assert "\x1b[7m" in on_terminal("coverage", cwd=built)


# --- forms that are none


@pytest.mark.parametrize("args", [["-o", "x.csv"], ["csv"], ["csv", "-o", "x.csv"], ["-o", "x.csv.gz"]])
def test_who_wants_csv_is_told_how(run, args):
    result = run("export", *args)
    refused(result, "tables (CSV files", "csv-graph (", "mali-kg export tables -o FOLDER", "mali-kg query QUERY -o NAME.csv", "--list")
    assert "ntriples" not in result.stderr
    assert result.stderr.count("tables (") == 1


@pytest.mark.parametrize(
    ("ending", "words"), [("json", ["cards (", "aif (", "query QUERY -o NAME.json"]), ("tsv", ["query QUERY -o NAME.tsv"])]
)
def test_other_endings_lead_somewhere_too(run, ending, words):
    refused(run("export", "-o", f"x.{ending}"), *words)


def test_formats_are_listed_once(run):
    for args in (["-o", "x.docx"], []):
        assert run("export", *args).stderr.count("ntriples") == 1
