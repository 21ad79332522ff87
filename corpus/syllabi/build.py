"""Build the sample syllabi: PDFs and `../syllabi-expected.jsonl` from the TOML files in `source/`.

Run `python build.py` with reportlab installed; nothing else is needed. The output is the same every time.
"""

# ruff: noqa: ANN401
# reportlab has no types, hence Any.
from __future__ import annotations

import json
import textwrap
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import reportlab  # type: ignore[import-untyped]
from PIL import Image, ImageDraw, ImageFont
from reportlab import rl_config
from reportlab.lib.colors import HexColor  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.lib.units import mm  # type: ignore[import-untyped]
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from reportlab.platypus import (  # type: ignore[import-untyped]
    BaseDocTemplate,
    Frame,
    FrameBreak,
    HRFlowable,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "source"
DIFFICULT = HERE.parent / "difficult-syllabi"
# Beside this folder: in it, an audit would read the list as a table of courses.
EXPECTED = HERE.parent / "syllabi-expected.jsonl"
FONTS = Path(reportlab.__file__).parent / "fonts"
PASSWORD = "norrvik"  # noqa: S105  (of the sample file, no secret)
WIDTH, HEIGHT = A4
DARK, LIGHT = HexColor("#1f3f5b"), HexColor("#8aa0b4")

Flow = list[Any]

WORDS = {
    "sv": {
        "university": "Högskolan i Norrvik",
        "course": "Kursplan",
        "programme": "Utbildningsplan",
        "page": "Sida {} av {}",
        "short_page": "Sida {} ({})",
        "code": "Kurskod",
        "programme_code": "Programkod",
        "credits": "Högskolepoäng",
        "unit": "hp",
        "level": "Nivå",
        "field": "Huvudområde",
        "subject_group": "Ämnesgrupp (SCB)",
        "department": "Institution",
        "decided": "Fastställd",
        "valid_from": "Gäller från",
        "instruction": "Undervisningsspråk",
        "year": "Årskurs",
        "term": "Termin",
        "title": "Kursnamn",
        "amount": "Hp",
        "kind": "O/V",
        "compulsory": "obligatorisk",
        "elective": "valbar",
        "english_part": "English translation",
    },
    "en": {
        "university": "Norrvik University",
        "course": "Course syllabus",
        "programme": "Programme syllabus",
        "page": "Page {} of {}",
        "short_page": "Page {} ({})",
        "code": "Course code",
        "programme_code": "Programme code",
        "credits": "Credits",
        "unit": "credits",
        "level": "Level",
        "field": "Main field of study",
        "subject_group": "Subject group",
        "department": "Department",
        "decided": "Decided",
        "valid_from": "Valid from",
        "instruction": "Language of instruction",
        "year": "Year",
        "term": "Semester",
        "title": "Course title",
        "amount": "Credits",
        "kind": "C/E",
        "compulsory": "compulsory",
        "elective": "elective",
        "english_part": "English translation",
    },
}

MARKS = {"* ": "outcome", "+ ": "running", "- ": "item", "> ": "quote", "## ": "sub", "@": "courses"}


@dataclass(frozen=True)
class Block:
    """One paragraph, list item, sub-heading or course list of a section."""

    kind: str
    text: str


@dataclass(frozen=True)
class Section:
    """A heading with the blocks under it."""

    heading: str
    blocks: list[Block]


@dataclass(frozen=True)
class CourseRef:
    """A course as a programme syllabus lists it."""

    code: str
    title: str
    credits: str
    term: int | None
    year: int | None
    compulsory: bool | None
    part: str = ""


@dataclass(frozen=True)
class Syllabus:
    """One source file."""

    name: str
    kind: str
    layout: str
    folder: str
    language: str
    code: str
    title: str
    credits: str
    level: str
    valid_from: str
    sections: list[Section]
    title_en: str = ""
    sections_en: list[Section] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    diary: str = ""
    bullet: str = ""
    numbered: bool = False
    course_style: str = "terms"
    courses: list[CourseRef] = field(default_factory=list)
    tracks: list[str] = field(default_factory=list)
    main: list[str] = field(default_factory=list)
    possible: list[str] = field(default_factory=list)
    status: str = "not stated"

    @property
    def file(self) -> str:
        """The path of the PDF below this folder."""
        kind = WORDS["sv" if self.language == "sv" else "en"][self.kind].lower().replace(" ", "-")
        return f"{self.folder}/{kind}-{self.code}-{self.language}.pdf"


def parse_body(body: str) -> list[Block]:
    """Read the line format of a section: one block a line, its kind shown by the first characters."""
    blocks = []
    for line in body.strip().splitlines():
        mark = next((m for m in MARKS if line.startswith(m)), "")
        if line.strip():
            blocks.append(Block(MARKS.get(mark, "para"), line[len(mark) :].strip()))
    return blocks


def load(path: Path) -> Syllabus:
    """Read one source file. A translation in the same file goes with any layout but D."""
    raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    for key in ("sections", "sections_en"):
        raw[key] = [Section(s["heading"], parse_body(s["body"])) for s in raw.get(key, [])]
    raw["courses"] = [
        CourseRef(c[0], c[1], c[2], c[3] or None, c[4] or None, *c[5:]) for c in raw.get("courses", [])
    ]
    instruction = raw.pop("instruction", {})
    return Syllabus(name=path.stem, **raw, **instruction)


def credits_text(credits: str, language: str) -> str:
    """Credits as printed: "7,5 hp" or "7.5 credits"."""
    number = credits.replace(".", ",") if language == "sv" else credits
    return f"{number} {WORDS[language]['unit']}"


def fact_rows(s: Syllabus) -> list[tuple[str, str]]:
    """The labelled facts at the top of a syllabus."""
    words = WORDS[s.language]
    rows = [
        (words["programme_code" if s.kind == "programme" else "code"], s.code),
        (words["credits"], credits_text(s.credits, s.language)),
        (words["level"], s.level),
    ]
    rows += [(words[k], v) for k, v in s.facts.items() if k not in ("decided", "instruction")]
    if "decided" in s.facts:
        rows.append((words["decided"], s.facts["decided"]))
    rows.append((words["valid_from"], s.valid_from))
    if "instruction" in s.facts:
        rows.append((words["instruction"], s.facts["instruction"]))
    return rows


def style(size: float, **options: Any) -> Any:
    """A paragraph style in the body font; `bold` and `italic` choose the face."""
    face = "VeraBd" if options.pop("bold", False) else "VeraIt" if options.pop("italic", False) else "Vera"
    options.setdefault("leading", size * 1.38)
    return ParagraphStyle(
        "s", fontName=face, fontSize=size, bulletFontName="Vera", bulletFontSize=size, **options
    )


def para(text: str, look: Any, bullet: str | None = None) -> Any:
    """A paragraph of plain text."""
    return Paragraph(escape(text, quote=False), look, bulletText=bullet)


def course_table(s: Syllabus, size: float, part: str) -> Flow:
    """The course list, or a part of it, as one ruled table."""
    words = WORDS[s.language]
    head, cell = style(size - 0.5, bold=True), style(size - 0.5)
    rows: list[list[Any]] = [
        [para(words[k], head) for k in ("year", "term", "code", "title", "amount", "kind")]
    ]
    for c in (c for c in s.courses if c.part == part):
        number = c.credits.replace(".", ",") if s.language == "sv" else c.credits
        mark = words["kind"].split("/")[0 if c.compulsory else 1]
        rows.append([para(t, cell) for t in (str(c.year), str(c.term), c.code, c.title, number, mark)])
    table = Table(
        rows, colWidths=[21 * mm, 18 * mm, 22 * mm, 78 * mm, 17 * mm, 14 * mm], repeatRows=1, hAlign="LEFT"
    )
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, LIGHT), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    table.setStyle([("BACKGROUND", (0, 0), (-1, 0), HexColor("#e6ecf1"))])
    return [table, Spacer(1, 6)]


