"""Syllabi with one code → courses: which of them are versions of one course, and which are other courses.

Two syllabi with one code are one course where one of these rules says so; where none does they are two
courses, both counted, and the audit says so.

In one language:

- *other day*: the titles agree, and they are valid from different days, or only one says from when.
- *renamed*: they are valid from different days under other titles, and most outcomes are the same.
- *again*: title and credits agree, and half of the outcomes are the same or one of them has none.
- *retitled*: credits agree, and nearly all outcomes are the same.
- *published*: one is a document and the other a record of a catalogue, and the titles agree or half of the
  outcomes are the same: what they have differently is said.

In two languages:

- *named*: one names the title of the other as its English title, or both have one title; the credits agree or
  the days differ, or it is named and nearly all outcomes say the same: then the audit says that the credits
  differ.
- *published*: one is a document and the other a record of a catalogue, and one names the title of the other.
- *same words*: half of the outcomes are the same, as where one of the files holds both languages.
- *parallel*: credits agree, neither has more than twice the outcomes of the other, and no English title says
  otherwise (unless the outcomes are as many).

What is not said (a title, credits) contradicts nothing. A syllabus that could be the translation of several
courses is taken for that of the one that fits best, and stands for itself where none does.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import takewhile

from curranalyser.aggregate.parallel import parallel_places
from curranalyser.aggregate.versions import Version, one_is_record, validity
from curranalyser.datamodel import AnalysedSyllabus, SharedCode, main_outcomes

# Shares of the outcomes of the shorter syllabus, or of the words of both, that both have. Chosen, not
# measured.
ALIKE = 0.5
WORDS_ALIKE = 0.6
NEARLY_ALL = 0.8
# How many times as many outcomes a translation may have; one that lacks some is still a translation.
PARALLEL = 2
# Syllabi with one code that are compared pair by pair. More of them bear a placeholder, not a code.
MOST_COMPARED = 60


def normalise_title(title: str) -> str:
    """Return a title as it is compared: lower case, letters and digits only."""
    return re.sub(r"\W+", "", title.lower())


@dataclass(frozen=True)
class VersionFacts:
    """What is compared of one syllabus, whatever its kind; "" and None for what it does not say."""

    version: Version

    @cached_property
    def credits(self) -> Decimal | None:
        """The credits of the course or programme."""
        return self.version[0].syllabus.header.credits

    @cached_property
    def day(self) -> str:
        """From when it is valid, in a form that can be sorted."""
        return validity(self.version[0])

    @cached_property
    def language(self) -> str:
        """ISO 639-1 code of what it is written in."""
        return self.version[0].syllabus.language or ""


@dataclass(frozen=True)
class _Facts(VersionFacts):
    """What is compared of one course syllabus."""

    @cached_property
    def title(self) -> str:
        return normalise_title(self.version[0].syllabus.header.title or "")

    @cached_property
    def title_en(self) -> str:
        return normalise_title(self.version[0].syllabus.header.title_en or "")

    @cached_property
    def texts(self) -> frozenset[str]:
        return frozenset(re.sub(r"\W+", "", item.outcome.text.lower()) for item in self.version[0].outcomes)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(
            word
            for item in self.version[0].outcomes
            for word in re.findall(r"\w+", item.outcome.text.lower())
        )

    @cached_property
    def number(self) -> int:
        """How many outcomes it has, a translation in the same file left out."""
        return len(main_outcomes(self.version[0]))

    @cached_property
    def place(self) -> str:
        return self.version[1]


def _agree(first: object, second: object) -> bool:
    """Whether two facts do not contradict each other: equal, or one of them not said."""
    return not first or not second or first == second


def _common(one: _Facts, other: _Facts) -> float:
    """Return which share of the outcomes both have, by their texts or by the words of all of them."""
    if not one.texts or not other.texts:
        return 0.0
    texts = len(one.texts & other.texts) / min(len(one.texts), len(other.texts))
    words = len(one.words & other.words) / max(len(one.words | other.words), 1)
    return max(texts, 1.0 if words >= NEARLY_ALL else ALIKE if words >= WORDS_ALIKE else 0.0)


def _other_day(one: _Facts, other: _Facts) -> bool:
    return one.day != other.day and _agree(one.title, other.title)


def _renamed(one: _Facts, other: _Facts) -> bool:
    return one.day != other.day and _common(one, other) > ALIKE


def _again(one: _Facts, other: _Facts) -> bool:
    if not _agree(one.title, other.title) or not _agree(one.credits, other.credits):
        return False
    return not one.texts or not other.texts or _common(one, other) >= ALIKE


def _retitled(one: _Facts, other: _Facts) -> bool:
    return _agree(one.credits, other.credits) and _common(one, other) >= NEARLY_ALL


def _published(one: _Facts, other: _Facts) -> bool:
    if not one_is_record(one.version[0], other.version[0]):
        return False
    return _names_other(one, other) or _agree(one.title, other.title) or _common(one, other) >= ALIKE


def _published_translated(one: _Facts, other: _Facts) -> bool:
    return one_is_record(one.version[0], other.version[0]) and _names_other(one, other)


def _names_other(one: _Facts, other: _Facts) -> bool:
    """Whether one names the title of the other, as its own or as its English one."""
    pairs = ((one.title_en, other.title), (other.title_en, one.title), (one.title, other.title))
    return any(first and first == second for first, second in pairs)


def _named(one: _Facts, other: _Facts) -> bool:
    if not _agree(one.credits, other.credits) and one.day == other.day:
        return _misprinted(one, other)
    return _names_other(one, other)


def _misprinted(one: _Facts, other: _Facts) -> bool:
    """Whether two syllabi are one course although their credits differ.

    One names the other's title as its English one, and nearly all outcomes of either say what one of the
    other says.
    """
    if not any(
        first and first == second
        for first, second in ((one.title_en, other.title), (other.title_en, one.title))
    ):
        return False
    texts = [[item.outcome.text for item in main_outcomes(facts.version[0])] for facts in (one, other)]
    return len(parallel_places(*texts)) >= max(NEARLY_ALL * max(map(len, texts)), 1)


def _same_words(one: _Facts, other: _Facts) -> bool:
    return _common(one, other) >= ALIKE


def _parallel(one: _Facts, other: _Facts) -> bool:
    if not _agree(one.credits, other.credits):
        return False
    fewer, more = sorted((one.number, other.number))
    if fewer and more > PARALLEL * fewer:
        return False
    named = one.title_en or other.title_en
    return not named or (fewer == more and fewer > 1)


Rule = Callable[[_Facts, _Facts], bool]
VERSION_RULES: tuple[Rule, ...] = (_other_day, _renamed, _again, _retitled, _published)
# The strongest first.
TRANSLATION_RULES: tuple[Rule, ...] = (_named, _published_translated, _same_words, _parallel)


def part_courses(versions: Sequence[Version], home_language: str) -> list[list[Version]]:
    """Part the syllabi of one code into courses.

    Args:
        versions: each with its file, in order.
        home_language: whose courses translations are looked for first.

    Returns:
        The versions of each course, in the order of the first of each.
    """
    if len(versions) == 1:
        return [list(versions)]
    facts = [_Facts(version) for version in versions]
    by_language: dict[str, list[_Facts]] = defaultdict(list)
    for item in facts:
        by_language[item.language].append(item)
    courses: list[list[_Facts]] = []
    for language in sorted(by_language, key=lambda code: (code != home_language, code)):
        courses = _with_translations(courses, _clusters(by_language[language]))
    place = {id(item): number for number, item in enumerate(facts)}
    ordered = [sorted(course, key=lambda item: place[id(item)]) for course in courses]
    ordered.sort(key=lambda course: place[id(course[0])])
    return [[item.version for item in course] for course in ordered]


def _clusters(facts: Sequence[_Facts]) -> list[list[_Facts]]:
    """Put together the versions in one language: each with those that it resembles most."""
    if len(facts) > MOST_COMPARED:
        by_title: dict[str, list[_Facts]] = defaultdict(list)
        for item in facts:
            by_title[item.title].append(item)
        if len(by_title) > 1:
            return [cluster for same in by_title.values() for cluster in _clusters(same)]
        alike: dict[object, list[_Facts]] = defaultdict(list)
        for item in facts:
            alike[item.credits, item.texts].append(item)
        return list(alike.values())
    clusters: list[list[_Facts]] = []
    for item in facts:
        fitting = [cluster for cluster in clusters if _belongs(item, cluster)]
        if fitting:
            max(fitting, key=lambda cluster: max(_common(item, other) for other in cluster)).append(item)
        else:
            clusters.append([item])
    return clusters


def _belongs(item: _Facts, cluster: Sequence[_Facts]) -> bool:
    """Whether a syllabus is a version of one in the cluster, and of each that is valid from its day."""

    def version_of(other: _Facts) -> bool:
        return any(rule(item, other) for rule in VERSION_RULES)

    return any(map(version_of, cluster)) and all(
        version_of(other) for other in cluster if other.day == item.day
    )


def _common_beginning(one: str, other: str) -> int:
    """Return in how many characters two file names begin alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _fit(course: Sequence[_Facts], other: Sequence[_Facts]) -> tuple[int, ...]:
    """Say how well two sets of versions in two languages fit each other; () where they do not."""
    best: tuple[int, ...] = ()
    for one in course:
        for two in other:
            if one.language == two.language:
                continue
            rank = next((place for place, rule in enumerate(TRANSLATION_RULES) if rule(one, two)), None)
            if rank is not None:
                nearness = (
                    -rank,
                    int(one.credits is not None and one.credits == two.credits),
                    int(bool(one.day) and one.day == two.day),
                    -abs(one.number - two.number),
                    _common_beginning(one.place, two.place),
                )
                best = max(best, nearness)
    return best


