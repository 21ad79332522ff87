"""A comparison as plain text."""

import textwrap
from collections.abc import Iterator

from curranalyser.compare.wording import Note, Part, Table, Told

INDENT = "  "
NARROWEST = 40


def _table(table: Table, width: int) -> Iterator[str]:
    yield from textwrap.wrap(table.caption, width)
    columns = range(len(table.head))
    widths = [max(len(row[place]) for row in (table.head, *table.rows)) for place in columns]
    if sum(widths) + 2 * len(widths) <= width:
        for row in (table.head, *table.rows):
            cells = [
                row[place].rjust(widths[place]) if place in table.numbers else row[place].ljust(widths[place])
                for place in columns
            ]
            yield (INDENT + INDENT.join(cells)).rstrip()
    else:
        # Too wide for the window: one line a figure.
        for row in table.rows:
            yield from textwrap.wrap(row[0], width, initial_indent=INDENT, subsequent_indent=2 * INDENT)
            for place in columns[1:]:
                if not row[place]:
                    continue
                told = f"{table.head[place]}: {row[place]}"
                yield from textwrap.wrap(told, width, initial_indent=2 * INDENT, subsequent_indent=3 * INDENT)
    if table.note:
        yield from textwrap.wrap(table.note, width, initial_indent=INDENT, subsequent_indent=INDENT)


def _note(note: Note, width: int) -> Iterator[str]:
    yield from textwrap.wrap(f"{note.heading} ({note.summary})", width, subsequent_indent=INDENT)
    for what, words in note.lines:
        yield from textwrap.wrap(
            f"{what}: {words}", width, initial_indent=INDENT, subsequent_indent=2 * INDENT
        )


def _part(part: Part, width: int) -> Iterator[str]:
    yield part.heading
    yield "=" * min(len(part.heading), width)
    for paragraph in part.paragraphs:
        yield from textwrap.wrap(paragraph, width)
    for table in part.tables:
        yield ""
        yield from _table(table, width)
    for note in part.notes:
        yield ""
        yield from _note(note, width)


def render_text(told: Told, width: int = 80) -> str:
    """Return a comparison as lines of at most `width` characters (never less than 40).

    The text ends in a line end.
    """
    width = max(width, NARROWEST)
    lines = [*textwrap.wrap(f"{told.title}: {told.subtitle}", width)]
    for caution in told.cautions:
        lines += ["", *textwrap.wrap(f"! {caution}", width, subsequent_indent=INDENT)]
    for part in told.parts:
        lines += ["", *_part(part, width)]
    return "\n".join(lines) + "\n"
