"""The command as a stranger meets it: exit codes, messages, pipes, files that cannot be written."""

import contextlib
import json
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from conftest import HANGS, SHEET, edit
from invented import compiled as invented


def good(result):
    assert result.returncode == 0, result.stderr
    assert "Traceback" not in result.stderr
    return result.stdout


def bad(result, code, *words):
    assert result.returncode == code, (result.returncode, result.stdout, result.stderr)
    assert "Traceback" not in result.stderr
    for word in words:
        assert word in result.stderr + result.stdout, result.stderr
    return result


def test_help_lists_every_command_with_its_own_first_line(run):
    from mali_kg.cli.main import COMMANDS, LazyGroup, cli

    assert isinstance(cli, LazyGroup)
    text = good(run("--help"))
    for name, (_, first) in COMMANDS.items():
        assert name in text
        command = cli.get_command(None, name)  # type: ignore[arg-type]
        assert command is not None
        assert (command.help or "").splitlines()[0] == first
        assert "Example:" in (command.help or "")
        assert all(p.help for p in command.params if isinstance(p, click.Option)), name


def test_works_in_an_empty_folder(run, counts):
    assert "kg:critics" not in good(run("query", "claims-of-holder"))
    assert f"{counts.claims}  claims" in good(run("stats"))


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["qery"], 2, ["Did you mean query"]),
        (["query", "who-claim-what"], 2, ["who-claims-what"]),
        (["query", "SELECT"], 2, ["SELECT"]),
        (["query", "SELECT ?x {"], 2, ["line 1"]),
        (["query", "-f", "nothing.rq"], 2, ["nothing.rq: no such query file"]),
        (["query", "nothing.rq"], 2, ["no such query file"]),
        (["query", "who-claims-what", "--format", "xls"], 2, ["csv"]),
        (["query", "who-claims-what", "--format", "turtle"], 3, ["Formats for rows"]),
        (["query", "who-claims-what", "-o", "x.doc"], 2, ["ending"]),
        (["query", "--project", "nowhere", "who-claims-what"], 2, ["mali-kg.toml"]),
        (["export", "turtel"], 2, ["Did you mean turtle"]),
        (["export"], 2, ["turtle, trig"]),
        (["export", "-o", "x.doc"], 2, ["names no format"]),
        (["export", "turtle", "-o", "/proc/nope/x.ttl"], 2, ["cannot be written"]),
        (["show", "nobody-at-all"], 2, ["nothing is called"]),
        (["show"], 2, ["NAME"]),
        (["query", "ASK {}", "--union"], 2, ["No such option"]),
        (["export", "trig", "--graph", "default"], 2, ["no graph is called 'default'"]),
        (["validate", "--format", "pdf"], 2, ["json"]),
        (["validate", "--engine", "none"], 2, ["unknown engine"]),
        (["--wrong"], 2, ["No such option"]),
    ],
)
def test_bad_usage(run, args, code, words):
    bad(run(*args), code, *words)


def test_build_validate_and_query_a_copy(run, copy, counts):
    result = run("build", cwd=copy)
    assert good(result) == ""
    assert f"{counts.claims} claims" in result.stderr
    assert (copy / "build/dataset.nq").read_bytes().startswith(b"# mali-kg dataset, base https://w3id.org/mali-kg/\n")
    assert good(run("validate", cwd=copy / "data")) == "conforms\n"
    assert good(run("query", "-", cwd=copy, stdin="SELECT ?x { ?x a mk:Polity }")) == "x\nhttps://w3id.org/mali-kg/id/mali\n"


def test_a_build_that_fails_leaves_the_old_dataset(run, copy):
    good(run("build", cwd=copy))
    before = (copy / "build/dataset.nq").read_bytes()
    line = edit(copy / SHEET, "  - id: c15-1\n", "  - id: c15-1\n    foo: bar\n")
    result = bad(run("build", cwd=copy), 1, f"{SHEET}:{line + 1}", "unknown key 'foo'")
    assert result.stdout == ""
    assert (copy / "build/dataset.nq").read_bytes() == before
    assert {p.name for p in (copy / "build").iterdir()} == {"dataset.nq", "inputs.txt"}


