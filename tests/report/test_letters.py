"""Letters: what they say, to whom, what is to be sent back, and that nobody's own words are lost."""

import hashlib
import io
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from command_line import Audited, RunCli

from curranalyser.datamodel import Audit, CourseProfile, Decision, ReportHead, to_json
from curranalyser.errors import OutputError
from curranalyser.folder import LETTERS_RECORD
from curranalyser.i18n import translator
from curranalyser.kept_files import Written, require_own_folder, write_untouched
from curranalyser.letters import By, Letter, audit_mark, letter_files, letters_of, tell_letter
from curranalyser.letters.wording import Piece
from curranalyser.letters.write import MERGE_FILE, render_letter
from curranalyser.own_files import is_own_output
from curranalyser.report import build_view
from curranalyser.report.word import runs_of
from curranalyser.review.sheets import read_statements
from curranalyser.scheme import Scheme

BYS: tuple[By, ...] = ("course", "department", "programme")
RECORD = ".record.json"


def plain(pieces: Sequence[Piece]) -> list[str]:
    """The paragraphs of a letter: # before a heading, * before an item, _ around the words that decided."""

    def text(of: Any) -> str:
        return "".join(f"_{run.text}_" if run.marked else run.text for run in runs_of(of))

    lines = []
    for piece in pieces:
        mark = (
            "#" * (piece.level + 1) + " " if piece.kind == "heading" else "* " if piece.kind == "item" else ""
        )
        lines += [mark + text(piece.text), *(f"  {text(line)}" for line in piece.more)]
    return lines


def letters(audit: Audit, scheme: Scheme, by: By, lang: str) -> list[Letter]:
    return letters_of(audit, build_view(audit, scheme, lang), by, translator(lang))


def with_owners(audit: Audit) -> Audit:
    """The audit with a table of the user's own, which names who answers for the first two courses."""

    def named(course: CourseProfile, name: str, by_person: bool) -> CourseProfile:
        said = ("owner",) if by_person else ()
        return replace(course, header=replace(course.header, owner=name), by_person=said)

    first, second, third, *rest = audit.courses
    owned = (
        named(first, "Åsa Ek", True),
        named(second, "Bo Lund", True),
        named(third, "Nobody Known", False),
    )
    return replace(audit, courses=(*owned, *rest))


def test_a_letter_says_what_was_found_and_how_to_contest_it(audit: Audit, scheme: Scheme) -> None:
    view = build_view(audit, scheme, "en")
    letter = letters_of(with_owners(audit), view, "course", translator("en"))[0]
    told = plain(tell_letter(letter, view.perspectives, "OMV101_review.xlsx", translator("en")))
    rules = {rule.id: dict(rule.text)["en"] for rule in scheme.rules}
    found = told.index("## What was found in the learning outcomes")
    assert told[:2] == [
        "# What was found in the syllabus of OMV101 Omvårdnad och hälsa i ett globalt sammanhang",
        "For: Åsa Ek",
    ]
    assert told[found - 1] == (
        "Read: kursplan-OMV101.pdf. Learning outcomes that carry the perspective: International 2 of 4;"
        " Intercultural 0 of 4 (1 to review); Comparative 1 of 4."
    )
    assert told[found + 1 : told.index("## What was looked for")] == [
        "### International",
        "* redogöra för de _globala målen_ för hållbar utveckling och deras betydelse för omvårdnad",
        "  Learning outcome 1, page 1",
        f"  Rule INT-Y1: {rules['INT-Y1']}",
        "* jämföra organisationen av primärvård i Sverige med den i minst ett _annat land_",
        "  Learning outcome 2, page 1",
        f"  Rule INT-Y3: {rules['INT-Y3']}",
        "### Comparative",
        "* _jämföra organisationen av primärvård i Sverige med den i minst ett __annat land_",
        "  Learning outcome 2, page 1",
        f"  Rule CMP-Y3: {rules['CMP-Y3']}",
        "## To review",
        "The words are there, but a person should judge. None of these is counted until then.",
        "### Intercultural",
        "* reflektera över betydelsen av _mångfald_ i mötet med patienten",
        "  Learning outcome 4, page 2",
        f"  Rule ICU-B2: {rules['ICU-B2']}",
        "## If you see it otherwise",
        "The workbook OMV101_review.xlsx goes with this letter. It has one row for each learning outcome and"
        " perspective, those to review first, and what the program said.",
        "* Choose yes or no under “Your decision” in the rows that you have an opinion on; leave the others.",
        "* Write a sentence under “Your reason”, and your name under “Reviewer”.",
        "* Send the workbook back to whoever sent you this letter, with its headings as they are.",
        "Your decision then counts in place of the program’s, is marked as a person’s, and holds as long as"
        " the words of the learning outcome stay the same.",
    ]


