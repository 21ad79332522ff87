"""Words of a syllabus are found in the text they were read from, whatever stands between their letters."""

import time
import unicodedata
from itertools import pairwise

import pytest

from curranalyser.analyse import load_stage
from curranalyser.check.draft import read_draft
from curranalyser.check.finding import normalise, rules
from curranalyser.check.passages import Passages, Utf16
from curranalyser.check.placed import is_about_the_whole, places_in
from curranalyser.check.run import check_each
from curranalyser.i18n import translator
from curranalyser.settings import Settings

SETTINGS = Settings()
SCHEME, CLASSIFIER = load_stage(SETTINGS)


@pytest.mark.parametrize(
    ("text", "wanted", "place"),
    [
        ("Mål\r\n\t•\tsy segel\r\n\tav duk.\r\n", "sy segel av duk.", "sy segel\r\n\tav duk."),
        ("- tolka inter\u00adnationella", "tolka internationella", "tolka inter\u00adnationella"),
        ("- tolka avtals-\n  texter", "tolka avtalstexter", "tolka avtals-\n  texter"),
        ("* **jämföra** _hamnar_ i väst", "jämföra hamnar i väst", "jämföra** _hamnar_ i väst"),
        ("🚢 förklara ⛵ segel", "förklara ⛵ segel", "förklara ⛵ segel"),
        ("1. de\ufb01niera \ufb02öden²", "definiera flöden", "de\ufb01niera \ufb02öden"),
        ("art, part och art av segel", "art av segel", "art av segel"),
        ("parten talar om arten", "arten", "arten"),
        ("se (hamnar) nu", "(hamnar)", "(hamnar)"),
        ("- rita ett [kort](x/y) ur bok", "rita ett kort ur bok", "rita ett [kort](x/y) ur bok"),
        ("kommer: ???\n", "???", "???"),
    ],
)  # fmt: skip
def test_a_text_is_found_where_it_stands(text: str, wanted: str, place: str) -> None:
    found = Passages(text).find(wanted)
    assert found is not None
    assert text[found.start : found.end] == place


def test_the_words_that_decided_are_found_in_letters_of_another_form() -> None:
    wanted = "jämföra hamnar i två länder"
    text = "a\u030a 🚢\r\n•\t" + unicodedata.normalize("NFD", "jämföra ham­nar\r\n  i två länder") + "\r\n"
    start = wanted.index("två")
    found = Passages(text).find(wanted, [(0, 7), (start, len(wanted))])
    assert found is not None
    words = [unicodedata.normalize("NFC", text[slice(*span)]) for span in found.words]
    assert words == ["jämföra", "två länder"]


@pytest.mark.parametrize("wanted", ["", " ", "segel som inte finns", "…"])
def test_what_is_not_there_has_no_place(wanted: str) -> None:
    assert Passages("förklara hur segel sys").find(wanted) is None


def test_signs_without_letters_are_found_beside_their_words() -> None:
    text = "Litteratur: ____ (kommer)\nAnsvarig: ____"
    found = Passages(text).find("Ansvarig: ____", [(10, 14)])
    assert found is not None
    assert found.words == ((text.rindex("____"), len(text)),)


def test_texts_that_say_the_same_have_their_own_places() -> None:
    text = "- tolka kartor\n- rita kartor\n- tolka kartor\n"
    found = Passages(text).find_in_order([("tolka kartor", ()), ("rita kartor", ()), ("tolka kartor", ())])
    assert [item.start if item else None for item in found] == [2, 17, 31]


def test_a_browser_counts_two_for_what_lies_beyond_the_basic_plane() -> None:
    text = "a🚢b⛵🚢c"
    units = Utf16(text)
    for place in range(len(text) + 1):
        assert units(place) == len(text[:place].encode("utf-16-le")) // 2


ITEMS = (
    "förstå hur internationella avtal styr sjöfarten",
    "jämföra hamnar i Sverige med hamnar i två andra länder",
    "förstå hur internationella avtal styr sjöfarten",
)
HEAD = (
    "Kursplan\n\nSjöfartsrätt 🚢\n\nKurskod: SJR101\nOmfattning: 7,5 högskolepoäng\n\nLärandemål\n"
    "Efter kursen ska studenten kunna\n"
)
TAIL = (
    "\nInnehåll\nKursen behandlar hur internationella avtal styr sjöfarten.\n\nLitteratur\n[fylls i senare]\n"
)


def _wrapped(item: str) -> str:
    words = item.split()
    return " ".join(words[:4]) + "\n  " + " ".join(words[4:])


FORMS = {
    "bullets": "".join(f"• {item}\n" for item in ITEMS),
    "tabs": "".join(f"\t–\t{item},\n" for item in ITEMS),
    "numbers": "".join(f"{number}. {item}\n" for number, item in enumerate(ITEMS, 1)),
    "wrapped": "".join(f"- {_wrapped(item)}\n" for item in ITEMS),
    "soft hyphens": "".join(f"- {item}\n" for item in ITEMS).replace("nationella", "natio\u00adnella"),
}  # fmt: skip


@pytest.mark.parametrize("crlf", [False, True])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("name", FORMS)
def test_every_finding_about_words_stands_on_them(name: str, form: str, crlf: bool) -> None:
    text = unicodedata.normalize(form, HEAD + FORMS[name] + TAIL)
    text = text.replace("\n", "\r\n") if crlf else text
    draft = read_draft(text.encode(), "draft.txt", SETTINGS, CLASSIFIER)
    assert [item.text.rstrip(",") for item in draft.syllabi[0].syllabus.outcomes] == list(ITEMS)
    found = check_each([draft], SCHEME, translator("sv"), rules())
    [places] = places_in(text, list(zip(draft.syllabi, found, strict=True)))
    placed = 0
    for finding, place in zip(found[0], places, strict=True):
        if is_about_the_whole(finding, draft.syllabi[0]):
            assert place is None
            continue
        assert place is not None, finding
        placed += 1
        shown = unicodedata.normalize("NFC", text[place.start : place.end]).replace("\u00ad", "")
        assert normalise(shown) == normalise(finding.text)
        assert len(place.words) == len(finding.spans)
        for (start, end), (first, last) in zip(place.words, finding.spans, strict=True):
            word = unicodedata.normalize("NFC", text[start:end]).replace("\u00ad", "")
            assert normalise(word) == normalise(finding.text[first:last])
    assert placed >= 8
    twice = [
        place.start
        for finding, place in zip(found[0], places, strict=True)
        if finding.rule == "F402" and place
    ]
    assert len(twice) == 2
    assert all(one < other for one, other in pairwise(twice))


# (text, wanted), both made longer together: none may take time with the square of their length.
LONG = {
    "one letter": ("a", "a"),
    "one word": ("a ", "a "),
    "nearly": ("a b ", "a b c "),
    "hyphens": ("konfigu-\n", "konfigu"),
    "accents": ("a\u0301", "a\u0308"),
    "signs": ("???", "???"),
    "begins again": ("a b c d e f g h ", "a b x "),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LONG)
def test_texts_that_nobody_writes_take_no_time(name: str) -> None:
    text, wanted = LONG[name]
    passages = Passages(text * 40_000)
    begun = time.process_time()
    for _ in range(5):
        passages.find(wanted * 400 + "z", behind=1000)
        passages.find_in_order([(wanted * 20, ())] * 20)
    assert time.process_time() - begun < 4
