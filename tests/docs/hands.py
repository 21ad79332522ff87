"""What the pages of the docs tell a person to do between two commands, done on the files in the page's folder."""

import shutil
from collections.abc import Callable
from ctypes.util import find_library
from pathlib import Path

from openpyxl import load_workbook


def _columns(sheet: object) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[1] if cell.value is not None}  # type: ignore[index]


def decide(name: str, column: str, answers: tuple[str, str]) -> Callable[[Path], None]:
    """Yes and no in turn in a column of the first sheet."""

    def hand(folder: Path) -> None:
        book = load_workbook(folder / name)
        sheet = book.worksheets[0]
        place = _columns(sheet)[column]
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, place, answers[row % 2])
        book.save(folder / name)

    return hand


HANDS: dict[str, Callable[[Path], object]] = {
    "has Tesseract": lambda _: shutil.which("tesseract") and shutil.which("gs"),
    "has Pango": lambda _: find_library("pango-1.0"),
}