def course_list(s: Syllabus, size: float, indent: float) -> Flow:
    """The course list under year and term headings."""
    words = WORDS[s.language]
    big, small = (
        style(z, bold=True, leftIndent=indent, spaceBefore=5, keepWithNext=1) for z in (size + 1, size)
    )
    line = style(size, leftIndent=indent + 8, spaceAfter=2)
    out: Flow = []
    seen: tuple[int | None, int | None] = (None, None)
    for c in s.courses:
        if s.course_style == "years" and c.year != seen[0]:
            out.append(para(f"{words['year']} {c.year}", big))
        if (c.year, c.term) != seen:
            out.append(para(f"{words['term']} {c.term}", small))
        seen = (c.year, c.term)
        amount = credits_text(c.credits, s.language)
        if s.course_style == "years":
            mark = words["compulsory" if c.compulsory else "elective"]
            out.append(para(f"{c.code} {c.title}, {amount} ({mark})", line))
        else:
            out.append(
                para(
                    f"{c.code} {c.title}, {amount}" + ("" if c.compulsory else f", {words['elective']}"), line
                )
            )
    return out


def blocks_to_flow(s: Syllabus, blocks: list[Block], size: float, bullet: str, indent: float = 0) -> Flow:
    """The blocks of one section as flowables, `indent` points in from the left."""
    text = style(size, leftIndent=indent, spaceAfter=4)
    quote = style(size, leftIndent=indent + 14, spaceAfter=2, italic=True)
    sub = style(size, leftIndent=indent, spaceBefore=4, spaceAfter=2, bold=True, keepWithNext=1)
    item = style(size, leftIndent=indent + 14, bulletIndent=indent + 3, spaceAfter=2.5)
    out: Flow = []
    number = 0
    running = " ".join(b.text for b in blocks if b.kind == "running")
    for b in blocks:
        if b.kind == "outcome":
            number += 1
            out.append(para(b.text, item, f"{number}." if s.numbered else bullet))
        elif b.kind == "item":
            out.append(para(b.text, item, bullet))
        elif b.kind == "courses":
            part = b.text.removeprefix("courses").strip()
            out += course_table(s, size, part) if s.course_style == "table" else course_list(s, size, indent)
        elif b.kind == "running":
            out += [para(running, text)] if running else []
            running = ""
        else:
            out.append(para(b.text, {"sub": sub, "quote": quote}.get(b.kind, text)))
    return out


