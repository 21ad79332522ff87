"""How a row of an exported table is known again as nobody has changed it: by a mark of its own cells.

The mark stands in the last column of the row, so that rows may be sorted, copied and left out. Spreadsheets
write numbers in their own way, which makes no other row.
"""

import hashlib
from collections.abc import Callable
from typing import Final

from curranalyser.review.programme_words import plain
from curranalyser.review.tables import undefused

# The columns that a person may correct; not who confirms the row, which changes nothing in it.
_COLUMNS: Final = (
    "programme",
    "kind",
    "code",
    "title",
    "status",
    "block",
    "rule",
    "track",
    "term",
    "year",
    "credits",
)
# Begins with a letter, and holds no other: a spreadsheet takes it for no number, such as 12e5.
_PREFIX: Final = "r"
# Digits: so few that the column is narrow, so many that a changed row hardly ever has the mark it had.
_DIGITS: Final = 12


def row_mark(cell: Callable[[str], str]) -> str:
    """Return the mark of a row.

    Args:
        cell: the text that stands in a column, by its name in `programme_words.HEADINGS`.
    """
    texts = [plain(undefused(cell(column))).replace(",", ".") for column in _COLUMNS]
    digest = hashlib.sha256("\x1f".join(texts).encode("utf-8", "surrogatepass")).digest()
    return f"{_PREFIX}{int.from_bytes(digest[:8], 'big') % 10**_DIGITS:0{_DIGITS}d}"
