"""A row of labels with values below it, far below or in cells so close that they were read as one.

These are cut at the places of the labels.
"""

import re
from collections.abc import Callable, Iterator

from curranalyser.parse.page.layout import TextLine
from curranalyser.parse.words.headings import field_name, heading_table, section_kind

# How far below a label its value may stand, in font sizes.
BELOW = 3.2
# Words of a label: 3 and 5 read the real files alike that were tried.
_LONGEST_LABEL = 4
# Labels that make a row of them. With 2 a file of the sample is read otherwise; 4 changes none that was
# tried.
_FEWEST_LABELS = 3
# Labels with a colon that stand on one line; a single one is read where all labels are.
_FEWEST_RUN_IN = 2
_COLON = re.compile(r":(?=\s|$)")
_BLANK = re.compile(r"\s+")
_APART = re.compile(r"(?:\s{2,}|\t|\s[|¦]\s|[.;,]\s)\s*(?=[^\W\d_a-zåäöæø])")
# Times the type size by which the tops of cells of one row may differ. In some 400 real files they differ by
# up to 0.2, and those of two rows by 0.58 and more.
_SAME_ROW = 0.5
# Times the type size by which a value may begin left of its label. Rare: in the two real files where it is
# asked values begin where their labels do, or more than 5 sizes from them.
_SLACK = 0.9
# How wide letters are in proportion to most others: the means in Helvetica, plain and bold, and Times are 1.3
# to 1.5 for the wide ones and 0.5 to 0.6 for the narrow ones.
_WIDE, _NARROW = frozenset("mwMWÅÄÖABCDEFGHKNOQRUVXYZ%&—"), frozenset("iljtfrI.,:;'|()[]-/ ")
_WIDE_WIDTH, _NARROW_WIDTH, _USUAL_WIDTH = 1.3, 0.55, 1.0


def label_rows(
    lines: list[TextLine], names: Callable[[str], str | None] = field_name
) -> Iterator[tuple[str, str, TextLine]]:
    """Yield (field, value, line) for the labels of a row.

    Two may have been read as one cell, the values may stand far below, and one may be unknown.
    """
    position = 0
    first_words = heading_table().any_first_word
    while position < len(lines):
        text = lines[position].text
        if ":" in text or text.endswith(".") or text.partition(" ")[0].lower() not in first_words:
            position += 1
            continue
        row = _row(lines, position)
        position += len(row)
        if sum([cell.text.count(" ") + 1 for cell in row]) < _FEWEST_LABELS:
            continue
        first = _labels(text, names)
        if not first:
            continue
        cells = [first, *(_labels(cell.text, names) for cell in row[1:])]
        count = sum(map(len, cells))
        below = _row(lines, position)
        if count < _FEWEST_LABELS or cells.count([]) > 1 or not below or below[0].page != row[0].page:
            continue
        if count > len(cells) or below[0].top - row[0].top > BELOW * row[0].size:
            yield from _values(row, below, names)


def run_in_fields(text: str, names: Callable[[str], str | None] = field_name) -> list[tuple[str | None, str]]:
    """Return (field, value) for each label of a line that has several, each with a colon.

    "Length: 1 term    Semester: 1 or 3        CP: 6" | "Nivå: A1N | Hp: 7,5". A label begins the line, or
    stands behind white space of two blanks, a bar or a stop, or is known.

    Args:
        text: of a line.
        names: returns what a label names, or None.

    Returns:
        The pairs from left to right, with None for a label that names no field; empty where the line has not
        two labels, or none of them is of a field.
    """
    if text.count(":") < _FEWEST_RUN_IN:
        return []  # most lines, quickly
    colons = [match.start() for match in _COLON.finditer(text)]
    if len(colons) < _FEWEST_RUN_IN:
        return []
    labels: list[tuple[int, int]] = []
    for colon in colons:
        start = _label_start(text, labels[-1][1] + 1 if labels else 0, colon, names)
        if start is not None:
            labels.append((start, colon))
    if len(labels) < _FEWEST_RUN_IN or labels[0][0] > 0:
        return []
    ends = [start for start, _ in labels[1:]] + [len(text)]
    pairs = [
        (names(text[start:colon]), text[colon + 1 : end].strip(" |¦.;,\t"))
        for (start, colon), end in zip(labels, ends, strict=True)
    ]
    return [(name, value) for name, value in pairs if value] if any(name for name, _ in pairs) else []


def _label_start(text: str, after: int, colon: int, names: Callable[[str], str | None]) -> int | None:
    """Return where the label before a colon begins, or None where no label stands there."""
    before = text[after:colon]
    apart = None
    for match in _APART.finditer(before):
        apart = match.end()
    if apart is None and after == 0:
        apart = 0
    if apart is not None and 0 < len(before[apart:].split(" ")) <= _LONGEST_LABEL and before[apart:].strip():
        return after + apart
    places = [match.end() for match in _BLANK.finditer(before)][-_LONGEST_LABEL:]
    return next((after + place for place in places if _is_label(before[place:], names)), None)


def _row(lines: list[TextLine], position: int) -> list[TextLine]:
    """Return the lines from a position on that stand on one height: the first of them at least."""
    end = position + 1
    while (
        end < len(lines)
        and lines[end].page == lines[position].page
        and abs(lines[end].top - lines[position].top) < _SAME_ROW * lines[position].size
    ):
        end += 1
    return lines[position:end]


def _labels(text: str, names: Callable[[str], str | None]) -> list[str]:
    """Return the known labels of which a text is made, or nothing where it holds any other word."""
    words = text.split(" ")
    found: list[str] = []
    while words:
        if not words[0][:1].isupper():
            return []  # no label begins with a small letter
        for count in range(min(_LONGEST_LABEL, len(words)), 0, -1):
            label = " ".join(words[:count])
            if _is_label(label, names):
                found.append(label)
                del words[:count]
                break
        else:
            return []
    return found


def _is_label(text: str, names: Callable[[str], str | None]) -> bool:
    return text[:1].isupper() and (
        names(text) is not None or field_name(text) is not None or section_kind(text) is not None
    )


def _width(letter: str) -> float:
    return _WIDE_WIDTH if letter in _WIDE else _NARROW_WIDTH if letter in _NARROW else _USUAL_WIDTH


def word_places(line: TextLine, pieces: list[str]) -> list[tuple[float, str]]:
    """Return the pieces of a line with about where each begins."""
    widths = [sum(map(_width, f"{piece} ")) for piece in pieces]
    scale = (line.x1 - line.x0) / max(sum(widths) - _NARROW_WIDTH, _USUAL_WIDTH)
    return [(line.x0 + scale * sum(widths[:number]), piece) for number, piece in enumerate(pieces)]


def _values(
    row: list[TextLine], below: list[TextLine], names: Callable[[str], str | None]
) -> Iterator[tuple[str, str, TextLine]]:
    labels = [
        placed for cell in row for placed in word_places(cell, _labels(cell.text, names) or [cell.text])
    ]
    values: dict[str, list[str]] = {}
    for cell in below:
        for place, word in word_places(cell, cell.text.split(" ")):
            label = next(
                (label for edge, label in reversed(labels) if edge <= place + _SLACK * cell.size),
                labels[0][1],
            )
            values.setdefault(label, []).append(word)
    for label, said in values.items():
        name = names(label)
        if name:
            yield name, " ".join(said), below[0]
