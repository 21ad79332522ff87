from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest
from listed_course import listed

from curranalyser.datamodel import (
    BlockRule,
    CourseHeader,
    CourseRef,
    CourseStatus,
    EntryKind,
    LanguageOfInstruction,
    StructureBlock,
    Syllabus,
    SyllabusKind,
)
from curranalyser.i18n import translator
from curranalyser.report.curriculum import CARD_WIDTH, CARDS_A_COLUMN, CurriculumMap, draw_curriculum
from curranalyser.report.parts import structure_of, structure_rows
from curranalyser.report.view import AuditView, CourseRow, PartView
from curranalyser.report.words import shortened, text_width, wrapped

ALL, CHOOSE, FREE = BlockRule.ALL, BlockRule.CHOOSE, BlockRule.FREE


def whole(rows: Sequence[CourseRow]) -> PartView:
    return PartView(
        kind="all", name="", rule="", quote="", page=None, condition="", by_person=False, rows=tuple(rows)
    )


def test_each_term_is_a_column(view: AuditView) -> None:
    drawn = draw_curriculum(view.programmes[0].structure, 3)
    assert [text[-1] for _, text in drawn.headings] == ["1", "2", "3"]
    assert [x for x, _ in drawn.headings] == sorted({card.x for card in drawn.cards})
    some = [card.code.text for card in drawn.cards if card.status is CourseStatus.SOME]
    assert some == ["OMV102", "OMV204"]
    assert [card.code.text for card in drawn.cards if card.missing] == ["OMV301"]


def test_marks_say_the_same_with_and_without_colour(view: AuditView) -> None:
    cards = {card.code.text: card for card in draw_curriculum(view.programmes[0].structure, 3).cards}
    assert [(cell.state, cell.text) for cell in cards["OMV101"].cells] == [
        ("y", "INT 2"),
        ("r", "ICU ?"),
        ("y", "CMP 1"),
    ]
    assert [(cell.state, cell.text) for cell in cards["OMV103"].cells] == [
        ("n", "INT ·"),
        ("n", "ICU ·"),
        ("n", "CMP ·"),
    ]
    assert cards["OMV205"].cells == cards["OMV301"].cells == ()


def assert_apart_and_inside(drawn: CurriculumMap) -> None:
    for one, other in combinations(drawn.cards, 2):
        beside = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert beside or abs(one.y - other.y) >= drawn.card_height
    for card in drawn.cards:
        assert card.x >= 0
        assert card.x + card.width <= drawn.width
        assert card.y + drawn.card_height <= drawn.height
    for frame in drawn.frames:
        assert frame.x >= 0
        assert frame.x + frame.width <= drawn.width
        assert frame.y + frame.height <= drawn.height


def test_cards_do_not_overlap_and_stay_inside(view: AuditView) -> None:
    rows = view.programmes[0].rows[:1] * (2 * CARDS_A_COLUMN + 3) + view.programmes[0].rows[2:]
    for chosen in (rows, rows[:-4]):
        drawn = draw_curriculum(whole(chosen), 3)
        assert len(drawn.cards) == len(chosen)
        assert_apart_and_inside(drawn)


def test_more_perspectives_make_higher_cards(view: AuditView) -> None:
    row = view.programmes[0].rows[1]
    assert row.course
    many = replace(row, course=replace(row.course, counts=row.course.counts * 2))
    drawn = draw_curriculum(whole([many]), 6)
    assert drawn.card_height > draw_curriculum(whole([row]), 3).card_height
    assert all(cell.y + 18 <= drawn.cards[0].y + drawn.card_height for cell in drawn.cards[0].cells)


def test_no_courses_no_cards() -> None:
    assert draw_curriculum(whole([]), 3).cards == ()


def block(id_: str, rule: BlockRule | None, parent: str | None = None, **more: object) -> StructureBlock:
    return StructureBlock(id=id_, parent=parent, name=str(more.pop("name", id_)), rule=rule, **more)  # type: ignore[arg-type]


def row(ref: CourseRef) -> CourseRow:
    terms = ref.terms or (0,)
    return CourseRow(
        slot=f"Term {terms[0]}",
        slot_order=2 * terms[0],
        code=ref.code or "",
        title=ref.title,
        language="",
        credits=None,
        credits_text="",
        status=ref.status,
        status_label=str(ref.status),
        link="",
        link_label="",
        page=None,
        course=None,
        kind=ref.kind,
        places=tuple((2 * term, f"Term {term}") for term in terms),
    )


def structure(refs: Sequence[CourseRef], blocks: Sequence[StructureBlock]) -> PartView:
    syllabus = Syllabus(
        kind=SyllabusKind.PROGRAMME,
        header=CourseHeader(),
        sections=(),
        outcomes=(),
        instruction=LanguageOfInstruction(),
        course_refs=tuple(refs),
        language="en",
        blocks=tuple(blocks),
    )
    return structure_of(syllabus, [(ref, row(ref)) for ref in refs], translator("en"))


def entry(title: str, place: str | None = None, *terms: int, **more: object) -> CourseRef:
    ref = listed(None, title, Decimal(15), compulsory=place is None)
    return replace(ref, block=place, terms=terms, **more)  # type: ignore[arg-type]


BLOCKS = (
    block("autumn", ALL, axis="term"),
    block("pick", CHOOSE, "autumn", courses=(2, 2), name="Looms", evidence="Take two of these.", page=3),
    block("ways", CHOOSE, axis="track", courses=(1, 1), name=""),
    block("wool", ALL, "ways", axis="track", name="Wool"),
    block("silk", ALL, "ways", axis="track", name="Silk"),
    block("abroad", FREE, name="Free term"),
)
REFS = (
    entry("Knots", "autumn", 1, 2, status=CourseStatus.EVERYONE),
    entry("Dyes", None, 1, 3),
    *(entry(f"Loom {number}", "pick", 2) for number in range(4)),
    entry("Sheep", "wool", 3),
    entry("Worms", "silk", 3, 4),
    entry("Anything", "abroad", 4, kind=EntryKind.SLOT),
)


