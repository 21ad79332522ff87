"""Small audits written by hand: courses with a few outcomes, and programmes that list them."""

from decimal import Decimal

from listed_course import listed

from curranalyser.aggregate import build_audit
from curranalyser.datamodel import (
    AnalysedOutcome,
    AnalysedSyllabus,
    Audit,
    CourseHeader,
    Decision,
    DocumentResult,
    DocumentStatus,
    InstructionStatus,
    Label,
    LanguageOfInstruction,
    LearningOutcome,
    Provenance,
    SourceFile,
    Syllabus,
    SyllabusKind,
)
from curranalyser.scheme import load_scheme

SCHEME = load_scheme()
INTERNATIONAL, INTERCULTURAL, COMPARATIVE = SCHEME.ids
SWEDISH = LanguageOfInstruction(("sv",), (), InstructionStatus.STATED)
ENGLISH = LanguageOfInstruction(("en",), (), InstructionStatus.STATED)
PROVENANCE = Provenance("1", "settings", SCHEME.digest, "model", "corpus", "sources")


def outcome(text: str, *perspectives: str) -> AnalysedOutcome:
    labels = tuple(
        Label(name, Decision.YES if name in perspectives else Decision.NO, 0.5) for name in SCHEME.ids
    )
    return AnalysedOutcome(LearningOutcome("sv-1", text), labels)


def course(
    code: str,
    title: str,
    *outcomes: AnalysedOutcome,
    group: str = "Nursing",
    credits: str = "15",
    instruction: LanguageOfInstruction = SWEDISH,
) -> DocumentResult:
    header = CourseHeader(code, title, None, Decimal(credits), subject_group=group or None)
    syllabus = Syllabus(
        SyllabusKind.COURSE, header, (), tuple(item.outcome for item in outcomes), instruction, language="sv"
    )
    return DocumentResult(
        SourceFile(f"{code}.pdf", "0" * 64, 1), DocumentStatus.OK, (AnalysedSyllabus(syllabus, outcomes),)
    )


def programme(code: str, title: str, *courses: tuple[str, int | None, bool | None]) -> DocumentResult:
    refs = tuple(
        listed(name, f"Course {name}", Decimal(15), term, compulsory) for name, term, compulsory in courses
    )
    syllabus = Syllabus(
        SyllabusKind.PROGRAMME,
        CourseHeader(code, title, None, Decimal(180)),
        (),
        (),
        LanguageOfInstruction(),
        refs,
        "sv",
    )
    return DocumentResult(
        SourceFile(f"{code}.pdf", "0" * 64, 1), DocumentStatus.OK, (AnalysedSyllabus(syllabus, ()),)
    )


def audit_of(*results: DocumentResult) -> Audit:
    return build_audit(results, SCHEME.ids, PROVENANCE)
