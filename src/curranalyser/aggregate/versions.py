"""Versions of one syllabus: which of them counts at a date, and what a translation says differently."""

import re
from collections.abc import Sequence

from curranalyser.datamodel import (
    AnalysedOutcome,
    AnalysedSyllabus,
    Decision,
    VersionDifference,
    VersionRole,
    main_outcomes,
    translated_outcomes,
)
from curranalyser.second_language import main_language

Version = tuple[AnalysedSyllabus, str]

_YEAR = re.compile(r"(?:19|20)\d{2}")
_TERM = re.compile(r"\b(HT|VT|höst|vår|autumn|spring)\D{0,10}(\d{2,4})", re.IGNORECASE)


def validity(analysed: AnalysedSyllabus) -> str:
    """Return a sortable form of "valid from": year, then spring before autumn, or the date.

    "" where nothing is said.
    """
    text = analysed.syllabus.header.valid_from or ""
    term = _TERM.search(text)
    if term:
        year = term[2] if len(term[2]) == 4 else f"20{term[2][-2:]}"
        return f"{year}-{'07' if term[1].lower()[0] in 'ha' else '01'}"
    year_found = _YEAR.search(text)
    return text if re.match(r"\d{4}-\d{2}", text) else (year_found[0] if year_found else "")


def order_versions(
    versions: Sequence[Version], home_language: str, as_of: str | None, course_list: bool = False
) -> tuple[Version, ...]:
    """Put the version that counts first.

    Args:
        versions: each with its file.
        home_language: goes before other languages where both are valid from the same day, and what the model
            labels before what it does not.
        as_of: ISO date; what is valid only later stands back. None: the one that is valid latest counts.
        course_list: a programme syllabus counts with its list of courses, a course syllabus with its
            outcomes; one that has none stands back.
    """

    def empty(version: Version) -> bool:
        return not (version[0].syllabus.course_refs if course_list else version[0].outcomes)

    def unlabelled(version: Version) -> bool:
        # A single labelled outcome among others that are not makes no labelled version.
        outcomes = main_outcomes(version[0])
        return 2 * sum(item.unlabelled for item in outcomes) > len(outcomes)

    def later(version: Version) -> bool:
        return as_of is not None and validity(version[0]) > as_of

    ordered = sorted(versions, key=lambda version: version[1])
    # The newest of the valid ones goes first; where none is valid yet, the one that becomes valid first.
    ordered.sort(key=lambda version: validity(version[0]), reverse=not all(map(later, ordered)))
    ordered.sort(key=lambda version: (empty(version), later(version)))
    chosen = validity(ordered[0][0])
    ordered.sort(
        key=lambda version: (
            empty(version),
            later(version),
            validity(version[0]) != chosen,
            unlabelled(version),
            version[0].syllabus.language != home_language,
        ),
    )
    return tuple(ordered)


def version_roles(ordered: Sequence[Version], as_of: str | None) -> tuple[VersionRole, ...]:
    """Say what each version is beside the first one, which counts.

    A version in another language that names no other day is its translation.
    """
    main = ordered[0][0]
    roles: list[VersionRole] = ["counts"]
    for version, _ in ordered[1:]:
        valid, chosen = validity(version), validity(main)
        if version.syllabus.language != main.syllabus.language and (
            valid == chosen or not valid or not chosen
        ):
            roles.append("translation")
        elif as_of is not None and valid > max(as_of, chosen):
            roles.append("later")
        elif valid == chosen:
            roles.append("duplicate")
        else:
            roles.append("later" if valid > chosen else "earlier")
    return tuple(roles)


def _translations(
    ordered: Sequence[Version], roles: Sequence[VersionRole], language: str
) -> list[tuple[str, tuple[AnalysedOutcome, ...], str]]:
    """Return the language, outcomes and file of each translation.

    Those in the same file; where it has none, those in files of their own.
    """
    main, source = ordered[0]
    translated = translated_outcomes(main)
    inside = dict.fromkeys(item.outcome.language for item in translated)
    found = [
        (other, tuple(item for item in translated if item.outcome.language == other), source)
        for other in inside
        if other is not None
    ]
    if found:
        return found
    return [
        (version.syllabus.language or "", main_outcomes(version), path)
        for (version, path), role in zip(ordered, roles, strict=True)
        if role == "translation" and version.syllabus.language != language
    ]


def compare_versions(
    counted: Sequence[AnalysedOutcome],
    ordered: Sequence[Version],
    roles: Sequence[VersionRole],
    perspectives: Sequence[str],
) -> tuple[VersionDifference, ...]:
    """Compare the outcomes that count with their translation, in the same file or in one of its own.

    Sentences are not matched across languages, so an outcome that only one of them has shows as a different
    number. What is not labelled is no version to compare: neither a side whose outcomes are not, nor, for a
    perspective, one with such outcomes.

    Args:
        counted: the outcomes that count.
        ordered: all versions, the one that counts first.
        roles: what each is.
        perspectives: ids in the scheme's order.
    """
    main, source = ordered[0]
    own = main.syllabus.language
    language = main_language([item.outcome.language for item in counted], own) or own or ""
    if any(item.unlabelled for item in counted):
        return ()
    translations = [
        (other, others, path)
        for other, others, path in _translations(ordered, roles, language)
        if not any(item.unlabelled for item in others)
    ]
    if not translations:
        return ()
    other_language, others, other_source = translations[0]
    languages, sources = (language, other_language), (source, other_source)
    if not counted or not others:
        return (
            (VersionDifference("outcomes missing", len(counted), len(others), languages, sources),)
            if counted or others
            else ()
        )
    differences = []
    if len(counted) != len(others):
        differences.append(
            VersionDifference("number of outcomes", len(counted), len(others), languages, sources)
        )
    for perspective in perspectives:
        here, there = (
            sum(item.label(perspective).decision is Decision.YES for item in items)
            for items in (counted, others)
        )
        if bool(here) is not bool(there) or (len(counted) == len(others) and here != there):
            differences.append(VersionDifference("perspective", here, there, languages, sources, perspective))
    return tuple(differences)
