"""What a dataset was made from, as one sum: where it is the same, compiling again would give the same bytes."""

import hashlib
from pathlib import Path

from mali_kg.namespaces import CONTENT_HEADER, DATASET_HEADER, INPUTS_HEADER
from mali_kg.project import CONFIG_NAME, Project


def input_paths(project: Project) -> list[Path]:
    """Every file that compiling reads."""
    ontology = sorted((project.root / "ontology").iterdir()) if (project.root / "ontology").is_dir() else []
    sheets = [path for sheet in project.sheet_paths() for path in (sheet, project.text_path(sheet.parent.name))]
    single = [project.root / CONFIG_NAME, project.registry_path, project.links_path]
    return [path for path in (*single, *ontology, *sheets, *project.context_paths()) if path.is_file()]


def fingerprint(project: Project) -> str:
    """SHA-256 over the names and bytes of the inputs, and of the program that compiles them."""
    total = hashlib.sha256()
    package = Path(__file__).parent
    for path in (*input_paths(project), *sorted(package.rglob("*.py"))):
        root = package if path.is_relative_to(package) and path.suffix == ".py" else project.root
        total.update(f"{path.relative_to(root)}\n".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def header(project: Project, content: bytes) -> bytes:
    """The first lines of a built dataset, comments in N-Quads: its base IRI, and the sums of its inputs and of what follows."""
    sums = f"{INPUTS_HEADER}{fingerprint(project)}\n{CONTENT_HEADER}{hashlib.sha256(content).hexdigest()}\n"
    return f"{DATASET_HEADER}{project.config.base}\n{sums}".encode()


def is_fresh(data: bytes, project: Project) -> bool:
    """Whether a built dataset was made from the project's inputs as they are now."""
    return f"{INPUTS_HEADER}{fingerprint(project)}\n".encode() in data[:1000]


def is_whole(data: bytes) -> bool:
    """Whether a built dataset is as it was written; true for N-Quads that carry no sum."""
    base, _, rest = data.partition(b"\n")
    inputs, _, rest = rest.partition(b"\n")
    told, _, content = rest.partition(b"\n")
    if not (base.startswith(DATASET_HEADER.encode()) and inputs.startswith(INPUTS_HEADER.encode())):
        return bool(data.strip()) and DATASET_HEADER.encode() not in data[:200]
    return told == f"{CONTENT_HEADER}{hashlib.sha256(content).hexdigest()}".encode()
