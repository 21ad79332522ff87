"""The main part of a Word package, of whatever kind: document or template, with macros or without.

python-docx opens plain documents alone. The others differ in a declared type and in parts that are not read
here: macros never run.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.opc.part import XmlPart

_CONTENT_TYPES = "[Content_Types].xml"
_OPEN_FORMAT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MICROSOFT = "application/vnd.ms-word"
# Ending → the type that a package of this name declares for its main part.
_MAIN_TYPES = {
    ".docx": f"{_OPEN_FORMAT}.document.main+xml",
    ".dotx": f"{_OPEN_FORMAT}.template.main+xml",
    ".docm": f"{_MICROSOFT}.document.macroEnabled.main+xml",
    ".dotm": f"{_MICROSOFT}.template.macroEnabledTemplate.main+xml",
}
# Bytes of the list of types: one of a thousand parts has a tenth of that.
_LONGEST_TYPES = 1_000_000
_TYPE = re.compile(rb"ContentType\s*=\s*[\"']([^\"']{1,200})[\"']")


def load_library() -> None:
    """Import what opens packages, for processes that are forked from this one."""
    import docx.package  # noqa: PLC0415 slow to import
    import docx.parts.document  # noqa: F401, PLC0415


def open_main_part(data: bytes) -> XmlPart:
    """Open a package that was checked, and return the part that holds the text.

    Whatever its name: programs call it word/document.xml, word/document2.xml or otherwise.

    Raises:
        Exception: what python-docx and lxml raise on damaged packages.
    """
    from docx.opc.part import PartFactory  # noqa: PLC0415 slow to import
    from docx.package import Package  # noqa: PLC0415
    from docx.parts.document import DocumentPart  # noqa: PLC0415

    for kind in _MAIN_TYPES.values():
        PartFactory.part_type_for[kind] = DocumentPart
    part: XmlPart = Package.open(io.BytesIO(data)).main_document_part
    if part.content_type not in _MAIN_TYPES.values():
        raise ValueError(f"the main part is {part.content_type}")
    return part


def declared_ending(data: bytes) -> str:
    """Return the ending that a package should have by the kind it declares; ".docx" where it is none."""
    try:
        declared = _declared(data)
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, ValueError, zlib.error):
        return ".docx"
    return next((ending for ending, kind in _MAIN_TYPES.items() if kind in declared), ".docx")


def named_otherwise(data: bytes, ending: str) -> bool:
    """Whether a package that was read declares another kind than the ending of its name says.

    Word refuses such a file, so that a person should know of it.
    """
    declared = _declared(data)
    return _MAIN_TYPES[ending] not in declared and bool(declared & set(_MAIN_TYPES.values()))


def _declared(data: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if package.getinfo(_CONTENT_TYPES).file_size > _LONGEST_TYPES:
            return set()
        return {found.decode("ascii", "replace") for found in _TYPE.findall(package.read(_CONTENT_TYPES))}
