import hashlib
import os
import socket
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

import pytest

from curranalyser.datamodel import PassedKind
from curranalyser.errors import FailureCategory, SettingsError
from curranalyser.read import FoundFiles, describe_source, find_files
from curranalyser.read.endings import COUNTED_ENDINGS, READ_ENDINGS, unread_category

NOBODY = 65534


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def shown(*paths: Path) -> list[str]:
    return [name for _, name in find_files(paths).files]


def listed(found: FoundFiles) -> dict[str, FailureCategory]:
    return {failure.source: failure.category for failure in found.failures}


def passed(found: FoundFiles) -> dict[str, str]:
    return dict(found.passed_over)


def test_a_folder_is_searched_with_its_subfolders_in_order(tmp_path: Path) -> None:
    make(tmp_path, "b.pdf", "a/z.PDF", "a/y.txt", "c.md")
    assert shown(tmp_path) == ["a/y.txt", "a/z.PDF", "b.pdf", "c.md"]


def test_what_is_no_syllabus_is_passed_over_in_a_folder_but_read_when_named(tmp_path: Path) -> None:
    make(tmp_path, "a.pdf", "README.md", "picture.png", ".hidden.pdf", ".git/b.pdf", "~$open.docx")
    make(tmp_path, ".~lock.a.odt#", "run.PY", "set.toml", "Makefile", "license")
    found = find_files([tmp_path])
    assert [name for _, name in found.files] == ["a.pdf"]
    assert not found.failures
    assert found.counted == ((".png", 1), (".py", 1), (".toml", 1), ("companion", 3), ("hidden", 2))
    assert passed(found)["~$open.docx"] == passed(found)[".~lock.a.odt#"] == PassedKind.LOCK
    assert shown(tmp_path / "README.md") == ["README.md"]
    # Named beside its folder it is read, and passed over nowhere.
    both = find_files([tmp_path, tmp_path / "README.md"])
    assert [name for _, name in both.files] == ["README.md", "a.pdf"]
    assert "README.md" not in passed(both)


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("kurs.doc", FailureCategory.OLD_OFFICE_FILE),
        ("kurs.PAGES", FailureCategory.OTHER_OFFICE_FILE),
        ("kurser.xls", FailureCategory.SPREADSHEET),
        ("kurser.ods", FailureCategory.SPREADSHEET),
        ("alla.tar.gz", FailureCategory.ARCHIVE),
        ("alla.zip", FailureCategory.ARCHIVE),
        ("svar.eml", FailureCategory.MAIL),
        ("svar.msg", FailureCategory.MAIL),
        ("sida.mht", FailureCategory.SAVED_PAGES),
        ("bok.epub", FailureCategory.SAVED_PAGES),
        ("webb.url", FailureCategory.LINK_FILE),
        ("kursplan", FailureCategory.UNSUPPORTED_FORMAT),
        ("kursplan v1.2", FailureCategory.UNSUPPORTED_FORMAT),
        ("kurs.docx.bak", FailureCategory.UNSUPPORTED_FORMAT),
        ("export.xml", FailureCategory.UNKNOWN_DATA),
    ],
)
def test_what_may_hold_a_syllabus_and_is_not_read_is_listed(
    tmp_path: Path, name: str, category: FailureCategory
) -> None:
    make(tmp_path, f"under/{name}")
    assert listed(find_files([tmp_path])) == {f"under/{name}": category}


def test_an_ending_is_read_listed_or_counted_and_never_two_of_these() -> None:
    assert not READ_ENDINGS & COUNTED_ENDINGS
    unread = {ending for ending in READ_ENDINGS | COUNTED_ENDINGS if ending not in READ_ENDINGS}
    assert all(unread_category(ending) is FailureCategory.UNSUPPORTED_FORMAT for ending in unread)


def test_names_that_look_like_others_are_read(tmp_path: Path) -> None:
    make(tmp_path, "README.pdf", "..x.txt", "licence-agreement.docx", "changelog.html")
    assert len(shown(tmp_path)) == 4


