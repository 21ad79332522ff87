"""The verb table (verbs.toml).

Leading verbs with their levels, verbs that cannot be examined, and beginnings without a verb.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from curranalyser.datamodel import BLOOM, BloomLevel
from curranalyser.scheme import Localised, localised

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FURTHEST = 8  # words before the leading verb
_LONGEST = 4  # words of a verb with its particle
_PART_WORDS = 2  # words of an object between two verbs that have one each
_ARTICLES = frozenset({"the", "a", "an"})  # what follows one is a noun
_AMERICAN = (("ise", "ize"), ("yse", "yze"))


@dataclass(frozen=True, slots=True)
class Level:
    """The levels of a verb by id: all that the literature gives it."""

    bloom: tuple[str, ...]
    solo: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A verb of the table in a text: its span, its form in the table, its levels."""

    start: int
    end: int
    verb: str
    level: Level


@dataclass(frozen=True, slots=True)
class VerbTable:
    """The table of one language.

    `forms` maps words, in lower case with single spaces, to the verb of the table.
    """

    verbs: dict[str, Level]
    forms: dict[str, str]
    openers: frozenset[str]
    lead_in_verbs: frozenset[str]
    joins: frozenset[str]
    nouns: frozenset[str]
    nominal: re.Pattern[str]
    unexaminable: tuple[tuple[re.Pattern[str], str], ...]
    infinitives: bool


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


def _forms(verb: str, language: str) -> list[str]:
    """Return the forms in which a verb of the table leads an outcome."""
    first, _, rest = verb.partition(" ")
    if language == "sv":
        firsts = (
            [first, f"{first}r", f"{first[:-1]}er", first[:-1]]
            if first.endswith("a")
            else [first, f"{first}r"]
        )
    else:
        firsts = [first] + [
            first[: -len(british)] + american for british, american in _AMERICAN if first.endswith(british)
        ]
    return [f"{form} {rest}".strip() for form in firsts]


@lru_cache(maxsize=4)
def verb_table(language: str) -> VerbTable | None:
    """Return the table of a language (ISO 639-1), or None where there is none."""
    if language not in ("sv", "en"):
        return None
    raw = _raw()[language]
    verbs = {}
    for verb, levels in raw["verbs"].items():
        bloom, solo = levels.split("|")
        verbs[verb] = Level(tuple(bloom.split()), tuple(solo.split()))
    forms = {form: verb for verb in verbs for form in _forms(verb, language)}
    # A form that two verbs share belongs to the verb that has it as its own.
    forms |= {verb: verb for verb in verbs}
    nominal = re.compile(rf"\W*(?:{'|'.join(raw['nominal'])})", re.IGNORECASE)
    # "kunna", "able to" and adverbs may stand before a verb that cannot be examined.
    before = (
        r"\W*(?:(?:kunna|att|ska|skall)\s+|\w+t\s+)?"
        if language == "sv"
        else r"\W*(?:(?:be\s+able\s+to|to|should|will)\s+|\w+ly\s+)?"
    )
    unexaminable = tuple(
        (re.compile(rf"{before}({item['pattern']})", re.IGNORECASE), item["instead"])
        for item in raw["unexaminable"]
    )
    return VerbTable(
        verbs,
        forms,
        frozenset(raw["openers"]),
        frozenset(raw["lead_in_verbs"]),
        frozenset(raw["joins"]),
        frozenset(raw["nouns"]),
        nominal,
        unexaminable,
        language == "sv",
    )


def _at(words: list[re.Match[str]], position: int, table: VerbTable) -> tuple[Found, int] | None:
    """Return the longest verb that begins at a word, and how many words it has."""
    for length in range(min(_LONGEST, len(words) - position), 0, -1):
        phrase = " ".join(word[0].lower() for word in words[position : position + length])
        verb = table.forms.get(phrase)
        if verb is not None:
            return Found(
                words[position].start(), words[position + length - 1].end(), verb, table.verbs[verb]
            ), length
    return None


def leading_verb(text: str, table: VerbTable) -> Found | None:
    """Return the verb of the table that leads an outcome, or None.

    In Swedish that is the first of the table among the first words: infinitives are told by their form. In
    English, where a verb and a noun look the
    same, only openers ("be able to") and adverbs may stand before it.
    """
    words = list(_WORD.finditer(text))
    for position, word in enumerate(words[:_FURTHEST]):
        found = _at(words, position, table)
        lower = word[0].lower()
        if found is not None and position and words[position - 1][0].lower() in _ARTICLES:
            return None
        if found is not None and not (
            table.infinitives and position and lower not in table.verbs and found[0].verb.split()[0] != lower
        ):
            return found[0]
        if not table.infinitives and not (
            lower in table.openers or lower in table.joins or lower.endswith("ly")
        ):
            return None
    return None


