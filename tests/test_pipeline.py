import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from small_pdf import pdf_text, self_recursive_pdf, write_pdf

from curranalyser.analyse import analyse_file, load_stage
from curranalyser.datamodel import Decision, DocumentResult, DocumentStatus, SectionKind, to_json
from curranalyser.errors import FailureCategory, ModelError, NothingAnalysedError, SettingsError
from curranalyser.pipeline import Watcher, analyse_files, run_audit
from curranalyser.read import find_files
from curranalyser.scheme import shipped_path
from curranalyser.settings import Settings

SAMPLE = Path(__file__).resolve().parents[1] / "corpus" / "syllabi"
GOOD = SAMPLE / "computer-engineering" / "kursplan-DAT101-sv.pdf"


class Finished(Watcher):
    def __init__(self) -> None:
        self.shown: list[str] = []

    def finished(self, shown: str, status: DocumentStatus, sha256: str, reasons: Sequence[str]) -> None:
        self.shown.append(shown)


def categories(result: DocumentResult) -> list[FailureCategory]:
    return [failure.category for failure in result.failures]


def test_a_syllabus_goes_all_the_way() -> None:
    settings = Settings()
    _, classifier = load_stage(settings)
    path = SAMPLE / "sustainability" / "course-syllabus-GST702-en.pdf"
    result = analyse_file(path, "a.pdf", settings, classifier)
    assert (result.source.path, result.status) == ("a.pdf", DocumentStatus.OK)
    [analysed] = result.syllabi
    assert [item.outcome for item in analysed.outcomes] == list(analysed.syllabus.outcomes)
    decided = [
        (item, label) for item in analysed.outcomes for label in item.labels if label.decision is Decision.YES
    ]
    assert decided
    for item, label in decided:
        assert label.rule
        for evidence in label.evidence:
            text = item.outcome.lead_in if evidence.in_lead_in else item.outcome.text
            assert text[evidence.start : evidence.end] == evidence.text


@pytest.mark.parametrize(
    "name", ["computer-engineering/kursplan-DAT207-sv.pdf", "sustainability/course-syllabus-HUS708-en.pdf"]
)
def test_a_perspective_outside_the_outcomes_is_found_with_its_evidence(name: str) -> None:
    settings = Settings()
    _, classifier = load_stage(settings)
    [analysed] = analyse_file(SAMPLE / name, "a.pdf", settings, classifier).syllabi
    assert "international" in {mention.label.perspective for mention in analysed.mentions}
    assert not [
        label for item in analysed.outcomes for label in item.labels if label.decision is Decision.YES
    ]
    for mention in analysed.mentions:
        assert mention.place in (SectionKind.HEADER, SectionKind.AIM, SectionKind.CONTENT)
        assert all(
            mention.text[evidence.start : evidence.end] == evidence.text
            for evidence in mention.label.evidence
        )


def test_what_is_wrong_with_a_file_is_in_its_result(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"")
    (tmp_path / "b.pdf").write_bytes(
        write_pdf(pdf_text("Kallelse till styrelsens möte", "Dagordningen skickas ut senare"))
    )
    empty = analyse_file(tmp_path / "a.pdf", "a.pdf", Settings(), None)
    assert (empty.status, categories(empty), empty.failures[0].stage) == (
        DocumentStatus.FAILED,
        [FailureCategory.EMPTY_FILE],
        "read",
    )
    other = analyse_file(tmp_path / "b.pdf", "b.pdf", Settings(), None)
    assert (other.status, categories(other), other.failures[0].stage) == (
        DocumentStatus.SKIPPED,
        [FailureCategory.NOT_A_SYLLABUS],
        "parse",
    )
    gone = analyse_file(tmp_path / "gone.pdf", "gone.pdf", Settings(), None)
    assert categories(gone) == [FailureCategory.UNREADABLE]


def test_a_bug_on_one_file_is_a_failure_that_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise IndexError("of no list")

    monkeypatch.setattr("curranalyser.analyse.parse_document", broken)
    result = analyse_file(GOOD, "a.pdf", Settings(), None)
    assert categories(result) == [FailureCategory.INTERNAL_ERROR]
    assert result.failures[0].detail.startswith("IndexError: of no list (test_pipeline.py:")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("limits", "category"),
    [
        (Settings(jobs=1, memory_megabytes=300, seconds_per_file=60), FailureCategory.OUT_OF_MEMORY),
        (Settings(jobs=1, seconds_per_file=2), FailureCategory.TIMED_OUT),
    ],
    ids=["memory", "time"],
)
def test_a_file_beyond_the_limits_costs_only_itself(
    tmp_path: Path, limits: Settings, category: FailureCategory
) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(self_recursive_pdf())
    watch = Finished()
    files = [(GOOD, "1.pdf"), (bad, "2.pdf"), (GOOD, "3.pdf")]
    results = analyse_files(files, limits, watch)
    assert sorted(watch.shown) == [shown for _, shown in files]
    assert [result.status for result in results] == [
        DocumentStatus.OK,
        DocumentStatus.FAILED,
        DocumentStatus.OK,
    ]
    assert categories(results[1]) == [category]
    assert results[1].source.sha256
    assert results[0].syllabi == results[2].syllabi


