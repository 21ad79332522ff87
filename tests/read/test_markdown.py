from curranalyser.datamodel import Line, TableBlock
from curranalyser.datamodel import lines_of as lines_of_blocks
from curranalyser.errors import FailureCategory
from curranalyser.read.text import read_text_blocks


def read_text_lines(data: bytes, markdown: bool) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    blocks, notes = read_text_blocks(data, markdown)
    return tuple(lines_of_blocks(blocks)), notes


def lines_of(text: str) -> tuple[Line, ...]:
    return read_text_lines(text.encode(), markdown=True)[0]


def texts(text: str) -> list[str]:
    return [line.text for line in lines_of(text)]


def test_tables_have_cells_side_by_side_and_no_rules() -> None:
    label, value, second, other = lines_of(
        "|     |     |\n| --- | --- |\n| *Kod*: | VÄV101 |\n| Nivå | G1N |\n"
    )
    assert (label.text, value.text, second.text, other.text) == ("Kod:", "VÄV101", "Nivå", "G1N")
    assert label.top == value.top < second.top and value.x0 == other.x0 > label.x1


def test_escapes_entities_and_html_are_read_as_what_they_mean() -> None:
    assert texts("3\\*4 \\# väv &amp; garn<br>rad <em>två</em><!-- nej --> <script>nej</script>") == [
        "3*4 # väv & garn",
        "rad två",
    ]


def test_nested_lists_keep_their_depth_and_their_numbers() -> None:
    outer, inner, deepest, fourth = lines_of("- ett\n  1. två\n     - tre\n\n4. fyra\n")
    assert (outer.text, inner.text, deepest.text, fourth.text) == ("• ett", "1. två", "• tre", "4. fyra")
    assert outer.x0 < inner.x0 < deepest.x0


def test_emphasised_and_underlined_headings() -> None:
    first, second, third = lines_of("# *Vävning*\n\nMål\n---\n\n__Innehåll__\n")
    assert [line.text for line in (first, second, third)] == ["Vävning", "Mål", "Innehåll"]
    assert first.bold and second.bold and third.bold and first.size > second.size > third.size


def test_indented_text_and_lines_stay_lines() -> None:
    assert texts("A. Kunskap\n    1. väva\n    2. spinna\n\n        och sy\n") == [
        "A. Kunskap",
        "1. väva",
        "2. spinna",
        "och sy",
    ]


def test_data_above_the_text_make_no_heading() -> None:
    title, language, heading = lines_of("---\ntitle: Väv\nlang: sv\n---\n# Vävning\n")
    assert not title.bold and not language.bold and heading.bold and title.text == "title: Väv"


def test_line_numbers_of_text_go_and_those_of_a_list_stay() -> None:
    numbered = "".join(f"{number:>3}  rad {number}\n" for number in range(1, 21))
    assert [line.text for line in read_text_lines(numbered.encode(), markdown=False)[0]][:2] == [
        "rad 1",
        "rad 2",
    ]
    listed = "Mål\n" + "".join(f"{number} mål\n" for number in range(1, 16)) + "Innehåll\n"
    assert [line.text for line in read_text_lines(listed.encode(), markdown=False)[0]][1] == "1 mål"


def test_a_soft_hyphen_at_the_end_of_a_line_joins_a_word() -> None:
    for markdown in (False, True):
        lines, _ = read_text_lines("inter\u00ad\n  nationell rätt\n".encode(), markdown)
        assert [line.text for line in lines] == ["internationell rätt"]


def test_what_pandoc_writes_beyond_the_standard() -> None:
    text = (
        "Goals {#sec:goals .unnumbered}\n=====\n\n::: {.box}\nThe student can[^1]\n:::\n\n"
        "(@)  tie a bowline\n(@end)  splice a rope\n\n"
        "Code\n\n:   KNO101\n\n[^1]: Adopted in May.\n"
    )
    assert texts(text)[:6] == [
        "Goals",
        "The student can",
        "1. tie a bowline",
        "2. splice a rope",
        "Code",
        "KNO101",
    ]


def test_boxes_to_tick_are_bullets() -> None:
    assert texts("- [ ]  tie a bowline\n- [x] splice a rope\n") == ["• tie a bowline", "• splice a rope"]


