import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from curranalyser.audit_tables import TABLES, table_rows
from curranalyser.datamodel import Audit, DocumentResult, DocumentStatus, Failure, SourceFile
from curranalyser.errors import DocumentError, FailureCategory, OutputError, SettingsError
from curranalyser.export import export_tables
from curranalyser.pipeline import join_results, look_up, prepare_run, run_audit
from curranalyser.scheme import shipped_path
from curranalyser.settings import Settings
from curranalyser.store import (
    FORMAT,
    STORE_FILE,
    ResultKey,
    Store,
    open_finished,
    read_store,
    read_tables,
    stored_rows,
)
from curranalyser.workers import pack, unpack

SAMPLE = Path(__file__).resolve().parents[1] / "corpus" / "syllabi" / "computer-engineering"
SCHEME = shipped_path("corpus", "scheme.toml").read_text(encoding="utf-8")
KEY = ResultKey("a" * 64, ".pdf", "b" * 64)


def failed(shown: str, category: FailureCategory = FailureCategory.EMPTY_FILE) -> DocumentResult:
    failure = Failure.from_error(shown, "read", DocumentError(category))
    return DocumentResult(SourceFile(shown, "a" * 64, 3), DocumentStatus.FAILED, (), (failure,))


@pytest.fixture(scope="module")
def audit() -> Audit:
    return run_audit([SAMPLE], Settings(jobs=2))


@pytest.fixture
def finished(tmp_path: Path, audit: Audit) -> Path:
    with Store(tmp_path) as store:
        store.finish(audit, "inputs", SCHEME, "SE", [])
    return tmp_path


