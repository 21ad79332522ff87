"""The figures of `evaluate programmes`, on gold so small that each is seen."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from command_line import RunCli

from curranalyser.datamodel import (
    ChoiceGroup,
    CourseHeader,
    CourseRef,
    CourseStatus,
    EntryKind,
    LanguageOfInstruction,
    Syllabus,
    SyllabusKind,
    Track,
)
from curranalyser.evaluate.programmes import ProgrammeTally, programme_figures, score_programme

EVERYONE, SOME, NOT_SAID = CourseStatus.EVERYONE, CourseStatus.SOME, CourseStatus.NOT_SAID


def gold_course(code: str | None, title: str, status: str = "compulsory", **more: Any) -> dict[str, Any]:
    return {
        "code": code,
        "title": title,
        "credits": 7.5,
        "terms": None,
        "year": None,
        "status": status,
        "group": None,
        "track": None,
        **more,
    }


GOLD: dict[str, Any] = {
    "file": "plan.pdf",
    "programme": "PROG1",
    "credits": 120,
    "guaranteed": ["AA1", "Statistik för ingenjörer"],
    "courses": [
        gold_course("AA1", "Alger", terms=[1]),
        gold_course(None, "Statistik för ingenjörer", year=1),
        gold_course("CC3", "Celler", "elective", terms=[3]),
        gold_course("DD4", "Dikter", "elective", track="konst"),
        gold_course("EE5", "Eldar", "unknown", terms=[4]),
    ],
    "groups": [{"id": "g1", "courses": 2, "credits": None}, {"id": "g2", "courses": None, "credits": 30}],
    "tracks": [{"id": "konst", "name": "Konst"}],
    "placeholders": [{"text": "Valfria kurser, 30 hp"}],
}


def score(*refs: CourseRef, credits_: int | None = 120, **more: Any) -> ProgrammeTally:
    header = CourseHeader("PROG1", "P", credits=None if credits_ is None else Decimal(credits_))
    syllabus = Syllabus(
        SyllabusKind.PROGRAMME, header, (), (), LanguageOfInstruction(), course_refs=refs, **more
    )
    return score_programme(GOLD, [syllabus])


RIGHT = (
    CourseRef("AA1", "Alger", Decimal("7.5"), terms=(1,), status=EVERYONE),
    CourseRef(None, "Statistik för ingenjörer", Decimal("7.5"), years=(1,), status=EVERYONE),
    CourseRef("CC3", "Celler", Decimal("7.5"), terms=(3,), years=(2,), status=SOME),
    CourseRef("DD4", "Dikter", Decimal("7.5"), status=SOME, track="t1"),
    CourseRef("EE5", "Eldar", Decimal("7.5"), terms=(4,), status=NOT_SAID),
    CourseRef(None, "Valfria kurser", Decimal(30), EntryKind.SLOT, status=SOME),
)


def test_what_is_right_has_full_figures() -> None:
    tally = score(
        *RIGHT,
        groups=(ChoiceGroup("b1", 2, None, ""), ChoiceGroup("b2", None, Decimal(30), "")),
        tracks=(Track("t1", "Konst", ""),),
    )
    figures = programme_figures(tally)
    assert tally.misses == []
    assert (figures["entries"]["f1"], figures["entries"]["recall"]) == (1.0, 1.0)
    for name in ("status", "sets", "groups", "size", "where", "titles", "credits"):
        assert figures[name]["share"] == 1.0, name
    assert figures["tracks"]["courses"]["share"] == 1.0
    assert figures["no_courses"] == {"invented": 0, "slots": 0, "duplicates": 0}
    assert figures["sets"]["too_much"] == 0


def test_each_mistake_is_counted_where_it_belongs() -> None:
    tally = score(
        CourseRef("AA1", "Alger och tång", Decimal(10), terms=(2,), status=NOT_SAID),
        CourseRef(None, "Statistik för ingenjöre", Decimal("7.5"), status=EVERYONE),
        CourseRef("CC3", "Celler", Decimal("7.5"), terms=(3,), status=EVERYONE),
        CourseRef("CC3", "Celler", Decimal("7.5"), terms=(3,), status=EVERYONE),
        CourseRef(None, "Valfria kurser", Decimal(30), status=SOME),
        CourseRef(None, "Examen och intyg", None, status=NOT_SAID),
        credits_=180,
        groups=(ChoiceGroup("b1", 1, None, ""),),
    )
    figures = programme_figures(tally)
    assert figures["entries"] == {"gold": 5, "found": 6, "precision": 0.5, "recall": 0.6, "f1": 0.5455}
    assert figures["status_confusions"] == {
        "compulsory -> compulsory": 1,
        "compulsory -> unknown": 1,
        "elective -> compulsory": 1,
    }
    assert (figures["status"]["right"], figures["status"]["of"]) == (1, 3)
    assert (figures["titles"]["right"], figures["credits"]["right"]) == (1, 2)
    assert (figures["where"]["right"], figures["where"]["missing"], figures["where"]["wrong"]) == (1, 1, 1)
    assert (figures["sets"]["right"], figures["sets"]["too_much"], figures["sets"]["too_little"]) == (0, 1, 1)
    assert figures["groups"] == {"right": 0, "of": 2, "share": 0.0, "found": 1}
    assert (figures["tracks"]["gold"], figures["tracks"]["found"]) == (1, 0)
    assert figures["size"]["right"] == 0
    assert figures["no_courses"] == {"invented": 1, "slots": 1, "duplicates": 1}
    assert "plan.pdf: lost: DD4 Dikter (elective)" in tally.misses


@pytest.mark.parametrize(
    ("terms", "years", "found"),
    [
        ((), (), "missing"),
        ((), (1,), "right"),
        ((2,), (1,), "right"),
        ((3,), (), "wrong"),
        ((), (2,), "wrong"),
    ],
)
def test_the_year_of_the_gold_bounds_the_term(
    terms: tuple[int, ...], years: tuple[int, ...], found: str
) -> None:
    tally = score(CourseRef(None, "Statistik för ingenjörer", terms=terms, years=years))
    assert tally.counts[f"where_{found}"] == 1


def test_nothing_guaranteed_wants_an_empty_set() -> None:
    silent = {**GOLD, "guaranteed": None}
    syllabus = Syllabus(
        SyllabusKind.PROGRAMME, CourseHeader("P", "P"), (), (), LanguageOfInstruction(), RIGHT[:1]
    )
    assert score_programme(silent, [syllabus]).counts["set_over"] == 1
    assert score_programme(silent, []).counts["set_exact"] == 1


def test_the_command_prints_the_table_lists_misses_and_writes_json(run_cli: RunCli, tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(
        "# Utbildningsplan\n\nProgrammet för alger, 120 hp\n\n## Kurser\n\n- AA1234 Alger, 7,5 hp\n",
        encoding="utf-8",
    )
    gold = tmp_path / "gold.jsonl"
    row = {
        **GOLD,
        "file": "plan.md",
        "courses": [gold_course("AA1234", "Alger"), gold_course("BB2", "Broar")],
    }
    gold.write_text(json.dumps(row) + "\n", encoding="utf-8")
    done = run_cli(
        "evaluate", "programmes", gold, "--errors", "--json", tmp_path / "figures.json", "--lang", "sv"
    )
    assert "kursposter" in done.stdout
    assert "plan.md: lost: BB2 Broar (compulsory)" in done.stdout
    figures = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert figures["entries"]["recall"] == 0.5
    run_cli("evaluate", "programmes", tmp_path / "missing.jsonl", code=2)
