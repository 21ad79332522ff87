"""The language of a list is told from its outcomes, whatever stands around it; own texts."""

from pathlib import Path

import pytest

from curranalyser.datamodel import Syllabus
from curranalyser.language import languages_in_list
from curranalyser.parse import parse_document
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings

SAMPLES = {
    file.stem: tuple(file.read_text(encoding="utf-8").splitlines())
    for file in sorted((Path(__file__).parents[1] / "cases" / "languages").glob("*.txt"))
    if file.stem not in ("nl", "pt")
}
MORE = {
    "ga": (
        "cur síos ar an mbaint atá idir aibhneacha agus talmhaíocht",
        "tuarascáil ghearr a scríobh faoi chaighdeán an uisce",
        "léarscáil den cheantar a tharraingt agus a mhíniú",
        "obair allamuigh a phleanáil le grúpa beag",
        "torthaí na dtomhas a phlé os comhair an ranga",
        "rogha a dhéanamh idir dhá mhodh oibre",
        "stair na coille a insint ina focail féin",
        "foinsí éagsúla a úsáid go cúramach",
    ),
    "fo": (
        "lýsa hvussu áir og vøtn broytast gjøgnum árstíðirnar",
        "skriva eina stutta frágreiðing um vatngóðsku",
        "velja ímillum tveir mátar at máta rák",
        "fyrireika ein dag úti í náttúruni saman við øðrum",
        "leggja úrslitini fram fyri øðrum lesandi",
        "nýta keldur við umhugsni",
        "greiða frá søguni hjá økinum",
        "duga at tekna kort yvir dalin",
    ),
    "id": (
        "menggambarkan hubungan antara sungai dan pertanian",
        "menulis laporan singkat tentang mutu air",
        "merencanakan kerja lapangan bersama kelompok kecil",
        "memilih cara pengukuran yang sesuai",
        "membahas hasil pengamatan di depan kelas",
        "memakai berbagai sumber dengan hati-hati",
        "menceritakan sejarah hutan di daerahnya",
        "membuat peta lembah dan menafsirkannya",
    ),
    "la": (
        "flumina et silvas regionis describere",
        "epistulam brevem de aqua scribere",
        "fontes historiae diligenter adhibere",
        "sententias philosophorum inter se conferre",
        "causas bellorum civilium explicare",
        "versus poetarum recte pronuntiare",
        "verba difficilia sine auxilio vertere",
        "de moribus antiquorum disputare",
    ),
    "sq": (
        "të përshkruajë lidhjen mes lumenjve dhe bujqësisë",
        "të shkruajë një raport të shkurtër për cilësinë e ujit",
        "të planifikojë punën në terren me një grup të vogël",
        "të zgjedhë mënyrën e duhur të matjes",
        "të diskutojë rezultatet para klasës",
        "të përdorë burime të ndryshme me kujdes",
        "të tregojë historinë e pyllit",
        "të vizatojë hartën e luginës",
    ),
    "ja": (
        "川と農業の関係を述べる",
        "水質について短い報告書を書く",
        "少人数で野外調査を計画する",
        "適切な測定方法を選ぶ",
        "結果を発表できる",
        "資料を慎重に用いる",
        "森の歴史を語る",
        "谷の地図を描く",
    ),
}
UNKNOWN = {**SAMPLES, **MORE}
LEAD_INS = {
    "English": ("Learning outcomes", "On completion of the course the student shall be able to"),
    "Swedish": ("Lärandemål", "Efter avslutad kurs ska studenten kunna"),
    "none": ("Learning outcomes", ""),
}

ENGLISH = (
    "describe how a glacier moves",
    "estimate the amount of snow on a mountain",
    "argue for a choice of instruments",
    "draw up a budget for an expedition",
)
SWEDISH = (
    "beskriva hur en glaciär rör sig",
    "uppskatta snömängden på ett fjäll",
    "motivera ett val av instrument",
    "ställa upp en budget för en expedition",
)
GERMAN = (
    "Die Teilnehmenden können Gletscher vermessen",
    "die Schneemenge auf einem Berg abschätzen",
    "eine Wahl der Messgeräte begründen",
    "einen Haushaltsplan für eine Expedition aufstellen",
)
DANISH = (
    "redegøre for gletsjeres bevægelser",
    "vurdere mængden af sne på et fjeld",
    "begrunde et valg af måleudstyr",
    "lægge budget for en ekspedition",
)
FRENCH = (
    "décrire les mouvements d'un glacier et leurs causes",
    "évaluer la quantité de neige tombée sur une montagne",
)


def parsed(outcomes: tuple[str, ...], heading: str, lead_in: str) -> Syllabus:
    items = "\n".join(f"- {outcome}" for outcome in outcomes)
    text = (
        "# Course syllabus\n\nCode: SNO101\n\nCredits: 5\n\n"
        f"## {heading}\n\n{lead_in}\n\n{items}\n\n## Literature\n\nNone\n"
    )
    data = text.encode()
    (syllabus,) = parse_document(read_document(data, describe_source(data, "course.md"), Settings()))
    return syllabus


