"""What is not labelled is in no share, is counted by language beside it, and is never a silent "no"."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from draws import draws
from hypothesis import given, settings
from hypothesis import strategies as st
from test_build_audit import NO, PERSPECTIVES, REVIEW, STATED, YES, audit_of, course, fractions, read
from test_exposure import CHOOSE, EVERYONE, SOME, block, entry

from curranalyser.aggregate.exposure import guaranteed_exposure
from curranalyser.datamodel import (
    AnalysedOutcome,
    AnalysedSyllabus,
    Audit,
    CourseHeader,
    CourseProfile,
    CourseRef,
    Decision,
    ExposureGap,
    HumanDecision,
    Indicator,
    Label,
    LearningOutcome,
    NotLabelled,
    PerspectiveShares,
    Syllabus,
    SyllabusKind,
    counted_languages,
    course_answer,
    main_outcomes,
    translated_outcomes,
)

OUT = Decision.NOT_LABELLED
LABELLED = ("sv", "en")


def outcome(identifier: str, language: str | None, *decisions: Decision) -> AnalysedOutcome:
    """An outcome; one that is not labelled by the tool and has another decision was decided by a person."""
    known = language in LABELLED
    labels = tuple(
        Label(
            perspective,
            decision,
            0.5 if known else None,
            human=None if known or decision is OUT else HumanDecision(OUT),
        )
        for perspective, decision in zip(PERSPECTIVES, decisions, strict=True)
    )
    return AnalysedOutcome(LearningOutcome(identifier, f"mål {identifier}", language=language), labels)


def syllabus(
    code: str,
    outcomes: Sequence[AnalysedOutcome],
    language: str | None = "sv",
    credits_: str = "7.5",
    kind: SyllabusKind = SyllabusKind.COURSE,
    refs: tuple[CourseRef, ...] = (),
) -> AnalysedSyllabus:
    header = CourseHeader(code, f"Kurs {code}", credits=Decimal(credits_))
    items = tuple(item.outcome for item in outcomes)
    return AnalysedSyllabus(Syllabus(kind, header, (), items, STATED, refs, language), tuple(outcomes))


def german(code: str, size: int = 2) -> AnalysedSyllabus:
    return syllabus(code, [outcome(f"de-{place}", "de", OUT, OUT) for place in range(size)], "de")


def test_outcomes_courses_and_credits_are_left_out_and_counted_beside() -> None:
    audit = audit_of(
        read("a.pdf", course("A1", (YES, NO), (NO, REVIEW))),
        read("b.pdf", german("B1", 3)),
        read("c.pdf", syllabus("C1", [outcome("1", None, OUT, OUT)], None, "15")),
    )
    assert fractions(audit.shares) == [
        (1, 2, 1, 1, Decimal("7.5"), Decimal("7.5")),
        (0, 2, 0, 1, 0, Decimal("7.5")),
    ]
    for shares in audit.shares:
        assert shares.not_labelled == (NotLabelled("de", 3), NotLabelled(None, 1))
        assert (shares.unknown_courses, shares.unknown_credits) == (2, Decimal("22.5"))
        assert shares.distinct.denominator == 2


def test_a_course_of_which_some_outcomes_are_not_labelled() -> None:
    carrying = [outcome("1", "sv", YES, NO), outcome("2", None, OUT, OUT)]
    open_ = [outcome("1", "sv", NO, REVIEW), outcome("2", None, OUT, OUT)]
    assert [course_answer(carrying, name) for name in PERSPECTIVES] == [YES, OUT]
    assert [course_answer(open_, name) for name in PERSPECTIVES] == [OUT, OUT]
    assert [course_answer(open_[:1], name) for name in PERSPECTIVES] == [NO, REVIEW]
    audit = audit_of(read("a.pdf", syllabus("A1", carrying)), read("b.pdf", syllabus("B1", open_)))
    first, second = audit.shares
    assert first.courses == Indicator(Decimal(1), Decimal(1)) and first.unknown_courses == 1
    assert second.courses == Indicator(Decimal(0), Decimal(0)) and second.unknown_courses == 2
    assert second.courses.value is None
    assert first.outcomes == Indicator(Decimal(1), Decimal(2))


def test_a_person_may_decide_what_the_model_does_not_label() -> None:
    decided = syllabus("B1", [outcome("1", "de", YES, OUT), outcome("2", "de", NO, OUT)], "de")
    first, second = audit_of(read("b.pdf", decided)).shares
    assert (first.outcomes, first.not_labelled) == (Indicator(Decimal(1), Decimal(2)), ())
    assert (first.courses, first.human, first.human_yes, first.overruled) == (
        Indicator(Decimal(1), Decimal(1)),
        *(2, 1, 0),
    )
    assert (second.outcomes.denominator, second.not_labelled) == (0, (NotLabelled("de", 2),))


def test_related_and_focused_courses_are_those_that_the_labelled_outcomes_decide() -> None:
    audit = audit_of(
        # Focused whatever the third would be; related, and focused perhaps; not known at all.
        read("a.pdf", syllabus("A", [outcome("1", "sv", YES, NO), *_unknown(1)])),
        read("b.pdf", syllabus("B", [outcome("1", "sv", YES, NO), *_unknown(2)])),
        read("c.pdf", syllabus("C", [outcome("1", "sv", NO, NO), *_unknown(1)])),
    )
    standing = audit.standing[0]
    assert standing.related == Indicator(Decimal(2), Decimal(2))
    assert standing.focused == Indicator(Decimal(1), Decimal(1))
    assert standing.focused_courses == ("A",)
    assert standing.opportunity.denominator == 2


def _unknown(count: int) -> list[AnalysedOutcome]:
    return [outcome(f"x{place}", None, OUT, OUT) for place in range(count)]


def test_no_opportunity_is_told_where_an_outcome_may_carry_it() -> None:
    told = course("A1", (NO, NO), mentions=["international"])
    unknown = replace(told, outcomes=tuple(_unknown(1)))
    assert audit_of(read("a.pdf", told)).courses[0].opportunities
    assert audit_of(read("a.pdf", unknown)).courses[0].opportunities == ()


def test_versions_that_are_not_labelled_do_not_differ() -> None:
    swedish = course("A1", (YES, NO), (NO, NO))
    english = replace(course("A1", (NO, NO), language="en"))
    assert audit_of(read("a.pdf", swedish), read("b.pdf", english)).courses[0].differences
    for language in ("de", None):
        other = syllabus("A1", [outcome("1", language, OUT, OUT)], language)
        audit = audit_of(read("a.pdf", swedish), read("b.pdf", other))
        assert len(audit.courses) == 1 and audit.courses[0].differences == ()
    inside = syllabus("A1", [outcome("1", "sv", YES, NO), *(outcome(str(n), "de", OUT, OUT) for n in "234")])
    assert audit_of(read("a.pdf", inside)).courses[0].differences == ()


def test_a_version_that_is_labelled_counts_before_one_that_is_not() -> None:
    english = course("A1", (YES, NO), (NO, NO), language="en")
    audit = audit_of(read("a.pdf", german("A1")), read("b.pdf", english))
    assert [item.outcome.language for item in audit.courses[0].counted_outcomes()] == ["en", "en"]
    assert audit.courses[0].roles == ("counts", "translation")
    assert audit.shares[0].not_labelled == ()


def test_in_one_file_a_labelled_translation_counts_and_outcomes_that_are_none_do_too() -> None:
    translated = [
        outcome(f"{language}-{place}", language, OUT, OUT) for place in "12" for language in ("de",)
    ]
    english = [outcome(f"en-{place}", "en", NO, NO) for place in "12"]
    assert main_outcomes(syllabus("A", [*translated, *english], "de")) == tuple(english)
    many = [outcome(f"de-{place}", "de", OUT, OUT) for place in "12345"]
    assert main_outcomes(syllabus("A", [*many, *english], "de")) == (*many, *english)
    swedish = [outcome(f"sv-{place}", "sv", NO, NO) for place in "12"]
    assert main_outcomes(syllabus("A", [*swedish, *translated])) == tuple(swedish)


def test_one_german_outcome_in_a_swedish_list_is_not_labelled_and_said() -> None:
    swedish = [outcome(f"sv-{place}", "sv", NO, NO) for place in "12345"]
    stray = outcome("de-1", "de", OUT, OUT)
    for place in range(6):
        listed_ = [*swedish[:place], stray, *swedish[place:]]
        [profile] = audit_of(read("a.pdf", syllabus("A", listed_))).courses
        assert profile.counted_outcomes() == tuple(listed_)
        assert profile.differences == ()
        assert audit_of(read("a.pdf", syllabus("A", listed_))).shares[0].not_labelled == (
            NotLabelled("de", 1),
        )


def test_one_english_outcome_with_a_yes_in_a_swedish_list_is_counted() -> None:
    swedish = [outcome(f"sv-{place}", "sv", NO, NO) for place in "12345"]
    share = audit_of(read("a.pdf", syllabus("A", [*swedish, outcome("en-1", "en", YES, NO)]))).shares[0]
    assert (share.outcomes.numerator, share.outcomes.denominator) == (1, 6)
    assert share.courses.numerator == 1


def test_a_model_that_labels_the_single_outcome_alone_counts_it() -> None:
    # What a model of another language leaves: the list is not labelled, the single outcome is.
    unlabelled = [outcome(f"de-{place}", "de", OUT, OUT) for place in "12345"]
    share = audit_of(
        read("a.pdf", syllabus("A", [*unlabelled, outcome("sv-1", "sv", YES, NO)], "de"))
    ).shares[0]
    assert (share.outcomes.numerator, share.outcomes.denominator) == (1, 1)
    assert share.not_labelled == (NotLabelled("de", 5),)


def test_a_version_with_a_single_labelled_outcome_stands_back_behind_a_labelled_one() -> None:
    mixed = syllabus(
        "A1", [*(outcome(f"de-{place}", "de", OUT, OUT) for place in "123"), outcome("sv-1", "sv", NO, NO)]
    )
    english = course("A1", (YES, NO), (NO, NO), (NO, NO), (NO, NO), language="en")
    [profile] = audit_of(read("a.pdf", mixed), read("b.pdf", english)).courses
    assert profile.sources[0] == "b.pdf"


def test_a_translation_that_is_not_labelled_is_left_out_of_the_counts() -> None:
    swedish = [outcome(f"sv-{place}", "sv", NO, NO) for place in "123"]
    translated = [outcome(f"de-{place}", "de", OUT, OUT) for place in "123"]
    mixed = syllabus("A", [*swedish, *translated])
    assert main_outcomes(mixed) == tuple(swedish)
    assert translated_outcomes(mixed) == tuple(translated)
    assert audit_of(read("a.pdf", mixed)).shares[0].not_labelled == ()


def test_an_outcome_whose_language_is_not_known_is_no_translation() -> None:
    swedish = [outcome(f"sv-{place}", "sv", NO, NO) for place in "12"]
    mixed = syllabus("A", [*swedish, *_unknown(1)])
    assert len(main_outcomes(mixed)) == 3
    assert audit_of(read("a.pdf", mixed)).shares[0].not_labelled == (NotLabelled(None, 1),)


def test_no_guarantee_rests_on_a_course_that_is_not_labelled() -> None:
    files = [
        read("A.pdf", course("A", (YES, NO))),
        read("B.pdf", german("B")),
        read("C.pdf", german("C")),
        read("D.pdf", course("D", (YES, NO))),
    ]
    profiles = {profile.key: profile for profile in audit_of(*files).courses}
    refs = [entry("A", EVERYONE), entry("B", EVERYONE), entry("C", SOME, "g"), entry("D", SOME, "g")]
    found = guaranteed_exposure(
        [(ref, profiles[str(ref.code)], ref.credits) for ref in refs],
        [block("g", CHOOSE, courses=1)],
        PERSPECTIVES,
    )[0]
    assert (found.everyone, found.with_syllabus, found.carrying) == (2, 2, ("A",))
    assert (found.not_labelled, found.choices_not_labelled) == (("B",), 1)
    assert (found.least, found.best, found.best_courses) == (1, 2, ("D",))
    assert found.gaps == (ExposureGap("not labelled", "", ("Kurs B", "Kurs C")),)


def test_nothing_is_promised_and_open_where_it_is_not_known() -> None:
    own = [outcome("1", "sv", YES, NO), outcome("2", None, OUT, OUT)]
    refs = (entry("A", EVERYONE), entry("B", EVERYONE))
    programme = syllabus("P", own, kind=SyllabusKind.PROGRAMME, refs=refs)
    without = read("a.pdf", course("A", (NO, NO)))
    promises = audit_of(read("p.pdf", programme), without).programmes[0].promises
    assert [(item.open, item.not_labelled) for item in promises] == [(True, 1), (False, 1)]
    promises = audit_of(read("p.pdf", programme), without, read("b.pdf", german("B"))).programmes[0].promises
    assert [(item.open, item.unknown_courses) for item in promises] == [(False, ("B",)), (False, ("B",))]
    assert promises[0].carried == Indicator(Decimal(0), Decimal(1))


def test_counts_by_language_stand_in_one_order() -> None:
    counts: Counter[str | None] = Counter({None: 9, "nl": 2, "de": 2, "fr": 5, "fi": 0})
    assert [item.language for item in counted_languages(counts)] == ["fr", "de", "nl", None]


@st.composite
def outcomes(draw: st.DrawFn) -> list[AnalysedOutcome]:
    """Outcomes in any languages; of what the model does not label a person may have decided something."""
    found = []
    for place in range(draw(st.integers(0, 4))):
        language = draw(st.sampled_from(["sv", "en", "de", "nl", None]))
        answers = [YES, REVIEW, NO] if language in LABELLED else [OUT, OUT, YES, NO]
        found.append(outcome(str(place), language, *(draw(st.sampled_from(answers)) for _ in PERSPECTIVES)))
    return found


@st.composite
def audits(draw: st.DrawFn) -> Audit:
    codes = "ABCDE"[: draw(st.integers(1, 5))]
    results = [
        read(
            f"{code}.pdf",
            syllabus(
                code,
                draw(outcomes()),
                draw(st.sampled_from(["sv", "de", None])),
                draw(st.sampled_from(["7.5", "15"])),
            ),
        )
        for code in codes
    ]
    refs = tuple(entry(code, draw(st.sampled_from([EVERYONE, SOME])), credits_=None) for code in codes)
    programme = syllabus("P", draw(outcomes()), kind=SyllabusKind.PROGRAMME, refs=refs)
    return audit_of(*results, read("p.pdf", programme))


def _adds_up(shares: Sequence[PerspectiveShares], courses: Sequence[CourseProfile]) -> None:
    """Hold one set of shares against its courses, counted one by one."""
    counted = [found for course in courses if (found := course.counted_outcomes())]
    credits_ = [course.header.credits or Decimal(0) for course in courses if course.counted_outcomes()]
    for item in shares:
        decisions = [(one, one.label(item.perspective).decision) for some in counted for one in some]
        left_out = Counter(one.outcome.language for one, decision in decisions if decision is OUT)
        assert {entry.language: entry.outcomes for entry in item.not_labelled} == left_out
        assert item.outcomes.denominator + left_out.total() == len(decisions)
        answers = Counter(decision for _, decision in decisions)
        assert item.outcomes.numerator == answers[YES] and item.to_review == answers[REVIEW]
        assert item.outcomes.denominator == answers[YES] + answers[REVIEW] + answers[NO]
        known = [course_answer(some, item.perspective) for some in counted]
        assert item.courses.denominator + item.unknown_courses == len(counted)
        assert item.unknown_courses == known.count(OUT)
        assert item.credits.denominator + item.unknown_credits == sum(credits_, Decimal(0))
        # No course counts as one without the perspective while an outcome of it is not labelled.
        for some, answer in zip(counted, known, strict=True):
            if answer in (NO, REVIEW):
                assert all(one.label(item.perspective).decision is not OUT for one in some)


@settings(max_examples=draws(150), deadline=None)
@given(audits())
def test_every_outcome_has_an_answer_and_shares_add_up_with_what_is_left_out(audit: Audit) -> None:
    for profile in audit.courses:
        for version in profile.analysed:
            for item in version.outcomes:
                for label in item.labels:
                    assert label.decision in (YES, REVIEW, NO, OUT)
                    tool = label.human.tool if label.human else label.decision
                    assert (tool is OUT) is (item.outcome.language not in LABELLED)
                    assert (tool is OUT) is (label.probability is None)
    by_key = {profile.key: profile for profile in audit.courses}
    [programme] = audit.programmes
    _adds_up(audit.shares, audit.courses)
    _adds_up(programme.shares, audit.courses)
    status = {item.course_key: item.ref.status for item in programme.courses}
    for shares, wanted in ((programme.compulsory_shares, EVERYONE), (programme.elective_shares, SOME)):
        _adds_up(shares, [by_key[str(key)] for key, found in status.items() if found is wanted])
    for group in (*audit.groups, *programme.groups):
        _adds_up(group.shares, [by_key[key] for key in group.course_keys])
    for exposure in programme.exposure:
        assert not set(exposure.carrying) & set(exposure.not_labelled)
        named = {name for gap in exposure.gaps if gap.kind == "not labelled" for name in gap.courses}
        unknown = {
            f"Kurs {profile.key}"
            for profile in audit.courses
            if (found := profile.counted_outcomes()) and course_answer(found, exposure.perspective) is OUT
        }
        assert named == unknown
    for promise in programme.promises:
        assert not (promise.open and promise.unknown_courses)
