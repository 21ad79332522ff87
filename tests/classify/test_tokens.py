from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.util import compile_infix_regex

from curranalyser.classify.labelled import labelled_files, read_labelled
from curranalyser.classify.tokens import tokenize
from curranalyser.scheme import load_scheme

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "outcomes"


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("redogöra för EU:s regler, t.ex. GDPR", ["redogöra", "för", "EU:s", "regler", ",", "t.ex.", "GDPR"]),
        ("kurs- och programnivå (7,5 hp).", ["kurs-", "och", "programnivå", "(", "7,5", "hp", ")", "."]),
        ("one's own culture and/or religion", ["one", "'s", "own", "culture", "and", "/", "or", "religion"]),
        (
            "the patients’ needs; non-European law",
            ["the", "patients", "’", "needs", ";", "non-European", "law"],
        ),
        ("– analysera lag (1992:1434)…", ["–", "analysera", "lag", "(", "1992:1434", ")", "…"]),
        ("se .......... nedan", ["se", "..........", "nedan"]),
        ("  ", []),
    ],
)
def test_words_keep_what_joins_their_parts(text: str, tokens: list[str]) -> None:
    assert [token.text for token in tokenize(text)] == tokens


@given(st.text(max_size=200))
def test_tokens_are_all_of_a_text_but_its_spaces(text: str) -> None:
    tokens = tokenize(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert "".join(token.text for token in tokens) == "".join(text.split())


def test_tokens_are_those_of_spacy() -> None:
    tokenizer = spacy.blank("sv").tokenizer
    tokenizer.infix_finditer = compile_infix_regex(spacy.blank("sv").Defaults.infixes or ()).finditer
    same = several = 0
    for outcome in read_labelled(labelled_files(CORPUS), load_scheme().ids):
        theirs = {(token.idx, token.text) for token in tokenizer(outcome.text) if not token.is_space}
        ours = {(token.start, token.text) for token in tokenize(outcome.text)}
        same += len(theirs & ours)
        several += len(theirs | ours)
    assert several > 50_000
    assert same / several > 0.99
