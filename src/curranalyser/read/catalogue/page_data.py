"""Data that a web page carries: JSON-LD in its scripts."""

import json

from curranalyser.errors import DocumentError
from curranalyser.read.catalogue.json_records import JsonData
from curranalyser.read.html import page_scripts

# What stands in the type of such a script.
_TYPE = "application/ld+json"
_MARK = b"ld+json"


def read_page_data(data: bytes) -> JsonData | None:
    """Find the data in a web page.

    Args:
        data: of the page.

    Returns:
        What its scripts hold, those that are no JSON left out; None where there is nothing.
    """
    if _MARK not in data:
        return None
    found: list[object] = []
    try:
        scripts = page_scripts(data, _TYPE)
    except DocumentError:
        return None
    for script in scripts:
        try:
            value = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        graph = value.get("@graph") if isinstance(value, dict) else None
        found += graph if isinstance(graph, list) else value if isinstance(value, list) else [value]
    return JsonData.of([value for value in found if isinstance(value, dict)]) if found else None
