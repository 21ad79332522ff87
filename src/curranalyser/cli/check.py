"""`curranalyser check`: what an educator runs on a draft before it is decided."""

import os
import shutil
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from curranalyser.cli.accepting import (
    accept_findings,
    accept_options,
    check_accept_options,
    say_without_use,
)
from curranalyser.cli.options import (
    choose_settings,
    guarded,
    lang_option,
    ocr_option,
    pipeline_option,
    require_recognition,
    settings_option,
    write_output,
)
from curranalyser.errors import ExitCode, NothingAnalysedError, SettingsError
from curranalyser.i18n import N_, Translator, translator

if TYPE_CHECKING:
    from curranalyser.check.draft import Draft
    from curranalyser.check.finding import Finding
    from curranalyser.scheme import Scheme

_FORMATS = ("text", "json", "sarif", "github", "html")
_HOLDS_ALL = ("json", "html")
_SEVERITIES = ("info", "suggestion", "warning")


@click.command("check")
@click.argument(
    "drafts", nargs=-1, metavar="DRAFT...", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True)
)
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
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file instead of standard output.",
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
    help="Write DRAFT with the findings as comments (.docx) or highlights (.pdf).",
)
@click.option("--stdin-name", help="Name of what comes from standard input; its ending tells the type.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of --format json and exit.")
@accept_options
@ocr_option
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
    stdin_name: str | None,
    schema: bool,
    accept: tuple[str, ...],
    accept_all: bool,
    reason: str | None,
    ocr: bool | None,
    spacy_pipeline: str | None,
    lang: str | None,
    settings_path: Path | None,
) -> int:
    """Check each DRAFT of a syllabus before it is decided: PDF, Word, HTML, text or Markdown.

    "-" for standard input.

    Shows the perspectives of each outcome with the words that decided, what stands only outside the outcomes,
    the language of instruction, how the
    outcomes are made, and which required parts were not found. What it suggests is material for thought. Many
    courses need no international outcome.

    Every finding has a rule id that `curranalyser explain` explains. Findings are suppressed, with a reason,
    in the table check of curranalyser.toml.
    """
    if schema:
        from curranalyser.check.data import json_schema

        click.echo(json_schema())
        return 0
    if not drafts:
        raise click.UsageError("Missing argument 'DRAFT...'.")
    check_accept_options(accept, accept_all, reason)
    from curranalyser.analyse import load_stage
    from curranalyser.check.data import check_result
    from curranalyser.check.finding import Severity, expand_rules, rules, shown_by_default
    from curranalyser.check.run import check_draft, check_drafts
    from curranalyser.check.suppress import load_check_settings, new_findings, set_aside, without_use
    from curranalyser.cli.audit import failure_lines
    from curranalyser.cli.drafts import read_given

    settings = choose_settings(settings_path, ocr=ocr, spacy_pipeline=spacy_pipeline, lang=lang)
    require_recognition(settings)
    own = load_check_settings(settings_path)
    say = translator(settings.lang)
    chosen = (
        expand_rules(select or own.select) if select or own.select else frozenset(rules())
    ) - expand_rules((*ignore, *own.ignore))
    scheme, classifier = load_stage(settings)
    check = partial(check_draft, scheme=scheme, say=say, house=own.house)
    read = read_given(drafts, settings, classifier, check, stdin_name=stdin_name, keep=annotate is not None)
    failures = tuple(failure for draft in read for failure in draft.failures)
    for line in failure_lines(failures, settings.lang):
        click.echo(line, err=True)
    if not any(draft.syllabi for draft in read):
        raise NothingAnalysedError(N_("The draft could not be checked."), N_("The reason stands above."))
    if old is not None:
        [before] = read_given([old], settings, classifier, check)
        _write(_compared(before, read, form, scheme, say), output)
        return int(ExitCode.PARTIAL if failures else ExitCode.OK)
    kept, aside = set_aside(check_drafts(read, scheme, say, chosen, own.house), own.suppress)
    findings = new_findings(kept, baseline) if baseline else kept
    limit = fail_on or own.fail_on
    # Whoever names rules, or wants to fail on information, wants to see it.
    everything = everything or bool(select) or limit == Severity.INFO
    told = findings if everything else shown_by_default(findings)
    added = accept_findings(
        kept,
        aside,
        told,
        accept=accept,
        accept_all=accept_all,
        reason=reason,
        settings_path=settings_path,
        say=say,
    )
    kept, newly = set_aside(kept, added)
    (findings, _), (told, _) = set_aside(findings, added), set_aside(told, added)
    aside = (*aside, *newly)
    names = [checked.name for draft in read for checked in draft.syllabi]
    say_without_use(without_use(own.suppress, aside, names, chosen - own.house.off), say)
    if annotate is not None:
        _annotate(annotate, read, told, say)
        click.echo(say.gettext("Written: %(path)s", path=annotate), err=True)
    if form == "text":
        _write(
            _text(
                read,
                findings,
                scheme,
                say,
                (len(aside), len(kept) - len(findings)),
                everything,
                to_file=output is not None,
            ),
            output,
        )
    else:
        # Programs choose for themselves, a baseline has to hold all, and a page folds what it does not show.
        held = findings if form in _HOLDS_ALL else told
        _write(_rendered(form, check_result(read, held, aside, settings.lang), read, say, everything), output)
    if failures:
        return int(ExitCode.PARTIAL)
    failed = limit is not None and any(finding.severity.rank >= Severity(limit).rank for finding in findings)
    return int(ExitCode.FINDINGS if failed else ExitCode.OK)