def test_what_was_kept_is_found_again_by_its_whole_key(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        assert not store.kept(KEY.made_by)
        store.keep([(KEY, b"results", False)])
    with Store(tmp_path) as store:
        assert store.kept(KEY.made_by) == {(KEY.file_sha256, KEY.suffix)}
        assert not store.kept("c" * 64)
        assert store.find(KEY) == b"results"
        others = [
            replace(KEY, file_sha256="c" * 64),
            replace(KEY, suffix=".txt"),
            replace(KEY, made_by="c" * 64),
        ]
        assert [store.find(other) for other in others] == [None] * 3


def test_packed_results_take_the_path_the_file_has_now() -> None:
    results = [failed("old/t.xlsx#2"), failed("old/t.xlsx#Ekonomi #1")]
    assert unpack(pack(results, "old/t.xlsx"), "old/t.xlsx") == results
    assert unpack(pack(results, "old/t.xlsx"), "t#2.csv") == [
        failed("t#2.csv#2"),
        failed("t#2.csv#Ekonomi #1"),
    ]
    with pytest.raises(ValueError, match="incorrect header check"):
        unpack(b"damaged", "a.pdf")


def test_what_decides_a_result_is_in_its_key(tmp_path: Path) -> None:
    run = prepare_run([SAMPLE], Settings())
    assert prepare_run([SAMPLE], Settings(jobs=7, lang="sv")).made_by == run.made_by
    assert prepare_run([SAMPLE], Settings(home_country="NO")).made_by != run.made_by
    assert prepare_run([SAMPLE], Settings(max_pages=7)).made_by != run.made_by
    assert replace(run, model_sha256="other", keys={}).made_by != run.made_by
    assert replace(run, scheme=replace(run.scheme, digest="other"), keys={}).made_by != run.made_by


def test_a_kept_result_is_taken_only_for_unchanged_bytes(tmp_path: Path) -> None:
    files, folder = tmp_path / "files", tmp_path / "out"
    files.mkdir()
    folder.mkdir()
    for name in ("kursplan-DAT101-sv.pdf", "kursplan-DAT207-sv.pdf"):
        (files / name).write_bytes((SAMPLE / name).read_bytes())
    with Store(folder) as store:
        first = run_audit([files], Settings(jobs=1), store=store)
    (files / "kursplan-DAT207-sv.pdf").write_bytes(
        (SAMPLE / "kursplan-DAT101-sv.pdf").read_bytes() + b"\n% another file\n"
    )
    (files / "kursplan-DAT101-sv.pdf").rename(files / "renamed.pdf")
    with Store(folder) as store:
        run = prepare_run([files], Settings())
        assert list(look_up(run, store)) == [1]
        second = run_audit([files], Settings(jobs=1), store=store)
    assert [path for path, _ in second.files] == ["kursplan-DAT207-sv.pdf", "renamed.pdf"]
    assert second == run_audit([files], Settings(jobs=1))
    assert second != first


def test_results_of_no_use_any_more_are_let_go(tmp_path: Path, audit: Audit) -> None:
    stale, passing = replace(KEY, file_sha256="c" * 64), replace(KEY, file_sha256="d" * 64)
    with Store(tmp_path) as store:
        store.keep([(KEY, b"used", False), (stale, b"stale", False), (passing, b"timed out", True)])
        store.finish(audit, "inputs", SCHEME, "SE", [KEY, passing])
        assert [store.find(key) for key in (KEY, stale, passing)] == [b"used", None, None]


def test_a_second_audit_in_the_folder_is_refused_until_the_first_is_done(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.keep([(KEY, b"results", False)])
        for open_again in (lambda: Store(tmp_path), lambda: open_finished(tmp_path)):
            with pytest.raises((OutputError, SettingsError), match="Wait until it is done"):
                open_again()
    with Store(tmp_path) as store:
        assert store.find(KEY) == b"results"


def damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100:4096] = b"\xff" * 3996
    path.write_bytes(data)


def other_version(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version={FORMAT + 1}")
    connection.close()


@pytest.mark.parametrize("spoil", [damage, other_version], ids=["damaged", "version"])
def test_a_spoilt_store_is_begun_anew_by_an_audit_and_refused_by_others(
    finished: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(finished / STORE_FILE)
    with pytest.raises(SettingsError, match="curranalyser audit"):
        read_store(finished)
    with Store(finished) as store:
        assert not store.kept(KEY.made_by)
        store.keep([(KEY, b"results", False)])
        assert store.find(KEY) == b"results"


def test_the_finished_audit_comes_back_whole(finished: Path, audit: Audit) -> None:
    assert read_store(finished) == (audit, SCHEME, "SE")
    assert read_store(finished / STORE_FILE)[0] == audit
    assert sorted(path.name for path in finished.iterdir()) == [STORE_FILE]


def test_there_is_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no audit in"):
        read_store(tmp_path)
    with Store(tmp_path) as store:
        store.keep([(KEY, b"results", False)])
    with pytest.raises(SettingsError, match="not finished"):
        read_store(tmp_path)


def test_the_tables_say_what_the_audit_says(finished: Path, audit: Audit) -> None:
    connection = open_finished(finished)
    counted = sum(len(course.counted_outcomes()) for course in audit.courses)
    assert connection.execute("SELECT sum(counted) FROM outcome").fetchone() == (counted,)
    for share in audit.shares:
        row = connection.execute(
            "SELECT count(*) FROM label JOIN outcome USING (outcome) WHERE counted AND decision = 'yes' AND"
            " perspective = ?",
            (share.perspective,),
        ).fetchone()
        stored = connection.execute(
            "SELECT numerator FROM share WHERE programme IS NULL AND perspective = ? AND of = 'outcomes'",
            (share.perspective,),
        ).fetchone()
        assert row == stored == (share.outcomes.numerator,)
    assert connection.execute("SELECT count(*) FROM course").fetchone() == (len(audit.courses),)
    connection.close()


def test_every_row_fits_its_documented_columns(audit: Audit) -> None:
    kinds = {"TEXT": str, "INTEGER": int, "REAL": float}
    for name, rows in table_rows(audit).items():
        columns = TABLES[name][1]
        for row in rows:
            assert len(row) == len(columns)
            assert all(
                value is None or isinstance(value, kinds[kind])
                for value, (_, kind, _) in zip(row, columns, strict=True)
            ), (name, row)


def test_the_docs_document_every_table_and_column() -> None:
    page = (Path(__file__).parents[1] / "docs" / "reference" / "audit-db.md").read_text(encoding="utf-8")
    for name, (what, columns) in TABLES.items():
        described = ", ".join(f"`{column}`" + (f" ({text})" if text else "") for column, _, text in columns)
        # A bar within a cell has to be escaped.
        described = described.replace("|", "\\|")
        assert f"| `{name}` | {what} | {described} |\n" in page, name


def test_rendered_is_forgotten_when_the_audit_changes(finished: Path, audit: Audit) -> None:
    with Store(finished) as store:
        store.rendered("en", {"index.html": "1"})
        assert (store.renderings("en"), store.renderings("sv")) == ({"index.html": "1"}, {})
        assert store.finished_with("inputs")
        store.finish(audit, "others", SCHEME, "SE", [])
        assert (store.renderings("en"), store.finished_with("inputs"), store.finished_with("others")) == (
            {},
            False,
            True,
        )


def test_csv_defuses_formulas_and_parquet_keeps_types(finished: Path, audit: Audit, tmp_path: Path) -> None:
    course = audit.courses[0]
    hostile = replace(
        course,
        header=replace(
            course.header, title='=HYPERLINK("http://x.example")\x1b[31m\u202e', credits=Decimal("7.5")
        ),
    )
    with Store(finished) as store:
        store.finish(replace(audit, courses=(hostile, *audit.courses[1:])), "inputs", SCHEME, "SE", [])
    held = read_tables(finished)
    paths = export_tables(held, tmp_path / "csv", "csv")
    assert [path.stem for path in paths] == list(TABLES)
    text = (tmp_path / "csv" / "course.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbfcourse,code,title,")
    assert b"\"'=HYPERLINK(" in text
    assert b"\x1b" not in text
    assert "\u202e".encode() not in text
    parquet = pytest.importorskip("pyarrow.parquet")
    export_tables(held, tmp_path / "parquet", "parquet")
    connection = open_finished(finished)
    for name, (_, columns) in TABLES.items():
        table = parquet.read_table(tmp_path / "parquet" / f"{name}.parquet")
        assert table.column_names == [column for column, _, _ in columns]
        assert [tuple(row.values()) for row in table.to_pylist()] == list(stored_rows(connection, name))
    connection.close()


FULL = """
import resource, sys
from pathlib import Path
from curranalyser.errors import OutputError
from curranalyser.store import ResultKey, Store
folder = Path(sys.argv[1])
kept = 0
with Store(folder) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
    try:
        for number in range(100):
            store.keep([(ResultKey(f"{number:064}", ".pdf", ""), bytes(10_000), False)])
            kept += 1
    except OutputError as error:
        print(error)
print(kept)
"""


@pytest.mark.skipif(os.name != "posix", reason="limits of file size are set so")
def test_a_full_disk_keeps_what_is_done(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL, tmp_path], capture_output=True, text=True, check=True, timeout=60
    )
    told, kept = done.stdout.splitlines()
    assert str(tmp_path / STORE_FILE) in told
    assert "room" in told
    assert 10 < int(kept) < 60
    with Store(tmp_path) as store:
        found = [store.find(ResultKey(f"{number:064}", ".pdf", "")) is not None for number in range(100)]
    assert found == [number < int(kept) for number in range(100)]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        Store(tmp_path / "none")
    (tmp_path / STORE_FILE).mkdir()
    with pytest.raises(OutputError, match="cannot be written"):
        Store(tmp_path)


def test_the_kept_results_make_the_same_audit(tmp_path: Path, audit: Audit) -> None:
    with Store(tmp_path) as store:
        run_audit([SAMPLE], Settings(jobs=2), store=store)
        assert run_audit([SAMPLE], Settings(jobs=2), store=store) == audit
        run = prepare_run([SAMPLE], Settings())
        packed = look_up(run, store)
        assert len(packed) == len(run.files)
        results = [
            result for index, (_, shown) in enumerate(run.files) for result in unpack(packed[index], shown)
        ]
        assert join_results(run, results) == audit
