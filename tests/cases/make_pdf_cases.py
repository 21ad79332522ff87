"""Makes the PDFs `pdf-*` in tests/cases/reading: `python tests/cases/make_pdf_cases.py`.

Needs reportlab, pypdfium2 and pillow. What is right stands in the `.expected.toml` files, which are written
by hand.
"""

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

FOLDER = Path(__file__).parent / "reading"
SWEDISH = (
    ("h", "Kursplan"),
    ("h", "Fjällets växter, 15 högskolepoäng"),
    ("", "Kurskod: FVX118"),
    ("", "Nivå: Avancerad nivå"),
    ("h", "Lärandemål"),
    ("", "Efter genomgången kurs ska studenten kunna"),
    ("", "• artbestämma vanliga växter ovanför trädgränsen,"),
    ("", "• förklara hur snötäcket styr var växterna trivs,"),
    ("", "• jämföra floran i två fjällområden i skilda länder."),
    ("h", "Innehåll"),
    ("", "Kursen rör klimat, jordmån och växternas anpassning."),
    ("h", "Examination"),
    ("", "Muntlig redovisning och herbarium."),
)
ENGLISH = (
    ("h", "Course syllabus"),
    ("h", "Bridges and Loads, 7.5 credits"),
    ("", "Course code: BRL330"),
    ("", "Level: First cycle"),
    ("h", "Learning outcomes"),
    ("", "On completion of the course the student should be able to"),
    ("", "- calculate the loads on a simple beam bridge,"),
    ("", "- choose a material for a bridge in a cold climate,"),
    ("", "- present a design orally to other engineers."),
    ("h", "Content"),
    ("", "The course deals with statics, materials and drawing."),
    ("h", "Assessment"),
    ("", "Written examination and a design project."),
)
Rows = tuple[tuple[str, str], ...]


def new(size: tuple[float, float] = A4) -> tuple[Canvas, io.BytesIO]:
    target = io.BytesIO()
    return Canvas(target, pagesize=size, invariant=1), target


def write(canvas: Canvas, rows: Rows, left: float = 72, top: float = 760, pitch: float = 19) -> None:
    for number, (kind, text) in enumerate(rows):
        canvas.setFont("Helvetica-Bold" if kind else "Times-Roman", 13 if kind else 11)
        canvas.drawString(left, top - pitch * number, text)


def page_of(rows: Rows, size: tuple[float, float] = A4, **places: float) -> bytes:
    canvas, target = new(size)
    write(canvas, rows, **places)
    canvas.save()
    return target.getvalue()


def picture_of(data: bytes) -> ImageReader:
    document = pdfium.PdfDocument(data)
    try:
        return ImageReader(document[0].render(scale=1.6, grayscale=True).to_pil().convert("1"))
    finally:
        document.close()


def fields_one_large() -> bytes:
    """One field of many lines holds all outcomes, one the code."""
    canvas, target = new()
    rows = (*SWEDISH[:2], ("", "Kurskod:"), *SWEDISH[3:6])
    write(canvas, rows)
    form = canvas.acroForm
    form.textfield(value="FVX118", x=130, y=718, width=90, height=16, fontSize=10, name="kod")
    outcomes = "\n".join(text.removeprefix("• ") for _, text in SWEDISH[6:9])
    form.textfield(
        value=outcomes, x=72, y=570, width=420, height=80, fontSize=10, name="utfall", fieldFlags="multiline"
    )
    write(canvas, SWEDISH[9:], top=540)
    canvas.save()
    return target.getvalue()


def fields_and_choice() -> bytes:
    """A field each outcome on the second page, and a list to choose the level from."""
    canvas, target = new(LETTER)
    write(canvas, (*ENGLISH[:3], ("", "Level:")), top=700)
    canvas.acroForm.choice(
        value="First cycle", options=["First cycle", "Second cycle"], x=120, y=640, width=120, height=16,
        fontSize=10, name="level",
    )  # fmt: skip
    canvas.showPage()
    write(canvas, ENGLISH[4:6], top=700)
    for number, (_, text) in enumerate(ENGLISH[6:9]):
        canvas.acroForm.textfield(
            value=text.removeprefix("- "), x=90, y=650 - 26 * number, width=400, height=18, fontSize=10,
            name=f"o{number}",
        )  # fmt: skip
    write(canvas, ENGLISH[9:], top=540)
    canvas.save()
    return target.getvalue()


def sideways_clockwise() -> bytes:
    """The text runs from the top down, on all of two pages."""
    canvas, target = new()
    for rows in (SWEDISH[:9], SWEDISH[9:]):
        canvas.translate(0, A4[1])
        canvas.rotate(-90)
        write(canvas, rows, top=540)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def upside_down() -> bytes:
    """An upright page with the header, and one that was laid in the wrong way round."""
    canvas, target = new(LETTER)
    write(canvas, ENGLISH[:4], top=700)
    canvas.showPage()
    canvas.translate(*LETTER)
    canvas.rotate(180)
    write(canvas, ENGLISH[4:], top=700)
    canvas.save()
    return target.getvalue()


def watermark_large(rows: Rows, text: str, size: float, gray: float, behind: bool) -> bytes:
    """One word across the page, before or after the text."""
    canvas, target = new()

    def mark() -> None:
        canvas.saveState()
        canvas.setFillGray(gray)
        canvas.setFont("Helvetica-Bold", size)
        canvas.drawCentredString(A4[0] / 2, 560, text)
        canvas.restoreState()

    if behind:
        mark()
    write(canvas, rows)
    if not behind:
        mark()
    canvas.showPage()
    mark()
    canvas.save()
    return target.getvalue()


