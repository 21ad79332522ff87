"""Guaranteed exposure: what every student of a programme meets, and what the choice of electives can add."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from curranalyser.datamodel import CourseProfile, CourseRef, Decision, Exposure, Indicator

# Full-time study in Sweden (Higher Education Ordinance, chapter 6, section 2: 60 credits an academic year).
CREDITS_A_TERM = Decimal(30)

Listed = tuple[CourseRef, CourseProfile | None, Decimal | None]
Electives = Sequence[tuple[CourseProfile | None, Decimal | None]]


def _once(listed: Iterable[Listed]) -> list[Listed]:
    """Drop what a programme lists again, for instance in another year."""
    seen: set[object] = set()
    kept = []
    for item in listed:
        ref, course, _ = item
        name = course.key if course else (ref.code or ref.title)
        if name not in seen:
            seen.add(name)
            kept.append(item)
    return kept


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Add up, or None where one is not known."""
    total = Decimal(0)
    for amount in amounts:
        if amount is None:
            return None
        total += amount
    return total


def _choose(
    electives: Electives, carrying: frozenset[str], room: Decimal | None
) -> tuple[int, tuple[str, ...]]:
    """Return the fewest courses with the perspective that filling `room` with electives can give.

    And the most, by key.

    Counting courses, both are exact without search: the most fit in when the smallest go first, and the
    fewest are needed when the largest fill what
    the courses without the perspective leave open.
    """
    with_it = sorted(
        (
            (amount or Decimal(0), course.key)
            for course, amount in electives
            if course is not None and course.key in carrying
        ),
    )
    if room is None:
        return 0, tuple(key for _, key in with_it)
    best, left = [], room
    for amount, key in with_it:
        if amount <= left:
            best.append(key)
            left -= amount
    others = sum(
        (
            amount or Decimal(0)
            for course, amount in electives
            if course is None or course.key not in carrying
        ),
        Decimal(0),
    )
    needed, least = room - others, 0
    for amount, _ in reversed(with_it):
        if needed <= 0:
            break
        needed -= amount
        least += 1
    # What does not fit is not taken: rounding of odd credits never makes the least more than the best.
    return min(least, len(best)), tuple(best)


def guaranteed_exposure(
    listed: Sequence[Listed], credits_: Decimal | None, perspectives: Sequence[str]
) -> tuple[Exposure, ...]:
    """Compute, for each perspective, the courses with it that every student takes.

    And the least and the best that electives add.

    Args:
        listed: the courses of the programme: as listed, the course found or None, and its credits or None.
        credits_: of the programme, or None.
        perspectives: ids in the scheme's order.

    Returns:
        One record a perspective. A course that the programme does not mark is taken for compulsory where the
        programme marks its electives and nothing
        else, and where all listed courses together are exactly its credits, so that none can be left out;
        otherwise it is in none of the figures.
    """
    courses = _once(listed)
    total = _sum(amount for _, _, amount in courses)
    fills = bool(courses) and credits_ is not None and total == credits_
    marks = {ref.compulsory for ref, _, _ in courses}
    complete = fills or marks == {False, None}
    everyone = [
        item for item in courses if item[0].compulsory is True or (complete and item[0].compulsory is None)
    ]
    electives = [item for item in courses if item[0].compulsory is False]
    unmarked = sum(ref.compulsory is None for ref, _, _ in courses)
    taken = _sum(amount for _, _, amount in everyone)
    every_room: list[tuple[Decimal | None, Electives]]
    room: Decimal | None = None
    if not everyone and not electives:
        basis = "choice not stated"
        every_room = []
    elif not electives:
        basis = "no choice" if len(everyone) == len(courses) else "room unknown"
        every_room = []
    elif (
        all(ref.term is not None for ref, _, _ in everyone + electives)
        and _sum(amount for _, _, amount in everyone + electives) is not None
    ):
        basis = "terms"
        by_term: dict[int, list[Listed]] = defaultdict(list)
        for item in everyone + electives:
            by_term[item[0].term or 0].append(item)
        every_room = []
        for some in by_term.values():
            compulsory = sum(
                (amount or Decimal(0) for ref, _, amount in some if ref.compulsory is not False), Decimal(0)
            )
            chosen = [(course, amount) for ref, course, amount in some if ref.compulsory is False]
            every_room.append((_bounded(CREDITS_A_TERM - compulsory, chosen), chosen))
        room = sum((part or Decimal(0) for part, _ in every_room), Decimal(0))
    else:
        chosen = [(course, amount) for _, course, amount in electives]
        known = credits_ is not None and taken is not None and all(amount is not None for _, amount in chosen)
        room = _bounded((credits_ or Decimal(0)) - (taken or Decimal(0)), chosen) if known else None
        basis = "programme credits" if known else "room unknown"
        every_room = [(room, chosen)]
    with_outcomes = [(course, course.counted_outcomes()) for _, course, _ in everyone if course is not None]
    with_outcomes = [(course, outcomes) for course, outcomes in with_outcomes if outcomes]
    found = [course for _, course, _ in courses if course is not None]
    exposures = []
    for perspective in perspectives:
        carrying = frozenset(
            course.key
            for course in found
            if any(item.label(perspective).decision is Decision.YES for item in course.counted_outcomes())
        )
        guaranteed = tuple(course.key for course, _ in with_outcomes if course.key in carrying)
        choices = [_choose(chosen, carrying, part) for part, chosen in every_room]
        best = tuple(key for _, keys in choices for key in keys)
        exposures.append(
            Exposure(
                perspective,
                Indicator(Decimal(len(guaranteed)), Decimal(len(with_outcomes))),
                guaranteed,
                len(guaranteed) + sum(least for least, _ in choices),
                len(guaranteed) + len(best),
                best,
                room,
                basis,  # type: ignore[arg-type]
                len(everyone) - len(with_outcomes),
                unmarked if complete else 0,
                0 if complete else unmarked,
                sum(course is None or not course.counted_outcomes() for _, course, _ in electives),
            )
        )
    return tuple(exposures)


def _bounded(room: Decimal, electives: Electives) -> Decimal:
    """No less than nothing, and no more than all electives together."""
    return max(Decimal(0), min(room, sum((amount or Decimal(0) for _, amount in electives), Decimal(0))))
