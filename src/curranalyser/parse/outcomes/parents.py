"""List items with sub-items → items that can be read alone.

What a reader would say: "account for" with the sub-items "how ports are run" and "how they are paid" is two
outcomes, each with the words of the parent. A parent that says something without its sub-items is an outcome
itself, and its sub-items are further ones.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from curranalyser.parse.page.paragraphs import Paragraph
from curranalyser.parse.words.asides import is_unfinished
from curranalyser.parse.words.headings import knowledge_form
from curranalyser.parse.words.leadin import is_lead_in, is_open

# A form, and a sentence behind its stop, colon or dash.
_RUN_IN = re.compile(r"(?P<form>[^\W\d_][^.:–—]{5,80}?)\s?(?P<end>[.:]|\s[–—])\s+(?=[^\W\d_])")
# Points: a sub-item is set in by at least so much, half the least indent of a word processor.
_DEEPER = 5.0
# Words: a longer parent says something of its own, though it ends with a word that goes on.
_LONGEST_PARENT = 12


def give_parents(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Give the words of each parent that its sub-items finish to these, and leave it out.

    Args:
        paragraphs: of one section in order.
    """
    result: list[Paragraph] = []
    position = 0
    while position < len(paragraphs):
        parent = paragraphs[position]
        children = _sub_items(paragraphs, position) if _is_parent(parent) else []
        if not children:
            result.append(parent)
            position += 1
            continue
        told = give_parents(list(children))
        result += [replace(child, text=_told(parent, child), marker=parent.marker) for child in told]
        position += 1 + len(children)
    return result


def divide_forms(paragraphs: list[Paragraph], *, sentences: bool) -> list[Paragraph]:
    """Make a sub-heading of a knowledge form that stands on the line of the sentence below it.

    "Kunskap och förståelse. Efter kursen ska studenten kunna …" is one and a lead-in or outcome.

    Args:
        paragraphs: of one section in order.
        sentences: outcomes are written in whole sentences; forms before a colon are then divided elsewhere.
    """
    result: list[Paragraph] = []
    for paragraph in paragraphs:
        match = _RUN_IN.match(paragraph.text)
        rest = paragraph.text[match.end() :] if match is not None else ""
        # An item may be both too where its sub-items are the outcomes: "1. Kunskap. Studenten ska kunna".
        if (
            match is None
            or (sentences and match["end"] == ":")
            or knowledge_form(match["form"]) is None
            or (paragraph.marker and not (is_lead_in(rest) and is_open(rest)))
        ):
            result.append(paragraph)
        else:
            result += [replace(paragraph, text=text, marker="") for text in (match["form"], rest)]
    return result


def _told(parent: Paragraph, child: Paragraph) -> str:
    """Return the words of both; a colon stays before a sub-item that begins like a sentence of its own."""
    apart = parent.text.endswith(":") and child.text[:1].isupper()
    return f"{parent.text.rstrip(' :…')}{':' if apart else ''} {child.text}"


def _is_parent(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if not paragraph.marker or text.count(" ") >= _LONGEST_PARENT or paragraph.first.bold:
        return False
    if knowledge_form(text) is not None or is_lead_in(text):
        return False
    return is_unfinished(text) or _is_verb_alone(text)


def _is_verb_alone(text: str) -> bool:
    """Whether an item is a single word in small letters, which says nothing without its sub-items."""
    return text.islower() and text.isalpha()


def _sub_items(paragraphs: Sequence[Paragraph], position: int) -> Sequence[Paragraph]:
    """Return the items below a parent that are set in, or marked in another way at its indent."""
    parent = paragraphs[position]
    end = position + 1
    while end < len(paragraphs) and _is_below(paragraphs[end], parent):
        end += 1
    return paragraphs[position + 1 : end]


def _is_below(paragraph: Paragraph, parent: Paragraph) -> bool:
    if not paragraph.marker or knowledge_form(paragraph.text) is not None:
        return False
    step = paragraph.first.x0 - parent.first.x0
    return step >= _DEEPER or (step > -_DEEPER and _kind(paragraph.marker) != _kind(parent.marker))


def _kind(marker: str) -> str:
    """Return what a marker is: a number, a letter, or the bullet itself."""
    core = marker.strip("().:")
    if core.replace(".", "").isdigit():
        return "number" + "." * core.count(".")
    return "letter" if core.isalpha() else core
