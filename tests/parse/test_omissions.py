"""What is found and not counted is said."""

import pytest

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


def plain(text: str, *, keep_repeated: bool = False) -> Syllabus:
    data = text.encode()
    document = read_document(data, describe_source(data, "kurs.txt"), Settings())
    (syllabus,) = parse_document(document, keep_repeated=keep_repeated)
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


def test_where_it_is_asked_for_an_outcome_that_stands_twice_in_a_list_stands_twice() -> None:
    items = ["1. tova en tumme", "2. karda ull", "3. tova en tumme", "4. spinna ett garn"]
    listed = "\n".join(items)
    text = f"Ull, 7,5 hp\n\nLärandemål\n\n{LEAD}:\n{listed}\n\nInnehåll\n\nKursen behandlar ull.\n"
    syllabus = plain(text, keep_repeated=True)
    assert [item.text for item in syllabus.outcomes] == [
        "tova en tumme",
        "karda ull",
        "tova en tumme",
        "spinna ett garn",
    ]
    assert len({item.id for item in syllabus.outcomes}) == len(items)
    assert syllabus.omissions == ()


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


def marked(text: str, name: str = "kurs.md") -> Syllabus:
    data = text.encode()
    (syllabus,) = parse_document(read_document(data, describe_source(data, name), Settings()))
    return syllabus


def bees(body: str, name: str = "kurs.md") -> Syllabus:
    return marked(
        "# Biodling\n\nKurskod: BIO120\n\nHögskolepoäng: 7,5\n\n## Innehåll\n\nBin och deras "
        f"bo.\n\n## Lärandemål\n\n{body}\n\n## Examination\n\nProv vid kupan.\n",
        name,
    )


def kept(body: str) -> Syllabus:
    return marked(
        "# Bee-keeping\n\nCourse code: BEE120\n\nCredits: 7.5\n\n## Content\n\nThe course is about bees and "
        f"their hives.\n\n## Learning outcomes\n\n{body}\n\n## Assessment\n\nA test by the hive.\n"
    )


def left(syllabus: Syllabus, kind: OmissionKind) -> tuple[str, ...]:
    return tuple(text for omission in syllabus.omissions if omission.kind is kind for text in omission.texts)


def texts(syllabus: Syllabus) -> list[str]:
    return [item.text for item in syllabus.outcomes]


HIVE = ["slunga honung utan att krossa kakan", "känna igen en drottning", "bedöma om ett samhälle svälter"]
COMB = ["harvest honey from a frame", "recognise a queen in the hive", "judge whether a colony starves"]


