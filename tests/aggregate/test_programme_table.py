"""The table of programmes that people correct: written from an audit, read back, and laid over it."""

import csv
import io
import json
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from command_line import RunCli
from draws import draws
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from report_files import pages_of
from test_build_audit import NO, PERSPECTIVES, PROVENANCE, STATED, YES, course, read

from curranalyser.aggregate import build_audit
from curranalyser.datamodel import (
    AggregateRules,
    AnalysedSyllabus,
    Audit,
    BlockRule,
    ChoiceGroup,
    CourseHeader,
    CourseRef,
    CourseStatus,
    DocumentResult,
    EntryKind,
    ProgrammeProfile,
    StructureBlock,
    Syllabus,
    SyllabusKind,
    TakeRule,
    Track,
    to_json,
)
from curranalyser.errors import SettingsError
from curranalyser.i18n import translator
from curranalyser.review.programme_cells import read_rule
from curranalyser.review.programme_rows import programme_rows
from curranalyser.review.programme_table import parse_mapping, with_mapping
from curranalyser.review.programme_words import HEADINGS, describe_rule, table_words
from curranalyser.review.programme_workbook import render_programmes_csv, render_programmes_workbook

EVERYONE, SOME, NOT_SAID = CourseStatus.EVERYONE, CourseStatus.SOME, CourseStatus.NOT_SAID
COURSES = (
    read("a.pdf", course("AA1", (YES, NO), title="Alger")),
    read("b.pdf", course("BB2", (NO, NO), title="Broar")),
    read("c.pdf", course("CC3", (YES, YES), title="Celler", credits="15")),
    read("d.pdf", course("DD4", (NO, YES), title="Dikter")),
)


def structure(
    refs: tuple[CourseRef, ...],
    blocks: tuple[StructureBlock, ...] = (),
    groups: tuple[ChoiceGroup, ...] = (),
    tracks: tuple[Track, ...] = (),
) -> AnalysedSyllabus:
    syllabus = Syllabus(
        SyllabusKind.PROGRAMME,
        CourseHeader("PROG1", "Programmet", credits=Decimal(180)),
        (),
        (),
        STATED,
        refs,
        "sv",
        blocks=blocks,
        groups=groups,
        tracks=tracks,
    )
    return AnalysedSyllabus(syllabus, ())


def audited(own: AnalysedSyllabus, table: bytes | None = None, name: str = "t.csv") -> Audit:
    rules = AggregateRules() if table is None else with_mapping(AggregateRules(), table, name)
    return build_audit([read("p.pdf", own), *COURSES], PERSPECTIVES, PROVENANCE, rules)


def profile(own: AnalysedSyllabus, table: str) -> ProgrammeProfile:
    [found] = audited(own, table.encode()).programmes
    return found


TWO_OF_THREE = StructureBlock(
    "b1", None, "Fördjupning", "Två av kurserna väljs.", 2, BlockRule.CHOOSE, (2, 2)
)
OWN = structure(
    (
        CourseRef("AA1", "Alger", Decimal("7.5"), terms=(1,), status=EVERYONE, basis="said", reason="Alla."),
        CourseRef("BB2", "Broar", Decimal("7.5"), status=SOME, basis="said", block="b1", group="b1"),
        CourseRef("CC3", "Celler", Decimal(15), status=SOME, basis="said", block="b1", group="b1"),
        CourseRef("DD4", "Dikter", Decimal("7.5"), status=NOT_SAID),
        CourseRef(None, "Valfri kurs", Decimal(30), EntryKind.SLOT, status=SOME, basis="said"),
    ),
    (TWO_OF_THREE,),
    (ChoiceGroup("b1", 2, None, "Två av kurserna väljs.", 2),),
)


# What is written


def test_one_row_a_course_says_what_was_read() -> None:
    head, *rows = programme_rows(audited(OWN), "en")
    assert head[:7] == ("Programme", "Kind", "Code", "Title", "Who takes it", "Block", "Rule of the block")
    assert rows[0] == ("PROG1", "course", "AA1", "Alger", "everyone", "", "", "", "1", "", "7.5", "",
                       "said in the programme syllabus", "Alla.", "1", rows[0][-1])  # fmt: skip
    assert rows[1][4:7] == ("some", "Fördjupning", "choose 2 of 2")
    assert rows[1][head.index("Sentence")] == "Två av kurserna väljs."
    assert {row[head.index("Confirmed by")] for row in rows} == {""}
    marks = [row[head.index("As exported")] for row in rows]
    assert all(marks)
    assert len(set(marks)) == len(rows)
    assert rows[3][4] == "not said"
    assert rows[4][1:4] == ("slot", "", "Valfri kurs")
    assert programme_rows(audited(OWN), "sv")[2][4:11] == (
        "en del", "Fördjupning", "välj 2 av 2", "", "", "", "7,5",
    )  # fmt: skip


