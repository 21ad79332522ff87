"""How far two reviewers agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from curranalyser.datamodel import Decision
from curranalyser.review.decisions import Review
from curranalyser.review.kappa import agreement
from curranalyser.review.reviewer_agreement import reviewer_agreement

ANSWERS = st.lists(st.tuples(*[st.sampled_from(("yes", "no"))] * 2), min_size=1, max_size=30)


def decided(name: str, answers: str, perspective: str = "international", start: int = 0) -> list[Review]:
    return [
        Review("OMS1", f"mål {number}", perspective, Decision.YES if one == "y" else Decision.NO, "", name)
        for number, one in enumerate(answers, start)
    ]


@given(ANSWERS)
def test_kappa_is_that_of_scikit_learn(pairs: list[tuple[str, str]]) -> None:
    first, second = ([pair[side] for pair in pairs] for side in (0, 1))
    found = agreement(first, second)
    if len({*first, *second}) == 1:
        assert found.kappa is None
    else:
        assert found.kappa == pytest.approx(cohen_kappa_score(first, second))


def test_only_labels_that_both_decided_count_each_perspective_by_itself() -> None:
    by_reviewer = {
        "Ann": [*decided("Ann", "yynny"), *decided("Ann", "nn", "comparative")],
        "Bo": [*decided("Bo", "nynnyyyy", start=1), *decided("Bo", "nn", "comparative")],
        "Cay": decided("Cay", "y", start=50),
    }
    found = {
        (item.first, item.second, item.perspective): item.found
        for item in reviewer_agreement(by_reviewer, ("international", "comparative"))
    }
    assert len(found) == 6
    both = found["Ann", "Bo", "international"]
    assert both is not None and (both.items, both.agreed) == (4, 1)
    alike = found["Ann", "Bo", "comparative"]
    assert alike is not None and (alike.items, alike.agreed, alike.kappa) == (2, 2, None)
    assert found["Ann", "Cay", "international"] is None
