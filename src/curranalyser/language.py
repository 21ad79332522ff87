"""The language of a text: one of those that come with the tool, or not known.

By exact naive Bayes over the profiles of `language_profiles`: the same answer every time, at a ninth of the
time that langdetect's sampling takes, with nearly its accuracy.

A text is in no known language where another profile fits it clearly better, or none fits it. None stands for
both "not known" and "too short to tell"; `can_tell` sets them apart.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np

from curranalyser.language_profiles import Vector, profiled_languages, word_likelihood
from curranalyser.languages import languages

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


# Quoted words, and a title behind the name of its author: they are in their own language, not the outcome's.
_QUOTED = re.compile(
    r"\"[^\"]*\"|[“”][^“”]*[“”]|«[^«»]*»|»[^«»]*[«»]|„[^“”„]*[“”]|‘[^‘’]*’"
    r"|(?<=\w )[^\W\d_a-z][\w.-]*: [^\W\d_a-z].*$"
)
_MAY_QUOTE = re.compile('["“”«»„‘:]')
# What stands between the names of a list, in any language.
_BETWEEN_NAMES = re.compile(r"[,;:/&()]| \w{1,3} (?=[^\W\d_a-z])")
_MARK_BETWEEN = re.compile(r"[,;/&]")
_LEAST_NAMES = 2
_WORDS_OF_A_NAME = 3
# A letter beyond the Latin ones, and letters of any kind.
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff\ufb00-\ufb06]")
_LETTER = re.compile(r"[^\W\d_]")
_OTHER_SCRIPT_SHARE = 0.5
# Languages so near each other that outcomes of one are mistaken for the other's: between them the margin has
# to be the wide one.
_FAMILIES = (frozenset({"sv", "no", "da"}), frozenset({"es", "pt"}))
# By so much (natural logarithm) has an outcome to be likelier in a language far from that of its list: the
# words of 2,600 outcomes in Swedish and English, without names, never lie more than 11 behind.
_FAR_MARGIN = 20.0
# By so little may the words without a capital be behind in the language that all words of an outcome are in.
_NEAR_MARGIN = 3.0
# By so much has it then to be ahead of all others than that of its list: Latin terms in a Swedish list are
# nearest to Spanish, and about as near to Italian.
_AHEAD = 10.0
# And in one that is not known; names of fields and terms of art that are the same everywhere reach 17.
_FOREIGN_MARGIN = 20.0
# How badly an outcome's own words may fit the language of its list, and those of a whole list: of the same
# outcomes none lies above 5.5, lists of four in languages without a profile above 7.
_POOR_ITEM = 8.0
_POOR_LIST = 6.0
# By so much is the first word of an outcome likelier in the language of its list where it is in that
# language, whatever terms of another follow.
_FIRST_WORD = 6.0
# By so much (natural logarithm) is a word likelier in its own language than in any other.
_SETTLING_MARGIN = 2.0
# N-grams of a list too short to tell its language: about those of two words; and of one too
# short to be held to its likeliest language: about five outcomes of three words.
_LEAST_GRAMS = 35.0
_FEW_GRAMS = 250.0


def _is_other_script(text: str) -> bool:
    """Whether most letters of a text are of another script than the Latin one."""
    if text.isascii():
        return False
    others = len(_OTHER_SCRIPT.findall(text))
    return others > 0 and others > _OTHER_SCRIPT_SHARE * len(_LETTER.findall(text))


def _is_names(text: str) -> bool:
    """Whether a text is a list of names: each of its pieces begins with a capital."""
    pieces = [piece.strip() for piece in _BETWEEN_NAMES.split(text)]
    pieces = [piece for piece in pieces if piece]
    return (
        _MARK_BETWEEN.search(text) is not None
        and len(pieces) >= _LEAST_NAMES
        and all(piece[0].isupper() and piece.count(" ") < _WORDS_OF_A_NAME for piece in pieces)
    )


def _unquoted(text: str) -> list[str]:
    """Return the words of an outcome without what is quoted; none for a list of names."""
    text = unicodedata.normalize("NFC", text[:_MAX_CHARACTERS])
    if text.isupper():
        text = text.lower()
    if _is_other_script(text) or _is_names(text):
        return []
    if _MAY_QUOTE.search(text):
        text = _QUOTED.sub(" ", text)
    words = _NOT_LETTERS.sub(" ", text).split()
    return [words[0].lower() if words[0][1:].islower() else words[0], *words[1:]] if words else []


@lru_cache(maxsize=1)
def _column() -> dict[str, int]:
    return {code: column for column, code in enumerate(profiled_languages())}


@lru_cache(maxsize=len(LANGUAGES))
def _rivals(language: str) -> list[int]:
    """Return the columns of the languages that are not of the family of `language`."""
    return [column for code, column in _column().items() if code not in _kin(language)]


class _Evidence:
    """What some words say.

    Attributes:
        total: as of `word_likelihood`.
        grams: how many n-grams it adds up from.
        best: the likeliest of all languages that have a profile.
    """

    __slots__ = ("best", "grams", "total")

    def __init__(self, total: Vector) -> None:
        self.total = total
        self.grams = float(total[-1])
        self.best = profiled_languages()[int(total[:-1].argmax())]

    def of(self, language: str) -> float:
        """Return the log likelihood in a language."""
        return float(self.total[_column()[language]])

    def misfit(self, language: str) -> float:
        """Return how far these words lie below what a language usually has."""
        return _misfit(self.of(language), self.grams)

    def margin(self, language: str, over: str) -> float:
        """Return by how much these words are likelier in the one language than in the other."""
        return self.of(language) - self.of(over)

    def ahead(self, language: str) -> float:
        """Return by how much these words are likelier in `language` than in any that is not of its family."""
        return self.of(language) - float(self.total[_rivals(language)].max())


class _Outcome(NamedTuple):
    """The words of one outcome in a list.

    Attributes:
        words: what is not quoted.
        small: those that are no names, each once; the first is its verb as a rule.
        evidence: what `small` say, or all where they say the same: German nouns.
        tells: whether they are enough to tell its language.
        terms: whether it is a row of terms, "data fusion, data quality": nothing joins them that is of one
            language only.
    """

    words: list[str]
    small: list[str]
    evidence: _Evidence
    tells: bool
    terms: bool = False

    @property
    def first(self) -> _Evidence:
        """What the first of the words says."""
        return _Evidence(word_likelihood(self.small[0]))


@lru_cache(maxsize=128)
def _kin(language: str) -> frozenset[str]:
    return frozenset({language}).union(*(family for family in _FAMILIES if language in family))


def _needed(language: str, other: str) -> float:
    """Return the margin by which a text is told to be in the one language and not in the other."""
    return _CLEAR_MARGIN if other in _kin(language) else _FAR_MARGIN


def _evidence(words: Sequence[str]) -> _Evidence:
    return _Evidence(np.add.reduce(np.array([word_likelihood(word) for word in words])))


def _sum(some: Sequence[_Evidence]) -> _Evidence:
    return _Evidence(np.add.reduce(np.array([evidence.total for evidence in some])))


def _outcome(text: str) -> _Outcome | None:
    """Weigh the words of an outcome; None for one that has none but names."""
    words = _unquoted(text)
    # A word says its language once.
    small = list(dict.fromkeys(word for word in words if word.islower()))
    if not small:
        return None
    evidence = _evidence(small)
    if len(small) < len(words):
        whole = _evidence(words)
        best = whole.best
        near = evidence.margin(evidence.best, best) <= _NEAR_MARGIN
        if near and whole.misfit(best) <= max(evidence.misfit(best), 0.0):
            evidence = whole
    kin = _kin(evidence.best)
    told, count = _own_words(" ".join(words)) if kin & _TOLD_BY_WORDS else (None, 0)
    if told in kin:
        # Words that only one language of a family has tell it from its kin.
        total = evidence.total.copy()
        total[_column()[str(told)]] += count * _OWN_WORD
        evidence = _Evidence(total)
    return _Outcome(words, small, evidence, sum(map(len, small)) >= _MIN_LETTERS, _is_row_of_terms(text))


def _is_row_of_terms(text: str) -> bool:
    """Whether a text is several short pieces with commas between them."""
    pieces = _MARK_BETWEEN.split(text)
    return len(pieces) > 1 and all(len(piece.split()) <= _WORDS_OF_A_NAME for piece in pieces)


def _of_whole_list(outcomes: Sequence[_Outcome], around: str | None) -> str | None:
    """Tell the language of a list from the words of its outcomes; None where no known one fits."""
    joined = _sum([outcome.evidence for outcome in outcomes])
    if joined.grams < _LEAST_GRAMS:
        return around
    best = joined.best
    if around is not None and joined.misfit(around) <= _POOR_LIST:
        few = joined.grams < _FEW_GRAMS or best in _kin(around)
        if best == around or (few and joined.margin(best, around) < _needed(best, around)):
            return around
    if best in LANGUAGES and joined.ahead(best) >= _FAR_MARGIN and joined.misfit(best) <= _POOR_LIST:
        return best
    if around is not None:
        begin = _sum([outcome.first for outcome in outcomes])
        if begin.ahead(around) >= _FAR_MARGIN and begin.misfit(around) <= _POOR_FIT / 2:
            return around
    return None


def _occurring(found: Sequence[_Evidence], main: str | None) -> list[str]:
    """Return the known languages that clearly occur in a list, that of the whole list first."""
    by_best: dict[str, list[_Evidence]] = {}
    for evidence in found:
        if evidence.best in LANGUAGES and evidence.best != main:
            by_best.setdefault(evidence.best, []).append(evidence)
    result = [] if main is None else [main]
    for language, some in sorted(by_best.items()):
        joined = _sum(some)
        if main is None:
            clear = joined.ahead(language) >= _CLEAR_MARGIN
        else:
            clear = (
                joined.margin(language, main) >= _needed(language, main) and joined.ahead(language) >= _AHEAD
            )
        if clear and joined.misfit(language) <= _POOR_FIT / 2:
            result.append(language)
    return result


def _among(outcome: _Outcome, occurring: Sequence[str], main: str | None) -> str | None:
    """Tell which of the languages that occur in its list an outcome is in; None for none of them."""
    if not occurring:
        return None
    evidence = outcome.evidence
    language = max(occurring, key=evidence.of)
    doubt = _CLEAR_MARGIN if evidence.best in LANGUAGES or outcome.terms else _FOREIGN_MARGIN
    foreign = evidence.margin(evidence.best, language) >= doubt
    found = None if foreign or evidence.misfit(language) > _POOR_ITEM else language
    if main is None or found == main:
        return found
    rival = found or evidence.best
    own = sum(_OWNERS.get(word) == (main,) for word in outcome.words)
    needed = own * _OWN_WORD + (0.0 if found else _FOREIGN_MARGIN)
    begins = rival not in _kin(main) and outcome.first.margin(main, rival) >= _FIRST_WORD
    if evidence.misfit(main) <= _POOR_ITEM and (begins or evidence.margin(rival, main) < needed):
        return main
    return found


@lru_cache(maxsize=len(LANGUAGES))
def _settling(language: str) -> frozenset[str]:
    """Return the words of a language that by the profiles, too, are of no other: one settles it."""
    if language not in _TOLD_BY_WORDS:
        return frozenset()
    others = [column for code, column in _column().items() if code != language]
    own = _column()[language]
    (detection,) = (one.detection for one in languages() if one.code == language)
    return frozenset(
        word
        for word in (*detection.own_words, *detection.common_words)
        if _OWNERS.get(word, (language,)) == (language,)
        and (total := word_likelihood(word))[own] - total[others].max() >= _SETTLING_MARGIN
    )


def _has_own_word(text: str, language: str) -> bool:
    """Whether an outcome has a word that only `language` has, outside quotations, and none of another's."""
    words = text[:_MAX_CHARACTERS].split()
    settling = _settling(language)
    if settling.isdisjoint(words):
        return False
    if _MAY_QUOTE.search(text):
        words = _QUOTED.sub(" ", text[:_MAX_CHARACTERS]).split()
    return not settling.isdisjoint(words) and all(
        language in owners for owners in map(_OWNERS.get, words) if owners
    )


