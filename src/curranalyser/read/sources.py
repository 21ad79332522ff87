"""Which files a run is about: found, ordered and hashed."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from curranalyser.datamodel import SourceFile
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_

TABLE_SUFFIXES = frozenset({".xlsx", ".csv", ".jsonl"})
DOCUMENT_SUFFIXES = frozenset({".pdf", ".docx", ".html", ".htm", ".txt", ".md"})
# Companions that people keep beside syllabi; they are passed over in a folder, but read when named on their own.
_NO_SYLLABI = frozenset({"readme", "license", "changelog"})
# What a browser saves beside a page, in a folder named after it.
_PAGE_PARTS = re.compile(r"[ _.-](?:files|filer|dateien|archivos|tiedostot)$")
# A folder that holds all of these is a report of this tool.
_REPORT_FILES = ("audit.json", "audit.xlsx", "index.html")


def find_files(paths: Iterable[Path]) -> list[tuple[Path, str]]:
    """List the files to read.

    Args:
        paths: files and folders; folders are searched with their subfolders for documents, hidden ones left out. A table of courses is read only
            where it is named itself: folders hold tables of every sort.

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
                if _passed_over(path, relative):
                    continue
                hidden = any(part.startswith((".", "~$")) for part in relative.parts)
                if file.is_file() and not hidden and file.suffix.lower() in DOCUMENT_SUFFIXES and file.stem.lower() not in _NO_SYLLABI:
                    found.setdefault(file.resolve(), relative.as_posix())
        elif path.is_file():
            found.setdefault(path.resolve(), path.name)
        else:
            raise SettingsError(N_("There is no file or folder %(path)s."), N_("Check the path."), path=path)
    pairs = [(path, unicodedata.normalize("NFC", shown)) for path, shown in found.items()]
    return sorted(pairs, key=lambda pair: (pair[1], str(pair[0])))


def _passed_over(folder: Path, relative: Path) -> bool:
    """Whether a file lies in a report that an earlier run wrote, or among the parts of a saved web page."""
    for parent in relative.parents:
        inside = folder / parent
        if all((inside / name).is_file() for name in _REPORT_FILES):
            return True
        page = _PAGE_PARTS.sub("", parent.name)
        if page != parent.name and any((inside.parent / f"{page}{suffix}").is_file() for suffix in (".html", ".htm")):
            return True
    return False


def is_table(shown: str) -> bool:
    """Whether a file of this name is a table with one course a row."""
    return PurePosixPath(shown).suffix.lower() in TABLE_SUFFIXES


def describe_source(data: bytes, shown: str) -> SourceFile:
    """Return the record of a file with these bytes and this shown path."""
    return SourceFile(shown, hashlib.sha256(data).hexdigest(), len(data))
