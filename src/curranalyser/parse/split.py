"""A file with many syllabi, such as a module handbook → the lines of each."""

from collections import Counter

from curranalyser.datamodel import SectionKind
from curranalyser.parse.headings import field_name, may_be_known, normalise_heading, section_kind
from curranalyser.parse.layout import TextLine

_AT_LEAST = 3
_SHARE = 0.6
_LONGEST_TITLE = 140


def _label(head: str) -> str | None:
    """Return the label that stands before a colon in the form in which labels are compared, if it labels a title or a code."""
    name = field_name(head)
    return normalise_heading(head) if name in ("title", "title_en", "code") else None


def split_syllabi(lines: tuple[TextLine, ...]) -> list[tuple[TextLine, ...]]:
    """Split the lines of a document at the heads of its syllabi.

    A head is a label of a title or code that comes again and again, about as often as the headings of outcomes do.

    Args:
        lines: of the whole document in reading order.

    Returns:
        The lines of each syllabus; a single element where the document holds one. What stands before the first head is left out.
    """
    labels: Counter[str] = Counter()
    first: dict[str, int] = {}
    outcomes = 0
    for position, line in enumerate(lines):
        head = line.text.partition(":")[0]
        if not may_be_known(head):
            continue
        name = _label(head)
        if name:
            labels[name] += 1
            first.setdefault(name, position)
        outcomes += section_kind(head) is SectionKind.OUTCOMES
    if not labels or outcomes < _AT_LEAST or max(labels.values()) < _AT_LEAST:
        return [lines]
    often = max(labels.values())
    chosen = min((name for name, count in labels.items() if count >= _SHARE * often), key=lambda name: first[name])
    starts: list[int] = []
    for position, line in enumerate(lines):
        if _label(line.text.partition(":")[0]) == chosen:
            starts.append(_with_title(lines, position, starts[-1] if starts else -1))
    if len(starts) < _AT_LEAST or outcomes < 0.4 * len(starts):
        return [lines]
    ends = [*starts[1:], len(lines)]
    return [lines[start:end] for start, end in zip(starts, ends, strict=True) if end - start >= 4]


def _with_title(lines: tuple[TextLine, ...], position: int, previous: int) -> int:
    """Move the start up to a title or running number set above the label."""
    start = position
    label = lines[position]
    for back in range(position - 1, max(position - 4, previous), -1):
        line = lines[back]
        same_page = line.page == label.page
        titled = line.size > 1.1 * label.size or line.bold
        if not same_page or not titled or len(line.text) > _LONGEST_TITLE or section_kind(line.text) is not None or field_name(line.text.partition(":")[0]):
            break
        start = back
    return start