def listed(items: list[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


@pytest.mark.parametrize(
    "table",
    [
        "| Del | Sämre | Bättre |\n|---|---|---|\n| Ram | trasig | lagad |\n| Kupa | smutsig | torr |",
        "| Vecka | 1 | 2 |\n|---|---|---|\n| Ram | (a) | b |\n| Kupa |  | (c) |",
    ],
    ids=["grades", "matrix of letters"],
)
def test_a_table_that_is_not_understood_is_said(table: str) -> None:
    syllabus = bees(table)
    assert syllabus.outcomes == ()
    [words] = left(syllabus, OmissionKind.TABLE)
    assert words.startswith(("Del | Sämre", "Vecka | 1")) and "Kupa" in words


def test_short_cells_below_a_heading_without_a_lead_in_are_no_outcomes() -> None:
    table = "| Part | Fair | Good |\n|---|---|---|\n| Frame | in use | in use all through summer |"
    syllabus = kept(f"{table}\n| Hive | dry | dry and clean |")
    assert syllabus.outcomes == ()
    assert left(syllabus, OmissionKind.TABLE)


def test_short_cells_that_begin_with_verbs_are_outcomes_below_a_heading() -> None:
    table = "| Part | Work |\n|---|---|\n| Frame | build a frame |\n| Hive | describe a hive |"
    assert texts(kept(table)) == ["build a frame", "describe a hive"]


def test_a_column_of_text_that_is_not_understood_is_said_beside_the_outcomes() -> None:
    rows = "\n".join(f"| {item} | bilden på väggen i klassrummet |" for item in HIVE)
    syllabus = bees(f"| Lärandemål | Kuriosa |\n|---|---|\n{rows}")
    assert texts(syllabus) == HIVE
    assert left(syllabus, OmissionKind.TABLE) == ("Kuriosa; bilden på väggen i klassrummet",)


@pytest.mark.parametrize(
    "items",
    [HIVE, [f"{item};" for item in HIVE], [f"Förklara steg {number} för en kund." for number in "123"]],
    ids=["small letters", "semicolons", "verbs with capitals"],
)
def test_a_first_item_without_its_bullet_is_an_outcome(items: list[str]) -> None:
    syllabus = bees(f"Efter kursen ska studenten kunna\n\n{items[0]}\n\n{listed(items[1:])}")
    assert texts(syllabus) == items
    assert syllabus.omissions == ()


def test_a_remark_between_lead_in_and_items_is_said() -> None:
    remark = "Bee suits are lent out."
    syllabus = kept(f"After the course the student is able to\n\n{remark}\n\n{listed(COMB)}")
    assert texts(syllabus) == COMB
    assert left(syllabus, OmissionKind.BESIDE) == (remark,)


@pytest.mark.parametrize(
    "lead",
    [
        "Utöver de mål som anges i examensordningen ska studenten efter kursen kunna",
        "Förutom målen, som är angivna i högskolelagen, ska den studerande kunna:",
    ],
)
def test_goals_that_stand_elsewhere_may_lead_in_others(lead: str) -> None:
    syllabus = bees(f"{lead}\n\n{listed(HIVE)}")
    assert texts(syllabus) == HIVE
    assert syllabus.omissions == ()
    assert {item.lead_in for item in syllabus.outcomes} == {lead}


@pytest.mark.parametrize(
    "sentence",
    [
        "Lärandemålen som studenten ska kunna uppnå finns i utbildningsplanen.",
        "Målen anges i utbildningsplanen för vad studenten ska kunna.",
    ],
)
def test_a_sentence_that_only_sends_elsewhere_leads_in_nothing(sentence: str) -> None:
    syllabus = bees(sentence)
    assert syllabus.outcomes == ()
    assert left(syllabus, OmissionKind.ELSEWHERE) == (sentence,)


def test_remarks_within_and_below_a_list_are_said() -> None:
    syllabus = bees(
        f"Efter kursen ska studenten kunna\n\n{listed(HIVE[:2])}\n\nKupan är öppen på lördagar.\n\n"
        f"{listed(HIVE[2:])}\n\nTeori prövas hemma. Praktik prövas vid kupan."
    )
    assert texts(syllabus) == HIVE
    assert left(syllabus, OmissionKind.BESIDE) == (
        "Kupan är öppen på lördagar.",
        "Teori prövas hemma.",
        "Praktik prövas vid kupan.",
    )


def test_a_sentence_on_the_student_below_a_list_is_an_outcome() -> None:
    swedish = bees(
        f"Efter kursen ska studenten kunna\n\n{listed(HIVE)}\n\n"
        "Dessutom ska studenten kunna flytta en svärm till en ny kupa."
    )
    assert texts(swedish) == [*HIVE, "flytta en svärm till en ny kupa."]
    english = kept(
        f"After the course the student is able to\n\n{listed(COMB)}\n\n"
        "Furthermore, students should be able to move a swarm into a new hive."
    )
    assert texts(english) == [*COMB, "move a swarm into a new hive."]


def test_what_is_asked_for_a_grade_is_said() -> None:
    asked = "För betyget Väl godkänd krävs att studenten kan sköta tre kupor."
    syllabus = bees(f"Efter kursen ska studenten kunna\n\n{listed(HIVE)}\n\n{asked}")
    assert texts(syllabus) == HIVE
    assert left(syllabus, OmissionKind.BESIDE) == (asked,)


def test_goals_quoted_from_law_are_said() -> None:
    quoted = "Enligt högskolelagen ska utbildning på grundnivå utveckla studenternas förmåga."
    syllabus = bees(f"{quoted}\n\nEfter kursen ska studenten kunna\n\n{listed(HIVE)}")
    assert texts(syllabus) == HIVE
    assert left(syllabus, OmissionKind.LAW) == (quoted,)


def test_an_item_that_was_cut_in_two_is_one_outcome() -> None:
    page = (
        "<h1>Biodling</h1><p>Kurskod: BIO120</p><p>Högskolepoäng: 7,5</p><h2>Innehåll</h2><p>Bin och bo.</p>"
        "<h2>Lärandemål</h2><p>Efter kursen ska studenten kunna</p>"
        "<ul><li>skilja på bin som samlar och</li></ul><p>bin som vaktar ingången</p>"
        "<ul><li>läsa väder ur binas flykt</li></ul><p>(i norr och i söder) på våren</p>"
        "<ul><li>märka en drottning</li></ul><p>i ett samhälle som delar sig</p><p>tidigt på året</p>"
        "<ul><li>tända en rökpust</li></ul><p>så som en erfaren odlare gör</p>"
        "<h2>Examination</h2><p>Prov.</p>"
    )
    syllabus = marked(page, "kurs.html")
    assert texts(syllabus) == [
        "skilja på bin som samlar och bin som vaktar ingången",
        "läsa väder ur binas flykt (i norr och i söder) på våren",
        "märka en drottning i ett samhälle som delar sig tidigt på året",
        "tända en rökpust",
    ]
    assert left(syllabus, OmissionKind.BESIDE) == ("så som en erfaren odlare gör",)


def test_a_remark_behind_a_table_of_outcomes_is_said() -> None:
    rows = "\n".join(f"| {item} | Prov |" for item in HIVE)
    syllabus = bees(f"| Lärandemål | Examination |\n|---|---|\n{rows}\n\nAlla prov hålls utomhus.")
    assert texts(syllabus) == HIVE
    assert left(syllabus, OmissionKind.BESIDE) == ("Alla prov hålls utomhus.",)


@pytest.mark.parametrize("codes", [("K1", "S1", "T1"), ("K1.", "S2.", "T1."), ("A1:", "B1:", "B3:")])
def test_codes_with_a_letter_for_the_knowledge_form_number_the_outcomes(codes: tuple[str, ...]) -> None:
    items = ["Harvest honey from a frame", "Recognise a queen", "Judge whether a colony starves"]
    body = "\n\n".join(f"{code} {item}" for code, item in zip(codes, items, strict=True))
    syllabus = kept(body)
    assert texts(syllabus) == items
    assert syllabus.omissions == ()
