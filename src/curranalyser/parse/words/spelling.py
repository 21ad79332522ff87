"""Headings that are misspelt by a letter or two."""

from collections.abc import Iterable
from functools import lru_cache

from curranalyser.datamodel import SectionKind
from curranalyser.parse.words.headings import field_name, heading_table, knowledge_form, normalise_heading

# Letters: a heading of so many may have one wrong, and two; in a shorter one a letter makes another word.
_ONE_WRONG, _TWO_WRONG = 8, 14
# Letters of a heading that is looked at for slips, a bound on the work: 45 and 90 read the real files alike
# that were tried.
_LONGEST = 60
_BEHIND_OUTCOMES = frozenset(
    {
        SectionKind.CONTENT,
        SectionKind.ENTRY,
        SectionKind.TEACHING,
        SectionKind.ASSESSMENT,
        SectionKind.GRADING,
        SectionKind.LITERATURE,
    }
)


@lru_cache(maxsize=20_000)
def is_misspelt_outcomes(text: str) -> bool:
    """Whether an unknown heading is one of outcomes but for a letter or two: "Learnings outcomes"."""
    if len(text) < _ONE_WRONG or _begins_otherwise(text):
        return False
    name = normalise_heading(text)
    known = _by_first_letter().get(name[:1])
    if known is None or not _ONE_WRONG <= len(name) <= _LONGEST or field_name(text) or knowledge_form(text):
        return False
    from rapidfuzz.distance import OSA  # noqa: PLC0415 rarely needed
    from rapidfuzz.process import extractOne  # noqa: PLC0415 rarely needed

    wrong = 2 if len(name) >= _TWO_WRONG else 1
    return extractOne(name, known, scorer=OSA.distance, score_cutoff=wrong) is not None


def _begins_otherwise(text: str) -> bool:
    """Whether a text begins with a word, not with a number, whose first letter no heading of outcomes has."""
    return text[0].isalpha() and text[1].islower() and text[0].lower()[0] not in _by_first_letter()


@lru_cache(maxsize=20_000)
def misspelt_section(text: str) -> SectionKind | None:
    """Return the kind of section that an unknown heading begins but for a letter or two: "Examniation".

    Only of those that stand behind the outcomes.
    """
    name = normalise_heading(text)
    names = _behind_by_first_letter().get(name[:1])
    if names is None or not _ONE_WRONG <= len(name) <= _LONGEST or field_name(text) or knowledge_form(text):
        return None
    from rapidfuzz.distance import OSA  # noqa: PLC0415 rarely needed
    from rapidfuzz.process import extractOne  # noqa: PLC0415 rarely needed

    wrong = 2 if len(name) >= _TWO_WRONG else 1
    found = extractOne(name, names, scorer=OSA.distance, score_cutoff=wrong)
    return _behind_outcomes()[found[0]] if found is not None else None


@lru_cache(maxsize=1)
def _behind_outcomes() -> dict[str, SectionKind]:
    return {
        name: kind
        for name, kind in heading_table().sections.items()
        if kind in _BEHIND_OUTCOMES and len(name) >= _ONE_WRONG
    }


@lru_cache(maxsize=1)
def _by_first_letter() -> dict[str, tuple[str, ...]]:
    return _divided_by_first_letter(heading_table().outcomes)


@lru_cache(maxsize=1)
def _behind_by_first_letter() -> dict[str, tuple[str, ...]]:
    return _divided_by_first_letter(_behind_outcomes())


def _divided_by_first_letter(headings: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return headings by first letter: hardly anybody misspells that, and it saves time."""
    letters: dict[str, list[str]] = {}
    for name in headings:
        letters.setdefault(name[0], []).append(name)
    return {letter: tuple(names) for letter, names in letters.items()}


@lru_cache(maxsize=20_000)
def misspelt_label(text: str, known: tuple[str, ...]) -> str | None:
    """Return the label that a text in small letters is but for a letter or two, or None where it is none."""
    if not _ONE_WRONG <= len(text) <= _LONGEST:
        return None
    alike = _labels_by_first_letter(known).get(text[0])
    if alike is None:
        return None
    from rapidfuzz.distance import OSA  # noqa: PLC0415 rarely needed
    from rapidfuzz.process import extractOne  # noqa: PLC0415 rarely needed

    wrong = 2 if len(text) >= _TWO_WRONG else 1
    found = extractOne(text, alike, scorer=OSA.distance, score_cutoff=wrong)
    return found[0] if found is not None else None


@lru_cache(maxsize=8)
def _labels_by_first_letter(known: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return _divided_by_first_letter(known)
