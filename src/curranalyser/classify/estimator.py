"""One linear model per perspective over cues and words.

Fitted with scikit-learn, stored as npz and JSON, applied with numpy alone.
"""

import io
import math
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from curranalyser.classify.features import Floats, Rows

# Each doubles the number of right digits, from six.
_POLISHING_STEPS = 2
# Bound on the steps of each; the residual, as a share, at which one is done.
_MOST_DIRECTIONS, _RESIDUAL = 1000, 1e-8
# liblinear's steps and its tolerance; polishing goes on from where it stops.
_MOST_STEPS, _TOLERANCE = 1000, 1e-6
# The inverse of a regularisation that does nothing but keep the weights finite.
_UNREGULARISED = 1e4
# Bytes of one array: a thousand times what the largest so far has.
_MOST_BYTES = 1_000_000_000
_TIMESTAMP = (1980, 1, 1, 0, 0, 0)
Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights of one binary model per column.

    Attributes:
        coefficients: features by columns.
        intercepts: one per column.
    """

    coefficients: Floats
    intercepts: Floats

    def scores(self, rows: Rows) -> Floats:
        """Return the scores, rows by columns.

        The score of a row does not depend on which others stand beside it.
        """
        scores = np.zeros((len(rows), len(self.intercepts)), dtype=np.float32)
        filled = rows.starts[1:] > rows.starts[:-1]
        if filled.any():
            scores[filled] = np.add.reduceat(
                self.coefficients[rows.indices] * rows.values[:, np.newaxis], rows.starts[:-1][filled], axis=0
            )
        return scores + self.intercepts


def beside(one: LinearModel, other: LinearModel) -> LinearModel:
    """Return one model with the columns of two over the same features."""
    return LinearModel(
        np.hstack([one.coefficients, other.coefficients]), np.concatenate([one.intercepts, other.intercepts])
    )


def fit_binary(rows: Rows, size: int, labels: Mapping[int, float], strength: float) -> tuple[Doubles, float]:
    """Fit one logistic regression.

    Args:
        rows: the outcomes.
        size: the number of features.
        labels: number of a row → 1 for yes, 0 for no; anything between counts in that share as yes, for the
            rest as no. Rows without one are left out.
        strength: the inverse of the regularisation (C).

    Returns:
        the coefficients and the intercept.
    """
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - slow, and only training needs it
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    targets: list[int] = []
    weights: list[float] = []
    chosen: list[int] = []
    for number, label in labels.items():
        for target, weight in ((1, label), (0, 1 - label)):
            if weight:
                chosen.append(number)
                targets.append(target)
                weights.append(weight)
    # Few and short outcomes may show no feature often enough. One that none of them has stands for those, and
    # what is fitted is how many say yes.
    shape = (len(rows), max(size, 1))
    matrix = csr_matrix((rows.values.astype(np.float64), rows.indices, rows.starts), shape=shape)[chosen]
    model = LogisticRegression(
        C=strength, solver="liblinear", random_state=0, max_iter=_MOST_STEPS, tol=_TOLERANCE
    )
    model.fit(matrix, targets, sample_weight=weights)
    found = _polished(
        matrix,
        np.array(targets, dtype=np.float64),
        strength * np.array(weights),
        np.append(model.coef_[0], model.intercept_[0]),
    )
    return found[:-1][:size], float(found[-1])


def _polished(matrix: Any, targets: Doubles, weights: Doubles, start: Doubles) -> Doubles:  # noqa: ANN401 a sparse matrix
    """Go the rest of the way to the weights at which liblinear stops short.

    It stops some 1e-6 off, and where depends on the processor: the routines that add up its sums are chosen
    by kind and number of processors, and differ in the last digits. As stored, 774 weights of 140,000 came
    out as the next number on another kind. Newton's method from there ends within 1e-12 on any.

    Args:
        matrix: outcomes by features.
        targets: 1 or 0 for each outcome.
        weights: how much each counts against the regularisation.
        start: the coefficients and the intercept, which liblinear regularises like them.
    """
    from scipy.sparse.linalg import LinearOperator, cg  # noqa: PLC0415 slow, and only training needs it

    transposed = matrix.T.tocsr()

    def scores(vector: Doubles) -> Doubles:
        found: Doubles = matrix @ vector[:-1] + vector[-1]
        return found

    def back(per_outcome: Doubles) -> Doubles:
        return np.append(transposed @ per_outcome, per_outcome.sum())

    found = start
    for _ in range(_POLISHING_STEPS):
        likely = 1 / (1 + np.exp(-scores(found)))
        slope = found + back(weights * (likely - targets))
        curves = weights * likely * (1 - likely)
        bend = LinearOperator(
            (len(found), len(found)), matvec=lambda v, c=curves: v + back(c * scores(v)), dtype=np.float64
        )
        step, _ = cg(bend, slope, rtol=_RESIDUAL, maxiter=_MOST_DIRECTIONS)
        found = found - step
    return found


def fit_scores(scores: Doubles, labels: Sequence[float]) -> tuple[Doubles, float]:
    """Fit a logistic regression on a few scores, next to unregularised: Platt's calibration (1999) for one.

    Args:
        scores: outcomes by scores, of models that had not seen the outcomes.
        labels: one an outcome; as for `fit_binary`.

    Returns:
        the weight of each score, and what stands beside them.
    """
    count, width = scores.shape
    rows = Rows(
        np.tile(np.arange(width, dtype=np.int32), count),
        scores.astype(np.float32).ravel(),
        np.arange(count + 1) * width,
    )
    return fit_binary(rows, width, dict(enumerate(labels)), _UNREGULARISED)


def weights_bytes(arrays: dict[str, Floats]) -> bytes:
    """Return arrays as npz. The same arrays give the same bytes, whatever the time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in sorted(arrays.items()):
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.ascontiguousarray(array), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", _TIMESTAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, buffer.getvalue())
    return out.getvalue()


def load_weights(data: bytes) -> dict[str, Floats]:
    """Read what `weights_bytes` made; never unpickles.

    Raises ValueError, OSError, KeyError or zipfile.BadZipFile where the bytes are no such file.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            with archive.open(entry) as file:
                _check_header(file, entry.file_size)
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


def _check_header(file: IO[bytes], size: int) -> None:
    """See that an array is as large as its file: numpy takes room for what the head of one says."""
    major, _ = np.lib.format.read_magic(file)
    if major != 1 or size > _MOST_BYTES:
        raise ValueError("an array of another format or size")
    shape, _, dtype = np.lib.format.read_array_header_1_0(file)
    if math.prod(shape) * dtype.itemsize != size - file.tell():
        raise ValueError("an array of another size than its head says")
