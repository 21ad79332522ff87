"""One outcome at a time: it is shown, decided, passed over, and what was decided last is taken back."""

from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from curranalyser.clock import today
from curranalyser.datamodel import Decision
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_
from curranalyser.report.labels import TAKERS
from curranalyser.report.sanitise import clean_line
from curranalyser.review.decisions import Review
from curranalyser.review.queue import Choice, Queue, QueueItem
from curranalyser.scheme import localised
from curranalyser.serve.desk import desk_of
from curranalyser.serve.forms import Form, read_form
from curranalyser.serve.pages import fragment, lang_of, render, say_of, wants_json
from curranalyser.serve.reviewing.addresses import address_of, choice_of
from curranalyser.serve.reviewing.materials import Materials, materials_of
from curranalyser.serve.reviewing.shown import Look, show_outcome
from curranalyser.serve.reviewing.who import LONGEST_FIELD, ask_name, reviewer_in, reviewer_of
from curranalyser.serve.ways import in_report

# Characters. A reason is a sentence or two; what is longer is a paper of its own.
LONGEST_REASON = 2000
NO_OUTCOMES = N_("No learning outcome was read in this audit; the report says why, file by file.")
ANSWERS = {"yes": Decision.YES, "no": Decision.NO}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one is in a queue: at an outcome, or behind one; and at which of its labels."""

    outcome: str = ""
    after: str = ""
    at: str = ""


def outcome(request: Request) -> Response:
    """Show an outcome: the one that is named, or the next that is undecided."""
    reviewer = reviewer_of(request)
    if not reviewer and not desk_of(request).read_only:
        return ask_name(request)
    asked = request.query_params
    place = _Place(asked.get("outcome", ""), asked.get("after", ""), asked.get("at", ""))
    return _shown(request, choice_of(asked) or Choice(), reviewer, place)


async def decide(request: Request) -> Response:
    """Keep a decision, and show what comes next."""
    form = await read_form(request, LONGEST_FIELD)
    reviewer = reviewer_in(request, form)
    return await run_in_threadpool(_decide, request, form, reviewer)


async def undo(request: Request) -> Response:
    """Take back the reviewer's last decision, and show what it was on."""
    form = await read_form(request, LONGEST_FIELD)
    reviewer = reviewer_in(request, form)
    return await run_in_threadpool(_undo, request, form, reviewer)


def _decide(request: Request, form: Form, reviewer: str) -> Response:
    found, choice = materials_of(request), choice_of(form.texts) or Choice()
    queue = _queue(found, choice, reviewer)
    identifier, perspective = form.get("outcome"), form.get("label")
    one = found.queues.outcomes.by_id.get(identifier)
    answer = ANSWERS.get(form.get("answer"))
    if one is None or perspective not in one.keys or answer is None:
        raise SettingsError(
            N_("This page is older than the audit, and nothing was saved."),
            N_("Choose anew what is to be reviewed."),
        )
    item = queue.item(identifier)
    mark = item.marks.get(perspective) if item else None
    reason = clean_line(form.get("reason"))
    if len(reason) > LONGEST_REASON:
        raise SettingsError(
            N_("The reason is too long, and nothing was saved."),
            N_("Write at most %(most)s characters."),
            most=LONGEST_REASON,
        )
    found.files.decide(reviewer, one.review(perspective, answer, reason, today().isoformat(), mark))
    left = (item or _whole(found, identifier)).undecided(found.files.decisions().own(reviewer))
    place = _Place(outcome=identifier) if left else _Place(after=identifier)
    return _led_on(request, choice, reviewer, place)


def _undo(request: Request, form: Form, reviewer: str) -> Response:
    found, choice = materials_of(request), choice_of(form.texts) or Choice()
    taken = found.files.take_back(reviewer)
    if taken is None:
        return _led_on(request, choice, reviewer, _Place(form.get("outcome")), undone="nothing")
    one = found.queues.outcomes.by_key.get(taken.key)
    # A decision on another audit may be the last one.
    place = _Place(one.id, at=taken.perspective) if one else _Place(form.get("outcome"))
    return _led_on(request, choice, reviewer, place, undone="here" if one else "elsewhere")


