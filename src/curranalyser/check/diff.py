"""Two versions of a syllabus → what changed in its outcomes and perspectives."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from curranalyser.check.draft import Draft
from curranalyser.check.finding import normalise
from curranalyser.datamodel import AnalysedOutcome, Decision, to_json
from curranalyser.i18n import Translator
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
    taken: set[int] = set()
    likenesses = []
    for position, text in enumerate(after):
        same = next(
            (place for place, other in enumerate(before) if other == text and place not in taken), None
        )
        if same is not None:
            pairs[position] = same
            taken.add(same)
    for position, text in enumerate(after):
        for place, other in enumerate(before):
            if (
                position not in pairs
                and place not in taken
                and old[place].outcome.language == new[position].outcome.language
            ):
                ratio = SequenceMatcher(None, other, text, autojunk=False).ratio()
                if ratio >= _SAME:
                    likenesses.append((-ratio, position, place))
    for _, position, place in sorted(likenesses):
        if position not in pairs and place not in taken:
            pairs[position] = place
            taken.add(place)
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
                    None, item.outcome.text, item.outcome.page, tuple(name for name in order if name in now)
                )
            )
            continue
        other = before[pairs[position]]
        was = _carried(other)
        if normalise(other.outcome.text) == normalise(item.outcome.text) and was == now:
            unchanged += 1
            continue
        gained, lost = (tuple(name for name in order if name in names) for names in (now - was, was - now))
        changes.append(OutcomeChange(other.outcome.text, item.outcome.text, item.outcome.page, gained, lost))
    for place, item in enumerate(before):
        if place not in pairs.values():
            went = _carried(item)
            changes.append(
                OutcomeChange(
                    item.outcome.text,
                    None,
                    item.outcome.page,
                    (),
                    tuple(name for name in order if name in went),
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
