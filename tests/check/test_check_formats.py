"""Each format, compared with a golden file.

Made of values written here, so that no model and no parser has a part in it.

UPDATE_GOLDEN=1 in the environment writes the golden files anew, and fails the tests so that it is not left
on.
"""

import json
import os
import re
from difflib import SequenceMatcher
from html.parser import HTMLParser
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from curranalyser.check.data import (
    CheckResult,
    check_result,
    github_lines,
    json_schema,
    json_text,
    sarif_text,
)
from curranalyser.check.diff import compare_drafts, diff_json, diff_lines
from curranalyser.check.draft import Checked, Draft
from curranalyser.check.finding import Finding, rules
from curranalyser.check.page import html_text
from curranalyser.check.run import check_drafts
from curranalyser.check.text import TextForm
from curranalyser.datamodel import (
    AnalysedOutcome,
    AnalysedSyllabus,
    CourseHeader,
    Decision,
    Evidence,
    InstructionEvidence,
    InstructionStatus,
    Label,
    LanguageOfInstruction,
    LearningOutcome,
    Line,
    Mention,
    Section,
    SectionKind,
    SourceFile,
    Syllabus,
    SyllabusKind,
    from_json,
)
from curranalyser.i18n import translator
from curranalyser.scheme import parse_scheme

GOLDEN = Path(__file__).parent / "golden"
SCHEME = parse_scheme(
    """
name = "test"
version = "1"
home_country = "SE"
[[perspectives]]
id = "international"
name = { sv = "internationellt", en = "international" }
definition = { sv = "d", en = "d" }
advice = { sv = "Ett råd.", en = "A piece of advice." }
[[perspectives]]
id = "comparative"
name = { sv = "jämförande", en = "comparative" }
definition = { sv = "d", en = "d" }
advice = { sv = "Ett annat råd.", en = "Another piece of advice." }
[rules.INT-Y1]
perspective = "international"
verdict = "yes"
text = { sv = "en regel", en = "a rule" }
""".encode()
)
TEXTS = (
    "redogöra för EU:s regler om <vatten> & avlopp",
    "förstå gällande gränsvärden",
    "beräkna flöden, 100 % av dem",
)


def made(texts: tuple[str, ...] = TEXTS, path: str = "utkast.docx", carried: int = 0) -> Draft:
    """A draft of which everything is written here. The outcome at `carried` is international."""
    outcomes = tuple(
        LearningOutcome(f"sv-{number}", text, "Studenten ska kunna:", page=number)
        for number, text in enumerate(texts, 1)
    )
    header = CourseHeader(code="TST101", title="Vattenrening \x1b[31m")
    given = LanguageOfInstruction(
        ("sv",),
        (),
        InstructionStatus.STATED,
        (InstructionEvidence("Undervisningsspråk: Svenska", 1, "field"),),
    )
    sections = (
        Section(SectionKind.CONTENT, "Innehåll", (Line("Kursen jämför Sverige med Norge.", 1),), "sv"),
    )
    syllabus = Syllabus(SyllabusKind.COURSE, header, sections, outcomes, given, language="sv", pages=(1, 3))
    yes = Label(
        "international", Decision.YES, 0.987, (Evidence(13, 17, "EU:s", "eu", "INT-Y1"),), "INT-Y1", None
    )
    no = Label("international", Decision.NO, 0.01)
    other = Label("comparative", Decision.NO, 0.01)
    labelled = tuple(
        AnalysedOutcome(item, (yes if number == carried else no, other))
        for number, item in enumerate(outcomes)
    )
    mention = Mention(
        SectionKind.CONTENT,
        "Kursen jämför Sverige med Norge.",
        1,
        Label("comparative", Decision.YES, 0.9, (Evidence(7, 13, "jämför", "c"),)),
    )
    return Draft(
        SourceFile(path, "0" * 64, 1),
        b"",
        None,
        (Checked(syllabus, AnalysedSyllabus(syllabus, labelled, (mention,))),),
    )


def result_of(draft: Draft, lang: str) -> CheckResult:
    *shown, last = check_drafts([draft], SCHEME, translator(lang), rules())
    return check_result([draft], shown, [(last, "Decided by the board.")], lang)


def compare(name: str, text: str) -> None:
    """Compare with the golden file of this name. The tool's version stands in it as VERSION."""
    text = text.replace(f'"{version("curranalyser")}"', '"VERSION"') + "\n"
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
        pytest.fail("UPDATE_GOLDEN is on: the golden file was written, nothing was compared")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_text(lang: str) -> None:
    draft = made()
    compare(
        f"text-{lang}.txt",
        "\n".join(
            TextForm(translator(lang), SCHEME, 72).lines([draft], result_of(draft, lang).findings, 1, 2)
        ),
    )


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_html(lang: str) -> None:
    draft = made()
    compare(
        f"page-{lang}.html", html_text([draft], result_of(draft, lang).findings, SCHEME, translator(lang))
    )


def test_json() -> None:
    compare("result.json", json_text(result_of(made(), "en")))


def test_sarif() -> None:
    text = sarif_text(result_of(made(), "en"))
    compare("result.sarif", text)


def test_github() -> None:
    compare("github.txt", "\n".join(github_lines(result_of(made(path="a,b.md"), "en"), translator("en"))))


def test_diff() -> None:
    old = made(path="old.docx")
    new = made(
        (
            "redogöra för EU:s regler om vatten och avlopp",
            "beräkna flöden, 100 % av dem",
            "värdera ett reningsverk",
        ),
        "new.docx",
        carried=2,
    )
    compare("diff.txt", "\n".join(diff_lines(compare_drafts(old, new, SCHEME), SCHEME, translator("en"))))
    changes = json.loads(diff_json(compare_drafts(old, new, SCHEME)))
    assert changes["unchanged"] == 1
    assert [(change["old"] is None, change["new"] is None) for change in changes["changes"]] == [
        (False, False),
        (True, False),
        (False, True),
    ]
    assert changes["counts"] == [["international", 1, 1], ["comparative", 0, 0]]
    assert changes["changes"][0]["lost"] == changes["changes"][1]["gained"] == ["international"]