def test_a_drawn_table_is_one_with_its_head_and_merged_cells() -> None:
    text = (
        "+-----+-------------------+\n| No  | Knot              |\n+====:+:==================+\n"
        "| 1   | tie a bowline     |\n|     | behind the back   |\n+-----+-------------------+\n"
        "| both in the dark        |\n+-----+-------------------+\n"
    )
    [table] = read_text_blocks(text.encode(), markdown=True)[0]
    assert isinstance(table, TableBlock) and table.header_rows == 1
    cells = [
        (cell.row, cell.columns, " ".join(line.text for line in lines_of_blocks(cell.blocks)))
        for cell in table.cells
    ]
    assert cells == [
        (0, 1, "No"),
        (0, 1, "Knot"),
        (1, 1, "1"),
        (1, 1, "tie a bowline behind the back"),
        (2, 2, "both in the dark"),
    ]


def test_what_only_begins_as_a_drawn_table_stays_text() -> None:
    assert "| knots |" in " ".join(texts("+-------+\n| knots |\n| bends |\n"))
    assert len(texts("+---+\n" + "+" * 3000 + "\n+---+\n")) == 3


def test_bold_lines_of_a_paragraph_are_paragraphs_of_their_own() -> None:
    lines = lines_of("**Goals**\nThe student can\n**Skills**\n* tie a bowline\n**Content**\n* ropes\n")
    assert [(line.text, line.bold) for line in lines] == [
        ("Goals", True),
        ("The student can", False),
        ("Skills", True),
        ("• tie a bowline", False),
        ("Content", True),
        ("• ropes", False),
    ]


def test_lists_within_lists_are_read_to_the_deepest_and_what_lies_deeper_is_told() -> None:
    def listed(depth: int) -> bytes:
        return "".join("  " * level + f"- knyta knut {level}\n" for level in range(depth)).encode()

    lines, notes = read_text_lines(listed(30), markdown=True)
    assert [line.text for line in lines] == [f"• knyta knut {level}" for level in range(30)] and notes == ()
    lines, notes = read_text_lines(listed(200), markdown=True)
    assert len(lines) > 30 and notes == (FailureCategory.NESTED_TOO_DEEP,)


def rows(text: str) -> list[list[str]]:
    """The texts of the first table, row by row, with the number of its head rows before them."""
    blocks = read_text_blocks(text.encode(), markdown=True)[0]
    table = next(block for block in blocks if isinstance(block, TableBlock))
    made: dict[int, list[str]] = {}
    for cell in table.cells:
        made.setdefault(cell.row, []).append(" ".join(line.text for line in lines_of_blocks(cell.blocks)))
    return [[str(table.header_rows)], *made.values()]


def test_columns_under_lines_of_hyphens_are_a_table() -> None:
    simple = (
        "Mål nedan\n\n"
        "  Nr  Lärandemål             Prov\n"
        "----  ---------------------  -----\n"
        "   1  väva en *matta*        tyg\n"
        "  22  jämföra varp           häfte\n"
        "\nTable: Mål\n"
    )
    assert rows(simple) == [
        ["1"],
        ["Nr", "Lärandemål", "Prov"],
        ["1", "väva en matta", "tyg"],
        ["22", "jämföra varp", "häfte"],
    ]
    assert texts(simple)[0] == "Mål nedan" and texts(simple)[-1] == "Table: Mål"
    bare = "----  ----------\n M1   spinna lin\n M2   karda ull\n----  ----------\n"
    assert rows(bare) == [["0"], ["M1", "spinna lin"], ["M2", "karda ull"]]


def test_rows_of_several_lines_are_told_by_the_blank_lines_between_them() -> None:
    several = (
        "--------------------------------------\n"
        " Learning         Assessed\n"
        " outcome          by\n"
        "---------------- ---------------------\n"
        " weave a rug     practical work,\n"
        " of wool         in pairs\n"
        "\n"
        " compare looms   essay\n"
        "--------------------------------------\n"
        "\nAfter the table.\n"
    )
    assert rows(several) == [
        ["1"],
        ["Learning outcome", "Assessed by"],
        ["weave a rug of wool", "practical work, in pairs"],
        ["compare looms", "essay"],
    ]
    assert texts(several)[-1] == "After the table."
    bare = several.split("\n", 3)[3]
    assert rows(bare)[1:] == [["weave a rug of wool", "practical work, in pairs"], ["compare looms", "essay"]]


def test_hyphens_that_rule_no_columns_make_no_table() -> None:
    for text in (
        "Mål\n---\n\n- väva\n- spinna\n",
        "ett\n\n---\n\ntvå\n\n---\n\ntre\n",
        "a long word across\n------ -----------\nno table at all\n",
        "----  ------\n M1   spinna\n\n# Innehåll\n\nTyg\n",
        "en rad -- ett inskott -- och mer\n",
        "---- ----\n",
    ):
        assert not any(isinstance(block, TableBlock) for block in read_text_blocks(text.encode(), True)[0])
    assert texts("a long word across\n------ -----------\nno table at all\n")[0] == "a long word across"
