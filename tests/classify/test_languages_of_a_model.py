"""A model labels the languages it was trained on, says so, and no other: what it cannot label is no "no"."""

import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest
from command_line import RunCli
from sustainability import write_scheme

from curranalyser.analyse import analyse_syllabus
from curranalyser.classify import Classifier, load_classifier
from curranalyser.classify.lines import classify_lines
from curranalyser.classify.model import load_model, save_model
from curranalyser.datamodel import (
    CourseHeader,
    Decision,
    LanguageOfInstruction,
    LearningOutcome,
    SectionKind,
    Syllabus,
    SyllabusKind,
)
from curranalyser.errors import ExitCode, ModelError, SettingsError
from curranalyser.i18n import translator
from curranalyser.scheme import load_scheme, shipped_path
from curranalyser.train import train

TOPICS = (
    "Energie",
    "Gebäude",
    "Wald",
    "Verkehr",
    "Einkauf",
    "Wasser",
    "Anbau",
    "Städte",
    "Reisen",
    "Mode",
    "Ernährung",
    "Abfall",
)


def german_rows(told: bool = True, topics: Iterable[str] = TOPICS) -> list[str]:
    """Return labelled outcomes, half of them yes; they say their language, or leave it to their words."""
    rows = []
    for topic in topics:
        for yes, text in (
            (True, f"beurteilen, wie {topic} zu einer nachhaltigen Entwicklung der Gesellschaft beiträgt"),
            (False, f"die Kosten für {topic} über ein ganzes Jahr mit einer Tabelle berechnen"),
        ):
            row = {"text": text, "subject": topic, "labels": {"sustainability": "yes" if yes else "no"}}
            rows.append(json.dumps(row | ({"language": "de"} if told else {})))
    return rows


def trained(folder: Path, rows: Iterable[str]) -> Classifier:
    (folder / "coded.jsonl").write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    train(folder / "coded.jsonl", folder / "scheme.toml", None, folder / "model")
    return load_classifier(folder / "model", load_scheme(folder / "scheme.toml"))


