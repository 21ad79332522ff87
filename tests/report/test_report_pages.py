"""The pages of a report: the same things as on one page, linked, and nothing left behind or overwritten."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from curranalyser.cli.audit import render, shown_before
from curranalyser.datamodel import Audit
from curranalyser.errors import OutputError
from curranalyser.folder import INDEX_FILE, PAGE_MARK, own_pages
from curranalyser.pipeline import prepare_run
from curranalyser.report import build_view, render_html, write_report
from curranalyser.report import pages as layout
from curranalyser.report.html import render_pages
from curranalyser.report.pages import page_paths
from curranalyser.report.prepare import build_view as prepared
from curranalyser.report.view import AuditView
from curranalyser.report.write import write_view
from curranalyser.scheme import Scheme
from curranalyser.settings import Settings
from curranalyser.store import Store

SECTIONS = ["groups.html", "outcomes.html", "files.html", "definitions.html"]


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pages that hold next to nothing."""
    monkeypatch.setattr(layout, "MOST_OUTCOMES", 1)
    monkeypatch.setattr(layout, "_OUTCOMES_A_PAGE", 3)
    yield


@pytest.fixture(params=["roomy", "crowded"])
def pages(request: pytest.FixtureRequest, view: AuditView) -> dict[str, str]:
    if request.param == "crowded":
        request.getfixturevalue("crowded")
    return dict(render_pages(view))


def test_each_page_is_foretold(pages: dict[str, str], view: AuditView) -> None:
    assert list(pages) == list(page_paths(view))
    assert list(pages)[-1] == INDEX_FILE
    assert [path for path in pages if path.startswith("programmes/")] == [
        "programmes/VGSSK.html",
        "programmes/TAWEM.html",
    ]
    assert [path for path in pages if "/" not in path] == ["courses.html", *SECTIONS, INDEX_FILE]


def test_one_page_is_all_of_them(view: AuditView) -> None:
    assert dict(render_pages(view, one_page=True)) == {INDEX_FILE: render_html(view)}
    assert page_paths(view, one_page=True) == (INDEX_FILE,)


def test_everything_of_the_one_page_is_on_some_page(
    pages: dict[str, str], view: AuditView, taken_apart: type
) -> None:
    one, several = taken_apart(render_html(view)), {path: taken_apart(page) for path, page in pages.items()}

    def found(page: object, name: str) -> list[str]:
        return [attributes[name] for _, attributes in page.elements if name in attributes]  # type: ignore[attr-defined]

    for name in ("data-indicator", "data-guaranteed"):
        assert sorted(value for page in several.values() for value in found(page, name)) == sorted(
            found(one, name)
        )
    assert {value for page in several.values() for value in found(page, "id")} >= set(found(one, "id"))
    # Programmes and courses stand on one page each, but for what a programme's own page repeats.
    places = [
        value
        for path, page in several.items()
        if not path.startswith("programmes/")
        for value in found(page, "id")
    ]
    courses = [course.anchor for course in view.courses]
    assert sorted(value for value in places if value in courses) == sorted(courses)


def test_each_page_stands_by_itself(pages: dict[str, str], taken_apart: type) -> None:
    for path, html in pages.items():
        page = taken_apart(html)
        assert len(page.all("script")) == 1
        assert not page.all("link")
        assert [meta["content"] for meta in page.all("meta") if meta.get("name") == "generator"] == [
            "curranalyser"
        ]
        assert page.all("html")[0]["data-page"] == path
        assert PAGE_MARK in html[:1000]
        ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        assert len(ids) == len(set(ids)), path
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_every_link_leads_to_a_place_on_a_page_of_the_report(
    pages: dict[str, str], taken_apart: type
) -> None:
    apart = {path: taken_apart(page) for path, page in pages.items()}
    places = {
        path: {attributes["id"] for _, attributes in page.elements if "id" in attributes}
        for path, page in apart.items()
    }
    reached = set()
    for path, page in apart.items():
        for link in page.all("a"):
            target, _, anchor = link["href"].partition("#")
            where = (
                str((Path("/") / path).parent.joinpath(target).resolve().relative_to("/")) if target else path
            )
            assert where != path or not target, "a link within a page is no link to the page"
            assert where in apart
            assert not anchor or anchor in places[where], (path, link)
            reached.add(where)
    assert reached == set(apart)


