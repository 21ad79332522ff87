"""The message ids that name the values of the data model where they are shown."""

from collections.abc import Iterable

from curranalyser.datamodel import (
    CourseStatus,
    Decision,
    DocumentStatus,
    InstructionStatus,
    KnowledgeForm,
    PassedKind,
    SectionKind,
)
from curranalyser.i18n import N_, Translator

DECISIONS: dict[Decision, str] = {
    Decision.YES: N_("yes"),
    Decision.REVIEW: N_("to review"),
    Decision.NO: N_("no"),
    Decision.NOT_LABELLED: N_("not labelled"),
}

STATUSES: dict[DocumentStatus, str] = {
    DocumentStatus.OK: N_("analysed"),
    DocumentStatus.PARTIAL: N_("analysed in part"),
    DocumentStatus.FAILED: N_("not analysed"),
    DocumentStatus.SKIPPED: N_("set aside"),
}

PASSED: dict[PassedKind, str] = {
    PassedKind.HIDDEN: N_("hidden"),
    PassedKind.PAGE_PARTS: N_("parts of a saved web page"),
    PassedKind.COMPANION: N_("README and the like"),
    PassedKind.INPUT: N_("given by an option"),
    PassedKind.OWN: N_("written by curranalyser"),
    PassedKind.LOCK: N_("lock file of an office program"),
    PassedKind.AGAIN: N_("link to what is read already"),
}

INSTRUCTION: dict[InstructionStatus, str] = {
    InstructionStatus.STATED: N_("stated"),
    InstructionStatus.CONDITIONAL: N_("under a condition"),
    InstructionStatus.PER_OFFERING: N_("decided for each offering"),
    InstructionStatus.CONFLICT: N_("contradictory"),
    InstructionStatus.NOT_STATED: N_("not stated"),
}

KIND_EVIDENCE: dict[str, str] = {
    "own name": N_("it calls itself"),
    "label": N_("label"),
    "title": N_("title"),
    "code": N_("code"),
    "credits": N_("credits"),
    "course list": N_("course list"),
    "terms": N_("courses by term"),
    "section": N_("heading"),
    "lead-in": N_("lead-in"),
    "several in one file": N_("one of several in the file"),
    "record of a catalogue": N_("a record of a catalogue"),
    "row of a table": N_("a row of a table"),
    "named in a table": N_("named in a table"),
}

INSTRUCTION_MEANINGS: dict[InstructionStatus, str] = {
    InstructionStatus.STATED: N_("The syllabus names the language or languages."),
    InstructionStatus.CONDITIONAL: N_(
        "The language depends on something, such as whether exchange students take the course."
    ),
    InstructionStatus.PER_OFFERING: N_("The syllabus says that each offering of the course decides."),
    InstructionStatus.CONFLICT: N_("Two passages of the syllabus disagree; both are quoted."),
    InstructionStatus.NOT_STATED: N_(
        "The syllabus is silent. Nothing is concluded from the language it is written in, nor from its"
        " literature."
    ),
}

PLACES_OF_INSTRUCTION: dict[str, str] = {
    "field": N_("labelled field"),
    "sentence": N_("sentence about teaching"),
    "offering": N_("list of offerings"),
    "hint": N_("hint, decides nothing"),
}

KNOWLEDGE_FORMS: dict[KnowledgeForm, str] = {
    KnowledgeForm.KNOWLEDGE: N_("knowledge and understanding"),
    KnowledgeForm.SKILLS: N_("skills and abilities"),
    KnowledgeForm.JUDGEMENT: N_("judgement and approach"),
}

SECTIONS: dict[SectionKind, str] = {
    SectionKind.HEADER: N_("title"),
    SectionKind.AIM: N_("aim"),
    SectionKind.OUTCOMES: N_("learning outcomes"),
    SectionKind.CONTENT: N_("content"),
    SectionKind.ENTRY: N_("entry requirements"),
    SectionKind.TEACHING: N_("teaching"),
    SectionKind.ASSESSMENT: N_("assessment"),
    SectionKind.GRADING: N_("grading"),
    SectionKind.LITERATURE: N_("literature"),
    SectionKind.LANGUAGE: N_("language of instruction"),
    SectionKind.COURSES: N_("course list"),
    SectionKind.LAW: N_("goals quoted from law"),
    SectionKind.OTHER: N_("other text"),
}

LINKS: dict[str, str] = {
    "code": N_("by code"),
    "title and credits": N_("by title and credits: please confirm"),
    "mapping": N_("by your table"),
    "several courses": N_("several courses have this code"),
    "not found": N_("syllabus not found"),
}

