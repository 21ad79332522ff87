"""Many cases of one kind in one test: all are tried, and each that does not hold is named with its reason.

A test of its own for each of a thousand sentences costs more time than the sentences.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

import pytest

Case = TypeVar("Case")


def hold(cases: Iterable[Case], holds: Callable[[Case], None], name: Callable[[Case], str] = str) -> None:
    """Call `holds` with each case, and fail with the names of those for which it raised.

    No cases at all are a failure too: then nothing was tested.
    """
    tried = 0
    wrong: list[str] = []
    for case in cases:
        tried += 1
        try:
            holds(case)
        except (Exception, pytest.fail.Exception) as error:
            wrong.append(f"{name(case)}\n    {type(error).__name__}: {error}")
    assert tried, "there are no cases"
    if wrong:
        pytest.fail(f"{len(wrong)} of {tried} cases do not hold:\n" + "\n".join(wrong), pytrace=False)
