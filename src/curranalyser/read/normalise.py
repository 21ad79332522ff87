"""Repair of characters as PDF producers leave them.

Detached accents, ligatures, private-use bullets, soft hyphens, mojibake.
"""

import re
import unicodedata

from msgspec import structs

from curranalyser.datamodel import Line

_LIGATURES = str.maketrans({
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
    "\u200b": "", "\u200c": "", "\u200d": "", "\ufeff": "", "\u2028": " ", "\u2029": " ",
    "\u00a0": " ", "\u202f": " ", "\u205f": " ", "\u3000": " ",
    **{chr(code): " " for code in range(0x2000, 0x200B)},
    "\u2010": "-", "\u2011": "-", "\u2212": "-",
})  # fmt: skip
_COMBINING = {
    "\u00a8": "\u0308",
    "\u02da": "\u030a",
    "\u00b0": "\u030a",
    "\u00b4": "\u0301",
    "\u0060": "\u0300",
    "\u02c6": "\u0302",
    "\u02dc": "\u0303",
}
# TeX's old font encoding prints the accent before (sometimes after) its letter; a ring only ever belongs to
# a.
_ACCENT_BEFORE = re.compile(
    "([\u00a8\u02da\u02c6\u02dc])\\s?([aouAOUeEinNI\u0131])|([\u00b4`])([aouAOUeEiI])"
)
_MOJIBAKE = re.compile(
    "\u00c3[\u00a0-\u00bf\u2026\u201e\u201c\u2013\u02dc\u0160\u2030\u2013-\u2122]|\u00e2\u20ac"
)
# Nothing below changes a text of these. (Not Ã and â, with which mojibake begins, nor accents that stand
# alone.)
_PLAIN = re.compile(r"[\r\n\x20-\x7e\u00c0-\u00c2\u00c4-\u00e1\u00e3-\u00ff–—’‘“”„…•§·]*\Z")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_LONE_BULLET = re.compile(
    r"^\s*(?:[\x01-\x1f\x7f-\x9f](?=\s|\Z)|[\uf000-\uf0ff\ue000-\uefff\uf8ff\u25a1\ufffc](?=\s|\Z|\w))"
)
# Places of the ligatures in TeX's two font encodings, left as control characters where the font has no map to
# Unicode.
_TEX_LIGATURES = str.maketrans(
    {
        "\x0b": "ff",
        "\x0e": "ffi",
        "\x0f": "ffl",
        "\x1b": "ff",
        "\x1c": "fi",
        "\x1d": "fl",
        "\x1e": "ffi",
        "\x1f": "ffl",
    }
)
# A soft hyphen within a word is not seen. Before a line break it parts a word; before a space it is a hyphen.
SOFT_HYPHEN = "\u00ad"
SOFT_BREAK = re.compile("\u00ad+[ \t]*\\r?\\n[ \t]*")
_SOFT_BEFORE_SPACE = re.compile("\u00ad+(?=[ \t])")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_SPACES = re.compile(r"[ \t]{2,}")
# Nobody writes such a word, and the time of some searches grows with its square: it is cut.
LONGEST_WORD = 300
_UNBROKEN = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")

BULLET = "\u2022"


def _compose(match: re.Match[str]) -> str:
    accent = match[1] or match[3]
    letter = match[2] or match[4]
    letter = "i" if letter == "\u0131" else letter
    composed = unicodedata.normalize("NFC", letter + _COMBINING[accent])
    return composed if len(composed) == 1 else match[0]


def is_plain(text: str) -> bool:
    """Return whether a text of words that are not endless (`LONGEST_WORD`) stays as it is when normalised."""
    return _PLAIN.match(text) is not None


def normalise_text(text: str) -> str:
    """Return `text` as NFC, without ligatures, control and private-use characters.

    A control or private-use character at the start stands for a bullet and becomes "•". Line breaks are kept.
    Endless words are cut by spaces. A soft hyphen at the end is kept: the word goes on in the next line.
    """
    if len(text) > LONGEST_WORD:
        text = _UNBROKEN.sub(r"\g<0> ", text)
    if is_plain(text):
        return text
    if SOFT_HYPHEN in text:
        text = _mend_soft_hyphens(text)
    text = _LONE_BULLET.sub(BULLET + " ", text)
    text = _ACCENT_BEFORE.sub(_compose, text.translate(_LIGATURES).translate(_TEX_LIGATURES))
    if _MOJIBAKE.search(text):
        from ftfy import fix_encoding  # noqa: PLC0415 rarely needed

        text = fix_encoding(text)
    text = _PRIVATE.sub(" ", _CONTROL.sub("", text))
    return unicodedata.normalize("NFC", text)


def _mend_soft_hyphens(text: str) -> str:
    text = SOFT_BREAK.sub("", text.rstrip())
    last = SOFT_HYPHEN if text.endswith(SOFT_HYPHEN) else ""
    return _SOFT_BEFORE_SPACE.sub("-", text.rstrip(SOFT_HYPHEN)).replace(SOFT_HYPHEN, "") + last


def normalise_run(line: Line) -> Line:
    """Return the run with its text normalised; the same object where nothing changes."""
    text = normalise_text(line.text)
    return line if text == line.text else structs.replace(line, text=_SPACES.sub(" ", text).strip())
