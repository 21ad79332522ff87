"""Two audits side by side: what came, went and changed, and nothing that ranks."""

import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from command_line import Audited, RunCli
from hypothesis import given
from hypothesis import strategies as st
from small_audit import (
    COMPARATIVE,
    ENGLISH,
    INTERCULTURAL,
    INTERNATIONAL,
    PROVENANCE,
    SCHEME,
    SWEDISH,
    audit_of,
    course,
    outcome,
    programme,
)

from curranalyser.compare import Comparison, compare_audits, render_html, render_text, tell
from curranalyser.compare.differences import CourseMove, DecisionChange, Flow, OutcomeChange, match_outcomes
from curranalyser.datamodel import (
    AnalysedOutcome,
    Audit,
    CourseStatus,
    Decision,
    Failure,
    from_json,
    to_json,
)
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.review import Review, apply_reviews

LANGS = ("en", "sv")
NAMES = ("2025", "2026")
HOSTILE = "<script>alert('x')</script>\u202etxt \x1b[31m & {{ 7*7 }} %(count)s"
HEALTH = (
    outcome("describe the global burden of disease and its causes", INTERNATIONAL),
    outcome("compare two systems of health care", COMPARATIVE, INTERNATIONAL),
    outcome("measure blood pressure"),
)
BEFORE = (
    course("OMV101", "Global health", *HEALTH),
    course(
        "OMV102", "Ethics", outcome("meet patients of other cultures", INTERCULTURAL), instruction=SWEDISH
    ),
    course("OMV103", "Anatomy", outcome("describe the cell")),
    course("OMV104", "Water law", outcome("explain conventions between states", INTERNATIONAL), group="Law"),
    programme("VGSSK", "Nursing", ("OMV101", 1, True), ("OMV102", 2, True), ("OMV104", 3, False)),
    programme("OLD01", "Closed programme", ("OMV103", 1, True)),
)
AFTER = (
    course(
        "OMV101",
        "Global health",
        outcome("Measure blood pressure."),
        outcome(
            "describe the global burden of disease and what it does to families", INTERNATIONAL, INTERCULTURAL
        ),
        outcome("plan care for refugees", INTERNATIONAL),
    ),
    course("OMV102", "Ethics", outcome("meet patients of other cultures"), instruction=ENGLISH),
    course("OMV203", "Anatomy", outcome("describe the cell")),
    course("OMV105", "Travel medicine", outcome("advise travellers", INTERNATIONAL), group="Medicine"),
    programme("VGSSK", "Nursing", ("OMV101", 2, True), ("OMV102", 2, True), ("OMV105", 3, False)),
)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare_audits(audit_of(*BEFORE), audit_of(*AFTER), NAMES)


def test_outcomes_that_came_went_and_changed(comparison: Comparison) -> None:
    changed = {item.key: item for item in comparison.courses}
    assert changed["OMV101"].changes == (
        OutcomeChange(
            "reworded",
            "describe the global burden of disease and its causes",
            "describe the global burden of disease and what it does to families",
            (),
            (DecisionChange(INTERCULTURAL, Decision.NO, Decision.YES, False),),
        ),
        OutcomeChange("came", None, "plan care for refugees", (INTERNATIONAL,)),
        OutcomeChange("went", "compare two systems of health care", None, (INTERNATIONAL, COMPARATIVE)),
    )
    assert changed["OMV101"].carrying == ((INTERNATIONAL, 2, 2), (INTERCULTURAL, 0, 1), (COMPARATIVE, 1, 0))
    [relabelled] = changed["OMV102"].changes
    assert (relabelled.kind, relabelled.labels) == (
        "relabelled",
        (DecisionChange(INTERCULTURAL, Decision.YES, Decision.NO, False),),
    )
    assert changed["OMV102"].instruction == ("sv", "en")


def test_courses_are_recognised_by_key_then_by_title_and_credits(comparison: Comparison) -> None:
    assert {item.key: (item.presence, item.earlier_key) for item in comparison.courses} == {
        "OMV101": ("both", None),
        "OMV102": ("both", None),
        "OMV104": ("went", None),
        "OMV105": ("came", None),
        "OMV203": ("both", "OMV103"),
    }
    assert comparison.in_common == 3


