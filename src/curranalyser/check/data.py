"""Findings → data for other programs.

JSON with a schema, SARIF 2.1.0, and the commands of GitHub's workflow log.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import msgspec

from curranalyser import __version__
from curranalyser.check.draft import Draft
from curranalyser.check.finding import Finding, Severity, explain, rules
from curranalyser.datamodel import Failure, to_json
from curranalyser.i18n import Translator, translator
from curranalyser.report.sanitise import clean_line
from curranalyser.schema_versions import CHECKED, schema_text
from curranalyser.scheme import localised

_SARIF = "2.1.0"
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.INFO: "none", Severity.SUGGESTION: "note", Severity.WARNING: "warning"}
# GitHub shows ten commands of a kind for a step: what asks for something is of one kind, the weightier first.
_COMMANDS = {Severity.INFO: "notice", Severity.SUGGESTION: "warning", Severity.WARNING: "warning"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """A file of a check.

    `sha256` is of its bytes; `failures` say what could not be read, `notes` how it was read where that is not
    as it stands.
    """

    path: str
    sha256: str
    failures: tuple[Failure, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that the settings suppress, and why."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What `check --format json` writes. `schema_version` rises where a field changes its meaning or goes."""

    schema_version: int
    tool_version: str
    language: str
    files: tuple[CheckedFile, ...]
    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]


def check_result(
    drafts: Sequence[Draft], findings: Sequence[Finding], aside: Sequence[tuple[Finding, str]], lang: str
) -> CheckResult:
    """Put a result together."""
    say = translator(lang)
    files = tuple(
        CheckedFile(
            path=draft.source.path,
            sha256=draft.source.sha256,
            failures=draft.failures,
            notes=tuple(say.gettext(note) for note in draft.notes),
        )
        for draft in drafts
    )
    return CheckResult(
        schema_version=CHECKED,
        tool_version=__version__,
        language=lang,
        files=files,
        findings=tuple(findings),
        suppressed=tuple(Suppressed(*pair) for pair in aside),
    )


def json_text(result: CheckResult) -> str:
    """Return a result as indented JSON."""
    return to_json(result, indent=2).decode("utf-8")


def json_schema() -> str:
    """Return the JSON Schema of `json_text`."""
    return schema_text(msgspec.json.schema(CheckResult))


def _location(finding: Finding) -> dict[str, Any]:
    # A file without lines has its beginning as the place: code scanning shows no result that has none.
    region = {"startLine": finding.line or 1, "startColumn": (finding.line and finding.column) or 1}
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(finding.file)}, "region": region}
    location: dict[str, Any] = {"physicalLocation": physical}
    if finding.page and not finding.line:
        location["logicalLocations"] = [{"name": f"page {finding.page}", "kind": "page"}]
    return location


def _sarif_result(finding: Finding, order: list[str], reason: str | None = None) -> dict[str, Any]:
    message = clean_line(f"{finding.message} {' '.join(finding.notes)}")
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": order.index(finding.rule),
        "level": _LEVELS[finding.severity],
        "kind": "informational" if finding.severity is Severity.INFO else "fail",
        "message": {"text": message},
        "locations": [_location(finding)],
        "partialFingerprints": {"curranalyser/v1": finding.fingerprint},
        "properties": {"text": clean_line(finding.text), "syllabus": clean_line(finding.syllabus)},
    }
    if reason is not None:
        result["suppressions"] = [{"kind": "external", "justification": reason}]
    return result


def sarif_text(result: CheckResult) -> str:
    """Return a result as a SARIF 2.1.0 log."""
    order = list(rules())
    described = [
        {
            "id": rule.id,
            "shortDescription": {"text": localised(rule.title, result.language)},
            "fullDescription": {"text": localised(rule.why, result.language)},
            "help": {"text": explain(rule, result.language)},
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        }
        for rule in rules().values()
    ]
    shown = [_sarif_result(item, order) for item in result.findings] + [
        _sarif_result(item.finding, order, item.reason) for item in result.suppressed
    ]
    run = {
        "tool": {
            "driver": {
                "name": "curranalyser",
                "version": result.tool_version,
                "language": result.language,
                "rules": described,
            }
        },
        "artifacts": [
            {"location": {"uri": quote(file.path)}, "hashes": {"sha-256": file.sha256}}
            for file in result.files
        ],
        "results": shown,
        "columnKind": "unicodeCodePoints",
    }
    log = {"$schema": _SARIF_SCHEMA, "version": _SARIF, "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode("utf-8")


def _escaped(text: str, value: bool = False) -> str:
    """Escape a message, or the value of a property, of a workflow command."""
    text = clean_line(text).replace("%", "%25")
    return text.replace(":", "%3A").replace(",", "%2C") if value else text


def github_lines(result: CheckResult, say: Translator) -> Iterator[str]:
    """Yield one workflow command a finding, warnings first: GitHub shows it beside the file."""
    for finding in sorted(result.findings, key=lambda item: -item.severity.rank):
        place = [f"file={_escaped(finding.file, value=True)}"]
        if finding.line:
            place += [f"line={finding.line}", f"col={finding.column or 1}"]
        title = _escaped(f"{finding.rule} {localised(rules()[finding.rule].title, say.lang)}", value=True)
        told = say.gettext("page %(number)s", number=finding.page)
        page = f" ({told})" if finding.page and not finding.line else ""
        quoted = " " + say.gettext("“%(text)s”", text=finding.text) if finding.outcome else ""
        yield (
            f"::{_COMMANDS[finding.severity]}"
            f" {','.join(place)},title={title}::{_escaped(finding.message + quoted + page)}"
        )
