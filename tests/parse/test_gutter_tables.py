"""Tables that gutters, shades or horizontal rules alone show, and what only looks like one."""

import pytest
from reportlab.platypus import Spacer, Table
from test_printed_tables import BODY, BOLD, HEAD, TITLE, found, parsed, pdf, printed, text

from curranalyser.datamodel import KnowledgeForm, SyllabusKind
from curranalyser.parse import parse_document
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings

ORCHARD = [
    "Graft an apple tree in spring by two methods and tend the graft until it has taken for good",
    "Explain why a meadow below the trees brings more fruit in a dry year",
    "Judge from leaves and bark which of five common diseases a tree suffers from",
]
TOP = ("VALIGN", (0, 0), (-1, -1), "TOP")
MIDDLE = ("VALIGN", (0, 0), (-1, -1), "MIDDLE")
LOOKS = {
    "gutters": [TOP],
    "middle": [MIDDLE],
    "rules below rows": [TOP, ("LINEBELOW", (0, 0), (-1, -1), 0.4, "grey")],
    "rules about the head": [
        TOP,
        ("LINEABOVE", (0, 0), (-1, 0), 1, "black"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, "black"),
    ],
    "shades": [TOP, ("ROWBACKGROUNDS", (0, 0), (-1, -1), ["whitesmoke", "lightgrey"])],
}  # fmt: skip


def set_table(rows: list[list[str]], widths: list[int], style: list[tuple[object, ...]]) -> Table:
    made = Table([[text(cell) for cell in row] for row in rows], colWidths=widths)
    made.setStyle(style)
    return made


def head(name: str, code: str) -> list[object]:
    return [text(name, TITLE), text(f"Course code: {code}"), text("Credits: 10"), Spacer(1, 6)]


@pytest.mark.parametrize("look", LOOKS)
def test_outcomes_between_a_number_and_two_columns_are_read_whole(look: str) -> None:
    rows = [["No.", "Afterwards the student will be able to", "Taught through", "Assessed through"]]
    rows += [
        [f"LO{number}", outcome, "Days in the orchard", way]
        for number, (outcome, way) in enumerate(
            zip(ORCHARD, ["Practical test", "Essay of a thousand words", "Oral examination"], strict=True), 1
        )
    ]
    syllabus = printed(
        *head("Care of Orchards", "ORC210"),
        text("Learning outcomes", HEAD),
        set_table(rows, [35, 220, 110, 110], LOOKS[look]),
        text("Content", HEAD),
        text("Apples, pears and plums."),
    )
    assert found(syllabus) == ORCHARD
    assert syllabus.outcomes[0].assessments == ("Practical test",)
    assert [section.heading for section in syllabus.sections][-1] == "Content"


def test_a_swedish_table_of_number_form_and_outcome() -> None:
    outcomes = [
        "beskriva hur en ullsax slipas och vilka skador en slö sax ger på ull och skinn",
        "klippa ett får på högst tio minuter utan att skada djuret",
        "ta ställning till när ett djur inte bör klippas",
    ]
    forms = ["Kunskap och förståelse", "Färdighet och förmåga", "Värderingsförmåga och förhållningssätt"]
    rows = [["Mål", "Kunskapsform", "Efter kursen ska studenten kunna"]]
    rows += [
        [str(n), form, outcome] for n, (form, outcome) in enumerate(zip(forms, outcomes, strict=True), 1)
    ]
    syllabus = printed(
        text("Fårklippning", TITLE),
        text("Kurskod: FRK112"),
        text("Högskolepoäng: 7,5"),
        text("Lärandemål", HEAD),
        set_table(rows, [40, 140, 290], LOOKS["rules below rows"]),
        text("Innehåll", HEAD),
        text("Saxar och får."),
    )
    assert found(syllabus) == outcomes
    assert [outcome.knowledge_form for outcome in syllabus.outcomes] == [
        KnowledgeForm.KNOWLEDGE,
        KnowledgeForm.SKILLS,
        KnowledgeForm.JUDGEMENT,
    ]


