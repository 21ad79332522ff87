"""The room in which a draft is checked, as a person uses it: drop a Word file, write, dismiss, download."""

import io
import tomllib
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document as WordDocument
from running_page import running_page

HOSTILE = """# Segel <script>window.ran = true</script> <img src=x onerror="window.ran=true">

Kurskod: SEG101

## Lärandemål

Efter kursen ska studenten kunna

- förstå <svg onload="window.ran=true"> hur "segel" sys </textarea></li><iframe src="javascript:1"></iframe>
- jämföra segel från två länder
"""


def _word() -> bytes:
    document = WordDocument()
    document.add_heading("Repslagning", 1)
    document.add_paragraph("Kurskod: REP101")
    document.add_heading("Lärandemål", 2)
    document.add_paragraph("Efter kursen ska studenten kunna")
    for text in ("förstå hur rep slås", "jämföra rep från två länder"):
        document.add_paragraph(text, style="List Bullet")
    document.add_heading("Innehåll", 2)
    document.add_paragraph("Kursen tar upp rep.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _long() -> str:
    """Sixty pages: twenty courses, each with outcomes, a table and prose."""
    prose = "Kursen tar upp hur rep slås och hur de har använts till sjöss och på land. " * 60
    rows = "".join(f"| Prov {number} | 1 hp |\n" for number in range(30))
    tail = f"## Innehåll\n\n{prose}\n\n## Examination\n\n| Moment | Poäng |\n| --- | --- |\n{rows}\n\n"
    return "".join(
        f"# Kursplan\n\nKurskod: REP{number}\n\nKursnamn: Repslagning {number}\n\n## Lärandemål\n\n"
        f"Efter kursen ska studenten kunna\n\n- förstå hur rep {number} slås\n- känna till knop {number}\n\n"
        f"{tail}"
        for number in range(100, 130)
    )


@pytest.fixture(scope="session", params=["en", "sv"])
def room(
    request: pytest.FixtureRequest,
    open_in_browser: Callable[..., dict[str, Any]],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Any]:
    """What check_room.mjs found, with the folder of its files under "folder"."""
    folder = tmp_path_factory.mktemp("room")
    (folder / "draft.docx").write_bytes(_word())
    (folder / "hostile.md").write_text(HOSTILE, encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nno more")
    (folder / "long.md").write_text(_long(), encoding="utf-8")
    with running_page(cwd=folder) as (_, address):
        found = open_in_browser("check_room.mjs", folder, address, str(folder), request.param)
    assert found["lang"] == request.param
    return {**found, "folder": folder}


def test_the_room_is_read_by_everyone(room: dict[str, Any]) -> None:
    assert room["rules"] > 15
    assert room["violations"] == []
    assert room["wide"] == [], "nothing goes beyond the screen of a phone"


def test_nothing_leaves_and_nothing_hostile_runs(room: dict[str, Any]) -> None:
    assert (room["requests"], room["errors_before_end"], room["dialogs"]) == ([], [], 0)
    assert room["hostile"] == {"foreign": [], "ran": False}


def test_a_dropped_file_becomes_text_with_its_findings(room: dict[str, Any]) -> None:
    assert "- förstå hur rep slås" in room["text"]
    assert room["dropped"].count("F402") == 1 and "R501" in room["dropped"]
    assert "".join(room["marks"]) == "förstå hur rep slås"
    assert room["status"].startswith(str(sum(rule[0] == "R" for rule in room["dropped"])))
    width, height, top = room["alike"]
    assert (width, top) == (0, 0) and abs(height) <= 2


def test_a_finding_comes_and_goes_while_one_writes(room: dict[str, Any]) -> None:
    assert room["written"]["rules"].count("F402") == 2
    assert "förstå hur knopar hålls" in "".join(room["written"]["marks"])
    assert room["written"]["focus"] == "text1"
    assert room["erased"] == {"rules": room["dropped"], "text": room["text"]}
    assert room["undone_in_field"], "what was written can be undone in the field"
    assert room["newest"] == ["förstå hur en pump går", "känna till ventiler"]


def test_a_finding_leads_to_its_place_and_back(room: dict[str, Any]) -> None:
    assert "Biggs" in room["explained"]
    assert (room["selected"], room["there"]) == ("förstå hur rep slås", "text1")
    assert (room["back"], room["again_there"]) == ("F402", "text1")


def test_what_is_dismissed_stays_so_until_it_is_undone(room: dict[str, Any]) -> None:
    assert "F402" in room["without_reason"], "a reason is needed"
    dismissed = room["dismissed"]
    assert "F402" not in dismissed["rules"] and dismissed["marks"] == [] and dismissed["focus"]
    assert "Nämnden <b>vill</b> så" in dismissed["list"] and dismissed["inside"] == 0
    [entry] = tomllib.loads(room["toml"])["check"]["suppress"]
    assert (entry["rule"], entry["text"], entry["syllabus"]) == ("F402", "förstå hur rep slås", "REP101")
    assert "F402" not in room["remembered"] and "F402" in room["undone"]
    assert "F402" in room["cleared"]["rules"] and room["cleared"]["storage"] == 0


def test_a_busy_page_is_asked_again_and_loses_no_file(room: dict[str, Any]) -> None:
    busy = room["busy"]
    assert (busy["named"], busy["told"], busy["annotated"], busy["times"]) == ("draft.docx", "", ".docx", 3)


def test_a_text_that_is_brought_back_is_not_of_the_file_that_took_its_place(room: dict[str, Any]) -> None:
    assert room["brought_back"] == {"named": "", "told": "", "annotated": "", "text": "rita en pump"}


def test_a_file_that_is_too_large_or_broken_is_told(room: dict[str, Any]) -> None:
    assert room["too_large"]["told"] and room["too_large"]["times"] == 3
    assert room["too_large"]["text"] == "rita en pump"
    assert "PDF" in room["heard"]


def test_the_own_file_comes_back_with_comments(room: dict[str, Any]) -> None:
    data = (room["folder"] / room["annotated"]).read_bytes()
    texts = [paragraph.text for paragraph in WordDocument(io.BytesIO(data)).paragraphs]
    assert "förstå hur rep slås" in texts
    comments = zipfile.ZipFile(io.BytesIO(data)).read("word/comments.xml").decode()
    assert "R501" in comments and "F402" not in comments
    page = (room["folder"] / room["standing"]).read_text(encoding="utf-8")
    assert "R501" in page and "<script" not in page


def test_information_is_shown_where_it_is_asked_for(room: dict[str, Any]) -> None:
    assert "P101" in room["everything"] and "P101" not in room["dropped"]
    assert room["other_language"]["text"] == room["text"]
    assert sorted(set(room["other_language"]["rules"])) == sorted(set(room["everything"]))
    assert {room["other_language"]["lang"], room["lang"]} == {"sv", "en"}


def test_a_long_draft_stays_usable(room: dict[str, Any]) -> None:
    assert room["long"] < 500, "milliseconds from a key to the next picture"


def test_versions_stand_side_by_side(room: dict[str, Any]) -> None:
    assert room["versions"]


def test_a_page_that_has_ended_loses_nothing(room: dict[str, Any]) -> None:
    assert room["ended"]["told"] and room["ended"]["kept"]
    assert room["asked_before_leaving"] >= 1, "what was written by hand is not lost by a slip"


def test_it_works_without_script(room: dict[str, Any]) -> None:
    assert room["plain"]["text"].startswith("förstå hur en pump går")
    assert room["plain"]["rules"] == ["F402"]
    assert room["plain"]["buttons"] == 0, "no button that does nothing"
