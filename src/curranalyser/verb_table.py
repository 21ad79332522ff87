"""The verb table (verbs.toml): the words of a language by which the verb of an outcome is found."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from curranalyser.scheme import Localised, localised

_AMERICAN = (("ise", "ize"), ("yse", "yze"))
# Endings behind which the third person takes "es".
_HISSING = ("s", "sh", "ch", "x", "z", "o")
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Level:
    """The levels of a verb by id: all that the literature gives it."""

    bloom: tuple[str, ...]
    solo: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeakPhrase:
    """A wording that cannot be examined as it stands.

    Attributes:
        level: Bloom's level that it aims at: a verb of this level or a higher one beside it makes up for it.
        instead: verbs to think of in its place.
    """

    pattern: re.Pattern[str]
    level: str
    instead: str


@dataclass(frozen=True, slots=True)
class VerbTable:
    """The table of one language; all words in small letters.

    Attributes:
        verbs: with their levels; a verb may have a particle ("account for").
        own: verbs as they stand in the table, with their other spellings → the verb of the table.
        led: further forms, in which a verb leads an outcome and nothing else ("describes").
        gerunds: forms behind `means` → the verb.
        infinitives: a verb is told by its form; otherwise verbs and nouns look the same.
        frame: the beginning of a whole sentence: who is meant, and a modal.
        aside: what may stand between that and the verb: "after the course".
        prefix: what stands before the verb that is asked for and is none itself: "show the ability to".
        openers, adverbs, adverb_endings: words, and ends of words, that may stand before the verb;
            adverb_ends_before_verbs: ends that words have right before one, and other words too.
        perfect: words before a verb in its perfect.
        prepositions: first words of a phrase that may.
        joins: words for "and".
        subordinators, infinitive_marks, modals: words that begin a clause or a phrase, whose verbs are not
            what the student is to do.
        able: words of being able, behind which again stands what the student is to do.
        means: words before the verb by which something is shown: "by explaining".
        articles: what follows one is a noun; determiners: what stands before one of these is a verb.
        nouns: verbs that look like nouns.
        light: words that are no object of their own.
        lead_in_verbs: verbs of a lead-in that make something to do of something to have.
        shown: wordings with an object that is known, with the verb they are called by.
        unmodal: the beginning of a sentence that tells what students learn in the course, and no outcome.
        nominal: how an outcome begins that names something to have.
        unexaminable: wordings that cannot be examined as they stand.
    """

    verbs: dict[str, Level]
    own: dict[str, str]
    led: dict[str, str]
    gerunds: dict[str, str]
    infinitives: bool
    frame: re.Pattern[str]
    aside: re.Pattern[str]
    prefix: re.Pattern[str]
    openers: frozenset[str]
    adverbs: frozenset[str]
    adverb_endings: tuple[str, ...]
    adverb_ends_before_verbs: tuple[str, ...]
    perfect: frozenset[str]
    prepositions: frozenset[str]
    joins: frozenset[str]
    subordinators: frozenset[str]
    infinitive_marks: frozenset[str]
    modals: frozenset[str]
    able: tuple[tuple[str, ...], ...]
    means: tuple[tuple[str, ...], ...]
    articles: frozenset[str]
    determiners: frozenset[str]
    nouns: frozenset[str]
    light: frozenset[str]
    lead_in_verbs: frozenset[str]
    shown: tuple[tuple[re.Pattern[str], str], ...]
    unmodal: re.Pattern[str]
    nominal: re.Pattern[str]
    unexaminable: tuple[WeakPhrase, ...]


@lru_cache(maxsize=1)
def _raw() -> dict[str, Any]:
    return tomllib.loads((resources.files("curranalyser") / "verbs.toml").read_text(encoding="utf-8"))


def level_names(lang: str) -> dict[str, str]:
    """Return the names of the levels of both taxonomies by id, in `lang`."""
    raw = _raw()
    names: dict[str, Localised] = {
        identifier: tuple(texts.items())
        for taxonomy in ("bloom", "solo")
        for identifier, texts in raw[taxonomy].items()
    }
    return {identifier: localised(texts, lang) for identifier, texts in names.items()}


def _with_first(verb: str, firsts: list[str]) -> list[str]:
    """Return a verb with other forms of its first word."""
    _, _, rest = verb.partition(" ")
    return [f"{form} {rest}".strip() for form in firsts]


def _spellings(verb: str, infinitives: bool) -> list[str]:
    """Return the verb as the table has it, and as Americans write it."""
    if infinitives:
        return [verb]
    first = verb.partition(" ")[0]
    american = [
        first[: -len(british)] + american for british, american in _AMERICAN if first.endswith(british)
    ]
    return _with_first(verb, [first, *american])


def _leading_forms(verb: str, infinitives: bool) -> list[str]:
    """Return the forms of the present and the like: "describes"."""
    first = verb.partition(" ")[0]
    if not infinitives:
        stem = f"{first[:-1]}i" if first.endswith("y") and first[-2:-1] not in _VOWELS else first
        present = f"{stem}es" if stem != first or first.endswith(_HISSING) else f"{first}s"
        forms = [present, f"{stem}d" if stem.endswith("e") else f"{stem}ed"]
    elif first.endswith("era"):
        forms = [f"{first}r", f"{first}t"]
    elif first.endswith("a"):
        forms = [f"{first}r", f"{first}t", f"{first[:-1]}er", first[:-1], f"{first[:-1]}t"]
    else:
        forms = [f"{first}r", f"{first}tt"]
    return _with_first(verb, forms)


def _gerund(verb: str, infinitives: bool) -> list[str]:
    """Return the form behind "by": the infinitive itself in languages that have "genom att"."""
    if infinitives:
        return [verb]
    first = verb.partition(" ")[0]
    stem = first[:-1] if first.endswith("e") and not first.endswith("ee") else first
    return _with_first(verb, [f"{stem}ing", f"{stem}{stem[-1]}ing"])


def _any(patterns: list[str], filled: dict[str, str], before: str = "") -> re.Pattern[str]:
    text = "|".join(patterns)
    for name, pattern in filled.items():
        text = text.replace(f"{{{name}}}", pattern)
    return re.compile(rf"{before}(?:{text})", re.IGNORECASE)


def _sequences(phrases: list[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in phrases)


@lru_cache(maxsize=4)
def verb_table(language: str) -> VerbTable | None:
    """Return the table of a language (ISO 639-1), or None where there is none."""
    raw = _raw().get(language)
    if raw is None or "verbs" not in raw:
        return None
    verbs: dict[str, Level] = {}
    for levels, listed in raw["verbs"].items():
        bloom, solo = levels.split("|")
        verbs |= dict.fromkeys(listed, Level(tuple(bloom.split()), tuple(solo.split())))
    infinitives = raw["infinitives"]
    inflected = tuple(verbs)
    for item in raw["shown"]:
        bloom, solo = item["levels"].split("|")
        verbs[item["verb"]] = Level(tuple(bloom.split()), tuple(solo.split()))
    filled = {"KNOW": raw["know"], "GAP": raw["gap"]}
    return VerbTable(
        verbs,
        {form: verb for verb in inflected for form in _spellings(verb, infinitives)},
        {
            form: verb
            for verb in inflected
            for spelling in _spellings(verb, infinitives)
            for form in _leading_forms(spelling, infinitives)
        },
        {
            form: verb
            for verb in inflected
            for spelling in _spellings(verb, infinitives)
            for form in _gerund(spelling, infinitives)
        },
        infinitives,
        _any(raw["frames"], filled, r"\W*"),
        _any(raw["asides"], filled),
        _any(raw["prefixes"], filled),
        frozenset(raw["openers"]),
        frozenset(raw["adverbs"]),
        tuple(raw["adverb_endings"]),
        tuple(raw["adverb_ends_before_verbs"]),
        frozenset(raw["perfect"]),
        frozenset(raw["prepositions"]),
        frozenset(raw["joins"]),
        frozenset(raw["subordinators"]),
        frozenset(raw["infinitive_marks"]),
        frozenset(raw["modals"]),
        _sequences(raw["able"]),
        _sequences(raw["means"]),
        frozenset(raw["articles"]),
        frozenset(raw["determiners"]),
        frozenset(raw["nouns"]),
        frozenset(raw["light"]),
        frozenset(raw["lead_in_verbs"]),
        tuple((_any([item["pattern"]], filled), item["verb"]) for item in raw["shown"]),
        _any([raw["unmodal"]], filled, r"\W*"),
        _any(raw["nominal"], filled),
        tuple(
            WeakPhrase(_any([item["pattern"]], filled), item["level"], item["instead"])
            for item in raw["unexaminable"]
        ),
    )
