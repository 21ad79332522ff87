"""Lead-ins that their writer broke over several lines of one paragraph → one line each.

In a file without printed pages nothing wraps: a line that ends within a paragraph was ended on purpose, as
between items. Where all lines of a paragraph make one lead-in, they are no items.
"""

from dataclasses import replace

from msgspec import structs

from curranalyser.datamodel import Block, Document, Line, TableBlock, TextBlock
from curranalyser.parse.words.leadin import begins_with_verb, is_lead_in, is_open

# Lines of one lead-in: 3 and 12 read the real files alike that were tried.
_MOST_LINES = 6
_ENDS = (".", "!", "?", ":", ";")


def with_whole_lead_ins(document: Document) -> Document:
    """Return a document in which lead-ins stand on one line.

    Args:
        document: one with printed pages comes back as it is, since its lines wrap.
    """
    if not document.flowing:
        return document
    blocks = _joined(document.blocks)
    return document if blocks is document.blocks else replace(document, blocks=blocks)


def _joined(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks with their lead-ins joined: the same tuple where there is nothing to join."""
    made = tuple(map(_of_block, blocks))
    return made if any(new is not old for new, old in zip(made, blocks, strict=True)) else blocks


def _of_block(block: Block) -> Block:
    if isinstance(block, TextBlock):
        return replace(block, lines=(_one_line(block.lines),)) if _is_lead_in(block.lines) else block
    if isinstance(block, TableBlock):
        within = [_joined(cell.blocks) for cell in block.cells]
        if any(new is not cell.blocks for new, cell in zip(within, block.cells, strict=True)):
            cells = (replace(cell, blocks=new) for new, cell in zip(within, block.cells, strict=True))
            return replace(block, cells=tuple(cells))
    return block


def _is_lead_in(lines: tuple[Line, ...]) -> bool:
    """Whether lines are one sentence that a list must follow, and none before the last leads one in."""
    if not 2 <= len(lines) <= _MOST_LINES or not is_open(lines[-1].text):
        return False
    if any(line.text.endswith(_ENDS) or is_open(line.text) for line in lines[:-1]):
        return False
    if not all(line.text[:1].islower() and not _may_be_item(line.text) for line in lines[1:]):
        return False
    return is_lead_in(" ".join(line.text for line in lines))


def _may_be_item(text: str) -> bool:
    """Whether a line begins as an outcome does; "be able to" begins the end of a lead-in."""
    return begins_with_verb(text) and not is_open(text.partition(" ")[0])


def _one_line(lines: tuple[Line, ...]) -> Line:
    return structs.replace(
        lines[0],
        text=" ".join(line.text for line in lines),
        x1=max(line.x1 for line in lines),
        bold=all(line.bold for line in lines),
    )
