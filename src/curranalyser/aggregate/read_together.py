"""An outcome and its translation are one: both are evidence, and where they differ a person decides."""

from collections.abc import Sequence
from dataclasses import replace

from curranalyser.aggregate.parallel import parallel_places
from curranalyser.aggregate.versions import Translation
from curranalyser.datamodel import AnalysedOutcome, AnalysedSyllabus, Decision, Label, ParallelOutcome


def _tool_decision(label: Label) -> Decision:
    return label.human.tool if label.human else label.decision


def _together(here: Label, there: Label) -> Label:
    """Join the labels of one outcome in two languages.

    What a person decided on either version is decided. Where the tool decides the two differently, neither is
    taken for right, and its decision is that a person should look.
    """
    same = _tool_decision(here) is _tool_decision(there)
    tool = _tool_decision(here) if same else Decision.REVIEW
    person = here if here.human else there
    if person.human:
        return replace(here, decision=person.decision, human=replace(person.human, tool=tool))
    return here if same else replace(here, decision=tool, rule=here.rule or there.rule)


def read_together(
    main: AnalysedSyllabus,
    counted: Sequence[AnalysedOutcome],
    translation: Translation,
    holder: AnalysedSyllabus,
) -> tuple[AnalysedSyllabus, tuple[ParallelOutcome, ...]]:
    """Read the outcomes that count together with those of their translation that say the same.

    Args:
        main: the version that counts.
        counted: its outcomes that count.
        translation: its translation.
        holder: the syllabus that holds the translation; may be `main` itself.

    Returns:
        `main` with the labels of both, and what was read together with what.
    """
    places = {id(item): place for place, item in enumerate(holder.outcomes)}
    pairs = parallel_places(
        [item.outcome.text for item in counted], [item.outcome.text for item in translation.outcomes]
    )
    joined: dict[int, AnalysedOutcome] = {}
    parallel = []
    for row, column in pairs:
        here, there = counted[row], translation.outcomes[column]
        labels = tuple(_together(label, there.label(label.perspective)) for label in here.labels)
        joined[id(here)] = replace(here, labels=labels)
        parallel.append(
            ParallelOutcome(
                number=row + 1,
                version=translation.version,
                place=places[id(there)],
                alone=tuple(map(_tool_decision, here.labels)),
            )
        )
    return replace(main, outcomes=tuple(joined.get(id(item), item) for item in main.outcomes)), tuple(
        parallel
    )
