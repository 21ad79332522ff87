"""Hand-made files that hang, explode or kill their reader: each costs itself and nothing else."""

import os
import signal
import sys
import zlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from small_pdf import pdf_stream, pdf_text, self_recursive_pdf, write_pdf

import curranalyser.analyse
from curranalyser.datamodel import DocumentStatus
from curranalyser.errors import FailureCategory, NothingAnalysedError
from curranalyser.pipeline import Watcher, analyse_files, analyse_run, look_up, prepare_run
from curranalyser.settings import Settings
from curranalyser.store import Store
from curranalyser.workers import Task, run_tasks, start_worker, unpack

GOOD = (
    Path(__file__).resolve().parents[1]
    / "corpus"
    / "syllabi"
    / "computer-engineering"
    / "kursplan-DAT101-sv.pdf"
)


class Told(Watcher):
    def __init__(self) -> None:
        self.again: list[str] = []
        self.new: list[str] = []

    def retried(self, shown: str) -> None:
        self.again.append(shown)

    def finished(self, shown: str, status: DocumentStatus, sha256: str, reasons: Sequence[str]) -> None:
        self.new.append(shown)


def bomb(megabytes: int) -> bytes:
    """A PDF of some kilobytes whose page is so many megabytes of text operators, packed twice."""
    squeezer = zlib.compressobj(9)
    line = b"BT /F1 9 Tf (x) Tj ET\n" * 47662
    inner = b"".join(squeezer.compress(line) for _ in range(megabytes)) + squeezer.flush()
    page = pdf_stream(zlib.compress(inner, 9), b"/Filter [/FlateDecode /FlateDecode]")
    whole = write_pdf(b"PLACE")
    return whole.replace(pdf_stream(b"PLACE"), page)


def deep_nesting() -> bytes:
    """A PDF whose page holds arrays within arrays, for readers that call themselves."""
    return write_pdf(b"[" * 200_000 + b"]" * 200_000 + b" TJ " + pdf_text("Kursplan"))


HOSTILE = {
    "recursive form": self_recursive_pdf,
    "decompression bomb": lambda: bomb(300),
    "deep nesting": deep_nesting,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_in_a_batch_costs_only_itself(tmp_path: Path, name: str) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(HOSTILE[name]())
    assert bad.stat().st_size < 1_500_000
    files = [(bad if number == 5 else GOOD, f"{number:02}.pdf") for number in range(24)]
    told = Told()
    results = analyse_files(files, Settings(jobs=1, memory_megabytes=300, seconds_per_file=40), told)
    assert [result.source.path for result in results] == [shown for _, shown in files]
    assert [result.status for result in results if result.source.path != "05.pdf"] == [DocumentStatus.OK] * 23
    [failure] = results[5].failures
    limits = {FailureCategory.CRASHED, FailureCategory.OUT_OF_MEMORY, FailureCategory.TIMED_OUT}
    quietly = {
        FailureCategory.NOT_A_SYLLABUS,
        FailureCategory.NO_TEXT,
        FailureCategory.NO_TEXT_LAYER,
        FailureCategory.TRUNCATED,
    }
    assert failure.category in (quietly if name == "deep nesting" else limits)
    # Its batch was taken apart; the files of the other batches were not touched.
    assert sorted(told.again) == (
        [] if name == "deep nesting" else [f"{number:02}.pdf" for number in range(6)]
    )
    assert sorted(told.new) == [shown for _, shown in files]


def endless() -> bytes:
    """A PDF of some kilobytes whose page is 250 MB of operators that draw nothing.

    They cost time, and no more memory than their bytes.
    """
    squeezer = zlib.compressobj(9)
    inner = b"".join(squeezer.compress(b"0 g 1 G\n" * 131_072) for _ in range(250)) + squeezer.flush()
    return write_pdf(b"PLACE").replace(
        pdf_stream(b"PLACE"), pdf_stream(zlib.compress(inner, 9), b"/Filter [/FlateDecode /FlateDecode]")
    )


def start_fragile(settings: Settings) -> None:
    """Start a worker that dies of a file named "fragile.pdf", as of a fault in a library."""
    start_worker(settings)
    read = curranalyser.analyse.load_bytes

    def read_or_die(path: Path, limits: Settings) -> bytes:
        if path.name == "fragile.pdf":
            os.kill(os.getpid(), signal.SIGSEGV)
        return read(path, limits)

    curranalyser.analyse.load_bytes = read_or_die


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="limits as Linux sets them")
def test_each_way_to_be_stopped_has_its_category(tmp_path: Path) -> None:
    made = {
        "endless.pdf": endless(),
        "form.pdf": self_recursive_pdf(),
        "fragile.pdf": GOOD.read_bytes(),
        "good.pdf": GOOD.read_bytes(),
    }
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    assert (tmp_path / "endless.pdf").stat().st_size < 20_000
    stopped: dict[str, FailureCategory | None] = {}
    # The one needs memory to last, the other time.
    for names, limits in (
        (
            ("endless.pdf", "fragile.pdf", "good.pdf"),
            Settings(jobs=1, seconds_per_file=2, memory_megabytes=2000),
        ),
        (("form.pdf", "good.pdf"), Settings(jobs=1, seconds_per_file=60, memory_megabytes=150)),
    ):
        tasks = [Task(number, tmp_path / name, name) for number, name in enumerate(names)]
        for outcome in run_tasks(tasks, limits, start=start_fragile):
            [result] = unpack(outcome.packed, tasks[outcome.index].shown)
            stopped[result.source.path] = result.failures[0].category if result.failures else None
    assert stopped == {
        "endless.pdf": FailureCategory.TIMED_OUT,
        "fragile.pdf": FailureCategory.CRASHED,
        "form.pdf": FailureCategory.OUT_OF_MEMORY,
        "good.pdf": None,
    }


