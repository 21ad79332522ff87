"""What a page shows of a draft: the text of a file, its findings in their places, and files to take away."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document as WordDocument
from reportlab.pdfgen.canvas import Canvas

from curranalyser.check.as_markdown import blocks_as_markdown, understood_as_markdown
from curranalyser.check.draft import read_draft
from curranalyser.check.field_text import field_text
from curranalyser.check.finding import normalise
from curranalyser.check.for_page import (
    Asked,
    FoundDraft,
    Given,
    PageAnswer,
    annotated_for_page,
    check_for_page,
    is_asking,
    standing_page,
)
from curranalyser.check.suppress import CheckSettings, Suppression
from curranalyser.datamodel import from_json
from curranalyser.errors import DocumentError
from curranalyser.settings import Settings
from curranalyser.workers import load_for

CASES = Path(__file__).parents[1] / "cases" / "reading"
SYLLABI = Path(__file__).parents[2] / "corpus" / "syllabi"
SETTINGS = Settings()
OWN = CheckSettings()
SWEDISH = """# Repslagning 🪢

Kurskod: REP101

## Lärandemål

Efter kursen ska studenten kunna

- förstå hur rep slås
- jämföra rep från två länder

## Innehåll

Kursen tar upp rep.
"""
ENGLISH = """# Rope Making

Course code: REP101

## Learning outcomes

On completion of the course the student should be able to

- explain how rope is made

## Content