def test_a_dataset_that_does_not_conform_needs_force(run, copy):
    good(run("build", cwd=copy))
    before = (copy / "build/dataset.nq").read_bytes()
    edit(
        copy / SHEET,
        "    holder: critics\n    cue: Critics argue that\n    strength: neutral\n    hedge: could\n",
        "    holder: critics\n    strength: neutral\n    hedge: could\n",
    )
    bad(run("build", cwd=copy), 1, "claim-attributed", "left as it was", "--force")
    assert (copy / "build/dataset.nq").read_bytes() == before
    result = run("build", "--force", cwd=copy)
    assert result.returncode == 0
    assert (copy / "build/dataset.nq").read_bytes() != before
    bad(run("validate", cwd=copy), 1, "claim-attributed")
    found = json.loads(bad(run("validate", "--format", "json", cwd=copy), 1).stdout)
    assert [p["rule"] for p in found["problems"]] == ["claim-attributed"]


def test_bad_data_is_a_report_in_json_too(run, copy):
    edit(copy / SHEET, "  - id: c15-1\n", "  - id: c15-1\n    foo: bar\n")
    found = json.loads(bad(run("validate", "--format", "json", cwd=copy), 1).stdout)
    assert found["problems"][0]["rule"] == "unknown-key"


def test_a_broken_dataset_file_says_how_to_mend_it(run, copy):
    (copy / "build").mkdir()
    (copy / "build/dataset.nq").write_text("<a> <b\n")
    bad(run("query", "who-claims-what", cwd=copy), 2, "mali-kg build")


def test_a_missing_article_is_told(run, copy):
    (copy / "data/articles/minusma-end/article.txt").unlink()
    bad(run("build", cwd=copy), 2, "article.txt", "no such article text")


@pytest.mark.parametrize(
    "args",
    [
        "export nquads",
        "query who-claims-what",
        "query 'SELECT * {?s ?p ?o}'",
        "coverage",
        "validate",
        "stats",
        "--help",
        "query --list",
        "show MINUSMA",
    ],
)
def test_a_closed_pipe_is_no_error(args, project):
    """The reader is gone before the first byte: the command ends quietly, and well."""
    command = f"(sleep 0.3; exec {sys.executable} -m mali_kg {args}) | exec true; exit ${{PIPESTATUS[0]}}"
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=project.root, timeout=HANGS)
    assert result.stderr == ""
    assert result.returncode == 0


@pytest.mark.parametrize(("redirect", "words"), [(">&-", "standard output"), ("<&-", "standard input is closed")])
def test_closed_streams_are_told(redirect, words, project):
    result = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m mali_kg query - {redirect}"], capture_output=True, text=True, cwd=project.root, timeout=HANGS
    )
    assert result.returncode == 2
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_output_to_stdout_by_name_appends_where_the_shell_does(tmp_path, project):
    log = tmp_path / "log"
    log.write_text("old\n")
    for name in ("/dev/stdout", "-"):
        subprocess.run(
            ["bash", "-c", f"{sys.executable} -m mali_kg export ntriples -o {name} >> {shlex.quote(str(log))}"],
            check=True,
            cwd=project.root,
            timeout=HANGS,
        )
    assert log.read_text(encoding="utf-8").startswith("old\n<")
    piped = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m mali_kg export ntriples -o /dev/stdout | wc -l"],
        capture_output=True,
        text=True,
        check=True,
        cwd=project.root,
        timeout=HANGS,
    )
    assert int(piped.stdout) > 1000


def test_an_id_that_several_articles_have_is_told_wherever_it_is_given(run):
    """In the election two articles have a claim c04-1; the name of each is found."""
    root = invented("election").project.root
    for args in (["show", "c04-1"], ["export", "trig", "--claim", "c04-1"]):
        bad(run(*args, cwd=root), 2, "article-first-report:c04-1, article-second-report:c04-1", "Give one of these.")
    assert "The count was complete" in good(run("show", "article-first-report:c04-1", cwd=root))
    part = good(run("export", "nquads", "--claim", "c04-1", "--article", "second-report", cwd=root))
    assert "second-report/c04-1" in part
    assert "first-report" not in part


