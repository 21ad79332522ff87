"""What is left out of the figures, and courses with one code, in every form of the report."""

import io
import json
from dataclasses import replace

import pytest
from markupsafe import escape
from openpyxl import load_workbook

from curranalyser.aggregate import build_audit
from curranalyser.datamodel import (
    AnalysedOutcome,
    AnalysedSyllabus,
    Audit,
    CourseHeader,
    Decision,
    DocumentResult,
    DocumentStatus,
    Label,
    LanguageOfInstruction,
    LearningOutcome,
    Omission,
    OmissionKind,
    Provenance,
    SourceFile,
    Syllabus,
    SyllabusKind,
    from_json,
)
from curranalyser.errors import FailureCategory
from curranalyser.i18n import translator
from curranalyser.report.data import render_json
from curranalyser.report.excel import render_workbook
from curranalyser.report.html import render_pages
from curranalyser.report.notes import FEWEST_TOGETHER, MOST_NAMED, omission_text
from curranalyser.report.prepare import build_view
from curranalyser.report.terminal import MOST_NOTES, terminal_lines
from curranalyser.scheme import load_scheme

SCHEME = load_scheme()
REPEATED = Omission(OmissionKind.REPEATED, 2, ("=karda <b>ull</b>", "tova en tumme"), 3)


def course(code: str, title: str, *omissions: Omission) -> AnalysedSyllabus:
    outcome = LearningOutcome("sv-1", f"väga {title}", language="sv")
    labels = tuple(Label(perspective, Decision.NO, 0.1) for perspective in SCHEME.ids)
    header = CourseHeader(code or None, title)
    syllabus = Syllabus(SyllabusKind.COURSE, header, (), (outcome,), LanguageOfInstruction(), (), "sv")
    return AnalysedSyllabus(replace(syllabus, omissions=omissions), (AnalysedOutcome(outcome, labels),))


def audit_of(*courses: AnalysedSyllabus) -> Audit:
    results = [
        DocumentResult(SourceFile(f"{number:03}.md", str(number), 1), DocumentStatus.OK, (item,))
        for number, item in enumerate(courses)
    ]
    return build_audit(results, SCHEME.ids, Provenance("1", "s", "c", "m", "k", "f"))


AUDIT = audit_of(course("ULL1", "Ull", REPEATED), course("ULL1", "Lin"))
SAID = {
    "en": ("2 courses have the code ULL1", "2 outcomes stand more than once and are counted once"),
    "sv": ("2 kurser har koden ULL1", "2 lärandemål förekommer flera gånger men räknas en gång"),
}


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_page_workbook_and_terminal_say_it_in_the_readers_language(lang: str) -> None:
    view = build_view(AUDIT, SCHEME, lang)
    terminal = " ".join(line.strip() for line in terminal_lines(view, 100))
    page = "".join(text for _, text in render_pages(view))
    book = load_workbook(io.BytesIO(render_workbook(view)), read_only=True)
    cells = "\n".join(
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell
    )
    for said in SAID[lang]:
        for text in (terminal, page, cells):
            assert said in text
    assert "Lin (001.md)" in page and "Ull (000.md)" in cells
    assert "<b>ull" not in page and "&lt;b&gt;ull" in page


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("12 characters that the page hides were left out", "12 tecken som sidan döljer är utelämnade"),
        ("the text is not UTF-8; it was read as Mac Roman", "texten är inte UTF-8; den lästes som Mac Roman"),
        (
            "a field of the template is not filled in: Mål: 5 % av (allt)",
            "ett fält i mallen är inte ifyllt: Mål: 5 % av (allt)",
        ),
        ("1.5% of the characters are broken", "1.5% av tecknen är trasiga"),
        ("something new", "something new"),
    ],
)
def test_what_readers_note_is_said_in_the_readers_language(note: str, said: str) -> None:
    analysed = course("ULL1", "Ull")
    notes = (FailureCategory.OUTCOME_SECTION_EMPTY.value, note)
    noted = replace(analysed, syllabus=replace(analysed.syllabus, notes=notes))
    swedish, english = (build_view(audit_of(noted), SCHEME, lang) for lang in ("sv", "en"))
    assert (swedish.courses[0].reading, english.courses[0].reading) == ((said,), (note,))
    assert html_text(said) in "".join(text for _, text in render_pages(swedish))


