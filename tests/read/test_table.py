import io
import json
from contextlib import suppress
from datetime import datetime

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from curranalyser.datamodel import SourceFile, TableRow
from curranalyser.errors import DocumentError, FailureCategory, SettingsError
from curranalyser.read import describe_source, is_table
from curranalyser.read.table import read_table
from curranalyser.settings import Settings, make_settings

REGISTER = [
    "Kurskod",
    "NivaForkortning",
    "KursplanBenamning",
    "hp",
    "GallerFrom",
    "UtbildningMal",
    "UtbildningMalEngelsk",
    "AmneBeskrivning",
]
ROW = [
    "GS101G",
    "GR",
    "Globala studier GR (A), 7,5 hp",
    7.5,
    "2022-01-01 00:00:00.000",
    "Studenten ska kunna  - a  - b",
    "NULL",
    "Globala studier",
]


def read(data: bytes, name: str, **columns: str) -> tuple[TableRow, ...]:
    return read_table(data, SourceFile(name, "0", len(data)), Settings(columns=tuple(columns.items())))


def workbook(*sheets: list[list[object]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def category(data: bytes, name: str, **columns: str) -> FailureCategory:
    with pytest.raises(DocumentError) as caught:
        read(data, name, **columns)
    return caught.value.category


def test_a_register_export_is_known_by_its_columns() -> None:
    (row,) = read(workbook([REGISTER, ROW]), "export.xlsx")
    assert (row.source.path, row.source.row) == ("export.xlsx", 2)
    assert dict(row.values) == {
        "code": "GS101G",
        "title": "Globala studier GR (A), 7,5 hp",
        "credits": "7.5",
        "level": "grundnivå",
        "valid_from": "2022-01-01",
        "subject": "Globala studier",
        "outcomes": "Studenten ska kunna  - a  - b",
    }


def test_header_rows_come_after_titles_and_on_any_sheet() -> None:
    notes = [["Anteckningar"], ["annat"]]
    courses = [
        ["Utdrag 2024"],
        [],
        ["Kurskod", "Lärandemål", "Gäller från"],
        ["A1", "kunna a", datetime(2024, 1, 15)],
        ["B2", None, None],
    ]
    rows = read(workbook(notes, courses), "bok.xlsx")
    assert [(row.source.row, row.get("code"), row.get("valid_from")) for row in rows] == [
        (4, "A1", "2024-01-15"),
        (5, "B2", ""),
    ]


def test_a_row_of_outcomes_belongs_to_the_course_straight_above_it() -> None:
    head = ["Kurskod", "Benämning", "hp", "Lärandemål"]
    rows = [
        ["A1", "Bin", 5, "sköta en kupa"],
        [None, None, None, "slunga honung"],
        [None, "Bin", 5, "räkna kvalster"],
        [],
        [None, None, None, "utan kurs"],
        [None, "Kupor", None, "spika en låda"],
        [None, None, 12, None],
        head,
        ["B2", "Vax", 5, "stöpa ljus"],
        [None, None, 3, "andra poäng, ingen kurs"],
    ]
    found = read(workbook([head, *rows]), "bok.xlsx")
    assert [(row.source.row, row.get("code"), row.get("title"), row.get("outcomes")) for row in found] == [
        (2, "A1", "Bin", "sköta en kupa"),
        (3, "A1", "Bin", "slunga honung"),
        (4, "A1", "Bin", "räkna kvalster"),
        (6, "", "", "utan kurs"),
        (7, "", "Kupor", "spika en låda"),
        (10, "B2", "Vax", "stöpa ljus"),
        (11, "", "", "andra poäng, ingen kurs"),
    ]
    assert [row.source.row for row in found if not row.named] == [6, 11]


def test_merged_cells_hold_for_each_row_they_cover_and_in_their_first_column_only() -> None:
    book = Workbook()
    sheet = book.active
    for row in (
        ["Kurskod", "Benämning", "Nivå", "Lärandemål"],
        ["A1", "Bin", "G1N", "sköta en kupa"],
        [None, None, "G1F", "slunga honung"],
        ["Valbara kurser"],
        ["B2", "Vax", "A1N", "stöpa ljus"],
    ):
        sheet.append(row)
    for area in ("A2:A3", "B2:B3", "A4:D4"):
        sheet.merge_cells(area)
    file = io.BytesIO()
    book.save(file)
    found = read(file.getvalue(), "bok.xlsx")
    assert [(row.get("code"), row.get("title"), row.get("level")) for row in found] == [
        ("A1", "Bin", "G1N"),
        ("A1", "Bin", "G1F"),
        ("Valbara kurser", "", ""),
        ("B2", "Vax", "A1N"),
    ]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (45901, "2025-09-01"),
        ("45901", "2025-09-01"),
        (45901.0, "2025-09-01"),
        (datetime(2025, 9, 1), "2025-09-01"),
        ("HT 2025", "HT 2025"),
        (20252, "20252"),
        (2025, "2025"),
    ],
)
def test_a_day_may_be_written_as_a_spreadsheet_counts_it(written: object, said: str) -> None:
    (row,) = read(workbook([["Kurskod", "Giltig från", "Mål"], ["A1", written, "se"]]), "bok.xlsx")
    assert row.get("valid_from") == said


