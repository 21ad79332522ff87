"""How a run is followed.

A bar in a terminal, plain lines elsewhere, and a log of JSON lines for other programs.
"""

import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

import click

from curranalyser.datamodel import DocumentStatus, Failure, to_json
from curranalyser.errors import OutputError
from curranalyser.i18n import N_, Translator
from curranalyser.own_files import is_own_output
from curranalyser.pipeline import Watcher
from curranalyser.report.labels import STATUSES, passed_kind
from curranalyser.report.sanitise import clean_line

if TYPE_CHECKING:
    from tqdm import tqdm

# Where there is no terminal, a line so many seconds apart.
_INTERVAL = 15.0


class Progress(Watcher):
    """Shows a run on stderr and writes its log. A context manager: leaving it closes bar and log.

    Args:
        say: the language.
        quiet: show nothing; the log is written all the same.
        verbose: a line for each file.
        log_file: JSON lines are added to it: `time` (UTC), `event`, and what the event is about.

    Raises:
        OutputError: the log cannot be written.
    """

    def __init__(
        self, say: Translator, quiet: bool = False, verbose: bool = False, log_file: Path | None = None
    ) -> None:
        self.say = say
        self.quiet = quiet
        self.verbose = verbose
        self.total = self.done = self.reused = 0
        self._begun = self._told = time.monotonic()
        self._bar: tqdm[None] | None = None
        self._log: TextIO | None = None
        self._log_path = log_file
        if log_file is not None:
            try:
                if log_file.is_file() and log_file.stat().st_size and not is_own_output(log_file, ".jsonl"):
                    raise OutputError(
                        N_("%(path)s is no log of this tool, and nothing is added to it."),
                        N_("Give another file."),
                        path=log_file,
                    )
                self._log = log_file.open("a", encoding="utf-8")
            except OSError as error:
                raise self._not_logged(error) from error

    def _not_logged(self, error: OSError) -> OutputError:
        return OutputError(
            N_("The log %(path)s cannot be written: %(error)s."),
            N_("Give another file."),
            path=self._log_path,
            error=error,
        )

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.log(
            "interrupted" if kind is not None and issubclass(kind, KeyboardInterrupt) else "ended",
            files=self.total,
            done=self.done,
        )
        self.close_bar()
        if self._log is not None:
            self._log.close()

    def close_bar(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def log(self, event: str, **values: object) -> None:
        """Add a line to the log. Raises OutputError."""
        if self._log is None:
            return
        try:
            self._log.write(
                to_json(
                    {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, **values}
                ).decode()
                + "\n"
            )
            self._log.flush()
        except OSError as error:
            raise self._not_logged(error) from error

    def found(self, count: int) -> None:
        """Begin the bar."""
        self.total = count
        self.log("begun", files=count)
        if not self.quiet and sys.stderr.isatty():
            from tqdm import tqdm  # slow, needed in a terminal only

            self._bar = tqdm(
                total=count,
                unit=f" {self.say.gettext('files')}",
                file=sys.stderr,
                leave=False,
                dynamic_ncols=True,
            )

    def listed(self, failure: Failure) -> None:
        """Note what is not read."""
        self.log("not read", file=failure.source, reasons=[str(failure.category)])
        if self.verbose and not self.quiet:
            self._tell(f"{failure.source}: {self.say.gettext(failure.message)}")

    def passed_over(self, shown: str, kind: str) -> None:
        """Note what was passed over."""
        self.log("passed over", file=shown, kind=kind)
        if self.verbose and not self.quiet:
            told = self.say.gettext("passed over")
            self._tell(f"{shown}: {told} ({passed_kind(kind, self.say)})")

    def _tell(self, line: str) -> None:
        """Write a line above the bar, if there is one."""
        if self._bar is not None:
            self._bar.write(clean_line(line), file=sys.stderr)
        else:
            click.echo(clean_line(line), err=True)

    def kept(self, shown: str, status: DocumentStatus) -> None:
        """Count a file whose results were there."""
        self.reused += 1
        self.log("kept", file=shown, status=str(status))
        self._count(shown, status, self.say.gettext("kept from an earlier run"))

    def finished(self, shown: str, status: DocumentStatus, sha256: str, reasons: Sequence[str]) -> None:
        """Count a file that was analysed."""
        self.log("analysed", file=shown, status=str(status), sha256=sha256, reasons=list(reasons))
        self._count(shown, status, "")

    def retried(self, shown: str) -> None:
        """Note a second try."""
        self.log("retried", file=shown)

    def _count(self, shown: str, status: DocumentStatus, extra: str) -> None:
        self.done += 1
        if self._bar is not None:
            self._bar.update()
        if self.quiet:
            return
        if self.verbose:
            self._tell(f"{shown}: {self.say.gettext(STATUSES[status])}" + (f" ({extra})" if extra else ""))
        elif self._bar is None and time.monotonic() - self._told >= _INTERVAL:
            self._told = time.monotonic()
            click.echo(self.state(), err=True)

    def state(self) -> str:
        """Return one line: how many files are done, how fast, and how long the others will take."""
        analysed, seconds = self.done - self.reused, time.monotonic() - self._begun
        rate = analysed / seconds if seconds else 0.0
        if not rate:
            return self.say.gettext("%(done)s of %(total)s files", done=self.done, total=self.total)
        left = round((self.total - self.done) / rate)
        return self.say.gettext(
            "%(done)s of %(total)s files, %(rate)s a second, %(left)s left",
            done=self.done,
            total=self.total,
            rate=self.say.number(round(rate, 1)),
            left=f"{left // 3600}:{left // 60 % 60:02}:{left % 60:02}",
        )
