"""An XLSX file of plain sheets: text and numbers under a frozen heading with a filter, and never a formula.

Written straight as SpreadsheetML (ECMA-376): of the libraries that were measured, the fastest spends five times as long on each cell, which made the workbook
the most expensive file of a report.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["text", "number", "percent", "probability"]
Cell = str | int | float | None
LONGEST_CELL = 32_767
LONGEST_NAME = 31
MOST_ROWS = 1_048_576
# Written into the file's properties and its archive; fixed days, so that the same audit gives the same bytes.
_CREATED = "2020-01-01T00:00:00Z"
_ARCHIVED = (1980, 1, 1, 0, 0, 0)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# Places in `cellXfs` of the styles below.
_STYLES: dict[Kind | Literal["heading", "to fill in"], int] = {"heading": 1, "to fill in": 2, "text": 3, "number": 4, "percent": 5, "probability": 6}
_TOP = '<alignment vertical="top"/>'
_WRAPPED = '<alignment vertical="top" wrapText="1"/>'
_FONT = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
_STYLE_SHEET = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="0.00"/></numFmts>'
    f'<fonts count="2"><font>{_FONT}</font><font><b/>{_FONT}</font></fonts>'
    '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFEEF1F5"/><bgColor indexed="64"/></patternFill></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFFFF2CC"/><bgColor indexed="64"/></patternFill></fill></fills>'
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
    '<border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="7">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    f'<xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">{_WRAPPED}</xf>'
    f'<xf numFmtId="0" fontId="1" fillId="3" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">{_WRAPPED}</xf>'
    f'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">{_WRAPPED}</xf>'
    f'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">{_TOP}</xf>'
    f'<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">{_TOP}</xf>'
    f'<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">{_TOP}</xf>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
# What XML 1.0 cannot hold, and text that a reader would take for such an escape.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in characters, and what its cells hold. A reader fills in one with `to_fill_in`, or with `choices` to choose from."""

    heading: str
    width: int
    kind: Kind = "text"
    to_fill_in: bool = False
    choices: tuple[str, ...] = ()


def _unwritable(found: re.Match[str]) -> str:
    text = found[0]
    return f"_x{ord(text):04X}_" if len(text) == 1 else f"_x005F{text}"


