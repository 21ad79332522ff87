"""The grammar of lead-ins: "After the course the student is to be able to", in its hundreds of wordings."""

import re
from functools import lru_cache

from curranalyser.languages import Grammar, Words, languages
from curranalyser.parse.words.alternatives import by_first_letter
from curranalyser.parse.words.wordings import wordings

_GRAMMARS = tuple(language.grammar for language in languages() if language.grammar is not None)
# The other languages.
_WORDINGS = wordings()
# Characters of a lead-in that leaves the verb to its items: 110 and 240 read the real files alike that were
# tried.
_LONGEST_WITHOUT_VERB = 160
# Characters at the beginning of a text in which a lead-in is looked for, and at its end in which it opens a
# list: a bound on the work.
_HEAD = 400
_TAIL = 60


def _any_of(fragments: Words) -> str:
    return f"(?:{'|'.join(fragments)})"


def _every(key: str) -> Words:
    return tuple(fragment for grammar in _GRAMMARS for fragment in getattr(grammar, key))


def _occasion(grammar: Grammar) -> str:
    gap = rf"[^.:;•]{{0,{grammar.occasion_within}}}?"
    return rf"{_any_of(grammar.occasion)}\b{gap}{_any_of(grammar.finished)}\w*"


def _forms(grammar: Grammar) -> Words:
    """Return the patterns of the lead-ins of one language, for text in small letters."""
    who, modal = _any_of(grammar.who), _any_of(grammar.modals)
    return (
        rf"{_occasion(grammar)}[^.:;•]{{0,{grammar.modal_within}}}?\b{modal}\b",
        rf"^\W*{who}\s+{modal}\b",
        *(form.replace("WHO", who).replace("MODAL", modal) for form in grammar.forms),
    )


# This, _MODAL, _OPEN_END and _LAW_LEAD are put to text in small letters: three times quicker than telling
# them to ignore case.
_LEAD_IN = re.compile("|".join(form for grammar in _GRAMMARS for form in _forms(grammar)))
# Every lead-in has one of these; asking for them first is ten times quicker than asking for the whole
# grammar.
_MODAL = re.compile(rf"\b(?:{by_first_letter((*_every('modals'), *_every('signs')))})\b")
_OPEN_END = re.compile(
    "|".join(
        (
            rf"(?:\b(?:{by_first_letter(_every('ends'))})\W*|:\s*)$",
            *(grammar.open_end for grammar in _GRAMMARS if grammar.open_end),
            _WORDINGS.open_end,
        )
    )
)
# Where the lead-in ends and the outcome begins within one sentence.
_CORE = re.compile(
    rf"^(?P<lead>{'|'.join((*(grammar.core for grammar in _GRAMMARS), _WORDINGS.core))})\s*:?\s*",
    re.IGNORECASE | re.DOTALL,
)
_LAW_LEAD = re.compile(by_first_letter(_every("law")))
_BESIDES_LAW = re.compile(rf"^\W*{_any_of(_every('besides_law'))}\b", re.IGNORECASE)
_AFTERWORD = re.compile(rf"^{_any_of(_every('afterword'))}", re.IGNORECASE)
# Who is meant, after an occasion or alone, with the verbs left to the items: "At the end of the course, the
# student" / "explains …".
_WITHOUT_VERB = re.compile(
    rf"^\W*(?:(?:{'|'.join(map(_occasion, _GRAMMARS))})[^.:;•]{{0,60}}?[\s,]\s?)?"
    rf"(?:{_any_of(_every('articles'))} ){{0,2}}{_any_of(_every('alone'))}[^\w.!?)]*$"
)
_ALONE_ENDS = _every("alone_ends")
_VERBS = frozenset(_every("outcome_verbs"))


def is_lead_in(text: str) -> bool:
    """Whether the text has the grammar of a lead-in, whatever follows it."""
    return _begins_as_lead_in(text[: _HEAD + 1])


# A line is asked about in many places: as a heading, in a table, as the head of a list, as a title.
@lru_cache(maxsize=20_000)
def _begins_as_lead_in(text: str) -> bool:
    """Whether a text, cut one character behind its head, has the grammar of a lead-in."""
    head = text[:_HEAD].lower()
    return (
        (_MODAL.search(head) is not None and _LEAD_IN.search(head) is not None)
        or _WORDINGS.leads_in(head)
        or leaves_verb_to_items(text)
    )


def may_lead_in(text: str) -> bool:
    """Whether a text has a word or an end that every lead-in has one of: it may be a part of one."""
    head = text[:_HEAD].lower()
    return (
        _MODAL.search(head) is not None
        or _WORDINGS.signs.search(head) is not None
        or text.rstrip(" :…").lower().endswith(_ALONE_ENDS)
    )


def leaves_verb_to_items(text: str) -> bool:
    """Whether the text names who is meant and nothing of being able.

    "The student:", "Upon completion of the course, the student".
    """
    if len(text) > _LONGEST_WITHOUT_VERB:
        return False
    lowered = text.rstrip(" :…").lower()
    return lowered.endswith(_ALONE_ENDS) and _WITHOUT_VERB.match(lowered) is not None


def is_open(text: str) -> bool:
    """Whether the text ends so that a list must follow: with a colon, "kunna", "able to" and the like."""
    return _OPEN_END.search(text.rstrip()[-_TAIL:].lower()) is not None or leaves_verb_to_items(text)


def begins_with_verb(text: str) -> bool:
    """Whether the text begins with a verb of those that outcomes begin with most often: "Explain how …"."""
    return text.partition(" ")[0].lower() in _VERBS


def is_afterword(text: str) -> bool:
    """Whether the text speaks of the outcomes as a whole: "The learning outcomes are assessed …"."""
    return _AFTERWORD.match(text) is not None


def split_lead_in(text: str) -> tuple[str, str]:
    """Split a sentence into its lead-in and the outcome that follows it.

    The lead-in is "" where there is none.
    """
    match = _CORE.match(text) if is_lead_in(text) else None
    if match is None:
        return "", text
    return match["lead"].strip(), text[match.end() :].strip()


def quotes_law(text: str) -> bool:
    """Whether the text introduces goals that are quoted from the Higher Education Act or Ordinance.

    "Besides the goals of the ordinance the student is to …" introduces goals of the syllabus's own.
    """
    return _LAW_LEAD.search(text.lower()) is not None and not is_besides_law(text)


def is_besides_law(text: str) -> bool:
    """Whether a lead-in sets what follows apart from goals of the law: "Besides the national goals …"."""
    return _BESIDES_LAW.match(text) is not None