def test_the_workbook_has_lists_to_choose_from_an_explanation_and_no_formula() -> None:
    hostile = structure((CourseRef("=1+1", '=HYPERLINK("http://x")', status=NOT_SAID, reason="@SUM(A1)"),))
    rows = programme_rows(audited(hostile), "sv")
    book = load_workbook(io.BytesIO(render_programmes_workbook(rows, "sv")))
    sheet, explained = book.worksheets
    assert [cell.value for cell in sheet[1]] == [translator("sv").gettext(text) for text in HEADINGS.values()]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row} <= {"s", "n"}
    assert sheet["D2"].value == '=HYPERLINK("http://x")'
    lists = {str(rule.sqref).rstrip("0123456789"): rule for rule in sheet.data_validations.dataValidation}
    assert {key[0] for key in lists} == {"B", "E", "G"}
    assert lists["E2:E"].formula1 == '"alla,en del,framgår inte,ingår inte"'
    assert "framgår inte" in " ".join(str(row[1].value) for row in explained.iter_rows())
    table = render_programmes_csv(rows).decode("utf-8-sig")
    assert "'=1+1" in table
    assert "'@SUM(A1)" in table
    [row] = parse_mapping(table.encode(), "t.csv")
    assert (row.course, row.title) == ("=1+1", '=HYPERLINK("http://x")')


# What is read back


def test_swedish_and_english_headings_and_answers_are_both_understood() -> None:
    swedish = (
        "Program;Kod;Titel;Vem läser den;Block;Blockets regel;Inriktning;Termin;Poäng\n"
        "PROG1;AA1;Alger;alla;;;;1-2;7,5\n"
        "PROG1;BB2;Broar;en del;Val;välj två av 4;;;\n"
        "PROG1;CC3;Celler;ingår inte;;;;;\n"
        "PROG1;DD4;Dikter;framgår inte;–;;Konst;–;7,5-15 hp\n"
    )
    english = (
        "programme,code,title,who takes it,block,rule of the block,track,term,credits\n"
        'PROG1,AA1,Alger,everyone,,,,"1, 2",7.5\n'
        "PROG1,BB2,Broar,elective,Val,choose 2 of 4,,,\n"
        "PROG1,CC3,Celler,not in the programme,,,,,\n"
        "PROG1,DD4,Dikter,not said,-,,Konst,-,7.5–15\n"
    )
    rows = parse_mapping(swedish.encode(), "t.csv")
    assert rows == parse_mapping(english.encode(), "t.csv")
    first, second, third, fourth = rows
    assert (first.terms, first.status, first.credits, first.block) == (
        (1, 2),
        EVERYONE,
        (Decimal("7.5"),),
        None,
    )
    assert second.rule == TakeRule(BlockRule.CHOOSE, (2, 2))
    assert third.removed
    assert (fourth.terms, fourth.block, fourth.track) == ((), "", "Konst")
    assert fourth.credits == (Decimal("7.5"), Decimal(15))


def test_the_old_columns_still_work() -> None:
    [found] = [
        item for item in profile(OWN, "program;kurs;termin;obligatorisk\nPROG1;DD4;4;ja\n").courses
        if item.course_key == "DD4"
    ]  # fmt: skip
    assert (found.ref.terms, found.ref.status, found.ref.basis) == ((4,), EVERYONE, "person")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("all", TakeRule(BlockRule.ALL)),
        ("fritt", TakeRule(BlockRule.FREE)),
        ("Välj", TakeRule(BlockRule.CHOOSE)),
        ("2 of 4", TakeRule(BlockRule.CHOOSE, (2, 2))),
        ("choose 1-2 of 4 courses", TakeRule(BlockRule.CHOOSE, (1, 2))),
        ("välj 30 hp", TakeRule(BlockRule.CHOOSE, None, (Decimal(30), Decimal(30)))),
        ("choose two, 7.5–15 credits", TakeRule(BlockRule.CHOOSE, (2, 2), (Decimal("7.5"), Decimal(15)))),
    ],
)
def test_rules_as_people_write_them(text: str, rule: TakeRule) -> None:
    assert read_rule(text, table_words()) == rule


