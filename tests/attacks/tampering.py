"""What can become of an audit.db: by a hand, another program, a disk, and somebody who means harm."""

import os
import random
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from curranalyser.audit_tables import TABLES
from curranalyser.folder import STORE_APPLICATION_ID
from curranalyser.store import FORMAT

Tampering = Callable[[Path], None]

# Of the tool's own tables; those of the audit stand in `TABLES`.
OWN_COLUMNS = {
    "result": ("file_sha256", "suffix", "made_by", "packed", "passing", "digest"),
    "audit": ("inputs", "scheme", "home_country", "packed", "digest"),
    "rendering": ("lang", "name", "sha256", "digest"),
}
COLUMNS = {**OWN_COLUMNS, **{name: [column for column, _, _ in kinds] for name, (_, kinds) in TABLES.items()}}
# As SQL: SQLite takes any of them in any column that is not NOT NULL.
VALUES = {
    "NULL": "NULL",
    "bytes": "x'00ff1b5d'",
    "whole number": "77",
    "number": "-1.5e300",
    "text": "'another'",
    "text for a terminal": "char(27) || ']0;title' || char(7) || char(8238)",
    "no UTF-8": "CAST(x'fffe80' AS TEXT)",
    "zeros": "zeroblob(1000000)",
    "JSON": "'" + "[" * 50_000 + "'",
}


def by_sql(*statements: str) -> Tampering:
    """Alter a store with SQL, as any program can."""

    def tamper(path: Path) -> None:
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            for statement in statements:
                with suppress(sqlite3.IntegrityError):  # NULL where there must be something
                    connection.execute(statement)
        finally:
            connection.close()

    return tamper


def altered_values(per_column: int | None = None) -> Iterator[tuple[str, Tampering]]:
    """Yield each column of each table with a value of each kind; or with so many kinds, in turn."""
    kinds = list(VALUES)
    turn = 0
    for table, columns in COLUMNS.items():
        for column in columns:
            chosen = (
                kinds if per_column is None else [kinds[(turn + n) % len(kinds)] for n in range(per_column)]
            )
            turn += 1
            for kind in chosen:
                yield (
                    f"{table}.{column}: {kind}",
                    by_sql(f"UPDATE OR IGNORE {table} SET {column} = {VALUES[kind]}"),
                )


def altered_tables() -> Iterator[tuple[str, Tampering]]:
    """Yield each table without rows, with rows twice, gone, otherwise, and as an endless view."""
    for table, columns in COLUMNS.items():
        listed = ", ".join(columns)
        ones = ", ".join(f"1 AS {column}" for column in columns)
        yield f"{table} empty", by_sql(f"DELETE FROM {table}")
        yield f"{table} twice", by_sql(f"INSERT OR IGNORE INTO {table} SELECT * FROM {table}")
        yield f"{table} gone", by_sql(f"DROP TABLE {table}")
        yield f"{table} of other columns", by_sql(f"DROP TABLE {table}", f"CREATE TABLE {table} (one, two)")
        yield (
            f"{table} without types",
            by_sql(f"DROP TABLE {table}", f"CREATE TABLE {table} ({listed})"),
        )
        yield (
            f"{table} an endless view",
            by_sql(
                f"DROP TABLE {table}",
                f"CREATE VIEW {table} AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r)"
                f" SELECT n AS rowid, {ones} FROM r",
            ),
        )
        yield (
            f"{table} with a trigger",
            by_sql(
                f"CREATE TRIGGER t_{table} BEFORE DELETE ON {table} BEGIN SELECT raise(ABORT, 'no'); END",
                f"CREATE TRIGGER u_{table} AFTER INSERT ON {table} BEGIN DELETE FROM {table}; END",
            ),
        )
        yield (
            f"{table} with an index",
            by_sql(f"CREATE INDEX i_{table} ON {table} ({columns[0]}, (length(quote({columns[0]}))))"),
        )


def bomb(table: str) -> Tampering:
    """Put some kilobytes that unpack to many megabytes in the place of what is packed."""

    def tamper(path: Path) -> None:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute(f"UPDATE {table} SET packed = ?", (zlib.compress(bytes(20_000_000)),))
        connection.close()

    return tamper


# A page of the tree of a table that is its own index: its kind, and where its cells and its last child stand.
_INNER, _HEAD = 2, 12
_LEVELS = 18


