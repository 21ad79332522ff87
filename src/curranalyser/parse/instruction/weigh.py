"""What the places of a syllabus say → its languages and the status."""

from collections.abc import Iterable, Sequence
from typing import Literal

from curranalyser.datamodel import InstructionEvidence, InstructionStatus, LanguageOfInstruction
from curranalyser.parse.instruction.sentence import Reading

Place = Literal["field", "sentence", "offering"]
# The stronger first.
_PLACES = ("field", "sentence", "offering")
# Hints that are kept for a reader; they decide nothing.
_MOST_HINTS = 10


def weigh(
    statements: Sequence[tuple[Reading, InstructionEvidence]], hints: Iterable[InstructionEvidence], home: str
) -> LanguageOfInstruction:
    """Weigh the places of a syllabus against each other: field before sentence before offerings.

    Args:
        statements: what the places say, with their words, in the order of the syllabus.
        hints: words on languages that decide nothing.
        home: ISO 639-1 code of the language that is understood where only another one is possible.
    """
    ordered = sorted(statements, key=lambda statement: _PLACES.index(statement[1].place))
    evidence = tuple(dict.fromkeys(item for _, item in ordered))
    told = {item.text for item in evidence}
    passed = tuple(dict.fromkeys(item for item in hints if item.text not in told))[:_MOST_HINTS]
    if all(reading.support for reading, _ in ordered):
        return LanguageOfInstruction(evidence=passed)
    said = [reading for reading, item in ordered if item.place != "offering"]
    offered = [reading for reading, item in ordered if item.place == "offering"]
    main, possible, status = _of_places(said, offered, home) if said else _of_offerings(offered)
    return LanguageOfInstruction(main=main, possible=possible, status=status, evidence=evidence + passed)


_Result = tuple[tuple[str, ...], tuple[str, ...], InstructionStatus]


def _of_places(said: Sequence[Reading], offered: Sequence[Reading], home: str) -> _Result:
    mains = [item for item in said if item.codes and not item.possible]
    whole = [item for item in mains if not item.part]
    if any(item.offering for item in said):
        return _each_offering(said, whole)
    hanging = _codes(item for item in said if item.possible and item.conditional)
    if whole:
        main = whole[0].codes
    elif mains:
        main = _codes(mains)
    else:
        main = () if hanging == (home,) else (home,)
    possible = _without(_codes(item for item in said if item.possible or item.part), main)
    disagree = any(set(item.codes) != set(main) for item in whole) or any(
        not set(item.codes) <= {*main, *possible} for item in offered
    )
    if disagree:
        return main, possible, InstructionStatus.CONFLICT
    if any(item.conditional for item in said):
        return main, possible, InstructionStatus.CONDITIONAL
    return main, possible, InstructionStatus.STATED


def _each_offering(said: Sequence[Reading], whole: Sequence[Reading]) -> _Result:
    """Weigh what is said beside that each offering decides: by term, one language, or a usual one."""
    if any(item.term for item in said):
        main = _codes(item for item in said if item.codes)
        return main, (), InstructionStatus.PER_OFFERING
    named = _codes(said)
    fixed = [item for item in whole if not item.offering and not item.usual]
    if fixed and all(len(item.codes) == 1 for item in fixed):
        return fixed[0].codes, _without(named, fixed[0].codes), InstructionStatus.CONFLICT
    main = next((item.codes for item in said if item.usual), ())
    if not main:
        # Each of those named is the language of some offering; one that may also be used is not.
        main = _codes(item for item in said if not item.possible)
    return main, _without(named, main), InstructionStatus.PER_OFFERING


def _of_offerings(offered: Sequence[Reading]) -> _Result:
    languages = _codes(offered)
    alike = all(set(item.codes) == set(languages) for item in offered)
    return languages, (), InstructionStatus.STATED if alike else InstructionStatus.PER_OFFERING


def _codes(readings: Iterable[Reading]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for item in readings for code in item.codes))


def _without(codes: tuple[str, ...], excluded: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in codes if code not in excluded)
