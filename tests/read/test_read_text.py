import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curranalyser.datamodel import Document
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.read import describe_source, load_bytes, read_document
from curranalyser.settings import Settings


def read(data: bytes, name: str = "a.txt") -> Document:
    return read_document(data, describe_source(data, name), Settings())


def texts(data: bytes, name: str = "a.txt") -> list[str]:
    return [line.text for line in read(data, name).lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encodings_that_occur_are_told_apart(encoding: str) -> None:
    assert texts("Kursplan för åldrande\nLärandemål".encode(encoding)) == [
        "Kursplan för åldrande",
        "Lärandemål",
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("e\u0301tik fo\u0308r va\u030ard", "étik för vård"),
        ("of\ufb01ciell \ufb02era e\ufb00ekt", "officiell flera effekt"),
        ("lä\u00adran\u00addemål", "lärandemål"),
        ("ord\u200bgräns och\u00a0mellanslag", "ordgräns och mellanslag"),
        ("f¨or ˚ar", "för år"),
        ("Lärandemål".encode().decode("cp1252"), "Lärandemål"),
        ("\uf0b7 förklara", "\u2022 förklara"),
        ("text\x07 med\x02 styrtecken", "text med styrtecken"),
        ("\u202etvärtom\u202c", "tvärtom"),
    ],
)
def test_characters_are_repaired(written: str, meant: str) -> None:
    assert [" ".join(line.split()) for line in texts(written.encode())] == [meant]


def test_markdown_headings_are_large_and_bold_and_marks_are_gone() -> None:
    document = read(
        b"# Kursplan\n\nText i **fetstil** h\xc3\xa4r\n\n**Inneh\xc3\xa5ll**\n- en punkt\n", "a.md"
    )
    heading, body, strong, item = document.lines
    assert (heading.text, heading.bold, heading.size > body.size) == ("Kursplan", True, True)
    assert (body.text, body.bold) == ("Text i fetstil här", False)
    assert (strong.text, strong.bold) == ("Innehåll", True)
    assert item.text == "• en punkt"


def test_blank_lines_and_indentation_become_distance() -> None:
    first, second, third = read(b"ett\ntv\xc3\xa5\n\n    tre").lines
    assert third.top - second.top > second.top - first.top
    assert third.x0 > second.x0 == first.x0


@pytest.mark.parametrize(
    ("data", "name", "category"),
    [
        (b"", "a.txt", FailureCategory.EMPTY_FILE),
        (b" \n\t\n", "a.md", FailureCategory.EMPTY_FILE),
        (b"text\x00text", "a.txt", FailureCategory.UNREADABLE),
        (b"text", "a.exe", FailureCategory.UNSUPPORTED_FORMAT),
        (b"text", "kursplan", FailureCategory.UNSUPPORTED_FORMAT),
    ],
)
def test_each_way_to_be_unreadable_has_its_name(data: bytes, name: str, category: FailureCategory) -> None:
    with pytest.raises(DocumentError) as caught:
        read(data, name)
    assert caught.value.category is category


@given(st.text(st.characters(max_codepoint=0xFFFF), max_size=80))
def test_lines_are_composed_and_free_of_control_characters(text: str) -> None:
    try:
        found = texts(text.encode("utf-8", "surrogatepass"))
    except DocumentError:
        return
    for line in found:
        assert line.strip()
        assert unicodedata.is_normalized("NFC", line)
        assert not any(unicodedata.category(character) in ("Cc", "Co") for character in line)


def test_a_file_above_the_limit_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 1_100_000)
    assert len(load_bytes(path, Settings(max_megabytes=2))) == 1_100_000
    with pytest.raises(DocumentError) as caught:
        load_bytes(path, Settings(max_megabytes=1))
    assert caught.value.category is FailureCategory.TOO_LARGE


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        load_bytes(tmp_path / "gone.pdf", Settings())
    assert caught.value.category is FailureCategory.UNREADABLE
