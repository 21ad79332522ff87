"""The workbook: one sheet a question, with filters, shares as numbers, and never a formula."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, islice
from typing import Any

import xlsxwriter

from curranalyser.datamodel import Decision
from curranalyser.folder import WORKBOOK_MARK
from curranalyser.i18n import translator
from curranalyser.report.labels import DECISIONS
from curranalyser.report.matrix import NOT_MAPPED
from curranalyser.report.sheet import Cell, Column, Sheet
from curranalyser.report.sheet_print import lay_out, row_height, wide_enough
from curranalyser.report.view import (
    AuditView,
    CourseLink,
    CourseRow,
    CourseView,
    LabelView,
    MatrixView,
    MentionView,
    OutcomeView,
    ProgrammeView,
    SharesView,
    ShareView,
)

# Written into the file's properties; a fixed day, so that the same audit gives the same bytes.
CREATED = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)
LONGEST_CELL = 32_767
_BUTTON = "  ▾"
# A figure does not touch the text in the next column.
_FIGURE = {"valign": "top", "align": "right", "indent": 1}
# Below the heading; a sheet takes 2 to the power of 20.
MOST_ROWS = 1_048_575


def _label(outcome: OutcomeView, position: int) -> LabelView | None:
    return next((label for label in outcome.labels if label.perspective.position == position), None)


def _joined(segments: Iterable[Any]) -> str:
    return "".join(segment.text for segment in segments).strip()


def _names(courses: Iterable[CourseLink]) -> str:
    return "; ".join(course.name for course in courses)


class _Workbook:
    """The sheets of one view, and the few formats they share."""

    def __init__(self, view: AuditView) -> None:
        self.view = view
        self.say = translator(view.lang)
        self.gettext = self.say.gettext
        self.buffer = io.BytesIO()
        self.book = xlsxwriter.Workbook(
            self.buffer,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self.title = self.gettext("Perspectives in the learning outcomes")
        self.book.set_properties({"title": self.title, "created": CREATED})
        self.book.set_custom_property(WORKBOOK_MARK, True)
        self.heading = self.book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#EEF1F5"}
        )
        self.to_fill_in = self.book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#FFF2CC"}
        )
        self.formats = {
            "text": self.book.add_format({"text_wrap": True, "valign": "top"}),
            "number": self.book.add_format(_FIGURE),
            "percent": self.book.add_format({"num_format": "0.0%", **_FIGURE}),
            "probability": self.book.add_format({"num_format": "0.00", **_FIGURE}),
        }

    def write(self, sheet: Sheet[Column, Cell]) -> None:
        """Add a sheet with a frozen heading and a filter over all columns.

        What one does not hold goes on in "name 2" and so on. The columns that name its rows are printed again
        on each page where the sheet takes several across.
        """
        left = iter(sheet.rows)
        self._fill(replace(sheet, rows=islice(left, MOST_ROWS)))
        number = 1
        while (first := next(left, None)) is not None:
            number += 1
            more = chain([first], islice(left, MOST_ROWS - 1))
            self._fill(replace(sheet, name=f"{sheet.name} {number}", rows=more))

    def _fill(self, entry: Sheet[Column, Cell]) -> None:
        columns = entry.columns
        sheet = self.book.add_worksheet(entry.name)
        widths = [wide_enough(column.heading, column.width) for column in columns]
        # A button of the filter stands over the end of a heading.
        self._set_height(sheet, 0, [column.heading + _BUTTON for column in columns], widths)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, widths[place])
            sheet.write_string(
                0,
                place,
                column.heading,
                self.to_fill_in if column.to_fill_in or column.choices else self.heading,
            )
        last = 0
        for last, row in enumerate(entry.rows, 1):
            self._set_height(sheet, last, row, widths)
            for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                if isinstance(value, str):
                    if value:
                        sheet.write_string(last, place, value[:LONGEST_CELL], self.formats["text"])
                elif value is not None:
                    sheet.write_number(last, place, value, self.formats[column.kind])
        for place, column in enumerate(columns):
            if column.choices and last:
                sheet.data_validation(
                    1, place, last, place, {"validate": "list", "source": list(column.choices)}
                )
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        lay_out(sheet, widths, entry.names, self.title, self.say)

    @staticmethod
    def _set_height(sheet: Any, number: int, row: Sequence[Cell], widths: Sequence[int]) -> None:  # noqa: ANN401 xlsxwriter has no types
        texts = [(cell, width) for cell, width in zip(row, widths, strict=True) if isinstance(cell, str)]
        height = row_height(texts)
        if height is not None:
            sheet.set_row(number, height)

    def share_columns(self) -> list[Column]:
        _ = self.gettext
        names = (
            (_("Share of outcomes"), _("Outcomes with the perspective"), _("Outcomes")),
            (_("Share of courses"), _("Courses with the perspective"), _("Courses")),
            (_("Share of credits"), _("Credits with the perspective"), _("Credits")),
        )
        columns = [
            Column(name, 12, "percent" if place == 0 else "number")
            for group in names
            for place, name in enumerate(group)
        ]
        return [
            *columns,
            Column(_("Outcomes to review"), 12, "number"),
            Column(_("Decided by people"), 12, "number"),
            Column(_("Outcomes not labelled"), 12, "number"),
            Column(_("Not labelled, by language"), 30),
            Column(_("Courses of which the answer is not known"), 12, "number"),
            Column(_("Syllabi with outcomes"), 12, "number"),
            Column(_("Syllabi with outcomes: of how many courses"), 12, "number"),
            Column(_("Enough known for a share"), 12),
            Column(_("Share of outcomes, low by the labels’ errors"), 12, "percent"),
            Column(_("Share of outcomes, high by the labels’ errors"), 12, "percent"),
            Column(_("Share of courses, low by the labels’ errors"), 12, "percent"),
            Column(_("Share of courses, high by the labels’ errors"), 12, "percent"),
            Column(_("Share of credits, low by the labels’ errors"), 12, "percent"),
            Column(_("Share of credits, high by the labels’ errors"), 12, "percent"),
        ]

    def share_cells(self, shares: SharesView) -> list[Cell]:
        def cells(share: ShareView) -> tuple[Cell, ...]:
            return share.value, share.numerator, share.denominator

        return [
            *cells(shares.outcomes),
            *cells(shares.courses),
            *cells(shares.credits),
            shares.to_review,
            shares.human,
            shares.not_labelled,
            shares.languages,
            shares.unknown_courses,
            *shares.syllabi,
            self.gettext("yes") if shares.enough else self.gettext("no"),
            *(
                end
                for share in (shares.outcomes, shares.courses, shares.credits)
                for end in (share.low, share.high)
            ),
        ]

    def summary(self) -> Sheet[Column, Cell]:
        _, view = self.gettext, self.view
        rows: list[Sequence[Cell]] = [
            (_("All courses"), shares.perspective.name, *self.share_cells(shares)) for shares in view.shares
        ]
        for programme in view.programmes:
            rows += [
                (programme.name, shares.perspective.name, *self.share_cells(shares))
                for shares in programme.shares[0].shares
            ]
        return Sheet(
            name=_("Summary"),
            columns=[Column(_("Courses of"), 40), Column(_("Perspective"), 18), *self.share_columns()],
            rows=rows,
            names=2,
        )

    def programmes(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = [
            Column(_("Programme"), 40),
            Column(_("Code"), 12),
            Column(_("Group"), 22),
            Column(_("Perspective"), 18),
            *self.share_columns(),
            Column(_("Courses listed"), 10, "number"),
            Column(_("Courses with a syllabus"), 10, "number"),
            Column(_("Files that need attention"), 12, "number"),
            Column(_("File"), 40),
        ]
        rows = (
            (
                programme.title,
                programme.code,
                group.label,
                shares.perspective.name,
                *self.share_cells(shares),
                programme.listed,
                programme.found,
                programme.files_needing_attention,
                programme.source,
            )
            for programme in self.view.programmes
            for group in programme.shares
            for shares in group.shares
        )
        return Sheet(name=_("Programmes"), columns=columns, rows=rows, names=4)

    def curriculum(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = [
            Column(_("Programme"), 34),
            Column(_("Term"), 14),
            Column(_("Code"), 12),
            Column(_("Course"), 44),
            Column(_("Credits"), 9, "number"),
            Column(_("Choice"), 22),
            Column(_("Rests on"), 28),
            Column(_("Words"), 40),
            Column(_("Part"), 30),
            Column(_("Track"), 24),
            Column(_("Linked"), 24),
            Column(_("Language of instruction"), 26),
            Column(_("Outcomes"), 10, "number"),
            *(Column(perspective.heading, 14, "number") for perspective in self.view.perspectives),
        ]

        def cells(programme: str, row: CourseRow) -> tuple[Cell, ...]:
            course = row.course
            counts: list[Cell] = (
                [None if count.unknown else len(count.carriers) for count in course.counts]
                if course
                else [None] * len(self.view.perspectives)
            )
            return (
                programme,
                row.when,
                row.code,
                row.title,
                row.credits,
                row.status_label,
                row.basis,
                row.reason,
                row.part,
                row.track,
                row.link_label,
                course.instruction.summary if course else "",
                len(course.outcomes) if course else None,
                *counts,
            )

        return Sheet(
            name=_("Curriculum map"),
            columns=columns,
            rows=(cells(programme.name, row) for programme in self.view.programmes for row in programme.rows),
            names=3,
        )

    def courses(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = [
            Column(_("Code"), 12),
            Column(_("Course"), 44),
            Column(_("Credits"), 9, "number"),
            Column(_("Programmes"), 34),
            Column(_("Language of instruction"), 26),
            Column(_("Outcomes"), 10, "number"),
        ]
        for perspective in self.view.perspectives:
            columns += [
                Column(_("%(perspective)s: outcomes", perspective=perspective.heading), 15, "number"),
                Column(_("%(perspective)s: to review", perspective=perspective.heading), 15, "number"),
                Column(_("%(perspective)s: not labelled", perspective=perspective.heading), 15, "number"),
            ]
        columns += [Column(_("Remarks"), 40), Column(_("Other facts"), 34), Column(_("Files"), 40)]

        def remarks(course: CourseView) -> tuple[str, ...]:
            shared = (course.shared_code,) if course.shared_code else ()
            found = course.disagreements if course.outcomes else (_("No learning outcome was found."),)
            return *found, *shared, *course.notes, *course.reading

        def cells(course: CourseView) -> tuple[Cell, ...]:
            counts = [
                number
                for count in course.counts
                for number in (
                    None if count.unknown else len(count.carriers),
                    len(count.doubtful),
                    count.not_labelled,
                )
            ]
            return (
                course.code,
                course.title,
                course.credits,
                "; ".join(name for _, name in course.programmes),
                course.instruction.summary,
                len(course.outcomes),
                *counts,
                "; ".join(remarks(course)),
                "; ".join(f"{name}: {value}" for name, value in course.facts),
                "; ".join(course.sources),
            )

        return Sheet(
            name=_("Courses"), columns=columns, rows=(cells(course) for course in self.view.courses), names=2
        )

    def outcome_rows(self) -> Iterator[tuple[OutcomeView, str]]:
        """Every outcome, with what it counts as."""
        counted, other, own = (
            self.gettext("counted"),
            self.gettext("other version, not counted"),
            self.gettext("of the programme, not counted"),
        )
        for course in self.view.courses:
            yield from ((outcome, counted) for outcome in course.outcomes)
            yield from ((outcome, other) for outcome in course.other_versions)
        for programme in self.view.programmes:
            yield from ((outcome, own) for outcome in programme.own_outcomes)

    def outcomes(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = [
            Column(_("Course"), 12),
            Column(_("Title"), 34),
            Column(_("No."), 6, "number"),
            Column(_("Learning outcome"), 70),
            Column(_("Lead-in"), 30),
        ]
        choices = (_(DECISIONS[Decision.YES]), _(DECISIONS[Decision.NO]), _("withdraw"))
        for perspective in self.view.perspectives:
            columns += [
                Column(perspective.heading, 13),
                Column(_("%(perspective)s: probability", perspective=perspective.heading), 13, "probability"),
                Column(_("%(perspective)s: words", perspective=perspective.heading), 24),
                Column(_("%(perspective)s: rule", perspective=perspective.heading), 30),
                Column(
                    _("%(perspective)s: your decision", perspective=perspective.heading), 14, choices=choices
                ),
                Column(
                    _("%(perspective)s: your reason", perspective=perspective.heading), 26, to_fill_in=True
                ),
            ]
        columns += [
            Column(_("Reviewer"), 14, to_fill_in=True),
            Column(_("Counted"), 16),
            Column(_("Knowledge form"), 20),
            Column(_("Part of the course"), 20),
            Column(_("Page"), 6, "number"),
            Column(_("File"), 40),
            Column(_("Course key"), 12),
            Column(_("Text recognition"), 20),
            Column(_("Examined by"), 30),
            Column(_("In the other language"), 60),
            Column(_("Read differently there"), 30),
        ]

        def cells(outcome: OutcomeView, counted: str) -> tuple[Cell, ...]:
            answers: list[Cell] = []
            for perspective in self.view.perspectives:
                label = _label(outcome, perspective.position)
                if label is None:
                    answers += [None] * 6
                else:
                    rule = (
                        ": ".join(part for part in (label.rule.id, label.rule.text) if part)
                        if label.rule and label.shown
                        else ""
                    )
                    said = f"{label.decision_label}, {label.human}" if label.human else label.decision_label
                    answers += [said, label.value, " | ".join(label.words) if label.shown else "", rule]
                    answers += [label.decision_label, label.reason] if label.human else [None, None]
            return (
                outcome.owner,
                outcome.owner_title,
                outcome.number,
                outcome.plain,
                _joined(outcome.lead_in),
                *answers,
                "",
                counted,
                outcome.knowledge_form,
                outcome.module,
                outcome.page,
                outcome.source,
                outcome.owner_key,
                outcome.recognised,
                " | ".join(outcome.assessments),
                outcome.other.plain if outcome.other else "",
                " | ".join(
                    f"{label.perspective.heading}: {label.versions}"
                    for label in outcome.labels
                    if label.versions
                ),
            )

        return Sheet(
            name=_("Outcomes"),
            columns=columns,
            rows=(cells(outcome, counted) for outcome, counted in self.outcome_rows()),
            names=3,
        )

    def opportunities(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = [
            Column(_("Course or programme"), 40),
            Column(_("Perspective"), 18),
            Column(_("Place"), 16),
            Column(_("Text"), 80),
            Column(_("Words"), 24),
            Column(_("Rule"), 40),
            Column(_("Page"), 6, "number"),
        ]

        def cells(owner: str, mention: MentionView) -> tuple[Cell, ...]:
            rule = (
                ": ".join(part for part in (mention.rule.id, mention.rule.text) if part)
                if mention.rule
                else ""
            )
            return (
                owner,
                mention.perspective.name,
                mention.place,
                _joined(mention.text),
                " | ".join(mention.words),
                rule,
                mention.page,
            )

        rows = [
            cells(course.name, mention) for course in self.view.courses for mention in course.opportunities
        ]
        rows += [
            cells(programme.name, mention)
            for programme in self.view.programmes
            for mention in programme.own_mentions
        ]
        return Sheet(name=_("Opportunities"), columns=columns, rows=rows)

    def language(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = [
            Column(_("Course"), 44),
            Column(_("Taught in"), 22),
            Column(_("Possible"), 22),
            Column(_("Status"), 24),
            Column(_("Language of the syllabus"), 16),
            Column(_("Words in the syllabus"), 70),
        ]
        rows = (
            (
                course.name,
                course.instruction.main,
                course.instruction.possible,
                course.instruction.status_label,
                course.document_language,
                " | ".join(
                    _(
                        "%(words)s (%(place)s, page %(number)s)",
                        words=quote.text,
                        place=quote.place,
                        number=quote.page,
                    )
                    for quote in course.instruction.quotes
                ),
            )
            for course in self.view.courses
        )
        return Sheet(name=_("Language"), columns=columns, rows=rows)

    def share_trio(self, name: str) -> list[Column]:
        """Three columns for one share: as a percentage, and what it is made of.

        Each names its share, so that no two columns of a sheet have one heading.
        """
        return [
            Column(name, 12, "percent"),
            Column(self.gettext("%(share)s: number", share=name), 12, "number"),
            Column(self.gettext("%(share)s: of how many", share=name), 12, "number"),
        ]

    @staticmethod
    def trio(share: ShareView | None) -> tuple[Cell, ...]:
        return (share.value, share.numerator, share.denominator) if share else (None, None, None)

    def scopes(self) -> Iterator[tuple[str, AuditView | ProgrammeView]]:
        """All courses, then each programme."""
        yield self.gettext("All courses"), self.view
        yield from ((programme.name, programme) for programme in self.view.programmes)

    def groups(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = [
            Column(_("Courses of"), 34),
            Column(_("Group by"), 18),
            Column(_("Group"), 34),
            Column(_("Perspective"), 18),
            *self.share_columns(),
        ]
        rows = (
            (name, table.heading, row.label, shares.perspective.name, *self.share_cells(shares))
            for name, scope in self.scopes()
            for table in scope.groups
            for row in table.rows
            for shares in row.shares
        )
        return Sheet(name=_("Groups"), columns=columns, rows=rows, names=4)

    def reached(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = [
            Column(_("Group by"), 22),
            Column(_("Perspective"), 18),
            Column(_("With at least one course"), 12, "number"),
            Column(_("With at least one course: of how many"), 12, "number"),
            Column(_("Which have one"), 70),
            Column(_("Of which it is not known"), 50),
        ]
        rows = (
            (
                item.heading,
                item.perspective.name,
                item.count,
                item.known,
                "; ".join(item.named),
                "; ".join(item.unknown),
            )
            for item in self.view.reached
        )
        return Sheet(name=_("Departments and subjects"), columns=columns, rows=rows)

    def standing(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = [
            Column(_("Courses of"), 34),
            Column(_("Perspective"), 18),
            *self.share_trio(_("Related courses")),
            *self.share_trio(_("Focused courses")),
            *self.share_trio(_("Courses with the perspective in the content, not in the outcomes")),
            *self.share_trio(_("Without duplicates")),
            Column(_("Which courses are focused"), 50),
        ]
        rows = (
            (
                name,
                item.perspective.name,
                *self.trio(item.related),
                *self.trio(item.focused),
                *self.trio(item.opportunity),
                *self.trio(item.distinct),
                _names(item.focused_courses),
            )
            for name, scope in self.scopes()
            for item in scope.standing
        )
        return Sheet(name=_("Related and focused"), columns=columns, rows=rows, names=2)

    def exposure(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = [
            Column(_("Programme"), 34),
            Column(_("Perspective"), 18),
            Column(_("What every student meets"), 60),
            Column(_("Courses that everyone takes"), 12, "number"),
            Column(_("With a syllabus"), 12, "number"),
            Column(_("Have the perspective"), 12, "number"),
            Column(_("Not labelled"), 12, "number"),
            Column(_("Fewest courses"), 9, "number"),
            Column(_("Most courses"), 9, "number"),
            Column(_("Which everyone meets"), 44),
            Column(_("Added by the choice with most"), 44),
            Column(_("By track"), 30),
            Column(_("What it rests on"), 60),
            Column(_("What is missing, or left out"), 60),
            Column(_("Courses of which it is not known"), 12, "number"),
        ]
        rows = (
            (
                programme.name,
                item.perspective.name,
                item.sentence,
                item.everyone,
                item.with_syllabus,
                item.carrying if item.with_syllabus or not item.everyone else None,
                item.not_labelled,
                item.least,
                item.best,
                _names(item.carrying_courses),
                _names(item.best_courses),
                item.tracks,
                " ".join(basis.text for basis in programme.exposure_basis),
                " ".join((*programme.exposure_gaps, *programme.exposure_remarks)),
                item.missing,
            )
            for programme in self.view.programmes
            for item in programme.exposure
        )
        return Sheet(name=_("What everyone meets"), columns=columns, rows=rows, names=2)

    def disagreements(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = [Column(_("Programme"), 34), Column(_("Where they do not agree"), 110)]
        rows = (
            (programme.name, text) for programme in self.view.programmes for text in programme.disagreements
        )
        return Sheet(name=_("List and syllabi"), columns=columns, rows=rows)

    def promises(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = [
            Column(_("Programme"), 34),
            Column(_("Perspective"), 18),
            Column(_("The programme’s own outcomes that have it"), 14, "number"),
            *self.share_trio(_("Outcomes of its courses")),
            Column(_("Courses that have it"), 10, "number"),
            Column(_("Together"), 40),
        ]
        rows = (
            (
                programme.name,
                item.perspective.name,
                len(item.promised),
                *self.trio(item.carried),
                item.courses,
                item.verdict,
            )
            for programme in self.view.programmes
            if programme.own_outcomes
            for item in programme.promises
        )
        return Sheet(name=_("Programme and course outcomes"), columns=columns, rows=rows)

    def matrix(self) -> Sheet[Column, Cell]:
        """One row a course and goal, and one for a goal or for outcomes of a course that are not mapped."""
        _ = self.gettext
        columns = [
            Column(_("Programme"), 34),
            Column(_("Goals"), 24),
            Column(_("Goal no."), 8),
            Column(_("What the goal says"), 60),
            Column(_("Knowledge form"), 24),
            Column(_("Course"), 40),
            Column(_("Choice"), 14),
            Column(_("Term"), 12),
            Column(_("Introduced or deepened"), 16),
            Column(_("Level of the verbs"), 22),
            Column(_("Which outcomes"), 16),
            Column(_("Outcomes"), 10, "number"),
            Column(_("Outcomes linked by your table"), 12, "number"),
        ]
        kinds = {
            "degree": _("Goals of the degree by knowledge form"),
            "programme": _("The programme’s own goals"),
        }
        return Sheet(
            name=_("Matrix"),
            columns=columns,
            rows=(
                (programme.name, kinds[matrix.kind], *cells)
                for programme in self.view.programmes
                for matrix in programme.matrices
                for cells in self.matrix_cells(matrix)
            ),
        )

    def matrix_cells(self, matrix: MatrixView) -> Iterator[tuple[Cell, ...]]:
        _ = self.gettext
        for place, goal in enumerate(matrix.goals):
            about = (goal.heading if matrix.kind == "programme" else "", goal.text, goal.form)
            if not any(row.cells[place] for row in matrix.rows):
                yield (*about, "", "", "", _(NOT_MAPPED), "", "", None, None)
            for row in matrix.rows:
                cell = row.cells[place]
                if cell is not None:
                    numbers = ", ".join(str(number) for number, _anchor in cell.outcomes)
                    which = "; ".join(
                        part for part in (_("the course as a whole") if cell.whole else "", numbers) if part
                    )
                    counts = (len(cell.outcomes), cell.by_table)
                    yield (*about, row.name, row.choice, row.when, cell.label, cell.level, which, *counts)
        for row in (*matrix.rows, *matrix.left):
            if row.not_mapped:
                yield (
                    "",
                    "",
                    "",
                    row.name,
                    row.choice,
                    row.when,
                    _(NOT_MAPPED),
                    "",
                    "",
                    row.not_mapped,
                    None,
                )

    def unmatched_goals(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = [
            Column(_("Row of your table"), 10, "number"),
            Column(_("Programme"), 24),
            Column(_("Course"), 24),
            Column(_("Learning outcome"), 60),
            Column(_("Goal"), 40),
            Column(_("Why it could not be linked"), 50),
        ]
        rows = [
            (item.row, item.programme, item.course, item.outcome, item.goal, item.reason)
            for item in self.view.unmatched_goals
        ]
        return Sheet(name=_("Goals not linked"), columns=columns, rows=rows)

    def language_shares(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = [
            Column(_("Courses of"), 34),
            Column(_("The programme syllabus says"), 26),
            Column(_("Taught in"), 28),
            *self.share_trio(_("Share of courses")),
            *self.share_trio(_("Share of credits")),
            Column(_("Which courses"), 60),
        ]
        rows: list[Sequence[Cell]] = []
        for name, scope in self.scopes():
            said = (
                scope.own_instruction.summary
                if isinstance(scope, ProgrammeView) and scope.own_instruction
                else ""
            )
            languages = scope.languages
            rows += [
                (name, said, row.label, *self.trio(row.courses), *self.trio(row.credits), _names(row.members))
                for row in languages.rows
            ]
            if languages.rows:
                which = tuple(link for _label, links in languages.exchange for link in links)
                trios = (*self.trio(languages.exchange_courses), *self.trio(languages.exchange_credits))
                rows.append((name, said, _("Open to exchange students"), *trios, _names(which)))
            if languages.exchange_unknown:
                unknown = (None, len(languages.exchange_unknown), None)
                rows.append(
                    (
                        name,
                        said,
                        _("Not known whether open"),
                        *unknown,
                        *self.trio(None),
                        _names(languages.exchange_unknown),
                    )
                )
        return Sheet(name=_("Language shares"), columns=columns, rows=rows)

    def offerings(self) -> Iterator[Sheet[Column, Cell]]:
        """Yield the offerings by course, and the series where there is one."""
        _ = self.gettext
        view = self.view.offerings
        if view is None:
            return
        columns = [
            Column(_("Course"), 44),
            Column(_("The syllabus says"), 26),
            Column(_("Offered in"), 34),
            Column(_("Offerings"), 10, "number"),
            Column(_("Years"), 16),
            Column(_("How they stand to each other"), 30),
        ]
        rows: list[Sequence[Cell]] = [
            (
                item.course.name if item.course else "",
                item.syllabus,
                item.offered,
                item.offerings,
                item.years,
                item.verdict,
            )
            for item in view.courses
        ]
        yield Sheet(name=_("Offerings"), columns=columns, rows=rows)
        columns = [
            Column(_("Language"), 28),
            Column(_("Year"), 10),
            *self.share_trio(_("Share of offerings")),
        ]
        rows = [
            (language, str(year.year), *self.trio(share))
            for year in view.years
            for language, share in zip(view.languages, year.shares, strict=True)
        ]
        if rows:
            yield Sheet(name=_("Offerings by year"), columns=columns, rows=rows)
        columns = [
            Column(_("Offered in"), 28),
            *self.share_trio(_("Share of courses")),
            *self.share_trio(_("Share of credits")),
            Column(_("Which courses"), 60),
        ]
        rows = [
            (row.label, *self.trio(row.courses), *self.trio(row.credits), _names(row.members))
            for row in view.rows
        ]
        yield Sheet(name=_("Offered languages"), columns=columns, rows=rows)

    def versions(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        rows = [
            (course.name, what, text, "; ".join(course.sources))
            for course in self.view.courses
            for what, texts in (
                (_("the versions differ"), course.disagreements),
                (_("could not be matched"), course.unmatched),
            )
            for text in texts
        ]
        return Sheet(
            name=_("Versions that differ"),
            columns=[
                Column(_("Course"), 44),
                Column(_("How sure"), 20),
                Column(_("What differs"), 60),
                Column(_("Files"), 50),
            ],
            rows=rows,
        )

    def recycled(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = [
            Column(_("Learning outcome"), 80),
            Column(_("Number of courses"), 9, "number"),
            Column(_("Number of outcomes"), 9, "number"),
            Column(_("Perspectives"), 24),
            Column(_("Where"), 60),
        ]
        rows = (
            (
                item.text,
                item.courses,
                item.outcomes,
                ", ".join(perspective.name for perspective in item.perspectives),
                ", ".join(dict.fromkeys(owner for owner, _anchor in item.members)),
            )
            for item in self.view.recycled
        )
        return Sheet(name=_("Recycled sentences"), columns=columns, rows=rows)

    def examples(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = [
            Column(_("Perspective"), 18),
            Column(_("Course"), 44),
            Column(_("No."), 6, "number"),
            Column(_("Learning outcome"), 80),
            Column(_("Subject"), 24),
        ]
        rows = (
            (
                perspective.name,
                " ".join(part for part in (outcome.owner, outcome.owner_title) if part),
                outcome.number,
                outcome.plain,
                subject,
            )
            for perspective, outcomes in self.view.examples
            for outcome, subject in outcomes
        )
        return Sheet(name=_("Good examples"), columns=columns, rows=rows)

    def attention(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = [
            Column(_("File"), 50),
            Column(_("Result"), 18),
            Column(_("What happened"), 50),
            Column(_("What can be done"), 70),
            Column(_("Page"), 6, "number"),
        ]
        rows: list[Sequence[Cell]] = []
        for file in self.view.attention:
            rows += [
                (file.path, file.status, problem.message, problem.hint, problem.page)
                for problem in file.problems
            ] or [(file.path, file.status, "", "", None)]
        return Sheet(name=_("Files that need attention"), columns=columns, rows=rows)

    def definitions(self) -> Sheet[Column, Cell]:
        _, view = self.gettext, self.view
        rows: list[Sequence[Cell]] = [
            (
                _("Perspective"),
                f"{perspective.heading} ({perspective.prefix})",
                " ".join(part for part in (perspective.definition, perspective.advice) if part),
            )
            for perspective in view.perspectives
        ]
        rows += [(_("Figure"), name, meaning) for name, meaning in view.figures]
        rows += [(_("Language of instruction"), name, meaning) for name, meaning in view.instruction_statuses]
        rows += [
            (_("Rule"), rule.id, f"{rule.verdict}: {rule.rest}") for group in view.rules for rule in group[1]
        ]
        return Sheet(
            name=_("Definitions"),
            columns=[Column(_("Kind"), 24), Column(_("Name"), 28), Column(_("Meaning"), 100)],
            rows=rows,
        )

    def provenance(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        rows = [(_("Coding scheme"), self.view.scheme), *self.view.provenance]
        return Sheet(
            name=_("Provenance"),
            columns=[Column(_("What the report was made with"), 34), Column(_("Value"), 70)],
            rows=rows,
        )

    def sheets(self) -> Iterator[Sheet[Column, Cell]]:
        """Every sheet, in the order of their tabs."""
        yield self.summary()
        yield self.programmes()
        yield self.curriculum()
        yield self.courses()
        yield self.outcomes()
        yield self.opportunities()
        yield self.language()
        yield self.language_shares()
        yield from self.offerings()
        yield self.groups()
        yield self.reached()
        yield self.standing()
        yield self.exposure()
        yield self.disagreements()
        yield self.promises()
        yield self.matrix()
        if self.view.unmatched_goals:
            yield self.unmatched_goals()
        yield self.versions()
        yield self.recycled()
        yield self.examples()
        yield self.attention()
        yield self.definitions()
        yield self.provenance()

    def bytes(self) -> bytes:
        """Write all sheets and return the file."""
        for sheet in self.sheets():
            self.write(sheet)
        self.book.close()
        return self.buffer.getvalue()


def render_workbook(view: AuditView) -> bytes:
    """Return the bytes of an XLSX file that shows `view`."""
    return _Workbook(view).bytes()
