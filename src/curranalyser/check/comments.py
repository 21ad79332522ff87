"""The educator's own Word file with the findings as comments.

Every other part of the package stays as it is, byte by byte.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from curranalyser.check.finding import Finding
from curranalyser.check.notes import AUTHOR, notes_by_place
from curranalyser.i18n import Translator

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_CONTENT_TYPES = "[Content_Types].xml"
# Word takes no comment in a text box, in a fallback, or on what was deleted.
_NO_PLACE = (f"{_W}txbxContent", f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback")
_WORD = re.compile(r"\w+")
_LONGEST = 12
# The clock has no part in what is written.
_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph with its runs; `words` are (word, position of its run)."""

    runs: tuple[Any, ...]
    words: tuple[tuple[str, int], ...]


def _paragraphs(body: Any) -> Iterator[_Paragraph]:  # noqa: ANN401 an lxml element
    for element in body.iter(f"{_W}p"):
        if any(parent.tag in _NO_PLACE for parent in element.iterancestors()):
            continue
        runs = []
        text, owners = "", []
        for run in element.iter(f"{_W}r"):
            parents = list(run.iterancestors())
            if (
                any(parent.tag in _NO_PLACE for parent in parents)
                or next(parent for parent in parents if parent.tag == f"{_W}p") is not element
            ):
                continue
            runs.append(run)
            piece = "".join(
                " " if part.tag != f"{_W}t" else part.text or ""
                for part in run.iter(f"{_W}t", f"{_W}tab", f"{_W}br")
            )
            text += piece
            owners += [len(runs) - 1] * len(piece)
        words = tuple((match[0].casefold(), owners[match.start()]) for match in _WORD.finditer(text))
        if runs:
            yield _Paragraph(tuple(runs), words)


def _place(paragraphs: Sequence[_Paragraph], text: str) -> tuple[Any, Any] | None:
    """Return the first and the last run that hold the words of `text`, or the beginning of it.

    None where they are not there.
    """
    wanted = [match[0].casefold() for match in _WORD.finditer(text)]
    if not wanted:
        return None
    head = wanted[:_LONGEST]
    for paragraph in paragraphs:
        words = [word for word, _ in paragraph.words]
        for start in range(len(words) - len(head) + 1):
            if words[start : start + len(head)] == head:
                last = min(start + len(wanted), len(words)) - 1
                return paragraph.runs[paragraph.words[start][1]], paragraph.runs[paragraph.words[last][1]]
    return None


def add_comments(data: bytes, findings: Sequence[Finding], say: Translator) -> bytes:
    """Return a copy of a Word file with one comment for each place that has findings.

    Args:
        data: the bytes of the .docx.
        findings: what to write. What is about no words of the document stands at its beginning.
        say: the language of the comments.

    Returns:
        The new file. Only the body (for the marks), the comments, the list of the body's relations and the
        list of types differ.
    """
    from docx import Document  # noqa: PLC0415 slow
    from docx.text.paragraph import Paragraph  # noqa: PLC0415
    from docx.text.run import Run  # noqa: PLC0415

    document = Document(io.BytesIO(data))
    paragraphs = list(_paragraphs(document.element.body))
    if not paragraphs:
        return data
    start = next((paragraph for paragraph in paragraphs if paragraph.words), paragraphs[0])
    for finding, lines in notes_by_place(findings, say):
        first, last = _place(paragraphs, finding.text) or (start.runs[0], start.runs[-1])
        owner = Paragraph(first.getparent(), document)
        comment = document.add_comment([Run(first, owner), Run(last, owner)], "\n".join(lines), AUTHOR, "c")
        comment._comment_elm.attrib.pop(f"{_W}date", None)
    return _repacked(data, document)


def _repacked(data: bytes, document: Any) -> bytes:  # noqa: ANN401 a Word document
    """Put the changed parts of a document into its package, and leave the others as they were."""
    part = document.part
    comments = part._comments_part
    body = part.partname.membername
    folder, _, name = body.rpartition("/")
    changed = {
        body: part.blob,
        f"{folder}/_rels/{name}.rels": part.rels.xml,
        comments.partname.membername: comments.blob,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        changed[_CONTENT_TYPES] = _with_comments_type(old.read(_CONTENT_TYPES), comments.partname)
        for info in old.infolist():
            new.writestr(
                info,
                changed.pop(info.filename) if info.filename in changed else old.read(info),
                zipfile.ZIP_DEFLATED,
            )
        for member, blob in changed.items():
            new.writestr(zipfile.ZipInfo(member, _DATE), blob, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _with_comments_type(types: bytes, partname: str) -> bytes:
    """Add the type of the comments part to the list of types, where it is not there."""
    from lxml import etree  # noqa: PLC0415 slow

    root = etree.fromstring(types, etree.XMLParser(resolve_entities=False, no_network=True))
    if any(entry.get("PartName") == partname for entry in root):
        return types
    etree.SubElement(root, f"{_TYPES}Override", PartName=partname, ContentType=_COMMENTS_TYPE)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
