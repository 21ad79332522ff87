"""Outcomes as tasks for Label Studio, and what people decided there as decisions.

A task is an outcome with its lead-in. Each perspective is a choice of its own between yes and no, which may
be left open, so that nothing is taken for a no because nobody ticked it. What the tool says is a prediction:
yes and no as they are, nothing for what is to be reviewed, and its evidence as spans of characters. Decisions
come back from Label Studio's export in the format JSON (not JSON-MIN); spans that people change there do not.

The names of the controls, which `label-config.xml` gives and the tasks name: see `_DECISION` and those below.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as ET

import msgspec

from curranalyser.datamodel import AnalysedOutcome, Audit, CourseProfile, Decision, Evidence, Label
from curranalyser.errors import SettingsError
from curranalyser.i18n import LANGUAGES, N_, translator
from curranalyser.report.sanitise import clean_line
from curranalyser.review.decisions import Review, Statement
from curranalyser.review.reviewer_names import same_name
from curranalyser.review.sheets import answers
from curranalyser.scheme import Scheme, localised
from curranalyser.strict_data import json_as

ENDING = ".json"
CONFIG_FILE, TASKS_FILE = "label-config.xml", "tasks.json"
# Before the id of the perspective.
_DECISION = "decision_"
_TEXT, _LEAD_IN, _REASON = "text", "lead_in", "reason"
_EVIDENCE, _LEAD_IN_EVIDENCE = "evidence", "lead_in_evidence"
_COURSE = "course_key"
_NOT_AN_EXPORT = N_("%(path)s is no export of Label Studio that decisions can be read from.")
_HOW_TO_EXPORT = N_(
    "Export the project as JSON (not JSON-MIN), with the labelling interface and the tasks that"
    " `curranalyser export --format label-studio` wrote."
)


def label_config(scheme: Scheme, lang: str) -> bytes:
    """Return the labelling interface for Label Studio, as XML.

    Args:
        scheme: its perspectives are asked for.
        lang: "sv" or "en".
    """
    say = translator(lang)
    view = ET.Element("View")
    ET.SubElement(view, "Header", value="$course_title", size="4")
    for text, evidence in ((_LEAD_IN, _LEAD_IN_EVIDENCE), (_TEXT, _EVIDENCE)):
        labels = ET.SubElement(view, "Labels", name=evidence, toName=text)
        for perspective in scheme.perspectives:
            ET.SubElement(labels, "Label", value=localised(perspective.name, lang))
        ET.SubElement(view, "Text", name=text, value=f"${text}")
    for perspective in scheme.perspectives:
        ET.SubElement(view, "Header", value=localised(perspective.name, lang), size="5")
        choices = ET.SubElement(
            view,
            "Choices",
            name=_DECISION + perspective.id,
            toName=_TEXT,
            choice="single-radio",
            showInline="true",
        )
        for answer in answers(lang)[:2]:
            ET.SubElement(choices, "Choice", value=answer)
    ET.SubElement(view, "Header", value=say.gettext("Your reason"), size="5")
    ET.SubElement(view, "TextArea", name=_REASON, toName=_TEXT, maxSubmissions="1", editable="true")
    ET.indent(view)
    return ET.tostring(view, encoding="unicode").encode() + b"\n"


def audit_tasks(audit: Audit, scheme: Scheme, lang: str) -> bytes:
    """Return each outcome that counts as a task with its prediction, as JSON for Label Studio to import.

    Those with something to review come first, otherwise they stand in the order of the audit. The score of a
    prediction says how sure the tool is of what it is least sure of, so that tasks can be sorted by it.

    Args:
        audit: what is to be reviewed.
        scheme: names the perspectives.
        lang: "sv" or "en", in which the interface was written.
    """
    names = {perspective.id: localised(perspective.name, lang) for perspective in scheme.perspectives}
    outcomes = [(course, item) for course in audit.courses for item in course.counted_outcomes()]
    outcomes.sort(key=lambda entry: not any(label.decision is Decision.REVIEW for label in entry[1].labels))
    model = f"curranalyser {audit.provenance.model_sha256[:16]}"
    tasks = [
        {
            "data": _data(course, item),
            "predictions": [{"model_version": model, **_prediction(item, names, lang)}],
        }
        for course, item in outcomes
    ]
    return msgspec.json.format(msgspec.json.encode(tasks), indent=1) + b"\n"


def _data(course: CourseProfile, item: AnalysedOutcome) -> dict[str, Any]:
    outcome = item.outcome
    return {
        _TEXT: outcome.text,
        _LEAD_IN: outcome.lead_in,
        _COURSE: course.key,
        "course_title": clean_line(f"{course.key} {course.header.title or ''}"),
        "language": outcome.language,
        "source": course.sources[0],
        "page": outcome.page,
    }


def _prediction(item: AnalysedOutcome, names: Mapping[str, str], lang: str) -> dict[str, Any]:
    yes, no, _ = answers(lang)
    said = {Decision.YES: yes, Decision.NO: no}
    result: list[dict[str, Any]] = []
    sureness = []
    for label in item.labels:
        if (sure := _sureness(label)) is not None:
            sureness.append(sure)
        if label.decision in said:
            answer = {"choices": [said[label.decision]]}
            result.append(_region(_DECISION + label.perspective, _TEXT, "choices", answer, len(result)))
        if label.decision is not Decision.NO:
            name = names.get(label.perspective, label.perspective)
            for evidence in label.evidence:
                result.append(_span(evidence, name, len(result)))
    return {"result": result} | ({"score": min(sureness)} if sureness else {})


def _sureness(label: Label) -> float | None:
    if label.human is not None:
        return 1.0
    return None if label.probability is None else max(label.probability, 1 - label.probability)


def _span(evidence: Evidence, name: str, number: int) -> dict[str, Any]:
    where, control = (_LEAD_IN, _LEAD_IN_EVIDENCE) if evidence.in_lead_in else (_TEXT, _EVIDENCE)
    value = {"start": evidence.start, "end": evidence.end, "text": evidence.text, "labels": [name]}
    return _region(control, where, "labels", value, number)


def _region(control: str, where: str, kind: str, value: dict[str, Any], number: int) -> dict[str, Any]:
    return {"id": f"r{number}", "from_name": control, "to_name": where, "type": kind, "value": value}


class _Region(msgspec.Struct):
    """One answer. Relations between answers, which nobody asks for here, have no names."""

    from_name: str = ""
    type: str = ""
    value: Any = None


class _Annotation(msgspec.Struct):
    """What one person answered. `was_cancelled`: the task was skipped."""

    result: list[_Region] = []
    completed_by: Any = None
    was_cancelled: bool | None = None


class _Task(msgspec.Struct):
    data: dict[str, Any]
    annotations: list[_Annotation] = []


def read_annotations(data: bytes, name: str, scheme: Scheme, reviewer: str = "") -> list[Statement]:
    """Read what people decided in Label Studio.

    What they did not answer is no decision, and neither is a prediction that nobody submitted.

    Args:
        data: the bytes of an export in the format JSON.
        name: the file's name, for messages.
        scheme: its perspectives count.
        reviewer: who decided, where the export has just a number.

    Returns:
        One statement an answer; its row is the number of the task in the file, from 1. Several people may
        have answered one task, each in their own way: `deciders` names them.

    Raises:
        SettingsError: it is no such export, nobody answered in it, a task names no course or outcome,
            `reviewer` would stand for several people, or one person (or somebody who is not named) answered
            one task in two ways.
    """
    try:
        tasks = json_as(data.removeprefix(b"\xef\xbb\xbf"), list[_Task])
    except ValueError as error:
        raise SettingsError(_NOT_AN_EXPORT, _HOW_TO_EXPORT, path=name) from error
    people = _people_without_address(tasks)
    if reviewer and len(people) > 1:
        raise SettingsError(
            N_("%(path)s holds what %(count)s people decided, and --reviewer names one."),
            N_("Leave --reviewer out: each person is then called by address or number."),
            path=name,
            count=len(people),
        )
    statements = [
        statement
        for number, task in enumerate(tasks, 1)
        for statement in _task_statements(task, number, scheme, reviewer)
    ]
    if not statements:
        raise SettingsError(N_("There is no decision in %(path)s."), _HOW_TO_EXPORT, path=name)
    _without_contradiction(statements)
    return statements


def deciders(statements: Iterable[Statement]) -> tuple[str, ...]:
    """Return the names of those who decided, each once, without those of nobody."""
    names = {same_name(found.review.reviewer): found.review.reviewer for found in statements}
    return tuple(sorted(name for name in names.values() if name))


def _people_without_address(tasks: Iterable[_Task]) -> set[int]:
    """Return the numbers of those who answered and are known by number only."""
    said = (_person(found) for task in tasks for found in task.annotations if not found.was_cancelled)
    return {person["id"] for person in said if isinstance(person.get("id"), int) and not _address(person)}


def _without_contradiction(statements: Sequence[Statement]) -> None:
    """See that nobody says two things of one label in one task; what nobody is named for is anybody's."""
    several = len(deciders(statements)) > 1
    said: dict[tuple[int, str, str], Decision | None] = {}
    for statement in statements:
        review = statement.review
        if several and not review.reviewer:
            raise SettingsError(
                N_("Task %(task)s: it is not said who decided, and others decided too."),
                N_("Export the project from Label Studio with the people who annotated."),
                task=statement.row,
            )
        who = same_name(review.reviewer) if several else ""
        if (
            said.setdefault((statement.row, review.perspective, who), statement.decision)
            is not statement.decision
        ):
            raise SettingsError(
                N_("Task %(task)s decides on %(perspective)s in two ways, and names no two people who do."),
                N_("Make the annotations agree in Label Studio, or remove one."),
                task=statement.row,
                perspective=review.perspective,
            )


