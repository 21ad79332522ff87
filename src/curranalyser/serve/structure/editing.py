"""A programme's page: its list as a form, what that changes, and the way into the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from curranalyser.datamodel import EntryKind, ProgrammeProfile
from curranalyser.errors import CurranalyserError, OutputError, SettingsError
from curranalyser.i18n import N_, Translator
from curranalyser.report.sanitise import clean_line
from curranalyser.report.structure import basis_label
from curranalyser.review.programme_edits import EditError, Edits, ProgrammeTable
from curranalyser.review.programme_words import KINDS
from curranalyser.serve.desk import desk_of
from curranalyser.serve.forms import Form, read_form
from curranalyser.serve.pages import fragment, lang_of, render, say_of
from curranalyser.serve.structure.listing import address_of, title_of
from curranalyser.serve.structure.room import Room, programme_of, room_of, shown_command, shown_path
from curranalyser.serve.structure.shown import (
    blocks_of,
    conflict_texts,
    effect_of,
    rows_of,
    statuses,
)
from curranalyser.serve.structure.typed import NamelessError, Typed, read_typed_form, stood
from curranalyser.serve.ways import in_report

# Bytes of the longest field: what stood in the rows of a programme with many hundred courses.
_LONGEST_FIELD = 1 << 20
_READ_ONLY = N_("This page was opened to be read alone, and nothing was saved.")


@dataclass(frozen=True, slots=True)
class _Told:
    """What a page says beside the list: sentences on what went wrong, and where; what is tried, not saved."""

    sentences: tuple[str, ...] = ()
    wrong: tuple[str, str] = ("", "")
    typed: Mapping[str, str] = field(default_factory=dict)
    tried: ProgrammeTable | None = None
    status: int = HTTPStatus.OK


_NOTHING = _Told()


def page(request: Request) -> Response:
    """Show a programme."""
    return _page(request, programme_of(request), _NOTHING)


def _page(request: Request, profile: ProgrammeProfile, told: _Told) -> Response:
    here, say, desk = room_of(request), say_of(request), desk_of(request)
    table = here.file.table(profile.key, lang_of(request))
    last = here.last(profile.key)
    return render(
        request,
        "programme.html.j2",
        told.status,
        title=title_of(profile),
        code=clean_line(profile.header.code or ""),
        language=profile.analysed.syllabus.language or "",
        address=address_of(profile.key),
        report=in_report(programme=profile.key),
        key=profile.key,
        rows=rows_of(table, here.audit, told.typed, say, told.wrong),
        blocks=blocks_of(table, told.typed, say),
        tracks=[clean_line(track.name) for track in table.laid.syllabus.tracks],
        typed=told.typed,
        statuses=statuses(say),
        kinds=[(kind.value, say.gettext(KINDS[kind])) for kind in (EntryKind.COURSE, EntryKind.SLOT)],
        stood=stood(table, say),
        effect=effect_of(profile, (told.tried or table).exposure, desk.scheme, say),
        tried=told.tried is not None,
        sentences=told.sentences,
        wrong=told.wrong,
        undo=last is not None,
        path=shown_path(request),
        command=shown_command(request),
        saved=request.query_params.get("done", "") if not told.typed else "",
        changed=sum(entry.touched for entry in table.entries),
    )


async def sent(request: Request) -> Response:
    """Take what a form says: try it, save it, or undo what was saved last."""
    profile = programme_of(request)
    form = await read_form(request, _LONGEST_FIELD)
    answers = {"save": _save, "undo": _undo}
    answer = answers.get(form.get("action"), _try)
    return await run_in_threadpool(answer, request, profile, form)


def _sentence(error: CurranalyserError, say: Translator) -> str:
    return clean_line(error.told(say.gettext))


def _failed(error: CurranalyserError, typed: Typed, say: Translator) -> _Told:
    place = (error.row, error.column) if isinstance(error, EditError) else ("", "")
    status = (
        HTTPStatus.INSUFFICIENT_STORAGE if isinstance(error, OutputError) else HTTPStatus.UNPROCESSABLE_ENTITY
    )
    return _Told((_sentence(error, say),), place, typed.texts, status=status)


def _try(request: Request, profile: ProgrammeProfile, form: Form) -> Response:
    """Say what the form would change; nothing is written."""
    here, say, lang = room_of(request), say_of(request), lang_of(request)
    asked_by_script = "application/json" in request.headers.get("accept", "")
    try:
        typed = read_typed_form(form)
    except NamelessError as error:
        # Whose name is to stand there changes nothing of what everyone meets.
        typed = error.typed
    try:
        table = here.file.tried(profile.key, typed.edits, lang)
    except SettingsError as error:
        told = _failed(error, typed, say)
        if asked_by_script:
            row, column = told.wrong
            return JSONResponse({"told": told.sentences[0], "row": row, "column": column})
        return _page(request, profile, told)
    if asked_by_script:
        return JSONResponse(_answer(request, profile, table, typed.edits))
    return _page(request, profile, _Told(typed=typed.texts, tried=table))


def _answer(
    request: Request, profile: ProgrammeProfile, table: ProgrammeTable, edits: Edits
) -> dict[str, object]:
    say = say_of(request)
    effect = effect_of(profile, table.exposure, desk_of(request).scheme, say)
    return {
        "effect": fragment(request, "programme-effect.html.j2", effect=effect, tried=bool(edits)),
        "short": effect.short,
        "rows": {
            entry.id: {
                "status": entry.values["status"],
                "basis": basis_label(entry.item.ref.basis, say) if entry.item else "",
            }
            for entry in table.entries
        },
        "changes": len(edits.cells) + len(edits.rules) + len(edits.added),
    }


def _save(request: Request, profile: ProgrammeProfile, form: Form) -> Response:
    here, say, lang = room_of(request), say_of(request), lang_of(request)
    try:
        typed = read_typed_form(form)
    except NamelessError as error:
        return _page(request, profile, _failed(error, error.typed, say))
    if desk_of(request).read_only:
        told = _Told((say.gettext(_READ_ONLY),), typed=typed.texts, status=HTTPStatus.FORBIDDEN)
        return _page(request, profile, told)
    try:
        return _saved(request, here, profile, typed, lang)
    except (SettingsError, OutputError) as error:
        return _page(request, profile, _failed(error, typed, say))


def _saved(request: Request, here: Room, profile: ProgrammeProfile, typed: Typed, lang: str) -> Response:
    if not typed.edits:
        return RedirectResponse(address_of(profile.key, done="nothing"), HTTPStatus.SEE_OTHER)
    saved = here.file.save(profile.key, typed.edits, lang)
    if saved.conflicts:
        say = say_of(request)
        sentences = (
            *conflict_texts(saved.before, saved.conflicts, say),
            say.gettext("Nothing was saved. What you typed stands in the list; save again to write it."),
        )
        told = _Told(sentences, typed=typed.texts, status=HTTPStatus.CONFLICT)
        return _page(request, profile, told)
    here.remember(profile.key, saved.back)
    return RedirectResponse(address_of(profile.key, done="saved"), HTTPStatus.SEE_OTHER)


def _undo(request: Request, profile: ProgrammeProfile, _: Form) -> Response:
    here, say, lang = room_of(request), say_of(request), lang_of(request)
    back = here.last(profile.key)
    if desk_of(request).read_only or back is None:
        message = _READ_ONLY if desk_of(request).read_only else N_("There is nothing left to be undone.")
        return _page(request, profile, _Told((say.gettext(message),), status=HTTPStatus.CONFLICT))
    try:
        saved = here.file.save(profile.key, back, lang)
    except (SettingsError, OutputError) as error:
        return _page(request, profile, _Told((_sentence(error, say),), status=HTTPStatus.CONFLICT))
    if saved.conflicts:
        sentences = (
            *conflict_texts(saved.before, saved.conflicts, say),
            say.gettext("It was not undone, for it would undo that too."),
        )
        return _page(request, profile, _Told(sentences, status=HTTPStatus.CONFLICT))
    here.undone(profile.key)
    return RedirectResponse(address_of(profile.key, done="undone"), HTTPStatus.SEE_OTHER)
