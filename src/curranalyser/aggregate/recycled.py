"""Recycled sentences.

Near-identical outcomes over many courses, clustered so that they can be counted once beside the raw count.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import ceil

from curranalyser.datamodel import AnalysedOutcome, CourseProfile, Decision, RecycledOutcome

# Share of words, of those in either sentence, that two near-identical outcomes have in common (Jaccard). One
# word in twelve may differ.
SIMILARITY = 0.84
# A shorter outcome is clustered only with its exact like: in four words one word is much.
FEWEST_WORDS = 5

Clusters = dict[int, int]
_Answers = tuple[str, ...]


def _answer(item: AnalysedOutcome, perspective: str) -> str:
    """Return the decision; what is to be reviewed carries the perspective as little as a no."""
    decision = item.label(perspective).decision
    return Decision.NO if decision is Decision.REVIEW else decision


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))


def cluster_outcomes(courses: Iterable[CourseProfile], perspectives: Sequence[str]) -> Clusters:
    """Cluster the outcomes that count.

    Outcomes are clustered only with outcomes that carry the same perspectives, or are not labelled either, so
    that counting a cluster once loses no decision. A sentence joins the most common sentence it resembles;
    it does not join by way of a third, so clusters do not drift. Candidates are found by their rarest words:
    two sentences with that much in common share one of them (prefix filter: Chaudhuri, Ganti and Kaushik
    2006, "A primitive operator for similarity joins").

    Returns:
        The number of its cluster for the `id()` of each outcome of `courses`.
    """
    same: dict[tuple[_Answers, tuple[str, ...]], list[AnalysedOutcome]] = defaultdict(list)
    for course in courses:
        for item in course.counted_outcomes():
            decisions = tuple(_answer(item, perspective) for perspective in perspectives)
            same[(decisions, _words(item.outcome.text))].append(item)
    frequency = Counter(word for _, words in same for word in set(words))
    leaders: dict[tuple[_Answers, str], list[tuple[int, frozenset[str]]]] = defaultdict(list)
    clusters: Clusters = {}
    number = -1
    for (decisions, words), items in sorted(
        same.items(), key=lambda entry: (-len(entry[1]), entry[0][1], entry[0][0])
    ):
        some = frozenset(words)
        rarest = sorted(some, key=lambda word: (frequency[word], word))[
            : len(some) - ceil(SIMILARITY * len(some)) + 1
        ]
        found = None
        if len(words) >= FEWEST_WORDS:
            candidates = {place: other for word in rarest for place, other in leaders[(decisions, word)]}
            found = next(
                (
                    place
                    for place in sorted(candidates)
                    if len(some & candidates[place]) >= SIMILARITY * len(some | candidates[place])
                ),
                None,
            )
        if found is None:
            number += 1
            found = number
            if len(words) >= FEWEST_WORDS:
                for word in rarest:
                    leaders[(decisions, word)].append((found, some))
        for item in items:
            clusters[id(item)] = found
    return clusters


def recycled_outcomes(
    courses: Iterable[CourseProfile], clusters: Clusters, perspectives: Sequence[str], fewest: int
) -> tuple[RecycledOutcome, ...]:
    """List the clusters that span at least `fewest` courses, the widest first.

    The text is the most common wording, else the first of the alphabet.
    """
    members: dict[int, list[tuple[str, AnalysedOutcome]]] = defaultdict(list)
    for course in courses:
        for item in course.counted_outcomes():
            members[clusters[id(item)]].append((course.key, item))
    listed = []
    for some in members.values():
        spanned = len({key for key, _ in some})
        if spanned >= fewest:
            wordings = Counter((item.outcome.text, item.outcome.language or "") for _, item in some)
            (text, language), _ = min(wordings.items(), key=lambda entry: (-entry[1], entry[0]))
            carried = tuple(
                perspective
                for perspective in perspectives
                if some[0][1].label(perspective).decision is Decision.YES
            )
            listed.append(
                RecycledOutcome(
                    text=text,
                    language=language or None,
                    members=tuple((key, item.outcome.id) for key, item in some),
                    courses=spanned,
                    perspectives=carried,
                )
            )
    return tuple(sorted(listed, key=lambda item: (-item.courses, -len(item.members), item.text)))
