"""What people decided about labels, kept as JSON lines.

One decision a line, sorted, so that versions of the file can be compared and merged.

A line has `course` (the course's key: its code, else its title), `text` (the learning outcome), `perspective`
(its id in the scheme), `decision` (yes or
no), and where known `reason`, `reviewer`, `date` (ISO), `lead_in`, and `sample` where it
was drawn in one. A decision holds for every outcome of
that course with that text, in any audit and
any version of the syllabus; case, punctuation and white space of course and text do not matter.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from curranalyser.aggregate.courses import normalise_title
from curranalyser.datamodel import Decision
from curranalyser.errors import OutputError, SettingsError
from curranalyser.folder import replace_file
from curranalyser.i18n import N_
from curranalyser.report.sanitise import clean_line

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class SampleMark:
    """That a label was drawn in a sample: see `review.sample`.

    Attributes:
        audit: digest of the audit that it was drawn from.
        seed: the random numbers' seed.
        number: how many labels with no were asked for, a perspective.
        tool: the tool's decision, and so the stratum.
        labels: how many labels the stratum has.
        rows: how many of them are in the sample.
    """

    audit: str
    seed: int
    number: int
    tool: Decision
    labels: int
    rows: int


@dataclass(frozen=True, slots=True)
class Review:
    """One person's decision on one label.

    `decision` is yes or no; `date` is an ISO date, or ""; `sample` says of a label that was drawn in a sample
    which one.
    """

    course: str
    text: str
    perspective: str
    decision: Decision
    reason: str = ""
    reviewer: str = ""
    date: str = ""
    lead_in: str = ""
    sample: SampleMark | None = None

    @property
    def key(self) -> Key:
        """What the decision is about, in a form that can be compared."""
        return comparable(self.course), comparable(self.text), self.perspective


def comparable(text: str) -> str:
    """Return a text as outcomes and courses are compared.

    Its letters and digits in lower case, after the cleaning that every shown text goes through.
    """
    return normalise_title(clean_line(text))


def parse_reviews(data: bytes, name: str) -> tuple[Review, ...]:
    """Read decisions from the bytes of a file.

    Args:
        data: JSON lines in UTF-8.
        name: the file's, for messages.

    Raises:
        SettingsError: a line is none, or two lines decide one label differently.
    """
    reviews: dict[Key, tuple[int, Review]] = {}
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            review = msgspec.json.decode(line, type=Review)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise _no_review(name, number) from error
        if review.decision not in (Decision.YES, Decision.NO) or not all(review.key):
            raise _no_review(name, number)
        before = reviews.get(review.key)
        if before and before[1].decision is not review.decision:
            raise SettingsError(
                N_("%(file)s: lines %(first)s and %(second)s decide the same label differently."),
                N_("Remove one of them."),
                file=name, first=before[0], second=number,
            )  # fmt: skip
        reviews[review.key] = number, review
    return tuple(review for _, review in reviews.values())


def _no_review(name: str, number: int) -> SettingsError:
    return SettingsError(
        N_("%(file)s, line %(line)s is no decision."),
        N_(
            "It needs course, text, perspective and decision (yes or no), as `curranalyser review import`"
            " writes them."
        ),
        file=name,
        line=number,
    )


def read_reviews(path: Path) -> tuple[Review, ...]:
    """Read a file of decisions. Raises SettingsError where it cannot be read, or does not hold decisions."""
    try:
        return parse_reviews(path.read_bytes(), path.name)
    except OSError as error:
        raise SettingsError(
            N_("The decisions in %(path)s cannot be read."),
            N_("Check the path; `curranalyser review import` makes the file."),
            path=path,
        ) from error


def render_reviews(reviews: Iterable[Review]) -> bytes:
    """Return decisions as JSON lines, sorted by what they are about; empty fields are left out."""
    lines = []
    for review in sorted(reviews, key=lambda review: review.key):
        fields: dict[str, Any] = msgspec.to_builtins(review)
        lines.append(msgspec.json.encode({name: value for name, value in fields.items() if value}))
    return b"".join(line + b"\n" for line in lines)


def write_reviews(reviews: Iterable[Review], path: Path) -> None:
    """Write a file of decisions, whole or not at all. Raises OutputError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, render_reviews(reviews))
    except OSError as error:
        raise OutputError(
            N_("%(path)s cannot be written: %(error)s."), N_("Choose another place."), path=path, error=error
        ) from error


def reviews_digest(reviews: Sequence[Review]) -> str:
    """Return the hex SHA-256 of decisions in any order, or "" where there are none."""
    return hashlib.sha256(render_reviews(reviews)).hexdigest() if reviews else ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a row of a reviewed table says of one label: a decision, or None to withdraw an earlier one."""

    review: Review
    decision: Decision | None
    row: int


@dataclass(frozen=True, slots=True)
class Merged:
    """Decisions after an import, and how many were new, changed, withdrawn or as before."""

    reviews: tuple[Review, ...]
    new: int
    changed: int
    withdrawn: int
    unchanged: int


def merge_reviews(existing: Iterable[Review], statements: Iterable[Statement], today: str) -> Merged:
    """Bring what a table says into the decisions there are.

    A row that repeats the decision there is says nothing new: it keeps its date and reviewer, and does not
    contradict another row that changes it. An empty
    reason never removes one.

    Args:
        existing: the decisions so far.
        statements: what the table says.
        today: the ISO date that new and changed decisions get.

    Raises:
        SettingsError: two rows say different things of one label.
    """
    before = {review.key: review for review in existing}
    said: dict[Key, Statement] = {}
    unchanged: set[Key] = set()
    for statement in statements:
        key = statement.review.key
        earlier = before.get(key)
        if (statement.decision is None and earlier is None) or (earlier and _repeats(earlier, statement)):
            unchanged.add(key)
            if earlier and statement.review.sample:
                before[key] = replace(earlier, sample=statement.review.sample)
            continue
        other = said.setdefault(key, statement)
        if other.decision is not statement.decision:
            raise SettingsError(
                N_("Rows %(first)s and %(second)s say different things of the same learning outcome."),
                N_("Make them agree, or empty one of them."),
                first=other.row, second=statement.row,
            )  # fmt: skip
    after = dict(before)
    for key, statement in said.items():
        if statement.decision is None:
            del after[key]
        else:
            earlier = before.get(key)
            reason = statement.review.reason or (
                earlier.reason if earlier and earlier.decision is statement.decision else ""
            )
            sample = statement.review.sample or (earlier.sample if earlier else None)
            after[key] = replace(
                statement.review, decision=statement.decision, reason=reason, date=today, sample=sample
            )
    return Merged(
        tuple(sorted(after.values(), key=lambda review: review.key)),
        sum(key not in before for key in said),
        sum(key in before and statement.decision is not None for key, statement in said.items()),
        sum(statement.decision is None for statement in said.values()),
        len(unchanged - said.keys()),
    )


def _repeats(earlier: Review, statement: Statement) -> bool:
    return earlier.decision is statement.decision and comparable(statement.review.reason) in (
        "",
        comparable(earlier.reason),
    )
