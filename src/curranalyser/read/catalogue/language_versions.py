"""Records of one course, each in one language → one record in all its languages.

Interfaces that answer in one language at a time give a course as often as it was fetched. Two records of a
course are versions of each other where their outcomes are in different languages; two in one language, such
as two editions, stay apart.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from curranalyser.datamodel import CatalogueItem, CourseHeader, CourseRecord, ProgrammeRecord, RecordOutcomes

_Versioned = CourseRecord | ProgrammeRecord


@lru_cache(maxsize=64)
def _detected(text: str) -> str | None:
    from curranalyser.language import detect_language  # noqa: PLC0415 heavy

    return detect_language(text)


def language_of_outcomes(outcomes: Iterable[RecordOutcomes]) -> str | None:
    """Return the language of the first outcomes, as the record tells it, else as their words do."""
    for one in outcomes:
        return one.language or _detected(" ".join(item.text for item in one.items))
    return None


def join_versions(
    records: Iterable[CatalogueItem], codes: Counter[str], key: Callable[[CourseHeader], str]
) -> Iterator[CatalogueItem]:
    """Yield records, those that are versions of one as one, where the last of them stands.

    Args:
        records: as the format reads them.
        codes: how often each key stands in the file; what stands there once is passed on at once.
        key: of the header of a record.
    """
    left = Counter(codes)
    kept: dict[str, list[_Versioned]] = {}
    for record in records:
        name = key(record.header) if isinstance(record, CourseRecord | ProgrammeRecord) else ""
        if not isinstance(record, CourseRecord | ProgrammeRecord) or codes[name] < 2:
            yield record
            continue
        left[name] -= 1
        kept.setdefault(name, []).append(record)
        if not left[name]:
            yield from _joined(kept.pop(name))
    for rest in kept.values():
        yield from _joined(rest)


def _joined(records: list[_Versioned]) -> Iterator[CatalogueItem]:
    found: list[tuple[_Versioned, set[str | None]]] = []
    for record in records:
        language = language_of_outcomes(record.outcomes)
        for number, (other, languages) in enumerate(found):
            if language is not None and language not in languages and type(other) is type(record):
                found[number] = (_together(other, record), languages | {language})
                break
        else:
            found.append((record, {language}))
    for record, _ in found:
        yield record


def _together(first: _Versioned, other: _Versioned) -> _Versioned:
    """Join two versions; what the first does not say is taken from the other."""
    title_en = first.header.title_en
    if language_of_outcomes(other.outcomes) == "en" and other.header.title != first.header.title:
        title_en = title_en or other.header.title
    said = replace(
        first.header,
        title_en=title_en,
        credits=first.header.credits if first.header.credits is not None else other.header.credits,
        level=first.header.level or other.header.level,
        department=first.header.department or other.header.department,
    )
    joined = replace(
        first,
        header=said,
        outcomes=(*first.outcomes, *other.outcomes),
        texts=(*first.texts, *other.texts),
        teaching=tuple(dict.fromkeys((*first.teaching, *other.teaching))),
    )
    if isinstance(joined, ProgrammeRecord) and isinstance(other, ProgrammeRecord) and not joined.entries:
        return replace(joined, entries=other.entries, tracks=other.tracks)
    return joined
