"""L: the language of instruction as stated, and the Swedish and the English version side by side."""

from collections.abc import Iterator, Sequence

from curranalyser.aggregate.counterparts import find_counterparts
from curranalyser.aggregate.parallel import parallel_places
from curranalyser.check.finding import Finding
from curranalyser.check.report import Subject, quoted
from curranalyser.datamodel import (
    AnalysedOutcome,
    Decision,
    InstructionStatus,
    SyllabusKind,
    translated_outcomes,
)
from curranalyser.i18n import Translator
from curranalyser.scheme import localised

_SIDES = ("sv", "en")
# What stands beside an outcome without a counterpart, and beside one whose counterpart is not clear.
_NONE, _UNCLEAR = "–", "?"
# What one version must be sure of, before the other's silence is worth a word: short of that, two readings of
# one sentence differ by chance.
_SURE = 0.9


def check_instruction(subject: Subject) -> Iterator[Finding]:
    """Yield L301, L302 or L303 for a course syllabus. A programme syllabus need not state one language."""
    syllabus = subject.checked.syllabus
    if syllabus.kind is not SyllabusKind.COURSE:
        return
    given = syllabus.instruction
    deciding = [evidence for evidence in given.evidence if evidence.place != "hint"]
    if given.status is InstructionStatus.NOT_STATED:
        yield subject.finding("L302", subject.checked.title, syllabus.pages[0])
    elif given.status is InstructionStatus.CONFLICT:
        first = deciding[0]
        yield subject.finding(
            "L303",
            first.text,
            first.page,
            words=", ".join(dict.fromkeys(quoted(evidence.text, subject.say) for evidence in deciding)),
        )
    else:
        text, page = (
            (deciding[0].text, deciding[0].page) if deciding else (subject.checked.title, syllabus.pages[0])
        )
        yield subject.finding(
            "L301",
            text,
            page,
            spans=((0, len(text)),) if deciding else (),
            notes=tuple(quoted(item.text, subject.say) for item in deciding),
            languages=_named(subject),
        )


def _named(subject: Subject) -> str:
    given, say = subject.checked.syllabus.instruction, subject.say
    told = ", ".join(say.language(code) for code in given.main)
    possible = ", ".join(say.language(code) for code in given.possible if code not in given.main)
    if possible:
        as_well = say.gettext("possible: %(languages)s", languages=possible)
        told = f"{told} ({as_well})" if told else as_well
    if given.status is InstructionStatus.PER_OFFERING:
        told = "; ".join(part for part in (told, say.gettext("decided for each offering")) if part)
    return told or say.gettext("under a condition")


def compare_versions(subjects: Sequence[Subject]) -> Iterator[Finding]:
    """Yield L304, L305 and L306 where a syllabus has a Swedish and an English version that differ.

    Args:
        subjects: all syllabi of the run. Two versions may be two files with one code, or stand in one file.
    """
    for subject in subjects:
        sides = {
            side: [item for item in subject.checked.analysed.outcomes if item.outcome.language == side]
            for side in _SIDES
        }
        # Outcomes in the other language that do not run parallel are no version.
        if all(sides.values()) and any(
            item.outcome.language in _SIDES for item in translated_outcomes(subject.checked.analysed)
        ):
            yield from _outcomes_differ(subject, sides)
    by_code: dict[str, dict[str, Subject]] = {}
    for subject in subjects:
        code, language = subject.checked.syllabus.header.code, subject.checked.syllabus.language
        if code and language in _SIDES:
            by_code.setdefault(code.casefold(), {}).setdefault(language, subject)
    for versions in by_code.values():
        if len(versions) < len(_SIDES):
            continue
        english, swedish = versions["en"], versions["sv"]
        both = {side: list(item.checked.analysed.outcomes) for side, item in versions.items()}
        if all(both.values()):
            yield from _outcomes_differ(english, both)
        main = {side: item.checked.syllabus.instruction.main for side, item in versions.items()}
        if all(main.values()) and set(main["sv"]) != set(main["en"]):
            evidence = english.checked.syllabus.instruction.evidence
            text = evidence[0].text if evidence else english.checked.title
            told = [
                item.text
                for side in _SIDES
                for item in versions[side].checked.syllabus.instruction.evidence
                if item.place != "hint"
            ]
            yield english.finding(
                "L306",
                text,
                evidence[0].page if evidence else 1,
                notes=tuple(quoted(words, subject.say) for words in told),
                sv=_named(swedish),
                en=_named(english),
            )


