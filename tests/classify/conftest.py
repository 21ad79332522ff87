"""What the tests of labelling share."""

from collections.abc import Iterable, Iterator
from functools import cache

import pytest

from curranalyser import train
from curranalyser.classify.lemmas import LemmaTable, build_lemmas


@pytest.fixture(scope="session", autouse=True)
def forms_collected_once() -> Iterator[None]:
    """Collect the inflected forms of the same words once: that is nearly all the time of a small training."""
    collected = cache(build_lemmas)

    def build(words: Iterable[str], lang: str) -> LemmaTable:
        return {form: list(bases) for form, bases in collected(tuple(sorted(set(words))), lang).items()}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(train, "build_lemmas", build)
        yield
