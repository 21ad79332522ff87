"""An outcome section, text and tables → outcomes.

Each stretch of text and each table is read as what it is; a lead-in above a table leads in what stands in it.
"""

from itertools import groupby

from curranalyser.parse.outcomes.extract import RawOutcome, State, begin_section, extract_outcomes, read_text
from curranalyser.parse.outcomes.tables import TableReader
from curranalyser.parse.page.layout import TextLine
from curranalyser.parse.page.paragraphs import Lexicon
from curranalyser.parse.page.style import Style
from curranalyser.parse.words.headings import heading_table, knowledge_form
from curranalyser.parse.words.leadin import is_lead_in

_LEADING_LINES = 3


def section_outcomes(
    lines: list[TextLine],
    body: Style,
    lexicon: Lexicon,
    heading: str = "",
    *,
    sentences: bool = False,
    mixed: bool = False,
) -> list[RawOutcome]:
    """Find the outcomes in the body of an outcome section, text and tables.

    Args:
        lines: as for `extract_outcomes`, those of tables among them.
        body: the document's body style.
        lexicon: the words of the document.
        heading: of the section.
        sentences: as for `extract_outcomes`.
        mixed: as for `extract_outcomes`; it does not bear upon tables.

    Returns:
        The outcomes in order.
    """
    if not any(line.table for line in lines):
        return extract_outcomes(lines, body, lexicon, heading, sentences=sentences, mixed=mixed)
    state = begin_section(heading, sentences=sentences, mixed=mixed)
    reader = TableReader(state, body, lexicon)
    found: list[RawOutcome] = []
    announced = bool(state.lead_in)
    for table, run in groupby(lines, key=lambda line: line.table):
        if table is None:
            text = list(run)
            above = state.lead_in
            if found:
                _leave(state)
            found += read_text(text, state, body, lexicon)
            if _only_heads(text):
                state.lead_in = above
            else:
                announced = _leads(text)
            continue
        found += reader.read(table, announced)
    return found


def _leave(state: State) -> None:
    """Forget what led in a table: text behind it is no list of outcomes, unless it begins one."""
    state.lead_in, state.form, state.running = "", None, False


def _only_heads(lines: list[TextLine]) -> bool:
    """Whether text between tables only names a knowledge form or a part of the course."""
    return all(
        knowledge_form(line.text) is not None or heading_table().modules.match(line.text) is not None
        for line in lines
    )


def _leads(lines: list[TextLine]) -> bool:
    """Whether text ends in a lead-in, whatever sub-heading stands between it and the table."""
    last = lines
    while last and _only_heads(last[-1:]):
        last = last[:-1]
    words = " ".join(line.text for line in last[-_LEADING_LINES:])
    return bool(last) and not last[-1].marker and (is_lead_in(last[-1].text) or is_lead_in(words))
