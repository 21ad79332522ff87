"""An outcome section, text and tables → outcomes.

Each stretch of text and each table is read as what it is; a lead-in above a table leads in what stands in it.
"""

from dataclasses import replace
from itertools import groupby

from curranalyser.datamodel import OmissionKind
from curranalyser.parse.outcomes.examined import squeezed
from curranalyser.parse.outcomes.extract import (
    RawOutcome,
    Reader,
    SectionOutcomes,
    begin_section,
    read_section,
    read_text,
)
from curranalyser.parse.outcomes.tables import TableReader
from curranalyser.parse.page.layout import TextLine
from curranalyser.parse.page.paragraphs import Lexicon, make_paragraphs
from curranalyser.parse.page.style import Style
from curranalyser.parse.page.tables import PageTable
from curranalyser.parse.words.headings import heading_table, knowledge_form
from curranalyser.parse.words.leadin import is_lead_in, is_open

# Lines above a table in which it is led in: 1 and 6 read alike the 80 real files that were tried.
_LEADING_LINES = 3


def section_outcomes(
    lines: list[TextLine],
    body: Style,
    lexicon: Lexicon,
    heading: str = "",
    *,
    sentences: bool = False,
    mixed: bool = False,
) -> SectionOutcomes:
    """Find the outcomes in the body of an outcome section, text and tables, and what was left out of it.

    Args:
        lines: as for `extract_outcomes`, those of tables among them.
        body: the document's body style.
        lexicon: the words of the document.
        heading: of the section.
        sentences: as for `extract_outcomes`.
        mixed: as for `extract_outcomes`; it does not bear upon tables.

    Returns:
        The outcomes in order, and what was left out.
    """
    if not any(line.table for line in lines):
        return read_section(lines, body, lexicon, heading, sentences=sentences, mixed=mixed)
    state = begin_section(body, heading, sentences=sentences, mixed=mixed)
    reader = TableReader(state, body, lexicon)
    found: list[RawOutcome] = []
    read: set[PageTable] = set()
    announced = True  # as long as the table stands straight below the heading
    for table, run in groupby(lines, key=lambda line: line.table):
        if table is None:
            text = list(run)
            above = state.lead_in
            if found:
                _leave(state)
            # Behind a table sentences on the student are remarks, unless they begin a list.
            listed = not found or any(map(_begins_list, text))
            if not listed:
                remarks = [line for line in text if not _is_head(line)]
                for remark in make_paragraphs(remarks, lexicon):
                    state.leave(OmissionKind.BESIDE, remark.text, remark.first.page)
            found += read_text(text if listed else list(filter(_is_head, text)), state, lexicon)
            if _only_heads(text):
                state.lead_in = above
            else:
                announced = _leads(text)
            continue
        if table not in read:
            inside = reader.read(table, announced)
            if not inside and not table.flowing and not table.names_outcomes:
                inside = read_text(list(run), state, lexicon)  # rules also frame text
            found = _with_repeated(found, inside)
            read.add(table)
    return SectionOutcomes(tuple(found), tuple(state.left))


def _with_repeated(found: list[RawOutcome], added: list[RawOutcome]) -> list[RawOutcome]:
    """Add the outcomes of a table; one that stands above it already only takes what the table says of it."""
    places = {squeezed(item.text): position for position, item in enumerate(found)}
    result = list(found)
    for item in added:
        position = places.get(squeezed(item.text))
        if position is None:
            result.append(item)
            continue
        known = result[position]
        result[position] = replace(
            known,
            assessments=known.assessments or item.assessments,
            knowledge_form=known.knowledge_form or item.knowledge_form,
        )
    return result


def _leave(state: Reader) -> None:
    """Forget what led in a table: text behind it is no list of outcomes, unless it begins one."""
    state.lead_in, state.form, state.running = "", None, False


def _only_heads(lines: list[TextLine]) -> bool:
    """Whether text between tables only names a knowledge form or a part of the course."""
    return all(map(_is_head, lines))


def _is_head(line: TextLine) -> bool:
    return knowledge_form(line.text) is not None or heading_table().modules.match(line.text) is not None


def _begins_list(line: TextLine) -> bool:
    return bool(line.marker) or (is_lead_in(line.text) and is_open(line.text))


def _leads(lines: list[TextLine]) -> bool:
    """Whether text ends in a lead-in, whatever sub-heading stands between it and the table."""
    last = lines
    while last and _only_heads(last[-1:]):
        last = last[:-1]
    words = " ".join(line.text for line in last[-_LEADING_LINES:])
    return bool(last) and not last[-1].marker and (is_lead_in(last[-1].text) or is_lead_in(words))
