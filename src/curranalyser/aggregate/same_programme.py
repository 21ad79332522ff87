"""Programme syllabi with one code → programmes: which are versions of one, and which are other programmes.

Two programme syllabi with one code contradict each other, and are two programmes, where their titles differ
and

- their lists of courses have less than half in common, or
- their credits differ, unless they are valid from different days and have half of their courses in common: a
  programme is renamed and lengthened, but it keeps its courses.

Of the courses of syllabi in two languages only those with codes are compared, and only these and the credits
tell them apart from translations. What is not said (a title, credits, a list of courses) contradicts nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from curranalyser.aggregate.same_code import ALIKE, MOST_COMPARED, VersionFacts, normalise_title
from curranalyser.aggregate.versions import Version
from curranalyser.datamodel import AnalysedSyllabus, EntryKind, SharedProgrammeCode


@dataclass(frozen=True)
class _Facts(VersionFacts):
    """What is compared of one programme syllabus."""

    @cached_property
    def titles(self) -> frozenset[str]:
        header = self.version[0].syllabus.header
        return frozenset(normalise_title(title) for title in (header.title, header.title_en) if title) - {""}

    @cached_property
    def courses(self) -> tuple[tuple[str, str], ...]:
        """Code and title of each listed course, as they are compared."""
        return tuple(
            dict.fromkeys(
                (re.sub(r"[\s-]", "", ref.code or "").upper(), normalise_title(ref.title or ""))
                for ref in self.version[0].syllabus.course_refs
                if ref.kind is EntryKind.COURSE
            )
        )


def _common(one: _Facts, other: _Facts) -> float | None:
    """Return which share of the shorter list of courses is in the longer one; None where nothing says it."""
    same_language = one.language == other.language
    lists = [
        [entry for entry in facts.courses if entry[0] or (same_language and entry[1])]
        for facts in (one, other)
    ]
    shorter, longer = sorted(lists, key=len)
    if not shorter:
        return None
    codes = {code for code, _ in longer} - {""}
    titles = ({title for _, title in longer} if same_language else set()) - {""}
    return sum(code in codes or title in titles for code, title in shorter) / len(shorter)


def _titles_differ(one: _Facts, other: _Facts) -> bool:
    return bool(one.titles) and bool(other.titles) and not one.titles & other.titles


def _credits_differ(one: _Facts, other: _Facts) -> bool:
    return one.credits is not None and other.credits is not None and one.credits != other.credits


def _contradict(one: _Facts, other: _Facts) -> bool:
    """Whether two syllabi with one code are of two programmes."""
    if not _titles_differ(one, other):
        return False
    common = _common(one, other)
    if common is not None and common < ALIKE:
        return True
    revised = common is not None and one.day != other.day
    return _credits_differ(one, other) and not revised


def _belongs(item: _Facts, programme: Sequence[_Facts]) -> bool:
    """Whether a syllabus is a version of one of a programme's, and of each that is valid from its day."""
    fitting = [other for other in programme if not _contradict(item, other)]
    return bool(fitting) and all(other in fitting for other in programme if other.day == item.day)


def part_programmes(versions: Sequence[Version], _home_language: str = "") -> list[list[Version]]:
    """Part the programme syllabi of one code into programmes.

    Args:
        versions: each with its file, in order.

    Returns:
        The versions of each programme, in the order of the first of each.
    """
    if len(versions) > MOST_COMPARED:  # a placeholder, not a code
        by_title: dict[frozenset[str], list[Version]] = {}
        for version in versions:
            by_title.setdefault(_Facts(version).titles, []).append(version)
        return list(by_title.values())
    programmes: list[list[_Facts]] = []
    # What says most goes first: what says nothing of itself fits everything, and parts no programmes.
    facts = [_Facts(version) for version in versions]
    for item in sorted(facts, key=lambda one: (not one.titles, not one.courses)):
        fitting = [programme for programme in programmes if _belongs(item, programme)]
        if fitting:
            max(fitting, key=lambda programme: _nearness(item, programme)).append(item)
        else:
            programmes.append([item])
    place = {id(item): number for number, item in enumerate(facts)}
    ordered = [sorted(programme, key=lambda item: place[id(item)]) for programme in programmes]
    ordered.sort(key=lambda programme: place[id(programme[0])])
    return [[item.version for item in programme] for programme in ordered]


def _nearness(item: _Facts, programme: Sequence[_Facts]) -> tuple[float, bool, bool]:
    return (
        max(_common(item, other) or 0.0 for other in programme),
        any(item.titles & other.titles for other in programme),
        any(item.credits == other.credits for other in programme),
    )


def shared_programme_code(
    code: str, programmes: Sequence[tuple[str, AnalysedSyllabus]]
) -> SharedProgrammeCode:
    """Say what tells apart several programmes with one code.

    Args:
        code: as it is compared.
        programmes: the key of each, and the version that counts.
    """
    facts = [_Facts((analysed, key)) for key, analysed in programmes]
    differing: list[str] = []
    if len({item.titles for item in facts if item.titles}) > 1:
        differing.append("title")
    if len({item.credits for item in facts if item.credits is not None}) > 1:
        differing.append("credits")
    if len({frozenset(item.courses) for item in facts}) > 1:
        differing.append("courses")
    return SharedProgrammeCode(code, tuple(key for key, _ in programmes), tuple(differing))  # type: ignore[arg-type]
