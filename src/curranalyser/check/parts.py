"""R.

The parts of a syllabus that the Swedish Higher Education Ordinance requires, and that were not found.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from curranalyser.check.finding import Finding
from curranalyser.check.report import Subject
from curranalyser.datamodel import Section, SectionKind, Syllabus, SyllabusKind

COUNTRY = "SE"
# Syllabi of Swedish universities are in Swedish, with translations into English; what is in another language
# comes from elsewhere.
# A short draft whose language cannot be told is taken for one of theirs.
LANGUAGES = ("sv", "en", None)
# Where a sentence that states a part may stand, besides the part's own section. Elsewhere the same words are
# about something else: "examination" among the outcomes, "a degree of bachelor" under entry requirements.
_OPEN = frozenset({SectionKind.AIM, SectionKind.OTHER, SectionKind.TEACHING})


@dataclass(frozen=True, slots=True)
class _Part:
    """A required part.

    Attributes:
        rule: the rule that misses it.
        kind: of the syllabus that must have it.
        stated: whether a field, or what was read as a whole, states it.
        section: of its own.
        words: key in parts.toml: of words that state it in one of `bare`, and with "_said" behind it of
            wordings that state it in one of `within`.
        bare: sections in which its bare words suffice.
        within: sections in which a sentence may state it.
        headed: its bare words make a section of its own of one whose heading is not known.
    """

    rule: str
    kind: SyllabusKind
    stated: Callable[[Syllabus], bool]
    section: SectionKind | None = None
    words: str = ""
    bare: frozenset[SectionKind] = frozenset()
    within: frozenset[SectionKind] = frozenset()
    headed: bool = False


_COURSE, _PROGRAMME = SyllabusKind.COURSE, SyllabusKind.PROGRAMME
_HEAD = frozenset({SectionKind.HEADER})
_PARTS = (
    _Part(
        "R501",
        _COURSE,
        lambda syllabus: syllabus.header.level is not None,
        words="level",
        bare=_HEAD,
        within=_OPEN,
    ),
    _Part(
        "R502",
        _COURSE,
        lambda syllabus: syllabus.header.credits is not None,
        words="credits",
        bare=_HEAD,
        within=_OPEN,
    ),
    _Part("R503", _COURSE, lambda syllabus: bool(syllabus.outcomes)),
    _Part(
        rule="R504",
        kind=_COURSE,
        stated=lambda _: False,
        section=SectionKind.ENTRY,
        words="entry",
        bare=_HEAD,
        within=_OPEN,
        headed=True,
    ),
    _Part(
        rule="R505",
        kind=_COURSE,
        stated=lambda syllabus: any(outcome.assessments for outcome in syllabus.outcomes),
        section=SectionKind.ASSESSMENT,
        words="assessment",
        within=_OPEN | {SectionKind.GRADING, SectionKind.HEADER},
        headed=True,
    ),
    _Part(
        rule="R511",
        kind=_PROGRAMME,
        stated=lambda syllabus: bool(syllabus.course_refs),
        section=SectionKind.COURSES,
    ),
    _Part(
        rule="R512",
        kind=_PROGRAMME,
        stated=lambda _: False,
        section=SectionKind.ENTRY,
        words="entry",
        bare=_HEAD,
        within=_OPEN | {SectionKind.CONTENT, SectionKind.COURSES},
        headed=True,
    ),
)


@lru_cache(maxsize=1)
def _words() -> dict[str, re.Pattern[str]]:
    raw = tomllib.loads((resources.files("curranalyser.check") / "parts.toml").read_text(encoding="utf-8"))
    return {part: re.compile("|".join(patterns), re.IGNORECASE) for part, patterns in raw.items()}


def check_parts(subject: Subject) -> Iterator[Finding]:
    """Yield R501–R505 for a course syllabus and R511–R512 for a programme syllabus.

    Only where the scheme's home country is Sweden.

    A part counts as found where its field or its section was recognised, or where its words stand in a
    section that may hold it. A heading with nothing below it is no part.
    """
    syllabus = subject.checked.syllabus
    if subject.scheme.home_country != COUNTRY or syllabus.language not in LANGUAGES:
        return
    for part in _PARTS:
        if part.kind is syllabus.kind and not _is_there(part, syllabus):
            yield subject.finding(part.rule, subject.checked.title, syllabus.pages[0])


def _is_there(part: _Part, syllabus: Syllabus) -> bool:
    return part.stated(syllabus) or _has_section(part, syllabus.sections) or _is_said(part, syllabus)


def _has_section(part: _Part, sections: tuple[Section, ...]) -> bool:
    """Whether a section of the part has text, its own or that of sub-headings that are not known."""
    for position, section in enumerate(sections):
        if _is_own(part, section):
            following = sections[position + 1] if position + 1 < len(sections) else None
            below = following is not None and following.kind in (section.kind, SectionKind.OTHER)
            if section.lines or below or _says_more(section.heading):
                return True
    return False


def _is_own(part: _Part, section: Section) -> bool:
    if section.kind is part.section:
        return True
    unknown = part.headed and section.kind in (SectionKind.OTHER, SectionKind.TEACHING)
    return unknown and _words()[part.words].search(section.heading) is not None


def _says_more(heading: str) -> bool:
    """Whether a heading has its text behind it on one line: "Examination: a written test"."""
    _, colon, behind = heading.partition(":")
    return bool(colon) and bool(behind.strip())


def _is_said(part: _Part, syllabus: Syllabus) -> bool:
    """Whether the words of a part stand where they state it."""
    if not part.words:
        return False
    words = _words()
    bare, said = words[part.words], words.get(f"{part.words}_said")
    titles = {syllabus.header.title, syllabus.header.title_en}
    for section in syllabus.sections:
        pattern = bare if section.kind in part.bare else said if section.kind in part.within else None
        if pattern is not None and any(
            pattern.search(text) is not None
            for text in (section.heading, *(line.text for line in section.lines))
            if text not in titles
        ):
            return True
    return False
