"""Floors under the figures of reading and parsing."""

import json
import tomllib
from pathlib import Path

import pytest

from curranalyser.evaluate.parsing import (
    HEADER_FIELDS,
    Tally,
    evaluate_parsing,
    find_gold_file,
    parsing_figures,
    sum_tallies,
)
from curranalyser.settings import Settings

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = REPOSITORY.parent / "shared"
FLOORS = tomllib.loads((Path(__file__).parent / "parsing_floors.toml").read_text(encoding="utf-8"))


def header_share(tally: Tally) -> float:
    return min(
        (tally.header[name][0] / tally.header[name][1] for name in HEADER_FIELDS if tally.header[name][1]),
        default=1.0,
    )


def kind_share(tally: Tally) -> float:
    """Return the share of documents whose kind is right; there must be some."""
    right, asked = tally.kinds
    assert asked
    return right / asked


def test_the_sample_comes_out_whole() -> None:
    total = sum_tallies(
        evaluate_parsing(REPOSITORY / "corpus" / "syllabi-expected.jsonl", Settings()).values()
    )
    assert parsing_figures(total)["outcomes"]["strict"]["f1"] >= FLOORS["sample"]["strict"]
    assert header_share(total) >= FLOORS["sample"]["header"]
    assert kind_share(total) == 1.0
    assert (
        parsing_figures(total)["course_list"]["f1"] == parsing_figures(total)["course_list"]["placed"] == 1.0
    )


@pytest.mark.real
@pytest.mark.skipif(
    not (SHARED / "real" / "du" / "gold.jsonl").exists(), reason="real syllabi are not part of the project"
)
def test_real_texts_in_six_layouts() -> None:
    total = sum_tallies(evaluate_parsing(SHARED / "real" / "du" / "gold.jsonl", Settings()).values())
    figures, floors = parsing_figures(total), FLOORS["typeset"]
    assert figures["outcomes"]["strict"]["f1"] >= floors["strict"]
    assert figures["outcomes"]["soft"]["f1"] >= floors["soft"]
    assert total.f1(total.strict + total.cut_short)[2] >= floors["strict_but_cut"]
    assert header_share(total) >= floors["header"]
    assert figures["course_list"]["f1"] >= floors["course_list"]
    assert figures["course_list"]["placed"] >= floors["placed"]
    assert not [status for status in total.files if status.startswith("crash")]
    assert kind_share(total) >= FLOORS["kinds"]["typeset"]


@pytest.mark.real
@pytest.mark.skipif(
    not (SHARED / "gold" / "pdf_dev.jsonl").exists(), reason="real syllabi are not part of the project"
)
def test_collected_pdfs_in_swedish_and_english() -> None:
    tallies = evaluate_parsing(SHARED / "gold" / "pdf_dev.jsonl", Settings())
    chosen = sum_tallies(
        tally
        for (language, kind), tally in tallies.items()
        if language in ("sv", "en") and kind in ("course", "programme")
    )
    figures, floors = parsing_figures(chosen), FLOORS["collected"]
    assert figures["outcomes"]["strict"]["f1"] >= floors["strict"]
    assert figures["outcomes"]["soft"]["f1"] >= floors["soft"]
    assert header_share(chosen) >= floors["header"]
    assert figures["course_list"]["f1"] >= floors["course_list"]
    assert figures["course_list"]["placed"] >= floors["placed"]
    handbooks = sum_tallies(
        tally for (language, kind), tally in tallies.items() if language == "en" and kind == "module handbook"
    )
    assert parsing_figures(handbooks)["outcomes"]["strict"]["f1"] >= floors["handbooks"]
    german = sum_tallies(tally for (language, _), tally in tallies.items() if language == "de")
    assert parsing_figures(german)["outcomes"]["strict"]["f1"] >= floors["german"]
    everything = sum_tallies(tallies.values())
    assert kind_share(everything) >= FLOORS["kinds"]["collected"]
    assert everything.false_alarms == 0
    assert not [status for status in everything.files if status.startswith("crash")]


@pytest.mark.real
@pytest.mark.skipif(
    not (SHARED / "gold" / "files_dev.jsonl").exists(), reason="real syllabi are not part of the project"
)
def test_collected_files_of_other_formats() -> None:
    total = sum_tallies(evaluate_parsing(SHARED / "gold" / "files_dev.jsonl", Settings()).values())
    floors = FLOORS["files"]
    assert parsing_figures(total)["outcomes"]["strict"]["f1"] >= floors["strict"]
    assert kind_share(total) >= floors["kind"]
    assert header_share(total) >= floors["header"]
    assert not [status for status in total.files if status.startswith("crash")]


@pytest.mark.real
@pytest.mark.skipif(
    not (SHARED / "gold" / "programmes_dev.jsonl").exists(), reason="real syllabi are not part of the project"
)
def test_real_programmes_are_told_from_courses() -> None:
    total = sum_tallies(evaluate_parsing(SHARED / "gold" / "programmes_dev.jsonl", Settings()).values())
    assert kind_share(total) >= FLOORS["kinds"]["programmes"]


def test_documents_are_found_in_the_folders_beside_the_gold(tmp_path: Path) -> None:
    gold = tmp_path / "gold" / "some.jsonl"
    gold.parent.mkdir()
    for part in ("pdf", "files", "programmes", "instruction"):
        folder = tmp_path / "real" / part
        folder.mkdir(parents=True)
        (folder / f"{part}.md").write_text("x", encoding="utf-8")
        assert find_gold_file(gold, f"{part}.md") == folder / f"{part}.md"
    assert find_gold_file(gold, "elsewhere.md") is None


def test_the_kind_of_each_document_is_measured(tmp_path: Path) -> None:
    outcomes = "Lärandemål\n\nEfter kursen ska studenten kunna\n\n- slipa en lins,\n- mäta en krökning.\n"
    (tmp_path / "course.txt").write_text(f"Kursplan\n\nLinslära\n\n{outcomes}", encoding="utf-8")
    (tmp_path / "other.txt").write_text("Schema\n\nMåndag 9-12\n", encoding="utf-8")
    (tmp_path / "open.txt").write_text(f"Linslära\n\n{outcomes}", encoding="utf-8")
    rows = [
        {"file": "course.txt", "kind": "programme"},
        {"file": "other.txt", "kind": "not a syllabus"},
        {"file": "open.txt"},
    ]
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    total = sum_tallies(evaluate_parsing(gold, Settings()).values())
    assert parsing_figures(total)["kind"] == {"right": 1, "of": 2}
    [miss] = [miss for miss in total.misses if "kind" in miss]
    assert miss.startswith("course.txt: kind: course, not programme (own name: Kursplan")
