"""The report as a server shows it: the pages of the audit, each figure with a way to the labels behind it."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlparse

import pytest
from command_line import Audited
from served import Opened
from starlette.testclient import TestClient

from curranalyser.datamodel import Audit
from curranalyser.library.finished import read_audit
from curranalyser.report import build_view
from curranalyser.report.html import render_pages
from curranalyser.scheme import load_scheme


@pytest.fixture(scope="module")
def audit(sample_audit: Audited) -> Audit:
    return read_audit(sample_audit.folder)


@pytest.fixture
def page(open_page: Opened, audit: Audit, tmp_path: Path) -> TestClient:
    return open_page(audit, tmp_path)


def test_all_pages_are_there_and_their_links_lead_somewhere(page: TestClient, audit: Audit) -> None:
    paths = {path for path, _ in render_pages(build_view(audit, load_scheme(), "en"))}
    assert page.get("/report").headers["location"] == "/report/"
    texts = {path: page.get(f"/report/{path}?lang=en") for path in paths}
    assert {answer.status_code for answer in texts.values()} == {200}
    assert page.get("/report/").text == texts["index.html"].text
    for path, answer in texts.items():
        for link in re.findall(r'href="([^"#?]+\.html)', answer.text):
            assert str((Path("/") / path).parent.joinpath(link).resolve()).lstrip("/") in paths


def test_nothing_stands_inline_and_style_and_script_are_files(page: TestClient) -> None:
    answer = page.get("/report/")
    assert "'unsafe-inline'" not in answer.headers["content-security-policy"]
    assert "<style" not in answer.text
    assert 'http-equiv="Content-Security-Policy"' not in answer.text
    assert not re.search(r"<script(?![^>]* src=)", answer.text)
    for address, kind in (("/report/look.css", "text/css"), ("/report/page.js", "text/javascript")):
        assert address in answer.text
        file = page.get(address)
        assert file.headers["content-type"].startswith(kind)
        assert len(file.text) > 1000


def test_figures_lead_to_the_labels_behind_them(page: TestClient, audit: Audit) -> None:
    perspectives, keys = set(audit.perspectives), {profile.key for profile in audit.programmes}
    courses = {course.key for course in audit.courses}
    found: dict[str, set[str]] = {"programme": set(), "course": set(), "decision": set()}
    for path in ("index.html", *(f"programmes/{key}.html" for key in keys)):
        for link in re.findall(r'href="(/review\?[^"]+)"', page.get(f"/report/{path}").text):
            chosen = parse_qs(urlparse(unescape(link)).query)
            assert chosen["perspective"][0] in perspectives
            for name, values in found.items():
                values.update(chosen.get(name, []))
    assert found["programme"] == keys
    assert found["course"]
    assert found["course"] <= courses
    assert found["decision"] == {"yes", "review"}


LINK = re.compile(r'<a class="maybe" href="(/review\?[^"]+)" aria-label="([^"]+)">([^<]+)</a>')


def test_behind_each_share_are_as_many_labels_as_it_counts(page: TestClient, audit: Audit) -> None:
    page.post("/review/name", data={"name": "Ann"})
    sets = {
        "": "shares",
        "everyone": "compulsory_shares",
        "some": "elective_shares",
        "not said": "unsaid_shares",
    }
    seen = set()
    for profile in audit.programmes:
        text = page.get(f"/report/programmes/{profile.key}.html?lang=en").text
        for address in {unescape(href) for href, _, _ in LINK.findall(text)}:
            chosen = {name: values[0] for name, values in parse_qs(urlparse(address).query).items()}
            if chosen.get("programme") != profile.key:
                continue
            shares = getattr(profile, sets[chosen.get("taken", "")])
            share = next(item for item in shares if item.perspective == chosen["perspective"])
            counted = share.outcomes.numerator if chosen["decision"] == "yes" else share.to_review
            asked = page.get(page.get(address).headers["location"]).text
            assert re.search(rf"0 of {int(counted)} labels? decided", asked), address
            seen.add((chosen.get("taken", ""), chosen["decision"]))
    assert {("", "yes"), ("", "review"), ("everyone", "yes"), ("some", "yes")} <= seen


def test_the_figures_at_the_head_have_a_way_in_too(page: TestClient, audit: Audit) -> None:
    text = page.get("/report/?lang=en").text
    links = [(parse_qs(urlparse(unescape(href)).query), name) for href, name, _ in LINK.findall(text)]
    for key in ("", *(profile.key for profile in audit.programmes)):
        shares = next((item.shares for item in audit.programmes if item.key == key), audit.shares)
        for share in shares:
            found = {
                chosen["decision"][0]
                for chosen, _ in links
                if chosen.get("programme", [""])[0] == key and chosen["perspective"] == [share.perspective]
            }
            assert found == {
                *(["yes"] if share.outcomes.numerator else []),
                *(["review"] if share.to_review else []),
            }
    # Every name begins with the word that is seen, and no two that lead elsewhere are called alike.
    assert {shown for _, _, shown in LINK.findall(text)} == {"decide"}
    named = {name: href for href, name, _ in LINK.findall(text)}
    assert all(name.startswith("decide: ") for name in named)
    assert len(named) == len({href for href, _, _ in LINK.findall(text)})


def test_from_a_label_one_comes_back_to_its_course(page: TestClient, audit: Audit) -> None:
    page.post("/review/name", data={"name": "Ann"})
    profile = audit.programmes[0]
    asked = page.get("/review/outcome?" + urlencode({"kind": "doubtful", "programme": profile.key})).text
    ways = {unescape(way) for way in re.findall(r'href="(/report/of\?[^"]+)"', asked)}
    places = {page.get(way).headers["location"] for way in ways}
    assert f"/report/programmes/{profile.key}.html#p1" in places
    [course] = [place for place in places if "#c" in place]
    path, _, anchor = course.partition("#")
    assert f'id="{anchor}"' in page.get(path).text
    keys = {parse_qs(urlparse(way).query).get("course", [""])[0] for way in ways} - {""}
    assert keys <= {item.course_key for item in profile.courses}
    assert page.get("/report/of?course=no-such").status_code == 404
    assert page.get("/report/of").status_code == 404


def test_where_it_is_not_said_who_takes_what_it_can_be_said_here(page: TestClient, audit: Audit) -> None:
    for profile in audit.programmes:
        text = page.get(f"/report/programmes/{profile.key}.html?lang=en").text
        for way in re.findall(r'href="(/programmes/edit[^"]+)"', text):
            assert parse_qs(urlparse(unescape(way)).query) == {"programme": [profile.key]}
            assert page.get(unescape(way)).status_code == 200


def test_its_head_is_that_of_the_other_rooms(page: TestClient) -> None:
    text = page.get("/report/courses.html?lang=en").text
    ways = text.split('class="ways"')[1].split("</nav>")[0]
    assert [unescape(way) for way in re.findall(r'href="([^"]+)"', ways)] == [
        "/", "/check", "/review", "/programmes", "/report/", "?lang=sv",
    ]  # fmt: skip
    assert re.search(r'href="/report/" aria-current="page">Report<', ways)


def test_a_programmes_links_name_that_programme(page: TestClient, audit: Audit) -> None:
    for profile in audit.programmes:
        text = page.get(f"/report/programmes/{profile.key}.html").text
        named = {
            parse_qs(urlparse(unescape(link)).query).get("programme", [""])[0]
            for link in re.findall(r'href="(/review\?[^"]+)"', text)
        }
        assert named <= {profile.key, ""}


def test_a_report_in_a_folder_knows_nothing_of_it(audit: Audit, sample_audit: Audited) -> None:
    for path, text in render_pages(build_view(audit, load_scheme(), "en")):
        assert "/review?" not in text
        assert 'class="ways"' not in text
        assert (sample_audit.folder / path).read_text(encoding="utf-8") == text


def test_the_language_is_chosen_and_kept(page: TestClient) -> None:
    assert 'lang="sv"' in page.get("/report/?lang=sv").text[:300]
    assert 'lang="sv"' in page.get("/report/courses.html").text[:300]
    assert 'lang="en"' in page.get("/report/courses.html?lang=en").text[:300]


@pytest.mark.parametrize(
    "path",
    [
        "audit.json", "audit.db", "../audit.json", "%2e%2e/audit.json", "/etc/passwd",
        "programmes/../audit.xlsx", "programmes/NO.html", "index.html.j2", "courses/courses-1.html",
        "x" * 3000,
    ],
)  # fmt: skip
def test_only_pages_of_the_report_are_there(page: TestClient, sample_audit: Audited, path: str) -> None:
    answer = page.get(f"/report/{path}")
    assert answer.status_code in (303, 404)
    assert b'"perspectives":' not in answer.content


def test_without_an_audit_there_is_no_report(open_page: Opened) -> None:
    assert open_page().get("/report/").status_code == 404
