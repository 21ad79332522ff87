"""The field for the language of instruction: its label, and the value behind, beside or below it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from curranalyser.datamodel import Line
from curranalyser.languages import languages
from curranalyser.parse.fields.labels import labelled_values
from curranalyser.parse.instruction.grammar import MARKS, every_word
from curranalyser.parse.instruction.mentions import mark
from curranalyser.parse.words.spelling import misspelt_label

_LONGEST_LABEL = 60
_LONGEST_ROW = 300  # characters: a longer line is prose
_LINES_BEHIND = 13  # lines among which the value of a label alone is looked for
_QUOTES = "\"'“”„»«{}[]_*|"
_SEGMENT = re.compile(r"\t|\s{2,}|\||;|(?<=\.)\s|[\"“{,]\s*")
_VALUE_END = re.compile(r"\t|\s{2,}|\||[\"'”]|\s*,?\s+[\"“]?[A-ZÅÄÖ][\wåäö]*[\"”]?\s*:(?=\s|$)")
_NOTHING = re.compile(rf"[^\w{MARKS}]*")


@lru_cache(maxsize=1)
def _forms() -> dict[str, re.Pattern[str]]:
    strong = "|".join(entry for language in languages() for entry in language.instruction.labels)
    weak = "|".join(entry for language in languages() for entry in language.instruction.weak_labels)
    behind = r"(?:\s*\([^)]{0,30}\))?"
    return {
        "strong": re.compile(
            rf"(?<![\w-])(?P<label>(?:{strong})(?!\w)(?:(?:\s*(?:/|&|\()\s*[^:=]{{1,40}}|(?:\s[\w()&-]+){{1,4}}?)(?=\s*_?:))?)\s*(?:_?[:=]_?|\t|\s[–/|-]\s|\s?\.{{3,}}|\s{{2,}}|$)",
            re.IGNORECASE,
        ),
        "unmarked": re.compile(
            rf"(?:^|[,;.(]\s?)\W*(?P<label>(?:{strong}))\s+(?P<value>[^,;.]+)", re.IGNORECASE
        ),
        "weak": re.compile(
            rf"^\W*(?P<label>(?:{weak}){behind})[\"”]?\s*(?:[:=]|\t|\s[–/|-]\s|\s{{2,}}|$)", re.IGNORECASE
        ),
        "name": re.compile(rf"\W*(?:{strong}|{weak}){behind}\W*", re.IGNORECASE),
        "runs on": re.compile(
            rf"(?:,|(?<!\w)(?:{every_word('in')}|{every_word('and')}|{every_word('is')}))$", re.IGNORECASE
        ),
    }


@lru_cache(maxsize=1)
def _plain_labels() -> tuple[str, ...]:
    return tuple(label for language in languages() for label in language.headings.language)


@lru_cache(maxsize=4096)
def names_field(text: str) -> bool:
    """Whether a text is the name of the field and nothing else; a slip of the pen in it is forgiven."""
    if len(text) > _LONGEST_LABEL:
        return False
    plain = " ".join(text.strip(_QUOTES + " :.").lower().split())
    return _forms()["name"].fullmatch(plain) is not None or misspelt_label(plain, _plain_labels()) is not None


def is_bare(value: str) -> bool:
    """Whether a text is a list of languages and nothing else."""
    marked = mark(value, whole_value=True)
    return len(marked.lists) == 1 and _is_only_marks(marked.text)


def _is_only_marks(text: str) -> bool:
    inside = re.compile(rf"(?<!\w){every_word('in', 'noun')}(?!\w)")
    return _NOTHING.fullmatch(re.sub(f"[{MARKS}]", "", inside.sub(" ", text))) is not None


def labelled(text: str) -> Iterator[tuple[str, str]]:
    """Yield label and value for each time the field stands in a line; the value of a label alone is empty."""
    if len(text) > _LONGEST_ROW:
        return
    forms, found = _forms(), False
    for match in forms["strong"].finditer(text):
        found = True
        yield match["label"], _cut(text[match.end() :])
    if found:
        return
    unmarked = forms["unmarked"].search(text)
    if unmarked and is_bare(unmarked["value"]):
        yield unmarked["label"], unmarked["value"]
        return
    starts = [0, *(gap.end() for gap in _SEGMENT.finditer(text))]
    for start in starts:
        weak = forms["weak"].match(text[start:])
        if weak:
            yield weak["label"], _cut(text[start + weak.end() :])
            return
    head, colon, rest = text.partition(":")
    if colon and names_field(head):
        yield head, _cut(rest)


def _cut(value: str) -> str:
    """Return a value without the fields that follow it on its line."""
    value = value.strip(" \t" + _QUOTES)
    end = _VALUE_END.search(value)
    return (value[: end.start()] if end else value).strip(" " + _QUOTES)


def runs_on(text: str) -> bool:
    """Whether a line ends where no value does: "Swedish and"."""
    return _forms()["runs on"].search(text[-_LONGEST_LABEL:].rstrip()) is not None


def value_elsewhere(lines: Sequence[Line], position: int) -> str:
    """Return the value of a label that stands alone on its line: beside it, below it, or in a row."""
    window = [line for line in lines[position : position + _LINES_BEHIND] if line.size > 0]
    if not window or window[0] is not lines[position]:
        return ""  # no places are known
    names = lambda text: "language" if names_field(text) else None  # noqa: E731
    return next((item.value for item in labelled_values(window, names) if item.line.text), "")
