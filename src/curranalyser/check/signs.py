"""Whether anything in a document is of a syllabus: its name, a heading, a lead-in, a code, credits."""

import re
from collections.abc import Sequence

from curranalyser.datamodel import Document, SectionKind, Syllabus
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.languages import languages
from curranalyser.parse.page.layout import reading_order
from curranalyser.parse.syllabus import parse_lines
from curranalyser.parse.words.headings import kind_words
from curranalyser.parse.words.leadin import is_lead_in, is_open

# Headings that a document of any kind may have ("Content", "Requirements", "References"): that many different
# ones are needed where nothing else speaks.
_ANYBODYS = 3
_WORD = re.compile(r"[^\W\d_]+")


def has_signs(document: Document, syllabi: Sequence[Syllabus]) -> bool:
    """Whether a document may be a syllabus.

    Args:
        document: as read.
        syllabi: what was made of it; none where it was refused.
    """
    lines = reading_order(document)
    if any(_leads_in(line.text) for line in lines):
        return True
    read = syllabi
    if not read:
        try:
            read = (parse_lines(lines, document.language),)
        except DocumentError as error:
            return error.category is not FailureCategory.NOT_A_SYLLABUS
    return len(read) > 1 or any(_is_marked(item) for item in read)


def _leads_in(text: str) -> bool:
    """Whether a text leads in outcomes: a list must follow, and it speaks of a course or of who takes one.

    Instructions of every kind have the grammar alone: "You should be able to:".
    """
    if not (is_open(text) and is_lead_in(text)):
        return False
    endings = kind_words().course_words + kind_words().programme_words
    who = {word for language in languages() if language.grammar for word in language.grammar.alone_ends}
    return any(word in who or word.endswith(endings) for word in _WORD.findall(text.lower()))


def _is_marked(syllabus: Syllabus) -> bool:
    kinds = {section.kind for section in syllabus.sections} - {SectionKind.HEADER, SectionKind.OTHER}
    return (
        any(said.name == "own name" for said in syllabus.kind_basis)
        or syllabus.header.code is not None
        or syllabus.header.credits is not None
        or SectionKind.OUTCOMES in kinds
        or len(kinds) >= _ANYBODYS
    )