def test_a_letter_has_a_date_and_a_sender_where_they_are_given(
    audit: Audit, scheme: Scheme, lang: str
) -> None:
    def opening(head: ReportHead) -> list[str]:
        files = dict(letter_files(replace(audit, head=head), scheme, lang, "course"))
        paragraphs = docx.Document(io.BytesIO(files["OMV101.docx"])).paragraphs
        return [paragraph.text for paragraph in paragraphs[1:6]]

    full = opening(ReportHead("Högskolan i Norr", "Nämnden för <vård>", "2026", "2026-11-29"))
    assert (
        full[:4]
        == {
            "sv": [
                "Högskolan i Norr",
                "Beställare: Nämnden för <vård>",
                "Period: 2026",
                "Datum: 29 november 2026",
            ],
            "en": [
                "Högskolan i Norr",
                "Commissioned by: Nämnden för <vård>",
                "Period: 2026",
                "Date: 29 November 2026",
            ],
        }[lang]
    )
    dated, begins = opening(ReportHead(date="2026-11-29")), full[4]
    assert dated[0] == full[3] and dated[1] == begins
    assert opening(ReportHead())[0] == begins, "nothing stands there that nobody has given"


def test_the_mark_of_an_audit_is_that_of_what_it_holds(audit: Audit) -> None:
    assert audit_mark(audit) == audit_mark(replace(audit, head=ReportHead("X", date="2026-01-01")))
    assert audit_mark(audit) != audit_mark(replace(audit, courses=audit.courses[1:]))
    assert audit_mark(audit) != audit_mark(replace(audit, programmes=audit.programmes[1:]))


def test_what_stands_in_the_content_only_is_told_apart(audit: Audit, scheme: Scheme) -> None:
    view = build_view(audit, scheme, "sv")
    letter = next(item for item in letters(audit, scheme, "course", "sv") if item.code == "OMV204")
    told = plain(tell_letter(letter, view.perspectives, "x.xlsx", translator("sv")))
    assert "Inget lärandemål har något av perspektiven." in told
    place = told.index("## Vad som finns i innehållet men inte i något lärandemål")
    assert told[place + 2 : place + 4] == ["* _Global_ folkhälsa", "  Internationellt; titel, sida 1"]


def test_words_in_the_lead_in_and_what_examines_it_are_told(audit: Audit, scheme: Scheme) -> None:
    view = build_view(audit, scheme, "en")
    course = audit.courses[1]
    items = course.main.outcomes
    examined = replace(items[0], outcome=replace(items[0].outcome, assessments=("Tentamen", "Seminarium")))
    changed = replace(course.main, outcomes=(examined, *items[1:]))
    one = replace(audit, courses=(audit.courses[0], replace(course, analysed=(changed,)), *audit.courses[2:]))
    letter = letters(one, scheme, "course", "en")[1]
    told = plain(tell_letter(letter, view.perspectives, "", translator("en")))
    assert (
        "* Studenten ska ur ett _mångkulturellt perspektiv_ kunna planera samtal om smärta och sorg" in told
    )
    assert "  Learning outcome 1, page 1. Examined by: Tentamen; Seminarium" in told
    assert "Write to whoever sent you this letter." in told, "there is no workbook to send back"


@pytest.mark.parametrize("by", BYS)
def test_no_course_is_left_out_and_only_the_own_table_names_people(
    by: By, audit: Audit, scheme: Scheme
) -> None:
    found = letters(with_owners(audit), scheme, by, "en")
    told = [course.key for letter in found for course, _ in letter.courses]
    assert set(told) == {course.key for course in audit.courses}
    if by != "programme":
        assert len(told) == len(set(told)), "a course is in one letter"
    assert {name for letter in found for name in letter.owners} == {"Åsa Ek", "Bo Lund"}


