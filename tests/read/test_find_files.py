import hashlib
import unicodedata
from pathlib import Path

import pytest

from curranalyser.errors import SettingsError
from curranalyser.read import describe_source, find_files


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def shown(*paths: Path) -> list[str]:
    return [name for _, name in find_files(paths)]


def test_a_folder_is_searched_with_its_subfolders_in_order(tmp_path: Path) -> None:
    make(tmp_path, "b.pdf", "a/z.PDF", "a/y.txt", "c.md")
    assert shown(tmp_path) == ["a/y.txt", "a/z.PDF", "b.pdf", "c.md"]


def test_what_is_no_syllabus_is_passed_over_in_a_folder_but_read_when_named(tmp_path: Path) -> None:
    make(tmp_path, "a.pdf", "README.md", "picture.png", ".hidden.pdf", ".git/b.pdf", "~$open.pdf")
    assert shown(tmp_path) == ["a.pdf"]
    assert shown(tmp_path / "README.md") == ["README.md"]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    make(tmp_path, "a.pdf", "b.pdf")
    (tmp_path / "link.pdf").symlink_to(tmp_path / "a.pdf")
    assert len(find_files([tmp_path, tmp_path / "a.pdf", tmp_path])) == 2


def test_names_are_composed(tmp_path: Path) -> None:
    make(tmp_path, unicodedata.normalize("NFD", "kursplan-åäö.pdf"))
    assert shown(tmp_path) == ["kursplan-åäö.pdf"]


def test_an_empty_folder_has_no_files(tmp_path: Path) -> None:
    assert find_files([tmp_path]) == []


def test_a_path_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"There is no file or folder .*none"):
        find_files([tmp_path / "none"])


def test_a_source_is_known_by_its_bytes() -> None:
    source = describe_source(b"text", "a.txt")
    assert (source.path, source.size, source.sha256, source.row) == (
        "a.txt",
        4,
        hashlib.sha256(b"text").hexdigest(),
        None,
    )
