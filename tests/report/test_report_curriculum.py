from dataclasses import replace
from itertools import pairwise

from curranalyser.report.curriculum import CARDS_A_COLUMN, draw_curriculum
from curranalyser.report.view import AuditView


def test_each_term_is_a_column(view: AuditView) -> None:
    drawn = draw_curriculum(view.programmes[0].rows, 3)
    assert [text[-1] for _, text in drawn.headings] == ["1", "2", "3"]
    assert [x for x, _ in drawn.headings] == sorted({card.x for card in drawn.cards})
    assert [card.elective for card in drawn.cards] == [False, False, True, True, False, False]
    assert [card.missing for card in drawn.cards] == [False] * 5 + [True]


def test_marks_say_the_same_with_and_without_colour(view: AuditView) -> None:
    cards = {card.code: card for card in draw_curriculum(view.programmes[0].rows, 3).cards}
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


def test_cards_do_not_overlap_and_stay_inside(view: AuditView) -> None:
    rows = view.programmes[0].rows[:1] * (2 * CARDS_A_COLUMN + 3) + view.programmes[0].rows[2:]
    for chosen in (rows, rows[:-4]):
        drawn = draw_curriculum(chosen, 3)
        places = {(card.x, card.y) for card in drawn.cards}
        assert len(places) == len(chosen)
        assert max(x for x, _ in places) + 156 <= drawn.width
        assert max(y for _, y in places) + drawn.card_height <= drawn.height
        columns = sorted({x for x, _ in places})
        assert all(after - before >= 156 for before, after in pairwise(columns))


def test_more_perspectives_make_higher_cards(view: AuditView) -> None:
    row = view.programmes[0].rows[1]
    assert row.course
    many = replace(row, course=replace(row.course, counts=row.course.counts * 2))
    drawn = draw_curriculum([many], 6)
    assert drawn.card_height > draw_curriculum([row], 3).card_height
    assert all(cell.y + 18 <= drawn.cards[0].y + drawn.card_height for cell in drawn.cards[0].cells)


def test_no_courses_no_cards() -> None:
    assert draw_curriculum([], 3).cards == ()
