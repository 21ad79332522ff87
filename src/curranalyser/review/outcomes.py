"""The learning outcomes of an audit as people decide on them: each once, found by what it says.

Made once an audit; queues are cut from it.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from curranalyser.aggregate.programmes import who_takes
from curranalyser.datamodel import AnalysedOutcome, Audit, CourseProfile, Decision, Label
from curranalyser.report.sanitise import clean_line
from curranalyser.review.decisions import Key, Review, SampleMark, comparable

# Hex digits that tell outcomes apart in an address; more than enough for millions.
_DIGITS = 20


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """The version of a syllabus in another language: its outcome that says the same, where that is known.

    Attributes:
        source: path of its file as shown.
        language: ISO 639-1 code, or None where it is not known.
        outcome: None where none of it could be matched.
    """

    source: str
    language: str | None
    outcome: AnalysedOutcome | None


@dataclass(frozen=True, slots=True)
class ReviewOutcome:
    """An outcome of a course that counts.

    Attributes:
        id: follows from the course and the words, so that it is the same in an audit made anew.
        number: its place among those of the course that count, from 0.
        keys: what a decision on each perspective is kept by.
    """

    id: str
    course: CourseProfile
    number: int
    outcome: AnalysedOutcome
    keys: Mapping[str, Key]

    def review(
        self, perspective: str, decision: Decision, reason: str, date: str, mark: SampleMark | None = None
    ) -> Review:
        """Return a decision on one of its labels.

        Raises KeyError where it has no such perspective.
        """
        label = self.outcome.label(perspective)
        return Review(
            course=clean_line(self.course.key),
            text=clean_line(self.outcome.outcome.text),
            perspective=label.perspective,
            decision=decision,
            reason=clean_line(reason),
            date=date,
            lead_in=clean_line(self.outcome.outcome.lead_in),
            sample=mark,
        )

    def other_version(self) -> OtherVersion | None:
        """Return the same outcome in the other language; None where the course has one version."""
        pair = next((item for item in self.course.parallel if item.number == self.number + 1), None)
        if pair:
            holder = self.course.analysed[pair.version]
            other = holder.outcomes[pair.place]
            return OtherVersion(self.course.sources[pair.version], other.outcome.language, other)
        for place, role in enumerate(self.course.roles):
            if role == "translation":
                language = self.course.analysed[place].syllabus.language
                return OtherVersion(self.course.sources[place], language, None)
        return None


def tool_decision(label: Label) -> Decision:
    """Return what the tool says of a label, whatever people have decided since."""
    return label.human.tool if label.human else label.decision


class ReviewOutcomes:
    """All outcomes of an audit that count, in its order, those with the same words in one course once.

    Args:
        audit: what is reviewed.

    Attributes:
        all: in the order of the audit.
        by_id: found by `ReviewOutcome.id`.
        by_key: found by what a decision on one of their labels is kept by.
        courses: keys of the courses.
        programmes: keys of the programmes, with those of their courses and who takes each.
    """

    def __init__(self, audit: Audit) -> None:
        self.audit = audit
        self.by_id: dict[str, ReviewOutcome] = {}
        self.by_key: dict[Key, ReviewOutcome] = {}
        for outcome in _outcomes(audit):
            if outcome.id not in self.by_id:
                self.by_id[outcome.id] = outcome
                self.by_key.update((key, outcome) for key in outcome.keys.values())
        self.all = tuple(self.by_id.values())
        self.courses = frozenset(course.key for course in audit.courses)
        self.programmes = {programme.key: who_takes(programme.courses) for programme in audit.programmes}


def _outcomes(audit: Audit) -> Iterator[ReviewOutcome]:
    for course in audit.courses:
        key = comparable(course.key)
        for number, item in enumerate(course.counted_outcomes()):
            text = comparable(item.outcome.text)
            # Nothing that is kept by a text can be kept by none.
            if not key or not text:
                continue
            digest = hashlib.sha256(f"{key}\0{text}".encode()).hexdigest()[:_DIGITS]
            keys = {label.perspective: (key, text, label.perspective) for label in item.labels}
            yield ReviewOutcome(digest, course, number, item, keys)
