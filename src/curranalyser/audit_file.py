"""audit.json: the whole audit as one JSON object, with the version of its schema first."""

from pathlib import Path
from typing import Any

import msgspec

from curranalyser.audit_sense import holds_together
from curranalyser.datamodel import Audit, from_json, to_json
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_
from curranalyser.schema_versions import (
    AUDIT_JSON,
    earlier_version,
    later_audit,
    schema_text,
    version_of,
)
from curranalyser.strict_data import json_as


def audit_bytes(audit: Audit) -> bytes:
    """Return an audit as indented UTF-8 JSON with a line end.

    The version stands in the file and not in the audit, whose digests must not change with it.
    """
    head = f'{{\n  "schema_version": {AUDIT_JSON},'.encode()
    return head + to_json(audit, indent=2, numbers=True).removeprefix(b"{") + b"\n"


def read_audit_bytes(data: bytes, path: Path) -> Audit:
    """Read what `audit_bytes` makes, or made in an earlier version.

    Args:
        data: of the file.
        path: the file's, for messages.

    Raises:
        SettingsError: the data are no audit, or one of a version that cannot be read, or what stands in them
            does not hold together.
    """
    version = None
    try:
        version = version_of(data)
        if version > AUDIT_JSON:
            raise later_audit(path, version, AUDIT_JSON)
        audit = from_json(data, Audit)
    except ValueError as error:
        if version is not None and _is_audit(data):
            raise earlier_version(path, version, AUDIT_JSON) from error
        raise SettingsError(
            N_("%(path)s is no audit that this version can read."),
            N_("Make it anew with `curranalyser audit`."),
            path=path,
        ) from error
    if not holds_together(audit):
        raise SettingsError(
            N_("%(path)s is damaged or was altered."), N_("Make it again with: curranalyser audit"), path=path
        )
    return audit


class _AuditHead(msgspec.Struct):
    """What audits of every version have."""

    perspectives: tuple[str, ...]
    provenance: dict[str, Any]


def _is_audit(data: bytes) -> bool:
    try:
        json_as(data, _AuditHead)
    except ValueError:
        return False
    return True


def audit_schema() -> str:
    """Return the JSON Schema of audit.json."""
    schema = msgspec.json.schema(Audit)
    whole = schema["$defs"]["Audit"]
    whole["properties"] = {"schema_version": {"enum": [AUDIT_JSON]}} | whole["properties"]
    whole["required"] = ["schema_version", *whole["required"]]
    return schema_text(_with_numbers(schema))


def _with_numbers(schema: Any) -> Any:  # noqa: ANN401 a part of a JSON Schema
    """Say of decimal numbers that they are numbers, as which audit.json writes them, and not text."""
    if isinstance(schema, list):
        return [_with_numbers(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("type") == "string" and schema.get("format") == "decimal":
        return {"type": "number"}
    return {name: _with_numbers(part) for name, part in schema.items()}
