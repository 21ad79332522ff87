"""The part of a programme syllabus on its courses → headings, sentences and entries in order."""

from collections.abc import Sequence

from curranalyser.datamodel import SectionKind
from curranalyser.parse.programme.course_list import parse_course_list
from curranalyser.parse.programme.items import Entry, Heading, Item, Sentence
from curranalyser.parse.sections.parts import Part

COURSE_PARTS = (SectionKind.COURSES, SectionKind.CONTENT, SectionKind.OTHER, SectionKind.TEACHING)


def read_items(parts: Sequence[Part]) -> tuple[Item, ...]:
    """Read what a programme syllabus lists.

    Args:
        parts: all parts of the syllabus in order, as `split_sections` returns them; which of them can list
            courses is known here.

    Returns:
        Headings, sentences and entries in the order of the document.
    """
    items: list[Item] = []
    for part in parts:
        if part.kind not in COURSE_PARTS:
            continue
        for line in ([part.head] if part.head else []) + part.lines:
            refs = parse_course_list([line])
            if refs:
                items += [Entry(ref.title, line.text, ref.code, ref.credits, page=line.page) for ref in refs]
            elif line.bold and not line.text.endswith("."):
                items.append(Heading(line.text, line.page))
            else:
                items.append(Sentence(line.text, line.page))
    return tuple(items)
