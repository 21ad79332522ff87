"""A page corrects a programme: what it then says is what an audit with the table that it writes says."""

import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from command_line import Audited, RunCli

from curranalyser.aggregate import build_audit
from curranalyser.analyse import analyse_file
from curranalyser.datamodel import (
    AggregateRules,
    Audit,
    CourseStatus,
    DocumentResult,
    EntryKind,
    Exposure,
    MappingRow,
    ProgrammeProfile,
)
from curranalyser.errors import OutputError, SettingsError
from curranalyser.i18n import translator
from curranalyser.library.finished import read_audit
from curranalyser.review.plain_tables import csv_table
from curranalyser.review.programme_edits import (
    OUT,
    CellChange,
    EditError,
    Edits,
    ProgrammeTable,
    RuleChange,
    RuleText,
    rule_typed,
)
from curranalyser.review.programme_file import ProgrammeFile
from curranalyser.review.programme_rows import programme_rows
from curranalyser.review.programme_table import parse_mapping, with_mapping
from curranalyser.settings import Settings

EN = translator("en")


@pytest.fixture(scope="module")
def audit(sample_audit: Audited) -> Audit:
    return read_audit(sample_audit.folder)


@pytest.fixture(scope="module")
def results(audit: Audit, sample: Path) -> list[DocumentResult]:
    """The files of the sample as they stand in the audit, with their labels."""
    labelled = {
        source: analysed
        for course in audit.courses
        for source, analysed in zip(course.sources, course.analysed, strict=True)
    }
    found = []
    for path in sorted(sample.rglob("*.pdf")):
        name = path.relative_to(sample).as_posix()
        result = analyse_file(path, name, Settings(), None)
        analysed = labelled.get(name)
        found.append(replace(result, syllabi=(analysed,)) if analysed else result)
    return found


def audited(results: Sequence[DocumentResult], audit: Audit, rules: AggregateRules) -> Audit:
    return build_audit(results, audit.perspectives, audit.provenance, rules)


def with_table(results: Sequence[DocumentResult], audit: Audit, path: Path) -> Audit:
    return audited(results, audit, with_mapping(audit.rules, path.read_bytes(), path.name))


def of(audit: Audit, key: str) -> ProgrammeProfile:
    return next(profile for profile in audit.programmes if profile.key == key)


def agrees(table: ProgrammeTable, audit: Audit) -> None:
    """See that a table says of who takes what, and of what everyone meets, what an audit says."""
    profile = of(audit, table.key)
    assert table.exposure == profile.exposure
    assert [item.ref for item in table.laid.courses] == [item.ref for item in profile.courses]
    assert [item.course_key for item in table.laid.courses] == [item.course_key for item in profile.courses]
    assert table.laid.syllabus.blocks == profile.analysed.syllabus.blocks


def change(table: ProgrammeTable, code: str, **wanted: str) -> Edits:
    entry = next(entry for entry in table.entries if entry.values["code"] == code)
    return Edits(tuple(CellChange(entry.id, name, entry.values[name], text) for name, text in wanted.items()))


def rule(table: ProgrammeTable, label: str, wanted: RuleText) -> Edits:
    block = next(block for block in table.blocks if label in block.label)
    return Edits(rules=(RuleChange(block.track, block.label, rule_typed(block.rule, EN), wanted),))


def met(exposure: Exposure) -> tuple[int, int | None, int | None]:
    return exposure.everyone, exposure.least, exposure.best


def test_a_programme_nobody_has_changed_is_as_its_audit_says(audit: Audit, tmp_path: Path) -> None:
    file = ProgrammeFile(audit, tmp_path / "t.csv", "sv")
    for profile in audit.programmes:
        table = file.table(profile.key, "sv")
        agrees(table, audit)
        assert not any(entry.touched for entry in table.entries)
    assert file.rows("sv") == programme_rows(audit, "sv")
    assert file.rows("en") == programme_rows(audit, "en")
    assert not (tmp_path / "t.csv").exists()


NAMED = [
    ("TGDTI", "DAT207", {"status": "everyone"}),
    ("TGDTI", "DAT101", {"status": "some"}),
    ("TGDTI", "DAT101", {"status": "not said"}),
    ("TGDTI", "DAT306", {"status": OUT}),
    ("TGDTI", "DAT306", {"status": "everyone"}),
    ("TGDTI", "DAT208", {"block": "", "status": "some"}),
    ("TGDTI", "DAT390", {"block": "Eget block", "term": "5, 6", "credits": "7,5"}),
    ("TASGG", "HUS705", {"track": "Fördjupning"}),
    ("VGSSK", "FOM311", {"status": "everyone", "confirmed": "Maj Ek"}),
    ("VGSSK", "OMV101", {"confirmed": "Maj Ek"}),
]


