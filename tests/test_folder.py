"""How a file is put into the folder of an audit, which somebody else may have had in hand."""

import os
from pathlib import Path

import pytest

from curranalyser.errors import OutputError
from curranalyser.folder import part_name, replace_file
from curranalyser.review import write_reviews
from curranalyser.review.locked import lock_file, locked


@pytest.fixture
def private(tmp_path: Path) -> Path:
    """A file outside the folder that nothing may be written into."""
    path = tmp_path / "private"
    path.write_bytes(b"mine")
    (tmp_path / "folder").mkdir()
    return path


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_what_leads_elsewhere_is_not_written_through(private: Path, link) -> None:
    path = private.parent / "folder" / "reviews.jsonl"
    for planted in (path, path.with_name(part_name(path.name))):
        link(private, planted)
    replace_file(path, b"decided")
    assert private.read_bytes() == b"mine"
    assert not path.is_symlink()
    assert path.read_bytes() == b"decided"
    assert list(path.parent.iterdir()) == [path]


def test_what_was_left_half_written_is_in_nobodys_way(private: Path) -> None:
    path = private.parent / "folder" / "reviews.jsonl"
    path.with_name(part_name(path.name)).write_bytes(b"half")
    replace_file(path, b"decided")
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("target", ["private", "nothing-yet"])
def test_a_lock_that_leads_elsewhere_is_a_sentence_and_changes_nothing(private: Path, target: str) -> None:
    path = private.parent / "folder" / "reviews.jsonl"
    lock_file(path).symlink_to(private.parent / target)
    with pytest.raises(OutputError), locked(path):
        pass
    assert private.read_bytes() == b"mine"
    assert not (private.parent / "nothing-yet").exists()


@pytest.mark.parametrize("target", ["private", "nothing-yet"])
def test_decisions_are_written_to_no_link(private: Path, target: str) -> None:
    """A file in its place would part from the one that others go on with."""
    path = private.parent / "folder" / "reviews.jsonl"
    path.symlink_to(private.parent / target)
    with pytest.raises(OutputError, match="is a link"):
        write_reviews((), path)
    assert path.readlink() == private.parent / target
    assert private.read_bytes() == b"mine"
