"""JSON-LD → nodes with plain names, by own tables: a remote `@context` is never fetched.

Of a name only what stands behind a known namespace or prefix is kept: "schema:teaches",
"https://schema.org/teaches" and "teaches" are one. A node that another refers to by its id is put in the
place of the reference.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from curranalyser.datamodel import CatalogueItem, MalformedRecord, SourceFile
from curranalyser.read.catalogue.json_records import JsonData, JsonRecord

Node = Mapping[str, object]

# Namespaces and usual prefixes whose names are read: schema.org, the European Learning Model and what it is
# made of.
_NAMESPACES = (
    "https://schema.org/",
    "http://schema.org/",
    "http://data.europa.eu/snb/model/elm/",
    "http://data.europa.eu/snb/model/",
    "http://purl.org/dc/terms/",
    "http://purl.org/dc/elements/1.1/",
    "http://www.w3.org/2004/02/skos/core#",
    "http://www.w3.org/ns/adms#",
    *("schema:", "schemaorg:", "sdo:", "elm:", "dc:", "dct:", "dcterms:", "skos:", "adms:"),
)
_REFERENCE = frozenset({"@id", "id", "@type", "type"})
# Nodes within nodes, and the nodes that are looked at to tell what a file is.
_DEEPEST, _LOOKED_AT = 20, 2_000
_GRAPH = "@graph"


@lru_cache(maxsize=4096)
def term(name: str) -> str:
    """Return a name without its namespace or prefix, where that is known."""
    found = next((start for start in _NAMESPACES if name.startswith(start)), "")
    return name[len(found) :]


def plain(node: Node) -> dict[str, object]:
    """Return the members of a node by their plain names; of two of one name the first."""
    found: dict[str, object] = {}
    for key, value in node.items():
        found.setdefault(term(key), value)
    return found


def types_of(node: Node, *keys: str) -> frozenset[str]:
    """Return the plain names of the types of a node, which stand under one of the keys."""
    told = next((node[key] for key in keys if key in node), None)
    listed = told if isinstance(told, list) else [told]
    return frozenset(term(name) for name in listed if isinstance(name, str))


def id_of(node: object) -> str:
    """Return the id of a node, or of a reference to one; "" where it has none."""
    if isinstance(node, str):
        return node
    if not isinstance(node, Mapping):
        return ""
    return next((told for key in ("@id", "id") if isinstance(told := node.get(key), str)), "")


def _within(value: object, passed: Collection[str], depth: int) -> Iterator[Node]:
    """Yield a node and those in it, but not what stands under names that are passed over."""
    if isinstance(value, Mapping):
        yield value
    if depth >= _DEEPEST:
        return
    if isinstance(value, list):
        for part in value:
            yield from _within(part, passed, depth + 1)
    elif isinstance(value, Mapping):
        for key, part in value.items():
            if isinstance(part, list | Mapping) and term(key) not in passed:
                yield from _within(part, passed, depth + 1)


def holds(value: Node, is_wanted: Callable[[Node], bool]) -> bool:
    """Whether an object is a wanted node, or holds one; one around a graph leaves that to its list."""
    if isinstance(value.get(_GRAPH), list):
        return False
    nodes = _within(value, (), 0)
    return any(is_wanted(node) for node, _ in zip(nodes, range(_LOOKED_AT), strict=False))


@dataclass(frozen=True, slots=True)
class Linked:
    """The wanted nodes of a file.

    Attributes:
        data: the file.
        is_wanted: whether a node is one.
        passed: plain names under which nodes are of others, and not of the file.
        referred: nodes that others refer to, by id.
    """

    data: JsonData
    is_wanted: Callable[[Node], bool]
    passed: frozenset[str]
    referred: Mapping[str, Node]

    def nodes(self) -> Iterator[JsonRecord | MalformedRecord]:
        """Yield the wanted nodes in order, with plain names, each id once, and what is malformed."""
        seen: set[str] = set()
        for record in self.data.records():
            if isinstance(record, MalformedRecord):
                yield record
                continue
            for node in _within(record.value, self.passed, 0):
                name = id_of(node)
                if not self.is_wanted(node) or is_reference(node) or (name and name in seen):
                    continue
                seen.add(name)
                yield JsonRecord(record.number, record.within, plain(node))

    def whole(self, value: object) -> tuple[dict[str, object], ...]:
        """Return the nodes of a field, references followed, with plain names; texts as nodes of that name."""
        found: list[dict[str, object]] = []
        for part in value if isinstance(value, list) else [value]:
            node = self.referred.get(id_of(part), part) if is_reference(part) else part
            if isinstance(node, Mapping):
                found.append(plain(node))
            elif isinstance(node, str) and node:
                found.append({"@value": node})
        return tuple(found)


def is_reference(value: object) -> bool:
    """Whether a value only names a node: an id, alone or with its type."""
    if isinstance(value, str):
        return ":" in value and " " not in value.strip()
    return isinstance(value, Mapping) and bool(id_of(value)) and value.keys() <= _REFERENCE


def read_linked(data: JsonData, is_wanted: Callable[[Node], bool], passed: frozenset[str]) -> Linked:
    """Find out what the nodes of a file refer to. See `Linked` for the arguments."""
    names = {
        id_of(part)
        for node in _all(data)
        for value in node.values()
        for part in (value if isinstance(value, list) else [value])
        if is_reference(part)
    }
    referred: dict[str, Node] = {}
    for node in _all(data):
        name = id_of(node)
        if name in names and not is_reference(node):
            referred.setdefault(name, node)
    return Linked(data, is_wanted, passed, referred)


def read_items(
    linked: Linked, source: SourceFile, item: Callable[[JsonRecord, SourceFile, Linked], CatalogueItem]
) -> Iterator[CatalogueItem]:
    """Yield what `item` makes of each wanted node, and what is malformed, in their order.

    Args:
        linked: the nodes.
        source: of the file; `item` gets it with the number of its record as the row.
        item: makes a record of a node.
    """
    for record in linked.nodes():
        if isinstance(record, MalformedRecord):
            yield record
        else:
            yield item(record, replace(source, row=record.number), linked)


def _all(data: JsonData) -> Iterator[Node]:
    for record in data.records():
        if isinstance(record, JsonRecord):
            yield from _within(record.value, (), 0)