@given(
    st.sampled_from(BlockRule),
    st.none() | st.tuples(st.integers(1, 4), st.integers(4, 9)),
    st.none() | st.tuples(st.sampled_from([Decimal("7.5"), Decimal(15)]), st.just(Decimal(30))),
    st.sampled_from(["sv", "en"]),
)
def test_a_rule_is_read_as_it_was_written(rule: BlockRule, courses: Any, amount: Any, lang: str) -> None:
    said = TakeRule(rule, courses, amount) if rule is BlockRule.CHOOSE else TakeRule(rule)
    assert read_rule(describe_rule(said, 9, translator(lang)), table_words()) == said


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("PROG1;AA1;Alger;kanske;;;;;", "row 2, column “Vem läser den”: it cannot be “kanske”"),
        ("PROG1;AA1;Alger;;;;;21;", "row 2, column “Termin”"),
        ("PROG1;AA1;Alger;;;;;1.2;", "row 2, column “Termin”"),
        ("PROG1;AA1;Alger;;;;;;mycket", "row 2, column “Poäng”"),
        ("PROG1;AA1;Alger;;;;;;7001", "row 2, column “Poäng”"),
        ("PROG1;AA1;Alger;;Val;välj gärna;;;", "row 2, column “Blockets regel”"),
        ("PROG1;AA1;Alger;;Val;alla 2;;;", "row 2, column “Blockets regel”"),
        ("PROG1;AA1;Alger;;;välj 2;;;", "row 2, column “Block”.*give the block a name"),
        ("PROG1;AA1;Alger;alla;Val;välj 2;;;", "row 2, column “Vem läser den”.*leaves a choice"),
        ("PROG1;AA1;Alger;alla;;;Konst;;", "row 2, column “Vem läser den”.*of a track"),
        ("PROG1;AA1;A;;V;välj 1;;;\nPROG1;BB2;B;;V;välj 2;;;", "row 3, .* and row 2 says “välj 1”"),
        (";AA1;Alger;;;;;;", "row 2, column “Program”"),
        ("PROG1;;;alla;;;;;", "row 2, column “Kod”: the cell is empty. Write the code or the title"),
        (";AA1;Alger;alla;;;;;", "row 2, column “Program”: the cell is empty. Write the code or the title"),
    ],
)
def test_what_cannot_be_is_told_with_row_and_column(row: str, told: str) -> None:
    head = "Program;Kod;Titel;Vem läser den;Block;Blockets regel;Inriktning;Termin;Poäng\n"
    with pytest.raises(SettingsError, match=told):
        parse_mapping((head + row + "\n").encode(), "t.csv")


@pytest.mark.parametrize("name", ["t.xlsx", "t.csv"])
@given(data=st.binary(max_size=120))
def test_any_bytes_are_a_table_or_refused(name: str, data: bytes) -> None:
    for prefix in (b"", b"programme,code,title,status,block,rule,track,term,credits,basis\n"):
        try:
            rows = parse_mapping(prefix + data, name)
        except SettingsError:
            continue
        assert all(row.programme and row.course for row in rows)


# What it changes

HEAD = "programme;code;title;who takes it;block;rule of the block;track;term;credits\n"


def test_what_a_person_says_wins_and_has_that_basis() -> None:
    table = (
        f"{HEAD}PROG1;AA1;Alger;not in the programme;;;;;\n"
        "PROG1;BB2;Broar;some;Fördjupning;choose 1 of 3;;2;\n"
        "PROG1;DD4;Dikter;everyone;;;;3;10\n"
        "PROG1;EE5;Eldar;some;Fördjupning;;;;7.5\n"
    )
    found = profile(OWN, table)
    by_code = {item.ref.code: item.ref for item in found.courses}
    assert "AA1" not in by_code
    assert (by_code["DD4"].status, by_code["DD4"].basis) == (EVERYONE, "person")
    assert (by_code["DD4"].terms, by_code["DD4"].credits) == ((3,), Decimal(10))
    assert (by_code["EE5"].block, by_code["EE5"].group, by_code["EE5"].basis) == ("b1", "b1", "person")
    # No row names it: it stays as it was read.
    assert by_code["CC3"].terms == ()
    syllabus = found.analysed.syllabus
    [block] = syllabus.blocks
    assert (block.rule, block.courses, block.by_person) == (BlockRule.CHOOSE, (1, 1), True)
    assert [(group.id, group.courses) for group in syllabus.groups] == [("b1", 1)]
    first = found.exposure[0]
    assert (first.everyone, first.basis) == (1, "person")
    assert not first.gaps


