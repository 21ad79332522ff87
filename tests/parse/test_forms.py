"""Forms of module handbooks, invented.

Labels beside values, numbered rows, topics beside outcomes, fields that go on over the page.
"""

from curranalyser.datamodel import Document, Line, SectionKind, SourceFile, Syllabus, TextBlock
from curranalyser.parse import parse_document
from curranalyser.parse.page.layout import reading_order
from curranalyser.parse.page.row_numbers import row_numbers
from curranalyser.read import read_document
from curranalyser.settings import Settings

WIDTH = 5.0
LABEL, VALUE, TOPIC, GOAL = 70.0, 200.0, 75.0, 230.0
Cell = tuple[str, float] | tuple[str, float, bool]


def document(*pages: list[tuple[float, list[Cell]]], language: str = "de") -> Document:
    """Set rows of cells: each row has its top; each cell its text, its left edge and whether it is bold."""
    lines = []
    for page, rows in enumerate(pages, 1):
        for top, cells in rows:
            for cell in cells:
                text, x0, bold = (*cell, False)[:3]
                lines.append(Line(text, page, x0, x0 + WIDTH * len(text), top, 10.0, bold))
    return Document(
        SourceFile("modul.pdf", "0" * 64, 1), (TextBlock(tuple(lines)),), len(pages), language, "pdfium"
    )


def only(found: Document) -> Syllabus:
    [syllabus] = parse_document(found)
    return syllabus


def texts(syllabus: Syllabus) -> list[str]:
    return [outcome.text for outcome in syllabus.outcomes]


HEAD: list[tuple[float, list[Cell]]] = [
    (60.0, [("Modultitel", LABEL), ("Archive und Akten", VALUE)]),
    (80.0, [("Modulnummer", LABEL), ("ARC12", VALUE)]),
    (100.0, [("Leistungspunkte", LABEL), ("5 LP", VALUE)]),
]
FOOT: list[tuple[float, list[Cell]]] = [
    (600.0, [("Voraussetzungen", LABEL), ("keine", VALUE)]),
    (620.0, [("Literatur", LABEL), ("Wird in der Vorlesung genannt.", VALUE)]),
]
PROSE: list[tuple[float, list[Cell]]] = [
    (
        200.0,
        [
            ("Lernziele / Kompetenzen", LABEL),
            ("Die Studierenden kennen die wichtigsten Arten von Akten. Sie", VALUE),
        ],
    ),
    (212.0, [("ordnen einen kleinen Bestand nach seiner Herkunft. Dieses Modul", VALUE)]),
    (224.0, [("bietet einen Überblick über das Archivrecht.", VALUE)]),
]


def test_a_value_of_running_text_gives_an_outcome_a_sentence() -> None:
    syllabus = only(document(HEAD + PROSE + FOOT))
    assert texts(syllabus) == [
        "Die Studierenden kennen die wichtigsten Arten von Akten.",
        "Sie ordnen einen kleinen Bestand nach seiner Herkunft.",
    ]
    assert (syllabus.header.title, syllabus.header.code, str(syllabus.header.credits)) == (
        "Archive und Akten",
        "ARC12",
        "5",
    )


TABLE: list[tuple[float, list[Cell]]] = [
    (180.0, [("Inhalt und Lernziele:", LABEL)]),
    (200.0, [("Themen", TOPIC), ("Lernziele", GOAL)]),
    (214.0, [("Herkunft von", TOPIC), ("Bestände nach ihrer Herkunft ordnen und die Ordnung", GOAL)]),
    (226.0, [("Beständen", TOPIC), ("begründen können", GOAL)]),
    (242.0, [("Recht", TOPIC), ("Sperrfristen berechnen. Auskünfte rechtlich einordnen.", GOAL)]),
    (258.0, [("Erhaltung", TOPIC), ("Schäden an Papier erkennen und Maßnahmen zur", GOAL)]),
    (270.0, [("Erhaltung vorschlagen", GOAL)]),
]
GOALS = [
    "Bestände nach ihrer Herkunft ordnen und die Ordnung begründen können",
    "Sperrfristen berechnen.",
    "Auskünfte rechtlich einordnen.",
    "Schäden an Papier erkennen und Maßnahmen zur Erhaltung vorschlagen",
]


def test_of_topics_beside_outcomes_only_the_outcomes_count() -> None:
    syllabus = only(document(HEAD + TABLE + FOOT))
    assert texts(syllabus) == GOALS
    [content] = [section for section in syllabus.sections if section.kind is SectionKind.CONTENT]
    assert [line.text for line in content.lines] == ["Herkunft von", "Beständen", "Recht", "Erhaltung"]


