"""An audit → the European Learning Model (ELM) 3, the model of Europass, as JSON-LD.

Each course and programme is a LearningAchievementSpecification with its learning outcomes. The scheme of the
audit is a SKOS concept scheme of its own with a concept for each perspective, and an outcome that carries a
perspective names its concept as `relatedSkill`. What is to be reviewed, or not labelled, names none.

The property `relatedSkill` takes concepts of any framework; that a perspective stands there is this tool's
own use of it. `read.catalogue.elm` reads the outcomes back.
"""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import quote

from curranalyser.datamodel import (
    AnalysedOutcome,
    Audit,
    CourseHeader,
    CourseProfile,
    Decision,
    InstructionStatus,
    LanguageOfInstruction,
    ProgrammeProfile,
)
from curranalyser.read.catalogue.elm import PROGRAMME_TYPE
from curranalyser.scheme import Localised, Scheme

FILE = "outcomes.jsonld"

_Node = dict[str, object]
_CONTEXT = "http://data.europa.eu/snb/model/context/edc-ap"
_LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
_ECTS = "http://data.europa.eu/snb/education-credit/6fcec5c5af"
# The tag of a text whose language is not known.
_UNDETERMINED = "und"
# Codes of ISO 639-2 for libraries; the authority table of the European Union has the others.
_FOR_LIBRARIES = frozenset(
    {
        *("alb", "arm", "baq", "bur", "chi", "cze", "dut", "fre", "geo", "ger"),
        *("gre", "ice", "mac", "mao", "may", "per", "rum", "slo", "tib", "wel"),
    }
)


def elm_document(audit: Audit, scheme: Scheme) -> bytes:
    """Return the courses, programmes and outcomes of an audit as JSON-LD in UTF-8, the same for equal audits.

    Args:
        audit: a finished one.
        scheme: the one it was made with: names and defines the perspectives.
    """
    graph = [
        *_concepts(scheme),
        *(_course(course, scheme) for course in audit.courses),
        *(_programme(programme, scheme) for programme in audit.programmes),
    ]
    document = {"@context": [_CONTEXT], "@graph": graph}
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _scheme_id(scheme: Scheme) -> str:
    return f"urn:curranalyser:scheme:{quote(scheme.name, safe='')}:{quote(scheme.version, safe='')}"


def _concept_id(scheme: Scheme, perspective: str) -> str:
    return f"{_scheme_id(scheme)}:{quote(perspective, safe='')}"


def _texts(texts: Localised) -> dict[str, list[str]]:
    return {lang: [text] for lang, text in texts}


def _concepts(scheme: Scheme) -> Iterator[_Node]:
    yield {
        "id": _scheme_id(scheme),
        "type": "ConceptScheme",
        "prefLabel": {_UNDETERMINED: [scheme.name]},
        "versionInfo": scheme.version,
        "hasTopConcept": [{"id": _concept_id(scheme, name)} for name in scheme.ids],
    }
    for perspective in scheme.perspectives:
        yield {
            "id": _concept_id(scheme, perspective.id),
            "type": "Concept",
            "inScheme": {"id": _scheme_id(scheme), "type": "ConceptScheme"},
            "notation": perspective.id,
            "prefLabel": _texts(perspective.name),
            "definition": _texts(perspective.definition),
        }


def _course_id(key: str) -> str:
    return f"urn:curranalyser:course:{quote(key, safe='')}"


def _course(course: CourseProfile, scheme: Scheme) -> _Node:
    name = _course_id(course.key)
    outcomes = [
        *course.main.outcomes,
        *(
            item
            for version, role in zip(course.analysed, course.roles, strict=False)
            if role == "translation"
            for item in version.outcomes
        ),
    ]
    return {
        **_specification(name, course.header, course.main.syllabus.language),
        **_taught_in(course.instruction),
        "learningOutcome": list(_outcomes(name, outcomes, scheme)),
    }


def _programme(programme: ProgrammeProfile, scheme: Scheme) -> _Node:
    name = f"urn:curranalyser:programme:{quote(programme.key, safe='')}"
    linked = dict.fromkeys(course.course_key for course in programme.courses if course.course_key is not None)
    return {
        **_specification(name, programme.header, programme.analysed.syllabus.language),
        "dcType": {"id": PROGRAMME_TYPE, "type": "Concept"},
        "learningOutcome": list(_outcomes(name, programme.analysed.outcomes, scheme)),
        "hasPart": [
            {"id": _course_id(key), "type": "LearningAchievementSpecification"} for key in linked if key
        ],
    }


def _specification(name: str, header: CourseHeader, language: str | None) -> _Node:
    own = language or _UNDETERMINED
    titles: dict[str, list[str]] = {own: [header.title or header.code or ""]}
    if header.title_en and header.title_en != header.title:
        titles.setdefault("en", [header.title_en])
    node: _Node = {"id": name, "type": "LearningAchievementSpecification"}
    if header.code:
        node["identifier"] = {"type": "Identifier", "notation": header.code}
    node["title"] = titles
    if header.credits is not None:
        framework = {"id": _ECTS, "type": "Concept", "prefLabel": {"en": ["ECTS"]}}
        node["creditPoint"] = [
            {"type": "CreditPoint", "framework": framework, "point": f"{header.credits.normalize():f}"}
        ]
    if header.level:
        node["educationLevel"] = [{"type": "Concept", "prefLabel": {own: [header.level]}}]
    return node


def _taught_in(instruction: LanguageOfInstruction) -> _Node:
    """Return the languages of teaching where the syllabus states them."""
    codes = [_three_letters().get(code) for code in instruction.main]
    if instruction.status is not InstructionStatus.STATED or not codes or None in codes:
        return {}
    return {"language": [{"id": f"{_LANGUAGE}{code}", "type": "Concept"} for code in codes]}


@lru_cache(maxsize=1)
def _three_letters() -> dict[str, str]:
    """Return ISO 639-1 codes with those of three letters, as the European Union writes them."""
    from babel.core import get_global  # noqa: PLC0415 only for this

    return {
        two: three.upper()
        for three, two in sorted(get_global("language_aliases").items())
        if len(three) == 3 and len(two) == 2 and three not in _FOR_LIBRARIES
    }


def _outcomes(name: str, outcomes: Iterable[AnalysedOutcome], scheme: Scheme) -> Iterator[_Node]:
    for item in outcomes:
        outcome = item.outcome
        language = outcome.language or _UNDETERMINED
        node: _Node = {
            "id": f"{name}:{quote(outcome.id, safe='')}",
            "type": "LearningOutcome",
            "title": {language: [outcome.text]},
        }
        if outcome.number:
            node["identifier"] = {"type": "Identifier", "notation": outcome.number}
        if outcome.lead_in:
            node["additionalNote"] = [{"type": "Note", "noteLiteral": {language: [outcome.lead_in]}}]
        carried = [label.perspective for label in item.labels if label.decision is Decision.YES]
        if carried:
            node["relatedSkill"] = [
                {"id": _concept_id(scheme, perspective), "type": "Concept"} for perspective in carried
            ]
        yield node
