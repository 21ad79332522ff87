"""How far the known errors of the labels could move a share, in words."""

from decimal import ROUND_HALF_UP, Decimal

from curranalyser.datamodel import AggregateRules, Band, RatesData
from curranalyser.i18n import Translator

_THOUSANDTH = Decimal("0.001")


def band_of(band: Band, denominator: Decimal, say: Translator) -> tuple[str, float | None, float | None]:
    """Return the band of a share written, and its ends as shares.

    Where both ends are written alike nothing is returned: the same number twice says that a label cannot be
    wrong, and all that is known is that people decided every label, or that the band is narrower than a
    share is written.

    Args:
        band: of the numerator.
        denominator: of the share; not 0.
        say: the reader's language.
    """
    low = (band.low / denominator).quantize(_THOUSANDTH, ROUND_HALF_UP)
    if band.high is None:
        return "", float(low), None
    high = (band.high / denominator).quantize(_THOUSANDTH, ROUND_HALF_UP)
    if low == high:
        return "", None, None
    text = say.gettext("%(low)s to %(high)s", low=say.percent(low), high=say.percent(high))
    return text, float(low), float(high)


def rates_text(rules: AggregateRules, to_review: bool, say: Translator) -> str:
    """Say what the bands rest on, or that the errors of the labels are not measured.

    Args:
        rules: with the rates.
        to_review: whether any outcome is: then it is said that it is not in the bands.
        say: the reader's language.
    """
    if not rules.rates:
        return say.gettext(
            "How often the labels of this model are wrong is not measured: no band stands beside the shares."
        )
    text = say.gettext(
        "In brackets beside a share: how far the known errors of the labels could move it, by their rates on"
        " %(data)s. No sampling error: everything is counted.",
        data=data_text(rules.measured_on, say),
    )
    if not to_review:
        return text
    left_out = say.gettext(
        "What is to be reviewed is not in the brackets: each yes that a person decides adds to the share."
    )
    return f"{text} {left_out}"


def data_text(data: RatesData | None, say: Translator) -> str:
    """Say on what the rates were measured, or that they are not."""
    if data is None:
        return say.gettext("not measured")
    outcomes = say.ngettext("%(count)s outcome", "%(count)s outcomes", data.outcomes)
    if not data.institutions:
        return outcomes
    return say.gettext(
        "%(outcomes)s of %(institutions)s institutions",
        outcomes=outcomes,
        institutions=say.number(data.institutions),
    )
