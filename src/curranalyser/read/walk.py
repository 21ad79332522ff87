"""A folder with its subfolders: what is read of it, what is listed because it cannot be, what is passed over.

Nothing vanishes: whatever is met is one of the three.
"""

import errno
import os
import re
import stat
import unicodedata
from collections import deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path, PurePath
from urllib.parse import unquote

from curranalyser.datamodel import Failure, PassedKind
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.folder import PROBE_FILE, REPORT_FILES, part_name
from curranalyser.languages import any_of
from curranalyser.own_files import is_own_output, may_be_own
from curranalyser.read.catalogue import is_catalogue
from curranalyser.read.endings import (
    COUNTED_ENDINGS,
    DATA_ENDINGS,
    READ_ENDINGS,
    ending_of,
    is_companion,
    unread_category,
)
from curranalyser.read.names import shown_name
from curranalyser.regular import open_regular
from curranalyser.watched import each_within

_OFFICE_LOCK = re.compile(r"~\$.*|\.~lock\..*#", re.DOTALL)
_OWN_PARTS = frozenset({*map(part_name, REPORT_FILES), PROBE_FILE})
# What browsers save beside a page, in a folder named after it: by the language of the browser.
_PAGE_PARTS = re.compile(rf"[_-]{any_of(lambda words: words.saved_parts)}\Z")
_PAGES = (".html", ".htm", ".xhtml")
_SOURCE = re.compile(r"""\bsrc\s{0,9}=\s{0,9}(?:"([^"<>]{1,2000})"|'([^'<>]{1,2000})')""", re.IGNORECASE)
# Bytes of a page in which its frames are looked for.
_MOST_OF_A_PAGE = 2_000_000
# What the system says of a link whose end is missing, is within a file, or that leads to itself.
_LEADS_NOWHERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP})


@dataclass(slots=True)
class Walked:
    """What was met, by real path.

    Attributes:
        files: those to read, with their shown paths.
        failures: what is listed.
        passed: shown path, and why it is passed over: a `PassedKind`, or the ending of its name.
    """

    files: dict[str, str] = field(default_factory=dict)
    failures: dict[str, Failure] = field(default_factory=dict)
    passed: dict[str, tuple[str, str]] = field(default_factory=dict)


