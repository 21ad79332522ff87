import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curranalyser.workers import Task, batches


def cut(sizes: list[int], jobs: int, folder: Path, ending: str = "pdf") -> list[list[int]]:
    """The places of files of these sizes, as they are put into batches."""
    tasks = []
    for index, size in enumerate(sizes):
        path = folder / f"{index}.{ending}"
        path.touch()
        with path.open("r+b") as file:
            file.truncate(size)
        tasks.append(Task(index, path, path.name))
    return [[task.index for task in batch] for batch in batches(tasks, jobs)]


@given(st.lists(st.sampled_from([0, 10_000, 500_001, 900_000]), max_size=60), st.integers(1, 9))
def test_every_file_is_in_one_batch(tmp_path_factory: object, sizes: list[int], jobs: int) -> None:
    found = cut(sizes, jobs, tmp_path_factory.mktemp("files"))  # type: ignore[attr-defined]
    assert sorted(index for batch in found for index in batch) == list(range(len(sizes)))
    assert all(len(batch) == 1 for batch in found if any(sizes[index] > 500_000 for index in batch))


def test_large_files_come_first_and_alone(tmp_path: Path) -> None:
    found = cut([100] * 20 + [600_000, 900_000] + [100] * 20, 1, tmp_path)
    assert found[:2] == [[21], [20]]
    assert found[2] == list(range(8))


def test_batches_get_smaller_towards_the_end(tmp_path: Path) -> None:
    lengths = [len(batch) for batch in cut([100] * 100, 2, tmp_path)]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] == 8
    assert lengths[-8:] == [1] * 8


def test_a_table_has_a_batch_of_its_own(tmp_path: Path) -> None:
    assert cut([100] * 3, 1, tmp_path, "csv") == [[0], [1], [2]]


def test_a_file_that_is_gone_is_given_to_a_worker_all_the_same(tmp_path: Path) -> None:
    assert list(batches([Task(0, tmp_path / "gone.pdf", "gone.pdf")], 2)) == [
        (Task(0, tmp_path / "gone.pdf", "gone.pdf"),)
    ]


@pytest.mark.slow
def test_what_workers_share_is_loaded_in_the_process_they_are_forked_from() -> None:
    """What goes wrong there is kept quiet, because each worker would tell of it.

    So it is looked at here, in a process that does as that one does.
    """
    code = """
import curranalyser.forked as forked
from curranalyser import workers
from curranalyser.settings import Settings
from curranalyser.parse.instruction import grammar
from curranalyser import language_profiles
forked._meet()
print(workers._loaded is not None and workers.load_for(Settings()) is workers._loaded[1])
print(language_profiles._profiles.cache_info().currsize, grammar.grammars.cache_info().currsize)
print(workers.load_for(Settings(home_country="NO")) is workers._loaded[1], workers._loaded[0][3])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n1 1\nTrue NO\n"