def title_flow(s: Syllabus, size: float) -> Flow:
    """The document kind, the title and the English title."""
    words = WORDS[s.language]
    amount = credits_text(s.credits, s.language)
    out: Flow = [para(words[s.kind], style(size - 4, textColor=DARK, spaceAfter=4))]
    out.append(
        para(f"{s.title}, {amount}" if s.layout in "AD" else s.title, style(size, bold=True, spaceAfter=3))
    )
    if s.title_en and s.language == "sv":
        out.append(para(s.title_en, style(size - 5, italic=True, spaceAfter=6)))
    return out


def sections_a(s: Syllabus, sections: list[Section]) -> Flow:
    """Layout A: larger bold headings over the text."""
    head = style(12.5, bold=True, textColor=DARK, spaceBefore=10, spaceAfter=4, keepWithNext=1)
    out: Flow = []
    for section in sections:
        out += [para(section.heading, head), *blocks_to_flow(s, section.blocks, 9.5, s.bullet or "•")]
    return out


def story_a(s: Syllabus) -> Flow:
    """Layout A: a single column."""
    cells = [Paragraph(f"<b>{escape(k)}:</b> {escape(v)}", style(9)) for k, v in fact_rows(s)]
    cells += [""] * (len(cells) % 2)
    grid = Table(
        [cells[i : i + 2] for i in range(0, len(cells), 2)], colWidths=[85 * mm, 85 * mm], hAlign="LEFT"
    )
    grid.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)])
    grid.setStyle([("BOTTOMPADDING", (0, 0), (-1, -1), 1), ("TOPPADDING", (0, 0), (-1, -1), 1)])
    out = [*title_flow(s, 17), grid, *sections_a(s, s.sections)]
    if s.sections_en:
        out += [
            Spacer(1, 14),
            HRFlowable(width="100%", color=DARK),
            para(WORDS["en"]["english_part"], style(11, keepWithNext=1)),
        ]
        out += [
            para(s.title_en, style(15, bold=True, spaceBefore=4, keepWithNext=1)),
            *sections_a(s, s.sections_en),
        ]
    return out


LABEL = 50 * mm


def label_row(label: str, flow: Flow) -> Flow:
    """Print a bold label in the left column, on the first line of `flow`."""
    first = flow[0]
    look = first.style.clone("labelled", bulletFontName="VeraBd", bulletIndent=0, spaceBefore=3)
    rule = HRFlowable(width="100%", thickness=0.4, color=LIGHT, spaceBefore=3, spaceAfter=3)
    return [rule, Paragraph(first.text, look, bulletText=label), *flow[1:]]


def story_b(s: Syllabus) -> Flow:
    """Layout B: bold labels in a left column, the text in a right one."""
    out = title_flow(s, 16)
    for label, value in fact_rows(s):
        out += label_row(label, [para(value, style(9, leftIndent=LABEL))])
    for section in s.sections:
        out += label_row(section.heading, blocks_to_flow(s, section.blocks, 9, s.bullet or "–", LABEL))
    if s.sections_en:
        out += [
            Spacer(1, 16),
            para(f"{WORDS['en']['english_part']}: {s.title_en}", style(12, bold=True, spaceAfter=4)),
        ]
        for section in s.sections_en:
            out += label_row(section.heading, blocks_to_flow(s, section.blocks, 9, s.bullet or "–", LABEL))
    return out


