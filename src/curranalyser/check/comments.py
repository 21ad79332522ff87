"""The educator's own Word file with the findings as comments.

Every other part of the package stays as it is, byte by byte, and so do the body and the comments of others
but for what is put in. Comments of an earlier time are known by their author and their form, and make way.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Collection, Iterable, Sequence
from xml.sax.saxutils import escape

from curranalyser.check.finding import Finding
from curranalyser.check.markup import (
    Element,
    Paragraph,
    W,
    as_utf8,
    body_of,
    elements_of,
    spliced,
)
from curranalyser.check.notes import AUTHOR, is_own_note, notes_by_place
from curranalyser.i18n import Translator

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT_TYPES = "[Content_Types].xml"
_PACKAGE_RELATIONS = "_rels/.rels"
# What the types of relations end in: the body of the document, its comments, and what newer programs keep of
# each comment in parts beside them.
_BODY, _COMMENTS = "/officeDocument", "/comments"
_BESIDE = ("/commentsExtended", "/commentsIds", "/commentsExtensible")
_DECLARED = re.compile(rb"<(?:w:\w+)\s[^>]{0,60000}?xmlns:w=[\"']" + re.escape(W.encode()))
_INITIALS = "c"
_WORD = re.compile(r"\w+")
# Words that a place is known by where not all of them stand in one paragraph.
_LONGEST = 12
# The clock has no part in what is written.
_DATE = (1980, 1, 1, 0, 0, 0)
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class _Package:
    """The parts of a Word package by name. `changed` are those to be written anew."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._names = frozenset(self._zip.namelist())
        self.changed: dict[str, bytes] = {}

    def read(self, name: str) -> bytes:
        """Return a part as it is now; b"" where there is none."""
        if name in self.changed:
            return self.changed[name]
        return as_utf8(self._zip.read(name)) if name in self._names else b""

    def change(self, name: str, data: bytes) -> None:
        """Write a part anew, where it differs."""
        if data != self.read(name):
            self.changed[name] = data

    def packed(self) -> bytes:
        """Return the package: every part in its place, new ones behind them."""
        out = io.BytesIO()
        left = dict(self.changed)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            new.comment = self._zip.comment
            for info in self._zip.infolist():
                data = left.pop(info.filename) if info.filename in left else self._zip.read(info)
                new.writestr(info, data, info.compress_type)
            for name, data in left.items():
                new.writestr(zipfile.ZipInfo(name, _DATE), data, zipfile.ZIP_DEFLATED)
        return out.getvalue()


def add_comments(data: bytes, findings: Sequence[Finding], say: Translator) -> bytes:
    """Return a copy of a Word file with one comment for each place that has findings.

    Own comments of an earlier time are not in it, but for those that somebody has answered.

    Args:
        data: the bytes of a package that could be read: a document or template, with macros or without.
        findings: what to write. What is about no words of the document stands at its beginning.
        say: the language of the comments.

    Returns:
        The new file. Only the marks in the body, own comments, and the entries that name the part of comments
        are put in or taken out.
    """
    package = _Package(data)
    body = next(iter(_targets(package.read(_PACKAGE_RELATIONS), "", _BODY)))
    relations = f"{posixpath.dirname(body)}/_rels/{posixpath.basename(body)}.rels".lstrip("/")
    there = _targets(package.read(relations), posixpath.dirname(body), _COMMENTS)
    name = there[0] if there else _free_name(package, posixpath.dirname(body))
    comments = package.read(name)
    gone, texts = _own_comments(package, relations, body, comments)
    text = package.read(body)
    parsed = body_of(text, frozenset(gone))
    notes = [
        (finding, "\n".join(lines))
        for finding, lines in notes_by_place(findings, say)
        if "\n".join(lines) not in texts
    ]
    if not parsed.paragraphs:
        notes = []
    _clear(package, relations, body, comments, gone)
    comments = spliced(comments, [(item.start, item.end, b"") for item in gone.values()])
    first = 1 + max((number for number in _numbers(comments)), default=-1)
    puts: dict[int, tuple[list[bytes], list[bytes]]] = {}
    written = []
    declared = bool(_DECLARED.search(text))
    for number, (finding, told) in enumerate(notes, first):
        begin, end = _place(parsed.paragraphs, finding.text)
        puts.setdefault(begin, ([], []))[1].append(_mark("commentRangeStart", number, declared))
        puts.setdefault(end, ([], []))[0].extend(
            (_mark("commentRangeEnd", number, declared), _reference(number, declared))
        )
        written.append(_comment(number, told))
    splices = [(place, place, b"".join((*ends, *begins))) for place, (ends, begins) in puts.items()]
    package.change(body, spliced(text, [*splices, *((*span, b"") for span in parsed.own_marks)]))
    if written or there:
        package.change(name, _with_comments(comments, written))
    if written and not there:
        _declare(package, relations, body, name)
    return package.packed()