def test_blocks_and_tracks_that_were_not_read_are_made() -> None:
    own = structure(tuple(replace(ref, block=None, group=None) for ref in OWN.syllabus.course_refs[:4]))
    table = (
        f"{HEAD}PROG1;AA1;Alger;everyone;;;;;\n"
        "PROG1;BB2;Broar;some;;;Teknik;;\n"
        "PROG1;CC3;Celler;;Val;choose 1 of 2;Natur;;\n"
        "PROG1;DD4;Dikter;some;Val;;Natur;;\n"
    )
    found = profile(own, table)
    syllabus = found.analysed.syllabus
    assert [track.name for track in syllabus.tracks] == ["Teknik", "Natur"]
    by_id = {block.id: block for block in syllabus.blocks}
    one, other = (by_id[track.id] for track in syllabus.tracks)
    assert one.parent == other.parent
    assert one.parent is not None
    assert (by_id[one.parent].rule, by_id[one.parent].courses) == (BlockRule.CHOOSE, (1, 1))
    placed = {item.ref.code: item.ref for item in found.courses}
    assert placed["CC3"].block == placed["DD4"].block == placed["CC3"].group
    assert placed["CC3"].status is SOME
    assert by_id[placed["CC3"].block or ""].parent == other.id
    [international, _] = found.exposure
    # Algae for everyone; the track of technology has nothing, that of nature cells or poems.
    assert (international.least, international.best) == (1, 2)
    assert not international.gaps


def test_yes_takes_a_course_out_of_its_choice() -> None:
    found = profile(OWN, "programme;course;compulsory\nPROG1;CC3;yes\n")
    [ref] = [item.ref for item in found.courses if item.ref.code == "CC3"]
    assert (ref.status, ref.basis, ref.block, ref.group) == (EVERYONE, "person", None, None)


def test_a_track_that_the_table_empties_is_no_free_part_of_the_programme() -> None:
    own = structure(
        (
            CourseRef("AA1", "Alger", status=EVERYONE, basis="said", block="b1"),
            CourseRef("BB2", "Broar", status=SOME, basis="said", block="b3", reason="Inriktning Bro"),
            CourseRef(None, "Valfritt", Decimal(30), kind=EntryKind.SLOT, status=SOME, basis="said",
                      block="b4", group="b4"),
        ),
        (
            StructureBlock("b1", None, "Gemensamt", rule=BlockRule.ALL),
            StructureBlock("b2", None, "Inriktningar", rule=BlockRule.CHOOSE, courses=(1, 1)),
            StructureBlock("b3", "b2", "Inriktning Bro", rule=BlockRule.ALL),
            StructureBlock("b4", "b1", "Valfritt", rule=BlockRule.FREE, credits=(Decimal(30), Decimal(30))),
        ),
        (ChoiceGroup("b4", None, "30", "Valfritt, 30 hp", 1),),
    )  # fmt: skip
    rows = "PROG1;BB2;Broar;some;-;;Vatten;;\nPROG1;;Valfritt;some;Gemensamt › Valfritt;free;;;30\n"
    found = profile(own, HEAD + rows)
    syllabus = found.analysed.syllabus
    assert {block.name for block in syllabus.blocks} == {"Gemensamt", "Valfritt", "", "Vatten"}
    assert found.exposure[0].free == ("Valfritt",)
    placed = {item.ref.title: item.ref for item in found.courses}
    # The words that put the course where it stood say nothing of where it stands now.
    assert (placed["Broar"].reason, placed["Broar"].basis) == ("", "person")
    # "Free" is what was read: it is still the syllabus that gives the part and its credits.
    [slot] = [block for block in syllabus.blocks if block.name == "Valfritt"]
    assert (slot.by_person, slot.credits) == (False, (Decimal(30), Decimal(30)))
    assert placed["Valfritt"].group == "b4"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_is_read_as_spreadsheets_write_csv(encoding: str) -> None:
    text = "Program;Kod;Titel;Vem läser den\r\nPROG1;AA1;Välfärd på håll;alla\r\n"
    [row] = parse_mapping(text.encode(encoding), "t.csv")
    assert (row.title, row.status) == ("Välfärd på håll", EVERYONE)