def _escape(text: str) -> str:
    return _UNWRITABLE.sub(_unwritable, text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _cut(text: str) -> str:
    """Return a text as long as a cell takes it, counted in UTF-16."""
    if len(text) <= LONGEST_CELL // 2:
        return text
    return text.encode("utf-16-le", "surrogatepass")[: 2 * LONGEST_CELL].decode("utf-16-le", "ignore")


def _letters(place: int) -> str:
    """Name a column: 0 is A, 26 is AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


@dataclass
class Workbook:
    """Sheets, in the order they are added.

    Args:
        title: for the properties of the file.
    """

    title: str
    _names: list[str] = field(default_factory=list)
    _areas: list[tuple[str, int]] = field(default_factory=list)
    _sheets: list[str] = field(default_factory=list)
    _strings: dict[str, int] = field(default_factory=dict)

    def sheet(self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
        """Add a sheet with a frozen heading and a filter over all columns.

        Raises:
            ValueError: the name is one that a sheet cannot have, or there are more rows than a sheet takes.
        """
        if not 0 < len(name) <= LONGEST_NAME or re.search(r"[\[\]:*?/\\]|^'|'$", name) or name.casefold() in (other.casefold() for other in self._names):
            raise ValueError(f"no name of a sheet: {name}")
        strings = self._strings
        letters = [_letters(place) for place in range(len(columns))]
        # One template a column and kind of cell, because there may be a million cells.
        texts = [f'<c r="{letter}%d" s="{_STYLES["text"]}" t="s"><v>%d</v></c>' for letter in letters]
        numbers = [f'<c r="{letter}%d" s="{_STYLES[column.kind]}"><v>%.16G</v></c>' for letter, column in zip(letters, columns, strict=True)]
        lines = ['<row r="1">']
        for letter, column in zip(letters, columns, strict=True):
            style = _STYLES["to fill in" if column.to_fill_in or column.choices else "heading"]
            lines.append(f'<c r="{letter}1" s="{style}" t="s"><v>{strings.setdefault(column.heading, len(strings))}</v></c>')
        lines.append("</row>")
        last = 1
        for last, row in enumerate(rows, 2):
            if len(row) != len(columns):
                raise ValueError(f"{len(row)} cells under {len(columns)} headings")
            lines.append(f'<row r="{last}">')
            for place, value in enumerate(row):
                if value is None or value == "":
                    continue
                if isinstance(value, str):
                    text = _cut(value)
                    lines.append(texts[place] % (last, strings.setdefault(text, len(strings))))
                else:
                    lines.append(numbers[place] % (last, value))
            lines.append("</row>")
        if last > MOST_ROWS:
            raise ValueError(f"a sheet takes no more than {MOST_ROWS} rows")
        self._names.append(name)
        self._areas.append((letters[-1], last))
        self._sheets.append(self._sheet(columns, letters, "".join(lines), last))

    @staticmethod
    def _sheet(columns: Sequence[Column], letters: Sequence[str], data: str, last: int) -> str:
        widths = "".join(f'<col min="{place}" max="{place}" width="{column.width + 0.7109375}" customWidth="1"/>' for place, column in enumerate(columns, 1))
        lists = "".join(
            f'<dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1" sqref="{letter}2:{letter}{last}">'
            f"<formula1>&quot;{_escape(','.join(column.choices))}&quot;</formula1></dataValidation>"
            for letter, column in zip(letters, columns, strict=True)
            if column.choices and last > 1
        )
        count = lists.count("<dataValidation ")
        return (
            f'{_XML}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:{letters[-1]}{last}"/>'
            '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
            '<selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
            f'<cols>{widths}</cols><sheetData>{data}</sheetData><autoFilter ref="A1:{letters[-1]}{last}"/>'
            + (f'<dataValidations count="{count}">{lists}</dataValidations>' if count else "")
            + '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
            '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/></worksheet>'
        )

    def _book(self) -> str:
        sheets, filters, titles = [], [], []
        for place, (name, (letter, last)) in enumerate(zip(self._names, self._areas, strict=True)):
            quoted = _escape("'" + name.replace("'", "''") + "'")
            sheets.append(f'<sheet name="{_escape(name)}" sheetId="{place + 1}" r:id="rId{place + 1}"/>')
            filters.append(f'<definedName name="_xlnm._FilterDatabase" localSheetId="{place}" hidden="1">{quoted}!$A$1:${letter}${last}</definedName>')
            titles.append(f'<definedName name="_xlnm.Print_Titles" localSheetId="{place}">{quoted}!$1:$1</definedName>')
        return (
            f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><bookViews><workbookView/></bookViews>'
            f"<sheets>{''.join(sheets)}</sheets><definedNames>{''.join(filters)}{''.join(titles)}</definedNames></workbook>"
        )

    def _shared_strings(self) -> str:
        items = (
            f'<si><t xml:space="preserve">{_escape(text)}</t></si>' if text != text.strip() or "\n" in text else f"<si><t>{_escape(text)}</t></si>"
            for text in self._strings
        )
        return f'{_XML}<sst xmlns="{_MAIN}" uniqueCount="{len(self._strings)}">{"".join(items)}</sst>'

    def _parts(self) -> dict[str, str]:
        numbers = range(1, len(self._sheets) + 1)
        core = "application/vnd.openxmlformats-package.core-properties+xml"
        kinds = {
            "/xl/workbook.xml": f"{_TYPES}.sheet.main+xml",
            "/xl/styles.xml": f"{_TYPES}.styles+xml",
            "/xl/sharedStrings.xml": f"{_TYPES}.sharedStrings+xml",
            "/docProps/core.xml": core,
            **{f"/xl/worksheets/sheet{number}.xml": f"{_TYPES}.worksheet+xml" for number in numbers},
        }
        overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in kinds.items())
        targets = [("worksheet", f"worksheets/sheet{number}.xml") for number in numbers] + [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
        relations = "".join(f'<Relationship Id="rId{n}" Type="{_RELATIONS}/{kind}" Target="{to}"/>' for n, (kind, to) in enumerate(targets, 1))
        dates = "".join(f'<dcterms:{what} xsi:type="dcterms:W3CDTF">{_CREATED}</dcterms:{what}>' for what in ("created", "modified"))
        return {
            "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
            "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
            f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
            "docProps/core.xml": f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{_escape(self.title)}</dc:title>{dates}</cp:coreProperties>",
            "xl/workbook.xml": self._book(),
            "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
            "xl/styles.xml": _STYLE_SHEET,
            "xl/sharedStrings.xml": self._shared_strings(),
            **{f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in zip(numbers, self._sheets, strict=True)},
        }

    def to_bytes(self) -> bytes:
        """Return the file."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in self._parts().items():
                entry = zipfile.ZipInfo(name, _ARCHIVED)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o600 << 16
                archive.writestr(entry, text.encode("utf-8"))
        return buffer.getvalue()
