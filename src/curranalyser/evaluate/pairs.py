"""Whether the Swedish and the English version of one outcome are decided alike, each read by itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from curranalyser.classify.cues import LANGUAGES
from curranalyser.classify.labelled import json_lines
from curranalyser.datamodel import Decision, LearningOutcome
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_

if TYPE_CHECKING:
    from curranalyser.classify import Classifier


@dataclass(frozen=True, slots=True)
class Pair:
    """One outcome in Swedish and in English, with the lead-ins that stand over them."""

    id: str
    texts: tuple[str, str]
    lead_ins: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Alike:
    """How the two versions are decided for one perspective.

    Attributes:
        pairs: how many were read.
        carried: pairs of which at least one version is decided yes.
        alike: how many of these are yes in both.
        in_review: how many of the others have the other version in review.
        differing: the pairs that are not decided alike, with both decisions.
    """

    perspective: str
    pairs: int
    carried: int
    alike: int
    in_review: int
    differing: tuple[tuple[Pair, Decision, Decision], ...]


def _pairs_of(item: dict[str, Any], name: str) -> Iterable[Pair]:
    if "sv" in item or "en" in item:
        lead_ins = (str(item.get("lead_in_sv") or ""), str(item.get("lead_in_en") or ""))
        texts = msgspec.convert((item["sv"], item["en"]), tuple[str, str])
        yield Pair(str(item.get("id", name)), texts, lead_ins)
        return
    swedish, english = (
        msgspec.convert(item.get(key) or [], list[str]) for key in ("outcomes", "outcomes_en")
    )
    if len(swedish) != len(english):
        return
    for number, texts in enumerate(zip(swedish, english, strict=True), 1):
        yield Pair(f"{item.get('file', name)} {number}", texts)


def _no_pair(name: str, number: int) -> SettingsError:
    return SettingsError(
        N_("%(file)s, line %(line)s is no pair."),
        N_("Give JSON lines, each with the texts sv and en; see corpus/README.md."),
        file=name,
        line=number,
    )


def read_pairs(files: Iterable[Path]) -> list[Pair]:
    """Read pairs from JSON lines.

    Args:
        files: a line holds one pair (`sv` and `en`, and `lead_in_sv` and `lead_in_en` where there are any),
            or one syllabus with `outcomes` and `outcomes_en`, which are pairs where they are as many.

    Raises:
        SettingsError: where a file cannot be read, a line does not fit, or there is no pair.
    """
    found: list[Pair] = []
    for file in files:
        told = partial(_no_pair, file.name)
        for number, item in json_lines(file, told):
            try:
                found += _pairs_of(item, f"{file.name} {number}")
            except (ValueError, KeyError) as error:
                raise told(number) from error
    if not found:
        raise SettingsError(
            N_("There is no pair to measure on."),
            N_("Give JSON lines, each with the texts sv and en; see corpus/README.md."),
        )
    return found


def evaluate_pairs(pairs: Sequence[Pair], classifier: "Classifier") -> list[Alike]:
    """Classify both versions of each pair, each by itself, and count what is decided alike.

    Returns:
        one for each perspective, in the order of the scheme.

    Raises:
        SettingsError: where the model does not label both languages.
    """
    if not all(map(classifier.labels_language, LANGUAGES)):
        raise SettingsError(
            N_("The model does not label both languages of the pairs."),
            N_("Leave out --pairs, or give a model that was trained in Swedish and in English."),
        )
    versions = [
        classifier.classify_outcomes(
            [
                LearningOutcome(pair.id, pair.texts[side], pair.lead_ins[side], language=language)
                for pair in pairs
            ]
        )
        for side, language in enumerate(LANGUAGES)
    ]
    return [
        _alike(
            perspective,
            [
                (pair, swedish.label(perspective).decision, english.label(perspective).decision)
                for pair, swedish, english in zip(pairs, *versions, strict=True)
            ],
        )
        for perspective in classifier.scheme.ids
    ]


def _alike(perspective: str, decided: Sequence[tuple[Pair, Decision, Decision]]) -> Alike:
    carried = [one for one in decided if Decision.YES in one[1:]]
    differing = tuple(one for one in carried if one[1] is not one[2])
    return Alike(
        perspective=perspective,
        pairs=len(decided),
        carried=len(carried),
        alike=len(carried) - len(differing),
        in_review=sum(Decision.REVIEW in one[1:] for one in differing),
        differing=differing,
    )


def pairs_data(found: Iterable[Alike]) -> list[dict[str, Any]]:
    """Return the figures as plain data for JSON, without the texts."""
    return [
        {
            "perspective": one.perspective,
            "pairs": one.pairs,
            "yes_in_either": one.carried,
            "alike": one.alike,
            "other_in_review": one.in_review,
        }
        for one in found
    ]
