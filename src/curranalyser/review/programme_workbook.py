"""The table of programmes as a workbook: a sheet to correct, and one that explains it."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from curranalyser.i18n import N_, translator
from curranalyser.review.plain_tables import (
    MOST_CHARACTERS,
    MOST_ROWS,
    TO_FILL_IN,
    TO_READ,
    check_rows,
    csv_table,
    heading_format,
    plain_workbook,
)
from curranalyser.review.programme_rows import Row
from curranalyser.review.programme_words import HEADINGS, KINDS, REMOVED, STATUSES


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its width in characters, whether the tool tells it, nobody corrects it, and if it hides."""

    width: int
    told: bool = False
    hidden: bool = False


# In the order of HEADINGS, which has their headings.
_COLUMNS = {
    "programme": _Column(12),
    "kind": _Column(9),
    "code": _Column(11),
    "title": _Column(44),
    "status": _Column(20),
    "block": _Column(30),
    "rule": _Column(22),
    "track": _Column(24),
    "term": _Column(8),
    "year": _Column(8),
    "credits": _Column(9),
    "confirmed": _Column(14),
    "basis": _Column(24, told=True),
    "sentence": _Column(60, told=True),
    "page": _Column(6, told=True),
    "mark": _Column(15, told=True, hidden=True),
}
# Empty rows below the last one in which the lists to choose from stand too, for courses that are added.
_FREE_ROWS = 200
_TEXT = {"text_wrap": True, "valign": "top", "num_format": "@"}

# (heading of a column or "", what is said of it)
EXPLANATIONS: tuple[tuple[str, str], ...] = (
    (
        "",
        N_(
            "The first sheet holds what was read of the programme syllabi, one row a course. Correct what is"
            " wrong in the yellow columns, save the file, and make the audit again with --programmes and the"
            " name of this file. What you change or confirm here then counts instead of what was read."
        ),
    ),
    (
        "",
        N_(
            "Begin with the rows that say “not said”: who takes the course could not be read there."
            " An empty cell says that there is nothing of the kind. To add a course, write a row below the"
            " last one, with programme and title or code."
        ),
    ),
    (
        "",
        N_(
            "What you change counts as a person's. A row that you leave as it is stays a reading of the tool,"
            " unless you write your name in “Confirmed by”: fill the name down over all rows that you have"
            " looked at and found right."
        ),
    ),
    (
        "",
        N_(
            "The table can be used again when a new version of a syllabus comes: each row is found by its"
            " code, or else by its title. What you have changed or confirmed then still holds; all else is"
            " taken as the new version has it."
        ),
    ),
    (HEADINGS["programme"], N_("Code or title of the programme.")),
    (
        HEADINGS["kind"],
        N_("“course”, or “slot” for room in the programme that names no course: electives, exchange."),
    ),
    (HEADINGS["code"], N_("Code of the course; empty where it has none.")),
    (HEADINGS["title"], N_("Title of the course, or the words for the slot.")),
    (
        HEADINGS["status"],
        N_(
            "“everyone”: every student of the programme takes the course, whatever is chosen. “some”: only"
            " those who choose it, or its track. “not said”: it could not be read. “not in the programme”:"
            " the row is no course of this programme, and is left out."
        ),
    ),
    (
        HEADINGS["block"],
        N_(
            "A name for courses that are chosen among together; the same name in all rows of the block. Empty"
            " where nothing is chosen."
        ),
    ),
    (
        HEADINGS["rule"],
        N_(
            "What a student takes of the block: “all”, “free”, “choose 2 of 4” or “choose 30 credits”. It is"
            " enough to write it in one row of the block."
        ),
    ),
    (HEADINGS["track"], N_("Name of the track, where only those who follow it take the course.")),
    (
        HEADINGS["term"],
        N_("Counted from the start of the programme: 3, or 1, 2 for a course over two terms."),
    ),
    (HEADINGS["year"], N_("Likewise, the year of study.")),
    (HEADINGS["credits"], N_("As the programme lists them; empty where it does not.")),
    (
        HEADINGS["confirmed"],
        N_(
            "Your name, initials or “yes”, where the row is right as it stands. Empty where nobody has looked"
            " at it."
        ),
    ),
    (
        HEADINGS["basis"],
        N_(
            "What “Who takes it” rests on. What you have changed or confirmed rests on a person in every"
            " report."
        ),
    ),
    (HEADINGS["sentence"], N_("The words of the syllabus that it rests on. They are not read back.")),
    (HEADINGS["page"], N_("Where they stand, or where the course is listed.")),
    (HEADINGS["mark"], N_("A hidden column. By it the tool knows that nobody has changed the row.")),
)