def test_the_table_holds_for_a_new_version_of_the_syllabus() -> None:
    table = render_programmes_csv(programme_rows(audited(OWN), "en")).decode("utf-8-sig")
    table = table.replace("DD4,Dikter,not said", "DD4,Dikter,everyone")
    # Somebody has looked at the courses of the choice, and at no other row.
    table = confirmed(table, "BB2", "CC3")
    later = structure(
        (
            CourseRef("AA1", "Alger, fortsättning", Decimal("7.5"), terms=(2,), status=SOME, basis="said"),
            CourseRef("DD9", "Dikter", Decimal("7.5"), status=SOME, basis="said"),
            CourseRef("NY1", "Nytt", Decimal("7.5"), status=EVERYONE, basis="said"),
        )
    )
    found = profile(later, table)
    placed = {item.ref.title: item.ref for item in found.courses}
    # Nobody said that everyone takes it, or when: the new version does, and a row that nobody has touched
    # does not bring back what it no longer lists.
    first = placed["Alger, fortsättning"]
    assert (first.status, first.basis, first.terms) == (SOME, "said", (2,))
    assert "Valfri kurs" not in placed
    assert (placed["Dikter"].status, placed["Dikter"].basis) == (EVERYONE, "person")
    assert (placed["Nytt"].status, placed["Nytt"].basis) == (EVERYONE, "said")
    assert placed["Broar"].group == placed["Celler"].group is not None
    assert placed["Broar"].basis == "person"
    persons = {item.ref.title: (item.person, item.confirmed_by) for item in found.courses}
    assert persons == {
        "Alger, fortsättning": (None, ""), "Dikter": ("changed", ""), "Nytt": (None, ""),
        "Broar": ("changed", "ME"), "Celler": ("changed", "ME"),
    }  # fmt: skip


def confirmed(table: str, *codes: str) -> str:
    """Put initials to rows of an exported table."""
    lines = list(csv.reader(io.StringIO(table)))
    place = lines[0].index("Confirmed by")
    for line in lines[1:]:
        if line[2] in codes:
            line[place] = "ME"
    written = io.StringIO()
    csv.writer(written).writerows(lines)
    return written.getvalue()


def without(table: str, column: str) -> str:
    lines = list(csv.reader(io.StringIO(table)))
    place = lines[0].index(column)
    written = io.StringIO()
    csv.writer(written).writerows([*line[:place], *line[place + 1 :]] for line in lines)
    return written.getvalue()


def exported(audit: Audit) -> str:
    return render_programmes_csv(programme_rows(audit, "en")).decode("utf-8-sig")


@pytest.mark.parametrize("marked", [True, False])
def test_what_nobody_has_looked_at_stays_a_reading(marked: bool) -> None:
    table = exported(audited(OWN))
    before = profile(OWN, "programme;course\n")
    same = profile(OWN, table if marked else without(table, "As exported"))
    assert same.courses == before.courses
    assert same.analysed.syllabus == before.analysed.syllabus
    assert {item.ref.basis for item in same.courses} == {"said", None}
    assert {item.person for item in same.courses} == {None}


def test_groups_keep_their_order() -> None:
    own = structure(
        (CourseRef("AA1", "Alger", status=SOME, basis="said", block="b2", group="b2"),
         CourseRef("BB2", "Broar", status=SOME, basis="said", block="b1", group="b1")),
        (replace(TWO_OF_THREE, name="Fritt", rule=BlockRule.FREE, courses=None),
         replace(TWO_OF_THREE, id="b2", name="Val"),
         replace(TWO_OF_THREE, id="b3", name="Mer val")),
        (ChoiceGroup("b1", None, None, "Fritt.", 1), ChoiceGroup("b2", 2, None, "Två.", 2)),
    )  # fmt: skip
    again = profile(own, exported(audited(own)).replace("AA1,Alger,some", "AA1,Algebra,some"))
    assert [group.id for group in again.analysed.syllabus.groups] == ["b1", "b2"]


def test_only_the_cells_that_are_changed_are_a_persons() -> None:
    table = exported(audited(OWN)).replace("AA1,Alger,everyone,,,,1,", "AA1,Alger,everyone,,,,2,")
    table = table.replace("DD4,Dikter,not said", "DD4,Dikter,everyone")
    found = {item.ref.code: item for item in profile(OWN, table).courses}
    first = found["AA1"]
    assert (first.ref.terms, first.ref.basis, first.ref.reason, first.person) == (
        (2,), "said", "Alla.", "changed",
    )  # fmt: skip
    assert (found["DD4"].ref.status, found["DD4"].ref.basis) == (EVERYONE, "person")
    assert [found[code].person for code in ("BB2", "CC3")] == [None, None]


