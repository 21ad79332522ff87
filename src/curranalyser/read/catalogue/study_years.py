"""Study years with their courses, as Kopps and what institutions make of Ladok have them → a course list.

Of a course, `electiveCondition` or `Valvillkor` says who takes it: O compulsory, VV conditionally elective,
R recommended, V optional. A list of study years with a `programmeSpecialization` is a track; one without is
what all tracks have in common.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from curranalyser.datamodel import CourseMark, RecordEntry, RecordTrack
from curranalyser.read.catalogue.values import amount, credits_of, folded_keys, name, names, number, objects

_MARKS: dict[str, CourseMark] = {
    "O": "compulsory",
    "VV": "elective",
    "R": "recommended",
    "V": "voluntary",
}
_CONDITIONS = ("electiveCondition", "Valvillkor")
# What an object that stands for a condition has it in.
_CONDITION_KEYS = ("abbrlabel", "code", "kod", "label")
_LONGEST_PROGRAMME = 12


def is_curriculum(value: Mapping[str, object]) -> bool:
    """Whether an object is a list of study years."""
    years = objects(value.get("studyYears"))
    return any("yearNumber" in year and "courses" in year for year in years)


def tracks_of(curricula: Iterable[Mapping[str, object]]) -> tuple[RecordTrack, ...]:
    """Return the tracks, those first that come first."""
    found: dict[str, RecordTrack] = {}
    for curriculum in curricula:
        track = _track(curriculum)
        if track is not None:
            found.setdefault(track.key, track)
    return tuple(found.values())


def _track(curriculum: Mapping[str, object]) -> RecordTrack | None:
    for special in objects(curriculum.get("programmeSpecialization")):
        code = name(special.get("programmeSpecializationCode"))
        title = _title(folded_keys(special).get("title") or folded_keys(special).get("benamning"))
        if code or title:
            return RecordTrack(code or title, title or code)
    return None


def entries_of(curricula: Iterable[Mapping[str, object]]) -> Iterator[RecordEntry]:
    """Yield the courses of study years, of all tracks."""
    for curriculum in curricula:
        track = _track(curriculum)
        for year in objects(curriculum.get("studyYears")):
            told = number(year.get("yearNumber"))
            years = (int(told),) if told is not None and 0 < told <= _LONGEST_PROGRAMME else ()
            for course in objects(year.get("courses")):
                yield from _entry(course, years, track.key if track else None)


def _entry(course: Mapping[str, object], years: tuple[int, ...], track: str | None) -> Iterator[RecordEntry]:
    fields = folded_keys(course)
    code = next((found for key in ("coursecode", "kod", "code") if (found := name(fields.get(key)))), "")
    title = _title(fields.get("title") or fields.get("benamning"))
    if not (code or title):
        return
    mark, reason = _mark(course)
    yield RecordEntry(code or None, title, _credits(fields), (), years, mark, reason, track)


def _title(value: object) -> str:
    found = names(value)
    return next((title for title, language in found if language != "en"), found[0][0] if found else "")


def _credits(fields: Mapping[str, object]) -> Decimal | None:
    extent = fields.get("omfattning")
    if isinstance(extent, Mapping):
        return credits_of(extent.get("number"))
    return credits_of(fields.get("credits")) or amount(extent)[0]


def _mark(course: Mapping[str, object]) -> tuple[CourseMark | None, str]:
    """Return what the condition says, with the field that says it.

    A comment may bind what is compulsory to some of the students, so that with one nothing is said of all.
    """
    for key in _CONDITIONS:
        told = course.get(key)
        if isinstance(told, Mapping):
            parts = folded_keys(told)
            told = next((parts[part] for part in _CONDITION_KEYS if name(parts.get(part))), None)
        letters = name(told)
        mark = _MARKS.get(letters.upper())
        if mark is not None:
            bound = mark == "compulsory" and bool(name(course.get("comment")))
            return (None, "") if bound else (mark, f"{key}: {letters}")
    return None, ""
