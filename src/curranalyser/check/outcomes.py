"""F: how the outcomes are made: their verbs, several in one, goals from law, knowledge forms, levels."""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from curranalyser.check.finding import Finding, normalise
from curranalyser.check.report import Subject, quoted
from curranalyser.datamodel import KnowledgeForm, LearningOutcome, SectionKind, SyllabusKind
from curranalyser.i18n import N_
from curranalyser.parse.page.sentences import split_sentences
from curranalyser.verbs import (
    VerbTable,
    asked,
    leading_verb,
    level_names,
    nominal_start,
    unexaminable,
    verb_table,
)

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")
FORM_NAMES: dict[KnowledgeForm, str] = {
    KnowledgeForm.KNOWLEDGE: N_("knowledge and understanding"),
    KnowledgeForm.SKILLS: N_("skills and abilities"),
    KnowledgeForm.JUDGEMENT: N_("judgement and approach"),
}


@lru_cache(maxsize=1)
def _degree_goal() -> re.Pattern[str]:
    """Return the turns of phrase of degree goals, in both languages."""
    text = (resources.files("curranalyser.check") / "goals.toml").read_text(encoding="utf-8")
    return re.compile("|".join(tomllib.loads(text)["degree_goals"]), re.IGNORECASE)


def check_outcomes(subject: Subject) -> Iterator[Finding]:
    """Yield F401–F406.

    Goals of a programme are left alone but for their grouping: they are those of the ordinance.
    """
    syllabus = subject.checked.syllabus
    if syllabus.kind is SyllabusKind.COURSE:
        for outcome in syllabus.outcomes:
            yield from _of_one(subject, outcome)
        yield from _goals_beside(subject)
    if len(syllabus.outcomes) > 1:
        yield _forms(subject)


def _of_one(subject: Subject, outcome: LearningOutcome) -> Iterator[Finding]:
    text = outcome.text
    goal = _degree_goal().search(text)
    if goal is not None:
        yield subject.finding("F404", text, outcome.page, spans=(goal.span(),), outcome=outcome.id)
    table = verb_table(outcome.language)
    if table is None:
        return
    # The verbs of a goal are those of the ordinance: what is to be done about them is said once.
    if goal is None:
        yield from _weak(subject, outcome, table)
        yield from _several(subject, outcome, table)
    yield from _level(subject, outcome, table)


def _weak(subject: Subject, outcome: LearningOutcome, table: VerbTable) -> Iterator[Finding]:
    """Yield F402 for a verb that cannot be examined, F401 for a beginning without a verb."""
    text = outcome.text
    vague = unexaminable(text, table)
    if vague is not None:
        start, end, instead = vague
        yield subject.finding(
            "F402",
            text,
            outcome.page,
            spans=((start, end),),
            outcome=outcome.id,
            words=quoted(text[start:end], subject.say),
            instead=instead,
        )
        return
    bare = nominal_start(text, outcome.lead_in, table)
    if bare is not None:
        yield subject.finding(
            "F401",
            text,
            outcome.page,
            spans=(bare,),
            outcome=outcome.id,
            words=quoted(text[slice(*bare)], subject.say),
        )


def _several(subject: Subject, outcome: LearningOutcome, table: VerbTable) -> Iterator[Finding]:
    """Yield F403 where an outcome asks for several things."""
    text = outcome.text
    spans = tuple(asked(text, table))
    sentences = [piece for piece in _SENTENCE.split(text) if leading_verb(piece, table) is not None]
    if len(spans) >= subject.number("F403", "parts") or len(sentences) > 1:
        yield subject.finding(
            "F403",
            text,
            outcome.page,
            spans=spans,
            outcome=outcome.id,
            count=max(len(spans), len(sentences)),
            words=", ".join(quoted(text[start:end], subject.say) for start, end in spans),
        )


def _level(subject: Subject, outcome: LearningOutcome, table: VerbTable) -> Iterator[Finding]:
    """Yield F406 for the level of the leading verb."""
    verb = leading_verb(outcome.text, table)
    if verb is None:
        return
    names = level_names(subject.say.lang)
    either = subject.say.gettext("or")
    bloom, solo = (
        f" {either} ".join(names[level] for level in levels) for levels in (verb.level.bloom, verb.level.solo)
    )
    yield subject.finding(
        "F406",
        outcome.text,
        outcome.page,
        spans=((verb.start, verb.end),),
        outcome=outcome.id,
        verb=quoted(verb.verb, subject.say),
        bloom=bloom,
        solo=solo,
    )


def _goals_beside(subject: Subject) -> Iterator[Finding]:
    """Yield F404 for goals in the section of the outcomes that parsing recognised as quoted."""
    syllabus = subject.checked.syllabus
    outcomes = "\n".join(normalise(outcome.text) for outcome in syllabus.outcomes)
    for section in syllabus.sections:
        if section.kind is SectionKind.OUTCOMES:
            for text, page in split_sentences(section.lines):
                goal = _degree_goal().search(text)
                if goal is not None and normalise(text) not in outcomes:
                    yield subject.finding("F404", text, page, spans=(goal.span(),))


def _forms(subject: Subject) -> Finding:
    say, syllabus = subject.say, subject.checked.syllabus
    found = [
        form for form in KnowledgeForm if any(outcome.knowledge_form is form for outcome in syllabus.outcomes)
    ]
    if not found:
        told = say.gettext("The outcomes are not grouped by knowledge forms.")
    elif len(found) == len(KnowledgeForm):
        told = say.gettext("The outcomes are grouped by the three knowledge forms.")
    else:
        names = ", ".join(say.gettext(FORM_NAMES[form]) for form in found)
        told = say.gettext(
            "The outcomes are grouped by knowledge forms; there are headings for: %(forms)s.", forms=names
        )
    return subject.finding("F405", subject.checked.title, syllabus.outcomes[0].page, told=told)
