"""How large the page is: one file has to go through a mail server."""

from dataclasses import replace
from pathlib import Path

import pytest

from curranalyser.aggregate import build_audit
from curranalyser.datamodel import DocumentResult, Provenance, SyllabusKind
from curranalyser.pipeline import analyse_files
from curranalyser.read import find_files
from curranalyser.report import build_view, render_html
from curranalyser.scheme import Scheme
from curranalyser.settings import Settings

REAL = Path(__file__).resolve().parents[3] / "shared" / "real" / "du"
PROVENANCE = Provenance("1", "s", "c", "m", "k", "f")
COURSES = 500


@pytest.fixture(scope="module")
def results() -> list[DocumentResult]:
    if not REAL.is_dir():
        pytest.skip("no real syllabi beside the repository")
    return analyse_files(find_files(sorted(REAL.glob("*.pdf"))).files, Settings())


def size(results: list[DocumentResult], scheme: Scheme) -> tuple[int, int]:
    """The number of courses in the audit of `results`, and the bytes of its page."""
    audit = build_audit(results, scheme.ids, PROVENANCE)
    return len(audit.courses), len(render_html(build_view(audit, scheme, "sv")).encode("utf-8"))


def copied(results: list[DocumentResult], letter: str) -> list[DocumentResult]:
    """The same syllabi under other codes, so that they are other courses."""
    copies = []
    for result in results:
        syllabi = []
        for item in result.syllabi:
            header = replace(item.syllabus.header, code=f"{item.syllabus.header.code}{letter}")
            refs = tuple(
                replace(ref, code=ref.code and f"{ref.code}{letter}") for ref in item.syllabus.course_refs
            )
            syllabi.append(replace(item, syllabus=replace(item.syllabus, header=header, course_refs=refs)))
        copies.append(
            replace(
                result,
                source=replace(result.source, path=f"{letter}/{result.source.path}"),
                syllabi=tuple(syllabi),
            )
        )
    return copies


@pytest.mark.real
def test_five_hundred_courses_stay_below_five_megabytes(
    results: list[DocumentResult], scheme: Scheme
) -> None:
    many = [result for letter in "ABCD" for result in copied(results, letter)]
    programmes = [
        result
        for result in many
        if any(item.syllabus.kind is SyllabusKind.PROGRAMME for item in result.syllabi)
    ]
    courses = [result for result in many if result not in programmes and result.syllabi]
    number, bytes_ = size([*programmes, *courses[:COURSES]], scheme)
    assert number >= COURSES * 0.95
    assert bytes_ < 5_000_000


@pytest.mark.real
def test_each_programme_stays_below_a_megabyte_and_a_half(
    results: list[DocumentResult], scheme: Scheme
) -> None:
    audit = build_audit(results, scheme.ids, PROVENANCE)
    for profile in audit.programmes:
        own = {
            profile.source,
            *(
                source
                for item in profile.courses
                if item.course_key
                for source in audit.course(item.course_key).sources
            ),
        }
        number, bytes_ = size([result for result in results if result.source.path in own], scheme)
        assert number == len({item.course_key for item in profile.courses} - {None})
        assert bytes_ < 1_500_000
