"""What lead-ins, and outcomes in whole sentences, are made of where a language has no grammar of its own."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from curranalyser.languages import LeadIn, Words, languages
from curranalyser.parse.words.alternatives import by_first_letter

# Letters of a word for a student that may stand alone; shorter ones are pronouns ("du", "sie").
_NOUN = 5
_ANY, _FEW = r"\w*", r"\w{0,2}"


@dataclass(frozen=True, slots=True)
class Wordings:
    """Patterns over all languages that have words of lead-ins.

    Attributes:
        lead_in: the beginning of a text, in small letters, that is a lead-in with a modal verb.
        modal: such a verb.
        lead_in_alone: the same for a lead-in that leaves its verb to the items.
        signs: who is meant, or the first word of an occasion at the beginning; every lead-in has one.
        open_end: the end of a lead-in, in small letters, behind which a list must follow.
        core: a sentence with the group `lead` up to where its outcome begins.
        goes_on: the end of a line that cannot end a paragraph.
        modals: verbs with which items begin where their lead-in leaves them out ("kan forklare …").
        aim: the beginning of a sentence on what is to be reached.
        ends_able: the end of an item that says what one is able to do or knows.
        teaching: the beginning of a sentence on what is taught.
        taught: a word, a passive verb as a rule, of a sentence on what is taught.
        ability: a word that makes an outcome of such a sentence.
        remark: a word of a sentence that is no outcome.
    """

    lead_in: re.Pattern[str]
    modal: re.Pattern[str]
    lead_in_alone: re.Pattern[str]
    signs: re.Pattern[str]
    open_end: str
    core: str
    goes_on: tuple[str, ...]
    modals: frozenset[str]
    aim: re.Pattern[str]
    ends_able: re.Pattern[str]
    teaching: re.Pattern[str]
    taught: re.Pattern[str]
    ability: re.Pattern[str]
    remark: re.Pattern[str]

    def leads_in(self, text: str) -> bool:
        """Whether a text in small letters has the grammar of a lead-in.

        Asking for its words first spares most texts the grammar, of which the part with the verb is the
        longer by far.
        """
        return self.signs.search(text) is not None and (
            (self.modal.search(text) is not None and self.lead_in.match(text) is not None)
            or self.lead_in_alone.match(text) is not None
        )


def _words(words: Words) -> str:
    """Return a pattern that matches any of the words; the longest first, `*` as any ending."""
    ordered = sorted(dict.fromkeys(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word.lower()).replace(r"\*", _ANY).replace(r"\ ", r"\s+") for word in ordered)


def _beginnings(words: Iterable[str]) -> str:
    """Return a pattern of the beginnings of words; of a name with an ending left open, what is before it."""
    return by_first_letter(re.escape(word.rstrip("*").lower()) for word in words)


def _alone(students: Words) -> str:
    """Return a pattern of who is meant and nothing else, with an article at most.

    "Die Studierenden", "Kandidaten".
    """
    nouns = tuple(word for word in students if len(word) >= _NOUN)
    return rf"^\W*(?:\w+\s+)?(?:{_words(nouns).replace(_ANY, _FEW)})[^\w.!?]*$"


def _without_verb(table: LeadIn) -> str:
    """Return a pattern of an occasion whose verb is left to the items.

    "Opintojakson suoritettuaan opiskelija".
    """
    occasion, what = _words(table.occasion), _words(table.student + table.course)
    return rf"^\W*(?:{occasion})\b[^.:;•]{{0,100}}?\b(?:{what})[^\w.!?]*$"


def _grammar(table: LeadIn) -> str:
    """Return the pattern of the lead-ins of one language that have a modal verb.

    Occasion, student and modal in either order, or student and modal alone.
    """
    who, modal = _words(table.student), _words(table.modal)
    occasion, course = _words(table.occasion), _words(table.course)
    few = r"(?:[\w/()*:-]+,?\s+){0,3}?"
    gap = r"[^.:;•]{0,100}?"
    return (
        rf"^\W*(?:{occasion})\b{gap}\b(?:{who}|{course})\b{gap}\b(?:{modal})\b|"
        rf"^\W*(?:{occasion})\b{gap}\b(?:{modal})\b{gap}\b(?:{who})\b|"
        rf"^\W*{few}(?:{who})\b{gap}\b(?:{modal})\b|^\W*{few}(?:{modal})\b[^.:;•]{{0,40}}?\b(?:{who})\b"
    )


@lru_cache(maxsize=1)
def wordings() -> Wordings:
    """Load the wordings that come with the tool."""
    tables = tuple(language.lead_in for language in languages() if language.lead_in is not None)

    def every(key: str) -> Words:
        return tuple(word for table in tables for word in getattr(table, key))

    able = _words(every("able"))
    return Wordings(
        lead_in=re.compile("|".join(_grammar(table) for table in tables)),
        modal=re.compile(rf"\b(?:{by_first_letter(_words(every('modal')).split('|'))})\b"),
        lead_in_alone=re.compile(
            "|".join(f"{_without_verb(table)}|{_alone(table.student)}" for table in tables)
        ),
        signs=re.compile(
            rf"\b(?:{_beginnings(every('student'))})|"
            rf"^\W*(?:{_beginnings(word.partition(' ')[0] for word in every('occasion'))})\b"
        ),
        open_end="|".join(
            [
                rf"\b(?:{by_first_letter(able.split('|'))})[^\w.!?]*$",
                _alone(every("student")),
                *(_without_verb(table) for table in tables),
            ]
        ),
        core=rf".{{0,220}}?\b(?:{able})\b(?:\s*,)?",
        goes_on=tuple(f" {word}" for word in every("goes_on")),
        modals=frozenset(every("modal")),
        aim=re.compile(rf"^\W*(?:{_words(every('aim'))})\b", re.IGNORECASE),
        ends_able=re.compile(rf"\b(?:{_words(every('able') + every('modal'))})[\s.,;]*$", re.IGNORECASE),
        teaching=re.compile(rf"^\W*(?:{_words(every('teaching'))})\b", re.IGNORECASE),
        taught=re.compile(rf"\b(?:{_words(every('taught'))})\b", re.IGNORECASE),
        ability=re.compile(rf"\b(?:{_words(every('ability'))})\b", re.IGNORECASE),
        remark=re.compile(rf"\b(?:{_words(every('remark'))})", re.IGNORECASE),
    )
