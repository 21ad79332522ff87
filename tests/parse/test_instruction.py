"""The language of instruction: case files, evidence, and what holds for any text."""

import time
import tomllib
from pathlib import Path

import pytest
from every_case import hold
from hypothesis import given
from hypothesis import strategies as st

from curranalyser.datamodel import (
    InstructionEvidence,
    InstructionStatus,
    LanguageOfInstruction,
    Line,
    Section,
    SectionKind,
)
from curranalyser.evaluate.language import (
    LanguageCase,
    evaluate_cases,
    evaluate_documents,
    language_figures,
    read_case,
    read_cases,
)
from curranalyser.parse.instruction.find import find_instruction
from curranalyser.parse.instruction.names import language_names
from curranalyser.settings import Settings

FOLDER = Path(__file__).parents[1] / "cases" / "instruction"
FILES = sorted(FOLDER.glob("*.toml"))
CASES = read_cases(FOLDER)
GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold" / "pdf_dev.jsonl"


def section(kind: SectionKind, *texts: str, heading: str = "", page: int = 1) -> Section:
    return Section(kind, heading, tuple(Line(text, page) for text in texts), None)


def found(kind: SectionKind, *texts: str, heading: str = "") -> LanguageOfInstruction:
    return find_instruction([section(kind, *texts, heading=heading)], "sv")


def cases_of(path: Path) -> list[LanguageCase]:
    return [read_case(raw) for raw in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]


def name(case: LanguageCase) -> str:
    return case.id


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_case_of_a_file_is_read_as_it_says(path: Path) -> None:
    def holds(case: LanguageCase) -> None:
        result = find_instruction(case.sections, case.language, case.home)
        assert (result.status, result.main, result.possible) == (
            case.expected.status,
            case.expected.main,
            case.expected.possible,
        ), result.evidence

    hold(cases_of(path), holds, name)


def test_there_are_enough_cases_and_each_has_its_own_name() -> None:
    assert sum(len(cases_of(path)) for path in FILES) == len(CASES)
    assert len(CASES) >= 250
    assert len({case.id for case in CASES}) == len(CASES)
    assert {case.expected.status for case in CASES} == set(InstructionStatus)


@pytest.mark.parametrize("language", ["sv", "en", "de"])
def test_the_language_of_the_document_never_decides(language: str) -> None:
    def holds(case: LanguageCase) -> None:
        result = find_instruction(case.sections, language, case.home)
        expected = case.expected
        assert (result.status, result.main, result.possible) == (
            expected.status,
            expected.main,
            expected.possible,
        )

    hold(CASES, holds, name)


def test_every_answer_shows_words_that_stand_in_the_document() -> None:
    def holds(case: LanguageCase) -> None:
        result = find_instruction(case.sections, case.language, case.home)
        deciding = [item for item in result.evidence if item.place != "hint"]
        assert deciding
        assert len(set(result.evidence)) == len(result.evidence)
        whole = " ".join(
            text for part in case.sections for text in (part.heading, *(line.text for line in part.lines))
        )
        for item in deciding:
            for word in item.text.replace(":", " ").replace(",", " ").split():
                assert word in whole

    answered = [case for case in CASES if case.expected.status is not InstructionStatus.NOT_STATED]
    hold(answered, holds, name)


def test_a_field_is_shown_with_its_label_and_page() -> None:
    sections = [
        section(SectionKind.HEADER, "Kursplan"),
        section(SectionKind.LANGUAGE, "Engelska", heading="Undervisningsspråk", page=2),
    ]
    assert find_instruction(sections, "sv").evidence == (
        InstructionEvidence("Undervisningsspråk: Engelska", 2, "field"),
    )


def test_a_sentence_over_a_line_break_is_shown_whole_with_the_page_it_begins_on() -> None:
    text = (
        "Närvaro krävs vid samtliga seminarier. Undervisningen på kursen bedrivs på",
        "engelska. Kursen har inga delar.",
    )
    result = find_instruction([section(SectionKind.TEACHING, *text, page=3)], "sv")
    assert result.evidence == (
        InstructionEvidence("Undervisningen på kursen bedrivs på engelska.", 3, "sentence"),
    )


