"""The start of the room: what is there to decide, and which of it one wants."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from curranalyser.datamodel import Decision
from curranalyser.report.labels import DECISIONS, TAKERS
from curranalyser.report.sanitise import clean_line
from curranalyser.review.queue import Choice
from curranalyser.scheme import localised
from curranalyser.serve.desk import desk_of
from curranalyser.serve.pages import lang_of, render, say_of
from curranalyser.serve.reviewing.addresses import address_of, choice_of
from curranalyser.serve.reviewing.asking import NO_OUTCOMES
from curranalyser.serve.reviewing.materials import materials_of
from curranalyser.serve.reviewing.who import ask_name, reviewer_of


def room(request: Request) -> Response:
    """Show what there is to decide; an address that chooses leads on to it."""
    choice = choice_of(request.query_params)
    if choice is not None:
        return RedirectResponse(address_of(choice).text(), 303)
    reviewer, desk = reviewer_of(request), desk_of(request)
    if "name" in request.query_params or not (reviewer or desk.read_only):
        return ask_name(request)
    return _rendered(request, reviewer)


def _rendered(request: Request, reviewer: str) -> Response:
    desk, say, lang = desk_of(request), say_of(request), lang_of(request)
    audit, found = desk.audit, materials_of(request)
    assert audit is not None  # noqa: S101 the room is there with an audit alone
    decisions = found.files.decisions()
    mine, theirs = decisions.own(reviewer), decisions.by_others(reviewer)
    doubtful = Choice(decision=Decision.REVIEW)
    names = {one.id: localised(one.name, lang) for one in desk.scheme.perspectives}
    return render(
        request,
        "review-choose.html.j2",
        reviewer=reviewer,
        file=found.files.file_of(reviewer).name if reviewer else "",
        common=found.files.common.name,
        mine=len(mine),
        doubtful=(address_of(doubtful), found.queues.queue(doubtful).progress(mine)),
        everything=(address_of(Choice()), found.queues.queue(Choice()).progress(mine)),
        second=(
            address_of(Choice("second")),
            found.queues.queue(Choice("second"), theirs).progress(mine),
        ),
        open_differences=len(decisions.settled.open),
        seeds=sorted({one.sample.seed for one in decisions.settled.holds if one.sample}),
        reviewers=[(name, len(reviews)) for name, reviews in decisions.everyone.items()],
        programmes=sorted(
            ((one.key, _titled(one.key, one.header.title)) for one in audit.programmes),
            key=lambda entry: say.sort_key(entry[1]),
        ),
        perspectives=[(one, names.get(one, one)) for one in audit.perspectives],
        answers=[(str(decision), DECISIONS[decision]) for decision in Decision],
        nothing="" if found.queues.outcomes.all else NO_OUTCOMES,
        takers=[(str(status), name) for status, name in TAKERS.items()],
        usual=Choice(),
    )


def _titled(key: str, title: str | None) -> str:
    return clean_line(key if not title or title == key else f"{title} ({key})")
