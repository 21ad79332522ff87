from collections.abc import Sequence
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from listed_course import listed

from curranalyser.aggregate import build_audit
from curranalyser.datamodel import (
    AnalysedOutcome,
    AnalysedSyllabus,
    Audit,
    CourseHeader,
    CourseRef,
    Decision,
    DocumentResult,
    DocumentStatus,
    Failure,
    InstructionStatus,
    Label,
    LanguageOfInstruction,
    LearningOutcome,
    Mention,
    PerspectiveShares,
    Provenance,
    SectionKind,
    SourceFile,
    Syllabus,
    SyllabusKind,
    to_json,
)
from curranalyser.errors import DocumentError, FailureCategory

PERSPECTIVES = ("international", "comparative")
PROVENANCE = Provenance("1", "s", "c", "m", "k", "f")
YES, REVIEW, NO = Decision.YES, Decision.REVIEW, Decision.NO
STATED = LanguageOfInstruction(("sv",), (), InstructionStatus.STATED)


def labels(*decisions: Decision) -> tuple[Label, ...]:
    return tuple(
        Label(perspective, decision, 0.5)
        for perspective, decision in zip(PERSPECTIVES, decisions, strict=True)
    )


def course(
    code: str | None,
    *decisions: tuple[Decision, Decision],
    title: str = "Kursen",
    credits: str | None = "7.5",
    language: str = "sv",
    valid_from: str | None = None,
    instruction: LanguageOfInstruction = STATED,
    mentions: Sequence[str] = (),
) -> AnalysedSyllabus:
    """A course syllabus with one outcome a pair of decisions (international, comparative).

    It may have mentions of perspectives in its content.
    """
    outcomes = tuple(
        AnalysedOutcome(
            LearningOutcome(f"{language}-{number}", f"mål {number}", language=language), labels(*pair)
        )
        for number, pair in enumerate(decisions, 1)
    )
    header = CourseHeader(code, title, credits=Decimal(credits) if credits else None, valid_from=valid_from)
    syllabus = Syllabus(
        SyllabusKind.COURSE,
        header,
        (),
        tuple(item.outcome for item in outcomes),
        instruction,
        language=language,
    )
    found = tuple(
        Mention(SectionKind.CONTENT, "text", 1, Label(perspective, YES, 0.9)) for perspective in mentions
    )
    return AnalysedSyllabus(syllabus, outcomes, found)


def programme(code: str, *refs: CourseRef, language: str = "sv") -> AnalysedSyllabus:
    syllabus = Syllabus(
        SyllabusKind.PROGRAMME, CourseHeader(code, "Programmet"), (), (), STATED, refs, language
    )
    return AnalysedSyllabus(syllabus, ())


def read(path: str, *syllabi: AnalysedSyllabus) -> DocumentResult:
    return DocumentResult(SourceFile(path, path, 1), DocumentStatus.OK, syllabi)


def failed(path: str) -> DocumentResult:
    return DocumentResult(
        SourceFile(path, path, 1),
        DocumentStatus.FAILED,
        (),
        (Failure.from_error(path, "read", DocumentError(FailureCategory.ENCRYPTED)),),
    )


def audit_of(*results: DocumentResult) -> Audit:
    return build_audit(results, PERSPECTIVES, PROVENANCE)


def fractions(shares: Sequence[PerspectiveShares]) -> list[tuple[int | Decimal, ...]]:
    return [
        (
            item.outcomes.numerator,
            item.outcomes.denominator,
            item.courses.numerator,
            item.courses.denominator,
            item.credits.numerator,
            item.credits.denominator,
        )
        for item in shares
    ]


def test_shares_count_outcomes_courses_and_credits() -> None:
    audit = audit_of(
        read("a.pdf", course("A1", (YES, NO), (NO, REVIEW))),
        read("b.pdf", course("B1", (YES, NO), (YES, NO), (NO, NO), credits="15")),
        read("c.pdf", course("C1", (NO, NO), credits="30")),
    )
    assert fractions(audit.shares) == [
        (3, 6, 2, 3, Decimal("22.5"), Decimal("52.5")),
        (0, 6, 0, 3, 0, Decimal("52.5")),
    ]
    assert [item.to_review for item in audit.shares] == [0, 1]


