"""What a dataset was made from, as one sum: where it is the same, compiling again would give the same bytes."""

from pathlib import Path

from mali_kg.namespaces import CONTENT_HEADER, DATASET_HEADER, INPUTS_HEADER
from mali_kg.project import CONFIG_NAME, Project


def input_paths(project: Project) -> list[Path]:
    """Every file that compiling reads."""
    sheets = [path for sheet in project.sheet_paths() for path in (sheet, project.text_path(sheet.parent.name))]
    single = [project.root / CONFIG_NAME, project.registry_path, project.links_path]
    return [path for path in (*single, *project.ontology_paths(), *sheets, *project.context_paths()) if path.is_file()]


def fingerprint(project: Project) -> str:
    """SHA-256 over the names and bytes of the inputs, and of the program that compiles them."""
    import hashlib

    total = hashlib.sha256()
    package = Path(__file__).parent
    for path in (*input_paths(project), *sorted(package.rglob("*.py"))):
        root = package if path.is_relative_to(package) and path.suffix == ".py" else project.root
        total.update(f"{path.relative_to(root)}\n".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def header(project: Project, content: bytes) -> bytes:
    """The first lines of a built dataset, comments in N-Quads: its base IRI, and the sums of its inputs and of what follows."""
    import hashlib

    content_sum = f"{CONTENT_HEADER}{hashlib.sha256(content).hexdigest()} of {len(content)} bytes"
    return f"{DATASET_HEADER}{project.config.base}\n{INPUTS_HEADER}{fingerprint(project)}\n{content_sum}\n".encode()


def is_fresh(data: bytes, project: Project) -> bool:
    """Whether a built dataset was made from the project's inputs as they are now, and is as it was written."""
    import hashlib

    head, content = split(data)
    told = f"{CONTENT_HEADER}{hashlib.sha256(content).hexdigest()} ".encode()
    return f"{INPUTS_HEADER}{fingerprint(project)}\n".encode() in head and told in head


def is_whole(data: bytes) -> bool:
    """Whether a built dataset is as long as it was written; N-Quads of another make need only not be empty."""
    head, content = split(data)
    if not head:
        return bool(data.strip())
    return head.endswith(f" of {len(content)} bytes\n".encode())


def split(data: bytes) -> tuple[bytes, bytes]:
    """The header of a built dataset and what follows it; the header is empty where there is none."""
    if not data.startswith(DATASET_HEADER.encode()):
        return b"", data
    at = data.find(CONTENT_HEADER.encode(), 0, 2000)
    end = data.find(b"\n", at) + 1 if at >= 0 else 0
    return (data[:end], data[end:]) if end else (data[:2000], b"")


def has_newer_input(project: Project) -> bool:
    """Whether an input was changed after the dataset was built, by the files' times: a quick look, no proof."""
    built = project.dataset_path.stat().st_mtime_ns
    return any(path.stat().st_mtime_ns > built for path in input_paths(project))