def _task_statements(task: _Task, number: int, scheme: Scheme, reviewer: str) -> Iterator[Statement]:
    course, text, lead_in = (_line(task.data.get(key)) for key in (_COURSE, _TEXT, _LEAD_IN))
    for annotation in task.annotations:
        if annotation.was_cancelled:
            continue
        reason = next(filter(None, map(_reason, annotation.result)), "")
        for region in annotation.result:
            perspective = region.from_name.removeprefix(_DECISION)
            if not region.from_name.startswith(_DECISION) or perspective not in scheme.ids:
                continue
            if not course or not text:
                raise SettingsError(
                    N_("Task %(task)s decides, and names no course or no learning outcome."),
                    _HOW_TO_EXPORT,
                    task=number,
                )
            decision = _decision(region.value, number)
            who = _who(annotation, reviewer)
            yield Statement(
                Review(
                    course=course,
                    text=text,
                    perspective=perspective,
                    decision=decision,
                    reason=reason,
                    reviewer=who,
                    lead_in=lead_in,
                ),
                decision,
                number,
            )


def _line(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _values(region: object, key: str) -> list[str]:
    found = region.get(key) if isinstance(region, dict) else None
    # A control with room for one answer is exported as that or as a list of one.
    return [each for each in (found if isinstance(found, list) else [found]) if isinstance(each, str)]


def _reason(region: _Region) -> str:
    return _line(" ".join(_values(region.value, "text"))) if region.from_name == _REASON else ""


def _decision(value: object, number: int) -> Decision:
    chosen = _values(value, "choices")
    for lang in LANGUAGES:
        for word, decision in zip(answers(lang), (Decision.YES, Decision.NO), strict=False):
            if chosen == [word]:
                return decision
    raise SettingsError(
        N_("Task %(task)s: “%(said)s” is no decision."),
        _HOW_TO_EXPORT,
        task=number,
        said=_line(" ".join(chosen)),
    )


def _person(annotation: _Annotation) -> dict[str, Any]:
    """Return who answered, as an export with details has it; others have just the number."""
    person = annotation.completed_by
    return person if isinstance(person, dict) else {"id": person}


def _address(person: Mapping[str, Any]) -> str:
    return _line(person.get("email"))


def _who(annotation: _Annotation, reviewer: str) -> str:
    """Return who answered: an address where the export has it, else whom the user names, else a number."""
    person = _person(annotation)
    if address := _address(person):
        return address
    number = person.get("id")
    return reviewer or (f"Label Studio {number}" if isinstance(number, int) else "")
