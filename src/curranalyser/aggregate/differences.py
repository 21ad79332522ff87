"""What the texts of the version of a syllabus that counts and of its translation have differently."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from curranalyser.aggregate.counterparts import Counterparts, find_counterparts
from curranalyser.aggregate.parallel import likenesses
from curranalyser.aggregate.versions import Translation, Version, one_is_record, validity
from curranalyser.datamodel import (
    AnalysedOutcome,
    AnalysedSyllabus,
    InstructionStatus,
    LanguageOfInstruction,
    ParallelOutcome,
    VersionDifference,
    VersionDifferenceKind,
    VersionOutcome,
    VersionRole,
    main_outcomes,
)

# Likeness of two outcomes that may be a pair: pairs have one of about 0.45, others one of about 0.3.
_MAY_BE = 0.35
_NO_LETTERS = re.compile(r"[\W_]+")
_SAID = (InstructionStatus.STATED, InstructionStatus.CONDITIONAL)


def outcome_differences(
    counted: Sequence[AnalysedOutcome],
    translation: Translation,
    holders: tuple[AnalysedSyllabus, AnalysedSyllabus],
    parallel: Sequence[ParallelOutcome] = (),
) -> tuple[VersionDifference, ...]:
    """Say which outcomes stand in one version and not in the other, and which stand in another order.

    Outcomes are matched by what they say. One is called missing only where that is beyond doubt, and where
    nothing that stood among the outcomes was left out when the syllabi were read.

    Args:
        counted: the outcomes that count.
        translation: see `versions.labelled_translation`.
        holders: the syllabi in which the two stand; may be one.
        parallel: the outcomes that were read together. Where these are all, in one order, nothing differs.
    """
    if _whole(parallel, len(counted), len(translation.outcomes)):
        return ()
    mine, theirs = [[item.outcome.text for item in items] for items in (counted, translation.outcomes)]

    def difference(
        kind: VersionDifferenceKind, here: Sequence[int] = (), there: Sequence[int] = ()
    ) -> VersionDifference:
        outcomes = [
            *(VersionOutcome("main", place + 1, mine[place]) for place in here),
            *(VersionOutcome("other", place + 1, theirs[place]) for place in there),
        ]
        return VersionDifference(
            kind=kind,
            main=len(mine),
            other=len(theirs),
            languages=translation.languages,
            sources=translation.sources,
            outcomes=tuple(outcomes),
        )

    if not mine or not theirs:
        return (difference("outcomes missing"),) if mine or theirs else ()
    found = find_counterparts(mine, theirs)
    missing = [
        text
        for texts, places in zip((mine, theirs), found.missing, strict=True)
        for text in map(texts.__getitem__, places)
    ]
    if missing and _perhaps_left_out(missing, [*mine, *theirs], holders):
        found = Counterparts(unmatched=found.missing, reordered=found.reordered)
    differences = []
    if any(found.missing):
        differences.append(difference("outcome missing", *found.missing))
    elif len(mine) != len(theirs):
        differences.append(difference("not matched", *found.unmatched))
    if found.reordered:
        differences.append(difference("order", [here for here, _ in found.reordered]))
    return tuple(differences)


def _whole(parallel: Sequence[ParallelOutcome], here: int, there: int) -> bool:
    return len(parallel) == here == there and all(
        one.place < other.place for one, other in pairwise(parallel)
    )


def _perhaps_left_out(
    missing: Sequence[str], others: Sequence[str], holders: Sequence[AnalysedSyllabus]
) -> bool:
    """Whether a counterpart may be among what stood there and was taken for no outcome.

    That is so where one resembles it, or where not all of it is known by its text.
    """
    omissions = [omission for holder in holders for omission in holder.syllabus.omissions]
    if any(omission.count > len(omission.texts) for omission in omissions):
        return True
    texts = [text for omission in omissions for text in omission.texts]
    # All outcomes take part, so that what is common in a syllabus counts for little.
    alike = likenesses([*missing, *others], texts) if texts else []
    return any(max(row) >= _MAY_BE for row in alike[: len(missing)])


def header_differences(
    ordered: Sequence[Version], roles: Sequence[VersionRole]
) -> tuple[VersionDifference, ...]:
    """Say which credits and languages of instruction a translation in a file of its own gives otherwise.

    What one of them does not say contradicts nothing. The languages differ where one is taught in a language
    that the other, which names some, does not name at all.

    Args:
        ordered: all versions, the one that counts first.
        roles: what each is.
    """
    main, source = ordered[0]
    differences = []
    for (version, path), role in zip(ordered, roles, strict=True):
        if role != "translation":
            continue
        languages = (main.syllabus.language or "", version.syllabus.language or "")
        said: tuple[tuple[VersionDifferenceKind, tuple[str, str] | None], ...] = (
            ("credits", _credits(main, version)),
            ("languages of instruction", _instruction(main, version)),
        )
        differences += [
            VersionDifference(
                kind=kind,
                main=len(main.outcomes),
                other=len(version.outcomes),
                languages=languages,
                sources=(source, path),
                said=values,
            )
            for kind, values in said
            if values
        ]
    return tuple(differences)


def record_differences(
    ordered: Sequence[Version], roles: Sequence[VersionRole]
) -> tuple[VersionDifference, ...]:
    """Say what a document and a record of a catalogue of one course say differently.

    The version that counts is compared with each of the others that is of the other kind, in its language
    and from its year, or where one of them names no day. Their outcomes are one where all letters are; what
    one of them does not say contradicts nothing.

    Args:
        ordered: all versions, the one that counts first.
        roles: what each is.
    """
    main, source = ordered[0]
    found: list[VersionDifference] = []
    for (version, path), role in zip(ordered, roles, strict=True):
        years = {validity(one)[:4] for one in (main, version)} - {""}
        if role == "translation" or not one_is_record(main, version) or len(years) > 1:
            continue
        here = main_outcomes(main)
        language = here[0].outcome.language if here else main.syllabus.language
        there = tuple(item for item in version.outcomes if item.outcome.language == language)
        language = language or ""
        about = VersionDifference("credits", len(here), len(there), (language, language), (source, path))
        found += _other_outcomes(here, there, about, empty=not version.outcomes)
        said: tuple[tuple[VersionDifferenceKind, tuple[str, str] | None], ...] = (
            ("credits", _credits(main, version)),
            ("languages of instruction", _instruction(main, version)),
        )
        found += [replace(about, kind=kind, said=values) for kind, values in said if values]
    return tuple(found)


def _other_outcomes(
    here: Sequence[AnalysedOutcome],
    there: Sequence[AnalysedOutcome],
    about: VersionDifference,
    *,
    empty: bool,
) -> list[VersionDifference]:
    """Return the outcomes that only one of two versions in one language has.

    Args:
        here: of the version that counts.
        there: of the other one, in the language of these.
        about: what both are.
        empty: whether the other has no outcome in any language.
    """
    if not here or not there:
        return [replace(about, kind="outcomes missing")] if empty and here else []
    mine, theirs = [[_letters(item.outcome.text) for item in items] for items in (here, there)]
    known = set(theirs), set(mine)
    only = (
        tuple(
            VersionOutcome("main", number, item.outcome.text)
            for number, (item, letters) in enumerate(zip(here, mine, strict=True), 1)
            if letters not in known[0]
        ),
        tuple(
            VersionOutcome("other", number, item.outcome.text)
            for number, (item, letters) in enumerate(zip(there, theirs, strict=True), 1)
            if letters not in known[1]
        ),
    )
    return [replace(about, kind="outcome missing", outcomes=some) for some in only if some]


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text.casefold())


def _credits(one: AnalysedSyllabus, other: AnalysedSyllabus) -> tuple[str, str] | None:
    here, there = one.syllabus.header.credits, other.syllabus.header.credits
    return None if here is None or there is None or here == there else (str(here), str(there))


def _instruction(one: AnalysedSyllabus, other: AnalysedSyllabus) -> tuple[str, str] | None:
    here, there = one.syllabus.instruction, other.syllabus.instruction
    if here.status not in _SAID or there.status not in _SAID or not here.main or not there.main:
        return None
    if set(here.main) <= _named(there) and set(there.main) <= _named(here):
        return None
    return "+".join(here.main), "+".join(there.main)


def _named(instruction: LanguageOfInstruction) -> set[str]:
    return {*instruction.main, *instruction.possible}
