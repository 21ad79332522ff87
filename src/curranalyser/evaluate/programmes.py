"""How well the structure of programmes is read: entries, who takes them, choices, tracks, size, terms.

Measured against what careful readers found in whole programme syllabi. Gold is JSON lines, one a programme:
`file`, `credits`, `guaranteed` (null where nothing readable guarantees a course), `courses` with `code`,
`title`, `credits`, `terms`, `year` or `years`, `status` (compulsory, elective, unknown), `track` and
`alternatives`; `groups` with `courses` and `credits`; `tracks`; `placeholders` with `text`.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from curranalyser.datamodel import CourseRef, CourseStatus, EntryKind, Syllabus, SyllabusKind
from curranalyser.errors import DocumentError, SettingsError
from curranalyser.evaluate.gold_rows import ProgrammeGold, read_gold
from curranalyser.evaluate.parsing import find_gold_file
from curranalyser.i18n import N_
from curranalyser.likeness import likeness_in_blocks
from curranalyser.parse import parse_document
from curranalyser.read import describe_source, load_bytes, read_document
from curranalyser.settings import Settings

Row = dict[str, Any]

# A title that differs from one of the gold by less than this is another course.
_LIKE = 0.85
# A title of so many characters that begins as the other does, and is half as long, is the same, cut off.
_LEAST_CUT_TITLE = 12
_LEAST_CUT_PART = 0.5
_CUT_LIKENESS = 0.9
# An entry that is like a slot of the gold is a slot, or a container, that was taken for a course.
_LIKE_SLOT = 0.7
_TERMS_A_YEAR = 2

_STATUSES = {
    CourseStatus.EVERYONE: "compulsory",
    CourseStatus.SOME: "elective",
    CourseStatus.NOT_SAID: "unknown",
}


@dataclass(slots=True)
class ProgrammeTally:
    """Counts over programmes, and what went wrong, for `--errors`.

    The names of `counts`: programmes, kind, gold, found, matched_refs, matched_gold, invented,
    invented_slot, duplicate, title, credits, credits_n, where_right, where_missing, where_wrong, status,
    set_exact, set_over, set_under, size, size_n, groups, groups_found, groups_gold, tracks_found,
    tracks_gold, in_track, in_track_n, in_track_wrong.
    """

    counts: Counter[str] = field(default_factory=Counter)
    confusions: Counter[tuple[str, str]] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, other: "ProgrammeTally") -> None:
        """Add another tally."""
        self.counts += other.counts
        self.confusions += other.confusions
        self.misses += other.misses


def _plain(title: str | None) -> str:
    text = re.sub(r"[*_|]", "", (title or "").casefold())
    return " ".join(re.sub(r"[^\w]+", " ", text).split())


def _code(code: str | None) -> str | None:
    return re.sub(r"\s+", "", code or "").upper() or None


def _number(value: object) -> float | None:
    try:
        return float(Decimal(str(value).replace(",", ".")))
    except InvalidOperation:
        return None


def _titles(row: Row) -> list[str]:
    return [row["title"], *(row.get("alternatives") or ())]


def _years(row: Row) -> set[int]:
    return set(row.get("years") or ([row["year"]] if row.get("year") else ()))


class _Pairing:
    """Which entry is which course of the gold.

    By code first, then by the same title, then by a title that is alike. A course of the gold may be met as
    often as it has years or alternatives.
    """

    def __init__(self, refs: Sequence[CourseRef], gold: Sequence[Row]) -> None:
        self.refs = refs
        self.gold = gold
        self.pairs: dict[int, int] = {}
        self._left = [
            max(1, len(row.get("years") or [1]), len(row.get("alternatives") or ())) for row in gold
        ]
        for number, ref in enumerate(refs):
            self._by_code(number, ref)
        for likeness in (_same_title, _like_title):
            for number, ref in enumerate(refs):
                if number not in self.pairs and _plain(ref.title):
                    self._by_title(number, ref, likeness)

    def _take(self, number: int, place: int) -> None:
        self.pairs[number] = place
        self._left[place] -= 1

    def _by_code(self, number: int, ref: CourseRef) -> None:
        code = _code(ref.code)
        for place, row in enumerate(self.gold):
            if code and self._left[place] > 0 and _code(row["code"]) == code:
                self._take(number, place)
                return

    def _by_title(self, number: int, ref: CourseRef, likeness: Callable[[str, str], float]) -> None:
        best: tuple[tuple[float, int], int] | None = None
        for place, row in enumerate(self.gold):
            other = _code(ref.code) and row["code"] and _code(row["code"]) != _code(ref.code)
            if self._left[place] <= 0 or other:
                continue
            alike = max(likeness(_plain(title), _plain(ref.title)) for title in _titles(row))
            if not alike:
                continue
            same = (_number(ref.credits) == _number(row["credits"])) + bool(
                row.get("year") and row["year"] in ref.years
            )
            if best is None or (alike, same) > best[0]:
                best = (alike, same), place
        if best is not None:
            self._take(number, best[1])


def _same_title(gold: str, found: str) -> float:
    return 1.0 if gold == found else 0.0


def _like_title(gold: str, found: str) -> float:
    alike = likeness_in_blocks(gold, found)
    one, other = sorted((gold, found), key=len)
    if len(found) >= _LEAST_CUT_TITLE and other.startswith(one) and len(one) / len(other) >= _LEAST_CUT_PART:
        alike = max(alike, _CUT_LIKENESS)
    return alike if alike >= _LIKE else 0.0


def _where(ref: CourseRef, row: Row) -> str:
    """Return whether term and year are "right", "missing" (the gold has them, we do not) or "wrong"."""
    terms, years = set(row["terms"] or ()), _years(row)
    our_terms, our_years = set(ref.terms), set(ref.years)
    if row.get("where_loose") and not our_terms and (not our_years or not years or our_years <= years):
        return "right"
    if not terms and not years:
        return "wrong" if our_terms or our_years else "right"
    if terms:
        around = years or _years_of(terms)
        wrong = not our_terms <= terms or not our_years <= around
        return "wrong" if wrong else "right" if our_terms else "missing"
    if not _years_of(our_terms) <= years or not our_years <= years:
        return "wrong"
    if not our_years:
        # A term where the gold has the year only claims more than is known.
        return "wrong" if our_terms else "missing"
    return "right"


def _years_of(terms: Iterable[int]) -> set[int]:
    return {-(-term // _TERMS_A_YEAR) for term in terms}


def _entry_key(code: str | None, title: str | None) -> str:
    return _code(code) or _plain(title)


def _taken_by_all(refs: Iterable[CourseRef]) -> set[str]:
    """Return what is claimed to be taken by everyone; of an entry that is listed twice the first counts."""
    once: dict[str, CourseRef] = {}
    for ref in refs:
        once.setdefault(ref.code or ref.title, ref)
    return {_entry_key(ref.code, ref.title) for ref in once.values() if ref.status is CourseStatus.EVERYONE}


class _Programme:
    """One programme: what was found against what the gold has."""

    def __init__(self, row: Row, syllabi: Sequence[Syllabus]) -> None:
        programmes = [syllabus for syllabus in syllabi if syllabus.kind is SyllabusKind.PROGRAMME]
        self.row = row
        self.used = programmes or list(syllabi)
        self.refs = [
            ref for syllabus in self.used for ref in syllabus.course_refs if ref.kind is EntryKind.COURSE
        ]
        self.tally = ProgrammeTally(
            Counter(programmes=1, kind=int(bool(programmes)), gold=len(row["courses"]), found=len(self.refs))
        )
        if not programmes:
            self._miss("not taken for a programme")
        self.pairing = _Pairing(self.refs, row["courses"])
        self._entries()
        self._everyone()
        self._structure()

    def _miss(self, text: str) -> None:
        self.tally.misses.append(f"{self.row['file']}: {text}")

    def _count(self, name: str, number: int = 1) -> None:
        self.tally.counts[name] += number

    def _entries(self) -> None:
        pairs = self.pairing.pairs
        self._count("matched_refs", len(pairs))
        self._count("matched_gold", len(set(pairs.values())))
        seen: set[int] = set()
        for number, ref in enumerate(self.refs):
            if number not in pairs:
                self._unmatched(ref)
            elif pairs[number] not in seen:
                seen.add(pairs[number])
                self._entry(ref, self.row["courses"][pairs[number]])
        for place, row in enumerate(self.row["courses"]):
            if place not in seen:
                self._miss(f"lost: {row['code'] or ''} {row['title']} ({row['status']})")

    def _unmatched(self, ref: CourseRef) -> None:
        key = _entry_key(ref.code, ref.title)
        title = _plain(ref.title)
        slots = [_plain(slot["text"]) for slot in self.row.get("placeholders") or ()]
        if any(
            key == _entry_key(self.refs[other].code, self.refs[other].title) for other in self.pairing.pairs
        ):
            what = "duplicate"
        elif any(title and _is_slot(title, slot) for slot in slots):
            what = "invented_slot"
        else:
            what = "invented"
        self._count(what)
        self._miss(f"{what}: {ref.code} {ref.title!r} {ref.credits}")

    def _entry(self, ref: CourseRef, row: Row) -> None:
        same = _plain(ref.title) in {_plain(title) for title in _titles(row)}
        self._count("title", same)
        if not same:
            self._miss(f"title {ref.title!r}, not {row['title']!r}")
        if row["credits"] is not None:
            right = _number(ref.credits) == _number(row["credits"])
            self._count("credits_n")
            self._count("credits", right)
            if not right:
                self._miss(f"credits {ref.credits}, not {row['credits']}: {row['title']}")
        where = _where(ref, row)
        self._count(f"where_{where}")
        if where != "right":
            self._miss(
                f"term {ref.terms} year {ref.years}, not {row['terms']} {sorted(_years(row))}: {row['title']}"
            )
        status = _STATUSES[ref.status]
        self.tally.confusions[(row["status"], status)] += 1
        self._count("status", status == row["status"])
        if status != row["status"]:
            self._miss(f"status {status}, not {row['status']}: {row['title']}")
        self._count("in_track_n", bool(row["track"]))
        self._count("in_track", bool(row["track"] and ref.track))
        self._count("in_track_wrong", bool(not row["track"] and ref.track))

    def _everyone(self) -> None:
        """Compare the set of courses that everyone takes."""
        courses = self.row["courses"]
        known = {
            _entry_key(self.refs[number].code, self.refs[number].title): _entry_key(
                courses[place]["code"], courses[place]["title"]
            )
            for number, place in self.pairing.pairs.items()
        }
        wanted = (
            set()
            if self.row["guaranteed"] is None
            else {_entry_key(row["code"], row["title"]) for row in courses if row["status"] == "compulsory"}
        )
        claimed = {known.get(key, key) for key in _taken_by_all(self.refs)}
        self._count("set_exact", claimed == wanted)
        self._count("set_over", bool(claimed - wanted))
        self._count("set_under", bool(wanted - claimed))
        if claimed != wanted:
            over, under = len(claimed - wanted), len(wanted - claimed)
            self._miss(f"taken by everyone: {over} too many, {under} lacking, of {len(wanted)}")

    def _structure(self) -> None:
        """Compare size, groups to choose from and tracks."""
        size = self.used[0].header.credits if self.used else None
        if self.row["credits"] is not None:
            right = _number(size) == _number(self.row["credits"])
            self._count("size_n")
            self._count("size", right)
            if not right:
                self._miss(f"size {size}, not {self.row['credits']}")
        found = [group for syllabus in self.used for group in syllabus.groups]
        left = [(_number(group.courses), _number(group.credits)) for group in found]
        self._count("groups_gold", len(self.row["groups"]))
        self._count("groups_found", len(found))
        for group in self.row["groups"]:
            numbers = (_number(group["courses"]), _number(group["credits"]))
            if numbers in left:
                left.remove(numbers)
                self._count("groups")
            else:
                self._miss(
                    f"group to choose from lost: {group['courses']} courses, {group['credits']} credits"
                )
        tracks = [track for syllabus in self.used for track in syllabus.tracks]
        self._count("tracks_gold", len(self.row["tracks"]))
        self._count("tracks_found", len(tracks))
        if len(tracks) != len(self.row["tracks"]):
            self._miss(f"tracks {[track.name for track in tracks]}, not {self.row['tracks']}")


def _is_slot(title: str, slot: str) -> bool:
    if title in slot or slot in title:
        return True
    return likeness_in_blocks(title, slot) > _LIKE_SLOT


def score_programme(row: Row, syllabi: Sequence[Syllabus]) -> ProgrammeTally:
    """Compare what was understood of one file with its row of the gold."""
    return _Programme(row, syllabi).tally


def evaluate_programmes(gold_path: Path, settings: Settings) -> ProgrammeTally:
    """Measure the reading of programmes on a gold file. In a file that cannot be read nothing is found.

    Args:
        gold_path: JSON lines; each names its file, which is looked for as `evaluate parsing` does.
        settings: limits.

    Raises:
        SettingsError: the gold cannot be read, or names no file that is there.
    """
    tally = ProgrammeTally()
    for row, path in _files(gold_path):
        syllabi: tuple[Syllabus, ...] = ()
        try:
            data = load_bytes(path, settings)
            syllabi = parse_document(read_document(data, describe_source(data, row["file"]), settings))
        except DocumentError as error:
            tally.misses.append(f"{row['file']}: {error.category}")
        except Exception as error:  # a crash is a result here
            tally.misses.append(f"{row['file']}: crash: {type(error).__name__}")
        tally.add(score_programme(row, syllabi))
    if not tally.counts["programmes"]:
        raise SettingsError(
            N_("None of the files that %(path)s names was found."),
            N_("Keep the gold beside its documents."),
            path=gold_path,
        )
    return tally


def _files(gold_path: Path) -> Iterator[tuple[Row, Path]]:
    for row in read_gold(gold_path, ProgrammeGold):
        path = find_gold_file(gold_path, row["file"])
        if path is not None:
            yield row, path


def programme_figures(tally: ProgrammeTally) -> dict[str, Any]:
    """Return the figures of a tally as plain data: numbers with what they are of, and shares from 0 to 1."""
    counts = tally.counts

    def of(right: str, asked: str) -> dict[str, Any]:
        return {
            "right": counts[right],
            "of": counts[asked],
            "share": round(counts[right] / counts[asked], 4) if counts[asked] else None,
        }

    precision = counts["matched_refs"] / counts["found"] if counts["found"] else 0.0
    recall = counts["matched_gold"] / counts["gold"] if counts["gold"] else 0.0
    both = precision + recall
    return {
        "programmes": counts["programmes"],
        "kind": of("kind", "programmes"),
        "entries": {
            "gold": counts["gold"],
            "found": counts["found"],
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(2 * precision * recall / both, 4) if both else 0.0,
        },
        "status": of("status", "matched_gold"),
        "status_confusions": {
            f"{gold} -> {found}": count for (gold, found), count in sorted(tally.confusions.items())
        },
        "sets": {
            **of("set_exact", "programmes"),
            "too_much": counts["set_over"],
            "too_little": counts["set_under"],
        },
        "groups": {**of("groups", "groups_gold"), "found": counts["groups_found"]},
        "tracks": {
            "gold": counts["tracks_gold"],
            "found": counts["tracks_found"],
            "courses": of("in_track", "in_track_n"),
            "courses_wrong": counts["in_track_wrong"],
        },
        "size": of("size", "size_n"),
        "where": {
            **of("where_right", "matched_gold"),
            "missing": counts["where_missing"],
            "wrong": counts["where_wrong"],
        },
        "titles": of("title", "matched_gold"),
        "credits": of("credits", "credits_n"),
        "no_courses": {
            "invented": counts["invented"],
            "slots": counts["invented_slot"],
            "duplicates": counts["duplicate"],
        },
    }
