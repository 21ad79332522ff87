"""curranalyser classify: outcomes as JSON lines in, labels as JSON lines out."""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from curranalyser.cli.options import (
    choose_settings,
    guarded,
    lang_option,
    model_sha256_option,
    pipeline_option,
    schema_option,
    settings_option,
)

if TYPE_CHECKING:
    from curranalyser.read import Catalogue
    from curranalyser.settings import Settings

# Bytes of a first line: an outcome has far fewer, and a catalogue that stands on one line is read on.
_LONGEST_LINE = 1_000_000


def _lines(file: IO[bytes], settings: "Settings") -> Iterator[bytes]:
    """Yield the lines of a file, or the outcomes of the catalogue that it is, as such lines.

    Raises SettingsError where it is neither, and its first line is long.
    """
    from curranalyser.read import MEGABYTE, find_catalogue

    first = file.readline(_LONGEST_LINE)
    if first.strip() and not _is_outcome(first):
        data = first + file.read(settings.max_catalogue_megabytes * MEGABYTE)
        catalogue = find_catalogue(data)
        if catalogue is not None:
            yield from _outcomes(catalogue, settings)
            return
        yield from data.splitlines(keepends=True)
    else:
        yield first
    yield from file


def _is_outcome(line: bytes) -> bool:
    import msgspec

    try:
        return "text" in msgspec.json.decode(line, type=dict[str, msgspec.Raw])
    except (ValueError, RecursionError):
        return False


def _outcomes(catalogue: "Catalogue", settings: "Settings") -> Iterator[bytes]:
    """Yield the outcomes of a catalogue, a line each, and say which of its records were not read."""
    from curranalyser.analyse import analyse_catalogue
    from curranalyser.cli.audit import failure_lines
    from curranalyser.datamodel import SourceFile, to_json

    for result in analyse_catalogue(catalogue, SourceFile("", "", 0), None):
        name = result.source.path.removeprefix("#")
        for analysed in result.syllabi:
            for outcome in analysed.syllabus.outcomes:
                yield to_json(
                    {
                        "id": f"{name}/{outcome.id}",
                        "text": outcome.text,
                        "language": outcome.language,
                        "lead_in": outcome.lead_in,
                    }
                )
        for line in failure_lines(() if result.syllabi else result.failures, settings.lang):
            click.echo(line, err=True)


def _schema() -> str:
    from curranalyser.classify.lines import classified_schema

    return classified_schema()


@click.command("classify")
@click.argument("file", type=click.File("rb"))
@click.option(
    "--model",
    "model_dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of a model. Default: the shipped one.",
)
@click.option(
    "--scheme",
    "scheme_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Scheme (TOML). Default: the shipped one.",
)
@schema_option(_schema, "a line out")
@model_sha256_option
@pipeline_option
@lang_option
@settings_option
@guarded
def command(
    file: IO[bytes],
    model_dir: Path | None,
    scheme_file: Path | None,
    spacy_pipeline: str | None,
    lang: str | None,
    settings_path: Path | None,
) -> int:
    """Label outcomes in FILE ("-" for standard input).

    One JSON object a line in, one a line out, in the same order. A catalogue of courses (docs/catalogues.md)
    gives the outcomes of its courses, with "CODE/" before the id of each.

    In: `text`, and where known `id`, `language` (ISO 639-1, such as sv; a region as in sv-SE is cut off, and
    what is no such code is refused with the number of its line) and `lead_in`. Out: `schema_version`, `id`,
    `text`, `language` and, in `labels`, per perspective the decision (yes, review, no or not labelled), the
    probability, the rule of the codebook with its text, the kind of hit and the evidence with its place in
    the text.

    Where the language is not given, the words of the outcome tell it. An outcome in a language that the model
    was not trained for, or too short to tell, is not labelled; how many these are is said at the end.
    """
    from curranalyser.analyse import load_stage
    from curranalyser.classify.lines import classify_lines
    from curranalyser.datamodel import counted_languages
    from curranalyser.i18n import translator
    from curranalyser.report.unlabelled import not_labelled_text

    settings = choose_settings(
        settings_path,
        lang=lang,
        spacy_pipeline=spacy_pipeline,
        model=str(model_dir) if model_dir else None,
        scheme=str(scheme_file) if scheme_file else None,
    )
    _, classifier = load_stage(settings)
    output = sys.stdout.buffer
    left_out: Counter[str | None] = Counter()
    for line in classify_lines(_lines(file, settings), classifier, settings.lang, left_out):
        output.write(line + b"\n")
    output.flush()
    if told := not_labelled_text(counted_languages(left_out), translator(settings.lang)):
        click.echo(told, err=True)
    return 0
