"""F: how the outcomes are made: their verbs, several in one, goals from law, knowledge forms, levels."""

import re
from collections.abc import Iterator
from functools import lru_cache

from curranalyser.check.finding import Finding, normalise
from curranalyser.check.report import Subject, quoted
from curranalyser.datamodel import KnowledgeForm, LearningOutcome, SectionKind, SyllabusKind
from curranalyser.i18n import N_
from curranalyser.parse.page.sentences import split_sentences
from curranalyser.verbs import leading_verb, level_names, nominal_start, parts, unexaminable, verb_table

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")
FORM_NAMES: dict[KnowledgeForm, str] = {
    KnowledgeForm.KNOWLEDGE: N_("knowledge and understanding"),
    KnowledgeForm.SKILLS: N_("skills and abilities"),
    KnowledgeForm.JUDGEMENT: N_("judgement and approach"),
}
# Turns of phrase that stand in the degree goals of the ordinance and hardly anywhere else; one is enough.
_DEGREE_GOALS = (
    r"inom (?:utbildningens huvudområde|huvudområdet för utbildningen)",
    r"områdets vetenskapliga grund",
    r"vetenskapens möjligheter och begränsningar",
    r"behov av ytterligare kunskap och (?:att|av att) (?:fortlöpande )?utveckla sin kompetens",
    r"människors ansvar för hur (?:den|det|kunskapen) används",
    r"kunskapens roll i samhället och",
    r"within the main field of (?:the programme|study), including",
    r"(?:people's|the responsibility of the individual|responsibility) for how it is used",
    (
        r"need for further knowledge and (?:to )?(?:take responsibility for )?(?:ongoing"
        r" learning|develop(?:ing)? (?:his|her|their))"
    ),
    r"the possibilities and limitations of (?:research|science), its role in society",
    r"disciplinary foundation of the field",
)


@lru_cache(maxsize=1)
def _degree_goal() -> re.Pattern[str]:
    return re.compile("|".join(_DEGREE_GOALS), re.IGNORECASE)


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
    vague = unexaminable(text, table)
    bare = nominal_start(text, outcome.lead_in, table) if vague is None else None
    if bare is not None:
        yield subject.finding(
            "F401",
            text,
            outcome.page,
            spans=(bare,),
            outcome=outcome.id,
            words=quoted(text[slice(*bare)], subject.say),
        )
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
    found = parts(text, table)
    sentences = [piece for piece in _SENTENCE.split(text) if leading_verb(piece, table) is not None]
    if len(found) >= subject.number("F403", "parts") or len(sentences) > 1:
        spans = tuple((verb.start, verb.end) for verb in found)
        words = ", ".join(quoted(text[start:end], subject.say) for start, end in spans)
        yield subject.finding(
            "F403",
            text,
            outcome.page,
            spans=spans,
            outcome=outcome.id,
            count=max(len(found), len(sentences)),
            words=words,
        )
    verb = leading_verb(text, table)
    if verb is not None and vague is None:
        names = level_names(subject.say.lang)
        either = subject.say.gettext("or")
        bloom, solo = (
            f" {either} ".join(names[level] for level in levels)
            for levels in (verb.level.bloom, verb.level.solo)
        )
        yield subject.finding(
            "F406",
            text,
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
