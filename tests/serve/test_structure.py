"""The room of programmes: a form that shows what it changes, and saves the table that an audit takes."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from command_line import Audited
from served import Opened
from starlette.testclient import TestClient

from curranalyser.datamodel import Audit, CourseStatus
from curranalyser.library.finished import read_audit
from curranalyser.review.programme_file import TABLE_FILE, ProgrammeFile
from curranalyser.review.programme_table import parse_mapping

KEY = "TGDTI"
PAGE = f"/programmes/edit?programme={KEY}"


@pytest.fixture(scope="module")
def audit(sample_audit: Audited) -> Audit:
    return read_audit(sample_audit.folder)


@pytest.fixture
def page(open_page: Opened, audit: Audit, tmp_path: Path) -> TestClient:
    return open_page(audit, tmp_path)


def form_of(text: str) -> dict[str, str]:
    """Return what a browser without script would send of the form of a programme."""
    form = text[text.index('<form id="programme"') :].partition("</form>")[0]
    found: dict[str, str] = {}
    for tag in re.findall(r"<input\b[^>]*>", form):
        name, value = (re.search(rf' {of}="([^"]*)"', tag) for of in ("name", "value"))
        if name and ("checkbox" not in tag or " checked" in tag):
            found[name[1]] = unescape(value[1]) if value else ""
    for name, options in re.findall(r'<select\b[^>]* name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        assert chosen, name
        found[name] = chosen[1]
    return found


def written(folder: Path) -> list[str]:
    """Return the names of files in a folder; a lock holds nothing."""
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))


def row_of(text: str, code: str) -> str:
    """Return the id of the row of a course."""
    found = re.search(rf'<tr id="row-([^"]+)"(?:(?!</tr>).)*?<span class="soft">{code}', text, re.DOTALL)
    assert found
    return found[1]


def test_the_list_shows_all_programmes_and_where_the_table_goes(page: TestClient, tmp_path: Path) -> None:
    text = unescape(page.get("/programmes?lang=en").text)
    for key in ("TASGG", "TGDTI", "VGSSK"):
        assert f"/programmes/edit?programme={key}" in text
    assert str((tmp_path / TABLE_FILE).resolve()) in text
    assert not written(tmp_path)


def test_a_programme_shows_its_rows_with_the_sentences_they_rest_on(page: TestClient) -> None:
    text = unescape(page.get(f"{PAGE}&lang=en").text)
    assert "Studenten väljer två av följande fyra kurser." in text
    assert "Introduktion till programmering" in text
    assert "What every student meets" in text
    assert "As the report says." in text
    swedish = page.get(f"{PAGE}&lang=sv")
    assert "What every student meets" not in swedish.text
    for part in ("onclick", "style=", "<script>", "<style"):
        assert part not in swedish.text


def test_without_script_one_sees_saves_and_undoes(page: TestClient, audit: Audit, tmp_path: Path) -> None:
    text = page.get(f"{PAGE}&lang=en").text
    form = form_of(text)
    row = row_of(text, "DAT101")
    changed = {**form, f"{row}.status": "some"}
    tried = page.post(PAGE, data={**changed, "action": "try"})
    assert tried.status_code == 200
    assert "the report would say something else" in tried.text
    assert form_of(tried.text)[f"{row}.status"] == "some"
    assert not (tmp_path / TABLE_FILE).exists()
    saved = page.post(PAGE, data={**changed, "action": "save"})
    assert (saved.status_code, saved.headers["location"]) == (303, f"{PAGE}&done=saved")
    after = page.get(saved.headers["location"])
    assert "--programmes" in after.text
    assert form_of(after.text)[f"{row}.status"] == "some"
    [said] = [r for r in parse_mapping((tmp_path / TABLE_FILE).read_bytes(), TABLE_FILE) if not r.untouched]
    assert (said.course, said.status) == ("DAT101", CourseStatus.SOME)
    undone = page.post(PAGE, data={"action": "undo"})
    assert undone.status_code == 303
    rows = parse_mapping((tmp_path / TABLE_FILE).read_bytes(), TABLE_FILE)
    assert all(row.untouched for row in rows)
    assert "nothing left to be undone" in page.post(PAGE, data={"action": "undo"}).text
    assert audit.programmes


def test_script_gets_what_changes_and_nothing_is_written(
    page: TestClient, audit: Audit, tmp_path: Path
) -> None:
    text = page.get(f"{PAGE}&lang=en").text
    form = {**form_of(text), f"{row_of(text, 'DAT207')}.status": "everyone"}
    answer = page.post(PAGE, data=form, headers={"accept": "application/json"}).json()
    assert answer["changes"] == 1
    assert "<strong>" in answer["effect"]
    assert answer["rows"][row_of(text, "DAT207")]["status"] == "everyone"
    assert not written(tmp_path)
    wrong = {**form, "r0.term": "soon"}
    told = page.post(PAGE, data=wrong, headers={"accept": "application/json"}).json()
    assert (told["row"], told["column"]) == ("r0", "term")
    assert "row 1, column “Term”" in told["told"]
    unchanged = page.post(PAGE, data=form_of(text), headers={"accept": "application/json"}).json()
    assert unchanged["changes"] == 0


def test_what_cannot_be_is_told_and_what_was_typed_stays(page: TestClient, tmp_path: Path) -> None:
    form = form_of(page.get(f"{PAGE}&lang=en").text)
    answer = page.post(PAGE, data={**form, "r1.credits": "<b>many</b>", "action": "save"})
    assert answer.status_code == 422
    assert "row 2, column “Credits”" in answer.text
    assert "<b>" not in answer.text
    assert form_of(answer.text)["r1.credits"] == "<b>many</b>"
    assert 'aria-invalid="true"' in answer.text
    named = page.post(PAGE, data={**form, "r1.right": "1", "action": "save"})
    assert "not said by whom" in named.text
    assert not written(tmp_path)


def test_rows_are_confirmed_blocks_chosen_from_and_courses_added(
    page: TestClient, audit: Audit, tmp_path: Path
) -> None:
    form = form_of(page.get(f"{PAGE}&lang=en").text)
    form |= {
        "name": "Maj Ek", "r0.right": "1", "r1.block": "Valbart", "r2.block": "Valbart",
        "block.new.label": "Valbart", "block.new.rule": "choose", "block.new.courses": "1",
        "new.code": "FOM206", "new.term": "5", "new.status": "everyone", "action": "save",
    }  # fmt: skip
    assert page.post(PAGE, data=form).status_code == 303
    table = ProgrammeFile(audit, tmp_path / TABLE_FILE, "en").table(KEY, "en")
    values = {entry.values["code"]: entry.values for entry in table.entries}
    assert values["DAT101"]["confirmed"] == "Maj Ek"
    assert [values[code]["status"] for code in ("MAT102", "DAT103")] == ["some", "some"]
    assert (values["FOM206"]["status"], values["FOM206"]["term"]) == ("everyone", "5")
    [block] = [block for block in table.blocks if block.label == "Valbart"]
    assert block.rule.courses == (1, 1)


def test_two_tabs_lose_nothing_of_each_other(page: TestClient, audit: Audit, tmp_path: Path) -> None:
    one = form_of(page.get(f"{PAGE}&lang=en").text)
    other = dict(one)
    assert page.post(PAGE, data={**one, "r0.status": "some", "action": "save"}).status_code == 303
    assert page.post(PAGE, data={**other, "r1.status": "some", "action": "save"}).status_code == 303
    clash = page.post(PAGE, data={**other, "r0.status": "not said", "r2.term": "6", "action": "save"})
    assert clash.status_code == 409
    assert "somebody else wrote “some” meanwhile, you “not said”" in clash.text
    again = form_of(clash.text)
    assert (again["r0.status"], again["r2.term"]) == ("not said", "6")
    assert page.post(PAGE, data={**again, "action": "save"}).status_code == 303
    entries = ProgrammeFile(audit, tmp_path / TABLE_FILE, "en").table(KEY, "en").entries
    assert [entry.values["status"] for entry in entries[:2]] == ["not said", "some"]
    assert entries[2].values["term"] == "6"


def test_read_only_shows_and_saves_nothing(open_page: Opened, audit: Audit, tmp_path: Path) -> None:
    page = open_page(audit, tmp_path, read_only=True)
    text = page.get(f"{PAGE}&lang=en").text
    assert 'value="save"' not in text
    assert "opened to be read alone" in text
    form = {**form_of(text), "r0.status": "some"}
    assert "the report would say something else" in page.post(PAGE, data={**form, "action": "try"}).text
    for action in ("save", "undo"):
        answer = page.post(PAGE, data={**form, "action": action})
        assert answer.status_code in (403, 409)
        assert "nothing was saved" in answer.text
    assert not written(tmp_path)


def test_others_are_not_told_where_the_table_lies(open_page: Opened, audit: Audit, tmp_path: Path) -> None:
    page = open_page(audit, tmp_path, read_only=True, hosted=True)
    for address in ("/programmes", PAGE):
        assert str(tmp_path) not in page.get(address).text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_table_is_downloaded_as_an_audit_takes_it(page: TestClient, kind: str) -> None:
    form = form_of(page.get(f"{PAGE}&lang=en").text)
    page.post(PAGE, data={**form, "r0.status": "some", "action": "save"})
    answer = page.get(f"/programmes/table.{kind}")
    assert f'filename="programmes.{kind}"' in answer.headers["content-disposition"]
    [said] = [row for row in parse_mapping(answer.content, f"t.{kind}") if not row.untouched]
    assert (said.course, said.status) == ("DAT101", CourseStatus.SOME)
    assert page.get("/programmes/table.exe").status_code == 404


@pytest.mark.parametrize(
    "data",
    [
        {"action": "save"}, {"action": "save", "stood": "{"}, {"action": "save", "stood": '{"rows": 3}'},
        {"action": "save", "stood": '{"rows": {"r0": {"term": ""}}, "blocks": []}', "r0.term": "1" * 600},
    ],
)  # fmt: skip
def test_what_is_no_form_of_the_page_changes_nothing(
    page: TestClient, tmp_path: Path, data: dict[str, str]
) -> None:
    answer = page.post(PAGE, data=data)
    assert answer.status_code == 400
    assert not written(tmp_path)


def test_rows_and_programmes_that_are_not_there(page: TestClient, tmp_path: Path) -> None:
    stood = '{"rows": {"r99": {"status": "some"}}, "blocks": []}'
    answer = page.post(PAGE, data={"stood": stood, "r99.status": "everyone", "action": "save"})
    assert (answer.status_code, "no longer in the list" in answer.text) == (409, True)
    for key in ("", "X", "../../etc/passwd", "\x00"):
        assert page.get("/programmes/edit?" + urlencode({"programme": key})).status_code == 404
    assert not written(tmp_path)


def test_a_table_of_another_make_is_told_in_a_sentence_and_stays(page: TestClient, tmp_path: Path) -> None:
    (tmp_path / TABLE_FILE).write_text("mine\n", encoding="utf-8")
    answer = page.get(f"{PAGE}&lang=en")
    assert answer.status_code == 400
    assert "is not as the tool writes" in answer.text
    assert (tmp_path / TABLE_FILE).read_text(encoding="utf-8") == "mine\n"


def test_a_full_disk_is_told_and_nothing_is_lost(page: TestClient, tmp_path: Path) -> None:
    form = form_of(page.get(f"{PAGE}&lang=en").text)
    page.post(PAGE, data={**form, "r0.status": "some", "action": "save"})
    before = (tmp_path / TABLE_FILE).read_bytes()
    (tmp_path / f".{TABLE_FILE}.part").mkdir()
    answer = page.post(PAGE, data={**form, "r1.status": "some", "action": "save"})
    assert answer.status_code == 507
    assert "cannot be written" in answer.text
    assert form_of(answer.text)["r1.status"] == "some"
    assert (tmp_path / TABLE_FILE).read_bytes() == before


HOSTILE = """</textarea></option><script>alert(1)</script><img src=x onerror=alert(1)>'"&=cmd|' /C calc'!A0"""


