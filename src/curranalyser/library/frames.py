"""Tables of an audit as data frames, or as rows where neither pandas nor polars is installed."""

from collections import defaultdict
from collections.abc import Iterable
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal

from curranalyser.errors import SettingsError
from curranalyser.i18n import N_

if TYPE_CHECKING:
    from curranalyser.datamodel import Audit

Table = Literal[
    "outcomes",
    "labels",
    "courses",
    "opportunities",
    "programmes",
    "programme_courses",
    "exposure",
    "shares",
    "not_labelled",
    "files",
    "failures",
]
FrameKind = Literal["pandas", "polars", "rows"]
# Name → the table of audit.db that it is.
TABLES_OF: dict[Table, str] = {
    "outcomes": "outcome",
    "labels": "label",
    "courses": "course",
    "opportunities": "opportunity",
    "programmes": "programme",
    "programme_courses": "programme_course",
    "exposure": "exposure",
    "shares": "share",
    "not_labelled": "not_labelled",
    "files": "file",
    "failures": "failure",
}
# Columns of audit.db → types that know a missing value.
_PANDAS = {"TEXT": "string", "INTEGER": "Int64", "REAL": "float64"}

Column = tuple[str, str]


def table_of(audit: "Audit", table: str) -> tuple[list[Column], list[tuple[object, ...]]]:
    """Return the columns (name, SQLite type) and rows of a table.

    Args:
        audit: the audit.
        table: one of `Table`.

    Raises:
        SettingsError: there is no such table.
    """
    from curranalyser.audit_tables import TABLES, table_rows  # noqa: PLC0415 sqlite3 is needed by few

    name = dict[str, str](TABLES_OF).get(table)  # type: ignore[arg-type]
    if name is None:
        raise SettingsError(
            N_("There is no table %(table)s."),
            N_("Tables: %(known)s."),
            table=table,
            known=", ".join(TABLES_OF),
        )
    found = table_rows(audit)
    columns = [(column, kind) for column, kind, _ in TABLES[name][1]]
    rows = list(found[name])
    if table != "outcomes":
        return columns, rows
    labels = [(column, kind) for column, kind, _ in TABLES["label"][1]]
    return _with_labels(columns, rows, labels, found["label"], audit.perspectives)


def _with_labels(
    columns: list[Column],
    rows: list[tuple[object, ...]],
    of_labels: list[Column],
    labels: Iterable[tuple[object, ...]],
    perspectives: tuple[str, ...],
) -> tuple[list[Column], list[tuple[object, ...]]]:
    """Put the labels of each outcome beside it, a block of columns a perspective."""
    # A row of labels begins with the number of its outcome and the perspective.
    answers: dict[object, dict[object, tuple[object, ...]]] = defaultdict(dict)
    for outcome, perspective, *answer in labels:
        answers[outcome][perspective] = tuple(answer)
    nothing = (None,) * (len(of_labels) - 2)
    wide = [
        (*row, *(cell for name in perspectives for cell in answers[row[0]].get(name, nothing)))
        for row in rows
    ]
    beside = [(f"{name}_{column}", kind) for name in perspectives for column, kind in of_labels[2:]]
    return [*columns, *beside], wide


def frame_of(columns: list[Column], rows: list[tuple[object, ...]], kind: str | None) -> Any:  # noqa: ANN401
    """Return a table as a data frame or as rows.

    Args:
        columns: name and SQLite type of each.
        rows: in the order of the columns.
        kind: one of `FrameKind`; None for the first of pandas and polars that is installed, else rows.

    Raises:
        SettingsError: the kind is unknown, or its library is not installed.
    """
    chosen = kind or next((name for name in ("pandas", "polars") if find_spec(name)), "rows")
    if chosen not in ("pandas", "polars", "rows"):
        raise SettingsError(
            N_("There is no kind of table %(kind)s."), N_("Write pandas, polars or rows."), kind=chosen
        )
    names = [name for name, _ in columns]
    if chosen == "rows":
        return [dict(zip(names, row, strict=True)) for row in rows]
    if find_spec(chosen) is None:
        raise SettingsError(
            N_("%(library)s is not installed."),
            N_("Install it, or ask for rows."),
            library=chosen,
        )
    if chosen == "pandas":
        import pandas  # noqa: PLC0415 many have none, and it is slow to import

        frame = pandas.DataFrame(rows, columns=names, dtype=object)
        return frame.astype({name: _PANDAS[kind] for name, kind in columns})
    import polars  # noqa: PLC0415 likewise

    types = {"TEXT": polars.String, "INTEGER": polars.Int64, "REAL": polars.Float64}
    return polars.DataFrame(rows, schema={name: types[kind] for name, kind in columns}, orient="row")
