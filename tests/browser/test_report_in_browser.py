"""The report as a reader meets it.

Without network, by mouse and by keyboard, with and without JavaScript, on screen and on paper.
"""

import json
from decimal import Decimal
from typing import Any

from curranalyser.datamodel import Audit, Decision
from curranalyser.report import render_json

Browsed = dict[str, Any]


def test_nothing_is_asked_for_and_nothing_hostile_runs(browsed: Browsed) -> None:
    assert browsed["requests"] == []
    assert browsed["dialogs"] == []
    assert browsed["errors"] == []
    assert browsed["foreign"] == ["SCRIPT"]


def test_axe_finds_nothing_in_light_and_dark(browsed: Browsed) -> None:
    assert browsed["rules"] > 40
    assert browsed["violations"] == []


def test_every_number_is_that_of_the_json(browsed: Browsed, audit: Audit) -> None:
    data = json.loads(render_json(audit))

    def walk(value: object) -> set[tuple[float, float]]:
        if isinstance(value, dict):
            pairs = (
                {(float(value["numerator"]), float(value["denominator"]))}
                if set(value) == {"numerator", "denominator"}
                else set()
            )
            return pairs.union(*(walk(item) for item in value.values()))
        return set().union(*(walk(item) for item in value)) if isinstance(value, list) else set()

    everything = walk(data)
    shown = {name: (numerator, denominator) for name, numerator, denominator, _ in browsed["indicators"]}
    assert len(shown) == len(browsed["indicators"]) > 150
    assert set(shown.values()) <= everything
    programme = data["programmes"][0]
    for item in data["shares"]:
        assert shown[f"all/{item['perspective']}/outcomes"] == tuple(map(float, item["outcomes"].values()))
    for kind, group in (
        ("all", "shares"),
        ("compulsory", "compulsory_shares"),
        ("elective", "elective_shares"),
    ):
        for item in programme[group]:
            for name in ("outcomes", "courses", "credits"):
                assert shown[f"p1/{kind}/{item['perspective']}/{name}"] == tuple(
                    map(float, item[name].values())
                )
    for item in programme["languages"]["shares"]:
        assert shown[f"p1/language/{item['language']}/credits"] == tuple(map(float, item["credits"].values()))


def test_what_is_written_is_what_is_counted(browsed: Browsed) -> None:
    comma = browsed["view"].lang == "sv"
    for name, numerator, denominator, text in browsed["indicators"]:
        plain = text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
        parts = [
            f"{Decimal(str(number)).normalize():f}".replace(".", "," if comma else ".")
            for number in (numerator, denominator)
        ]
        assert f"{parts[0]} {'av' if comma else 'of'} {parts[1]}" in plain, name
        if "%" in plain and denominator:
            percent = float(plain.split("%")[0].strip().replace(",", "."))
            assert abs(percent - 100 * numerator / denominator) <= 0.0501, name


def test_links_lead_to_what_they_name(browsed: Browsed) -> None:
    assert browsed["broken"] == []
    assert all(item["seen"] for item in browsed["followed"])
    assert browsed["followed"][0]["hash"] == "#av0"


def test_filters_and_search(browsed: Browsed) -> None:
    outcomes = [outcome for course in browsed["view"].courses for outcome in course.outcomes]
    assert browsed["all"] == browsed["reset"] == [outcome.anchor for outcome in outcomes]
    assert browsed["yes"] == [
        outcome.anchor for outcome in outcomes if outcome.labels[0].decision == Decision.YES
    ]
    assert str(len(browsed["yes"])) in browsed["status"]
    assert str(len(outcomes)) in browsed["status"]
    assert browsed["revealed"]
    # The course whose title is hostile too: all its outcomes are found by it.
    assert browsed["searched"] == [
        outcome.anchor
        for outcome in outcomes
        if "alert" in f"{outcome.owner_title} {outcome.plain} {outcome.source}"
    ]
    assert browsed["searched"]


def test_sorting(browsed: Browsed) -> None:
    assert browsed["byCourse"] == browsed["all"]
    assert sorted(browsed["byText"]) == sorted(browsed["byTextBack"])
    letters = [text.lower() for text in browsed["byText"] if text[:1].isalpha()]
    assert letters == sorted(letters)
    assert [text.lower() for text in browsed["byTextBack"] if text[:1].isalpha()] == letters[::-1]
    rank = {"y": 2, "r": 1, "n": 0}
    answers = [(rank[state], value) for state, value in browsed["byProbability"]]
    assert answers == sorted(answers, reverse=True)
    assert browsed["sorted"] == "descending"


def test_the_keyboard_reaches_everything_and_shows_where_it_is(browsed: Browsed) -> None:
    assert browsed["expected"] > 100
    assert browsed["reached"] == list(range(browsed["expected"]))
    assert browsed["unseen"] == []


def test_a_telephone_needs_no_scrolling_sideways(browsed: Browsed) -> None:
    assert browsed["sideways"] == 0


def test_a_programme_prints_on_one_page(browsed: Browsed) -> None:
    assert browsed["pages"] == 1


def test_without_javascript_everything_is_there(browsed: Browsed) -> None:
    assert browsed["plainOutcomes"] == len(browsed["all"])
    assert browsed["plainTools"] is False


def test_a_report_of_several_pages(leafed: Browsed) -> None:
    outcomes = sum(len(course.outcomes) for course in leafed["view"].courses)
    courses = [path for path in leafed["paths"] if path.startswith("courses/")]
    assert leafed["requests"] == leafed["errors"] == leafed["violations"] == []
    assert sum(leafed["plain"].values()) == outcomes
    assert [path for path, shown in leafed["tools"].items() if shown] == [
        path for path in courses if leafed["plain"][path]
    ]
    assert leafed["programme"]["where"].startswith("programmes/")
    assert leafed["folded"]["where"].startswith(leafed["programme"]["where"].partition("#")[0] + "#o")
    assert leafed["folded"]["seen"]
    assert leafed["back"] == {"where": "index.html", "seen": True}
    assert leafed["there"]["where"].partition("#")[0] in courses
    assert leafed["there"]["seen"]


def test_no_page_goes_sideways_and_what_does_within_it_says_so(leafed: Browsed) -> None:
    assert len(leafed["sideways"]) == 2 * len(leafed["paths"])
    assert {name: over for name, over in leafed["sideways"].items() if over} == {}
    assert {name: boxes for name, boxes in leafed["uncued"].items() if boxes} == {}
    assert {name: heads for name, heads in leafed["parted"].items() if heads} == {}


def test_axe_sees_matrices_of_both_kinds_unfolded(leafed: Browsed) -> None:
    """Wide and on a phone, light and dark: what axe found is in `violations`, with that of all pages."""
    tables = [table for path in leafed["paths"] for table in leafed["matrices"][path]]
    assert all(table["shown"] and table["cells"] for table in tables)
    assert {table["heads"] for table in tables} == {1, 2}, "of goals by knowledge form, and of the degree's"
    assert not [item for item in leafed["violations"] if item.startswith("programmes/")]


def test_each_programme_of_the_overview_fits_a_screen(leafed: Browsed) -> None:
    for width, height in (("390", 844), ("1440", 900)):
        cards = leafed["cards"][width]
        assert len(cards) == len(leafed["view"].programmes)
        for card in cards:
            assert card["height"] < height
            assert card["right"] <= int(width)
            assert card["shares"] == 3
            assert 1 <= card["sentences"] <= 3


def test_the_page_of_each_programme_prints_on_one_sheet(leafed: Browsed) -> None:
    assert leafed["printed"] == {path: 1 for path in leafed["paths"] if path.startswith("programmes/")}
