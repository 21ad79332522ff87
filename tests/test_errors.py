import pickle

import pytest

from curranalyser.datamodel import Failure
from curranalyser.errors import (
    FAILURE_TEXTS,
    CurranalyserError,
    DocumentError,
    ExitCode,
    FailureCategory,
    ModelError,
    NothingAnalysedError,
    OutputError,
    SettingsError,
)


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
    assert (failure.category, failure.message, failure.hint, failure.page, failure.detail) == (category, message, hint, 3, "detail")


def test_an_error_is_told_in_the_language_of_the_reader() -> None:
    error = SettingsError("There is no file %(path)s.", "Check %(path)s.", path="100%.pdf")
    assert str(error) == "There is no file 100%.pdf. Check 100%.pdf."
    swedish = {"There is no file %(path)s.": "Filen %(path)s finns inte.", "Check %(path)s.": "Se efter %(path)s."}
    assert error.told(swedish.__getitem__) == "Filen 100%.pdf finns inte. Se efter 100%.pdf."


def test_a_message_without_values_keeps_its_percent_signs() -> None:
    assert str(SettingsError("It is 100% wrong.")) == "It is 100% wrong."


@pytest.mark.parametrize("error", [ModelError("The model %(name)s is missing.", "Train it.", name="x"), DocumentError(FailureCategory.ENCRYPTED, "detail", 2)])
def test_errors_come_back_whole_from_a_worker_process(error: Exception) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert (str(copy), vars(copy)) == (str(error), vars(error))
