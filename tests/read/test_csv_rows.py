"""One damaged row of a table is named, and the others are read."""

import time

import pytest

from curranalyser.errors import DocumentError
from curranalyser.read.csv_rows import csv_rows, decode_rows

# Bytes of a table, whether it is read strictly, and its rows; None for the damaged one.
CASES: dict[str, tuple[bytes, bool, list[tuple[int, list[str] | None]]]] = {
    "a zero": (b"a,b\n1,\x002\n3,4\n", True, [(1, ["a", "b"]), (2, None), (3, ["3", "4"])]),
    "another encoding in one row": (
        "a,b\nå,ä\nå,".encode() + b"\xe5\nx,y\n",
        True,
        [(1, ["a", "b"]), (2, ["å", "ä"]), (3, None), (4, ["x", "y"])],
    ),
    "another encoding in all rows": (
        "a,b\nå,ä\n".encode("cp1252"),
        True,
        [(1, ["a", "b"]), (2, ["å", "ä"])],
    ),
    "a zero beside another encoding in all": (
        "å,b\nå,\0\ng,ä\n".encode("cp1252"),
        False,
        [(1, ["å", "b"]), (2, None), (3, ["g", "ä"])],
    ),
    "UTF-16 without a mark": ("a,b\n1,2\n".encode("utf-16-le"), True, [(1, ["a", "b"]), (2, ["1", "2"])]),
    "a mark that is never closed": (
        b'a,b\n1,"2\n3,4\n5,6\n',
        True,
        [(1, ["a", "b"]), (2, None), (3, ["3", "4"]), (4, ["5", "6"])],
    ),
    "the same, read loosely": (
        b'a,b\n1,"2\n3,4\n5,6\n',
        False,
        [(1, ["a", "b"]), (2, None), (3, ["3", "4"]), (4, ["5", "6"])],
    ),
    "a mark that another row closes": (
        b'a,b\n1,"2\n3,"4"\n5,6\n',
        True,
        [(1, ["a", "b"]), (2, None), (3, ["3", "4"]), (4, ["5", "6"])],
    ),
    "marks within a cell, read loosely": (
        b'a,b\n1,"say "hi" there"\n',
        False,
        [(1, ["a", "b"]), (2, ["1", 'say hi" there"'])],
    ),
    "a cell of several lines": (b'a,b\n1,"2\n3"\n', False, [(1, ["a", "b"]), (3, ["1", "2\n3"])]),
    "a cell beyond all measure": (
        b"a,b\n1," + b"x" * 200_000 + b"\n3,4\n",
        False,
        [(1, ["a", "b"]), (2, None), (3, ["3", "4"])],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_damaged_row_spoils_no_other(name: str) -> None:
    data, strict, rows = CASES[name]
    assert list(csv_rows(decode_rows(data), ",", strict=strict)) == rows


def test_what_is_no_table_is_refused_soon() -> None:
    began = time.process_time()
    with pytest.raises(DocumentError):
        list(csv_rows(decode_rows(b"a,b\n" + b'1,"2\n' * 50_000), ",", strict=True))
    with pytest.raises(DocumentError):
        decode_rows(bytes(range(256)) * 1000)
    assert time.process_time() - began < 3