def test_hostile_texts_are_shown_and_saved_as_texts(open_page: Opened, audit: Audit, tmp_path: Path) -> None:
    """Titles, blocks, tracks and sentences of a programme, and what a person types."""
    programmes = []
    for profile in audit.programmes:
        syllabus = profile.analysed.syllabus
        refs = tuple(replace(ref, title=ref.title + HOSTILE, reason=HOSTILE) for ref in syllabus.course_refs)
        blocks = tuple(replace(block, name=HOSTILE, evidence=HOSTILE) for block in syllabus.blocks)
        tracks = tuple(replace(track, name=HOSTILE + track.name) for track in syllabus.tracks)
        hostile = replace(syllabus, course_refs=refs, blocks=blocks, tracks=tracks)
        header = replace(profile.header, title=HOSTILE)
        analysed = replace(profile.analysed, syllabus=replace(hostile, header=header))
        programmes.append(replace(profile, header=header, analysed=analysed))
    page = open_page(replace(audit, programmes=tuple(programmes)), tmp_path)
    form = form_of(page.get(f"{PAGE}&lang=en").text)
    form |= {"new.title": HOSTILE, "new.block": HOSTILE, "name": HOSTILE, "r0.right": "1"}
    texts = [page.get("/programmes").text, page.get(PAGE).text]
    texts += [page.post(PAGE, data={**form, "action": action}).text for action in ("try", "save")]
    wrong = {**form, "new.title": HOSTILE + "2", "r0.term": HOSTILE}
    texts += [page.post(PAGE, data=wrong).text, page.get(PAGE).text]
    answer = page.post(PAGE, data=wrong, headers={"accept": "application/json"})
    assert answer.headers["content-type"].startswith("application/json")
    texts.append(
        page.post(PAGE, data=form_of(texts[1]), headers={"accept": "application/json"}).json()["effect"]
    )
    for text in texts:
        assert "<script>" not in text
        assert "<img" not in text
        assert "</textarea>" not in text
    data = (tmp_path / TABLE_FILE).read_bytes()
    added = parse_mapping(data, TABLE_FILE)
    assert any(row.title == HOSTILE and row.block == HOSTILE for row in added)
    assert not re.search(rb"(^|,)\"?[=+@]", data, re.MULTILINE)


