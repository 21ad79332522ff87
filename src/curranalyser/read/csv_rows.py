"""CSV → rows, of which one that is damaged spoils no other.

A zero byte, a byte of another encoding or a quotation mark too many stands in one row. That row is given as
None, and the others as they are.
"""

import csv
import io
import re
from collections.abc import Iterator

from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.read.encoding import decode_text

# Stands for bytes that are no text. Unicode keeps it out of every text.
DAMAGE = "\ufdd0"
_MARK = b"\xef\xbb\xbf"
_LOST = re.compile(r"[\udc80-\udcff]")
# Damaged rows up to which a file is taken for a table: what has more is none, or was cut to pieces.
MOST_DAMAGED = 100


def decode_rows(data: bytes) -> str:
    """Decode the bytes of a table, with a sign in place of what is no text in single rows.

    Raises:
        DocumentError: the bytes are no text.
    """
    zeros = data.count(b"\0")
    if not zeros and _is_utf8(data):
        return decode_text(data).text
    if zeros:
        try:
            return decode_text(data).text.replace("\0", DAMAGE)
        except DocumentError:
            if zeros > min(data.count(b"\n") + 1, MOST_DAMAGED):
                raise
    lines = data.removeprefix(_MARK).split(b"\n")
    kept = [line.replace(b"\0", b"") for line in lines]
    broken = sum(not _is_utf8(line) for line in kept)
    whole = sum(not line.isascii() for line in kept) - broken
    if broken > min(whole, MOST_DAMAGED):
        # Most lines beyond ASCII are no UTF-8: the whole is of another encoding.
        return "\n".join(
            text + DAMAGE * (b"\0" in line)
            for line, text in zip(lines, decode_text(b"\n".join(kept)).text.split("\n"), strict=False)
        )
    return "\n".join(
        _LOST.sub(DAMAGE, line.replace(b"\0", DAMAGE.encode()).decode("utf-8", "surrogateescape"))
        for line in lines
    )


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def csv_rows(text: str, delimiter: str, *, strict: bool) -> Iterator[tuple[int, list[str] | None]]:
    """Yield the rows of CSV, each with the number of its last line; None in place of a damaged one.

    Args:
        text: as `decode_rows` gives it.
        delimiter: between cells.
        strict: whether a quotation mark within a cell in such marks makes its row a damaged one.

    Raises:
        DocumentError: more rows are damaged than those of a table can be.
    """
    lines = io.StringIO(text, newline="").readlines()
    start = damaged = 0
    any_damage = DAMAGE in text
    while start < len(lines):
        reader = csv.reader(iter(lines[start:]), delimiter=delimiter, strict=strict)
        before = 0
        stopped = False
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                stopped = True
            else:
                stopped = _is_open(lines, start + before, start + reader.line_num, delimiter)
                if not stopped:
                    broken = any_damage and any(DAMAGE in cell for cell in cells)
                    damaged += broken
                    yield start + reader.line_num, None if broken else cells
                    before = reader.line_num
            if stopped or damaged > MOST_DAMAGED:
                break
        if stopped:
            # The row begins in a line of its own; those below are read anew.
            start += before + 1
            damaged += 1
            yield start, None
        if damaged > MOST_DAMAGED:
            raise DocumentError(FailureCategory.DAMAGED, f"more than {MOST_DAMAGED} rows are damaged")


def _is_open(lines: list[str], first: int, end: int, delimiter: str) -> bool:
    """Whether a row of several lines, up to the end of the file, has a mark that is never closed."""
    if end < len(lines) or end - first <= 1:
        return False
    try:
        for _ in csv.reader(iter(lines[first:end]), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False
