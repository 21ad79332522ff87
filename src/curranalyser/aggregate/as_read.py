"""What of a row of a person's table a person has said: what is not as the syllabus has it.

A table that `curranalyser programmes export` wrote is filled in, so that a row which agrees with the syllabus
may be one that nobody has looked at. Such a row says nothing, unless somebody has put a name to it.
"""

from dataclasses import replace
from decimal import Decimal

from curranalyser.aggregate.block_labels import BlockLabels, place_key
from curranalyser.aggregate.courses import normalise_code, normalise_title
from curranalyser.datamodel import CourseRef, MappingRow, TakeRule


def only_changes(row: MappingRow, ref: CourseRef, labels: BlockLabels) -> MappingRow:
    """Return a row without the cells that agree with the entry it means, as the syllabus has it now.

    The status stays where the place or the rule changes, because what it rested on was said of another place
    or rule.

    Args:
        row: of a table.
        ref: the entry.
        labels: of the syllabus that lists it.
    """
    track, label = labels.track(ref), labels.label(ref)
    said = place_key(track if row.track is None else row.track, label if row.block is None else row.block)
    same_place = said == place_key(track, label)
    shown = (
        (labels.shown_rule(ref), _rule(ref, labels))
        if same_place
        # Of the block that the row names now, which stays as it is where the row says no more than it does.
        else labels.rules_of(*said)
    )
    same_rule = row.rule is None or row.rule in shown
    same_status = same_place and same_rule and row.status is ref.status
    return replace(
        row,
        terms=None if row.terms == ref.terms else row.terms,
        years=None if row.years == ref.years else row.years,
        credits=None if row.credits == _amounts(ref) else row.credits,
        kind=None if row.kind is ref.kind else row.kind,
        block=None if same_place else row.block,
        track=None if same_place else row.track,
        rule=None if same_rule else row.rule,
        status=None if same_status else row.status,
    )


def changes_anything(row: MappingRow, ref: CourseRef) -> bool:
    """Return whether a row, as `only_changes` gives it, leaves anything of its entry to be changed."""
    cells = (row.terms, row.years, row.credits, row.kind, row.block, row.track, row.rule, row.status)
    if any(cell is not None for cell in cells) or row.removed:
        return True
    if row.title is None:
        return False
    other_title = normalise_title(row.title) != normalise_title(ref.title or ref.code or "")
    other_code = row.course != row.title and normalise_code(row.course) != normalise_code(ref.code or "")
    return other_title or other_code


def _rule(ref: CourseRef, labels: BlockLabels) -> TakeRule:
    block = labels.named_block(ref)
    return TakeRule(block.rule, block.courses, block.credits) if block else TakeRule(None)


def _amounts(ref: CourseRef) -> tuple[Decimal, ...]:
    if ref.credits is None:
        return ()
    if ref.least_credits in (None, ref.credits):
        return (ref.credits,)
    return (ref.least_credits or ref.credits, ref.credits)