def test_show_in_json_has_codes_and_what_is_said_by_role(run):
    found = json.loads(good(run("show", "c15-1", "--format", "json")))
    assert found["iri"].endswith("/c15-1")
    assert found["codes"] == {"stance": "asserted", "strength": "neutral", "polarity": "affirmative"}
    assert found["says"][0]["below"]["cause"][0]["below"]["manner"] == ["“prematurely”"]


def test_a_stale_dataset_is_told_and_a_damaged_one_refused(run, copy):
    good(run("build", cwd=copy))
    assert run("stats", cwd=copy).stderr == ""
    edit(copy / "data/registry.yaml", "{en: Mali, fr: Mali}", "{en: Republic of Mali, fr: Mali}")
    for args in (["stats"], ["query", "self-check"], ["show", "mali"], ["export", "nquads"]):
        result = run(*args, cwd=copy)
        assert result.returncode == 0
        assert "have changed since" in result.stderr, args
    built = copy / "build/dataset.nq"
    built.write_bytes(built.read_bytes()[:100_000])
    bad(run("stats", cwd=copy), 2, "damaged", "mali-kg build")
    built.write_bytes(b"")
    bad(run("query", "self-check", cwd=copy), 2, "damaged")


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (lambda p: [f.unlink() for f in (p / "shapes").glob("*.ttl")], "no shapes"),
        (lambda p: [f.unlink() for f in (p / "shapes/rules").glob("*.rq")], "no rules"),
        (lambda p: (p / "shapes/claim.ttl").rename(p / "shapes/claim.turtle"), "does not end in .ttl"),
        (lambda p: (p / "data/context/foo.yml").write_text("x"), "does not end in .yaml"),
        (lambda p: (p / "data/articles/second").mkdir(), "no claims.yaml"),
    ],
)
def test_what_is_not_checked_is_no_pass(run, copy, what, words):
    what(copy)
    result = run("validate", "--engine", "shacl", cwd=copy)
    assert result.returncode in (1, 2)
    assert words in result.stdout + result.stderr


