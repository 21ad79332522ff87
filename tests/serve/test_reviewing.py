"""The room of reviewers, asked as a browser without script asks, and as our script does."""

import html
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from reviewed_audit import PULSE, TWO_SYSTEMS, WELFARE, audit, in_two_languages, outcome
from served import Opened
from small_audit import INTERNATIONAL, audit_of, course
from starlette.testclient import TestClient

from curranalyser.datamodel import Audit, Decision
from curranalyser.folder import REVIEWS_FILE
from curranalyser.review import read_reviews
from curranalyser.review.figures import sample_figures
from curranalyser.settings import Settings

Reviewed = Callable[..., TestClient]
FORM = re.compile(r'<form method="post" action="(/review/[a-z]+)"(.*?)</form>', re.DOTALL)
INPUT = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)"')


@pytest.fixture
def as_reviewer(open_page: Opened, tmp_path: Path) -> Reviewed:
    """Return what opens the page as a person of some name, in a browser of its own."""

    def opened(name: str = "Ann", made: Audit | None = None, **more: object) -> TestClient:
        client = open_page(made or audit(), tmp_path, **more)
        if name:
            answer = client.post("/review/name", data={"name": name})
            assert answer.status_code == 303, answer.text
        return client

    return opened


def forms(page: str, action: str) -> list[dict[str, str]]:
    """The hidden fields of all forms with an action."""
    return [
        {name: html.unescape(value) for name, value in INPUT.findall(inside)}
        for place, inside in FORM.findall(page)
        if place == action
    ]


def attributes(page: str) -> set[str]:
    """The names of all attributes of a page, as a browser reads it."""
    found: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.update(name for name, _ in attrs)

    Reader().feed(page)
    return found


def decide(client: TestClient, page: str, answer: str, place: int = 0, **more: str) -> str:
    """Press a button on a page, and return the page that it leads to."""
    fields = forms(page, "/review/decide")[place] | {"answer": answer} | more
    done = client.post("/review/decide", data=fields)
    assert done.status_code == 303, done.text
    return client.get(done.headers["location"]).text


def held(folder: Path) -> dict[tuple[str, str], Decision]:
    file = folder / REVIEWS_FILE
    return {
        (one.text, one.perspective): one.decision for one in (read_reviews(file) if file.exists() else ())
    }


