"""OOAPI (Open Education API) → records.

After the public schemas of versions 5.0 and 6.0, as the specification at openonderwijsapi.nl has them: Course
and Program (in version 6 Programme), LanguageTypedString, StudyLoadDescriptor, IdentifierEntry and, in
version 6, LearningOutcome. Read are single objects, lists and pages of responses (`items`), and files that
hold several of these lists beside each other.

Which courses a programme has is said by the courses (`programs`, `programmeIds` and the like), or by a list
`courses` or `courseIds` in the programme. Neither says who takes them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
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
    RecordTrack,
    SectionKind,
    SourceFile,
)
from curranalyser.read.catalogue.json_records import JsonData, JsonRecord
from curranalyser.read.catalogue.values import (
    Said,
    credits_of,
    language_codes,
    name,
    names,
    objects,
    texts,
)

NAME = "OOAPI 5, 6"

_Record = Mapping[str, object]
# Fields of which at least one stands beside the id and the name of a course or programme.
_SIGNS = (
    "primaryCode",
    "abbreviation",
    "ects",
    "studyLoad",
    "teachingLanguage",
    "teachingLanguages",
    "learningOutcomes",
    "learningOutcomeIds",
    "programType",
    "programmeType",
)
_COURSE_ID = ("courseId",)
_PROGRAMME_ID = ("programId", "programmeId")
# Where a course names its programmes, and a programme its courses, its parent and its parts: as ids or whole.
_PROGRAMMES_OF = ("programs", "programmes", "programIds", "programmeIds")
_COURSES_OF = ("courses", "courseIds")
_PARENT_OF = ("parent", "parentId")
_CHILDREN_OF = ("children", "childIds")
_PROGRAMME_TYPES = ("programType", "programmeType")
# A part of this type is a programme of its own, and no way through the one around it.
_WHOLE = ("program", "programme")
# Of these one is chosen; beside a minor or honours, say, others may be taken too.
_TRACKS = ("specialization", "specialisation", "track")
_ECTS = "ects"
_TEACHING = ("teachingLanguage", "teachingLanguages")
_OFFERINGS = ("offerings", "courseOfferings")
_UNDEFINED = frozenset({"undefined", "undivided", "unknown"})
_TEXTS = (
    ("description", SectionKind.CONTENT),
    ("requirements", SectionKind.ENTRY),
    ("admissionRequirements", SectionKind.ENTRY),
    ("assessment", SectionKind.ASSESSMENT),
    ("resources", SectionKind.LITERATURE),
)
# Outcomes within outcomes.
_DEEPEST = 6


def recognises(value: _Record) -> bool:
    """Whether an object is a course or a programme of OOAPI."""
    return (
        any(isinstance(value.get(key), str) for key in (*_COURSE_ID, *_PROGRAMME_ID))
        and "name" in value
        and any(key in value for key in _SIGNS)
    )


def read(data: JsonData, source: SourceFile) -> Iterator[CatalogueItem]:
    """Yield the courses in their order, then the programmes; records that are neither in their places."""
    known = _Known()
    for record in data.records():
        if isinstance(record, JsonRecord):
            known.note(record.value)
    for record in data.records():
        if isinstance(record, MalformedRecord):
            yield record
        elif _id(record.value, _COURSE_ID):
            yield _course(record, source, known)
        elif not _id(record.value, (*_PROGRAMME_ID, "learningOutcomeId", *_OTHER_IDS)):
            yield MalformedRecord(record.number, "neither courseId nor programId")
    yield from _programmes(known, source)


# Records that stand beside courses and hold nothing that is read.
_OTHER_IDS = ("organizationId", "organisationId", "offeringId", "componentId", "personId", "roomId")


def _id(value: _Record, keys: Iterable[str]) -> str:
    return next((found for key in keys if (found := name(value.get(key)))), "")


@dataclass(slots=True)
class _Listed:
    """A programme as it is met: its number, itself, and the courses that name it or that it names."""

    number: int
    value: _Record
    courses: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Known:
    """What records refer to by id.

    Attributes:
        courses: how a programme lists them.
        outcomes: those of version 6, which stand by themselves.
        programmes: all that are met, also within others.
        parents: which programme names one as its part.
    """

    courses: dict[str, RecordEntry] = field(default_factory=dict)
    outcomes: dict[str, _Record] = field(default_factory=dict)
    programmes: dict[str, _Listed] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    number: int = 0

    def note(self, value: _Record) -> None:
        """Keep of a record what others refer to."""
        self.number += 1
        self._outcome(value)
        self._course(value)
        self._programme(value, self.number, 0)

    def _outcome(self, value: _Record) -> None:
        if key := _id(value, ("learningOutcomeId",)):
            self.outcomes[key] = value

    def _course(self, value: _Record) -> str:
        key = _id(value, _COURSE_ID)
        if key and "name" in value:
            header = _header(value)
            title = header.title or ""
            if header.code or title:
                self.courses.setdefault(key, RecordEntry(header.code, title, header.credits))
        for listed in _all(value, _PROGRAMMES_OF) if key else ():
            whole = listed if isinstance(listed, Mapping) else {}
            programme = _id(whole, _PROGRAMME_ID) or name(listed)
            if whole:
                self._programme(whole, self.number, 1)
            if programme:
                self._listed(programme).courses.append(key)
        return key

    def _listed(self, key: str) -> _Listed:
        return self.programmes.setdefault(key, _Listed(self.number, {}))

    def _programme(self, value: _Record, number: int, depth: int) -> None:
        key = _id(value, _PROGRAMME_ID)
        if not key or depth > _DEEPEST or _id(value, _COURSE_ID):
            return
        listed = self._listed(key)
        if len(value) > len(listed.value):
            listed.value, listed.number = value, number
        for course in _all(value, _COURSES_OF):
            listed.courses.append(self._course(course) if isinstance(course, Mapping) else name(course))
        for child in _all(value, _CHILDREN_OF):
            self.parents[_id(child, _PROGRAMME_ID) if isinstance(child, Mapping) else name(child)] = key
        for part in objects([*_all(value, _CHILDREN_OF), *_all(value, _PARENT_OF)]):
            self._programme(part, number, depth + 1)


def _all(value: _Record, keys: Iterable[str]) -> list[object]:
    """Return what the fields hold, a list or a single value, together."""
    found: list[object] = []
    for key in keys:
        held = value.get(key)
        found += held if isinstance(held, list) else [held] if held else []
    return found


def _header(value: _Record, language: str | None = None) -> CourseHeader:
    """Return what identifies a record, its title in the language of its outcomes where it has one in that."""
    main, english = _titles(value, language)
    return CourseHeader(
        code=_code(value) or None,
        title=main[0] if main else None,
        title_en=english[0] if english and english is not main else None,
        credits=_credits(value),
        level=_level(value),
        valid_from=name(value.get("validFrom")) or None,
        department=_department(value),
        subject_group=_field_of_study(value),
    )


def _titles(value: _Record, language: str | None) -> tuple[Said | None, Said | None]:
    """Return the title in a language, else in any but English, and the English one."""
    titles = names(value.get("name"))
    own = next((title for title in titles if language is not None and title[1] == language), None)
    other = next((title for title in titles if title[1] != "en"), None)
    english = next((title for title in titles if title[1] == "en"), None)
    return own or other or english, english


def _main_language(value: _Record, outcomes: tuple[RecordOutcomes, ...]) -> str | None:
    """Return the language of the outcomes, else that of the title."""
    told = outcomes[0].language if outcomes else None
    title, _ = _titles(value, told)
    return told or (title[1] if title else None)


def _code(value: _Record) -> str:
    primary = value.get("primaryCode")
    if isinstance(primary, Mapping):
        primary = primary.get("code")
    others = (entry.get("code") for entry in objects(value.get("otherCodes")))
    return next(
        (found for code in (primary, value.get("abbreviation"), *others) if (found := name(code))), ""
    )


def _credits(value: _Record) -> Decimal | None:
    loads = objects(value.get("studyLoad"))
    found = (load.get("value") for load in loads if name(load.get("studyLoadUnit")).lower() == _ECTS)
    return credits_of(value.get("ects")) or next(
        (credits_ for amount in found if (credits_ := credits_of(amount)) is not None), None
    )


def _level(value: _Record) -> str | None:
    level = name(value.get("level"))
    return level if level and level.lower() not in _UNDEFINED else None


def _department(value: _Record) -> str | None:
    for key in ("organisation", "organization"):
        for organisation in objects(value.get(key)):
            found = names(organisation.get("name"))
            if found:
                return found[0][0]
    return None


def _field_of_study(value: _Record) -> str | None:
    code = name(value.get("fieldsOfStudy"))
    return f"ISCED-F {code}" if code else None


def _outcomes(value: _Record, known: _Known) -> tuple[RecordOutcomes, ...]:
    """Return the outcomes by language, in the order in which the languages come."""
    listed: object = value.get("learningOutcomes")
    if not listed:
        ids = map(name, _all(value, ("learningOutcomeIds",)))
        listed = [known.outcomes[key] for key in ids if key in known.outcomes]
    found: dict[str | None, list[RecordOutcome]] = {}
    for outcome, language in _each_outcome(listed, set(), 0):
        found.setdefault(language, []).append(outcome)
    return tuple(RecordOutcomes(tuple(items), language) for language, items in found.items())


def _each_outcome(value: object, seen: set[str], depth: int) -> Iterator[tuple[RecordOutcome, str | None]]:
    """Yield outcomes with their languages; those that have an id once."""
    for part in value if isinstance(value, list) else [value]:
        if not isinstance(part, Mapping) or not ("learningOutcomeId" in part or "name" in part):
            yield from ((RecordOutcome(said), language) for said, language in texts(part))
            continue
        key = _id(part, ("learningOutcomeId",))
        if depth > _DEEPEST or (key and key in seen):
            continue
        seen.add(key)
        said: tuple[Said, ...] = texts(part.get("name")) or texts(part.get("description"))
        yield from ((RecordOutcome(words, _code(part)), language) for words, language in said)
        yield from _each_outcome(list(objects(part.get("children"))), seen, depth + 1)


def _teaching(value: _Record) -> tuple[RecordTeaching, ...]:
    def of(one: _Record) -> Iterator[RecordTeaching]:
        for key in _TEACHING:
            if codes := language_codes(one.get(key)):
                said = ", ".join(name(tag) for tag in _all(one, (key,)))
                yield RecordTeaching(codes, f"{key}: {said}")

    offered = (teaching for offering in objects(_all(value, _OFFERINGS)) for teaching in of(offering))
    return (*of(value), *dict.fromkeys(replace(teaching, place="offering") for teaching in offered))


def _texts(value: _Record) -> tuple[RecordText, ...]:
    return tuple(
        RecordText(kind, said, language) for key, kind in _TEXTS for said, language in texts(value.get(key))
    )


def _course(record: JsonRecord, source: SourceFile, known: _Known) -> CatalogueItem:
    outcomes = _outcomes(record.value, known)
    header = _header(record.value, outcomes[0].language if outcomes else None)
    if not (header.code or header.title):
        return MalformedRecord(record.number, "neither code nor name")
    return CourseRecord(
        replace(source, row=record.number),
        header,
        outcomes,
        _texts(record.value),
        _teaching(record.value),
        language=_main_language(record.value, outcomes),
    )


def _programmes(known: _Known, source: SourceFile) -> Iterator[CatalogueItem]:
    roots = _roots(known)
    parts_of: dict[str, list[str]] = {}
    for key, root in roots.items():
        if key != root:
            parts_of.setdefault(root, []).append(key)
    for key, listed in known.programmes.items():
        if roots[key] != key or not listed.value:
            continue
        outcomes = _outcomes(listed.value, known)
        header = _header(listed.value, outcomes[0].language if outcomes else None)
        if not (header.code or header.title):
            yield MalformedRecord(listed.number, "neither code nor name")
            continue
        parts = parts_of.get(key, [])
        tracks = tuple(
            RecordTrack(part, title)
            for part in parts
            if _is_track(part, key, known) and (title := _header(known.programmes[part].value).title)
        )
        named = {track.key for track in tracks}
        of_parts = (
            entry for part in parts for entry in _entries(part, part if part in named else None, known)
        )
        yield ProgrammeRecord(
            replace(source, row=listed.number),
            header,
            outcomes,
            _texts(listed.value),
            _teaching(listed.value),
            (*_entries(key, None, known), *of_parts),
            tracks,
            language=_main_language(listed.value, outcomes),
        )


def _roots(known: _Known) -> dict[str, str]:
    """Return the id of the programme that each is a part of, or its own."""
    roots: dict[str, str] = {}
    for key in known.programmes:
        path = [key]
        met = {key}
        while (here := path[-1]) not in roots and _is_part(known.programmes[here].value):
            parent = _parent(here, known)
            if not parent or parent in met:
                break
            path.append(parent)
            met.add(parent)
        root = roots.get(path[-1], path[-1])
        roots.update(dict.fromkeys(path, root))
    return roots


def _kind(value: _Record) -> str:
    return next((found for field_ in _PROGRAMME_TYPES if (found := name(value.get(field_)))), "").lower()


def _is_part(value: _Record) -> bool:
    return _kind(value) not in _WHOLE


def _is_track(part: str, whole: str, known: _Known) -> bool:
    """Whether a part is one of the ways through a programme; of a minor, say, nothing says who takes it."""
    return _kind(known.programmes[part].value) in _TRACKS and _parent(part, known) == whole


def _parent(key: str, known: _Known) -> str:
    """Return the id of the programme that holds one, as either says; "" where none in the file does."""
    for parent in _all(known.programmes[key].value, _PARENT_OF):
        found = _id(parent, _PROGRAMME_ID) if isinstance(parent, Mapping) else name(parent)
        if found in known.programmes and known.programmes[found].value:
            return found
    return known.parents.get(key, "")


def _entries(key: str, track: str | None, known: _Known) -> Iterator[RecordEntry]:
    for course in dict.fromkeys(known.programmes[key].courses):
        if course:
            yield replace(known.courses.get(course, RecordEntry(None, course)), track=track)
