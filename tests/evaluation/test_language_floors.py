"""No Swedish or English outcome loses its language because other languages may be unknown."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from curranalyser.datamodel import LearningOutcome
from curranalyser.errors import DocumentError
from curranalyser.language import detect_language
from curranalyser.parse import parse_document
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings

SHARED = Path(__file__).parents[3] / "shared"
GOLD = tuple(SHARED / "gold" / name for name in ("outcomes_dev.jsonl", "outcomes_dev2.jsonl"))
HEADINGS = {"sv": "Lärandemål", "en": "Learning outcomes"}
LABELLED = ("sv", "en")
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not GOLD[0].exists(), reason="real outcomes are not part of the project"),
]


def gold() -> list[dict[str, str]]:
    return [json.loads(line) for file in GOLD for line in file.read_text(encoding="utf-8").splitlines()]


def test_single_outcomes_alone() -> None:
    told = [detect_language(row["text"]) for row in gold()]
    assert len(told) > 2600
    assert told.count(None) <= len(told) / 1000
    assert sum(language not in LABELLED for language in told) <= len(told) / 1000


def test_outcomes_within_their_syllabus() -> None:
    courses: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in gold():
        courses[row["institution"], row.get("course", row["subject"]), row["language"]].append(row["text"])
    found: Counter[str | None] = Counter()
    for (_, _, language), texts in courses.items():
        items = "\n".join(f"- {' '.join(text.split())}" for text in texts)
        data = f"# {HEADINGS[language]}\n\n{items}\n\n# Betyg\n\nA\n\n# Litteratur\n\n-\n".encode()
        for syllabus in parse_document(read_document(data, describe_source(data, "a.md"), Settings())):
            found.update(outcome.language for outcome in syllabus.outcomes)
    assert sum(found.values()) > 2500
    assert set(found) == set(LABELLED)


def outcomes_of(file: Path) -> Iterator[LearningOutcome]:
    data = file.read_bytes()
    try:
        syllabi = parse_document(read_document(data, describe_source(data, file.name), Settings()))
    except DocumentError:
        return
    for syllabus in syllabi:
        yield from syllabus.outcomes


@pytest.mark.parametrize(
    ("table", "folder"),
    [("gold/pdf_dev.jsonl", "pdf"), ("gold/files_dev.jsonl", "files"), ("real/du/gold.jsonl", "du")],
)
def test_outcomes_of_real_files(table: str, folder: str) -> None:
    rows = [json.loads(line) for line in (SHARED / table).read_text(encoding="utf-8").splitlines()]
    found: Counter[str | None] = Counter()
    for row in rows:
        if row.get("doc_language", "sv") in LABELLED:
            found.update(item.language for item in outcomes_of(SHARED / "real" / folder / row["file"]))
    assert sum(found.values()) > 100
    assert set(found) <= set(LABELLED)
