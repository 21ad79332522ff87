"""The files of reviewers beside the common file of decisions, and how one decision comes into both.

Each reviewer has a file, `reviews-NAME.jsonl`, which nobody else writes to. How differences were settled is
kept in `reviews.adjudicated.jsonl`, and what holds (`review.settle`) in `reviews.jsonl`, which is what an
audit takes in. All change under one lock, are read anew before they do, and are replaced whole: two pages,
two people or two programs at once lose nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from curranalyser.errors import OutputError, SettingsError
from curranalyser.i18n import N_
from curranalyser.review.decisions import (
    Key,
    Merged,
    Review,
    Statement,
    merge_reviews,
    parse_reviews,
    read_reviews,
    write_reviews,
)
from curranalyser.review.locked import locked
from curranalyser.review.reviewer_names import file_part, reviewer_name, same_name
from curranalyser.review.settle import Settled, settle, standing_decisions

# What is settled: what stands in the common file otherwise, the decisions of each, and the last words.
_Given = tuple[tuple[Review, ...], dict[str, tuple[Review, ...]], tuple[Review, ...]]
# How often a decision that was changed and changed again can be taken back step by step.
_STEPS = 5


@dataclass(frozen=True)
class Decisions:
    """All that was decided, as it was at one moment.

    Attributes:
        by_reviewer: decisions by the name of who made them, as it is shown.
        settled: what holds, and what is decided differently.
    """

    by_reviewer: Mapping[str, tuple[Review, ...]]
    common: tuple[Review, ...]
    settled: Settled

    @cached_property
    def everyone(self) -> dict[str, tuple[Review, ...]]:
        """Return the decisions by name with those that came in tables under a name.

        Of one person's two on a label that in the file holds.
        """
        found = {
            name: {review.key: review for review in reviews} for name, reviews in self.by_reviewer.items()
        }
        names = {same_name(name): name for name in found}
        for review in standing_decisions(self.common):
            if review.reviewer:
                name = names.setdefault(same_name(review.reviewer), review.reviewer)
                found.setdefault(name, {}).setdefault(review.key, review)
        return {name: tuple(found[name].values()) for name in sorted(found)}

    def own(self, reviewer: str) -> dict[Key, Review]:
        """Return what one reviewer has decided, in the file or in a table that was brought in."""
        same = same_name(reviewer)
        return {
            review.key: review
            for name, reviews in self.everyone.items()
            if same_name(name) == same
            for review in reviews
        }

    def by_others(self, reviewer: str) -> frozenset[Key]:
        """Return the labels that others have decided, and not how."""
        same = same_name(reviewer)
        return frozenset(
            review.key
            for name, reviews in self.everyone.items()
            if same_name(name) != same
            for review in reviews
        )


class ReviewFiles:
    """The files of decisions in one folder. No path of them comes from anybody but who opens them.

    Args:
        common: the file of what holds, such as `reviews.jsonl` in the folder of an audit.
    """

    def __init__(self, common: Path) -> None:
        # A link to a file elsewhere stays a link: the file it leads to is replaced, under its own lock.
        self.common = common.resolve()
        self.adjudicated = self.common.with_name(f"{self.common.stem}.adjudicated.jsonl")
        self._read: dict[Path, tuple[bytes, tuple[Review, ...]]] = {}
        self._made: tuple[_Given, Settled] | None = None
        self._last: Decisions | None = None

    def file_of(self, reviewer: str) -> Path:
        """Return the file of a reviewer. Raises SettingsError where that is no name."""
        return self.common.with_name(f"{self.common.stem}-{file_part(reviewer_name(reviewer))}.jsonl")

    def decisions(self) -> Decisions:
        """Return what is decided now. Raises SettingsError where a file cannot be read."""
        common = self._reviews(self.common)
        by_reviewer = self._by_reviewer()
        settled = self._settle(common, by_reviewer, self._reviews(self.adjudicated))
        found, last = Decisions(by_reviewer, common, settled), self._last
        # Whoever asks twice in one breath gets what was worked out of it too.
        if last == found:
            return last
        self._last = found
        return found

    def decide(self, reviewer: str, review: Review, keep_reason: bool = False) -> None:
        """Keep a decision of a reviewer, in the place of an earlier one of this reviewer on the same label.

        Args:
            reviewer: who decides.
            review: what is decided, and why; its `reviewer` need not be set.
            keep_reason: whether the reason of an earlier decision that was the same stays.

        Raises:
            SettingsError: that is no name of a reviewer, or a file of decisions cannot be read.
            OutputError: it cannot be written; the message says whether the decision is kept.
        """
        name = reviewer_name(reviewer)

        def change(mine: dict[Key, Review], brought_in: Mapping[Key, Review]) -> None:
            earlier = mine.get(review.key) or brought_in.get(review.key)
            new = replace(review, reviewer=name, before=earlier and _shortened(earlier, _STEPS))
            if earlier:
                same = keep_reason and earlier.decision is new.decision
                new = replace(
                    new,
                    reason=earlier.reason if same else new.reason,
                    sample=new.sample or earlier.sample,
                )
                if (new.decision, new.reason, new.sample) == (
                    earlier.decision,
                    earlier.reason,
                    earlier.sample,
                ):
                    return
            number = max((made.number for made in mine.values()), default=0) + 1
            mine[review.key] = replace(new, number=number)

        self._change(name, change)

    def bring_in(self, statements: Iterable[Statement], today: str) -> Merged:
        """Keep what several people decided elsewhere, each in the file of this person.

        What they decide differently is open until somebody settles it.

        Args:
            statements: decisions, each with its reviewer; none that withdraws.
            today: the ISO date that new and changed decisions get.

        Returns:
            What holds now, and over the files of all how many decisions were new, changed and as before.

        Raises:
            SettingsError: as `decide`, or one person says two things of one label; then nothing is kept.
            OutputError: as `decide`.
        """
        by_name: dict[str, list[Statement]] = {}
        names: dict[str, str] = {}
        for statement in statements:
            same = same_name(statement.review.reviewer)
            names.setdefault(same, reviewer_name(statement.review.reviewer))
            by_name.setdefault(same, []).append(statement)
        with locked(self.common):
            merged: list[Merged] = []
            files: dict[Path, list[Review]] = {}
            for same, name in names.items():
                mine = self._own(name)
                known = {**self._brought_in(name), **mine}
                merged.append(merge_reviews(known.values(), by_name[same], today))
                files[self.file_of(name)] = list(_with_new(mine, known, merged[-1].reviews, name))
            for file, reviews in files.items():
                self._write(reviews, file)
            self._write_common(self._reviews(self.adjudicated), self._by_reviewer())
            holds = self._reviews(self.common)
        return Merged(
            holds,
            new=sum(found.new for found in merged),
            changed=sum(found.changed for found in merged),
            withdrawn=0,
            unchanged=sum(found.unchanged for found in merged),
        )

    def take_back(self, reviewer: str) -> Review | None:
        """Take back the last decision of a reviewer; what this one had decided before, if anything, is back.

        Returns:
            The decision that was taken back; None where there is none.

        Raises:
            SettingsError: as `decide`.
            OutputError: as `decide`.
        """
        taken: list[Review] = []

        def change(mine: dict[Key, Review], brought_in: Mapping[Key, Review]) -> None:
            last = max(mine.values(), key=lambda review: review.number, default=None)
            if last is None or not last.number:
                return
            taken.append(last)
            if last.before:
                mine[last.key] = last.before
            else:
                del mine[last.key]

        self._change(reviewer_name(reviewer), change)
        return taken[0] if taken else None

    def settle_difference(self, reviewer: str, review: Review) -> None:
        """Keep a last word on a label that is decided differently.

        What stood in the common file in another way is kept beside it.

        Raises:
            SettingsError: as `decide`.
            OutputError: as `decide`.
        """
        name = reviewer_name(reviewer)
        with locked(self.common):
            words = {word.key: word for word in self._reviews(self.adjudicated)}
            standing = {found.key: found for found in standing_decisions(self._reviews(self.common))}
            earlier = words.get(review.key)
            before = standing.get(review.key) or (earlier.before if earlier else None)
            words[review.key] = replace(review, reviewer=name, before=before, number=0, settled=False)
            self._write(words.values(), self.adjudicated)
            self._write_common(words.values(), self._by_reviewer())

    def open_difference(self, key: Key) -> bool:
        """Take back a last word, whoever had it; what stood in the common file stands there again.

        Returns whether there was one.

        Raises:
            SettingsError: as `decide`.
            OutputError: as `decide`.
        """
        with locked(self.common):
            words = {word.key: word for word in self._reviews(self.adjudicated)}
            word = words.pop(key, None)
            if word is None:
                return False
            # First back to where it stood: whatever happens now, it is kept in one place at least.
            restored = [word.before] if word.before else []
            self._write_common(words.values(), self._by_reviewer(), restored)
            self._write(words.values(), self.adjudicated)
        return True

    def bring_up_to_date(self) -> None:
        """Write what holds into the common file where it is not there: after a program or a disk gave up.

        Raises:
            SettingsError: as `decide`.
            OutputError: as `decide`.
        """
        decisions = self.decisions()
        if decisions.settled.holds != decisions.common:
            with locked(self.common):
                self._write_common(self._reviews(self.adjudicated), self._by_reviewer())

    def _change(self, name: str, change: Callable[[dict[Key, Review], Mapping[Key, Review]], None]) -> None:
        """Change a reviewer's decisions, and then what holds."""
        file = self.file_of(name)
        with locked(self.common):
            mine = self._own(name)
            before = self._reviews(file)
            change(mine, self._brought_in(name))
            after = tuple(sorted(mine.values(), key=lambda review: review.key))
            if after != before:
                self._write(after, file)
            try:
                self._write_common(self._reviews(self.adjudicated), self._by_reviewer())
            except OutputError as error:
                raise OutputError(
                    N_("Your decision is kept in %(own)s, but %(path)s cannot be written."),
                    N_("See that there is room: it is brought up to date with your next decision."),
                    own=file.name,
                    path=self.common,
                ) from error

    def _own(self, name: str) -> dict[Key, Review]:
        """Return what stands in the file of a reviewer. Raises SettingsError where it is somebody else's."""
        file = self.file_of(name)
        reviews = self._reviews(file)
        if not _is_of(reviews, file, self):
            raise SettingsError(
                N_("%(path)s holds decisions of somebody else."),
                N_("Move the file away, or write your name differently."),
                path=file,
            )
        return {review.key: review for review in reviews}

    def _brought_in(self, name: str) -> dict[Key, Review]:
        """Return what came into the common file under the name of a reviewer, in a table say."""
        same = same_name(name)
        return {
            review.key: review
            for review in standing_decisions(self._reviews(self.common))
            if review.reviewer and same_name(review.reviewer) == same
        }

    def _write_common(
        self,
        words: Iterable[Review],
        by_reviewer: Mapping[str, tuple[Review, ...]],
        restored: Iterable[Review] = (),
    ) -> None:
        common = self._reviews(self.common)
        given = {review.key: review for review in common} | {review.key: review for review in restored}
        holds = self._settle(given.values(), by_reviewer, tuple(words)).holds
        if holds != common:
            self._write(holds, self.common)

    def _settle(
        self,
        common: Iterable[Review],
        by_reviewer: Mapping[str, tuple[Review, ...]],
        words: tuple[Review, ...],
    ) -> Settled:
        """Do as `settle`, once for the same files: what it made of them itself is nothing new to it."""
        given = standing_decisions(common), dict(by_reviewer), words
        made = self._made
        if made is None or made[0] != given:
            # Several threads may come here; each has its own.
            self._made = made = given, settle(*given)
        return made[1]

    def _by_reviewer(self) -> dict[str, tuple[Review, ...]]:
        """Read the files of all reviewers; the name is that of the latest decision."""
        prefix, found = f"{self.common.stem}-", {}
        for path in self._beside():
            if path.name.startswith(prefix) and path.suffix == ".jsonl":
                reviews = self._reviews(path)
                if reviews and _is_of(reviews, path, self):
                    found[max(reviews, key=lambda review: review.number).reviewer] = reviews
        return dict(sorted(found.items()))

    def _beside(self) -> list[Path]:
        try:
            return sorted(path for path in self.common.parent.iterdir() if path.is_file())
        except FileNotFoundError:
            return []
        except OSError as error:
            raise SettingsError(
                N_("The decisions in %(path)s cannot be read."),
                N_("Check the path."),
                path=self.common.parent,
            ) from error

    def _write(self, reviews: Iterable[Review], path: Path) -> None:
        """Write a file, and remember what it says: it need not be read anew."""
        written = tuple(sorted(reviews, key=lambda review: review.key))
        self._read[path] = write_reviews(written, path), written

    def _reviews(self, path: Path) -> tuple[Review, ...]:
        """Read a file of decisions; what it says is taken from memory where its bytes are those of before."""
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return ()
        except OSError:
            return read_reviews(path)
        kept = self._read.get(path)
        if kept and kept[0] == data:
            return kept[1]
        reviews = tuple(sorted(parse_reviews(data, path.name), key=lambda review: review.key))
        self._read[path] = data, reviews
        return reviews