VERDICTS: dict[str, str] = {"yes": N_("counts"), "borderline": N_("borderline"), "no": N_("does not count")}

GROUPS: dict[str, str] = {
    "all": N_("Courses with a syllabus"),
    "compulsory": N_("Compulsory courses"),
    "elective": N_("Elective courses"),
    "unsaid": N_("Courses of which it could not be read who takes them"),
}

TAKERS: dict[CourseStatus, str] = {
    CourseStatus.EVERYONE: GROUPS["compulsory"],
    CourseStatus.SOME: GROUPS["elective"],
    CourseStatus.NOT_SAID: GROUPS["unsaid"],
}

# What stands in the place of a share where not enough is known to give one.
TOO_LITTLE = N_("too little known")

LEVELS: dict[str, str] = {"first cycle": N_("First cycle"), "second cycle": N_("Second cycle")}

DIMENSIONS: dict[str, str] = {
    "term": N_("By term"),
    "year": N_("By year"),
    "level": N_("By level"),
    "main field": N_("By main field of study"),
    "subject": N_("By subject"),
    "subject group": N_("By subject group"),
    "department": N_("By department"),
}

# How many groups of a dimension have a course with a perspective, in words.
REACHED: dict[str, str] = {
    "department": N_("departments with a course that has the perspective: %(part)s of %(whole)s"),
    "subject group": N_("subject groups with a course that has the perspective: %(part)s of %(whole)s"),
    "subject": N_("subjects with a course that has the perspective: %(part)s of %(whole)s"),
    "main field": N_("main fields of study with a course that has the perspective: %(part)s of %(whole)s"),
}

EXCHANGE: dict[str, str] = {
    "main": N_("taught in English"),
    "possible": N_("English possible"),
    "conditional": N_("English under a condition"),
}

ROLES: dict[str, str] = {
    "counts": N_("counts"),
    "translation": N_("translation"),
    "earlier": N_("earlier version"),
    "later": N_("valid later"),
    "duplicate": N_("the same version again"),
}
NOT_YET_VALID = N_("counts, not yet valid")

