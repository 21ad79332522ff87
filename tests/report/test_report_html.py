import base64
import hashlib
import json
import re
from dataclasses import replace
from itertools import pairwise

from curranalyser.datamodel import Audit
from curranalyser.i18n import LOCALE_FOLDER
from curranalyser.report import build_view, render_html, render_json
from curranalyser.report.view import AuditView
from curranalyser.scheme import Scheme

Figure = tuple[float, float]


def figure(item: dict) -> Figure:
    return float(item["numerator"]), float(item["denominator"])


def shared(name: str, shares: list[dict], kinds: tuple[str, ...]) -> dict[str, Figure]:
    return {f"{name}/{item['perspective']}/{kind}": figure(item[kind]) for item in shares for kind in kinds}


def indicators(name: str, item: dict) -> dict[str, Figure]:
    expected: dict[str, Figure] = {}
    for group in item["groups"]:
        place = f"{name}/{group['dimension']}/{group['value']}"
        expected |= shared(place, group["shares"], ("outcomes", "courses"))
    for standing, shares in zip(item["standing"], item["shares"], strict=True):
        for kind in ("related", "focused", "opportunity"):
            expected[f"{name}/{standing['perspective']}/{kind}"] = figure(standing[kind])
        expected[f"{name}/{shares['perspective']}/distinct"] = figure(shares["distinct"])
    for kind in ("courses", "credits"):
        for share in item["languages"]["shares"]:
            expected[f"{name}/language/{share['language']}/{kind}"] = figure(share[kind])
        expected[f"{name}/exchange/{kind}"] = figure(item["languages"][f"exchange_{kind}"])
    return expected


def test_the_figures_are_those_of_the_json(page, view: AuditView, audit: Audit) -> None:
    shown = {
        name: tuple(map(float, figure.split("/")))
        for _, cell in page.elements
        if "data-indicator" in cell
        for name, figure in [cell["data-indicator"].rsplit(" ", 1)]
    }
    data = json.loads(render_json(audit))
    kinds = ("outcomes", "courses", "credits")
    expected = shared("all", data["shares"], ("outcomes",)) | indicators("a", data)
    for place, programme in enumerate(data["programmes"], 1):
        expected |= shared(f"p{place}/all", programme["shares"], kinds)
        expected |= indicators(f"p{place}", programme)
    first = data["programmes"][0]  # the others have no course list of their own
    expected |= shared("p1/compulsory", first["compulsory_shares"], kinds)
    expected |= shared("p1/elective", first["elective_shares"], kinds)
    expected |= {f"p1/{item['perspective']}/carried": figure(item["carried"]) for item in first["promises"]}
    assert shown == expected
    guaranteed = {
        cell["data-guaranteed"]: tuple(
            int(cell[f"data-{name}"]) for name in ("carrying", "with-syllabus", "everyone")
        )
        for _, cell in page.elements
        if "data-guaranteed" in cell
    }
    assert guaranteed == {
        f"p1/{item['perspective']}": (len(item["carrying"]), item["with_syllabus"], item["everyone"])
        for item in first["exposure"]
    }
    text = page.text.replace("\N{NO-BREAK SPACE}", " ")
    for share in view.programmes[0].shares[0].shares:
        assert (
            f"{share.outcomes.percent} {share.outcomes.fraction}".replace("\N{NO-BREAK SPACE}", " ") in text
        )


def test_every_link_leads_somewhere_inside_the_page(page) -> None:
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [attributes["href"] for attributes in page.all("a")]
    assert links
    assert {link[0] for link in links} == {"#"}
    assert {link[1:] for link in links} <= set(ids)
    named = [
        name
        for _, attributes in page.elements
        for key in ("aria-labelledby", "aria-describedby")
        for name in attributes.get(key, "").split()
    ]
    assert set(named) <= set(ids)


def test_nothing_is_fetched_and_nothing_runs_but_the_own_script(view: AuditView, page) -> None:
    html = render_html(view)
    assert len(page.all("script")) == 1
    assert not page.all("img")
    assert not [
        attributes
        for _, attributes in page.elements
        if any(name.startswith("on") or name in ("src", "style", "srcset") for name in attributes)
    ]
    policy = next(
        meta["content"] for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"
    )
    for tag, directive in (("script", "script-src"), ("style", "style-src")):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", html, re.S)
        assert content
        assert (
            f"{directive} 'sha256-{base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()}'"
            in policy
        )
    assert "default-src 'none'" in policy
    assert not re.search(r"(https?:)?//[a-z]", html.replace("http://example.org", ""))


def test_hostile_text_is_shown_and_inert(page) -> None:
    assert "<script>alert('x')</script>[U+202E]txt.exe ␛[31m red ␀" in page.text
    assert "{{ 7*7 }} %(count)s" in page.text
    assert "=HYPERLINK(" in page.text
    assert not set(page.text) & set("\u202e\x1b\x00\ufffe")
    languages = {attributes["lang"] for _, attributes in page.elements if "lang" in attributes}
    assert languages <= {"sv", "en"}