def _with_new(
    mine: Mapping[Key, Review], known: Mapping[Key, Review], after: Iterable[Review], name: str
) -> Iterator[Review]:
    """Yield the decisions for a reviewer's file: those there, and what is new or changed, numbered on.

    Args:
        mine: what stands in the file.
        known: that, and what came into the common file under the name; it stays there where it is as before.
        after: what the reviewer has decided now.
        name: the reviewer's.
    """
    last = max((review.number for review in mine.values()), default=0)
    for review in after:
        earlier = known.get(review.key)
        if earlier is not review:
            last += 1
            yield replace(review, reviewer=name, number=last, before=earlier and _shortened(earlier, _STEPS))
        elif review.key in mine:
            yield review


def _shortened(review: Review, steps: int) -> Review:
    """Cut off what came long before."""
    before = _shortened(review.before, steps - 1) if review.before and steps > 1 else None
    return replace(review, before=before, settled=False)


def _is_of(reviews: Iterable[Review], path: Path, files: ReviewFiles) -> bool:
    """Whether all decisions are of the reviewer whose file this is: a copy of another file is nobody's."""
    return all(_file_name(name, files) == path.name for name in {review.reviewer for review in reviews})


def _file_name(reviewer: str, files: ReviewFiles) -> str:
    try:
        return files.file_of(reviewer).name
    except SettingsError:
        return ""