def _targets(relations: bytes, folder: str, kind: str) -> list[str]:
    """Return the names of the parts that a list of relations of a part in `folder` names, by the kind."""
    found = []
    for item in elements_of(relations):
        target = item.values.get("Target", "")
        if item.values.get("Type", "").endswith(kind) and item.values.get("TargetMode") != "External":
            found.append(posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/"))
    return found


def _free_name(package: _Package, folder: str) -> str:
    """Return a name for the part of comments that no part has."""
    number = 0
    while True:
        name = posixpath.join(folder, f"comments{number or ''}.xml")
        if not package.read(name):
            return name
        number += 1


def _own_comments(
    package: _Package, relations: str, body: str, comments: bytes
) -> tuple[dict[str, Element], frozenset[str]]:
    """Return the own comments that are to go, by id, and the texts of those that somebody has answered."""
    answered = {
        item.values.get("paraIdParent", "")
        for name in _targets(package.read(relations), posixpath.dirname(body), _BESIDE[0])
        for item in elements_of(package.read(name))
    } - {""}
    gone: dict[str, Element] = {}
    kept = set()
    for item in elements_of(comments):
        if item.name != "comment" or item.values.get("author") != AUTHOR or not is_own_note(item.text):
            continue
        if answered & item.paragraphs:
            kept.add(item.text)
        else:
            gone[item.values.get("id", "")] = item
    return gone, frozenset(kept)


def _clear(package: _Package, relations: str, body: str, comments: bytes, gone: dict[str, Element]) -> None:
    """Take what newer programs keep of comments that go out of the parts beside them."""
    paragraphs = {identifier for item in gone.values() for identifier in item.paragraphs}
    durable: set[str] = set()
    for kind in _BESIDE if paragraphs else ():
        for name in _targets(package.read(relations), posixpath.dirname(body), kind):
            data = package.read(name)
            about = [
                item
                for item in elements_of(data)
                if item.values.get("paraId") in paragraphs or item.values.get("durableId") in durable
            ]
            durable |= {item.values["durableId"] for item in about if "durableId" in item.values}
            package.change(name, spliced(data, [(item.start, item.end, b"") for item in about]))


def _numbers(comments: bytes) -> Iterable[int]:
    for item in elements_of(comments):
        number = item.values.get("id", "")
        if item.name == "comment" and number.isdecimal():
            yield int(number)


def _place(paragraphs: Sequence[Paragraph], text: str) -> tuple[int, int]:
    """Return where the first run that holds words of `text` begins and the last one ends.

    Where all of them stand, else the first of them; the first paragraph with words where they stand nowhere.
    """
    wanted = [match[0].casefold() for match in _WORD.finditer(text)]
    for length in dict.fromkeys((len(wanted), min(len(wanted), _LONGEST))):
        head = wanted[:length]
        for paragraph in paragraphs if head else ():
            words = [word for word, _ in paragraph.words]
            for start in _starts(words, head):
                last = min(start + len(wanted), len(words)) - 1
                runs = paragraph.runs
                return runs[paragraph.words[start][1]][0], runs[paragraph.words[last][1]][1]
    first = next((paragraph for paragraph in paragraphs if paragraph.words), paragraphs[0])
    return first.runs[0][0], first.runs[-1][1]


def _starts(words: Sequence[str], head: Sequence[str]) -> Iterable[int]:
    for start in range(len(words) - len(head) + 1):
        if words[start] == head[0] and words[start : start + len(head)] == head:
            yield start


def _named(declared: bool) -> str:
    return "" if declared else f' xmlns:w="{W}"'


def _mark(kind: str, number: int, declared: bool) -> bytes:
    return f'<w:{kind}{_named(declared)} w:id="{number}"/>'.encode()


def _reference(number: int, declared: bool) -> bytes:
    return f'<w:r{_named(declared)}><w:commentReference w:id="{number}"/></w:r>'.encode()


def _comment(number: int, text: str) -> bytes:
    """Return a comment with a paragraph a line."""
    style = '<w:pPr><w:pStyle w:val="CommentText"/></w:pPr>'
    paragraphs = "".join(
        f"<w:p>{style}{'' if position else '<w:r><w:annotationRef/></w:r>'}"
        f'<w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for position, line in enumerate(text.split("\n"))
    )
    return (
        f'<w:comment xmlns:w="{W}" w:id="{number}" w:author="{AUTHOR}" w:initials="{_INITIALS}">'
        f"{paragraphs}</w:comment>"
    ).encode()


def _with_comments(comments: bytes, written: Sequence[bytes]) -> bytes:
    """Put comments behind those that are there."""
    if not comments:
        return _HEAD + f'<w:comments xmlns:w="{W}">'.encode() + b"".join(written) + b"</w:comments>"
    return _with_last(comments, b"".join(written))


def _with_last(data: bytes, addition: bytes) -> bytes:
    """Put something at the end of what the root of a part holds."""
    root = elements_of(data, roots=True)[0]
    if data[root.end - 2 : root.end] == b"/>":
        name = re.match(rb"<([^\s/>]+)", data[root.start :])
        assert name is not None  # noqa: S101 a parsed element has a name
        return spliced(data, [(root.end - 2, root.end, b">" + addition + b"</" + name[1] + b">")])
    return spliced(data, [(data.rindex(b"</", root.start, root.end),) * 2 + (addition,)])


def _declare(package: _Package, relations: str, body: str, name: str) -> None:
    """Name a new part of comments in the relations of the body and in the list of types."""
    listed = package.read(relations)
    taken: Collection[str] = {item.values.get("Id", "") for item in elements_of(listed)} if listed else ()
    number = 1
    while f"rId{number}" in taken:
        number += 1
    target = posixpath.relpath("/" + name, "/" + posixpath.dirname(body))
    entry = f'Id="rId{number}" Type="{_COMMENTS_RELATION}" Target="{target}"/>'
    if listed:
        package.change(relations, _with_last(listed, f'<Relationship xmlns="{_RELATIONS}" {entry}'.encode()))
    else:
        package.change(
            relations,
            _HEAD + f'<Relationships xmlns="{_RELATIONS}"><Relationship {entry}</Relationships>'.encode(),
        )
    types = package.read(_CONTENT_TYPES)
    if not any(item.values.get("PartName") == f"/{name}" for item in elements_of(types)):
        space = "http://schemas.openxmlformats.org/package/2006/content-types"
        override = f'<Override xmlns="{space}" PartName="/{name}" ContentType="{_COMMENTS_TYPE}"/>'
        package.change(_CONTENT_TYPES, _with_last(types, override.encode()))
