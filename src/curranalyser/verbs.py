"""The verb that governs an outcome, those beside it, and what they ask for.

What the student is to do is said by the verb that leads the main clause, behind what introduces it ("the
student is to be able to, with the help of statistics, …"), and by the verbs that are joined to it. Verbs of a
subordinate clause ("understand how flows are calculated") and of a phrase ("methods to calculate flows") say
nothing of it. The words of a language are those of `verb_table`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from curranalyser.datamodel import BLOOM, BloomLevel
from curranalyser.verb_table import Level, VerbTable, WeakPhrase, level_names, verb_table

__all__ = [
    "Found",
    "VerbTable",
    "asked",
    "bloom_reach",
    "leading_verb",
    "level_names",
    "nominal_start",
    "parts",
    "unexaminable",
    "verb_table",
]

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_FURTHEST = 24  # words before the leading verb
_LONGEST = 5  # words of a verb with its particle
_LONGEST_PHRASE = 16  # words of a phrase before the leading verb
_LONGEST_TEXT = 2000  # characters; what is longer is no outcome and is read no further
_STOPS = (";", ".", ":", "?", "!")

_Embedded = Literal["clause", "phrase"] | None


@dataclass(frozen=True, slots=True)
class Found:
    """A verb of the table in a text: its span, its form in the table, its levels."""

    start: int
    end: int
    verb: str
    level: Level


@dataclass(frozen=True, slots=True)
class _Weak:
    """A wording that cannot be examined, with its span."""

    start: int
    end: int
    phrase: WeakPhrase


@dataclass(frozen=True, slots=True)
class _Joined:
    """A verb or a weak wording that is joined to the leading one.

    `direct` where they have one object; `means` where it says how something is shown.
    """

    what: Found | _Weak
    direct: bool
    means: bool = False


@dataclass(frozen=True, slots=True)
class _Nominal:
    """A beginning that names something to have."""

    start: int
    end: int


class _Text:
    """A text with its words, and what of the table stands at each."""

    def __init__(self, text: str, table: VerbTable) -> None:
        self.text = text[:_LONGEST_TEXT]
        self.table = table
        self.words = list(_WORD.finditer(self.text))
        self.lower = [word[0].lower() for word in self.words]

    def __len__(self) -> int:
        return len(self.words)

    def index(self, offset: int) -> int:
        """Return the place of the first word at or behind an offset."""
        return next((at for at, word in enumerate(self.words) if word.start() >= offset), len(self.words))

    def gap(self, at: int) -> str:
        """Return what stands between a word and the one before it."""
        return self.text[self.words[at - 1].end() if at else 0 : self.words[at].start()]

    def verb(self, at: int, *, leading: bool = False, gerund: bool = False) -> tuple[Found, int] | None:
        """Return the longest verb that begins at a word, and how many words it has."""
        table = self.table
        for pattern, name in () if gerund else table.shown:
            match = pattern.match(self.text, self.words[at].start())
            if match is not None:
                found = Found(match.start(), match.end(), name, table.verbs[name])
                return found, self.index(match.end()) - at
        forms = (table.gerunds,) if gerund else (table.own, table.led) if leading else (table.own,)
        for length in range(min(_LONGEST, len(self.words) - at), 0, -1):
            phrase = " ".join(self.lower[at : at + length])
            verb = next((found[phrase] for found in forms if phrase in found), None)
            if verb is not None:
                found = Found(
                    self.words[at].start(), self.words[at + length - 1].end(), verb, table.verbs[verb]
                )
                return found, length
        return None

    def weak(self, at: int) -> _Weak | None:
        """Return the wording that begins at a word and cannot be examined: the longest one."""
        if at >= len(self.words):
            return None
        start = self.words[at].start()
        found = [
            _Weak(start, match.end(), phrase)
            for phrase in self.table.unexaminable
            if (match := phrase.pattern.match(self.text, start)) is not None
            and not self._has_done(at, match.end())
        ]
        return max(found, key=lambda item: item.end) if found else None

    def _has_done(self, at: int, end: int) -> bool:
        """Whether a verb in its perfect begins behind the first word: to have applied one's knowledge."""
        if at + 1 >= len(self.words) or self.words[at + 1].end() >= end:
            return False
        word = self.lower[at + 1]
        done = self.lower[at] in self.table.perfect and self.table.led.get(word, word) != word
        return done and all(
            phrase.pattern.match(self.text, self.words[at + 1].start()) is None
            for phrase in self.table.unexaminable
        )

    def matched(self, at: int, pattern: re.Pattern[str]) -> int | None:
        """Return the place of the word behind a wording that begins at a word, or None."""
        match = pattern.match(self.text, self.words[at].start())
        return self.index(match.end()) if match is not None else None

    def follows(self, at: int, sequences: Sequence[tuple[str, ...]]) -> int:
        """Return how many words the longest of some word sequences has that stands at a word; 0 for none."""
        return max(
            (len(words) for words in sequences if tuple(self.lower[at : at + len(words)]) == words), default=0
        )

    def is_adverb(self, at: int) -> bool:
        """Whether a word has the ending of an adverb, or is one."""
        word = self.lower[at]
        return (
            word in self.table.adverbs
            or word.endswith(self.table.adverb_endings)
            or (word.endswith(self.table.adverb_ends_before_verbs) and self._before_verb(at + 1))
        )

    def _before_verb(self, at: int) -> bool:
        return at < len(self.words) and (self.verb(at) is not None or self.follows(at, self.table.able) > 0)


