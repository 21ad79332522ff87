"""The estimator: fitting, storing, loading."""

import io
import zipfile

import numpy as np
import pytest

from curranalyser.classify.estimator import (
    LinearModel,
    fit_binary,
    load_weights,
    weights_bytes,
)
from curranalyser.classify.features import Rows
from curranalyser.classify.labelled import LabelledOutcome
from curranalyser.train import subject_folds


def rows(*several: tuple[int, ...]) -> Rows:
    indices = [number for one in several for number in one]
    return Rows(
        np.array(indices, dtype=np.int32),
        np.ones(len(indices), dtype=np.float32),
        np.cumsum([0, *map(len, several)]),
    )


def test_a_feature_of_the_positives_gets_weight() -> None:
    weights, _ = fit_binary(rows((0,), (0, 1), (1,), (1,)), 2, {0: 1, 1: 1, 2: 0, 3: 0}, 1.0)
    assert weights[0] > 0 > weights[1]


def test_a_row_without_a_label_is_left_out() -> None:
    assert fit_binary(rows((0,), (1,), (0, 1)), 2, {0: 1, 1: 0}, 1.0)[0] == pytest.approx(
        fit_binary(rows((0,), (1,)), 2, {0: 1, 1: 0}, 1.0)[0]
    )


def test_a_row_without_features_scores_the_intercept() -> None:
    one = np.ones(1, dtype=np.float32)
    linear = LinearModel(np.array([[2.0], [3.0]], dtype=np.float32), one)
    assert linear.scores(rows((), (0, 1), (), (1,), ())).ravel().tolist() == [1.0, 6.0, 1.0, 4.0, 1.0]


def test_a_borderline_case_lies_between() -> None:
    labels = {
        **dict.fromkeys(range(6), 1),
        **dict.fromkeys(range(6, 12), 1 / 3),
        **dict.fromkeys(range(12, 18), 0),
    }
    weights, intercept = fit_binary(rows(*[(0,)] * 6, *[(1,)] * 6, *[(2,)] * 6), 3, labels, 10.0)
    assert weights[0] > weights[1] > weights[2]
    assert intercept + weights[1] < 0


def test_weights_survive_the_file_and_their_bytes_are_the_same_every_time() -> None:
    arrays = {"b": np.array([1.5, -2.0], dtype=np.float16), "a": np.zeros((2, 2), dtype=np.float32)}
    written = weights_bytes(arrays)
    assert weights_bytes(dict(reversed(arrays.items()))) == written
    loaded = load_weights(written)
    assert loaded.keys() == arrays.keys()
    assert all(np.array_equal(loaded[name], arrays[name]) for name in arrays)


def test_pickled_arrays_are_never_unpickled() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        inner = io.BytesIO()
        np.lib.format.write_array(inner, np.array([{}], dtype=object), allow_pickle=True)
        archive.writestr("a.npy", inner.getvalue())
    with pytest.raises(ValueError, match=r"pickle|another size"):
        load_weights(buffer.getvalue())


def test_no_subject_stands_in_two_folds() -> None:
    outcomes = [
        LabelledOutcome(str(n), "x", "", "sv", f"subject {n % 7}", {"a": "no" if n % 2 else "yes"})
        for n in range(50)
    ]
    folds = subject_folds(outcomes)
    assert sorted(number for fold in folds for number in fold) == list(range(50))
    subjects = [{outcomes[number].subject for number in fold} for fold in folds]
    assert sum(len(found) for found in subjects) == 7