def html_text(text: str) -> str:
    return str(escape(text))


def test_the_json_has_both() -> None:
    data = json.loads(render_json(AUDIT))
    assert data["shared_codes"] == [
        {"code": "ULL1", "course_keys": ["ULL1 Lin", "ULL1 Ull"], "differing": ["title", "outcomes"]}
    ]
    assert data["courses"][1]["analysed"][0]["syllabus"]["omissions"][0]["count"] == 2
    assert from_json(render_json(AUDIT), Audit) == AUDIT


@pytest.mark.parametrize("lang", ["en", "sv"])
@pytest.mark.parametrize("kind", list(OmissionKind))
def test_each_reason_has_words_for_one_and_for_many(kind: OmissionKind, lang: str) -> None:
    say = translator(lang)
    one, many = (omission_text(Omission(kind, count, ("x" * 200,), 2), say) for count in (1, 7))
    assert one.startswith("1 ") and many.startswith("7 ") and one.partition(":")[0] != many.partition(":")[0]
    assert many.endswith({"en": " … (page 2)", "sv": " … (sida 2)"}[lang]) and len(many) < 250


def test_an_audit_without_notes_says_nothing_of_them() -> None:
    view = build_view(audit_of(course("ULL1", "Ull"), course("LIN1", "Lin")), SCHEME, "en")
    assert not view.shared_codes
    assert "left out" not in "\n".join(terminal_lines(view))


def test_many_notes_are_cut_in_the_terminal_and_many_courses_in_a_note() -> None:
    many = [course(f"A{number}", f"Kurs {number}", REPEATED) for number in range(MOST_NOTES + 5)]
    lines = terminal_lines(build_view(audit_of(*many), SCHEME, "en"), 200)
    assert "  and 5 more" in lines
    alike = [course("X1", f"Kurs {number}") for number in range(MOST_NAMED + 3)]
    [text] = build_view(audit_of(*alike), SCHEME, "en").shared_codes
    assert text.count("Kurs ") == MOST_NAMED and text.startswith(f"{MOST_NAMED + 3} courses")


def test_courses_without_a_code_that_share_a_title_are_named_by_it() -> None:
    [text] = build_view(
        audit_of(course("", "Projekt"), replace_outcome(course("", "Projekt"))), SCHEME, "sv"
    ).shared_codes
    assert text.startswith("2 kurser har samma benämning och ingen kod: Projekt (000.md); Projekt (001.md).")


def replace_outcome(analysed: AnalysedSyllabus) -> AnalysedSyllabus:
    outcome = replace(analysed.outcomes[0].outcome, text="spinna ett garn på slända")
    return replace(
        analysed,
        syllabus=replace(analysed.syllabus, outcomes=(outcome,)),
        outcomes=(replace(analysed.outcomes[0], outcome=outcome),),
    )


def test_files_that_share_many_codes_are_named_once() -> None:
    def handbook(path: str, prefix: str, codes: range) -> DocumentResult:
        modules = tuple(course(f"M{number}", f"{prefix} {number}") for number in codes)
        return DocumentResult(SourceFile(path, path, 1), DocumentStatus.OK, modules)

    def texts(codes: range, lang: str) -> tuple[str, ...]:
        results = [handbook("garn.md", "Garn", codes), handbook("tyg.md", "Tyg", codes)]
        audit = build_audit(results, SCHEME.ids, Provenance("1", "s", "c", "m", "k", "f"))
        return build_view(audit, SCHEME, lang).shared_codes

    many = range(1, FEWEST_TOGETHER + 1)
    assert texts(many, "sv") == (
        "garn.md och tyg.md ger olika kurser samma kod i 4 fall: M1, M2, M3, M4. "
        "Var och en räknas som en egen kurs.",
    )
    assert texts(many, "en")[0].startswith(
        "garn.md and tyg.md give the same code to different courses in 4 cases"
    )
    few = texts(range(1, FEWEST_TOGETHER), "en")
    assert len(few) == FEWEST_TOGETHER - 1 and few[0].startswith(
        "2 courses have the code M1: Garn 1 (garn.md)"
    )
