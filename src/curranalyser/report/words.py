"""Text cut or wrapped to a width, at the ends of words; and what a report says of itself."""

from collections.abc import Iterator
from typing import Final

from curranalyser.i18n import Translator
from curranalyser.report.view import HeadView

ELLIPSIS = "…"

# Widths of characters in hundredths of the font size, rather too wide: the font of the reader is not known.
_NARROW: Final = dict.fromkeys("iljtfrI.,:;'|!()[]/- ’", 38)
_WIDE: Final = dict.fromkeys("mwMWÅÄÖ@%&–", 92)
_CAPITAL = 72
# A word is squeezed until its characters are so narrow, in hundredths of the font size.
_NARROWEST: Final = 32
_OTHER = 58


def shortened(text: str, most: int) -> str:
    """Cut a text after a word, with an ellipsis, so that `most` characters of it stand at the most.

    Only a single word that is longer is cut within.
    """
    if len(text) <= most:
        return text
    whole = text[: most + 1].rpartition(" ")[0].rstrip(" ,;:–-") or text[:most]
    return f"{whole} {ELLIPSIS}"


def text_width(text: str, size: int) -> int:
    """Return about how wide a text is at a font size, in the same unit; rather too wide."""
    hundredths = sum(
        _NARROW.get(sign) or _WIDE.get(sign) or (_CAPITAL if sign.isupper() else _OTHER) for sign in text
    )
    return hundredths * size // 100


def wrapped(text: str, room: int, size: int, lines: int) -> tuple[str, ...]:
    """Lay a text out in so many lines at the most, cut after a word where they do not hold it.

    A word stands whole on a line, even where it is wider than `room`: who draws it can squeeze it. Only what
    is far too wide for that, and hardly a word, is parted.
    """
    longest = max(room * 100 // (_NARROWEST * size), 1)
    laid: list[str] = []
    for word in (piece[at : at + longest] for piece in text.split() for at in range(0, len(piece), longest)):
        if laid and text_width(f"{laid[-1]} {word}", size) <= room:
            laid[-1] += f" {word}"
            continue
        if len(laid) == lines:
            while " " in laid[-1] and text_width(f"{laid[-1]} {ELLIPSIS}", size) > room:
                laid[-1] = laid[-1].rpartition(" ")[0]
            laid[-1] += f" {ELLIPSIS}"
            break
        laid.append(word)
    return tuple(laid)


def head_lines(head: HeadView, say: Translator) -> Iterator[tuple[str, str]]:
    """Yield what a report says of itself below the name of the institution: what it is, and the value."""
    _ = say.gettext
    for what, value in (
        (_("Commissioned by"), head.commissioned_by),
        (_("Period"), head.period),
        (_("Date"), head.date),
    ):
        if value:
            yield what, value
