"""Records of a catalogue → syllabi: one a course, in all its languages, and one a programme.

What a record says in fields is taken as it says it. Its texts are parsed by the grammar of a syllabus where
they hold more than one outcome.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from curranalyser.datamodel import (
    RECORD_OF_CATALOGUE,
    BlockRule,
    CourseMark,
    CourseRecord,
    CourseRef,
    CourseStatus,
    InstructionEvidence,
    KindEvidence,
    LanguageOfInstruction,
    Line,
    OmissionKind,
    ProgrammeRecord,
    RecordEntry,
    RecordOutcome,
    RecordOutcomes,
    RecordText,
    Section,
    SectionKind,
    SizeBasis,
    StatusBasis,
    StructureBlock,
    Syllabus,
    SyllabusKind,
    Track,
)
from curranalyser.errors import FailureCategory
from curranalyser.language import LANGUAGES, can_tell, detect_language, languages_in_list
from curranalyser.languages import languages
from curranalyser.parse.instruction.find import find_instruction
from curranalyser.parse.instruction.sentence import Reading
from curranalyser.parse.outcomes.extract import RawOutcome
from curranalyser.parse.outcomes.given import PLACEHOLDER, numbered_outcomes, split_outcomes
from curranalyser.parse.outcomes.omitted import omissions_of
from curranalyser.parse.outcomes.quoted import part_by, quoted_among
from curranalyser.parse.programme.size import size_by_places
from curranalyser.parse.words.headings import knowledge_form
from curranalyser.parse.words.leadin import is_lead_in, is_open

_FALLBACK = "en"
_HEADED = {
    SectionKind.AIM: "aim",
    SectionKind.OUTCOMES: "outcomes",
    SectionKind.CONTENT: "content",
    SectionKind.ENTRY: "entry",
    SectionKind.TEACHING: "teaching",
    SectionKind.ASSESSMENT: "assessment",
    SectionKind.GRADING: "grading",
    SectionKind.LITERATURE: "literature",
    SectionKind.LANGUAGE: "language",
}

# What stands before an item of a list where HTML was.
_BULLET = "•"
_Found = list[tuple[RawOutcome, str | None]]


def parse_course(record: CourseRecord) -> Syllabus:
    """Make the syllabus of a course; where it has no outcomes, its notes say so."""
    found, told = _outcomes(record.outcomes)
    main = _main_language(record, told)
    outcomes, omissions = numbered_outcomes(found)
    sections = (*_outcome_sections(record.outcomes, told, main), *_sections(record, main))
    return Syllabus(
        kind=SyllabusKind.COURSE,
        header=record.header,
        sections=sections,
        outcomes=outcomes,
        instruction=_instruction(record, sections, main),
        language=main,
        notes=_notes(record.outcomes, bool(outcomes)),
        omissions=omissions,
        kind_basis=(KindEvidence(RECORD_OF_CATALOGUE, SyllabusKind.COURSE, record.header.title or ""),),
    )


def parse_programme(record: ProgrammeRecord) -> Syllabus:
    """Make the syllabus of a programme with its structure.

    Goals in the words of the law are set apart, as in other programmes. What nothing says of who takes a
    course is not said here either.
    """
    found, told = _outcomes(record.outcomes)
    main = _main_language(record, told)
    own, quoted = part_by([item for item, _ in found], quoted_among)
    kept = set(map(id, own))
    outcomes, omissions = numbered_outcomes([pair for pair in found if id(pair[0]) in kept])
    sections = (*_outcome_sections(record.outcomes, told, main), *_sections(record, main))
    blocks, tracks = _blocks(record)
    refs = _course_refs(record, tracks)
    size: SizeBasis | None = "read"
    header = record.header
    if header.credits is None:
        amount, size = size_by_places(refs)
        header = replace(header, credits=amount)
    return Syllabus(
        kind=SyllabusKind.PROGRAMME,
        header=header,
        sections=sections,
        outcomes=outcomes,
        instruction=_instruction(record, sections, main),
        course_refs=refs,
        language=main,
        notes=() if quoted or not record.outcomes else _notes(record.outcomes, bool(outcomes)),
        omissions=(*omissions, *omissions_of(OmissionKind.LAW, quoted, paged=False)),
        kind_basis=(KindEvidence(RECORD_OF_CATALOGUE, SyllabusKind.PROGRAMME, record.header.title or ""),),
        blocks=blocks,
        tracks=tuple(tracks.values()),
        size_basis=size,
    )


def _notes(given: Sequence[RecordOutcomes], found: bool) -> tuple[str, ...]:
    if found:
        return ()
    some = any(item.text for one in given for item in one.items)
    category = FailureCategory.OUTCOME_SECTION_EMPTY if some else FailureCategory.NO_OUTCOME_SECTION
    return (category.value,)


def _outcomes(given: Sequence[RecordOutcomes]) -> tuple[_Found, tuple[str | None, ...]]:
    """Return the outcomes, each with its language, and the language of each list."""
    found: _Found = []
    told: list[str | None] = []
    for one in given:
        items = list(_items(one.items))
        texts = [item.text for item in items]
        language, around = _language(" ".join(texts), one.language)
        told.append(language)
        unknown = around is not None and around not in LANGUAGES
        each = [around] * len(items) if unknown else languages_in_list(texts, around)
        found += zip(items, each, strict=True)
    return found, tuple(told)


def _language(text: str, tag: str | None) -> tuple[str | None, str | None]:
    """Return the language of a text, and the one that stands around its parts.

    The catalogue's own tag is believed but where the text is clearly in another language.
    """
    if tag is not None and tag not in LANGUAGES:
        return tag, tag
    language = detect_language(text, prefer=tag)
    return language, language if can_tell(text) else tag


def _items(given: Sequence[RecordOutcome]) -> Iterator[RawOutcome]:
    """Yield the outcomes of a list, each as it is given but for values that hold a list themselves."""
    lead_in = ""
    heading = ""
    for item in given:
        text = item.text
        if not any(map(str.isalnum, text)) or PLACEHOLDER.match(text):
            continue
        several = "\n" in text or text.startswith(_BULLET) or len(given) == 1
        if several and not item.whole:
            yield from (_under(raw, item, lead_in) for raw in split_outcomes(text))
        elif is_lead_in(text) and is_open(text):
            lead_in = text
        elif knowledge_form(text) is not None:
            heading = text
        else:
            under = replace(item, heading=item.heading or heading)
            yield _under(
                RawOutcome(text=text, lead_in="", knowledge_form=None, module=None, page=1), under, lead_in
            )


def _under(raw: RawOutcome, item: RecordOutcome, lead_in: str) -> RawOutcome:
    """Give an outcome what the catalogue says of it beside its text."""
    form = knowledge_form(item.heading) if item.heading else None
    return replace(
        raw,
        lead_in=raw.lead_in or lead_in,
        knowledge_form=raw.knowledge_form or form,
        module=raw.module or (item.heading if form is None else "") or None,
        number=raw.number or item.number,
    )


def _main_language(record: CourseRecord | ProgrammeRecord, told: Sequence[str | None]) -> str | None:
    """Return the language of the first outcomes; without any that of the first text or the title."""
    known = next((language for language in told if language is not None), None)
    if known is not None:
        return known
    running = record.texts[0].text if record.texts else record.header.title or ""
    tag = record.texts[0].language if record.texts else None
    return _language(running, tag or record.language)[0]


@lru_cache(maxsize=1)
def _headings() -> dict[str, dict[SectionKind, str]]:
    """Return the heading under which each kind of section is shown, by language."""
    return {
        language.code: {
            kind: words[0].capitalize()
            for kind, field in _HEADED.items()
            if (words := getattr(language.headings, field))
        }
        for language in languages()
    }


def _heading(kind: SectionKind, language: str | None) -> str:
    table = _headings()
    return table.get(language or _FALLBACK, table[_FALLBACK]).get(kind, "")


def _section(kind: SectionKind, text: str, language: str | None) -> Section:
    lines = tuple(Line(line.strip(), 1) for line in text.split("\n") if line.strip())
    return Section(kind, _heading(kind, language), lines, language)


def _outcome_sections(
    given: Sequence[RecordOutcomes], told: Sequence[str | None], main: str | None
) -> Iterator[Section]:
    for one, language in zip(given, told, strict=True):
        text = "\n".join(item.text for item in one.items)
        yield _section(SectionKind.OUTCOMES, text, language or main)


def _sections(record: CourseRecord | ProgrammeRecord, main: str | None) -> Iterator[Section]:
    for text in record.texts:
        yield _section(text.kind, text.text, _text_language(text, main))
    if isinstance(record, CourseRecord) and record.examination:
        lines = (
            f"{part.name}, {part.credits}" if part.credits is not None else part.name
            for part in record.examination
        )
        yield _section(SectionKind.ASSESSMENT, "\n".join(lines), main)


def _text_language(text: RecordText, main: str | None) -> str | None:
    return _language(text.text, text.language or main)[0]


def _instruction(
    record: CourseRecord | ProgrammeRecord, sections: Sequence[Section], main: str | None
) -> LanguageOfInstruction:
    fields = [
        (Reading(said.languages, possible=said.possible), InstructionEvidence(said.text, 1, said.place))
        for said in record.teaching
    ]
    return find_instruction(sections, main, fields=fields)


def _blocks(record: ProgrammeRecord) -> tuple[tuple[StructureBlock, ...], dict[str, Track]]:
    """Return a block for each track below the one that holds the choice, and the tracks by their keys."""
    if not record.tracks:
        return (), {}
    blocks = [StructureBlock("b1", None, "", rule=BlockRule.CHOOSE if len(record.tracks) > 1 else None)]
    tracks: dict[str, Track] = {}
    for number, track in enumerate(record.tracks, 2):
        name = f"b{number}"
        blocks.append(StructureBlock(name, "b1", track.name, track.name, rule=BlockRule.ALL, axis="track"))
        tracks[track.key] = Track(name, track.name, track.name)
    return tuple(blocks), tracks


_BY_MARK: dict[CourseMark, CourseStatus] = {
    "compulsory": CourseStatus.EVERYONE,
    "elective": CourseStatus.SOME,
    "recommended": CourseStatus.SOME,
    "voluntary": CourseStatus.SOME,
}


def _course_refs(record: ProgrammeRecord, tracks: dict[str, Track]) -> tuple[CourseRef, ...]:
    return tuple(dict.fromkeys(_course_ref(entry, tracks) for entry in record.entries))


def _course_ref(entry: RecordEntry, tracks: dict[str, Track]) -> CourseRef:
    track = tracks.get(entry.track) if entry.track else None
    status, basis, reason = _status(entry, track, len(tracks))
    return CourseRef(
        code=entry.code,
        title=entry.title or entry.code or "",
        credits=entry.credits,
        terms=entry.terms,
        years=entry.years,
        status=status,
        basis=basis,
        reason=reason,
        reason_page=1 if reason else None,
        mark=entry.mark,
        block=track.id if track else None,
        track=track.id if track else None,
    )


def _status(
    entry: RecordEntry, track: Track | None, tracks: int
) -> tuple[CourseStatus, StatusBasis | None, str]:
    """Return who takes a course: what its mark says, but that one of several tracks is for some."""
    marked = _BY_MARK[entry.mark] if entry.mark else CourseStatus.NOT_SAID
    if track is not None and tracks > 1 and marked is not CourseStatus.SOME:
        return CourseStatus.SOME, "said", track.name
    if track is not None and marked is CourseStatus.EVERYONE:
        return CourseStatus.NOT_SAID, None, ""  # of whoever follows the one track that is named
    return (marked, "said", entry.reason) if entry.mark else (marked, None, "")
