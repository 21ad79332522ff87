"""Rules drawn on a page become grids; what stands in them becomes table blocks."""

from small_pdf import pdf_text, write_pdf

from curranalyser.datamodel import Document, Line, TableBlock, TextBlock, lines_of
from curranalyser.parse.page.runs import flat_runs
from curranalyser.read import describe_source, read_document
from curranalyser.read.grids import Rule, find_grids, merge_rules, to_blocks
from curranalyser.settings import Settings


def grid_of(xs: list[float], ys: list[float]) -> tuple[list[Rule], list[Rule]]:
    across = merge_rules([(y, xs[0], xs[-1]) for y in ys])
    down = merge_rules([(x, ys[0], ys[-1]) for x in xs])
    return across, down


def test_borders_drawn_cell_by_cell_are_one_rule() -> None:
    pieces = [(100.0, 50.0, 120.0), (100.4, 120.5, 300.0), (99.8, 301.0, 400.0), (100.0, 450.0, 500.0)]
    assert merge_rules(pieces) == [Rule(99.8, 50.0, 400.0), Rule(99.8, 450.0, 500.0)]


def test_a_grid_has_a_cell_for_each_slot() -> None:
    [grid] = find_grids(*grid_of([50, 150, 400], [100, 130, 160, 190]), page=2)
    assert (grid.page, len(grid.cells), grid.xs) == (2, 6, (50, 150, 400))
    assert grid.cells[grid.cell_at(200, 140)].row == 1
    assert grid.cell_at(20, 140) == -1


def test_merged_cells_span_and_sides_may_be_open() -> None:
    # The first row goes across; the right side is not drawn.
    across = merge_rules([(y, 50.0, 400.0) for y in (100.0, 130.0, 160.0)])
    down = merge_rules([(50.0, 100.0, 160.0), (150.0, 130.0, 160.0)])
    [grid] = find_grids(across, down, page=1)
    assert [(cell.row, cell.column, cell.columns) for cell in grid.cells] == [(0, 0, 2), (1, 0, 1), (1, 1, 1)]


def test_lines_that_only_cross_are_no_table() -> None:
    assert find_grids([Rule(100, 50, 400), Rule(300, 50, 400)], [Rule(200, 110, 290)], page=1) == []
    assert find_grids([Rule(100, 50, 400)], [Rule(50, 100, 400)], page=1) == []


def test_a_table_that_goes_on_over_the_page_is_one() -> None:
    grids = [
        *find_grids(*grid_of([50, 150, 400], [700, 740, 780]), page=1),
        *find_grids(*grid_of([50, 150, 400], [60, 100]), page=2),
    ]
    lines = [
        Line("Above", 1, 50, 90, 100, 10), Line("LO1", 1, 55, 70, 710, 10),
        Line("Plan a quay", 1, 155, 200, 710, 10), Line("LO2", 1, 55, 70, 750, 10),
        Line("Build a pier", 1, 155, 200, 750, 10), Line("1", 1, 290, 295, 820, 10),
        Line("LO3", 2, 55, 70, 70, 10), Line("Paint a buoy", 2, 155, 200, 70, 10),
        Line("Below", 2, 50, 90, 200, 10),
    ]  # fmt: skip
    first, table, rest = to_blocks(lines, grids)
    assert isinstance(table, TableBlock)
    assert [line.text for line in lines_of([first])] == ["Above"]
    assert [(cell.row, cell.column) for cell in table.cells] == [
        (0, 0),
        (0, 1),
        (1, 0),
        (1, 1),
        (2, 0),
        (2, 1),
    ]
    assert [line.text for line in lines_of([rest])] == ["1", "Below"]


def test_text_between_two_tables_keeps_them_apart() -> None:
    grids = [
        *find_grids(*grid_of([50, 150, 400], [100, 140]), page=1),
        *find_grids(*grid_of([50, 150, 400], [60, 100]), page=2),
    ]
    lines = [
        Line("a", 1, 55, 70, 110, 10), Line("b", 1, 155, 170, 110, 10),
        Line("Another section begins here", 1, 50, 200, 400, 10), Line("the foot", 1, 50, 90, 800, 10),
        Line("c", 2, 55, 70, 70, 10), Line("d", 2, 155, 170, 70, 10),
    ]  # fmt: skip
    assert sum(isinstance(block, TableBlock) for block in to_blocks(lines, grids)) == 2