def test_a_rule_that_is_changed_in_one_row_is_a_persons_for_its_block() -> None:
    table = exported(audited(OWN)).replace("choose 2 of 2", "choose 1 of 2", 1)
    found = profile(OWN, table)
    assert [(item.ref.code, item.person) for item in found.courses if item.ref.block == "b1"] == [
        ("BB2", "changed"), ("CC3", "changed"),
    ]  # fmt: skip
    [block] = found.analysed.syllabus.blocks
    assert (block.courses, block.by_person) == ((1, 1), True)


@pytest.mark.parametrize("word", ["", "no", "nej", "-"])
def test_no_name_confirms_nothing(word: str) -> None:
    table = exported(audited(OWN))
    assert profile(OWN, confirmed(table, "AA1").replace(",ME,", f",{word},")).courses[0].person is None


def test_a_confirmed_row_is_a_persons_with_all_its_cells_and_stays_so_in_the_next_export() -> None:
    table = confirmed(exported(audited(OWN)), "AA1", "BB2")
    table = table.replace("DD4,Dikter,not said", "DD4,Dikter,everyone").replace(
        "CC3,Celler,some", "CC3,Celler,not in the programme"
    )
    again = audited(OWN, table.encode())
    first, second, *_ = again.programmes[0].courses
    assert (first.ref.basis, first.ref.reason, first.person, first.confirmed_by) == (
        "person", "Alla.", "confirmed", "ME",
    )  # fmt: skip
    assert (second.ref.basis, second.ref.group, second.linked_by) == ("person", "b1", "code")
    head, *rows = programme_rows(again, "sv")
    told = {row[2]: (row[4], row[head.index("Bekräftad av")]) for row in rows}
    assert told == {
        "AA1": ("alla", "ME"), "BB2": ("en del", "ME"), "CC3": ("ingår inte", ""),
        "DD4": ("alla", ""), "": ("en del", ""),
    }  # fmt: skip
    third = audited(OWN, render_programmes_csv([head, *rows]))
    assert third.programmes == again.programmes


def test_a_rule_that_was_not_read_is_not_told() -> None:
    own = structure(
        (CourseRef("AA1", "Alger", status=NOT_SAID, block="b1"),
         CourseRef("BB2", "Broar", status=EVERYONE, basis="said", block="b1"),
         CourseRef("CC3", "Celler", status=SOME, basis="said", block="b2")),
        (StructureBlock("b1", None, "Kurser", "Kurser för alla", rule=BlockRule.ALL),
         StructureBlock("b2", None, "Ur listan:", rule=BlockRule.ALL)),
    )  # fmt: skip
    _, *rows = programme_rows(audited(own), "en")
    assert [row[4:7] for row in rows] == [
        ("not said", "Kurser", ""), ("everyone", "Kurser", "all"), ("some", "Ur listan:", ""),
    ]  # fmt: skip
    table = confirmed(exported(audited(own)), "AA1", "BB2", "CC3")
    after = profile(own, table)
    assert after.analysed.syllabus.blocks == own.syllabus.blocks
    assert [item.person for item in after.courses] == ["confirmed"] * 3


def test_an_emptied_cell_of_an_exported_table_says_that_there_is_nothing() -> None:
    table = render_programmes_csv(programme_rows(audited(OWN), "en")).decode("utf-8-sig")
    emptied = table.replace("AA1,Alger,everyone,,,,1,", "AA1,Alger,everyone,,,,,")
    assert emptied != table
    assert profile(OWN, emptied).courses[0].ref.terms == ()
    assert profile(OWN, "programme,code,title,term\nPROG1,AA1,Alger,\n").courses[0].ref.terms == (1,)


# There and back


@st.composite
def programmes(draw: st.DrawFn) -> AnalysedSyllabus:
    """A programme as reading gives it: blocks in blocks, tracks, groups, and courses with their status."""
    names = st.sampled_from(["Val", "Termin 3", "Kurser", "", "Val › annat", "Inriktning"])
    blocks: list[StructureBlock] = []
    tracks: list[Track] = []
    if draw(st.booleans()):
        blocks.append(StructureBlock("t", None, "Inriktningar", "", 1, BlockRule.CHOOSE, (1, 1)))
        for number, name in enumerate(
            draw(st.lists(st.sampled_from(["Nord", "Syd", "Öst"]), min_size=2, max_size=3, unique=True))
        ):
            blocks.append(StructureBlock(f"t{number}", "t", name, "", 1, BlockRule.ALL, axis="track"))
            tracks.append(Track(f"t{number}", name, ""))
    for number in range(draw(st.integers(0, 4))):
        rule = draw(st.none() | st.sampled_from(BlockRule))
        chosen = rule is BlockRule.CHOOSE
        blocks.append(
            StructureBlock(
                f"b{number}",
                draw(
                    st.none() | st.sampled_from([block.id for block in blocks if block.id != "t"] or [None])
                ),
                draw(names),
                draw(st.sampled_from(["", "Kurserna väljs fritt."])),
                1,
                rule,
                draw(st.none() | st.just((1, 2)) | st.just((2, 2))) if chosen else None,
                draw(st.none() | st.just((Decimal("7.5"), Decimal(15)))) if chosen else None,
                draw(st.sampled_from([None, "term", "status"])),
            )
        )
    by_id = {block.id: block for block in blocks}
    refs = [draw(entries(by_id, tracks)) for _ in range(draw(st.integers(0, 7)))]
    used = {ref.group for ref in refs}
    groups = tuple(ChoiceGroup(block.id, None, None, block.evidence) for block in blocks if block.id in used)
    return structure(tuple(refs), tuple(blocks), groups, tuple(tracks))


