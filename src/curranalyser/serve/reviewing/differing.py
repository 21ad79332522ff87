"""How far reviewers agree, what they decide differently, and the last word on it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from curranalyser.clock import today
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_
from curranalyser.report.labels import DECISIONS
from curranalyser.report.sanitise import clean_line
from curranalyser.review.decisions import Key, Review
from curranalyser.review.outcomes import ReviewOutcome
from curranalyser.review.reviewer_agreement import PairAgreement, reviewer_agreement
from curranalyser.review.settle import Difference
from curranalyser.scheme import localised
from curranalyser.serve.desk import desk_of
from curranalyser.serve.forms import Form, read_form
from curranalyser.serve.pages import lang_of, render
from curranalyser.serve.reviewing.asking import ANSWERS, LONGEST_REASON
from curranalyser.serve.reviewing.materials import materials_of
from curranalyser.serve.reviewing.who import AGREEMENT, LONGEST_FIELD, ask_name, reviewer_in, reviewer_of

# Differences on one page; the others come as these are settled.
MOST_SHOWN = 100
# Hex digits that tell labels apart in a form; more than enough for millions.
_DIGITS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOpinion:
    """What one decided; `reviewer` is "" where that is not known."""

    reviewer: str
    decision: str
    reason: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDifference:
    """A label that is decided differently.

    Attributes:
        covered: whether who looks is a reviewer who has not decided this one: what others say is not shown
            at once.
        there: whether the audit has the outcome.
    """

    id: str
    course: str
    lead_in: str
    text: str
    perspective: str
    opinions: tuple[ShownOpinion, ...]
    settled: ShownOpinion | None
    covered: bool
    there: bool


def agreement(request: Request) -> Response:
    """Show how far reviewers agree, and what is open."""
    reviewer, desk = reviewer_of(request), desk_of(request)
    if not reviewer and not desk.read_only:
        return ask_name(request)
    assert desk.audit is not None  # noqa: S101 the room is there with an audit alone
    found, lang = materials_of(request), lang_of(request)
    decisions = found.files.decisions()
    names = {one.id: localised(one.name, lang) for one in desk.scheme.perspectives}
    mine = decisions.own(reviewer) if reviewer else {}
    by_key = found.queues.outcomes.by_key

    def show(some: Iterable[Difference]) -> list[ShownDifference]:
        return [
            _shown(one, by_key.get(one.key), names, covered=bool(mine) and one.key not in mine)
            for one in some
        ]

    open_ones = decisions.settled.open
    settled = [one for one in decisions.settled.differences if one.settled]
    return render(
        request,
        "review-agreement.html.j2",
        reviewer=reviewer,
        common=found.files.common.name,
        reviewers=[(name, len(reviews)) for name, reviews in decisions.everyone.items()],
        pairs=_by_pair(reviewer_agreement(decisions.everyone, desk.audit.perspectives)),
        names=names,
        open_ones=show(open_ones[:MOST_SHOWN]),
        more_open=len(open_ones[MOST_SHOWN:]),
        settled=show(settled[:MOST_SHOWN]),
        more_settled=len(settled[MOST_SHOWN:]),
        longest_reason=LONGEST_REASON,
        done=request.query_params.get("done", ""),
    )


def _by_pair(found: Iterable[PairAgreement]) -> dict[tuple[str, str], list[PairAgreement]]:
    pairs: dict[tuple[str, str], list[PairAgreement]] = {}
    for one in found:
        pairs.setdefault((one.first, one.second), []).append(one)
    return pairs


def _shown(
    difference: Difference, outcome: ReviewOutcome | None, names: dict[str, str], *, covered: bool
) -> ShownDifference:
    first = difference.opinions[0]
    title = outcome.course.header.title if outcome else None
    return ShownDifference(
        id=difference_id(difference.key),
        course=clean_line(f"{title} ({first.course})" if title and title != first.course else first.course),
        lead_in=clean_line(first.lead_in),
        text=clean_line(first.text),
        perspective=names.get(first.perspective, first.perspective),
        opinions=tuple(map(_opinion, difference.opinions)),
        settled=_opinion(difference.settled) if difference.settled else None,
        covered=covered and difference.settled is None,
        there=outcome is not None,
    )


def _opinion(review: Review) -> ShownOpinion:
    return ShownOpinion(
        reviewer=clean_line(review.reviewer),
        decision=DECISIONS[review.decision],
        reason=clean_line(review.reason),
        date=review.date,
    )


def difference_id(key: Key) -> str:
    """Return what a form names a difference by: it follows from what the difference is about."""
    return hashlib.sha256("\0".join(key).encode()).hexdigest()[:_DIGITS]


async def settle(request: Request) -> Response:
    """Keep a last word."""
    form = await read_form(request, LONGEST_FIELD)
    reviewer = reviewer_in(request, form)
    return await run_in_threadpool(_settle, request, form, reviewer)


async def open_again(request: Request) -> Response:
    """Take a last word back."""
    form = await read_form(request, LONGEST_FIELD)
    reviewer_in(request, form)
    return await run_in_threadpool(_open_again, request, form)


def _settle(request: Request, form: Form, reviewer: str) -> Response:
    difference = _named(request, form)
    answer, reason = ANSWERS.get(form.get("answer")), clean_line(form.get("reason"))
    if answer is None or len(reason) > LONGEST_REASON:
        raise SettingsError(
            N_("The reason is too long, and nothing was saved."),
            N_("Write at most %(most)s characters."),
            most=LONGEST_REASON,
        )
    samples = [one.sample for one in difference.opinions if one.sample]
    word = replace(
        difference.opinions[0],
        decision=answer,
        reason=reason,
        date=today().isoformat(),
        sample=samples[0] if samples else None,
    )
    materials_of(request).files.settle_difference(reviewer, word)
    return RedirectResponse(f"{AGREEMENT}?done=settled", 303)


def _open_again(request: Request, form: Form) -> Response:
    materials_of(request).files.open_difference(_named(request, form).key)
    return RedirectResponse(f"{AGREEMENT}?done=opened", 303)


def _named(request: Request, form: Form) -> Difference:
    """Return the difference that a form names. Raises SettingsError where there is none such any more."""
    for difference in materials_of(request).files.decisions().settled.differences:
        if difference_id(difference.key) == form.get("difference"):
            return difference
    raise SettingsError(
        N_("That is decided alike by now, and nothing was changed."), N_("Load the page anew.")
    )