def test_parts_are_frames_with_their_rule() -> None:
    drawn = draw_curriculum(structure(REFS, BLOCKS), 3)
    assert [(frame.kind, frame.title) for frame in drawn.frames] == [
        ("choose", "Looms: choose 2 of 4"),
        ("choose", "Choose 1 of 2 tracks"),
        ("track", "Wool"),
        ("track", "Silk"),
        ("free", "Free term: chosen freely by the student"),
    ]
    assert_apart_and_inside(drawn)
    frames = {frame.title.split(":")[0]: frame for frame in drawn.frames}
    for title, name in (("Sheep", "Wool"), ("Worms", "Silk"), ("Loom 2", "Looms"), ("Anything", "Free term")):
        card, frame = next(card for card in drawn.cards if card.title == title), frames[name]
        assert frame.x < card.x < card.x + card.width < frame.x + frame.width
        assert frame.y < card.y < card.y + drawn.card_height < frame.y + frame.height


def test_a_course_spans_its_terms_or_is_drawn_in_each() -> None:
    drawn = draw_curriculum(structure(REFS, BLOCKS), 3)
    columns = {text: x for x, text in drawn.headings}
    [knots] = [card for card in drawn.cards if card.title == "Knots"]
    assert knots.x == columns["Term 1"]
    assert columns["Term 2"] < knots.x + knots.width < columns["Term 3"]
    dyes = [card for card in drawn.cards if card.title == "Dyes"]
    assert [(card.x, card.again) for card in dyes] == [
        (columns["Term 1"], False),
        (columns["Term 3"], True),
    ]


def test_the_table_holds_each_part_with_its_rule_and_each_course_once() -> None:
    rows = structure_rows(structure(REFS, BLOCKS))
    assert [item.path for item in rows] == [
        (),
        ("Looms",),
        ("choose 1 of 2 tracks",),
        ("choose 1 of 2 tracks", "Wool"),
        ("choose 1 of 2 tracks", "Silk"),
        ("Free term",),
    ]
    assert (rows[1].part.quote, rows[1].part.page) == ("Take two of these.", 3)
    titles = [row.title for item in rows for group in item.sets for row in group]
    assert sorted(titles) == sorted(ref.title for ref in REFS)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"courses": (1, 2)}, "choose 1–2 of 4"),
        ({"credits": (Decimal(15), Decimal(15))}, "choose 15 credits among 4"),
        ({"credits": (Decimal(1), Decimal(1))}, "choose 1 credit among 4"),
        ({"credits": (Decimal(1), Decimal("7.5"))}, "choose 1–7.5 credits among 4"),
        ({"courses": (2, 2), "credits": (Decimal(30), Decimal(30))}, "choose 2 of 4, 30 credits in all"),
        ({}, "choose among 4; how many could not be read"),
    ],
)
def test_rules_in_words(more: dict[str, object], words: str) -> None:
    found = structure([entry(str(number), "b") for number in range(4)], [block("b", CHOOSE, **more)])
    assert found.parts[0].rule == words


def test_blocks_in_a_circle_lose_no_course() -> None:
    found = structure([entry("A", "x"), entry("B", "y")], [block("x", CHOOSE, "y"), block("y", CHOOSE, "x")])
    assert len(draw_curriculum(found, 3).cards) == 2


def test_what_is_not_said_is_drawn_as_such() -> None:
    ref = replace(listed(None, "Knots"), block="b")
    found = structure([ref], [block("b", None, name="Second year")])
    assert (found.parts[0].kind, found.parts[0].rule) == (
        "unsaid",
        "how much of it is taken could not be read",
    )
    assert draw_curriculum(found, 3).cards[0].status is CourseStatus.NOT_SAID


def test_labels_of_parts_which_are_bold_stay_within_their_room(view: AuditView) -> None:
    """Bold letters of DejaVu Sans are up to 1.17 times as wide: such a label went on beside the map."""
    label = "Inriktning konsthantverk II"
    part = PartView(
        kind="track",
        name=label,
        rule="",
        quote="",
        page=None,
        condition="",
        by_person=False,
        rows=view.programmes[0].rows[:1],
    )
    drawn = draw_curriculum(replace(whole(()), parts=(part,)), 3)
    (frame,) = drawn.frames
    assert CARD_WIDTH < 1.17 * text_width(label, 11) < 1.17 * CARD_WIDTH
    assert " ".join(line.text for line in frame.lines) == label and len(frame.lines) == 2
    assert not frame.cut and all(1.17 * text_width(line.text, 11) <= CARD_WIDTH for line in frame.lines)


def test_titles_are_cut_after_words() -> None:
    title = "Weaving with many threads of different colours in old and new looms"
    lines = wrapped(title, 148, 11, 2)
    assert len(lines) == 2
    assert lines[-1].endswith(" …")
    assert title.startswith(" ".join(lines).removesuffix(" …") + " ")
    assert all(text_width(line, 11) <= 148 for line in lines)
    assert wrapped("Knots", 148, 11, 2) == ("Knots",)
    long_word = "Vävstolskonstruktionsmetodik"
    assert wrapped(long_word, 100, 11, 2) == (long_word,)
    assert "".join(wrapped("x" * 80, 100, 11, 9)) == "x" * 80
    assert shortened(title, 20) == "Weaving with many …"
    assert shortened("x" * 30, 20) == "x" * 20 + " …"
    assert shortened("Knots", 5) == "Knots"
