"""The files of a report, for tests that look at a folder."""

from pathlib import Path

PAGES = ("courses.html", "definitions.html", "files.html", "groups.html", "index.html", "outcomes.html")
# Without the folder of the pages of programmes, which is there where there are some.
REPORT = sorted(("audit.db", "audit.json", "audit.xlsx", "outcomes.csv", *PAGES))


def pages_of(folder: Path) -> str:
    """All pages of a report, one after the other."""
    return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.html")))


def files_of(folder: Path, without: tuple[str, ...] = ()) -> dict[str, Path]:
    """Path within a folder → file, but for those with one of these endings."""
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix not in without
    }


def bytes_of(folder: Path, without: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Path within a folder → content, but for those with one of these endings."""
    return {name: path.read_bytes() for name, path in files_of(folder, without).items()}
