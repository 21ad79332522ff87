"""Files looked at for the run itself, which opens none: their digests, and where wanted their bytes.

It is done in a process beside, so that a file that hangs, or has become a pipe, is given up.
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from curranalyser.datamodel import SourceFile
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.limits import answers_within
from curranalyser.read import MEGABYTE, load_bytes, megabytes_of
from curranalyser.regular import open_regular
from curranalyser.settings import Settings
from curranalyser.watched import each_within

# What stands before the bytes of a file, or before why it cannot be read.
_READ, _NOT_READ = b"+", b"-"


def digest_here(path: Path, most: int) -> tuple[str, int]:
    """Return the hex SHA-256 and the size of a file.

    Args:
        path: the file.
        most: bytes that it may have.

    Raises:
        OSError: it cannot be read, or is no regular file.
        ValueError: it is larger.
    """
    with open_regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > most:
            raise ValueError(size)
        # The buffer of file_digest takes longer to make than a small file to read.
        digest = hashlib.sha256(file.read(size)) if size < MEGABYTE else hashlib.file_digest(file, "sha256")
        return digest.hexdigest(), size


def digests(paths: Sequence[Path], settings: Settings) -> Iterator[tuple[str, int]]:
    """Yield the hex SHA-256 and the size of each file.

    They are ("", 0) where a file cannot be read within the limits of the settings or is larger than any that
    is analysed.
    """

    def answer(path: Path) -> bytes:
        digest, size = digest_here(path, megabytes_of(path.name, settings) * MEGABYTE)
        return f"{digest} {size}".encode()

    for told in each_within(answer, paths, settings.seconds_per_file, settings.memory_megabytes):
        digest, _, size = (told or b"").decode().partition(" ")
        yield digest, int(size or 0)


def source_of(path: Path, shown: str, settings: Settings) -> SourceFile:
    """Return the record of a file, without digest and size where it cannot be read within the limits."""
    [(digest, size)] = digests([path], settings)
    return SourceFile(shown, digest, size)


def load_within(path: Path, settings: Settings) -> bytes:
    """Return the bytes of a file, as `load_bytes` does, within the limits of time and memory.

    Raises:
        DocumentError: it cannot be opened, is no regular file, is larger than the limit, or takes too long.
    """

    def answer() -> bytes:
        try:
            return _READ + load_bytes(path, settings)
        except DocumentError as error:
            return _NOT_READ + f"{error.category.name} {error.detail}".encode()

    [told] = answers_within([answer], settings)
    if isinstance(told, DocumentError):
        raise told
    if told.startswith(_READ):
        return told[len(_READ) :]
    name, _, detail = told[len(_NOT_READ) :].decode().partition(" ")
    raise DocumentError(FailureCategory[name], detail)
