"""An outcome as it is shown to whoever decides on it: its words with the evidence in them, and its labels."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from curranalyser.datamodel import AnalysedOutcome, Decision, Label
from curranalyser.i18n import Translator
from curranalyser.report.labels import DECISIONS, KNOWLEDGE_FORMS
from curranalyser.report.marks import Segment, segments
from curranalyser.report.sanitise import clean_line
from curranalyser.review.decisions import Key, Review
from curranalyser.review.outcomes import tool_decision
from curranalyser.review.queue import QueueItem
from curranalyser.scheme import Scheme, localised


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownWords:
    """The words of an outcome: lead-in and text in pieces, each with the perspectives that it speaks for.

    `language` is its ISO 639-1 code, or "".
    """

    lead_in: tuple[Segment, ...]
    text: tuple[Segment, ...]
    language: str
    source: str


@dataclass(frozen=True, slots=True)
class ShownLabel:
    """One label that is asked for.

    Attributes:
        place: of the perspective in the scheme, as the pieces of the text name it.
        tool: the decision of the tool; "" where it is not shown. So are the others of the tool.
        alone: where the two languages are read differently, the decision on each by itself.
        mine: "yes", "no", or "" for undecided.
        now: whether it is the one that is asked now.
    """

    perspective: str
    name: str
    mine: str
    reason: str
    place: int = 0
    now: bool = False
    tool: str = ""
    probability: float | None = None
    rule: str = ""
    words: tuple[str, ...] = ()
    alone: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOutcome:
    """An outcome and what is asked of it.

    Attributes:
        form: its knowledge form, as a message.
        other: the same outcome in the other language; None where it is not known.
        unmatched: language of the other version where its outcome could not be found; None otherwise, ""
            where not even that is known.
    """

    id: str
    course: str
    code: str
    words: ShownWords
    form: str
    module: str
    page: int
    recognised: bool
    other: ShownWords | None
    unmatched: str | None
    labels: tuple[ShownLabel, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """How outcomes are shown.

    Attributes:
        scheme: names perspectives and rules.
        say: the language of the page.
        blind: whether what the tool says is left out.
    """

    scheme: Scheme
    say: Translator
    blind: bool


def show_outcome(item: QueueItem, mine: Mapping[Key, Review], look: Look, at: str = "") -> ShownOutcome:
    """Return what is shown.

    Args:
        item: what is asked for.
        mine: what the reviewer has decided.
        look: how it is shown.
        at: the perspective that is asked now; without one the first that is undecided, else the first.
    """
    outcome = item.outcome
    text = outcome.outcome.outcome
    places = {label.perspective: place for place, label in enumerate(outcome.outcome.labels)}
    shown = () if look.blind else tuple(places[one] for one in item.asked)
    other = outcome.other_version()
    beside = other.outcome if other else None
    undecided = item.undecided(mine)
    now = at if at in item.asked else next(iter(undecided), item.asked[0])
    return ShownOutcome(
        id=outcome.id,
        course=clean_line(outcome.course.header.title or outcome.course.key),
        code=clean_line(outcome.course.header.code or ""),
        words=_words(outcome.outcome, shown, outcome.course.sources[0]),
        form=KNOWLEDGE_FORMS[text.knowledge_form] if text.knowledge_form else "",
        module=clean_line(text.module),
        page=text.page,
        recognised=text.recognised,
        other=_words(beside, shown, other.source) if other and beside else None,
        unmatched=(other.language or "") if other and not beside else None,
        labels=tuple(
            replace(
                _label(
                    outcome.outcome.label(one),
                    _Beside(beside.label(one), _alone(item, one)) if beside else None,
                    mine.get(outcome.keys[one]),
                    look,
                ),
                place=places[one],
                now=one == now,
            )
            for one in item.asked
        ),
    )


def _words(item: AnalysedOutcome, shown: Iterable[int], source: str) -> ShownWords:
    found: dict[bool, list[tuple[int, int, int]]] = {True: [], False: []}
    for place in shown:
        for one in item.labels[place].evidence:
            found[one.in_lead_in].append((one.start, one.end, place))
    return ShownWords(
        lead_in=segments(item.outcome.lead_in, found[True]),
        text=segments(item.outcome.text, found[False]),
        language=item.outcome.language or "",
        source=clean_line(source),
    )


def _alone(item: QueueItem, perspective: str) -> Decision | None:
    """Return what the tool says of the version that counts by itself; None where there is no other."""
    outcome = item.outcome
    pair = next((one for one in outcome.course.parallel if one.number == outcome.number + 1), None)
    order = [label.perspective for label in outcome.outcome.labels]
    return pair.alone[order.index(perspective)] if pair and pair.alone else None


@dataclass(frozen=True, slots=True)
class _Beside:
    """The label of the same outcome in the other language, and what is said of the one that counts alone."""

    label: Label
    alone: Decision | None

    @property
    def differing(self) -> tuple[Decision, Decision] | None:
        """What the tool says of each by itself, where that differs."""
        other = tool_decision(self.label)
        return (self.alone, other) if self.alone is not None and self.alone is not other else None


def _label(label: Label, beside: _Beside | None, mine: Review | None, look: Look) -> ShownLabel:
    """Return a label as it is shown, but for its place and whether it is asked now."""
    perspective = next((one for one in look.scheme.perspectives if one.id == label.perspective), None)
    rule = next((one for one in look.scheme.rules if one.id == label.rule), None)
    lang = look.say.lang
    shown = ShownLabel(
        perspective=label.perspective,
        name=localised(perspective.name, lang) if perspective else label.perspective,
        mine=str(mine.decision) if mine else "",
        reason=mine.reason if mine else "",
    )
    if look.blind:
        return shown
    evidence = (*label.evidence, *(beside.label.evidence if beside else ()))
    differing = beside.differing if beside else None
    return replace(
        shown,
        tool=DECISIONS[tool_decision(label)],
        probability=label.probability,
        rule=f"{rule.id}: {localised(rule.text, lang)}" if rule else "",
        words=tuple(dict.fromkeys(clean_line(one.text) for one in evidence)),
        alone=(DECISIONS[differing[0]], DECISIONS[differing[1]]) if differing else None,
    )
