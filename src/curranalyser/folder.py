"""The folder of an audit: the names of what the tool writes and keeps in it, and how a file is put there."""

import hashlib
import os
import re
import stat
from contextlib import suppress
from pathlib import Path

from curranalyser.regular import open_regular

STORE_FILE = "audit.db"
REVIEWS_FILE = "reviews.jsonl"
INDEX_FILE = "index.html"
JSON_FILE = "audit.json"
WORKBOOK_FILE = "audit.xlsx"
REPORT_FILES = (JSON_FILE, WORKBOOK_FILE, INDEX_FILE, "outcomes.csv")
# And what SQLite keeps beside it while it is open.
# What a store is renamed to that is not as the tool has written it.
STORE_ASIDE = re.compile(r"audit-damaged(?:-\d+)?\.db")
STORE_PARTS = tuple(f"{STORE_FILE}{ending}" for ending in ("", "-wal", "-shm", "-journal"))
# The pages that the first one links to; those of courses lie in a folder where they are many.
COURSES_PAGE = "courses.html"
GROUPS_PAGE = "groups.html"
OUTCOMES_PAGE = "outcomes.html"
FILES_PAGE = "files.html"
DEFINITIONS_PAGE = "definitions.html"
# Of all these it is known before any work whether something else lies in their place.
FIXED_NAMES = (
    *STORE_PARTS,
    *REPORT_FILES,
    COURSES_PAGE,
    GROUPS_PAGE,
    OUTCOMES_PAGE,
    FILES_PAGE,
    DEFINITIONS_PAGE,
)
PROGRAMMES_FOLDER = "programmes"
COURSES_FOLDER = "courses"
# In which earlier versions kept their pages.
PAGES_FOLDER = "pages"
# By these the tool knows again what it wrote, wherever it lies and whatever it is called. Each stands in the
# first bytes of its file; that of a workbook or a Word file is the name of a property of the document.
PAGE_MARK = '<meta name="generator" content="curranalyser">'
WORKBOOK_MARK = WORD_MARK = "curranalyser"
# Begins the identifier in the trailer of a PDF.
PDF_MARK = b"curranalyser-"
# Audits of earlier versions had no version of their schema.
JSON_MARKS = (b'{\n  "schema_version":', b'{\n  "perspectives":')
STORE_APPLICATION_ID = 0x43555252  # "CURR"
# The first lines of outcomes.csv and of the tables of `export`: whole, or their beginning where a comma
# ends it.
# A test compares them with what is written.
TABLE_HEADS = (
    "course,title,kind,programmes,source,page,outcome_id,",
    "name,value",
    "path,status",
    "source,stage,category,page,message,hint,",
    "course,code,title,title_en,credits,level,valid_from,",
    "programme,code,title,credits,source",
    "programme,course,code,title,credits,terms,years,",
    "programme,block,parent,name,rule,",
    "programme,perspective,everyone,with_syllabus,",
    "programme,kind,code,title,listed,found,",
    "programme,kind,goal,text,knowledge_form,source,outcome",
    "programme,goal,course,listed,outcome,number,",
    "outcome,owner_kind,owner,source,id,text,",
    "outcome,perspective,decision,probability,rule,",
    "course,place,text,page,perspective,rule",
    "programme,courses,perspective,of,numerator,",
    "programme,courses,perspective,language,outcomes",
)
# What pages are called within the folder of an audit.
_NAMES = re.compile(
    rf"(?:{INDEX_FILE}|{COURSES_PAGE}|{GROUPS_PAGE}|{OUTCOMES_PAGE}|{FILES_PAGE}|{DEFINITIONS_PAGE}"
    rf"|{PROGRAMMES_FOLDER}/[A-Za-z0-9_-]+\.html|{COURSES_FOLDER}/courses-\d+\.html)"
)
# Of earlier versions, which did not write into a page what it is called.
_EARLIER = re.compile(rf"(?:{INDEX_FILE}|{PAGES_FOLDER}/(?:courses|programme)-\d+\.html)")
_HEAD = 1000
# The Word file for a board beside a report, and what is kept beside letters: what was written.
BOARD_FILE = "board.docx"
# Where other things lie in the folder that was named, what is written has one of its own within.
INNER_REPORT = "curranalyser-report"
INNER_CHECK = "curranalyser-check"
INNER_TREND = "curranalyser-trend"
INNER_TABLES = "curranalyser-export"
INNER_MODEL = "curranalyser-model"
# Made and taken away again, to see that a folder can be written to.
PROBE_FILE = ".curranalyser.probe"
LETTERS_RECORD = ".curranalyser-letters.json"
# What a PDF ends in: the place of its table of contents for programs, where its identifier stands too.
_PLACE = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF\s*$")


