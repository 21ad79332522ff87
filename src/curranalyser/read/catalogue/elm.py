"""European Learning Model (ELM), the model of Europass, as JSON-LD → records.

After version 3 of the model (LearningAchievementSpecification, Qualification, LearningOutcome, Note,
CreditPoint, Concept, Identifier), alone, in lists and graphs, or within credentials (`hasClaim` and
`specifiedBy`) and learning opportunities. `title` and `noteLiteral` are texts by language; `learningOutcome`
lists outcomes, `learningOutcomeSummary` holds them in prose and is read where there is no list. The names of
the learning opportunity profile with prefixes ("elm:title") are known only from documentation.

`curranalyser export --format elm` writes the same.
"""

import re
from collections.abc import Iterator, Mapping
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
from curranalyser.read.catalogue.linked_data import (
    Linked,
    Node,
    holds,
    id_of,
    is_reference,
    read_items,
    read_linked,
    types_of,
)
from curranalyser.read.catalogue.values import Said, credits_of, language_code, name, names, texts

NAME = "ELM 3 (Europass)"
# What a programme is told by in what this tool writes.
PROGRAMME_TYPE = "urn:curranalyser:kind:programme"

_COURSE, _PROGRAMME = "LearningAchievementSpecification", "Qualification"
_TYPE_KEYS = ("type", "@type")
_PASSED = frozenset({"isPartOf", "specialisationOf", "generalisationOf", "entitlesTo"})
_ECTS = "ects"
_EQF = "/eqf/"


def _is_wanted(node: Node) -> bool:
    return bool(types_of(node, *_TYPE_KEYS) & {_COURSE, _PROGRAMME})


def recognises(value: Mapping[str, object]) -> bool:
    """Whether an object is a specification of ELM, or holds one."""
    return holds(value, _is_wanted)


def read(data: JsonData, source: SourceFile) -> Iterator[CatalogueItem]:
    """Yield courses and programmes in their order: what has parts is a programme."""
    return read_items(read_linked(data, _is_wanted, _PASSED), source, _item)


def _item(record: JsonRecord, source: SourceFile, linked: Linked) -> CatalogueItem:
    node = record.value
    outcomes = _outcomes(node, linked)
    header = _header(node, linked, outcomes[0].language if outcomes else None)
    if not (header.code or header.title):
        return MalformedRecord(record.number, "neither identifier nor title")
    told, listed = _teaching(node, linked), tuple(_texts(node, linked))
    parts = linked.whole(node.get("hasPart"))
    kinds = {id_of(kind) for kind in linked.whole(node.get("dcType"))} | {id_of(node.get("dcType"))}
    if parts or PROGRAMME_TYPE in kinds or _PROGRAMME in types_of(node, *_TYPE_KEYS):
        entries = tuple(dict.fromkeys(_entries(parts, linked)))
        return ProgrammeRecord(source, header, outcomes, listed, told, entries)
    return CourseRecord(source, header, outcomes, listed, told)


def _header(node: Node, linked: Linked, language: str | None) -> CourseHeader:
    titles = names(node.get("title"))
    english = next((title for title, told in titles if told == "en"), None)
    own = next((title for title, told in titles if language is not None and told == language), None)
    title = own or next((title for title, told in titles if told != "en"), english)
    return CourseHeader(
        code=_code(node, linked) or None,
        title=title,
        title_en=english if english != title else None,
        credits=_credits(node, linked),
        level=_level(node, linked),
    )


def _code(node: Node, linked: Linked) -> str:
    for part in linked.whole(node.get("identifier")):
        if told := name(part.get("notation") or part.get("@value")):
            return told
    return ""


def _credits(node: Node, linked: Linked) -> Decimal | None:
    """Return ECTS credits; credits of another framework are none."""
    for point in linked.whole(node.get("creditPoint")):
        framework = point.get("framework")
        labels = [label for part in linked.whole(framework) for label, _ in names(part.get("prefLabel"))]
        said = " ".join((id_of(framework), *(id_of(part) for part in linked.whole(framework)), *labels))
        if _ECTS in said.lower():
            return credits_of(point.get("point"))
    return None


def _level(node: Node, linked: Linked) -> str | None:
    for key in ("EQFLevel", "educationLevel"):
        value = node.get(key)
        bare: tuple[Node, ...] = ({"id": id_of(value)},)
        for concept in (*linked.whole(value), *bare):
            place = id_of(concept) or name(concept.get("@value"))
            if _EQF in place.lower():
                return f"EQF {place.rpartition('/')[2]}"
            if label := names(concept.get("prefLabel")):
                return label[0][0]
    return None


def _teaching(node: Node, linked: Linked) -> tuple[RecordTeaching, ...]:
    said = [
        id_of(part) or name(part.get("notation") or part.get("@value"))
        for part in linked.whole(node.get("language"))
    ]
    codes = [code for place in said if (code := language_code(re.split("[/:]", place.rstrip("/"))[-1]))]
    if not codes:
        return ()
    return (RecordTeaching(tuple(dict.fromkeys(codes)), f"language: {', '.join(said)}"),)


def _note(value: object, linked: Linked) -> tuple[Said, ...]:
    return tuple(
        said for part in linked.whole(value) for said in texts(part.get("noteLiteral") or part.get("@value"))
    )


def _outcomes(node: Node, linked: Linked) -> tuple[RecordOutcomes, ...]:
    found: dict[str | None, list[RecordOutcome]] = {}
    for part in linked.whole(node.get("learningOutcome")):
        number = _code(part, linked)
        told = texts(part.get("title"), markup=False) or _note(part.get("additionalNote"), linked)
        if not told and is_reference(part.get("@value")):
            continue  # to an outcome that the file does not hold
        for said, language in told or texts(part.get("@value")):
            found.setdefault(language, []).append(RecordOutcome(said, number, whole="\n" not in said))
    if not found:
        for said, language in _note(node.get("learningOutcomeSummary"), linked):
            found.setdefault(language, []).append(RecordOutcome(said))
    return tuple(RecordOutcomes(tuple(items), language) for language, items in found.items())


def _texts(node: Node, linked: Linked) -> Iterator[RecordText]:
    for said, language in texts(node.get("description")):
        yield RecordText(SectionKind.CONTENT, said, language)
    for said, language in _note(node.get("entryRequirement"), linked):
        yield RecordText(SectionKind.ENTRY, said, language)


def _entries(parts: tuple[Node, ...], linked: Linked) -> Iterator[RecordEntry]:
    for part in parts:
        titles = names(part.get("title"))
        title = next((told for told, language in titles if language != "en"), titles[0][0] if titles else "")
        code = _code(part, linked)
        if code or title:
            yield RecordEntry(code or None, title, _credits(part, linked))