def test_days_are_counted_from_the_epoch_of_the_workbook() -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    for row in (["Kurskod", "Giltig från", "Mål"], ["A1", 44439, "se"]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    (row,) = read(file.getvalue(), "bok.xlsx")
    assert row.get("valid_from") == "2025-09-01"


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_csv_in_any_delimiter_and_encoding(delimiter: str, encoding: str) -> None:
    lines = [
        ["Kurskod", "Benämning", "Lärandemål"],
        ["GS1", "Språk och värld", '"Studenten ska kunna\n- jämföra, värdera; pröva\n- förstå"'],
    ]
    data = "\r\n".join(delimiter.join(cells) for cells in lines).encode(encoding)
    (row,) = read(data, "kurser.csv")
    assert (row.get("title"), row.get("outcomes")) == (
        "Språk och värld",
        "Studenten ska kunna\n- jämföra, värdera; pröva\n- förstå",
    )


def test_jsonl_with_lists_and_markup() -> None:
    objects = [
        {"code": "A1", "outcomes": ["jämföra", "värdera"], "credits": 7.5},
        {
            "code": "B2",
            "larandemal": "<p>Studenten ska kunna</p><ul><li>pröva &amp; se</li></ul>",
            "extra": {"x": 1},
        },
    ]
    data = "\n".join(json.dumps(item) for item in objects).encode()
    first, second = read(data, "kurser.jsonl")
    assert (first.get("outcomes"), first.get("credits"), first.source.row) == (
        "• jämföra\n• värdera",
        "7.5",
        1,
    )
    assert (second.get("outcomes"), second.source.row) == ("Studenten ska kunna\n• pröva & se", 2)


def test_columns_that_the_user_names_win() -> None:
    data = b"Nr;Kurs;Ska kunna\nX1;Historia;analysera"
    assert category(data, "a.csv") is FailureCategory.NO_COURSE_COLUMNS
    (row,) = read(data, "a.csv", code="Nr", title="Kurs", outcomes="Ska kunna")
    assert (row.get("code"), row.get("title"), row.get("outcomes")) == ("X1", "Historia", "analysera")
    with pytest.raises(DocumentError, match="no column Nummer"):
        read(data, "a.csv", code="Nummer", outcomes="Ska kunna")


def test_settings_refuse_fields_that_there_are_not() -> None:
    assert make_settings({"columns": {"code": "Kurskod"}}, "x").columns == (("code", "Kurskod"),)
    with pytest.raises(SettingsError, match="no field kod"):
        make_settings({"columns": {"kod": "Kurskod"}}, "x")


def test_tables_that_cannot_be_read_are_named_for_what_they_are() -> None:
    assert category(b"", "a.csv") is FailureCategory.EMPTY_FILE
    assert category(b"Kurskod;Mal\xc3\x00", "a.csv") is FailureCategory.UNREADABLE
    assert category(b"code,outcomes\n", "a.csv") is FailureCategory.EMPTY_FILE
    assert category(b"not a workbook", "a.xlsx") is FailureCategory.UNREADABLE
    assert category(b"{broken", "a.jsonl") is FailureCategory.UNREADABLE
    assert category(b"[1, 2]", "a.jsonl") is FailureCategory.UNREADABLE
    assert category(b"[" * 100_000, "a.jsonl") is FailureCategory.UNREADABLE
    assert category(b"name,outcome text\nx,y", "a.csv") is FailureCategory.NO_COURSE_COLUMNS


def test_a_damaged_workbook_is_a_document_error_and_never_another() -> None:
    data = workbook([REGISTER, ROW])
    for position in range(0, len(data), len(data) // 60):
        damaged = data[:position] + bytes([data[position] ^ 0xFF]) + data[position + 1 :]
        with suppress(DocumentError):
            read(damaged, "a.xlsx")


def test_a_table_is_known_by_its_ending() -> None:
    assert is_table("mapp/KURSER.CSV") and is_table("kurser.tsv") and is_table("kurser.xlsm")
    assert not is_table("kurs.docx") and not is_table("kurs.csv/kurs.pdf")


def test_a_column_for_each_outcome_and_names_with_brackets() -> None:
    table = (
        "Kurskod (Ladok);Kursens namn;Antal högskolepoäng;Mål 1;Mål 2;Mål 3\n"
        "GA1;Garn;7,5;Studenten kan spinna garn;;Studenten kan tvinna garn\n"
    )
    (row,) = read_table(table.encode(), describe_source(table.encode(), "kurser.csv"), Settings())
    assert (row.get("code"), row.get("title"), row.get("credits")) == ("GA1", "Garn", "7,5")
    assert row.get("outcomes").splitlines() == ["• Studenten kan spinna garn", "• Studenten kan tvinna garn"]


def test_a_column_of_a_part_of_the_outcomes_is_not_taken_for_all() -> None:
    table = "Kurskod;Kursnamn;Mål (kunskap);Mål (färdighet)\nGA1;Garn;beskriva garn;spinna garn\n"
    with pytest.raises(DocumentError):
        read_table(table.encode(), describe_source(table.encode(), "kurser.csv"), Settings())


@pytest.mark.parametrize("word", ["Summa", "Totalt:", "Total"])
def test_a_row_that_adds_up_is_no_course(word: str) -> None:
    table = f"Kurskod;Kursnamn;hp;Lärandemål\nGA1;Garn;7,5;spinna garn för hand\n{word};;7,5;\n"
    rows = read_table(table.encode(), describe_source(table.encode(), "kurser.csv"), Settings())
    assert [row.get("code") for row in rows] == ["GA1"]