def languages_of(
    outcomes: tuple[str, ...], heading: str = "Lärandemål", lead_in: str = ""
) -> list[str | None]:
    syllabus = parsed(outcomes, heading, lead_in)
    assert len(syllabus.outcomes) == len(outcomes)
    return [outcome.language for outcome in syllabus.outcomes]


@pytest.mark.parametrize("lead", LEAD_INS)
@pytest.mark.parametrize("code", UNKNOWN)
@pytest.mark.parametrize("size", [4, 8])
def test_a_lead_in_does_not_give_its_language_to_outcomes(code: str, size: int, lead: str) -> None:
    for begin in range(0, len(UNKNOWN[code]) - size + 1, size):
        syllabus = parsed(UNKNOWN[code][begin : begin + size], *LEAD_INS[lead])
        found = {outcome.language for outcome in syllabus.outcomes}
        if code == "la":  # so near to its daughters that four outcomes may be told to be in one of them
            assert found and found <= {None, "es", "pt"}
        else:
            assert found == {None}


@pytest.mark.parametrize("lead", ["English", "Swedish"])
@pytest.mark.parametrize(
    ("outcomes", "language"), [(GERMAN, "de"), (DANISH, "da"), (SWEDISH, "sv"), (ENGLISH, "en")]
)
def test_a_known_language_under_a_lead_in_of_another(
    outcomes: tuple[str, ...], language: str, lead: str
) -> None:
    assert languages_of(outcomes, *LEAD_INS[lead]) == [language] * 4


@pytest.mark.parametrize("lead", LEAD_INS)
def test_mixed_lists_are_told_outcome_by_outcome(lead: str) -> None:
    def told(*outcomes: str) -> list[str | None]:
        return languages_of(outcomes, *LEAD_INS[lead])

    assert told(*SWEDISH, *GERMAN) == ["sv"] * 4 + ["de"] * 4
    assert told(*SWEDISH, GERMAN[0]) == ["sv"] * 4 + ["de"]
    assert told(*ENGLISH, *GERMAN) == ["en"] * 4 + ["de"] * 4
    assert told(*SWEDISH[:2], *ENGLISH[:2], FRENCH[0]) == ["sv", "sv", "en", "en", None]
    assert told(*SWEDISH[:2], *FRENCH) == ["sv", "sv", None, None]
    assert told(*ENGLISH[:2], *FRENCH) == ["en", "en", None, None]
    assert told(*SWEDISH, ENGLISH[1]) == ["sv"] * 4 + ["en"]
    assert told(*ENGLISH, SWEDISH[1]) == ["en"] * 4 + ["sv"]


@pytest.mark.parametrize(
    "text",
    [
        'läsa "Der Steppenwolf" och "Buddenbrooks: Verfall einer Familie"',
        "tolka Brahms: Ein deutsches Requiem",
        "Betula nana, Salix herbacea, Dryas octopetala",
        "Mahler, Sibelius och Nielsen",
        "förklara ”coup de théâtre” och ”mise en scène”",
    ],
)
def test_quotations_and_names_are_in_the_language_of_their_list(text: str) -> None:
    assert languages_in_list((*SWEDISH, text), "sv") == ["sv"] * 5
    assert languages_in_list((*SWEDISH, text), "en") == ["sv"] * 5


@pytest.mark.parametrize(
    "text",
    [
        'sing "Wien, du Stadt meiner Träume"',
        "perform Fauré: Après un rêve",
        "Poa alpina, Carex bigelowii, Juncus trifidus",
        "interpret Mahler, Kindertotenlieder",
    ],
)
def test_quotations_and_names_in_english_lists(text: str) -> None:
    assert languages_in_list((*ENGLISH, text), "en") == ["en"] * 5


@pytest.mark.parametrize("around", ["sv", "en", None])
@pytest.mark.parametrize("text", ["谷の地図を描く", "описать реку", "وصف النهر", "ΔΕΛΤΑ ΚΑΙ ΠΟΤΑΜΟΣ"])
def test_another_script_is_in_no_language_of_latin_letters(text: str, around: str | None) -> None:
    assert languages_in_list([text], around) == [None]
    assert languages_in_list([*SWEDISH, text], around) == ["sv"] * 4 + [None]
    assert languages_in_list([*ENGLISH, text], around) == ["en"] * 4 + [None]


def test_nothing_to_tell_by() -> None:
    assert languages_in_list([], "sv") == []
    assert languages_in_list(["", "C++", "42"], "sv") == ["sv"] * 3
    assert languages_in_list(["", "C++", "42"], None) == [None] * 3


def test_a_row_of_terms_is_in_the_language_of_its_list() -> None:
    english = [
        "Describe how a depot is built",
        "Radio drama, opera, libretto",
        "Fauna, flora, local habitats",
        "Explain why it fails",
    ]
    swedish = [
        "Beskriva hur värme leds",
        "Entropi, entalpi, termodynamisk jämvikt",
        "Förklara varför is smälter",
    ]
    for language, texts in {"en": english, "sv": swedish}.items():
        assert languages_in_list(texts, language) == [language] * len(texts)
