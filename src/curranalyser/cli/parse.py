"""`curranalyser parse`: what was understood of each file, for trust or for finding out why not."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, groupby
from pathlib import Path

import click

from curranalyser.cli.options import (
    choose_settings,
    columns_option,
    guarded,
    lang_option,
    ocr_option,
    parse_columns,
    require_recognition,
    schema_option,
    settings_option,
)
from curranalyser.datamodel import (
    DocumentResult,
    DocumentStatus,
    EntryKind,
    Failure,
    LanguageOfInstruction,
    OmissionKind,
    Role,
    SectionKind,
    Syllabus,
    Taken,
    to_json,
)
from curranalyser.errors import ExitCode, FailureCategory
from curranalyser.i18n import N_, Translator, translator
from curranalyser.schema_versions import PARSED, schema_text
from curranalyser.settings import Settings

# Characters of a block that are shown: enough to find it in the document.
_SHOWN = 160
ROLES = {
    Role.HEADING: N_("heading"),
    Role.FIELD: N_("field"),
    Role.LEAD_IN: N_("lead-in"),
    Role.KNOWLEDGE_FORM: N_("knowledge form"),
    Role.OUTCOME: N_("learning outcome"),
    Role.INSTRUCTION: N_("language of instruction"),
    Role.COURSE: N_("course of the programme"),
    Role.TEXT: N_("text"),
    Role.PICTURE: N_("a picture, which was not read"),
    Role.OMITTED: N_("left out"),
    Role.CELL: N_("cell of a table, read with its row"),
    Role.LEFT_OUT: N_("left out: running head, foot, page number or the like"),
}
ENTRIES = {
    EntryKind.SLOT: N_("chosen freely"),
    EntryKind.CONTAINER: N_("heading"),
}
# Fields of the header.
FIELDS = {
    "code": N_("code"),
    "title": N_("title"),
    "title_en": N_("title in English"),
    "credits": N_("credits"),
    "level": N_("level"),
    "valid_from": N_("valid from"),
    "department": N_("department"),
    "subject_group": N_("subject group"),
    "subject": N_("subject"),
    "main_fields": N_("main field of study"),
}
# Why a block is not among the outcomes.
LEFT_OUT = {
    OmissionKind.REPEATED: N_("stands more than once, counted once"),
    OmissionKind.BEHIND_ASSESSMENT: N_("behind the assessment, taken for what is examined"),
    OmissionKind.OTHER_HEADING: N_("goal of a whole programme"),
    OmissionKind.PLACEHOLDER: N_("placeholder that nobody has filled in"),
    OmissionKind.ELSEWHERE: N_("only says where the outcomes stand"),
    OmissionKind.READINGS: N_("taken for a book"),
    OmissionKind.OTHER_TEXT: N_("text under a heading of its own"),
    OmissionKind.SHORT: N_("too short to be read alone"),
    OmissionKind.TABLE: N_("table that is not understood"),
    OmissionKind.BESIDE: N_("taken for no outcome"),
    OmissionKind.LAW: N_("goal quoted from law"),
    OmissionKind.PART: N_("part without outcomes and headings"),
    OmissionKind.ROWS_REPEATED: N_("row that stands more than once"),
}
# Where evidence of the language of instruction stands.
_PLACES = {
    "field": N_("in a field"),
    "sentence": N_("in a sentence"),
    "offering": N_("about one offering"),
    "hint": N_("a hint only"),
}
# What hints send a reader to, who is there already.
_SEEN_BELOW = N_("See below what was understood.")
_HERE = "curranalyser parse FILE"
_TAKEN = N_("What each part was taken for:")
_MIGHT = N_("What each part would have been taken for, were this a syllabus:")
_UNREAD = N_("What each part was taken for cannot be said: the file was not read.")
_STOPPED = N_("What each part was taken for cannot be said: an error of the program stopped it.")
_NO_TEXT = N_("The file has no text.")


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """One line of `parse --json`.

    The version of the schema, the shown path of the file, how it went, what failed, the syllabi found in it,
    and what each of its blocks was taken for (a row of a table has none).
    """

    schema_version: int
    source: str
    status: DocumentStatus
    failures: tuple[Failure, ...]
    syllabi: tuple[Syllabus, ...]
    blocks: tuple[Taken, ...] = ()


def _schema() -> str:
    import msgspec

    return schema_text(msgspec.json.schema(ParsedFile))


@click.command("parse")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object per file and line, in UTF-8.")
@schema_option(_schema, "a line of --json")
@columns_option
@ocr_option
@lang_option
@settings_option
@guarded
def command(
    paths: tuple[Path, ...],
    as_json: bool,
    columns: str | None,
    ocr: bool | None,
    lang: str | None,
    settings_path: Path | None,
) -> int:
    """Show what was understood of the files and folders in PATHS.

    The header, the sections, each outcome with its page, the language of instruction, and the course list of
    a programme syllabus.
    """
    if not paths:
        raise click.UsageError("Missing argument 'PATHS...'.")
    from curranalyser.analyse import analyse_tried
    from curranalyser.pipeline import refuse_nothing, unread_result
    from curranalyser.read import find_files
    from curranalyser.report.labels import passed_over_line

    settings = choose_settings(settings_path, ocr=ocr, lang=lang, columns=parse_columns(columns))
    require_recognition(settings)
    say = translator(settings.lang)
    found = find_files(paths, [settings_path] if settings_path else [])
    refuse_nothing(found)
    statuses = []
    listed = ((Path(failure.source), [unread_result(failure)]) for failure in found.failures)
    read = ((path, analyse_tried(path, shown, settings)) for path, shown in found.files)
    for path, results in chain(read, listed):
        for result in results:
            statuses.append(result.status)
            traced = _traced(path, result, settings)
            if as_json:
                parsed = ParsedFile(
                    PARSED,
                    result.source.path,
                    result.status,
                    result.failures,
                    tuple(item.syllabus for item in result.syllabi),
                    traced.blocks,
                )
                click.echo(to_json(parsed).decode("utf-8"))
            else:
                for line in (*described(result, say), *described_blocks(result, traced, say)):
                    click.echo(line)
    if found.counted:
        click.echo(passed_over_line(found.counted, say), err=True)
    if all(status in (DocumentStatus.FAILED, DocumentStatus.SKIPPED) for status in statuses):
        return int(ExitCode.NOTHING_ANALYSED)
    return int(ExitCode.OK if all(status is DocumentStatus.OK for status in statuses) else ExitCode.PARTIAL)


@dataclass(frozen=True, slots=True)
class _Traced:
    """What the blocks of a document were taken for.

    Attributes:
        blocks: none where they cannot be shown.
        unread: why not, a message; "" where other lines say it all.
        instruction: the language of instruction of a file that was set aside, were it a syllabus.
    """

    blocks: tuple[Taken, ...] = ()
    unread: str = ""
    instruction: LanguageOfInstruction | None = None


def _traced(path: Path, result: DocumentResult, settings: Settings) -> _Traced:
    """Say what the blocks of a document were taken for, or might have been where it was set aside."""
    from curranalyser.errors import DocumentError
    from curranalyser.parse.syllabus import parse_anyway
    from curranalyser.parse.trace import trace_blocks
    from curranalyser.read import holds_many, read_document
    from curranalyser.read.digests import load_within

    # A row of a table or a record of a catalogue has no blocks.
    if holds_many(str(path)) or result.source.row is not None:
        return _Traced()
    # What failed as it was read would fail again, or hang; what was understood wrongly is worth a look.
    if any(failure.stage in ("read", "run") for failure in result.failures) and not result.syllabi:
        return _Traced(unread=_UNREAD)
    if any(failure.category is FailureCategory.INTERNAL_ERROR for failure in result.failures):
        return _Traced(unread=_STOPPED)
    try:
        document = read_document(load_within(path, settings), result.source, settings)
    except DocumentError:
        return _Traced(unread=_UNREAD)
    syllabi = tuple(item.syllabus for item in result.syllabi)
    aside = parse_anyway(document) if document.lines and not syllabi else None
    blocks = trace_blocks(document, (aside,) if aside else syllabi)
    return _Traced(blocks, "" if blocks else _NO_TEXT, aside.instruction if aside else None)


def described_blocks(result: DocumentResult, traced: _Traced, say: Translator) -> Iterator[str]:
    """Yield lines that tell a reader what each block of a document was taken for, page by page.

    Args:
        result: the file.
        traced: its blocks, or why there are none.
        say: the reader's language.
    """
    from curranalyser.report.sanitise import clean_line

    _ = say.gettext
    if traced.unread:
        yield "   " + _(traced.unread)
    if traced.instruction is not None:
        yield from _described_instruction(traced.instruction, say)
    if traced.blocks:
        yield "   " + _(_TAKEN if result.syllabi else _MIGHT)
    for page, group in groupby(traced.blocks, key=lambda block: block.page):
        yield f"   {_('page')} {page}"
        for block in group:
            text = block.text if len(block.text) <= _SHOWN else f"{block.text[:_SHOWN].rstrip()} …"
            yield "     " + clean_line(f"[{_described_role(block, say)}] {text}".rstrip())


def _described_role(block: Taken, say: Translator) -> str:
    """Say what a block was taken for: which outcome, which field, in which kind of section, or why not."""
    from curranalyser.report.labels import SECTIONS

    _ = say.gettext
    role = _(ROLES[block.role])
    if block.outcome:
        return f"{role} {block.outcome}"
    if block.field:
        return f"{role}: {_(FIELDS[block.field])}"
    if block.omission:
        return f"{role}: {_(LEFT_OUT[block.omission])}"
    if block.section is SectionKind.HEADER and block.role is Role.TEXT:
        place = _("above the first heading")
        return f"{role}, {place}"
    if block.section is not None and block.role in (Role.HEADING, Role.TEXT):
        return f"{role} ({_(SECTIONS[block.section])})"
    return role


def _described_basis(syllabus: Syllabus, say: Translator) -> Iterator[str]:
    """Yield lines that tell what speaks for the kind of a syllabus, then what speaks against it."""
    from curranalyser.report.labels import KIND_EVIDENCE
    from curranalyser.report.sanitise import clean_line

    _ = say.gettext
    if not syllabus.kind_basis:
        yield "   " + _("kind: nothing says what it is; taken for a course syllabus")
    for heading, agrees in ((_("speaks for it"), True), (_("speaks against it"), False)):
        said = [item for item in syllabus.kind_basis if (item.kind is syllabus.kind) is agrees]
        if said:
            words = "; ".join(
                " ".join(
                    (
                        _(KIND_EVIDENCE.get(item.name, item.name)),
                        *([_("“%(text)s”", text=item.text)] if item.text else []),
                    )
                )
                for item in said
            )
            yield "   " + clean_line(f"{heading}: {words}")


def _described_structure(syllabus: Syllabus, say: Translator) -> Iterator[str]:
    """Yield the parts of a programme with a rule of their own, and its course list."""
    from curranalyser.report.sanitise import clean_line
    from curranalyser.report.structure import basis_label, numbers_text, part_name, status_label

    _ = say.gettext
    track_word, choose_word, term_word, year_word = _("track"), _("to choose"), _("term"), _("year")
    for track in syllabus.tracks:
        yield "   " + clean_line(f"{track_word}: {track.name or track.evidence}")
    for group in syllabus.groups:
        if group.courses is not None:
            number = say.ngettext("%(count)s course", "%(count)s courses", group.courses)
        elif group.credits is not None:
            number = say.ngettext("%(count)s credit", "%(count)s credits", group.credits)
        else:
            number = _("not known")
        name = part_name(group.id, syllabus.blocks) or group.evidence
        yield "   " + clean_line(f"{choose_word}: {number} ({name})")
    for ref in syllabus.course_refs:
        place = ""
        if ref.terms:
            place = f"{term_word} {numbers_text(ref.terms, say)}"
        elif ref.years:
            place = f"{year_word} {numbers_text(ref.years, say)}"
        basis = basis_label(ref.basis, say)
        status = status_label(ref, say) if ref.kind is EntryKind.COURSE else _(ENTRIES[ref.kind])
        credits_ = say.number(ref.credits) if ref.credits is not None else "–"
        parts = (ref.code or "–", ref.title, credits_, place, f"{status} ({basis})" if basis else status)
        yield "     " + clean_line("  ".join(part for part in parts if part))


def _described_instruction(instruction: LanguageOfInstruction, say: Translator) -> Iterator[str]:
    """Yield lines that tell the language of instruction, its status and what they rest on."""
    from curranalyser.report.labels import INSTRUCTION
    from curranalyser.report.sanitise import clean_line

    _ = say.gettext
    languages = ", ".join(say.language(code) for code in instruction.main)
    possible = ", ".join(say.language(code) for code in instruction.possible)
    told, status = _("language of instruction"), _(INSTRUCTION[instruction.status])
    possible_word, page_word = _("possible"), _("page")
    extra = f"; {possible_word}: {possible}" if possible else ""
    named = f"{languages} ({status})" if languages else status
    yield "   " + clean_line(f"{told}: {named}{extra}")
    for evidence in instruction.evidence:
        place = _(_PLACES[evidence.place])
        yield "      " + clean_line(
            f"{_('“%(text)s”', text=evidence.text)} ({place}, {page_word} {evidence.page})"
        )


def described(result: DocumentResult, say: Translator) -> Iterator[str]:
    """Yield lines that tell a reader what was understood of one file."""
    from curranalyser.report.failures import told_failure
    from curranalyser.report.labels import SECTIONS, STATUSES
    from curranalyser.report.notes import omission_text, reading_notes
    from curranalyser.report.sanitise import clean_line

    _ = say.gettext
    pages_word, page_word, sections_word = _("pages"), _("page"), _("sections")
    recognised_word = _("read by text recognition")
    yield clean_line(f"== {result.source.path}: {_(STATUSES[result.status])}")
    for failure in result.failures:
        first = failure.stage == "read" and failure.page and len(failure.pages) < 2
        place = f" ({page_word} {failure.page})" if first else ""
        hint = _SEEN_BELOW if _HERE in failure.hint else failure.hint
        yield "   " + clean_line(f"! {told_failure(failure, say)}{place} {_(hint)}")
    for analysed in result.syllabi:
        syllabus = analysed.syllabus
        header = syllabus.header
        kind = _("course syllabus") if syllabus.kind == "course" else _("programme syllabus")
        yield "   " + clean_line(f"{kind}, {pages_word} {syllabus.pages[0]}–{syllabus.pages[1]}")
        yield from _described_basis(syllabus, say)
        for name, label in FIELDS.items():
            value = getattr(header, name)
            shown = (
                say.number(value)
                if isinstance(value, Decimal)
                else "; ".join(value)
                if isinstance(value, tuple)
                else value
            )
            yield "   " + clean_line(f"{_(label)}: {shown if shown else '–'}")
        yield "   " + clean_line(
            f"{sections_word}: "
            + ", ".join(
                f"{section.heading or '–'} ({_(SECTIONS[section.kind])})" for section in syllabus.sections
            )
        )
        yield from _described_instruction(syllabus.instruction, say)
        for note in reading_notes(syllabus, say):
            yield "   " + clean_line(note)
        for omission in syllabus.omissions:
            yield "   " + clean_line(omission_text(omission, say))
        lead_in = None
        for outcome in syllabus.outcomes:
            if outcome.lead_in and outcome.lead_in != lead_in:
                lead_in = outcome.lead_in
                yield "   " + clean_line(f"{lead_in}")
            where = f"{page_word} {outcome.page}" + (f", {recognised_word}" if outcome.recognised else "")
            if outcome.assessments:
                where += ", " + _("examined by %(names)s", names=", ".join(outcome.assessments))
            yield "     " + clean_line(f"{outcome.id}  {outcome.text}  ({where})")
        yield from _described_structure(syllabus, say)