def decisions(classifier: Classifier, *outcomes: tuple[str, str | None]) -> list[Decision]:
    asked = [
        LearningOutcome(str(place), text, language=language)
        for place, (text, language) in enumerate(outcomes)
    ]
    return [item.labels[0].decision for item in classifier.classify_outcomes(asked)]


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a scheme and a model that was trained on German."""
    folder = tmp_path_factory.mktemp("german")
    write_scheme(folder)
    trained(folder, german_rows())
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_scheme(tmp_path)
    return tmp_path


@pytest.mark.parametrize("told", [True, False], ids=["language given", "language told by the words"])
def test_a_scheme_trained_on_german_labels_german_and_no_swedish(folder: Path, told: bool) -> None:
    classifier = trained(folder, german_rows(told))
    assert classifier.model.languages == ("de",)
    assert 'languages = ["de"]' in (folder / "model" / "manifest.toml").read_text(encoding="utf-8")
    assert decisions(
        classifier,
        ("erklären, wie Holz zu einer nachhaltigen Entwicklung beiträgt", "de"),
        ("die Kosten für Holz über ein ganzes Jahr berechnen", "de"),
        ("bedöma hur skog bidrar till hållbar utveckling", "sv"),
        ("assess how forests contribute to sustainable development", "en"),
        ("erklären, wie Holz zu einer nachhaltigen Entwicklung beiträgt", None),
    ) == [Decision.YES, Decision.NO, *[Decision.NOT_LABELLED] * 3]


def test_the_shipped_model_says_its_languages_and_labels_no_german() -> None:
    shipped = load_classifier()
    assert shipped.model.languages == ("en", "sv")
    german, unknown, english = shipped.classify_outcomes(
        [
            LearningOutcome("1", "internationale Abkommen vergleichen", language="de"),
            LearningOutcome("2", "international agreements", language=None),
            LearningOutcome("3", "compare international agreements of two countries", language="en"),
        ]
    )
    assert german.unlabelled and unknown.unlabelled and not english.unlabelled
    for label in (*german.labels, *unknown.labels):
        assert (label.decision, label.probability, label.evidence) == (Decision.NOT_LABELLED, None, ())
    assert [label.perspective for label in german.labels] == list(shipped.scheme.ids)
    assert all(label.probability is not None for label in english.labels)
    texts = [("International law", language, SectionKind.CONTENT) for language in ("en", "de", None)]
    assert [bool(found) for found in shipped.classify_syllabus((), texts)[1]] == [True, False, False]


def test_a_title_in_a_language_that_is_not_known_is_no_mention() -> None:
    syllabus = Syllabus(
        SyllabusKind.COURSE, CourseHeader("A1", "International law"), (), (), LanguageOfInstruction()
    )
    shipped = load_classifier()
    assert analyse_syllabus(syllabus, shipped).mentions == ()
    assert analyse_syllabus(replace(syllabus, language="en"), shipped).mentions


def test_a_few_outcomes_in_a_language_teach_none(folder: Path) -> None:
    swedish = (folder / "coded.jsonl").read_text(encoding="utf-8").splitlines()
    classifier = trained(folder, [*swedish, *german_rows(topics=TOPICS[:9])])
    assert classifier.model.languages == ("sv",)
    assert trained(folder, [*swedish, *german_rows(topics=TOPICS[:10])]).model.languages == ("de", "sv")


def test_enough_outcomes_in_all_and_in_no_language_are_refused(folder: Path) -> None:
    swedish = (folder / "coded.jsonl").read_text(encoding="utf-8").splitlines()
    with pytest.raises(SettingsError, match="language"):
        trained(folder, [*swedish[:6], *swedish[-6:], *german_rows(topics=TOPICS[:6])])


def test_a_model_of_the_format_without_languages_is_to_be_trained_anew(german: Path, tmp_path: Path) -> None:
    shutil.copytree(german / "model", tmp_path / "model")
    manifest = tmp_path / "model" / "manifest.toml"
    text = manifest.read_text(encoding="utf-8")
    older = re.sub(r"\nlanguages = .*", "", text).replace("format = 2", "format = 1")
    assert older.count("\n") == text.count("\n") - 1
    manifest.write_text(older, encoding="utf-8")
    with pytest.raises(ModelError, match="languages") as refused:
        load_model(tmp_path / "model", load_scheme(german / "scheme.toml"))
    assert "curranalyser train" in str(refused.value.hint)


def test_languages_that_somebody_changed_are_refused(german: Path, tmp_path: Path) -> None:
    shutil.copytree(german / "model", tmp_path / "model")
    manifest = tmp_path / "model" / "manifest.toml"
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace('["de"]', '["de", "sv"]'), encoding="utf-8"
    )
    with pytest.raises(ModelError, match="altered"):
        load_model(tmp_path / "model", load_scheme(german / "scheme.toml"))


@pytest.mark.parametrize(
    "languages",
    [(), ("",), ("DE",), ("de\x1b[31m",), ("<b>",), ("deutsch",), ("../de",), ("de",) * 101],
    ids=repr,
)
def test_what_is_no_code_of_a_language_is_refused_though_the_digest_fits(
    german: Path, tmp_path: Path, languages: tuple[str, ...]
) -> None:
    scheme = load_scheme(german / "scheme.toml")
    model = load_model(german / "model", scheme)
    cues = (german / "model" / "cues.toml").read_bytes()
    save_model(replace(model, languages=("de", "fr")), cues, tmp_path / "well", {})
    assert load_model(tmp_path / "well", scheme).languages == ("de", "fr")
    save_model(replace(model, languages=languages), cues, tmp_path / "ill", {})
    with pytest.raises(ModelError):
        load_model(tmp_path / "ill", scheme)


def test_classify_says_which_outcomes_are_not_labelled(tmp_path: Path, run_cli: RunCli) -> None:
    asked = tmp_path / "asked.jsonl"
    rows = [
        {"id": "a", "text": "die Geschichte der Stadt und ihrer Bewohner mit eigenen Worten beschreiben"},
        {"id": "b", "text": "abc"},
        {"id": "c", "text": "compare the welfare systems of two European countries"},
        {"id": "d", "text": "x", "language": "nl-BE"},
    ]
    asked.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    done = run_cli("classify", asked)
    found = {line["id"]: line for line in map(json.loads, done.stdout.splitlines())}
    assert [found[name]["language"] for name in "abc"] == ["de", None, "en"]
    for name in "abd":
        for label in found[name]["labels"].values():
            assert (label["decision"], label["probability"]) == ("not labelled", None)
    assert found["c"]["labels"]["comparative"]["decision"] == "yes"
    assert "Not labelled: 1 outcome in " in done.stderr
    assert "1 outcome in German" in done.stderr and "1 outcome in a language that is not known" in done.stderr
    assert "1 outcome in Dutch" in done.stderr


@pytest.fixture(scope="module")
def shipped() -> Classifier:
    return load_classifier()


ENGLISH = "compare the welfare systems of two European countries"


@pytest.mark.parametrize(
    ("given", "language"),
    [
        ("sv-SE", "sv"),
        ("EN-GB", "en"),
        (" sv ", "sv"),
        ("sv\n", "sv"),
        ("zh_Hant-TW", "zh"),
        ("nb", "no"),
        ("", "en"),
        ("  ", "en"),
        (None, "en"),
    ],
)
def test_a_line_that_says_its_language_in_another_form_is_taken(
    given: object, language: str, shipped: Classifier
) -> None:
    row = json.dumps({"text": ENGLISH, "language": given}).encode()
    [line] = classify_lines([row], shipped, "en")
    assert json.loads(line)["language"] == language


@pytest.mark.parametrize(
    "given", ["swe", "Swedish", "xx", "s v", "sv,en", "-SE", "1", 5, True, ["sv"], {"a": 1}, "x" * 100_000]
)
def test_a_language_that_is_none_is_refused_with_its_line(given: object, shipped: Classifier) -> None:
    lines = [json.dumps(row).encode() for row in ({"text": ENGLISH}, {"text": ENGLISH, "language": given})]
    with pytest.raises(SettingsError) as caught:
        list(classify_lines(lines, shipped, "en"))
    said = caught.value.told(translator("en").gettext)
    assert "Line 2" in said and "“language”" in said and len(said) < 250


def test_the_command_refuses_a_language_that_is_none_with_code_2(tmp_path: Path, run_cli: RunCli) -> None:
    asked = tmp_path / "asked.jsonl"
    asked.write_text(json.dumps({"text": "x", "language": "<script>\x1b[31m"}) + "\n", encoding="utf-8")
    done = run_cli("classify", asked, "--lang", "sv", code=ExitCode.USAGE)
    assert "Rad 1" in done.stderr and "”language”" in done.stderr
    assert "\x1b" not in done.stderr and "Traceback" not in done.stderr


def test_regions_of_a_corpus_are_cut_and_the_model_is_readable(folder: Path) -> None:
    rows = [row.replace('"de"', given) for row, given in zip(german_rows(), cycle(['"de-AT"', '" DE "']))]
    assert trained(folder, rows).model.languages == ("de",)


@pytest.mark.parametrize("given", ['"xx"', '"Deutsch"', "7", '["de"]'])
def test_a_corpus_with_a_language_that_is_none_is_refused_with_its_line(folder: Path, given: str) -> None:
    first, second, *rest = german_rows()
    with pytest.raises(SettingsError) as caught:
        trained(folder, [first, second.replace('"de"', given), *rest])
    said = caught.value.told(translator("en").gettext)
    assert "coded.jsonl, line 2" in said and "“language”" in said


def test_train_says_which_which_languages_the_model_labels(folder: Path, run_cli: RunCli) -> None:
    (folder / "german.jsonl").write_text("\n".join(german_rows()), encoding="utf-8")
    done = run_cli(
        "train",
        *("--corpus", folder / "german.jsonl", "--scheme", folder / "scheme.toml", "-o", folder / "own"),
    )
    assert "German" in done.stderr
    asked = folder / "asked.jsonl"
    asked.write_text('{"text": "räkna stenar", "language": "sv"}\n', encoding="utf-8")
    done = run_cli(
        "evaluate",
        *("perspectives", folder / "coded.jsonl", "--model", folder / "own"),
        *("--scheme", folder / "scheme.toml"),
        code=ExitCode.USAGE,
    )
    assert "Not labelled: 24 outcomes in Swedish" in done.stderr


def test_the_shipped_manifest_is_as_training_writes_it() -> None:
    text = shipped_path("models", "default", "manifest.toml").read_text(encoding="utf-8")
    assert '\nlanguages = ["en", "sv"]\n' in text


@pytest.mark.parametrize(
    "subjects",
    [
        {"yes": None, "no": None},
        {"yes": "", "no": ""},
        {"yes": "physics", "no": "physics"},
        {"yes": "ecology", "no": "physics"},
    ],
    ids=["none", "empty", "one", "all yes in one"],
)
def test_training_where_subjects_cannot_be_held_out_says_so(
    subjects: dict[str, str | None], folder: Path, run_cli: RunCli
) -> None:
    rows = []
    for row in map(json.loads, german_rows()):
        del row["subject"]
        subject = subjects[row["labels"]["sustainability"]]
        rows.append(json.dumps(row | ({} if subject is None else {"subject": subject})))
    (folder / "german.jsonl").write_text("\n".join(rows), encoding="utf-8")
    done = run_cli(
        "train",
        *("--corpus", folder / "german.jsonl", "--scheme", folder / "scheme.toml", "-o", folder / "own"),
    )
    assert "too few subjects" in done.stderr
    classifier = load_classifier(folder / "own", load_scheme(folder / "scheme.toml"))
    assert decisions(
        classifier,
        ("erklären, wie Holz zu einer nachhaltigen Entwicklung beiträgt", "de"),
        ("die Kosten für Holz über ein ganzes Jahr berechnen", "de"),
    ) == [Decision.YES, Decision.NO]


def test_training_by_subject_says_nothing_of_subjects(folder: Path, run_cli: RunCli) -> None:
    (folder / "german.jsonl").write_text("\n".join(german_rows()), encoding="utf-8")
    done = run_cli(
        "train",
        *("--corpus", folder / "german.jsonl", "--scheme", folder / "scheme.toml", "-o", folder / "own"),
    )
    assert "too few subjects" not in done.stderr