def test_the_outcomes_may_stand_left_of_the_topics() -> None:
    swapped = [
        (top, [(text, LABEL if x == GOAL else 400.0) for text, x, *_ in cells]) for top, cells in TABLE[2:]
    ]
    rows: list[tuple[float, list[Cell]]] = [(200.0, [("Lernziele", LABEL), ("Themen", 400.0)])]
    assert texts(only(document(HEAD + rows + swapped + FOOT))) == GOALS  # type: ignore[operator]


def test_a_row_that_was_read_as_one_line_is_divided_at_the_column() -> None:
    joined = [*TABLE]
    text = "Recht" + " " * 1 + "Sperrfristen berechnen. Auskünfte rechtlich einordnen."
    rows = [*joined[:4], *joined[5:]]
    made = document(HEAD + rows + FOOT)
    crossing = Line(
        text,
        1,
        TOPIC,
        GOAL + WIDTH * len("Sperrfristen berechnen. Auskünfte rechtlich einordnen."),
        242.0,
        10.0,
    )
    assert (
        texts(only(Document(made.source, (TextBlock((*made.lines, crossing)),), 1, "de", "pdfium"))) == GOALS
    )


def test_a_table_goes_on_over_the_page_and_ends_at_the_next_field() -> None:
    second: list[tuple[float, list[Cell]]] = [
        (60.0, [("ihrer Erhaltung vorschlagen", GOAL)]),
        (90.0, [("Erworbene Kompetenzen:", LABEL)]),
        (104.0, [("Die Studierenden können Auskunft über Bestände geben und andere beraten.", LABEL)]),
    ]
    syllabus = only(document(HEAD + TABLE[:-1], second + FOOT))
    assert texts(syllabus)[-2:] == [
        "Schäden an Papier erkennen und Maßnahmen zur ihrer Erhaltung vorschlagen",
        "Die Studierenden können Auskunft über Bestände geben und andere beraten.",
    ]


def test_a_run_in_field_ends_the_outcomes() -> None:
    field: list[tuple[float, list[Cell]]] = [
        (400.0, [("Wahlmöglichkeiten innerhalb des Moduls: keine", LABEL)])
    ]
    heading: list[tuple[float, list[Cell]]] = [
        (340.0, [("Erworbene Kompetenzen:", LABEL)]),
        (354.0, [("Fachliche Kompetenzen: Die Studierenden verstehen Findmittel.", LABEL)]),
        (368.0, [("Schlüsselqualifikationen: Sie tragen vor und nehmen Kritik an.", LABEL)]),
    ]
    assert texts(only(document(HEAD + heading + field + FOOT))) == [
        "Die Studierenden verstehen Findmittel.",
        "Sie tragen vor und nehmen Kritik an.",
    ]


def test_a_list_that_was_flattened_is_split_at_its_dashes() -> None:
    rows: list[tuple[float, list[Cell]]] = [
        (200.0, [("Lernziele", LABEL), ("- Akten lesen - Bestände ordnen können -Fristen", VALUE)]),
        (212.0, [("berechnen. - den Wert einer Akte – auch der eigenen – beurteilen.", VALUE)]),
    ]
    assert texts(only(document(HEAD + rows + FOOT))) == [
        "Akten lesen",
        "Bestände ordnen können",
        "Fristen berechnen.",
        "den Wert einer Akte – auch der eigenen – beurteilen.",
    ]


def numbered(
    document_: Document, numbers: tuple[int, ...], x0: float, first: float, pitch: float
) -> Document:
    added = tuple(
        Line(str(number), 1, x0, x0 + 5.0, first + pitch * place, 10.0)
        for place, number in enumerate(numbers)
    )
    return Document(document_.source, (TextBlock(document_.lines + added),), document_.pages, "de", "pdfium")


def test_numbers_of_the_rows_of_a_form_are_left_out() -> None:
    labels: list[tuple[float, list[Cell]]] = [
        (60.0, [("Modultitel: Archive und Akten", LABEL)]),
        (80.0, [("Sprache: Deutsch", LABEL)]),
        (120.0, [("Lehrinhalte: Bestände, Recht und Erhaltung", LABEL)]),
        (160.0, [("Erworbene Kompetenzen:", LABEL)]),
        (172.0, [("Die Studierenden beurteilen nach dem Besuch der Lehrveranstaltung den", LABEL)]),
        (184.0, [("Wert einer Akte und begründen ihr Urteil.", LABEL)]),
        (220.0, [("Literatur: Wird in der Vorlesung genannt.", LABEL)]),
    ]
    form = numbered(document(labels), (1, 2, 3, 4, 5), 50.0, 60.0, 30.0)
    moved = tuple(
        Line(line.text, 1, line.x0, line.x1, {"4": 178.0, "5": 220.0}.get(line.text, line.top), 10.0)
        for line in form.lines
    )
    form = Document(form.source, (TextBlock(moved),), 1, "de", "pdfium")
    assert {form.lines[position].text for position in row_numbers(form.lines, form.flowing)} == {
        "1",
        "2",
        "3",
        "4",
        "5",
    }
    assert texts(only(form)) == [
        "Die Studierenden beurteilen nach dem Besuch der Lehrveranstaltung den Wert einer Akte und begründen"
        " ihr Urteil."
    ]


