"""How large the page is: one file has to go through a mail server."""

from dataclasses import replace
from pathlib import Path

import pytest

from curranalyser.aggregate import build_audit
from curranalyser.datamodel import DocumentResult, Provenance, SyllabusKind
from curranalyser.pipeline import analyse_files
from curranalyser.read import find_files
from curranalyser.report import build_view, render_html
from curranalyser.report.html import render_pages
from curranalyser.report.pages import MOST_REPEATED
from curranalyser.scheme import Scheme
from curranalyser.settings import Settings

REAL = Path(__file__).resolve().parents[3] / "shared" / "real" / "du"
PROVENANCE = Provenance("1", "s", "c", "m", "k", "f")
COURSES = 500
# Bytes of a page of its own, and of the first page.
MOST_OF_A_PROGRAMME = 300_000
MOST_OF_AN_OVERVIEW = 1_000_000


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
    assert bytes_ < 5 * 2**20  # as mail servers count


@pytest.mark.real
def test_the_page_of_a_programme_stays_below_three_hundred_kilobytes(
    results: list[DocumentResult], scheme: Scheme
) -> None:
    view = build_view(build_audit(results, scheme.ids, PROVENANCE), scheme, "sv")
    sizes = {
        path: len(page.encode("utf-8")) for path, page in render_pages(view) if path.startswith("programmes/")
    }
    assert len(sizes) == len(view.programmes) > 5
    assert max(sizes.values()) < MOST_OF_A_PROGRAMME


def invented(result: DocumentResult, code: str, title: str, **more: object) -> DocumentResult:
    """The syllabus of a file with another code and title."""
    [item] = result.syllabi
    header = replace(item.syllabus.header, code=code, title=title, title_en=None)
    syllabus = replace(item.syllabus, header=header, **more)  # type: ignore[arg-type]
    return replace(
        result,
        source=replace(result.source, path=f"{code}.pdf"),
        syllabi=(replace(item, syllabus=syllabus),),
    )


@pytest.mark.slow
def test_an_overview_of_3600_courses_stays_below_a_megabyte(scheme: Scheme, sample: Path) -> None:
    """Of 240 programmes of 15 courses, one with as many outcomes as its page repeats, and one with more."""
    folder = sample / "nursing"
    [plan], [course] = (
        analyse_files(find_files([folder / name]).files, Settings())
        for name in ("utbildningsplan-VGSSK-sv.pdf", "kursplan-OMV101-sv.pdf")
    )
    [listed] = plan.syllabi
    ref = next(item for item in listed.syllabus.course_refs if item.code)
    courses = [
        invented(course, f"XYZ{number}", f"Omvårdnad i ett globalt sammanhang, kurs {number}")
        for number in range(3600)
    ]
    most = MOST_REPEATED // len(course.syllabi[0].outcomes)
    listed_by = {7: most, 8: 2 * most}
    programmes = [
        invented(
            plan,
            f"PRG{number}",
            f"Program för omvårdnad och hälsa med inriktning nummer {number}",
            course_refs=tuple(
                replace(ref, code=f"XYZ{place}", title=f"Omvårdnad i ett globalt sammanhang, kurs {place}")
                for place in range(15 * number, 15 * number + listed_by.get(number, 15))
            ),
        )
        for number in range(240)
    ]
    view = build_view(build_audit([*courses, *programmes], scheme.ids, PROVENANCE), scheme, "sv")
    assert (len(view.courses), len(view.programmes)) == (3600, 240)
    sizes = {path: len(page.encode("utf-8")) for path, page in render_pages(view)}
    assert sizes["index.html"] < MOST_OF_AN_OVERVIEW
    own = {path: size for path, size in sizes.items() if path.startswith("programmes/")}
    assert len(own) == 240
    assert max(own.values()) < MOST_OF_A_PROGRAMME
    assert max(size for path, size in sizes.items() if path.startswith("courses/")) < 2_000_000


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
