"""A sheet of a workbook as one entry: its name, its columns and its rows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

Kind = Literal["text", "number", "percent", "probability"]
Cell = str | int | float | None
# Cells by the keys of their columns.
Row = dict[str, Cell]
Head = TypeVar("Head")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in characters, and what its cells hold.

    A reader fills in one with `to_fill_in`, or with `choices` to choose from.
    """

    heading: str
    width: int
    kind: Kind = "text"
    to_fill_in: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(Generic[Head, Value]):
    """A sheet.

    Attributes:
        name: what stands on its tab.
        columns: from the left, by key: a `Column` each, or headings where widths follow from what the cells
            hold.
        rows: from the top, each with a cell for every key. They can be gone through once.
        names: how many of the first columns name its rows.
    """

    name: str
    columns: Mapping[str, Head]
    rows: Iterable[Mapping[str, Value]]
    names: int = 1

    def cells(self) -> Iterator[list[Value]]:
        """Yield the cells of each row in the order of the columns.

        Raises:
            ValueError: a row lacks a column, or has a cell of none.
        """
        for row in self.rows:
            if row.keys() != self.columns.keys():
                raise ValueError(f"{self.name}: {sorted(row.keys() ^ self.columns.keys())}")
            yield [row[key] for key in self.columns]
