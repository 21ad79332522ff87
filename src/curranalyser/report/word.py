"""A Word document that the tool writes: headings, paragraphs, lists, tables and pictures, and nothing else.

The one door to python-docx for writing. Equal content gives equal bytes: the clock has no part in it. Text is
cleaned by whoever gives it (`report.sanitise`); here it stays text, whatever it looks like.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from curranalyser.folder import WORD_MARK

# Word takes these as the languages of proofing and of reading aloud.
_REGIONS = {"sv": "sv-SE", "en": "en-GB"}
# Written into the file in place of the clock: a fixed day, so that the same audit gives the same bytes.
_CREATED = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_AUTHOR = "curranalyser"
# A4, in millimetres.
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 210, 297, 20
TEXT_WIDTH, TEXT_HEIGHT = PAGE_WIDTH - 2 * MARGIN, PAGE_HEIGHT - 2 * MARGIN
_FONT = "Calibri"
BODY_POINTS, SMALL_POINTS = 10.5, 9
# Points of a heading, by its level; 0 is the title.
HEADING_POINTS = {0: 20, 1: 17, 2: 13, 3: 11.5, 4: 10.5}
# Points of space above and below a heading, by its level, and below a paragraph.
HEADING_SPACE = {0: (0, 10), 1: (14, 6), 2: (10, 4), 3: (8, 3), 4: (6, 2)}
PARAGRAPH_SPACE = 4
_HEAD_COLOUR = "EEF1F5"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_CUSTOM = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{name}">'
    "<vt:bool>true</vt:bool></property></Properties>"
)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one dress.

    `marked` sets it off as words that decided: bold and on a ground of colour. `language` is ISO 639-1, or ""
    where it is the document's own.
    """

    text: str
    bold: bool = False
    marked: bool = False
    soft: bool = False
    language: str = ""


Text = str | Sequence[Run]


def runs_of(text: Text) -> Sequence[Run]:
    """Return a text as runs."""
    return (Run(text),) if isinstance(text, str) else text


