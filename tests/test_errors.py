import errno
import json
import pickle
import re
import sqlite3
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from curranalyser.datamodel import Failure
from curranalyser.errors import (
    FAILURE_TEXTS,
    PAGE_HINTS,
    CurranalyserError,
    DocumentError,
    ExitCode,
    FailureCategory,
    ModelError,
    NothingAnalysedError,
    OutputError,
    SettingsError,
)
from curranalyser.i18n import translator


def test_a_value_without_end_is_cut_in_a_message() -> None:
    error = SettingsError("It cannot be “%(text)s”.", text="a" * 100_000)
    assert len(str(error)) < 2100
    assert str(error).endswith("a…”.")


def test_one_is_never_assigned() -> None:
    assert sorted(map(int, ExitCode)) == [0, 2, 3, 4, 5, 6, 10, 130]


@pytest.mark.parametrize(
    ("error", "code"),
    [(SettingsError, 2), (NothingAnalysedError, 4), (ModelError, 5), (OutputError, 6)],
)
def test_each_error_has_its_exit_code(error: type[CurranalyserError], code: int) -> None:
    assert error("x").exit_code == code


@pytest.mark.parametrize("category", list(FailureCategory))
def test_each_category_says_what_happened_and_what_to_do(category: FailureCategory) -> None:
    message, hint = FAILURE_TEXTS[category]
    assert message.endswith(".")
    assert hint
    failure = Failure.from_error("a.pdf", "read", DocumentError(category, "detail", 3))
    assert (failure.category, failure.message, failure.hint, failure.page, failure.detail) == (
        category,
        message,
        hint,
        3,
        "detail",
    )


def test_who_has_a_browser_alone_is_sent_to_no_command_line() -> None:
    for category in FailureCategory:
        hint = PAGE_HINTS.get(category, FAILURE_TEXTS[category][1])
        own, _, of_others = hint.partition("Whoever started this page")
        assert own, "what one can do oneself comes first"
        assert not re.search(r"--\w|\.toml|curranalyser |soffice|docs/|analyse|folder", own), hint
        assert "--" not in of_others, "what starts the page has no option for it, but settings"


def test_an_error_is_told_in_the_language_of_the_reader() -> None:
    error = SettingsError("There is no file %(path)s.", "Check %(path)s.", path="100%.pdf")
    assert str(error) == "There is no file 100%.pdf. Check 100%.pdf."
    swedish = {
        "There is no file %(path)s.": "Filen %(path)s finns inte.",
        "Check %(path)s.": "Se efter %(path)s.",
    }
    assert error.told(swedish.__getitem__) == "Filen 100%.pdf finns inte. Se efter 100%.pdf."


def test_a_message_without_values_keeps_its_percent_signs() -> None:
    assert str(SettingsError("It is 100% wrong.")) == "It is 100% wrong."


@pytest.mark.parametrize(
    "error",
    [
        ModelError("The model %(name)s is missing.", "Train it.", name="x"),
        DocumentError(FailureCategory.ENCRYPTED, "detail", 2),
    ],
)
def test_errors_come_back_whole_from_a_worker_process(error: Exception) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert (str(copy), vars(copy)) == (str(error), vars(error))


def _raised(action: Callable[[], object]) -> Exception:
    with pytest.raises(Exception) as caught:
        action()
    return caught.value


def _write_into_a_read_only_database(folder: Path) -> None:
    sqlite3.connect(folder / "a.db").execute("CREATE TABLE t (x)")
    sqlite3.connect(f"{(folder / 'a.db').as_uri()}?mode=ro", uri=True).execute("INSERT INTO t VALUES (1)")


@pytest.mark.parametrize(
    ("action", "english", "swedish"),
    [
        (
            lambda folder: (folder / "none").read_bytes(),
            "there is no such file or folder",
            "det finns ingen sådan fil eller mapp",
        ),
        (lambda folder: folder.read_bytes(), "it is a folder", "det är en mapp"),
        (lambda folder: b"\xe5".decode(), "it is not UTF-8", "den är inte UTF-8"),
        (lambda folder: tomllib.loads("a = 1\nb = x"), "line 2, column 5 is wrong", "rad 2, kolumn 5 är fel"),
        (lambda folder: tomllib.loads("a = "), "it ends too early", "den slutar för tidigt"),
        (lambda folder: json.loads('{"a": 1,\n}'), "line 2, column 1 is wrong", "rad 2, kolumn 1 är fel"),
        (_write_into_a_read_only_database, "nothing can be written there", "där går det inte att skriva"),
    ],
)
def test_what_systems_and_libraries_say_is_told_in_the_language_of_the_reader(
    tmp_path: Path, action: Callable[[Path], object], english: str, swedish: str
) -> None:
    error = OutputError(
        "%(path)s cannot be written: %(error)s.", path="x", error=_raised(lambda: action(tmp_path))
    )
    assert error.told(translator("en").gettext) == f"x cannot be written: {english}."
    assert error.told(translator("sv").gettext) == f"x kan inte skrivas: {swedish}."


def test_an_error_without_words_of_ours_is_told_as_the_system_does() -> None:
    assert (
        str(OutputError("%(error)s", error=OSError(errno.EXDEV, "Invalid cross-device link")))
        == "Invalid cross-device link"
    )
    assert str(OutputError("%(error)s", error=ValueError("odd"))) == "odd"
