"""A sentence, or the value of a field → what it says of the language of teaching."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from curranalyser.parse.instruction.grammar import MARKS, Frame, Grammar, every_word, grammars
from curranalyser.parse.instruction.mentions import Marked, mark
from curranalyser.parse.instruction.slips import without_slips

_MARK = re.compile(f"[{MARKS}]")
_LETTERS = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_COMMA = re.compile(r",|\((?![^)]*\))")
# What names a form of teaching, and under a heading of teaching says that it is given; and all words that go
# on with what has been said.
_NOUNS = r"\b(?:{whole}|{lectures}|{part}|{some})"
_NOUNS_OR_VERBS = rf"(?:{_NOUNS}|\b{{give}})"
_KNOWN = (
    rf"{_NOUNS_OR_VERBS}|\b(?:{{condition}}|{{open}}|{{usual}}|{{partly}}|{{otherwise}}|{{adverb}}|{{language}}"
    r"|{occur}|{may}|{be}|{is}|{all}|{number}|{in}|{and}|{break}|{season}|{offering}|{then}|{not}|{only}|{as}"
    r"|{filler}|{reason})"
)
# Words that nothing knows, in a fragment that names a form of teaching: "enstaka seminarier med gäster på".
_MOST_UNKNOWN = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """What one list of languages in a sentence is said to be.

    Attributes:
        codes: the languages, in order.
        possible: teaching may be in them, and need not; otherwise it is.
        conditional: whether it is hangs on something.
        offering: each offering decides.
        part: only a part of the course is spoken of; `lectures` may be one, or all there is.
        usual: it is so normally.
        partly: teaching is in them and in another one beside.
        term: it is so in one term of the year.
        support: they only help beside another one.
        otherwise: it is so where something else is not.
    """

    codes: tuple[str, ...] = ()
    possible: bool = False
    conditional: bool = False
    offering: bool = False
    part: bool = False
    lectures: bool = False
    usual: bool = False
    partly: bool = False
    term: bool = False
    support: bool = False
    otherwise: bool = False


def read_sentence(
    text: str, home: str, *, label: str = "", carried: bool = False, alone: bool = False
) -> list[Reading]:
    """Read what a sentence says of the language of teaching; nothing where it says nothing.

    Args:
        text: a sentence, or the value of a field.
        home: ISO 639-1 code of the language that is understood where only another one is possible.
        label: of the field, if it is the value of one.
        carried: what stands before it said something of that language, and a fragment goes on with it.
        alone: it may be a fragment: it stands under a heading of teaching or is an item of a list.
    """
    marked = mark(text, whole_value=bool(label))
    if not (marked.lists or _offering().search(marked.text)):
        return []
    readings = _read(marked, home, label, carried, alone)
    if readings:
        return readings
    mended = without_slips(text)
    if mended == text.lower():
        return []
    return _read(mark(mended, whole_value=bool(label)), home, label, carried, alone)


@lru_cache(maxsize=1)
def _offering() -> re.Pattern[str]:
    """Return what a sentence on the language has that names none: a word for an offering, in any language."""
    return re.compile(rf"\b{every_word('offering')}(?!\w)")


def _read(marked: Marked, home: str, label: str, carried: bool, alone: bool) -> list[Reading]:
    known = grammars()
    written_in = [known[code] for code in marked.written_in if code in known]
    if not written_in and not marked.lists:
        written_in = [grammar for grammar in known.values() if grammar["offering"].search(marked.text)]
    # A name may be one in several languages: the grammar that makes most of the sentence is that of its own.
    tried = [_Reader(grammar, marked, home, carried, alone).read(label) for grammar in written_in]
    best = max(tried, key=_told, default=[])
    if not best and label and marked.lists and not _LETTERS.search(_MARK.sub("", marked.text)):
        return [Reading(marked.lists[0])]
    return best


def _told(readings: list[Reading]) -> tuple[bool, int, int]:
    """Return how much readings tell."""
    offering = any(item.offering for item in readings)
    return offering, len(readings), sum(item.conditional + item.possible for item in readings)


class _Reader:
    """Reads one sentence with the grammar of one language."""

    def __init__(self, grammar: Grammar, marked: Marked, home: str, carried: bool, alone: bool) -> None:
        self.grammar, self.marked, self.home = grammar, marked, home
        self.carried, self.alone = carried, alone
        self.text = marked.text
        self.said_here = False
        self.label_term = False
        self.stands: dict[str, bool] = {}

    def read(self, label: str) -> list[Reading]:
        """Return what each list of languages is said to be."""
        self.carried = self.carried or bool(label)
        self.label_term = self.grammar["season"].search(label.lower()) is not None
        offering = self._is_left_open(bool(label))
        supports, known = self._cut("support"), self._cut("known")
        readings = [*self._turns(), *self._mentions()]
        if offering:
            # What hangs on the offering is no exception: each language named is that of one.
            by_offering = [
                replace(
                    item, offering=True, conditional=False, possible=item.possible and not item.conditional
                )
                for item in readings
            ]
            return by_offering or [Reading(offering=True)]
        helping = [Reading(codes, possible=True, support=True) for codes in supports]
        return (self._together(readings, known) if readings else []) + helping

    def _is_left_open(self, value: bool) -> bool:
        """Whether each offering decides."""
        if not self.grammar["offering"].search(self.text):
            return False
        if value and self.grammar.compiled(r"\b{decided}\b.*?{offering}").search(self.text):
            return True
        return any(frame.form.search(self.text) for frame in self._frames("offering"))

    def _turns(self) -> list[Reading]:
        """Read a turn from one language to another: both are used, or the other under a condition."""
        turns = self._cut("both")
        if turns and self.grammar.compiled(r"\b{if} .*?{circumstance}").search(self.text):
            return [Reading(turns[0]), Reading(turns[-1], possible=True, conditional=True)]
        return [Reading(tuple(code for codes in turns for code in codes))] if turns else []

    def _frames(self, reads: str) -> Iterator[Frame]:
        """Yield the wordings of a kind whose words stand in the sentence."""
        for frame in self.grammar.frames.get(reads, ()):
            for need in frame.needs:
                if need not in self.stands:
                    self.stands[need] = self.grammar.compiled(need).search(self.marked.text) is not None
                if not self.stands[need]:
                    break
            else:
                yield frame

    def _cut(self, reads: str) -> list[tuple[str, ...]]:
        """Take what is no language of teaching out of the text, and return the languages."""
        found: list[tuple[str, ...]] = []
        for frame in self._frames(reads):
            signs = _MARK.findall("".join(match[0] for match in frame.form.finditer(self.text)))
            if signs:
                found += [self.marked.codes(sign) for sign in signs]
                self.text = " ".join(frame.form.sub("", self.text).split())
        return found

    def _mentions(self) -> Iterator[Reading]:
        marks = list(_MARK.finditer(self.text))
        for position, found in enumerate(marks):
            start = marks[position - 1].end() if position else 0
            last = position + 1 == len(marks)
            stop = len(self.text) if last else marks[position + 1].start()
            left, right = self.text[start : found.start()], self.text[found.end() : stop]
            stopped = self.grammar.compiled(r";|\b{break}").search(right)
            right = right[: stopped.start()] if stopped else right
            comma = None if last else _COMMA.search(right)
            right = right[: comma.start()] if comma else right
            reading = self._said(left, found[0], right)
            if reading:
                self.carried = self.said_here = True
                yield reading

    def _said(self, left: str, sign: str, right: str) -> Reading | None:
        """Read one list of languages between what stands before and behind it."""
        near = left
        breaks = self.grammar.compiled(
            r";|\((?![^)]*\))|{break}|\b{otherwise}|\b{then}|,\s*{and}(?= )|\b{and}\s+(?={give}|{be}|{may})"
        )
        for found in breaks.finditer(left):
            near = left[found.start() :]
        match = self._frame(left, sign, right)
        if match is None:
            # What was said in the sentence before goes on only in a sentence that says nothing else.
            if not self.carried or not self._is_fragment(near, right):
                return None
            part = self.grammar.compiled(r"\b{part}|\b{number}").search(near) is not None
            lectures = self.grammar["lectures"].search(near) is not None
        else:
            subject = match.groupdict().get("subject") or ""
            before = match.string[: match.start("subject")] if subject else ""
            of_all = self.grammar.compiled(r"\b{all} (?:[\w-]+ ){0,2}$").search(before)
            part = self.grammar["part"].fullmatch(subject) is not None and not of_all
            lectures = self.grammar["lectures"].fullmatch(subject) is not None
        if self._is_denied(near, right):
            self.carried = self.said_here = True
            return None
        numbered = self.grammar.compiled(r"\b{part}\s*{number}|\b{number} (?:[\w-]+ ){0,2}{part}")
        behind = self.grammar.compiled(r"^ {within} (?:(?!{all})[\w-]+ ){0,2}?{part}").match(right)
        # "Every second year" is no part.
        unseasoned = self.grammar["season"].sub("", f"{left} – {right}")
        part = part or behind is not None or numbered.search(unseasoned) is not None
        return self._meant(self.marked.codes(sign), near, right, part, lectures)

    def _frame(self, left: str, sign: str, right: str) -> re.Match[str] | None:
        """Return the first wording that fits and speaks of this course's teaching."""
        window = left + sign + right
        for frame in self._frames("taught"):
            if (frame.data.alone and not self.alone) or (frame.data.carried and not self.carried):
                continue
            match = frame.form.search(window)
            while match:
                if not self._is_of_something_else(match, left, right):
                    return match
                match = frame.form.search(window, match.start() + 1)
        return None

    def _is_of_something_else(self, match: re.Match[str], left: str, right: str) -> bool:
        """Whether what is in the language is no teaching, or not that of this course."""
        grammar = self.grammar
        if "subject" in match.re.groupindex and match.start("subject") <= len(left):
            before, between = left[: match.start("subject")], left[match.end("subject") :]
            listed = r"^(?:(?:,| {and})(?: {all})? [\w-]+(?: (?!{and})[\w-]+)?)+"
            between = grammar.compiled(listed).sub("", between)
        else:
            before = left[: match.start()]
            between = before[before.rfind(",") + 1 :]
        if grammar.compiled(r"\b(?:{veto}|{studied})").search(between) or self._is_in_something_else(right):
            return True
        about = r"\b(?:(?:{premise}|{studied}) (?:[\w-]+ )?|{veto} (?:{within}|{in}) )$"
        if "subject" in match.re.groupindex:
            if grammar.compiled(about).search(before):
                return True
        elif grammar["if"].search(between):
            return grammar["circumstance"].search(between) is None
        # The language is only the condition of something: "if the course is in English, then …".
        premise = grammar.compiled(r"\b{if} (?:(?:{all}|{before}) )?$").search(before)
        excused = grammar["reason"].search(left) or grammar["circumstance"].search(between)
        return premise is not None and not excused

    def _is_in_something_else(self, right: str) -> bool:
        form = r"^(?: (?:{may}|{be}|{is}|{occur}|{used}))* {within} (?:[\w-]+ )?(?:{whole} [\w-]+ )?{veto}"
        return self.grammar.compiled(form).search(right) is not None

    def _is_fragment(self, near: str, right: str) -> bool:
        """Whether the words before a language only go on with what has been said."""
        grammar = self.grammar
        if grammar["veto"].search(near) or self._is_in_something_else(right):
            return False
        rest = self._without_conditions(near)
        if grammar.compiled(r"\b{and} {in} $").search(rest):
            return True
        unknown = _WORD.findall(grammar.compiled(_KNOWN).sub(" ", rest))
        nouns = grammar.compiled(_NOUNS_OR_VERBS if self.alone else _NOUNS)
        return len(unknown) <= (_MOST_UNKNOWN if nouns.search(rest) else 0)

    def _without_conditions(self, text: str) -> str:
        return self.grammar.compiled(r"\b(?:{if}|{unless}) .*?{circumstance}.*").sub(" ", text)

    def _is_denied(self, near: str, right: str) -> bool:
        grammar = self.grammar
        before = grammar.compiled(r"\b{not}(?! {only})").search(self._without_conditions(near))
        behind = grammar.compiled(r"^(?: (?:{may}|{is}|{be}|{occur}|{give}))* {not}(?! {only})")
        return before is not None or behind.match(right) is not None

    def _meant(self, codes: tuple[str, ...], near: str, right: str, part: bool, lectures: bool) -> Reading:
        grammar = self.grammar
        scope = f"{near} – {right}"
        if grammar["otherwise"].search(near):
            return Reading(codes, otherwise=True)
        if grammar["then"].search(near):
            return Reading(codes, possible=True, conditional=True)
        unless = grammar.compiled(r"\b{unless}.*?{circumstance}").search(scope)
        # What is so "mainly when" something is does not hang on it.
        loose = grammar.compiled(r"\b{adverb} {if} ").sub(" ", scope)
        hanging = grammar.compiled(r"\b{if} .*?{circumstance}").search(loose)
        conditional = grammar["condition"].search(scope) or hanging
        if grammar["reason"].search(scope):
            conditional = unless = None
        if unless:
            return Reading(codes, conditional=True)
        may_be = r"{may}" if grammar["language"].search(right) else r"(?:{may}|{occur})"
        behind = grammar.compiled(rf"^(?: (?:{{be}}|{{adverb}}))* {may_be}").match(right)
        may = grammar["may"].search(grammar["adverb"].sub(" ", self._without_conditions(near))) or behind
        some = grammar["some"].search(near)
        if may and not conditional and len(codes) > 1 and self.home in codes:
            may = None
        opened = grammar["open"].search(near)
        return Reading(
            codes,
            possible=bool(may or some or conditional),
            conditional=conditional is not None,
            part=part,
            lectures=lectures and not some,
            usual=grammar["usual"].search(near) is not None,
            partly=not opened and grammar["partly"].search(near) is not None,
            term=grammar["season"].search(scope) is not None or (self.label_term and not self.said_here),
        )

    def _with_defaults(self, readings: list[Reading]) -> list[Reading]:
        """Weigh what is so "otherwise": the rule, if what is said before is the exception."""
        weighed: list[Reading] = []
        # A condition that is not understood is one all the same; "as far as possible" is none.
        hangs = self.grammar["usual"].search(self.text) is None
        for item in readings:
            rule = next((other for other in weighed if not other.possible and not other.part), None)
            if not item.otherwise or rule is None:
                weighed.append(item)
            elif rule.term:
                weighed.append(replace(item, term=True))
            else:
                weighed.append(replace(item, possible=True, conditional=hangs))
        return weighed

    def _together(self, readings: list[Reading], known: list[tuple[str, ...]]) -> list[Reading]:
        """Weigh what one sentence says of several languages against each other."""
        readings = self._with_defaults(readings)
        if any(item.part for item in readings):
            readings = [replace(item, part=item.part or item.lectures) for item in readings]
        by_term = len({item.codes for item in readings if item.term}) > 1
        if by_term:
            readings = [replace(item, offering=True) for item in readings]
        else:
            readings = [replace(item, term=False) for item in readings]
        if any(item.conditional and not item.possible for item in readings):
            readings += [Reading(codes, possible=True, conditional=True) for codes in known]
        wholes = [
            item for item in readings if not (item.possible or item.part or item.partly or item.offering)
        ]
        if len(wholes) > 1:
            codes = tuple(dict.fromkeys(code for item in wholes for code in item.codes))
            readings = [replace(wholes[0], codes=codes), *(item for item in readings if item not in wholes)]
        main = next((item for item in readings if not item.possible and not item.partly), None)
        both = [item for item in readings if item.partly and not (item.possible or item.part)]
        if both:
            base = main.codes if main else (self.home,)
            codes = tuple(dict.fromkeys((*base, *(code for item in both for code in item.codes))))
            readings = [item for item in readings if item not in both and item is not main]
            readings.insert(0, replace(main or both[0], codes=codes))
        return readings
