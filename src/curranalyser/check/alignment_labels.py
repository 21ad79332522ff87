"""The numbers and letters by which a syllabus names its outcomes, as its lists have them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from curranalyser.check.alignment_words import reference_words
from curranalyser.check.draft import Checked
from curranalyser.datamodel import LearningOutcome, Line, SectionKind
from curranalyser.parse.outcomes.examined import squeezed

# What may stand before an outcome: "3.", "(b)", "K2:", "1.3 ", "LO4".
_MARKED = re.compile(
    r"^\W{0,3}\(?(?P<label>[A-ZÅÄÖ]{0,4}[ .-]?\d{1,2}(?:\.\d{1,2}){0,2}|[IVXivx]{1,5}|[A-Za-z])"
    r"(?P<close>[.):]+\)?|\s?[–-])?(?:\s+|$)(?P<rest>.*)$"
)
# What may stand behind one: "… of a course (3)", "… [b]".
_BEHIND = re.compile(r"[(\[](?P<label>[A-ZÅÄÖ]{0,4}[ .-]?\d{1,2}(?:\.\d{1,2})?|[a-zA-Z])[)\]][.,;]?\s*$")
_CODED = re.compile(r"([a-zåäö]+)[ .-]?(\d.*)")
# Letters and digits of an outcome by which its line is known.
_TOLD = 30
# Letters and digits without which a line is that of no outcome.
_SHORTEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The labels of the outcomes of one language.

    Attributes:
        language: of the outcomes.
        of: label by outcome id, where it is known.
        known: all labels of the lists, those of lines that are no outcomes too.
        order: the labels of outcomes in order.
        written: whether the lists have them; otherwise they are places in the list.
        prefixes: letters of labels like "K2", in lower case.
        capital: whether the lists have their letters in capitals.
    """

    language: str | None
    of: dict[str, str]
    known: frozenset[str]
    order: tuple[str, ...]
    written: bool
    prefixes: frozenset[str] = frozenset()
    capital: bool = False

    def shown(self, label: str) -> str:
        """Return a label as the lists write theirs."""
        return label.upper() if self.capital else label


def bare_label(label: str) -> str:
    """Return a label as it is compared: "LO 3" and "3." are "3", "K 2" is "k2"."""
    text = label.strip(" .):(–-").casefold()
    coded = _CODED.fullmatch(text)
    if coded is None:
        return text
    if any(pattern.fullmatch(coded[1]) for pattern in reference_words().outcome.values()):
        return coded[2]
    return coded[1] + coded[2]


def labels_of(checked: Checked) -> tuple[Labels, ...]:
    """Return the labels of the outcomes of a syllabus, by language.

    Languages are left out in which a label stands for several outcomes, or in which the lists have no labels
    and there is more than one list: what "outcome 2" is cannot be told then.
    """
    outcomes = checked.syllabus.outcomes
    lines = [
        line
        for section in checked.syllabus.sections
        if section.kind is SectionKind.OUTCOMES
        for line in section.lines
    ]
    marked = list(_marked(lines))
    found = []
    for language in dict.fromkeys(outcome.language for outcome in outcomes):
        own = [outcome for outcome in outcomes if outcome.language == language]
        made = (
            _behind(language, own, lines)
            or _written(language, own, marked)
            or _by_place(language, own, checked, bool(marked))
        )
        if made is not None:
            found.append(replace(made, capital=_in_capitals(lines, own)))
    return tuple(found)


def _in_capitals(lines: Iterable[Line], outcomes: Iterable[LearningOutcome]) -> bool:
    """Whether a label before or behind an outcome has a capital letter."""
    written = [outcome.number or "" for outcome in outcomes]
    for line in lines:
        before = _MARKED.match(_without_word(line.text.strip()))
        if before is not None and (before["close"] or before["label"][-1:].isdigit()):
            written.append(before["label"])
        behind = _BEHIND.search(line.text)
        if behind is not None:
            written.append(behind["label"])
    return any(label[:1].isupper() for label in written)


def _behind(
    language: str | None, outcomes: Sequence[LearningOutcome], lines: Sequence[Line]
) -> Labels | None:
    """Return the labels that stand behind the outcomes; None where most have none."""
    of = {
        outcome.id: bare_label(match["label"])
        for outcome in outcomes
        if (match := _BEHIND.search(outcome.text)) is not None
    }
    order = tuple(of.values())
    if 2 * len(of) <= len(outcomes) or len(set(order)) < len(order):
        return None
    known = {bare_label(match["label"]) for line in lines if (match := _BEHIND.search(line.text)) is not None}
    return Labels(language=language, of=of, known=frozenset({*known, *order}), order=order, written=True)


def _marked(lines: Sequence[Line]) -> Iterable[tuple[str, str]]:
    """Yield label and what stands behind it, of lines that begin with one; a cell may hold it alone."""
    alone = ""
    for line in lines:
        match = _MARKED.match(_without_word(line.text.strip()))
        if match is None or not (match["close"] or match["label"][-1:].isdigit()):
            if alone:
                yield alone, line.text
            alone = ""
        elif match["rest"]:
            yield bare_label(match["label"]), match["rest"]
            alone = ""
        else:
            alone = bare_label(match["label"])


def _without_word(text: str) -> str:
    """Return a line without the word for an outcome before its number: "Outcome 3: describe …"."""
    for pattern in reference_words().outcome.values():
        match = pattern.match(text)
        if match is not None and re.match(r"\s*\d", text[match.end() :]):
            return text[match.end() :].strip()
    return text


def _written(
    language: str | None, outcomes: Sequence[LearningOutcome], marked: Sequence[tuple[str, str]]
) -> Labels | None:
    begun: dict[str, list[tuple[str, str]]] = {}
    for label, rest in marked:
        start = squeezed(rest)[:_TOLD]
        begun.setdefault(start[:_SHORTEST], []).append((label, start))
    of: dict[str, str] = {}
    for outcome in outcomes:
        match = _MARKED.match(_without_word(outcome.text))
        # Where the list does not take the label for one, the outcome begins with it.
        begins = match is not None and (match["close"] or match["label"][-1:].isdigit())
        text = squeezed(match["rest"] if match is not None and begins else outcome.text)
        there = begun.get(text[:_SHORTEST], [])
        for position, (label, start) in enumerate(there):
            if text.startswith(start) or start.startswith(text):
                of[outcome.id] = label
                del there[position]
                break
        else:
            if outcome.number:
                of[outcome.id] = bare_label(outcome.number)
    order = tuple(of[outcome.id] for outcome in outcomes if outcome.id in of)
    if not of or len(set(order)) < len(order):
        return None
    prefixes = frozenset(match[1] for label in order if (match := _CODED.fullmatch(label)) is not None)
    return Labels(
        language=language,
        of=of,
        known=frozenset({*order, *(label for label, _ in marked)}),
        order=order,
        written=True,
        prefixes=prefixes,
    )


def _by_place(
    language: str | None, outcomes: Sequence[LearningOutcome], checked: Checked, marked: bool
) -> Labels | None:
    """Number the outcomes of one list that has neither numbers nor letters, nor lines that were left out."""
    several = len({(outcome.module, outcome.knowledge_form) for outcome in outcomes}) > 1
    if marked or several or checked.syllabus.omissions:
        return None
    order = tuple(str(place) for place in range(1, len(outcomes) + 1))
    of = {outcome.id: label for outcome, label in zip(outcomes, order, strict=True)}
    return Labels(language=language, of=of, known=frozenset(order), order=order, written=False)
