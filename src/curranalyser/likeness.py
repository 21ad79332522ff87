"""How alike two texts are, from 0 for texts that share nothing to 1 for equal ones. There are two measures.

`likeness` counts the characters that stand in both in one order, wherever. It is quick, and right for names.
Of sentences it says too much: of the 39,800 pairs of 200 Swedish and of 200 English outcomes of the corpus,
all of them different, 12 reach 0.6 by it, and 3 by `likeness_in_blocks`.

`likeness_in_blocks` counts only what stands together: the longest common part, then the same to the left and
to the right of it. rapidfuzz has no such measure, so it is difflib's. It takes many times as long, so it is
asked for only where `likeness`, which is never less, is high enough.
"""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

# What is lost where one library subtracts and the other divides.
_ROUNDING = 1e-9


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are by all characters in one order; 1 for two empty ones."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415 rarely needed

    return float(Indel.normalized_similarity(one, other))


def most_likeness(one: str, other: str) -> float:
    """Return what `likeness_in_blocks` reaches at most."""
    return likeness(one, other) + _ROUNDING


def likeness_in_blocks(one: str, other: str) -> float:
    """Return how alike two texts are by what stands together in both, the earlier text first."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def most_alike(text: str, texts: Sequence[str], least: float) -> int | None:
    """Return the place of the text that is most alike to `text`, the first of several; None below `least`."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415 rarely needed
    from rapidfuzz.process import extractOne  # noqa: PLC0415 rarely needed

    found = extractOne(text, texts, scorer=Indel.normalized_similarity, score_cutoff=least)
    return None if found is None else int(found[2])


def nearest(name: str, known: Iterable[str], number: int, least: float = 0) -> list[str]:
    """Return up to `number` names that are most alike to a name, the best first; none below `least`."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415 rarely needed
    from rapidfuzz.process import extract  # noqa: PLC0415 rarely needed

    found = extract(name, list(known), scorer=Indel.normalized_similarity, limit=number, score_cutoff=least)
    return [text for text, _, _ in found]
