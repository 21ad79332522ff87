"""How alike two texts are: what stands in both in one order, as a part of what stands in either.

1 for equal texts, 0 for texts that share no character.
"""

from collections.abc import Sequence


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1; 1 for two empty ones."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415 rarely needed

    return float(Indel.normalized_similarity(one, other))


def most_alike(text: str, texts: Sequence[str], least: float) -> int | None:
    """Return the place of the text that is most alike to `text`, the first of several; None below `least`."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415 rarely needed
    from rapidfuzz.process import extractOne  # noqa: PLC0415 rarely needed

    found = extractOne(text, texts, scorer=Indel.normalized_similarity, score_cutoff=least)
    return None if found is None else int(found[2])
