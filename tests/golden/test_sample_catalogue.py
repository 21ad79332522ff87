"""The sample university as a catalogue: its audit says what that of the PDFs says, outcome for outcome."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

import curranalyser
from curranalyser.datamodel import Audit, CourseProfile, from_json

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
CATALOGUE = CORPUS / "catalogues" / "norrvik-ooapi-5.json"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("as_ooapi", CORPUS / "catalogues" / "as_ooapi.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def of_catalogue() -> Audit:
    return curranalyser.audit(CATALOGUE).value


def test_the_catalogue_is_what_its_script_writes(script: ModuleType) -> None:
    assert CATALOGUE.read_text(encoding="utf-8") == script.text()


def _told(course: CourseProfile) -> list[tuple[object, ...]]:
    return [
        (
            item.outcome.text,
            item.outcome.lead_in,
            item.outcome.knowledge_form,
            item.outcome.module,
            item.outcome.language,
            tuple((label.perspective, label.decision) for label in item.labels),
        )
        for item in course.counted_outcomes()
    ]


def test_the_audits_agree_outcome_for_outcome(sample_audit, of_catalogue: Audit) -> None:  # type: ignore[no-untyped-def]
    of_pdfs = from_json((sample_audit.folder / "audit.json").read_bytes(), Audit)
    pdfs = {course.header.code: course for course in of_pdfs.courses}
    records = {course.header.code: course for course in of_catalogue.courses}
    assert set(pdfs) == set(records)
    for code, course in pdfs.items():
        assert _told(records[code]) == _told(course), code
        assert records[code].header.credits == course.header.credits
        assert records[code].sources == (f"{CATALOGUE.name}#{code}",)


def test_the_catalogue_says_the_language_where_the_syllabus_states_one(
    sample_audit,  # type: ignore[no-untyped-def]
    of_catalogue: Audit,
) -> None:
    of_pdfs = from_json((sample_audit.folder / "audit.json").read_bytes(), Audit)
    main = {course.header.code: course.instruction.main for course in of_pdfs.courses}
    said = [course for course in of_catalogue.courses if course.instruction.main]
    assert len(said) > 15
    assert all(course.instruction.main == main[course.header.code] for course in said)


def test_programmes_have_their_courses_and_tracks(of_catalogue: Audit) -> None:
    programmes = {programme.header.code: programme for programme in of_catalogue.programmes}
    assert set(programmes) == {"TASGG", "TGDTI", "VGSSK"}
    assert [track.name for track in programmes["TGDTI"].analysed.syllabus.tracks] == ["Dataanalys", "Ekonomi"]
