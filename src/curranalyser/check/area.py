"""Where a syllabus belongs: its subject area and topics, for wordings that make sense in it."""

from curranalyser.check.bank import Subject, subject_area
from curranalyser.check.draft import Checked
from curranalyser.datamodel import SectionKind

# Sections whose words tell the subject of a course.
_TELLING = (SectionKind.AIM, SectionKind.CONTENT, SectionKind.OUTCOMES)


def area_of(checked: Checked) -> Subject:
    """Tell where a syllabus belongs, by its subject, its title and its content.

    The words of perspectives in them do not count: they are what is asked about.
    """
    header = checked.syllabus.header
    said = {evidence.text for mention in checked.analysed.mentions for evidence in mention.label.evidence}
    return subject_area(
        (*header.subjects, *header.main_fields),
        [title for title in (header.title, header.title_en) if title],
        [
            line.text
            for section in checked.syllabus.sections
            if section.kind in _TELLING
            for line in section.lines
        ],
        said,
    )
