"""RDF files of anybody's: blank nodes belong to their file, and nothing is left out silently."""

import os
from pathlib import Path

import pyoxigraph as ox
import pytest

from conftest import ROOT, Run
from mali_kg.errors import MaliKgError
from mali_kg.files import listed
from mali_kg.project import Project
from mali_kg.rdf.files import read_rdf

P = "<http://example.org/p>"
AS_ROOT = os.name != "posix" or os.geteuid() == 0


def two_files(folder: Path, first: str = "1.nt", second: str = "2.nt") -> tuple[Path, Path]:
    """Two files that call a node of their own by the same name."""
    paths = folder / first, folder / second
    for number, path in enumerate(paths, 1):
        path.write_text(f'_:a {P} "{number}" .\n_:a {P} "both" .\n')
    return paths


def subjects_of(quads: list[ox.Quad]) -> list[object]:
    return list({q.subject for q in quads})


def test_blank_nodes_of_two_files_are_two(tmp_path: Path) -> None:
    assert len(subjects_of(read_rdf(*two_files(tmp_path)))) == 2
    assert len(subjects_of(read_rdf(tmp_path))) == 2


def test_blank_nodes_of_one_file_keep_their_names(tmp_path: Path) -> None:
    first, _ = two_files(tmp_path)
    assert subjects_of(read_rdf(first)) == [ox.BlankNode("a")]


def test_a_file_that_is_given_twice_is_read_once(tmp_path: Path) -> None:
    first, second = two_files(tmp_path)
    assert len(read_rdf(first, first)) == 2
    assert len(read_rdf(tmp_path, second, first)) == 4


def test_names_of_graphs_and_terms_within_triples_are_told_apart(tmp_path: Path) -> None:
    for name in ("1.nq", "2.nq"):
        (tmp_path / name).write_text(f'<http://example.org/s> {P} "x" _:g .\n')
    for name in ("3.nq", "4.nq"):
        (tmp_path / name).write_text(f'<http://example.org/s> {P} <<( _:a {P} "x" )>> .\n')
    assert len(set(read_rdf(tmp_path))) == 4


def test_the_same_name_in_two_files_is_counted_twice(run: Run, tmp_path: Path) -> None:
    first, second = two_files(tmp_path)
    count = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"
    for data in (("--data", str(first), "--data", str(second)), ("--data", str(tmp_path))):
        assert run("query", count, *data).stdout == "n\n2\n"


def test_canon_of_a_folder_keeps_files_apart(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "two"
    folder.mkdir()
    two_files(folder)
    whole = tmp_path / "whole.nt"
    whole.write_text(f'_:x {P} "1" .\n_:x {P} "both" .\n_:y {P} "2" .\n_:y {P} "both" .\n')
    assert run("canon", str(folder)).stdout == run("canon", str(whole)).stdout


def test_validation_sees_no_violation_of_two_nodes_that_are_one(run: Run, tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        "<http://example.org/Shape> a sh:NodeShape ; sh:targetSubjectsOf <http://example.org/p> ;\n"
        '  sh:property [ sh:path <http://example.org/p> ; sh:maxCount 2 ; sh:message "too many" ] .\n'
    )
    data = tmp_path / "data"
    data.mkdir()
    two_files(data)
    found = run("validate", "--data", str(data), "--shapes", str(shapes))
    assert found.returncode == 0, found.stdout
    assert "too many" not in found.stdout


@pytest.mark.skipif(AS_ROOT, reason="root may read every folder")
def test_an_unreadable_folder_is_told(run: Run, tmp_path: Path) -> None:
    two_files(tmp_path)
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0)
    try:
        done = run("query", "SELECT * { ?s ?p ?o }", "--data", str(tmp_path))
    finally:
        closed.chmod(0o700)
    assert done.returncode == 2
    assert str(closed) in done.stderr
    assert done.stdout == ""


def refuse(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the system refuse to list a folder, whoever asks."""
    for name in ("listdir", "scandir"):
        real = getattr(os, name)

        def refusing(path: object = ".", real: object = real) -> object:
            if Path(str(path)) == folder:
                raise PermissionError(13, "Permission denied", str(path))
            return real(path)  # type: ignore[operator]

        monkeypatch.setattr(os, name, refusing)


def test_a_folder_below_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    two_files(tmp_path)
    closed = tmp_path / "closed"
    closed.mkdir()
    refuse(closed, monkeypatch)
    with pytest.raises(MaliKgError, match="closed: cannot be read: Permission denied"):
        read_rdf(tmp_path)


@pytest.mark.parametrize("folder", ["data/context", "data/articles", "data/queries", "shapes", "shapes/rules", "ontology"])
def test_a_folder_of_the_project_that_cannot_be_listed_is_told(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project(ROOT)
    paths = {
        "data/context": project.context_paths,
        "data/articles": project.sheet_paths,
        "data/queries": project.question_paths,
        "shapes": project.shape_paths,
        "shapes/rules": project.rule_paths,
        "ontology": project.ontology_paths,
    }[folder]
    assert paths()
    refuse(ROOT / folder, monkeypatch)
    with pytest.raises(MaliKgError, match="cannot be read"):
        paths()


def test_a_folder_that_is_not_there_has_no_entries(tmp_path: Path) -> None:
    assert listed(tmp_path / "none") == []


def rdfxml(declarations: str, text: str) -> str:
    return (
        f'<?xml version="1.0"?>\n<!DOCTYPE rdf:RDF [\n{declarations}\n]>\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://example.org/">'
        f'<rdf:Description rdf:about="http://example.org/a"><x:p>{text}</x:p></rdf:Description></rdf:RDF>\n'
    )


def nested(depth: int) -> str:
    """Entities of which each is ten of the one before."""
    inner = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">\n' for n in range(1, depth))
    return '<!ENTITY e0 "0123456789">\n' + inner


@pytest.mark.parametrize(
    ("declarations", "text"),
    [
        (nested(9), "&e8;"),
        (nested(9), "nothing of them"),
        ('<!ENTITY a "&b;">\n<!ENTITY b "&a;">', "&a;"),
        (f"<!ENTITY a '{'x' * 10_000}'>", "&a;" * 10_000),
    ],
)
def test_entities_that_make_far_too_much_are_refused(run: Run, tmp_path: Path, declarations: str, text: str) -> None:
    path = tmp_path / "bomb.rdf"
    path.write_text(rdfxml(declarations, text))
    for args in (["query", "ASK {}", "--data", str(path)], ["canon", str(path)], ["validate", "--data", str(path)]):
        done = run(*args)
        assert done.returncode == 1, args
        assert f"{path}:3: error: its entities would make" in done.stderr + done.stdout.replace(f"{path}\n  line 3: ", f"{path}:3: ")


def test_entities_as_ontologies_use_them_are_read(tmp_path: Path) -> None:
    path = tmp_path / "good.owl"
    path.write_text(rdfxml('<!ENTITY ex "http://example.org/">\n<!ENTITY more "&ex;more">', "&more; &amp; &#65;"))
    (quad,) = read_rdf(path)
    assert quad.object == ox.Literal("http://example.org/more & A")
