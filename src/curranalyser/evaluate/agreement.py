"""How far two label files agree: two coders, or a coder and the tool."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from curranalyser.classify.labelled import json_lines
from curranalyser.datamodel import Decision
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_
from curranalyser.review.kappa import Agreement, agreement


def read_labels(file: Path, perspectives: Iterable[str]) -> dict[str, dict[str, str]]:
    """Read labels by outcome id.

    Args:
        file: JSON lines with `id`, and the labels in `labels` (as in a corpus, or as `curranalyser classify`
            writes them) or one field per perspective.
        perspectives: the ids whose labels are wanted.

    Raises:
        SettingsError: where the file cannot be read, a line does not fit or an id stands twice.
    """
    found: dict[str, dict[str, str]] = {}
    told = partial(_no_labels, file.name)
    for number, item in json_lines(file, told):
        try:
            identifier = str(item["id"])
            given = item.get("labels", item)
            labels = {
                perspective: _label(given[perspective])
                for perspective in perspectives
                if perspective in given
            }
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise told(number) from error
        if identifier in found:
            raise SettingsError(
                N_("%(file)s, line %(line)s: the id %(id)s stands there twice."),
                N_("Give each outcome an id of its own."),
                file=file.name,
                line=number,
                id=identifier,
            )
        found[identifier] = labels
    return found


def _no_labels(name: str, number: int) -> SettingsError:
    return SettingsError(
        N_("%(file)s, line %(line)s is no labelled outcome."),
        N_("It needs an id and labels."),
        file=name,
        line=number,
    )


def _label(value: object) -> str:
    """Return a label as text: "yes" as it is, or the decision of what `curranalyser classify` wrote."""
    label = value["decision"] if isinstance(value, dict) else value
    if not isinstance(label, str):
        raise TypeError("a label is a text")
    return label


def compare_labels(
    first: dict[str, dict[str, str]], second: dict[str, dict[str, str]], perspectives: Iterable[str]
) -> dict[str, Agreement]:
    """Compare the outcomes that both files label, per perspective.

    One that no outcome has in both is left out, as is an outcome that one of them does not label.

    A label "review" of the tool stands beside "borderline" of a coder: both ask for another eye, and they
    count as the same.

    Raises:
        SettingsError: where the files have no labelled outcome in common.
    """
    found: dict[str, Agreement] = {}
    for perspective in perspectives:
        common = [
            identifier
            for identifier in first
            if all(
                labels.get(identifier, {}).get(perspective, Decision.NOT_LABELLED) != Decision.NOT_LABELLED
                for labels in (first, second)
            )
        ]
        if common:
            pairs = [
                [_same(labels[identifier][perspective]) for identifier in common]
                for labels in (first, second)
            ]
            found[perspective] = agreement(*pairs)
    if not found:
        raise SettingsError(
            N_("The two files have no labelled outcome in common."), N_("They are matched by id.")
        )
    return found


def _same(label: str) -> str:
    return "borderline" if label == "review" else label
