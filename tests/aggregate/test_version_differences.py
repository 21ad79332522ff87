"""Versions of one course differ in what stands in their texts, and in nothing else."""

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from test_build_audit import NO, PERSPECTIVES, PROVENANCE, YES, course, read
from test_parallel import ENGLISH, SWEDISH

from curranalyser.aggregate import build_audit
from curranalyser.aggregate.counterparts import find_counterparts
from curranalyser.datamodel import (
    AnalysedSyllabus,
    Audit,
    CourseProfile,
    Decision,
    InstructionStatus,
    LanguageOfInstruction,
    Omission,
    OmissionKind,
    VersionDifference,
    from_json,
    to_json,
)
from curranalyser.i18n import translator
from curranalyser.report.versions import difference_text
from curranalyser.review import Review, apply_reviews
from curranalyser.review.sample import frame_digest

ENGLISH_TITLE = "The course"


def version(language: str, texts: Sequence[str], **changes: object) -> AnalysedSyllabus:
    decisions: tuple[Decision, Decision] = (NO, NO)
    made = course("A1", *[decisions] * len(texts), language=language, **changes)  # type: ignore[arg-type]
    outcomes = tuple(
        replace(item, outcome=replace(item.outcome, text=text))
        for item, text in zip(made.outcomes, texts, strict=True)
    )
    return replace(made, outcomes=outcomes)


def profile_of(swedish: AnalysedSyllabus, english: AnalysedSyllabus) -> CourseProfile:
    header = replace(swedish.syllabus.header, title_en=ENGLISH_TITLE)
    swedish = replace(swedish, syllabus=replace(swedish.syllabus, header=header))
    english = replace(
        english,
        syllabus=replace(english.syllabus, header=replace(english.syllabus.header, title=ENGLISH_TITLE)),
    )
    audit = build_audit([read("sv.pdf", swedish), read("en.pdf", english)], PERSPECTIVES, PROVENANCE)
    (profile,) = audit.courses
    assert from_json(to_json(audit), Audit).courses == audit.courses
    return profile


def told(profile: CourseProfile) -> list[str]:
    return [difference_text(item, translator("en")) for item in profile.differences]


def test_versions_that_say_the_same_do_not_differ() -> None:
    assert profile_of(version("sv", SWEDISH), version("en", ENGLISH)).differences == ()


def test_headings_and_numbering_make_no_difference() -> None:
    english = tuple(f"{text[0].upper()}{text[1:]}." for text in ENGLISH)
    assert profile_of(version("sv", SWEDISH), version("en", english)).differences == ()


@pytest.mark.parametrize("place", range(5))
def test_one_that_is_missing_in_english_is_named_or_not_matched(place: int) -> None:
    english = tuple(text for number, text in enumerate(ENGLISH) if number != place)
    (found,) = profile_of(version("sv", SWEDISH), version("en", english)).differences
    assert (found.main, found.other) == (5, 4)
    assert ("main", place + 1, SWEDISH[place]) in [
        (item.version, item.number, item.text) for item in found.outcomes
    ]
    assert found.kind in ("outcome missing", "not matched")
    if found.sure:
        assert len(found.outcomes) == 1


def test_the_missing_one_is_told_with_its_words() -> None:
    english = (*ENGLISH[:3], *ENGLISH[4:])
    profile = profile_of(version("sv", SWEDISH), version("en", english))
    assert told(profile) == [
        "1 learning outcome stands in Swedish only, not in English: 4 “kritiskt granska vetenskapliga"
        " artiklar inom omvårdnad”"
    ]


def test_one_that_is_missing_in_swedish_is_told_likewise() -> None:
    profile = profile_of(version("sv", (*SWEDISH[:3], *SWEDISH[4:])), version("en", ENGLISH))
    assert told(profile) == [
        "1 learning outcome stands in English only, not in Swedish: 4 “critically review scientific articles"
        " in nursing”"
    ]


def test_what_was_taken_for_no_outcome_is_not_called_missing() -> None:
    english = version("en", (*ENGLISH[:3], *ENGLISH[4:]))
    left_out = Omission(OmissionKind.BESIDE, 1, (ENGLISH[3],))
    english = replace(english, syllabus=replace(english.syllabus, omissions=(left_out,)))
    (found,) = profile_of(version("sv", SWEDISH), english).differences
    assert found.kind == "not matched"


def test_two_in_one_are_not_called_missing() -> None:
    for place in range(4):
        joined = f"{ENGLISH[place]} and {ENGLISH[place + 1]}"
        english = (*ENGLISH[:place], joined, *ENGLISH[place + 2 :])
        (found,) = profile_of(version("sv", SWEDISH), version("en", english)).differences
        assert found.kind == "not matched"
        assert "could not be matched" in told(profile_of(version("sv", SWEDISH), version("en", english)))[0]


def test_another_order_is_told_of_those_that_changed_places() -> None:
    english = (ENGLISH[0], ENGLISH[1], ENGLISH[3], ENGLISH[2], ENGLISH[4])
    (found,) = profile_of(version("sv", SWEDISH), version("en", english)).differences
    assert (found.kind, [item.number for item in found.outcomes]) == ("order", [3, 4])


def test_other_credits() -> None:
    profile = profile_of(version("sv", SWEDISH), version("en", ENGLISH, credits="15"))
    assert told(profile) == ["Credits: 7.5 in Swedish, 15 in English"]
    assert profile.header.credits == Decimal("7.5")