def test_a_heading_that_is_not_known_below_the_table_is_no_outcome() -> None:
    rows = [["Learning outcome", "Assessment"], *([outcome, "Oral examination"] for outcome in ORCHARD)]
    syllabus = printed(
        *head("Care of Orchards", "ORC210"),
        text("Learning outcomes", HEAD),
        set_table(rows, [330, 130], [TOP]),
        text("Boots and gloves", HEAD),
        text("Bring both; none are lent out."),
    )
    assert found(syllabus) == ORCHARD


def test_two_columns_of_a_page_with_headings_on_one_height_are_no_table() -> None:
    left = [
        text("Learning outcomes", HEAD),
        text("The student will be able to"),
        *(text(f"• {o}") for o in ORCHARD),
    ]
    right = [
        text("Assessment", HEAD),
        *(text("Oral examination in the orchard, in groups of four.") for _ in range(4)),
    ]
    page = Table([[left, right]], colWidths=[240, 240], style=[TOP])
    syllabus = printed(*head("Care of Orchards", "ORC210"), page)
    assert found(syllabus) == ORCHARD


def test_groups_of_outcomes_go_on_behind_how_each_is_taught_and_assessed() -> None:
    groups = {
        "A. Knowledge and understanding": ["A1 how bells have been cast", "A2 the laws of sound in metal"],
        "B. Intellectual skills": [
            "B1 compare two profiles of a bell",
            "B2 argue for a repair or a recasting",
        ],
        "D. Transferable skills": ["D1 lead a team of ringers in a tower"],
    }
    flow: list[object] = [
        text("Programme Specification", TITLE),
        text("Programme title: BA Campanology"),
        text("Learning outcomes", HEAD),
    ]
    for name, outcomes in groups.items():
        flow += [Spacer(1, 8), text(name, BOLD), text("Students will be able to show:")]
        flow += [text(outcome, BODY) for outcome in outcomes]
        flow += [Spacer(1, 8), text("Teaching and learning methods", BOLD), text("Lectures in towers.")]
        flow += [Spacer(1, 8), text("Assessment methods", BOLD), text("A recital and an essay.")]
    syllabus = printed(*flow)
    assert syllabus.kind is SyllabusKind.PROGRAMME
    assert found(syllabus) == [outcome[3:] for outcomes in groups.values() for outcome in outcomes]


def test_a_handbook_is_divided_at_headings_that_name_codes() -> None:
    flow: list[object] = [text("Modules of the third year", TITLE)]
    for code, name in (
        ("ORC210", "Orchards"),
        ("BEE220", "Bees and the Long Winter of the North"),
        ("MEA230", "Meadows"),
    ):
        flow += [text(f"{name} ({code})", TITLE), text("10 credits"), text("Learning outcomes", HEAD)]
        flow += [text("Students will be able to"), *(text(f"• {outcome}") for outcome in ORCHARD[:2])]
        flow += [text("Assessment", HEAD), text("A report.")]
    data = pdf(*flow)
    syllabi = parse_document(read_document(data, describe_source(data, "handbook.pdf"), Settings()))
    assert [syllabus.header.code for syllabus in syllabi] == ["ORC210", "BEE220", "MEA230"]
    assert all(found(syllabus) == ORCHARD[:2] for syllabus in syllabi)


def test_a_level_among_other_facts_on_a_line() -> None:
    syllabus = parsed(
        pdf(
            text("Care of Orchards", TITLE),
            text("ORC210, 10 credits, Level 5"),
            text("Learning outcomes", HEAD),
            text("Students will be able to"),
            *(text(f"• {outcome}") for outcome in ORCHARD),
        )
    )
    assert syllabus.header.level == "5"


def rows_over_pages(number: int, way: str = "Essay") -> list[list[str]]:
    return [
        [f"explain why tree number {at} of the old orchard is left to grow without being cut at all", way]
        for at in range(1, number + 1)
    ]