def _outcomes_differ(subject: Subject, sides: dict[str, list[AnalysedOutcome]]) -> Iterator[Finding]:
    counts = {side: len(items) for side, items in sides.items()}
    title, page = subject.checked.title, subject.checked.syllabus.pages[0]
    if counts["sv"] != counts["en"]:
        yield subject.finding(
            "L304", title, page, notes=_side_by_side(sides, subject.say), sv=counts["sv"], en=counts["en"]
        )
    for perspective in subject.scheme.perspectives:
        labels = {
            side: [(item, item.label(perspective.id)) for item in items] for side, items in sides.items()
        }
        carried = {
            side: [
                item
                for item, label in pairs
                if label.decision is Decision.YES and (label.probability or 0.0) >= _SURE
            ]
            for side, pairs in labels.items()
        }
        other = {
            side: [item for item in items if item.label(perspective.id).decision is not Decision.NO]
            for side, items in sides.items()
        }
        # Where the tool is unsure of the other version there may be no difference.
        if (carried["sv"] and not other["en"]) or (carried["en"] and not other["sv"]):
            first = (carried["sv"] or carried["en"])[0].outcome
            text, where = (
                (first.text, first.page) if first in subject.checked.syllabus.outcomes else (title, page)
            )
            name = localised(perspective.name, subject.say.lang)
            sv, en = (len(carried[side]) for side in _SIDES)
            notes = _side_by_side(sides, subject.say, carried["sv"] or carried["en"])
            yield subject.finding(
                "L305", text, where, key=perspective.id, notes=notes, perspective=name, sv=sv, en=en
            )


def _side_by_side(
    sides: dict[str, list[AnalysedOutcome]], say: Translator, only: Sequence[AnalysedOutcome] = ()
) -> tuple[str, ...]:
    """Return a note for each outcome of the Swedish version with its counterpart, and for what has none.

    Counterparts are told by what they say, wherever they stand. Only notes with one of `only`, where some are
    given.
    """
    rows = _rows(sides)
    notes = [
        " / ".join(cell if isinstance(cell, str) else quoted(cell.outcome.text, say) for cell in row)
        for row in rows
        if not only or any(cell is item for cell in row for item in only)
    ]
    if any(note.startswith(f"{_UNCLEAR} /") or note.endswith(f"/ {_UNCLEAR}") for note in notes):
        notes.append(
            say.gettext(
                "%(mark)s: which outcome of the other version says the same is not clear", mark=_UNCLEAR
            )
        )
    return tuple(notes)


def _rows(sides: dict[str, list[AnalysedOutcome]]) -> list[tuple[AnalysedOutcome | str, ...]]:
    """Return the outcomes of the two versions side by side, with a mark where there is no counterpart."""
    swedish, english = (sides[side] for side in _SIDES)
    texts = [[item.outcome.text for item in sides[side]] for side in _SIDES]
    pairs = dict(parallel_places(*texts))
    missing = find_counterparts(*texts).missing
    # Where all of one version are matched, what is left of the other has no counterpart.
    matched = len(pairs) == min(map(len, texts))
    alone = [
        [_NONE if matched or place in of_side else _UNCLEAR for place in range(len(items))]
        for of_side, items in zip(missing, texts, strict=True)
    ]
    rows: list[tuple[AnalysedOutcome | str, ...]] = []
    taken = set(pairs.values())
    shown = 0
    for place, item in enumerate(swedish):
        other = pairs.get(place)
        if other is None:
            rows.append((item, alone[0][place]))
            continue
        # What the English version has more of stands before the next pair in its order.
        rows += [(alone[1][at], english[at]) for at in range(shown, other) if at not in taken]
        shown = max(shown, other + 1)
        rows.append((item, english[other]))
    rows += [(alone[1][at], english[at]) for at in range(shown, len(english)) if at not in taken]
    return rows
