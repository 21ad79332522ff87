"""What a model and people answer of an outcome, with the words that decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from curranalyser.datamodel.syllabus import LearningOutcome, SectionKind, Syllabus


class Decision(StrEnum):
    """`yes` counts, `review` asks for a human eye, `no` does not count.

    `not labelled` is no answer: the model was not trained for the language, or the language is not known.
    Such an outcome is out of every numerator and denominator.
    """

    YES = "yes"
    REVIEW = "review"
    NO = "no"
    NOT_LABELLED = "not labelled"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that decided.

    Character span `start`..`end` in the text they stand in, the cue's name and the codebook rule.

    A span with `in_lead_in` counts from the lead-in, otherwise from the outcome's text.
    """

    start: int
    end: int
    text: str
    cue: str
    rule: str | None = None
    in_lead_in: bool = False


@dataclass(frozen=True, slots=True)
class HumanDecision:
    """That a person decided a label.

    `tool` is the tool's own decision, confirmed or overruled by it; `date` is an ISO date, or "".
    """

    tool: Decision
    reason: str = ""
    reviewer: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """The answer for one perspective.

    Attributes:
        probability: the model's, also where a person decided; None where the model does not label the
            language.
        rule: the codebook rule it rests on.
        kind_of_hit: one of the scheme's kinds, or None.
        human: set where a person decided; then `decision` is that person's.
    """

    perspective: str
    decision: Decision
    probability: float | None
    evidence: tuple[Evidence, ...] = ()
    rule: str | None = None
    kind_of_hit: str | None = None
    human: HumanDecision | None = None


@dataclass(frozen=True, slots=True)
class AnalysedOutcome:
    """An outcome with one label per perspective, in the scheme's order."""

    outcome: LearningOutcome
    labels: tuple[Label, ...]

    def label(self, perspective: str) -> Label:
        """Return the label for a perspective id. Raises KeyError where there is none."""
        for label in self.labels:
            if label.perspective == perspective:
                return label
        raise KeyError(perspective)

    @property
    def unlabelled(self) -> bool:
        """Whether the model does not label its language, whatever a person may have decided since."""
        return any(
            (label.human.tool if label.human else label.decision) is Decision.NOT_LABELLED
            for label in self.labels
        )


def course_answer(outcomes: Iterable[AnalysedOutcome], perspective: str) -> Decision:
    """Say whether a course carries a perspective.

    Args:
        outcomes: those of the course that count; at least one.
        perspective: its id.

    Returns:
        `yes` where one of them is decided yes. Otherwise `not labelled` where one of them is: what it would
        have been is not known, so neither is the answer of the course. Otherwise `review` where one is to be
        reviewed, else `no`.
    """
    found = {item.label(perspective).decision for item in outcomes}
    for decision in (Decision.YES, Decision.NOT_LABELLED, Decision.REVIEW):
        if decision in found:
            return decision
    return Decision.NO


@dataclass(frozen=True, slots=True)
class Mention:
    """A perspective met outside the outcomes (title, aim or content): no outcome, but an opportunity.

    `label.evidence` counts in `text`.
    """

    place: SectionKind
    text: str
    page: int
    label: Label


@dataclass(frozen=True, slots=True)
class NamedGoals:
    """Goals of its programme that a course syllabus names by their numbers.

    Attributes:
        numbers: as they are compared: capitals, no spaces and hyphens; those of a range one by one.
        words: the verbatim words.
        sentence: in which they stand.
    """

    numbers: tuple[str, ...]
    words: str
    sentence: str


@dataclass(frozen=True, slots=True)
class AnalysedSyllabus:
    """A syllabus with its outcomes labelled, in the same order as `syllabus.outcomes`.

    `goals_named` are goals of its programme that a course names by number, anywhere but in what it asks of
    those who begin.
    """

    syllabus: Syllabus
    outcomes: tuple[AnalysedOutcome, ...]
    mentions: tuple[Mention, ...] = ()
    goals_named: tuple[NamedGoals, ...] = ()
