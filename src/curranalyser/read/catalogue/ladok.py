"""Syllabi from Ladok, as services of institutions pass them on, JSON or XML → records.

Ladok publishes no schema of an export. Known from open programs (of KTH, on GitHub, for Ladok 3): a course
syllabus as `course` with `kod`, `benamning`, `omfattning`, `nivainomstudieordning`, `huvudomraden`,
`organisation`, and `kursplan` with `giltigfrom`, `larandemal`, `kursinnehall`, `kursupplagg`,
`sarskildbehorighet`, `kurslitteratur`, `examinationModules`, `undervisningssprak` and others, their texts in
HTML; a course version with these fields of `course` at the top; rounds with `undervisningssprak`; study years
with `Valvillkor`. Ladok's own interfaces write the same names with capitals (`Utbildningskod`, `Benamning`,
`Omfattningsvarde`), which is known only from documentation, as are XML, all fields beside each other in one
object, and programmes (`utbildningsplan`) with aims. Capitals and the dots of å, ä and ö make no difference.

A syllabus is in one language, or its texts are objects of one for each language: two answers for a course are
two versions of it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from curranalyser.datamodel import (
    CatalogueItem,
    CourseHeader,
    CourseRecord,
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
    amount,
    credits_of,
    folded_keys,
    name,
    named_language,
    names,
    objects,
    texts,
)
from curranalyser.read.catalogue.xml_records import XmlData

NAME = "Ladok 3 (kursplan, utbildningsplan)"
# Elements of XML that are records.
XML_RECORDS = frozenset({"kursplan", "utbildningsplan", "kurs", "kursversion", "program", "programversion"})

_Record = Mapping[str, object]
_CODES = ("kod", "utbildningskod", "kurskod", "programkod", "coursecode")
_TITLES = ("benamning", "utbildningsbenamning")
_SYLLABUS_PARTS = ("kursplan", "utbildningsplan")
_COURSE_PARTS = ("course", "kurs", "program", "utbildning")
_GOALS = ("larandemal", "mal", "utbildningensmal", "examensmal")
# Fields of Ladok of which at least one stands beside the code and the name.
_SIGNS = frozenset(
    {
        *(
            "larandemal",
            "kursinnehall",
            "omfattning",
            "omfattningsvarde",
            "nivainomstudieordning",
            "giltigfrom",
        ),
        *("sarskildbehorighet", "utbildningstyp", "huvudomraden", "undervisningssprak", "utbildningensmal"),
    }
)
# What only a programme has.
_PROGRAMME_SIGNS = frozenset(
    {"utbildningsplan", "utbildningensmal", "programkod", "studyyears", "curriculums"}
)
_CURRICULA = ("curriculums", "curricula", "studieplaner")
_TEXTS = (
    ("syfte", SectionKind.AIM),
    ("kursinnehall", SectionKind.CONTENT),
    ("innehall", SectionKind.CONTENT),
    ("kursupplagg", SectionKind.TEACHING),
    ("undervisningsform", SectionKind.TEACHING),
    ("behorighet", SectionKind.ENTRY),
    ("sarskildbehorighet", SectionKind.ENTRY),
    ("examination", SectionKind.ASSESSMENT),
    ("kommentartillexamination", SectionKind.ASSESSMENT),
    ("ovrigakravforslutbetyg", SectionKind.ASSESSMENT),
    ("kurslitteratur", SectionKind.LITERATURE),
    ("etisktforhallningssatt", SectionKind.OTHER),
    ("etisktforhallandesatt", SectionKind.OTHER),
    ("ovrigaforeskrifter", SectionKind.OTHER),
)
_TEACHING = "undervisningssprak"
_ROUNDS = ("rounds", "kurstillfallen", "kurstillfalle")
_MODULES = ("moduler", "modul", "examinationsmoduler")
# Characters: a longer value is a sentence about the language and no name of one.
_LONGEST_LANGUAGE = 40
# The unit of ECTS credits.
_UNITS = frozenset({"", "hp", "credits", "ects"})


def recognises(value: _Record) -> bool:
    """Whether an object is a course, a programme or a list of study years of Ladok."""
    if is_curriculum(value):
        return any(
            {"valvillkor", "benamning"} & folded_keys(course).keys()
            for year in objects(value.get("studyYears"))
            for course in objects(year.get("courses"))
        )
    merged = _merged(value)
    return (
        any(name(merged.get(key)) for key in _CODES)
        and any(key in merged for key in _TITLES)
        and bool(_SIGNS & merged.keys())
    )


def _merged(value: _Record) -> dict[str, object]:
    """Return the fields of a course and of its syllabus beside each other."""
    found = folded_keys(value)
    parts = [
        (key, part) for key in (*_COURSE_PARTS, *_SYLLABUS_PARTS) for part in objects(found.get(key))[:1]
    ]
    for key, part in parts:
        found = {**folded_keys(part), **{name_: held for name_, held in found.items() if name_ != key}}
    if "program" in dict(parts) or "utbildningsplan" in dict(parts):
        found.setdefault("utbildningsplan", None)
    return found


def read(data: JsonData | XmlData, source: SourceFile) -> Iterator[CatalogueItem]:
    """Yield courses and programmes in their order."""
    codes: Counter[str] = Counter()
    for record in data.records():
        if isinstance(record, JsonRecord):
            codes[_code(_merged(record.value))] += 1
    codes[""] = 0
    yield from join_versions(_records(data, source), codes, lambda header: header.code or "")


def _records(data: JsonData | XmlData, source: SourceFile) -> Iterator[CatalogueItem]:
    curricula: list[_Record] = []
    first = 0
    for record in data.records():
        if isinstance(record, MalformedRecord):
            yield record
        elif is_curriculum(record.value) and not _code(_merged(record.value)):
            first = first or record.number
            curricula.append(record.value)
        else:
            yield _read(record, replace(source, row=record.number))
    if curricula:
        # A list of study years does not say of which programme it is.
        stem = source.path.rpartition("/")[2].rpartition(".")[0]
        named = CourseHeader(title=stem or source.path)
        yield _listed(ProgrammeRecord(replace(source, row=first), named), curricula)


def _code(fields: _Record) -> str:
    return next((found for key in _CODES if (found := name(fields.get(key)))), "")


def _read(record: JsonRecord, source: SourceFile) -> CatalogueItem:
    fields = _merged(record.value)
    outcomes = tuple(
        RecordOutcomes((RecordOutcome(said),), language)
        for key in _GOALS
        for said, language in texts(fields.get(key))
    )
    header = _header(fields, language_of_outcomes(outcomes))
    if not (header.code or header.title):
        return MalformedRecord(record.number, "neither kod nor benamning")
    told = tuple(dict.fromkeys(_teaching(fields)))
    if _PROGRAMME_SIGNS & fields.keys() or record.within.lower().startswith(("program", "utbildningsplan")):
        curricula = [part for key in _CURRICULA for part in objects(fields.get(key))]
        if is_curriculum(record.value):
            curricula.append(record.value)
        return _listed(ProgrammeRecord(source, header, outcomes, tuple(_texts(fields)), told), curricula)
    return CourseRecord(source, header, outcomes, tuple(_texts(fields)), told, tuple(_examination(fields)))


def _listed(record: ProgrammeRecord, curricula: Iterable[_Record]) -> ProgrammeRecord:
    curricula = tuple(curricula)
    return replace(record, entries=tuple(entries_of(curricula)), tracks=tracks_of(curricula))


def _header(fields: _Record, language: str | None) -> CourseHeader:
    titles = [said for key in _TITLES for said in names(fields.get(key))]
    english = next((title for title, told in titles if told == "en"), None)
    other = next((title for title, told in titles if told != "en"), None)
    title = english if language == "en" and english else other or english
    return CourseHeader(
        code=_code(fields) or None,
        title=title,
        title_en=english if english != title else None,
        credits=_credits(fields),
        level=_level(fields),
        valid_from=name(fields.get("giltigfrom")) or None,
        department=_named(fields.get("organisation")),
        main_fields=tuple(
            told for field in objects(fields.get("huvudomraden")) if (told := _named(field)) is not None
        ),
    )


def _named(value: object) -> str | None:
    """Return the name of what has one: in Swedish where it has several."""
    if isinstance(value, str):
        return name(value) or None
    for part in objects(value):
        fields = folded_keys(part)
        told = names(fields.get("benamning") or fields.get("name") or part)
        found = next((title for title, language in told if language != "en"), told[0][0] if told else None)
        if found:
            return found
    return None


def _credits(fields: _Record) -> Decimal | None:
    """Return ECTS credits: where a unit is told that is another, none."""
    for kind in objects(fields.get("nivainomstudieordning") or fields.get("utbildningstyp")):
        unit = next((name(part.get("code")) for part in objects(kind.get("creditsUnit"))), "")
        if unit.lower() not in _UNITS:
            return None
    extent = fields.get("omfattning", fields.get("omfattningsvarde"))
    for part in objects(extent):
        inner = folded_keys(part)
        found, unit = amount(inner.get("formattedwithunit"))
        told = credits_of(inner.get("number") or inner.get("varde") or inner.get("value"))
        return told if unit.lower() in _UNITS else None if found is not None else told
    found, unit = amount(extent)
    unit = unit or name(fields.get("omfattningsenhet"))
    return found if unit.lower() in _UNITS else None


def _level(fields: _Record) -> str | None:
    for key in ("nivainomstudieordning", "utbildningstyp", "niva", "utbildningsniva"):
        value = fields.get(key)
        for part in objects(value):
            level = next(iter(objects(part.get("level"))), part)
            if found := _named(level):
                return found
        if isinstance(value, str) and name(value):
            return name(value)
    return None


def _texts(fields: _Record) -> Iterator[RecordText]:
    for key, kind in _TEXTS:
        for said, language in texts(fields.get(key)):
            yield RecordText(kind, said, language)
    for modules in objects(fields.get("examinationmodules")):
        for said, language in texts(modules.get("completeExaminationStrings")):
            yield RecordText(SectionKind.ASSESSMENT, said, language)
    value = fields.get(_TEACHING)
    for said, language in texts(value) if not objects(value) else ():
        if named_language(said) is None:
            yield RecordText(SectionKind.LANGUAGE, said, language)


def _teaching(fields: _Record) -> Iterator[RecordTeaching]:
    yield from _taught(fields.get(_TEACHING))
    for key in _ROUNDS:
        for round_ in objects(fields.get(key)):
            for told in _taught(folded_keys(round_).get(_TEACHING)):
                yield replace(told, place="offering")


def _taught(value: object) -> Iterator[RecordTeaching]:
    listed = value if isinstance(value, list) else [value]
    found: dict[str, str] = {}
    for part in listed:
        fields = folded_keys(part)
        told = name(fields.get("code") or fields.get("kod") or fields.get("name") or part)
        code = named_language(told) if len(told) <= _LONGEST_LANGUAGE else None
        if code:
            found.setdefault(code, told)
    if found:
        yield RecordTeaching(tuple(found), f"{_TEACHING}: {', '.join(found.values())}")


def _examination(fields: _Record) -> Iterator[RecordExamination]:
    for key in _MODULES:
        for module in objects(fields.get(key)):
            inner = folded_keys(module)
            if "modul" in inner:  # a list in XML
                yield from _examination(inner)
            title = " ".join(filter(None, (name(inner.get("kod")), _named(inner.get("benamning")))))
            if title:
                yield RecordExamination(title, _credits(inner))
