"""What a Word file holds beside the words of its author: prompts of its template, the head of its pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from curranalyser.read.flow import Block, Item, Table, plain_lines

if TYPE_CHECKING:
    from docx.opc.part import Part
    from lxml.etree import _Element as Element

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_OFF: Final = frozenset({"0", "false", "off", "none"})
_PAGE_FIELD: Final = re.compile(r"\b(?:PAGE|NUMPAGES|SECTIONPAGES)\b")
# Stands for the number of a page until the piece of text it is part of is dropped.
_PAGE_NUMBER: Final = "\ue0f0"
# Letters and figures in one word, as codes have them: with neither a date, a size nor a number of a decision.
_CODE_LIKE: Final = re.compile(r"(?<![\w/.-])(?=[A-ZÅÄÖ0-9-]*\d)[A-ZÅÄÖ][A-ZÅÄÖ0-9-]{4,9}(?![\w/.-])")
_WORD: Final = re.compile(r"\w+")
_LETTER: Final = re.compile(r"[^\W\d_]")
_LONGEST_PROMPT: Final = 80
_MOST_NOTES: Final = 20


def without_prompts(root: Element) -> tuple[str, ...]:
    """Empty the content controls that nobody has filled in, which show a prompt of their template.

    Args:
        root: the body or head; it is changed.

    Returns:
        A note for each, with the name of the control and its prompt.
    """
    notes = []
    for control in list(root.iter(f"{_W}sdt")):
        properties = control.find(f"{_W}sdtPr")
        shown = properties.find(f"{_W}showingPlcHdr") if properties is not None else None
        content = control.find(f"{_W}sdtContent")
        if shown is None or content is None or shown.get(f"{_W}val", "1") in _OFF:
            continue
        texts = [text for text in content.iter(f"{_W}t") if text.text]
        prompt = "".join(text.text for text in texts).strip()
        for text in texts:
            text.text = ""
        alias = properties.find(f"{_W}alias")
        name = alias.get(f"{_W}val", "").strip() if alias is not None else ""
        if prompt:
            told = f"{name}: {prompt}" if name else prompt
            notes.append(f"a field of the template is not filled in: {told[:_LONGEST_PROMPT]}")
    return tuple(dict.fromkeys(notes))[:_MOST_NOTES]


def page_head(
    part: Part, body: Element, items: Sequence[Item], read: Callable[[Element], Iterable[Item]]
) -> tuple[Item, ...]:
    """Return what the head of the first page says and the body does not, where the body lacks a beginning.

    That is where the head holds what looks like a code and stands nowhere in the body, or where the body
    begins with the heading of a section. Numbers of pages are left out. A head that only repeats the
    body, or stands above a body with a title, is a running head and no content.

    Args:
        part: the main part of the file.
        body: its body.
        items: what was read of the body.
        read: reads the paragraphs and tables of an element.
    """
    head = _first_head(part, body)
    if head is None:
        return ()
    _mark_page_numbers(head)
    text = " ".join(plain_lines(items))
    words = frozenset(_WORD.findall(text.casefold()))
    kept = tuple(_new(read(head), words))
    said = " ".join(plain_lines(kept))
    new_code = any(found[0] not in text for found in _CODE_LIKE.finditer(said))
    return kept if new_code or _begins_with_section(items) else ()


def _first_head(part: Part, body: Element) -> Element | None:
    """Return the head of the first page: the one made for it, else that of all pages."""
    section = next(body.iter(f"{_W}sectPr"), None)
    if section is None:
        return None
    own = section.find(f"{_W}titlePg")
    kinds = ("first", "default") if own is not None and own.get(f"{_W}val", "1") not in _OFF else ("default",)
    heads = {
        reference.get(f"{_W}type", "default"): part.rels.get(reference.get(f"{_R}id", ""))
        for reference in section.iterfind(f"{_W}headerReference")
    }
    for kind in kinds:
        relation = heads.get(kind)
        if relation is None or relation.is_external:
            continue
        element: Element | None = getattr(relation.target_part, "element", None)
        if element is not None and any((text.text or "").strip() for text in element.iter(f"{_W}t")):
            return element
    return None


def _mark_page_numbers(head: Element) -> None:
    for field in head.iter(f"{_W}fldSimple"):
        if _PAGE_FIELD.search(field.get(f"{_W}instr", "")):
            for text in field.iter(f"{_W}t"):
                text.text = _PAGE_NUMBER
    for instruction in list(head.iter(f"{_W}instrText")):
        if _PAGE_FIELD.search(instruction.text or ""):
            instruction.tag = f"{_W}t"
            instruction.text = _PAGE_NUMBER


def _new(items: Iterable[Item], words: frozenset[str]) -> Iterator[Item]:
    """Yield what says a word that is not among `words`, without numbers of pages."""
    for item in items:
        if isinstance(item, Table):
            rows = [
                tuple(replace(cell, items=kept) for cell in row if (kept := tuple(_new(cell.items, words))))
                for row in item.rows
            ]
            if any(rows):
                yield replace(item, rows=tuple(rows))
            continue
        pieces = [
            piece
            for piece in re.split(r"[\t\n]+", item.text)
            if _PAGE_NUMBER not in piece and _LETTER.search(piece) and _says_new(piece, words)
        ]
        if pieces:
            yield replace(item, text="\n".join(pieces), bold=item.bold if "\t" not in item.text else 0)


def _says_new(piece: str, words: frozenset[str]) -> bool:
    return not words.issuperset(_WORD.findall(piece.casefold()))


def _begins_with_section(items: Sequence[Item]) -> bool:
    """Whether a body without a title begins with a heading that is not the only one of its level."""
    levels = [item.level for item in items if isinstance(item, Block)]
    if not levels or isinstance(items[0], Table) or levels[0] is None or 0 in levels:
        return False
    return levels[0] > 1 or levels.count(levels[0]) > 1
