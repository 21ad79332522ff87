"""Headings that name courses, each with a text on the course below → entries."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from curranalyser.datamodel import EntryKind
from curranalyser.parse.programme.entries import alternatives_of, names_course
from curranalyser.parse.programme.frames import first_frame
from curranalyser.parse.programme.items import Entry, Heading, Item, Sentence
from curranalyser.parse.programme.places import heads_place
from curranalyser.parse.programme.row_words import row_words

# Headings of one rank that are described: one alone may be a part of a programme with a remark below it.
_FEWEST = 2
# Credits: a heading that bears more than a whole term is that of a part of a programme.
_TERM_CREDITS = 30


def with_described(items: Sequence[Item]) -> tuple[Item, ...]:
    """Take headings with credits and nothing but sentences below them for the courses that they name.

    "Växternas liv, 7,5 hp" over "Kursen handlar om …", then the next. All headings with credits of one rank are
    such, or none is: where a list stands below one of them, or the texts speak of courses, they are those of
    parts of the programme. One that
    names no course and holds a place ("Other studies, 35 credits") does so alone too.

    Args:
        items: headings, sentences and entries in the order of the document.
    """
    ranks: dict[int, list[int]] = {}
    for at, item in enumerate(items):
        if isinstance(item, Heading) and item.credits is not None and not heads_place(item.text):
            ranks.setdefault(item.level, []).append(at)
    found: dict[int, Entry] = {}
    for some in ranks.values():
        named = {at: entry for at in some if (entry := _named(items, at)) is not None}
        if len(named) == len(some) >= _FEWEST and not _tell_of_several(items, some):
            found |= named
        else:
            found |= {at: entry for at, entry in named.items() if entry.kind is EntryKind.SLOT}
    result: list[Item] = []
    for at, item in enumerate(items):
        entry = found.get(at)
        if entry is None or entry.kind is EntryKind.SLOT:
            result.append(item if entry is None else Heading(item.text, item.page, _level(item)))
        result += [entry] if entry is not None else []
    return tuple(result)


def _level(item: Item) -> int:
    return item.level if isinstance(item, Heading) else 0


def _tell_of_several(items: Sequence[Item], headings: Sequence[int]) -> bool:
    """Whether the texts below headings speak of courses, as those on parts of a programme do, mostly."""
    texts = [below.text for at in headings if isinstance(below := items[at + 1], Sentence)]
    return 2 * sum(bool(row_words().groups.search(text)) for text in texts) >= len(texts)


def _named(items: Sequence[Item], at: int) -> Entry | None:
    """Return the course that a heading names, or None where it heads something else."""
    heading = items[at]
    below = items[at + 1] if at + 1 < len(items) else None
    if not isinstance(heading, Heading) or not isinstance(below, Sentence) or _heads_list(items, at):
        return None
    words = row_words()
    grouped = words.marked.search(heading.text) and words.groups.search(heading.text)
    if grouped or words.tracks.match(heading.text) or first_frame(heading.text, "common heading"):
        return None
    entries = alternatives_of(heading.text, heading.page)
    if len(entries) != 1 or not names_course(entries[0]):
        return None
    if entries[0].kind is EntryKind.SLOT:
        return entries[0]
    if words.groups.search(heading.text) or any(
        first_frame(text, "choice", "free part") for text in _below(items, at)
    ):
        return None
    return entries[0] if (entries[0].credits or Decimal(0)) <= _TERM_CREDITS else None


def _below(items: Sequence[Item], at: int) -> Iterator[str]:
    """Yield the sentences right below a heading."""
    for item in items[at + 1 :]:
        if not isinstance(item, Sentence):
            return
        yield item.text


def _heads_list(items: Sequence[Item], at: int) -> bool:
    """Whether an entry stands below a heading before the next."""
    for item in items[at + 1 :]:
        if isinstance(item, Heading):
            return False
        if isinstance(item, Entry):
            return True
    return False