def test_the_table_may_lie_elsewhere(open_page: Opened, audit: Audit, tmp_path: Path) -> None:
    (tmp_path / "audit").mkdir()
    page = open_page(audit, tmp_path / "audit", programmes=tmp_path / "mine.csv")
    form = form_of(page.get(f"{PAGE}&lang=en").text)
    assert page.post(PAGE, data={**form, "r0.status": "some", "action": "save"}).status_code == 303
    assert (written(tmp_path / "audit"), written(tmp_path)) == ([], ["audit", "mine.csv"])


def test_the_command_can_be_typed_as_it_stands(open_page: Opened, audit: Audit, tmp_path: Path) -> None:
    for name, shown in (("plain", "--programmes {}"), ("Högskolan i öst (2026)", '--programmes "{}"')):
        folder = tmp_path / name
        folder.mkdir()
        page = open_page(audit, folder)
        path = str((folder / TABLE_FILE).resolve())
        for address in ("/programmes", f"{PAGE}&done=saved"):
            assert f"curranalyser audit … {shown.format(path)}</code>" in unescape(page.get(address).text)


def test_it_leads_back_to_the_programme_in_the_report(page: TestClient) -> None:
    [way] = re.findall(r'href="(/report/of[^"]+)"', page.get(PAGE).text)
    assert page.get(unescape(way)).headers["location"].startswith(f"/report/programmes/{KEY}.html#p")


def test_what_was_done_has_the_focus(page: TestClient) -> None:
    for done in ("saved", "undone", "nothing"):
        assert (
            len(
                re.findall(
                    r"<[^>]* role=\"status\" tabindex=\"-1\" autofocus>", page.get(f"{PAGE}&done={done}").text
                )
            )
            == 1
        )
    form = form_of(page.get(PAGE).text)
    row = row_of(page.get(PAGE).text, "DAT101")
    wrong = page.post(PAGE, data={**form, f"{row}.term": "x", "action": "save"})
    assert re.search(r'id="told"[^>]* autofocus', wrong.text)
    assert "autofocus" not in page.get(PAGE).text
