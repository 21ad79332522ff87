"""The figures of a sample, in words and as data."""

import textwrap
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from curranalyser.i18n import N_, Translator
from curranalyser.report.labels import DECISIONS
from curranalyser.review.figures import Estimate, Figure, Lack, PerspectiveFigures, SampleFigures
from curranalyser.review.finite import LEVEL
from curranalyser.scheme import Scheme, localised

INDENT = "  "
LACKS: Mapping[Lack, str] = {
    "undecided": N_("no figure before all its rows are decided"),
    "nothing drawn": N_("no figure: none of the labels with no was drawn"),
    "no yes of the tool": N_("no figure: the tool says yes of no outcome"),
    "no yes found": N_("no figure: people found no yes"),
    "no outcomes": N_("no figure: there are no outcomes"),
}
_FIGURES = (
    ("precision", N_("Precision: how many of the tool’s yes are yes")),
    ("recall", N_("Recall: how many of the yes the tool found")),
    ("share", N_("Share of outcomes with the perspective")),
)


def figure_lines(figures: SampleFigures, scheme: Scheme, say: Translator, width: int) -> Iterator[str]:
    """Yield the lines of a text: for each perspective what was decided and what it comes to."""
    for name, texts in figure_sections(figures, scheme, say):
        yield name
        for text in texts:
            yield from textwrap.wrap(text, width, initial_indent=INDENT, subsequent_indent=2 * INDENT)
        yield ""
    for text in about_figures(figures, say):
        yield from textwrap.wrap(text, width)


def figure_sections(
    figures: SampleFigures, scheme: Scheme, say: Translator
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the name of each perspective, and what was decided on it and what that comes to."""
    names = {item.id: localised(item.name, say.lang) for item in scheme.perspectives}
    for item in figures.perspectives:
        name = names.get(item.perspective, item.perspective)
        yield name[:1].upper() + name[1:], tuple(_texts(item, say))


def _texts(item: PerspectiveFigures, say: Translator) -> Iterator[str]:
    for stratum in item.strata:
        values = {
            "decision": say.gettext(DECISIONS[stratum.tool]),
            "labels": say.number(stratum.labels),
            "rows": say.number(stratum.rows),
            "yes": say.number(stratum.yes),
        }
        text = say.gettext(
            "The tool says “%(decision)s”: %(labels)s, in the sample %(rows)s, by people yes %(yes)s",
            **values,
        )
        left = stratum.rows - stratum.decided
        if left:
            undecided = say.ngettext("%(count)s row undecided", "%(count)s rows undecided", left)
            text = f"{text}; {undecided}"
        yield text
    for name, label in _FIGURES:
        figure: Figure = getattr(item, name)
        text = f"{say.gettext(label)}: {_figure(figure, say)}"
        if name == "share" and item.tool_share is not None:
            by_tool = say.gettext("by the tool %(share)s", share=_percent(item.tool_share, say))
            text = f"{text}; {by_tool}"
        yield text


def about_figures(figures: SampleFigures, say: Translator) -> Iterator[str]:
    """Yield what is to be known of all of them: the interval, the sample, and what is missing or left out."""
    yield say.gettext(
        "Interval: %(level)s, exact, for the labels with no of which a part is drawn; the others are all"
        " decided. Seed %(seed)s, %(number)s labels with no asked for a perspective.",
        level=say.percent(Decimal(str(LEVEL)), 0),
        seed=figures.seed,
        number=say.number(figures.number),
    )
    if figures.undecided:
        yield say.ngettext(
            "%(count)s row of the sample is undecided.",
            "%(count)s rows of the sample are undecided.",
            figures.undecided,
        )
    if figures.others:
        yield say.ngettext(
            "%(count)s decision on another sample is left out.",
            "%(count)s decisions on other samples are left out.",
            figures.others,
        )


def _percent(value: float, say: Translator) -> str:
    return say.percent(Decimal(str(round(value, 3))))


def _figure(figure: Figure, say: Translator) -> str:
    if figure.lack:
        return say.gettext(LACKS[figure.lack])
    estimate = figure.estimate or Estimate(0.0, 0.0, 0.0)
    if estimate.low == estimate.high:
        return say.gettext("%(value)s (all decided)", value=_percent(estimate.value, say))
    return say.gettext(
        "%(value)s (%(low)s to %(high)s)",
        value=_percent(estimate.value, say),
        low=_percent(estimate.low, say),
        high=_percent(estimate.high, say),
    )


def figure_data(figures: SampleFigures) -> dict[str, Any]:
    """Return the figures as plain data for JSON."""
    return {
        "audit": figures.audit,
        "seed": figures.seed,
        "number": figures.number,
        "level": LEVEL,
        "undecided": figures.undecided,
        "left_out": figures.others,
        "perspectives": [
            {
                "perspective": item.perspective,
                "strata": [
                    {
                        "tool": str(stratum.tool),
                        "labels": stratum.labels,
                        "rows": stratum.rows,
                        "decided": stratum.decided,
                        "yes": stratum.yes,
                    }
                    for stratum in item.strata
                ],
                "tool_share": _rounded(item.tool_share),
                **{name: _plain(getattr(item, name)) for name, _ in _FIGURES},
            }
            for item in figures.perspectives
        ],
    }


def _plain(figure: Figure) -> dict[str, Any]:
    estimate = figure.estimate
    if estimate is None:
        return {"value": None, "low": None, "high": None, "missing": figure.lack}
    return {
        "value": _rounded(estimate.value),
        "low": _rounded(estimate.low),
        "high": _rounded(estimate.high),
        "missing": None,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
