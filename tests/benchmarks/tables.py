"""Compare the grids laid through the rules of PDF pages with pdfplumber's table finder.

    python tests/benchmarks/tables.py FOLDER [--pages N]

Prints for the pages that have a grid, at most N a file: milliseconds of CPU time for reading text and grids,
for the rules and grids alone, and for pdfplumber's `find_tables`; and how many tables of two cells or more
each found.
"""

import argparse
import io
import time
from pathlib import Path

import pdfplumber

from curranalyser.errors import DocumentError
from curranalyser.read import fastpath

MAX_PAGES = 500


def measure(path: Path, most: int) -> tuple[float, float, float, int, int] | None:
    """Return the times and counts for one file, None where it has no grid or cannot be read."""
    data = path.read_bytes()
    try:
        begin = time.process_time()
        _, pages, _, grids = fastpath.read_lines(data, MAX_PAGES)
        whole = (time.process_time() - begin) / pages
    except DocumentError:
        return None
    chosen = sorted({grid.page for grid in grids})[:most]
    if not chosen:
        return None
    found = fastpath.find_grids
    fastpath.find_grids = lambda *_: []
    rules = fastpath._page_rules
    fastpath._page_rules = lambda *_: ([], [])
    try:
        begin = time.process_time()
        fastpath.read_lines(data, MAX_PAGES)
        bare = (time.process_time() - begin) / pages
    finally:
        fastpath.find_grids, fastpath._page_rules = found, rules
    begin = time.process_time()
    theirs = 0
    with pdfplumber.open(io.BytesIO(data)) as document:
        for number in chosen:
            tables = document.pages[number - 1].find_tables()
            theirs += sum(len(table.cells) >= 2 for table in tables)
    spent = (time.process_time() - begin) / len(chosen)
    return whole, whole - bare, spent, sum(grid.page in chosen for grid in grids), theirs


def main() -> None:
    """Measure all PDFs of a folder."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--pages", type=int, default=3)
    given = arguments.parse_args()
    measured = [
        result
        for path in sorted(given.folder.glob("*.pdf"))
        if (result := measure(path, given.pages)) is not None
    ]
    count = len(measured)
    if not count:
        raise SystemExit(f"No PDF in {given.folder} has a grid.")
    whole, grids, plumber = (sum(column) * 1000 / count for column in list(zip(*measured, strict=True))[:3])
    ours, theirs = (sum(column) for column in list(zip(*measured, strict=True))[3:])
    print(f"{count} files with grids; milliseconds a page, means of files")
    print(f"text and grids {whole:.1f}, of that rules and grids {grids:.1f}, find_tables {plumber:.1f}")
    print(f"tables of two cells or more: {ours} and {theirs}")


if __name__ == "__main__":
    main()