def visible(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def test_the_name_is_asked_first_and_leads_on(as_reviewer: Reviewed) -> None:
    client = as_reviewer("")
    for path in ("/review", "/review/agreement", "/review/outcome"):
        assert "Who reviews?" in client.get(path).text
    answer = client.get("/review?programme=OMSPR&perspective=international&decision=yes")
    page = client.get(answer.headers["location"]).text
    [fields] = forms(page, "/review/name")
    answer = client.post("/review/name", data=fields | {"name": "Åsa Ek"})
    location = answer.headers["location"]
    assert dict(parse_qsl(urlsplit(location).query)) == {
        "kind": "doubtful", "programme": "OMSPR", "perspective": "international", "decision": "yes",
    }  # fmt: skip
    page = client.get(location).text
    assert WELFARE.split(" ", 1)[1] in visible(page) and "You review as Åsa Ek." in visible(page)


@pytest.mark.parametrize("name", ["", "  ", "..", "x" * 61])
def test_what_is_no_name_is_told(as_reviewer: Reviewed, name: str) -> None:
    client = as_reviewer("")
    answer = client.post("/review/name", data={"name": name, "kind": "sample", "seed": "7"})
    assert answer.status_code == 400 and "set-cookie" not in answer.headers
    assert 'role="alert"' in answer.text
    assert forms(answer.text, "/review/name") == [{"kind": "sample", "seed": "7"}], "it still leads on"


def test_the_name_leads_nowhere_else(as_reviewer: Reviewed) -> None:
    client = as_reviewer("")
    answer = client.post("/review/name", data={"name": "Ann", "onward": "https://elsewhere.example/"})
    assert answer.headers["location"] == "/review"


def test_a_whole_audit_is_reviewed_without_script(as_reviewer: Reviewed, tmp_path: Path) -> None:
    client = as_reviewer()
    page = client.get("/review/outcome").text
    assert "0 of 15 labels decided. 5 learning outcomes are left." in visible(page)
    assert "The tool says: to review" in visible(page)
    for number in range(15):
        undecided = [
            place for place, found in enumerate(re.findall(r'data-mine="([^"]*)"', page)) if not found
        ]
        assert undecided, number
        page = decide(client, page, "yes" if number % 2 else "no", undecided[0])
    assert "Everything here is decided" in visible(page)
    assert len(held(tmp_path)) == 15
    [own] = tmp_path.glob("reviews-*.jsonl")
    assert own.name == "reviews-ann.jsonl" and len(read_reviews(own)) == 15


def test_the_one_that_is_asked_is_said_and_moves_on(as_reviewer: Reviewed) -> None:
    client = as_reviewer()
    page = client.get("/review/outcome").text
    assert re.findall(r'class="label( now)?"', page) == [" now", "", ""]
    page = decide(client, page, "no")
    assert re.findall(r'class="label( now)?"', page) == ["", " now", ""]
    assert "You have decided: no" in visible(page)


def test_undo_takes_back_and_shows_what_it_was_on(as_reviewer: Reviewed, tmp_path: Path) -> None:
    client = as_reviewer()
    page = client.get("/review/outcome").text
    page = decide(client, page, "yes", 0)
    page = decide(client, page, "no", 1, reason="no one meets anyone")
    [fields] = forms(page, "/review/undo")
    answer = client.post("/review/undo", data=fields)
    page = client.get(answer.headers["location"]).text
    assert "Taken back." in visible(page)
    assert re.findall(r'class="label( now)?"', page) == ["", " now", ""]
    assert held(tmp_path) == {(TWO_SYSTEMS, "international"): Decision.YES}
    for _ in range(2):
        answer = client.post("/review/undo", data=fields)
    assert "nothing to take back" in visible(client.get(answer.headers["location"]).text)
    assert held(tmp_path) == {}


def test_skipping_goes_on_and_comes_back_at_the_end(as_reviewer: Reviewed) -> None:
    client = as_reviewer()
    address = "/review/outcome?kind=doubtful&perspective=comparative"
    seen = []
    for _ in range(6):
        page = client.get(address).text
        seen.append(re.findall(r'data-outcome="(\w+)"', page)[0])
        address = html.unescape(re.findall(r'id="skip" href="([^"]*)"', page)[0])
    assert len(set(seen[:5])) == 5 and seen[5] == seen[0]
    assert "what you skipped comes again" in visible(page)


def test_our_script_gets_the_next_one_at_once(as_reviewer: Reviewed) -> None:
    client = as_reviewer()
    page = client.get("/review/outcome").text
    fields = forms(page, "/review/decide")[0] | {"answer": "yes"}
    answer = client.post("/review/decide", data=fields, headers={"accept": "application/json"})
    found = answer.json()
    assert "<html" not in found["html"] and 'data-mine="yes"' in found["html"]
    assert found["address"].startswith("/review/outcome?kind=doubtful&outcome=")
    wrong = client.post(
        "/review/decide", data=fields | {"answer": "maybe"}, headers={"accept": "application/json"}
    )
    assert wrong.status_code == 400 and "<" not in wrong.text


def test_a_sample_hides_what_the_tool_says_and_serves_the_figures(
    as_reviewer: Reviewed, tmp_path: Path
) -> None:
    client = as_reviewer()
    answer = client.get("/review?kind=sample&number=2&seed=3")
    page = client.get(answer.headers["location"]).text
    while forms(page, "/review/decide"):
        assert "The tool says" not in page and "<mark" not in page and "INT-Y1" not in page
        undecided = re.findall(r'data-mine="([^"]*)"', page).index("")
        page = decide(client, page, "no", undecided)
    assert "/review/figures?seed=3" in page and "/review/figures?seed=3" in client.get("/review").text
    shown = visible(client.get("/review/figures?seed=3").text)
    assert "by people yes 0" in shown and "Precision" in shown and "Seed 3" in shown
    assert client.get("/review/figures?seed=4").status_code == 400
    figures = sample_figures(audit(), read_reviews(tmp_path / REVIEWS_FILE))
    assert (figures.seed, figures.number, figures.undecided) == (3, 2, 0)


def test_a_second_reviewer_does_not_see_the_first_and_what_differs_gets_a_last_word(
    as_reviewer: Reviewed, tmp_path: Path
) -> None:
    ann, bo = as_reviewer("Ann"), as_reviewer("Bo")
    page = ann.get("/review/outcome").text
    page = decide(ann, page, "yes", 0, reason="Anns reason")
    decide(ann, page, "no", 1)
    assert "A second opinion" in bo.get("/review").text
    page = bo.get("/review/outcome?kind=second").text
    assert "0 of 2 labels decided." in visible(page)
    assert "Ann" not in page and 'data-mine="yes"' not in page
    page = decide(bo, page, "no", 0)
    page = decide(bo, page, "no", 1)
    assert "Everything here is decided" in visible(page)
    assert held(tmp_path) == {(TWO_SYSTEMS, "intercultural"): Decision.NO}
    page = bo.get("/review/agreement").text
    assert "Ann: yes – Anns reason" in visible(page) and "Bo: no" in visible(page)
    assert "1 0" in visible(page)
    [fields] = forms(page, "/review/settle")
    settled = bo.post("/review/settle", data=fields | {"answer": "yes", "reason": "after all"})
    assert settled.status_code == 303
    assert held(tmp_path)[TWO_SYSTEMS, INTERNATIONAL] is Decision.YES
    page = ann.get(settled.headers["location"]).text
    assert "The last word is kept." in page and "Bo: yes – after all" in visible(page)
    [fields] = forms(page, "/review/open")
    ann.post("/review/open", data=fields)
    assert (TWO_SYSTEMS, INTERNATIONAL) not in held(tmp_path)
    assert ann.post("/review/settle", data=fields | {"difference": "0" * 20}).status_code == 400


def test_who_has_not_decided_a_label_sees_not_at_once_what_others_say(as_reviewer: Reviewed) -> None:
    ann, bo, cay = (as_reviewer(name) for name in ("Ann", "Bo", "Cay"))
    for client, answer in ((ann, "yes"), (bo, "no")):
        decide(client, client.get("/review/outcome").text, answer)
    decide(cay, cay.get("/review/outcome").text, "no", 1)
    assert "You have not decided this one yourself" in cay.get("/review/agreement").text
    assert "You have not decided" not in ann.get("/review/agreement").text
    assert "You have not decided" not in as_reviewer("Dag").get("/review/agreement").text


def test_a_page_of_another_name_saves_nothing(as_reviewer: Reviewed, tmp_path: Path) -> None:
    client = as_reviewer("Ann")
    page = client.get("/review/outcome").text
    client.post("/review/name", data={"name": "Bo"})
    fields = forms(page, "/review/decide")[0] | {"answer": "yes"}
    answer = client.post("/review/decide", data=fields)
    assert answer.status_code == 400 and "name was changed" in answer.text
    assert held(tmp_path) == {}


def test_read_alone_nothing_can_be_saved_and_that_is_said(as_reviewer: Reviewed, tmp_path: Path) -> None:
    page = as_reviewer("Ann").get("/review/outcome").text
    fields = forms(page, "/review/decide")[0] | {"answer": "yes"}
    [before] = [sorted(path.name for path in tmp_path.iterdir())]
    client = as_reviewer("", read_only=True)
    assert "nothing you decide can be saved" in client.get("/review").text
    page = client.get("/review/outcome").text
    assert "Nothing can be saved here." in page
    assert not forms(page, "/review/decide") and 'name="answer"' not in page
    for action in ("name", "decide", "undo", "settle", "open"):
        answer = client.post(f"/review/{action}", data=fields | {"name": "Ann"})
        assert answer.status_code == 400 and "read alone" in answer.text
    assert client.get("/review/agreement").status_code == 200
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    "query",
    ["kind=best", "decision=perhaps", "programme=../../etc", "course=%00", "perspective=x", "number=-1",
     "number=1e9", "number=99999999999999999999", "seed=%D9%A1", "kind=sample&number=0"],
)  # fmt: skip
def test_what_cannot_be_chosen_is_a_sentence(as_reviewer: Reviewed, query: str) -> None:
    client = as_reviewer()
    answer = client.get(f"/review/outcome?{query}")
    assert answer.status_code == 400 and "Choose anew" in answer.text


