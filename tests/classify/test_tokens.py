"""spaCy's tokenizer as cues need it: what joins the parts of a word stays in it, and nothing gets lost."""

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curranalyser.classify.nlp import blank, make_doc
from curranalyser.classify.tokens import Token, tokens_of

NLP = {lang: blank(lang) for lang in ("sv", "en")}


def cut(text: str, lang: str = "sv") -> list[Token]:
    return tokens_of(make_doc(NLP[lang], text))


@pytest.mark.parametrize(
    ("lang", "text", "tokens"),
    [
        (
            "sv",
            "redogöra för EU:s regler, t.ex. GDPR",
            ["redogöra", "för", "EU:s", "regler", ",", "t.ex.", "GDPR"],
        ),
        (
            "sv",
            "kurs- och programnivå (7,5 hp).",
            ["kurs-", "och", "programnivå", "(", "7,5", "hp", ")", "."],
        ),
        ("sv", "– analysera lag (1992:1434)…", ["–", "analysera", "lag", "(", "1992:1434", ")", "…"]),
        ("sv", "se .......... nedan", ["se", "..........", "nedan"]),
        ("sv", "delta i. Nästa", ["delta", "i", ".", "Nästa"]),
        (
            "en",
            "one's own culture and/or religion",
            ["one", "'s", "own", "culture", "and", "/", "or", "religion"],
        ),
        (
            "en",
            "the patients’ needs; non-European law",
            ["the", "patients", "’", "needs", ";", "non-European", "law"],
        ),
        ("en", "global–local ties, e.g. an id", ["global–local", "ties", ",", "e.g.", "an", "id"]),
        ("en", "point 8) of law", ["point", "8", ")", "of", "law"]),
        ("en", "  ", []),
        ("en", "", []),
    ],
)
def test_words_keep_what_joins_their_parts(lang: str, text: str, tokens: list[str]) -> None:
    assert [token.text for token in cut(text, lang)] == tokens


@given(st.text(max_size=200), st.sampled_from(sorted(NLP)))
def test_tokens_are_all_of_a_text_but_its_spaces(text: str, lang: str) -> None:
    tokens = cut(text, lang)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert "".join(token.text for token in tokens) == "".join(text.split())


def test_half_a_pair_of_surrogates_costs_no_outcome() -> None:
    text = "jämföra \ud83d länder"
    assert [(token.start, token.end) for token in cut(text)] == [(0, 7), (8, 9), (10, 16)]


@pytest.mark.parametrize("mark", ["(", "a.", "”", "a,b", ".", "-", "a:"])
def test_what_is_no_word_is_cut_in_proportion_to_its_length(mark: str) -> None:
    def seconds(count: int) -> float:
        begun = time.process_time()
        cut(mark * count)
        return time.process_time() - begun

    # A cutter that copies the rest for each mark needs minutes for this.
    assert seconds(200_000) < 2


@pytest.mark.slow
def test_spacy_is_imported_without_its_command_line_which_is_there_when_asked_for() -> None:
    code = (
        "import sys; from curranalyser.classify.nlp import load_spacy; spacy = load_spacy()\n"
        "assert not any(name.startswith(('spacy.cli', 'weasel', 'typer')) for name in sys.modules)\n"
        "assert spacy.info(silent=True)['spacy_version'] == spacy.__version__\n"
        "import spacy.cli; assert spacy.cli.download"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True, timeout=60)
