"""Courses and programmes of schema.org, as JSON-LD in web pages and in files of their own → records.

After schema.org 28 (Course, CourseInstance, EducationalOccupationalProgram, DefinedTerm, StructuredValue,
Syllabus): `name`, `courseCode`, `teaches`, `inLanguage`, `educationalLevel`, `numberOfCredits`,
`coursePrerequisites`, `description`, `syllabusSections`, `provider`, `hasCourseInstance`, `hasCourse`. A node
may stand alone, in a list, in `@graph` or within another; microdata and RDFa are not read.

`teaches` is taken for outcomes where at least one of its terms is more than a keyword. `numberOfCredits` is
taken for ECTS credits unless its unit says that it is another.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from curranalyser.datamodel import (
    CatalogueItem,
    CourseHeader,
    CourseRecord,
    MalformedRecord,
    ProgrammeRecord,
    RecordEntry,
    RecordOutcome,
    RecordOutcomes,
    RecordTeaching,
    RecordText,
    SectionKind,
    SourceFile,
)
from curranalyser.read.catalogue.json_records import JsonData, JsonRecord
from curranalyser.read.catalogue.linked_data import Linked, Node, holds, read_items, read_linked, types_of
from curranalyser.read.catalogue.values import Said, amount, name, named_language, names, texts

NAME = "schema.org (JSON-LD)"

_COURSE, _PROGRAMME = "Course", "EducationalOccupationalProgram"
# Under these stand courses that are not of the page or file.
_PASSED = frozenset(
    {"coursePrerequisites", "isRelatedTo", "isSimilarTo", "isPartOf", "recommendedPrerequisites"}
)
# Units of ECTS credits, in small letters; "" where none is told.
_UNITS = frozenset({"", "ects", "ects credits", "hp", "credits", "credit", "cp", "ec"})
# Words: a term with fewer is a keyword, such as a subject, and no outcome.
_FEWEST_WORDS = 3
_CODES = ("courseCode", "identifier")
_INSTANCES = "hasCourseInstance"


def _is_wanted(node: Node) -> bool:
    return bool(types_of(node, "@type") & {_COURSE, _PROGRAMME}) and any(
        key in node for key in ("name", "schema:name", "https://schema.org/name", "http://schema.org/name")
    )


def recognises(value: Mapping[str, object]) -> bool:
    """Whether an object is a course or programme of schema.org, or holds one."""
    return holds(value, _is_wanted)


def read(data: JsonData, source: SourceFile) -> Iterator[CatalogueItem]:
    """Yield courses and programmes in their order."""
    return read_items(read_linked(data, _is_wanted, _PASSED), source, _item)


def _item(record: JsonRecord, source: SourceFile, linked: Linked) -> CatalogueItem:
    node = record.value
    outcomes = _outcomes(node, linked)
    header = _header(node, linked, outcomes[0].language if outcomes else None)
    if not (header.code or header.title):
        return MalformedRecord(record.number, "neither courseCode nor name")
    told, listed = tuple(_teaching(node, linked)), tuple(_texts(node, linked))
    if _PROGRAMME in types_of(node, "@type"):
        entries = tuple(dict.fromkeys(_entries(node, linked)))
        return ProgrammeRecord(source, header, outcomes, listed, told, entries)
    return CourseRecord(source, header, outcomes, listed, told)


def _header(node: Node, linked: Linked, language: str | None) -> CourseHeader:
    titles = names(node.get("name"))
    english = next((title for title, told in titles if told == "en"), None)
    own = next((title for title, told in titles if language is not None and told == language), None)
    title = own or next((title for title, told in titles if told != "en"), english)
    return CourseHeader(
        code=_code(node, linked) or None,
        title=title,
        title_en=english if english != title else None,
        credits=_credits(node, linked),
        level=_level(node, linked),
        department=next((told for part in linked.whole(node.get("provider")) if (told := _name(part))), None),
    )


def _name(node: Node) -> str:
    """Return what a node is called; a text is its own name."""
    told = names(node.get("name") or node.get("@value"))
    return told[0][0] if told else ""


def _code(node: Node, linked: Linked) -> str:
    for key in _CODES:
        for part in linked.whole(node.get(key)):
            told = name(part.get("value") or part.get("@value"))
            if told and "/" not in told:
                return told
    return name(node.get("courseCode"))


def _credits(node: Node, linked: Linked) -> Decimal | None:
    value = node.get("numberOfCredits")
    if not isinstance(value, Mapping):
        found, unit = amount(value)
        return found if unit.lower() in _UNITS else None
    for part in linked.whole(value):
        unit = name(part.get("unitText") or part.get("unitCode") or part.get("name"))
        found, behind = amount(part.get("value"))
        return found if (unit or behind).lower() in _UNITS else None
    return None


def _level(node: Node, linked: Linked) -> str | None:
    return next((told for part in linked.whole(node.get("educationalLevel")) if (told := _name(part))), None)


def _said(value: object, linked: Linked) -> Iterator[Said]:
    """Yield texts, or what terms are called, or said to be where that is no name."""
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, str) or (isinstance(part, Mapping) and "@value" in part):
            yield from texts(part)
        else:
            for node in linked.whole(part):
                yield from texts(node.get("name")) or texts(node.get("description"))


def _outcomes(node: Node, linked: Linked) -> tuple[RecordOutcomes, ...]:
    found: dict[str | None, list[RecordOutcome]] = {}
    for said, language in _said(node.get("teaches"), linked):
        found.setdefault(language, []).append(RecordOutcome(said))
    return tuple(
        RecordOutcomes(tuple(items), language)
        for language, items in found.items()
        if any(len(item.text.split()) >= _FEWEST_WORDS for item in items)
    )


def _texts(node: Node, linked: Linked) -> Iterator[RecordText]:
    for said, language in texts(node.get("description")):
        yield RecordText(SectionKind.CONTENT, said, language)
    for part in linked.whole(node.get("syllabusSections")):
        for said, language in (*names(part.get("name")), *texts(part.get("description"))):
            yield RecordText(SectionKind.CONTENT, said, language)
    for said, language in _said(node.get("coursePrerequisites"), linked):
        yield RecordText(SectionKind.ENTRY, said, language)


def _teaching(node: Node, linked: Linked) -> Iterator[RecordTeaching]:
    yield from _taught(node, linked)
    offered = [told for part in linked.whole(node.get(_INSTANCES)) for told in _taught(part, linked)]
    yield from dict.fromkeys(replace(told, place="offering") for told in offered)


def _taught(node: Node, linked: Linked) -> Iterator[RecordTeaching]:
    parts = linked.whole(node.get("inLanguage"))
    told = [name(part.get("alternateName")) or _name(part) for part in parts]
    codes = [(code, said) for said in told if (code := named_language(said))]
    if codes:
        languages = tuple(dict.fromkeys(code for code, _ in codes))
        yield RecordTeaching(languages, f"inLanguage: {', '.join(said for _, said in codes)}")


def _entries(node: Node, linked: Linked) -> Iterator[RecordEntry]:
    for course in linked.whole(node.get("hasCourse")):
        code, title = _code(course, linked), _name(course)
        if code or title:
            yield RecordEntry(code or None, title, _credits(course, linked))