def _governing(text: _Text) -> tuple[Found | _Weak | _Nominal, int] | None:
    """Return what leads an outcome, and the place of the word behind it."""
    if text.table.unmodal.match(text.text) is not None:
        return None
    frame = text.table.frame.match(text.text)
    at = first = text.index(frame.end()) if frame is not None else 0
    led = True
    for _ in range(_FURTHEST):
        if at >= len(text):
            return None
        behind = _behind_prefix(text, at)
        if behind is not None:
            at, led = behind, False
            continue
        found = _weak_or_nominal(text, at, led=led) or _verb(text, at, first=at == first)
        if found is not None:
            return found
        following = _behind_introduction(text, at)
        if following is None:
            return None
        at = following
    return None


def _behind_prefix(text: _Text, at: int) -> int | None:
    """Return the place behind "show the ability to", unless more of the text cannot be examined."""
    behind = text.matched(at, text.table.prefix)
    weak = text.weak(at) if behind is not None else None
    return behind if behind is None or weak is None or text.index(weak.end) <= behind else None


def _weak_or_nominal(text: _Text, at: int, *, led: bool) -> tuple[_Weak | _Nominal, int] | None:
    """Return what begins at a word and cannot be examined, and the place behind it."""
    weak = text.weak(at)
    if weak is not None:
        return weak, text.index(weak.end)
    end = text.matched(at, text.table.nominal) if led and not _surely_verb(text, at) else None
    return (_Nominal(text.words[at].start(), text.words[end - 1].end()), end) if end is not None else None


def _surely_verb(text: _Text, at: int) -> bool:
    """Whether a word is a verb of the table that looks like no noun: "demonstrate" is no adjective."""
    return text.lower[at] in text.table.own and text.lower[at] not in text.table.nouns


def _verb(text: _Text, at: int, *, first: bool) -> tuple[Found, int] | None:
    """Return the verb that leads at a word, and the place behind it."""
    perfect = not first and text.lower[at - 1] in text.table.perfect
    found = text.verb(at, leading=first or perfect)
    if found is None or _is_noun(text, at, found[1], first=first):
        return None
    return found[0], at + found[1]


def _is_noun(text: _Text, at: int, length: int, *, first: bool) -> bool:
    """Whether what looks like a leading verb is a noun: behind an article, or with "of" behind it."""
    table = text.table
    if at and text.lower[at - 1] in table.articles:
        return True
    followed = text.lower[at + length] if at + length < len(text) else ""
    if table.infinitives:
        # Only the infinitive is sure; "analyser av" and "test av" are nouns.
        return first and text.lower[at] not in table.own and length == 1 and followed in table.prepositions
    return first and text.lower[at] in table.nouns and followed == "of"


def _behind_introduction(text: _Text, at: int) -> int | None:
    """Return the place of the word behind what may stand before the verb, or None."""
    table = text.table
    behind = text.matched(at, table.aside)
    if behind is not None:
        return behind
    word = text.lower[at]
    if word in table.prepositions and (end := _behind_phrase(text, at)) is not None:
        return end
    if word in table.openers or word in table.joins or word in table.articles or text.is_adverb(at):
        return at + 1
    return None


def _behind_phrase(text: _Text, at: int) -> int | None:
    """Return the place of the verb behind a phrase such as "with the help of statistics", or None."""
    table = text.table
    embedded = False
    for place in range(at + 1, min(len(text), at + _LONGEST_PHRASE)):
        if "," in text.gap(place):
            embedded = False
        if not embedded and _verb_behind_phrase(text, place):
            return place
        embedded = embedded or text.lower[place] in table.subordinators | table.infinitive_marks
    return None


