"""The data files: for other programs, so with the same names in every language.

`audit.json` is the whole audit; counts and credits are numbers in it. `outcomes.csv` has one row an outcome,
UTF-8 with a byte order mark, separated by commas:

- course, title, kind (course or programme), programmes (keys, separated by "|"), source, page, outcome_id,
  language (empty where it is not known), counted (yes or no: translations,
  earlier versions and a programme's own outcomes are not counted), knowledge_form, module, lead_in, outcome,
  recognised (yes or no: whether its words were recognised from a picture), assessments (names of what
  examines it, as written, separated by "|", where a table says so);
- then for each perspective of the scheme: `<id>_decision` (yes, review, no, not labelled),
  `<id>_probability` (0 to 1; empty where the model does not label the language), `<id>_rule`,
  `<id>_kind_of_hit`,
  `<id>_evidence` (the words, separated by "|"), `<id>_human` (where a person decided: the decision of the
  tool, which it replaced; otherwise empty) and
  `<id>_reason` (the person's).

Text that a spreadsheet would take for a formula, because it begins with = + - or @, has an apostrophe before
it.
"""

import csv
import io
from collections.abc import Iterator
from functools import lru_cache

from curranalyser.audit_file import audit_bytes
from curranalyser.datamodel import AnalysedOutcome, Audit
from curranalyser.report.sanitise import clean_line, defuse

FACTS = (
    "course",
    "title",
    "kind",
    "programmes",
    "source",
    "page",
    "outcome_id",
    "language",
    "counted",
    "knowledge_form",
    "module",
    "lead_in",
    "outcome",
    "recognised",
    "assessments",
)
ANSWERS = ("decision", "probability", "rule", "kind_of_hit", "evidence", "human", "reason")


def render_json(audit: Audit) -> bytes:
    """Return the audit as indented UTF-8 JSON with a line end."""
    return audit_bytes(audit)


def _rows(audit: Audit) -> Iterator[tuple[tuple[str, ...], AnalysedOutcome]]:
    """Yield (course, title, kind, programmes, source, counted) and the outcome."""
    homes: dict[str, list[str]] = {}
    for programme in audit.programmes:
        for key in dict.fromkeys(
            listed.course_key for listed in programme.courses if listed.course_key is not None
        ):
            homes.setdefault(key, []).append(programme.key)
    for course in audit.courses:
        counted = {id(item) for item in course.counted_outcomes()}
        for version, source in zip(course.analysed, course.sources, strict=True):
            for item in version.outcomes:
                facts = (
                    course.key,
                    course.header.title or "",
                    "course",
                    " | ".join(homes.get(course.key, [])),
                    source,
                    "yes" if id(item) in counted else "no",
                )
                yield facts, item
    for programme in audit.programmes:
        for item in programme.analysed.outcomes:
            yield (
                (
                    programme.key,
                    programme.header.title or "",
                    "programme",
                    programme.key,
                    programme.source,
                    "no",
                ),
                item,
            )


def render_csv(audit: Audit) -> bytes:
    """Return the outcomes as a table: see the head of this module for its columns."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")

    # Most cells are said again and again: a course and its file with each of its outcomes.
    shown = lru_cache(maxsize=4096)(lambda text: defuse(clean_line(text)))
    writer.writerow(
        [
            shown(name)
            for name in (
                *FACTS,
                *(f"{perspective}_{answer}" for perspective in audit.perspectives for answer in ANSWERS),
            )
        ]
    )
    for facts, item in _rows(audit):
        outcome = item.outcome
        cells = [
            *map(shown, facts[:-1]),
            str(outcome.page),
            shown(outcome.id),
            shown(outcome.language or ""),
            facts[-1],
        ]
        cells += [
            str(outcome.knowledge_form or ""),
            shown(outcome.module or ""),
            shown(outcome.lead_in),
            defuse(clean_line(outcome.text)),
            "yes" if outcome.recognised else "no",
            shown("|".join(outcome.assessments)),
        ]
        for perspective in audit.perspectives:
            label = item.label(perspective)
            words = " | ".join(dict.fromkeys(evidence.text for evidence in label.evidence))
            cells += [
                str(label.decision),
                "" if label.probability is None else f"{label.probability:.4f}",
                shown(label.rule or ""),
                shown(label.kind_of_hit or ""),
                shown(words),
            ]
            cells += [str(label.human.tool), shown(label.human.reason)] if label.human else ["", ""]
        writer.writerow(cells)
    return table.getvalue().encode("utf-8-sig")
