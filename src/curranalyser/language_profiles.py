"""How likely a word is in each language that langdetect has a profile of, letter by letter.

The profiles come through langdetect's own loader. Its detector is not used: it draws its n-grams by lot.
"""

from functools import lru_cache
from itertools import chain, repeat
from operator import add
from typing import NamedTuple

import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]

# langdetect's smoothing: its ALPHA_DEFAULT over its BASE_FREQ.
_ALPHA = 0.5 / 10000
# Share of a profile's letters that are a to z. Profiles of other scripts stand far below: a text in such a
# script fits no profile here, which is all that has to be known of it.
_LATIN_SHARE = 0.5
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_WORDS_REMEMBERED = 20_000


class _Profiles(NamedTuple):
    """The logarithms of probabilities: a row an n-gram, a column a language, and a last column of ones.

    The last row is for n-grams that no profile has; the column of ones counts n-grams when rows are added.
    """

    rows: dict[str, int]
    logs: "np.ndarray[tuple[int, int], np.dtype[np.float64]]"
    codes: tuple[str, ...]


@lru_cache(maxsize=1)
def _profiles() -> _Profiles:
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory  # noqa: PLC0415 only here

    loaded = []
    factory = DetectorFactory()
    # It would make a list of 55 numbers for each of 88,000 n-grams, most of them Korean or Chinese, which
    # takes half a second.
    factory.add_profile = lambda profile, *_: loaded.append(profile)
    factory.load_profile(PROFILES_DIRECTORY)
    latin = sorted(
        (
            profile
            for profile in loaded
            if sum(profile.freq.get(letter, 0) for letter in _LATIN) > _LATIN_SHARE * profile.n_words[0]
        ),
        key=lambda profile: str(profile.name),
    )
    grams = dict.fromkeys(chain.from_iterable(profile.freq for profile in latin))
    rows: dict[str, int] = dict(zip(grams, range(len(grams)), strict=True))
    table = np.full((len(rows) + 1, len(latin) + 1), _ALPHA)
    for column, profile in enumerate(latin):
        size = len(profile.freq)
        places = np.fromiter(map(rows.__getitem__, profile.freq), np.intp, size)
        counts = np.fromiter(profile.freq.values(), np.float64, size)
        lengths = np.fromiter(map(len, profile.freq), np.intp, size)
        table[places, column] += counts / np.array(profile.n_words, np.float64)[lengths - 1]
    logs = np.log(table)
    logs[:, -1] = 1.0
    return _Profiles(rows, logs, tuple(str(profile.name) for profile in latin))


def profiled_languages() -> tuple[str, ...]:
    """Return the ISO 639-1 codes of the languages in Latin script that have a profile, sorted."""
    return _profiles().codes


@lru_cache(maxsize=_WORDS_REMEMBERED)
def word_likelihood(word: str) -> Vector:
    """Return the log likelihood of a word in each of `profiled_languages()`, and last its number of n-grams.

    Texts add up from their words: no profile has an n-gram that goes from one word into the next. So what was
    found out for a word serves every text that has it.

    Args:
        word: letters only, as written.

    Returns:
        The same array every time: it is not to be changed.
    """
    rows, logs, _ = _profiles()
    padded = f" {word} "
    pairs = list(map(add, padded, padded[1:]))
    grams = chain(word, pairs, map(add, pairs, padded[2:]))
    count = 3 * len(word) + 1  # letters, and pairs and threes with the blanks around the word
    found = np.fromiter(map(rows.get, grams, repeat(len(rows))), np.intp, count)
    total: Vector = np.add.reduce(logs.take(found, axis=0))
    return total