def _verb_behind_phrase(text: _Text, place: int) -> bool:
    """Whether what the student is to do begins at a word behind a phrase."""
    table = text.table
    if table.infinitives:
        return text.verb(place) is not None or text.weak(place) is not None or _ability(text, place)
    parted = "," in text.gap(place) or text.is_adverb(place - 1)
    return parted and (text.verb(place) is not None or text.weak(place) is not None or text.is_adverb(place))


def _ability(text: _Text, place: int) -> bool:
    return text.matched(place, text.table.prefix) is not None


class _Clause:
    """Where the reading of an outcome has come to, behind its leading verb.

    Attributes:
        embedded: within a subordinate clause or a phrase, whose verbs are not what the student is to do.
        modal: a modal stands in that clause, behind which infinitives belong to it.
        objects: words since the last verb that may be its object.
    """

    def __init__(self, table: VerbTable) -> None:
        self._table = table
        self.leave()

    def leave(self) -> None:
        """Begin anew, behind a verb of the main clause."""
        self.embedded: _Embedded = None
        self.modal = False
        self.objects = 0

    def takes(self, *, able: bool) -> bool:
        """Whether a verb that is joined here belongs to the main clause."""
        of_main = self.embedded == "clause" and self._table.infinitives and not self.modal
        return able or self.embedded is None or of_main

    def read(self, text: _Text, at: int) -> None:
        """Go on by one word that is no verb of the main clause."""
        word, table = text.lower[at], self._table
        if word in table.subordinators:
            self.embedded, self.modal = "clause", False
        elif word in table.infinitive_marks and _marks_phrase(text, at):
            self.embedded = "phrase"
        elif word in table.modals and self.embedded == "clause":
            self.modal = True
        if not (word in table.joins or word in table.light or text.is_adverb(at)):
            self.objects += 1


def _joined(text: _Text, at: int) -> Iterator[_Joined]:
    """Yield what is joined to the leading verb, which ends before the word `at`."""
    clause = _Clause(text.table)
    while at < len(text):
        if any(stop in text.gap(at) for stop in _STOPS):
            clause.embedded = None
        found = _means(text, at) or _join(text, at, clause)
        if found is None:
            clause.read(text, at)
            at += 1
            continue
        yield found
        clause.leave()
        at = max(text.index(found.what.end), at + 1)


def _means(text: _Text, at: int) -> _Joined | None:
    """Return the verb of "by explaining" where that stands at a word."""
    length = text.follows(at, text.table.means)
    shown = text.verb(at + length, gerund=True) if length and at + length < len(text) else None
    return _Joined(shown[0], direct=False, means=True) if shown is not None else None


def _join(text: _Text, at: int, clause: _Clause) -> _Joined | None:
    """Return what is joined to the verbs before it by "and" or a comma at a word."""
    joined = text.lower[at] in text.table.joins
    if not joined and "," not in text.gap(at) and ";" not in text.gap(at):
        return None
    able, place = _behind_adverbs(text, at + 1 if joined else at)
    what = _what_is_joined(text, place) if place < len(text) else None
    direct = not clause.objects
    if what is None or not clause.takes(able=able) or not (able or _is_verb(text, what, direct=direct)):
        return None
    return _Joined(what, direct=direct)


def _marks_phrase(text: _Text, at: int) -> bool:
    """Whether "to" stands before a verb and not before a noun."""
    if text.table.infinitives:
        return True
    return at + 1 < len(text) and (
        text.verb(at + 1) is not None or text.weak(at + 1) is not None or text.is_adverb(at + 1)
    )


def _behind_adverbs(text: _Text, at: int) -> tuple[bool, int]:
    """Return whether words of being able stand at a word, and the place behind them and behind adverbs."""
    able = False
    while at < len(text):
        length = text.follows(at, text.table.able)
        if length:
            # "to" alone goes on with whatever it is joined to.
            able = able or length > 1 or text.lower[at] not in text.table.infinitive_marks
            at += length
        elif text.is_adverb(at) and text.verb(at) is None:
            at += 1
        else:
            break
    return able, at


def _what_is_joined(text: _Text, at: int) -> Found | _Weak | None:
    weak = text.weak(at)
    if weak is not None:
        return weak
    found = text.verb(at)
    return found[0] if found is not None else None


def _is_verb(text: _Text, what: Found | _Weak, *, direct: bool) -> bool:
    """Whether what looks like a verb behind "and" is one: verbs and nouns may look the same."""
    table = text.table
    if isinstance(what, _Weak) or what.verb.partition(" ")[0] not in table.nouns:
        return True
    behind = text.index(what.end)
    followed = text.lower[behind] if behind < len(text) else ""
    return (direct and followed != "of") or followed in table.determiners