def test_two_versions_that_are_the_same_have_no_difference() -> None:
    diff = compare_drafts(made(), made(), SCHEME)
    assert (diff.changes, diff.unchanged) == ((), 3)


def one_by_one(before: list[str], after: list[str]) -> list[tuple[str, str]]:
    """Which texts belong together, with every pair looked at: the same answer, in much longer time."""
    ratios = sorted(
        (-SequenceMatcher(None, old, new, autojunk=False).ratio(), position, place)
        for position, new in enumerate(after)
        for place, old in enumerate(before)
    )
    pairs: dict[int, int] = {}
    for ratio, position, place in ratios:
        if -ratio >= 0.6 and position not in pairs and place not in pairs.values():
            pairs[position] = place
    return sorted((before[place], after[position]) for position, place in pairs.items())


def test_what_was_reworded_is_found_without_looking_at_every_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    rivers, works = ("älvens", "åns", "bäckens", "sjöns", "vikens"), ("mäta", "bedöma", "skydda", "kartlägga")
    things = ("flöde", "botten", "strand")
    before = [f"{work} {river} {thing} under våren" for work in works for river in rivers for thing in things]
    after = [
        f"{text.replace('under våren', 'om hösten')} i fält {number}"
        for number, text in enumerate(reversed(before))
    ]
    wanted = one_by_one(before, after)
    looked: list[float] = []
    ratio = SequenceMatcher.ratio

    def counted(matcher: SequenceMatcher[str]) -> float:
        looked.append(ratio(matcher))
        return looked[-1]

    monkeypatch.setattr(SequenceMatcher, "ratio", counted)
    changes = compare_drafts(made(tuple(before)), made(tuple(after)), SCHEME).changes
    assert sorted((item.old or "", item.new or "") for item in changes) == wanted
    assert len(wanted) == len(before) == 60
    assert len(looked) < len(before) * len(after) / 4


@pytest.mark.parametrize("width", [40, 60, 100])
def test_lines_wrap_to_the_terminal_and_colours_close(width: int) -> None:
    draft = made()
    findings = result_of(draft, "en").findings
    plain = list(TextForm(translator("en"), SCHEME, width).lines([draft], findings))
    coloured = list(TextForm(translator("en"), SCHEME, width, colour=True).lines([draft], findings))
    assert not any("\x1b" in line for line in plain)
    assert all(len(line) <= width for line in plain)
    assert [re.sub(r"\x1b\[\d+m", "", line) for line in coloured] != []
    for line in coloured:
        assert line.count("\x1b[4m") == line.count("\x1b[24m")
        codes = re.findall(r"\x1b\[(\d+)m", line)
        assert not codes or codes[-1] in ("0", "24")
    assert any("\x1b[4mEU:s\x1b[24m" in line for line in coloured)
    assert any("suggestion:" in line for line in plain), "severity stands in words"


def test_a_pipe_gets_whole_paragraphs() -> None:
    draft = made()
    lines = list(TextForm(translator("en"), SCHEME).lines([draft], result_of(draft, "en").findings))
    assert any(line.startswith("sv-1. redogöra för EU:s regler om <vatten> & avlopp") for line in lines)


def test_json_comes_back_as_what_it_was_and_has_a_schema() -> None:
    result = result_of(made(), "en")
    assert from_json(json_text(result), CheckResult) == result
    schema = json.loads(json_schema())
    names = set(schema["$defs"]["Finding"]["properties"])
    assert names == set(Finding.__dataclass_fields__)
    assert set(schema["$defs"]["Finding"]["required"]) >= {"rule", "severity", "file", "message", "text"}


def test_sarif_holds_together() -> None:
    """What the standard asks of a log: rules that results point to, levels it knows, places as addresses."""
    log: dict[str, Any] = json.loads(sarif_text(result_of(made(path="mapp med blank/å.md"), "sv")))
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    described = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in described] == list(rules())
    for result in run["results"]:
        assert described[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert (result["level"] == "none") == (result["kind"] == "informational")
        assert result["message"]["text"]
        [location] = result["locations"]
        assert location["physicalLocation"]["region"]["startLine"] >= 1
        assert location["physicalLocation"]["artifactLocation"]["uri"] == "mapp%20med%20blank/%C3%A5.md"
    assert sum("suppressions" in result for result in run["results"]) == 1


class Tags(HTMLParser):
    """What an HTML page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        if tag not in ("meta",):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_stands_alone_and_takes_text_as_text() -> None:
    draft = made(("redogöra för <script>alert(1)</script> i EU:s \u202eregler", "beräkna flöden"))
    text = html_text([draft], result_of(draft, "en").findings, SCHEME, translator("en"))
    tags = Tags(text)
    assert tags.open == []
    assert not {"script", "link", "img", "iframe"} & set(tags.names)
    assert "http://" not in text and "https://" not in text
    assert "\u202e" not in text and "\x1b" not in text


def test_workflow_commands_cannot_be_forged() -> None:
    draft = made(("förstå gränsvärden\n::error::x, 50 %", "beräkna flöden"), "a\n::b.md")
    lines = list(github_lines(result_of(draft, "en"), translator("en")))
    assert all(
        re.match(r"^::(notice|warning) file=a %3A%3Ab\.md(,line=\d+,col=\d+)?,title=[^:]+::", line)
        for line in lines
    )
    assert any("50 %25" in line for line in lines)
    assert not any("\n" in line for line in lines)
