"""Offerings of courses as a register tells them, and what they say of the language beside the syllabi."""

from dataclasses import dataclass
from typing import Literal

from curranalyser.datamodel.shares import NOTHING, Indicator, LanguageShare

# What the offerings of a course are to its syllabus: in a language that it names, in one that it does not
# name, or the answer where it names none, leaves it to each offering or contradicts itself.
OfferedVerdict = Literal["agrees", "differs", "answers"]


@dataclass(frozen=True, slots=True)
class OfferedRow:
    """Offerings of one course in one year that are told alike.

    Attributes:
        code: of the course, as the register writes it.
        languages: ISO 639-1 codes in the order of the alphabet; at least one.
        year: in which they begin; None where not said.
        count: how many.
    """

    code: str
    languages: tuple[str, ...]
    year: int | None
    count: int


@dataclass(frozen=True, slots=True)
class GivenOfferings:
    """A file of offerings that the user gave.

    Attributes:
        rows: those of courses that say their language; in an audit those of its courses alone.
        source: path of the file as shown; "" where none was given.
        sha256: hex digest of its bytes.
        offerings: how many offerings of courses it holds, cancelled ones left out.
        not_said: how many of them say no language.
        cancelled: how many are cancelled.
        programmes: how many are of programmes, which are not counted.
        malformed: how many records could not be read.
        several_providers: codes that several providers have: theirs are not counted.
    """

    rows: tuple[OfferedRow, ...] = ()
    source: str = ""
    sha256: str = ""
    offerings: int = 0
    not_said: int = 0
    cancelled: int = 0
    programmes: int = 0
    malformed: int = 0
    several_providers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfferedLanguage:
    """So many offerings in a language, or in several at once: codes joined by "+"."""

    language: str
    offerings: int


@dataclass(frozen=True, slots=True)
class CourseOfferings:
    """The offerings of a course that say their language.

    Attributes:
        course_key: of the course.
        offerings: how many.
        languages: of these, by language, the most first.
        years: in which they begin, where said.
        syllabus: what the syllabus says: the class in which `LanguageProfile` counts the course.
        verdict: how the two stand to each other.
    """

    course_key: str
    offerings: int
    languages: tuple[OfferedLanguage, ...]
    years: tuple[int, ...]
    syllabus: str
    verdict: OfferedVerdict


@dataclass(frozen=True, slots=True)
class OfferedYear:
    """A year of a series: its offerings of courses of the audit, and the share of each language of them."""

    year: int
    offerings: int
    shares: tuple[tuple[str, Indicator], ...]


@dataclass(frozen=True, slots=True)
class OfferingsProfile:
    """What the offerings say of the language of instruction of the courses of an audit.

    Attributes:
        known: courses with an offering that says its language, of all courses.
        shares: of the courses with one, by the languages of all their offerings together.
        courses: one record each, in the order of the audit.
        years: a series, where the file has more than one year.
        unmatched: offerings that say a language, of courses that are not in the audit.
        headline: whether enough courses have one for the shares to stand for the whole.
    """

    known: Indicator = NOTHING
    shares: tuple[LanguageShare, ...] = ()
    courses: tuple[CourseOfferings, ...] = ()
    years: tuple[OfferedYear, ...] = ()
    unmatched: int = 0
    headline: bool = True