def _text(
    read: "list[Draft]",
    findings: "tuple[Finding, ...]",
    scheme: "Scheme",
    say: Translator,
    hidden: tuple[int, int],
    everything: bool,
    to_file: bool,
) -> str:
    from curranalyser.check.text import TextForm

    terminal = sys.stdout.isatty() and not to_file
    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size((100, 24)).columns if terminal else None
    return "\n".join(TextForm(say, scheme, width, colour, everything).lines(read, findings, *hidden))


def _rendered(form: str, result: object, read: "list[Draft]", say: Translator, everything: bool) -> str:
    from curranalyser.check.data import CheckResult, github_lines, json_text, sarif_text

    assert isinstance(result, CheckResult)  # noqa: S101 narrowing
    if form == "html":
        from curranalyser.check.page import html_text

        return html_text(read, result.findings, say, everything)
    if form == "github":
        return "\n".join(github_lines(result, say))
    return json_text(result) if form == "json" else sarif_text(result)


def _compared(old: "Draft", read: "list[Draft]", form: str, scheme: "Scheme", say: Translator) -> str:
    from curranalyser.check.diff import compare_drafts, diff_json, diff_lines

    if form not in ("text", "json") or len(read) != 1:
        raise SettingsError(
            N_("--diff compares one old and one new file, as text or json."),
            N_("Write: curranalyser check --diff OLD NEW"),
        )
    diff = compare_drafts(old, read[0], scheme)
    return diff_json(diff) if form == "json" else "\n".join(diff_lines(diff, scheme, say))


def _annotate(target: Path, read: "list[Draft]", findings: "tuple[Finding, ...]", say: Translator) -> None:
    """Write the annotated copy.

    Raises SettingsError where draft and target are not of one type, OutputError where it cannot be written.
    """
    suffix = target.suffix.lower()
    if (
        len(read) != 1
        or suffix not in (".docx", ".pdf")
        or Path(read[0].source.path).suffix.lower() != suffix
    ):
        raise SettingsError(
            N_("--annotate takes one Word file or one PDF and writes a file of the same type."),
            N_("Write: curranalyser check draft.docx --annotate out.docx"),
        )
    if suffix == ".docx":
        from curranalyser.check.comments import add_comments as annotated
    else:
        from curranalyser.check.highlights import add_highlights as annotated
    write_output(target, annotated(read[0].data, findings, say))


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text)
    else:
        write_output(output, f"{text}\n".encode())