def start_dying(marks: Path, settings: Settings) -> None:
    """Start a worker that is killed before it has anything to do, twice."""
    if len(list(marks.iterdir())) < 2:
        (marks / str(os.getpid())).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    start_worker(settings)


def start_dead(settings: Settings) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="signals as Linux has them")
@pytest.mark.parametrize("jobs", [1, 2])
def test_workers_that_are_killed_while_they_wait_are_replaced(tmp_path: Path, jobs: int) -> None:
    tasks = [Task(number, GOOD, f"{number:02}.pdf") for number in range(12)]
    outcomes = list(run_tasks(tasks, Settings(jobs=jobs), start=partial(start_dying, tmp_path)))
    assert len(list(tmp_path.iterdir())) >= 2
    assert sorted(outcome.index for outcome in outcomes) == list(range(12))
    assert all(
        result.status is DocumentStatus.OK
        for outcome in outcomes
        for result in unpack(outcome.packed, tasks[outcome.index].shown)
    )


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="signals as Linux has them")
def test_workers_that_never_start_end_the_run_with_one_line() -> None:
    with pytest.raises(NothingAnalysedError, match="end before they have done anything"):
        list(run_tasks([Task(0, GOOD, "a.pdf")], Settings(jobs=1), start=start_dead))


def test_pages_and_size_have_limits(tmp_path: Path) -> None:
    (tmp_path / "long.pdf").write_bytes(write_pdf(*[pdf_text("Sida")] * 4))
    (tmp_path / "large.pdf").write_bytes(GOOD.read_bytes() + bytes(1_000_000))
    files = [(tmp_path / "long.pdf", "long.pdf"), (tmp_path / "large.pdf", "large.pdf")]
    results = analyse_files(files, Settings(jobs=1, max_pages=3, max_megabytes=1))
    assert [result.failures[0].category for result in results] == [
        FailureCategory.TOO_MANY_PAGES,
        FailureCategory.TOO_LARGE,
    ]


@pytest.mark.slow
def test_what_the_machine_may_be_to_blame_for_is_kept_for_this_run_only(tmp_path: Path) -> None:
    files, folder = tmp_path / "files", tmp_path / "out"
    files.mkdir()
    folder.mkdir()
    (files / "bad.pdf").write_bytes(self_recursive_pdf())
    (files / "good.pdf").write_bytes(GOOD.read_bytes())
    settings = Settings(jobs=1, memory_megabytes=300)
    with Store(folder) as store:
        run = prepare_run([files], settings)
        results = analyse_run(run, store=store)
        assert [result.status for result in results] == [DocumentStatus.FAILED, DocumentStatus.OK]
        # A run that was killed now would find both.
        assert len(look_up(prepare_run([files], settings), store)) == 2
        from curranalyser.pipeline import join_results

        store.finish(join_results(run, results), run.inputs(), run.scheme_text, "SE", run.keys.values())
        assert list(look_up(prepare_run([files], settings), store)) == [1]