def sections_c(s: Syllabus, sections: list[Section]) -> Flow:
    """Layout C: numbered headings and hyphen bullets."""
    head = style(11, bold=True, spaceBefore=9, spaceAfter=3, keepWithNext=1)
    out: Flow = []
    for number, section in enumerate(sections, 1):
        out += [
            para(f"{number}. {section.heading}", head),
            *blocks_to_flow(s, section.blocks, 9.5, s.bullet or "-"),
        ]
    return out


def story_c(s: Syllabus) -> Flow:
    """Layout C: numbered headings."""
    out = [
        para(line.text.upper() if i == 0 else line.text, line.style)
        for i, line in enumerate(title_flow(s, 15))
    ]
    out += [para(f"{label}: {value}", style(9)) for label, value in fact_rows(s)]
    out += sections_c(s, s.sections)
    if s.sections_en:
        out += [
            Spacer(1, 12),
            para(f"{WORDS['en']['english_part']}: {s.title_en}", style(13, bold=True, spaceAfter=4)),
        ]
        out += sections_c(s, s.sections_en)
    return out


def top_d(s: Syllabus) -> Flow:
    """The page-wide top of layout D."""
    facts = [f"{label}: {value}" for label, value in fact_rows(s)]
    lines = [para("  |  ".join(facts[i : i + 2]), style(8.5)) for i in range(0, len(facts), 2)]
    return [*title_flow(s, 17), *lines, HRFlowable(width="100%", color=DARK, spaceBefore=6)]


def columns_d(s: Syllabus) -> Flow:
    """The text of layout D, for two columns."""
    head = style(10.5, bold=True, textColor=DARK, spaceBefore=8, spaceAfter=3, keepWithNext=1)
    out: Flow = []
    for section in s.sections:
        out += [para(section.heading, head), *blocks_to_flow(s, section.blocks, 8.5, s.bullet or "•")]
    return out


def story_d(s: Syllabus) -> Flow:
    """Layout D: a page-wide top over two columns."""
    return [NextPageTemplate("later"), *top_d(s), FrameBreak(), *columns_d(s)]


STORIES: dict[str, Callable[[Syllabus], Flow]] = {"A": story_a, "B": story_b, "C": story_c, "D": story_d}


def decorate(s: Syllabus, total: int, canvas: Any, document: Any) -> None:
    """Draw the page header and footer, in the form of the layout."""
    words, page = WORDS[s.language], document.page
    left, right, top, bottom = 20 * mm, WIDTH - 20 * mm, HEIGHT - 14 * mm, 11 * mm
    canvas.setFont("Vera", 8)
    match s.layout:
        case "A":
            canvas.drawString(left, top, words["university"])
            canvas.drawRightString(right, top, f"Dnr {s.diary}")
            canvas.line(left, top - 4, right, top - 4)
            canvas.drawCentredString(WIDTH / 2, bottom, words["page"].format(page, total))
        case "B":
            canvas.setFont("VeraBd", 8)
            canvas.drawString(left, top, f"{words[s.kind].upper()} {s.code}")
            canvas.drawRightString(right, top, f"{page} ({total})")
            canvas.setFont("Vera", 7)
            canvas.drawCentredString(
                WIDTH / 2, bottom, f"{words['university']} · Box 120, 879 01 Norrvik · {s.diary}"
            )
        case "C":
            canvas.drawRightString(right, top, f"Dnr: {s.diary}")
            canvas.line(left, bottom + 11, right, bottom + 11)
            canvas.drawString(left, bottom, words["university"])
            canvas.drawRightString(right, bottom, words["short_page"].format(page, total))
        case _:
            canvas.setFillColor(DARK)
            canvas.rect(0, HEIGHT - 16 * mm, WIDTH, 9 * mm, stroke=0, fill=1)
            canvas.setFillColor(HexColor("#ffffff"))
            canvas.drawString(left, HEIGHT - 12.5 * mm, words["university"])
            canvas.setFillColor(HexColor("#000000"))
            canvas.drawString(left, bottom, f"{words[s.kind]} {s.code}, {s.diary}")
            canvas.drawRightString(right, bottom, f"{page}/{total}")


