"""The command `curranalyser`: a group that imports a subcommand only when it is called."""

import gc
import importlib
import os
import sys
from collections.abc import Mapping
from typing import Any

import click

# Results are many small objects that stay: the collector need not look them through after every few hundred.
_COLLECT_AFTER = 50_000
# name → (module, one line of help): the help page needs no import of the commands.
_COMMANDS: dict[str, tuple[str, str]] = {
    "audit": ("curranalyser.cli.audit", "Audit syllabi and write a report per programme."),
    "report": ("curranalyser.cli.report", "Write the report of a finished audit again."),
    "export": (
        "curranalyser.cli.export",
        "Write an audit's tables, or corpora for spaCy and Label Studio.",
    ),
    "check": ("curranalyser.cli.check", "Check drafts of syllabi: what was found, outcome by outcome."),
    "serve": ("curranalyser.cli.serve", "Open a page on this computer: check, review, programmes."),
    "explain": ("curranalyser.cli.explain", "Explain the rules of check."),
    "parse": ("curranalyser.cli.parse", "Show what was understood of each file."),
    "classify": ("curranalyser.cli.classify", "Label outcomes given as JSON lines."),
    "compare": ("curranalyser.cli.compare", "Show two audits side by side: what came, went and changed."),
    "trend": ("curranalyser.cli.trend", "Show several audits in their order: shares, courses, languages."),
    "letters": ("curranalyser.cli.letters", "Write a letter for each course, department or programme."),
    "review": ("curranalyser.cli.review", "Bring in what people decide, and list what to look at."),
    "programmes": ("curranalyser.cli.programmes", "Let people confirm what was read of the programmes."),
    "goals": ("curranalyser.cli.goals", "Let people link outcomes to the goals of programmes."),
    "train": ("curranalyser.cli.train", "Train a model on labelled outcomes."),
    "evaluate": ("curranalyser.cli.evaluate", "Measure parsing, perspectives and language against gold."),
    "agreement": ("curranalyser.cli.agreement", "Compare two label files: kappa and agreement per class."),
}


class LazyGroup(click.Group):
    """A group whose subcommands are modules with a `command`, imported on use.

    Args:
        lazy: name → (module, one line of help).
    """

    def __init__(self, *args: object, lazy: Mapping[str, tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.lazy = lazy

    def main(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 click's own signature
        """Run a command; where the help page itself cannot be written, end as a command does."""
        try:
            return super().main(*args, **kwargs)
        except (OSError, MemoryError) as error:
            from curranalyser.cli.options import fail, fail_output, lost_output
            from curranalyser.cli.stopped import stopped_by

            if stopped := stopped_by(error):
                fail(stopped, "en")
            if not isinstance(error, OSError) or not lost_output(error):
                raise
            fail_output(error, "en")

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 click's own signature
        """Run the command that is named; who interrupts its imports gets the code of an interruption."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            from curranalyser.cli.options import say_interrupted

            say_interrupted("")

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command and return it; None where there is no such name."""
        if cmd_name not in self.lazy:
            return None
        command = importlib.import_module(self.lazy[cmd_name][0]).command
        assert isinstance(command, click.Command)  # noqa: S101 the table names our own modules
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in self.lazy.items()])


def _fill_closed() -> None:
    """Open the standard streams that the caller closed, to nowhere.

    The next file that is opened would take their place, and be written to as one of them.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
            setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8"))


def run() -> None:
    """Run the command line and leave at once.

    To take down what an audit holds, object by object, takes longer than many a report (mypy leaves so too).
    """
    from curranalyser.cli.stopped import heed_signals, was_interrupted

    _fill_closed()
    if sys.argv[1:2] != ["serve"]:  # the page has its own way to end
        heed_signals()
    try:
        main()
    except SystemExit as end:
        if not isinstance(end.code, int):
            raise
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except OSError as error:
            from curranalyser.cli.options import fail_output

            fail_output(error, "en")
        os._exit(end.code)
    except Exception:
        if not was_interrupted():
            raise
        from curranalyser.cli.options import say_interrupted

        say_interrupted("")


@click.group(
    cls=LazyGroup,
    lazy=_COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="curranalyser")
def main() -> None:
    """Find the learning outcomes in course and programme syllabi, and the perspectives in them.

    International, intercultural and comparative perspectives are looked for.

    Exit codes: 0 all analysed; 2 usage or settings; 3 done, but some documents failed or are incomplete; 4
    nothing analysed, or a limit reached; 5 model or scheme missing or altered; 6 output not writable; 10
    findings at or above --fail-on; 130 interrupted.
    """
    gc.set_threshold(_COLLECT_AFTER)
    # The vectors are short: threads of the linear algebra library, which it starts for each core in each
    # process, only take time.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
