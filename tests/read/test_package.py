"""Parts of an office package are bounded by what is read of them, and not by what they are called."""

import io
import zipfile

import docx
import openpyxl
import pytest

from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.read import package
from curranalyser.read.package import check_package

DECLARATION = b"<!DOCTYPE a>"


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph("beskriva grunderna")
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Kurskod"])  # type: ignore[union-attr]
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def renamed(
    data: bytes,
    old: str,
    new: str,
    *,
    before: bytes = b"",
    behind: bytes = b"",
    more: dict[str, bytes] | None = None,
) -> bytes:
    """Call a part otherwise, in all that names it, and put something before and behind its content."""
    out = io.BytesIO()
    ends = [text.encode() for text in (old.partition("/")[2], new.partition("/")[2])]
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in given.infolist():
            content = given.read(entry)
            if entry.filename == old:
                content = before + content + behind
            elif entry.filename.endswith((".rels", "[Content_Types].xml")):
                content = content.replace(*ends)
            made.writestr(new if entry.filename == old else entry.filename, content)
        for name, content in (more or {}).items():
            made.writestr(name, content)
    return out.getvalue()


CASES = {
    "a document": (word, "word/", "word/document.xml", "word/document.bin"),
    "a document in capitals": (word, "word/", "word/document.xml", "word/Document.BIN"),
    "a document that is called a picture": (word, "word/", "word/document.xml", "word/document.png"),
    "styles": (word, "word/", "word/styles.xml", "word/styles"),
    "a sheet": (workbook, "xl/", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.jpg"),
    "the workbook": (workbook, "xl/", "xl/workbook.xml", "xl/workbook.dat"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_part_that_is_read_is_bounded_whatever_its_name(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make, main, old, new = CASES[name]
    data = make()
    check_package(renamed(data, old, new), main)
    with pytest.raises(DocumentError) as caught:
        check_package(renamed(data, old, new, before=DECLARATION), main)
    assert caught.value.category is FailureCategory.UNREADABLE
    monkeypatch.setattr(package, "_MAX_XML", 2_000_000)
    check_package(renamed(data, old, new), main)
    with pytest.raises(DocumentError) as caught:
        check_package(renamed(data, old, new, behind=b" " * 2_000_000), main)
    assert caught.value.category is FailureCategory.TOO_LARGE


def test_pictures_and_what_is_not_read_may_hold_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "_MAX_XML", 2_000_000)
    more = {"word/media/drawing.svg": DECLARATION + b" " * 2_000_000, "word/embeddings/a.bin": DECLARATION}
    check_package(renamed(word(), "word/document.xml", "word/document.xml", more=more), "word/")


def test_lists_of_parts_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "_MAX_LIST", 100)
    with pytest.raises(DocumentError) as caught:
        check_package(word(), "word/")
    assert caught.value.category is FailureCategory.TOO_LARGE