def is_there(path: Path) -> bool:
    """Whether something can be seen at a path: not in a locked folder, nor where a name is too long."""
    try:
        return path.exists()
    except OSError:
        return False


def audit_place(folder: Path) -> Path:
    """Return where the audit of a folder lies: in it, or in the folder that the tool has made for it within.

    Raises OSError where it cannot be looked into.
    """
    inner = folder / INNER_REPORT
    beside = any((folder / name).is_file() for name in (STORE_FILE, JSON_FILE))
    return inner if not beside and inner.is_dir() else folder


# Bytes of a name that leave room for what `part_name` adds: file systems take 255, some encrypted ones 143.
_LONGEST_NAME = 120


def part_name(name: str) -> str:
    """Return the name under which `replace_file` writes, until the file is whole."""
    encoded = os.fsencode(name)
    if len(encoded) > _LONGEST_NAME:
        return f".{hashlib.sha256(encoded).hexdigest()[:32]}.part"
    return f".{name}.part"


def replace_file(path: Path, data: bytes, synced: bool = False) -> None:
    """Write a file so that a reader finds the old one or the new one, never a part. Raises OSError.

    The new one has the permissions of the old one. A link in its place goes, and what it leads to stays.

    With `synced` it is on the disk before it takes the place of the old one: what has been said to be kept is
    kept when the power goes.
    """
    part = path.with_name(part_name(path.name))
    try:
        # A new one: what is left there, or what somebody has made lead elsewhere, is not written into.
        part.unlink(missing_ok=True)
        with part.open("xb") as file:
            file.write(data)
            if synced:
                file.flush()
                os.fsync(file.fileno())
        _take_permissions(part, path)
        part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _take_permissions(part: Path, path: Path) -> None:
    """Give a new file the permissions of the one whose place it takes, if that is a file."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISREG(mode):
        part.chmod(stat.S_IMODE(mode))


def is_page_name(name: str) -> bool:
    """Whether a page may be called so: its path within the folder of an audit, with forward slashes."""
    return bool(_NAMES.fullmatch(name) or _EARLIER.fullmatch(name))


def page_place(name: str) -> str:
    """Return what says in the head of a page what it is called: a copy with another name is the user's."""
    return f'data-page="{name}"'


def is_own_page(folder: Path, name: str) -> bool:
    """Whether a page in the folder of an audit is one that the tool wrote there: by its name and by its head.

    A link is none, nor is what lies in a folder that is linked: the tool makes no links.

    Args:
        folder: of the audit.
        name: path within it, with forward slashes.
    """
    if not is_page_name(name) or leads_elsewhere(folder, name):
        return False
    try:
        with open_regular(folder / name) as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    named = b"data-page=" in head
    fits = page_place(name).encode() in head if named else bool(_EARLIER.fullmatch(name))
    return fits and PAGE_MARK.encode() in head


def leads_elsewhere(folder: Path, name: str) -> bool:
    """Whether a path within a folder is a link, or goes through one. Raises OSError.

    Args:
        folder: may itself be a link: whoever named it wants it so.
        name: path within it, with forward slashes.
    """
    path = folder / name
    return any(place.is_symlink() for place in (path, *path.parents[: name.count("/")]))


def own_pages(folder: Path) -> list[Path]:
    """Return the pages that the tool wrote into the folder of an audit, without its first, in order."""
    places = (folder, *(folder / name for name in (PROGRAMMES_FOLDER, COURSES_FOLDER, PAGES_FOLDER)))
    found = [path for place in places for path in place.glob("*.html")]
    return sorted(
        path
        for path in found
        if path != folder / INDEX_FILE and is_own_page(folder, path.relative_to(folder).as_posix())
    )


def is_own_pdf(path: Path) -> bool:
    """Whether the tool wrote a PDF. Raises OSError."""
    with open_regular(path) as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _HEAD))
        tail = file.read(_HEAD)
        mark = b"/ID [(" + PDF_MARK
        if mark in tail:
            return True
        place = _PLACE.search(tail)
        if place is None or int(place[1]) >= size:
            return False
        file.seek(int(place[1]))
        return mark in file.read(_HEAD)


def pdf_pages(folder: Path) -> list[Path]:
    """Return the pages in an audit's folder that are written as PDF: the first, and those of programmes."""
    own = [path for path in own_pages(folder) if path.parent.name == PROGRAMMES_FOLDER]
    return [folder / INDEX_FILE, *own]


def own_pdfs(folder: Path) -> list[Path]:
    """Return the PDFs of pages that the tool wrote into an audit's folder, in order. Raises OSError."""
    paths = [*folder.glob("*.pdf"), *(folder / PROGRAMMES_FOLDER).glob("*.pdf")]
    return sorted(
        path
        for path in paths
        if not leads_elsewhere(folder, path.relative_to(folder).as_posix())
        and path.is_file()
        and is_own_pdf(path)
    )