def test_the_page_of_a_programme_can_be_sent_by_itself(
    pages: dict[str, str], view: AuditView, taken_apart: type
) -> None:
    """Its links lead to itself, but for those to the whole report; all outcomes of its courses are on it."""
    for programme, path in zip(view.programmes, list(pages), strict=False):
        html = pages[path]
        contents = html.partition('<div class="whole">')[2].partition("</nav>")[0]
        away = [link["href"] for link in taken_apart(html).all("a") if not link["href"].startswith("#")]
        attention = ["../files.html#attention"] if programme.files_needing_attention else []
        assert sorted(away) == sorted(re.findall(r'href="([^"]+)"', contents) + attention)
        page = taken_apart(html)
        for row in programme.rows:
            for outcome in row.course.outcomes if row.course else ():
                assert " ".join(outcome.plain.split()) in page.text
        for group in programme.carriers:
            for outcome, _ in group.outcomes:
                [label] = [item for item in outcome.labels if item.perspective is group.perspective]
                assert label.rule is None or f"{label.rule.id}: {label.rule.text}" in page.text


def test_a_programme_with_very_many_outcomes_leads_to_the_pages_of_courses(
    view: AuditView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "MOST_REPEATED", 3)
    page = dict(render_pages(view))["programmes/VGSSK.html"]
    assert 'href="../courses.html#c1"' in page
    assert 'class="brief"' not in page


def test_programmes_stand_by_name_or_as_the_settings_list_them(
    audit: Audit, scheme: Scheme, lang: str
) -> None:
    def order(*wanted: str) -> list[str]:
        page = dict(render_pages(build_view(audit, scheme, lang, wanted)))[INDEX_FILE]
        return re.findall(r'<article class="overview" aria-labelledby="(p\d)-o"', page)

    assert order() == ["p2", "p1"]  # Master’s … before Nursing … and Sjuksköterske…
    assert order("vgssk") == ["p1", "p2"]
    assert order("tawem", "VGSSK") == ["p2", "p1"]
    assert order("Master's Programme in Water <Engineering>") == ["p2", "p1"]
    assert order("nobody") == ["p2", "p1"]


def test_programmes_of_which_nothing_is_known_come_last_in_a_line(audit: Audit, scheme: Scheme) -> None:
    nursing, water = audit.programmes
    bare = replace(
        water,
        key="AAA",
        header=replace(water.header, code="AAA", title="Aardvark"),
        courses=tuple(replace(item, course_key=None, linked_by="not found") for item in water.courses),
    )
    view = build_view(replace(audit, programmes=(bare, nursing)), scheme, "en")
    assert [programme.code for programme in view.in_order] == ["VGSSK", "AAA"]
    page = dict(render_pages(view))[INDEX_FILE]
    line = re.search(r'<ul class="bare">\s*<li>(.*?)</li>\s*</ul>', page, re.DOTALL)
    assert line
    assert re.sub("<[^>]*>", "", line[1]) == (
        "Aardvark (AAA): None of the 2 listed courses has a syllabus among the files."
    )
    assert "programmes/AAA.html" in dict(render_pages(view))


def test_pages_that_are_not_called_like_a_code_are_listed(audit: Audit, scheme: Scheme) -> None:
    hostile = "../<b>.exe"
    programmes = tuple(
        replace(
            profile,
            header=replace(profile.header, code=code),
            analysed=replace(
                profile.analysed,
                syllabus=replace(profile.analysed.syllabus, header=replace(profile.header, code=code)),
            ),
        )
        for profile, code in ((audit.programmes[0], hostile), (audit.programmes[1], None))
    )
    pages = dict(render_pages(build_view(replace(audit, programmes=programmes), scheme, "en")))
    assert list(pages)[:2] == [
        "programmes/b-exe.html",
        "programmes/Master-s-Programme-in-Water-Engineering.html",
    ]
    files = pages["files.html"]
    assert "The code cannot be the name of a file everywhere." in files
    assert "The programme syllabus gives no code." in files
    assert "<b>" not in files.partition("<main")[2]


def test_the_head_is_on_every_page_and_inert(audit: Audit, scheme: Scheme) -> None:
    head = replace(
        audit.head, institution="<script>alert(1)</script>\x00", period="HT 2026", date="2026-11-29"
    )
    for lang, day in (("sv", "29 november 2026"), ("en", "29 November 2026")):
        for page in dict(render_pages(prepared(replace(audit, head=head), scheme, lang))).values():
            assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
            assert f"<dd>{day}</dd>" in page
            assert "<dd></dd>" not in page
    odd = build_view(replace(audit, head=replace(head, date="<i>today")), scheme, "en")
    assert "<dd>&lt;i&gt;today</dd>" in render_html(odd)


