"""JSON-LD made plain: names, references, and what belongs to others."""

import json

from hypothesis import given
from hypothesis import strategies as st

from curranalyser.datamodel import MalformedRecord
from curranalyser.read.catalogue.json_records import read_json
from curranalyser.read.catalogue.linked_data import Linked, Node, holds, read_linked, term, types_of

TREE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["@id", "id", "@type", "type", "x", "@graph"]), inner, max_size=4)
    ),
    max_leaves=12,
)


def _is_thing(node: Node) -> bool:
    return "Thing" in types_of(node, "@type")


def _linked(value: object, *passed: str) -> Linked:
    data = read_json(json.dumps(value).encode())
    assert data is not None
    return read_linked(data, _is_thing, frozenset(passed))


def _names(linked: Linked) -> list[object]:
    return [node.value.get("name") for node in linked.nodes() if not isinstance(node, MalformedRecord)]


def test_names_lose_known_namespaces_and_prefixes_and_keep_unknown_ones() -> None:
    assert [
        term(name) for name in ("schema:name", "http://schema.org/name", "name", "elm:title", "x:name")
    ] == [
        "name",
        "name",
        "name",
        "title",
        "x:name",
    ]


def test_nodes_are_found_where_they_are_within_others_but_not_where_they_are_of_others() -> None:
    value = {
        "about": [{"@type": "schema:Thing", "name": 1, "isPartOf": {"@type": "Thing", "name": 2}}],
        "other": {"deep": {"@type": ["X", "Thing"], "schema:name": 3}},
    }
    assert _names(_linked([value], "isPartOf")) == [1, 3]


def test_a_node_counts_once_and_a_reference_is_none() -> None:
    node = {"@id": "#1", "@type": "Thing", "name": 1}
    assert _names(_linked([node, {"x": {"@id": "#1", "@type": "Thing"}}, node])) == [1]


def test_references_are_followed_and_what_is_not_there_stays_a_text() -> None:
    linked = _linked(
        [{"@type": "Thing", "x": ["urn:a", {"@id": "urn:b"}, "urn:c"]}, {"@id": "urn:a", "y": 1}]
    )
    assert linked.whole(["urn:a", {"@id": "urn:b"}, "urn:c"]) == (
        {"@id": "urn:a", "y": 1},
        {"@id": "urn:b"},
        {"@value": "urn:c"},
    )


def test_nodes_that_refer_to_each_other_end() -> None:
    linked = _linked(
        [{"@id": "a:1", "@type": "Thing", "x": {"@id": "a:2"}}, {"@id": "a:2", "x": {"@id": "a:1"}}]
    )
    assert len(list(linked.nodes())) == 1
    assert linked.whole({"@id": "a:1"})


@given(TREE)
def test_any_tree_is_gone_through(value: object) -> None:
    linked = _linked([{"@type": "Thing", "x": value}])
    for node in linked.nodes():
        if not isinstance(node, MalformedRecord):
            linked.whole(node.value.get("x"))
    assert holds({"@type": "Thing"}, _is_thing)
