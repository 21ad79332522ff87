"""Label → value: the one reader of it, for the header, the language of instruction and programmes alike.

Call `labelled_values(lines, names)`; `names` says which texts are labels of yours and what they name. The
reader knows where a value stands; the caller knows what a value of its field looks like.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from curranalyser.datamodel import Line
from curranalyser.languages import any_of, every
from curranalyser.parse.fields.label_row import BELOW, label_rows, run_in_fields
from curranalyser.parse.page.layout import TextLine
from curranalyser.parse.page.paragraphs import Lexicon, join_texts
from curranalyser.parse.page.rows import on_one_row
from curranalyser.parse.words.headings import field_name, normalise_heading, section_kind

# A number alone, as the value of credits: "7,5", "15 (ECTS)".
BARE_NUMBER = re.compile(r"^\W*\d{1,3}(?:[.,]\d{1,2})?\s*(?:p|\(\w+\))?\W*$")
# A word behind what looks like a label, which makes it the beginning of a title: "Course of …".
GOES_ON = re.compile(rf"{any_of(lambda words: words.title_goes_on)}\b")
# Two blanks or a tab, looked for by the first of them: half the time of asking for either.
_CELL_GAP = re.compile(r"\s(?:\s+|(?<=\t))")
# The end of a line that goes on in the next: a hyphen, a comma, a small word. A capital is none of these, but
# a number or a letter of a course: "Portfolio A", "Statistik I".
_small = any_of(lambda words: (*words.title_goes_on, *words.line_goes_on, *words.small_words))
_UNFINISHED = re.compile(rf"(?:[,/&-]|(?<!\w){_small})$")
# Words that head a column as often as they label a title.
_BARE_LABELS = frozenset(every(lambda words: words.bare_labels))
# Words that begin the name of a document rather than a label.
_DOCUMENT_FIRST = frozenset(every(lambda words: words.document_first))
# Times the font size: two paragraphs stand no further apart.
_PARAGRAPH = 5.0
# Points between a label and its value on one row; a label that is known to stand in a column of labels has
# its value further away.
_VALUE_REACH, _COLUMN_REACH = 220.0, 320.0
# Lines behind a label among which its value is looked for: a row of labels with the row below it.
_LINES_BEHIND = 13
# Points by which a value may overlap its label, and begin left of a label that it stands below; and how far
# right of it, which is less than beside it: there the next column begins.
_OVERLAP, _LEFT_OF, _RIGHT_OF = 2.0, 8.0, 160.0
# Points: edges that differ by less are one; edges of lines in two types differ more.
_ONE_EDGE, _NEAR_EDGE, _CELL_EDGE = 1.0, 2.0, 3.0
# Times the font size: gaps between lines that differ by less are one, and lines nearer than these are the
# next line of a paragraph and the next cell below.
_SAME_GAP, _NEXT_LINE, _NEXT_CELL = 0.2, 1.4, 2.5
# Characters: no small word is longer, with what stands before it.
_LONGEST_SMALL = 20
# Characters: a longer line in bold is no label with its value.
_LONGEST_BOLD = 80
# A label with its value in one cell, whatever the label names.
OWN_FIELD = re.compile(r"[^\W\d_][^:.;?!]{1,40}: *\S")
# Lines behind one in a row of cells among which the next line of its own cell is looked for.
_CELLS = 5
# Words of a label that stands before its value with no mark between them, the longest first.
_WORDS_UNMARKED = (3, 2, 1)

Names = Callable[[str], str | None]


class LabelForm(StrEnum):
    """How a label and its value stand to each other."""

    ROW = "row of labels"
    RUN_IN = "several on one line"
    COLON = "behind a colon"
    GAP = "behind a gap"
    NUMBER = "a number without a mark"
    BOLD = "a bold label without a mark"
    CELL = "a cell or line of its own"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledValue:
    """A label with its value.

    Attributes:
        field: what the label names.
        value: as written, with the line on which it goes on.
        line: that of the label; of a row of labels, the first of the values.
        form: how the two stand to each other.
    """

    field: str
    value: str
    line: TextLine
    form: LabelForm


def labelled_values(lines: Sequence[TextLine | Line], names: Names = field_name) -> Iterator[LabelledValue]:
    """Find every label that has a value, and the value: in cells, behind a colon, beside or below it.

    Args:
        lines: in reading order, of a header, a section or a whole document.
        names: returns what a text names as a label, or None where it is none of the labels that are sought. A
            text that is a field of the header or a heading of a section is never a value, whatever `names`
            says of it.

    Returns:
        The pairs in reading order, those in rows of labels first. A field may come more than once; which
        value fits it is for the caller to say.
    """
    placed = [line if isinstance(line, TextLine) else _text_line(line) for line in lines]
    for name, value, line in label_rows(placed, names):
        yield LabelledValue(field=name, value=value, line=line, form=LabelForm.ROW)
    for position in range(len(placed)):
        yield from _of_line(placed, position, names)


def _text_line(line: Line) -> TextLine:
    return TextLine(
        text=line.text,
        marker="",
        page=line.page,
        x0=line.x0,
        x1=line.x1,
        top=line.top,
        size=line.size,
        bold=line.bold,
    )


def _of_line(lines: list[TextLine], position: int, names: Names) -> Iterable[LabelledValue]:
    """Return what the labels on one line say: by the first form that fits."""
    line = lines[position]
    pairs = run_in_fields(line.text, names)
    if pairs:
        return [
            LabelledValue(field=name, value=value, line=line, form=LabelForm.RUN_IN)
            for name, value in pairs
            if name
        ]
    name, rest, form = _divided(line.text, names)
    if name and rest:
        return (LabelledValue(field=name, value=_with_rest(lines, position, rest), line=line, form=form),)
    capital = line.text[:1].isupper() and not line.text.endswith(".")
    name = name or (names(line.text) if capital else None)
    if not name:
        if _may_be_unmarked(line) and (normalise_heading(line.text.partition(" ")[0]) not in _DOCUMENT_FIRST):
            return _unmarked(line, names)
        return ()
    if name == "title" and ":" not in line.text and normalise_heading(line.text) in _BARE_LABELS:
        return ()
    value = _value_of(lines, position, names)
    return (LabelledValue(field=name, value=value, line=line, form=LabelForm.CELL),) if value else ()


def _divided(text: str, names: Names) -> tuple[str | None, str, LabelForm]:
    """Divide a line at its first colon, else at its first gap: what the label names, the rest, and how."""
    head, colon, rest = text.partition(":")
    if colon:
        return names(head), rest.strip(), LabelForm.COLON
    gap = _CELL_GAP.search(text)
    if gap:
        return names(text[: gap.start()]), text[gap.end() :].strip(), LabelForm.GAP
    return None, "", LabelForm.COLON


def goes_on(text: str) -> bool:
    """Whether a line ends so that the next goes on with it: in a hyphen, a comma or a small word."""
    return _UNFINISHED.search(text[-_LONGEST_SMALL:]) is not None


def join_lines(parts: Sequence[str], lines: Sequence[TextLine]) -> str:
    """Join the lines of a value or title; `lines` know how a word that is broken over two is written."""
    return join_texts(list(parts), Lexicon(lines))


def _with_rest(lines: list[TextLine], position: int, value: str) -> str:
    """Return a value behind its label on one line with what it goes on with.

    A value that ends in a dash goes on beside it on its row, and one that is not finished in the line below.
    """
    if position + 1 == len(lines):
        return value
    line, following = lines[position], lines[position + 1]
    if value.endswith(("-", "–")) and on_one_row(line, following):
        return f"{value} {following.text}"
    unfinished = goes_on(value)
    beside = [other for other in lines if other is not line and on_one_row(line, other)]
    below = (
        _below_in_column(line, lines[position + 1 : position + _CELLS], unfinished) if beside else following
    )
    if below is None or _is_label(below.text, field_name) or OWN_FIELD.match(below.text):
        return value
    if unfinished and below is following and _is_next_line(line, below):
        goes = line.x0 - _NEAR_EDGE <= below.x0 < line.x1
    else:
        goes = bool(beside) and (unfinished or _is_full(line, below, beside, lines))
    return join_lines([value, below.text], lines) if goes else value


def _below_in_column(line: TextLine, cells: Sequence[TextLine], unfinished: bool) -> TextLine | None:
    """Return the line straight below one that stands beside others; further below where it is unfinished."""
    reach = _NEXT_CELL if unfinished else _NEXT_LINE
    return next(
        (
            other
            for other in cells
            if other.page == line.page
            and 0 < other.top - line.top < reach * line.size
            and abs(other.x0 - line.x0) < _NEAR_EDGE
            and not other.marker
            and (not other.label or line.label)  # a column of labels holds their values too
        ),
        None,
    )


def _is_full(line: TextLine, below: TextLine, row: Sequence[TextLine], lines: Sequence[TextLine]) -> bool:
    """Whether the first word of the line below had no room behind a line that stands beside others."""
    right = [other.x0 for other in row if other.x0 > line.x1]
    edge = min(right, default=max(other.x1 for other in lines if other.page == line.page))
    word = (below.x1 - below.x0) * (len(below.text.partition(" ")[0]) + 1) / max(len(below.text), 1)
    return edge < line.x1 + word


def _is_next_line(line: TextLine, following: TextLine) -> bool:
    """Whether a line of text stands straight below another, and is no item and no label."""
    return (
        following.page == line.page
        and 0 < following.top - line.top < _NEXT_LINE * line.size
        and not (following.marker or following.label)
    )


def _may_be_unmarked(line: TextLine) -> bool:
    """Whether a line may be a label and its value without a mark: it is bold, or no word stands last."""
    return line.bold or not line.text.rpartition(" ")[2][:1].isalpha()


def _unmarked(line: TextLine, names: Names) -> Iterator[LabelledValue]:
    """Yield a label and its value with nothing but a blank between them: "Studiepoeng 7,5"; or in bold."""
    label, _, amount = line.text.rpartition(" ")
    if BARE_NUMBER.match(amount) and names(label) == "credits":
        yield LabelledValue(field="credits", value=amount, line=line, form=LabelForm.NUMBER)
        return
    if not line.bold or len(line.text) >= _LONGEST_BOLD:
        return
    words = line.text.split(" ")
    for count in _WORDS_UNMARKED:
        name = names(" ".join(words[:count])) if len(words) > count else None
        if name and not GOES_ON.match(words[count]):
            yield LabelledValue(field=name, value=" ".join(words[count:]), line=line, form=LabelForm.BOLD)
            return


def _value_of(lines: list[TextLine], position: int, names: Names) -> str:
    """Return the value of a label cell: the next cell on its row, else the cell below it."""
    label = lines[position]
    rest = lines[position + 1 : position + 1 + _LINES_BEHIND]
    beside = next((line for line in rest if _is_beside(label, line, rest)), None)
    if beside is not None and not _heads_column(label, beside, rest, names):
        return _with_next_line(beside, rest, names)
    if _alternates(label, rest, names):
        return rest[0].text
    below = next((line for line in rest if _is_below(label, line, names)), None)
    return _with_next_line(below, rest, names) if below is not None else ""


def _is_beside(label: TextLine, line: TextLine, rest: list[TextLine]) -> bool:
    """Whether a line stands on the row of a label, right of it and within reach."""
    if not on_one_row(label, line) or line.x0 <= label.x1 - _OVERLAP:
        return False
    reach = _COLUMN_REACH if label.label else _VALUE_REACH
    return line.x0 - label.x1 + _OVERLAP < reach or _is_column(line, rest)


def _heads_column(label: TextLine, beside: TextLine, rest: list[TextLine], names: Names) -> bool:
    """Whether what stands beside a label is a label too, so that the values stand below them."""
    if OWN_FIELD.match(beside.text) and _has_own_value_below(label, rest):
        return True
    number = beside.text[:1].isdigit()  # "5 LP" is a value, although "LP" is a label
    if _named(beside.text.split(":")[0], names) and not number:
        return True
    if section_kind(beside.text) is not None:
        return True
    return label.bold and beside.bold and _plain_below(label, rest) and _plain_below(beside, rest)


def _has_own_value_below(label: TextLine, rest: list[TextLine]) -> bool:
    """Whether a label is the first line of its cell, and the second holds the value."""
    edge = (line for line in rest if line.page == label.page and abs(line.x0 - label.x0) < _ONE_EDGE)
    below = next((line for line in edge if line.top > label.top), None)
    return (
        label.text.endswith(":")
        and below is not None
        and below.top - label.top < _NEXT_CELL * label.size
        and not (OWN_FIELD.match(below.text) or below.text.endswith(":") or section_kind(below.text))
    )


def _is_below(label: TextLine, line: TextLine, names: Names) -> bool:
    """Whether a line stands in the cell below a label."""
    below = line.page == label.page and 0 < line.top - label.top < BELOW * label.size
    return below and -_LEFT_OF < line.x0 - label.x0 < _RIGHT_OF and not _is_label(line.text, names)


def _is_column(value: TextLine, rest: list[TextLine]) -> bool:
    """Whether the line that is read next begins a column of values, however far from its labels."""
    below = (line for line in rest[1:] if line.page == value.page and line.top > value.top)
    return value is rest[0] and any(
        abs(line.x0 - value.x0) < _ONE_EDGE and line.top - value.top < BELOW * value.size for line in below
    )


def _named(text: str, names: Names) -> bool:
    return names(text) is not None or field_name(text) is not None


def _is_label(text: str, names: Names) -> bool:
    head = text.partition(":")[0]
    return _named(head, names) or section_kind(head) is not None


def _alternates(label: TextLine, rest: list[TextLine], names: Names) -> bool:
    """Whether labels and values stand in turn, each a paragraph of its own: a value, then the next label."""
    if len(rest) < 2:
        return False
    value, following = rest[:2]
    apart = value.top - label.top
    evenly = (
        label.page == value.page == following.page
        and 0 < apart < _PARAGRAPH * label.size
        and abs(following.top - value.top - apart) < _SAME_GAP * label.size
        and abs(value.x0 - label.x0) < _ONE_EDGE
        and abs(following.x0 - label.x0) < _ONE_EDGE
    )
    return (
        evenly
        and _named(following.text.partition(":")[0], names)
        and not _named(value.text.partition(":")[0], names)
        and section_kind(value.text) is None
    )


def _with_next_line(line: TextLine, rest: list[TextLine], names: Names) -> str:
    """Return a value with its second line: small letters straight below it, or what it cannot end without."""
    following = next(
        (other for other in rest if _is_next_line(line, other) and abs(other.x0 - line.x0) < _NEAR_EDGE),
        None,
    )
    if following is None:
        return line.text
    unfinished = goes_on(line.text) and not _is_label(following.text, names)
    if not unfinished and not following.text[:1].islower():
        return line.text
    return join_lines([line.text, following.text], [line, *rest])


def _plain_below(label: TextLine, rest: list[TextLine]) -> bool:
    """Whether a cell that is not bold stands straight below a bold label."""
    return any(
        line.page == label.page
        and 0 < line.top - label.top < _NEXT_CELL * label.size
        and abs(line.x0 - label.x0) < _CELL_EDGE
        and not line.bold
        for line in rest
    )
