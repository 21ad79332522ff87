"""One text → the outcomes that were run together in it."""

import re
from itertools import islice

from curranalyser.languages import any_of
from curranalyser.parse.outcomes.prose import split_prose
from curranalyser.parse.words.leadin import is_open, split_lead_in

_INLINE = re.compile(
    r"(?:(?<=[:;.,])|(?<=\s)|^)\s*[•●▪∙·]\s*|"
    r"(?<=[:;,.…a-zåäö)])\s{1,6}[-–—*]\s+(?=[A-ZÅÄÖa-zåäö])|"
    r"\s{2,}(?:\d{1,2}[.)]|\(?[a-z]\))\s+(?=[A-ZÅÄÖa-zåäö])"
)
_BE_ABLE = re.compile(rf"{any_of(lambda words: words.be_able)}\b:?\s*")
_ABLE_END = re.compile(rf"{any_of(lambda words: words.ability_ends)}$", re.IGNORECASE)
_AND = any_of(lambda words: words.joins)
_CONJUNCTION = re.compile(rf"^{_AND}\s+", re.IGNORECASE)
_JOINT = re.compile(rf"(?:[\s;,]+{_AND})+[\s,]*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
# Words and letters: what is shorter says nothing.
_FEWEST_WORDS, _FEWEST_LETTERS = 2, 9
# Words behind the lead-in that make a sentence an outcome.
_FEWEST_AFTER = 3


def split_inline(text: str) -> list[str]:
    """Split a flattened list into its lead and items; one element where it is no list.

    "kunna - a - b", "• a • b", numbers behind two spaces.
    """
    parts = [part.strip() for part in _INLINE.split(text)]
    parts = [part for part in parts if part]
    dashes = not any(bullet in text for bullet in "•●▪∙·")
    if (
        len(parts) > 1
        and dashes
        and not is_open(parts[0])
        and (len(parts) == 2 or "–" in text or "—" in text)
    ):
        return [text.strip()]  # a dash within a sentence
    return parts if len(parts) > 1 else [text.strip()]


def is_outcome(text: str) -> bool:
    """Whether a text is long enough to say something."""
    if len(text) >= _FEWEST_LETTERS:
        return _WORD.search(text) is not None
    return sum(1 for _ in islice(_WORD.finditer(text), _FEWEST_WORDS)) >= _FEWEST_WORDS


def is_full_outcome(text: str) -> bool:
    """Whether a sentence is a lead-in with its outcome.

    "Studenten ska kunna redogöra för …" with something after the verb.
    """
    lead, rest = split_lead_in(text)
    return bool(lead) and len(rest.split()) >= _FEWEST_AFTER and _ABLE_END.search(lead.strip()) is not None


def lead_and_outcome(text: str) -> tuple[str, str]:
    """Divide a sentence into its lead-in up to "be able to" and the outcome; "" where it has no lead-in."""
    lead, rest = split_lead_in(text)
    return _with_able(lead, rest) if lead else (lead, rest)


def without_joint(piece: str) -> str:
    """Return an item of a list within a sentence without what joins it to the next: ";", "," and "and"."""
    return _JOINT.sub("", piece.strip()).rstrip(" ;,")


def _with_able(lead: str, rest: str) -> tuple[str, str]:
    able = _BE_ABLE.match(rest)
    return (f"{lead} {able[0].rstrip(' :')}", rest[able.end() :]) if able else (lead, rest)


def lead_and_words(text: str) -> tuple[str, str]:
    """Divide what stands before a list into the lead-in and the words that each item goes on with.

    "The student shall be able to account for" is a lead-in and "account for"; "… able to" is one alone.
    """
    if is_open(text.rstrip(" :")):
        return text, ""
    lead, rest = _with_able(*split_lead_in(text))
    words = rest.rstrip(" :")
    return (lead, words) if lead and " " in words else (text, "")


def enumerated_pieces(text: str, fewest: int, *, goes_on: bool) -> tuple[str, list[str]]:
    """Divide a list that is one sentence with semicolons: "… kunna redogöra för a; tillämpa b; samt ange c.".

    Args:
        text: the sentence with its lead-in.
        fewest: semicolons that make it a list.
        goes_on: it goes on with the list of the sentence before, and has no lead-in.

    Returns:
        The lead-in, or "", and the outcomes; none where the text is no such list.
    """
    if text.count(";") < fewest or (".." in text and not goes_on):
        return "", []
    lead, rest = split_lead_in(text)
    if not lead and not goes_on:
        return "", []
    lead, rest = _with_able(lead, rest) if lead else (lead, rest)
    pieces = [_CONJUNCTION.sub("", piece.strip()) for piece in rest.split(";") if piece.strip()]
    if any(len(piece.split()) < _FEWEST_WORDS or len(split_prose(piece)) > 1 for piece in pieces):
        return "", []
    return lead, pieces