# Looked up in the definitions of the report and of the workbook: the figure, and what it is.
FIGURES: tuple[tuple[str, str], ...] = (
    (
        N_("Share of outcomes"),
        N_(
            "Learning outcomes that carry the perspective, of all learning outcomes that were found. "
            "A translation or an earlier version of a syllabus is not counted again."
        ),
    ),
    (
        N_("Share of courses"),
        N_(
            "Courses with at least one learning outcome that carries the perspective, of all courses in which"
            " learning outcomes were found."
        ),
    ),
    (
        N_("Share of credits"),
        N_(
            "Credits of the courses with at least one such learning outcome, of the credits of all courses in"
            " which learning outcomes were found."
        ),
    ),
    (
        N_("Too little known"),
        N_(
            "No share is given where fewer than %(enough)s of the courses that it is about have a syllabus"
            " with learning outcomes, or fewer than %(enough)s of these outcomes are labelled: it would say"
            " little of the whole. What was counted stands there all the same. The setting headline_percent"
            " changes the limit."
        ),
    ),
    (
        N_("Compulsory and elective"),
        N_(
            "Compulsory are the courses that everyone takes, elective those that some take, by choice or in"
            " a track, as the structure of the programme gives. Where it could not be read who takes a"
            " course, it is counted apart."
        ),
    ),
    (
        N_("Decision"),
        N_(
            "“Yes” is counted. “To review” is not counted: the words are there, but a person should judge."
            " “No” is not counted."
        ),
    ),
    (
        N_("Not labelled"),
        N_(
            "A learning outcome in a language that the model was not trained for, or whose language is not"
            " known. It is in no share, and counted by language beside them. A course in which some are not"
            " labelled and none carries the perspective may carry it or not: it is left out of the shares of"
            " courses and credits. A person can decide such an outcome; then it counts."
        ),
    ),
    (
        N_("Decided by people"),
        N_(
            "A person read the learning outcome and confirmed or overruled the tool. That decision counts in"
            " its place, is marked, and is counted apart."
        ),
    ),
    (
        N_("Probability"),
        N_(
            "How probable it is, in the model’s judgement, from 0 to 1, that a careful reader of the codebook"
            " would say yes. It says nothing about quality."
        ),
    ),
    (
        N_("Opportunity"),
        N_(
            "The perspective stands in the title, aim or content of the course, and in none of its learning"
            " outcomes. It is not counted."
        ),
    ),
    (
        N_("Courses with the perspective in the content, not in the outcomes"),
        N_("Courses with such an opportunity, of all courses in which learning outcomes were found."),
    ),
    (
        N_("Without duplicates"),
        N_(
            "The share of outcomes when near-identical sentences count as one. Two sentences are"
            " near-identical when they have at least 84 of 100 words in common and carry the same"
            " perspectives; a sentence of fewer than five words only with its exact like."
        ),
    ),
    (
        N_("Recycled sentence"),
        N_("Near-identical learning outcomes in at least %(recycled)s courses."),
    ),
    (
        N_("Related course"),
        N_(
            "A course in which the perspective is in at least %(related)s of the learning outcomes, of all"
            " courses in which learning outcomes were found."
        ),
    ),
    (
        N_("Focused course"),
        N_("A related course in which at least %(focused)s of the learning outcomes carry the perspective."),
    ),
    (
        N_("Outcomes of the programme and of its courses"),
        N_(
            "Learning outcomes of the programme syllabus itself that carry the perspective, beside those of"
            " its courses. Goals quoted from law are left out. Courses whose syllabus was not found may carry"
            " what seems to be missing."
        ),
    ),
    (
        N_("What everyone meets"),
        N_(
            "How many of the courses that everyone takes have a learning outcome that carries the"
            " perspective. “Fewest” and “most courses” add the fewest and the most such courses that a"
            " choice of tracks and electives can hold. It is a count of what the syllabi among the files"
            " hold, and no share."
        ),
    ),
    (
        N_("By term, level, subject and department"),
        N_(
            "The same shares over the courses of one group. Courses that state nothing are shown apart. A"
            " course with several main fields of study, or over several terms, is in the group of each. Terms"
            " and years are those of the programme."
        ),
    ),
    (
        N_("Share by language of instruction"),
        N_(
            "Courses whose syllabus names the language, of all courses with a syllabus, and their credits."
            " Courses that do not say are shown apart, as “not stated”: together the groups are all courses."
        ),
    ),
    (
        N_("Open to exchange students"),
        N_(
            "Courses whose syllabus says that they are taught in English, can be, or are under a condition,"
            " of the courses whose syllabus says whether it is so. Courses that state no language, leave it"
            " to each offering or contradict themselves are counted apart, as not known."
        ),
    ),
    (
        N_("Band of a share"),
        N_(
            "In brackets beside a share: how far the known errors of the labels could move it. The low end"
            " takes false yes away, the high end adds what is missed, at the rates that were measured on"
            " outcomes from elsewhere; for courses, errors are taken to fall independently of each other. It"
            " is no sampling error: a programme is counted whole. The share itself is as counted. Where"
            " nothing is counted something can be missed all the same, and where everything is, something can"
            " be false: as often as among those outcomes. What is to be reviewed is not in the brackets, and"
            " where people decided every label there are none. Rates on other universities may be higher."
        ),
    ),
    (
        N_("Versions that differ"),
        N_(
            "A syllabus and its translation where a learning outcome of one is missing in the other, the"
            " outcomes stand in another order, or the credits or the languages of instruction are others, as"
            " the texts have it. Outcomes are matched by what they say. What could not be matched with"
            " certainty is listed apart, and is no difference. Where the tool reads the two versions of one"
            " outcome differently, the versions do not differ: the outcome is for review."
        ),
    ),
    (
        N_("Courses or programmes with one code"),
        N_(
            "Syllabi with one code are versions of one course where title, credits, validity and outcomes "
            "say so; where they contradict, each is a course of its own and counted. Programme syllabi with "
            "one code are two programmes where their titles and also their credits or most of their courses "
            "differ."
        ),
    ),
    (
        N_("Good example"),
        N_(
            "A learning outcome that carries the perspective with a probability of at least 0.8 or by a"
            " person’s decision, in 40 to 280 characters. Up to six for each perspective, from as many"
            " subjects as possible."
        ),
    ),
)


def passed_kind(kind: str, say: Translator) -> str:
    """Say why something was passed over: a `PassedKind`, or the ending of its name."""
    return say.gettext(PASSED[PassedKind(kind)]) if kind in set(PassedKind) else kind


def passed_over_kinds(counted: Iterable[tuple[str, int]], say: Translator) -> str:
    """List how many were passed over, by kind: ".png 3, hidden 1"."""
    return ", ".join(f"{passed_kind(kind, say)} {say.number(count)}" for kind, count in counted)


def passed_over_line(counted: Iterable[tuple[str, int]], say: Translator) -> str:
    """Say in one line what was passed over; "" where nothing was."""
    kinds = passed_over_kinds(counted, say)
    return say.gettext("Passed over, because they are no syllabi: %(kinds)s", kinds=kinds) if kinds else ""
