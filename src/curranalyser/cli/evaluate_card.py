"""curranalyser evaluate card: the card of a model, from measuring it."""

from pathlib import Path

import click

from curranalyser.cli.options import guarded, lang_option, model_sha256_option, pinned_model
from curranalyser.output_file import write_file


@click.command("card")
@click.argument("model", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--corpus",
    type=click.Path(exists=True, path_type=Path),
    required=True,
    help="Corpus; its test split is measured on.",
)
@click.option(
    "--gold",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Real outcomes that bear labels, as JSON lines.",
)
@click.option(
    "--blind",
    type=click.Path(exists=True, path_type=Path),
    help="Outcomes written without sight of corpus and cues; see corpus/README.md.",
)
@click.option(
    "--scheme",
    "scheme_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Scheme (TOML). Default: the shipped one.",
)
@model_sha256_option
@lang_option
@guarded
def command(
    model: Path,
    corpus: Path,
    gold: Path | None,
    blind: Path | None,
    scheme_file: Path | None,
    lang: str | None,
) -> int:
    """Write README.md in the folder MODEL: the model card, in English.

    With --gold, how often its labels are wrong on these outcomes goes into its manifest: reports show from
    these rates how far the labels' errors could move a share.

    --lang is the language of error messages.
    """
    from curranalyser.classify import load_classifier
    from curranalyser.classify.labelled import labelled_files, read_labelled
    from curranalyser.evaluate.card import model_card
    from curranalyser.evaluate.perspectives import evaluate_perspectives
    from curranalyser.evaluate.rates import label_rates, rates_data, with_rates
    from curranalyser.identity import MANIFEST
    from curranalyser.scheme import load_scheme

    classifier = load_classifier(model, load_scheme(scheme_file), pinned=pinned_model())
    ids = classifier.scheme.ids
    test = [outcome for outcome in read_labelled(labelled_files(corpus), ids) if outcome.split == "test"]
    sentence = (
        f"{len(test)} outcomes of {len({outcome.subject for outcome in test})} subjects of which the model"
        " has seen none."
    )
    evaluations = {"On the test split of the corpus": (sentence, evaluate_perspectives(test, classifier))}
    if blind:
        for sample, history in (
            ("not looked at", "Nobody has looked at them for errors."),
            ("looked at", "The cues were mended by looking at errors on them."),
            (
                "second batch",
                "Nobody has looked at them for errors; whoever wrote them mended the cues afterwards.",
            ),
            (
                "third batch, not looked at",
                "Nobody has looked at them for errors; whoever wrote them mended the cues afterwards.",
            ),
            ("third batch, looked at", "The cues were mended by looking at errors on them."),
            (
                "fourth batch, not looked at",
                "Nobody has looked at them for errors; whoever wrote them mended the cues afterwards.",
            ),
            ("fourth batch, looked at", "The cues were mended by looking at errors on them."),
            ("fifth batch", "The cues were mended by looking at errors on them."),
        ):
            unseen = [
                outcome for outcome in read_labelled(labelled_files(blind), ids) if outcome.sample == sample
            ]
            sentence = (
                f"{len(unseen)} outcomes written and labelled without sight of corpus, cues or model, and"
                f" never trained on. {history}"
            )
            evaluations[f"On outcomes written blind, {sample}"] = (
                sentence,
                evaluate_perspectives(unseen, classifier),
            )
    if gold:
        real = read_labelled([gold], ids)
        sentence = (
            f"{len(real)} real outcomes of {len({outcome.institution for outcome in real})} universities."
            " None of them is in the corpus, but the cues were mended by looking at classes of error on"
            " a part of them, and the probabilities were calibrated on that part: these figures flatter the"
            " model, and those on universities not looked at will be lower."
        )
        evaluations["On real outcomes"] = (sentence, evaluate_perspectives(real, classifier))
        rates = label_rates(real, classifier)
        data = rates_data(real, gold.read_bytes())
        manifest = (model / MANIFEST).read_text(encoding="utf-8")
        write_file(model / MANIFEST, with_rates(manifest, rates, classifier.model_sha256, data).encode())
    write_file(model / "README.md", model_card(classifier, model, evaluations).encode())
    return 0