def test_both_sides_of_a_conflict_are_shown() -> None:
    sections = [
        section(SectionKind.HEADER, "Undervisningsspråk: svenska"),
        section(SectionKind.TEACHING, "Kursen ges på engelska."),
    ]
    result = find_instruction(sections, "sv")
    assert result.status is InstructionStatus.CONFLICT
    assert [(item.place, item.text) for item in result.evidence] == [
        ("field", "Undervisningsspråk: svenska"),
        ("sentence", "Kursen ges på engelska."),
    ]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (SectionKind.LITERATURE, "All litteratur är på engelska."),
        (SectionKind.ASSESSMENT, "Rapporten skrivs på engelska."),
        (SectionKind.ENTRY, "Engelska 6"),
        (SectionKind.ENTRY, "Undantag ges från kravet på svenska."),
        (SectionKind.OUTCOMES, "på engelska redogöra för ett projekt"),
        (SectionKind.HEADER, "Engelska för lärare, 15 hp"),
        (SectionKind.OTHER, "Kursen är öppen för utbytesstudenter."),
    ],
)
def test_what_never_decides_is_kept_as_a_hint(kind: SectionKind, text: str) -> None:
    assert found(kind, text) == LanguageOfInstruction(evidence=(InstructionEvidence(text, 1, "hint"),))


def test_what_has_nothing_to_do_with_language_is_no_hint() -> None:
    assert (
        found(
            SectionKind.CONTENT, "Kursen behandlar den svenska välfärden och franska revolutionen."
        ).evidence
        == ()
    )


def test_hints_are_few() -> None:
    texts = [f"Rapport {number} skrivs på engelska." for number in range(50)]
    assert len(found(SectionKind.ASSESSMENT, *texts).evidence) == 10


def test_cells_of_a_row_are_told_by_their_places() -> None:
    cells = (
        Line("Kurskod", 1, 60, 100, 200, 10),
        Line("Språk", 1, 260, 300, 200, 10),
        Line("AB123A", 1, 60, 100, 214, 10),
        Line("Engelska", 1, 260, 320, 214, 10),
    )
    result = find_instruction([Section(SectionKind.HEADER, "", cells, None)], "sv")
    assert (result.main, result.evidence[0].text) == (("en",), "Språk Engelska")


def test_a_value_is_taken_from_below_its_label() -> None:
    places = (("Ämne:", 60, 200), ("Språk:", 260, 212), ("Engelska", 60, 224), ("Svenska", 260, 236))
    lines = tuple(Line(text, 1, left, left + 40, top, 10) for text, left, top in places)
    assert find_instruction([Section(SectionKind.HEADER, "", lines, None)], "sv").main == ("sv",)


def test_the_home_language_is_understood_only_where_another_is_possible() -> None:
    may = [section(SectionKind.TEACHING, "Undervisning på engelska kan förekomma.")]
    assert find_instruction(may, "sv", "fi").main == ("fi",)
    assert find_instruction([section(SectionKind.TEACHING, "Kursen ges på engelska.")], "sv", "fi").main == (
        "en",
    )


def test_nothing_is_found_in_nothing() -> None:
    assert find_instruction([], None) == LanguageOfInstruction()


@pytest.mark.parametrize(
    ("written_in", "name", "code"),
    [
        ("sv", "engelskan", "en"),
        ("sv", "ryska", "ru"),
        ("en", "swedish", "sv"),
        ("no", "norsk", "no"),
        ("da", "tysk", "de"),
        ("de", "englischer", "en"),
        ("fi", "ruotsi", "sv"),
    ],
)
def test_names_come_with_their_inflected_forms(written_in: str, name: str, code: str) -> None:
    known, where = language_names()[name]
    assert known == code
    assert written_in in where


def test_slips_of_a_name_are_read_and_are_no_other_word() -> None:
    names = language_names()
    assert {names[slip][0] for slip in ("svesnka", "sveska", "svennska")} == {"sv"}
    assert names["englsih"][0] == "en"
    assert "svensk" not in names or "sv" not in names["svensk"][1]  # an adjective in Swedish
    assert "fiska" not in names


