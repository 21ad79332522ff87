"""What an XML file is, by its first element. No entity, DTD or address in it is followed."""

import io

# Bytes in which the first element begins.
_HEAD = 64_000
_LONGEST = 80


def first_element(data: bytes) -> str:
    """Return the first element of XML with its namespace: `<kurser xmlns="…">`; "" where it is none."""
    if not data[:_HEAD].lstrip().removeprefix(b"\xef\xbb\xbf").startswith(b"<"):
        return ""
    from lxml import etree  # noqa: PLC0415 rarely needed

    try:
        events = etree.iterparse(
            io.BytesIO(data[:_HEAD]),
            events=("start",),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            recover=True,
        )
        name = etree.QName(next(iter(events))[1])
    except (etree.XMLSyntaxError, StopIteration, ValueError):
        return ""
    namespace = f' xmlns="{name.namespace[:_LONGEST]}"' if name.namespace else ""
    return f"<{name.localname[:_LONGEST]}{namespace}>"