def test_courses_of_two_institutions_are_not_mixed_up() -> None:
    here, there = (
        audit_of(course("A1", "Ethics", outcome("x"))),
        audit_of(course("B1", "Ethics", outcome("x"))),
    )
    compared = compare_audits(here, there, NAMES)
    assert [(item.key, item.presence) for item in compared.courses] == [("A1", "went"), ("B1", "came")]
    assert (compared.in_common, compared.flows) == (0, ())
    assert "courses" not in {part.anchor for part in tell(compared, SCHEME, "en").parts}


def test_programmes(comparison: Comparison) -> None:
    closed, nursing = comparison.programmes
    assert (closed.key, closed.presence) == ("OLD01", "went")
    assert (nursing.came, nursing.went) == (("OMV105 Course OMV105",), ("OMV104 Course OMV104",))
    assert nursing.moved == (
        CourseMove("OMV101 Course OMV101", ((1,), (2,)), (CourseStatus.EVERYONE, CourseStatus.EVERYONE)),
    )
    assert [(pair.first.outcomes.numerator, pair.second.outcomes.numerator) for pair in nursing.shares] == [
        (3, 3),
        (1, 1),
        (1, 0),
    ]


def test_indicators_stand_within_their_subject_group(comparison: Comparison) -> None:
    [nursing] = comparison.groups
    assert (nursing.subject_group, nursing.courses) == ("Nursing", (3, 3))
    assert [
        (pair.first.outcomes.numerator, pair.second.outcomes.numerator, pair.second.outcomes.denominator)
        for pair in nursing.shares
    ] == [
        (2, 2, 5),
        (1, 1, 5),
        (1, 0, 5),
    ]
    assert comparison.other_groups == (("Law",), ("Medicine",))


def test_the_flow_says_where_a_difference_comes_from(comparison: Comparison) -> None:
    assert comparison.flows == (
        Flow(INTERNATIONAL, 3, 3, 1, -1, 1, -1, 0, 0, 0),
        Flow(INTERCULTURAL, 1, 1, 0, 0, 0, 0, 1, -1, 0),
        Flow(COMPARATIVE, 1, 0, 0, 0, 0, -1, 0, 0, 0),
    )


def test_a_persons_decision_is_told_from_the_tools() -> None:
    decision = Review("OMV101", HEALTH[0].outcome.text, INTERNATIONAL, Decision.NO, "a list")
    before = audit_of(*BEFORE)
    compared = compare_audits(before, audit_of(*apply_reviews(BEFORE, [decision])), NAMES)
    assert (compared.flows[0].first, compared.flows[0].human, compared.flows[0].second) == (3, -1, 2)
    assert (compared.first.human, compared.second.human) == (0, 1)
    assert "decided by a person" in render_text(tell(compared, SCHEME, "en"))


SHORT = st.sampled_from(
    ["know a", "know b", "compare countries", "compare cities in two countries", "describe the cell"]
)
PERSPECTIVES = st.lists(st.sampled_from(SCHEME.ids), unique=True)
OUTCOMES = st.lists(st.builds(lambda text, some: outcome(text, *some), SHORT, PERSPECTIVES), max_size=5)
COURSES = st.dictionaries(st.sampled_from(["A1", "B2", "C3"]), OUTCOMES, max_size=3)


@given(COURSES, COURSES)
def test_every_flow_adds_up_and_nothing_is_lost(
    before: dict[str, list[AnalysedOutcome]], after: dict[str, list[AnalysedOutcome]]
) -> None:
    audits = [
        audit_of(*(course(code, f"Title {code}", *items) for code, items in side.items()))
        for side in (before, after)
    ]
    compared = compare_audits(audits[0], audits[1], NAMES)
    assert len(compared.courses) == len(before.keys() | after.keys())
    for flow in compared.flows:
        steps = (
            flow.courses_came,
            flow.courses_went,
            flow.outcomes_came,
            flow.outcomes_went,
            flow.reworded,
            flow.relabelled,
            flow.human,
        )
        assert flow.first + sum(steps) == flow.second
    assert from_json(to_json(compared), Comparison) == compared


@given(OUTCOMES, OUTCOMES)
def test_every_outcome_stands_in_one_pair(
    first: list[AnalysedOutcome], second: list[AnalysedOutcome]
) -> None:
    pairs = match_outcomes(first, second)
    assert [there for _, there in pairs if there] == second
    assert sorted(id(here) for here, _ in pairs if here) == sorted(map(id, first))