def test_the_page_speaks_one_language(audit: Audit, scheme: Scheme) -> None:
    html = render_html(build_view(audit, scheme, "sv"))
    catalogue = (LOCALE_FOLDER / "sv" / "LC_MESSAGES" / "curranalyser.po").read_text(encoding="utf-8")
    english = [
        message
        for message in re.findall(r'^msgid "(.*)"$', catalogue, re.M)
        if len(message) > 14 and "%" not in message
    ]
    assert len(english) > 100
    assert [message for message in english if message in html] == []


def test_headings_descend_one_level_at_a_time(page) -> None:
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_landmarks_tables_and_language_are_marked(page, lang: str) -> None:
    assert page.all("html")[0]["lang"] == lang
    assert [len(page.all(tag)) for tag in ("main", "nav", "header")] == [1, 1, 1]
    assert len(page.all("caption")) == len(page.all("table"))
    assert all(cell.get("scope") in ("col", "colgroup", "row", "rowgroup") for cell in page.all("th"))
    assert page.all("a")[0] == {"class": "skip", "href": "#main"}
    assert all(box.get("aria-label") for _, box in page.elements if box.get("class") == "scroll")
    other = "en" if lang == "sv" else "sv"
    assert any(attributes.get("lang") == other for attributes in page.all("p"))
    assert all(attributes.get("lang") != lang for attributes in page.all("p"))


def test_outcomes_show_marks_rule_page_and_file(page, view: AuditView) -> None:
    outcome = view.courses[0].outcomes[0]
    assert [{"id": outcome.anchor, "class": "o"}] == [
        row for row in page.all("tr") if row.get("id") == outcome.anchor
    ]
    assert len([row for row in page.all("tr") if row.get("class") == "o"]) == view.outcomes
    assert {"v0", "v1", "v2", "v0 v2"} == {mark["class"] for mark in page.all("mark")}
    rule = outcome.labels[0].rule
    assert rule
    assert f"{rule.id}: {rule.text}" in page.text
    assert f" {outcome.page}, kursplan-OMV101.pdf" in page.text


def test_the_map_and_its_table_agree(page, view: AuditView) -> None:
    assert len(page.all("figure")) == len(view.programmes)
    assert "INT 2" in page.text
    assert "ICU ?" in page.text
    assert [image["role"] for image in page.all("svg") if image.get("class") == "map"] == ["img"] * len(
        view.programmes
    )


def test_files_that_need_attention_are_listed(page, view: AuditView) -> None:
    for file in view.attention:
        assert file.path in page.text
        assert all(problem.message in page.text and problem.hint in page.text for problem in file.problems)


def test_provenance_and_definitions_are_there(page, view: AuditView, audit: Audit) -> None:
    assert audit.provenance.model_sha256 in page.text
    assert all(perspective.definition in page.text for perspective in view.perspectives)
    rules = [rule for _, group in view.rules for rule in group]
    assert all(rule.rest in page.text for rule in rules)
    assert any(rule.rest != rule.text for rule in rules), "a verdict beside the text stands there once"
    assert not any(rule.rest.startswith(rule.verdict) for rule in rules)


def test_the_same_audit_gives_the_same_page(audit: Audit, scheme: Scheme, view: AuditView) -> None:
    assert render_html(build_view(audit, scheme, view.lang)) == render_html(view)


def test_an_audit_without_programmes_or_courses_has_a_page(audit: Audit, scheme: Scheme, page) -> None:
    reader = type(page)
    lonely = reader(
        render_html(
            build_view(
                replace(audit, programmes=(), unlinked_courses=tuple(course.key for course in audit.courses)),
                scheme,
                "en",
            )
        )
    )
    assert "All courses" in lonely.text
    assert "OMV101" in lonely.text
    empty = reader(
        render_html(
            build_view(
                replace(
                    audit, programmes=(), courses=(), unlinked_courses=(), shares=(), files=(), failures=()
                ),
                scheme,
                "en",
            )
        )
    )
    assert "No course was analysed." in empty.text
    assert "No file needs attention." in empty.text


def test_messages_hold_no_bare_percent_sign() -> None:
    catalogue = (LOCALE_FOLDER / "sv" / "LC_MESSAGES" / "curranalyser.po").read_text(encoding="utf-8")
    assert not re.findall(r"%(?!\(\w+\)[sr])", catalogue)


def test_who_answers_stands_beside_a_course_with_the_perspective_in_its_content_only(
    audit: Audit, scheme: Scheme, lang: str
) -> None:
    courses = tuple(
        replace(course, header=replace(course.header, owner="Åsa <Ek>"), by_person=("owner",))
        if course.opportunities
        else replace(course, header=replace(course.header, owner="Nobody Known"))
        for course in audit.courses
    )
    text = render_html(build_view(replace(audit, courses=courses), scheme, lang))
    told = {"sv": "ansvarar för kursen: ", "en": "answers for the course: "}[lang]
    assert f"{told}Åsa &lt;Ek&gt;" in text and "Nobody Known</span>" not in text
