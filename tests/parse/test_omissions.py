"""What is found and not counted is said."""

from curranalyser.datamodel import (
    Document,
    Line,
    Omission,
    OmissionKind,
    SourceFile,
    Syllabus,
    TableRow,
    TextBlock,
)
from curranalyser.parse import parse_document
from curranalyser.parse.table import group_rows, parse_programmes, parse_row, parse_rows
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings

LEAD = "Efter avslutad kurs ska studenten kunna"


def plain(text: str) -> Syllabus:
    data = text.encode()
    (syllabus,) = parse_document(read_document(data, describe_source(data, "kurs.txt"), Settings()))
    return syllabus


def row(number: int, **values: str) -> TableRow:
    return TableRow(SourceFile("t.csv", "0", 1, number), tuple(values.items()))


def test_an_outcome_that_stands_twice_is_counted_once_and_said() -> None:
    items = ["tova en tumme", "karda ull", "tova en tumme", "Karda ull", "karda ull", "spinna ett garn"]
    listed = "\n".join(f"- {item}" for item in items)
    syllabus = plain(
        f"Ull, 7,5 hp\n\nLärandemål\n\n{LEAD}\n\n{listed}\n\nInnehåll\n\nKursen behandlar ull.\n"
    )
    assert [item.text for item in syllabus.outcomes] == ["tova en tumme", "karda ull", "spinna ett garn"]
    [omission] = syllabus.omissions
    assert (omission.kind, omission.count, omission.page) == (OmissionKind.REPEATED, 2, 1)
    assert omission.texts == ("tova en tumme", "Karda ull")


def test_a_syllabus_that_says_nothing_twice_has_no_omissions() -> None:
    listed = "- tova en tumme\n- karda ull"
    text = f"Ull, 7,5 hp\n\nLärandemål\n\n{LEAD}\n\n{listed}\n\nInnehåll\n\nKursen behandlar ull.\n"
    assert plain(text).omissions == ()


def test_outcomes_behind_the_assessment_that_stand_nowhere_else_are_said() -> None:
    items = ["förklara hur ull från olika får skiljer sig åt", "karda ull och tova en tumme av den"]
    new = "spinna ett garn på slända och väga det"
    first, second = ("\n".join(f"- {item}" for item in some) for some in (items, [items[1], new]))
    syllabus = plain(
        f"Ull, 7,5 hp\n\nLärandemål\n\n{LEAD}\n\n{first}\n\nExamination\n\n"
        f"Prov och en uppgift som lämnas in.\n\nLärandemål\n\n{LEAD}\n\n{second}\n\n"
        "Litteratur\n\nEn bok om ull.\n"
    )
    assert [item.text for item in syllabus.outcomes] == items
    assert syllabus.omissions == (Omission(OmissionKind.BEHIND_ASSESSMENT, 1, (new,), 1),)


def test_outcomes_under_a_heading_of_the_programme_are_said() -> None:
    syllabus = plain(
        "Wool, 7.5 credits\n\nCourse code: WOO110\n\nProgramme outcomes\n\nThe student is able to\n\n"
        "- work with others on a shared task\n- write clearly for those who are new to a subject\n\n"
        "Learning outcomes\n\nAfter the course the student is able to\n\n"
        "- card wool and felt it\n- explain how the wool of two breeds differs\n\n"
        "Content\n\nWool and tools.\n"
    )
    assert len(syllabus.outcomes) == 2
    [omission] = syllabus.omissions
    assert (omission.kind, omission.count) == (OmissionKind.OTHER_HEADING, 2)


def test_a_part_of_a_handbook_that_holds_no_module_is_named_at_the_module_before_it() -> None:
    lines: list[Line] = []

    def add(page: int, *texts: tuple[str, bool]) -> None:
        for place, (text, bold) in enumerate(texts):
            top = 80.0 + 20 * place
            lines.append(Line(text, page, 50.0, 50.0 + 5 * len(text), top, 10.0, bold))

    names = ("Carding", "Spinning", "Weaving", "Felting")
    for page, name in enumerate(names, 1):
        add(
            page,
            (f"Module code: WOO{100 + page}", True),
            (f"Module title: {name}", True),
            ("Learning outcomes", True),
            ("After completing the module the student should be able to", False),
            (f"• explain what {name.lower()} is good for", False),
            (f"• show {name.lower()} to others", False),
            ("Content", True),
            ("Lectures and exercises, with work in small groups.", False),
        )
    add(
        5,
        ("Module code: WOO999", True),
        ("Module title: Dyeing", True),
        ("This module is not given any more, and nothing is said of it.", False),
        ("Ask the office if you need its points for an older degree.", False),
        ("It was last given long ago.", False),
        ("Nobody remembers who taught it.", False),
    )
    source = SourceFile("handbook.pdf", "0" * 64, 1)
    syllabi = parse_document(Document(source, (TextBlock(tuple(lines)),), 5, "en", "pdfium"))
    assert [syllabus.header.code for syllabus in syllabi] == ["WOO101", "WOO102", "WOO103", "WOO104"]
    assert [len(syllabus.omissions) for syllabus in syllabi] == [0, 0, 0, 1]
    [omission] = syllabi[-1].omissions
    assert (omission.kind, omission.count, omission.page) == (OmissionKind.PART, 1, 5)