@st.composite
def entries(draw: st.DrawFn, by_id: dict[str, StructureBlock], tracks: list[Track]) -> CourseRef:
    """A listed course: who takes it follows from where it stands."""
    block = draw(st.none() | st.sampled_from(sorted(set(by_id) - {"t"}) or [None]))
    path, place = [], block
    while place is not None:
        path.append(by_id[place])
        place = by_id[place].parent
    choice = any(item.rule in (BlockRule.CHOOSE, BlockRule.FREE) for item in path)
    status = SOME if choice else draw(st.sampled_from(CourseStatus))
    code, title = draw(
        st.sampled_from(
            [("AA1", "Alger"), ("BB2", "Broar"), ("CC3", "Celler"), (None, "Dikter"), ("XX9", "=1+1")]
        )
    )
    most = draw(st.none() | st.sampled_from([Decimal("7.5"), Decimal(15)]))
    return CourseRef(
        code,
        title,
        most,
        draw(st.sampled_from([EntryKind.COURSE, EntryKind.COURSE, EntryKind.SLOT])),
        draw(st.sampled_from([(), (1,), (2, 3)])),
        draw(st.sampled_from([(), (1,)])),
        status,
        None if status is NOT_SAID else "said",
        block=block,
        group=next((item.id for item in path if item.rule is BlockRule.CHOOSE and item.id != "t"), None),
        track=next((item.id for item in path if item.axis == "track"), None),
        least_credits=draw(st.sampled_from([None, Decimal(5)])) if most else None,
    )


def figures(audit: Audit) -> Any:
    """All of an audit but what things rest on."""

    def without(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: without(item)
                for key, item in value.items()
                if key not in ("basis", "linked_by", "rules", "course_refs", "person", "confirmed_by")
            }
        return [without(item) for item in value] if isinstance(value, list) else value

    return without(json.loads(to_json(audit)))


@given(programmes(), st.sampled_from(["sv", "en"]))
@hypothesis_settings(max_examples=draws(300))
def test_export_and_import_without_changes_alter_no_figure(own: AnalysedSyllabus, lang: str) -> None:
    before = audited(own)
    rows = programme_rows(before, lang)
    assert audited(own, render_programmes_csv(rows)).programmes == before.programmes
    # Nor does it where the column of marks was deleted, or where all rows are confirmed.
    assert audited(own, render_programmes_csv([row[:-1] for row in rows])).programmes == before.programmes
    place = list(HEADINGS).index("confirmed")
    signed = [rows[0], *((*row[:place], "x", *row[place + 1 :]) for row in rows[1:])]
    assert figures(audited(own, render_programmes_csv(signed))) == figures(before)


@given(programmes())
@hypothesis_settings(max_examples=draws(15))
def test_the_workbook_says_what_the_csv_says(own: AnalysedSyllabus) -> None:
    rows = programme_rows(audited(own), "sv")
    assert parse_mapping(render_programmes_workbook(rows, "sv"), "t.xlsx") == parse_mapping(
        render_programmes_csv(rows), "t.csv"
    )


# From the command line


