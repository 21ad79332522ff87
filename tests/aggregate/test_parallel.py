"""Outcomes of two versions are matched by what they say, and read together."""

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from test_build_audit import NO, PERSPECTIVES, PROVENANCE, REVIEW, YES, course, read

from curranalyser.aggregate import build_audit
from curranalyser.aggregate.parallel import parallel_places
from curranalyser.datamodel import (
    AnalysedSyllabus,
    Audit,
    CourseProfile,
    Decision,
    DocumentResult,
    HumanDecision,
    from_json,
    to_json,
)

REAL = Path(__file__).resolve().parents[3] / "shared" / "real" / "du" / "gold.jsonl"
SWEDISH = (
    "redogöra för människans anatomi och fysiologi",
    "analysera etiska problem i vården av äldre patienter",
    "genomföra och dokumentera en klinisk bedömning",
    "kritiskt granska vetenskapliga artiklar inom omvårdnad",
    "diskutera digitaliseringens konsekvenser för primärvården",
)
ENGLISH = (
    "describe human anatomy and physiology",
    "analyse ethical problems in the care of older patients",
    "carry out and document a clinical assessment",
    "critically review scientific articles in nursing",
    "discuss the consequences of digitalisation for primary care",
)


def test_versions_in_one_order_are_matched_whole() -> None:
    assert parallel_places(SWEDISH, ENGLISH) == tuple((place, place) for place in range(5))


@pytest.mark.parametrize("missing", range(5))
def test_one_that_is_missing_is_matched_with_nothing(missing: int) -> None:
    english = [text for place, text in enumerate(ENGLISH) if place != missing]
    right = {(place, place - (place > missing)) for place in range(5) if place != missing}
    assert set(parallel_places(SWEDISH, english)) <= right
    assert len(parallel_places(SWEDISH, english)) >= 3


def test_two_that_changed_places_are_not_taken_for_each_other() -> None:
    english = [ENGLISH[0], ENGLISH[3], ENGLISH[2], ENGLISH[1], ENGLISH[4]]
    pairs = dict(parallel_places(SWEDISH, english))
    assert pairs[0] == 0 and pairs[4] == 4
    assert pairs.get(1) in (3, None) and pairs.get(3) in (1, None)


def test_nothing_is_matched_with_nothing_and_too_much_is_left_alone() -> None:
    assert parallel_places([], ENGLISH) == ()
    assert parallel_places(
        ["räkna"], ["conduct an interview with a patient about diet, sleep and alcohol"]
    ) in (
        (),
        ((0, 0),),
    )
    assert parallel_places(["räkna"] * 300, ["count"] * 300) == ()


def moved(order: Callable[[list[int], random.Random], list[int]]) -> tuple[int, int, int]:
    """Count right and wrong pairs, of how many, with the English side of real syllabi changed."""
    chance = random.Random(1)
    right = wrong = total = 0
    for line in REAL.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        swedish, english = item.get("outcomes") or [], item.get("outcomes_en") or []
        if not swedish or len(swedish) != len(english):
            continue
        places = order(list(range(len(swedish))), chance)
        total += len(places)
        for here, there in parallel_places(swedish, [english[place] for place in places]):
            right += places[there] == here
            wrong += places[there] != here
    return right, wrong, total


def without_one(places: list[int], chance: random.Random) -> list[int]:
    if len(places) > 2:
        places.pop(chance.randrange(len(places)))
    return places


def exchanged(places: list[int], chance: random.Random) -> list[int]:
    if len(places) > 2:
        at = chance.randrange(len(places) - 1)
        places[at : at + 2] = places[at + 1], places[at]
    return places


@pytest.mark.skipif(not REAL.exists(), reason="real syllabi are not part of the project")
def test_real_pairs() -> None:
    right, wrong, total = moved(lambda places, _: places)
    assert (wrong, total) == (0, 335)
    assert right >= 320
    for change in (without_one, exchanged):
        right, wrong, total = moved(change)
        assert wrong <= 0.03 * (right + wrong), (right, wrong, total)
        assert right >= 0.85 * total


def versions(
    *, swedish: tuple[Decision, Decision], english: tuple[Decision, Decision]
) -> list[DocumentResult]:
    def version(
        language: str, texts: tuple[str, ...], decisions: tuple[Decision, Decision]
    ) -> AnalysedSyllabus:
        made = course("A1", decisions, (NO, NO), language=language)
        outcomes = tuple(
            replace(item, outcome=replace(item.outcome, text=text))
            for item, text in zip(made.outcomes, texts, strict=False)
        )
        return replace(made, outcomes=outcomes)

    return [
        read("a-sv.pdf", version("sv", SWEDISH, swedish)),
        read("a-en.pdf", version("en", ENGLISH, english)),
    ]


def audited(results: list[DocumentResult]) -> CourseProfile:
    (profile,) = build_audit(results, PERSPECTIVES, PROVENANCE).courses
    return profile


def test_versions_that_are_read_alike_stay_as_they_are() -> None:
    profile = audited(versions(swedish=(YES, NO), english=(YES, NO)))
    assert [label.decision for label in profile.counted_outcomes()[0].labels] == [YES, NO]
    assert [(item.number, item.version, item.place) for item in profile.parallel] == [(1, 1, 0), (2, 1, 1)]


@pytest.mark.parametrize("other", [(NO, NO), (REVIEW, NO)])
def test_versions_that_are_read_differently_are_for_review_and_no_difference(
    other: tuple[Decision, Decision],
) -> None:
    for swedish, english in (((YES, NO), other), (other, (YES, NO))):
        profile = audited(versions(swedish=swedish, english=english))
        assert [label.decision for label in profile.counted_outcomes()[0].labels] == [REVIEW, NO]
        assert profile.parallel[0].alone == swedish
        assert profile.differences == ()


def test_what_a_person_decided_on_either_version_is_decided() -> None:
    results = versions(swedish=(NO, NO), english=(YES, NO))
    english = results[1].syllabi[0]
    decided = replace(
        english.outcomes[0],
        labels=(
            replace(english.outcomes[0].labels[0], human=HumanDecision(YES, "named", "A", "2026-01-01")),
            english.outcomes[0].labels[1],
        ),
    )
    results[1] = replace(results[1], syllabi=(replace(english, outcomes=(decided, *english.outcomes[1:])),))
    label = audited(results).counted_outcomes()[0].labels[0]
    assert (label.decision, label.human and label.human.tool) == (YES, REVIEW)


def test_what_was_read_together_survives_audit_json() -> None:
    audit = build_audit(versions(swedish=(YES, NO), english=(NO, NO)), PERSPECTIVES, PROVENANCE)
    assert from_json(to_json(audit), Audit).courses == audit.courses
