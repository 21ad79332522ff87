"""What holds of what several people decide, each in a file of their own.

What one alone decided, or all who decided alike, holds. What they decide differently holds as soon as
somebody has settled it. What stands in the common file without a mark came there in another way, by `review
import` say: it is one more opinion, which stays where it is until somebody has settled the label.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from curranalyser.review.decisions import Key, Review
from curranalyser.review.reviewer_names import same_name

# Between the reasons of several people in one field; it stands between words that decided in tables, too.
_BETWEEN = " | "


@dataclass(frozen=True, slots=True)
class Difference:
    """A label that people decide differently, or that somebody has settled.

    Attributes:
        opinions: one a person, and what stood in the common file otherwise.
        settled: the decision that settles it; None while it is open.
    """

    key: Key
    opinions: tuple[Review, ...]
    settled: Review | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What holds, for the common file, and what is open or was settled, both in the order of their keys."""

    holds: tuple[Review, ...]
    differences: tuple[Difference, ...]

    @property
    def open(self) -> tuple[Difference, ...]:
        """The differences that nobody has settled."""
        return tuple(item for item in self.differences if item.settled is None)


def settle(
    common: Iterable[Review],
    by_reviewer: Mapping[str, Sequence[Review]],
    settled: Iterable[Review],
) -> Settled:
    """Tell what holds.

    Args:
        common: what the common file holds now; what is marked as settled there is made anew.
        by_reviewer: decisions of each reviewer, by name.
        settled: decisions by which somebody has settled a difference.
    """
    last_word = {review.key: review for review in settled}
    own: dict[Key, list[Review]] = {}
    for name in sorted(by_reviewer):
        for review in by_reviewer[name]:
            own.setdefault(review.key, []).append(review)
    standing = {
        review.key: review
        for review in standing_decisions(common)
        if not _gone(review, [*own.get(review.key, ()), *_one(last_word.get(review.key))])
    }
    holds: dict[Key, Review] = dict(standing)
    differences: list[Difference] = []
    for key in sorted({*standing, *own, *last_word}):
        opinions = [*own.get(key, ()), *_otherwise(standing.get(key), own.get(key, ()))]
        word = last_word.get(key)
        if word and key in standing and standing[key].decision is not word.decision:
            # It came after the last word.
            differences.append(Difference(key, (*opinions, _bare(word))))
        elif word:
            holds.setdefault(key, replace(_bare(word), settled=True))
            differences.append(Difference(key, (*opinions, *_one(word.before)), word))
        elif len({review.decision for review in opinions}) > 1:
            differences.append(Difference(key, tuple(opinions)))
        elif key not in standing:
            holds[key] = _agreed(opinions)
    return Settled(tuple(holds[key] for key in sorted(holds)), tuple(differences))


def standing_decisions(common: Iterable[Review]) -> tuple[Review, ...]:
    """Return what came into the common file in other ways than from the files of reviewers."""
    return tuple(review for review in common if not review.settled)


def _gone(standing: Review, later: Iterable[Review]) -> bool:
    """Whether a decision came in the place of what stands in the common file, which keeps it."""
    return any(review.before is not None and _bare(review.before) == standing for review in later)


def _one(review: Review | None) -> tuple[Review, ...]:
    return () if review is None else (review,)


def _otherwise(review: Review | None, own: Sequence[Review]) -> tuple[Review, ...]:
    """Return what the common file has otherwise, unless one of the same name has decided the same."""
    if review is None:
        return ()
    same = any(
        same_name(mine.reviewer) == same_name(review.reviewer) and mine.decision is review.decision
        for mine in own
    )
    return () if same else (review,)


def _bare(review: Review) -> Review:
    return replace(review, number=0, before=None)


# A page settles the same thousands of decisions again with every new one.
@lru_cache(maxsize=1 << 16)
def _alone(review: Review) -> Review:
    return replace(_bare(review), settled=True)


def _agreed(opinions: Sequence[Review]) -> Review:
    """Make one decision of those of people who decide alike."""
    if len(opinions) == 1:
        return _alone(opinions[0])
    reasons = dict.fromkeys(review.reason for review in opinions if review.reason)
    samples = [review.sample for review in opinions if review.sample]
    return replace(
        _bare(opinions[0]),
        reason=_BETWEEN.join(reasons),
        reviewer=", ".join(dict.fromkeys(review.reviewer for review in opinions)),
        date=max(review.date for review in opinions),
        sample=samples[0] if samples else None,
        settled=True,
    )
