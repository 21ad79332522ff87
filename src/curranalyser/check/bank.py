"""The bank of example wordings (bank.toml).

What an outcome with a perspective may look like, by subject area, topic and level.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import Any

from curranalyser.errors import SettingsError
from curranalyser.i18n import N_

_WORD = re.compile(r"[^\W\d_]+")
_SECOND = re.compile(r"avancerad|second|master|magister|\bA\d[A-Z]\b|advanced", re.IGNORECASE)
GENERAL = "general"
LEVELS = ("first", "second")
# Stands before words that count in the name of the subject and in the title alone.
_NAMES_ONLY = "@"
# What a word is worth in the name of the subject, in the title and in the text. The name of the subject comes
# from a register and may be that of another course; a word of the text may be there by chance.
_OF_SUBJECT, _OF_TITLE, _OF_TEXT = 4, 3, 1
# Words of the text that count for one topic, at most: a long text is no surer than a short one.
_MOST_OF_TEXT = 4
# An area is sure from so much on: one name of a subject, or four words of the text; and where it has so many
# times as much as any other.
_SURE = 4
_CLEARLY = 2
# A topic is one of the course's from so much on.
_TOPIC = 2


@dataclass(frozen=True, slots=True)
class Example:
    """A wording. `level` is first or second (cycle); it makes sense in its `topics`, in all where none."""

    area: str
    perspective: str
    level: str
    language: str
    text: str
    topics: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Subject:
    """Where a course belongs: the id of its area, "general" where that is unsure, and its topics in it."""

    area: str
    topics: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def _raw() -> dict[str, Any]:
    return tomllib.loads((resources.files("curranalyser.check") / "bank.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, set[tuple[str, str]]], dict[str, set[tuple[str, str]]]]:
    """Return words → (area, topic): those that count everywhere, and those of names and titles."""
    everywhere: dict[str, set[tuple[str, str]]] = {}
    names: dict[str, set[tuple[str, str]]] = {}
    for area, topics in _raw()["topics"].items():
        for topic, words in topics.items():
            for word in words:
                if not word.startswith(_NAMES_ONLY):
                    everywhere.setdefault(word, set()).add((area, topic))
                names.setdefault(word.removeprefix(_NAMES_ONLY), set()).add((area, topic))
    return everywhere, names


@lru_cache(maxsize=1)
def all_examples() -> tuple[Example, ...]:
    """Return every wording of the bank."""
    return tuple(
        Example(
            area=area,
            perspective=perspective,
            level=level,
            language=language,
            text=text,
            topics=frozenset(topics[0].split() if topics else ()),
        )
        for area, perspectives in _raw()["examples"].items()
        for perspective, levels in perspectives.items()
        for level, entries in levels.items()
        for swedish, english, *topics in entries
        for language, text in (("sv", swedish), ("en", english))
    )


def _units(text: str, leave_out: Collection[str]) -> Iterator[str]:
    """Yield the whole words of a text and its pairs of neighbours with a hyphen between, each once."""
    words = [word for word in _WORD.findall(text.lower()) if word not in leave_out]
    yield from dict.fromkeys((*words, *("-".join(pair) for pair in pairwise(words))))


def subject_area(
    names: Iterable[str], titles: Iterable[str], texts: Sequence[str], leave_out: Iterable[str] = ()
) -> Subject:
    """Tell where a course belongs by whole words of its subject, its title and its text.

    Args:
        names: of its subject and main fields of study.
        titles: in any language.
        texts: lines of its content.
        leave_out: words that do not count, wherever they stand: those of the perspective that examples are
            sought for ("international" makes no course one on politics).

    Returns:
        The area "general" where no area has enough, two have nearly as much, or the subject or the title
        names another one.
    """
    everywhere, in_names = _words()
    out = {word for text in leave_out for word in _WORD.findall(text.lower())}
    counted: Counter[tuple[str, str]] = Counter()
    named = []
    for worth, some in ((_OF_SUBJECT, names), (_OF_TITLE, titles)):
        places = [
            place
            for unit in {unit for text in some for unit in _units(text, out)}
            for place in in_names.get(unit, ())
        ]
        named.append({area for area, _ in places})
        counted.update({place: worth * number for place, number in Counter(places).items()})
    of_text: Counter[tuple[str, str]] = Counter(
        place
        for unit in {unit for text in texts for unit in _units(text, out)}
        for place in everywhere.get(unit, ())
    )
    for place, number in of_text.items():
        counted[place] += min(number, _MOST_OF_TEXT) * _OF_TEXT
    areas: Counter[str] = Counter()
    for (area, _), number in counted.items():
        areas[area] += number
    (area, most), (_, next_most) = (*areas.most_common(2), ("", 0), ("", 0))[:2]
    # What the subject or the title names as another area is not outweighed by the text.
    denied = any(found and area not in found for found in named)
    if denied or most < max(_SURE, _CLEARLY * next_most):
        return Subject(GENERAL)
    own = {topic: number for (where, topic), number in counted.items() if where == area and topic}
    highest = max(own.values(), default=0)
    # A topic of which a word or two are said beside another one is none of the course's.
    return Subject(
        area,
        frozenset(topic for topic, number in own.items() if _CLEARLY * number >= max(highest, _TOPIC * 2)),
    )


def area_name(area: str, lang: str) -> str:
    """Return the name of an area in `lang`."""
    return str(_raw()["areas"][area][lang])


def check_area(area: str) -> str:
    """Return the id of an area as it was given. Raises SettingsError where there is none."""
    known = list(_raw()["areas"])
    if area not in known:
        raise SettingsError(
            N_("There is no subject area %(name)s."),
            N_("Areas: %(known)s."),
            name=area,
            known=", ".join(known),
        )
    return area


def study_level(level: str | None) -> str:
    """Return first or second cycle, from what the syllabus writes as its level."""
    return LEVELS[1] if level and _SECOND.search(level) else LEVELS[0]


def examples_for(subject: Subject, perspective: str, level: str, language: str) -> tuple[Example, ...]:
    """Return the wordings that make sense in a course, those of its own topics first.

    None where its area is unsure, or none fits its topics, or the perspective is of a user's own scheme.
    """
    if subject.area == GENERAL:
        return ()
    found = [
        item
        for item in all_examples()
        if (item.area, item.perspective, item.level, item.language)
        == (subject.area, perspective, level, language)
        and (not item.topics or item.topics & subject.topics)
    ]
    return tuple(sorted(found, key=lambda item: not item.topics))
