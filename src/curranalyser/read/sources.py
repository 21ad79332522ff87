"""Which files a run is about: found, ordered and hashed."""

import hashlib
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from curranalyser.datamodel import SourceFile
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_

READABLE_SUFFIXES = frozenset({".pdf", ".txt", ".md"})
# Companions that people keep beside syllabi; they are passed over in a folder, but read when named on their own.
_NO_SYLLABI = frozenset({"readme", "license", "changelog"})


def find_files(paths: Iterable[Path]) -> list[tuple[Path, str]]:
    """List the files to read.

    Args:
        paths: files and folders; folders are searched with their subfolders for readable types, hidden ones left out.

    Returns:
        Pairs of real path and shown path (relative to the given folder, forward slashes, NFC), sorted by shown path, each file once.

    Raises:
        SettingsError: a path does not exist.
    """
    found: dict[Path, str] = {}
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                relative = file.relative_to(path)
                hidden = any(part.startswith((".", "~$")) for part in relative.parts)
                if file.is_file() and not hidden and file.suffix.lower() in READABLE_SUFFIXES and file.stem.lower() not in _NO_SYLLABI:
                    found.setdefault(file.resolve(), relative.as_posix())
        elif path.is_file():
            found.setdefault(path.resolve(), path.name)
        else:
            raise SettingsError(N_("There is no file or folder %(path)s."), N_("Check the path."), path=path)
    pairs = [(path, unicodedata.normalize("NFC", shown)) for path, shown in found.items()]
    return sorted(pairs, key=lambda pair: (pair[1], str(pair[0])))


def describe_source(data: bytes, shown: str) -> SourceFile:
    """Return the record of a file with these bytes and this shown path."""
    return SourceFile(shown, hashlib.sha256(data).hexdigest(), len(data))