class Walk:
    """Goes through folders, each once, whatever links lead to it.

    Args:
        inputs: real paths of files that the user gave by options: settings, decisions, a table of programmes.
        own: real paths of what the tool has open itself: its store, its log.
    """

    def __init__(self, inputs: Collection[str] = (), own: Collection[str] = ()) -> None:
        self.found = Walked()
        self._inputs = frozenset(inputs)
        self._own = frozenset(own)
        self._folders: list[tuple[str, str]] = []
        self._links: deque[tuple[str, str]] = deque()
        self._seen: set[tuple[int, int]] = set()
        # By path: shown path, and ending of the name, of what the tool may have written itself.
        self._doubtful: dict[str, tuple[str, str]] = {}

    def folder(self, path: Path) -> None:
        """Go through a folder. Links are followed last, so that a file keeps the name of its own place."""
        self._folders.append((str(path.resolve()), ""))
        while self._folders or self._links:
            while self._folders:
                self._enter(*self._folders.pop())
            if self._links:
                self._follow(*self._links.popleft())
        self._settle()

    def file(self, path: Path) -> None:
        """Take a file that the user named: it is read, whatever it is."""
        self.found.files.setdefault(str(path.resolve()), path.name)

    def fail(self, path: str, shown: str, category: FailureCategory, detail: str = "") -> None:
        """List what is not read."""
        failure = Failure.from_error(shown_name(shown), "read", DocumentError(category, detail))
        self.found.failures.setdefault(path, failure)

    def _pass(self, path: str, shown: str, kind: str) -> None:
        self.found.passed.setdefault(path, (shown_name(shown), kind))

    def _enter(self, path: str, within: str) -> None:
        try:
            about = Path(path).stat()
            if (about.st_dev, about.st_ino) in self._seen:
                return
            self._seen.add((about.st_dev, about.st_ino))
            with os.scandir(path) as entries:
                held = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self.fail(
                path, within or PurePath(path).name, FailureCategory.FOLDER_NOT_READ, error.strerror or ""
            )
            return
        names = frozenset(entry.name for entry in held)
        folders: list[tuple[str, str]] = []
        for entry in held:
            shown = f"{within}/{entry.name}" if within else entry.name
            if kind := _passing(entry.name):
                self._pass(entry.path, shown, kind)
            elif entry.is_symlink():
                self._links.append((entry.path, shown))
            elif entry.is_dir(follow_symlinks=False):
                if is_page_parts(Path(entry.path), names):
                    self._pass(entry.path, shown, PassedKind.PAGE_PARTS)
                else:
                    folders.append((entry.path, shown))
            elif entry.is_file(follow_symlinks=False):
                self._judge(entry.path, shown, entry.name)
            else:
                self.fail(entry.path, shown, FailureCategory.NO_REGULAR_FILE)
        self._folders += reversed(folders)

    def _follow(self, path: str, shown: str) -> None:
        """Follow a link: to a file, or once to a folder."""
        name = PurePath(path).name
        try:
            real = os.path.realpath(path, strict=True)
            about = Path(real).stat()
        except OSError as error:
            if error.errno not in _LEADS_NOWHERE:
                permitted = not isinstance(error, PermissionError)
                category = FailureCategory.UNREADABLE if permitted else FailureCategory.NOT_PERMITTED
                self.fail(path, shown, category, error.strerror or "")
            elif ending_of(name) in COUNTED_ENDINGS:
                self._pass(path, shown, ending_of(name))
            else:
                self.fail(path, shown, FailureCategory.DANGLING_LINK, error.strerror or "")
            return
        if stat.S_ISDIR(about.st_mode):
            place = os.path.realpath(PurePath(path).parent)
            if PurePath(place).is_relative_to(real):
                self.fail(path, shown, FailureCategory.LINK_LOOP)
            elif (about.st_dev, about.st_ino) in self._seen:
                self._pass(path, shown, PassedKind.AGAIN)
            else:
                self._folders.append((real, shown))
        elif not stat.S_ISREG(about.st_mode):
            self.fail(path, shown, FailureCategory.NO_REGULAR_FILE)
        elif any(real in met for met in self._met()):
            self._pass(path, shown, PassedKind.AGAIN)
        else:
            self._judge(real, shown, name)

    def _met(self) -> tuple[Collection[str], ...]:
        return self.found.files, self.found.failures, self.found.passed, self._doubtful

    def _judge(self, path: str, shown: str, name: str) -> None:
        """Read, list or pass over a regular file, or look at it later."""
        ending = ending_of(name)
        if path in self._own:
            self._pass(path, shown, PassedKind.OWN)
        elif path in self._inputs:
            self._pass(path, shown, PassedKind.INPUT)
        elif is_companion(name):
            self._pass(path, shown, PassedKind.COMPANION)
        elif may_be_own(ending) or ending in DATA_ENDINGS:
            self._doubtful.setdefault(path, (shown, ending))
        else:
            self._by_ending(path, shown, ending)

    def _by_ending(self, path: str, shown: str, ending: str) -> None:
        """Read, list or pass over a regular file that the tool did not write and that is no catalogue."""
        if ending in COUNTED_ENDINGS:
            self._pass(path, shown, ending)
        elif ending in READ_ENDINGS:
            self.found.files.setdefault(path, shown)
        else:
            self.fail(path, shown, unread_category(ending), ending)

    def _settle(self) -> None:
        """Look at what the tool may have written, or may be a catalogue, in a process beside.

        A file that hangs counts as neither.
        """
        doubtful = list(self._doubtful.items())
        self._doubtful.clear()
        answers = each_within(_looked_at, doubtful, _SECONDS_TO_LOOK, _MEGABYTES_TO_LOOK)
        for (path, (shown, ending)), answer in zip(doubtful, answers, strict=True):
            if answer == _IS_OWN:
                self._pass(path, shown, PassedKind.OWN)
            elif answer == _IS_CATALOGUE:
                self.found.files.setdefault(path, shown)
            else:
                self._by_ending(path, shown, ending)