def test_a_course_without_outcomes_counts_nowhere_but_is_listed() -> None:
    audit = audit_of(read("a.pdf", course("A1", (YES, NO))), read("b.pdf", course("B1")))
    assert [item.key for item in audit.courses] == ["A1", "B1"]
    assert fractions(audit.shares)[0] == (1, 1, 1, 1, Decimal("7.5"), Decimal("7.5"))


def test_a_programme_links_its_courses_and_says_which_are_missing() -> None:
    refs = (
        listed("A 1", "Kursen", Decimal("7.5"), compulsory=True),
        listed("B1", "Annan", Decimal(15), compulsory=False),
        listed("X9", "Saknad", Decimal(15), compulsory=True),
        listed(None, "Utan kod", Decimal(5)),
    )
    audit = audit_of(
        read("p.pdf", programme("PROG", *refs)),
        read("a.pdf", course("A1", (YES, NO))),
        read("b.pdf", course("B1", (NO, NO), (YES, YES), credits="10")),
        read("c.pdf", course("C1", (YES, YES), title="Utan kod", credits="5")),
        read("d.pdf", course("D1", (YES, YES))),
    )
    [profile] = audit.programmes
    assert [(item.course_key, item.linked_by) for item in profile.courses] == [
        ("A1", "code"),
        ("B1", "code"),
        (None, "not found"),
        ("C1", "title and credits"),
    ]
    assert fractions(profile.shares)[0] == (3, 4, 3, 3, Decimal("27.5"), Decimal("27.5"))
    assert fractions(profile.compulsory_shares)[0] == (1, 1, 1, 1, Decimal("7.5"), Decimal("7.5"))
    # The credits the programme gives a course go before those of its own syllabus.
    assert fractions(profile.elective_shares)[0] == (1, 2, 1, 1, 15, 15)
    assert audit.unlinked_courses == ("D1",)


def test_a_title_that_two_courses_bear_links_neither() -> None:
    audit = audit_of(
        read("p.pdf", programme("P", listed(None, "Kursen", Decimal("7.5")))),
        read("a.pdf", course("A1")),
        read("b.pdf", course("B1")),
    )
    assert audit.programmes[0].courses[0].linked_by == "not found"


def test_a_course_listed_twice_counts_once() -> None:
    ref = listed("A1", "Kursen", compulsory=True)
    audit = audit_of(read("p.pdf", programme("P", ref, ref)), read("a.pdf", course("A1", (YES, NO))))
    assert fractions(audit.programmes[0].shares)[0][:4] == (1, 1, 1, 1)


def test_language_versions_are_one_course() -> None:
    english = course("A1", (YES, NO), (YES, NO), language="en", title="The course")
    audit = audit_of(read("a-en.pdf", english), read("a-sv.pdf", course("A1", (NO, NO))))
    [profile] = audit.courses
    assert (profile.sources, profile.header.title, profile.header.title_en) == (
        ("a-sv.pdf", "a-en.pdf"),
        "Kursen",
        "The course",
    )
    assert fractions(audit.shares)[0][:2] == (0, 1)


def test_the_version_that_is_valid_latest_counts() -> None:
    versions = [
        course("A1", (decision, NO), valid_from=valid)
        for decision, valid in ((NO, "VT 2023"), (YES, "HT 2023"), (NO, "2022-01-17"))
    ]
    audit = audit_of(*(read(f"{number}.pdf", version) for number, version in enumerate(versions)))
    [profile] = audit.courses
    assert profile.sources[0] == "1.pdf"
    assert fractions(audit.shares)[0][:2] == (1, 1)


def test_a_version_without_outcomes_stands_back() -> None:
    audit = audit_of(
        read("new.pdf", course("A1", valid_from="2025-01-01")),
        read("old.pdf", course("A1", (YES, NO), valid_from="2020-01-01")),
    )
    assert audit.courses[0].sources[0] == "old.pdf"


def test_the_language_of_instruction_is_taken_from_the_version_that_states_it() -> None:
    silent = course("A1", (NO, NO), instruction=LanguageOfInstruction())
    audit = audit_of(
        read("a-sv.pdf", silent),
        read("a-en.pdf", course("A1", (NO, NO), language="en")),
        read("p.pdf", programme("P", listed("A1", "Kursen"))),
    )
    assert audit.courses[0].instruction == STATED
    assert audit.programmes[0].instruction_courses == (("sv", 1),)


