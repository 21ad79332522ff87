"""Every pattern of the shipped cues beside a phrase that shows it at work, and beside its twin.

A pattern fires in its phrase; an exclusion takes away what the cue's own patterns find in its phrase.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from cutting import cut

from curranalyser.classify.cues import LANGUAGES, CueFinder, Idea, parse_cues, read_ideas
from curranalyser.classify.elements import Elements
from curranalyser.classify.lemmas import lemmas_of
from curranalyser.classify.names import NameFinder
from curranalyser.classify.patterns import PatternMatcher
from curranalyser.scheme import load_scheme
from curranalyser.train import Resources, build_resources

CUES = Path(__file__).resolve().parents[2] / "corpus" / "cues.toml"
ROLES = ("", "not", "unless")


class Place(NamedTuple):
    """Where an idea stands: its cue, the language and the role of its patterns ("", "not" or "unless")."""

    cue: str
    language: str
    role: str
    idea: Idea


def places(data: bytes) -> Iterator[Place]:
    for item in tomllib.loads(data.decode("utf-8"))["cues"]:
        for role in ROLES:
            part = item.get(role, {}) if role else item
            for language in LANGUAGES:
                for idea in read_ideas(part.get(language, "")):
                    yield Place(item["id"], language, role, idea)


@pytest.fixture(scope="module")
def resources() -> Resources:
    scheme = load_scheme()
    return build_resources(parse_cues(CUES.read_bytes(), scheme), scheme)


class _Patterns:
    """Says which patterns of one language match a text, and where."""

    def __init__(self, resources: Resources, language: str) -> None:
        home = load_scheme().home_country
        names = NameFinder(resources.names[language], home, frozenset(resources.official_languages[home]))
        book, lemmas = resources.cues, resources.lemmas[language]
        self.patterns = sorted(
            {
                pattern
                for cue in book.cues
                for part in (cue.patterns, cue.excluded, cue.unless)
                for pattern in part.get(language, ())
            }
        )
        self.language = language
        elements = Elements(
            book.sets[language], lambda word: lemmas_of(word, lemmas), names.classes, names.several
        )
        self.matcher = PatternMatcher(self.patterns, elements)

    def spans(self, text: str) -> dict[str, list[tuple[int, int]]]:
        tokens = [token.text for token in cut(text, self.language)]
        found: dict[str, list[tuple[int, int]]] = {}
        for match in self.matcher.find(self.matcher.elements.look_up(tokens)):
            found.setdefault(self.patterns[match.pattern], []).append((match.first, match.last))
        return found


def _at_work(place: Place, own: tuple[str, ...], spans: dict[str, list[tuple[int, int]]]) -> set[str]:
    """The patterns of an idea that do in a phrase what they are for."""
    hits = [span for pattern in own for span in spans.get(pattern, ())]

    def works(pattern: str) -> bool:
        here = spans.get(pattern, [])
        if place.role == "not":
            return any(start < last and first < end for start, end in here for first, last in hits)
        return bool(here) and bool(hits)

    return {pattern for pattern in place.idea.patterns if works(pattern)}


def failures(data: bytes, resources: Resources) -> list[str]:
    matchers = {language: _Patterns(resources, language) for language in LANGUAGES}
    home = load_scheme().home_country
    finder = CueFinder(
        resources.cues, resources.names, resources.lemmas, home, resources.official_languages[home]
    )
    cues = {cue.id: cue for cue in resources.cues.cues}
    found: list[str] = []
    for place in places(data):
        where = f"{place.cue} / {place.language} {place.role}".rstrip()
        own = cues[place.cue].patterns.get(place.language, ())
        missing = set(place.idea.patterns)
        for phrase in place.idea.phrases:
            working = _at_work(place, own, matchers[place.language].spans(phrase))
            missing -= working
            if not working:
                found.append(f"{where}: no pattern is at work in “{phrase}”")
            speaks = any(
                hit.cue.id == place.cue for hit in finder.find(cut(phrase, place.language), place.language)[0]
            )
            if speaks == bool(place.role):
                found.append(f"{where}: the cue {'is' if speaks else 'is not'} found in “{phrase}”")
        found += [f"{where}: no phrase for “{pattern}”" for pattern in sorted(missing)]
    return found


def test_every_pattern_is_at_work_in_its_phrase(resources: Resources) -> None:
    assert not failures(CUES.read_bytes(), resources)


def test_missing_phrases_and_missing_patterns_are_found(resources: Resources) -> None:
    data = CUES.read_bytes()
    cue, phrase = "neighbouring languages / en", b":: read Danish and Norwegian"
    assert data.count(phrase) == 1
    (missing,) = failures(data.replace(phrase, b""), resources)
    assert missing == f"{cue}: no phrase for “Danish|Norwegian and|or <1> Norwegian|Danish”"
    wrong = failures(data.replace(phrase, b":: read Danish"), resources)
    assert f"{cue}: no pattern is at work in “read Danish”" in wrong
    assert missing in wrong


def without_twin(data: bytes) -> list[str]:
    """The ideas of one language that the other does not have, and the reasons that are none."""
    ideas: dict[tuple[str, str], dict[str, str]] = {}
    for place in places(data):
        names = ideas.setdefault((place.cue, place.language), {})
        names[place.idea.name] = names.get(place.idea.name) or place.idea.alone
    found = []
    for cue, language in sorted(ideas):
        theirs = ideas.get((cue, "en" if language == "sv" else "sv"), {})
        for name, why in ideas[cue, language].items():
            if (name in theirs) == bool(why):
                found.append(f"{cue} / {language}: {name or 'no name'}{': ' if why else ''}{why}")
    return found


def test_what_one_language_says_the_other_says_too_or_a_reason_stands_beside_it() -> None:
    assert not without_twin(CUES.read_bytes())


def test_phrases_and_names_of_ideas_are_no_patterns() -> None:
    text = """
    ocean*
    [trade]
    tariff* :: the tariffs of a union
    customs|import duty :: a customs duty
    quota*
    embargo :: quotas and an embargo
    :: an embargo alone
    [fish: only here]
    herring
    """
    ideas = read_ideas(text)
    assert [(idea.name, idea.alone, idea.patterns, idea.phrases) for idea in ideas] == [
        ("", "", ("ocean*",), ()),
        ("trade", "", ("tariff*",), ("the tariffs of a union",)),
        ("trade", "", ("customs|import duty",), ("a customs duty",)),
        ("trade", "", ("quota*", "embargo"), ("quotas and an embargo", "an embargo alone")),
        ("fish", "only here", ("herring",), ()),
    ]
    book = parse_cues(f"[[cues]]\nid = 'a'\nrule = 'INT-Y1'\nen = '''{text}'''".encode(), load_scheme())
    assert book.cues[0].patterns["en"] == (
        "ocean*", "tariff*", "customs|import duty", "quota*", "embargo", "herring"
    )  # fmt: skip
