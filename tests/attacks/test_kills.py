"""A run of which any process is killed at any moment loses nothing: see kills.py."""

import os
import sys
from pathlib import Path

import pytest
from kills import SAMPLE, VICTIMS, Killer

# 60 of them take a quarter of an hour on two cores.
COUNT = int(os.environ.get("CURRANALYSER_KILLS", "4"))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="processes as Linux has them")
def test_kills_at_random_moments_change_nothing(tmp_path: Path) -> None:
    told = Killer(SAMPLE / "nursing", tmp_path, seed=22).kill(COUNT)
    assert sum(told.killed.values()) == COUNT
    assert set(told.killed) == set(VICTIMS[:COUNT])