def parts(text: str, table: VerbTable) -> list[Found]:
    """Return the verbs of an outcome that each have an object of their own.

    One where it asks for one thing, none where no verb leads it.
    """
    return _verbs(text, table, _PART_WORDS)


def joined_verbs(text: str, table: VerbTable) -> list[Found]:
    """Return the verbs of an outcome, those that share an object with the one before them too."""
    return _verbs(text, table, 0)


def _verbs(text: str, table: VerbTable, object_words: int) -> list[Found]:
    """Return the leading verb and those joined to it, at least so many words behind the one before."""
    first = leading_verb(text, table)
    if first is None:
        return []
    found = [first]
    words = [word for word in _WORD.finditer(text) if word.start() >= first.end]
    since, skip = 0, 0
    for position, word in enumerate(words):
        if skip:
            skip -= 1
            continue
        here = _at(words, position, table)
        # Only the form of the table itself: "plan" and "modell" after "och" are nouns.
        own = (
            here is not None
            and here[0].verb.split()[0] == word[0].lower()
            and here[0].verb not in table.nouns
        )
        if here is not None and own and _joined(text, words, position, first.end, table):
            if since >= object_words:
                found.append(here[0])
            since, skip = 0, here[1] - 1
        elif word[0].lower() not in table.joins and not _is_adverb_of_verb(words, position, table):
            since += 1
    return found


def _is_adverb_of_verb(words: list[re.Match[str]], position: int, table: VerbTable) -> bool:
    """Whether a word has the ending of an adverb and stands right before a verb of the table."""
    ending = "t" if table.infinitives else "ly"
    return (
        words[position][0].lower().endswith(ending)
        and position + 1 < len(words)
        and _at(words, position + 1, table) is not None
    )


def _joined(text: str, words: list[re.Match[str]], position: int, start: int, table: VerbTable) -> bool:
    """Whether "and", a comma or the like stands before the verb at `position`, or before its adverb.

    `start` is where the words begin.
    """
    if position and _is_adverb_of_verb(words, position - 1, table):
        position -= 1
    before = words[position - 1][0].lower() if position else ""
    between = text[words[position - 1].end() if position else start : words[position].start()]
    return before in table.joins or "," in between or ";" in between


def bloom_reach(text: str, language: str | None) -> tuple[BloomLevel, BloomLevel] | None:
    """Return the lowest and the highest of Bloom's levels that an outcome may ask for.

    Of a verb that the literature places on several levels any may be meant; of several verbs the one that
    asks for most counts.

    Returns:
        None where no verb of the table leads it, where its verb cannot be examined, and where its language
        has no table.
    """
    table = verb_table(language) if language else None
    if table is None or unexaminable(text, table) is not None:
        return None
    found = [
        [BLOOM.index(level) for level in BLOOM if level in verb.level.bloom] for verb in parts(text, table)
    ]
    if not all(found) or not found:
        return None
    return BLOOM[max(map(min, found))], BLOOM[max(map(max, found))]


def unexaminable(text: str, table: VerbTable) -> tuple[int, int, str] | None:
    """Return the span of a leading verb that cannot be examined and what to say instead, or None.

    None too where a verb that can be follows it.
    """
    for pattern, instead in table.unexaminable:
        match = pattern.match(text)
        if match is None:
            continue
        words = [word for word in _WORD.finditer(text) if word.start() >= match.end(1)]
        followed = (
            any(_at(words, position, table) for position in range(len(words)))
            if table.infinitives
            else _joined_verb(words, table)
        )
        return None if followed else (match.start(1), match.end(1), instead)
    return None


def _joined_verb(words: list[re.Match[str]], table: VerbTable) -> bool:
    """Whether a verb of the table, with or without an adverb, stands right after "and", "to" or the like."""
    openers = table.joins | {"to", "how"}
    for position in range(1, len(words)):
        before = (
            position - 2 if position > 1 and _is_adverb_of_verb(words, position - 1, table) else position - 1
        )
        if words[before][0].lower() in openers and _at(words, position, table) is not None:
            return True
    return False


def nominal_start(text: str, lead_in: str, table: VerbTable) -> tuple[int, int] | None:
    """Return the span of a beginning that names something to have.

    None where a verb of the table follows or the lead-in ends in a verb.
    """
    match = table.nominal.match(text)
    if match is None or leading_verb(text, table) is not None:
        return None
    words = list(_WORD.finditer(text))
    shown = {word.lower() for word in (*_WORD.findall(lead_in)[-2:], *_WORD.findall(match[0]))}
    # To show or demonstrate knowledge is something to do.
    if table.lead_in_verbs & shown:
        return None
    verbs = (
        any(_at(words, position, table) for position in range(len(words)))
        if table.infinitives
        else _joined_verb(words, table)
    )
    return None if verbs else (match.start() + len(match[0]) - len(match[0].lstrip()), match.end())
