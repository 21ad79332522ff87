"""Kopps, the course and programme database of KTH, version 2 of its public interface → records.

After the responses of `/api/kopps/v2/` at api.kth.se, as KTH's own open programs (KTH/kopps-public-react-web
and others on GitHub) use them; there is no published schema. Read are

- `course/CODE/detailedinformation`: `course`, `publicSyllabusVersions` (the one that is valid from the latest
  term), `examinationSets`, `roundInfos`, `mainSubjects`;
- courses of the shorter lists, which have no outcomes: `courseCode` or `code` with `title` and `credits`;
- `programme/CODE` and `programmes/CODE/studyprogramme/version/TERM` with its objectives;
- `studyprogramme/ID/curriculums`: study years with `electiveCondition`, specialisations as tracks. It does
  not say of which programme it is: the file may hold {"programme": …, "studyProgramme": …, "curriculums": …},
  or the list alone, which is then named after the file.

Known from such programs alone, and of no sample: `roundInfos[].round.language`, `studyProgramme` with
`knowledgeObjectives`, `skillsObjectives` and `abilityObjectives`, `titleOtherLanguage`.

An answer is in one language: two answers for a course are two versions of it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import PurePosixPath

from curranalyser.datamodel import (
    CatalogueItem,
    CourseHeader,
    CourseRecord,
    KnowledgeForm,
    MalformedRecord,
    ProgrammeRecord,
    RecordExamination,
    RecordOutcome,
    RecordOutcomes,
    RecordTeaching,
    RecordText,
    SectionKind,
    SourceFile,
)
from curranalyser.read.catalogue.json_records import JsonData, JsonRecord
from curranalyser.read.catalogue.language_versions import join_versions, language_of_outcomes
from curranalyser.read.catalogue.study_years import entries_of, is_curriculum, tracks_of
from curranalyser.read.catalogue.values import (
    Said,
    credits_of,
    name,
    named_language,
    names,
    number,
    objects,
    texts,
)

NAME = "Kopps v2"

_Record = Mapping[str, object]
# What stands for ECTS credits; where no unit is given they are meant.
_ECTS_UNITS = frozenset({"", "hp", "ects"})
# Of a course or programme these stand beside its code and title.
_SIGNS = (
    "creditUnitAbbr",
    "creditUnitLabel",
    "educationalLevelCode",
    "educationalLevel",
    "gradeScaleCode",
    "departmentCode",
    "titleOtherLanguage",
    "titleOther",
    "lengthInStudyYears",
)
_SYLLABUS_TEXTS = (
    ("content", SectionKind.CONTENT),
    ("disposition", SectionKind.TEACHING),
    ("eligibility", SectionKind.ENTRY),
    ("examComments", SectionKind.ASSESSMENT),
    ("reqsForFinalGrade", SectionKind.ASSESSMENT),
    ("literature", SectionKind.LITERATURE),
    ("literatureComment", SectionKind.LITERATURE),
    ("languageOfInstruction", SectionKind.LANGUAGE),
    ("additionalRegulations", SectionKind.OTHER),
    ("ethicalApproach", SectionKind.OTHER),
)
_OBJECTIVES = (
    ("programmeObjectives", None),
    ("knowledgeObjectives", KnowledgeForm.KNOWLEDGE),
    ("skillsObjectives", KnowledgeForm.SKILLS),
    ("abilityObjectives", KnowledgeForm.JUDGEMENT),
)
_COURSE_CODES = ("courseCode", "code")
_OTHER_TITLES = ("titleOther", "titleOtherLanguage")
_CURRICULA = ("curriculums", "curricula")


def recognises(value: _Record) -> bool:
    """Whether an object is an answer of Kopps."""
    return _is_detailed(value) or _is_programme(value) or _is_listed(value) or is_curriculum_of_kopps(value)


def _is_detailed(value: _Record) -> bool:
    course = value.get("course")
    return isinstance(course, Mapping) and "courseCode" in course


def _is_listed(value: _Record) -> bool:
    return (
        any(isinstance(value.get(key), str) for key in _COURSE_CODES)
        and "title" in value
        and any(key in value for key in _SIGNS)
    )


def _is_programme(value: _Record) -> bool:
    programme = value.get("programme", value)
    return (
        isinstance(programme, Mapping)
        and isinstance(programme.get("programmeCode"), str)
        and ("title" in programme or any(key in value for key in _CURRICULA))
        and any(key in programme or key in value for key in (*_SIGNS, *_CURRICULA))
    )


def is_curriculum_of_kopps(value: _Record) -> bool:
    """Whether an object is a list of study years in the spelling of Kopps."""
    return is_curriculum(value) and any(
        "electiveCondition" in course or "courseCode" in course
        for year in objects(value.get("studyYears"))
        for course in objects(year.get("courses"))
    )


def read(data: JsonData, source: SourceFile) -> Iterator[CatalogueItem]:
    """Yield courses and programmes in their order; a list of study years last, as one programme."""
    codes: Counter[str] = Counter()
    for record in data.records():
        if isinstance(record, JsonRecord):
            codes[_part(record.value)[1]] += 1
    codes[""] = 0
    yield from join_versions(_records(data, source), codes, lambda header: header.code or "")


def _records(data: JsonData, source: SourceFile) -> Iterator[CatalogueItem]:
    curricula: list[_Record] = []
    first = 0
    for record in data.records():
        if isinstance(record, MalformedRecord):
            yield record
        elif is_curriculum(record.value) and not _is_programme(record.value):
            first = first or record.number
            curricula.append(record.value)
        elif _is_programme(record.value):
            yield _programme(record.value, replace(source, row=record.number))
        else:
            yield _course(record, source)
    if curricula:
        named = CourseHeader(title=PurePosixPath(source.path).stem)
        yield _listed_courses(ProgrammeRecord(replace(source, row=first), named), curricula)


def _part(value: _Record) -> tuple[_Record, str]:
    """Return what says which course or programme an answer is of, and its code."""
    kind = "programme" if _is_programme(value) else "course"
    part = value.get(kind, value)
    part = part if isinstance(part, Mapping) else value
    return part, _first(part, ("programmeCode",) if kind == "programme" else _COURSE_CODES)


def _first(value: _Record, keys: Iterable[str]) -> str:
    return next((found for key in keys if (found := name(value.get(key)))), "")


def _identity(value: _Record) -> CourseHeader:
    """Return the code and the titles: the one of the answer, and the one in the other language."""
    part, code = _part(value)
    titles = names(part.get("title"))
    other = next((found for key in _OTHER_TITLES for found, _ in names(part.get(key))), "")
    native = next((title for title, language in titles if language != "en"), "")
    english = next((title for title, language in titles if language == "en"), other)
    title = native or english
    return CourseHeader(
        code=code or None,
        title=title or None,
        title_en=english if english and english != title else None,
        credits=_credits(part),
        level=_level(part),
        department=_department(part),
    )


def _credits(part: _Record) -> Decimal | None:
    """Return ECTS credits; those of another unit, as of courses before 2007, are none."""
    unit = _first(part, ("creditUnitAbbr",)).lower()
    return credits_of(part.get("credits")) if unit in _ECTS_UNITS else None


def _level(part: _Record) -> str | None:
    for key in ("educationalLevelCode", "educationalLevel", "level"):
        if found := names(part.get(key)):
            return found[0][0]
    return None


def _department(part: _Record) -> str | None:
    for department in objects(part.get("department")):
        if found := names(department.get("name")):
            return found[0][0]
    return _first(part, ("department",)) or None


def _in_language(header: CourseHeader, outcomes: tuple[RecordOutcomes, ...]) -> CourseHeader:
    """Where the answer is in English, the other title is the one that is not."""
    return replace(header, title_en=None) if language_of_outcomes(outcomes) == "en" else header


def _syllabus(value: _Record) -> tuple[_Record, str]:
    """Return the syllabus that is valid from the latest term, and that term."""
    found: list[tuple[int, _Record]] = []
    for version in objects(value.get("publicSyllabusVersions")):
        term = next(
            (told for part in objects(version.get("validFromTerm")) if (told := number(part.get("term")))),
            None,
        )
        found += [(int(term or 0), part) for part in objects(version.get("courseSyllabus"))]
    term_, syllabus = max(found, key=lambda pair: pair[0], default=(0, {}))
    return syllabus, str(term_) if term_ else ""


def _course(record: JsonRecord, source: SourceFile) -> CatalogueItem:
    value = record.value
    header = _identity(value)
    if not (header.code or header.title):
        return MalformedRecord(record.number, "neither courseCode nor title")
    syllabus, term = _syllabus(value)
    goals: tuple[Said, ...] = texts(syllabus.get("goals"))
    outcomes = tuple(RecordOutcomes((RecordOutcome(said),), language) for said, language in goals)
    subjects = value.get("mainSubjects")
    return CourseRecord(
        replace(source, row=record.number),
        replace(
            _in_language(header, outcomes),
            valid_from=term or None,
            main_fields=tuple(title for title, _ in names(subjects)),
        ),
        outcomes,
        _texts(syllabus, _SYLLABUS_TEXTS),
        tuple(dict.fromkeys(_teaching(value))),
        tuple(_examination(value)),
    )


def _texts(value: _Record, fields: Iterable[tuple[str, SectionKind]]) -> tuple[RecordText, ...]:
    return tuple(
        RecordText(kind, said, language) for key, kind in fields for said, language in texts(value.get(key))
    )


def _teaching(value: _Record) -> Iterator[RecordTeaching]:
    for info in objects(value.get("roundInfos")):
        for round_ in objects(info.get("round")):
            told = name(round_.get("language"))
            code = named_language(told)
            if code:
                yield RecordTeaching((code,), f"language: {told}", "offering")


def _examination(value: _Record) -> Iterator[RecordExamination]:
    """Yield the parts that are examined in the latest set; its key is the term from which it is valid."""
    sets = value.get("examinationSets")
    if not isinstance(sets, Mapping) or not sets:
        return
    latest = max(sets, key=lambda key: number(key) or 0)
    for part in objects(sets[latest]):
        for round_ in objects(part.get("examinationRounds")):
            title = " ".join(filter(None, (name(round_.get("examCode")), name(round_.get("title")))))
            if title:
                yield RecordExamination(title, credits_of(round_.get("credits")))


def _programme(value: _Record, source: SourceFile) -> CatalogueItem:
    header = _identity(value)
    version = next((part for part in objects(value.get("studyProgramme"))), value)
    outcomes = tuple(_objectives(version))
    terms = [number(part.get("term")) for part in objects(version.get("validFromTerm"))] + [
        number(version.get("validFromTerm"))
    ]
    term = next((told for told in terms if told), None)
    record = ProgrammeRecord(
        source,
        replace(_in_language(header, outcomes), valid_from=str(term) if term else None),
        outcomes,
        _texts(version, (("eligibility", SectionKind.ENTRY), ("extent", SectionKind.CONTENT))),
    )
    curricula = [part for key in _CURRICULA for part in objects(value.get(key))]
    return _listed_courses(record, curricula)


def _objectives(version: _Record) -> Iterator[RecordOutcomes]:
    found: dict[str | None, list[RecordOutcome]] = {}
    for key, form in _OBJECTIVES:
        for said, language in texts(version.get(key)):
            found.setdefault(language, []).append(RecordOutcome(said, heading=form or ""))
    for language, items in found.items():
        yield RecordOutcomes(tuple(items), language)


def _listed_courses(record: ProgrammeRecord, curricula: list[_Record]) -> ProgrammeRecord:
    return replace(record, entries=tuple(entries_of(curricula)), tracks=tracks_of(curricula))