def test_a_folder_beside_a_page_of_its_name_is_searched_and_a_browsers_parts_are_not(tmp_path: Path) -> None:
    make(tmp_path, "kurs.html", "kurs/del.txt", "kurs_files/frame.html", "kurs_files/stil.css")
    make(tmp_path, "plan.htm", "plan-filer/plan.pdf", "ensam_files/a.html")
    # A frame, and a script within the frame, are parts of the page.
    (tmp_path / "kurs.html").write_text('<iframe class="a" src="./kurs_files/frame.html"></iframe>')
    (tmp_path / "kurs_files" / "frame.html").write_text("<script src='ad%20f.txt'></script>")
    make(tmp_path, "kurs_files/ad f.txt")
    found = find_files([tmp_path])
    assert [name for _, name in found.files] == [
        "ensam_files/a.html",
        "kurs.html",
        "kurs/del.txt",
        "plan-filer/plan.pdf",
        "plan.htm",
    ]
    assert passed(found) == {"kurs_files": PassedKind.PAGE_PARTS}
    assert found.counted == (("parts of a saved page", 1),)


@pytest.mark.parametrize(
    "page", ["", '<a href="kurser_files/kurs1.html">1</a>', "<p>kurser_files/kurs1.html"]
)
def test_pages_that_a_page_only_links_to_are_none_of_its_parts(tmp_path: Path, page: str) -> None:
    make(tmp_path, "kurser_files/kurs1.html", "kurser_files/stil.css")
    (tmp_path / "kurser.html").write_text(page, encoding="utf-8")
    assert shown(tmp_path) == ["kurser.html", "kurser_files/kurs1.html"]


def test_tables_in_a_folder_are_read(tmp_path: Path) -> None:
    make(tmp_path, "a.csv", "b.tsv", "c.xlsx", "d.jsonl", "e.xlsm")
    assert shown(tmp_path) == ["a.csv", "b.tsv", "c.xlsx", "d.jsonl", "e.xlsm"]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    make(tmp_path, "a.pdf", "b.pdf")
    (tmp_path / "0 link.pdf").symlink_to(tmp_path / "a.pdf")
    found = find_files([tmp_path, tmp_path / "a.pdf", tmp_path])
    assert [name for _, name in found.files] == ["a.pdf", "b.pdf"]
    assert passed(found) == {"0 link.pdf": PassedKind.AGAIN}
    assert found.counted == ()


def test_links_to_folders_are_followed_once_and_loops_are_named(tmp_path: Path) -> None:
    make(tmp_path, "in/a.pdf", "in/sub/b.pdf", "far/c.pdf")
    (tmp_path / "in" / "0 far").symlink_to(tmp_path / "far")
    (tmp_path / "in" / "far again").symlink_to("../far")
    (tmp_path / "in" / "sub" / "up").symlink_to("..")
    (tmp_path / "in" / "self").symlink_to("self")
    (tmp_path / "far" / "back").symlink_to(tmp_path / "in")
    found = find_files([tmp_path / "in"])
    assert [name for _, name in found.files] == ["0 far/c.pdf", "a.pdf", "sub/b.pdf"]
    assert listed(found) == {
        "sub/up": FailureCategory.LINK_LOOP,
        "self": FailureCategory.DANGLING_LINK,
    }
    assert passed(found) == {"far again": PassedKind.AGAIN, "0 far/back": PassedKind.AGAIN}


def test_links_that_lead_nowhere_and_what_is_no_file_are_listed(tmp_path: Path) -> None:
    (tmp_path / "gone.pdf").symlink_to(tmp_path / "none")
    (tmp_path / "gone.png").symlink_to(tmp_path / "none")
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "to the pipe").symlink_to("pipe.pdf")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        found = find_files([tmp_path])
    assert listed(found) == {
        "gone.pdf": FailureCategory.DANGLING_LINK,
        "pipe.pdf": FailureCategory.NO_REGULAR_FILE,
        "socket": FailureCategory.NO_REGULAR_FILE,
        "to the pipe": FailureCategory.NO_REGULAR_FILE,
    }
    assert passed(found) == {"gone.png": ".png"}
    assert listed(find_files([tmp_path / "pipe.pdf"])) == {"pipe.pdf": FailureCategory.NO_REGULAR_FILE}


