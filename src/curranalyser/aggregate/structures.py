"""The programmes of a finished audit with another table laid over them than it was made with.

What comes out is what an audit with that table would say of who takes what, and of what everyone meets: it is
reckoned by the same code, for one programme at a time.
"""

from collections.abc import Sequence
from dataclasses import replace

from curranalyser.aggregate.course_index import CourseIndex
from curranalyser.aggregate.exposure import guaranteed_exposure
from curranalyser.aggregate.mapping import Laid, apply_mapping
from curranalyser.aggregate.programme_names import ProgrammeNames
from curranalyser.aggregate.programmes import listed_courses
from curranalyser.datamodel import Audit, Exposure, MappingRow, ProgrammeProfile, Syllabus


class ProgrammeStructures:
    """What tables of programmes make of the programmes of an audit.

    Attributes:
        profiles: by key, in the order of the audit.
        names: what rows of a table may call them.
    """

    def __init__(self, audit: Audit) -> None:
        self.profiles = {profile.key: profile for profile in audit.programmes}
        self.names = ProgrammeNames((profile.header, profile.key) for profile in audit.programmes)
        self._index = CourseIndex(audit.courses)
        self._perspectives = audit.perspectives

    def lay(self, key: str, rows: Sequence[MappingRow]) -> Laid:
        """Return a programme with the rows of one table laid over what its syllabus says.

        Args:
            key: of the programme.
            rows: all of the table that name it, and no others.

        Raises:
            KeyError: there is no such programme.
        """
        syllabus = as_read(self.profiles[key])
        return apply_mapping(tuple(map(self._index.link, syllabus.course_refs)), rows, self._index, syllabus)

    def exposure(self, laid: Laid) -> tuple[Exposure, ...]:
        """Return what everyone meets then, one record a perspective."""
        listed = listed_courses(laid.courses, self._index)
        return guaranteed_exposure(listed, laid.syllabus.blocks, self._perspectives)


def as_read(profile: ProgrammeProfile) -> Syllabus:
    """Return a programme's syllabus as it was read, whatever table its audit was made with."""
    syllabus, read = profile.analysed.syllabus, profile.as_read
    if read is None:
        return syllabus
    return replace(syllabus, blocks=read.blocks, groups=read.groups, tracks=read.tracks)