def languages_in_list(texts: Sequence[str], around: str | None) -> list[str | None]:
    """Tell the languages of the outcomes of one list.

    They are told from their own words, quotations and names left out: first that of the list, from all of
    them together; then each outcome's among those that clearly occur in it. What stands around the list, such
    as its heading and its lead-in, counts only where its words could be in that language.

    Args:
        texts: at most 320 characters of each are looked at.
        around: language of what stands around the list (ISO 639-1), None where it is not known: that of
            outcomes that have no words of their own, such as names.

    Returns:
        For each text the code of its language; None where it is not known.
    """
    settled = [around is not None and _has_own_word(text, around) for text in texts]
    if all(settled):
        return [around] * len(texts)
    most = sum(settled) * 2 >= len(texts)
    outcomes = [None if most and sure else _outcome(text) for text, sure in zip(texts, settled, strict=True)]
    weighed = [outcome for outcome in outcomes if outcome is not None]
    main = around if most or not weighed else _of_whole_list(weighed, around)
    occurring = _occurring([outcome.evidence for outcome in weighed if outcome.tells], main)
    told = [
        _among(outcome, occurring, main) if outcome is not None and outcome.tells else None
        for outcome in outcomes
    ]
    of_names = main
    if main is None and weighed:
        of_names = Counter(told).most_common(1)[0][0]
    result: list[str | None] = []
    for text, sure, outcome, language in zip(texts, settled, outcomes, told, strict=True):
        if sure and around in occurring:
            result.append(around)
        elif outcome is not None and outcome.tells:
            result.append(language)
        else:
            result.append(None if _is_other_script(text) else of_names)
    return result