def test_a_query_that_never_ends_is_ended(run):
    bad(run("query", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", "--timeout", "0.5"), 2, "--timeout")


def test_an_interrupt_ends_a_query(project):
    """It comes once the command is at work, in whatever part of it."""
    import signal

    code = "from mali_kg.__main__ import main; print('on', flush=True); main()"
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    job = subprocess.Popen(
        [sys.executable, "-c", code, "query", query, "--timeout", "0"],
        cwd=project.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert job.stdout is not None
    assert job.stdout.readline() == "on\n"
    with contextlib.suppress(subprocess.TimeoutExpired):
        # It never ends by itself; where the machine is busy it has not begun to count by now, which is as good a moment.
        job.wait(1)
    job.send_signal(signal.SIGINT)
    out, err = job.communicate(timeout=HANGS)
    assert job.returncode != 0
    assert out == ""
    assert "Traceback" not in err


def test_other_endpoints_are_not_asked(run, copy):
    query = "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"
    bad(run("query", query), 3, "service = true", "--service")
    bad(run("query", query, "--service"), 2, "cannot be answered")
    good(run("query", 'SELECT ("SERVICE <x>" AS ?s) {} # SERVICE'))
    with (copy / "mali-kg.toml").open("a") as config:
        config.write("\n[query]\nservice = true\n")
    bad(run("query", query, cwd=copy), 2, "cannot be answered")


@pytest.mark.parametrize(
    "query", ["SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "SELECT * { GRAPH <file:///etc/passwd> { ?s ?p ?o } }"]
)
def test_a_query_reads_no_files(run, query):
    assert "root" not in run("query", query).stdout


def test_deep_nesting_is_refused(run, tmp_path, copy):
    deep = tmp_path / "deep.rq"
    deep.write_text("SELECT (" + "STR(" * 400_000 + "1" + ")" * 400_000 + " AS ?x) {}")
    bad(run("query", str(deep), "--timeout", "0"), 2, "nested too deep")
    (copy / SHEET).write_text("[" * 200_000)
    bad(run("validate", cwd=copy), 1, "nested too deeply")


def test_data_cannot_command_the_terminal(run, copy):
    edit(copy / "data/registry.yaml", "  note: A part of society, not society.", '  note: "a\\e[31m \\e]0;pwn\\a"')
    result = run("show", "segments-of-malian-society", cwd=copy)
    assert "\x1b" not in good(result)


def test_a_full_disk_leaves_no_half_file(project):
    device = Path("/dev/full")
    if not device.exists():
        pytest.skip("no /dev/full here")
    with device.open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "mali_kg", "export", "nquads"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            cwd=project.root,
            timeout=HANGS,
        )
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert "space" in result.stderr


def test_output_to_a_device_does_not_replace_it(run):
    good(run("export", "nquads", "-o", "/dev/null"))
    assert not Path("/dev/null").is_file()


def test_output_files_are_whole_and_named_by_their_ending(run, tmp_path):
    target = tmp_path / "deep" / "claims.ttl"
    good(run("export", "-o", str(target)))
    assert target.read_text(encoding="utf-8").startswith("@prefix")
    good(run("query", "claims-of-holder", "-o", str(tmp_path / "rows.json")))
    assert len(json.loads((tmp_path / "rows.json").read_text(encoding="utf-8"))["results"]["bindings"]) == 2
    assert [p.name for p in target.parent.iterdir()] == ["claims.ttl"]


def test_two_builds_at_once_leave_one_whole_dataset(copy):
    jobs = [
        subprocess.Popen([sys.executable, "-m", "mali_kg", "build"], cwd=copy, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    for job in jobs:
        _, err = job.communicate(timeout=HANGS)
        assert job.returncode == 0, err
    assert {p.name for p in (copy / "build").iterdir()} == {"dataset.nq", "inputs.txt"}


def test_a_build_that_is_killed_leaves_the_old_dataset(run, copy):
    good(run("build", cwd=copy))
    before = (copy / "build/dataset.nq").read_bytes()
    for delay in (0.2, 0.5, 0.8):
        job = subprocess.Popen([sys.executable, "-m", "mali_kg", "build"], cwd=copy, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            job.wait(timeout=delay)
        except subprocess.TimeoutExpired:
            job.kill()
            job.wait()
        assert (copy / "build/dataset.nq").read_bytes() == before


def test_version(run):
    assert good(run("--version")).startswith("mali-kg 0.")


@pytest.mark.parametrize(
    "args",
    [
        ["query", "who-claims-what"],
        ["query", "who-claims-what", "--format", "json"],
        ["query", "claims-of-holder", "--format", "tsv"],
        ["validate"],
        ["validate", "--engine", "shacl"],
    ],
)
def test_the_quick_way_prints_what_the_ordinary_way_prints(run, args, project):
    """An option that the quick way does not know sends the same command the ordinary way."""
    from mali_kg.cli import fast as quick

    assert quick.WAYS[args[0]](args[1:]) is not None
    assert good(run(*args)) == good(run(*args, "--project", str(project.root)))


def test_the_quick_way_and_the_ordinary_way_find_the_same(run, copy):
    edit(
        copy / SHEET, "    cue: Critics argue that\n    strength: neutral\n    hedge: could\n", "    strength: neutral\n    hedge: could\n"
    )
    quick, ordinary = run("validate", cwd=copy), run("validate", "--project", ".", cwd=copy)
    assert (quick.returncode, quick.stdout) == (ordinary.returncode, ordinary.stdout)
    assert quick.returncode == 1


@pytest.mark.parametrize(
    "args", [["query", "nothing-like-it"], ["query", "who-claims-what", "--format", "xls"], ["validate", "--engine", "x"], ["query", "-h"]]
)
def test_what_goes_wrong_the_quick_way_is_told_the_ordinary_way(run, args):
    result = run(*args)
    assert result.returncode == (0 if args[-1] == "-h" else 2)
    assert result.stdout or result.stderr
