"""PDFs written by hand, as small as a test needs them."""


def write_pdf(
    *pages: bytes, resources: bytes = b"<< /Font << /F1 4 0 R >> >>", extra: tuple[bytes, ...] = ()
) -> bytes:
    """Write a PDF by hand: one content stream a page.

    Object 1 is the catalogue, 2 the pages, 3 the resources, 4 the font Helvetica (F1); objects of `extra`
    count from 5.
    """
    first = 5 + len(extra)
    kids = b" ".join(b"%d 0 R" % (first + 2 * number) for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % len(pages),
        resources,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        *extra,
    ]
    for number, content in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources 3 0 R /Contents %d 0 R >>"
            % (first + 2 * number + 1)
        )
        objects.append(pdf_stream(content))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % place for place in places
    )
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


def pdf_stream(data: bytes, entries: bytes = b"") -> bytes:
    """Write a stream object with further dictionary entries."""
    return b"<< /Length %d %s >>\nstream\n" % (len(data), entries) + data + b"\nendstream"


def pdf_text(*lines: str, left: int = 60, top: int = 780, size: int = 11, pitch: int = 16) -> bytes:
    """Write the content stream of lines under each other in Helvetica."""
    shown = []
    for number, line in enumerate(lines):
        text = line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        shown.append(b"BT /F1 %d Tf %d %d Td (%s) Tj ET" % (size, left, top - pitch * number, text))
    return b"\n".join(shown)


def self_recursive_pdf() -> bytes:
    """A PDF of one kilobyte whose form draws itself twice.

    A reader without limits never comes back, or runs out of memory.
    """
    form = pdf_stream(
        b"/X Do /X Do",
        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>",
    )
    return write_pdf(b"/X Do", resources=b"<< /XObject << /X 5 0 R >> >>", extra=(form,))
