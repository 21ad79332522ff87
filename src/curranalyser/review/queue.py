"""What a person is asked, in which order: an outcome at a time, with the labels that are to be decided."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from curranalyser.datamodel import CourseStatus, Decision
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_
from curranalyser.report.sanitise import clean_line
from curranalyser.review.decisions import Key, SampleMark
from curranalyser.review.outcomes import ReviewOutcome, ReviewOutcomes
from curranalyser.review.sample import draw_sample
from curranalyser.review.sheets import doubt

# The doubtful first; a random sample, without sight of what the tool says; or what others have decided,
# without sight of how.
QueueKind = Literal["doubtful", "sample", "second"]
# Characters of what was asked for that are repeated in a message.
_REPEATED = 100
# Queues that are kept: several people look at several programmes.
_MOST_KEPT = 32


@dataclass(frozen=True, slots=True)
class Choice:
    """Which labels are asked for; empty values choose nothing in particular.

    Attributes:
        kind: the order, and what is shown.
        programme: key of a programme: its courses.
        course: key of a course.
        taken: who takes the courses, in that programme or else in any.
        perspective: id.
        decision: how the label counts now; in a sample, what the tool says.
        number: of a sample, how many labels with no a perspective.
        seed: of a sample, what it follows from.
    """

    kind: QueueKind = "doubtful"
    programme: str = ""
    course: str = ""
    perspective: str = ""
    decision: Decision | None = None
    number: int = 100
    seed: int = 1
    taken: CourseStatus | None = None

    @property
    def blind(self) -> bool:
        """Whether what the tool says is not to lead whoever decides."""
        return self.kind == "sample"


@dataclass(frozen=True, slots=True)
class QueueItem:
    """An outcome and the perspectives that are asked for, with the sample that each was drawn in."""

    outcome: ReviewOutcome
    asked: tuple[str, ...]
    marks: Mapping[str, SampleMark] = field(default_factory=dict)

    @property
    def keys(self) -> tuple[Key, ...]:
        """What the decisions that are asked for are kept by."""
        return tuple(self.outcome.keys[perspective] for perspective in self.asked)

    def undecided(self, mine: Collection[Key]) -> tuple[str, ...]:
        """Return the perspectives that one has not decided."""
        return tuple(one for one in self.asked if self.outcome.keys[one] not in mine)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many labels of a queue are decided, of how many, and how many outcomes have one that is not."""

    decided: int
    labels: int
    outcomes_left: int


class Queue:
    """Outcomes in the order in which they are asked for.

    Args:
        items: in this order.
        blind: see `Choice.blind`.
    """

    def __init__(self, items: tuple[QueueItem, ...], blind: bool) -> None:
        self.items = items
        self.blind = blind
        self._place = {item.outcome.id: place for place, item in enumerate(items)}
        self._by_key = {key: place for place, item in enumerate(items) for key in item.keys}

    def item(self, identifier: str) -> QueueItem | None:
        """Return what is asked for of an outcome; None where it is not in the queue."""
        place = self._place.get(identifier)
        return None if place is None else self.items[place]

    def next_item(self, mine: Collection[Key], after: str = "") -> tuple[QueueItem, bool] | None:
        """Return the next outcome with an undecided label.

        Args:
            mine: the labels that one has decided.
            after: id of the outcome where one is; the first one where it is empty or not in the queue.

        Returns:
            The outcome, and whether it stands before where one is: what was passed over comes again at the
            end. None where everything is decided.
        """
        start = self._place.get(after, -1) + 1
        for places, again in ((range(start, len(self.items)), False), (range(start), start > 0)):
            for place in places:
                if self.items[place].undecided(mine):
                    return self.items[place], again
        return None

    def progress(self, mine: Collection[Key]) -> Progress:
        """Return how far one has come."""
        decided = Counter(self._by_key[key] for key in mine if key in self._by_key)
        whole = sum(count == len(self.items[place].asked) for place, count in decided.items())
        return Progress(decided.total(), len(self._by_key), len(self.items) - whole)


