"""What `curranalyser check` is told to accept, and what it says of suppressions that fit nothing any more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import click

from curranalyser.settings import SETTINGS_FILE

if TYPE_CHECKING:
    from curranalyser.check.finding import Finding
    from curranalyser.check.suppress import Suppression
    from curranalyser.i18n import Translator

P = ParamSpec("P")
R = TypeVar("R")
# So many suppressions without use are named in the line that counts them.
_NAMED = 3


def accept_options(command: Callable[P, R]) -> Callable[P, R]:
    """Add the options that write into curranalyser.toml what is accepted."""
    for option in (
        click.option("--reason", help="Why it is accepted; stands in curranalyser.toml."),
        click.option(
            "--accept-all",
            is_flag=True,
            help="Accept all that is shown, likewise; with --all information too.",
        ),
        click.option(
            "--accept",
            multiple=True,
            metavar="FINGERPRINT",
            help="Write into curranalyser.toml that this finding is accepted, with --reason; repeatable.",
        ),
    ):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Accepting:
    """What is to be accepted.

    Attributes:
        fingerprints: of findings.
        everything: whether all that is shown is.
        reason: why.
        settings_path: the settings file, or None for that of the current folder.
    """

    fingerprints: tuple[str, ...] = ()
    everything: bool = False
    reason: str | None = None
    settings_path: Path | None = None

    def require_reason(self) -> None:
        """See that what is accepted has a reason. Raises UsageError."""
        asked = bool(self.fingerprints) or self.everything
        if asked and not (self.reason and self.reason.strip()):
            raise click.UsageError("--accept and --accept-all need --reason.")
        if self.reason is not None and not asked:
            raise click.UsageError("--reason belongs to --accept or --accept-all.")


def accept_findings(
    kept: "Sequence[Finding]",
    aside: "Sequence[tuple[Finding, str]]",
    shown: "Sequence[Finding]",
    accepting: Accepting,
    say: "Translator",
) -> "tuple[Suppression, ...]":
    """Write what is accepted into the settings, and say so.

    Args:
        kept: the findings that can be named.
        aside: those that are suppressed already.
        shown: what --accept-all accepts.
        accepting: what is to be accepted.
        say: the language.

    Returns:
        What was added to the suppressions; nothing where nothing was to be accepted.

    Raises:
        SettingsError: a fingerprint is unknown, or nothing can be added to the file.
        OutputError: it cannot be written.
    """
    if not accepting.reason:
        return ()
    from curranalyser.check.accept import accept as write_accepted
    from curranalyser.check.accept import chosen_findings

    named = chosen_findings(kept, accepting.fingerprints, [finding for finding, _ in aside])
    path = accepting.settings_path or Path(SETTINGS_FILE)
    added = write_accepted([*named, *(shown if accepting.everything else ())], accepting.reason, path)
    told = say.ngettext(
        "%(count)s finding accepted in %(path)s.",
        "%(count)s findings accepted in %(path)s.",
        len(added),
        path=path,
    )
    click.echo(told, err=True)
    return added


def say_without_use(useless: "Sequence[Suppression]", say: "Translator") -> None:
    """Name on stderr, in one line, the suppressions that fit nothing any more."""
    if not useless:
        return
    from curranalyser.report.sanitise import clean_line

    names = []
    for item in useless[:_NAMED]:
        rule = "/".join(sorted(item.rules)[:_NAMED])
        words = say.gettext("“%(text)s”", text=clean_line(item.text) or item.fingerprint)
        names.append(f"{rule} {words}")
    more = [] if len(useless) <= _NAMED else ["…"]
    told = say.ngettext(
        "%(count)s suppression in curranalyser.toml fits nothing any more and can go: %(names)s.",
        "%(count)s suppressions in curranalyser.toml fit nothing any more and can go: %(names)s.",
        len(useless),
        names=", ".join(names + more),
    )
    click.echo(told, err=True)
