"""Intervals around F1: how far it could lie elsewhere, had other outcomes been drawn."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from curranalyser.evaluate.measures import Verdict

Interval = tuple[float, float]
_RESAMPLES = 2000
# So many resamples at a time: more take memory, fewer time.
_BATCH = 50
_LEVEL = 0.95
_SEED = 0


def f1_intervals(cells: Sequence[Sequence[Verdict | None]]) -> tuple[list[Interval | None], Interval | None]:
    """Return 95 % intervals of F1, by the percentile bootstrap over outcomes (Efron and Tibshirani 1993).

    Outcomes are drawn with replacement, all cells of one outcome together; seeded, so that the same verdicts
    give the same intervals.

    Args:
        cells: of each cell, the verdict on every outcome, or None where the outcome does not count in it;
            all cells over the same outcomes in the same order.

    Returns:
        the interval of each cell's F1, None where the cell holds fewer than two verdicts; and that of their
        mean, None without a cell.
    """
    usable = [number for number, cell in enumerate(cells) if sum(one is not None for one in cell) > 1]
    if not usable:
        return [None] * len(cells), None
    from scipy.stats import bootstrap  # noqa: PLC0415 - slow, and only measuring needs it

    shares = np.array(
        [
            [[one is verdict for one in cells[number]] for number in usable]
            for verdict in (Verdict.TRUE, Verdict.FALSE, Verdict.MISSED)
        ],
        dtype=np.float32,
    )

    def f1_of(drawn: npt.NDArray[np.intp], axis: int) -> npt.NDArray[np.float64]:
        true, false, missed = shares[:, :, drawn].sum(axis=axis, dtype=np.float64)
        whole = 2 * true + false + missed
        # A resample without any yes says nothing against the cell: it found all there was.
        each = np.divide(2 * true, whole, out=np.ones_like(whole), where=whole > 0)
        return np.concatenate([each, each.mean(axis=0, keepdims=True)])

    found = bootstrap(
        (np.arange(shares.shape[2]),),
        f1_of,
        n_resamples=_RESAMPLES,
        batch=_BATCH,
        axis=-1,
        confidence_level=_LEVEL,
        method="percentile",
        rng=np.random.default_rng(_SEED),
        vectorized=True,
    ).confidence_interval
    bounds = [(float(low), float(high)) for low, high in zip(found.low, found.high, strict=True)]
    by_cell: list[Interval | None] = [None] * len(cells)
    for number, bound in zip(usable, bounds[:-1], strict=True):
        by_cell[number] = bound
    return by_cell, bounds[-1]
