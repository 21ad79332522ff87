"""Which outcomes were recognised from a picture: a reader has to know that their words may be misread."""

from collections.abc import Iterable
from dataclasses import replace

from curranalyser.datamodel import Document, LearningOutcome, Syllabus

# So many letters at the end of an outcome say on which page it ends.
_END = 24


def mark_recognised(syllabi: Iterable[Syllabus], document: Document) -> tuple[Syllabus, ...]:
    """Mark the outcomes that stand, in whole or in part, on a page whose text was recognised from a picture.

    Args:
        syllabi: all of a document.
        document: what was read.
    """
    if not document.recognised:
        return tuple(syllabi)
    pages = frozenset(document.recognised)
    letters: dict[int, str] = {}
    for line in document.lines:
        letters[line.page] = letters.get(line.page, "") + _letters(line.text)
    return tuple(
        replace(syllabus, outcomes=tuple(_marked(outcome, pages, letters) for outcome in syllabus.outcomes))
        for syllabus in syllabi
    )


def _marked(outcome: LearningOutcome, pages: frozenset[int], letters: dict[int, str]) -> LearningOutcome:
    end = _letters(outcome.text)[-_END:]
    goes_on = outcome.page + 1 in pages and end not in letters.get(outcome.page, "")
    return replace(outcome, recognised=True) if outcome.page in pages or goes_on else outcome


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