@pytest.mark.parametrize(("key", "code", "wanted"), NAMED)
def test_an_audit_with_the_saved_table_says_what_the_page_said(
    audit: Audit, results: list[DocumentResult], tmp_path: Path, key: str, code: str, wanted: dict[str, str]
) -> None:
    path = tmp_path / "t.csv"
    file = ProgrammeFile(audit, path, "sv")
    edits = change(file.table(key, "en"), code, **wanted)
    tried = file.tried(key, edits, "en")
    assert not path.exists()
    saved = file.save(key, edits, "en")
    assert saved.after == tried
    again = with_table(results, audit, path)
    agrees(tried, again)
    agrees(file.table(key, "sv"), again)
    for other in audit.programmes:
        if other.key != key:
            assert of(again, other.key).exposure == other.exposure
            assert of(again, other.key).courses == other.courses
    undone = file.save(key, saved.back, "en")
    assert not undone.conflicts
    assert undone.after.exposure == saved.before.exposure
    assert [entry.values for entry in undone.after.entries] == [
        entry.values for entry in saved.before.entries
    ]
    agrees(undone.after, with_table(results, audit, path))


def test_what_nobody_touched_stays_known_as_exported(audit: Audit, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    file = ProgrammeFile(audit, path, "sv")
    # One of four to choose from becomes compulsory: three are left, and nobody has said anything of them.
    saved = file.save("TGDTI", change(file.table("TGDTI", "en"), "DAT208", status="everyone"), "en")
    assert [entry.values["code"] for entry in saved.after.entries if entry.touched] == ["DAT208"]
    [said] = [row for row in parse_mapping(path.read_bytes(), "t.csv") if not row.untouched]
    assert said.course == "DAT208"


def test_a_rule_is_changed_for_all_courses_of_its_block(
    audit: Audit, results: list[DocumentResult], tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    file = ProgrammeFile(audit, path, "sv")
    table = file.table("TGDTI", "en")
    for wanted in (
        RuleText("choose", "1"),
        RuleText("choose", "1-3", "15-30"),
        RuleText("free"),
        RuleText(""),
    ):
        saved = file.save("TGDTI", rule(table, "två av följande", wanted), "en")
        assert not saved.conflicts
        again = with_table(results, audit, path)
        agrees(saved.after, again)
        block = next(block for block in saved.after.blocks if "två av följande" in block.label)
        assert rule_typed(block.rule, EN) == wanted
        assert not file.save("TGDTI", saved.back, "en").conflicts
        assert file.table("TGDTI", "en").exposure == table.exposure


def test_courses_are_put_into_a_block_of_their_own(
    audit: Audit, results: list[DocumentResult], tmp_path: Path
) -> None:
    file = ProgrammeFile(audit, tmp_path / "t.csv", "sv")
    table = file.table("TGDTI", "en")
    cells = tuple(
        edit
        for code in ("DAT101", "MAT102", "DAT103")
        for edit in change(table, code, block="Välj själv").cells
    )
    edits = Edits(cells, (RuleChange("", "Välj själv", RuleText(""), RuleText("choose", "2")),))
    saved = file.save("TGDTI", edits, "en")
    agrees(saved.after, with_table(results, audit, tmp_path / "t.csv"))
    assert [e.values["status"] for e in saved.after.entries if e.values["block"] == "Välj själv"] == [
        "some"
    ] * 3
    before, after = (item.exposure[0] for item in (table, saved.after))
    assert after.everyone == before.everyone - 3


def test_a_missing_course_is_added_once_and_taken_out_again(
    audit: Audit, results: list[DocumentResult], tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    file = ProgrammeFile(audit, path, "en")
    outside = next(key for key in ("FOM206", "HUS701") if key not in {
        item.course_key for item in of(audit, "TGDTI").courses
    })  # fmt: skip
    new = {"kind": "course", "code": outside, "status": "everyone", "term": "2"}
    saved = file.save("TGDTI", Edits(added=(new, {"title": "Egen kurs", "credits": "7.5"})), "en")
    agrees(saved.after, with_table(results, audit, path))
    added, own = saved.after.entries[-2:]
    assert added.item is not None
    assert added.item.course_key == outside
    assert (added.place, added.values["code"], added.values["title"] != "") == (None, outside, True)
    assert own.values["status"] == "not said"
    with pytest.raises(EditError) as told:
        file.save("TGDTI", Edits(added=(new,)), "en")
    assert "stands in the list already, in row 16" in str(told.value)
    out = Edits(
        (CellChange(added.id, "status", "everyone", OUT), CellChange(own.id, "status", "not said", OUT))
    )
    gone = file.save("TGDTI", out, "en")
    assert len(gone.after.entries) == len(saved.before.entries)
    agrees(gone.after, audit)
    assert not file.save("TGDTI", gone.back, "en").conflicts
    assert [e.values["code"] for e in file.table("TGDTI", "en").entries][-2:] == [outside, ""]


WRONG = [
    ({"term": "x"}, "TGDTI, row 1, column “Term”: it cannot be “x”.", "term"),
    ({"credits": "många"}, "TGDTI, row 1, column “Credits”: it cannot be “många”.", "credits"),
    ({"status": "perhaps"}, "TGDTI, row 1, column “Who takes it”: it cannot be “perhaps”.", "status"),
    ({"status": "everyone", "track": "Spår"}, "Not everyone takes a course of a track", "status"),
    ({"year": "11"}, "Write numbers from 1 to 10", "year"),
]


@pytest.mark.parametrize(("wanted", "told", "column"), WRONG)
def test_what_cannot_be_is_told_with_row_and_cell_and_writes_nothing(
    audit: Audit, tmp_path: Path, wanted: dict[str, str], told: str, column: str
) -> None:
    file = ProgrammeFile(audit, tmp_path / "t.csv", "sv")
    good = change(file.table("TGDTI", "en"), "DAT103", status="some")
    file.save("TGDTI", good, "en")
    before = (tmp_path / "t.csv").read_bytes()
    with pytest.raises(EditError) as error:
        file.save("TGDTI", change(file.table("TGDTI", "en"), "DAT101", **wanted), "en")
    assert told in str(error.value)
    assert (error.value.row, error.value.column) == ("r0", column)
    assert (tmp_path / "t.csv").read_bytes() == before


def test_a_rule_that_cannot_be_is_told_with_its_block(audit: Audit, tmp_path: Path) -> None:
    file = ProgrammeFile(audit, tmp_path / "t.csv", "sv")
    table = file.table("TGDTI", "en")
    with pytest.raises(EditError, match=r"block “.*två av följande.*”: so many cannot be chosen: “0”"):
        file.tried("TGDTI", rule(table, "två av följande", RuleText("choose", "0")), "en")
    label = next(block.label for block in table.blocks if "två av följande" in block.label)
    with pytest.raises(EditError, match=r"row 1, column “Who takes it”.*leaves a choice"):
        file.tried("TGDTI", change(table, "DAT101", status="everyone", block=label), "en")


def test_two_pages_that_change_different_cells_lose_nothing(
    audit: Audit, results: list[DocumentResult], tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    one, other = ProgrammeFile(audit, path, "sv"), ProgrammeFile(audit, path, "sv")
    first, second = one.table("TGDTI", "en"), other.table("TGDTI", "sv")
    one.save("TGDTI", change(first, "DAT101", status="some"), "en")
    other.save("TGDTI", change(second, "DAT101", term="2"), "sv")
    saved = other.save("TGDTI", change(second, "MAT102", status="some", credits="7,5"), "sv")
    values = {entry.values["code"]: entry.values for entry in saved.after.entries}
    assert (values["DAT101"]["status"], values["DAT101"]["term"]) == ("some", "2")
    assert values["MAT102"]["status"] == "some"
    agrees(saved.after, with_table(results, audit, path))
    before = path.read_bytes()
    clash = other.save("TGDTI", change(second, "DAT101", status="not said"), "sv")
    assert [(item.row, item.column, item.now) for item in clash.conflicts] == [("r0", "status", "some")]
    assert path.read_bytes() == before
    # Who has seen it may say so.
    again = other.save("TGDTI", change(clash.before, "DAT101", status="not said"), "sv")
    assert not again.conflicts


def test_many_at_once_each_keep_their_change(audit: Audit, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    codes = [entry.values["code"] for entry in ProgrammeFile(audit, path, "sv").table("TGDTI", "en").entries]
    codes = [code for code in codes if code]

    def save(code: str) -> None:
        file = ProgrammeFile(audit, path, "sv")
        file.save("TGDTI", change(file.table("TGDTI", "en"), code, confirmed=f"Ek {code}"), "en")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(save, codes))
    confirmed = {row.course: row.confirmed_by for row in parse_mapping(path.read_bytes(), "t.csv")}
    assert {code: confirmed[code] for code in codes} == {code: f"Ek {code}" for code in codes}


OWN_TABLE = (
    "programme;course;compulsory;term\n"
    "TGDTI;DAT208;yes;4\nTGDTI;DAT101;no;1\nTGDTI;FOM206;no;3\nNYTT;DAT101;yes;1\n"
)


def test_what_the_audits_own_table_says_stays_said(
    audit: Audit, results: list[DocumentResult], tmp_path: Path
) -> None:
    rules = with_mapping(audit.rules, OWN_TABLE.encode(), "own.csv")
    made = audited(results, audit, rules)
    path = tmp_path / "t.csv"
    file = ProgrammeFile(made, path, "sv")
    for profile in made.programmes:
        agrees(file.table(profile.key, "sv"), made)
    saved = file.save("VGSSK", change(file.table("VGSSK", "en"), "OMV101", status="some"), "en")
    again = with_table(results, audit, path)
    agrees(saved.after, again)
    for key in ("TGDTI", "NYTT"):
        agrees(file.table(key, "sv"), again)
        assert of(again, key).exposure == of(made, key).exposure
    # A file that was written before the audit's table was given knows nothing of it.
    old = tmp_path / "old.csv"
    before = ProgrammeFile(audit, old, "sv")
    before.save("TGDTI", change(before.table("TGDTI", "en"), "DAT390", status="some"), "en")
    both = ProgrammeFile(made, old, "sv")
    values = {entry.values["code"]: entry.values["status"] for entry in both.table("TGDTI", "en").entries}
    expected = {"DAT208": "everyone", "DAT101": "some", "DAT390": "some", "FOM206": "some"}
    assert {code: values[code] for code in expected} == expected
    # What it says may be taken back: by what the syllabus says, and by taking out what it added.
    table = both.table("TGDTI", "en")
    back = Edits(
        (*change(table, "DAT101", status="everyone").cells, *change(table, "FOM206", status=OUT).cells)
    )
    both.save("TGDTI", back, "en")
    values = {entry.values["code"]: entry.values["status"] for entry in both.table("TGDTI", "en").entries}
    assert (values["DAT101"], values["FOM206"]) == ("everyone", OUT)
    agrees(both.table("TGDTI", "en"), with_table(results, audit, old))


def test_an_audit_with_a_table_holds_its_programmes_as_they_were_read(
    audit: Audit, results: list[DocumentResult]
) -> None:
    rules = with_mapping(audit.rules, OWN_TABLE.replace("DAT208;yes;4", "DAT208;no;4").encode(), "own.csv")
    made = audited(results, audit, rules)
    assert all(profile.as_read is None for profile in audit.programmes)
    read, changed = of(audit, "TGDTI").analysed.syllabus, of(made, "TGDTI")
    if changed.as_read is not None:
        assert changed.as_read.blocks == read.blocks
    else:
        assert changed.analysed.syllabus.blocks == read.blocks


@pytest.mark.parametrize(
    "data",
    [
        b"", b"programme,course\nTGDTI,DAT101\n", b"\x00\x01\x02",
        ",".join([*(EN.gettext(text) for text in ("Programme", "Kind"))]).encode(),
    ],
)  # fmt: skip
def test_a_file_that_is_not_the_tools_is_neither_read_nor_written(
    audit: Audit, tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(data)
    file = ProgrammeFile(audit, path, "sv")
    with pytest.raises(SettingsError, match=r"t\.csv is not as the tool writes"):
        file.table("TGDTI", "sv")
    with pytest.raises(SettingsError):
        file.save("TGDTI", Edits(), "sv")
    assert path.read_bytes() == data


def test_a_column_of_ones_own_is_not_thrown_away(audit: Audit, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(csv_table((*row, "mine") for row in programme_rows(audit, "sv")))
    with pytest.raises(SettingsError, match="would lose what is yours"):
        ProgrammeFile(audit, path, "sv").table("TGDTI", "sv")


def test_a_file_that_cannot_be_written_is_told_and_stays(audit: Audit, tmp_path: Path) -> None:
    folder = tmp_path / "there"
    folder.mkdir()
    path = folder / "t.csv"
    file = ProgrammeFile(audit, path, "sv")
    file.save("TGDTI", change(file.table("TGDTI", "en"), "DAT101", status="some"), "en")
    before = path.read_bytes()
    blocked = folder / ".t.csv.part"
    blocked.mkdir()
    with pytest.raises(OutputError, match="cannot be written"):
        file.save("TGDTI", change(file.table("TGDTI", "en"), "DAT103", status="some"), "en")
    assert path.read_bytes() == before


def test_a_link_is_told_and_leads_where_it_led(audit: Audit, tmp_path: Path) -> None:
    path, there = tmp_path / "t.csv", tmp_path / "there.csv"
    file = ProgrammeFile(audit, there, "sv")
    file.save("TGDTI", change(file.table("TGDTI", "en"), "DAT101", status="some"), "en")
    before = there.read_bytes()
    path.symlink_to(there)
    linked = ProgrammeFile(audit, path, "sv")
    with pytest.raises(OutputError, match="is a link"):
        linked.save("TGDTI", change(linked.table("TGDTI", "en"), "DAT103", status="some"), "en")
    assert path.is_symlink()
    assert there.read_bytes() == before


@pytest.mark.slow
def test_random_edits_agree_with_the_audit(
    audit: Audit, results: list[DocumentResult], tmp_path: Path
) -> None:
    chance = random.Random(20)
    path = tmp_path / "t.csv"
    file = ProgrammeFile(audit, path, "sv")
    keys = [profile.key for profile in audit.programmes]
    kept = 0
    for number in range(30):
        key = chance.choice(keys)
        table = file.table(key, "en")
        edits = random_edits(table, chance, number)
        try:
            saved = file.save(key, edits, "en")
        except EditError:
            continue
        kept += 1
        assert not saved.conflicts
        again = with_table(results, audit, path)
        agrees(saved.after, again)
        agrees(file.table(key, "sv"), again)
    assert kept > 15


def random_edits(table: ProgrammeTable, chance: random.Random, number: int) -> Edits:
    cells = []
    labels = [block.label for block in table.blocks] or [""]
    for entry in chance.sample(table.entries, 3):
        column, values = chance.choice(
            [
                ("status", ["everyone", "some", "not said", OUT]),
                ("block", [*labels, "", f"Eget {number % 4}"]),
                ("track", ["", "Spår A", "Spår B"]),
                ("term", ["", "1", "2, 3"]),
                ("credits", ["", "7.5", "15-30"]),
                ("confirmed", ["", "Maj Ek"]),
            ]
        )
        cells.append(CellChange(entry.id, column, entry.values[column], chance.choice(values)))
    rules = []
    if table.blocks and chance.random() < 0.4:
        block = chance.choice(table.blocks)
        wanted = chance.choice([RuleText("choose", "1"), RuleText("free"), RuleText("all"), RuleText("")])
        rules.append(RuleChange(block.track, block.label, rule_typed(block.rule, EN), wanted))
    added = [{"title": f"Kurs {number}", "status": "some"}] if chance.random() < 0.2 else []
    return Edits(tuple(cells), tuple(rules), tuple(added))


def test_the_command_line_says_what_the_page_said(
    run_cli: RunCli, sample: Path, audit: Audit, tmp_path: Path
) -> None:
    path = tmp_path / "programmes.csv"
    file = ProgrammeFile(audit, path, "sv")
    for key, code, wanted in NAMED[:3]:
        file.save(key, change(file.table(key, "en"), code, **wanted), "en")
    run_cli("audit", sample, "-o", tmp_path / "again", "--programmes", path)
    again = read_audit(tmp_path / "again")
    for profile in audit.programmes:
        agrees(file.table(profile.key, "sv"), again)
    # And the audit that was made with the file goes on with it.
    after = ProgrammeFile(again, path, "sv")
    for profile in audit.programmes:
        agrees(after.table(profile.key, "sv"), again)


def test_values_are_those_of_the_data_model() -> None:
    assert OUT not in {status.value for status in CourseStatus}
    assert {"course", "slot"} < {kind.value for kind in EntryKind}
    assert MappingRow("P", "C").status is None
    assert Decimal("7.5") == Decimal("7.50")
