"""What people decided about labels, kept as JSON lines.

One decision a line, sorted, so that versions of the file can be compared and merged.

A line has `course` (the course's key: its code, else its title), `text` (the learning outcome), `perspective`
(its id in the scheme), `decision` (yes or
no), `schema_version`, and where known `reason`, `reviewer`, `date` (ISO), `lead_in`, and `sample` where it
was drawn in one. `number` and `before` stand in the files of reviewers, and `settled` in the file that holds
what these agree on: see `review.settle`. A decision holds for every outcome of
that course with that text, in any audit and
any version of the syllabus; case, punctuation and white space of course and text do not matter.
"""

import hashlib
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import msgspec

from curranalyser.aggregate.courses import normalise_title
from curranalyser.datamodel import Decision
from curranalyser.errors import DataError, OutputError, SettingsError, UnreadRowWarning
from curranalyser.folder import replace_file
from curranalyser.i18n import N_
from curranalyser.output_file import refuse_what_is_no_file
from curranalyser.read.csv_rows import MOST_DAMAGED
from curranalyser.report.sanitise import clean_line
from curranalyser.schema_versions import DECISION, NONE, later_version, schema_text, version_of
from curranalyser.strict_data import json_as, read_within

Key = tuple[str, str, str]

# Texts and lines of which what was made is kept in memory: a page reads and writes the same thousands of
# lines again with every decision.
_KEPT = 1 << 16


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


# Without slots: what a decision is about is asked of thousands with each new one, and kept.
@dataclass(frozen=True)
class Review:
    """One person's decision on one label.

    Attributes:
        course: its key.
        text: of the learning outcome.
        perspective: its id.
        decision: yes or no.
        date: ISO date, or "".
        sample: of a label that was drawn in a sample, which one.
        number: which of its reviewer's decisions it is, from 1; 0 where that is not kept.
        before: the decision in whose place it came, so that it can be taken back.
        settled: whether it follows from the files of reviewers, and goes or changes with them.
        schema_version: of its line: `schema_versions` says why each line has its own. It is no part of what
            was decided.
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
    number: int = 0
    before: "Review | None" = None
    settled: bool = False
    schema_version: int = field(default=DECISION, compare=False)

    @cached_property
    def key(self) -> Key:
        """What the decision is about, in a form that can be compared."""
        return comparable(self.course), comparable(self.text), self.perspective


@lru_cache(maxsize=_KEPT)
def comparable(text: str) -> str:
    """Return a text as outcomes and courses are compared.

    Its letters and digits in lower case, after the cleaning that every shown text goes through.
    """
    return normalise_title(clean_line(text))


def parse_reviews(data: bytes, name: str, *, whole: bool = True) -> tuple[Review, ...]:
    """Read decisions from the bytes of a file.

    Args:
        data: JSON lines in UTF-8.
        name: the file's, for messages.
        whole: whether each line has to be a decision, as where the file is written anew. Otherwise one that
            is none is left out, with an UnreadRowWarning that names it.

    Raises:
        SettingsError: a line is none, or two lines decide one label differently.
    """
    reviews: dict[Key, tuple[int, Review]] = {}
    unread = 0
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        review = _read_review(line)
        if review is None:
            unread += 1
            if whole or unread > MOST_DAMAGED:
                raise _no_review(name, number)
            warnings.warn(UnreadRowWarning(_no_review(name, number)), stacklevel=2)
            continue
        if review.schema_version > DECISION:
            raise later_version(f"{name}:{number}", review.schema_version, DECISION)
        before = reviews.get(review.key)
        if before and before[1].decision is not review.decision:
            raise SettingsError(
                N_("%(file)s: lines %(first)s and %(second)s decide the same label differently."),
                N_("Remove one of them."),
                file=name, first=before[0], second=number,
            )  # fmt: skip
        reviews[review.key] = number, review
    return tuple(review for _, review in reviews.values())


def _read_review(line: bytes) -> Review | None:
    """Return the decision of a line; None where it is none."""
    try:
        review = _review(line)
    except ValueError:
        return None
    return review if review.decision in (Decision.YES, Decision.NO) and all(review.key) else None


@lru_cache(maxsize=_KEPT)
def _review(line: bytes) -> Review:
    return replace(json_as(line, Review), schema_version=version_of(line))


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


def read_reviews(path: Path, *, whole: bool = True) -> tuple[Review, ...]:
    """Read a file of decisions; `whole` as for `parse_reviews`.

    Raises SettingsError where it cannot be read, or does not hold decisions.
    """
    try:
        return parse_reviews(read_within(path), path.name, whole=whole)
    except (OSError, DataError) as error:
        raise SettingsError(
            N_("The decisions in %(path)s cannot be read."),
            N_("Check the path; `curranalyser review import` makes the file."),
            path=path,
        ) from error


def render_reviews(reviews: Iterable[Review]) -> bytes:
    """Return decisions as JSON lines, sorted by what they are about; empty fields are left out."""
    return b"".join(_line(review, review.schema_version) for review in _sorted(reviews))


def _sorted(reviews: Iterable[Review]) -> list[Review]:
    return sorted(reviews, key=lambda review: review.key)


@lru_cache(maxsize=_KEPT)
def _line(review: Review, version: int) -> bytes:
    """Return the line of a decision; `NONE` for one without a version. Two that differ in it are equal."""
    return msgspec.json.encode(_filled(msgspec.to_builtins(review) | {"schema_version": version})) + b"\n"


def decision_schema() -> str:
    """Return the JSON Schema of a line."""
    return schema_text(msgspec.json.schema(Review))


def _filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is empty, in the decision before as well."""
    return {
        name: _filled({**value, "schema_version": NONE}) if name == "before" else value
        for name, value in fields.items()
        if value
    }


def write_reviews(reviews: Iterable[Review], path: Path) -> bytes:
    """Write a file of decisions, whole or not at all, and to the disk.

    Returns what was written. Raises OutputError, for a link too.
    """
    refuse_what_is_no_file(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        data = render_reviews(reviews)
        replace_file(path, data, synced=True)
        return data
    except OSError as error:
        raise OutputError(
            N_("%(path)s cannot be written: %(error)s."),
            N_("See that you may write there and that there is room."),
            path=path,
            error=error,
        ) from error


def reviews_digest(reviews: Sequence[Review]) -> str:
    """Return the hex SHA-256 of decisions in any order, or "" where there are none.

    Of what was decided, whatever the version of the lines.
    """
    lines = b"".join(_line(review, NONE) for review in _sorted(reviews))
    return hashlib.sha256(lines).hexdigest() if reviews else ""


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
        SettingsError: two rows say different things of one label, or one withdraws what follows from the
            files of reviewers.
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
        if statement.decision is None and earlier and earlier.settled:
            raise SettingsError(
                N_("Row %(row)s withdraws a decision that rests on the file of %(reviewer)s."),
                N_("Take it back on the page of `curranalyser serve`."),
                row=statement.row,
                reviewer=earlier.reviewer,
            )
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
