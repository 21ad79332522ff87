"""Outcomes in two languages within one syllabus: a translation, or outcomes of the course?

A syllabus in two languages says everything twice: all in one language and then all in the other, section by
section, or line by line. Single outcomes of another language within a list say nothing twice.
"""

from collections.abc import Sequence
from itertools import groupby

# The smallest share of the outcomes on one side that the other must have, to be the same outcomes in another
# language: a translation may lag behind, or a dash be read as two outcomes.
_LEAST_PARALLEL = 0.5
# Outcomes: one alone is nearly always a stray.
_FEWEST_PARALLEL = 2


def main_language(languages: Sequence[str | None], own: str | None) -> str | None:
    """Return that of the syllabus where outcomes are in it, else that of the first whose language is known.

    Args:
        languages: of the outcomes, in order; None where one is not known.
        own: of the syllabus.
    """
    if own in languages:
        return own
    return next((language for language in languages if language is not None), None)


def _about_as_many(first: int, second: int) -> bool:
    return min(first, second) >= _LEAST_PARALLEL * max(first, second)


def runs_parallel(languages: Sequence[str | None], main: str, other: str) -> bool:
    """Whether the outcomes in another language are those of the main one, translated.

    Args:
        languages: of the outcomes, in order; None where one is not known.
        main: a language.
        other: another one.
    """
    pair = [language for language in languages if language in (main, other)]
    translated = pair.count(other)
    if translated < _FEWEST_PARALLEL or not _about_as_many(pair.count(main), translated):
        return False
    runs = [len(list(run)) for _, run in groupby(pair)]
    # Each run in one language stands beside its own in the other, as many or nearly so.
    return len(runs) % 2 == 0 and all(map(_about_as_many, runs[::2], runs[1::2]))


def translations(languages: Sequence[str | None], own: str | None) -> tuple[str, tuple[str, ...]] | None:
    """Return the main language and those that are translations of it; None where nothing is translated.

    Args:
        languages: of the outcomes, in order; None where one is not known.
        own: of the syllabus.
    """
    main = main_language(languages, own)
    if main is None:
        return None
    others = [language for language in dict.fromkeys(languages) if language not in (main, None)]
    found = tuple(other for other in others if other is not None and runs_parallel(languages, main, other))
    return (main, found) if found else None