def _led_on(request: Request, choice: Choice, reviewer: str, place: _Place, undone: str = "") -> Response:
    """Show what comes next: at once to our script, by another address to a browser without it."""
    if wants_json(request):
        return _shown(request, choice, reviewer, place, undone)
    named = {"outcome": place.outcome, "after": place.after, "at": place.at, "undone": undone}
    more = {name: value for name, value in named.items() if value}
    return RedirectResponse(address_of(choice).text(**more), 303)


def _queue(found: Materials, choice: Choice, reviewer: str) -> Queue:
    theirs = found.files.decisions().by_others(reviewer) if choice.kind == "second" else ()
    return found.queues.queue(choice, theirs)


def _whole(found: Materials, identifier: str) -> QueueItem:
    """Return an outcome that is not in a queue, with all that can be asked of it."""
    one = found.queues.outcomes.by_id[identifier]
    return QueueItem(one, tuple(one.keys))


def _item(
    found: Materials, queue: Queue, place: _Place, mine: dict[tuple[str, str, str], Review]
) -> tuple[QueueItem | None, bool]:
    """Return the outcome to show, if any, and whether those that were passed over come again."""
    if place.outcome in found.queues.outcomes.by_id:
        return queue.item(place.outcome) or _whole(found, place.outcome), False
    found_next = queue.next_item(mine, place.after)
    return found_next or (None, False)


def _shown(request: Request, choice: Choice, reviewer: str, place: _Place, undone: str = "") -> Response:
    found, desk, say = materials_of(request), desk_of(request), say_of(request)
    queue = _queue(found, choice, reviewer)
    mine = found.files.decisions().own(reviewer) if reviewer else {}
    item, again = _item(found, queue, place, mine)
    shown = show_outcome(item, mine, Look(desk.scheme, say, queue.blind), place.at) if item else None
    address = address_of(choice)
    named = {"outcome": shown.id} if shown else {}
    values: dict[str, Any] = {
        "reviewer": reviewer,
        "address": address,
        "choice": choice,
        "filters": _filters(request, choice),
        "report": in_report(choice.course, choice.programme),
        "course_in_report": in_report(item.outcome.course.key) if item else "",
        "outcome": shown,
        "again": again,
        "undone": undone or _undone(request),
        "progress": queue.progress(mine),
        "longest_reason": LONGEST_REASON,
        "nothing": "" if queue.items else _why_nothing(choice, found),
    }
    if wants_json(request):
        return JSONResponse(
            {
                "html": fragment(request, "review-outcome.html.j2", **values),
                "address": address.text(**named),
            }
        )
    return render(request, "review-ask.html.j2", **values)


def _why_nothing(choice: Choice, found: Materials) -> str:
    """Return why a choice holds nothing, as a message."""
    if not found.queues.outcomes.all:
        return NO_OUTCOMES
    if choice.kind == "second":
        return N_("Nobody else has decided anything of this yet.")
    if choice.decision is Decision.REVIEW:
        return N_("The tool leaves no label of this to people.")
    return N_("No label of the audit is like that.")


def _undone(request: Request) -> str:
    given = request.query_params.get("undone", "") if request.method == "GET" else ""
    return given if given in ("nothing", "here", "elsewhere") else ""


def _filters(request: Request, choice: Choice) -> list[str]:
    """Return the names of what a choice is limited to."""
    desk, lang = desk_of(request), lang_of(request)
    assert desk.audit is not None  # noqa: S101 the room is there with an audit alone
    chosen = [
        *((one.key, one.header) for one in desk.audit.programmes if one.key == choice.programme),
        *((one.key, one.header) for one in desk.audit.courses if one.key == choice.course),
    ]
    names = [clean_line(header.title or key) for key, header in chosen]
    names += [say_of(request).gettext(TAKERS[choice.taken])] if choice.taken else []
    names += [localised(one.name, lang) for one in desk.scheme.perspectives if one.id == choice.perspective]
    return names
