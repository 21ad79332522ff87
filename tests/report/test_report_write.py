import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from report_files import PAGES

from curranalyser.datamodel import Audit, to_json
from curranalyser.errors import ExitCode, OutputError
from curranalyser.i18n import translator
from curranalyser.report import check_writable, render_workbook, write_report
from curranalyser.report.prepare import build_view
from curranalyser.report.view import AuditView
from curranalyser.report.write import begin_workbook, write_view
from curranalyser.scheme import Scheme

FILES = ["audit.json", "audit.xlsx", "index.html", "outcomes.csv"]


def test_the_folder_holds_the_files_and_the_pages(audit: Audit, scheme: Scheme, tmp_path: Path) -> None:
    index = write_report(audit, tmp_path / "new" / "report", scheme, "sv")
    assert index == tmp_path / "new" / "report" / "index.html"
    assert sorted(path.name for path in index.parent.iterdir()) == sorted({*FILES, *PAGES, "programmes"})
    assert '<html lang="sv" data-page="index.html">' in index.read_text(encoding="utf-8")


def test_an_earlier_report_is_replaced_and_the_bytes_are_the_same(
    audit: Audit, scheme: Scheme, tmp_path: Path
) -> None:
    write_report(audit, tmp_path, scheme, "sv")
    swedish = {name: (tmp_path / name).read_bytes() for name in FILES}
    write_report(audit, tmp_path, scheme, "en")
    assert (tmp_path / "index.html").read_bytes() != swedish["index.html"]
    write_report(audit, tmp_path, scheme, "sv")
    assert {name: (tmp_path / name).read_bytes() for name in FILES} == swedish


def test_two_processes_write_the_same_bytes(audit: Audit, scheme: Scheme, tmp_path: Path) -> None:
    view = build_view(audit, scheme, "sv")
    for jobs in (1, 2):
        write_view(audit, view, tmp_path / str(jobs), begin_workbook(view, jobs))
    assert [(tmp_path / "1" / name).read_bytes() for name in FILES] == [
        (tmp_path / "2" / name).read_bytes() for name in FILES
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="the workbook has a process of its own on Linux alone")
def test_a_workbook_whose_process_dies_is_rendered_here(
    audit: Audit, scheme: Scheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = build_view(audit, scheme, "sv")
    here, whole = os.getpid(), render_workbook(view)

    def render_here(view: AuditView) -> bytes:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return render_workbook(view)

    monkeypatch.setattr("curranalyser.report.excel.render_workbook", render_here)
    assert begin_workbook(view, 2)() == whole


@pytest.mark.skipif(sys.platform != "linux", reason="the workbook has a process of its own on Linux alone")
def test_the_process_of_a_workbook_ends_with_the_one_that_wants_it(audit: Audit, tmp_path: Path) -> None:
    """Whoever waits for our output waits for every process that holds it."""
    begin_and_end = """
import os, sys
from pathlib import Path
from curranalyser.datamodel import Audit, from_json
from curranalyser.report import build_view, excel
from curranalyser.report.write import begin_workbook
from curranalyser.scheme import load_scheme
excel.render_workbook = lambda view: bytes(10_000_000)
begin_workbook(build_view(from_json(Path(sys.argv[1]).read_bytes(), Audit), load_scheme(), "sv"), 2)
os._exit(7)
"""
    given = tmp_path / "audit.json"
    given.write_bytes(to_json(audit))
    done = subprocess.run(
        [sys.executable, "-c", begin_and_end, str(given)], capture_output=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (7, b"", b"")


def test_a_table_that_cannot_be_written_is_said(audit: Audit, scheme: Scheme, tmp_path: Path) -> None:
    (tmp_path / "audit.xlsx").mkdir()
    view = build_view(audit, scheme, "en")
    with pytest.raises(OutputError):
        write_view(audit, view, tmp_path, begin_workbook(view, 2))


@pytest.mark.parametrize(
    ("lang", "start"), [("en", "The report cannot be written to"), ("sv", "Rapporten kan inte skrivas till")]
)
def test_a_folder_that_cannot_be_made_is_said(
    audit: Audit, scheme: Scheme, tmp_path: Path, lang: str, start: str
) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(OutputError) as caught:
        write_report(audit, tmp_path / "taken", scheme, lang)
    assert caught.value.told(translator(lang).gettext).startswith(f"{start} {tmp_path / 'taken'}: ")
    assert caught.value.hint
    assert caught.value.exit_code is ExitCode.OUTPUT


def test_a_failed_write_leaves_no_part_behind(audit: Audit, scheme: Scheme, tmp_path: Path) -> None:
    (tmp_path / "index.html").mkdir()
    with pytest.raises(OutputError):
        write_report(audit, tmp_path, scheme, "en")
    assert not list(tmp_path.glob(".*"))


def test_a_folder_is_tried_before_the_work(tmp_path: Path) -> None:
    check_writable(tmp_path / "new")
    assert list((tmp_path / "new").iterdir()) == []
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(OutputError):
        check_writable(tmp_path / "taken")


@pytest.mark.slow
def test_once_it_is_made_ready_a_report_needs_nothing_more_to_be_loaded(audit: Audit, tmp_path: Path) -> None:
    """In a process of its own, where nothing else has imported the report's modules and libraries."""
    write = """
import sys
from pathlib import Path
from curranalyser.datamodel import Audit, from_json
from curranalyser.report.write import get_ready, write_view
from curranalyser.scheme import load_scheme
audit = from_json(Path(sys.argv[1]).read_bytes(), Audit)
get_ready("sv")
before = {name for name in sys.modules if name.startswith(("curranalyser", "jinja2", "xlsxwriter"))}
from curranalyser.report.prepare import build_view
write_view(audit, build_view(audit, load_scheme(), "sv"), Path(sys.argv[2]))
after = {name for name in sys.modules if name.startswith(("curranalyser", "jinja2", "xlsxwriter"))}
print(sorted(after - before))
"""
    given = tmp_path / "audit.json"
    given.write_bytes(to_json(audit))
    done = subprocess.run(
        [sys.executable, "-c", write, str(given), str(tmp_path / "report")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"