# What is looked at is some kilobytes; a disk in a network may take its time.
_SECONDS_TO_LOOK = 20
_MEGABYTES_TO_LOOK = 500
_IS_OWN, _IS_CATALOGUE, _IS_NEITHER = b"own", b"catalogue", b"neither"


def _looked_at(file: tuple[str, tuple[str, str]]) -> bytes:
    path, (_, ending) = file
    if may_be_own(ending) and is_own_output(Path(path), ending):
        return _IS_OWN
    if ending in DATA_ENDINGS and is_catalogue(Path(path)):
        return _IS_CATALOGUE
    return _IS_NEITHER


def is_office_lock(name: str) -> bool:
    """Whether a file of this name is what an office program leaves beside a document that is open."""
    return _OFFICE_LOCK.fullmatch(name) is not None


def _passing(name: str) -> PassedKind | None:
    """Return why a name alone says that something is passed over, or None.

    Names with two points before them are no hidden ones: they come of a name that was cut off.
    """
    if is_office_lock(name):
        return PassedKind.LOCK
    if name in _OWN_PARTS:
        return PassedKind.OWN
    return PassedKind.HIDDEN if name.startswith(".") and not name.startswith("..") else None


def is_page_parts(folder: Path, beside: Collection[str]) -> bool:
    """Whether a folder holds the parts of a saved web page that lies beside it, and no documents.

    Pages and texts in it are parts where the page, or another page in it, has them in a frame or as a script;
    pages that are only linked to were saved by someone.

    Args:
        folder: the folder.
        beside: the names of what lies beside it.
    """
    page = _PAGE_PARTS.sub("", folder.name)
    pages = [f"{page}{ending}" for ending in _PAGES if f"{page}{ending}" in beside]
    if page == folder.name or not pages:
        return False
    try:
        names = [part.name for part in folder.iterdir()]
    except OSError:
        return False  # is listed when it is opened
    if not all(_may_be_part(ending_of(name)) for name in names):
        return False
    texts = {unicodedata.normalize("NFC", name) for name in names if ending_of(name) in READ_ENDINGS}
    if not texts:
        return True
    frames = (folder / name for name in sorted(names) if ending_of(name) in _PAGES)
    looked_at = [[*(folder.with_name(name) for name in pages), *frames]]
    [answer] = each_within(_shown_names, looked_at, _SECONDS_TO_LOOK, _MEGABYTES_TO_LOOK)
    return answer is not None and texts <= set(answer.decode().split("/"))


def _shown_names(pages: Iterable[Path]) -> bytes:
    """Return the names of what pages show, between slashes, which no name holds."""
    return "/".join(sorted(_shown_in(pages))).encode("utf-8", "replace")


def _shown_in(pages: Iterable[Path]) -> set[str]:
    """Return the names of what pages show within themselves, frames and scripts, not of what they link to."""
    names: set[str] = set()
    for page in pages:
        try:
            with open_regular(page) as file:
                text = file.read(_MOST_OF_A_PAGE).decode("utf-8", "replace")
        except OSError:
            continue
        sources = (unquote(unescape(found[1] or found[2])) for found in _SOURCE.finditer(text))
        names.update(unicodedata.normalize("NFC", source.rpartition("/")[2]) for source in sources)
    return names


def _may_be_part(ending: str) -> bool:
    """Whether a browser saves files of this type with a page: frames, scripts, pictures, anything odd."""
    documents = READ_ENDINGS - frozenset(_PAGES) - {".txt"}
    return ending not in documents and (
        ending in _PAGES or unread_category(ending) is FailureCategory.UNSUPPORTED_FORMAT
    )
