"""Which outcome of a translation says what which outcome of the original says.

No dictionary takes part: names, numbers and the many words that European languages share tell outcomes of one
syllabus apart well enough, for there are few of them and each is about something else. Of 335 real pairs in
60 syllabi in Swedish and English 322 were found in their own order, and none wrongly; with one outcome taken
out, or two neighbours exchanged, 97 in 100 of the pairs that were made were right
(`tests/aggregate/test_parallel.py`).
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

Pairs = tuple[tuple[int, int], ...]
_Grams = Mapping[str, float]
Likeness = list[list[float]]

_WORD = re.compile(r"[^\W_]+")
_LENGTHS = (3, 4)
# Letters by which cognates differ in spelling: kritik and critique, teori and theory, analys and analysis.
_SPELLING = str.maketrans("kqyzw", "ccisv")
_SPELLINGS = (("ph", "f"), ("th", "t"))
# Over 65 real courses with outcomes in both languages (359 pairs are found), the numbers below change the
# pairs of so many courses when they are halved and doubled: the share of length 9 and 15, `ALONE` none, the
# slacks 3 and 5, 8 and 11, the margin 1 and none. Nobody has said which pairs are right there. How much equal
# length counts beside shared parts of words (which count 1 where all are shared).
_LENGTH_SHARE = 0.3
# What leaving one outcome alone is worth beside pairing two in order.
ALONE = 0.05
# A pair in order stands where each is, but for so much, the likest to the other.
_SLACK = 0.05
# One between two such pairs may fall short by so much.
_SLACK_BETWEEN = 0.08
# A pair out of order needs to be likelier than any other by so much.
_MARGIN = 0.03
# What is less alike is no pair: 0.1 changes the pairs of one of those courses, 0.3 those of five.
_LEAST = 0.2
# Comparisons; a syllabus with more outcomes than two hundred a side is left alone.
MOST_COMPARISONS = 40_000


def parallel_places(first: Sequence[str], second: Sequence[str]) -> Pairs:
    """Match the outcomes of two versions by what they say.

    Args:
        first: outcomes in one language.
        second: in another.

    Returns:
        (place in `first`, place in `second`) of each pair, in the order of `first`. What is matched with
        nothing is left out.
    """
    if not first or not second or len(first) * len(second) > MOST_COMPARISONS:
        return ()
    alike = likenesses(first, second)
    pairs = _in_order(alike)
    pairs |= _filled(alike, pairs)
    return tuple(sorted({**_elsewhere(alike, pairs), **pairs}.items()))


def _folded(text: str) -> str:
    bare = "".join(
        letter for letter in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(letter)
    ).translate(_SPELLING)
    for written, said in _SPELLINGS:
        bare = bare.replace(written, said)
    return bare


def _grams(text: str) -> Counter[str]:
    """Count the parts of words, with a mark at the beginning of each; numbers of one digit count too."""
    found: Counter[str] = Counter()
    for word in _WORD.findall(_folded(text)):
        if len(word) < min(_LENGTHS) and not word.isdigit():
            continue
        framed = f"<{word}"
        found.update(
            framed[at : at + length] for length in _LENGTHS for at in range(len(framed) - length + 1)
        )
    return found


def likenesses(first: Sequence[str], second: Sequence[str]) -> Likeness:
    """Return the cosine of the rarer parts of words, and how near the lengths are, of each with each."""
    counted = [[_grams(text) for text in texts] for texts in (first, second)]
    every = [grams for side in counted for grams in side]
    frequency = Counter(gram for grams in every for gram in grams)
    weighed = [
        [
            {gram: number * math.log((len(every) + 1) / frequency[gram]) for gram, number in grams.items()}
            for grams in side
        ]
        for side in counted
    ]
    sizes = [
        [math.sqrt(sum(value * value for value in grams.values())) for grams in side] for side in weighed
    ]
    return [
        [
            _cosine(here, there, sizes[0][row] * sizes[1][column])
            + _LENGTH_SHARE * _nearness(len(first[row]), len(second[column]))
            for column, there in enumerate(weighed[1])
        ]
        for row, here in enumerate(weighed[0])
    ]


def _cosine(here: _Grams, there: _Grams, size: float) -> float:
    return sum(value * there.get(gram, 0.0) for gram, value in here.items()) / size if size else 0.0


def _nearness(here: int, there: int) -> float:
    return min(here, there) / max(here, there, 1)


def _in_order(likeness: Likeness) -> dict[int, int]:
    """Return the pairs of the likest way through both lists that keeps their order, where they are sure."""
    rows, columns = len(likeness), len(likeness[0])
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows + 1):
        for column in range(columns + 1):
            ways = []
            if row and column:
                ways.append(best[row - 1][column - 1] + likeness[row - 1][column - 1])
            if row:
                ways.append(best[row - 1][column] + ALONE)
            if column:
                ways.append(best[row][column - 1] + ALONE)
            best[row][column] = max(ways, default=0.0)
    highest = [max(likeness[row][column] for row in range(rows)) for column in range(columns)]
    pairs: dict[int, int] = {}
    row, column = rows, columns
    while row and column:
        here = likeness[row - 1][column - 1]
        if best[row][column] == best[row - 1][column - 1] + here:
            row, column = row - 1, column - 1
            if here >= max(_LEAST, max(likeness[row]) - _SLACK, highest[column] - _SLACK):
                pairs[row] = column
        elif best[row][column] == best[row - 1][column] + ALONE:
            row -= 1
        else:
            column -= 1
    return pairs


def _filled(likeness: Likeness, pairs: Mapping[int, int]) -> dict[int, int]:
    """Return the pairs that their neighbours leave little choice about.

    Between two pairs stand as many on both sides, and none of them is much likelier to belong elsewhere.
    """
    ends = [(-1, -1), *sorted(pairs.items()), (len(likeness), len(likeness[0]))]
    filled: dict[int, int] = {}
    for (row, column), (next_row, next_column) in pairwise(ends):
        between = dict(zip(range(row + 1, next_row), range(column + 1, next_column), strict=False))
        if next_row - row == next_column - column and all(
            likeness[here][there] >= _highest(likeness, here, there) - _SLACK_BETWEEN
            for here, there in between.items()
        ):
            filled |= between
    return filled


def _highest(likeness: Likeness, row: int, column: int) -> float:
    """Return how like the likest is to either of two."""
    return max(*likeness[row], *(line[column] for line in likeness))


def _elsewhere(likeness: Likeness, pairs: Mapping[int, int]) -> dict[int, int]:
    """Return the pairs out of order: each clearly the likest to the other."""
    found: dict[int, int] = {}
    taken = set(pairs.values())
    for row, values in enumerate(likeness):
        if row in pairs:
            continue
        column = max(range(len(values)), key=values.__getitem__)
        others = [value for place, value in enumerate(values) if place != column]
        others += [line[column] for place, line in enumerate(likeness) if place != row]
        if column not in taken and values[column] >= max([_LEAST, *(value + _MARGIN for value in others)]):
            found[row] = column
            taken.add(column)
    return found