def test_numbers_of_a_list_are_kept() -> None:
    rows: list[tuple[float, list[Cell]]] = [
        (200.0 + 20 * number, [(f"erklären, wozu Verfahren {number} dient", 80.0)]) for number in range(1, 8)
    ]
    listed = numbered(
        document([(180.0, [("Lernergebnisse", 50.0, True)]), *rows]), (1, 2, 3, 4, 5, 6, 7), 50.0, 220.0, 20.0
    )
    assert row_numbers(listed.lines, listed.flowing) == set()
    assert len(reading_order(listed)) == 15


def module(name: str, number: int) -> list[tuple[float, list[Cell]]]:
    return [
        (40.0, [(f"Modul »{name}« (M{number})", 60.0, True)]),
        (70.0, [("Modulverantwortung:", LABEL), ("Prof. Muster", VALUE)]),
        (90.0, [("Sprache:", LABEL), ("Deutsch", VALUE)]),
        (110.0, [("ECTS:", LABEL), (f"{number}", VALUE)]),
        (150.0, [("Lernergebnisse", 60.0, True)]),
        (166.0, [(f"Die Studierenden können {name} einsetzen. Sie kennen ihre Grenzen.", 60.0)]),
        (200.0, [("Inhalte", 60.0, True)]),
        (216.0, [("Vorlesung und Übung.", 60.0)]),
    ]


NAMES = ("Karten", "Pläne", "Urkunden", "Register", "Akten", "Siegel", "Fotos")


def test_modules_without_a_label_for_the_title_are_told_by_a_label_that_comes_back() -> None:
    syllabi = parse_document(document(*(module(name, number) for number, name in enumerate(NAMES, 3))))
    assert [syllabus.header.title for syllabus in syllabi] == list(NAMES)
    assert [len(syllabus.outcomes) for syllabus in syllabi] == [2] * len(NAMES)


def test_a_heading_of_outcomes_in_the_same_place_on_many_pages_is_no_running_head() -> None:
    pages = [[row for row in module(name, number) if row[0] > 100] for number, name in enumerate(NAMES, 3)]
    shifted = [[(top - 110.0, cells) for top, cells in rows] for rows in pages]
    whole = [[(60.0, [("Modultitel:", LABEL), (name, VALUE)])] for name in NAMES]
    order = [page for pair in zip(whole, shifted, strict=True) for page in pair]
    syllabi = parse_document(document(*order))  # type: ignore[arg-type]
    assert [len(syllabus.outcomes) for syllabus in syllabi] == [2] * len(NAMES)


def test_sentences_of_a_module_count_in_english_too() -> None:
    def english(name: str, number: int) -> list[tuple[float, list[Cell]]]:
        return [
            (40.0, [("Module title:", LABEL), (name, VALUE)]),
            (60.0, [("Module No:", LABEL), (f"ARC {number}", VALUE)]),
            (80.0, [("Learning outcomes:", LABEL)]),
            (94.0, [("Academic:", LABEL)]),
            (
                108.0,
                [
                    (
                        "In particular, students will get acquainted with sources of town history and law.",
                        LABEL,
                    )
                ],
            ),
            (
                122.0,
                [
                    (
                        "The module provides an overview of record keeping in Northern Europe and elsewhere.",
                        LABEL,
                    )
                ],
            ),
            (136.0, [("Soft skills:", LABEL)]),
            (150.0, [("Case discussions improve the ability to argue.", LABEL)]),
            (180.0, [("Examination:", LABEL), ("Essay", VALUE)]),
        ]

    syllabi = parse_document(
        document(
            *(english(name, number) for number, name in enumerate(("Maps", "Plans", "Charters"), 1)),
            language="en",
        )
    )
    assert [texts(syllabus) for syllabus in syllabi] == [
        [
            "In particular, students will get acquainted with sources of town history and law.",
            "Case discussions improve the ability to argue.",
        ]
    ] * 3


