"""A text in a language that is not known is in no language; the samples were written for these tests."""

from collections import Counter
from pathlib import Path

import pytest

from curranalyser.datamodel import Syllabus, TableRow
from curranalyser.language import (
    LANGUAGES,
    can_tell,
    detect_language,
    language_within,
    languages_in_list,
)
from curranalyser.language_profiles import profiled_languages
from curranalyser.languages import languages
from curranalyser.parse import parse_document
from curranalyser.parse.table import parse_row
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings

SAMPLES = {
    file.stem: tuple(file.read_text(encoding="utf-8").splitlines())
    for file in sorted((Path(__file__).parents[1] / "cases" / "languages").glob("*.txt"))
}
READ_TOO = ("nl", "pt")
UNKNOWN = tuple(code for code in SAMPLES if code not in READ_TOO)
# Languages that langdetect has no profile of: only that no profile fits them tells them.
WITHOUT_PROFILE = ("eu", "is")

ENGLISH = (
    "explain how rivers shape a valley",
    "compare two ways of measuring the flow of water",
    "plan a day of field work with a small group",
    "write a report that a municipality can use",
)
SWEDISH = (
    "förklara hur floder formar en dal",
    "jämföra två sätt att mäta vattnets flöde",
    "planera en dag i fält med en liten grupp",
    "skriva en rapport som en kommun kan använda",
)


def parsed(text: str, name: str = "course.md") -> Syllabus:
    data = text.encode()
    (syllabus,) = parse_document(read_document(data, describe_source(data, name), Settings()))
    return syllabus


def markdown(outcomes: tuple[str, ...], heading: str = "Learning outcomes") -> str:
    items = "\n".join(f"- {outcome}" for outcome in outcomes)
    head = "# Course syllabus\n\nCode: RIV101\n\nCredits: 5\n\n"
    return f"{head}## {heading}\n\n{items}\n\n## Literature\n\nNone\n"


def page(outcomes: tuple[str, ...]) -> str:
    items = "".join(f"<li>{outcome}</li>" for outcome in outcomes)
    return (
        "<html><body><h1>Course syllabus</h1><p>Code: RIV101</p><p>Credits: 5</p>"
        f"<h2>Learning outcomes</h2><ul>{items}</ul><h2>Literature</h2><p>None</p></body></html>"
    )


def test_there_are_samples_of_enough_languages() -> None:
    assert len(UNKNOWN) >= 15
    assert all(len(outcomes) == 25 for outcomes in SAMPLES.values())
    assert not set(UNKNOWN) & {language.code for language in languages()}


def test_every_language_that_is_read_has_a_profile() -> None:
    assert set(LANGUAGES) <= set(profiled_languages())


@pytest.mark.parametrize("code", UNKNOWN)
@pytest.mark.parametrize("size", [4, 8, 25])
def test_outcomes_in_an_unknown_language_are_in_none(code: str, size: int) -> None:
    for begin in range(0, 25 - size + 1, size):
        outcomes = SAMPLES[code][begin : begin + size]
        syllabus = parsed(markdown(outcomes))
        assert [outcome.text for outcome in syllabus.outcomes] == list(outcomes)
        assert {outcome.language for outcome in syllabus.outcomes} == {None}
        assert syllabus.language is None
        assert syllabus.outcomes[0].id == "und-1"


@pytest.mark.parametrize("code", UNKNOWN)
def test_web_pages_in_an_unknown_language_are_in_none(code: str) -> None:
    data = page(SAMPLES[code]).encode()
    document = read_document(data, describe_source(data, "course.html"), Settings())
    (syllabus,) = parse_document(document)
    assert document.language is None
    assert Counter(outcome.language for outcome in syllabus.outcomes) == {None: 25}
    assert {section.language for section in syllabus.sections} == {None}


@pytest.mark.parametrize("code", READ_TOO)
def test_dutch_and_portuguese_are_known(code: str) -> None:
    for begin in range(0, 25, 5):
        syllabus = parsed(markdown(SAMPLES[code][begin : begin + 5]))
        assert {outcome.language for outcome in syllabus.outcomes} == {code}
        assert syllabus.language == code
    assert [detect_language(outcome) for outcome in SAMPLES[code]] == [code] * 25


