"""The first lines of a built dataset, comments in N-Quads: its base, what it was made from, and the sum of what follows."""

import hashlib
import re
from typing import NamedTuple

from mali_kg.dataset.fingerprint import program_sum
from mali_kg.rdf.namespaces import CONTENT_HEADER, DATASET_HEADER, INPUTS_HEADER


class Header(NamedTuple):
    """What the first lines of a built dataset tell, comments in N-Quads."""

    base: str
    #: Sums of the input files and of the program; the latter is empty in a dataset of an older program.
    inputs: str
    program: str
    #: SHA-256 of what follows the header, and its length in bytes.
    content: str
    size: int
    #: Length of the header in bytes.
    length: int


def write_header(base: str, inputs: str, content: str, size: int) -> bytes:
    """Write the header of a dataset.

    :param inputs: the sum of the input files, taken before they were read.
    :param content: the SHA-256 of what follows, and
    :param size: its length in bytes.
    """
    lines = (
        f"{DATASET_HEADER}{base}",
        f"{INPUTS_HEADER}{inputs} by program {program_sum()}",
        f"{CONTENT_HEADER}{content} of {size} bytes",
    )
    return "".join(f"{line}\n" for line in lines).encode()


_HEADER = re.compile(
    rf"{DATASET_HEADER}(\S+)\n{INPUTS_HEADER}([0-9a-f]{{64}})(?: by program ([0-9a-f]{{64}}))?\n"
    rf"{CONTENT_HEADER}([0-9a-f]{{64}}) of (\d+) bytes\n".encode()
)
#: Bytes that a header has at most.
LONGEST_HEADER = 2000


def read_header(data: bytes) -> Header | None:
    """Read the header at the start of a dataset; None for N-Quads of another make."""
    found = _HEADER.match(data, 0, LONGEST_HEADER)
    if found is None:
        return None
    base, inputs, program, content, size = (part.decode() for part in found.groups(b""))
    return Header(base, inputs, program, content, int(size), found.end())


def is_ours(data: bytes) -> bool:
    """Tell whether data claims to be a built dataset, whole or not."""
    return data.startswith(DATASET_HEADER.encode())


def is_whole(data: bytes) -> bool:
    """Tell whether a dataset is as it was written, byte for byte; N-Quads of another make need only not be empty."""
    header = read_header(data)
    if header is None:
        return not is_ours(data) and bool(data.strip())
    return header.length + header.size == len(data) and hashlib.sha256(memoryview(data)[header.length :]).hexdigest() == header.content