def test_letters_to_departments_and_programmes(audit: Audit, scheme: Scheme) -> None:
    nowhere = replace(audit.courses[0], header=replace(audit.courses[0].header, department=None))
    departments = letters(replace(audit, courses=(nowhere, *audit.courses[1:])), scheme, "department", "en")
    assert [(letter.title, len(letter.courses)) for letter in departments] == [
        ("Institutionen för hälsa", 7),
        ("Courses whose department is not stated", 1),
    ]
    programmes = letters(audit, scheme, "programme", "en")
    assert [(letter.code, letter.title) for letter in programmes] == [
        ("VGSSK", "Nursing Programme"),
        ("TAWEM", "Master's Programme in Water <Engineering>"),
        ("", "Courses of no programme"),
    ]
    view = build_view(audit, scheme, "en")
    told = plain(tell_letter(programmes[0], view.perspectives, "", translator("en")))
    own = told.index("## The programme’s own outcomes")
    assert told[own + 3] == "* visa förmåga att möta patienter med _olika kulturell bakgrund_"
    silent = told.index("## Courses in whose syllabi nothing of the kind was found")
    assert "OMV103 Anatomi och fysiologi" in told[silent + 1]


@pytest.mark.slow
@pytest.mark.parametrize("by", BYS)
def test_equal_audits_give_equal_bytes_in_valid_files(
    by: By, audit: Audit, scheme: Scheme, lang: str
) -> None:
    files = dict(letter_files(audit, scheme, lang, by))
    assert files == dict(letter_files(audit, scheme, lang, by))
    letters_ = [data for name, data in files.items() if name.endswith(".docx")]
    assert len(letters_) == len(letters(audit, scheme, by, lang))
    for data in letters_:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        document = docx.Document(io.BytesIO(data))
        properties = document.core_properties
        assert properties.title and properties.language == {"sv": "sv-SE", "en": "en-GB"}[lang]
        assert document.paragraphs[0].style.name == "Title"
        styles = [p.style.name for p in document.paragraphs if p.style.name.startswith("Heading")]
        assert styles[0] == "Heading 1"
        levels = [int(name[-1]) for name in styles]
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_hostile_text_is_text_in_a_letter(audit: Audit, scheme: Scheme) -> None:
    files = dict(letter_files(audit, scheme, "en", "course"))
    data = next(data for name, data in files.items() if name.startswith("WAT666") and name.endswith("docx"))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        relations = b"".join(package.read(n) for n in package.namelist() if n.endswith(".rels"))
        assert b"External" not in relations
        body = package.read("word/document.xml")
    assert b"<script" not in body and b"&lt;script&gt;" in body
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)
    assert "\u202e" not in text and "\x1b" not in text and "<script>alert('x')</script>" in text