def test_rows_of_one_code_are_one_course_with_all_outcomes() -> None:
    rows = [
        row(2, code="ULL1", title="Ull, 7,5 hp", credits="7,5", outcomes="tova en tumme"),
        row(3, code="ULL2", title="Lin", outcomes="häckla lin"),
        row(4, code="ULL 1", outcomes="karda ull"),
        row(5, outcomes="ingens mål"),
        row(6, code="ULL1", title="ULL", outcomes=f"{LEAD}\n- spinna ett garn\n- färga det"),
        row(7, code="ULL1", title="Ull", credits="15", outcomes="klippa ett får"),
        row(8, code="ULL1", title="Ull", valid_from="HT 2030", outcomes="klippa en get"),
    ]
    groups = group_rows(rows)
    assert [[item.source.row for item in group] for group in groups] == [[2, 4, 6, 8], [3], [7]]
    first = parse_rows(groups[0])
    assert [item.text for item in first.outcomes] == [
        "tova en tumme",
        "karda ull",
        "spinna ett garn",
        "färga det",
        "klippa en get",
    ]
    assert (first.header.code, first.header.title, str(first.header.credits)) == ("ULL1", "Ull", "7.5")


def test_rows_valid_from_other_days_are_versions_and_apart() -> None:
    rows = [
        row(2, code="ULL1", title="Ull", valid_from="HT 2029", outcomes="karda ull"),
        row(3, code="ULL1", title="Ull", valid_from="HT 2030", outcomes="karda ull"),
    ]
    assert len(group_rows(rows)) == 2


def test_a_row_that_stands_twice_is_counted_once_and_said() -> None:
    one = {"code": "ULL1", "title": "Ull", "outcomes": "karda ull"}
    syllabus = parse_rows((row(2, **one), row(3, **one), row(4, **one | {"outcomes": "tova en tumme"})))
    assert [item.text for item in syllabus.outcomes] == ["karda ull", "tova en tumme"]
    assert syllabus.omissions == (Omission(OmissionKind.ROWS_REPEATED, 1, ("karda ull",)),)
    twice = parse_row(row(2, code="ULL1", outcomes="• karda ull\n• tova en tumme\n• karda ull"))
    assert twice.omissions == (Omission(OmissionKind.REPEATED, 1, ("karda ull",)),)


def test_a_course_with_a_row_an_outcome_stands_once_in_its_programme() -> None:
    rows = tuple(
        row(number, code="ULL1", title="Ull", outcomes=text, programme="Textil", term="2")
        for number, text in enumerate(("karda ull", "tova en tumme"), 2)
    )
    [programme] = parse_programmes(rows)
    assert [(ref.code, ref.term) for ref in programme.course_refs] == [("ULL1", 2)]


def test_the_language_is_told_from_running_text_and_not_from_lists_of_names() -> None:
    names = "\n".join(
        f"- {name}"
        for name in (
            "Grundläggande vävning och färglära",
            "Textilhistoria och hantverkets villkor",
            "Lin, ull och andra fibrer i Norden",
            "Mönster för nybörjare och övade",
            "Att sätta upp en väv på egen hand",
        )
    )
    text = (
        f"Advanced weaving, 7.5 credits\n\nEntry requirements\n\n{names}\n\nLearning outcomes\n\n"
        "After the course the student should be able to\n\n- read a draft\n- dress a loom without help\n\n"
        "Content\n\nLooms, drafts and yarn.\n"
    )
    syllabus = plain(text)
    assert syllabus.language == "en"
    assert {item.language for item in syllabus.outcomes} == {"en"}