@pytest.mark.parametrize("field", ["outcome", "label", "answer"])
@pytest.mark.parametrize("value", ["", "x", "../../x", "\x00"])
def test_what_the_audit_does_not_have_is_not_decided(
    as_reviewer: Reviewed, tmp_path: Path, field: str, value: str
) -> None:
    client = as_reviewer()
    fields = forms(client.get("/review/outcome").text, "/review/decide")[0] | {"answer": "yes"}
    assert client.post("/review/decide", data=fields | {field: value}).status_code == 400
    assert held(tmp_path) == {}


def test_a_reason_is_kept_as_it_was_written_and_no_longer_than_allowed(
    as_reviewer: Reviewed, tmp_path: Path
) -> None:
    client = as_reviewer()
    page = client.get("/review/outcome").text
    reason = "<script>alert(1)</script> “länder” & mer"
    page = decide(client, page, "yes", 0, reason=reason)
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page
    assert [one.reason for one in read_reviews(tmp_path / REVIEWS_FILE)] == [reason]
    fields = forms(page, "/review/decide")[1] | {"answer": "yes", "reason": "x" * 2001}
    assert client.post("/review/decide", data=fields).status_code == 400


def test_hostile_words_of_a_syllabus_stay_words(as_reviewer: Reviewed) -> None:
    bad = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
    made = audit_of(course("X1", bad, outcome(f"beskriva {bad}", {INTERNATIONAL: 0.5})))
    client = as_reviewer(made=made)
    page = client.get("/review/outcome").text
    answer = client.get("/review/outcome", headers={"accept": "application/json"}).json()["html"]
    decide(client, page, "yes")
    other = as_reviewer("Bo", made=made)
    decide(other, other.get("/review/outcome").text, "no")
    for text in (page, answer, other.get("/review/agreement").text, client.get("/review").text):
        assert "<script>alert" not in text and "<img" not in text
        assert not {name for name in attributes(text) if name.startswith("on") or name == "style"}
    assert "alert(1)" in visible(page)