@pytest.mark.parametrize("look", [TOP, MIDDLE], ids=["top", "middle"])
@pytest.mark.parametrize("above", [560, 600, 640])
def test_a_table_without_rules_goes_on_on_the_next_page(look: tuple[object, ...], above: int) -> None:
    rows = rows_over_pages(6)
    syllabus = printed(
        *head("Old Orchards", "ORC211"),
        Spacer(1, above - 150),
        text("Learning outcomes", HEAD),
        set_table([["Learning outcome", "Assessed by"], *rows], [200, 110], [look]),
        text("Content", HEAD),
        text("Old trees and who lives in them."),
    )
    assert found(syllabus) == [outcome for outcome, _ in rows]
    assert {outcome.page for outcome in syllabus.outcomes} == {1, 2}
    assert {outcome.assessments for outcome in syllabus.outcomes} == {("Essay",)}


def test_an_outcome_that_is_cut_at_the_end_of_a_page_is_one() -> None:
    words = "beskriva hur ett gammalt träd vårdas så att det bär frukt i många år och ger skugga åt dem som "
    rows = [[f"{words}{end}", "Tentamen"] for end in ("arbetar", "vilar", "leker")]
    lines = Table(
        [[text("Lärandemål"), text("Examination")]]
        + [
            [text(part), text(way if not at else "")]
            for outcome, way in rows
            for at, part in enumerate((outcome[:48], outcome[48:]))
        ],
        colWidths=[330, 110],
        style=[TOP, ("BOTTOMPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 0)]
        + [("TOPPADDING", (0, row), (-1, row), 12) for row in (1, 3, 5)],
    )
    syllabus = printed(
        *head("Gamla träd", "TRÄ211"), Spacer(1, 544), text("Lärandemål", HEAD), lines, text("Innehåll", HEAD)
    )
    assert found(syllabus) == [outcome for outcome, _ in rows]


@pytest.mark.parametrize(
    "names",
    [
        ("Learning outcome", "How it is\nassessed in\nspring"),
        ("Learning outcome\non completion of\nthe module", "Assessed by"),
        ("Learning outcome", "Taught and\nassessed by"),
    ],
)
def test_heads_set_about_one_middle_are_read(names: tuple[str, str]) -> None:
    rows = rows_over_pages(3)
    cells = [text(name.replace("\n", "<br/>"), BOLD) for name in names]
    made = Table(
        [cells, *([text(cell) for cell in row] for row in rows)], colWidths=[300, 130], style=[MIDDLE]
    )
    syllabus = printed(
        *head("Old Orchards", "ORC212"),
        text("Learning outcomes", HEAD),
        made,
        text("Content", HEAD),
        text("Trees."),
    )
    assert found(syllabus) == [outcome for outcome, _ in rows]


@pytest.mark.parametrize("codes", [("K1", "S2", "T1"), ("D1", "D2", "D3"), ("LO1", "LO2", "LO3")])
def test_lettered_codes_without_a_head_make_a_table(codes: tuple[str, ...]) -> None:
    items = [
        "outline how an orchard is laid out",
        "prune a young tree by hand",
        "weigh the cost of a new fence",
    ]
    rows = [
        [code, item, way] for code, item, way in zip(codes, items, ("Essay", "Viva", "Report"), strict=True)
    ]
    for rules in ([TOP], [TOP, ("GRID", (0, 0), (-1, -1), 0.5, "black")]):
        syllabus = printed(
            *head("Old Orchards", "ORC213"),
            text("Intended learning outcomes", HEAD),
            set_table(rows, [50, 280, 90], rules),
            text("Content", HEAD),
            text("Trees."),
        )
        assert found(syllabus) == items


def test_a_section_below_a_heading_that_looks_like_a_head_stays_text() -> None:
    syllabus = printed(
        *head("Old Orchards", "ORC214"),
        text("Learning outcomes", HEAD),
        text("After the course the student is able to"),
        text("• prune a young tree by hand"),
        text("• weigh the cost of a new fence"),
        set_table([["Taught by", "Two gardeners"], ["Held in", "The old barn"]], [120, 200], [TOP]),
        text("Content", HEAD),
        text("Trees."),
    )
    assert found(syllabus)[:1] == ["prune a young tree by hand"]
    assert len(found(syllabus)) == 2