def test_words_of_a_justified_line_are_no_cells() -> None:
    spread: list[Cell] = [
        ("Die", 200.0),
        ("Studierenden", 235.0),
        ("verstehen", 315.0),
        ("Ablagen", 380.0),
        ("und", 435.0),
    ]
    rows: list[tuple[float, list[Cell]]] = [
        (200.0, [("Lernziele / Kompetenzen", LABEL), *spread]),
        (212.0, [("-register. Sie können einen Aktenplan entwerfen.", VALUE)]),
    ]
    assert texts(only(document(HEAD + rows + FOOT))) == [
        "Die Studierenden verstehen Ablagen und -register.",
        "Sie können einen Aktenplan entwerfen.",
    ]


def test_a_list_of_topics_among_the_outcomes_is_none() -> None:
    rows: list[tuple[float, list[Cell]]] = [
        (200.0, [("Lernergebnisse", LABEL, True)]),
        (214.0, [("Die Studierenden können Bestände bewerten und ihre Wahl begründen.", LABEL)]),
        (240.0, [("In der Übung besprochen werden die folgenden Themen", LABEL)]),
        (254.0, [("• Kassation und Übernahme", 80.0)]),
        (268.0, [("• Nachlässe und Sammlungen", 80.0)]),
    ]
    assert texts(only(document(HEAD + rows + FOOT))) == [
        "Die Studierenden können Bestände bewerten und ihre Wahl begründen."
    ]


def test_a_sentence_in_the_same_place_on_some_pages_is_no_running_foot() -> None:
    pages = []
    for number in range(20):
        rows: list[tuple[float, list[Cell]]] = [
            (60.0, [("Modultitel:", LABEL), (f"Aktenkunde {number}", VALUE)]),
            (100.0, [("Lernziele:", LABEL), ("Die Studierenden können alte Schriften lesen.", VALUE)]),
            (
                700.0,
                [
                    ("Hinweise:", LABEL),
                    ("Dieses Modul wird auf Deutsch angeboten." if number < 5 else f"Raum {number}", VALUE),
                ],
            ),
            (760.0, [("Modulhandbuch Archivwesen", LABEL)]),
        ]
        pages.append(rows)
    syllabi = parse_document(document(*pages))
    assert [syllabus.instruction.main for syllabus in syllabi][:6] == [("de",)] * 5 + [()]
    assert not any("Modulhandbuch" in line.text for line in reading_order(document(*pages)))


def test_codes_in_a_column_of_their_own_begin_items() -> None:
    rows: list[tuple[float, list[Cell]]] = [
        (200.0, [("Resultados de aprendizaje", 50.0, True)]),
        (220.0, [("describir el recorrido del agua en una ciudad", 110.0)]),
        (226.0, [("RA1", 60.0, True)]),
        (232.0, [("y sus consecuencias. Dar ejemplos.", 110.0)]),
        (252.0, [("RA2", 60.0, True), ("calcular caudales en una red", 110.0)]),
        (272.0, [("valorar medidas", 110.0)]),
        (278.0, [("RA3", 60.0, True)]),
        (284.0, [("contra las inundaciones", 110.0)]),
        (320.0, [("Contenidos", 50.0, True)]),
        (340.0, [("Lluvia, escorrentía y depósitos de muchas clases en la ciudad.", 50.0)]),
    ]
    assert texts(only(document(rows, language="es"))) == [
        "describir el recorrido del agua en una ciudad y sus consecuencias. Dar ejemplos.",
        "calcular caudales en una red",
        "valorar medidas contra las inundaciones",
    ]


def test_a_form_with_two_fields_on_a_row_is_no_table_of_outcomes() -> None:
    """A row of four cells, label and value twice, is no head though it looks like one."""
    rows = [
        '<td colspan="4">Course syllabus</td>',
        "<td>Course code</td><td>ARC101</td><td>Credits</td><td>7.5 credits</td>",
        '<td>Level</td><td colspan="3">First cycle</td>',
        '<td>Entry requirements</td><td colspan="3">General entry requirements.</td>',
        '<td>Learning outcomes</td><td colspan="3"><p>The student shall be able to:</p>'
        "<ul><li>sort records by their origin</li><li>describe an archive</li></ul></td>",
        '<td>Content</td><td colspan="3"><ul><li>Records and their order</li></ul></td>',
        '<td>Assessment</td><td colspan="3">A written test on campus.</td>',
    ]
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    html = f"<html lang='en'><body><h1>Archives</h1><table>{body}</table></body></html>".encode()
    found = only(read_document(html, SourceFile("x.html", "", 0), Settings()))
    assert texts(found) == ["sort records by their origin", "describe an archive"]
    assert (found.header.code, str(found.header.credits)) == ("ARC101", "7.5")
