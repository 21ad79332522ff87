"""XML → the same records as of JSON, one by one.

An element becomes what JSON would have in its place: one with parts an object, several of one name a list,
one with text alone that text; markup of HTML in it stays a text, to be read as HTML. Names are local ones,
without their namespaces. Entities, DTDs and whatever lies elsewhere are never resolved; what is not in a
record is forgotten at once.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Iterator
from functools import cached_property
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

from curranalyser.datamodel import MalformedRecord
from curranalyser.read.catalogue.json_records import JsonRecord, Object
from curranalyser.read.catalogue.values import folded
from curranalyser.read.catalogue.xml_head import first_element

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Records that are asked what they are, and elements in which the first is looked for.
_SAMPLE, _LOOKED_AT = 20, 300_000
# Bytes of a file of two bytes a letter in which the first element stands.
_HEAD = 64_000
# Elements within a record.
_DEEPEST = 30
_HTML = frozenset(
    {
        *("p", "br", "ul", "ol", "li", "div", "span", "strong", "em", "b", "i", "u", "a", "sub", "sup"),
        *("table", "tbody", "thead", "tr", "td", "th", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"),
    }
)

# The declaration of a namespace on an element that was taken out of its tree.
_NAMESPACE = re.compile(r"""\sxmlns(?::[\w.-]{1,60})?="[^"]{0,300}\"""")


class XmlData:
    """A file of XML. `records` may be gone through as often as one wants.

    Args:
        data: of the file.
        names: the folded names of elements that are records, wherever they stand but in another.
    """

    outer: Object | None = None
    around: XmlData | None = None

    def __init__(self, data: bytes, names: Collection[str]) -> None:
        self._data = data
        self._names = frozenset(names)

    @cached_property
    def sample(self) -> tuple[Object, ...]:
        """The first records."""
        return tuple(
            record.value
            for record in islice(self._read(_LOOKED_AT), _SAMPLE)
            if isinstance(record, JsonRecord)
        )

    def records(self) -> Iterator[JsonRecord | MalformedRecord]:
        """Yield the records in order; where the file breaks off, why those behind that are missing."""
        yield from self._read(None)

    def _read(self, most: int | None) -> Iterator[JsonRecord | MalformedRecord]:
        from lxml import etree  # noqa: PLC0415 rarely needed

        number = 0
        known: dict[str, bool] = {}
        open_: Element | None = None
        events = etree.iterparse(
            BytesIO(self._data),
            events=("start", "end"),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            for event, element in islice(events, most):
                if event == "start":
                    if open_ is None:
                        tag = element.tag
                        if tag not in known:
                            known[tag] = folded(local_name(element)) in self._names
                        open_ = element if known[tag] else None
                elif element is open_:
                    number += 1
                    value = _value(element, 0)
                    within = local_name(element)
                    open_ = None
                    _forget(element)
                    if isinstance(value, dict):
                        yield JsonRecord(number, within, value)
                    else:
                        yield MalformedRecord(number, "no parts")
                elif open_ is None:
                    _forget(element)
        except etree.XMLSyntaxError as error:
            yield MalformedRecord(number + 1, str(error.msg))


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace; "" of what is none, such as an entity."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _forget(element: Element) -> None:
    """Empty an element that was read, and take those before it out of the tree."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _value(element: Element, depth: int) -> object:
    parts = [part for part in element if local_name(part)]
    attributes = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
    if not parts or depth >= _DEEPEST or any(local_name(part).lower() in _HTML for part in parts):
        words = _markup(element) if parts else (element.text or "").strip()
        return {"value": words, **attributes} if attributes else words
    found: Object = dict(attributes)
    for part in parts:
        name, value = local_name(part), _value(part, depth + 1)
        if name not in found or name in attributes:
            found[name] = value
            attributes.pop(name, None)
        elif isinstance(found[name], list):
            found[name].append(value)
        else:
            found[name] = [found[name], value]
    return found


def _markup(element: Element) -> str:
    """Return what an element holds, its markup without namespaces."""
    from lxml import etree  # noqa: PLC0415 rarely needed

    for part in element.iter():
        if isinstance(part.tag, str):
            part.tag = local_name(part)
    inner = _NAMESPACE.sub("", "".join(etree.tostring(part, encoding="unicode") for part in element))
    return f"{element.text or ''}{inner}".strip()


def read_xml(data: bytes, names: Collection[str]) -> XmlData | None:
    """Find the records in XML.

    Args:
        data: of the file.
        names: the folded names of the elements that are records.

    Returns:
        The records; None where the bytes do not begin as XML.
    """
    head = data
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        text = data[:_HEAD].decode("utf-16", "ignore")
        head = (text.partition("?>")[2] if text.startswith("<?xml") else text).encode("utf-8", "ignore")
    return XmlData(data.lstrip(), names) if first_element(head) else None
