"""Soft hyphens at the ends of lines: they say for certain that the word goes on in the next line."""

from collections.abc import Sequence
from dataclasses import replace

from msgspec import structs

from curranalyser.datamodel import Block, Line, TableBlock, TextBlock
from curranalyser.read.normalise import SOFT_HYPHEN


def join_soft_hyphens(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Put the rest of a word that a soft hyphen parts at the end of a line before the hyphen.

    Args:
        lines: in the order of the source; `normalise_text` leaves soft hyphens at their ends.

    Returns:
        The lines without soft hyphens. Where the next line does not go on with a word, a hyphen stands at the
        end of the line, as it does on the page.
    """
    if not any(line.text.endswith(SOFT_HYPHEN) for line in lines):
        return tuple(lines)
    result: list[Line] = []
    for line in lines:
        before = result[-1] if result else None
        if before is None or not before.text.endswith(SOFT_HYPHEN):
            result.append(line)
        elif line.text[:1].islower():
            rest, _, remaining = line.text.partition(" ")
            result[-1] = structs.replace(before, text=before.text[:-1] + rest)
            if remaining:
                result.append(structs.replace(line, text=remaining))
        else:
            result[-1] = structs.replace(before, text=before.text[:-1] + "-")
            result.append(line)
    if result and result[-1].text.endswith(SOFT_HYPHEN):
        result[-1] = structs.replace(result[-1], text=result[-1].text[:-1] + "-")
    return tuple(result)


def join_in_blocks(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Do so within each block of text, those in cells of tables too."""
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, TextBlock):
            joined = join_soft_hyphens(block.lines)
            result.append(block if joined == block.lines else replace(block, lines=joined))
        elif isinstance(block, TableBlock):
            cells = tuple(replace(cell, blocks=join_in_blocks(cell.blocks)) for cell in block.cells)
            result.append(block if cells == block.cells else replace(block, cells=cells))
        else:
            result.append(block)
    return tuple(result)
