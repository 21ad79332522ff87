"""Each finding carries its own line, where outcomes say the same or nearly the same."""

import json

import pytest

from curranalyser.analyse import load_stage
from curranalyser.check.data import check_result, github_lines, sarif_text
from curranalyser.check.draft import read_draft
from curranalyser.check.finding import rules
from curranalyser.check.place import TextPlaces
from curranalyser.check.run import check_drafts
from curranalyser.i18n import translator
from curranalyser.settings import Settings

SETTINGS = Settings()
SCHEME, CLASSIFIER = load_stage(SETTINGS)
ITEMS = (
    "förstå hur en pump i ett vattenverk är byggd och hur den sköts av personalen på dagen",
    "beräkna flöden i ett rör",
    "förstå hur en pump i ett vattenverk är byggd och hur den sköts av personalen på natten",
    "förstå hur ett filter fungerar",
    "förstå hur en pump i ett vattenverk är byggd och hur den sköts av personalen på dagen",
)
TEXT = (
    "Kursplan\nVattenrening\n\nKurskod: TST101\nOmfattning: 7,5 hp\nNivå: Grundnivå\n\nLärandemål\n"
    "Efter kursen ska studenten kunna:\n"
    + "".join(f"- {item}\n" for item in ITEMS)
    + "\nBehörighet\nGrundläggande behörighet.\n\nExamination\nSkriftlig tentamen.\n"
)
LINES = [10, 12, 13, 14]


def test_near_duplicates_and_duplicates_have_their_own_lines_in_every_format() -> None:
    draft = read_draft(TEXT.encode(), "draft.txt", SETTINGS, CLASSIFIER)
    say = translator("en")
    found = [item for item in check_drafts([draft], SCHEME, say, rules()) if item.rule == "F402"]
    assert [item.line for item in found] == LINES
    result = check_result([draft], found, (), "en")
    sarif = json.loads(sarif_text(result))["runs"][0]["results"]
    regions = [item["locations"][0]["physicalLocation"]["region"]["startLine"] for item in sarif]
    assert regions == LINES
    assert [line.split("line=")[1].split(",")[0] for line in github_lines(result, say)] == list(
        map(str, LINES)
    )


@pytest.mark.parametrize(
    ("texts", "places"),
    [
        (["b c d e", "b c d f"], [(2, 1), (3, 1)]),
        (["b c d f", "b c d f"], [(3, 1), (4, 1)]),
        (["b c d g"], [(2, 1)]),
        (["z"], [None]),
        (["b c d f", "a"], [(3, 1), (1, 1)]),
        ([""], [None]),
        (["c d e. B *c* d f"], [(2, 3)]),
    ],
)
def test_texts_are_found_one_after_the_other(texts: list[str], places: list[tuple[int, int] | None]) -> None:
    assert TextPlaces("a\nb c d e\nb c d f\nb c d f\n").find_in_order(texts) == places
