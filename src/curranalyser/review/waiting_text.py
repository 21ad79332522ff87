"""Decisions that wait, as lines for a terminal."""

from collections.abc import Iterator

from curranalyser.i18n import Translator
from curranalyser.report.sanitise import clean_line
from curranalyser.review.waiting import Waiting


def waiting_lines(waiting: Waiting, say: Translator) -> Iterator[str]:
    """Yield a line with the decision, and one with the nearest outcome, or why there is none."""
    _ = say.gettext
    review = waiting.review
    yield "  " + clean_line(f"{review.course}: {review.text}")
    if not waiting.course_found:
        told = _("The course is not in this audit.")
    elif waiting.nearest is None:
        told = _("No learning outcome of the course is like it.")
    else:
        told = _("The nearest of the course: %(text)s", text=waiting.nearest)
    yield "    " + clean_line(told)