def test_results_come_in_the_order_of_the_files_with_any_number_of_workers() -> None:
    files = [(path, path.name) for path in sorted((SAMPLE / "nursing").glob("*.pdf"))[:5]]
    one = analyse_files(files, Settings(jobs=1))
    assert [result.source.path for result in one] == [shown for _, shown in files]
    assert analyse_files(files, Settings(jobs=3)) == one


def test_the_provenance_tells_when_an_input_changed(tmp_path: Path) -> None:
    shutil.copy(GOOD, tmp_path / "a.pdf")
    first = run_audit([tmp_path], Settings(jobs=1))
    again = run_audit([tmp_path], Settings(jobs=1, lang="sv"))
    assert to_json(first) == to_json(again)
    longer = run_audit([tmp_path], Settings(jobs=1, max_pages=9))
    assert longer.provenance.settings_digest != first.provenance.settings_digest
    (tmp_path / "b.txt").write_bytes(b"no syllabus")
    other = run_audit([tmp_path], Settings(jobs=1))
    assert other.provenance.sources_digest != first.provenance.sources_digest
    assert (other.provenance.model_sha256, other.provenance.scheme_digest) == (
        first.provenance.model_sha256,
        first.provenance.scheme_digest,
    )


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NothingAnalysedError):
        run_audit([tmp_path], Settings())
    with pytest.raises(SettingsError):
        run_audit([tmp_path / "none"], Settings())


def test_an_altered_model_is_refused(tmp_path: Path) -> None:
    shutil.copytree(shipped_path("models", "default"), tmp_path / "model")
    weights = tmp_path / "model" / "weights.npz"
    weights.write_bytes(weights.read_bytes()[:-1] + b"\x01")
    with pytest.raises(ModelError):
        load_stage(Settings(model=str(tmp_path / "model")))
    with pytest.raises(ModelError):
        load_stage(Settings(model=str(tmp_path / "none")))


def test_a_scheme_the_model_was_not_trained_for_is_refused(tmp_path: Path) -> None:
    scheme = tmp_path / "scheme.toml"
    text = shipped_path("corpus", "scheme.toml").read_text(encoding="utf-8")
    scheme.write_text(
        text.replace('id = "international"', 'id = "global"').replace(
            'perspective = "international"', 'perspective = "global"'
        ),
        encoding="utf-8",
    )
    with pytest.raises(ModelError):
        load_stage(Settings(scheme=str(scheme)))


REAL = Path(__file__).resolve().parents[2] / "shared" / "real"
# What has no name of its own: a bug, or a worker that died.
UNNAMED = {
    FailureCategory.INTERNAL_ERROR,
    FailureCategory.CRASHED,
    FailureCategory.TIMED_OUT,
    FailureCategory.OUT_OF_MEMORY,
}


@pytest.mark.real
@pytest.mark.skipif(not REAL.is_dir(), reason="the real syllabi are not here")
@pytest.mark.parametrize("folder", ["pdf", "du"])
def test_every_real_file_is_analysed_or_has_a_named_failure(folder: str) -> None:
    files = find_files(sorted((REAL / folder).glob("*.pdf"))).files
    assert len(files) > 50
    results = analyse_files(files, Settings())
    assert [result.source.path for result in results] == [shown for _, shown in files]
    assert not [result for result in results if UNNAMED & set(categories(result))]
    assert sum(any(item.syllabus.outcomes for item in result.syllabi) for result in results) > len(files) / 2


@pytest.mark.real
@pytest.mark.skipif(not REAL.is_dir(), reason="the real syllabi are not here")
def test_real_programmes_find_their_courses() -> None:
    audit = run_audit(sorted((REAL / "du").glob("*.pdf")), Settings())
    assert (len(audit.programmes), len(audit.courses)) == (9, 135)
    assert all(programme.courses for programme in audit.programmes)
    assert (
        sum(item.course_key is not None for programme in audit.programmes for item in programme.courses) >= 80
    )
