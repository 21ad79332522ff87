"""A small audit written by hand.

Two programmes, a course of none, a hostile course, and files that failed.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from listed_course import listed as course_ref

from curranalyser.aggregate.differences import outcome_differences
from curranalyser.aggregate.examples import good_examples
from curranalyser.aggregate.exposure import guaranteed_exposure
from curranalyser.aggregate.goals import with_matrices
from curranalyser.aggregate.groups import course_standing, groups_reached, shares_by_fact, shares_by_time
from curranalyser.aggregate.languages import language_profile
from curranalyser.aggregate.promises import programme_promises
from curranalyser.aggregate.recycled import cluster_outcomes
from curranalyser.aggregate.versions import labelled_translation
from curranalyser.datamodel import (
    AggregateRules,
    AnalysedOutcome,
    AnalysedSyllabus,
    Audit,
    CourseHeader,
    CourseProfile,
    CourseStatus,
    Decision,
    DocumentStatus,
    Evidence,
    Failure,
    GoalRow,
    Indicator,
    InstructionEvidence,
    InstructionStatus,
    KnowledgeForm,
    Label,
    LanguageOfInstruction,
    LearningOutcome,
    Mention,
    PerspectiveShares,
    ProgrammeCourse,
    ProgrammeNote,
    ProgrammeProfile,
    Provenance,
    RecycledOutcome,
    SectionKind,
    Syllabus,
    SyllabusKind,
)
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.report import build_view, render_html
from curranalyser.report.view import AuditView
from curranalyser.scheme import Scheme, load_scheme

PERSPECTIVES = ("international", "intercultural", "comparative")
HOSTILE = (
    "<script>alert('x')</script>\u202etxt.exe \x1b[31m red \x00 & \"quoted\" ]]> {{ 7*7 }} %(count)s \ufffe"
)
FORMULA = '=HYPERLINK("http://example.org","klicka")'

# The user's own table of goals: links, a goal that it gives, and rows that fit nothing.
GOALS = (
    GoalRow(2, "VGSSK", "OMV101", "1", "", ("1",)),
    GoalRow(3, "VGSSK", "OMV103", "", "", ("1",), (KnowledgeForm.SKILLS,)),
    GoalRow(4, "TAWEM", "", "", "", (HOSTILE,), (), KnowledgeForm.JUDGEMENT),
    GoalRow(5, "TAWEM", "WAT666", "1", "", ("1",)),
    GoalRow(6, "TAWEM", "WAT501", "77", "", ("1",)),
    GoalRow(7, FORMULA, HOSTILE, "1", "", (FORMULA,)),
)


def label(
    perspective: str,
    text: str = "",
    words: str = "",
    rule: str = "",
    probability: float = 0.03,
    lead_in: str = "",
) -> Label:
    """A label that is yes from 0.5, to be reviewed from 0.3.

    And rests on the first place where `words` stand.
    """
    decision = Decision.YES if probability >= 0.5 else Decision.REVIEW if probability >= 0.3 else Decision.NO
    where = lead_in if words and words in lead_in else text
    start = where.find(words) if words else -1
    evidence = (
        (Evidence(start, start + len(words), words, "cue", rule, where is lead_in and bool(lead_in)),)
        if start >= 0
        else ()
    )
    return Label(
        perspective, decision, probability, evidence, rule or None, "subject matter" if rule else None
    )


def outcome(
    identifier: str,
    text: str,
    *hits: tuple[str, str, str, float],
    lead_in: str = "",
    page: int = 1,
    language: str = "sv",
    **more: object,
) -> AnalysedOutcome:
    found = {perspective: (words, rule, probability) for perspective, words, rule, probability in hits}
    labels = tuple(
        label(perspective, text, *found[perspective], lead_in=lead_in)
        if perspective in found
        else label(perspective)
        for perspective in PERSPECTIVES
    )
    return AnalysedOutcome(
        LearningOutcome(identifier, text, lead_in, page=page, language=language, **more), labels
    )  # type: ignore[arg-type]


def course(
    code: str,
    title: str,
    outcomes: Iterable[AnalysedOutcome],
    credits: str = "7.5",
    instruction: LanguageOfInstruction | None = None,
    opportunities: tuple[Mention, ...] = (),
    language: str = "sv",
    title_en: str | None = None,
    source: str | None = None,
) -> CourseProfile:
    header = CourseHeader(
        code, title, title_en, Decimal(credits), "G1N", "2025-08-25", "Institutionen för hälsa", "OM1"
    )
    instruction = instruction or LanguageOfInstruction(
        ("sv",),
        (),
        InstructionStatus.STATED,
        (InstructionEvidence("Undervisningsspråk: svenska", 2, "field"),),
    )
    syllabus = Syllabus(
        SyllabusKind.COURSE,
        header,
        (),
        tuple(item.outcome for item in outcomes),
        instruction,
        language=language,
    )
    analysed = AnalysedSyllabus(syllabus, tuple(outcomes), opportunities)
    path = source or f"kursplan-{code}.pdf"
    profile = CourseProfile(code, header, (analysed,), (path,), instruction, opportunities, (), ("counts",))
    counted = profile.counted_outcomes()
    translation = labelled_translation(counted, [(analysed, path)], ["counts"])
    holders = (analysed, analysed)
    return replace(
        profile, differences=outcome_differences(counted, translation, holders) if translation else ()
    )


def shares(courses: Iterable[CourseProfile]) -> tuple[PerspectiveShares, ...]:
    chosen = [profile for profile in courses if profile.counted_outcomes()]
    made = []
    for perspective in PERSPECTIVES:
        decisions = [
            [item.label(perspective).decision for item in profile.counted_outcomes()] for profile in chosen
        ]
        carrying = [Decision.YES in those for those in decisions]
        credits = [profile.header.credits or Decimal(0) for profile in chosen]
        flat = [decision for those in decisions for decision in those]
        made.append(
            PerspectiveShares(
                perspective,
                Indicator(Decimal(flat.count(Decision.YES)), Decimal(len(flat))),
                Indicator(Decimal(sum(carrying)), Decimal(len(chosen))),
                Indicator(
                    sum(
                        (amount for amount, carries in zip(credits, carrying, strict=True) if carries),
                        Decimal(0),
                    ),
                    sum(credits, Decimal(0)),
                ),
                flat.count(Decision.REVIEW),
            )
        )
    return tuple(made)


def programme(
    key: str,
    title: str,
    listed: tuple[ProgrammeCourse, ...],
    courses: dict[str, CourseProfile],
    language: str,
    own: tuple[AnalysedOutcome, ...],
    notes: tuple[ProgrammeNote, ...] = (),
) -> ProgrammeProfile:
    header = CourseHeader(key, title, "Nursing Programme" if key == "VGSSK" else None, Decimal(180))
    instruction = LanguageOfInstruction(
        ("sv",),
        (),
        InstructionStatus.STATED,
        (InstructionEvidence("Programmet ges på svenska.", 1, "sentence"),),
    )
    syllabus = Syllabus(
        SyllabusKind.PROGRAMME,
        header,
        (),
        tuple(item.outcome for item in own),
        instruction,
        tuple(item.ref for item in listed),
        language,
    )

    def chosen(status: CourseStatus | None = None) -> list[CourseProfile]:
        return [
            courses[item.course_key]
            for item in listed
            if item.course_key and (status is None or item.ref.status is status)
        ]

    languages: dict[str, int] = {}
    for profile in chosen():
        name = "+".join(profile.instruction.main) or str(profile.instruction.status)
        languages[name] = languages.get(name, 0) + 1
    counted = [(profile, profile.header.credits or Decimal(0)) for profile in chosen()]
    found = [(courses[item.course_key] if item.course_key else None, item) for item in listed]
    analysed = AnalysedSyllabus(syllabus, own, ())
    return ProgrammeProfile(
        key,
        header,
        f"utbildningsplan-{key}.pdf",
        analysed,
        listed,
        shares(chosen()),
        shares(chosen(CourseStatus.EVERYONE)),
        shares(chosen(CourseStatus.SOME)),
        tuple(sorted(languages.items())),
        1 if key == "VGSSK" else 0,
        (
            *shares_by_time(
                [((profile, item.ref.credits or Decimal(0)), item.ref) for profile, item in found if profile],
                PERSPECTIVES,
                None,
            ),
            *shares_by_fact(counted, PERSPECTIVES, None),
        ),
        course_standing([profile for profile, _ in counted], PERSPECTIVES, AggregateRules()),
        language_profile(counted, instruction),
        programme_promises(analysed, [profile for profile, _ in counted], PERSPECTIVES),
        guaranteed_exposure(
            [(item.ref, profile, item.ref.credits) for profile, item in found], syllabus.blocks, PERSPECTIVES
        ),
        (("utbildningsplan-VGSSK-2019.pdf", "earlier"),) if key == "VGSSK" else (),
        shares(chosen(CourseStatus.NOT_SAID)),
        notes,
    )


def listed(
    code: str,
    title: str,
    term: int | None,
    compulsory: bool | None,
    credits: str = "7.5",
    linked_by: str = "code",
) -> ProgrammeCourse:
    found = linked_by != "not found"
    return ProgrammeCourse(
        course_ref(code, title, Decimal(credits), term, compulsory, page=2),
        code if found else None,
        linked_by,
    )  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def scheme() -> Scheme:
    return load_scheme()


@pytest.fixture(scope="session")
def audit(scheme: Scheme) -> Audit:
    assert scheme.ids == PERSPECTIVES
    lead_in = "Efter avslutad kurs ska studenten kunna"
    courses = [
        course(
            "OMV101",
            "Omvårdnad och hälsa i ett globalt sammanhang",
            [
                outcome(
                    "sv-1",
                    "redogöra för de globala målen för hållbar utveckling och deras betydelse för omvårdnad",
                    ("international", "globala målen", "INT-Y1", 0.97),
                    lead_in=lead_in,
                    knowledge_form=KnowledgeForm.KNOWLEDGE,
                ),
                outcome(
                    "sv-2",
                    "jämföra organisationen av primärvård i Sverige med den i minst ett annat land",
                    ("international", "annat land", "INT-Y3", 0.88),
                    (
                        "comparative",
                        "jämföra organisationen av primärvård i Sverige med den i minst ett annat land",
                        "CMP-Y3",
                        0.94,
                    ),
                    lead_in=lead_in,
                    knowledge_form=KnowledgeForm.SKILLS,
                ),
                outcome(
                    "sv-3",
                    "utföra basala omvårdnadsåtgärder på ett säkert sätt",
                    lead_in=lead_in,
                    page=2,
                    knowledge_form=KnowledgeForm.SKILLS,
                ),
                outcome(
                    "sv-4",
                    "reflektera över betydelsen av mångfald i mötet med patienten",
                    ("intercultural", "mångfald", "ICU-B2", 0.44),
                    lead_in=lead_in,
                    page=2,
                    knowledge_form=KnowledgeForm.JUDGEMENT,
                ),
                outcome(
                    "en-1",
                    "describe the global goals and what they mean for nursing",
                    ("international", "global goals", "INT-Y1", 0.95),
                    page=3,
                    language="en",
                ),
                outcome("en-2", "compare the organisation of primary care", page=3, language="en"),
            ],
            credits="15",
        ),
        course(
            "OMV102",
            "Transkulturell omvårdnad",
            [
                outcome(
                    "sv-1",
                    "anpassa omvårdnaden till patientens kulturella och religiösa bakgrund",
                    ("intercultural", "kulturella och religiösa bakgrund", "ICU-Y4", 0.985),
                    lead_in="Studenten ska ur ett mångkulturellt perspektiv kunna",
                ),
                outcome(
                    "sv-2",
                    "planera samtal om smärta och sorg",
                    ("intercultural", "mångkulturellt perspektiv", "ICU-Y1", 0.81),
                    lead_in="Studenten ska ur ett mångkulturellt perspektiv kunna",
                    module="Delkurs 2: Samtal, 3 hp",
                ),
            ],
        ),
        course(
            "OMV103",
            "Anatomi och fysiologi",
            [
                outcome("sv-1", "beskriva cellens byggnad", lead_in=lead_in),
                outcome("sv-2", "redogöra för cellkultur", lead_in=lead_in),
            ],
        ),
        course(
            "OMV204",
            "Global folkhälsa",
            [outcome("sv-1", "analysera folkhälsodata med statistiska metoder")],
            instruction=LanguageOfInstruction(
                ("sv",),
                ("en",),
                InstructionStatus.CONDITIONAL,
                (
                    InstructionEvidence(
                        "Kursen kan ges på engelska om utbytesstudenter deltar.", 1, "sentence"
                    ),
                ),
            ),
            opportunities=(
                Mention(
                    SectionKind.HEADER,
                    "Global folkhälsa",
                    1,
                    Label(
                        "international",
                        Decision.YES,
                        0.7,
                        (Evidence(0, 6, "Global", "global", "INT-Y2"),),
                        "INT-Y2",
                    ),
                ),
                Mention(
                    SectionKind.CONTENT,
                    "Kursen behandlar "
                    + "folkhälsans villkor i Sverige och i världen, " * 10
                    + "samt WHO:s arbete.",
                    1,
                    Label(
                        "international",
                        Decision.YES,
                        0.9,
                        (Evidence(472, 477, "WHO:s", "body", "INT-Y1"),),
                        "INT-Y1",
                    ),
                ),
            ),
        ),
        course("OMV205", "Vetenskaplig metod", [], instruction=LanguageOfInstruction()),
        course(
            "WAT501",
            "River Basins Across Borders",
            [
                outcome(
                    "en-1",
                    "explain how international conventions govern rivers that cross borders",
                    ("international", "international conventions", "INT-Y1", 0.99),
                    language="en",
                    lead_in="On completion of the course the student shall be able to",
                ),
                outcome(
                    "en-2",
                    "contrast water law in two countries of choice",
                    ("comparative", "contrast water law in two countries", "CMP-Y1", 0.96),
                    ("international", "two countries", "INT-Y3", 0.52),
                    language="en",
                    lead_in="On completion of the course the student shall be able to",
                ),
            ],
            language="en",
            instruction=LanguageOfInstruction(
                ("en",),
                (),
                InstructionStatus.STATED,
                (InstructionEvidence("Teaching is in English.", 1, "sentence"),),
            ),
        ),
        course(
            "WAT666",
            HOSTILE,
            [
                outcome(
                    "en-1",
                    f"{HOSTILE} international",
                    ("international", "international", "INT-Y1", 0.9),
                    language="en",
                    module=HOSTILE,
                    lead_in=HOSTILE,
                ),
                outcome("en-2", FORMULA, language="en"),
                outcome("en-3", "+46 or -1 or @mention", language='"><img src=x onerror=alert(1)>'),
            ],
            language="en",
            source=f"{HOSTILE}.pdf",
            instruction=LanguageOfInstruction(
                ("en",),
                (),
                InstructionStatus.CONFLICT,
                (InstructionEvidence(HOSTILE, 1, "field"), InstructionEvidence(FORMULA, 1, "hint")),
            ),
            opportunities=(
                Mention(
                    SectionKind.AIM,
                    HOSTILE,
                    1,
                    Label(
                        "comparative",
                        Decision.YES,
                        0.9,
                        (Evidence(-5, 9999, HOSTILE, "cue", HOSTILE),),
                        HOSTILE,
                    ),
                ),
            ),
        ),
        course("FRI100", "Fristående kurs i bokföring", [outcome("sv-1", "upprätta en balansräkning")]),
    ]
    by_key = {profile.key: profile for profile in courses}
    nursing = programme(
        "VGSSK",
        "Sjuksköterskeprogrammet",
        (
            listed("OMV103", "Anatomi och fysiologi", 1, True),
            listed("OMV101", "Omvårdnad och hälsa i ett globalt sammanhang", 1, True, "15"),
            listed("OMV102", "Transkulturell omvårdnad", 2, False, linked_by="title and credits"),
            listed("OMV204", "Global folkhälsa", 2, False),
            listed("OMV205", "Vetenskaplig metod", 3, True),
            listed("OMV301", "Verksamhetsförlagd utbildning", 3, True, "15", linked_by="not found"),
        ),
        by_key,
        "sv",
        (
            outcome(
                "sv-1",
                "visa förmåga att möta patienter med olika kulturell bakgrund",
                ("intercultural", "olika kulturell bakgrund", "ICU-Y2", 0.9),
                page=3,
            ),
            outcome("sv-2", "visa kunskap om omvårdnadens grunder", page=3),
        ),
        (
            ProgrammeNote("credits differ", "OMV204", "Global folkhälsa", "7.5", "15", "OMV204", 2),
            ProgrammeNote("credits cannot be", "OMV205", "Vetenskaplig metod", "1", "7.5", "OMV205", 2),
            ProgrammeNote("equal title", "OMV301", HOSTILE, "OMV301", FORMULA, "WAT666", 2),
            ProgrammeNote("equal title", None, "Anatomi", "", "OMV103", "OMV103", 2),
            ProgrammeNote("valid later", "OMV102", "Transkulturell omvårdnad", "", "HT 2031", "OMV102", 2),
        ),
    )
    water = programme(
        "TAWEM",
        "Master's Programme in Water <Engineering>",
        (
            listed("WAT501", "River Basins Across Borders", None, None),
            listed("WAT666", "Hostile", None, None, linked_by="mapping"),
        ),
        by_key,
        "en",
        (),
    )
    failures = (
        Failure.from_error(
            "kursplan-OMV205.pdf", "parse", DocumentError(FailureCategory.OUTCOME_SECTION_EMPTY, page=1)
        ),
        Failure.from_error(
            "inskannad/plan.pdf", "read", DocumentError(FailureCategory.NO_TEXT_LAYER, "0 characters")
        ),
        Failure.from_error(f"{HOSTILE}.doc", "read", DocumentError(FailureCategory.UNSUPPORTED_FORMAT)),
    )
    files = [
        (profile.sources[0], DocumentStatus.PARTIAL if profile.key == "OMV205" else DocumentStatus.OK)
        for profile in courses
    ]
    files += [
        ("utbildningsplan-VGSSK.pdf", DocumentStatus.OK),
        ("utbildningsplan-TAWEM.pdf", DocumentStatus.OK),
    ]
    files += [("inskannad/plan.pdf", DocumentStatus.FAILED), (f"{HOSTILE}.doc", DocumentStatus.SKIPPED)]
    counted = [(profile, profile.header.credits or Decimal(0)) for profile in courses]
    clusters = cluster_outcomes(courses, PERSPECTIVES)
    groups = shares_by_fact(counted, PERSPECTIVES, clusters)
    rules = AggregateRules(as_of="2026-01-31", goals=GOALS, goals_source="goals.csv", goals_sha256="e" * 64)
    programmes, unmatched = with_matrices((nursing, water), courses, GOALS)
    return Audit(
        PERSPECTIVES,
        programmes,
        tuple(courses),
        ("FRI100",),
        shares(courses),
        tuple(files),
        failures,
        Provenance("0.1.0", "a" * 64, scheme.digest, "b" * 64, "c" * 64, "d" * 64),
        groups,
        course_standing(courses, PERSPECTIVES, AggregateRules()),
        language_profile(counted),
        # Any outcome does for a recycled sentence here: two courses are few for a real one.
        (
            RecycledOutcome(
                "utföra basala åtgärder på ett säkert sätt",
                "sv",
                (("OMV101", "sv-3"), ("OMV103", "sv-1")),
                2,
                ("international",),
            ),
        ),
        good_examples(courses, clusters, PERSPECTIVES),
        rules,
        reached=groups_reached(groups, PERSPECTIVES),
        unmatched_goals=unmatched,
    )


VOID = frozenset({"meta", "link", "br", "img", "input", "hr"})


class Page(HTMLParser):
    """A page taken apart. Fails on a tag that is closed in the wrong place."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, attrs)
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag, (tag, self.getpos())

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self.open):
            self.words.append(data)

    @property
    def text(self) -> str:
        """All that a reader sees, with white space as single spaces."""
        return " ".join("".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of this kind."""
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="session", params=["en", "sv"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def view(audit: Audit, scheme: Scheme, lang: str) -> AuditView:
    return build_view(audit, scheme, lang)


@pytest.fixture(scope="session")
def page(view: AuditView) -> Page:
    return Page(render_html(view))


@pytest.fixture(scope="session")
def taken_apart() -> type[Page]:
    """Takes a page apart, given its HTML."""
    return Page
