"""What a page has before it: all that was opened when it was started, and nothing that a browser names."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from curranalyser.check.suppress import CheckSettings
from curranalyser.datamodel import Audit
from curranalyser.scheme import Scheme
from curranalyser.settings import Settings

if TYPE_CHECKING:
    from starlette.requests import Request

    from curranalyser.serve.analysts import Analysts


@dataclass(frozen=True)
class Desk:
    """What was opened at the start.

    Attributes:
        settings: with the limits of a draft; `lang` is the language of whoever has not chosen one.
        scheme: the perspectives.
        own: the table check of the settings.
        analysts: who read drafts, each within the limits.
        audit: the audit that was named, or None.
        folder: the folder of that audit, in which decisions are kept; None without an audit.
        read_only: whether nothing may be written.
        hosted: whether others than the user of this computer may come.
        programmes: the file that the table of programmes is written to; None for one beside the audit.
        kept: what rooms have made of the audit and need again, by name.
    """

    settings: Settings
    scheme: Scheme
    own: CheckSettings
    analysts: "Analysts"
    audit: Audit | None = None
    folder: Path | None = None
    read_only: bool = False
    hosted: bool = False
    programmes: Path | None = None
    kept: dict[str, object] = field(default_factory=dict)


def desk_of(request: "Request") -> Desk:
    """Return what the page that a request came to has before it."""
    desk = request.app.state.desk
    assert isinstance(desk, Desk)  # noqa: S101 `create_app` puts it there
    return desk
