"""A text with each list of languages that it names put as one mark: "both Swedish and English" is one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from curranalyser.languages import every, languages
from curranalyser.parse.instruction.grammar import FIRST_MARK, MOST_MARKS, entries_of, every_word
from curranalyser.parse.instruction.names import language_names

_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
# Lists of words that may follow the name of a language, beside the small words: behind another one it is an
# adjective.
_FOLLOWING = (
    "after", "and", "join", "decided", "in", "give", "be", "is", "may", "occur", "not", "partly", "condition",
    "if", "unless", "reason", "season",
)  # fmt: skip
# Letters of a word that is no noun, so that the name before it is no adjective: "in", "och", "für".
_LONGEST_SMALL = 3
_NAME = r"(?P<name>\w+)"
_NEAR = 30  # characters before a list
# Behind a name, what makes it that of a school subject or a part of a word: "Engelska 6", "English B".
_NO_LANGUAGE = re.compile(r"[-\s]?(?:\d|[a-e]\b)|-")
_IN_BRACKETS = re.compile(r" \((?P<name>[^\W\d_]+)\)")
_EITHER = re.compile(r"\s*\w+\s*/\s*\w+\s*")
# The mark before a language may be of any kind; a list has them, or small words, between its languages.
_SIGNS = r"[\s,/&|–-]"


@dataclass(frozen=True, slots=True)
class Marked:
    """A text in small letters with marks for its lists of languages.

    Attributes:
        text: with marks.
        lists: the codes of each list; its place is the mark's number.
        written_in: the languages of reading in which these names are written, in order.
    """

    text: str
    lists: tuple[tuple[str, ...], ...]
    written_in: tuple[str, ...]

    def codes(self, mark: str) -> tuple[str, ...]:
        """Return the languages of one mark."""
        return self.lists[ord(mark) - FIRST_MARK]


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    code: str
    written_in: frozenset[str]


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    following = (*entries_of(*_FOLLOWING), *every(lambda words: words.small_words))
    support = rf"(?:\w+ )?{every_word('as')} {every_word('support')}"
    of_other = rf"{every_word('within')} {every_word('veto')}"
    forms = {
        "joins": rf"(?:{_SIGNS}|(?<!\w){every_word('and', 'join')}(?!\w))+(?:{every_word('in')}\s+)?"
        rf"(?:{every_word('before')}\s+)?|\s+",
        "follows": rf" (?:{'|'.join(following)})(?!\w)",
        "belongs": rf" \(?{every_word('noun')}(?!\w)\)?",
        "before": rf"(?<!\w){every_word('before')}\s*$",
        # What says of the last of several only that it may be, and on what it hangs or that it helps.
        "apart": rf" (?:{every_word('may', 'occur', 'be')}|{of_other})(?!\w)",
        "hangs": rf" (?:{every_word('if', 'condition')}|{support})(?!\w)",
    }
    return {name: re.compile(form) for name, form in forms.items()}


@lru_cache(maxsize=1)
def _short_names() -> dict[str, tuple[str, frozenset[str]]]:
    """Return the names cut short and the codes, which are names where nothing else stands."""
    return {
        name: (code, frozenset({language.code}))
        for language in languages()
        for name, code in language.instruction.short.items()
    }


@lru_cache(maxsize=256)
def mark(text: str, *, whole_value: bool = False) -> Marked:
    """Put each list of languages in a text as one mark.

    Args:
        text: a sentence or the value of a field.
        whole_value: it is the value of a field, in which names may be cut short ("Sv/Eng") and any word may
            follow them.
    """
    lowered, forms = _spelt_out(" ".join(text.lower().split())), _patterns()
    parts: list[str] = []
    lists: list[list[str]] = []
    written: set[str] = set()
    last_end, joined_by = 0, ""
    for name in list(_names(lowered, whole_value))[:MOST_MARKS]:
        between = lowered[last_end : name.start]
        if lists and forms["joins"].fullmatch(between):
            if _EITHER.fullmatch(between) and _LETTER.search(joined_by):
                # "A and B and/or C": A, and what is B or C.
                parts += [joined_by, chr(FIRST_MARK + len(lists))]
                lists.append([lists[-1].pop()])
            joined_by = between
            if _stands_apart(lowered, between, name.end):
                # "A, B may occur" and "A, or B if all speak it" are no lists.
                parts += [between, chr(FIRST_MARK + len(lists))]
                lists.append([])
            if name.code not in lists[-1]:
                lists[-1].append(name.code)
        else:
            # Only its last words can belong to a list.
            parts += [
                between[:-_NEAR],
                forms["before"].sub("", between[-_NEAR:]),
                chr(FIRST_MARK + len(lists)),
            ]
            lists.append([name.code])
            joined_by = ""
        written |= name.written_in
        last_end = name.end
    parts.append(lowered[last_end:])
    order = [language.code for language in languages() if language.code in written]
    return Marked("".join(parts), tuple(tuple(codes) for codes in lists), tuple(order))


def _stands_apart(lowered: str, between: str, end: int) -> bool:
    """Whether something is said of the last name of what looks like a list alone."""
    forms = _patterns()
    only_signs = not _LETTER.search(between) and "/" not in between
    hangs = "," in between and forms["hangs"].match(lowered, end)
    return bool(hangs or (only_signs and forms["apart"].match(lowered, end)))


def _names(lowered: str, whole_value: bool) -> Iterator[_Name]:
    table, forms = language_names(), _patterns()
    end = 0
    for word in _WORD.finditer(lowered):
        known = table.get(word[0]) or (_short_names().get(word[0]) if whole_value else None)
        if known is None or word.start() < end or lowered[word.start() - 1 : word.start()] == "-":
            continue
        belonging = forms["belongs"].match(lowered, word.end())
        after = belonging.end() if belonging else word.end()
        exact = _IN_BRACKETS.match(lowered, after)
        if exact and exact["name"] in table and exact["name"].endswith(word[0]):
            # "samiska (nordsamiska)": the name in brackets says which one is meant.
            known, after = table[exact["name"]], exact.end()
        first_of_value = whole_value and not end
        if _NO_LANGUAGE.match(lowered, after) or (not first_of_value and _is_adjective(lowered, after)):
            continue
        end = after
        yield _Name(word.start(), end, *known)


def _is_adjective(lowered: str, end: int) -> bool:
    """Whether a noun follows the name of a language: a word that is not small and not known to follow one."""
    noun = _WORD.match(lowered, end + 1) if lowered[end : end + 1] == " " else None
    if noun is None or len(noun[0]) <= _LONGEST_SMALL or noun[0] in language_names():
        return False
    return _patterns()["follows"].match(lowered, end) is None


@lru_cache(maxsize=1)
def _adjectives() -> tuple[tuple[re.Pattern[str], re.Pattern[str], str, dict[str, str]], ...]:
    """Return what makes an adjective of a name, by itself and with it, "in" there, and the names by stems."""
    return tuple(
        (re.compile(entry.partition(_NAME)[2]), re.compile(rf"\b{entry}\b"), inside, _stems(language.code))
        for language in languages()
        for inside in language.instruction.words.get("in", ())[:1]
        for entry in language.instruction.words.get("speaking", ())
    )


def _stems(code: str) -> dict[str, str]:
    """Return the names of a language of reading by themselves, and without their last letter."""
    names = sorted((name for name, (_, where) in language_names().items() if code in where), reverse=True)
    return {name[:-1]: name for name in names} | {name: name for name in names}


def _spelt_out(lowered: str) -> str:
    """Return a text with adjectives made of names spelt out: of "an English-language course" "in English"."""
    for ending, form, inside, stems in _adjectives():
        match = form.search(lowered) if ending.search(lowered) else None
        if match and match["name"] in stems:
            spoken = f"{match.groupdict().get('noun') or ''} {inside} {stems[match['name']]}".strip()
            lowered = f"{lowered[: match.start()]}{spoken}{lowered[match.end() :]}"
    return lowered
