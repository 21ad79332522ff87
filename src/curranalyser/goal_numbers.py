"""Goals of a programme that a course syllabus names by their numbers: "PLO 3", "mål 2 i utbildningsplanen".

A number means a goal only where the programme's goals are numbered so in its own syllabus, and each number
stands there once. Where a course names a number that the programme has not, it may mean another programme or
another version, and none of its numbers is taken.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from curranalyser.datamodel import LearningOutcome, NamedGoals, Section, SectionKind
from curranalyser.languages import any_of, every

# Numbers that a range of them may hold: no programme has more goals.
_MOST_IN_RANGE = 30
# A list of one is no numbering.
_LEAST_NUMBERED = 2
# Characters of the words that are quoted for a link, and of a sentence that is read.
_LONGEST_WORDS, _LONGEST_SENTENCE = 120, 1_000
# What stands between the word and the number: "PLO-3", "PLO: 3", "PLO #3".
_GAP = r"[\s:.#-]{0,3}"
_ITEM = r"(?:(?-i:[A-ZÅÄÖ]{1,2})[-–]?)?\d{1,2}(?:\.\d{1,2})?(?![\w%])"
_RANGE = rf"{_ITEM}(?:\s*(?:[-–—]|\b(?:{any_of(lambda words: words.goal_ranges)})(?!\w))\s*{_ITEM})?"
_AND = rf"(?:[,;&/]|\b{any_of(lambda words: words.joins)}\b)"
_LIST = rf"{_RANGE}(?:\s*{_AND}\s*(?:{_AND}\s*)?{_RANGE})*"
_ONE_RANGE = re.compile(_RANGE, re.IGNORECASE)
_ONE_ITEM = re.compile(_ITEM, re.IGNORECASE)
_DENIED = re.compile(rf"\b{any_of(lambda words: words.denials)}\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[A-ZÅÄÖ])")
# What a numbered goal may have for its number: "3", "3)", "A3.", "K-1", "2.1".
_NUMBER = re.compile(r"[(\[]?(?P<number>(?:[A-ZÅÄÖ]{1,2}[-–\s]?)?\d{1,2}(?:\.\d{1,2})?)[)\].:]*")
# Sections of a course syllabus that say what the course leads to. What is asked of those who begin, and what
# they read, is none.
_SAYING = frozenset(
    {
        SectionKind.HEADER,
        SectionKind.AIM,
        SectionKind.OUTCOMES,
        SectionKind.CONTENT,
        SectionKind.TEACHING,
        SectionKind.ASSESSMENT,
        SectionKind.OTHER,
    }
)


@lru_cache(maxsize=1)
def _wordings() -> tuple[re.Pattern[str], ...]:
    made = []
    for wording in every(lambda words: words.goal_numbers):
        before, _, after = wording.partition("#")
        spaced = before.rstrip(" ").replace(" ", r"\s+"), after.replace(" ", r"\s+")
        made.append(
            re.compile(rf"(?<!\w){spaced[0]}{_GAP}(?P<numbers>{_LIST}){spaced[1]}(?!\w)", re.IGNORECASE)
        )
    return tuple(made)


def _comparable(number: str) -> str:
    return re.sub(r"[\s–-]", "", number).upper()


def _numbers(text: str) -> Iterator[str]:
    """Yield the numbers of a list, those of a range one by one."""
    for part in _ONE_RANGE.finditer(text):
        ends = [_comparable(item[0]) for item in _ONE_ITEM.finditer(part[0])]
        yield from _between(ends[0], ends[-1])


def _between(first: str, last: str) -> Iterator[str]:
    prefixes = [end.rstrip("0123456789") for end in (first, last)]
    tails = [end[len(prefix) :] for end, prefix in zip((first, last), prefixes, strict=True)]
    # "A1–3" is short for "A1–A3".
    if first == last or prefixes[1] not in ("", prefixes[0]) or not int(tails[1]) - int(tails[0]) > 0:
        yield from dict.fromkeys((first, last))
    elif int(tails[1]) - int(tails[0]) < _MOST_IN_RANGE:
        yield from (f"{prefixes[0]}{number}" for number in range(int(tails[0]), int(tails[1]) + 1))


def goals_named(text: str) -> tuple[NamedGoals, ...]:
    """Return the goals of a programme that a text names by number, but for sentences that deny something."""
    found = []
    for sentence in _SENTENCE_END.split(" ".join(text.split())):
        if len(sentence) > _LONGEST_SENTENCE or not any(map(str.isdigit, sentence)):
            continue
        if _DENIED.search(sentence):
            continue
        for wording in _wordings():
            for match in wording.finditer(sentence):
                words = match[0][:_LONGEST_WORDS]
                found.append(NamedGoals(tuple(_numbers(match["numbers"])), words, sentence))
    return tuple(found)


def goals_of_sections(sections: Iterable[Section]) -> tuple[NamedGoals, ...]:
    """Return the goals that the sections of a course syllabus name, in their order."""
    return tuple(
        named
        for section in sections
        if section.kind in _SAYING
        for named in goals_named(" ".join((section.heading, *(line.text for line in section.lines))))
    )


def goal_places(goals: Sequence[LearningOutcome]) -> dict[str, int]:
    """Return the place of each goal of a programme by its number as it is compared.

    Nothing where fewer than two are numbered, or a number stands twice: then none is sure.
    """
    found: dict[str, int] = {}
    for place, goal in enumerate(goals):
        number = written_number(goal)
        if not number:
            continue
        if number in found:
            return {}
        found[number] = place
    return found if len(found) >= _LEAST_NUMBERED else {}


def written_number(goal: LearningOutcome) -> str:
    """Return the number that a goal has in its syllabus, as it is compared; "" where it has none."""
    match = _NUMBER.fullmatch(goal.number)
    if match:
        return _comparable(match["number"])
    # "PLO 3: …", where the words before the number are no number of a list.
    named = goals_named(f"{goal.number} {goal.text[:_LONGEST_WORDS]}".strip())
    first = named[0] if named else None
    begins = first is not None and f"{goal.number} {goal.text}".strip().startswith(first.words)
    return first.numbers[0] if first is not None and begins and len(first.numbers) == 1 else ""