def _with_translations(
    courses: Sequence[list[_Facts]], clusters: Sequence[list[_Facts]]
) -> list[list[_Facts]]:
    """Give each cluster of a further language to the course it fits best, if that fits no other better."""
    if len(courses) * len(clusters) > MOST_COMPARED**2:
        return [*courses, *clusters]
    fits = [[_fit(course, cluster) for cluster in clusters] for course in courses]
    joined = [list(course) for course in courses]
    alone = []
    for column, cluster in enumerate(clusters):
        scores = [row[column] for row in fits]
        best = max(scores, default=())
        taker = scores.index(best) if best else None
        if taker is not None and scores.count(best) == 1 and _only_best(fits[taker], column):
            joined[taker] += cluster
        else:
            alone.append(cluster)
    return [*joined, *alone]


def _only_best(scores: Sequence[tuple[int, ...]], column: int) -> bool:
    return scores[column] == max(scores) and list(scores).count(scores[column]) == 1


def shared_code(code: str, courses: Sequence[tuple[str, Sequence[AnalysedSyllabus]]]) -> SharedCode:
    """Say what tells apart several courses with one code.

    Args:
        code: as it is compared.
        courses: the key and the versions of each, the one that counts first.
    """
    mains = [_Facts((versions[0], key)) for key, versions in courses]
    differing: list[str] = []
    if len({main.title for main in mains if main.title}) > 1:
        differing.append("title")
    if len({main.credits for main in mains if main.credits is not None}) > 1:
        differing.append("credits")
    if len({main.texts for main in mains}) > 1:
        differing.append("outcomes")
    return SharedCode(code, tuple(key for key, _ in courses), tuple(differing))  # type: ignore[arg-type]


def apart_keys(code: str, titles: Iterable[str | None], taken: Iterable[str] = ()) -> list[str]:
    """Return a key for each of several courses with one code.

    With its title, and a number where that is taken.

    Args:
        code: as it is compared.
        titles: of the courses.
        taken: keys of others.
    """
    keys: list[str] = []
    others = set(taken)
    for title in titles:
        named = title and normalise_title(title) != normalise_title(code)
        name = f"{code} {' '.join(str(title).split())}" if named else code
        number = 1
        key = name
        while key in others:
            number += 1
            key = f"{name} ({number})"
        others.add(key)
        keys.append(key)
    return keys
