"""Office packages (zip with XML: .docx, .xlsx, .odt): checked before any library opens them."""

import io
import zipfile
import zlib
from collections.abc import Collection

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
            _check_sizes(entries)
            for entry in entries:
                if entry.filename.lower().endswith(_XML_SUFFIXES) and entry.filename not in unread:
                    text = package.read(entry).replace(
                        b"\0", b""
                    )  # without zeros, UTF-16 and UTF-32 look like ASCII
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


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse by the sizes that the directory declares; the zip reader never gives more than these."""
    total = sum(entry.file_size for entry in entries)
    markup = sum(entry.file_size for entry in entries if entry.filename.lower().endswith(_XML_SUFFIXES))
    if len(entries) > _MAX_ENTRIES or total > _MAX_TOTAL or markup > _MAX_XML:
        raise DocumentError(FailureCategory.TOO_LARGE, f"{len(entries)} parts, {total} bytes unpacked")
    for entry in entries:
        if entry.file_size > _RATIO_MATTERS_FROM and entry.file_size > _MAX_RATIO * max(
            entry.compress_size, 1
        ):
            raise DocumentError(
                FailureCategory.TOO_LARGE, f"{entry.filename} unpacks to {entry.file_size} bytes"
            )
