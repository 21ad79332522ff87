"""The field for the language of instruction: what its label is; the one reader of labels finds the value."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec.structs import replace

from curranalyser.datamodel import Line
from curranalyser.languages import languages
from curranalyser.parse.fields.labels import LabelForm, labelled_values
from curranalyser.parse.instruction.grammar import MARKS, entries_of, every_word
from curranalyser.parse.instruction.mentions import mark
from curranalyser.parse.words.spelling import misspelt_label

# Characters: a longer text is no label, and a longer line prose.
_LONGEST_LABEL, _LONGEST_LINE = 60, 300
_NO_QUOTES = dict.fromkeys(map(ord, "\"'“”„»«{}[]_*"))
_NOTHING = re.compile(rf"[^\w{MARKS}]*")


@lru_cache(maxsize=1)
def _forms() -> dict[str, re.Pattern[str]]:
    strong = "|".join(entry for language in languages() for entry in language.instruction.labels)
    weak = "|".join(entry for language in languages() for entry in language.instruction.weak_labels)
    brackets, signs = r"(?:\s*\([^)]{0,30}\))?", r"[^\w:]{0,3}(?:[:=]|\s[–/|-]\s|\.{3}|\s\s|\t)"
    sign = rf"\w*{every_word('sign')}\w*"
    behind = r"\s*(?:/|&|\()\s*[^:=]{1,40}|(?:\s[\w()&-]+){1,4}?"
    label = rf"(?:\w+/)?(?:{strong})(?!\w)(?:{behind})?|(?:{weak}){brackets}"
    return {
        "label": re.compile(rf"\W*(?:{label})\W*", re.IGNORECASE),
        "bold": re.compile(rf"\W*(?:{weak})(?!\w)", re.IGNORECASE),
        # A label on its line: one that is no other word and no subject, or one that is marked as a label.
        "weak": re.compile(rf"\W*(?:{weak}){brackets}(?:{signs}|$)", re.IGNORECASE),
        "within": re.compile(
            rf"(?<![\w-])(?:{strong})(?!\w| {every_word('is')})|(?<!\w)(?:{weak}|{sign}){brackets}{signs}"
            rf"|(?:^|\s\s|\t)\W*{sign}{brackets}\W*$",
            re.IGNORECASE,
        ),
        "marked": re.compile(
            rf"(?:(?<![\w-])(?P<strong>(?:{strong})(?!\w)(?:(?:{behind})(?=\s*:))?)|^\W*(?P<weak>{weak}))"
            r"\s*(?::|=|\s[–/|-]\s|\s?\.{3,}|\s\s)\s*",
            re.IGNORECASE,
        ),
        "unmarked": re.compile(rf"(?:^|[,;.(])\W*(?P<label>{strong})\s+(?P<value>[^,;.]+)", re.IGNORECASE),
        "runs on": re.compile(
            rf"(?:,|(?<!\w)(?:{every_word('in')}|{every_word('and')}|{every_word('is')}))$", re.IGNORECASE
        ),
        # A term, which a language stands behind, is no label of its own.
        "season": re.compile(rf"\W*(?<!\w)({every_word('season')})\s*:", re.IGNORECASE),
        "inside": re.compile(rf"(?<!\w){every_word('in', 'noun')}(?!\w)"),
    }


@lru_cache(maxsize=1)
def _plain_labels() -> tuple[str, ...]:
    return tuple(label for language in languages() for label in language.headings.language)


@lru_cache(maxsize=4096)
def names_field(text: str) -> bool:
    """Whether a text is the name of the field and nothing else; a slip of the pen in it is forgiven."""
    if len(text) > _LONGEST_LABEL:
        return False
    plain = " ".join(text.translate(_NO_QUOTES).strip(" :.").lower().split())
    return (
        _forms()["label"].fullmatch(plain) is not None or misspelt_label(plain, _plain_labels()) is not None
    )


def has_label(text: str, *, bold: bool = False) -> bool:
    """Whether the field may stand on a line: what the reader of labels need not look at has none."""
    if len(text) > _LONGEST_LINE:
        return False
    forms = _forms()
    if forms["bold" if bold else "weak"].match(text):
        return True
    if True in map(text.lower().__contains__, entries_of("sign")) and forms["within"].search(text):
        return True
    head = text.partition(":")[0]
    return len(head) <= _LONGEST_LABEL and names_field(head)


def is_bare(value: str) -> bool:
    """Whether a text is a list of languages and nothing else."""
    marked = mark(value, whole_value=True)
    rest = re.sub(f"[{MARKS}]", "", _forms()["inside"].sub(" ", marked.text))
    return len(marked.lists) == 1 and _NOTHING.fullmatch(rest) is not None


def runs_on(text: str) -> bool:
    """Whether a line ends where no value does: "Swedish and"."""
    return _forms()["runs on"].search(text[-_LONGEST_LABEL:].rstrip()) is not None


def fields_of(lines: Sequence[Line]) -> Iterator[tuple[Line, str, str, bool]]:
    """Yield the field wherever it stands among lines.

    Yields:
        The line of the label, the label and its value, and whether that stands behind it on the line.
    """
    plain = [
        replace(line, text=_plain(line.text)) if has_label(line.text, bold=line.bold) else line
        for line in lines
    ]
    places = {(line.page, line.top, line.x0): line for line in reversed(lines)}
    for item in labelled_values(plain, lambda text: text.strip() if names_field(text) else None):
        line = places[item.line.page, item.line.top, item.line.x0]
        yield line, item.field, item.value, item.form not in (LabelForm.CELL, LabelForm.ROW)
    for line, following in pairwise(lines):
        if line.page != following.page and names_field(line.text):
            yield line, line.text, following.text, False


def _plain(text: str) -> str:
    """Return a line without what stands before the label, if it has one, with a colon behind that."""
    text = text.translate(_NO_QUOTES)
    forms = _forms()
    marked = forms["marked"].search(text)
    if marked:
        value = forms["season"].sub(r", \1", text[marked.end() :]).lstrip(", ")
        return f"{marked['strong'] or marked['weak']}: {value}"
    unmarked = forms["unmarked"].search(text)
    if unmarked and is_bare(unmarked["value"]):
        return f"{unmarked['label']}: {unmarked['value']}"
    return text
