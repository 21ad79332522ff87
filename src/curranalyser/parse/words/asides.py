"""What stands in a section of outcomes and is none: told by words of the languages' `asides`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from curranalyser.languages import languages
from curranalyser.parse.words.alternatives import by_first_letter
from curranalyser.parse.words.headings import begins_like_one, first_words_of, normalise_heading
from curranalyser.parse.words.leadin import is_lead_in, is_open, split_lead_in

# Words of a sentence that only sends the reader elsewhere: a longer one says something of its own.
_LONGEST_REFERENCE = 30
# Characters of a placeholder, or of what is to be filled in.
_LONGEST_PLACEHOLDER = 250
# Letters: a shorter heading may be the beginning of any word.
_SHORTEST_NAME = 3
# Blanks between the words of an outcome.
_FEWEST_BLANKS = 2
_BRACKETED = re.compile(r"^[\[<{«‹](?P<inner>[^\[\]<>{}]+)[\]>}»›][.:]?$")


@dataclass(frozen=True, slots=True)
class _Patterns:
    see: re.Pattern[str]
    found: re.Pattern[str]
    outcomes: re.Pattern[str]
    placeholder: re.Pattern[str]
    fill_in: re.Pattern[str]
    unfinished: frozenset[str]
    readings: frozenset[str]
    first_of_readings: frozenset[str]


def _any_of(words: Iterable[str]) -> str:
    ordered = sorted(dict.fromkeys(words), key=lambda word: (-len(word), word))
    return by_first_letter(re.escape(word).replace(r"\*", r".*").replace(r"\ ", r"\s+") for word in ordered)


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    asides = [language.asides for language in languages()]
    names = [name for language in languages() for name in language.headings.outcomes]
    readings = frozenset(word for item in asides for word in item.readings)
    names = [name for name in names if len(name) >= _SHORTEST_NAME and name.replace(" ", "").isalpha()]
    return _Patterns(
        see=re.compile(rf"^\W*(?:{_any_of(word for item in asides for word in item.see)})(?!\w)"),
        found=re.compile(rf"\b(?:{_any_of(word for item in asides for word in item.found)})\b"),
        outcomes=re.compile(rf"^\W*(?:\w+\s+){{0,2}}?(?:{_any_of(names)})\w{{0,4}}\b"),
        placeholder=re.compile(
            rf"^\W*(?:{_any_of(word for item in asides for word in item.placeholder)})\W*$"
        ),
        fill_in=re.compile(rf"^\W*(?:{_any_of(word for item in asides for word in item.fill_in)})\b"),
        unfinished=frozenset(word for item in asides for word in item.unfinished),
        readings=readings,
        first_of_readings=first_words_of(readings),
    )


def refers_elsewhere(sentence: str) -> bool:
    """Whether a sentence only says where the outcomes stand: "See the programme syllabus."."""
    if sentence.count(" ") >= _LONGEST_REFERENCE:
        return False
    lowered, patterns = sentence.lower(), _patterns()
    if patterns.see.match(lowered):
        return sentence[:1].isupper()  # an item may begin with such a verb, as "se samband mellan …"
    found = patterns.found.search(lowered) if patterns.outcomes.match(lowered) else None
    return found is not None and not _leads_in_others(sentence, found.end())


def _leads_in_others(sentence: str, behind: int) -> bool:
    """Whether a sentence names goals that stand elsewhere only to lead in those of its own.

    "Besides the goals that are stated in the ordinance the student is to be able to …" does: the lead-in ends
    behind the words that send elsewhere.
    """
    if is_lead_in(sentence) and is_open(sentence) and not sentence.rstrip().endswith("."):
        return True
    lead, rest = split_lead_in(sentence)
    return (
        len(lead) > behind
        and rest.count(" ") >= _FEWEST_BLANKS
        and not _patterns().found.search(rest.lower())
    )


def is_placeholder(text: str) -> bool:
    """Whether a text stands where nothing has been written yet: "Click or tap here to enter text."."""
    if len(text) > _LONGEST_PLACEHOLDER:
        return False
    lowered, patterns = text.lower().strip(), _patterns()
    bracketed = _BRACKETED.match(lowered)
    if bracketed:
        inner = bracketed["inner"].strip()
        return patterns.fill_in.match(inner) is not None or patterns.placeholder.match(inner) is not None
    return patterns.placeholder.match(lowered) is not None


def is_unfinished(text: str) -> bool:
    """Whether an item ends so that its sub-items finish it: with a colon, or with "account for"."""
    if text.endswith(":"):
        return True
    words = text.rstrip("…").lower().split()
    unfinished = _patterns().unfinished
    return words[-1:] != words and words[-1] in unfinished and not unfinished.issuperset(words)


def heads_readings(text: str) -> bool:
    """Whether a line heads a list of books, in words that are no heading of a section."""
    patterns = _patterns()
    return begins_like_one(text, patterns.first_of_readings) and normalise_heading(text) in patterns.readings
