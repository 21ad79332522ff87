"""The structure of a programme in words: who takes a course, what everyone meets, and what is not said."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from curranalyser.datamodel import (
    CourseRef,
    CourseStatus,
    EntryKind,
    Exposure,
    ExposureGap,
    ExposureGapKind,
    ProgrammeNote,
    ProgrammeNoteKind,
    StatusBasis,
    StructureBlock,
)
from curranalyser.i18n import N_, Translator
from curranalyser.report.sanitise import clean_line
from curranalyser.report.words import shortened

STATUSES: Mapping[CourseStatus, str] = {
    CourseStatus.EVERYONE: N_("compulsory for everyone"),
    CourseStatus.SOME: N_("elective"),
    CourseStatus.NOT_SAID: N_("not known"),
}
# The whole line of a card says that everyone takes it; most cards of a map are such.
_SHORT: Mapping[CourseStatus, str] = {
    CourseStatus.SOME: N_("some"),
    CourseStatus.NOT_SAID: N_("not known"),
}
IN_A_TRACK = N_("in a track")

BASES: Mapping[StatusBasis, str] = {
    "person": N_("by your table"),
    "said": N_("said in the programme syllabus"),
    "counted": N_("follows from the number of courses given"),
    "contrast": N_("electives are listed apart"),
    "sum": N_("the credits add up"),
}

# Courses that are named in a sentence; who wants all of them finds them in audit.json.
MOST_NAMED = 12
# Characters of the words that give a rule where a part has no name of its own.
LONGEST_NAME = 80
# What a heading or a sentence may end in, and a name in a sentence may not.
_CLOSING = ".:;, "


def status_label(ref: CourseRef, say: Translator) -> str:
    """Say who takes a course."""
    if ref.status is CourseStatus.SOME and ref.track is not None:
        return say.gettext(IN_A_TRACK)
    return say.gettext(STATUSES[ref.status])


def status_short(ref: CourseRef, say: Translator) -> str:
    """Say who takes a course in as few words as a card has room for; "" for everyone and for a slot."""
    if ref.kind is EntryKind.SLOT or ref.status is CourseStatus.EVERYONE:
        return ""
    return say.gettext(_SHORT[ref.status])


def basis_label(basis: StatusBasis | None, say: Translator) -> str:
    """Say what a status rests on; "" where it is not said."""
    return say.gettext(BASES[basis]) if basis is not None else ""


def part_name(identifier: str | None, blocks: Iterable[StructureBlock]) -> str:
    """Name the part of a programme that a course stands in; "" for none."""
    for block in blocks:
        if block.id == identifier:
            return shortened(clean_line(block.name or block.evidence).rstrip(_CLOSING), LONGEST_NAME)
    return ""


def numbers_text(numbers: Sequence[int], say: Translator) -> str:
    """Write terms or years: "3", "1–2", "1, 3"."""
    if len(numbers) > 1 and list(numbers) == list(range(numbers[0], numbers[-1] + 1)):
        return f"{numbers[0]}–{numbers[-1]}"
    return ", ".join(map(say.number, numbers))


def _named(names: Sequence[str], say: Translator) -> str:
    shown = [say.gettext("“%(text)s”", text=clean_line(name)) for name in names[:MOST_NAMED]]
    if len(names) > MOST_NAMED:
        left = len(names) - MOST_NAMED
        shown.append(say.ngettext("%(count)s more", "%(count)s more", left))
    return say.listed(shown)


def _status_gap(gap: ExposureGap, say: Translator) -> str:
    if not gap.courses:
        return say.gettext(
            "No course list could be read from the programme syllabus. Rows in your own table can give it."
        )
    return say.gettext(
        "Who takes %(courses)s could not be read from the programme syllabus, so the least and the most are"
        " not known. Look it up there: if it is said, confirm it in the table (curranalyser programmes"
        " export); if it is not, a sentence such as “all courses are compulsory” in the next revision helps"
        " every reader.",
        courses=_named(gap.courses, say),
    )


def _number_gap(gap: ExposureGap, say: Translator) -> str:
    return say.gettext(
        "How many of %(courses)s are to be chosen could not be read from the programme syllabus.",
        courses=_named(gap.courses, say),
    )


def _credits_gap(gap: ExposureGap, say: Translator) -> str:
    return say.gettext(
        "Credits are to be chosen, and those of %(courses)s could not be read from the programme syllabus.",
        courses=_named(gap.courses, say),
    )


def _sum_gap(gap: ExposureGap, say: Translator) -> str:
    return say.gettext(
        "No choice among %(courses)s gives what is to be chosen.", courses=_named(gap.courses, say)
    )


def _size_gap(_: ExposureGap, say: Translator) -> str:
    return say.gettext("There are too many ways to choose for them to be counted.")


def _label_gap(gap: ExposureGap, say: Translator) -> str:
    return say.gettext(
        "Of %(courses)s it is not known whether they carry each perspective, because outcomes of theirs are"
        " not labelled. They are not counted among what everyone meets, and a choice may hold more.",
        courses=_named(gap.courses, say),
    )


_GAPS: Mapping[ExposureGapKind, Callable[[ExposureGap, Translator], str]] = {
    "status not said": _status_gap,
    "number to choose not said": _number_gap,
    "credits not said": _credits_gap,
    "does not add up": _sum_gap,
    "too large": _size_gap,
    "not labelled": _label_gap,
}


def gap_text(gap: ExposureGap, say: Translator) -> str:
    """Say which sentence or decision is missing."""
    text = _GAPS[gap.kind](gap, say)
    # A heading that ends in a colon goes on with what is said of it.
    name = shortened(clean_line(gap.part).rstrip(_CLOSING), LONGEST_NAME)
    return f"{name}: {text}" if name else text


def exposure_gaps(exposures: Sequence[Exposure], say: Translator) -> tuple[str, ...]:
    """Say which sentences or decisions of the structure are missing for the exposure, each once."""
    gaps = dict.fromkeys(gap for item in exposures for gap in item.gaps if gap.kind != "not labelled")
    return tuple(gap_text(gap, say) for gap in gaps)


def exposure_remarks(exposures: Sequence[Exposure], say: Translator) -> tuple[str, ...]:
    """Say what the exposure leaves out though nothing is missing in the structure."""
    if not exposures:
        return ()
    first, remarks = exposures[0], []
    if first.free:
        remarks.append(
            say.gettext(
                "Chosen freely, and in no figure: %(names)s.",
                names=_named([shortened(name.rstrip(_CLOSING), LONGEST_NAME) for name in first.free], say),
            )
        )
    if first.choices_without_syllabus:
        remarks.append(
            say.ngettext(
                "For %(count)s elective no learning outcomes are among the files, so a choice may hold more.",
                "For %(count)s electives no learning outcomes are among the files, so a choice may"
                " hold more.",
                first.choices_without_syllabus,
            )
        )
    # One sentence for all perspectives: a person may have decided some of them.
    unlabelled = dict.fromkeys(
        name for item in exposures for gap in item.gaps if gap.kind == "not labelled" for name in gap.courses
    )
    if unlabelled:
        remarks.append(gap_text(ExposureGap("not labelled", "", tuple(unlabelled)), say))
    return tuple(remarks)


def tracks_text(exposure: Exposure, say: Translator) -> str:
    """Say by which tracks the least and the best choice go; "" where the tracks make no difference."""
    if exposure.least == exposure.best or not exposure.least_tracks:
        return ""
    least = say.listed(map(clean_line, exposure.least_tracks))
    best = say.listed(map(clean_line, exposure.best_tracks))
    if not best or best == least:
        return ""
    return say.gettext("fewest with %(least)s, most with %(best)s", least=least, best=best)


NOTES: Mapping[ProgrammeNoteKind, str] = {
    "credits differ": N_(
        "%(course)s: %(listed)s credits in the course list, %(found)s in the course syllabus. It is counted"
        " with those of the list."
    ),
    "credits cannot be": N_(
        "%(course)s: %(listed)s credits in the course list cannot be, beside %(found)s in the course"
        " syllabus. They are not used."
    ),
    "equal title": N_(
        "%(course)s has the code %(listed)s in the course list, and a syllabus with the same title has"
        " %(found)s. They are not linked."
    ),
    "valid later": N_(
        "%(course)s: its syllabus is valid only from %(found)s, later than the date of the audit."
    ),
}
_WITHOUT_CODE = N_(
    "%(course)s has no code in the course list, and other credits or none; a syllabus with the same title"
    " has the code %(found)s. They are not linked."
)


def note_text(note: ProgrammeNote, say: Translator) -> str:
    """Say in what a programme and a course syllabus do not agree."""
    listed, found = note.listed, note.found
    if note.kind in ("credits differ", "credits cannot be"):
        listed, found = say.number(Decimal(listed)), say.number(Decimal(found))
    # Of two titles that are equal, the code in the list stands beside the other code.
    code = "" if note.kind == "equal title" else clean_line(note.code or "")
    course = " ".join(part for part in (code, clean_line(note.title)) if part)
    message = _WITHOUT_CODE if note.kind == "equal title" and not listed else NOTES[note.kind]
    return say.gettext(message, course=course, listed=clean_line(listed), found=clean_line(found))
