"""Tables of a draft that are about its examinations."""

from collections.abc import Iterator, Sequence

from curranalyser.check.report import Subject
from curranalyser.datamodel import Block, SectionKind, TableBlock
from curranalyser.parse.outcomes.table_columns import names_assessment
from curranalyser.parse.page.grid import Grid, grid_of
from curranalyser.parse.page.table_head import column_of


def assessment_tables(subject: Subject) -> list[Grid]:
    """Return the tables of a draft whose head names assessments, or that stand in a section on assessment.

    None where a file holds several syllabi: whose table it is cannot be told then.
    """
    document = subject.draft.document
    if document is None or len(subject.draft.syllabi) > 1:
        return []
    lines = {
        line.text.strip()
        for section in subject.checked.syllabus.sections
        if section.kind is SectionKind.ASSESSMENT
        for line in section.lines
    }
    return [grid for grid in _grids(document.blocks) if _is_of_assessment(grid, lines)]


def _grids(blocks: Sequence[Block]) -> Iterator[Grid]:
    for block in blocks:
        if isinstance(block, TableBlock):
            yield grid_of(block)
            for cell in block.cells:
                yield from _grids(cell.blocks)


def _is_of_assessment(grid: Grid, lines: set[str]) -> bool:
    heads = grid.begun(0)
    if any(names_assessment(column_of(cell.text)) for cell in heads):
        return True
    return bool(heads) and all(line.text.strip() in lines for cell in heads for line in cell.lines)
