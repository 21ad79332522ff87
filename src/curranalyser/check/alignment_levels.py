"""A607: words and verbs of outcomes that do not fit the cycle of the course."""

import re
from collections.abc import Iterator
from enum import IntEnum

from curranalyser.check.alignment_words import level_words
from curranalyser.check.finding import Finding
from curranalyser.check.report import Subject, quoted
from curranalyser.datamodel import LearningOutcome
from curranalyser.i18n import N_
from curranalyser.verbs import joined_verbs, unexaminable, verb_table

# The fewest outcomes of which it means something that none asks for more than to understand.
_FEWEST = 3
_KNOWING = ("remember", "understand")


class Cycle(IntEnum):
    """The cycles of higher education: bachelor's, master's, doctoral."""

    FIRST = 1
    SECOND = 2
    THIRD = 3


CYCLES: dict[Cycle, str] = {
    Cycle.FIRST: N_("first cycle"),
    Cycle.SECOND: N_("second cycle"),
    Cycle.THIRD: N_("third cycle"),
}


def cycle_of(level: str | None) -> Cycle | None:
    """Return the cycle that a level names, as the syllabus writes it; None where it names none or several."""
    if not level:
        return None
    words = level_words()
    found = [
        cycle
        for cycle, pattern in (
            (Cycle.THIRD, words.third),
            (Cycle.SECOND, words.second),
            (Cycle.FIRST, words.first),
        )
        if pattern.search(level)
    ]
    return found[0] if len(found) == 1 else None


def check_cycle(subject: Subject) -> Iterator[Finding]:
    """Yield A607 for words of another cycle's goals, and where no outcome asks for what the cycle does."""
    syllabus = subject.checked.syllabus
    cycle = cycle_of(syllabus.header.level)
    if cycle is None:
        return
    name = subject.say.gettext(CYCLES[cycle])
    found = False
    for outcome in syllabus.outcomes:
        match = _unfit(outcome.text, cycle)
        if match is not None:
            found = True
            yield subject.finding(
                "A607",
                outcome.text,
                outcome.page,
                spans=(match.span(),),
                outcome=outcome.id,
                words=quoted(match[0], subject.say),
                cycle=name,
            )
    if cycle is Cycle.FIRST or found or len(syllabus.outcomes) < _FEWEST:
        return
    if all(_only_knows(outcome) for outcome in syllabus.outcomes):
        first = syllabus.outcomes[0]
        yield subject.finding(
            "A607",
            subject.checked.title,
            first.page,
            words=subject.say.gettext("no outcome that asks for more than to know and to understand"),
            cycle=name,
        )


def _only_knows(outcome: LearningOutcome) -> bool:
    """Whether an outcome surely asks for no more than to know and to understand."""
    table = verb_table(outcome.language) if outcome.language else None
    if table is None:
        return False
    verbs = joined_verbs(outcome.text, table)
    if unexaminable(outcome.text, table) is not None:
        return True
    return bool(verbs) and all(level in _KNOWING for verb in verbs for level in verb.level.bloom)


def _unfit(text: str, cycle: Cycle) -> re.Match[str] | None:
    """Return the words of an outcome that are those of another cycle, or None."""
    words = level_words()
    if cycle is Cycle.FIRST:
        return words.beyond_first.search(text)
    found = words.below_second.search(text)
    if found is None and cycle is Cycle.SECOND:
        found = words.beyond_second.search(text)
    return found