def watermark_strewn() -> bytes:
    """A word all over the page."""
    canvas, target = new()
    canvas.setFillGray(0.85)
    canvas.setFont("Helvetica", 16)
    for row in range(16):
        for column in range(3):
            canvas.drawString(60 + 190 * column, 780 - 45 * row, "Arbetsmaterial")
    canvas.setFillGray(0)
    write(canvas, SWEDISH)
    canvas.save()
    return target.getvalue()


def watermark_diagonal(rows: Rows, text: str, angle: float) -> bytes:
    canvas, target = new()
    write(canvas, rows[:7])
    canvas.saveState()
    canvas.setFillGray(0.8)
    canvas.translate(140, 420)
    canvas.rotate(angle)
    canvas.setFont("Helvetica-Bold", 70)
    canvas.drawString(0, 0, text)
    canvas.restoreState()
    write(canvas, rows[7:], top=760 - 19 * 7)
    canvas.save()
    return target.getvalue()


def numbered_lines(rows: Rows, every: int, right: bool) -> bytes:
    canvas, target = new()
    write(canvas, rows, left=90)
    canvas.setFont("Helvetica", 8)
    for number in range(1, len(rows) + 1):
        if number % every == 0:
            canvas.drawRightString(540 if right else 62, 760 - 19 * (number - 1), str(number))
    canvas.save()
    return target.getvalue()


def note_marks(rows: Rows, marks: dict[str, str]) -> bytes:
    """Small raised digits behind the words in `marks`."""
    canvas, target = new()
    for number, (kind, text) in enumerate(rows):
        name, size = ("Helvetica-Bold", 13) if kind else ("Helvetica", 11)
        block = canvas.beginText(72, 760 - 19 * number)
        block.setFont(name, size)
        word = next((word for word in marks if word in text), "")
        head, _, rest = text.partition(word) if word else (text, "", "")
        block.textOut(head + word)
        if word:
            block.setFont(name, size * 0.6)
            block.setRise(size * 0.35)
            block.textOut(marks[word])
            block.setRise(0)
            block.setFont(name, size)
            block.textOut(rest)
        canvas.drawText(block)
    canvas.save()
    return target.getvalue()


def picture_first() -> bytes:
    """The first page is scanned and stamped, the second is text, the third is empty."""
    canvas, target = new()
    canvas.drawImage(picture_of(page_of(ENGLISH[:4])), 0, 0, *A4)
    canvas.setFont("Helvetica", 9)
    canvas.drawString(400, 815, "Reg. no. 2031/77, page 1")
    canvas.showPage()
    write(canvas, ENGLISH[:3] + ENGLISH[4:])
    canvas.setFont("Helvetica", 9)
    canvas.drawString(400, 815, "Reg. no. 2031/77, page 2")
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def picture_in_strips() -> bytes:
    """Pages two and three are scanned; the scanner cut the second into strips."""
    canvas, target = new()
    write(canvas, SWEDISH)
    canvas.showPage()
    for strip in range(8):
        canvas.drawImage(picture_of(page_of(SWEDISH[9:])), 20, 20 + 100 * strip, 555, 100)
    canvas.showPage()
    canvas.drawImage(picture_of(page_of(SWEDISH[:4])), 0, 0, *A4)
    canvas.save()
    return target.getvalue()


def soft_hyphens(rows: Rows) -> bytes:
    """The second outcome breaks at a soft hyphen that is written."""
    canvas, target = new()
    write(canvas, rows, top=720, pitch=22)
    canvas.save()
    return target.getvalue()


def broken(rows: Rows, at: str) -> Rows:
    """Break the row that holds `at` (its "|" is where) with a soft hyphen."""
    before, _, after = at.partition("|")
    result: list[tuple[str, str]] = []
    for kind, text in rows:
        head, found, rest = text.partition(before + after)
        if found:
            result += [(kind, f"{head}{before}\u00ad"), (kind, f"   {after}{rest}")]
        else:
            result.append((kind, text))
    return tuple(result)


CASES: dict[str, Callable[[], bytes]] = {
    "pdf-fields-one-large": fields_one_large,
    "pdf-fields-and-choice": fields_and_choice,
    "pdf-sideways-clockwise": sideways_clockwise,
    "pdf-upside-down": upside_down,
    "pdf-watermark-over-text": lambda: watermark_large(ENGLISH, "NOT YET DECIDED", 48, 0.8, behind=False),
    "pdf-watermark-strewn": watermark_strewn,
    "pdf-watermark-diagonal": lambda: watermark_diagonal(SWEDISH, "KOPIA", 50),
    "pdf-watermark-steep": lambda: watermark_diagonal(ENGLISH, "SPECIMEN", -35),
    "pdf-numbered-lines": lambda: numbered_lines(SWEDISH, 1, right=False),
    "pdf-every-fifth-line": lambda: numbered_lines(ENGLISH + ENGLISH[9:], 5, right=True),
    "pdf-note-marks": lambda: note_marks(SWEDISH, {"trädgränsen": "1", "snötäcket": "2", "länder": "3"}),
    "pdf-note-marks-after-stops": lambda: note_marks(ENGLISH, {"bridge,": "4", "climate,": "12"}),
    "pdf-picture-first": picture_first,
    "pdf-picture-in-strips": picture_in_strips,
    "pdf-soft-hyphen-sv": lambda: soft_hyphens(broken(SWEDISH, "trädgr|änsen")),
    "pdf-soft-hyphen-en": lambda: soft_hyphens(broken(ENGLISH, "mater|ial for a bridge")),
}


if __name__ == "__main__":
    for name, make in CASES.items():
        (FOLDER / f"{name}.pdf").write_bytes(make())
