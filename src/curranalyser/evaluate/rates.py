"""How often a model's labels are wrong on labelled outcomes: measured, and written into its manifest."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from curranalyser.classify.labelled import REPRESENTATIVE, LabelledOutcome
from curranalyser.datamodel import Decision, LabelRates, RatesData
from curranalyser.evaluate.perspectives import FEWEST_YES, classify_at_home

if TYPE_CHECKING:
    from curranalyser.classify import Classifier

# With fewer no, one false yes more or less moves the rate by a hundredth and more.
FEWEST_NO = 100
_HEAD = "[rates]"


def label_rates(gold: Sequence[LabelledOutcome], classifier: "Classifier") -> tuple[LabelRates, ...]:
    """Measure false yes among no and missed among yes, borderline cases left out.

    False yes are counted among outcomes drawn as they come, where there are enough of them: among others,
    which were chosen for their words, they are more. What is missed is counted among all.

    Args:
        gold: real outcomes that bear labels.
        classifier: the model.

    Returns:
        of each perspective all languages together, and each language that has enough of both; none where
        there is too little to measure.
    """
    analysed = classify_at_home(gold, classifier)
    found = []
    for perspective in classifier.scheme.ids:
        verdicts = [
            (outcome, outcome.labels[perspective] == "yes", item.label(perspective).decision is Decision.YES)
            for outcome, item in zip(gold, analysed, strict=True)
            if outcome.labels.get(perspective, "borderline") != "borderline"
        ]
        for language in (None, *sorted({outcome.language for outcome in gold})):
            mine = [item for item in verdicts if language in (None, item[0].language)]
            rates = _rates(perspective, language, mine)
            if rates:
                found.append(rates)
    return tuple(found)


def _rates(
    perspective: str, language: str | None, verdicts: Sequence[tuple[LabelledOutcome, bool, bool]]
) -> LabelRates | None:
    yes = [called for _, true, called in verdicts if true]
    drawn = [called for outcome, true, called in verdicts if not true and outcome.sample == REPRESENTATIVE]
    every = [called for _, true, called in verdicts if not true]
    no = drawn if len(drawn) >= FEWEST_NO else every
    if len(yes) < FEWEST_YES or len(no) < FEWEST_NO:
        return None
    return LabelRates(perspective, language, (sum(no), len(no)), (len(yes) - sum(yes), len(yes)))


def rates_data(gold: Sequence[LabelledOutcome], content: bytes) -> RatesData:
    """Say on what rates were measured. `content` are the bytes of the file."""
    return RatesData(
        len(gold),
        len({outcome.institution for outcome in gold if outcome.institution}),
        sum(outcome.sample == REPRESENTATIVE for outcome in gold),
        hashlib.sha256(content).hexdigest(),
    )


def with_rates(manifest: str, rates: Iterable[LabelRates], sha256: str, data: RatesData) -> str:
    """Return the manifest of a model with rates in place of those that are there.

    Args:
        manifest: its text; what decides a label is not touched.
        rates: from `label_rates`.
        sha256: of the model that was measured.
        data: on what.
    """
    kept = manifest.partition(f"\n{_HEAD}\n")[0].rstrip("\n")
    lines = [
        kept,
        "",
        _HEAD,
        "# Written by `curranalyser evaluate card`: see aggregate/bands.py for what is made of them.",
        f'model = "{sha256}"',
        "",
        "[rates.data]",
        f"outcomes = {data.outcomes}",
        f"institutions = {data.institutions}",
        f"drawn = {data.drawn}",
        f'sha256 = "{data.sha256}"',
    ]
    for item in rates:
        lines += [
            "",
            "[[rates.labels]]",
            f'perspective = "{item.perspective}"',
            *([f'language = "{item.language}"'] if item.language else []),
            f"false_yes = [{item.false_yes[0]}, {item.false_yes[1]}]",
            f"missed = [{item.missed[0]}, {item.missed[1]}]",
        ]
    return "\n".join(lines) + "\n"
