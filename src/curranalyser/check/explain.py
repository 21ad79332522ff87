"""Ids → what they mean: rules of the check and rules of the codebook, with a wording before and after."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from curranalyser.check.finding import SEVERITIES, Rule, no_such_rule, rules
from curranalyser.check.house import House
from curranalyser.check.pairs import LANGUAGES, Pair, pair_for
from curranalyser.i18n import N_, Translator
from curranalyser.report.labels import VERDICTS
from curranalyser.scheme import Rule as CodebookRule
from curranalyser.scheme import Scheme, localised

# What follows from a verdict of the codebook.
_CONSEQUENCES: dict[str, str] = {
    "yes": N_("An outcome to which this rule applies carries the perspective."),
    "borderline": N_(
        "The codebook leaves it open: an outcome for which nothing else speaks is shown as unsure and counts"
        " in no figure."
    ),
    "no": N_("An outcome for which nothing else speaks does not carry the perspective."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
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
        id=rule.id,
        level=say.gettext(SEVERITIES[house.severity(rule.id)]),
        title=localised(rule.title, say.lang),
        paragraphs=tuple(paragraphs),
        pair=pair_for(rule.id, area, language, say),
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
        id=rule.id,
        level=f"{name}, {verdict}",
        title=title,
        paragraphs=(
            say.gettext(_CONSEQUENCES[rule.verdict]),
            f"{name}: {localised(perspective.definition, say.lang)}",
            localised(perspective.advice, say.lang),
        ),
        pair=shown,
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
    spoken = language if language in LANGUAGES else say.lang
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


def explanation_of(
    identifier: str,
    scheme: Scheme,
    say: Translator,
    *,
    area: str | None = None,
    language: str | None = None,
    house: House | None = None,
    perspective: str = "",
) -> Explanation | None:
    """Return what one id means, or None where it is unknown. Arguments as for `explanations`.

    With a `perspective` its wordings are shown where the rule has none of its own.
    """
    known = rules().get(identifier)
    spoken = language if language in LANGUAGES else say.lang
    if known is None:
        coded = next((rule for rule in scheme.rules if rule.id == identifier), None)
        return _of_codebook(coded, scheme, say, area, spoken) if coded else None
    found = _of_check(known, say, area, spoken, house or House())
    if found.pair is None and perspective:
        found = replace(found, pair=pair_for(perspective, area, spoken, say))
    return found


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