def test_evidence_is_marked_and_the_other_language_stands_beside(as_reviewer: Reviewed) -> None:
    client = as_reviewer(made=audit_of(*in_two_languages()))
    page = client.get("/review/outcome?kind=doubtful&perspective=international&decision=review").text
    assert '<mark data-for="0" class="now">redogöra</mark>' in page
    assert "In the other version: English" in visible(page) and "three länder" in visible(page)
    assert "this version by itself yes, the other no" in visible(page)


def test_a_folder_that_cannot_be_written_to_is_a_sentence(
    as_reviewer: Reviewed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = as_reviewer()
    page = client.get("/review/outcome").text
    page = decide(client, page, "yes")
    before = (tmp_path / REVIEWS_FILE).read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("curranalyser.folder.os.fsync", full)
    fields = forms(page, "/review/decide")[1] | {"answer": "no"}
    answer = client.post("/review/decide", data=fields, headers={"accept": "application/json"})
    assert answer.status_code == 507 and "there is no room left" in answer.text
    assert "Errno" not in answer.text and "Traceback" not in answer.text
    assert (tmp_path / REVIEWS_FILE).read_bytes() == before


def test_decisions_go_where_the_settings_say(as_reviewer: Reviewed, tmp_path: Path) -> None:
    chosen = tmp_path / "kept" / "decided.jsonl"
    client = as_reviewer(settings=Settings(reviews=str(chosen)))
    decide(client, client.get("/review/outcome").text, "yes")
    assert [path.name for path in sorted(chosen.parent.glob("*.jsonl"))] == [
        "decided-ann.jsonl",
        "decided.jsonl",
    ]
    assert not (tmp_path / REVIEWS_FILE).exists()


def test_it_speaks_swedish(as_reviewer: Reviewed) -> None:
    client = as_reviewer()
    for path in ("/review", "/review/outcome", "/review/agreement", "/review?name="):
        page = visible(client.get(f"{path}{'&' if '?' in path else '?'}lang=sv").text)
        english = re.findall(r"\b(?:the|of|decided|labels?|reviews?|you)\b", page)
        assert set(english) <= {"reviews"}, page  # as the files are called


def test_a_part_of_the_audit_is_reached_from_a_figure(as_reviewer: Reviewed) -> None:
    client = as_reviewer()
    answer = client.get("/review?programme=OMSPR&perspective=international&decision=no")
    page = client.get(answer.headers["location"]).text
    assert "0 of 2 labels decided." in visible(page)
    assert "Omsorgsprogrammet" in visible(page) and PULSE in visible(page) + visible(
        client.get(html.unescape(re.findall(r'id="skip" href="([^"]*)"', page)[0])).text
    )


def test_two_servers_and_four_pages_at_once_lose_nothing(as_reviewer: Reviewed, tmp_path: Path) -> None:
    """Two people with two pages each, over two servers: each page decides labels of its own."""
    pages = [as_reviewer(name) for name in ("Ann", "Ann", "Bo", "Bo")]
    texts = [client.get(f"/review/outcome?kind=doubtful&perspective={one}").text
             for client, one in zip(pages, ("international", "intercultural") * 2, strict=True)]  # fmt: skip

    def all_of_it(client: TestClient, page: str) -> None:
        while forms(page, "/review/decide"):
            page = decide(client, page, "yes")

    with ThreadPoolExecutor(4) as at_once:
        list(at_once.map(all_of_it, pages, texts))
    assert len(held(tmp_path)) == 10
    assert {one.reviewer for one in read_reviews(tmp_path / REVIEWS_FILE)} == {"Ann, Bo"}
    assert [len(read_reviews(file)) for file in sorted(tmp_path.glob("reviews-*.jsonl"))] == [10, 10]


def test_where_there_is_no_folder_that_is_a_sentence(as_reviewer: Reviewed, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    client = as_reviewer(settings=Settings(reviews=str(tmp_path / "file" / "reviews.jsonl")))
    answer = client.get("/review/outcome")
    assert answer.status_code in (200, 400)
    if answer.status_code == 200:
        fields = forms(answer.text, "/review/decide")[0] | {"answer": "yes"}
        answer = client.post("/review/decide", data=fields)
    assert answer.status_code in (400, 507) and str(tmp_path / "file") in html.unescape(answer.text)


def test_what_holds_nothing_says_why(as_reviewer: Reviewed) -> None:
    client = as_reviewer()
    for address, why in (
        ("/review/outcome?kind=second", "Nobody else has decided anything of this yet."),
        ("/review/outcome?kind=doubtful&course=LON100&decision=review", "The tool leaves no label of this"),
        ("/review/outcome?kind=doubtful&course=LON100&decision=yes", "No label of the audit is like that."),
    ):
        page = client.get(address).text
        assert why in visible(page)
        assert "0 of 0" not in page
        assert re.search(r"<progress hidden", page)
    assert "audit has been made anew" not in page, "nothing was decided"


def test_an_audit_without_outcomes_says_so(as_reviewer: Reviewed) -> None:
    client = as_reviewer(made=audit_of(course("ABC1", "Empty")))
    for address in ("/review", "/review/outcome"):
        page = client.get(address)
        assert page.status_code == 200
        assert "No learning outcome was read in this audit" in visible(page.text)
    assert "Begin with the sample" not in client.get("/review").text


def test_where_nothing_is_left_to_people_there_is_no_way_to_it(as_reviewer: Reviewed) -> None:
    sure = audit_of(course("ABC1", "Sure", outcome(WELFARE, {INTERNATIONAL: 0.9})))
    page = as_reviewer(made=sure).get("/review").text
    assert "every label is a yes or a no" in visible(page)
    assert "decision=review" not in page


def test_the_courses_that_everyone_takes_can_be_chosen(as_reviewer: Reviewed) -> None:
    client = as_reviewer()
    for chosen, labels in (
        ("programme=OMSPR&taken=everyone", 6),
        ("programme=OMSPR&taken=not said", 6),
        ("programme=OMSPR", 12),
        ("taken=everyone", 6),
        ("taken=some", 0),
    ):
        page = visible(client.get(f"/review/outcome?kind=doubtful&{chosen}").text)
        assert f"0 of {labels} labels decided" in page or (not labels and "nothing to decide" in page), chosen
    assert "Compulsory courses" in visible(client.get("/review/outcome?kind=doubtful&taken=everyone").text)
    answer = client.get("/review?taken=nobody")
    assert answer.status_code == 400
    assert "“nobody” cannot be chosen here." in answer.text


def test_who_settles_one_after_the_other_stays_in_their_place(as_reviewer: Reviewed) -> None:
    ann, bo = as_reviewer("Ann"), as_reviewer("Bo")
    assert re.search(r'<input id="name"[^>]* autofocus', as_reviewer("").get("/review").text)
    address = "/review/outcome?kind=doubtful&perspective=comparative"
    decide(ann, ann.get(address).text, "yes")
    decide(bo, bo.get(address).text, "no")
    page = bo.get("/review/agreement").text
    assert "autofocus" not in page
    [fields] = forms(page, "/review/settle")
    settled = bo.post("/review/settle", data=fields | {"answer": "yes"})
    page = bo.get(settled.headers["location"]).text
    [told] = re.findall(r"<p role=\"status\"[^>]* autofocus>([^<]*)", page)
    assert told == "The last word is kept."
    assert page.index("What is decided differently") < page.index(told), "what is open follows"