def decide(data: bytes, row: int, decision: str, heading: str = "Your decision") -> bytes:
    """The workbook with a decision in one of its rows."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    sheet.cell(row, heads.index(heading) + 1, decision)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_is_sent_back_is_taken_in(audit: Audit, scheme: Scheme, lang: str) -> None:
    say = translator(lang)
    files = dict(letter_files(audit, scheme, lang, "department"))
    name = next(name for name in files if name.endswith(f"_{say.gettext('review')}.xlsx"))
    assert not read_statements(files[name], name, scheme)
    back = decide(files[name], 2, say.gettext("no"), say.gettext("Your decision"))
    (statement,) = read_statements(back, name, scheme, "Anna")
    assert statement.decision is Decision.NO
    assert statement.review.course in {course.key for course in audit.courses}
    unsure = [
        item.label(statement.review.perspective).decision
        for course in audit.courses
        for item in course.counted_outcomes()
        if item.outcome.text == statement.review.text
    ]
    assert unsure == [Decision.REVIEW], "those come first"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_workbook_saved_by_libreoffice_is_taken_in(audit: Audit, scheme: Scheme, tmp_path: Path) -> None:
    files = dict(letter_files(audit, scheme, "sv", "course"))
    source = tmp_path / "in" / "OMV101_granskning.xlsx"
    source.parent.mkdir()
    source.write_bytes(decide(files[source.name], 2, "ja", "Ditt beslut"))
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"),
            *("--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(source)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    saved = tmp_path / "out" / source.name
    (statement,) = read_statements(saved.read_bytes(), saved.name, scheme)
    assert (statement.decision, statement.review.course) == (Decision.YES, "OMV101")


def test_the_table_for_mail_merge_names_the_files(audit: Audit, scheme: Scheme) -> None:
    files = dict(letter_files(with_owners(audit), scheme, "en", "course"))
    sheet = openpyxl.load_workbook(io.BytesIO(files[MERGE_FILE])).worksheets[0]
    heads, *rows = sheet.iter_rows(values_only=True)
    assert len(heads) == len(set(heads)) and all(heads)
    assert rows[0] == (
        *("OMV101", "Omvårdnad och hälsa i ett globalt sammanhang", "Åsa Ek", "Institutionen för hälsa"),
        *("OMV101.docx", "OMV101_review.xlsx", 1, 4, 2, 0, 1, 1, 0),
    )
    named = {row[4] for row in rows} | {row[5] for row in rows if row[5]} | {MERGE_FILE}
    assert named == set(files)
    none = next(row for row in rows if row[0] == "OMV205")
    assert none[5] is None, "there is nothing to decide where there are no outcomes"
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_what_somebody_wrote_is_never_overwritten(tmp_path: Path) -> None:
    def held() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.name != RECORD}

    write_untouched(tmp_path, {"a": b"1", "b": b"1"}, RECORD)
    write_untouched(tmp_path, {"a": b"2", "c": b"2"}, RECORD)
    assert held() == {"a": b"2", "c": b"2"}, "what is no longer written and nobody changed goes"
    (tmp_path / "a").write_bytes(b"mine")
    (tmp_path / "d").write_bytes(b"foreign")
    for files in ({"a": b"3", "c": b"3"}, {"d": b"3"}):
        with pytest.raises(OutputError):
            write_untouched(tmp_path, files, RECORD)
    assert held() == {"a": b"mine", "c": b"2", "d": b"foreign"}, "nothing was written"
    write_untouched(tmp_path, {"c": b"4", "d": b"foreign"}, RECORD)
    assert held() == {"a": b"mine", "c": b"4", "d": b"foreign"}, "what was changed stays"
    (tmp_path / "a").unlink()
    (tmp_path / "a").symlink_to(tmp_path / "d")
    with pytest.raises(OutputError):
        write_untouched(tmp_path, {"a": b"5"}, RECORD)


def test_what_becomes_of_earlier_files_is_told(tmp_path: Path) -> None:
    assert write_untouched(tmp_path, {"a": b"1", "b": b"1", "c": b"1"}, RECORD, "x") == Written()
    told = write_untouched(tmp_path, {"a": b"1", "b": b"2", "d": b"1"}, RECORD, "x")
    assert told == Written(("b",), ("c",)), "what has the same bytes is not replaced"


def test_a_folder_is_for_the_letters_of_one_audit(tmp_path: Path) -> None:
    require_own_folder(tmp_path / "none", RECORD, "x")
    for name in (".DS_Store", "Thumbs.db", "~$a.docx"):
        (tmp_path / name).write_bytes(b"")
    require_own_folder(tmp_path, RECORD, "x")
    write_untouched(tmp_path, {"a": b"1"}, RECORD, "x")
    require_own_folder(tmp_path, RECORD, "x")
    with pytest.raises(OutputError, match="another audit"):
        require_own_folder(tmp_path, RECORD, "y")
    for name in "bcde":
        (tmp_path / f"{name}.txt").write_bytes(b"")
    with pytest.raises(OutputError, match=r"other files: b\.txt, c\.txt, d\.txt …"):
        require_own_folder(tmp_path, RECORD, "x")


def test_a_folder_of_an_earlier_version_is_not_taken_for_the_same_audit(tmp_path: Path) -> None:
    digest = hashlib.sha256(b"1").hexdigest()
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / RECORD).write_text(f'{{"a": ["{digest}"]}}', encoding="utf-8")
    with pytest.raises(OutputError, match="another audit"):
        require_own_folder(tmp_path, RECORD, "x")
    assert write_untouched(tmp_path, {"a": b"2"}, RECORD, "x") == Written(("a",))


@pytest.mark.parametrize(
    "record",
    [
        b"",
        b"[]",
        b'{"files": 3}',
        b'{"files": {"../x": [""]}}',
        b'{"a": "no list"}',
        b'{"../x": [""]}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_record_costs_nothing(record: bytes, tmp_path: Path) -> None:
    (tmp_path / RECORD).write_bytes(record)
    (tmp_path / "a").write_bytes(b"mine")
    with pytest.raises(OutputError):
        write_untouched(tmp_path, {"a": b"1"}, RECORD)
    write_untouched(tmp_path, {"b": b"1"}, RECORD)
    assert (tmp_path / "a").read_bytes() == b"mine"


def test_letters_among_syllabi_are_not_read(audit: Audit, scheme: Scheme, tmp_path: Path) -> None:
    view = build_view(audit, scheme, "en")
    letter = letters(audit, scheme, "course", "en")[0]
    path = tmp_path / "OMV101.docx"
    path.write_bytes(render_letter(tell_letter(letter, view.perspectives, "", translator("en")), "en"))
    # Whoever goes through a folder opens a Word file only beside what is kept of letters.
    assert not is_own_output(path, ".docx")
    (tmp_path / LETTERS_RECORD).write_text("{}", encoding="utf-8")
    assert is_own_output(path, ".docx")
    docx.Document().save(tmp_path / "other.docx")
    assert not is_own_output(tmp_path / "other.docx", ".docx")


def test_the_command_writes_letters_and_keeps_what_was_changed(
    sample_audit: Audited, run_cli: RunCli, tmp_path: Path
) -> None:
    write = ("letters", sample_audit.folder, "-o", tmp_path, "--by", "programme", "--lang", "sv")
    said = run_cli(*write)
    assert said.stdout == "" and said.stderr == f"3 brev i {tmp_path}\n"
    names = {path.name for path in tmp_path.iterdir()}
    assert {"TASGG.docx", "TASGG_granskning.xlsx", MERGE_FILE} <= names
    assert run_cli(*write).stderr == said.stderr, "the same bytes replace nothing"
    told = run_cli(*write, "--institution", "Högskolan i Norr", "--date", "2027-01-31").stderr
    assert told == f"3 brev i {tmp_path}\n3 filer från tidigare brev är ersatta.\n"
    opening = [p.text for p in docx.Document(str(tmp_path / "TASGG.docx")).paragraphs[1:4]]
    assert opening[0] == "Högskolan i Norr" and "Datum: 31 januari 2027" in opening
    (tmp_path / "TGDTI.docx").write_bytes(b"mine")
    for force in ((), ("--force",)):
        refused = run_cli(
            "letters", sample_audit.folder / "audit.json", "-o", tmp_path, *write[4:6], *force, code=6
        )
        assert "TGDTI.docx is not as curranalyser left it" in refused.stderr
    assert (tmp_path / "TGDTI.docx").read_bytes() == b"mine"
    run_cli("letters", tmp_path / "none", "-o", tmp_path, code=2)
    run_cli(*write, "--date", "soon", code=2)


@pytest.mark.slow
def test_the_command_refuses_a_folder_with_anything_else(
    sample_audit: Audited, sample: Path, run_cli: RunCli, tmp_path: Path
) -> None:
    write = ("letters", sample_audit.folder, "-o", tmp_path, "--by", "programme")
    note = tmp_path / "note.txt"
    note.write_bytes(b"mine")
    refused = run_cli(*write, code=6).stderr
    assert refused.startswith(f"curranalyser: {tmp_path} holds other files: note.txt.")
    assert refused.count("\n") == 1 and [path.name for path in tmp_path.iterdir()] == ["note.txt"]
    run_cli(*write, "--force")
    assert note.read_bytes() == b"mine"
    note.unlink()
    fewer = tmp_path.parent / f"{tmp_path.name}-fewer"
    run_cli("audit", sample / "nursing", "-o", fewer)
    other = ("letters", fewer, "-o", tmp_path, "--by", "course")
    refused = run_cli(*other, code=6).stderr
    assert "holds files of another audit" in refused and (tmp_path / "TASGG.docx").exists()
    told = run_cli(*other, "--force").stderr
    assert "files of earlier letters are removed." in told and not (tmp_path / "TASGG.docx").exists()


def test_an_audit_without_courses_gives_a_table_alone(audit: Audit, scheme: Scheme) -> None:
    empty = replace(audit, courses=(), programmes=(), unlinked_courses=())
    assert to_json(empty)
    assert list(dict(letter_files(empty, scheme, "en", "course"))) == [MERGE_FILE]
