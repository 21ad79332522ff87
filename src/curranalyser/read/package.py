"""Office packages (zip with XML: .docx, .xlsx, .odt): checked before any library opens them."""

import html
import io
import re
import zipfile
import zlib
from collections.abc import Collection
from urllib.parse import unquote

from curranalyser.errors import DocumentError, FailureCategory

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK = "xl/"
_MAX_ENTRIES = 5_000
_MAX_TOTAL = 400_000_000
_MAX_XML = 150_000_000
# XML of word processors shrinks to a tenth or so; a part beyond this is made to burst.
_MAX_RATIO = 250
_RATIO_MATTERS_FROM = 5_000_000
_XML_SUFFIXES = (".xml", ".rels", ".vml")
_TYPES = "[content_types].xml"
_RELATIONS = ".rels"
# Bytes of a list of types or relations: one of a thousand parts has a tenth of that.
_MAX_LIST = 5_000_000
_ELEMENT = re.compile(r"<(?:\w+:)?(?:Override|Default|Relationship)\s([^<>]{1,4000})>")
_ATTRIBUTE = re.compile(r"(\w+)\s*=\s*[\"']([^\"']{0,2000})[\"']")
# What a relation leads to that is no XML, or is kept and not read: pictures, fonts, other programs' files.
_EMBEDDED = frozenset(
    {
        "image",
        "hyperlink",
        "oleObject",
        "package",
        "font",
        "video",
        "audio",
        "media",
        "vbaProject",
        "printerSettings",
        "aFChunk",
        "attachedTemplate",
        "control",
    }
)
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


def check_package(data: bytes, main_part: str, unread: Collection[str] = ()) -> None:
    """Refuse what is no office package or would harm its reader.

    Args:
        data: the bytes of the file.
        main_part: the part that makes the package what its name says, such as "word/".
        unread: parts that no reader opens, so that a declaration in them harms nobody.

    Raises:
        DocumentError: empty, encrypted, an old binary office file, no zip, damaged, without its main part,
        swelling beyond the limits,
            or with a document type declaration, which office files never have and XML bombs need.
    """
    if not data.strip(b"\0 \r\n\t"):
        raise DocumentError(FailureCategory.EMPTY_FILE)
    if data.startswith(_OLE):
        if _ENCRYPTED_STREAM in data:
            raise DocumentError(FailureCategory.ENCRYPTED, "encrypted office file")
        table = main_part.startswith(_WORKBOOK)
        category = FailureCategory.SPREADSHEET if table else FailureCategory.OLD_OFFICE_FILE
        raise DocumentError(category, "old binary office file")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            if any(entry.flag_bits & 1 for entry in entries):
                raise DocumentError(FailureCategory.ENCRYPTED, "encrypted zip")
            if not any(entry.filename.startswith(main_part) for entry in entries):
                raise DocumentError(FailureCategory.UNREADABLE, f"a zip without {main_part}")
            _check_sizes(entries, frozenset())
            markup = _markup(package, entries)
            _check_sizes(entries, markup)
            for entry in entries:
                if entry.filename in markup and entry.filename not in unread:
                    # Without zeros, UTF-16 and UTF-32 look like ASCII.
                    text = package.read(entry).replace(b"\0", b"")
                    if any(mark in text for mark in _DECLARATIONS):
                        raise DocumentError(
                            FailureCategory.UNREADABLE, f"document type declaration in {entry.filename}"
                        )
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        ValueError,
        OSError,
        RuntimeError,
    ) as error:
        raise DocumentError(FailureCategory.UNREADABLE, f"no sound zip: {error}") from error


def _check_sizes(entries: list[zipfile.ZipInfo], markup: Collection[str]) -> None:
    """Refuse by the sizes that the directory declares; the zip reader never gives more than these."""
    total = sum(entry.file_size for entry in entries)
    read = sum(entry.file_size for entry in entries if entry.filename in markup)
    if len(entries) > _MAX_ENTRIES or total > _MAX_TOTAL or read > _MAX_XML:
        raise DocumentError(FailureCategory.TOO_LARGE, f"{len(entries)} parts, {total} bytes unpacked")
    for entry in entries:
        if entry.file_size > _RATIO_MATTERS_FROM and entry.file_size > _MAX_RATIO * max(
            entry.compress_size, 1
        ):
            raise DocumentError(
                FailureCategory.TOO_LARGE, f"{entry.filename} unpacks to {entry.file_size} bytes"
            )


def _markup(package: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> frozenset[str]:
    """Return the parts that a reader takes for XML.

    Those whose name says so, those that the package declares to be XML, and those that another part refers to
    as anything but a picture or the like: a main part may be called document.bin.
    """
    names = [entry.filename for entry in entries]
    declared: set[str] = set()
    referred: set[str] = set()
    for entry in entries:
        kind = _bare(entry.filename)
        if kind == _TYPES or kind.endswith(_RELATIONS):
            if entry.file_size > _MAX_LIST:
                raise DocumentError(FailureCategory.TOO_LARGE, f"{entry.filename}: {entry.file_size} bytes")
            text = package.read(entry).replace(b"\0", b"").decode("utf-8", "replace")
            if kind == _TYPES:
                declared |= _declared_markup(text)
            else:
                referred |= _referred(text)
    return frozenset(
        name
        for name in names
        if name.lower().endswith(_XML_SUFFIXES)
        or _bare(name) in declared
        or "." + _bare(name).rpartition(".")[2] in declared
        or _bare(name).rpartition("/")[2] in referred
    )


def _bare(name: str) -> str:
    """Return the name of a part as packages compare it."""
    return unquote(html.unescape(name)).lower().lstrip("/")


def _declared_markup(types: str) -> set[str]:
    """Return the names of parts, and endings with their stop, that a list of types declares to be XML."""
    found: set[str] = set()
    for element in _ELEMENT.findall(types):
        said = {name.lower(): value for name, value in _ATTRIBUTE.findall(element)}
        kind = said.get("contenttype", "").lower()
        if kind.endswith("xml") and not kind.startswith("image/"):
            found |= {_bare(said[name]) for name in ("partname",) if name in said}
            found |= {f".{said[name].lower()}" for name in ("extension",) if name in said}
    return found


def _referred(relations: str) -> set[str]:
    """Return the last parts of the names that relations lead to, where they lead to what is read as XML."""
    found: set[str] = set()
    for element in _ELEMENT.findall(relations):
        said = {name.lower(): value for name, value in _ATTRIBUTE.findall(element)}
        if said.get("type", "").rpartition("/")[2] not in _EMBEDDED:
            found.add(_bare(said.get("target", "")).rpartition("/")[2])
    return found
