"""Headers in plain text, the sizes of programmes, and handbooks whose modules bear no labels."""

from decimal import Decimal

import pytest

from curranalyser.datamodel import Syllabus, SyllabusKind
from curranalyser.errors import DocumentError
from curranalyser.parse import parse_document
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings

OUTCOMES = """
Lärandemål
Studenten ska efter kursen kunna
- beskriva hur ett garn spinns
- jämföra två vävtekniker

Innehåll
Garn och väv.
"""
MODULE = """{head}

Learning outcomes
Students are able to
- {first}
- {second}

Contents
Workshops and lectures.

"""


def parsed(text: str, name: str = "syllabus.txt") -> tuple[Syllabus, ...]:
    data = text.encode()
    return parse_document(read_document(data, describe_source(data, name), Settings()))


def one(text: str) -> Syllabus:
    (syllabus,) = parsed(text)
    return syllabus


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        (
            "Kursplan\nSpinning, 30 högskolepoäng\nKurskod: GA1020 Utbildningsområde: Teknik",
            "title",
            "Spinning",
        ),
        ("GA1021 Spinning för hand, 7,5 högskolepoäng, G2F", "title", "Spinning för hand"),
        (
            "Kursplan\nSpinning och tvinning\nSpinning and Twisting\n\nKurskod: GA1022",
            "title_en",
            "Spinning and Twisting",
        ),
        ("Kursplan\nGarnets historia och\nframtid i Norden\nKurskod: GA1023", "title_en", None),
        ("Kursplan\nSpinning\nKurskod: GA1024\nHuvudområden: Garnteknik", "main_fields", ("Garnteknik",)),
        ("Kursplan för läsåret 2031/2032\n\nGA1025\nSpinning vid rock\n7,5 hp", "title", "Spinning vid rock"),
        ("GA1026 - Spinning vid rock\nStudiepoeng 12,5", "credits", Decimal("12.5")),
        (
            "Module descriptor\nModule Title  Spinning by Hand\nModule Code  GA1027",
            "title",
            "Spinning by Hand",
        ),
        ("Kursplan, Grundnivå, 5GA128\nSpinning vid rock\nKurskod: 5GA128", "title", "Spinning vid rock"),
        ("GA1030 | Linberedning | 15 hp | Avancerad nivå", "title", "Linberedning"),
        ("Ullens kemi (GA1031)\n4 hp, grundnivå", "title", "Ullens kemi"),
        ("Kursplan\nUllens vardag\nEmnekode: GA-KJM1900", "title", "Ullens vardag"),
        ("Kursplan\nUllens vardag\nEmnekode: GA-KJM1900", "code", "GA-KJM1900"),
        ("Test av garn 7,5\nHögskolepoäng\nKurskod: GA1029", "credits", Decimal("7.5")),
    ],
)
def test_a_plain_head_gives_its_fields(head: str, field: str, value: object) -> None:
    assert getattr(one(head + "\n" + OUTCOMES).header, field) == value


def test_a_link_is_no_title() -> None:
    (syllabus,) = parsed(
        "<h1>Läs mer om oss på exempel.se →</h1><h1>Filtning, 5 hp</h1>"
        "<dl><dt>Kurskod</dt><dd>GA2001</dd></dl>"
        "<h2>Lärandemål</h2><p>Studenten ska kunna</p>"
        "<ul><li>filta en hatt av ull</li><li>karda ull</li></ul>",
        "page.html",
    )
    assert syllabus.header.title == "Filtning"


PROGRAMME = """{head}

{goals}
- visa kunskap om ull
- visa förmåga att spinna garn

{structure}
GA1101 Ull, 15 {unit}
GA1102 Lin, 15 {unit}
GA1103 Hampa, 15 {unit}
GA1104 Silke, 15 {unit}
"""


@pytest.mark.parametrize(
    ("head", "goals", "structure", "unit", "size"),
    [
        ("Utbildningsplan för programmet i garnteknik\n180 högskolepoäng", "Mål", "Upplägg", "hp", 180),
        ("Studieplan for bachelor i garn\n180 studiepoeng", "Læringsutbytte", "Oppbygning", "sp", 180),
    ],
)
def test_a_programme_has_its_own_title_and_size(
    head: str, goals: str, structure: str, unit: str, size: int
) -> None:
    syllabus = one(PROGRAMME.format(head=head, goals=goals, structure=structure, unit=unit))
    assert syllabus.kind is SyllabusKind.PROGRAMME
    assert syllabus.header.credits == size
    assert "garn" in (syllabus.header.title or "")
    assert len(syllabus.outcomes) == 2
    assert [ref.code for ref in syllabus.course_refs] == ["GA1101", "GA1102", "GA1103", "GA1104"]


