"""O.

Perspectives that stand in the title, aim or content and in no outcome, with example wordings to think with.
"""

from collections.abc import Iterator

from curranalyser.check.bank import area_name, examples_for, study_level
from curranalyser.check.finding import Finding
from curranalyser.check.report import Subject, in_order, quoted
from curranalyser.datamodel import Decision, SectionKind
from curranalyser.i18n import N_
from curranalyser.scheme import localised

# Mentions that are shown of one perspective: they are examples, and the text holds all.
_MOST = 3
# Wordings that are shown for one perspective.
_MOST_EXAMPLES = 2
PLACES: dict[SectionKind, str] = {
    SectionKind.HEADER: N_("the title"),
    SectionKind.AIM: N_("the aim"),
    SectionKind.CONTENT: N_("the content"),
}
LEVEL_NAMES = {"first": N_("first cycle"), "second": N_("second cycle")}


def check_opportunities(subject: Subject) -> Iterator[Finding]:
    """Yield O201 for up to three places a perspective, where no outcome carries it, not even unsurely.

    Syllabi without outcomes are left alone.
    """
    analysed, lang = subject.checked.analysed, subject.say.lang
    if not analysed.outcomes:
        return
    for perspective in subject.scheme.perspectives:
        if any(item.label(perspective.id).decision is not Decision.NO for item in analysed.outcomes):
            continue
        seen: set[str] = set()
        for mention in analysed.mentions:
            if mention.label.perspective != perspective.id or mention.text in seen or len(seen) == _MOST:
                continue
            notes = () if seen else (*_examples(subject, perspective.id), localised(perspective.advice, lang))
            seen.add(mention.text)
            words = ", ".join(
                dict.fromkeys(
                    quoted(evidence.text, subject.say) for evidence in in_order(mention.label.evidence)
                )
            ) or quoted(mention.text, subject.say)
            place = subject.say.gettext(PLACES[mention.place])
            yield subject.finding(
                "O201",
                mention.text,
                mention.page,
                spans=tuple(sorted({(evidence.start, evidence.end) for evidence in mention.label.evidence})),
                key=perspective.id,
                notes=notes,
                perspective=localised(perspective.name, lang),
                place=place,
                words=words,
            )


def _examples(subject: Subject, perspective: str) -> tuple[str, ...]:
    """Return notes with wordings in the language of the syllabus, to be set beside its outcomes."""
    syllabus = subject.checked.syllabus
    level = study_level(syllabus.header.level)
    language = syllabus.language if syllabus.language in ("sv", "en") else subject.say.lang
    found = examples_for(subject.place, perspective, level, language)[:_MOST_EXAMPLES]
    told = (
        subject.say.gettext(
            "For instance (%(area)s, %(level)s)",
            area=area_name(found[0].area, subject.say.lang),
            level=subject.say.gettext(LEVEL_NAMES[level]),
        )
        if found
        else ""
    )
    return tuple(f"{told}: {item.text}" for item in found)
