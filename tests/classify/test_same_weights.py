"""Training gives the same model wherever it runs: other hash seeds, other routines of linear algebra."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sustainability import write_scheme

from curranalyser.classify.estimator import fit_binary
from curranalyser.classify.features import Rows

TRAIN = """
import sys
from pathlib import Path
from curranalyser.train import train
place = Path(sys.argv[1])
train(place / "coded.jsonl", place / "scheme.toml", None, Path(sys.argv[2]))
"""


def run(code: str, *arguments: object, **environment: str) -> str:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout


@pytest.mark.slow
def test_two_processes_train_the_same_bytes(tmp_path: Path) -> None:
    write_scheme(tmp_path)
    for seed in ("1", "2"):
        run(TRAIN, tmp_path, tmp_path / seed, PYTHONHASHSEED=seed, OPENBLAS_NUM_THREADS=seed)
    one, other = (
        {path.name: path.read_bytes() for path in (tmp_path / seed).iterdir()} for seed in ("1", "2")
    )
    assert one == other
    assert {"weights.npz", "vocabulary.json", "words.json", "manifest.toml"} <= one.keys()


def test_weights_are_the_optimum_and_not_where_an_iteration_happened_to_stop() -> None:
    """Where it stops depends on the routines that the processor is given, and the optimum does not."""
    draw = np.random.default_rng(1)
    count, each, size, strength = 600, 40, 4000, 2.0
    indices = np.concatenate([np.sort(draw.choice(size, each, replace=False)) for _ in range(count)])
    values = draw.random(count * each).astype(np.float32)
    rows = Rows(indices.astype(np.int32), values, np.arange(count + 1) * each)
    labels = draw.choice([0.0, 1 / 3, 1.0], count)
    weights, intercept = fit_binary(rows, size, dict(enumerate(labels)), strength)
    matrix = np.zeros((count, size))
    matrix[np.repeat(np.arange(count), each), indices] = values
    likely = 1 / (1 + np.exp(-(matrix @ weights + intercept)))
    # A label between yes and no counts in that share as yes: the slope of the loss is likely - label.
    assert np.abs(weights + strength * matrix.T @ (likely - labels)).max() < 1e-10
    assert abs(intercept + strength * (likely - labels).sum()) < 1e-10
