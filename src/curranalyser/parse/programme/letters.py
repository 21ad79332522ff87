"""What letters in a column say of who takes the courses: the same letter means one thing here and another there."""

from collections.abc import Iterable

from curranalyser.datamodel import CourseMark
from curranalyser.languages import CourseRows, RowColumns, languages
from curranalyser.parse.words.course_columns import course_column

_EDGES = " ().*"


def letter_of(text: str) -> str:
    """Return what stands in a cell as letters are compared."""
    return text.strip(_EDGES).lower()


def letters_of(values: Iterable[str], heads: Iterable[str]) -> dict[str, CourseMark]:
    """Return what the letters of a column mean.

    "O" is obligatory beside "V" and optional beside "C": what counts is the language that knows all letters of
    the column and of its name, and of several such the one that knows most names of columns. Where two are left
    that differ, nothing is said of the letter.

    Args:
        values: what stands in the column.
        heads: the names of all columns of the table.

    Returns:
        Marks by the letter in small letters.
    """
    names = [head.strip().lower() for head in heads]
    known = {letter for language in languages() for letter in _senses(language.rows)}
    used = {letter_of(value) for value in values} & known
    for name in names:
        if course_column(name) == "kind":
            used |= {letter_of(part) for part in name.split("/")} & known
    spoken = [language.rows for language in languages() if used <= _senses(language.rows).keys()]
    most = max((_names_known(rows, names) for rows in spoken), default=0)
    senses = [_senses(rows) for rows in spoken if _names_known(rows, names) == most]
    found: dict[str, CourseMark] = {}
    for letter in sorted(used):
        told = {sense[letter] for sense in senses}
        if len(told) == 1:
            found[letter] = told.pop()
    # Two letters stand for two things: where both would mean one, one of them is not what it seems.
    return {} if len(found) > 1 and len(set(found.values())) == 1 else found


def _senses(rows: CourseRows) -> dict[str, CourseMark]:
    found: dict[str, CourseMark] = dict.fromkeys(rows.compulsory_letters, "compulsory")
    return found | dict.fromkeys(rows.elective_letters, "elective")


def _names_known(rows: CourseRows, names: Iterable[str]) -> int:
    """Return how many names of columns a language has."""
    own = {word for role in RowColumns.__struct_fields__ for word in getattr(rows.columns, role)}
    return sum(name in own for name in names)


def is_letter(text: str) -> bool:
    """Whether a cell holds a letter that says who takes a course in one language or another."""
    return any(letter_of(text) in _senses(language.rows) for language in languages())
