"""What everyone in a programme meets, in one sentence a perspective, and on what it rests."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from curranalyser.datamodel import CourseRef, CourseStatus, EntryKind, Exposure, StatusBasis
from curranalyser.i18n import Translator
from curranalyser.report.sanitise import clean_line
from curranalyser.report.view import BasisView, ExposureView, PerspectiveView

# Sentences that are quoted for one basis; the table of the structure has all.
MOST_QUOTES = 3


def _by_person(count: int, say: Translator) -> str:
    return say.ngettext(
        "That everyone takes %(count)s course was decided by a person, in the table of programmes.",
        "That everyone takes %(count)s courses was decided by a person, in the table of programmes.",
        count,
    )


def _as_said(count: int, say: Translator) -> str:
    return say.ngettext(
        "That everyone takes %(count)s course rests on what the programme syllabus says.",
        "That everyone takes %(count)s courses rests on what the programme syllabus says.",
        count,
    )


def _as_counted(count: int, say: Translator) -> str:
    return say.ngettext(
        "That everyone takes %(count)s course follows from the number of courses that the programme syllabus"
        " gives.",
        "That everyone takes %(count)s courses follows from the number of courses that the programme syllabus"
        " gives.",
        count,
    )


def _by_contrast(count: int, say: Translator) -> str:
    return say.ngettext(
        "That everyone takes %(count)s course follows from the electives being listed apart.",
        "That everyone takes %(count)s courses follows from the electives being listed apart.",
        count,
    )


def _by_sum(count: int, say: Translator) -> str:
    return say.ngettext(
        "That everyone takes %(count)s course follows from the credits, which add up.",
        "That everyone takes %(count)s courses follows from the credits, which add up.",
        count,
    )


_BASES: Final[Mapping[StatusBasis, Callable[[int, Translator], str]]] = {
    "person": _by_person,
    "said": _as_said,
    "counted": _as_counted,
    "contrast": _by_contrast,
    "sum": _by_sum,
}


def exposure_basis(refs: Iterable[CourseRef], say: Translator) -> tuple[BasisView, ...]:
    """Say on what it rests that everyone takes courses, the strongest basis first, in verbatim words."""
    found: dict[StatusBasis, list[CourseRef]] = {}
    for ref in refs:
        if ref.kind is EntryKind.COURSE and ref.status is CourseStatus.EVERYONE and ref.basis is not None:
            found.setdefault(ref.basis, []).append(ref)
    views = []
    for basis, text in _BASES.items():
        courses = found.get(basis, [])
        if courses:
            quotes = dict.fromkeys((clean_line(ref.reason), ref.reason_page) for ref in courses if ref.reason)
            views.append(BasisView(text(len(courses), say), tuple(quotes)[:MOST_QUOTES]))
    return tuple(views)


def _nothing_said(exposure: Exposure, say: Translator) -> str:
    if any(gap.kind == "status not said" and not gap.courses for gap in exposure.gaps):
        return say.gettext("What everyone meets is not known: no course was read in the course list.")
    if exposure.not_said:
        return say.gettext(
            "What everyone meets is not known: that everyone takes a course could not be read from the"
            " programme syllabus."
        )
    return say.gettext("There is no course that everyone takes.")


def _all_found(exposure: Exposure, say: Translator) -> str:
    everyone, carrying = exposure.everyone, len(exposure.carrying)
    if everyone == 1:
        return (
            say.gettext("Everyone meets the perspective in the one course that everyone takes.")
            if carrying
            else say.gettext("The one course that everyone takes does not carry the perspective.")
        )
    if not carrying:
        return say.gettext(
            "None of the %(everyone)s courses that everyone takes carries the perspective.",
            everyone=say.number(everyone),
        )
    return say.gettext(
        "Everyone meets the perspective in %(carrying)s of the %(everyone)s courses that everyone takes.",
        everyone=say.number(everyone),
        carrying=say.number(carrying),
    )


def _none_found(exposure: Exposure, say: Translator) -> str:
    if exposure.everyone == 1:
        return say.gettext(
            "What everyone meets is not known: the one course that everyone takes has no syllabus with"
            " outcomes here."
        )
    return say.gettext(
        "What everyone meets is not known: none of the %(everyone)s courses that everyone takes has a"
        " syllabus with outcomes here.",
        everyone=say.number(exposure.everyone),
    )


def _some_found(exposure: Exposure, say: Translator) -> str:
    everyone, found, carrying = exposure.everyone, exposure.with_syllabus, len(exposure.carrying)
    if not found:
        return _none_found(exposure, say)
    if found == 1:
        text = (
            say.gettext(
                "1 of the %(everyone)s courses that everyone takes has a syllabus with outcomes here; it"
                " carries the perspective.",
                everyone=say.number(everyone),
            )
            if carrying
            else say.gettext(
                "1 of the %(everyone)s courses that everyone takes has a syllabus with outcomes here; it does"
                " not carry the perspective.",
                everyone=say.number(everyone),
            )
        )
        return text
    missing = everyone - found
    lacking = say.ngettext(
        "%(count)s of %(everyone)s has no syllabus",
        "%(count)s of %(everyone)s have no syllabus",
        missing,
        everyone=say.number(everyone),
    )
    if not carrying:
        return say.gettext(
            "None of the %(found)s courses that everyone takes and that have a syllabus with outcomes here"
            " carries the perspective; %(lacking)s.",
            found=say.number(found),
            lacking=lacking,
        )
    return say.gettext(
        "Everyone meets the perspective in %(carrying)s of the %(found)s courses that everyone takes and that"
        " have a syllabus with outcomes here; %(lacking)s.",
        carrying=say.number(carrying),
        found=say.number(found),
        lacking=lacking,
    )


def _some_unlabelled(exposure: Exposure, say: Translator) -> str:
    """Say what is met where outcomes of courses that everyone takes are not labelled."""
    everyone, carrying = exposure.everyone, len(exposure.carrying)
    unknown = everyone - exposure.with_syllabus + len(exposure.not_labelled)
    if unknown == everyone:
        return say.gettext(
            "What everyone meets is not known: of no course that everyone takes do labelled outcomes here say"
            " it."
        )
    if not carrying:
        return say.gettext(
            "None of the %(everyone)s courses that everyone takes is known to carry the perspective; of"
            " %(unknown)s it is not known.",
            everyone=say.number(everyone),
            unknown=say.number(unknown),
        )
    return say.gettext(
        "Everyone meets the perspective in at least %(carrying)s of the %(everyone)s courses that everyone"
        " takes; of %(unknown)s it is not known.",
        carrying=say.number(carrying),
        everyone=say.number(everyone),
        unknown=say.number(unknown),
    )


def _choice_adds(best: int | None, missing: bool, say: Translator) -> str:
    """Say what choices add where what is chosen can be without the perspective."""
    if best is None:
        return say.gettext("Whether choices add any is not known.")
    if missing:
        return say.ngettext(
            "Choices can add at least %(count)s course.", "Choices can add at least %(count)s courses.", best
        )
    return say.ngettext(
        "Choices can add at most %(count)s course.", "Choices can add at most %(count)s courses.", best
    )


def _choice_meets(least: int, best: int, missing: bool, say: Translator) -> str:
    """Say what is met whatever is chosen, and by the choice that meets it most."""
    courses = say.ngettext("%(count)s course", "%(count)s courses", least)
    if best == least and missing:
        return say.gettext("Whatever is chosen, it is met in at least %(courses)s.", courses=courses)
    if best == least:
        return say.gettext("Whatever is chosen, it is met in %(courses)s.", courses=courses)
    if missing:
        return say.gettext(
            "Whatever is chosen, it is met in at least %(least)s, and by the choice that meets it most in at"
            " least %(best)s.",
            least=courses,
            best=say.number(best),
        )
    return say.gettext(
        "Whatever is chosen, it is met in at least %(least)s, and by choice in up to %(best)s.",
        least=courses,
        best=say.number(best),
    )


def _choice(exposure: Exposure, say: Translator) -> str:
    least, best = exposure.least, exposure.best
    if least is None or best == least == len(exposure.carrying):
        return ""
    # As in the table beside it: more syllabi could make both numbers more.
    missing = bool(exposure.missing)
    if not least:
        return _choice_adds(best, missing, say)
    if best is None:
        return say.gettext(
            "Whatever is chosen, it is met in at least %(courses)s; in how many at the most is not known.",
            courses=say.ngettext("%(count)s course", "%(count)s courses", least),
        )
    return _choice_meets(least, best, missing, say)


def _tracks(exposure: Exposure, say: Translator) -> str:
    if exposure.least == exposure.best or not exposure.least_tracks or not exposure.best_tracks:
        return ""
    if exposure.least_tracks == exposure.best_tracks:
        return ""
    return say.gettext(
        "Fewest in the track %(least)s, most in the track %(best)s.",
        least=say.listed(say.gettext("“%(text)s”", text=clean_line(name)) for name in exposure.least_tracks),
        best=say.listed(say.gettext("“%(text)s”", text=clean_line(name)) for name in exposure.best_tracks),
    )


def everyone_meets(exposure: Exposure, say: Translator) -> str:
    """Say how many courses with a perspective everyone meets, and what a choice adds.

    It is never a share: the courses without a syllabus here are named beside those with one.
    """
    if not exposure.everyone:
        met = _nothing_said(exposure, say)
    elif exposure.not_labelled:
        met = _some_unlabelled(exposure, say)
    elif exposure.with_syllabus == exposure.everyone:
        met = _all_found(exposure, say)
    else:
        met = _some_found(exposure, say)
    parts = [met, _choice(exposure, say), _tracks(exposure, say)]
    if exposure.everyone and exposure.not_said:
        parts.append(
            say.ngettext(
                "Of %(count)s more course it could not be read who takes it.",
                "Of %(count)s more courses it could not be read who takes them.",
                len(exposure.not_said),
            )
        )
    return " ".join(part for part in parts if part)


def sentences_met(exposures: Sequence[ExposureView]) -> tuple[tuple[PerspectiveView | None, str], ...]:
    """Return what everyone meets, a sentence a perspective; once and for None where it is one for all."""
    sentences = dict.fromkeys(item.sentence for item in exposures)
    if len(sentences) == 1 and len(exposures) > 1:
        return tuple((None, sentence) for sentence in sentences)
    return tuple((item.perspective, item.sentence) for item in exposures)