def halves_with(*between: Line) -> int:
    """Return how many tables two halves make with lines in the margins between them."""
    grids = [
        *find_grids(*grid_of([50, 150, 400], [700, 740]), page=1),
        *find_grids(*grid_of([50, 150, 400], [100, 140]), page=2),
    ]
    lines = [
        Line("Text of the body that is longer than all the headings", 1, 50, 300, 200, 10),
        Line("a", 1, 55, 70, 710, 10), Line("b", 1, 155, 170, 710, 10),
        *(line for line in between if line.page == 1),
        *(line for line in between if line.page > 1),
        Line("c", 2, 55, 70, 110, 10), Line("d", 2, 155, 170, 110, 10),
        Line("Below", 2, 50, 90, 800, 10),
    ]  # fmt: skip
    return sum(isinstance(block, TableBlock) for block in to_blocks(lines, grids))


def test_a_heading_at_the_top_of_a_page_keeps_two_tables_apart() -> None:
    assert halves_with(Line("Track in carpentry", 2, 50, 150, 70, 10, True)) == 2
    assert halves_with(Line("Track in carpentry", 2, 50, 150, 70, 14)) == 2


def test_a_running_head_stands_between_two_halves_of_one_table() -> None:
    assert halves_with(Line("Reg. no. 12", 2, 50, 150, 30, 8)) == 1
    assert halves_with(Line("Reg. no. 12", 2, 50, 150, 30, 8, True)) == 1
    bold = [Line(f"School of piers {page}", page, 50, 150, 30, 12, True) for page in (1, 2)]
    assert halves_with(*bold) == 1


def read(content: bytes) -> Document:
    data = write_pdf(content)
    return read_document(data, describe_source(data, "grid.pdf"), Settings())


# The frame of four cells, each stroke for itself; and words that stand close to the wall between them.
STROKES = b"\n".join(
    b"%d %d m %d %d l S" % place
    for place in (
        (50, 760, 300, 760), (50, 740, 300, 740), (50, 720, 300, 720),
        (50, 720, 50, 760), (107, 720, 107, 760), (300, 720, 300, 760),
    )
)  # fmt: skip
WORDS = pdf_text("Harbours of Norway", "Harbours on fire", left=60, top=746, pitch=20)


def test_a_run_ends_at_a_rule_and_goes_on_where_the_table_is_not_looked_at() -> None:
    document = read(STROKES + b"\n" + WORDS)
    [table] = [block for block in document.blocks if isinstance(block, TableBlock)]
    assert [" ".join(line.text for line in lines_of(cell.blocks)) for cell in table.cells] == [
        "Harbours", "of Norway", "Harbours", "on fire"
    ]  # fmt: skip
    assert [line.text for line in flat_runs(document)] == ["Harbours of Norway", "Harbours on fire"]


def test_a_whole_grid_in_one_path_and_cells_as_rectangles_are_tables_and_backgrounds_are_not() -> None:
    whole = STROKES.replace(b" S\n", b"\n")
    cells = b"\n".join(
        b"%d %d %d 20 re S" % place
        for place in ((50, 740, 57), (107, 740, 193), (50, 720, 57), (107, 720, 193))
    )
    filled = cells.replace(b"re S", b"re f")
    for drawing, tables in ((whole, 1), (cells, 1), (b"0.9 g\n" + filled + b"\n0 g", 0)):
        document = read(drawing + b"\n" + WORDS)
        assert sum(isinstance(block, TableBlock) for block in document.blocks) == tables


def test_a_page_without_rules_is_text() -> None:
    [block] = read(WORDS).blocks
    assert isinstance(block, TextBlock)


def test_pages_packed_with_rules_are_read_without_tables() -> None:
    across = [Rule(float(4 * number), 0, 500) for number in range(2000)]
    down = [Rule(float(4 * number), 0, 9000) for number in range(2000)]
    assert find_grids(across, down, page=1) == []