def _highest(level: Level) -> int:
    return max(BLOOM.index(name) for name in BLOOM if name in level.bloom)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What an outcome asks for: its leading verb with those joined to it, or a wording that has none."""

    leading: Found | None
    joined: tuple[_Joined, ...] = ()
    weak: _Weak | None = None
    nominal: _Nominal | None = None


def _first_and_joined(
    text: str, table: VerbTable
) -> tuple[Found | _Weak | _Nominal | None, tuple[_Joined, ...]]:
    words = _Text(text, table)
    found = _governing(words)
    return (None, ()) if found is None else (found[0], tuple(_joined(words, found[1])))


def _read(text: str, table: VerbTable) -> _Reading:
    what, joined = _first_and_joined(text, table)
    if what is None:
        return _Reading(None)
    verbs = [item.what for item in joined if isinstance(item.what, Found)]
    if isinstance(what, Found):
        # A weak verb on the same object, which the others do not make up for: "recognise and understand".
        beside = [item.what for item in joined if isinstance(item.what, _Weak) and item.direct]
        reached = max(_highest(verb.level) for verb in (what, *verbs))
        weak = next((item for item in beside if reached < BLOOM.index(item.phrase.level)), None)
        return _Reading(what, joined, weak)
    wanted = BLOOM.index(what.phrase.level) if isinstance(what, _Weak) else 0
    # What has an object of its own can be examined by itself.
    made_up = [
        item.what
        for item in joined
        if isinstance(item.what, Found) and (not item.direct or _highest(item.what.level) >= wanted)
    ]
    if made_up:
        return _Reading(made_up[0], tuple(item for item in joined if item.what is not made_up[0]))
    if isinstance(what, _Weak):
        return _Reading(None, joined, what)
    return _Reading(None, joined, None, what)


def leading_verb(text: str, table: VerbTable) -> Found | None:
    """Return the verb of the table that governs an outcome, or None.

    Where one that cannot be examined leads, the first that makes up for it.
    """
    reading = _read(text, table)
    return reading.leading if reading.weak is None else None


def parts(text: str, table: VerbTable) -> list[Found]:
    """Return the verbs of an outcome that each have an object of their own.

    One where it asks for one thing, none where no verb leads it.
    """
    reading = _read(text, table)
    if reading.leading is None:
        return []
    return [reading.leading] + [
        item.what
        for item in reading.joined
        if isinstance(item.what, Found) and not item.direct and not item.means
    ]


def joined_verbs(text: str, table: VerbTable) -> list[Found]:
    """Return the verbs of an outcome, those that share an object with the one before them too."""
    reading = _read(text, table)
    if reading.leading is None:
        return []
    return [reading.leading] + [
        item.what for item in reading.joined if isinstance(item.what, Found) and not item.means
    ]


def asked(text: str, table: VerbTable) -> list[tuple[int, int]]:
    """Return the spans of what an outcome asks for, each with an object of its own: see `parts`.

    What cannot be examined as it stands counts too.
    """
    first, joined = _first_and_joined(text, table)
    if first is None or isinstance(first, _Nominal):
        return []
    others = [item.what for item in joined if not item.direct and not item.means]
    return [(item.start, item.end) for item in (first, *others)]


def bloom_reach(text: str, language: str | None) -> tuple[BloomLevel, BloomLevel] | None:
    """Return the lowest and the highest of Bloom's levels that an outcome may ask for.

    Of a verb that the literature places on several levels any may be meant; of several verbs the one that
    asks for most counts.

    Returns:
        None where no verb of the table leads it, where its verb cannot be examined, and where its language
        has no table.
    """
    table = verb_table(language) if language else None
    if table is None or unexaminable(text, table) is not None:
        return None
    found = [
        [BLOOM.index(level) for level in BLOOM if level in verb.level.bloom] for verb in parts(text, table)
    ]
    if not all(found) or not found:
        return None
    return BLOOM[max(map(min, found))], BLOOM[max(map(max, found))]


def unexaminable(text: str, table: VerbTable) -> tuple[int, int, str] | None:
    """Return the span of a governing verb that cannot be examined and what to say instead, or None.

    None too where a verb beside it makes up for it: "understand and explain", "show understanding by
    explaining".
    """
    weak = _read(text, table).weak
    return (weak.start, weak.end, weak.phrase.instead) if weak is not None else None


def nominal_start(text: str, lead_in: str, table: VerbTable) -> tuple[int, int] | None:
    """Return the span of a beginning that names something to have.

    None where a verb of the table is joined to it or the lead-in ends in a verb such as "show": to show
    knowledge is something to do.
    """
    nominal = _read(text, table).nominal
    shown = {word.lower() for word in _WORD.findall(lead_in)[-2:]}
    if nominal is None or table.lead_in_verbs & shown:
        return None
    return nominal.start, nominal.end
