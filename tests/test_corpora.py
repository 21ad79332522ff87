"""The outcomes of an audit for spaCy and for Label Studio, and what people decide there on its way back."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import spacy
from click.testing import CliRunner, Result
from small_audit import COMPARATIVE, INTERCULTURAL, INTERNATIONAL, SCHEME, audit_of, course, outcome
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from curranalyser.audit_file import audit_bytes
from curranalyser.cli.main import main
from curranalyser.datamodel import AnalysedOutcome, Audit, Decision, Evidence, HumanDecision
from curranalyser.errors import SettingsError
from curranalyser.review.label_studio import audit_tasks, label_config, read_annotations
from curranalyser.review.reviewers import ReviewFiles

TEXT = "jämföra dansk & isländsk <b>rätt</b> 😀 i Norden"


def with_label(item: AnalysedOutcome, perspective: str, **changes: Any) -> AnalysedOutcome:
    return replace(
        item,
        labels=tuple(
            replace(label, **changes) if label.perspective == perspective else label for label in item.labels
        ),
    )


def found(text: str, words: str, *, in_lead_in: bool = False) -> Evidence:
    start = text.index(words)
    return Evidence(start, start + len(words), words, f"cue of {words}", "INT-Y3", in_lead_in)


def outcomes() -> tuple[AnalysedOutcome, ...]:
    plain = outcome("lösa ekvationer")
    first = outcome(TEXT, INTERNATIONAL)
    first = replace(first, outcome=replace(first.outcome, lead_in="Ur ett nordiskt perspektiv"))
    evidence = (
        found(TEXT, "isländsk"),
        found(TEXT, "Norden"),
        found(first.outcome.lead_in, "nordiskt", in_lead_in=True),
    )
    first = with_label(first, INTERNATIONAL, evidence=evidence, probability=0.9, rule="INT-Y3")
    first = with_label(
        first, COMPARATIVE, decision=Decision.REVIEW, probability=0.4, evidence=(found(TEXT, "jämföra"),)
    )
    decided = with_label(
        outcome("discuss culture"),
        INTERCULTURAL,
        decision=Decision.YES,
        probability=0.2,
        human=HumanDecision(Decision.NO, "it does", "Anna"),
    )
    decided = replace(decided, outcome=replace(decided.outcome, language="en"))
    foreign = outcome("vergleichen")
    foreign = replace(
        foreign,
        outcome=replace(foreign.outcome, language="../x"),
        labels=tuple(
            replace(label, decision=Decision.NOT_LABELLED, probability=None) for label in foreign.labels
        ),
    )
    return plain, first, decided, foreign


@pytest.fixture
def audit() -> Audit:
    return audit_of(course("AB1234", "Nordic law", *outcomes()))


@pytest.fixture
def run(audit: Audit, tmp_path: Path) -> Callable[..., Result]:
    (tmp_path / "audit.json").write_bytes(audit_bytes(audit))

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(main, [*arguments, "--lang", "en"])

    return call


def docs_of(file: Path) -> list[Doc]:
    return list(DocBin().from_disk(file).get_docs(spacy.blank(file.stem.rpartition("-")[2]).vocab))


def test_doc_bins_hold_the_labels_and_the_evidence_by_language(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    done = run("export", str(tmp_path), "-o", str(tmp_path / "bin"), "--format", "docbin")
    assert done.exit_code == 0, done.output
    assert sorted(file.name for file in (tmp_path / "bin").iterdir()) == [
        ".curranalyser-docbin.json",
        "outcomes-en.spacy",
        "outcomes-sv.spacy",
        "outcomes-xx.spacy",
    ]
    plain, first = docs_of(tmp_path / "bin" / "outcomes-sv.spacy")
    assert (plain.text, list(plain.spans["perspectives"])) == ("lösa ekvationer", [])
    assert first.text == TEXT
    assert [token.text for token in first] == [token.text for token in spacy.blank("sv")(TEXT)]
    # What is to be reviewed is neither.
    assert first.cats == {INTERNATIONAL: 1.0, INTERCULTURAL: 0.0}
    assert [(span.text, span.label_, span.kb_id_, span.id_) for span in first.spans["perspectives"]] == [
        ("isländsk", INTERNATIONAL, "INT-Y3", "cue of isländsk"),
        ("Norden", INTERNATIONAL, "INT-Y3", "cue of Norden"),
    ]
    known = first._.curranalyser
    assert (known["course"], known["source"], known["page"]) == ("AB1234", "AB1234.pdf", 1)
    assert known["lead_in"] == "Ur ett nordiskt perspektiv"
    assert known["labels"][COMPARATIVE]["decision"] == "review"
    assert known["labels"][COMPARATIVE]["evidence"]
    assert [item["place"] for item in known["labels"][INTERNATIONAL]["evidence"]] == [
        "text",
        "text",
        "lead_in",
    ]


def test_what_a_person_decided_counts_and_what_is_not_labelled_has_no_category(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    run("export", str(tmp_path), "-o", str(tmp_path), "--format", "docbin")
    (decided,) = docs_of(tmp_path / "outcomes-en.spacy")
    assert decided.cats[INTERCULTURAL] == 1.0
    label = decided._.curranalyser["labels"][INTERCULTURAL]
    assert (label["decision"], label["tool_decision"], label["probability"]) == ("yes", "no", 0.2)
    (foreign,) = docs_of(tmp_path / "outcomes-xx.spacy")
    assert foreign.cats == {}


def test_spacy_can_be_trained_on_a_doc_bin(run: Callable[..., Result], tmp_path: Path) -> None:
    run("export", str(tmp_path), "-o", str(tmp_path), "--format", "docbin")
    nlp = spacy.blank("sv")
    categories: Any = nlp.add_pipe("textcat_multilabel")
    docs = docs_of(tmp_path / "outcomes-sv.spacy")
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in docs]
    # It wants all of a document's categories to be 1 or 0, and leaves out what is missing.
    nlp.initialize(lambda: examples)
    assert set(categories.labels) == {INTERNATIONAL, INTERCULTURAL, COMPARATIVE}
    assert nlp.update(examples)["textcat_multilabel"] > 0


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_a_prediction_fits_the_interface_and_its_spans_the_text(audit: Audit, lang: str) -> None:
    view = ET.fromstring(label_config(SCHEME, lang))
    controls = {node.get("name"): node for node in view if node.get("toName")}
    assert [node.get("value") for node in view.findall("Text")] == ["$lead_in", "$text"]
    tasks = json.loads(audit_tasks(audit, SCHEME, lang))
    assert [task["data"]["text"] for task in tasks] == [
        TEXT,
        "lösa ekvationer",
        "discuss culture",
        "vergleichen",
    ]
    spans = 0
    for task in tasks:
        (prediction,) = task["predictions"]
        assert len({region["id"] for region in prediction["result"]}) == len(prediction["result"])
        for region in prediction["result"]:
            control, value = controls[region["from_name"]], region["value"]
            assert region["to_name"] == control.get("toName")
            assert region["type"] == control.tag.lower()
            assert set(value[region["type"]]) <= {node.get("value") for node in control}
            if region["type"] == "labels":
                spans += 1
                assert task["data"][region["to_name"]][value["start"] : value["end"]] == value["text"]
    assert spans == 4


def test_nothing_is_predicted_where_a_person_is_asked_and_the_score_is_that_of_the_least_sure(
    audit: Audit,
) -> None:
    tasks = json.loads(audit_tasks(audit, SCHEME, "en"))
    predicted = [
        {
            region["from_name"]: region["value"]["choices"][0]
            for region in task["predictions"][0]["result"]
            if region["type"] == "choices"
        }
        for task in tasks
    ]
    assert predicted[0] == {"decision_international": "yes", "decision_intercultural": "no"}
    assert predicted[2]["decision_intercultural"] == "yes"
    assert predicted[3] == {}
    assert [task["predictions"][0].get("score") for task in tasks] == [0.5, 0.5, 0.5, None]


def answered(tasks: list[dict[str, Any]], **person: Any) -> list[dict[str, Any]]:
    """What Label Studio exports where somebody takes each prediction as it is and submits it."""
    return [
        {
            "id": number,
            "data": task["data"],
            "annotations": [
                {
                    "id": number + 100,
                    "result": task["predictions"][0]["result"],
                    "was_cancelled": False,
                    "ground_truth": False,
                    "lead_time": 4.2,
                    "completed_by": 7,
                    **person,
                }
            ],
            "predictions": [],
            "drafts": [],
            "meta": {},
        }
        for number, task in enumerate(tasks, 1)
    ]


def choice(perspective: str, *said: str) -> dict[str, Any]:
    return {
        "id": "x",
        "from_name": f"decision_{perspective}",
        "to_name": "text",
        "type": "choices",
        "value": {"choices": list(said)},
    }


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_decisions_come_back_and_hold_in_the_next_import(
    run: Callable[..., Result], tmp_path: Path, lang: str
) -> None:
    CliRunner().invoke(
        main, ["export", str(tmp_path), "-o", str(tmp_path), "--format", "label-studio", "--lang", lang]
    )
    tasks = json.loads((tmp_path / "tasks.json").read_text(encoding="utf-8"))
    export = answered(tasks, completed_by={"id": 7, "email": "bo@example.org"})
    no = {"en": "no", "sv": "nej"}[lang]
    result = export[0]["annotations"][0]["result"]
    result += [
        choice(COMPARATIVE, no),
        {
            "from_name": "reason",
            "to_name": "text",
            "type": "textarea",
            "value": {"text": ["  only\none side"]},
        },
        {"type": "relation", "from_id": "r0", "to_id": "r1", "direction": "right"},
    ]
    export[1]["annotations"][0]["was_cancelled"] = True
    file, kept = tmp_path / "export.JSON", tmp_path / "reviews.jsonl"
    file.write_text("\ufeff" + json.dumps(export), encoding="utf-8")
    done = run("review", "import", str(file), "--reviews", str(kept))
    assert done.exit_code == 0, done.output
    lines = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]
    assert {(line["text"], line["perspective"], line["decision"]) for line in lines} == {
        (TEXT, INTERNATIONAL, "yes"),
        (TEXT, INTERCULTURAL, "no"),
        (TEXT, COMPARATIVE, "no"),
        ("discuss culture", INTERNATIONAL, "no"),
        ("discuss culture", INTERCULTURAL, "yes"),
        ("discuss culture", COMPARATIVE, "no"),
    }
    assert {line["reviewer"] for line in lines} == {"bo@example.org"}
    assert {line["course"] for line in lines} == {"AB1234"}
    assert {line.get("reason") for line in lines if line["text"] == TEXT} == {"only one side"}
    assert {line.get("lead_in") for line in lines if line["text"] == TEXT} == {"Ur ett nordiskt perspektiv"}
    before = kept.read_bytes()
    done = run("review", "import", str(file), "--reviews", str(kept))
    assert "6 as before" in done.output
    assert kept.read_bytes() == before


@pytest.mark.parametrize(
    ("who", "named", "expected"),
    [(3, "", "Label Studio 3"), (3, "Anna", "Anna"), (None, "", ""), ([], "Anna", "Anna")],
)
def test_who_decided(audit: Audit, who: object, named: str, expected: str) -> None:
    export = answered(json.loads(audit_tasks(audit, SCHEME, "en"))[:1], completed_by=who)
    statements = read_annotations(json.dumps(export).encode(), "x.json", SCHEME, named)
    assert {statement.review.reviewer for statement in statements} == {expected}


def one(result: object, **data: object) -> list[dict[str, Any]]:
    return [{"data": {"text": "a", "course_key": "b"} | data, "annotations": [{"result": result}]}]


def two(first: str, second: str) -> list[dict[str, Any]]:
    (task,) = one([choice(INTERNATIONAL, first)])
    task["annotations"].append({"result": [choice(INTERNATIONAL, second)]})
    return [task]


@pytest.mark.parametrize(
    "export",
    [
        b"",
        b"\xff\xfe\x00",
        b"[" * 200_000,
        b'[{"data": {"x": ' + b"[" * 200_000,
        b"course;text\n1;2\n",
        *(
            json.dumps(value).encode()
            for value in (
                {},
                [],
                [1],
                {"data": {}},
                # JSON-MIN
                [{"text": "a", "course_key": "b", "decision_international": "yes", "annotation_id": 1}],
                # another project
                one(
                    [
                        {
                            "from_name": "sentiment",
                            "to_name": "text",
                            "type": "choices",
                            "value": {"choices": ["no"]},
                        }
                    ]
                ),
                one([choice("of another scheme", "yes")]),
                one([choice(INTERNATIONAL)]),
                one([choice(INTERNATIONAL, "yes", "no")]),
                one([choice(INTERNATIONAL, "perhaps")]),
                one([{**choice(INTERNATIONAL), "value": "yes"}]),
                one([{**choice(INTERNATIONAL), "value": {"choices": {"yes": 1}}}]),
                one([{**choice(INTERNATIONAL), "from_name": None}]),
                one("yes"),
                one([choice(INTERNATIONAL, "yes")], text=""),
                one([choice(INTERNATIONAL, "yes")], text=["a"]),
                one([choice(INTERNATIONAL, "yes")], course_key=None),
                two("yes", "no"),
                # imported and never answered
                [{"data": {"text": "a", "course_key": "b"}, "predictions": [{"result": []}]}],
            )
        ),
    ],
)
def test_what_is_no_such_export_is_told_in_a_line_and_changes_nothing(
    run: Callable[..., Result], tmp_path: Path, export: bytes
) -> None:
    file, kept = tmp_path / "export.json", tmp_path / "reviews.jsonl"
    file.write_bytes(export)
    done = run("review", "import", str(file), "--reviews", str(kept))
    assert done.exit_code == 2, done.output
    assert len(done.output.strip().splitlines()) == 1
    assert not kept.exists()


def test_two_without_names_who_agree_are_one_decision_and_a_task_is_named_where_they_do_not() -> None:
    data = json.dumps(two("yes", "ja")).encode()
    assert {s.decision for s in read_annotations(data, "x.json", SCHEME)} == {Decision.YES}
    with pytest.raises(SettingsError, match="Task 1"):
        read_annotations(json.dumps(two("yes", "nej")).encode(), "x.json", SCHEME)


def by_two(first: object, second: object, *answers: tuple[str, str, str]) -> bytes:
    """Return an export in which two people each answer tasks: (text, answer of the first, of the second)."""
    tasks = [
        {
            "data": {"text": text, "course_key": "AB1234"},
            "annotations": [
                {"completed_by": who, "result": [choice(INTERNATIONAL, said)]}
                for who, said in ((first, one), (second, other))
                if said
            ],
        }
        for text, one, other in answers
    ]
    return json.dumps(tasks).encode()


def decided(file: Path) -> dict[str, tuple[str, str]]:
    lines = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return {line["text"]: (line["reviewer"], line["decision"]) for line in lines}


ANNA, BO = {"id": 3, "email": "anna@example.org"}, {"id": 4, "email": "bo@example.org"}


def test_what_two_annotators_decide_is_in_the_file_of_each_and_a_difference_is_open(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    file, kept = tmp_path / "export.json", tmp_path / "reviews.jsonl"
    file.write_bytes(
        by_two(ANNA, BO, ("a", "yes", "no"), ("b", "yes", "ja"), ("c", "no", ""), ("d", "", "yes"))
    )
    done = run("review", "import", str(file), "--reviews", str(kept))
    assert done.exit_code == 0, done.output
    of_anna, of_bo = (decided(ReviewFiles(kept).file_of(who["email"])) for who in (ANNA, BO))
    assert of_anna == {
        text: (ANNA["email"], said) for text, said in (("a", "yes"), ("b", "yes"), ("c", "no"))
    }
    assert of_bo == {text: (BO["email"], said) for text, said in (("a", "no"), ("b", "yes"), ("d", "yes"))}
    holds = decided(kept)
    assert {text: said for text, (_, said) in holds.items()} == {"b": "yes", "c": "no", "d": "yes"}
    assert "6 new decisions" in done.output
    assert "1 label is decided differently" in done.output
    (difference,) = ReviewFiles(kept).decisions().settled.open
    assert {(mine.reviewer, mine.decision.value) for mine in difference.opinions} == {
        ("anna@example.org", "yes"),
        ("bo@example.org", "no"),
    }
    before = {path: path.read_bytes() for path in tmp_path.glob("*.jsonl")}
    assert "6 as before" in run("review", "import", str(file), "--reviews", str(kept)).output
    assert {path: path.read_bytes() for path in tmp_path.glob("*.jsonl")} == before


def test_a_changed_mind_takes_the_place_of_what_came_in_alone_before(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    file, kept = tmp_path / "export.json", tmp_path / "reviews.jsonl"
    file.write_bytes(by_two(ANNA, BO, ("a", "no", ""), ("b", "no", "")))
    run("review", "import", str(file), "--reviews", str(kept))
    assert [path.name for path in tmp_path.glob("*.jsonl")] == ["reviews.jsonl"], "one person alone"
    file.write_bytes(by_two(ANNA, BO, ("a", "yes", "yes"), ("b", "no", "")))
    done = run("review", "import", str(file), "--reviews", str(kept))
    assert "1 new decision, 1 changed" in done.output
    decisions = ReviewFiles(kept).decisions()
    assert decisions.settled.open == ()
    assert {review.text: review.decision for review in decisions.settled.holds} == {
        "a": Decision.YES,
        "b": Decision.NO,
    }


@pytest.mark.parametrize(
    ("export", "reviewer", "told"),
    [
        (by_two(3, 4, ("a", "yes", "no")), "Anna", "2 people"),
        (by_two(ANNA, None, ("a", "yes", "no")), "", "Task 1"),
        (by_two(ANNA, {"email": "Anna@example.org"}, ("a", "yes", "no")), "", "Task 1"),
        (by_two(ANNA, BO, ("a", "yes", ""), ("A", "no", "yes")), "", "Rows 1 and 2"),
    ],
    ids=["one name for two", "nobody's answer", "one person in two ways", "one person in two tasks"],
)
def test_what_is_not_known_to_be_of_two_people_changes_nothing(
    run: Callable[..., Result], tmp_path: Path, export: bytes, reviewer: str, told: str
) -> None:
    file, kept = tmp_path / "export.json", tmp_path / "reviews.jsonl"
    file.write_bytes(export)
    done = run("review", "import", str(file), "--reviews", str(kept), "--reviewer", reviewer)
    assert done.exit_code == 2
    assert told in done.output
    assert not list(tmp_path.glob("*.jsonl"))
