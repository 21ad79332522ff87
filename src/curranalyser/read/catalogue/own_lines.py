"""Lines of `curranalyser parse --json`, also of another tool that prepares them, → syllabi.

One object a line with `schema_version` and `syllabi`; docs/reference/json.md holds its schema. Of a syllabus,
`kind`, `header` and `outcomes` are needed, and of an outcome its `text`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import msgspec

from curranalyser.datamodel import (
    CatalogueItem,
    Failure,
    MalformedRecord,
    ParsedRecord,
    SourceFile,
    Syllabus,
)
from curranalyser.read.catalogue.json_records import JsonData, JsonRecord
from curranalyser.schema_versions import PARSED

NAME = "curranalyser parse --json"

# What a syllabus and an outcome of another tool need not have.
_OF_SYLLABUS: Mapping[str, object] = {"sections": [], "instruction": {}}


def recognises(value: Mapping[str, object]) -> bool:
    """Whether an object is a line of `parse --json`."""
    return isinstance(value.get("schema_version"), int) and isinstance(value.get("syllabi"), list)


def read(data: JsonData, source: SourceFile) -> Iterator[CatalogueItem]:
    """Yield one record a line that holds syllabi; one that holds none and tells no failure is passed over."""
    for record in data.records():
        if isinstance(record, MalformedRecord):
            yield record
            continue
        item = _parsed(record, source)
        if isinstance(item, MalformedRecord) or item.syllabi or item.failures:
            yield item


def _parsed(record: JsonRecord, source: SourceFile) -> ParsedRecord | MalformedRecord:
    version = record.value.get("schema_version")
    if not isinstance(version, int) or not 1 <= version <= PARSED:
        return MalformedRecord(record.number, f"schema_version {version!r}, read up to {PARSED}")
    try:
        syllabi = msgspec.convert(
            [_completed(syllabus) for syllabus in record.value.get("syllabi", ())],
            tuple[Syllabus, ...],
            strict=False,
        )
        failures = msgspec.convert(record.value.get("failures") or (), tuple[Failure, ...])
    except (msgspec.ValidationError, TypeError, ValueError, RecursionError) as error:
        return MalformedRecord(record.number, str(error))
    return ParsedRecord(replace(source, row=record.number), syllabi, failures)


def _completed(syllabus: object) -> object:
    if not isinstance(syllabus, Mapping):
        return syllabus
    outcomes = syllabus.get("outcomes")
    if isinstance(outcomes, list):
        outcomes = [
            {"id": f"o-{number}", **outcome} if isinstance(outcome, Mapping) else outcome
            for number, outcome in enumerate(outcomes, 1)
        ]
    return {**_OF_SYLLABUS, **syllabus, "outcomes": outcomes}
