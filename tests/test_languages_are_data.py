"""No word of a language stands in the code that reads and parses: languages are data."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from curranalyser.languages import languages

SOURCE = Path(__file__).parents[1] / "src" / "curranalyser"
FILES = sorted(file for folder in ("parse", "read") for file in (SOURCE / folder).rglob("*.py"))
CLASS = re.compile(r"\[[^\]]*\]")
FOREIGN = re.compile(r"[a-zåäöæøüß]*[åäöæøüß][a-zåäöæøüß]*", re.IGNORECASE)
# The letters of an alphabet, one after the other, are no word.
ALPHABET = re.compile(r"åäö|aeiou", re.IGNORECASE)
# "kurs|modul": an alternative of words.
WORDS = re.compile(r"(?:^|[(|])[a-zåäö][a-zåäö -]{2,}\|[a-zåäö][a-zåäö -]{2,}")
# Names of classes and attributes that programs write into web pages are no language.
MARKUP = (
    "html.py",
    "visibility.py",
    "page_frame.py",
    "docx.py",
    "odt.py",
    "rtf.py",
    "field_text.py",
    "flow.py",
)


def texts(file: Path) -> Iterator[tuple[int, str]]:
    """Yield the strings of a module that are no docstrings and no type annotations."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(SOURCE).as_posix())
def test_code_has_no_word_of_a_language(file: Path) -> None:
    found = []
    for line, text in texts(file):
        bare = CLASS.sub("", text)
        foreign = [word for word in FOREIGN.findall(bare) if len(word) > 2 and not ALPHABET.search(word)]
        alternatives = [] if file.name in MARKUP else WORDS.findall(bare)
        found += [(line, word) for word in (*foreign, *alternatives)]
    known = {
        word
        for language in languages()
        for words in (language.headings.outcomes, language.documents.course, language.documents.programme)
        for word in words
    }
    found += [(line, text) for line, text in texts(file) if text.lower() in known and text not in KEYS]
    assert not found


# Names of fields that happen to be English words, or Swedish ones as those of Ladok.
KEYS = {"outcomes", "goals", "objectives", "learning outcomes", "kursplan", "utbildningsplan", "modul"}


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.code)
def test_words_are_in_lower_case_and_composed(language) -> None:
    for table in (language.headings, language.knowledge_forms, language.documents):
        for name in table.__struct_fields__:
            for word in getattr(table, name):
                assert word == word.lower().strip(), (name, word)
                assert "\u0308" not in word, (name, word)
