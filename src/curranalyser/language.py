"""The language of a text: one of those that come with the tool, or not known.

By exact naive Bayes over the profiles of `language_profiles`: the same answer every time, at a ninth of the
time that langdetect's sampling takes, with nearly its accuracy.

A text is in no known language where another profile fits it clearly better, or none fits it. None stands for
both "not known" and "too short to tell"; `can_tell` sets them apart.
"""

import re
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np

from curranalyser.language_profiles import profiled_languages, word_likelihood
from curranalyser.languages import Detection, languages

LANGUAGES = tuple(language.code for language in languages())
_MAX_CHARACTERS = 320
_MIN_LETTERS = 12
# Natural logarithm of the ratio of likelihoods; Swedish and Norwegian sentences of ten words lie closer than
# this, Swedish and English never.
_CLEAR_MARGIN = 40.0
# By so much (natural logarithm) has another profile to fit better for a text that stands alone. No outcome of
# 2,600 in Swedish and English reaches it; of 375 in fifteen languages that are not known 370 are told so.
_OTHER_MARGIN = 12.0
# What an n-gram of the known language that fits worst has on average (natural logarithm of its probability),
# and how far below it a text may lie, as a sum over n n-grams divided by the root of n. Of 10,000 outcomes
# and lists of outcomes in known languages none lies lower; of lists in Icelandic and Basque, which have no
# profile, all do.
_USUAL_FIT = -5.3
_POOR_FIT = 8.5
# The same for a text among others in a known language: one in another script. Names in a list reach 17.
_NO_FIT = 25.0
_NOT_LETTERS = re.compile(r"[\W\d_]+")
# So many letters at the beginning: nearly every text has them, and no more of it need be looked at.
_ENOUGH_LETTERS = re.compile(rf"(?:[\W\d_]*[^\W\d_]){{{_MIN_LETTERS}}}")


class Scores(NamedTuple):
    """How well a text fits the languages.

    Attributes:
        known: log likelihood in each of `LANGUAGES`, in their order.
        other: the highest in any other language.
        misfit: how far the best of `known` lies below what a language usually has, by the words without a
            capital: names and abbreviations fit no language.
    """

    known: tuple[float, ...]
    other: float
    misfit: float

    @property
    def best(self) -> str:
        """The likeliest of `LANGUAGES`."""
        return LANGUAGES[self.known.index(max(self.known))]

    def plus(self, language: str, weight: float) -> "Scores":
        """Return the scores with more weight for one of `LANGUAGES`."""
        known = list(self.known)
        known[LANGUAGES.index(language)] += weight
        return Scores(tuple(known), self.other, self.misfit)

    def of(self, language: str) -> float:
        """Return the log likelihood in one of `LANGUAGES`."""
        return self.known[LANGUAGES.index(language)]


@lru_cache(maxsize=1)
def _columns() -> tuple[list[int], list[int]]:
    """Return the columns of the known languages, in the order of `LANGUAGES`, and those of all others."""
    codes = profiled_languages()
    return [codes.index(code) for code in LANGUAGES], [
        column for column, code in enumerate(codes) if code not in LANGUAGES
    ]


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub(" ", text[:_MAX_CHARACTERS]).strip()


def can_tell(text: str) -> bool:
    """Whether a text has enough letters to tell its language."""
    head = text[:_MAX_CHARACTERS]
    return _ENOUGH_LETTERS.match(head) is not None or len(_letters(head)) >= _MIN_LETTERS


@lru_cache(maxsize=20_000)
def language_scores(text: str) -> Scores | None:
    """Return how well `text` fits the languages, or None for a text with too few letters.

    At most 320 characters are looked at.
    """
    letters = _letters(text)
    if len(letters) < _MIN_LETTERS:
        return None
    words = (letters.lower() if letters.isupper() else letters).split()
    total = np.add.reduce(np.array([word_likelihood(word) for word in words]))
    known, others = _columns()
    every: list[float] = total.tolist()
    scores = tuple([every[column] for column in known])
    misfit = _misfit(max(scores), every[-1])
    small = [word for word in words if word == word.lower()] if misfit > _POOR_FIT / 2 else []
    if small and len(small) < len(words):
        total_of_small = np.add.reduce(np.array([word_likelihood(word) for word in small]))
        misfit = _misfit(float(total_of_small[known].max()), float(total_of_small[-1]))
    return Scores(scores, max([every[column] for column in others]), misfit)


