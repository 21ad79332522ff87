"""`curranalyser check`: what an educator runs on a draft before it is decided."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from curranalyser.cli.accepting import Accepting, accept_options
from curranalyser.cli.found import find, show, write_text
from curranalyser.cli.options import (
    choose_settings,
    guarded,
    lang_option,
    model_sha256_option,
    ocr_option,
    pipeline_option,
    require_recognition,
    schema_option,
    settings_option,
)
from curranalyser.cli.report_folder import (
    read_everything,
    report_target,
    require_report_folder,
    write_report_folder,
)
from curranalyser.errors import (
    FAILURE_TEXTS,
    DocumentError,
    ExitCode,
    NothingAnalysedError,
    SettingsError,
)
from curranalyser.i18n import N_, Translator, translator

if TYPE_CHECKING:
    from curranalyser.check.draft import Checked, Draft
    from curranalyser.datamodel import Failure
    from curranalyser.scheme import Scheme
    from curranalyser.settings import Settings

_FORMATS = ("text", "json", "sarif", "github", "html")
_SEVERITIES = ("info", "suggestion", "warning")


def _schema() -> str:
    from curranalyser.check.data import json_schema

    return json_schema()


@click.command("check")
@click.argument("drafts", nargs=-1, metavar="DRAFT...", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="How the findings are written.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write to this file, or a report of a folder or several files to this folder.",
)
@click.option(
    "--fail-on", type=click.Choice(_SEVERITIES), help="Exit with 10 where a finding is at least as severe."
)
@click.option(
    "--select",
    multiple=True,
    help="Only these rules, by id or its beginning, such as F402 or F; may be repeated.",
)
@click.option("--ignore", multiple=True, help="Not these rules, likewise.")
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Show information too, not only warnings and suggestions (json always holds it).",
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Leave out what this result of --format json holds already.",
)
@click.option(
    "--diff",
    "old",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Show what changed in DRAFT since this older version (text or json).",
)
@click.option(
    "--annotate",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write DRAFT with the findings as comments (Word) or highlights (PDF) to this new file.",
)
@click.option(
    "--force",
    is_flag=True,
    help=(
        "With --annotate, or a file after -o: replace the file that is there. With a folder after -o: write"
        " beside other files in it, without overwriting them; not into a folder of its own in it."
    ),
)
@click.option(
    "--strict/--no-strict",
    default=None,
    help="Whether a file in which nothing of a syllabus is found fails, or is passed over. Default: it is"
    " passed over where several are given.",
)
@click.option("--stdin-name", help="Name of what comes from standard input; its ending tells the type.")
@schema_option(_schema, "--format json")
@accept_options
@ocr_option
@model_sha256_option
@pipeline_option
@lang_option
@settings_option
@guarded
def command(
    drafts: tuple[Path, ...],
    form: str,
    output: Path | None,
    fail_on: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    everything: bool,
    baseline: Path | None,
    old: Path | None,
    annotate: Path | None,
    force: bool,
    strict: bool | None,
    stdin_name: str | None,
    accept: tuple[str, ...],
    accept_all: bool,
    reason: str | None,
    ocr: bool | None,
    spacy_pipeline: str | None,
    lang: str | None,
    settings_path: Path | None,
) -> int:
    """Check each DRAFT of a syllabus before it is decided: PDF, Word, HTML, text or Markdown.

    "-" for standard input; a folder for all drafts in it.

    Says which outcomes are hard to examine as they stand, what of outcomes and examination does not fit, and
    which required parts were not found; with --all also the perspectives of each outcome with the words that
    decided, what stands only outside the outcomes, and the language of instruction. What it suggests is
    material for thought. Many courses need no international outcome.

    Every finding has a rule id that `curranalyser explain` explains. Rules and accepted findings are set in
    the table check of curranalyser.toml.
    """
    if not drafts:
        raise click.UsageError("Missing argument 'DRAFT...'.")
    accepting = Accepting(accept, accept_all, reason, settings_path)
    accepting.require_reason()
    from curranalyser.analyse import load_stage
    from curranalyser.check.run import check_draft
    from curranalyser.check.suppress import load_check_settings
    from curranalyser.cli.annotate import annotate as write_annotated
    from curranalyser.cli.annotate import require_other_file, require_target
    from curranalyser.cli.drafts import read_given

    require_other_file(output, (*drafts, old, annotate, baseline, settings_path))
    if annotate is not None:
        require_target(annotate, ["" if str(path) == "-" else path.name for path in drafts], force)
    settings = choose_settings(settings_path, ocr=ocr, spacy_pipeline=spacy_pipeline, lang=lang)
    require_recognition(settings)
    own = load_check_settings(settings_path)
    say = translator(settings.lang)
    chosen = own.chosen(select, ignore)
    report = report_target(drafts, output)
    if report is not None:
        report = require_report_folder(report, say, force=force)
    scheme, classifier = load_stage(settings)
    check = partial(check_draft, scheme=scheme, say=say, house=own.house)
    read, failures, passed = read_everything(
        drafts,
        partial(read_given, settings=settings, classifier=classifier, check=check),
        say,
        strict=strict,
        stdin_name=stdin_name,
        keep=annotate is not None,
        report=report is not None,
    )
    for line in passed:
        click.echo(line, err=True)
    _told(failures, settings.lang, [item for draft in read for item in draft.syllabi])
    if not read and not passed:
        raise NothingAnalysedError(N_("There is no draft in the folder."), N_("Check the path."))
    if old is not None:
        [before] = read_given([old], settings, classifier, check)
        _told(before.failures, settings.lang, before.syllabi)
        write_text(_compared(before, read, form, scheme, say, settings), output, force=force)
        return int(ExitCode.PARTIAL if failures or before.failures else ExitCode.OK)
    limit = fail_on or own.fail_on
    found = find(
        read,
        scheme,
        say,
        own,
        chosen=chosen,
        baseline=baseline,
        # Whoever names rules, or wants to fail on information, wants to see it.
        everything=everything or bool(select) or limit == "info",
        accepting=accepting,
    )
    if annotate is not None and read:
        write_annotated(annotate, read[0], found.shown, settings, say, force=force)
        click.echo(say.gettext("Written: %(path)s", path=annotate), err=True)
    if report is None:
        show(found, form, output, force=force)
    else:
        write_report_folder(found, report, failures, passed)
    if failures:
        return int(ExitCode.PARTIAL)
    return int(ExitCode.FINDINGS if found.reach(limit) else ExitCode.OK)


def _told(failures: "Sequence[Failure]", lang: str, syllabi: "Sequence[Checked]") -> None:
    """Say what failed, a line each. Raises NothingAnalysedError where nothing else came of it."""
    from curranalyser.cli.audit import failure_lines

    for line in failure_lines(tuple(failures), lang):
        click.echo(line, err=True)
    if failures and not syllabi:
        raise NothingAnalysedError(N_("The draft could not be checked."), N_("The reason stands above."))


def _compared(
    old: "Draft", read: "list[Draft]", form: str, scheme: "Scheme", say: Translator, settings: "Settings"
) -> str:
    """Return what changed since an older version. It is found within the limits: two long drafts take long.

    Raises SettingsError where there are several drafts or another form is asked for, NothingAnalysedError.
    """
    from curranalyser.check.diff import compare_drafts, diff_json, diff_lines
    from curranalyser.limits import answers_within

    if form not in ("text", "json") or len(read) != 1:
        raise SettingsError(
            N_("--diff compares one old and one new file, as text or json."),
            N_("Write: curranalyser check --diff OLD NEW"),
        )

    def compare() -> bytes:
        diff = compare_drafts(old, read[0], scheme)
        return (diff_json(diff) if form == "json" else "\n".join(diff_lines(diff, scheme, say))).encode()

    [answer] = answers_within([compare], settings)
    if isinstance(answer, DocumentError):
        message, hint = FAILURE_TEXTS[answer.category]
        raise NothingAnalysedError(
            N_("The drafts could not be compared: %(reason)s"), hint, reason=say.gettext(message)
        )
    return answer.decode()