def test_single_outcomes_alone() -> None:
    told = [
        (code, detect_language(outcome))
        for code in UNKNOWN
        if code not in WITHOUT_PROFILE
        for outcome in SAMPLES[code]
    ]
    assert len(told) == 375
    assert sum(language is not None for _, language in told) <= 6
    # Close relatives only: Catalan, Italian and Slovene phrases of a few words.
    assert {language for _, language in told} <= {None, "es"}


@pytest.mark.parametrize(
    ("around", "others"),
    [
        ("sv", ["Redogöra för hur tonsystem har byggts upp", "Visa hur en sida sätts"]),
        ("en", ["Explain how tone systems have been built", "Show how a page is set"]),
        ("es", ["Explicar cómo se construyen los sistemas tonales", "Mostrar cómo se compone una página"]),
    ],
)
def test_an_outcome_of_few_words_goes_with_the_others_of_its_list(around: str, others: list[str]) -> None:
    assert languages_in_list([*others, "theoria musica", "HTML, CSS"], around) == [around] * 4


@pytest.mark.parametrize("text", ["", "UML 2", "Java, C++", "1234 5678 9012 3456"])
def test_what_has_too_few_letters_takes_the_language_around_it(text: str) -> None:
    assert not can_tell(text)
    assert detect_language(text, prefer="en") == "en"
    assert language_within(text, "sv") == "sv"
    assert detect_language(text) is None


def test_an_outcome_that_is_only_names_is_in_the_language_of_its_syllabus() -> None:
    names = ("Python, Java, Kotlin, Scala och Haskell", "Photoshop, Illustrator, InDesign")
    syllabus = parsed(markdown((*SWEDISH, *names), "Lärandemål"))
    assert {outcome.language for outcome in syllabus.outcomes} == {"sv"}
    syllabus = parsed(markdown((*ENGLISH, *names[1:])))
    assert {outcome.language for outcome in syllabus.outcomes} == {"en"}


@pytest.mark.parametrize("code", ["fr", "pl", "hu", "is"])
def test_a_translation_in_a_known_language_keeps_its_own(code: str) -> None:
    text = markdown(SAMPLES[code][:6]) + "\n" + markdown(ENGLISH).partition("5\n\n")[2]
    found = [outcome.language for outcome in parsed(text).outcomes]
    assert found == [None] * 6 + ["en"] * 4


@pytest.mark.parametrize("code", ["fr", "it", "pl", "lt", "hu"])
def test_an_unknown_language_within_a_known_one(code: str) -> None:
    outcomes = (*ENGLISH, *SAMPLES[code][:1], *ENGLISH[:1])
    found = [outcome.language for outcome in parsed(markdown(outcomes)).outcomes]
    assert found == ["en"] * 4 + [None]


@pytest.mark.parametrize("code", [*UNKNOWN, *READ_TOO])
def test_versions_of_one_course_are_in_one_language(code: str) -> None:
    older, newer = (parsed(markdown(outcomes)) for outcomes in (SAMPLES[code][:12], SAMPLES[code][3:15]))
    assert older.language == newer.language
    assert len({outcome.language for outcome in (*older.outcomes, *newer.outcomes)}) == 1


def row(**values: str) -> TableRow:
    return TableRow(describe_source(b"", "courses.xlsx"), tuple(values.items()))


def test_rows_of_a_table() -> None:
    french = "\n".join(f"- {outcome}" for outcome in SAMPLES["fr"][:6])
    english = "\n".join(f"- {outcome}" for outcome in ENGLISH)
    syllabus = parse_row(row(code="RIV101", title="La rivière", outcomes=french, outcomes_en=english))
    assert [outcome.language for outcome in syllabus.outcomes] == [None] * 6 + ["en"] * 4
    alone = parse_row(row(code="RIV101", title="La rivière", outcomes=french))
    assert alone.language is None
    assert {outcome.language for outcome in alone.outcomes} == {None}
    short = parse_row(row(code="RIV101", title="Programmering", outcomes="- rita träd"))
    assert {outcome.language for outcome in short.outcomes} == {"sv"}


def test_scripts_of_others_are_in_no_known_language() -> None:
    assert detect_language("学生能够解释河流如何塑造山谷并撰写一份报告") is None
    assert detect_language("объяснять, как реки создают долины") is None
    assert detect_language("شرح كيف تشكل الأنهار الوديان وكتابة تقرير عنها") is None
