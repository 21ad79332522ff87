"""Bytes → text: which encoding a file is in, by its mark, its bytes, its declaration and its letters.

UTF-8 is told by its bytes, whatever the file declares. What remains is told by letter statistics: the same
byte is ä on a Macintosh, Š in Windows-1252 and è under DOS, and only one of these makes words. (A detector
from the registry was measured first: on Nordic texts of some 300 letters it took code page 850 for another in
half of the cases.)
"""

import codecs
import re
from dataclasses import dataclass
from typing import Final

from curranalyser.errors import DocumentError, FailureCategory

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Names under which browsers, and so those who made the page, mean Windows-1252.
_MEANS_1252: Final = frozenset({"iso8859-1", "latin-1", "ascii", "cp1252", "iso8859-15"})
# What is to be said for each before a letter is looked at: files of Windows are the most common by far.
_CANDIDATES: Final = {"cp1252": 1.0, "mac_roman": 0.0, "cp850": -1.0}
SHOWN_NAMES: Final = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp850": "code page 850"}
# Share of zero bytes at even or odd places from which bytes without a mark are UTF-16: Latin letters have one
# each. And the share the other places stay below.
_ZEROS_OF_UTF16, _ZEROS_OF_TEXT = 0.4, 0.05
# A share of broken sequences up to which a text is UTF-8 with damage: such as a page that quotes another.
_DAMAGE: Final = 0.05
# How many letters beyond ASCII are looked at: far more than it takes to decide.
_SAMPLE: Final = 4000

# What a letter beyond ASCII says for a decoding: those of the Nordic languages and German more than those of
# other languages written with Latin letters.
_FREQUENT, _KNOWN, _RARE = 3.0, 1.0, -1.0
_WEIGHTS: Final = {
    **dict.fromkeys("åäöæøüéßÅÄÖÆØÜ", _FREQUENT),
    **dict.fromkeys("èêëàáâãçìíîïñòóôõùúûýþðœÉÈÀÁÇÓÍÚÞÑ", _KNOWN),
}
# Signs that stand between words or beside figures, and what they say there.
_SIGNS: Final = frozenset("–—‘’“”„«»…•§°·²³¹½¼¾±×€£©®™´¨\u00a0\u00ad¿¡º")
_SIGN_APART, _SIGN_IN_WORD = 1.5, -4.0
_WRONG_CASE = -2.0
_UNDEFINED = -6.0
_JOINS_WORDS: Final = frozenset("’\u00ad\u00a0·´–—…")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class DecodedText:
    """Text, and the encoding it was read in where that was assumed: neither marked, declared nor UTF-8."""

    text: str
    assumed: str = ""

    @property
    def notes(self) -> tuple[str, ...]:
        """What is worth knowing about the reading, in English."""
        return (f"the text is not UTF-8; it was read as {self.assumed}",) if self.assumed else ()


def decode_text(data: bytes, declared: str = "") -> DecodedText:
    """Decode the bytes of a text file or page.

    Args:
        data: the bytes.
        declared: the name of the encoding that the file itself gives, or "".

    Raises:
        DocumentError: the bytes are no text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return DecodedText(data.decode(name, "replace"))
    if b"\x00" in data:
        return DecodedText(_without_mark(data))
    name = _codec(declared)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        stateful = name.startswith("iso2022") and b"\x1b" in data
        return DecodedText(data.decode(name, "replace") if stateful else text)
    if name and name not in _MEANS_1252 and not name.startswith("utf"):
        try:
            return DecodedText(data.decode(name))
        except (UnicodeDecodeError, LookupError):
            pass
    mended = data.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    whole = sum(1 for _ in _BEYOND_ASCII.finditer(mended)) - broken
    if broken <= _DAMAGE * whole:
        return DecodedText(mended, "UTF-8 with damage")
    best = _best_of(data)
    declared_so = name in _MEANS_1252 and best == "cp1252"
    return DecodedText(data.decode(best, "replace"), "" if declared_so else SHOWN_NAMES[best])


def _codec(declared: str) -> str:
    """Return the name that Python gives a declared encoding of text, or "" for one that it does not know."""
    try:
        found = codecs.lookup(declared) if declared else None
    except (LookupError, ValueError):
        return ""
    # Codecs such as "rot13" and "hex" are no encodings of text; UTF-7 is one that no browser reads.
    if found is None or not getattr(found, "_is_text_encoding", True) or found.name == "utf-7":
        return ""
    return found.name


def _without_mark(data: bytes) -> str:
    """Decode UTF-16 without a mark.

    Raises:
        DocumentError: the zeros among the bytes do not stand as those of UTF-16 do.
    """
    half = max(len(data) // 2, 1)
    even, odd = data[::2].count(0) / half, data[1::2].count(0) / half
    if odd >= _ZEROS_OF_UTF16 and even <= _ZEROS_OF_TEXT:
        return data.decode("utf-16-le", "replace")
    if even >= _ZEROS_OF_UTF16 and odd <= _ZEROS_OF_TEXT:
        return data.decode("utf-16-be", "replace")
    raise DocumentError(FailureCategory.UNREADABLE, "binary data")


def _best_of(data: bytes) -> str:
    scores = {
        name: before + _likelihood(data.decode(name, "replace")) for name, before in _CANDIDATES.items()
    }
    return max(scores, key=lambda name: scores[name])


def _likelihood(text: str) -> float:
    """Return how well the letters beyond ASCII fit the words they stand in; larger is better."""
    score = 0.0
    for seen, match in enumerate(_BEYOND_ASCII.finditer(text)):
        if seen == _SAMPLE:
            break
        position = match.start()
        score += _fit(match[0], text[position - 1 : position], text[position + 1 : position + 2])
    return score


def _fit(sign: str, before: str, after: str) -> float:
    if sign in _SIGNS:
        within = _is_letter(before) and _is_letter(after) and sign not in _JOINS_WORDS
        return _SIGN_IN_WORD if within else _SIGN_APART
    if not sign.isalpha():
        return _UNDEFINED if sign == "\ufffd" or not sign.isprintable() else _SIGN_IN_WORD
    weight = _WEIGHTS.get(sign, _RARE)
    small_before = before.isascii() and before.islower()
    small_after = after.isascii() and after.islower()
    within = _is_letter(before) and small_after
    if (sign.isupper() and (small_before or within)) or (
        sign.islower() and before.isupper() and after.isupper()
    ):
        return _WRONG_CASE
    return weight if small_before or small_after or weight < 0 else weight / 2


def _is_letter(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()