class Queues:
    """The queues of one audit, each made once.

    Args:
        outcomes: what there is to decide.
    """

    def __init__(self, outcomes: ReviewOutcomes) -> None:
        self.outcomes = outcomes
        self._kept: dict[Choice, Queue] = {}

    def queue(self, choice: Choice, by_others: Collection[Key] = ()) -> Queue:
        """Return a queue.

        Args:
            choice: which one.
            by_others: for a second pass the labels that others have decided.

        Raises:
            SettingsError: the audit has no such programme, course or perspective.
        """
        self._check(choice)
        if choice.kind == "second":
            theirs = {self.outcomes.by_key[key].id for key in by_others if key in self.outcomes.by_key}
            some = [outcome for outcome in self.outcomes.all if outcome.id in theirs]
            return self._cut(choice, some, by_others)
        if choice not in self._kept:
            while len(self._kept) >= _MOST_KEPT:
                # Another thread may be at the same.
                self._kept.pop(next(iter(self._kept)), None)
            made = self._sampled(choice) if choice.kind == "sample" else self._cut(choice, self.outcomes.all)
            self._kept[choice] = made
            return made
        return self._kept[choice]

    def _check(self, choice: Choice) -> None:
        there = self.outcomes
        known = (
            (choice.programme, there.programmes),
            (choice.course, there.courses),
            (choice.perspective, there.audit.perspectives),
        )
        for asked, names in known:
            if asked and asked not in names:
                raise SettingsError(
                    N_("The audit has nothing that is called “%(name)s”."),
                    N_("Choose anew what is to be reviewed."),
                    name=clean_line(asked[:_REPEATED]),
                )

    def _cut(
        self, choice: Choice, some: Iterable[ReviewOutcome], keys: Collection[Key] | None = None
    ) -> Queue:
        found = []
        for outcome in some:
            if not self._is_in(choice, outcome):
                continue
            labels = [
                label
                for label in outcome.outcome.labels
                if (keys is None or outcome.keys[label.perspective] in keys)
                and _is_wanted(choice, label.perspective, label.decision)
            ]
            if labels:
                # Among what is asked for the doubtful come first, and not what is doubtful otherwise.
                asked = tuple(label.perspective for label in labels)
                found.append((min(map(doubt, labels)), QueueItem(outcome, asked)))
        found.sort(key=lambda entry: entry[0])
        return Queue(tuple(item for _, item in found), choice.blind)

    def _is_in(self, choice: Choice, outcome: ReviewOutcome) -> bool:
        """Whether an outcome is of the programme and of the course that are chosen."""
        key = outcome.course.key
        return choice.course in ("", key) and self._is_taken(choice, key)

    def _is_taken(self, choice: Choice, key: str) -> bool:
        """Whether a course is in the programme that is chosen, and taken by those who are."""
        there = self.outcomes.programmes
        some = (there[choice.programme],) if choice.programme else there.values()
        if choice.taken is None:
            return not choice.programme or any(key in courses for courses in some)
        return any(courses.get(key) is choice.taken for courses in some)

    def _sampled(self, choice: Choice) -> Queue:
        sample = draw_sample(self.outcomes.audit, choice.number, choice.seed)
        marks: dict[str, dict[str, SampleMark]] = {}
        for drawn in sample.labels:
            outcome = self.outcomes.by_key.get(drawn.key)
            perspective = drawn.label.perspective
            if outcome and self._is_in(choice, outcome) and _is_wanted(choice, perspective, drawn.mark.tool):
                marks.setdefault(outcome.id, {})[perspective] = drawn.mark
        items = (
            QueueItem(
                self.outcomes.by_id[identifier],
                tuple(one for one in self.outcomes.audit.perspectives if one in found),
                found,
            )
            for identifier, found in marks.items()
        )
        return Queue(tuple(items), choice.blind)


def _is_wanted(choice: Choice, perspective: str, decision: Decision) -> bool:
    return choice.perspective in ("", perspective) and choice.decision in (None, decision)