class WordDocument:
    """A document while it is written, from its beginning to its end.

    Args:
        title: of the document, in its properties; nothing is written.
        lang: "sv" or "en": the language of its text.
    """

    def __init__(self, title: str, lang: str) -> None:
        from docx import Document  # noqa: PLC0415 slow to import

        self._document: Any = Document()
        self._pictures = 0
        self._set_styles(_REGIONS[lang])
        self._set_page()
        properties = self._document.core_properties
        properties.title = title[:255]
        properties.author = properties.last_modified_by = _AUTHOR
        properties.created = properties.modified = _CREATED
        properties.language = _REGIONS[lang]
        properties.comments = properties.keywords = properties.subject = ""
        properties.revision = 1
        self._mark()

    def _set_styles(self, region: str) -> None:
        from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415 as above
        from docx.oxml import OxmlElement  # noqa: PLC0415
        from docx.oxml.ns import qn  # noqa: PLC0415
        from docx.shared import Pt, RGBColor  # noqa: PLC0415

        styles = self._document.styles
        default = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        language = default.find(qn("w:lang"))
        if language is None:
            language = OxmlElement("w:lang")
            default.append(language)
        language.set(qn("w:val"), region)
        for level, points in HEADING_POINTS.items():
            style = styles[f"Heading {level}" if level else "Title"]
            self._set_font(style, points)
            style.font.italic = False
            style.font.color.rgb = RGBColor(0x1A, 0x1F, 0x26)
            style.font.bold = level > 0
            above, below = HEADING_SPACE[level]
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)
        borders = styles["Title"].element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
        if borders is not None:
            borders.getparent().remove(borders)
        self._set_font(styles["Normal"], BODY_POINTS)
        styles["Normal"].paragraph_format.space_after = Pt(PARAGRAPH_SPACE)
        styles["Normal"].paragraph_format.line_spacing = 1.0
        small = styles.add_style("Small", WD_STYLE_TYPE.PARAGRAPH)
        small.base_style = styles["Normal"]
        self._set_font(small, SMALL_POINTS)
        small.paragraph_format.space_after = Pt(2)
        self._ids = {style.name: style.style_id for style in styles}

    @staticmethod
    def _set_font(style: Any, points: float) -> None:  # noqa: ANN401 a style of python-docx
        from docx.oxml.ns import qn  # noqa: PLC0415
        from docx.shared import Pt  # noqa: PLC0415

        style.font.name, style.font.size = _FONT, Pt(points)
        fonts = style.element.rPr.rFonts
        for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{name}"), None)

    def _set_page(self) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
        from docx.oxml import OxmlElement  # noqa: PLC0415
        from docx.oxml.ns import qn  # noqa: PLC0415
        from docx.shared import Mm  # noqa: PLC0415

        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(PAGE_WIDTH), Mm(PAGE_HEIGHT)
        section.left_margin = section.right_margin = Mm(MARGIN)
        section.top_margin = section.bottom_margin = Mm(MARGIN)
        section.header_distance = section.footer_distance = Mm(MARGIN / 2)
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        foot._p.append(field)

    def _mark(self) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415
        from docx.opc.packuri import PackURI  # noqa: PLC0415
        from docx.opc.part import Part  # noqa: PLC0415

        package = self._document.part.package
        # The picture of its first page that the template brings shows another document.
        for name, relation in list(package.rels.items()):
            if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
                del package.rels[name]
        blob = _CUSTOM.format(name=WORD_MARK).encode()
        package.relate_to(
            Part(PackURI("/docProps/custom.xml"), _CUSTOM_TYPE, blob, package), _CUSTOM_RELATION
        )

    def _write(self, paragraph: Any, text: Text) -> None:  # noqa: ANN401 a paragraph of python-docx
        from docx.enum.text import WD_COLOR_INDEX  # noqa: PLC0415
        from docx.oxml import OxmlElement  # noqa: PLC0415
        from docx.oxml.ns import qn  # noqa: PLC0415
        from docx.shared import RGBColor  # noqa: PLC0415

        for piece in runs_of(text):
            run = paragraph.add_run(piece.text)
            if piece.bold or piece.marked:
                run.bold = True
            if piece.marked:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
            if piece.soft:
                run.font.color.rgb = RGBColor(0x45, 0x50, 0x5E)
            if piece.language:
                language = OxmlElement("w:lang")
                language.set(qn("w:val"), piece.language)
                run._r.get_or_add_rPr().append(language)

    def _paragraph(self, style: str) -> Any:  # noqa: ANN401 a paragraph of python-docx
        paragraph = self._document.add_paragraph()
        self._dress(paragraph, style)
        return paragraph

    def _dress(self, paragraph: Any, style: str) -> None:  # noqa: ANN401 likewise
        """Give a paragraph a style by its id: python-docx looks each up by its name, among all, each time."""
        paragraph._p.get_or_add_pPr().style = self._ids[style]

    def heading(self, text: Text, level: int, new_page: bool = False) -> None:
        """Write a heading in Word's own style of its level; 0 is the title of the document."""
        paragraph = self._paragraph(f"Heading {level}" if level else "Title")
        if new_page:
            paragraph.paragraph_format.page_break_before = True
        self._write(paragraph, text)

    def paragraph(self, text: Text, small: bool = False, keep: bool = False) -> None:
        """Write a paragraph. `keep`: on one page with what comes after it."""
        paragraph = self._paragraph("Small" if small else "Normal")
        paragraph.paragraph_format.keep_with_next = keep
        self._write(paragraph, text)

    def item(self, text: Text, more: Sequence[Text] = ()) -> None:
        """Write an item of a list, and what is said of it on lines of their own below."""
        from docx.shared import Mm  # noqa: PLC0415

        paragraph = self._paragraph("List Bullet")
        paragraph.paragraph_format.keep_with_next = bool(more)
        self._write(paragraph, text)
        for place, line in enumerate(more, 1):
            below = self._paragraph("Small")
            below.paragraph_format.left_indent = Mm(6.3)
            below.paragraph_format.keep_with_next = place < len(more)
            self._write(below, line)

    def table(
        self,
        head: Sequence[str],
        rows: Iterable[Sequence[Text]],
        widths: Sequence[float],
        numbers: frozenset[int] = frozenset(),
    ) -> None:
        """Write a table whose head stands again on each page.

        Args:
            head: the headings of the columns.
            rows: the cells; that of the first column heads its row.
            widths: of the columns, in millimetres.
            numbers: columns, from 0, that hold figures.
        """
        from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
        from docx.oxml import OxmlElement  # noqa: PLC0415
        from docx.oxml.ns import qn  # noqa: PLC0415
        from docx.shared import Mm  # noqa: PLC0415

        held = [[(Run(name, bold=True),) for name in head], *rows]
        table = self._document.add_table(rows=len(held), cols=len(head), style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for number, (row, cells) in enumerate(zip(table.rows, held, strict=True)):
            properties = row._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if not number:
                properties.append(OxmlElement("w:tblHeader"))
            for place, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
                cell.width = Mm(widths[place])
                paragraph = cell.paragraphs[0]
                self._dress(paragraph, "Small")
                if place in numbers:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                self._write(paragraph, text)
                if not number:
                    shade = OxmlElement("w:shd")
                    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _HEAD_COLOUR)):
                        shade.set(qn(f"w:{name}"), value)
                    cell._tc.get_or_add_tcPr().append(shade)
        self._paragraph("Small")

    def picture(self, data: bytes, width: float, text: str) -> None:
        """Write a picture in a paragraph of its own.

        Args:
            data: the bytes of a PNG.
            width: in millimetres; the height follows.
            text: what it shows, for those who do not see it.
        """
        from docx.oxml.ns import qn  # noqa: PLC0415
        from docx.shared import Mm  # noqa: PLC0415

        paragraph = self._document.add_paragraph()
        paragraph.add_run().add_picture(io.BytesIO(data), width=Mm(width))
        self._pictures += 1
        # Where this is not said, LibreOffice keeps a distance that pushes the picture over the margin.
        for inline in paragraph._p.iter(qn("wp:inline")):
            for side in "TBLR":
                inline.set(f"dist{side}", "0")
        for about in paragraph._p.iter(qn("wp:docPr"), qn("pic:cNvPr")):
            about.set("descr", text)
            about.set("name", f"{self._pictures}.png")

    def data(self) -> bytes:
        """Return the bytes of the file."""
        saved = io.BytesIO()
        self._document.save(saved)
        out = io.BytesIO()
        with zipfile.ZipFile(saved) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for name in made.namelist():
                info = zipfile.ZipInfo(name, _ZIP_DATE)
                info.compress_type = zipfile.ZIP_DEFLATED
                package.writestr(info, made.read(name))
        return out.getvalue()