The course treats rope.
"""


def _answer(*given: Given, lang: str = "en", own: CheckSettings = OWN) -> PageAnswer:
    return from_json(check_for_page(given, Asked(lang, SETTINGS, own)), PageAnswer)


def _draft(*given: Given, lang: str = "en", own: CheckSettings = OWN) -> FoundDraft:
    return _answer(*given, lang=lang, own=own).drafts[0]


def _in_browser(text: str, place: tuple[int, int]) -> str:
    units = text.encode("utf-16-le")
    return units[2 * place[0] : 2 * place[1]].decode("utf-16-le")


def word_file(*outcomes: str, title: str = "Repslagning") -> bytes:
    document = WordDocument()
    document.add_heading("Kursplan", 0)
    document.add_paragraph(title, style="Heading 1")
    table = document.add_table(rows=2, cols=2)
    for row, values in zip(table.rows, (("Kurskod", "REP101"), ("Omfattning", "7,5 hp")), strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    document.add_heading("Lärandemål", 2)
    document.add_paragraph("Efter kursen ska studenten kunna")
    for outcome in outcomes:
        document.add_paragraph(outcome, style="List Bullet")
    document.add_heading("Innehåll", 2)
    document.add_paragraph("Kursen tar upp *rep* & <b>tågvirke</b> [1]_ | mer.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_text_that_is_written_has_its_findings_in_their_places() -> None:
    draft = _draft(Given("", None, SWEDISH), lang="sv")
    [syllabus] = draft.syllabi
    assert (syllabus.name, syllabus.outcomes, draft.text) == ("REP101", 2, "")
    [weak] = [item for item in syllabus.findings if item.view.rule == "F402"]
    assert weak.place is not None
    assert _in_browser(SWEDISH, weak.place) == "förstå hur rep slås"
    assert [_in_browser(SWEDISH, word) for word in weak.words] == ["förstå"]
    whole = [item for item in syllabus.findings if item.view.rule == "R501"]
    assert [item.place for item in whole] == [None]
    assert whole[0].group == "Obligatoriska delar"
    assert draft.counts[0] == sum(item.view.level == "warning" for item in syllabus.findings)


def test_each_finding_is_explained_with_wordings() -> None:
    answer = _answer(Given("", None, SWEDISH))
    explained = dict(answer.explained)
    for item in answer.drafts[0].syllabi[0].findings:
        assert explained[item.view.why].paragraphs
    [weak] = [item for item in answer.drafts[0].syllabi[0].findings if item.view.rule == "F402"]
    pair = explained[weak.view.why].pair
    assert pair is not None and pair.before and pair.after


def test_bare_outcome_lines_are_welcome() -> None:
    text = "förstå hur rep slås\njämföra rep från två länder\n"
    draft = _draft(Given("", None, text))
    assert draft.syllabi[0].outcomes == 2
    assert draft.notes and "each line was taken for a learning outcome" in draft.notes[0]


@pytest.mark.parametrize(
    "text", ["Hej och välkommen!", "\ufeff", "x", "a\x00b \ud800", "%PDF-1.7 <html>", "🪢" * 50]
)
def test_any_text_gives_an_answer(text: str) -> None:
    draft = _draft(Given("", None, text))
    assert draft.failures or not draft.syllabi or draft.syllabi[0].outcomes == 0


def test_two_versions_stand_side_by_side_and_are_compared() -> None:
    answer = _answer(Given("", None, SWEDISH), Given("", None, ENGLISH))
    swedish, english = answer.drafts
    assert answer.notes == ()
    assert {item.syllabi[0].language for item in answer.drafts} == {"sv", "en"}
    across = [item for item in english.syllabi[0].findings if item.view.rule == "L304"]
    assert len(across) == 1
    assert not [item for item in swedish.syllabi[0].findings if item.view.rule == "L304"]
    assert "L304" not in [item.view.rule for item in _draft(Given("", None, ENGLISH)).syllabi[0].findings]


def test_versions_that_cannot_be_compared_are_said_to_be() -> None:
    other = ENGLISH.replace("REP101", "REP102")
    assert _answer(Given("", None, SWEDISH), Given("", None, other)).notes
    assert _answer(Given("", None, SWEDISH), Given("", None, SWEDISH)).notes


def test_a_word_file_becomes_a_text_to_write_in() -> None:
    data = word_file("förstå hur rep slås", "jämföra rep från två länder")
    draft = _draft(Given("utkast.docx", data))
    assert draft.editable and draft.markdown and draft.annotated == ".docx"
    assert "- förstå hur rep slås" in draft.text
    [weak] = [item for item in draft.syllabi[0].findings if item.view.rule == "F402"]
    assert weak.place is not None
    assert _in_browser(draft.text, weak.place) == "förstå hur rep slås"
    again = _draft(Given("utkast.docx", None, draft.text, draft.markdown))
    assert again.syllabi == draft.syllabi


def test_what_means_something_to_markdown_comes_through() -> None:
    texts = [
        "förklara *rep* och _tåg_",
        "rita 1. knop # ett",
        "jämföra a & b &amp; <b> [c](d)",
        "räkna | och \\*",
    ]
    draft = read_draft(word_file(*texts), "utkast.docx", SETTINGS, load_for(SETTINGS))
    made = field_text(draft, SETTINGS)
    assert made.same
    again = read_draft(made.text.encode(), "text.md", SETTINGS, load_for(SETTINGS))
    assert [item.text for item in again.syllabi[0].syllabus.outcomes] == texts


def test_a_file_whose_text_reads_otherwise_is_shown_as_it_was_read() -> None:
    path = CASES / "uk-levels-in-table.pdf"
    draft = _draft(Given(path.name, path.read_bytes()))
    assert not draft.editable
    assert draft.text
    assert draft.syllabi[0].outcomes == 4
    assert draft.annotated == ".pdf"


@pytest.mark.parametrize("ending", ["docx", "html", "odt", "rtf", "pdf"])
def test_most_files_become_a_text_that_says_the_same(ending: str) -> None:
    """Of the 78 cases, which are made to be hard, 77 do."""
    paths = sorted(CASES.glob(f"*.{ending}"))
    same = total = 0
    for path in paths:
        draft = read_draft(path.read_bytes(), path.name, SETTINGS, load_for(SETTINGS))
        if draft.syllabi:
            total += 1
            same += field_text(draft, SETTINGS).same
    assert same >= 0.9 * total


@pytest.mark.slow
def test_the_sample_becomes_text_that_says_the_same() -> None:
    paths = sorted(SYLLABI.rglob("*.pdf"))
    assert len(paths) > 30
    same = 0
    for path in paths:
        draft = read_draft(path.read_bytes(), path.name, SETTINGS, load_for(SETTINGS))
        same += field_text(draft, SETTINGS).same
    assert same == len(paths)


@pytest.mark.real
def test_real_syllabi_become_text_that_says_the_same() -> None:
    folder = Path(__file__).parents[3] / "shared" / "real" / "du"
    paths = sorted(folder.glob("*.pdf"))[::4] if folder.is_dir() else []
    if not paths:
        pytest.skip("no real syllabi here")
    drafts = [read_draft(path.read_bytes(), path.name, SETTINGS, load_for(SETTINGS)) for path in paths]
    same = sum(field_text(draft, SETTINGS).same for draft in drafts)
    assert same >= 0.95 * len(drafts)


def test_both_ways_hold_every_outcome_on_one_line() -> None:
    data = word_file("förstå hur rep slås", "jämföra rep från två länder")
    draft = read_draft(data, "utkast.docx", SETTINGS, load_for(SETTINGS))
    assert draft.document
    for text in (
        blocks_as_markdown(draft.document),
        understood_as_markdown([item.syllabus for item in draft.syllabi]),
    ):
        lines = [normalise(line.lstrip("- ")) for line in text.splitlines()]
        assert {"förstå hur rep slås", "jämföra rep från två länder"} <= set(lines)


def test_what_the_house_says_holds() -> None:
    house = CheckSettings(
        ignore=("R",), suppress=(Suppression(frozenset({"F402"}), "förstå hur rep slås", "so"),)
    )
    draft = _draft(Given("", None, SWEDISH), own=house)
    assert draft.left_out == 1
    assert not [
        item for item in draft.syllabi[0].findings if item.view.rule[0] == "R" or item.view.rule == "F402"
    ]


def test_a_file_that_cannot_be_read_says_why() -> None:
    for name, data in (
        ("a.pdf", b"no"),
        ("a.docx", b"PK\x03\x04"),
        ("a.xyz", b"x"),
        ("a.csv", b"a;b"),
        ("a", b""),
    ):
        draft = _draft(Given(name, data))
        assert draft.failures and draft.editable and not draft.text and not draft.annotated


def test_a_scan_is_told_what_one_can_do_on_the_page(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "scan.pdf"))
    canvas.rect(50, 50, 300, 300, fill=1)
    canvas.save()
    [told] = _draft(Given("scan.pdf", (tmp_path / "scan.pdf").read_bytes())).failures
    assert "paste its text here" in told and "--ocr" not in told
    [told] = _draft(Given("scan.pdf", (tmp_path / "scan.pdf").read_bytes()), lang="sv").failures
    assert "klistra in" in told and "--ocr" not in told


def _comments(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read("word/comments.xml").decode() if "word/comments.xml" in package.namelist() else ""


def test_the_own_file_has_comments_without_what_was_dismissed() -> None:
    data = word_file("förstå hur rep slås", "känna till rep från två länder")
    given = Given("utkast.docx", data)
    found = [item for item in _draft(given).syllabi[0].findings if item.view.rule == "F402"]
    assert len(found) == 2
    made = annotated_for_page(given, Asked("sv", SETTINGS, OWN, dismissed=frozenset({found[0].fingerprint})))
    comments = _comments(made)
    assert "känna till" in comments and "förstå" not in comments
    assert "F405" not in comments
    assert "F405" in _comments(annotated_for_page(given, Asked("sv", SETTINGS, OWN, everything=True)))


def test_a_pdf_has_highlights_and_a_text_has_neither() -> None:
    path = next(iter(sorted(SYLLABI.rglob("*.pdf"))))
    data = path.read_bytes()
    made = annotated_for_page(Given(path.name, data), Asked("en", SETTINGS, OWN, everything=True))
    assert made.startswith(data[:1000]) and len(made) > len(data)
    with pytest.raises(DocumentError):
        annotated_for_page(Given("a.txt", SWEDISH.encode()), Asked("en", SETTINGS, OWN))
    with pytest.raises(DocumentError):
        annotated_for_page(Given("a.docx", b"PK\x03\x04"), Asked("en", SETTINGS, OWN))


def test_the_page_stands_alone_without_what_was_dismissed() -> None:
    given = Given("utkast <b>.md", None, SWEDISH)
    [weak] = [item for item in _draft(given).syllabi[0].findings if item.view.rule == "F402"]
    whole = standing_page([given], Asked("sv", SETTINGS, OWN)).decode()
    less = standing_page(
        [given], Asked("sv", SETTINGS, OWN, dismissed=frozenset({weak.fingerprint}))
    ).decode()
    assert weak.view.mark in whole
    assert weak.view.mark not in less
    assert "utkast &lt;b&gt;.md" in whole and "<script" not in whole
    both = standing_page([given, Given("", None, ENGLISH)], Asked("sv", SETTINGS, OWN)).decode()
    assert both.count("<section aria-labelledby=") == 2


def test_what_asks_for_nothing_is_told_from_what_asks() -> None:
    levels = {
        item.view.level: is_asking(item) for item in _draft(Given("", None, SWEDISH)).syllabi[0].findings
    }
    assert levels == {"warning": True, "suggestion": True, "info": False}


def test_a_draft_with_more_findings_than_anybody_reads_keeps_the_weightiest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("curranalyser.check.for_page._MOST_FINDINGS", 2)
    draft = _draft(Given("", None, SWEDISH))
    shown = draft.syllabi[0].findings
    assert len(shown) == 2 and draft.more > 3
    assert {item.view.level for item in shown} == {"warning"}
    assert replace(draft, syllabi=()).counts == draft.counts
