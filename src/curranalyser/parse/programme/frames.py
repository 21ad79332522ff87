"""What a sentence or a heading of a programme says of who takes what: wordings as data, one interpreter."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from curranalyser.languages import Frame, FrameReads, Rules, languages

# Characters of a text that are read: a sentence that is longer is a page without stops.
_LONGEST_TEXT = 600
# The number of a section before its heading: "4.2 Elective courses", "4 Valbara kurser" are not so many
# courses.
_SECTION = re.compile(
    r"^\W*(?:\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}[.)])\s+(?=[^\W\d])|^\W*\d{1,2}\s+(?=[A-ZÅÄÖ])"
)
_NAMED = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one frame reads in a text.

    Attributes:
        frame: the wording.
        text: the words that have it.
        number: of courses, or None.
        of: of how many courses the number is chosen, or None.
        credits: likewise.
        each: it holds for each term or year.
        least: the number is the least.
        plus: one more than the number comes beside them.
        whole: the credits are those of a whole term or year, with what else stands in it.
        exception: what is excepted, or "".
        sign: the sign that is explained, or "".
        means: what it stands for, or "".
        name: of a track, or "".
    """

    frame: Frame
    text: str
    number: int | None = None
    credits: Decimal | None = None
    least: bool = False
    plus: bool = False
    whole: bool = False
    exception: str = ""
    sign: str = ""
    means: str = ""
    name: str = ""
    of: int | None = None
    each: bool = False

    @property
    def reads(self) -> FrameReads:
        """What the frame reads."""
        return self.frame.reads


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compiled:
    frame: Frame
    form: re.Pattern[str]
    unless: re.Pattern[str] | None
    numbers: dict[str, int]


def joined(words: tuple[str, ...]) -> str:
    """Return a pattern that matches any of some patterns."""
    return f"(?:{'|'.join(words)})"


@lru_cache(maxsize=1)
def numbers() -> dict[str, int]:
    """Return the words for numbers of all languages, with their values."""
    return {
        word: value
        for language in languages()
        for value, forms in enumerate(language.rules.numbers, 1)
        for word in forms.split("|")
    }


@lru_cache(maxsize=1)
def _frames() -> dict[FrameReads, tuple[_Compiled, ...]]:
    found: dict[FrameReads, list[_Compiled]] = {}
    for language in languages():
        rules = language.rules
        values = {word: value for value, forms in enumerate(rules.numbers, 1) for word in forms.split("|")}
        for frame in rules.frames:
            unless = re.compile(_filled(frame.unless, rules, values), re.IGNORECASE) if frame.unless else None
            form = re.compile(_filled(frame.form, rules, values), re.IGNORECASE)
            found.setdefault(frame.reads, []).append(
                _Compiled(frame=frame, form=form, unless=unless, numbers=values)
            )
    return {reads: tuple(some) for reads, some in found.items()}


def _filled(form: str, rules: Rules, values: dict[str, int]) -> str:
    def words(match: re.Match[str]) -> str:
        if match[1] == "number":
            return rf"(?<![\d.,])(?:{joined(tuple(values))}|\d{{1,2}})(?![.,]?\d)"
        return joined(rules.words[match[1]])

    return _NAMED.sub(words, form)


def _reading(compiled: _Compiled, match: re.Match[str]) -> Reading | None:
    groups = {name: value for name, value in match.groupdict().items() if value}
    checked = match[0]
    if "but" in groups and (cut := rule_words("except").search(checked)) is not None:
        checked = checked[: cut.start()]  # "if not otherwise stated" negates nothing
    if compiled.unless is not None and compiled.unless.search(checked):
        return None
    number = _value(compiled, groups.get("number", "")) or compiled.frame.courses
    amount = groups.get("credits")
    return Reading(
        compiled.frame,
        match[0].strip(),
        number=number,
        credits=Decimal(amount.replace(",", ".")) if amount else None,
        least="least" in groups,
        plus="plus" in groups,
        whole="whole" in groups,
        exception=groups.get("but", "").strip(),
        sign=groups.get("sign", ""),
        means=groups.get("means", "").strip(),
        name=groups.get("name", "").strip(" ,:–-"),
        of=_value(compiled, groups.get("of", "")),
        each="each" in groups,
    )


def _value(compiled: _Compiled, word: str) -> int | None:
    return compiled.numbers.get(word.lower()) or (int(word) if word.isdecimal() else None)


def read_frames(text: str, *reads: FrameReads) -> tuple[Reading, ...]:
    """Return what the frames of some kinds read in a text, in the order of the frames.

    Args:
        text: a sentence or heading; of a very long one only the beginning is read.
        reads: the kinds of frames that are tried.
    """
    text = _SECTION.sub("", text[:_LONGEST_TEXT])
    found = []
    for kind in reads:
        for compiled in _frames().get(kind, ()):
            for match in compiled.form.finditer(text):
                reading = _reading(compiled, match)
                if reading is not None:
                    found.append(reading)
    return tuple(found)


def first_frame(text: str, *reads: FrameReads) -> Reading | None:
    """Return the first thing that frames of some kinds read in a text, or None."""
    return next(iter(read_frames(text, *reads)), None)


@lru_cache(maxsize=32)
def rule_words(*names: str) -> re.Pattern[str]:
    """Return a pattern of the words of all languages that frames call by some names."""
    found = tuple(
        word for language in languages() for name in names for word in language.rules.words.get(name, ())
    )
    return re.compile(rf"(?<!\w){joined(found)}(?!\w)", re.IGNORECASE)


def has_exception(text: str) -> bool:
    """Whether a text excepts something."""
    return rule_words("except").search(text) is not None
