"""How far reviewers agree: Cohen's kappa of each two of them, over the labels that both have decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from curranalyser.review.decisions import Review
from curranalyser.review.kappa import Agreement, agreement


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two reviewers and one perspective. `found` is None where they have decided no label both."""

    first: str
    second: str
    perspective: str
    found: Agreement | None


def reviewer_agreement(
    by_reviewer: Mapping[str, Sequence[Review]], perspectives: Iterable[str]
) -> tuple[PairAgreement, ...]:
    """Compare each two reviewers.

    Args:
        by_reviewer: decisions of each, by name.
        perspectives: ids, in the order in which they are to be shown.

    Returns:
        for each two, in the order of their names, one record a perspective.
    """
    decided = {
        name: {review.key: review.decision for review in reviews} for name, reviews in by_reviewer.items()
    }
    order = tuple(perspectives)
    found = []
    for first, second in combinations(sorted(decided), 2):
        both = sorted(decided[first].keys() & decided[second].keys())
        for perspective in order:
            keys = [key for key in both if key[2] == perspective]
            codings = [[str(decided[name][key]) for key in keys] for name in (first, second)]
            found.append(PairAgreement(first, second, perspective, agreement(*codings) if keys else None))
    return tuple(found)
