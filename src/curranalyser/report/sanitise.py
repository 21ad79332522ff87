"""Text from documents made safe to show.

The one place for characters that could hide, reorder or run something.

HTML escaping is Jinja's work and cell typing is XlsxWriter's; what remains after this module is printable
text on one line.
"""

import unicodedata
from functools import lru_cache

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# They turn the reading order round; shown by number so that a reader sees that they are there.
BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Joiners carry meaning in several scripts and do no harm.
KEPT_FORMATS = frozenset("\u200c\u200d")
# A spreadsheet takes a cell that begins so for a formula; the wide forms count in some of them.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@lru_cache(maxsize=4096)
def _shown(character: str) -> str:
    code = ord(character)
    category = unicodedata.category(character)
    if category in ("Zl", "Zp", "Zs") or character in "\t\n\r\v\f\x85":
        return " "
    if category == "Cc":
        return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else REPLACEMENT
    if character in BIDI_CONTROLS:
        return f"[U+{code:04X}]"
    if category == "Cf":
        return character if character in KEPT_FORMATS else ""
    if category in ("Cs", "Co") or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return REPLACEMENT
    return character


def clean(text: str) -> str:
    """Return `text` on one line, fit to be shown.

    White space becomes plain spaces (none is added or lost); control characters become their pictures; marks
    of reading direction become their number in
    brackets; invisible format characters go, except joiners; surrogates, private and non-characters become
    the replacement character.
    """
    # Python calls just those characters unprintable that are not shown as they are: separators other than the
    # plain space, and those of the category "other".
    if text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def without_controls(text: str) -> str:
    """Return `text` as it is laid out, cleaned but for its spaces, of whatever kind."""
    return (
        text
        if text.isprintable()
        else "".join(c if unicodedata.category(c) == "Zs" else _shown(c) for c in text)
    )


def clean_line(text: str | None) -> str:
    """Return `text` cleaned, with runs of spaces made one and none at the ends; "" for None."""
    return " ".join(clean(text or "").split())


def defuse(text: str) -> str:
    """Return `text` with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
