"""A text with each list of languages that it names put as one mark: "both Swedish and English" is one."""

import re
from dataclasses import dataclass
from functools import lru_cache

from curranalyser.languages import every, languages
from curranalyser.parse.instruction.grammar import FIRST_MARK, MOST_MARKS, entries_of, every_word
from curranalyser.parse.instruction.names import known_names, language_names

_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
# Lists of words that may follow the name of a language.
_FOLLOWING = (
    "after", "and", "join", "decided", "in", "give", "be", "is", "may", "occur", "not", "partly", "condition",
    "reason", "season",
)  # fmt: skip
# Letters of a word that is no noun, so that the name before it is no adjective: "in", "och", "für".
_LONGEST_SMALL = 3
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
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return what joins names to a list, what may follow one, what belongs to it, what comes before a list.

    And what says of the last of several only that it may be, on what it hangs, or that it helps.
    """
    joining, inside = every_word("and", "join"), every_word("in")
    helps = rf"(?:\w+ )?{every_word('as')} {every_word('support')}"
    _, follows = _following()
    return (
        re.compile(
            rf"(?:{_SIGNS}|(?<!\w){joining}(?!\w))+(?:{inside}\s+)?(?:{every_word('before')}\s+)?|\s+"
        ),
        re.compile(rf"\s+(?:{'|'.join(follows)})(?!\w)"),
        re.compile(rf"\s+\(?{every_word('noun')}(?!\w)\)?"),
        re.compile(rf"(?<!\w){every_word('before')}\s*$"),
        re.compile(
            rf"\s+(?:{every_word('may', 'occur', 'be')}|{every_word('within')} {every_word('veto')})(?!\w)"
        ),
        re.compile(rf"\s+(?:{every_word('if', 'condition')}|{helps})(?!\w)"),
    )


@lru_cache(maxsize=1)
def _following() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return what may follow a language that is no adjective: plain words, and patterns of the rest."""
    entries = (*entries_of(*_FOLLOWING), *every(lambda words: words.small_words))
    plain = frozenset(entry for entry in entries if _WORD.fullmatch(entry))
    return plain, tuple(entry for entry in entries if entry not in plain)


@lru_cache(maxsize=1)
def _short_names() -> dict[str, tuple[str, frozenset[str]]]:
    """Return the names cut short and the codes, which are names where nothing else stands."""
    return {
        name: (code, frozenset({language.code}))
        for language in reversed(languages())
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
    lowered = _spelt_out(" ".join(text.lower().split()))
    parts: list[str] = []
    lists: list[list[str]] = []
    written: list[str] = []
    last_end, joined_by = 0, ""
    for name in _names(lowered, whole_value)[:MOST_MARKS]:
        between = lowered[last_end : name.start]
        if lists and _patterns()[0].fullmatch(between):
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
            near = _patterns()[3].sub("", between[-_NEAR:])
            parts += [between[:-_NEAR], near, chr(FIRST_MARK + len(lists))]
            lists.append([name.code])
            joined_by = ""
        written += sorted(name.written_in)
        last_end = name.end
    parts.append(lowered[last_end:])
    order = [language.code for language in languages() if language.code in written]
    return Marked("".join(parts), tuple(tuple(codes) for codes in lists), tuple(order))


@lru_cache(maxsize=1)
def _adjectives() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Return what makes an adjective of a name, with its language and the word for "in" there."""
    return tuple(
        (language.code, inside, re.compile(rf"\b{entry}\b"))
        for language in languages()
        for inside in language.instruction.words.get("in", ())[:1]
        for entry in language.instruction.words.get("speaking", ())
    )


def _spelt_out(lowered: str) -> str:
    """Return a text with adjectives made of names spelt out: of "an English-language course" "in English"."""
    for code, inside, form in _adjectives():
        match = form.search(lowered)
        if match:
            stem = match["name"]
            # The adjective may lack the last letter of the name.
            named = [
                name
                for name, (_, written_in) in language_names().items()
                if name.startswith(stem) and len(name) <= len(stem) + 1 and code in written_in
            ]
            if named:
                noun = match.groupdict().get("noun") or ""
                spoken = f"{noun} {inside} {min(named, key=len)}".strip()
                lowered = f"{lowered[: match.start()]}{spoken}{lowered[match.end() :]}"
    return lowered


def _stands_apart(lowered: str, between: str, end: int) -> bool:
    """Whether something is said of the last name of what looks like a list alone."""
    behind, hangs = _patterns()[4:6]
    if not _LETTER.search(between) and "/" not in between and behind.match(lowered, end):
        return True
    return "," in between and hangs.match(lowered, end) is not None


def _names(lowered: str, whole_value: bool) -> list[_Name]:
    follows, belongs = _patterns()[1:3]
    plain, _ = _following()
    table = language_names()
    names: list[_Name] = []
    words = frozenset(_WORD.findall(lowered))
    if words.isdisjoint(known_names()) and not (whole_value and words & _short_names().keys()):
        return names
    given_up = 0
    for word in _WORD.finditer(lowered):
        if word.start() < given_up:
            continue
        known = table.get(word[0])
        if known is None and whole_value:
            known = _short_names().get(word[0])
        if known is None or lowered[word.start() - 1 : word.start()] == "-":
            continue
        end = word.end()
        belonging = belongs.match(lowered, end)
        end = belonging.end() if belonging else end
        if _NO_LANGUAGE.match(lowered, end):
            continue
        looks = lowered[end : end + 1] == " " and (names or not whole_value)
        following = _WORD.match(lowered, end + 1) if looks else None
        word_behind = following[0] if following and len(following[0]) > _LONGEST_SMALL else ""
        exact = _IN_BRACKETS.match(lowered, end)
        if exact and exact["name"] in table and exact["name"].endswith(word[0]):
            # "samiska (nordsamiska)": the name in brackets says which one is meant.
            known, end = table[exact["name"]], exact.end()
            given_up = exact.end()
        noun = word_behind and word_behind not in plain and word_behind not in table
        if noun and not follows.match(lowered, end):
            continue  # the name is an adjective
        names.append(_Name(word.start(), end, *known))
    return names
