"""The folder of an audit: the names of what the tool writes and keeps in it, and how a file is put there."""

import re
from contextlib import suppress
from pathlib import Path

STORE_FILE = "audit.db"
REVIEWS_FILE = "reviews.jsonl"
INDEX_FILE = "index.html"
REPORT_FILES = ("audit.json", "audit.xlsx", INDEX_FILE, "outcomes.csv")
# A folder that holds all of these is a report of this tool.
TELLING_FILES = ("audit.json", "audit.xlsx", INDEX_FILE)
# Of a large audit: holds the pages that the first one links to.
PAGES_FOLDER = "pages"
# Stands in the head of every page of a report.
PAGE_MARK = '<meta name="generator" content="curranalyser">'
_PAGE_NAME = re.compile(r"(?:courses|programme)-\d+\.html")
_HEAD = 1000


def replace_file(path: Path, data: bytes) -> None:
    """Write a file so that a reader finds the old one or the new one, never a part. Raises OSError."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def is_own_page(path: Path) -> bool:
    """Whether a file in a `PAGES_FOLDER` is a page that the tool wrote: by its name and by its head."""
    if not _PAGE_NAME.fullmatch(path.name):
        return False
    try:
        with path.open("rb") as file:
            return PAGE_MARK.encode() in file.read(_HEAD)
    except OSError:
        return False


def own_pages(folder: Path) -> list[Path]:
    """Return the pages that the tool wrote into the `PAGES_FOLDER` of an audit's folder, in order."""
    return sorted(path for path in (folder / PAGES_FOLDER).glob("*.html") if is_own_page(path))
