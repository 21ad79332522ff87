"""Versions of one syllabus: which of them counts at a date, and what a translation says differently."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from curranalyser.datamodel import (
    AnalysedOutcome,
    AnalysedSyllabus,
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

    # Of a document and a record of a catalogue that say the same of their day, the document counts.
    ordered = sorted(versions, key=lambda version: (version[0].syllabus.of_catalogue, version[1]))
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

    A version in another language that names no other day is its translation. A record of a catalogue that
    names no day, or beside a document that names none, is the same version again.
    """
    main = ordered[0][0]
    roles: list[VersionRole] = ["counts"]
    for version, _ in ordered[1:]:
        valid, chosen = validity(version), validity(main)
        languages = {main.syllabus.language, version.syllabus.language}
        if one_is_record(main, version):
            languages.discard(None)  # a record may have no words of which its language could be told
        if len(languages) > 1 and (valid == chosen or not valid or not chosen):
            roles.append("translation")
        elif as_of is not None and valid > max(as_of, chosen):
            roles.append("later")
        elif valid == chosen or (one_is_record(main, version) and not (valid and chosen)):
            roles.append("duplicate")
        else:
            roles.append("later" if valid > chosen else "earlier")
    return tuple(roles)


def one_is_record(one: AnalysedSyllabus, other: AnalysedSyllabus) -> bool:
    """Whether one of two syllabi is a document and one a record of a catalogue."""
    return one.syllabus.of_catalogue is not other.syllabus.of_catalogue


class Translation(NamedTuple):
    """The outcomes of the version that counts in another language.

    `languages` and `sources` are of the version that counts and of the translation; `version` is the place of
    the syllabus that holds the translation.
    """

    languages: tuple[str, str]
    sources: tuple[str, str]
    version: int
    outcomes: tuple[AnalysedOutcome, ...]


def labelled_translation(
    counted: Sequence[AnalysedOutcome], ordered: Sequence[Version], roles: Sequence[VersionRole]
) -> Translation | None:
    """Return the translation of the outcomes that count: in the same file, else in one of its own.

    What is not labelled is no version to compare; None where there is no other.

    Args:
        counted: the outcomes that count.
        ordered: all versions, the one that counts first.
        roles: what each is.
    """
    main, source = ordered[0]
    own = main.syllabus.language
    language = main_language([item.outcome.language for item in counted], own) or own or ""
    translated = translated_outcomes(main)
    found = [
        Translation(
            languages=(language, other),
            sources=(source, source),
            version=0,
            outcomes=tuple(item for item in translated if item.outcome.language == other),
        )
        for other in dict.fromkeys(item.outcome.language for item in translated)
        if other is not None
    ] or [
        Translation(
            languages=(language, version.syllabus.language or ""),
            sources=(source, path),
            version=number,
            outcomes=main_outcomes(version),
        )
        for number, ((version, path), role) in enumerate(zip(ordered, roles, strict=True))
        if role == "translation" and version.syllabus.language != language
    ]
    if any(item.unlabelled for item in counted):
        return None
    return next((one for one in found if not any(item.unlabelled for item in one.outcomes)), None)