def _with_child(page: bytes, child: int) -> bytes:
    """Return an inner page all of whose children are one page."""
    changed = bytearray(page)
    cells = int.from_bytes(page[3:5], "big")
    places = [int.from_bytes(page[at : at + 2], "big") for at in range(_HEAD, _HEAD + 2 * cells, 2)]
    for place in (8, *places):
        changed[place : place + 4] = child.to_bytes(4, "big")
    return bytes(changed)


def multiplied(path: Path) -> None:
    """Let the pages of the kept results lead to one page time and again: it would be read 10 ** 18 times.

    The store has to hold so many results that their tree has an inner page.
    """
    connection = sqlite3.connect(path)
    [(root,)] = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'result'")
    connection.close()
    data = bytearray(path.read_bytes())
    size = int.from_bytes(data[16:18], "big")
    at, pages = (root - 1) * size, len(data) // size
    page = bytes(data[at : at + size])
    assert page[0] == _INNER
    leaf = int.from_bytes(page[8:12], "big")
    chain = [*range(pages + 1, pages + 1 + _LEVELS), leaf]
    data[at : at + size] = _with_child(page, chain[0])
    for following in chain[1:]:
        data += _with_child(page, following)
    data[28:32] = (pages + _LEVELS).to_bytes(4, "big")
    path.write_bytes(data)


def written(data: bytes) -> Tampering:
    """Write a file of other bytes in the place of the store."""

    def tamper(path: Path) -> None:
        path.write_bytes(data)

    return tamper


def cut(share: float) -> Tampering:
    """Cut a file off after a share of its bytes."""

    def tamper(path: Path) -> None:
        os.truncate(path, int(path.stat().st_size * share))

    return tamper


def blanked(path: Path) -> None:
    """Leave the length of the file and none of its bytes."""
    path.write_bytes(bytes(path.stat().st_size))


def flipped(seed: int) -> Tampering:
    """Alter some bytes at random, alone or in a run, anywhere behind the first hundred."""

    def tamper(path: Path) -> None:
        draw = random.Random(seed)
        data = bytearray(path.read_bytes())
        for _ in range(draw.choice((1, 1, 2, 8, 64))):
            at, length = draw.randrange(100, len(data)), draw.choice((1, 1, 4, 100))
            data[at : at + length] = draw.randbytes(len(data[at : at + length]))
        path.write_bytes(data)

    return tamper


DAMAGES: dict[str, Tampering] = {
    "cut to half": cut(0.5),
    "cut to a tenth": cut(0.1),
    "cut to its last page": cut(0.99),
    "nothing but zeros": blanked,
    "all that is behind its head is zeros": lambda path: path.write_bytes(
        path.read_bytes()[:100] + bytes(path.stat().st_size - 100)
    ),
    "a result unpacks to far more": bomb("result"),
    "the audit unpacks to far more": bomb("audit"),
    "results exchanged": by_sql(
        "UPDATE result SET packed = (SELECT packed FROM result AS other WHERE other.file_sha256 <>"
        " result.file_sha256 LIMIT 1), digest = (SELECT digest FROM result AS other WHERE"
        " other.file_sha256 <> result.file_sha256 LIMIT 1)"
    ),
    "a result of other settings": by_sql("UPDATE result SET made_by = 'other'"),
    "the audit of other files": by_sql("UPDATE audit SET inputs = ''"),
    "lines for a terminal, and an exit code": by_sql(
        """UPDATE rendering SET sha256 = '{"lines": ["\\u001b]0;title\\u0007 100%"], "code": 77}'"""
        " WHERE name LIKE 'shown%'"
    ),
    "another's tables under the tool's number": by_sql(
        *(f"DROP TABLE {table}" for table in COLUMNS), "CREATE TABLE precious (x)"
    ),
}
# Files that the tool did not write: they are refused and stay.
FOREIGN: dict[str, Tampering] = {
    "a text": written(b"notes of somebody\n"),
    "a page": written(b"<!doctype html><html></html>"),
    "random bytes": written(random.Random(7).randbytes(20_000)),
    "another program's database": by_sql("PRAGMA application_id = 1", "CREATE TABLE precious (x)"),
    "a database of nobody": by_sql("PRAGMA application_id = 0"),
}


def of_version(number: int) -> Tampering:
    """Say that a store is of another version of the tool."""
    assert number != FORMAT
    return by_sql(f"PRAGMA application_id = {STORE_APPLICATION_ID}", f"PRAGMA user_version = {number}")