def test_a_perspective_outside_the_outcomes_is_an_opportunity_and_never_counts() -> None:
    audit = audit_of(read("a.pdf", course("A1", (YES, NO), mentions=PERSPECTIVES)))
    assert [item.label.perspective for item in audit.courses[0].opportunities] == ["comparative"]
    assert fractions(audit.shares)[1][0] == 0


def test_a_file_that_failed_is_listed() -> None:
    audit = audit_of(read("a.pdf", course("A1", (YES, NO))), failed("b.pdf"))
    assert audit.files == (("a.pdf", DocumentStatus.OK), ("b.pdf", DocumentStatus.FAILED))
    assert [failure.source for failure in audit.failures] == ["b.pdf"]


DECISIONS = st.sampled_from(list(Decision))
CODES = ("A1", "B1", "C1")
COURSES = st.builds(
    lambda code, pairs, credits, language, valid: course(
        code, *pairs, credits=credits, language=language, valid_from=valid
    ),
    st.sampled_from(CODES) | st.none(),
    st.lists(st.tuples(DECISIONS, DECISIONS), max_size=4),
    st.sampled_from(["7.5", "15"]) | st.none(),
    st.sampled_from(["sv", "en"]),
    st.sampled_from(["HT 2023", "2024-01-15"]) | st.none(),
)
REFS = st.builds(
    listed,
    st.sampled_from([*CODES, "X1"]) | st.none(),
    st.just("Kursen"),
    st.none() | st.just(Decimal(5)),
    compulsory=st.booleans() | st.none(),
)
PROGRAMMES = st.builds(
    lambda code, refs: programme(code, *refs), st.sampled_from(["P1", "P2"]), st.lists(REFS, max_size=4)
)


@st.composite
def runs(draw: st.DrawFn) -> list[DocumentResult]:
    syllabi = draw(st.lists(st.lists(COURSES | PROGRAMMES, max_size=2), max_size=7))
    return [
        read(f"{number}.pdf", *found) if found else failed(f"{number}.pdf")
        for number, found in enumerate(syllabi)
    ]


@given(runs(), st.randoms(use_true_random=False))
def test_the_order_of_the_files_changes_nothing(results: list[DocumentResult], random: Random) -> None:
    shuffled = list(results)
    random.shuffle(shuffled)
    assert to_json(audit_of(*shuffled)) == to_json(audit_of(*results))


@given(runs())
def test_figures_hold_together(results: list[DocumentResult]) -> None:
    audit = audit_of(*results)
    every = [audit.shares]
    for profile in audit.programmes:
        every += [profile.shares, profile.compulsory_shares, profile.elective_shares]
        for whole, compulsory, elective in zip(
            profile.shares, profile.compulsory_shares, profile.elective_shares, strict=True
        ):
            for name in ("outcomes", "courses", "credits"):
                parts = getattr(compulsory, name), getattr(elective, name)
                if len({item.course_key for item in profile.courses}) == len(profile.courses):
                    assert sum(part.denominator for part in parts) <= getattr(whole, name).denominator
                    assert sum(part.numerator for part in parts) <= getattr(whole, name).numerator
    for shares in every:
        assert [item.perspective for item in shares] == list(PERSPECTIVES)
        for item in shares:
            for indicator in (item.outcomes, item.courses, item.credits):
                assert 0 <= indicator.numerator <= indicator.denominator
                assert indicator.value is None or 0 <= indicator.value <= 1
            assert item.outcomes.numerator + item.to_review <= item.outcomes.denominator


@given(runs())
def test_nothing_is_lost(results: list[DocumentResult]) -> None:
    audit = audit_of(*results)
    assert sorted(path for path, _ in audit.files) == sorted(result.source.path for result in results)
    assert len(audit.failures) == sum(len(result.failures) for result in results)
    keys = [item.key for item in audit.courses]
    assert len(set(keys)) == len(keys)
    linked = {item.course_key for profile in audit.programmes for item in profile.courses} - {None}
    assert set(audit.unlinked_courses) == set(keys) - linked
    assert linked <= set(keys)
    versions = sum(len(item.analysed) for item in audit.courses)
    assert versions == sum(
        item.syllabus.kind is SyllabusKind.COURSE for result in results for item in result.syllabi
    )
