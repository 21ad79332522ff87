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
from curranalyser.report.sheet import Cell, Column, Row, Sheet
from curranalyser.report.sheet_print import lay_out, row_height, wide_enough
from curranalyser.report.view import (
    AuditView,
    CourseLink,
    CourseRow,
    CourseView,
    LabelView,
    MatrixView,
    MentionView,
    OfferingsView,
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
        columns = list(entry.columns.values())
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
        for last, row in enumerate(entry.cells(), 1):
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

    def share_columns(self) -> dict[str, Column]:
        _ = self.gettext
        return {
            "outcomes_share": Column(_("Share of outcomes"), 12, "percent"),
            "outcomes_with": Column(_("Outcomes with the perspective"), 12, "number"),
            "outcomes_of": Column(_("Outcomes"), 12, "number"),
            "courses_share": Column(_("Share of courses"), 12, "percent"),
            "courses_with": Column(_("Courses with the perspective"), 12, "number"),
            "courses_of": Column(_("Courses"), 12, "number"),
            "credits_share": Column(_("Share of credits"), 12, "percent"),
            "credits_with": Column(_("Credits with the perspective"), 12, "number"),
            "credits_of": Column(_("Credits"), 12, "number"),
            "to_review": Column(_("Outcomes to review"), 12, "number"),
            "by_people": Column(_("Decided by people"), 12, "number"),
            "not_labelled": Column(_("Outcomes not labelled"), 12, "number"),
            "not_labelled_languages": Column(_("Not labelled, by language"), 30),
            "courses_unknown": Column(_("Courses of which the answer is not known"), 12, "number"),
            "syllabi": Column(_("Syllabi with outcomes"), 12, "number"),
            "syllabi_of": Column(_("Syllabi with outcomes: of how many courses"), 12, "number"),
            "enough": Column(_("Enough known for a share"), 12),
            "outcomes_low": Column(_("Share of outcomes, low by the labels’ errors"), 12, "percent"),
            "outcomes_high": Column(_("Share of outcomes, high by the labels’ errors"), 12, "percent"),
            "courses_low": Column(_("Share of courses, low by the labels’ errors"), 12, "percent"),
            "courses_high": Column(_("Share of courses, high by the labels’ errors"), 12, "percent"),
            "credits_low": Column(_("Share of credits, low by the labels’ errors"), 12, "percent"),
            "credits_high": Column(_("Share of credits, high by the labels’ errors"), 12, "percent"),
        }

    def share_cells(self, shares: SharesView) -> Row:
        syllabi, of_courses = shares.syllabi
        cells: Row = {
            "to_review": shares.to_review,
            "by_people": shares.human,
            "not_labelled": shares.not_labelled,
            "not_labelled_languages": shares.languages,
            "courses_unknown": shares.unknown_courses,
            "syllabi": syllabi,
            "syllabi_of": of_courses,
            "enough": self.gettext("yes") if shares.enough else self.gettext("no"),
        }
        each = {"outcomes": shares.outcomes, "courses": shares.courses, "credits": shares.credits}
        for what, share in each.items():
            cells[f"{what}_share"], cells[f"{what}_with"] = share.value, share.numerator
            cells[f"{what}_of"] = share.denominator
            cells[f"{what}_low"], cells[f"{what}_high"] = share.low, share.high
        return cells

    def summary(self) -> Sheet[Column, Cell]:
        _, view = self.gettext, self.view
        rows: list[Row] = [
            {"scope": _("All courses"), "perspective": shares.perspective.name, **self.share_cells(shares)}
            for shares in view.shares
        ]
        for programme in view.programmes:
            rows += [
                {"scope": programme.name, "perspective": shares.perspective.name, **self.share_cells(shares)}
                for shares in programme.shares[0].shares
            ]
        return Sheet(
            name=_("Summary"),
            columns={
                "scope": Column(_("Courses of"), 40),
                "perspective": Column(_("Perspective"), 18),
                **self.share_columns(),
            },
            rows=rows,
            names=2,
        )

    def programmes(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = {
            "programme": Column(_("Programme"), 40),
            "code": Column(_("Code"), 12),
            "group": Column(_("Group"), 22),
            "perspective": Column(_("Perspective"), 18),
            **self.share_columns(),
            "courses_listed": Column(_("Courses listed"), 10, "number"),
            "courses_with_a_syllabus": Column(_("Courses with a syllabus"), 10, "number"),
            "files_that_need_attention": Column(_("Files that need attention"), 12, "number"),
            "file": Column(_("File"), 40),
        }
        rows = (
            {
                "programme": programme.title,
                "code": programme.code,
                "group": group.label,
                "perspective": shares.perspective.name,
                **self.share_cells(shares),
                "courses_listed": programme.listed,
                "courses_with_a_syllabus": programme.found,
                "files_that_need_attention": programme.files_needing_attention,
                "file": programme.source,
            }
            for programme in self.view.programmes
            for group in programme.shares
            for shares in group.shares
        )
        return Sheet(name=_("Programmes"), columns=columns, rows=rows, names=4)

    def curriculum(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = {
            "programme": Column(_("Programme"), 34),
            "term": Column(_("Term"), 14),
            "code": Column(_("Code"), 12),
            "course": Column(_("Course"), 44),
            "credits": Column(_("Credits"), 9, "number"),
            "choice": Column(_("Choice"), 22),
            "rests_on": Column(_("Rests on"), 28),
            "words": Column(_("Words"), 40),
            "part": Column(_("Part"), 30),
            "track": Column(_("Track"), 24),
            "linked": Column(_("Linked"), 24),
            "language_of_instruction": Column(_("Language of instruction"), 26),
            "outcomes": Column(_("Outcomes"), 10, "number"),
            **{
                perspective.id: Column(perspective.heading, 14, "number")
                for perspective in self.view.perspectives
            },
        }

        def cells(programme: str, row: CourseRow) -> Row:
            course = row.course
            counts: Row = (
                {
                    count.perspective.id: None if count.unknown else len(count.carriers)
                    for count in course.counts
                }
                if course
                else dict.fromkeys(perspective.id for perspective in self.view.perspectives)
            )
            return {
                "programme": programme,
                "term": row.when,
                "code": row.code,
                "course": row.title,
                "credits": row.credits,
                "choice": row.status_label,
                "rests_on": row.basis,
                "words": row.reason,
                "part": row.part,
                "track": row.track,
                "linked": row.link_label,
                "language_of_instruction": course.instruction.summary if course else "",
                "outcomes": len(course.outcomes) if course else None,
                **counts,
            }

        return Sheet(
            name=_("Curriculum map"),
            columns=columns,
            rows=(cells(programme.name, row) for programme in self.view.programmes for row in programme.rows),
            names=3,
        )

    def courses(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = {
            "code": Column(_("Code"), 12),
            "course": Column(_("Course"), 44),
            "credits": Column(_("Credits"), 9, "number"),
            "programmes": Column(_("Programmes"), 34),
            "language_of_instruction": Column(_("Language of instruction"), 26),
            "outcomes": Column(_("Outcomes"), 10, "number"),
        }
        for perspective in self.view.perspectives:
            heading, key = perspective.heading, perspective.id
            columns |= {
                f"{key}_outcomes": Column(_("%(perspective)s: outcomes", perspective=heading), 15, "number"),
                f"{key}_to_review": Column(
                    _("%(perspective)s: to review", perspective=heading), 15, "number"
                ),
                f"{key}_not_labelled": Column(
                    _("%(perspective)s: not labelled", perspective=heading), 15, "number"
                ),
            }
        columns |= {
            "remarks": Column(_("Remarks"), 40),
            "facts": Column(_("Other facts"), 34),
            "files": Column(_("Files"), 40),
        }

        def remarks(course: CourseView) -> tuple[str, ...]:
            shared = (course.shared_code,) if course.shared_code else ()
            found = course.disagreements if course.outcomes else (_("No learning outcome was found."),)
            return *found, *shared, *course.notes, *course.reading

        def cells(course: CourseView) -> Row:
            row: Row = {
                "code": course.code,
                "course": course.title,
                "credits": course.credits,
                "programmes": "; ".join(name for _, name in course.programmes),
                "language_of_instruction": course.instruction.summary,
                "outcomes": len(course.outcomes),
                "remarks": "; ".join(remarks(course)),
                "facts": "; ".join(f"{name}: {value}" for name, value in course.facts),
                "files": "; ".join(course.sources),
            }
            for count in course.counts:
                key = count.perspective.id
                row[f"{key}_outcomes"] = None if count.unknown else len(count.carriers)
                row[f"{key}_to_review"] = len(count.doubtful)
                row[f"{key}_not_labelled"] = count.not_labelled
            return row

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
        columns = {
            "course": Column(_("Course"), 12),
            "title": Column(_("Title"), 34),
            "number": Column(_("No."), 6, "number"),
            "outcome": Column(_("Learning outcome"), 70),
            "lead_in": Column(_("Lead-in"), 30),
        }
        choices = (_(DECISIONS[Decision.YES]), _(DECISIONS[Decision.NO]), _("withdraw"))
        for perspective in self.view.perspectives:
            heading, key = perspective.heading, perspective.id
            columns |= {
                f"{key}_label": Column(heading, 13),
                f"{key}_probability": Column(
                    _("%(perspective)s: probability", perspective=heading), 13, "probability"
                ),
                f"{key}_words": Column(_("%(perspective)s: words", perspective=heading), 24),
                f"{key}_rule": Column(_("%(perspective)s: rule", perspective=heading), 30),
                f"{key}_decision": Column(
                    _("%(perspective)s: your decision", perspective=heading), 14, choices=choices
                ),
                f"{key}_reason": Column(
                    _("%(perspective)s: your reason", perspective=heading), 26, to_fill_in=True
                ),
            }
        columns |= {
            "reviewer": Column(_("Reviewer"), 14, to_fill_in=True),
            "counted": Column(_("Counted"), 16),
            "knowledge_form": Column(_("Knowledge form"), 20),
            "part": Column(_("Part of the course"), 20),
            "page": Column(_("Page"), 6, "number"),
            "file": Column(_("File"), 40),
            "course_key": Column(_("Course key"), 12),
            "recognised": Column(_("Text recognition"), 20),
            "examined_by": Column(_("Examined by"), 30),
            "other_language": Column(_("In the other language"), 60),
            "read_there": Column(_("Read differently there"), 30),
        }

        def answers(outcome: OutcomeView) -> Row:
            row: Row = {}
            for perspective in self.view.perspectives:
                key, label = perspective.id, _label(outcome, perspective.position)
                said = rule = words = None
                if label is not None:
                    said = f"{label.decision_label}, {label.human}" if label.human else label.decision_label
                    about = (label.rule.id, label.rule.text) if label.rule and label.shown else ()
                    rule, words = (
                        ": ".join(filter(None, about)),
                        " | ".join(label.words if label.shown else ()),
                    )
                decided = label if label is not None and label.human else None
                row |= {
                    f"{key}_label": said,
                    f"{key}_probability": label.value if label else None,
                    f"{key}_words": words,
                    f"{key}_rule": rule,
                    f"{key}_decision": decided.decision_label if decided else None,
                    f"{key}_reason": decided.reason if decided else None,
                }
            return row

        def cells(outcome: OutcomeView, counted: str) -> Row:
            return {
                "course": outcome.owner,
                "title": outcome.owner_title,
                "number": outcome.number,
                "outcome": outcome.plain,
                "lead_in": _joined(outcome.lead_in),
                **answers(outcome),
                "reviewer": "",
                "counted": counted,
                "knowledge_form": outcome.knowledge_form,
                "part": outcome.module,
                "page": outcome.page,
                "file": outcome.source,
                "course_key": outcome.owner_key,
                "recognised": outcome.recognised,
                "examined_by": " | ".join(outcome.assessments),
                "other_language": outcome.other.plain if outcome.other else "",
                "read_there": " | ".join(
                    f"{label.perspective.heading}: {label.versions}"
                    for label in outcome.labels
                    if label.versions
                ),
            }

        return Sheet(
            name=_("Outcomes"),
            columns=columns,
            rows=(cells(outcome, counted) for outcome, counted in self.outcome_rows()),
            names=3,
        )

    def opportunities(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = {
            "course_or_programme": Column(_("Course or programme"), 40),
            "perspective": Column(_("Perspective"), 18),
            "place": Column(_("Place"), 16),
            "text": Column(_("Text"), 80),
            "words": Column(_("Words"), 24),
            "rule": Column(_("Rule"), 40),
            "page": Column(_("Page"), 6, "number"),
        }

        def cells(owner: str, mention: MentionView) -> Row:
            rule = (
                ": ".join(part for part in (mention.rule.id, mention.rule.text) if part)
                if mention.rule
                else ""
            )
            return {
                "course_or_programme": owner,
                "perspective": mention.perspective.name,
                "place": mention.place,
                "text": _joined(mention.text),
                "words": " | ".join(mention.words),
                "rule": rule,
                "page": mention.page,
            }

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
        columns = {
            "course": Column(_("Course"), 44),
            "taught_in": Column(_("Taught in"), 22),
            "possible": Column(_("Possible"), 22),
            "status": Column(_("Status"), 24),
            "language_of_the_syllabus": Column(_("Language of the syllabus"), 16),
            "words_in_the_syllabus": Column(_("Words in the syllabus"), 70),
        }
        rows = (
            {
                "course": course.name,
                "taught_in": course.instruction.main,
                "possible": course.instruction.possible,
                "status": course.instruction.status_label,
                "language_of_the_syllabus": course.document_language,
                "words_in_the_syllabus": " | ".join(
                    _(
                        "%(words)s (%(place)s, page %(number)s)",
                        words=quote.text,
                        place=quote.place,
                        number=quote.page,
                    )
                    for quote in course.instruction.quotes
                ),
            }
            for course in self.view.courses
        )
        return Sheet(name=_("Language"), columns=columns, rows=rows)

    def share_trio(self, key: str, name: str) -> dict[str, Column]:
        """Three columns for one share: as a percentage, and what it is made of.

        Each names its share, so that no two columns of a sheet have one heading.
        """
        return {
            key: Column(name, 12, "percent"),
            f"{key}_number": Column(self.gettext("%(share)s: number", share=name), 12, "number"),
            f"{key}_of": Column(self.gettext("%(share)s: of how many", share=name), 12, "number"),
        }

    @staticmethod
    def trio(key: str, share: ShareView | None) -> Row:
        return {
            key: share.value if share else None,
            f"{key}_number": share.numerator if share else None,
            f"{key}_of": share.denominator if share else None,
        }

    def scopes(self) -> Iterator[tuple[str, AuditView | ProgrammeView]]:
        """All courses, then each programme."""
        yield self.gettext("All courses"), self.view
        yield from ((programme.name, programme) for programme in self.view.programmes)

    def groups(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = {
            "scope": Column(_("Courses of"), 34),
            "group_by": Column(_("Group by"), 18),
            "group": Column(_("Group"), 34),
            "perspective": Column(_("Perspective"), 18),
            **self.share_columns(),
        }
        rows = (
            {
                "scope": name,
                "group_by": table.heading,
                "group": row.label,
                "perspective": shares.perspective.name,
                **self.share_cells(shares),
            }
            for name, scope in self.scopes()
            for table in scope.groups
            for row in table.rows
            for shares in row.shares
        )
        return Sheet(name=_("Groups"), columns=columns, rows=rows, names=4)

    def reached(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = {
            "group_by": Column(_("Group by"), 22),
            "perspective": Column(_("Perspective"), 18),
            "with_at_least_one_course": Column(_("With at least one course"), 12, "number"),
            "of_how_many": Column(_("With at least one course: of how many"), 12, "number"),
            "which_have_one": Column(_("Which have one"), 70),
            "of_which_it_is_not_known": Column(_("Of which it is not known"), 50),
        }
        rows: Iterator[Row] = (
            {
                "group_by": item.heading,
                "perspective": item.perspective.name,
                "with_at_least_one_course": item.count,
                "of_how_many": item.known,
                "which_have_one": "; ".join(item.named),
                "of_which_it_is_not_known": "; ".join(item.unknown),
            }
            for item in self.view.reached
        )
        return Sheet(name=_("Departments and subjects"), columns=columns, rows=rows)

    def standing(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = {
            "scope": Column(_("Courses of"), 34),
            "perspective": Column(_("Perspective"), 18),
            **self.share_trio("related_courses", _("Related courses")),
            **self.share_trio("focused_courses", _("Focused courses")),
            **self.share_trio(
                "opportunity", _("Courses with the perspective in the content, not in the outcomes")
            ),
            **self.share_trio("without_duplicates", _("Without duplicates")),
            "which_focused": Column(_("Which courses are focused"), 50),
        }
        rows = (
            {
                "scope": name,
                "perspective": item.perspective.name,
                **self.trio("related_courses", item.related),
                **self.trio("focused_courses", item.focused),
                **self.trio("opportunity", item.opportunity),
                **self.trio("without_duplicates", item.distinct),
                "which_focused": _names(item.focused_courses),
            }
            for name, scope in self.scopes()
            for item in scope.standing
        )
        return Sheet(name=_("Related and focused"), columns=columns, rows=rows, names=2)

    def exposure(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = {
            "programme": Column(_("Programme"), 34),
            "perspective": Column(_("Perspective"), 18),
            "sentence": Column(_("What every student meets"), 60),
            "everyone": Column(_("Courses that everyone takes"), 12, "number"),
            "with_a_syllabus": Column(_("With a syllabus"), 12, "number"),
            "have_the_perspective": Column(_("Have the perspective"), 12, "number"),
            "not_labelled": Column(_("Not labelled"), 12, "number"),
            "fewest_courses": Column(_("Fewest courses"), 9, "number"),
            "most_courses": Column(_("Most courses"), 9, "number"),
            "which_carry": Column(_("Which everyone meets"), 44),
            "added": Column(_("Added by the choice with most"), 44),
            "by_track": Column(_("By track"), 30),
            "what_it_rests_on": Column(_("What it rests on"), 60),
            "missing": Column(_("What is missing, or left out"), 60),
            "unknown_courses": Column(_("Courses of which it is not known"), 12, "number"),
        }
        rows = (
            {
                "programme": programme.name,
                "perspective": item.perspective.name,
                "sentence": item.sentence,
                "everyone": item.everyone,
                "with_a_syllabus": item.with_syllabus,
                "have_the_perspective": item.carrying if item.with_syllabus or not item.everyone else None,
                "not_labelled": item.not_labelled,
                "fewest_courses": item.least,
                "most_courses": item.best,
                "which_carry": _names(item.carrying_courses),
                "added": _names(item.best_courses),
                "by_track": item.tracks,
                "what_it_rests_on": " ".join(basis.text for basis in programme.exposure_basis),
                "missing": " ".join((*programme.exposure_gaps, *programme.exposure_remarks)),
                "unknown_courses": item.missing,
            }
            for programme in self.view.programmes
            for item in programme.exposure
        )
        return Sheet(name=_("What everyone meets"), columns=columns, rows=rows, names=2)

    def disagreements(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = {"programme": Column(_("Programme"), 34), "text": Column(_("Where they do not agree"), 110)}
        rows = (
            {"programme": programme.name, "text": text}
            for programme in self.view.programmes
            for text in programme.disagreements
        )
        return Sheet(name=_("List and syllabi"), columns=columns, rows=rows)

    def promises(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = {
            "programme": Column(_("Programme"), 34),
            "perspective": Column(_("Perspective"), 18),
            "promised": Column(_("The programme’s own outcomes that have it"), 14, "number"),
            **self.share_trio("outcomes_of_its_courses", _("Outcomes of its courses")),
            "courses_that_have_it": Column(_("Courses that have it"), 10, "number"),
            "together": Column(_("Together"), 40),
        }
        rows = (
            {
                "programme": programme.name,
                "perspective": item.perspective.name,
                "promised": len(item.promised),
                **self.trio("outcomes_of_its_courses", item.carried),
                "courses_that_have_it": item.courses,
                "together": item.verdict,
            }
            for programme in self.view.programmes
            if programme.own_outcomes
            for item in programme.promises
        )
        return Sheet(name=_("Programme and course outcomes"), columns=columns, rows=rows)

    def matrix(self) -> Sheet[Column, Cell]:
        """One row a course and goal, and one for a goal or for outcomes of a course that are not mapped."""
        _ = self.gettext
        columns = {
            "programme": Column(_("Programme"), 34),
            "goals": Column(_("Goals"), 24),
            "goal": Column(_("Goal no."), 8),
            "says": Column(_("What the goal says"), 60),
            "form": Column(_("Knowledge form"), 24),
            "course": Column(_("Course"), 40),
            "choice": Column(_("Choice"), 14),
            "term": Column(_("Term"), 12),
            "how": Column(_("Introduced or deepened"), 16),
            "level": Column(_("Level of the verbs"), 22),
            "which": Column(_("Which outcomes"), 16),
            "outcomes": Column(_("Outcomes"), 10, "number"),
            "by_table": Column(_("Outcomes linked by your table"), 12, "number"),
        }
        kinds = {
            "degree": _("Goals of the degree by knowledge form"),
            "programme": _("The programme’s own goals"),
        }
        nothing: Row = dict.fromkeys(columns)
        return Sheet(
            name=_("Matrix"),
            columns=columns,
            rows=(
                {**nothing, "programme": programme.name, "goals": kinds[matrix.kind], **cells}
                for programme in self.view.programmes
                for matrix in programme.matrices
                for cells in self.matrix_cells(matrix)
            ),
        )

    def matrix_cells(self, matrix: MatrixView) -> Iterator[Row]:
        """The cells of rows of one matrix; what a row does not say is left out."""
        _ = self.gettext
        for place, goal in enumerate(matrix.goals):
            number = goal.heading if matrix.kind == "programme" else ""
            about: Row = {"goal": number, "says": goal.text, "form": goal.form}
            if not any(row.cells[place] for row in matrix.rows):
                yield {**about, "how": _(NOT_MAPPED)}
            for row in matrix.rows:
                cell = row.cells[place]
                if cell is not None:
                    numbers = ", ".join(str(number) for number, _anchor in cell.outcomes)
                    which = (_("the course as a whole") if cell.whole else "", numbers)
                    yield {
                        **about,
                        "course": row.name,
                        "choice": row.choice,
                        "term": row.when,
                        "how": cell.label,
                        "level": cell.level,
                        "which": "; ".join(part for part in which if part),
                        "outcomes": len(cell.outcomes),
                        "by_table": cell.by_table,
                    }
        for row in (*matrix.rows, *matrix.left):
            if row.not_mapped:
                yield {
                    "course": row.name,
                    "choice": row.choice,
                    "term": row.when,
                    "how": _(NOT_MAPPED),
                    "outcomes": row.not_mapped,
                }

    def unmatched_goals(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = {
            "row": Column(_("Row of your table"), 10, "number"),
            "programme": Column(_("Programme"), 24),
            "course": Column(_("Course"), 24),
            "learning_outcome": Column(_("Learning outcome"), 60),
            "goal": Column(_("Goal"), 40),
            "reason": Column(_("Why it could not be linked"), 50),
        }
        rows: list[Row] = [
            {
                "row": item.row,
                "programme": item.programme,
                "course": item.course,
                "learning_outcome": item.outcome,
                "goal": item.goal,
                "reason": item.reason,
            }
            for item in self.view.unmatched_goals
        ]
        return Sheet(name=_("Goals not linked"), columns=columns, rows=rows)

    def language_shares(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = {
            "scope": Column(_("Courses of"), 34),
            "said": Column(_("The programme syllabus says"), 26),
            "taught_in": Column(_("Taught in"), 28),
            **self.share_trio("share_of_courses", _("Share of courses")),
            **self.share_trio("share_of_credits", _("Share of credits")),
            "which_courses": Column(_("Which courses"), 60),
        }
        rows: list[Row] = []
        for name, scope in self.scopes():
            said = (
                scope.own_instruction.summary
                if isinstance(scope, ProgrammeView) and scope.own_instruction
                else ""
            )
            languages = scope.languages
            rows += [
                {
                    "scope": name,
                    "said": said,
                    "taught_in": row.label,
                    **self.trio("share_of_courses", row.courses),
                    **self.trio("share_of_credits", row.credits),
                    "which_courses": _names(row.members),
                }
                for row in languages.rows
            ]
            if languages.rows:
                which = tuple(link for _label, links in languages.exchange for link in links)
                rows.append(
                    {
                        "scope": name,
                        "said": said,
                        "taught_in": _("Open to exchange students"),
                        **self.trio("share_of_courses", languages.exchange_courses),
                        **self.trio("share_of_credits", languages.exchange_credits),
                        "which_courses": _names(which),
                    }
                )
            if languages.exchange_unknown:
                rows.append(
                    {
                        "scope": name,
                        "said": said,
                        "taught_in": _("Not known whether open"),
                        **self.trio("share_of_courses", None),
                        "share_of_courses_number": len(languages.exchange_unknown),
                        **self.trio("share_of_credits", None),
                        "which_courses": _names(languages.exchange_unknown),
                    }
                )
        return Sheet(name=_("Language shares"), columns=columns, rows=rows)

    def offerings(self, view: OfferingsView) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = {
            "course": Column(_("Course"), 44),
            "syllabus": Column(_("The syllabus says"), 26),
            "offered_in": Column(_("Offered in"), 34),
            "offerings": Column(_("Offerings"), 10, "number"),
            "years": Column(_("Years"), 16),
            "verdict": Column(_("How they stand to each other"), 30),
        }
        rows: list[Row] = [
            {
                "course": item.course.name if item.course else "",
                "syllabus": item.syllabus,
                "offered_in": item.offered,
                "offerings": item.offerings,
                "years": item.years,
                "verdict": item.verdict,
            }
            for item in view.courses
        ]
        return Sheet(name=_("Offerings"), columns=columns, rows=rows)

    def offered_languages(self, view: OfferingsView) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = {
            "offered_in": Column(_("Offered in"), 28),
            **self.share_trio("share_of_courses", _("Share of courses")),
            **self.share_trio("share_of_credits", _("Share of credits")),
            "which_courses": Column(_("Which courses"), 60),
        }
        rows: list[Row] = [
            {
                "offered_in": row.label,
                **self.trio("share_of_courses", row.courses),
                **self.trio("share_of_credits", row.credits),
                "which_courses": _names(row.members),
            }
            for row in view.rows
        ]
        return Sheet(name=_("Offered languages"), columns=columns, rows=rows)

    def offered_years(self, view: OfferingsView) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = {
            "offered_in": Column(_("Offered in"), 28),
            "year": Column(_("Year"), 10),
            **self.share_trio("share_of_offerings", _("Share of offerings")),
        }
        rows: list[Row] = [
            {"offered_in": language, "year": str(year.year), **self.trio("share_of_offerings", share)}
            for year in view.years
            for language, share in zip(view.languages, year.shares, strict=True)
        ]
        return Sheet(name=_("Offerings by year"), columns=columns, rows=rows)

    def versions(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        rows = [
            {
                "course": course.name,
                "how_sure": what,
                "what_differs": text,
                "files": "; ".join(course.sources),
            }
            for course in self.view.courses
            for what, texts in (
                (_("the versions differ"), course.disagreements),
                (_("could not be matched"), course.unmatched),
            )
            for text in texts
        ]
        return Sheet(
            name=_("Versions that differ"),
            columns={
                "course": Column(_("Course"), 44),
                "how_sure": Column(_("How sure"), 20),
                "what_differs": Column(_("What differs"), 60),
                "files": Column(_("Files"), 50),
            },
            rows=rows,
        )

    def recycled(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = {
            "learning_outcome": Column(_("Learning outcome"), 80),
            "number_of_courses": Column(_("Number of courses"), 9, "number"),
            "number_of_outcomes": Column(_("Number of outcomes"), 9, "number"),
            "perspectives": Column(_("Perspectives"), 24),
            "where": Column(_("Where"), 60),
        }
        rows: Iterator[Row] = (
            {
                "learning_outcome": item.text,
                "number_of_courses": item.courses,
                "number_of_outcomes": item.outcomes,
                "perspectives": ", ".join(perspective.name for perspective in item.perspectives),
                "where": ", ".join(dict.fromkeys(owner for owner, _anchor in item.members)),
            }
            for item in self.view.recycled
        )
        return Sheet(name=_("Recycled sentences"), columns=columns, rows=rows)

    def examples(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = {
            "perspective": Column(_("Perspective"), 18),
            "course": Column(_("Course"), 44),
            "no": Column(_("No."), 6, "number"),
            "learning_outcome": Column(_("Learning outcome"), 80),
            "subject": Column(_("Subject"), 24),
        }
        rows: Iterator[Row] = (
            {
                "perspective": perspective.name,
                "course": " ".join(part for part in (outcome.owner, outcome.owner_title) if part),
                "no": outcome.number,
                "learning_outcome": outcome.plain,
                "subject": subject,
            }
            for perspective, outcomes in self.view.examples
            for outcome, subject in outcomes
        )
        return Sheet(name=_("Good examples"), columns=columns, rows=rows)

    def attention(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        columns = {
            "file": Column(_("File"), 50),
            "result": Column(_("Result"), 18),
            "what_happened": Column(_("What happened"), 50),
            "what_can_be_done": Column(_("What can be done"), 70),
            "page": Column(_("Page"), 6, "number"),
        }
        rows: list[Row] = []
        for file in self.view.attention:
            rows += [
                {
                    "file": file.path,
                    "result": file.status,
                    "what_happened": problem.message,
                    "what_can_be_done": problem.hint,
                    "page": problem.page,
                }
                for problem in file.problems
            ] or [
                {
                    "file": file.path,
                    "result": file.status,
                    "what_happened": "",
                    "what_can_be_done": "",
                    "page": None,
                }
            ]
        return Sheet(name=_("Files that need attention"), columns=columns, rows=rows)

    def definitions(self) -> Sheet[Column, Cell]:
        _, view = self.gettext, self.view
        rows: list[Row] = [
            {
                "kind": _("Perspective"),
                "name": f"{perspective.heading} ({perspective.prefix})",
                "meaning": " ".join(part for part in (perspective.definition, perspective.advice) if part),
            }
            for perspective in view.perspectives
        ]
        rows += [{"kind": _("Figure"), "name": name, "meaning": meaning} for name, meaning in view.figures]
        rows += [
            {"kind": _("Language of instruction"), "name": name, "meaning": meaning}
            for name, meaning in view.instruction_statuses
        ]
        rows += [
            {"kind": _("Rule"), "name": rule.id, "meaning": f"{rule.verdict}: {rule.rest}"}
            for group in view.rules
            for rule in group[1]
        ]
        return Sheet(
            name=_("Definitions"),
            columns={
                "kind": Column(_("Kind"), 24),
                "name": Column(_("Name"), 28),
                "meaning": Column(_("Meaning"), 100),
            },
            rows=rows,
        )

    def provenance(self) -> Sheet[Column, Cell]:
        _ = self.gettext
        made_with = [(_("Coding scheme"), self.view.scheme), *self.view.provenance]
        rows: list[Row] = [{"what": what, "value": value} for what, value in made_with]
        return Sheet(
            name=_("Provenance"),
            columns={"what": Column(_("What the report was made with"), 34), "value": Column(_("Value"), 70)},
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
        if self.view.offerings is not None:
            yield self.offerings(self.view.offerings)
            yield self.offered_languages(self.view.offerings)
            if self.view.offerings.years:
                yield self.offered_years(self.view.offerings)
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
