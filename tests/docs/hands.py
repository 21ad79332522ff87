"""What the pages of the docs tell a person to do between two commands, done on the files in the folder."""

import re
import shutil
from collections.abc import Callable
from ctypes.util import find_library
from pathlib import Path

from openpyxl import load_workbook

# A column's name in either language → what a person writes into it, row by row and again from the start.
_ANSWERS: dict[str, tuple[str | None, ...]] = {
    "Your decision": ("yes", "no"),
    "Ditt beslut": ("ja", "nej"),
    "Confirmed by": ("AB",),
    "Bekräftad av": ("AB",),
    "Leads to goal": ("1", None),
}


def _fill_in(path: Path) -> None:
    """Write into the column of the first sheet that is there for people, and save as Excel would."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    columns = {str(cell.value): cell.column for cell in sheet[1]}
    [name] = [name for name in _ANSWERS if name in columns]
    answers = _ANSWERS[name]
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, columns[name], answers[row % len(answers)])
    assert sheet.max_row > 1, path
    book.save(path)


def do(what: str, folder: Path) -> None:
    """Do what is said: decide on all in FILE, confirm the rows of FILE, or fill in FILE."""
    said = re.fullmatch(r"(?:decide on all in|confirm the rows of|fill in) (\S+\.xlsx)", what)
    assert said, what
    _fill_in(folder / said[1])


# What a page may need of the system, and whether it is there.
PRESENT: dict[str, Callable[[], bool]] = {
    "Tesseract": lambda: bool(shutil.which("tesseract") and shutil.which("gs")),
    "Pango": lambda: bool(find_library("pango-1.0")),
}
