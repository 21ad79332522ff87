"""Which files a run is about: found, ordered and hashed."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path, PurePath, PurePosixPath

from curranalyser.datamodel import SourceFile
from curranalyser.errors import SettingsError
from curranalyser.folder import TELLING_FILES
from curranalyser.i18n import N_

TABLE_SUFFIXES = frozenset({".xlsx", ".csv", ".jsonl"})
DOCUMENT_SUFFIXES = frozenset({".pdf", ".docx", ".html", ".htm", ".txt", ".md"})
# Companions that people keep beside syllabi; they are passed over in a folder, but read when named on their
# own.
_HIDDEN = (".", "~$")
_NO_SYLLABI = frozenset({"readme", "license", "changelog"})
# What a browser saves beside a page, in a folder named after it.
_PAGE_PARTS = re.compile(r"[ _.-](?:files|filer|dateien|archivos|tiedostot)$")


def find_files(paths: Iterable[Path]) -> list[tuple[Path, str]]:
    """List the files to read.

    Args:
        paths: files and folders; folders are searched with their subfolders for documents, hidden ones left
            out. A table of courses is read only
            where it is named itself: folders hold tables of every sort.

    Returns:
        Pairs of real path and shown path (relative to the given folder, forward slashes, NFC), sorted by
        shown path, each file once.

    Raises:
        SettingsError: a path does not exist.
    """
    found: dict[Path, str] = {}
    for path in paths:
        if path.is_dir():
            for file, shown in _documents(path):
                found.setdefault(file, shown)
        elif path.is_file():
            found.setdefault(path.resolve(), path.name)
        else:
            raise SettingsError(N_("There is no file or folder %(path)s."), N_("Check the path."), path=path)
    pairs = [(path, shown_name(shown)) for path, shown in found.items()]
    return sorted(pairs, key=lambda pair: (pair[1], str(pair[0])))


def shown_name(name: str) -> str:
    """Return the name of a file as it is shown.

    Composed, and with U+FFFD for bytes that are no UTF-8, such as those of an old archive's names.
    """
    return unicodedata.normalize("NFC", name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def _documents(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield real path and path within the folder of its documents, in order.

    Reports that an earlier run wrote and the parts of saved pages are left out.
    """
    root = str(folder.resolve())
    for where, folders, names in os.walk(root):
        if all(name in names for name in TELLING_FILES):
            folders.clear()
            continue
        folders[:] = sorted(
            name for name in folders if not name.startswith(_HIDDEN) and not _is_page_parts(name, names)
        )
        within = where[len(root) :].lstrip(os.sep)
        for name in sorted(names):
            stem, dot, suffix = name.rpartition(".")
            if (
                name.startswith(_HIDDEN)
                or (dot + suffix).lower() not in DOCUMENT_SUFFIXES
                or stem.lower() in _NO_SYLLABI
            ):
                continue
            file = Path(where, name)
            if file.is_symlink():
                file = file.resolve()
            if file.is_file():
                yield file, PurePath(within, name).as_posix()


def _is_page_parts(folder: str, beside: Collection[str]) -> bool:
    """Whether a folder holds the parts of a saved web page that lies beside it."""
    page = _PAGE_PARTS.sub("", folder)
    return page != folder and any(f"{page}{suffix}" in beside for suffix in (".html", ".htm"))


def is_table(shown: str) -> bool:
    """Whether a file of this name is a table with one course a row."""
    return PurePosixPath(shown).suffix.lower() in TABLE_SUFFIXES


def describe_source(data: bytes, shown: str) -> SourceFile:
    """Return the record of a file with these bytes and this shown path."""
    return SourceFile(shown, hashlib.sha256(data).hexdigest(), len(data))