@pytest.fixture(scope="module")
def sample_report(run_cli: RunCli, sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    report = tmp_path_factory.mktemp("report")
    run_cli("audit", sample, "-o", report)
    return report


def run_through_office(path: Path, folder: Path) -> Path:
    """Open a workbook in LibreOffice and save it anew."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    subprocess.run(
        [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx",
         "--outdir", str(folder / "out"), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return folder / "out" / path.name


def put_names(path: Path) -> None:
    """Fill a name down over all rows, as a programme director does who has looked at them."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    head = [cell.value for cell in sheet[1]]
    place = head.index("Bekräftad av") + 1
    assert {cell.value for cell in sheet[sheet.cell(1, place).column_letter][1:]} == {None}
    for number in range(2, sheet.max_row + 1):
        sheet.cell(number, place, "Maj Ek")
    book.save(path)


@pytest.mark.parametrize(
    ("office", "signed"),
    [
        (False, False),
        (False, True),
        pytest.param(True, False, marks=pytest.mark.slow),
        pytest.param(True, True, marks=pytest.mark.slow),
    ],
)
def test_a_workbook_comes_back_as_it_was_and_only_what_is_confirmed_is_a_persons(
    run_cli: RunCli, sample: Path, sample_report: Path, tmp_path: Path, office: bool, signed: bool
) -> None:
    table = tmp_path / "programmes.xlsx"
    done = run_cli("programmes", "export", sample_report, "-o", table, "--lang", "sv")
    assert "rader att bekräfta i" in done.stderr
    if signed:
        put_names(table)
    if office:
        table = run_through_office(table, tmp_path)
    again = run_cli("audit", sample, "-o", tmp_path / "again", "--programmes", table)
    one, other = (
        json.loads((folder / "audit.json").read_text(encoding="utf-8"))
        for folder in (sample_report, tmp_path / "again")
    )
    for before, after in zip(one["programmes"], other["programmes"], strict=True):
        for name in ("shares", "compulsory_shares", "elective_shares", "groups", "promises"):
            assert after[name] == before[name]
        for was, now in zip(before["exposure"], after["exposure"], strict=True):
            assert {**now, "basis": None} == {**was, "basis": None}
        if not signed:
            assert after["courses"] == before["courses"]
            continue
        said = [item["ref"]["basis"] for item in after["courses"] if item["ref"]["status"] != "not said"]
        assert set(said) == {"person"}
    report = tmp_path / "again"
    count = len([row for row in one["programmes"][0]["courses"] if row["ref"]["kind"] != "container"])
    told = (
        f"The {count} entries of the course list: 0 as they were read, 0 changed and {count} confirmed"
        if signed
        else f"All {count} entries of the course list are as they were read; none is changed or confirmed"
    )
    assert told in " ".join(again.stdout.split())
    page = pages_of(report)
    assert told in page
    assert other["rules"]["mapping_sha256"] in page
    tags = page.count('<span class="tag">by your table</span>')
    named = page.count('<span class="tag">confirmed by Maj Ek</span>')
    with closing(sqlite3.connect(report / "audit.db")) as store:
        held = store.execute("SELECT DISTINCT person, confirmed_by FROM programme_course").fetchall()
    book = load_workbook(report / "audit.xlsx", read_only=True)
    head, first, *_ = book["Curriculum map"].iter_rows(values_only=True)
    assert (first[head.index("Rests on")] == "by your table") is signed
    if not signed:
        assert (tags, named, held) == (0, 0, [(None, "")])
        return
    assert tags > count
    assert named
    assert ("confirmed", "Maj Ek") in held
    third = tmp_path / "third.csv"
    run_cli("programmes", "export", report, "-o", third)
    rows = list(csv.DictReader(io.StringIO(third.read_text(encoding="utf-8-sig"))))
    assert {row["Confirmed by"] for row in rows} == {"Maj Ek"}


def test_errors_are_told_in_the_users_language(run_cli: RunCli, sample: Path, tmp_path: Path) -> None:
    table = tmp_path / "program.csv"
    table.write_text("Program;Kod;Titel;Termin\nTASGG;HUS701;Grunder;sju\n", encoding="utf-8")
    done = run_cli("audit", sample, "-o", tmp_path / "r", "--programmes", table, "--lang", "sv", code=2)
    assert "program.csv, rad 2, kolumn ”Termin”: där kan det inte stå ”sju”." in done.stderr


def test_a_programme_without_a_course_list_has_a_row_to_begin_with() -> None:
    rows = programme_rows(audited(structure(())), "en")
    assert [row[0] for row in rows] == ["Programme", "PROG1"]
    assert parse_mapping(render_programmes_csv(rows), "t.csv") == ()


def test_a_name_that_is_filled_down_needs_no_course() -> None:
    table = exported(audited(structure(())))
    assert parse_mapping(confirmed(table, "").encode(), "t.csv") == ()


def test_results_of_files_need_no_programme(tmp_path: Path) -> None:
    results: list[DocumentResult] = list(COURSES)
    assert len(programme_rows(build_audit(results, PERSPECTIVES, PROVENANCE), "en")) == 1