def render_programmes_csv(rows: Sequence[Row]) -> bytes:
    """Return the rows as CSV in UTF-8 with a byte order mark.

    Text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    return csv_table(rows)


def render_programmes_workbook(rows: Sequence[Row], lang: str) -> bytes:
    """Return the rows as a workbook with lists to choose from, and a sheet that explains the columns.

    Args:
        rows: as `programme_rows` gives them.
        lang: "sv" or "en".

    Raises:
        SettingsError: there are more rows than a sheet takes.
    """
    check_rows(len(rows), MOST_ROWS - _FREE_ROWS, N_("Write to a file that ends in .csv."))
    say = translator(lang)
    buffer = io.BytesIO()
    book = plain_workbook(buffer, say.gettext("Programmes to confirm"))
    plain = book.add_format(_TEXT)
    told = book.add_format({**_TEXT, "font_color": "#555555"})
    to_correct, heading = heading_format(book, TO_FILL_IN), heading_format(book, TO_READ)
    sheet = book.add_worksheet(say.gettext("Programmes"))
    last = max(len(rows) - 1, 1)
    for place, name in enumerate(HEADINGS):
        column = _COLUMNS[name]
        form = told if column.told else plain
        sheet.set_column(place, place, column.width, form, {"hidden": column.hidden})
        sheet.write_string(0, place, rows[0][place], heading if column.told else to_correct)
        for number, row in enumerate(rows[1:], 1):
            if row[place]:
                sheet.write_string(number, place, row[place][:MOST_CHARACTERS], form)
    columns = list(HEADINGS)
    statuses = [say.gettext(text) for text in (*STATUSES.values(), REMOVED)]
    rules = [
        say.gettext("all"),
        say.gettext("free"),
        say.gettext("choose %(count)s of %(all)s", count=1, all=2),
        say.gettext("choose %(what)s", what=say.gettext("%(credits)s credits", credits=15)),
    ]
    for name, choices, only in (
        ("status", statuses, True),
        ("kind", [say.gettext(text) for text in KINDS.values()], True),
        ("rule", rules, False),
    ):
        place = columns.index(name)
        sheet.data_validation(
            1,
            place,
            last + _FREE_ROWS,
            place,
            {
                "validate": "list",
                "source": choices,
                "show_error": only,
                "error_title": rows[0][place],
                "error_message": say.gettext("Choose one of the list."),
            },
        )
    place = columns.index("status")
    # Stands out: what a person has to say.
    sheet.conditional_format(
        1,
        place,
        last + _FREE_ROWS,
        place,
        {
            "type": "cell",
            "criteria": "==",
            "value": f'"{statuses[2]}"',
            "format": book.add_format({"bg_color": "#FFE08A"}),
        },
    )
    sheet.ignore_errors({"number_stored_as_text": f"A1:P{last + _FREE_ROWS + 1}"})
    sheet.freeze_panes(1, columns.index("status"))
    sheet.autofilter(0, 0, last, len(columns) - 1)
    _explain(book.add_worksheet(say.gettext("How to correct")), book, lang)
    book.close()
    return buffer.getvalue()


def _explain(sheet: Any, book: Any, lang: str) -> None:  # noqa: ANN401 xlsxwriter is imported late
    """Write the sheet that says what the columns mean."""
    say = translator(lang)
    text = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "valign": "top"})
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 100)
    for number, (heading, explanation) in enumerate(EXPLANATIONS):
        if heading:
            sheet.write_string(number, 0, say.gettext(heading), bold)
        sheet.write_string(number, 1, say.gettext(explanation), text)
