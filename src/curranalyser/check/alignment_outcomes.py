"""A604, A605, A608: how many outcomes there are, which say the same, and verbs of different levels in one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest

from curranalyser.check.alignment_words import activities, filler_words
from curranalyser.check.finding import Finding, normalise
from curranalyser.check.report import Subject, quoted
from curranalyser.datamodel import BLOOM, LearningOutcome
from curranalyser.verbs import Found, joined_verbs, leading_verb, level_names, unexaminable, verb_table

_WORD = re.compile(r"\w+")
# Two words are forms of one where they begin with so many of the same letters, and at most so many differ at
# the end.
_SAME_BEGINNING = 4
_OTHER_ENDING = 3
# The fewest words that have to be the same; the verb is not among them where there are two.
_FEWEST = 2
# Words of an outcome that is compared; whole pages are not.
_LONGEST = 80
# Credits up to which the usual number of outcomes holds as it is.
_USUAL_CREDITS = Decimal(15)
# Of Bloom's levels, up to which a verb tells what is known, and from which on one asks for judgement.
_KNOWS, _JUDGES = BLOOM.index("understand"), BLOOM.index("analyse")
# Of SOLO's levels, those of verbs that tell what is known without relating it.
_TELLING = frozenset({"uni", "multi"})


def check_number(subject: Subject) -> Iterator[Finding]:
    """Yield A604 where a course has more outcomes than is usual.

    The number in the rule holds for courses of up to 15 credits; a larger course may have more, in proportion
    (20 for 30 credits where it is 10). Of a course whose credits are not known nothing is said. Of two
    language versions the longer one counts.
    """
    syllabus = subject.checked.syllabus
    size = syllabus.header.credits
    if size is None or not syllabus.outcomes:
        return
    most = int(Decimal(str(subject.number("A604", "most"))) * max(size, _USUAL_CREDITS) / _USUAL_CREDITS)
    languages = [outcome.language for outcome in syllabus.outcomes]
    count = max(languages.count(language) for language in set(languages))
    if count > most:
        yield subject.finding(
            "A604",
            subject.checked.title,
            syllabus.outcomes[0].page,
            count=count,
            most=most,
            credits=f"{size:f}",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What an outcome says: its words that make a difference, all and behind its verb, and that verb."""

    outcome: LearningOutcome
    words: tuple[str, ...]
    verb: Found | None
    behind: tuple[str, ...]


def check_repeated(subject: Subject) -> Iterator[Finding]:
    """Yield A605 for each outcome that says what one above it says, within one part of the course."""
    groups: dict[object, list[_Said]] = {}
    for outcome in subject.checked.syllabus.outcomes:
        said = _said(outcome)
        above = None
        # What is the same in other forms has the same beginnings of words, so that only such are compared.
        for words in dict.fromkeys((said.words, said.behind)):
            if len(words) <= _LONGEST:
                beginnings = tuple(sorted(word[:_SAME_BEGINNING] for word in words))
                key = (outcome.language, outcome.module, beginnings)
                group = groups.setdefault(key, [])
                above = above or next((item for item in group if _says_the_same(item, said)), None)
                group.append(said)
        if above is not None:
            same = normalise(above.outcome.text) == normalise(outcome.text)
            yield subject.finding(
                "A605",
                outcome.text,
                outcome.page,
                outcome=outcome.id,
                key=outcome.id if same else "",
                other=quoted(above.outcome.text, subject.say),
                number=above.outcome.id,
            )


def _said(outcome: LearningOutcome) -> _Said:
    words = tuple(_content(outcome, 0))
    table = verb_table(outcome.language) if outcome.language else None
    verb = leading_verb(outcome.text, table) if table is not None else None
    # Only a verb that begins it, behind an adverb at most, has all the rest for its object.
    if verb is None or len(_WORD.findall(outcome.text[: verb.start])) > 1:
        return _Said(outcome=outcome, words=words, verb=None, behind=words)
    return _Said(outcome=outcome, words=words, verb=verb, behind=tuple(_content(outcome, verb.end)))


def _says_the_same(one: _Said, other: _Said) -> bool:
    """Whether two outcomes have the same words, or the same words behind verbs of one level."""
    if normalise(one.outcome.text) == normalise(other.outcome.text):
        return True
    if _same_words(one.words, other.words):
        return True
    levels = (set(said.verb.level.bloom) if said.verb is not None else set() for said in (one, other))
    return bool(set.intersection(*levels)) and _same_words(one.behind, other.behind)


def _content(outcome: LearningOutcome, start: int) -> list[str]:
    """Return the words that make a difference; a letter that names something is one ("vitamin a in …")."""
    filler = filler_words(outcome.language)
    words = _WORD.findall(outcome.text[start:].casefold())
    return [
        word
        for word, after in zip_longest(words, words[1:], fillvalue="")
        if word not in filler or (len(word) == 1 and after in filler)
    ]


def _same_words(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two texts have the same words, in any order and form."""
    if len(one) != len(other) or sum(len(word) > 1 for word in one) < _FEWEST:
        return False
    left = list(other)
    for word in one:
        found = next((item for item in left if item == word), None) or next(
            (item for item in left if _is_form(word, item)), None
        )
        if found is None:
            return False
        left.remove(found)
    return True


def _is_form(one: str, other: str) -> bool:
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        same += 1
    return same >= _SAME_BEGINNING and max(len(one), len(other)) - same <= _OTHER_ENDING


def check_levels_of_verbs(subject: Subject) -> Iterator[Finding]:
    """Yield A608 where one outcome asks to tell what is known, and to judge or to make something of it.

    Only where the verb table leaves no doubt of either: "describe and discuss" may be one level.
    """
    for outcome in subject.checked.syllabus.outcomes:
        table = verb_table(outcome.language) if outcome.language else None
        if table is None or unexaminable(outcome.text, table) is not None:
            continue
        aside = activities(outcome.language)
        verbs = [verb for verb in joined_verbs(outcome.text, table) if verb.verb not in aside]
        low = next(filter(_tells, verbs), None)
        high = next(filter(_judges, verbs), None)
        if low is None or high is None:
            continue
        names = level_names(subject.say.lang)
        yield subject.finding(
            "A608",
            outcome.text,
            outcome.page,
            spans=tuple(sorted(((low.start, low.end), (high.start, high.end)))),
            outcome=outcome.id,
            low=quoted(low.verb, subject.say),
            low_level=names[low.level.bloom[-1]],
            high=quoted(high.verb, subject.say),
            high_level=names[high.level.bloom[0]],
        )


def _tells(verb: Found) -> bool:
    return max(map(_bloom, verb.level.bloom)) <= _KNOWS and set(verb.level.solo) <= _TELLING


def _judges(verb: Found) -> bool:
    return min(map(_bloom, verb.level.bloom)) >= _JUDGES


def _bloom(level: str) -> int:
    return [str(name) for name in BLOOM].index(level)
