"""What the room needs of the audit, made once, and the files that decisions are kept in."""

from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from starlette.requests import Request

from curranalyser.datamodel import Decision
from curranalyser.errors import SettingsError
from curranalyser.folder import REVIEWS_FILE
from curranalyser.i18n import N_
from curranalyser.review.outcomes import ReviewOutcomes
from curranalyser.review.queue import Choice, Queues
from curranalyser.review.reviewers import ReviewFiles
from curranalyser.serve.desk import Desk, desk_of

_NAME = "reviewing"
# Two who come at once wait for one making.
_making = Lock()


@dataclass(frozen=True)
class Materials:
    """The queues of the audit, and the files of decisions."""

    queues: Queues
    files: ReviewFiles


def materials_of(request: Request) -> Materials:
    """Return what the room needs; it is made at the first call."""
    return _materials(desk_of(request))


def prepare(desk: Desk) -> None:
    """Make what the room needs, and the queues that its first page counts, before anybody asks for it."""
    if desk.audit is not None:
        queues = _materials(desk).queues
        for choice in (Choice(), Choice(decision=Decision.REVIEW)):
            queues.queue(choice)


def _materials(desk: Desk) -> Materials:
    with _making:
        found = desk.kept.get(_NAME)
        if not isinstance(found, Materials):
            found = _made(desk)
            desk.kept[_NAME] = found
    return found


def _made(desk: Desk) -> Materials:
    assert desk.audit is not None and desk.folder is not None  # noqa: S101 the room is there with an audit alone
    given = desk.settings.reviews
    files = ReviewFiles(Path(given) if given else desk.folder / REVIEWS_FILE)
    if not desk.read_only:
        files.bring_up_to_date()
    return Materials(Queues(ReviewOutcomes(desk.audit)), files)


def require_writable(request: Request) -> None:
    """Raise SettingsError where nothing may be saved."""
    if desk_of(request).read_only:
        raise SettingsError(
            N_("This page was opened to be read alone, and nothing was changed."),
            N_("Start it on the computer where the audit lies, without --read-only."),
        )