_PIECES = st.sampled_from(
    [
        "Kursen",
        "Undervisningsspråk:",
        "ges",
        "på",
        "engelska",
        "svenska",
        "och/eller",
        "(",
        ")",
        ",",
        ";",
        ".",
        "om",
        "inte",
        "utbytesstudenter",
        "kan",
        "förekomma",
        "Språk",
        "The course",
        "is taught",
        "in",
        "English",
        "\t",
        "Engleska",
        "anges",
        "kurstillfälle",
        "HT24",
        "5",
        "\x00",
        "\u202e",
    ]
)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(SectionKind), st.lists(st.lists(_PIECES, max_size=12).map(" ".join), max_size=6)
        ),
        max_size=4,
    )
)
def test_any_text_gives_an_answer_that_holds_together(parts: list[tuple[SectionKind, list[str]]]) -> None:
    result = find_instruction([section(kind, *texts) for kind, texts in parts], None)
    assert not set(result.main) & set(result.possible)
    assert len(set(result.main)) == len(result.main)
    deciding = [item for item in result.evidence if item.place != "hint"]
    assert bool(deciding) == (result.status is not InstructionStatus.NOT_STATED)
    assert result.status is not InstructionStatus.NOT_STATED or not (result.main or result.possible)


@given(st.text(max_size=300), st.sampled_from(SectionKind))
def test_any_characters_are_taken(text: str, kind: SectionKind) -> None:
    find_instruction([section(kind, text, heading=text[:50])], None)


@pytest.mark.parametrize("kind", [SectionKind.LANGUAGE, SectionKind.HEADER, SectionKind.TEACHING])
@pytest.mark.parametrize(
    "piece",
    [
        "engelska om ",
        "engelska, då studenter ",
        "kan och då på engelska ",
        "undervisning ",
        "språk:",
        "språk , ",
        ". ",
        " ",
        "på ",
    ],
)
def test_a_hostile_line_takes_no_more_than_its_share(kind: SectionKind, piece: str) -> None:
    began = time.process_time()
    found(kind, "språk " + piece * (60_000 // len(piece)) + " engelska", heading="Språk")
    assert time.process_time() - began < 5


def test_a_broken_case_is_refused() -> None:
    with pytest.raises(ValueError, match="guessed"):
        read_case({"id": "x", "status": "guessed", "main": [], "possible": [], "text": ""})


def test_figures_count_what_is_wrong() -> None:
    wrong = read_case(
        {
            "id": "x",
            "status": "not stated",
            "main": [],
            "possible": [],
            "text": "Undervisningsspråk: engelska",
        }
    )
    right = read_case(
        {
            "id": "y",
            "status": "stated",
            "main": ["en"],
            "possible": [],
            "text": "Undervisningsspråk: engelska",
        }
    )
    figures = language_figures(evaluate_cases([wrong, right]))
    assert figures["status"] == {"right": 1, "of": 2, "accuracy": 0.5}
    assert figures["invented"] == 1
    assert {"gold": "not stated", "found": "stated", "count": 1} in figures["confusion"]


@pytest.mark.real
@pytest.mark.skipif(not GOLD.exists(), reason="no real documents here")
def test_real_documents() -> None:
    figures = language_figures(evaluate_documents(GOLD, Settings(), handbooks_too=False))
    assert figures["status"]["accuracy"] >= 0.95
    assert figures["main"]["accuracy"] >= 0.95
    assert figures["main_where_stated"]["accuracy"] >= 0.9
    assert figures["invented"] == 0


def test_where_the_language_is_told_is_no_decision_where_it_is_told_here() -> None:
    told = found(SectionKind.OTHER, "Kursen ges på engelska och schemat finns i kurskatalogen.")
    assert (told.status, told.main) == (InstructionStatus.STATED, ("en",))
    left = found(SectionKind.OTHER, "Vilket språk kursen ges på finns i kurskatalogen.")
    assert left.status is InstructionStatus.PER_OFFERING