def test_a_programme_without_any_heading_is_one() -> None:
    syllabus = one(
        "Garnteknikprogrammet\n180 hp\n\nTermin 1\nGA1101 Ull 15 hp\nGA1102 Lin 15 hp\n"
        "Termin 2\nGA1103 Hampa 15 hp\nGA1104 Silke 15 hp\n"
    )
    assert syllabus.kind is SyllabusKind.PROGRAMME
    assert (syllabus.header.title, syllabus.header.credits) == ("Garnteknikprogrammet", 180)
    assert [ref.term for ref in syllabus.course_refs] == [1, 1, 2, 2]


@pytest.mark.parametrize("name", ["Examensbeskrivning för garnmästare", "Antagningsordning 2031"])
def test_rules_on_degrees_and_admission_are_no_syllabus(name: str) -> None:
    with pytest.raises(DocumentError):
        parsed(
            f"{name}\n\nBehörighet\nGrundläggande behörighet krävs.\n\n"
            "Mål\nStudenten ska\n- visa kunskap om garn\n"
        )


@pytest.mark.parametrize("before", ["", "Module ", "Kurs: "])
def test_a_handbook_is_divided_at_its_codes(before: str) -> None:
    modules = [
        ("GAR-M-201 Wool", "sort wool", "wash wool"),
        ("GAR-M-202 Flax", "ret flax", "break dried flax"),
    ]
    text = "Catalogue of the workshop\n\n" + "".join(
        MODULE.format(head=before + head, first=first, second=second) for head, first, second in modules
    )
    found = parsed(text)
    assert [(item.header.code, item.header.title) for item in found] == [
        ("GAR-M-201", "Wool"),
        ("GAR-M-202", "Flax"),
    ]
    assert [[outcome.text for outcome in item.outcomes] for item in found] == [
        ["sort wool", "wash wool"],
        ["ret flax", "break dried flax"],
    ]


def test_a_course_that_is_required_begins_no_module() -> None:
    heads = ["GA3001 Warp", "GA3002 Weft", "GA3003 Twill"]
    text = "Catalogue\n\n" + "".join(
        MODULE.format(head=head, first=f"set up {head[-4:]}", second=f"explain {head[-4:]} to others")
        + "Prerequisites\nGA2999 Yarn, 5 credits\n\n"
        for head in heads
    )
    assert [item.header.code for item in parsed(text)] == ["GA3001", "GA3002", "GA3003"]


def test_parts_of_one_course_and_its_translation_stay_together() -> None:
    parts = "Kursplan\nGA4001 Garn, 15 hp\n\n" + "".join(
        f"{code} {name}, 7,5 hp\n{OUTCOMES.replace('garn', name.lower())}\n"
        for code, name in (("GA4002", "Ull"), ("GA4003", "Lin"))
    )
    assert [item.header.code for item in parsed(parts)] == ["GA4001"]
    both = f"Kursplan\nGA4004 Garn, 15 hp\n{OUTCOMES}\n" + MODULE.format(
        head="GA4004 Yarn, 15 credits",
        first="describe how yarn is spun",
        second="compare two ways of weaving",
    )
    assert [item.header.code for item in parsed(both)] == ["GA4004"]


def test_a_part_of_the_course_is_no_english_title() -> None:
    syllabus = one(
        "Kursplan\nKursnamn: Garn och väv\nKurskod: GA5001\nMål\nStudenten ska kunna\n"
        "- spinna garn för hand\n"
        "- väva tyg\nInnehåll\nKursen består av två delkurser.\n"
        "1. Spinning, 7,5 hp\nAllt om garn.\n2. Vävning, 7,5 hp\n"
    )
    assert (syllabus.header.title, syllabus.header.title_en) == ("Garn och väv", None)


def test_a_body_in_brackets_is_no_code_of_the_programme() -> None:
    syllabus = one(
        "Programme Specification\nBSc Textile Computing\nTotal Credits: 360: BSc Textile Computing\n\n"
        "Accredited by\nThe Guild of Loom Programmers (GLPX)\n\nProgramme outcomes\n"
        "Graduates will be able to:\n"
        "- program a loom\n- repair a loom\n\nModules\nTXC4001 Punched Cards 30 credits\n"
        "TXC4002 Jacquard 30 credits\n"
        "TXC4003 Patterns 30 credits\nTXC4004 Dyes 30 credits\n"
    )
    assert syllabus.kind is SyllabusKind.PROGRAMME
    assert (syllabus.header.code, syllabus.header.credits) == (None, 360)


def test_the_title_of_a_catalogue_is_not_that_of_its_first_course() -> None:
    courses = [("GA6001", "Kardning"), ("GA6002", "Tovning")]
    text = "# Kurskatalog i garn\n\n" + "".join(
        f"## {code} {name} (7,5 hp)\n\n### Lärandemål\n\nStudenten ska kunna\n\n- visa {name.lower()}\n"
        f"- beskriva {name.lower()} för andra\n\n### Innehåll\n\nÖvningar.\n\n"
        for code, name in courses
    )
    assert [(item.header.code, item.header.title) for item in parsed(text, "katalog.md")] == courses
