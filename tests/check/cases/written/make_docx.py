"""Write the Word drafts of this folder. They are committed; this is how they were made."""

from pathlib import Path

import docx

HERE = Path(__file__).parent


def put(document: docx.document.Document, *parts: tuple[str, str]) -> None:
    for style, text in parts:
        document.add_paragraph(text, style=style)


def table(document: docx.document.Document, rows: list[list[str]]) -> None:
    made = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.text = text


def two_parts() -> None:
    """Clean, Swedish: a course of two parts, each with its credits and examinations."""
    document = docx.Document()
    put(document, ("Title", "Skogsskötsel och virkeslära"), ("Normal", "Kurskod: SV130G"))
    put(document, ("Normal", "Omfattning: 15 högskolepoäng"), ("Normal", "Nivå: Grundnivå"))
    put(document, ("Heading 1", "Behörighet"), ("Normal", "Grundläggande behörighet."))
    put(document, ("Heading 1", "Lärandemål"))
    put(document, ("Heading 2", "Delkurs 1. Skogsskötsel, 7,5 hp"))
    put(document, ("Normal", "Efter avslutad delkurs ska studenten kunna:"))
    put(document, ("List Bullet", "planera en gallring"), ("List Bullet", "beräkna tillväxt i ett bestånd"))
    put(document, ("Heading 2", "Delkurs 2. Virkeslära, 7,5 hp"))
    put(document, ("Normal", "Efter avslutad delkurs ska studenten kunna:"))
    put(document, ("List Bullet", "sortera virke efter kvalitet"))
    put(document, ("List Bullet", "redogöra för virkets mekaniska egenskaper"))
    put(document, ("Heading 1", "Innehåll"), ("Normal", "Bestånd, gallring, virke och kvalitet."))
    put(document, ("Heading 1", "Undervisning"), ("Normal", "Undervisningsspråk: svenska"))
    put(document, ("Heading 1", "Examination"))
    put(document, ("Normal", "Delkurs 1, 7,5 hp"), ("List Bullet", "Fältprov, 3 hp"))
    put(document, ("List Bullet", "Skriftlig tentamen, 4,5 hp"), ("Normal", "Delkurs 2, 7,5 hp"))
    put(document, ("List Bullet", "Virkesprov, 2,5 hp"), ("List Bullet", "Skriftlig tentamen, 5 hp"))
    document.save(HERE / "clean-sv-4.docx")


def matrix() -> None:
    """Clean, English: a matrix of outcomes and examinations, and the credits of these in a table."""
    document = docx.Document()
    put(document, ("Title", "Textile Materials"))
    table(document, [["Course code", "TX140G"], ["Credits", "7.5 credits"], ["Level", "First cycle"]])
    put(document, ("Heading 1", "Entry requirements"), ("Normal", "General entry requirements."))
    put(document, ("Heading 1", "Learning outcomes"))
    put(document, ("Normal", "On completion of the course the student shall be able to:"))
    put(document, ("List Number", "distinguish fibres under a microscope"))
    put(document, ("List Number", "test the strength of a yarn"))
    put(document, ("List Number", "recommend a fabric for a given use"))
    put(document, ("Heading 1", "Content"), ("Normal", "Fibres, yarns, fabrics."))
    put(document, ("Heading 1", "Teaching"), ("Normal", "The language of instruction is English."))
    put(document, ("Heading 1", "Assessment"))
    table(
        document,
        [
            ["Examination", "Credits", "Learning outcomes"],
            ["Laboratory test", "3", "1, 2"],
            ["Report", "4.5", "2, 3"],
        ],
    )
    document.save(HERE / "clean-en-4.docx")


def unexamined() -> None:
    """With defects, Swedish: a table of examinations that names 1, 2 and 5 of four outcomes."""
    document = docx.Document()
    put(document, ("Title", "Ergonomi i vården"), ("Normal", "Kurskod: ER210G"))
    put(document, ("Normal", "Omfattning: 7,5 hp"), ("Normal", "Nivå: Grundnivå"))
    put(document, ("Heading 1", "Behörighet"), ("Normal", "Grundläggande behörighet."))
    put(document, ("Heading 1", "Lärandemål"), ("Normal", "Efter avslutad kurs ska studenten kunna:"))
    put(document, ("List Number", "förklara hur belastning påverkar kroppen"))
    put(document, ("List Number", "utföra en förflyttning på ett skonsamt sätt"))
    put(document, ("List Number", "bedöma en arbetsplats utifrån ergonomiska riktlinjer"))
    put(document, ("List Number", "<lärandemål 4>"))
    put(document, ("Heading 1", "Innehåll"), ("Normal", "Belastning, förflyttning, arbetsplatser."))
    put(document, ("Heading 1", "Undervisning"), ("Normal", "Undervisningen sker på svenska."))
    put(document, ("Heading 1", "Examination"))
    table(
        document,
        [
            ["Examination", "Omfattning i hp", "Lärandemål"],
            ["Skriftlig tentamen", "3,5 hp", "1"],
            ["Praktiskt prov", "2,5 hp", "2 och 5"],
        ],
    )
    document.save(HERE / "d17.docx")


if __name__ == "__main__":
    two_parts()
    matrix()
    unexamined()