def test_other_credits_where_no_title_is_named_are_another_course_as_before() -> None:
    results = [
        read("sv.pdf", version("sv", SWEDISH, title="Kursen")),
        read("en.pdf", version("en", ENGLISH, title="The course", credits="15")),
    ]
    assert len(build_audit(results, PERSPECTIVES, PROVENANCE).courses) == 2


def test_credits_that_are_not_said_contradict_nothing() -> None:
    assert profile_of(version("sv", SWEDISH), version("en", ENGLISH, credits=None)).differences == ()


def taught(main: tuple[str, ...], possible: tuple[str, ...] = ()) -> LanguageOfInstruction:
    return LanguageOfInstruction(main, possible, InstructionStatus.STATED)


@pytest.mark.parametrize(
    ("swedish", "english", "differ"),
    [
        (taught(("sv",)), taught(("en",)), True),
        (taught(("sv",)), taught(("sv", "en")), True),
        (taught(("sv",)), taught(("sv",)), False),
        # a language that may occur in the one is one of two in the other: both name it
        (taught(("sv",), ("en",)), taught(("sv", "en")), False),
        (taught(("sv",)), LanguageOfInstruction(), False),
        (taught(("sv",)), LanguageOfInstruction(("sv", "en"), (), InstructionStatus.CONFLICT), False),
    ],
)
def test_other_languages_of_instruction(
    swedish: LanguageOfInstruction, english: LanguageOfInstruction, differ: bool
) -> None:
    profile = profile_of(
        version("sv", SWEDISH, instruction=swedish), version("en", ENGLISH, instruction=english)
    )
    assert [item.kind for item in profile.differences] == ["languages of instruction"] * differ


def test_labels_that_differ_are_no_difference() -> None:
    english = version("en", ENGLISH)
    labels = tuple(replace(label, decision=YES) for label in english.outcomes[0].labels)
    english = replace(english, outcomes=(replace(english.outcomes[0], labels=labels), *english.outcomes[1:]))
    profile = profile_of(version("sv", SWEDISH), english)
    assert profile.differences == ()
    assert {label.decision for label in profile.counted_outcomes()[0].labels} == {Decision.REVIEW}


def test_other_credits_and_other_outcomes_are_another_course() -> None:
    other = ("bake bread", "knead dough by hand", "explain what yeast does", "run an oven", "sell a loaf")
    english = version("en", other, credits="30")
    audit = build_audit(
        [read("sv.pdf", version("sv", SWEDISH)), read("en.pdf", english)], PERSPECTIVES, PROVENANCE
    )
    assert len(audit.courses) == 2


def pairs() -> list[tuple[list[str], list[str]]]:
    """Return syllabi in two languages, made of the pairs of the corpus."""
    import json
    from pathlib import Path

    folder = Path(__file__).resolve().parents[2] / "corpus" / "pairs"
    chance = random.Random(11)
    made = []
    for path in sorted(folder.glob("*.jsonl"))[::2]:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        chance.shuffle(lines)
        chosen = lines[: chance.randint(4, 9)]
        if len(chosen) > 3:
            made.append(([item["sv"] for item in chosen], [item["en"] for item in chosen]))
    return made


@pytest.mark.slow
def test_nothing_is_called_missing_that_is_there() -> None:
    """Measured on outcomes that were written as pairs: one taken out of either side, or two made one."""
    chance = random.Random(5)
    named = tried = 0
    for swedish, english in pairs():
        assert not any(find_counterparts(swedish, english).missing)
        for place in range(len(swedish)):
            sides = [list(swedish), list(english)]
            side = chance.randrange(2)
            del sides[side][place]
            missing = find_counterparts(sides[0], sides[1]).missing
            tried += 1
            if any(missing):
                named += 1
                assert missing[1 - side] == (place,) and not missing[side]
        for place in range(len(swedish) - 1):
            joined = [*english[:place], f"{english[place]}, {english[place + 1]}", *english[place + 2 :]]
            assert not any(find_counterparts(swedish, joined).missing)
    assert named >= 0.5 * tried, (named, tried)


def test_a_difference_of_an_earlier_audit_is_still_told() -> None:
    before = (
        b'{"kind": "number of outcomes", "main": 5, "other": 4, "languages": ["sv", "en"],'
        b' "sources": ["a.pdf", "a.pdf"]}'
    )
    found = from_json(before, VersionDifference)
    assert found.sure
    assert difference_text(found, translator("sv")) == "Lärandemål: 5 på svenska, 4 på engelska"


@pytest.mark.parametrize("decision", [YES, NO])
@pytest.mark.parametrize("text", [SWEDISH[0], ENGLISH[0]])
def test_a_decision_on_a_pair_that_is_read_differently_leaves_the_sample_as_it_is(
    decision: Decision, text: str
) -> None:
    english = version("en", ENGLISH)
    labels = tuple(replace(label, decision=YES) for label in english.outcomes[0].labels)
    english = replace(english, outcomes=(replace(english.outcomes[0], labels=labels), *english.outcomes[1:]))
    results = [read("sv.pdf", version("sv", SWEDISH)), read("en.pdf", english)]
    before = build_audit(results, PERSPECTIVES, PROVENANCE)
    reviews = [Review("A1", text, perspective, decision) for perspective in PERSPECTIVES]
    after = build_audit(apply_reviews(results, reviews), PERSPECTIVES, PROVENANCE)
    (label, _) = after.courses[0].counted_outcomes()[0].labels
    assert label.decision is decision and label.human and label.human.tool is Decision.REVIEW
    assert frame_digest(after) == frame_digest(before)