def test_an_audit_compared_with_itself_has_nothing_to_tell() -> None:
    audit = audit_of(*BEFORE)
    compared = compare_audits(audit, audit, NAMES)
    assert not [item for item in (*compared.courses, *compared.programmes) if item.presence != "both"]
    assert not [item for item in compared.courses if item.changed]
    assert compared.instrument == ()
    assert tell(compared, SCHEME, "en").cautions == ()


# In words


class Page(HTMLParser):
    """A page taken apart: it fails on a tag that is closed in the wrong place."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not [name for name, _ in attrs if name.startswith("on") or name in ("src", "style")]
        if tag not in ("meta", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, self.getpos()

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)


@pytest.mark.parametrize("lang", LANGS)
def test_text_and_page_tell_the_same(comparison: Comparison, lang: str) -> None:
    told = tell(comparison, SCHEME, lang)
    page = Page(render_html(told))
    read = " ".join(" ".join(page.words).split())
    flat = " ".join(render_text(told, 400).split())
    for part in told.parts:
        for words in (
            part.heading,
            *part.paragraphs,
            *(note.heading for note in part.notes),
            *(words for note in part.notes for _, words in note.lines),
        ):
            assert " ".join(words.split()) in read
            assert " ".join(words.split()) in flat
        for table in part.tables:
            for cell in (table.caption, *table.head, *(cell for row in table.rows for cell in row)):
                assert " ".join(cell.split()) in read
                assert " ".join(cell.split()) in flat
    assert {"script", "img", "iframe"}.isdisjoint(page.tags)
    assert [part.anchor for part in told.parts] == ["overview", "groups", "programmes", "courses", "together"]


@pytest.mark.parametrize("width", [20, 60, 100])
def test_lines_keep_to_the_width(comparison: Comparison, width: int) -> None:
    assert max(map(len, render_text(tell(comparison, SCHEME, "sv"), width).splitlines())) <= max(width, 40)


def test_it_offers_and_does_not_rank(comparison: Comparison) -> None:
    told = tell(comparison, SCHEME, "en")
    text = render_text(told).lower()
    assert "material for discussion" in text
    for word in ("better than", "worse", "best", "winner", "ranking", "improve", "decline", "poor"):
        assert word not in text
    swapped = tell(compare_audits(audit_of(*AFTER), audit_of(*BEFORE), NAMES[::-1]), SCHEME, "en")
    captions = [
        [table.caption for part in version.parts for table in part.tables] for version in (told, swapped)
    ]
    assert captions[0] == captions[1]


def test_small_numbers_carry_a_warning(comparison: Comparison) -> None:
    table = tell(comparison, SCHEME, "en").parts[1].tables[0]
    outcomes = next(row for row in table.rows if row[0] == "Comparative: outcomes")
    assert outcomes == ("Comparative: outcomes", "20.0% (1 of 5)", "0.0% (0 of 5)", "−20.0 *")
    assert table.note.startswith("* Fewer than 30")
    many = [
        outcome(f"outcome number {number}", *([INTERNATIONAL] if number < 9 else [])) for number in range(30)
    ]
    audits = (
        audit_of(course("A1", "Many", *many)),
        audit_of(course("A1", "Many", *many[3:], *(outcome(f"new one {number}") for number in range(3)))),
    )
    row = tell(compare_audits(*audits, NAMES), SCHEME, "sv").parts[1].tables[0].rows[0]
    assert row[1:] == ("30,0\u00a0% (9 av 30)", "20,0\u00a0% (6 av 30)", "−10,0")


def test_where_too_little_is_known_there_is_no_difference(comparison: Comparison) -> None:
    pairs = tuple(replace(pair, second=replace(pair.second, headline=False)) for pair in comparison.shares)
    told = tell(replace(comparison, shares=pairs), SCHEME, "en")
    rows = next(part for part in told.parts if part.anchor == "together").tables[0].rows
    shares = [row for row in rows if row[0].endswith((": outcomes", ": courses", ": credits"))]
    assert len(shares) == 3 * len(pairs)
    for _, before, after, difference in shares:
        assert "%" in before
        assert after.startswith("too little known (")
        assert difference == "–"


def test_subjects_stand_in_where_no_subject_group_is_named() -> None:
    def audit(*subjects: str) -> Audit:
        return audit_of(
            *(
                replace(
                    item,
                    syllabi=tuple(
                        replace(
                            analysed,
                            syllabus=replace(
                                analysed.syllabus,
                                header=replace(analysed.syllabus.header, subject=subject),
                            ),
                        )
                        for analysed in item.syllabi
                    ),
                )
                for item, subject in zip(
                    (
                        course("A1", "One", outcome("a"), group=""),
                        course("B1", "Two", outcome("b"), group=""),
                    ),
                    subjects,
                    strict=True,
                )
            )
        )

    found = compare_audits(audit("Law", "Music"), audit("Law", "Law"), NAMES)
    assert [(group.subject_group, group.courses) for group in found.groups] == [("Law", (1, 2))]
    assert found.other_groups == (("Music",), ())


def test_what_the_audits_were_made_with_comes_first() -> None:
    before = audit_of(*BEFORE)
    failure = Failure.from_error("lost.pdf", "read", DocumentError(FailureCategory.NO_TEXT_LAYER))
    after = replace(
        before, provenance=replace(PROVENANCE, model_sha256="other", tool_version="2"), failures=(failure,)
    )
    compared = compare_audits(before, after, NAMES)
    assert compared.instrument == ("tool_version", "model_sha256")
    cautions = tell(compared, SCHEME, "en").cautions
    assert "the version of the tool and the model" in cautions[0]
    assert "Files that need attention: 0 in the one audit, 1 in the other" in cautions[1]
    text = render_text(tell(compared, SCHEME, "en"))
    assert text.index("! The audits differ") < text.index("Overview")
    other = replace(before, perspectives=before.perspectives[:2])
    assert "Comparative" in tell(compare_audits(before, other, NAMES), SCHEME, "en").cautions[-1]


def test_hostile_text_is_shown_and_does_nothing() -> None:
    before = audit_of(
        course("A1", HOSTILE, outcome(HOSTILE, INTERNATIONAL), group=HOSTILE),
        programme("P1", HOSTILE, ("A1", 1, True)),
    )
    after = audit_of(
        course("A1", HOSTILE, outcome("else"), group=HOSTILE), programme("P1", HOSTILE, ("X2", 1, True))
    )
    told = tell(compare_audits(before, after, (HOSTILE, "b")), SCHEME, "en")
    text = render_text(told)
    assert all(character.isprintable() or character == "\n" for character in text)
    page = Page(render_html(told))
    assert "script" not in page.tags
    assert "<script>alert('x')</script>[U+202E]txt ␛[31m & {{ 7*7 }} %(count)s" in " ".join(
        " ".join(page.words).split()
    )


# The command line


def test_compare_on_the_command_line(
    run_cli: RunCli, sample: Path, sample_audit: Audited, tmp_path: Path
) -> None:
    run_cli("audit", sample / "nursing", "-o", tmp_path / "nursing")
    files = tmp_path / "c.json", tmp_path / "c.html"
    finished = run_cli(
        "compare",
        sample_audit.folder,
        tmp_path / "nursing" / "audit.json",
        "--json",
        files[0],
        "--html",
        files[1],
    )
    assert finished.stdout.startswith("Two audits side by side: report and nursing\n")
    compared = from_json(files[0].read_bytes(), Comparison)
    assert (compared.first.courses, compared.second.courses, compared.in_common) == (31, 11, 11)
    assert not [item for item in compared.courses if item.presence == "both" and item.changed]
    assert json.loads(files[0].read_bytes())["flows"][0]["courses_came"] == 0
    assert files[1].read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    again = run_cli(
        "compare",
        sample_audit.folder,
        tmp_path / "nursing",
        "--json",
        tmp_path / "again.json",
        "--lang",
        "sv",
        "--names",
        "i fjol",
        "i år",
    )
    assert (tmp_path / "again.json").read_bytes().replace(b"i fjol", b"report").replace(
        "i år".encode(), b"nursing"
    ) == files[0].read_bytes()
    assert "i fjol" in again.stdout
    assert again.stderr == f"Skrivet: {tmp_path / 'again.json'}\n"


def test_wrong_input_ends_with_a_hint(run_cli: RunCli, sample_audit: Audited, tmp_path: Path) -> None:
    assert "no audit" in run_cli("compare", sample_audit.folder, tmp_path, code=2).stderr
    (tmp_path / "audit.json").write_text('{"perspectives": 1}', encoding="utf-8")
    assert (
        "no audit that this version can read"
        in run_cli("compare", tmp_path, sample_audit.folder, code=2).stderr
    )
    assert (
        "cannot be written"
        in run_cli("compare", *[sample_audit.folder] * 2, "--html", tmp_path / "no" / "c.html", code=6).stderr
    )
