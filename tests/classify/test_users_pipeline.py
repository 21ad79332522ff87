"""A spaCy pipeline of the user's before the labeller: its parser has a say, and the audit tells of it."""

import json
import random
from pathlib import Path

import pytest
import spacy
from click.testing import CliRunner
from spacy.training import Example
from spacy.util import fix_random_seed

from curranalyser.classify import Classifier, load_classifier
from curranalyser.classify.components import text_comparison
from curranalyser.classify.reader import Text
from curranalyser.cli.main import main
from curranalyser.datamodel import Decision, LearningOutcome
from curranalyser.errors import ModelError
from curranalyser.identity import find_pipeline
from curranalyser.settings import Settings, load_settings

TOGETHER = "Compare schools in Norway and Chile"
# What is compared are tools; the names stand in a clause about them.
APART = "Compare tools that firms in Norway and Chile use"
# word: head, relation
TREES = {
    TOGETHER: ([0, 0, 1, 2, 3, 3], ["ROOT", "dobj", "prep", "pobj", "cc", "conj"]),
    APART: (
        [0, 0, 8, 8, 3, 4, 5, 5, 1],
        ["ROOT", "dobj", "dobj", "nsubj", "prep", "pobj", "cc", "conj", "relcl"],
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A parser that has learnt two sentences."""
    fix_random_seed(0)
    random.seed(0)
    nlp = spacy.blank("en")
    nlp.meta.update(name="two_sentences", version="1.2.3")
    nlp.add_pipe("parser", config={"moves": None, "min_action_freq": 1})
    examples = [
        Example.from_dict(nlp.make_doc(text), {"heads": heads, "deps": relations})
        for text, (heads, relations) in TREES.items()
    ]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(60):
        nlp.update(examples, sgd=optimizer)
    for text, (heads, relations) in TREES.items():
        doc = nlp(text)
        assert ([word.head.i for word in doc], [word.dep_ for word in doc]) == (heads, relations)
    path = tmp_path_factory.mktemp("pipeline") / "two"
    nlp.to_disk(path)
    return path


@pytest.fixture(scope="module")
def before(folder: Path) -> Classifier:
    return load_classifier(front=find_pipeline(Settings(spacy_pipeline=str(folder))))


@pytest.fixture(scope="module")
def alone() -> Classifier:
    return load_classifier()


def _comparison(classifier: Classifier, text: str) -> tuple[bool, bool]:
    (doc,) = classifier._reader.find([Text(text, "", "en")])
    comparison = text_comparison(doc)
    return comparison.found is not None, comparison.guard


def test_names_in_a_clause_beside_the_comparing_are_no_comparison(
    before: Classifier, alone: Classifier
) -> None:
    assert _comparison(alone, APART) == (True, True)
    assert _comparison(before, APART) == (False, True)
    assert _comparison(before, TOGETHER) == _comparison(alone, TOGETHER) == (True, True)


def test_labels_and_evidence_are_weighed_behind_it(before: Classifier) -> None:
    (found,) = before.classify_outcomes([LearningOutcome("1", TOGETHER, "", language="en")])
    (label,) = [label for label in found.labels if label.perspective == "comparative"]
    assert label.decision is Decision.YES
    assert [TOGETHER[item.start : item.end] for item in label.evidence] == ["Compare", "Norway and Chile"]


def test_the_other_language_is_read_as_before(before: Classifier, alone: Classifier) -> None:
    outcome = LearningOutcome("1", "jämföra skolan i Norge och Chile", "", language="sv")
    assert before.classify_outcomes([outcome]) == alone.classify_outcomes([outcome])
    assert before.at_home("NO").classify_outcomes([outcome])


def test_name_version_and_digest_tell_it_from_others(folder: Path) -> None:
    found = find_pipeline(Settings(spacy_pipeline=str(folder)))
    assert found
    assert found.lang == "en"
    name, version, digest = found.described.split()
    assert (name, version, len(digest)) == ("en_two_sentences", "1.2.3", 64)


def test_its_path_counts_from_the_settings_file_and_a_name_stays(folder: Path) -> None:
    settings = folder.parent / "curranalyser.toml"
    settings.write_text('spacy_pipeline = "two"\n')
    assert load_settings(settings).spacy_pipeline == str(folder)
    settings.write_text('spacy_pipeline = "en_core_web_sm"\n')
    assert load_settings(settings).spacy_pipeline == "en_core_web_sm"


@pytest.mark.parametrize("named", ["no/such/folder", "no_such_package", "json", "../x"])
def test_a_missing_one_is_told(named: str) -> None:
    with pytest.raises(ModelError):
        find_pipeline(Settings(spacy_pipeline=named))


def test_one_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        find_pipeline(Settings(spacy_pipeline=str(tmp_path)))


def test_one_of_another_language_and_a_broken_one_are_told(tmp_path: Path, folder: Path) -> None:
    spacy.blank("de").to_disk(tmp_path / "de")
    (tmp_path / "broken").mkdir()
    for name in ("config.cfg", "meta.json"):
        (tmp_path / "broken" / name).write_bytes((folder / name).read_bytes())
    for name in ("de", "broken"):
        with pytest.raises(ModelError):
            load_classifier(front=find_pipeline(Settings(spacy_pipeline=str(tmp_path / name))))


def test_the_audit_tells_of_it_and_analyses_anew_with_it(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "one.txt").write_text(
        "Course syllabus\nTools, 7.5 credits\nCourse code: AB1234\n\nLearning outcomes\n"
        f"On completion of the course the student should be able to\n- {APART}\n- describe a tool\n"
    )

    def audit(*more: str) -> tuple[str, list[list[str]]]:
        done = CliRunner().invoke(
            main, ["audit", str(tmp_path / "files"), "-o", str(tmp_path / "out"), "--jobs", "1", *more]
        )
        assert done.exit_code in (0, 3), done.output
        data = json.loads((tmp_path / "out" / "audit.json").read_text(encoding="utf-8"))
        cues = [
            [item["cue"] for item in label["evidence"]]
            for course in data["courses"]
            for syllabus in course["analysed"]
            for outcome in syllabus["outcomes"]
            for label in outcome["labels"]
            if label["perspective"] == "comparative"
        ]
        return data["provenance"]["pipeline"], cues

    said, first = audit()
    assert said == ""
    said, second = audit("--spacy-pipeline", str(folder))
    assert said.startswith("en_two_sentences 1.2.3 ")
    assert "compared" in first[0]
    assert "compared" not in second[0]


def test_the_command_ends_with_5_where_it_is_missing(tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_text(json.dumps({"text": APART}) + "\n")
    done = CliRunner().invoke(main, ["classify", str(lines), "--spacy-pipeline", "no_such_pipeline"])
    assert done.exit_code == 5
    assert "no_such_pipeline" in done.output
