"""The room in which a draft is checked: with a form alone, and as its script asks."""

import html
import io
import json
import re
import tomllib
import zipfile
from html.parser import HTMLParser

import pytest
from docx import Document as WordDocument
from served import Opened
from starlette.testclient import TestClient

from curranalyser.check.suppress import CheckSettings, Suppression

TEXT = """# Segelsömnad <script>alert(1)</script>

Kurskod: SEG101

## Lärandemål

Efter kursen ska studenten kunna

- förstå hur "segel" sys </textarea><img src=x onerror=alert(2)>
- sy ett segel
"""
JSON = {"Accept": "application/json"}


def _word(outcome: str = "förstå hur segel sys") -> bytes:
    document = WordDocument()
    document.add_heading("Segelsömnad", 1)
    document.add_paragraph("Kurskod: SEG101")
    document.add_heading("Lärandemål", 2)
    document.add_paragraph("Efter kursen ska studenten kunna")
    for text in (outcome, "sy ett segel"):
        document.add_paragraph(text, style="List Bullet")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class _Elements(HTMLParser):
    """The elements of a page, with their attributes, and the text of its fields."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.fields: dict[str, str] = {}
        self._field = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._field = dict(attrs).get("name") or "" if tag == "textarea" else ""
        if tag == "textarea":
            self.fields[self._field] = ""

    def handle_endtag(self, tag: str) -> None:
        self._field = "" if tag == "textarea" else self._field

    def handle_data(self, data: str) -> None:
        if self._field:
            self.fields[self._field] += data


def _posted(page: TestClient, status: int = 200, files: object = None, **fields: str) -> str:
    answer = page.post("/check", data={"do": "check", **fields}, files=files or {"file": ("", b"")})  # type: ignore[arg-type]
    assert answer.status_code == status, answer.text
    return answer.text


def _asked(page: TestClient, files: object = None, **fields: str) -> dict[str, list[dict[str, str]]]:
    answer = page.post("/check", data={"do": "check", **fields}, files=files, headers=JSON)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def test_the_room_says_what_it_does_with_a_draft(open_page: Opened) -> None:
    page = open_page()
    own = page.get("/check?lang=sv").text
    assert "Ingenting lämnar den här datorn." in own
    assert "många kurser behöver inget internationellt" in own
    hosted = open_page(hosted=True).get("/check").text
    assert "Nothing leaves this computer" not in hosted
    assert "goes to the computer that shows this page" in hosted


def test_a_form_without_script_shows_the_findings_and_keeps_the_text(open_page: Opened) -> None:
    page = _posted(open_page(), text=TEXT)
    elements = _Elements(page)
    assert elements.fields["text"].strip() == TEXT.strip()
    findings = [values for tag, values in elements.found if "finding" in (values.get("class") or "").split()]
    assert {"F402", "R504"} <= {values["data-rule"] for values in findings}
    assert not [values for values in findings if values["data-level"] == "info"]
    [weak] = [values for values in findings if values["data-rule"] == "F402"]
    start, end = map(int, (weak["data-place"] or "").split())
    assert TEXT[start:end].startswith('förstå hur "segel" sys')
    assert "(line 9)" in page
    more = _posted(open_page(), text=TEXT, everything="1")
    assert 'data-level="info"' in more


def test_hostile_text_is_text_everywhere(open_page: Opened) -> None:
    page = open_page()
    name = 'x"><img src=x onerror=alert(3)>.md'
    for text in (
        _posted(page, text=TEXT, name=name, everything="1"),
        _posted(page, files={"file": (name, TEXT.encode())}, everything="1"),
        _asked(page, {"file": (name, TEXT.encode())}, everything="1")["drafts"][0]["html"],
    ):
        elements = _Elements(text).found
        assert [values for tag, values in elements if tag == "script"] in (
            [],
            [{"src": "/static/check.js", "defer": None}],
        )
        assert not [
            tag for tag, values in elements if tag == "img" or any(key.startswith("on") for key in values)
        ]
        assert not [values for _, values in elements if "style" in values]


def test_a_file_becomes_the_text_of_the_field(open_page: Opened) -> None:
    elements = _Elements(_posted(open_page(), files={"file": ("utkast.docx", _word())}))
    assert "- förstå hur segel sys" in elements.fields["text"]
    told = {values.get("name"): values.get("value") for tag, values in elements.found if tag == "input"}
    assert (told["name"], told["markdown"]) == ("utkast.docx", "1")


def test_the_script_gets_the_findings_alone(open_page: Opened) -> None:
    [draft, other] = _asked(open_page(), text=TEXT)["drafts"]
    assert draft["text"] is None and draft["identity"] == "SEG101"
    assert "<html" not in draft["html"] and 'data-rule="F402"' in draft["html"]
    assert other["html"] == ""
    [word, _] = _asked(open_page(), {"file": ("utkast.docx", _word())})["drafts"]
    assert word["text"].startswith("# Segelsömnad") and word["editable"] and word["annotated"] == ".docx"


def test_lines_end_as_in_the_field_of_a_browser(open_page: Opened) -> None:
    page = open_page()
    [one, _] = _asked(page, text=TEXT)["drafts"]
    [other, _] = _asked(page, text=TEXT.replace("\n", "\r\n"))["drafts"]
    assert one == other


def test_two_versions_are_compared(open_page: Opened) -> None:
    english = TEXT.replace("Lärandemål", "Learning outcomes").replace("Kurskod", "Course code")
    english = english.replace(
        "Efter kursen ska studenten kunna", "After the course the student should be able to"
    )
    english = english.replace("- sy ett segel\n", "").replace(
        "förstå hur", "explain how a Swedish sail is made"
    )
    answer = _asked(open_page(), text=TEXT, text_2=english)
    assert 'data-rule="L304"' in answer["drafts"][1]["html"]
    assert 'data-rule="L304"' not in answer["drafts"][0]["html"]
    assert answer["notes"] == []
    assert len(_asked(open_page(), text=TEXT, text_2=TEXT)["notes"]) == 1


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [("a.pdf", b"no", "PDF"), ("a.doc", b"\xd0\xcf\x11\xe0", "Word"), ("a.exe", b"MZ", "type")],
)
def test_a_file_that_cannot_be_read_is_a_sentence(
    open_page: Opened, name: str, data: bytes, told: str
) -> None:
    page = _posted(open_page(), files={"file": (name, data)})
    [sentence] = re.findall(r'<p class="problem">([^<]+)</p>', page)
    assert told.lower() in html.unescape(sentence).lower()
    assert "Traceback" not in page


def test_nothing_is_a_sentence(open_page: Opened) -> None:
    page = open_page()
    assert "Choose a file, or write or paste a text." in _posted(page, 422, text=" \n")
    assert page.post("/check", data={"do": "check"}, headers=JSON).status_code == 422
    assert page.post("/check", data={"do": "delete", "text": TEXT}).status_code == 400
    assert page.post("/check", content=b"x").status_code == 400


def test_the_own_file_is_given_back_with_comments(open_page: Opened) -> None:
    page = open_page()
    files = {"file": ("mitt utkast å.docx", _word())}
    answer = page.post("/check", data={"do": "annotated"}, files=files)
    assert (
        answer.headers["content-disposition"]
        == "attachment; filename*=UTF-8''mitt%20utkast%20%C3%A5-checked.docx"
    )
    comments = zipfile.ZipFile(io.BytesIO(answer.content)).read("word/comments.xml").decode()
    assert "F402" in comments and "R504" in comments
    draft = _asked(page, files)["drafts"][0]["html"]
    [weak] = re.findall(r'data-fingerprint="(\w+)" data-rule="F402"', draft)
    less = page.post("/check", data={"do": "annotated", "dismissed": f"{weak} x"}, files=files)
    assert "F402" not in zipfile.ZipFile(io.BytesIO(less.content)).read("word/comments.xml").decode()


def test_comments_need_a_file_that_takes_them(open_page: Opened) -> None:
    page = open_page()
    for files in (None, {"file": ("a.txt", TEXT.encode())}, {"file": ("a.docx", b"no")}):
        answer = page.post(
            "/check", data={"do": "annotated", "text": TEXT}, files=files or {"file": ("", b"")}
        )
        assert answer.status_code == 422
        assert TEXT.split("\n")[2] in answer.text, "the text is still in its field"


def test_a_page_to_keep_stands_alone(open_page: Opened) -> None:
    page = open_page()
    answer = page.post("/check", data={"do": "page", "text": TEXT, "name": "a\r\nb.md"})
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''a%0D%0Ab-checked.html"
    assert "F402" in answer.text and "<script" not in answer.text and "/static/" not in answer.text


def test_what_was_dismissed_comes_back_as_settings(open_page: Opened) -> None:
    page = open_page()
    item = {
        "rule": "F402",
        "fingerprint": "0123456789abcdef",
        "text": 'a "b"',
        "syllabus": "SEG101",
        "file": "",
        "reason": "så",
    }
    nameless = {**item, "rule": "R501", "fingerprint": "0123456789abcdee", "text": "", "syllabus": ""}
    answer = page.post("/check/dismissed", content=json.dumps([item, nameless]))
    told = answer.json()
    [entry] = tomllib.loads(told["toml"])["check"]["suppress"]
    assert entry == {name: value for name, value in item.items() if value}
    assert told["told"].startswith("1 left out")
    assert page.post("/check/dismissed", content=b"[{}]", headers=JSON).status_code == 400
    assert page.post("/check/dismissed", content=b" " * 1_100_000, headers=JSON).status_code == 413


def test_what_the_house_has_settled_is_left_out_and_counted(open_page: Opened) -> None:
    own = CheckSettings(suppress=(Suppression(frozenset({"F402"}), 'förstå hur "segel" sys', "so"),))
    page = _posted(open_page(own=own), text=TEXT)
    assert 'data-rule="F402"' not in page
    assert "1 suppressed" in page


def test_a_file_larger_than_the_limit_is_a_sentence(open_page: Opened) -> None:
    page = open_page(largest=10_000)
    answer = page.post(
        "/check", data={"do": "check"}, files={"file": ("a.txt", b"x" * 2_000_000)}, headers=JSON
    )
    assert answer.status_code == 413
    assert "larger than a draft may be" in answer.text