def _misfit(likelihood: float, grams: float) -> float:
    return float((_USUAL_FIT * grams - likelihood) / grams**0.5)


def likelier_by(text: str, language: str, than: str) -> float:
    """Return by how much likelier a few words are in one of `LANGUAGES` than in another.

    As a natural logarithm; 0 for too few letters.
    """
    scores = language_scores(text)
    return scores.of(language) - scores.of(than) if scores else 0.0


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
_OWN_ENDINGS = {
    language.code: language.detection.own_endings
    for language in languages()
    if language.detection.own_endings
}
_ALL_ENDINGS = tuple(chain.from_iterable(_OWN_ENDINGS.values()))
_TOLD_BY_WORDS = frozenset({"sv", "en", "de"})  # Norwegian and Danish share theirs
_ENOUGH_WORDS = 4
# What one such word weighs (natural logarithm) where there are fewer.
_OWN_WORD = 12.0


def _own_words(text: str) -> tuple[str | None, int]:
    """Return the language of which a text has words of its own, and none of another's, and how many.

    None where there are none, or of several languages.
    """
    words = text[:_MAX_CHARACTERS].lower().split()
    owners = list(filter(None, map(_OWNERS.get, words)))
    if len(owners) < _ENOUGH_WORDS:
        ended = [word for word in words if word.endswith(_ALL_ENDINGS) and word not in _OWNERS]
        owners += [
            (language,)
            for language, endings in _OWN_ENDINGS.items()
            for word in ended
            if word.endswith(endings)
        ]
    told = set(chain.from_iterable(owners))
    return (told.pop(), len(owners)) if len(told) == 1 and told <= _TOLD_BY_WORDS else (None, 0)


def language_beside(text: str, around: str | None) -> str | None:
    """Tell the language of a short text that stands among others.

    Args:
        text: at most 320 characters of it are looked at.
        around: language of the others (ISO 639-1), None where it is not known.

    Returns:
        The code of its language; None where it is not known. What stands among others counts as in their
        language, known or not, unless another is clearly likelier.
    """
    if around is None:
        return _clearly_known(text)
    common = _COMMON_WORDS.get(around)
    if common is not None and common.search(text.lower()):
        return around
    return detect_language(text, prefer=around)


def language_within(text: str, around: str | None) -> str | None:
    """Tell the language of a part of a document, such as a list.

    Args:
        text: at most 320 characters of it are looked at.
        around: language of the document (ISO 639-1), None where it is not known: that of a part too short to
            tell, and of one that no known language fits but this one about as well as any other.

    Returns:
        The code of its language; None where it is not known.
    """
    return detect_language(text) or detect_language(text, prefer=around)


def _clearly_known(text: str) -> str | None:
    """Tell the language of a text where all around it is in one that is not known."""
    scores = language_scores(text)
    if scores is None or scores.misfit > _POOR_FIT / 2:
        return None
    return scores.best if max(scores.known) - scores.other >= _CLEAR_MARGIN else None


def detect_language(text: str, prefer: str | None = None) -> str | None:
    """Tell the language of a text.

    Args:
        text: at most 320 characters of it are looked at.
        prefer: the language of what stands around a short text; another, or none, is believed only if it is
            clearly likelier.

    Returns:
        The code of the likeliest of `LANGUAGES`; None for a text in another language. `prefer` for a text too
        short to tell.
    """
    if len(text) < _MIN_LETTERS:
        return prefer
    told, words = _own_words(text)
    if told is not None and words >= _ENOUGH_WORDS:
        return told
    scores = language_scores(text)
    if scores is None:
        return prefer
    if told is not None:
        scores = scores.plus(told, words * _OWN_WORD)
    if prefer is not None:
        behind = max(*scores.known, scores.other) - scores.of(prefer)
        if behind < _CLEAR_MARGIN and scores.misfit < _NO_FIT:
            return prefer
    if scores.other - max(scores.known) > _OTHER_MARGIN or scores.misfit > _POOR_FIT:
        return None
    return scores.best
