"""The files of letters: the letters, the workbooks that go with them, and the table for mail merge."""

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from curranalyser.datamodel import Audit
from curranalyser.file_names import fitting_name, free_name
from curranalyser.i18n import Translator, translator
from curranalyser.letters.recipients import By, Letter, letters_of
from curranalyser.letters.wording import Piece, tell_letter
from curranalyser.report import build_view
from curranalyser.report.sheet import Cell, Column, Row, Sheet
from curranalyser.report.view import PerspectiveView
from curranalyser.report.word import WordDocument, runs_of
from curranalyser.review.plain_tables import MOST_CHARACTERS, TO_READ, heading_format, plain_workbook
from curranalyser.review.sample import frame_digest
from curranalyser.review.sheets import export_rows, render_review_workbook
from curranalyser.scheme import Scheme

# The table for mail merge. No letter can have its name: those of letters have no underscore.
MERGE_FILE = "letters_table.xlsx"

# The width in characters of a column for a code or a figure.
_NARROW = 14


@dataclass(frozen=True, slots=True)
class _Named:
    """A letter with the names of its files. `workbook` is "" where there is nothing to decide."""

    letter: Letter
    file: str
    workbook: str


def render_letter(pieces: Sequence[Piece], lang: str) -> bytes:
    """Return a letter as a Word document."""
    title = "".join(run.text for run in runs_of(pieces[0].text))
    document = WordDocument(title, lang)
    for piece in pieces:
        if piece.kind == "heading":
            document.heading(piece.text, piece.level)
        elif piece.kind == "item":
            document.item(piece.text, piece.more)
        else:
            document.paragraph(piece.text, keep=piece.kind == "lead")
    return document.data()


def _file_name(letter: Letter, say: Translator) -> str:
    """Return a name without an underscore, which parts a letter's name from that of its workbook."""
    return (fitting_name(letter.code) or fitting_name(letter.title)).replace("_", "-").strip(
        "-"
    ) or say.gettext("letter")


def _named(letters: Sequence[Letter], say: Translator) -> list[_Named]:
    taken: set[str] = set()
    names = [free_name(_file_name(letter, say), taken) for letter in letters]
    review = say.gettext("review")
    return [
        _Named(
            letter,
            f"{name}.docx",
            f"{name}_{review}.xlsx" if any(shown.outcomes for _, shown in letter.courses) else "",
        )
        for letter, name in zip(letters, names, strict=True)
    ]


def audit_mark(audit: Audit) -> str:
    """Return what tells an audit from others: its courses, their outcomes with the tool's labels, programmes.

    What people decided and what stands in the head change nothing in it.
    """
    keys = (*(course.key for course in audit.courses), "", *(item.key for item in audit.programmes))
    return hashlib.sha256("\n".join((frame_digest(audit), *keys)).encode("utf-8", "replace")).hexdigest()


def letter_files(audit: Audit, scheme: Scheme, lang: str, by: By) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each file, letter by letter, and of the table for mail merge at the end.

    Args:
        audit: what the letters tell of; its head is that of each letter.
        scheme: the scheme the audit was made with.
        lang: "sv" or "en": the language of the letters.
        by: what a letter is written for.
    """
    say = translator(lang)
    view = build_view(audit, scheme, lang)
    named = _named(letters_of(audit, view, by, say), say)
    for item in named:
        yield (
            item.file,
            render_letter(tell_letter(item.letter, view.perspectives, item.workbook, say, view.head), lang),
        )
        if item.workbook:
            theirs = replace(audit, courses=tuple(course for course, _ in item.letter.courses))
            yield item.workbook, render_review_workbook(export_rows(theirs, scheme, lang), lang)
    yield MERGE_FILE, _merge_table(_merge_sheet(named, view.perspectives, say), say)


def _merge_sheet(
    named: Sequence[_Named], perspectives: Sequence[PerspectiveView], say: Translator
) -> Sheet[Column, Cell]:
    """Return the sheet of the table for mail merge: a row a letter."""
    _ = say.gettext
    return Sheet(
        name=_("Letters"),
        columns={
            "code": Column(_("Code"), _NARROW),
            "title": Column(_("Title"), 36),
            "owner": Column(_("Owner"), 24),
            "department": Column(_("Department"), 30),
            "letter": Column(_("Letter"), 28),
            "workbook": Column(_("Review workbook"), 28),
            "courses": Column(_("Courses"), _NARROW),
            "outcomes": Column(_("Learning outcomes"), _NARROW),
            **{
                f"{item.id}_outcomes": Column(
                    _("%(perspective)s: outcomes", perspective=item.heading), _NARROW
                )
                for item in perspectives
            },
            "unsure": Column(_("Unsure"), _NARROW),
            "content_only": Column(_("In the content only"), _NARROW),
        },
        rows=_merge_rows(named, perspectives),
    )


def _merge_rows(named: Sequence[_Named], perspectives: Sequence[PerspectiveView]) -> Iterator[Row]:
    for item in named:
        letter = item.letter
        counts = [count for _profile, shown in letter.courses for count in shown.counts]
        yield {
            "code": letter.code,
            "title": letter.title,
            "owner": "; ".join(letter.owners),
            "department": letter.department,
            "letter": item.file,
            "workbook": item.workbook,
            "courses": len(letter.courses),
            "outcomes": sum(len(shown.outcomes) for _profile, shown in letter.courses),
            **{
                f"{perspective.id}_outcomes": sum(
                    len(count.carriers) for count in counts if count.perspective.id == perspective.id
                )
                for perspective in perspectives
            },
            "unsure": sum(len(count.doubtful) for count in counts),
            "content_only": sum(len(shown.opportunities) for _profile, shown in letter.courses),
        }


def _merge_table(entry: Sheet[Column, Cell], say: Translator) -> bytes:
    buffer = io.BytesIO()
    book = plain_workbook(buffer, say.gettext("Letters"))
    heading = heading_format(book, TO_READ)
    sheet = book.add_worksheet(entry.name)
    for place, column in enumerate(entry.columns.values()):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.heading, heading)
    for number, row in enumerate(entry.cells(), 1):
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                if cell:
                    sheet.write_string(number, place, cell[:MOST_CHARACTERS])
            elif cell is not None:
                sheet.write_number(number, place, cell)
    sheet.freeze_panes(1, 0)
    book.close()
    return buffer.getvalue()