def templates(s: Syllabus, on_page: Callable[[Any, Any], None]) -> list[Any]:
    """The page templates of the layout: one frame, or a top frame and two columns."""
    left, bottom, width, height = 20 * mm, 20 * mm, WIDTH - 40 * mm, HEIGHT - 42 * mm
    plain = partial(Frame, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    if s.layout != "D":
        return [PageTemplate("first", [plain(left, bottom, width, height)], onPage=on_page)]
    used = sum(f.wrap(width, height)[1] + f.getSpaceBefore() + f.getSpaceAfter() for f in top_d(s)) + 6
    gap = 8 * mm
    column = (width - gap) / 2
    text = sum(f.wrap(column, height)[1] + f.getSpaceBefore() + f.getSpaceAfter() for f in columns_d(s))
    balanced = min(height - used, text / 2 + 14 * mm)

    def columns(top: float, tall: float) -> list[Any]:
        return [plain(x, top - tall, column, tall) for x in (left, left + column + gap)]

    head = plain(left, bottom + height - used, width, used)
    first = PageTemplate("first", [head, *columns(bottom + height - used, balanced)], onPage=on_page)
    return [first, PageTemplate("later", columns(bottom + height, height), onPage=on_page)]


def render(s: Syllabus, target: Path, password: str = "") -> None:
    """Write the PDF of `s`; the first pass counts the pages, the second prints them."""
    target.parent.mkdir(parents=True, exist_ok=True)
    total = 0
    for _ in range(2):
        lock = StandardEncryption(password, ownerPassword="agare", strength=128) if password else None
        document = BaseDocTemplate(
            str(target),
            pagesize=A4,
            title=f"{s.code} {s.title}",
            author="Högskolan i Norrvik",
            lang=s.language,
            encrypt=lock,
        )
        document.addPageTemplates(templates(s, partial(decorate, s, total)))
        document.build(STORIES[s.layout](s))
        total = document.page


def render_scan(s: Syllabus, target: Path) -> None:
    """Write `s` as a picture of a page, with no text layer."""
    target.parent.mkdir(parents=True, exist_ok=True)
    image = Image.new("L", (1240, 1754), 255)
    pen = ImageDraw.Draw(image)
    body, bold = (ImageFont.truetype(str(FONTS / f), 22) for f in ("Vera.ttf", "VeraBd.ttf"))
    y = 110
    lines = [(s.title, True), *((f"{k}: {v}", False) for k, v in fact_rows(s))]
    for section in s.sections:
        lines += [
            ("", False),
            (section.heading, True),
            *(("- " * (b.kind in ("outcome", "item")) + b.text, False) for b in section.blocks),
        ]
    for text, heavy in lines:
        for part in textwrap.wrap(text, 82) or [""]:
            pen.text((120, y), part, fill=0, font=bold if heavy else body)
            y += 31
    canvas = Canvas(str(target), pagesize=A4)
    canvas.setTitle(target.stem)
    canvas.drawImage(ImageReader(image.rotate(0.4, fillcolor=255).convert("1")), 0, 0, WIDTH, HEIGHT)
    canvas.save()


def outcomes(sections: list[Section]) -> list[str]:
    """The outcomes of some sections in reading order."""
    return [b.text for s in sections for b in s.blocks if b.kind in ("outcome", "running")]


def expected(s: Syllabus) -> dict[str, Any]:
    """What a reader of the PDF of `s` should find in it."""
    file = (HERE / s.file).resolve().relative_to(EXPECTED.parent).as_posix()
    row: dict[str, Any] = {
        "file": file,
        "kind": s.kind,
        "code": s.code,
        "title": s.title,
        "credits": s.credits,
    }
    row |= {"level": s.level, "valid_from": s.valid_from, "language": s.language}
    row["instruction"] = {"main": s.main, "possible": s.possible, "status": s.status}
    row["outcomes"] = outcomes(s.sections)
    if s.sections_en:
        row["outcomes_en"] = outcomes(s.sections_en)
    # A row without a code is no course: room that a student fills. What a track asks of its students is not
    # taken by everyone.
    row["course_refs"] = [
        {name: value for name, value in vars(c).items() if name != "part"}
        | ({"compulsory": False} if c.part in s.tracks else {})
        for c in s.courses
        if c.code
    ]
    return row


def main() -> None:
    """Build every PDF and the list of what a reader should find in each."""
    rl_config.invariant = 1
    for name in ("Vera", "VeraBd", "VeraIt"):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"{name}.ttf")))
    syllabi = [load(p) for p in sorted(SOURCE.glob("*.toml"))]
    for s in syllabi:
        render(s, HERE / s.file)
    rows = sorted((expected(s) for s in syllabi), key=lambda r: str(r["file"]))
    lines = [json.dumps(r, ensure_ascii=False) + "\n" for r in rows]
    EXPECTED.write_text("".join(lines), encoding="utf-8")
    by_name = {s.name: s for s in syllabi}
    render_scan(by_name["MAT102"], DIFFICULT / "kursplan-MAT102-inskannad.pdf")
    render(by_name["DAT205"], DIFFICULT / "kursplan-DAT205-losenord.pdf", PASSWORD)


if __name__ == "__main__":
    main()
