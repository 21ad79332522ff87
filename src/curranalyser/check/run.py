"""Drafts → findings, in the order of the documents."""

from collections.abc import Iterable, Sequence

from curranalyser.check.alignment import check_alignment
from curranalyser.check.draft import Draft
from curranalyser.check.finding import Finding
from curranalyser.check.house import House
from curranalyser.check.instruction import check_instruction, compare_versions
from curranalyser.check.opportunities import check_opportunities
from curranalyser.check.outcomes import check_outcomes
from curranalyser.check.parts import check_parts
from curranalyser.check.perspectives import check_perspectives
from curranalyser.check.report import Family, Subject
from curranalyser.i18n import Translator
from curranalyser.scheme import Scheme

# In this order findings about one outcome are shown.
_ORDER = "POLFAR"
OF_OUTCOMES: tuple[Family, ...] = (check_perspectives, check_outcomes, check_alignment)
FAMILIES: tuple[Family, ...] = (
    check_perspectives,
    check_opportunities,
    check_instruction,
    check_outcomes,
    check_alignment,
    check_parts,
)


def check_draft(
    draft: Draft, scheme: Scheme, say: Translator, house: House | None = None
) -> tuple[tuple[Finding, ...], ...]:
    """Return what the rules find in each syllabus of a draft by itself. Arguments as for `check_drafts`.

    Of lines of outcomes alone, only what is about outcomes.
    """
    own = house or House()
    families = OF_OUTCOMES if draft.bare else FAMILIES
    subjects = [
        Subject(draft=draft, checked=checked, scheme=scheme, say=say, house=own) for checked in draft.syllabi
    ]
    return tuple(tuple(finding for family in families for finding in family(subject)) for subject in subjects)


def check_drafts(
    drafts: Sequence[Draft],
    scheme: Scheme,
    say: Translator,
    chosen: Iterable[str],
    house: House | None = None,
) -> tuple[Finding, ...]:
    """Check drafts.

    Args:
        drafts: as read. What the rules found in one already is not looked for again.
        scheme: the perspectives and the home country.
        say: the language of the messages.
        chosen: ids of the rules to keep.
        house: what the house has changed of them.

    Returns:
        The findings by file and syllabus in the order given; within a syllabus by outcome, then what is about
        the whole, each by rule.
    """
    return tuple(finding for found in check_each(drafts, scheme, say, chosen, house) for finding in found)


def check_each(
    drafts: Sequence[Draft],
    scheme: Scheme,
    say: Translator,
    chosen: Iterable[str],
    house: House | None = None,
) -> list[tuple[Finding, ...]]:
    """Check drafts, as `check_drafts` does, and return what is found in each of their syllabi."""
    subjects = [
        Subject(draft=draft, checked=checked, scheme=scheme, say=say, house=house or House())
        for draft in drafts
        for checked in draft.syllabi
    ]
    by_itself = [
        found
        for draft in drafts
        for found in (check_draft(draft, scheme, say, house) if draft.findings is None else draft.findings)
    ]
    across: dict[tuple[str, str], list[Finding]] = {}
    for finding in compare_versions(subjects):
        across.setdefault((finding.file, finding.syllabus), []).append(finding)
    kept = frozenset(chosen) - (house or House()).off
    result: list[tuple[Finding, ...]] = []
    for subject, found in zip(subjects, by_itself, strict=True):
        mine = across.pop((subject.draft.source.path, subject.checked.name), [])
        order = {outcome.id: position for position, outcome in enumerate(subject.checked.syllabus.outcomes)}
        ordered = sorted(
            [*found, *mine],
            key=lambda item: (
                order.get(item.outcome or "", len(order)),
                _ORDER.index(item.rule[0]),
                item.rule,
            ),
        )
        result.append(tuple(item for item in ordered if item.rule in kept))
    return result
