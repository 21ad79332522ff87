"""Ids → what they mean: rules of the check and rules of the codebook, with a wording before and after.

The wordings (pairs.toml) are of the subject area of the draft where there is one.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from curranalyser.check.bank import GENERAL, area_name
from curranalyser.check.finding import SEVERITIES, Rule, no_such_rule, rules
from curranalyser.check.house import House
from curranalyser.i18n import N_, Translator
from curranalyser.report.labels import VERDICTS
from curranalyser.scheme import Rule as CodebookRule
from curranalyser.scheme import Scheme, localised

_LANGUAGES = ("sv", "en")
# What follows from a verdict of the codebook.
_CONSEQUENCES: dict[str, str] = {
    "yes": N_("An outcome to which this rule applies carries the perspective."),
    "borderline": N_(
        "The codebook leaves it open: an outcome for which nothing else speaks is shown as unsure and counts"
        " in no figure."
    ),
    "no": N_("An outcome for which nothing else speaks does not carry the perspective."),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A wording before and after, and the name of its subject area."""

    area: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What an id means, in the reader's language.

    Attributes:
        id: of a rule of the check or of the codebook.
        level: its severity; of a rule of the codebook its perspective and verdict.
        title: in one line.
        paragraphs: why it is there, and what follows from it.
        pair: a wording before and after, or None.
    """

    id: str
    level: str
    title: str
    paragraphs: tuple[str, ...]
    pair: Pair | None = None


@lru_cache(maxsize=1)
def _pairs() -> dict[str, Any]:
    return tomllib.loads((resources.files("curranalyser.check") / "pairs.toml").read_text(encoding="utf-8"))


def all_pairs() -> list[tuple[str, str, str, str, str]]:
    """Return all wordings: rule or perspective, area, language, before, after."""
    return [
        (name, area, language, *texts[2 * position : 2 * position + 2])
        for name, areas in _pairs().items()
        for area, texts in areas.items()
        for position, language in enumerate(_LANGUAGES)
    ]


def pair_for(name: str, area: str | None, language: str, say: Translator) -> Pair | None:
    """Return the wordings of a rule (or perspective) in an area, else those for all subjects; None for none.

    Args:
        name: id of a rule of the check or of a perspective.
        area: id of an area of the bank, or None where it is not known.
        language: of the wordings: that of the draft.
        say: the language in which the area is named.
    """
    there = {(own, where, spoken): texts for own, where, spoken, *texts in all_pairs()}
    for wanted in (area or GENERAL, GENERAL):
        found = there.get((name, wanted, language))
        if found:
            return Pair(area_name(wanted, say.lang), *found)
    return None


def _of_check(rule: Rule, say: Translator, area: str | None, language: str, house: House) -> Explanation:
    paragraphs = [localised(rule.why, say.lang)]
    if rule.numbers:
        told = ", ".join(f"{name} = {house.number(rule.id, name):g}" for name, _ in rule.numbers)
        paragraphs.append(
            say.gettext(
                "What it goes by, to be set in [check.rules] of curranalyser.toml: %(told)s.", told=told
            )
        )
    return Explanation(
        rule.id,
        say.gettext(SEVERITIES[house.severity(rule.id)]),
        localised(rule.title, say.lang),
        tuple(paragraphs),
        pair_for(rule.id, area, language, say),
    )


def _of_codebook(
    rule: CodebookRule, scheme: Scheme, say: Translator, area: str | None, language: str
) -> Explanation:
    perspective = scheme.perspective(rule.perspective)
    name = localised(perspective.name, say.lang)
    verdict = say.gettext(VERDICTS[rule.verdict])
    title = localised(rule.text, say.lang)
    # The text of such a rule may begin with its verdict.
    title = title.removeprefix(f"{verdict}:").removeprefix(f"{rule.verdict}:").strip()
    shown = pair_for(perspective.id, area, language, say) if rule.verdict == "yes" else None
    return Explanation(
        rule.id,
        f"{name}, {verdict}",
        title,
        (
            say.gettext(_CONSEQUENCES[rule.verdict]),
            f"{name}: {localised(perspective.definition, say.lang)}",
            localised(perspective.advice, say.lang),
        ),
        shown,
    )


def explanations(
    names: Iterable[str],
    scheme: Scheme,
    say: Translator,
    *,
    area: str | None = None,
    language: str | None = None,
    house: House | None = None,
) -> list[Explanation]:
    """Return what ids mean, in their order: those of the check, then those of the codebook.

    Args:
        names: ids or beginnings of ids, in any case; none for all.
        scheme: whose rules of the codebook are known.
        say: the reader's language.
        area: subject area of the wordings, or None.
        language: of the wordings; None for the reader's.
        house: what the house has changed.

    Raises:
        SettingsError: a name fits no rule; the message names the nearest.
    """
    known = {rule.id: rule for rule in scheme.rules}
    wanted = [name.strip().upper() for name in names]
    for name in wanted:
        if not name or not any(identifier.upper().startswith(name) for identifier in (*rules(), *known)):
            raise no_such_rule(name, (*rules(), *known))
    spoken = language if language in _LANGUAGES else say.lang
    own = [
        _of_check(rule, say, area, spoken, house or House())
        for rule in rules().values()
        if not wanted or rule.id.startswith(tuple(wanted))
    ]
    return own + [
        _of_codebook(rule, scheme, say, area, spoken)
        for rule in scheme.rules
        if not wanted or rule.id.upper().startswith(tuple(wanted))
    ]


def explanation_lines(item: Explanation, say: Translator) -> list[str]:
    """Return an explanation as paragraphs, each one line."""
    lines = [f"{item.id}, {item.level}: {item.title}"]
    for paragraph in item.paragraphs:
        lines += ["", paragraph]
    if item.pair:
        lines += [
            "",
            say.gettext("For instance (%(area)s)", area=item.pair.area),
            "  " + say.gettext("before: %(text)s", text=item.pair.before),
            "  " + say.gettext("after: %(text)s", text=item.pair.after),
        ]
    return lines