LOCKED = """
import os, sys
from pathlib import Path
from curranalyser.errors import DocumentError, SettingsError
from curranalyser.read import find_files, load_bytes
from curranalyser.settings import Settings
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid({nobody})
    os.setuid({nobody})
found = find_files([Path(sys.argv[1])])
listed = [(failure.source, str(failure.category)) for failure in found.failures]
print([name for _, name in found.files], listed)
try:
    load_bytes(Path(sys.argv[1], "a.pdf"), Settings())
except DocumentError as error:
    print(error)
try:
    find_files([Path(sys.argv[1], "locked", "a.pdf")])
except SettingsError as error:
    print(error)
"""


def test_a_locked_folder_is_listed_and_a_locked_file_is_told() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # the folders of pytest are its own user's alone
        make(folder, "in/a.pdf", "in/locked/b.pdf")
        (folder / "in" / "locked").chmod(0)
        (folder / "in" / "a.pdf").chmod(0)
        try:
            done = subprocess.run(
                [sys.executable, "-c", LOCKED.format(nobody=NOBODY), str(folder / "in")],
                capture_output=True,
                text=True,
                check=False,
            )
        finally:
            (folder / "in" / "locked").chmod(0o755)
    assert done.stderr == ""
    first, unread, second = done.stdout.splitlines()
    assert unread == "not permitted: Permission denied"
    assert first == "['a.pdf'] [('locked', 'folder not read')]"
    assert "a.pdf cannot be read: you may not do that there." in second


def test_what_the_user_gave_by_options_is_no_input(tmp_path: Path) -> None:
    make(tmp_path, "program.csv", "log.jsonl", "kurser.csv")
    found = find_files([tmp_path], [tmp_path / "program.csv"], [tmp_path / "log.jsonl"])
    assert [name for _, name in found.files] == ["kurser.csv"]
    assert found.counted == ((PassedKind.INPUT, 1),)


def test_names_are_composed(tmp_path: Path) -> None:
    make(tmp_path, unicodedata.normalize("NFD", "kursplan-åäö.pdf"))
    assert shown(tmp_path) == ["kursplan-åäö.pdf"]


def test_names_that_are_no_utf_8_are_shown_and_read(tmp_path: Path) -> None:
    name = os.fsdecode(b"kurs-\xe5.txt")
    (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / os.fsdecode(b"mapp-\xe5.doc")).write_text("x", encoding="utf-8")
    found = find_files([tmp_path])
    assert [name for _, name in found.files] == ["kurs-\ufffd.txt"]
    assert found.files[0][0].read_text(encoding="utf-8") == "x"
    assert [failure.source for failure in found.failures] == ["mapp-\ufffd.doc"]


def test_an_empty_folder_has_no_files(tmp_path: Path) -> None:
    assert find_files([tmp_path]) == FoundFiles()


def test_a_path_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"There is no file or folder .*none"):
        find_files([tmp_path / "none"])
    make(tmp_path, "a.pdf")
    with pytest.raises(SettingsError, match=r"There is no file or folder"):
        find_files([tmp_path / "a.pdf" / "b.pdf"])


def test_a_large_folder_is_gone_through_without_opening_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, *(f"{number % 7}/{number}.pdf" for number in range(300)), "0/a.docx", "0/b.bib", "0/c.png")

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file was opened")

    monkeypatch.setattr(Path, "open", refuse)
    assert len(find_files([tmp_path]).files) == 301


def test_a_source_is_known_by_its_bytes() -> None:
    source = describe_source(b"text", "a.txt")
    assert (source.path, source.size, source.sha256, source.row) == (
        "a.txt",
        4,
        hashlib.sha256(b"text").hexdigest(),
        None,
    )