@pytest.mark.usefixtures("crowded")
def test_a_report_is_written_with_its_pages_and_without_those_of_an_earlier_one(
    audit: Audit, scheme: Scheme, tmp_path: Path
) -> None:
    def pages() -> dict[str, bytes]:
        return {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in own_pages(tmp_path)}

    write_report(audit, tmp_path, scheme, "sv")
    before = pages()
    assert {"courses.html", "courses/courses-1.html", "programmes/VGSSK.html", *SECTIONS} <= set(before)
    theirs = {
        "courses/courses-77.html": "<h1>Somebody’s own</h1>",
        "courses/notes.html": PAGE_MARK,
        "courses/courses-1.txt": "text",
        # A copy is theirs: its head has another name.
        "programmes/VGSSK-mine.html": before["programmes/VGSSK.html"].decode(),
        "programmes/notes.html": "<p>Somebody’s own</p>",
        "pages/mine.html": PAGE_MARK,
    }
    (tmp_path / "pages").mkdir()
    for name, text in theirs.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    # Of an earlier version, and of an earlier run.
    (tmp_path / "pages" / "courses-1.html").write_text(f"<html>{PAGE_MARK}", encoding="utf-8")
    stale = before["programmes/VGSSK.html"].replace(
        b'data-page="programmes/VGSSK', b'data-page="programmes/OLD'
    )
    (tmp_path / "programmes" / "OLD.html").write_bytes(stale)
    write_report(audit, tmp_path, scheme, "sv")
    assert pages() == before
    write_view(audit, build_view(audit, scheme, "sv"), tmp_path, one_page=True)
    assert pages() == {}
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {*theirs, "audit.json", "audit.xlsx", "outcomes.csv", INDEX_FILE}


def test_the_folders_of_pages_go_with_the_last_of_them(audit: Audit, scheme: Scheme, tmp_path: Path) -> None:
    (tmp_path / "courses").mkdir()
    write_report(audit, tmp_path, scheme, "en")
    assert (tmp_path / "courses").is_dir()
    write_view(audit, build_view(audit, scheme, "en"), tmp_path, one_page=True)
    assert not (tmp_path / "programmes").exists()
    assert (tmp_path / "courses").is_dir()


@pytest.mark.parametrize("name", ["programmes/VGSSK.html", "files.html", INDEX_FILE])
def test_nothing_is_written_where_a_page_would_overwrite_a_file_of_somebody_else(
    audit: Audit, scheme: Scheme, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        write_report(audit, tmp_path, scheme, "en")
    assert str(tmp_path / name) in caught.value.told(str)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / name]


@pytest.mark.usefixtures("crowded")
def test_a_report_stands_as_written_only_with_all_its_pages(
    audit: Audit, scheme: Scheme, tmp_path: Path
) -> None:
    with Store(tmp_path) as store:
        store.finish(audit, "inputs", "", "SE", [])
        shown = render(audit, tmp_path, scheme, "en", store)
        assert shown_before(store, tmp_path, "en") == shown
        for page in (tmp_path / "programmes" / "VGSSK.html", tmp_path / "courses" / "courses-1.html"):
            content = page.read_bytes()
            for spoil in (page.unlink, lambda: page.write_bytes(content + b" ")):  # noqa: B023 called here
                spoil()
                assert shown_before(store, tmp_path, "en") is None
                page.write_bytes(content)
                assert shown_before(store, tmp_path, "en") == shown


@pytest.mark.usefixtures("crowded")
def test_pages_of_the_report_are_no_syllabi(audit: Audit, scheme: Scheme, tmp_path: Path) -> None:
    write_report(audit, tmp_path, scheme, "sv")
    (tmp_path / "index.html").unlink()  # as a run that was killed leaves it
    for name in ("kurs.txt", "programmes/kurs.html"):
        (tmp_path / name).write_text("Kursplan", encoding="utf-8")
    assert [shown for _, shown in prepare_run([tmp_path], Settings(), tmp_path).files] == [
        "kurs.txt",
        "programmes/kurs.html",
    ]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "{} of these outcomes carry at least one of the perspectives."),
        ("sv", "Minst ett av perspektiven finns i {} av lärandemålen."),
    ],
)
def test_what_carries_a_perspective_is_outcomes_not_courses(
    audit: Audit, scheme: Scheme, lang: str, said: str
) -> None:
    shown = prepared(audit, scheme, lang)
    assert shown.outcomes_carrying > 1
    text = " ".join(dict(render_pages(shown))[INDEX_FILE].split())
    assert said.format(shown.outcomes_carrying) in text
