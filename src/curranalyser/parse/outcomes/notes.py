"""Notes on what stands in a section of outcomes and was not counted: nothing is dropped in silence."""

from curranalyser.i18n import N_

PLACEHOLDER = N_("a placeholder that nobody has filled in, not counted")
ELSEWHERE = N_("only says where the outcomes stand, not counted")
READINGS = N_("part of a list of books, not counted")
OTHER_TEXT = N_("text under a heading of its own, not counted")
SHORT = N_("an item too short to be read alone, not counted")
TWICE = N_("stands twice, counted once")
EXAMINED = N_("stands after the assessment and the outcomes, not counted")

KINDS = (PLACEHOLDER, ELSEWHERE, READINGS, OTHER_TEXT, SHORT, TWICE, EXAMINED)
_BETWEEN = ": "


def note(kind: str, text: str) -> str:
    """Return a note on a text.

    Args:
        kind: one of `KINDS`.
        text: as it stands in the document.
    """
    return f"{kind}{_BETWEEN}{text}"


def split_note(said: str) -> tuple[str, str] | None:
    """Return the kind and the text of a note; None where it is another note of a syllabus."""
    kind, between, text = said.partition(_BETWEEN)
    return (kind, text) if between and kind in KINDS else None
