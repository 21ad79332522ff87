"""R.

The parts of a syllabus that the Swedish Higher Education Ordinance requires, and that were not found.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from curranalyser.check.finding import Finding
from curranalyser.check.report import Subject
from curranalyser.datamodel import SectionKind, SyllabusKind

COUNTRY = "SE"
# Syllabi of Swedish universities are in Swedish, with translations into English; what is in another language
# comes from elsewhere.
# A short draft whose language cannot be told is taken for one of theirs.
LANGUAGES = ("sv", "en", None)


@lru_cache(maxsize=1)
def _words() -> dict[str, re.Pattern[str]]:
    raw = tomllib.loads((resources.files("curranalyser.check") / "parts.toml").read_text(encoding="utf-8"))
    return {part: re.compile("|".join(patterns), re.IGNORECASE) for part, patterns in raw.items()}


def check_parts(subject: Subject) -> Iterator[Finding]:
    """Yield R501–R505 for a course syllabus and R511–R512 for a programme syllabus.

    Only where the scheme's home country is Sweden.

    A part counts as found where its heading or field was recognised, or where its words stand anywhere in the
    text: silence is better than a false alarm.
    """
    if subject.scheme.home_country != COUNTRY or (subject.checked.syllabus.language not in LANGUAGES):
        return
    syllabus, body, words = subject.checked.syllabus, subject.checked.body, _words()
    kinds = {section.kind for section in syllabus.sections}
    if syllabus.kind is SyllabusKind.COURSE:
        found = {
            "R501": syllabus.header.level is not None or words["level"].search(body) is not None,
            "R502": syllabus.header.credits is not None or words["credits"].search(body) is not None,
            "R503": bool(syllabus.outcomes),
            "R504": SectionKind.ENTRY in kinds or words["entry"].search(body) is not None,
            "R505": SectionKind.ASSESSMENT in kinds or words["assessment"].search(body) is not None,
        }
    else:
        found = {
            "R511": bool(syllabus.course_refs)
            or SectionKind.COURSES in kinds
            or words["courses"].search(body) is not None,
            "R512": SectionKind.ENTRY in kinds or words["entry"].search(body) is not None,
        }
    for rule, there in found.items():
        if not there:
            yield subject.finding(rule, subject.checked.title, syllabus.pages[0])
