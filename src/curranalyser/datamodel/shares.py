"""Figures: how many of how many carry a perspective, how sure that is, and what is left out of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class Indicator:
    """A share with what it is made of. `numerator` and `denominator` count outcomes, courses or credits."""

    numerator: Decimal
    denominator: Decimal

    @property
    def value(self) -> float | None:
        """The share from 0 to 1, or None where the denominator is 0."""
        return float(self.numerator / self.denominator) if self.denominator else None


NOTHING = Indicator(Decimal(0), Decimal(0))


@dataclass(frozen=True, slots=True)
class NotLabelled:
    """How many outcomes in one language are not labelled. `language` is None where it is not known."""

    language: str | None
    outcomes: int


def counted_languages(counts: Mapping[str | None, int]) -> tuple[NotLabelled, ...]:
    """Return counts by language, the most first, that of no known language last."""
    order = sorted(counts.items(), key=lambda item: (item[0] is None, -item[1], item[0] or ""))
    return tuple(NotLabelled(language, count) for language, count in order if count)


@dataclass(frozen=True, slots=True)
class LabelRates:
    """How often the labels of a model are wrong, measured on outcomes that bear labels of people or readers.

    Attributes:
        perspective: its id.
        language: ISO 639-1 code; None for all languages together.
        false_yes: outcomes that are called yes, of those that are no.
        missed: outcomes that are not called yes (those for review among them), of those that are yes.
    """

    perspective: str
    language: str | None
    false_yes: tuple[int, int]
    missed: tuple[int, int]


@dataclass(frozen=True, slots=True)
class RatesData:
    """On what rates of error were measured.

    `outcomes` of so many `institutions` (0 where not said), `drawn` of them as they come; `sha256` is of the
    file.
    """

    outcomes: int
    institutions: int
    drawn: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Band:
    """Between which numbers the known errors of the labels could move a count: see `aggregate.bands`.

    The two are one number where people decided everything. `high` is None only in audits that earlier
    versions made, where nothing is counted.
    """

    low: Decimal
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class ShareBands:
    """The bands of the numerators of a share of outcomes, of courses and of credits."""

    outcomes: Band
    courses: Band
    credits: Band


@dataclass(frozen=True, slots=True)
class PerspectiveShares:
    """The shares of one perspective over a set of courses.

    `outcomes` (each weighs 1), `courses` and `credits` (a course counts that has one such outcome). Outcomes
    that are not labelled are in none of them, nor are courses of which the answer is not known: see
    `course_answer`. With those that are left out, the denominators are all outcomes, and all courses with
    outcomes and their credits.

    Attributes:
        to_review: outcomes whose label asks for a human eye.
        human: outcomes whose label a person decided; `human_yes` are those of them decided yes, and stand in
            the numerator of `outcomes`.
        overruled: those of `human` where the tool had said the opposite.
        distinct: as `outcomes`, with near-identical outcomes counted once.
        not_labelled: outcomes left out of `outcomes`, by language: see `counted_languages`.
        unknown_courses: courses left out of `courses`.
        unknown_credits: credits left out of `credits`.
        syllabi: the courses whose syllabus, with outcomes, is among the files, of the courses that the shares
            are about: of a programme all that it lists.
        headline: whether enough is known for a share to stand for the whole: see
            `AggregateRules.headline_percent`. Where not, only the counts are worth telling, with `syllabi`.
        bands: how far the known errors of the labels could move `outcomes`, `courses` and `credits`; None
            where they are not measured.
    """

    perspective: str
    outcomes: Indicator
    courses: Indicator
    credits: Indicator
    to_review: int = 0
    human: int = 0
    human_yes: int = 0
    overruled: int = 0
    distinct: Indicator = NOTHING
    not_labelled: tuple[NotLabelled, ...] = ()
    unknown_courses: int = 0
    unknown_credits: Decimal = Decimal(0)
    syllabi: Indicator = NOTHING
    headline: bool = True
    bands: ShareBands | None = None


Dimension = Literal["term", "year", "level", "main field", "subject", "subject group", "department"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharesGroup:
    """The shares over the courses that have something in common.

    Attributes:
        dimension: what they have in common.
        value: the number of the term or year; "first cycle", "second cycle" or the words of the syllabus for
            a level; the name of a main field, subject, subject group or department. "" is the class of the
            courses for which it is not stated.
        course_keys: the courses, those without outcomes too.
    """

    dimension: Dimension
    value: str
    course_keys: tuple[str, ...]
    shares: tuple[PerspectiveShares, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupsReached:
    """How many of the groups of one dimension have a course that carries a perspective.

    Attributes:
        groups: those with at least one such course, of those that are named and of which it is known.
        named: the names of the former.
        unknown: the names of those of which it is not known: no course of theirs carries it, and of some it
            is not known, or none has a syllabus with outcomes.
    """

    dimension: Dimension
    perspective: str
    groups: Indicator
    named: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseStanding:
    """How many courses stand how to one perspective, each of the courses with outcomes.

    A course of which outcomes that are not labelled would decide is left out.

    Attributes:
        related: courses with at least `AggregateRules.related_outcomes` outcomes that carry the perspective.
        focused: those of the related ones in which at least `AggregateRules.focused_percent` of the outcomes
            carry it.
        opportunity: courses with the perspective in title, aim or content, and in no outcome.
        focused_courses: keys of the focused courses.
    """

    perspective: str
    related: Indicator
    focused: Indicator
    opportunity: Indicator
    focused_courses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageShare:
    """The courses with one language of instruction, of all courses with a syllabus, and their credits.

    `language` is ISO 639-1 codes joined by "+", or a status of `InstructionStatus` where the syllabus names
    none or contradicts itself.
    """

    language: str
    courses: Indicator
    credits: Indicator
    course_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExchangeCourse:
    """A course that could be opened to exchange students.

    `basis`: English is its main language, possible, or possible under a condition.
    """

    course_key: str
    basis: Literal["main", "possible", "conditional"]


@dataclass(frozen=True, slots=True)
class LanguageProfile:
    """The languages of instruction of a set of courses.

    Attributes:
        shares: one a language or status, by number of courses; together they are all courses of the set.
        exchange: the courses that could be opened to exchange students.
        exchange_courses: their share of the courses whose syllabus says whether it is so.
        exchange_credits: their share of the credits of those.
        differing: keys of courses that name only languages which the programme's own statement does not name.
        exchange_unknown: keys of the courses whose syllabus does not say it: it states no language, leaves it
            to each offering, or contradicts itself. They are in neither share.
        syllabi: the courses with a syllabus, of those that the profile is about: of a programme all that it
            lists.
        headline: whether enough of them have one for the shares by language to stand for the whole.
        exchange_headline: likewise, whether enough of those say whether they are open to exchange students.
    """

    shares: tuple[LanguageShare, ...] = ()
    exchange: tuple[ExchangeCourse, ...] = ()
    exchange_courses: Indicator = NOTHING
    exchange_credits: Indicator = NOTHING
    differing: tuple[str, ...] = ()
    exchange_unknown: tuple[str, ...] = ()
    syllabi: Indicator = NOTHING
    headline: bool = True
    exchange_headline: bool = True
