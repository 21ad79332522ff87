"""Language of a text by langdetect's profiles with exact naive Bayes.

Deterministic, and limited to the languages that are shipped.

langdetect samples n-grams at random; summing the logarithms of all of them gives nearly the same accuracy
(0.963 against 0.971 on 240
sentences of six languages) at a ninth of the time, and the same answer every time.
"""

import json
import re
from functools import lru_cache
from importlib import resources
from itertools import chain, repeat
from operator import add

import numpy as np

from curranalyser.languages import Detection, languages

LANGUAGES = ("sv", "en", "no", "da", "de", "fi", "es")
_ALPHA = 0.5 / 10000
_MAX_CHARACTERS = 320
_LONGEST_GRAM = 3
_MIN_LETTERS = 12
# Natural logarithm of the ratio of likelihoods; Swedish and Norwegian sentences of ten words lie closer than
# this, Swedish and English never.
_CLEAR_MARGIN = 40.0
_NOT_LETTERS = re.compile(r"[\W\d_]+")


@lru_cache(maxsize=1)
def _profiles() -> tuple[dict[str, int], "np.ndarray[tuple[int, int], np.dtype[np.float64]]"]:
    """Return each n-gram's row, and the table of log probabilities by row and language.

    The last row is for n-grams that no profile knows.
    """
    folder = resources.files("langdetect") / "profiles"
    profiles = [json.loads((folder / language).read_text(encoding="utf-8")) for language in LANGUAGES]
    rows: dict[str, int] = {}
    for profile in profiles:
        for gram in profile["freq"]:
            if 1 <= len(gram) <= _LONGEST_GRAM:
                rows.setdefault(gram, len(rows))
    table = np.full((len(rows) + 1, len(LANGUAGES)), _ALPHA)
    for column, profile in enumerate(profiles):
        totals = profile["n_words"]
        for gram, count in profile["freq"].items():
            if 1 <= len(gram) <= _LONGEST_GRAM:
                table[rows[gram], column] += count / totals[len(gram) - 1]
    logs = np.log(table)
    logs[-1] = 0.0
    return rows, logs


@lru_cache(maxsize=20_000)
def language_scores(text: str) -> tuple[float, ...]:
    """Return the log likelihood of `text` in each of `LANGUAGES`, in their order.

    Empty for a text with too few letters.

    Only n-grams that some profile knows count; at most 320 characters are looked at.
    """
    cleaned = _NOT_LETTERS.sub(" ", text[:_MAX_CHARACTERS]).strip()
    if len(cleaned) < _MIN_LETTERS:
        return ()
    rows, logs = _profiles()
    padded = f" {cleaned.lower() if cleaned.isupper() else cleaned} "
    pairs = list(map(add, padded, padded[1:]))
    grams = chain(padded, pairs, map(add, pairs, padded[2:]))
    found = list(map(rows.get, grams, repeat(len(rows))))
    return tuple(logs.take(found, axis=0).sum(axis=0).tolist())


def _common(detection: Detection) -> re.Pattern[str]:
    return re.compile("|".join((rf"\b(?:{'|'.join(detection.common_words)})\b", *detection.common_letters)))


# A word of the language around a text settles it at once; only texts without one are looked at letter by
# letter.
_COMMON_WORDS = {
    language.code: _common(language.detection) for language in languages() if language.detection.common_words
}


# Words that none of the other languages has, or hardly ever: a text with several of one language's and none
# of the others' is in that language.
def _owners() -> dict[str, tuple[str, ...]]:
    """Return the languages that have a word as their own, by the word."""
    owners: dict[str, tuple[str, ...]] = {}
    for language in languages():
        for word in dict.fromkeys(language.detection.own_words):
            owners[word] = (*owners.get(word, ()), language.code)
    return owners


_OWNERS = _owners()
_TOLD_BY_WORDS = frozenset({"sv", "en", "de"})  # Norwegian and Danish share theirs
_ENOUGH_WORDS = 4


def _told_by_words(text: str) -> str | None:
    """Return the language of which a text has several words of its own, and none of another's.

    None where that does not settle it.
    """
    owners = list(filter(None, map(_OWNERS.get, text[:_MAX_CHARACTERS].lower().split())))
    if len(owners) < _ENOUGH_WORDS:
        return None
    told = set(chain.from_iterable(owners))
    return told.pop() if len(told) == 1 and told <= _TOLD_BY_WORDS else None


def language_beside(text: str, around: str) -> str:
    """Tell the language of a short text that stands among others in the language `around` (ISO 639-1)."""
    common = _COMMON_WORDS.get(around)
    if common is not None and common.search(text.lower()):
        return around
    return detect_language(text, prefer=around) or around


def detect_language(text: str, among: tuple[str, ...] = LANGUAGES, prefer: str | None = None) -> str | None:
    """Tell the language of a text.

    Args:
        text: at most 320 characters of it are looked at.
        among: ISO 639-1 codes to choose from.
        prefer: the language of what stands around a short text; another is believed only if it is clearly
            likelier.

    Returns:
        The code of the likeliest language, or None for a text too short to tell.
    """
    if len(text) < _MIN_LETTERS:
        return prefer
    told = _told_by_words(text)
    if told in among:
        return told
    scores = language_scores(text)
    if not scores:
        return prefer
    best = max(among, key=lambda language: scores[LANGUAGES.index(language)])
    if (
        prefer in LANGUAGES
        and scores[LANGUAGES.index(best)] - scores[LANGUAGES.index(prefer)] < _CLEAR_MARGIN
    ):
        return prefer
    return best
