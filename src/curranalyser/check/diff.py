"""Two versions of a syllabus → what changed in its outcomes and perspectives."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from curranalyser.check.draft import Draft
from curranalyser.check.finding import normalise
from curranalyser.datamodel import AnalysedOutcome, Decision, to_json
from curranalyser.i18n import Translator
from curranalyser.likeness import likeness_in_blocks, most_likeness
from curranalyser.report.sanitise import clean_line
from curranalyser.scheme import Scheme, localised

# Two outcomes of which so much is the same are one outcome that was reworded.
_SAME = 0.6


@dataclass(frozen=True, slots=True)
class OutcomeChange:
    """One outcome in two versions.

    `old` is None where it is new, `new` where it went. `gained` and `lost` are perspective ids.
    """

    old: str | None
    new: str | None
    page: int
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SyllabusDiff:
    """What changed, and how many outcomes stayed word for word.

    `counts` are (perspective, outcomes before, outcomes after).
    """

    changes: tuple[OutcomeChange, ...]
    unchanged: int
    counts: tuple[tuple[str, int, int], ...]


def _carried(item: AnalysedOutcome) -> set[str]:
    return {label.perspective for label in item.labels if label.decision is Decision.YES}


def _matched(old: Sequence[AnalysedOutcome], new: Sequence[AnalysedOutcome]) -> dict[int, int]:
    """Return new position → old position.

    First what is the same, then what is most alike, in the same language.
    """
    before = [normalise(item.outcome.text) for item in old]
    after = [normalise(item.outcome.text) for item in new]
    pairs: dict[int, int] = {}
    left: dict[str, deque[int]] = {}
    for place, text in enumerate(before):
        left.setdefault(text, deque()).append(place)
    for position, text in enumerate(after):
        if left.get(text):
            pairs[position] = left[text].popleft()
    free = [position for position in range(len(after)) if position not in pairs]
    open_places = sorted(place for places in left.values() for place in places)
    alike = _most_alike(
        [(before[place], old[place].outcome.language) for place in open_places],
        [(after[position], new[position].outcome.language) for position in free],
    )
    return pairs | {free[position]: open_places[place] for position, place in alike.items()}


def _most_alike(
    before: Sequence[tuple[str, str | None]], after: Sequence[tuple[str, str | None]]
) -> dict[int, int]:
    """Return position after → position before of texts with their languages, the most alike first.

    To say how alike two texts are takes long. So all pairs wait in the order of what they can reach at most:
    what both hold in one order, blocks or not. Only a pair that comes to the front, both its texts still
    free, is looked at itself.
    """
    waiting: list[tuple[float, bool, int, int]] = []
    for position, (text, language) in enumerate(after):
        for place, (other, spoken) in enumerate(before):
            if spoken == language:
                most = most_likeness(other, text)
                if most >= _SAME:
                    waiting.append((-most, False, position, place))
    heapify(waiting)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    while waiting:
        _, known, position, place = heappop(waiting)
        if position in pairs or place in taken:
            continue
        if known:
            pairs[position] = place
            taken.add(place)
            continue
        if (ratio := likeness_in_blocks(before[place][0], after[position][0])) >= _SAME:
            heappush(waiting, (-ratio, True, position, place))
    return pairs


def compare_drafts(old: Draft, new: Draft, scheme: Scheme) -> SyllabusDiff:
    """Compare the outcomes of all syllabi of two files.

    Returns:
        Changes in the order of the new version, then what went, in the order of the old one.
    """
    before = [item for checked in old.syllabi for item in checked.analysed.outcomes]
    after = [item for checked in new.syllabi for item in checked.analysed.outcomes]
    pairs = _matched(before, after)
    changes = []
    unchanged = 0
    order = scheme.ids
    for position, item in enumerate(after):
        now = _carried(item)
        if position not in pairs:
            changes.append(
                OutcomeChange(
                    old=None,
                    new=item.outcome.text,
                    page=item.outcome.page,
                    gained=tuple(name for name in order if name in now),
                )
            )
            continue
        other = before[pairs[position]]
        was = _carried(other)
        if normalise(other.outcome.text) == normalise(item.outcome.text) and was == now:
            unchanged += 1
            continue
        gained, lost = (tuple(name for name in order if name in names) for names in (now - was, was - now))
        changes.append(
            OutcomeChange(
                old=other.outcome.text,
                new=item.outcome.text,
                page=item.outcome.page,
                gained=gained,
                lost=lost,
            )
        )
    for place, item in enumerate(before):
        if place not in pairs.values():
            went = _carried(item)
            changes.append(
                OutcomeChange(
                    old=item.outcome.text,
                    new=None,
                    page=item.outcome.page,
                    gained=(),
                    lost=tuple(name for name in order if name in went),
                )
            )
    counts = tuple(
        (name, *(sum(name in _carried(item) for item in items) for items in (before, after)))
        for name in order
    )
    return SyllabusDiff(tuple(changes), unchanged, counts)  # type: ignore[arg-type]


def diff_json(diff: SyllabusDiff) -> str:
    """Return a comparison as indented JSON."""
    return to_json(diff, indent=2).decode("utf-8")


def diff_lines(diff: SyllabusDiff, scheme: Scheme, say: Translator) -> Iterator[str]:
    """Yield a comparison as lines: what is new, changed or gone in words, then the perspectives."""
    _ = say.gettext
    names = {perspective.id: localised(perspective.name, say.lang) for perspective in scheme.perspectives}
    for change in diff.changes:
        if change.old is None:
            yield clean_line(_("New: %(text)s", text=change.new))
        elif change.new is None:
            yield clean_line(_("Gone: %(text)s", text=change.old))
        else:
            yield clean_line(_("Before: %(text)s", text=change.old))
            yield clean_line(_("After: %(text)s", text=change.new))
        for told, ids in ((_("carries now"), change.gained), (_("carries no longer"), change.lost)):
            if ids:
                yield f"   {told}: {', '.join(names[name] for name in ids)}"
    yield say.ngettext("%(count)s outcome unchanged", "%(count)s outcomes unchanged", diff.unchanged)
    for name, was, now in diff.counts:
        yield clean_line(
            _("%(name)s: %(was)s outcomes before, %(now)s after.", name=names[name], was=was, now=now)
        )
