"""A run of which any process is killed at any moment loses nothing: see kills.py."""

import os
import sys
from functools import partial
from pathlib import Path

import pytest
from kills import SAMPLE, VICTIMS, Killer

from curranalyser.folder import FIXED_NAMES
from curranalyser.own_files import holds_audit, is_own_part
from curranalyser.report_place import chosen_folder

# 60 of them take a quarter of an hour on two cores.
COUNT = int(os.environ.get("CURRANALYSER_KILLS", "4"))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="processes as Linux has them")
def test_kills_at_random_moments_change_nothing(tmp_path: Path) -> None:
    told = Killer(SAMPLE / "nursing", tmp_path, seed=22).kill(COUNT)
    assert sum(told.killed.values()) == COUNT
    assert set(told.killed) == set(VICTIMS[:COUNT])


def test_what_is_left_of_a_run_that_was_killed_at_its_start_is_no_folder_of_others(tmp_path: Path) -> None:
    (tmp_path / "audit.db").touch()
    (tmp_path / "audit.db-journal").write_bytes(bytes(512))
    (tmp_path / ".audit.json.part").write_bytes(b"{")
    place = partial(chosen_folder, tmp_path, "within", holds_audit, FIXED_NAMES, is_own_part, force=False)
    assert place() == tmp_path
    (tmp_path / "notes.txt").touch()
    assert place() == tmp_path / "within"
