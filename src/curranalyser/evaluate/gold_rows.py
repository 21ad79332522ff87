"""The rows of gold files: what a reader wrote of a document, as far as the comparisons look at it."""

import warnings
from pathlib import Path
from typing import Annotated, Any, TypedDict

import msgspec

from curranalyser.datamodel import InstructionStatus
from curranalyser.errors import DataError, SettingsError, UnreadRowWarning
from curranalyser.i18n import N_
from curranalyser.read.csv_rows import MOST_DAMAGED
from curranalyser.strict_data import json_of, read_within

_HINT = N_("It holds one JSON object a line.")

_Amount = int | float | Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,6}(\.[0-9]{1,6})?$")] | None
_Name = str | None
_Texts = list[str] | None


class _Instruction(TypedDict):
    main: list[str]
    possible: _Texts
    status: InstructionStatus


class _Listed(TypedDict, total=False):
    """A row of a course list. What is not said may be missing."""

    code: _Name
    title: _Name
    credits: _Amount
    year_or_term: str | int | None
    compulsory: bool | None


class _Module(TypedDict):
    module: str
    outcomes: list[str]


class _Read(TypedDict, total=False):
    kind: _Name
    doc_language: str | list[str] | None
    language: str | list[str] | None
    text_layer: _Name
    outcomes: _Texts
    outcomes_en: _Texts
    first_modules: list[_Module] | None
    course_refs: list[_Listed] | None
    instruction: _Instruction | None


class DocumentGold(_Read):
    """Of any document."""

    file: str


class _Needed(TypedDict):
    code: _Name
    title: str
    credits: _Amount
    terms: list[int] | None
    status: str
    track: _Name


class _Course(_Needed, total=False):
    year: int | None
    years: list[int] | None
    alternatives: _Texts


class _Group(TypedDict):
    courses: _Amount
    credits: _Amount


class _Slot(TypedDict):
    text: str


class _Structure(TypedDict, total=False):
    placeholders: list[_Slot] | None


class ProgrammeGold(_Structure):
    """Of a programme and its structure."""

    file: str
    credits: _Amount
    courses: list[_Course]
    groups: list[_Group]
    tracks: list[Any]
    guaranteed: _Texts


def read_gold(
    path: Path, shape: type[DocumentGold] | type[ProgrammeGold] = DocumentGold
) -> list[dict[str, Any]]:
    """Read a gold file: one JSON object a line with at least `file`.

    A line that is none is left out, with an UnreadRowWarning that names it.

    Args:
        path: of the file.
        shape: what a row has to fit.

    Raises:
        SettingsError: the file cannot be read, or holds no line that fits, or too many that do not.
    """
    try:
        lines = read_within(path).removeprefix(b"\xef\xbb\xbf").split(b"\n")
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    rows: list[dict[str, Any]] = []
    unread: list[tuple[int, ValueError]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json_of(line)
            msgspec.convert(row, shape)
        except ValueError as error:
            unread.append((number, error))
            if len(unread) > MOST_DAMAGED:
                break
        else:
            rows.append(row)
    if not rows or len(unread) > MOST_DAMAGED:
        raise _unreadable(path, unread[-1][1] if unread else DataError("empty"))
    for number, fault in unread:
        told = SettingsError(
            N_("%(path)s, line %(line)s is not read: %(error)s."),
            _HINT,
            path=path.name,
            line=number,
            error=fault,
        )
        warnings.warn(UnreadRowWarning(told), stacklevel=2)
    return rows


def _unreadable(path: Path, error: Exception) -> SettingsError:
    return SettingsError(
        N_("The gold file %(path)s cannot be read: %(error)s."), _HINT, path=path, error=error
    )
