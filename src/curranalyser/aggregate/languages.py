"""The languages of instruction of a set of courses.

Shares by language, and what could be opened to exchange students.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal

from curranalyser.aggregate.shares import NO_RULES
from curranalyser.datamodel import (
    AggregateRules,
    CourseProfile,
    ExchangeCourse,
    Indicator,
    InstructionStatus,
    LanguageOfInstruction,
    LanguageProfile,
    LanguageShare,
)

EXCHANGE_LANGUAGE = "en"


def language_class(instruction: LanguageOfInstruction) -> str:
    """Return the class a course is counted in.

    It is its main languages in the order of the alphabet, joined by "+", or the status where there is none,
    or where two places disagree.
    """
    if instruction.status is InstructionStatus.CONFLICT or not instruction.main:
        return str(instruction.status)
    return "+".join(sorted(set(instruction.main)))


def exchange_basis(instruction: LanguageOfInstruction) -> Literal["main", "possible", "conditional"] | None:
    """Return why a course could be opened to exchange students.

    None where its syllabus names no teaching in English, or contradicts itself.
    """
    if instruction.status is InstructionStatus.CONFLICT:
        return None
    if EXCHANGE_LANGUAGE in instruction.main:
        return "main"
    if EXCHANGE_LANGUAGE in instruction.possible:
        return "conditional" if instruction.status is InstructionStatus.CONDITIONAL else "possible"
    return None


# What says no more of a language than that it hangs on something else, or nothing.
_UNDECIDED = frozenset(
    {InstructionStatus.CONFLICT, InstructionStatus.NOT_STATED, InstructionStatus.PER_OFFERING}
)


def _says_whether_open(instruction: LanguageOfInstruction) -> bool:
    """Whether a syllabus says if the course could be opened to exchange students."""
    return exchange_basis(instruction) is not None or (
        instruction.status not in _UNDECIDED and bool(instruction.main)
    )


def _differs(course: LanguageOfInstruction, own: LanguageOfInstruction) -> bool:
    named = {*course.main, *course.possible}
    stated = {*own.main, *own.possible}
    return bool(named) and bool(stated) and not named & stated


def _indicators(
    some: Sequence[tuple[CourseProfile, Decimal]], whole: Sequence[tuple[CourseProfile, Decimal]]
) -> tuple[Indicator, Indicator]:
    """Return the share that some courses have of others, and of their credits."""

    def credits_of(pairs: Sequence[tuple[CourseProfile, Decimal]]) -> Decimal:
        return sum((amount for _, amount in pairs), Decimal(0))

    return (
        Indicator(Decimal(len(some)), Decimal(len(whole))),
        Indicator(credits_of(some), credits_of(whole)),
    )


def language_profile(
    courses: Iterable[tuple[CourseProfile, Decimal]],
    own: LanguageOfInstruction | None = None,
    rules: AggregateRules = NO_RULES,
    listed: int | None = None,
) -> LanguageProfile:
    """Count over a set of courses.

    Args:
        courses: pairs of a course and the credits it counts with. A course without outcomes counts too: its
            language can be stated all the same.
        own: what the programme syllabus itself says, or None.
        rules: they say when a share may stand for the whole.
        listed: how many courses the profile is about, where it is more than `courses`.

    Returns:
        The shares by language, largest first; "not stated" is a class of its own, so that the shares together
        are everything. A course whose syllabus does not say whether it is open to exchange students is in no
        share of those that are.
    """
    pairs: Sequence[tuple[CourseProfile, Decimal]] = tuple(courses)
    groups: dict[str, list[tuple[CourseProfile, Decimal]]] = defaultdict(list)
    for pair in pairs:
        groups[language_class(pair[0].instruction)].append(pair)
    saying = [pair for pair in pairs if _says_whether_open(pair[0].instruction)]
    syllabi = Indicator(Decimal(len(pairs)), Decimal(max(listed or 0, len(pairs))))
    headline = rules.enough(syllabi.numerator, syllabi.denominator)
    bases = [(pair, exchange_basis(pair[0].instruction)) for pair in pairs]
    shares = (
        LanguageShare(language, *_indicators(some, pairs), tuple(course.key for course, _ in some))
        for language, some in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    )
    open_courses, open_credits = _indicators([pair for pair, basis in bases if basis], saying)
    return LanguageProfile(
        shares=tuple(shares),
        exchange=tuple(ExchangeCourse(course.key, basis) for (course, _), basis in bases if basis),
        exchange_courses=open_courses,
        exchange_credits=open_credits,
        differing=tuple(
            course.key for course, _ in pairs if own is not None and _differs(course.instruction, own)
        ),
        exchange_unknown=tuple(
            course.key for course, _ in pairs if not _says_whether_open(course.instruction)
        ),
        syllabi=syllabi,
        headline=headline,
        exchange_headline=headline and rules.enough(len(saying), len(pairs)),
    )
