"""A draft in a mail: quoted in an answer (lines that begin with ">"), or sent on below the mail's header."""

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

# "> > text", ">> text": as many marks as the mail has been answered.
_QUOTED = re.compile(r" {0,2}>(?:[ \t]?>){0,30}(?: |\t|(?=[^\s>])|$)")
# Quoted lines with text that make a draft; fewer are a quotation.
_FEWEST_LINES = 3
_LABEL = re.compile(r"\W{0,4}([\w -]{2,20}?)\s?\*{0,2}:")
# Lines of a mail's header beside its sender.
_FEWEST_LABELS = 2
# Lines that a header may have: addresses go on over several.
_LONGEST_HEADER = 40
# "-----Original Message-----", "---------- Forwarded message ---------"
_DIVIDER = re.compile(r"\s{0,4}[-–—_*]{2,40}\s?([^-–—_*\d:]{4,40}?)\s?[-–—_*]{2,40}\s*\Z")
_SIGNATURE = re.compile(r"-- ?\Z")
# Words of a line that is a farewell, with a name behind it.
_LONGEST_FAREWELL = 7


@dataclass(frozen=True, slots=True)
class _Words:
    sender: frozenset[str]
    header: frozenset[str]
    dividers: frozenset[str]
    farewells: tuple[str, ...]


@lru_cache(maxsize=1)
def _words() -> _Words:
    raw = tomllib.loads((resources.files("curranalyser.check") / "mail.toml").read_text(encoding="utf-8"))
    return _Words(
        sender=frozenset(raw["sender"]),
        header=frozenset(raw["header"]),
        dividers=frozenset(raw["dividers"]),
        farewells=tuple(raw["farewells"]),
    )


@dataclass(frozen=True, slots=True)
class MailText:
    """What may be the draft in a mail.

    Attributes:
        text: with as many lines as the mail, so that lines can be counted; what is not of it is empty.
        sure: whether it is a mail beyond doubt: it has the header of one, or most lines are quoted.
    """

    text: str
    sure: bool


def drafts_in_mail(text: str) -> list[MailText]:
    """Return what may be the draft in a text, if it is a mail, the most likely first.

    The lines that were quoted equally often belong together; what stands between them is an answer. Nothing
    comes back for a text that has neither quoted lines nor the header of a mail.
    """
    levels = [_level(line) for line in text.splitlines()]
    counts = Counter(depth for depth, line in levels if line.strip())
    filled = sum(counts.values())
    found = []
    for depth, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if depth and count >= _FEWEST_LINES:
            lines = [line if deep == depth else "" for deep, line in levels]
            # An answer between quoted lines, and the mail's header above them, are those of a mail.
            sure = 2 * count > filled or _header_end(text.splitlines()) > 0
            found.append(MailText(_draft_of(lines), sure))
    plain = [line if not depth else "" for depth, line in levels]
    if _header_end(plain):
        found.append(MailText(_draft_of(plain), sure=True))
    return found


def _level(line: str) -> tuple[int, str]:
    """Return how often a line was quoted, and the line without the marks of that."""
    match = _QUOTED.match(line)
    return (match[0].count(">"), line[match.end() :]) if match else (0, line)


def _header_end(lines: list[str]) -> int:
    """Return the line below the last header of a mail; 0 where there is none.

    Below a divider ("-----Original Message-----") whatever labels follow it are a header's.
    """
    words = _words()
    end = 0
    labels: set[str] = set()
    begun = 0
    divided = False
    for number, line in enumerate(lines):
        divider = _DIVIDER.match(line)
        if divider is not None and divider[1].strip().lower() in words.dividers:
            end, divided, labels = number + 1, True, set()
            continue
        match = _LABEL.match(line)
        label = match[1].strip().lower() if match else ""
        divided = divided and (not line.strip() or label in words.sender | words.header)
        if divided and label:
            end = number + 1
        if label in words.sender:
            labels, begun = {label}, number
        elif label in words.header and labels:
            labels.add(label)
            if len(labels) > _FEWEST_LABELS and number - begun <= _LONGEST_HEADER:
                end = number + 1
        elif not line.strip():
            labels = set()
    return end


def _draft_of(lines: list[str]) -> str:
    """Return lines without the header of a mail, what stands above it, and the farewell below the draft."""
    start = _header_end(lines)
    end = len(lines)
    for number in range(start, len(lines)):
        if _SIGNATURE.fullmatch(lines[number]) or _is_farewell(lines[number]):
            end = number
            break
    return "\n".join(line if start <= number < end else "" for number, line in enumerate(lines))


def _is_farewell(line: str) -> bool:
    told = " ".join(line.lower().split()).rstrip(",.!")
    return len(told.split()) <= _LONGEST_FAREWELL and any(
        told == words or told.startswith((f"{words},", f"{words} ")) for words in _words().farewells
    )
