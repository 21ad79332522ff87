"""What everyone meets, and what a choice adds: each counted by hand, and against trying all choices."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from draws import draws
from hypothesis import given, settings
from hypothesis import strategies as st
from test_build_audit import NO, PERSPECTIVES, PROVENANCE, YES, course, programme, read

from curranalyser.aggregate import build_audit
from curranalyser.aggregate.choice import ChoiceItem, ChoicePart, Node, choice_items, count_choices
from curranalyser.aggregate.exposure import guaranteed_exposure
from curranalyser.datamodel import (
    AggregateRules,
    BlockRule,
    CourseProfile,
    CourseRef,
    CourseStatus,
    DocumentResult,
    EntryKind,
    Exposure,
    ExposureGap,
    StatusBasis,
    StructureBlock,
)

EVERYONE, SOME, NOT_SAID = CourseStatus.EVERYONE, CourseStatus.SOME, CourseStatus.NOT_SAID
ALL, CHOOSE, FREE = BlockRule.ALL, BlockRule.CHOOSE, BlockRule.FREE


def entry(
    code: str,
    status: CourseStatus = SOME,
    block: str | None = None,
    credits_: str | None = "7.5",
    basis: StatusBasis | None = "said",
) -> CourseRef:
    return CourseRef(
        code,
        f"Kurs {code}",
        Decimal(credits_) if credits_ else None,
        status=status,
        basis=None if status is NOT_SAID else basis,
        block=block,
    )


def block(
    name: str,
    rule: BlockRule | None,
    parent: str | None = None,
    courses: int | None = None,
    credits_: str | None = None,
    track: bool = False,
) -> StructureBlock:
    amount = Decimal(credits_) if credits_ else None
    return StructureBlock(
        name,
        parent,
        name,
        rule=rule,
        courses=None if courses is None else (courses, courses),
        credits=None if amount is None else (amount, amount),
        axis="track" if track else None,
    )


def exposure(
    refs: Sequence[CourseRef],
    carrying: str,
    blocks: Sequence[StructureBlock] = (),
    without: str = "",
) -> Exposure:
    """Compute for the first perspective.

    The courses whose codes are letters of `carrying` carry it; those of `without` have no syllabus.
    """
    codes = dict.fromkeys(str(ref.code) for ref in refs if ref.kind is EntryKind.COURSE)
    files = [
        read(f"{code}.pdf", course(code, (YES if code in carrying else NO, NO)))
        for code in codes
        if code not in without
    ]
    profiles: dict[str, CourseProfile] = {
        profile.key: profile for profile in build_audit(files, PERSPECTIVES, PROVENANCE).courses
    }
    return guaranteed_exposure(
        [(ref, profiles.get(str(ref.code)), ref.credits) for ref in refs], blocks, PERSPECTIVES
    )[0]


def test_what_everyone_takes_is_counted_with_how_many_have_a_syllabus() -> None:
    refs = [
        entry(code, EVERYONE, basis=basis) for code, basis in (("A", "said"), ("B", "sum"), ("C", "person"))
    ]
    found = exposure(refs, "AC", without="C")
    assert (found.everyone, found.with_syllabus, found.carrying) == (3, 2, ("A",))
    assert (found.least, found.best, found.basis, found.gaps) == (1, 1, "sum", ())


def test_where_no_course_has_outcomes_here_nothing_is_known() -> None:
    refs = [entry("A", EVERYONE), *(entry(code, block="g") for code in "BC")]
    blocks = [block("g", CHOOSE, courses=1)]
    none = exposure(refs, "", blocks, without="ABC")
    assert (none.everyone, none.with_syllabus, none.carrying) == (1, 0, ())
    assert (none.least, none.best, none.best_courses) == (None, None, ())
    one = exposure(refs, "", blocks, without="AC")
    assert (one.least, one.best, one.choices_without_syllabus) == (0, 0, 1)


def test_a_choice_of_two_from_four_is_exact() -> None:
    refs = [entry("A", EVERYONE), *(entry(code, block="g") for code in "BCDE")]
    blocks = [block("g", CHOOSE, courses=2)]
    found = exposure(refs, "ABCD", blocks)
    # Two of four, three of which carry it: one of these at least.
    assert (found.least, found.best, found.best_courses) == (2, 3, ("B", "C"))
    assert exposure(refs, "B", blocks).least == 0
    assert exposure(refs, "B", blocks).best == 1


def test_a_choice_by_credits_is_exact_in_half_credits() -> None:
    sizes = {"B": "7.5", "C": "7.5", "D": "4.5", "E": "3", "F": "15"}
    refs = [entry(code, block="g", credits_=size) for code, size in sizes.items()]
    blocks = [block("g", CHOOSE, credits_="15")]
    # F · B and C · B, D and E · C, D and E
    assert (exposure(refs, "BCF", blocks).least, exposure(refs, "BDE", blocks).best) == (1, 3)
    assert exposure(refs, "BDE", blocks).least == 0


def test_of_tracks_the_least_and_the_best_are_whole_ways() -> None:
    blocks = [
        block("tracks", CHOOSE, courses=1),
        block("Vatten", ALL, "tracks", track=True),
        block("Luft", ALL, "tracks", track=True),
        block("val", CHOOSE, "Luft", courses=1),
    ]
    refs = [
        entry("A", EVERYONE),
        entry("B", block="Vatten"),
        entry("C", block="Vatten"),
        entry("D", block="Luft"),
        entry("E", block="val"),
        entry("F", block="val"),
    ]
    found = exposure(refs, "ABCE", blocks)
    assert (found.least, found.least_tracks, found.best, found.best_tracks, found.best_courses) == (
        1,
        ("Luft",),
        3,
        ("Vatten",),
        ("B", "C"),
    )
    # What both tracks hold is met by everyone, though each of the two courses is taken by some.
    assert exposure(refs, "BD", blocks).least == 1


def test_a_course_of_both_tracks_is_met_whatever_is_chosen() -> None:
    blocks = [
        block("t", CHOOSE, courses=1),
        block("x", ALL, "t", track=True),
        block("y", ALL, "t", track=True),
    ]
    found = exposure([entry("A", block="x"), entry("A", block="y"), entry("B", block="y")], "AB", blocks)
    assert (found.everyone, found.least, found.best, found.best_courses) == (0, 1, 2, ("A", "B"))


def test_a_course_that_can_be_chosen_in_two_places_counts_once() -> None:
    blocks = [block("g", CHOOSE, courses=1), block("h", CHOOSE, courses=1)]
    refs = [entry("A", block="g"), entry("B", block="g"), entry("A", block="h"), entry("C", block="h")]
    assert exposure(refs, "A", blocks).best == 1
    assert exposure([entry("A", EVERYONE), entry("A", EVERYONE)], "A").carrying == ("A",)


def test_free_parts_add_nothing_to_the_least_and_are_named() -> None:
    slot = CourseRef(None, "Valfri kurs", Decimal(30), kind=EntryKind.SLOT)
    blocks = [block("Utbyte", FREE, credits_="30"), block("Fritt", FREE, courses=1)]
    refs = [entry("A", EVERYONE), entry("B", block="Fritt"), entry("C", block="Fritt"), slot]
    found = exposure(refs, "ABC", blocks)
    assert (found.least, found.best, set(found.free)) == (1, 2, {"Valfri kurs", "Utbyte", "Fritt"})


def test_a_slot_takes_its_credits_of_a_choice() -> None:
    blocks = [block("g", CHOOSE, credits_="15")]
    slot = CourseRef(
        None, "Fritt val", Decimal(15), kind=EntryKind.SLOT, block="g", least_credits=Decimal("7.5")
    )
    refs = [entry("A", block="g"), entry("B", block="g"), slot]
    found = exposure(refs, "AB", blocks)
    assert (found.least, found.best) == (0, 2)


def test_a_default_course_may_be_replaced() -> None:
    found = exposure([replace(entry("A"), replaceable=True)], "A")
    assert (found.least, found.best, found.gaps) == (0, 1, ())


def test_where_the_number_is_not_said_the_least_is_certain_and_the_best_is_not_said() -> None:
    refs = [entry("A", EVERYONE), entry("B", block="g"), entry("C", block="g")]
    found = exposure(refs, "AB", [block("g", CHOOSE)])
    assert (found.least, found.best, found.best_courses) == (1, None, ())
    assert found.gaps == (ExposureGap("number to choose not said", "g", ("Kurs B", "Kurs C")),)
    # It matters only where one of them carries the perspective.
    assert exposure(refs, "A", [block("g", CHOOSE)]).best == 1


def test_an_elective_without_a_group_needs_a_number() -> None:
    blocks = [block("t", CHOOSE, courses=1), block("x", ALL, "t", track=True)]
    found = exposure([replace(entry("A", block="x"), mark="elective"), entry("B")], "AB", blocks)
    assert (found.least, found.best) == (0, None)
    assert [(gap.kind, gap.part, gap.courses) for gap in found.gaps] == [
        ("number to choose not said", "x", ("Kurs A",)),
        ("number to choose not said", "", ("Kurs B",)),
    ]


@pytest.mark.parametrize(
    ("credits_", "asked", "kind", "named"),
    [(None, "15", "credits not said", ("Kurs A",)), ("7.5", "20", "does not add up", ("Kurs A", "Kurs B"))],
)
def test_credits_that_are_not_said_or_do_not_add_up_are_a_gap(
    credits_: str | None, asked: str, kind: str, named: tuple[str, ...]
) -> None:
    refs = [entry("A", block="g", credits_=credits_), entry("B", block="g")]
    found = exposure(refs, "AB", [block("g", CHOOSE, credits_=asked)])
    assert (found.least, found.best) == (0, None)
    assert [(gap.kind, gap.courses) for gap in found.gaps] == [(kind, named)]


def test_where_it_is_not_said_who_takes_a_course_exposure_is_not_said() -> None:
    found = exposure([entry("A", EVERYONE), entry("B", NOT_SAID)], "AB")
    assert (found.carrying, found.least, found.best, found.not_said) == (("A",), None, None, ("Kurs B",))
    assert found.gaps == (ExposureGap("status not said", "", ("Kurs B",)),)
    [nothing, _] = guaranteed_exposure([], [], PERSPECTIVES)
    assert (nothing.everyone, nothing.least, nothing.basis) == (0, None, None)
    assert nothing.gaps == (ExposureGap("status not said", ""),)


def test_containers_are_no_courses() -> None:
    container = replace(entry("A", EVERYONE), kind=EntryKind.CONTAINER)
    assert exposure([container, entry("B", EVERYONE)], "B").everyone == 1


def test_electives_without_a_syllabus_are_counted() -> None:
    refs = [entry("A", block="g"), entry("B", block="g")]
    assert exposure(refs, "A", [block("g", CHOOSE, courses=1)], without="B").choices_without_syllabus == 1


def test_a_programme_lists_its_exposure_through_its_blocks() -> None:
    own = programme("P", entry("A", EVERYONE), entry("B", block="g"), entry("C", block="g"))
    own = replace(own, syllabus=replace(own.syllabus, blocks=(block("g", CHOOSE, courses=1),)))
    files = [read(f"{code}.pdf", course(code, (YES, NO))) for code in "ABC"]
    [profile] = build_audit([read("p.pdf", own), *files], PERSPECTIVES, PROVENANCE).programmes
    assert (profile.exposure[0].least, profile.exposure[0].best) == (2, 2)


def test_blocks_in_a_circle_and_blocks_without_end_are_survived() -> None:
    circle = [block("a", CHOOSE, "b", courses=1), block("b", CHOOSE, "a", courses=1)]
    assert exposure([entry("A", block="a")], "A", circle).best is None
    deep = [block(f"b{depth}", ALL, f"b{depth - 1}" if depth else None) for depth in range(300)]
    assert exposure([entry("A", block="b299")], "A", deep).best is None


@pytest.mark.slow
def test_what_is_too_large_is_said() -> None:
    items = tuple(ChoiceItem(str(size), f"k{size}", (size, size)) for size in range(1001, 1400))
    part = ChoicePart(
        "g", ALL, children=(ChoicePart("g", CHOOSE, (20, 40), (20_000, 60_000), children=items),)
    )
    found = count_choices(part, lambda key: key.endswith("1"))
    assert (found.least, found.best) == (0, None)
    assert [gap.kind for gap in found.gaps] == ["too large"]


# Where a programme and the syllabi of its courses do not agree


def notes_of(
    refs: Sequence[CourseRef], *files: DocumentResult, as_of: str | None = None
) -> list[tuple[str, str, str, str]]:
    results = [read("p.pdf", programme("P", *refs)), *files]
    rules = AggregateRules(as_of=as_of)
    [profile] = build_audit(results, PERSPECTIVES, PROVENANCE, rules).programmes
    return [(note.kind, note.title, note.listed, note.found) for note in profile.notes]


def test_credits_that_differ_and_credits_that_cannot_be_are_said() -> None:
    refs = [entry("A", credits_="15"), entry("B", credits_="1"), entry("C"), entry("D", credits_=None)]
    files = [read(f"{code}.pdf", course(code, (YES, NO))) for code in "ABCD"]
    assert notes_of(refs, *files) == [
        ("credits differ", "Kurs A", "15", "7.5"),
        ("credits cannot be", "Kurs B", "1", "7.5"),
    ]
    results = [read("p.pdf", programme("P", *refs)), *files]
    [profile] = build_audit(results, PERSPECTIVES, PROVENANCE).programmes
    # As listed where that can be, otherwise as in the course's own syllabus.
    assert profile.shares[0].credits.denominator == Decimal("37.5")


def test_a_course_in_parts_agrees_and_is_in_the_group_of_each_term() -> None:
    refs = [replace(entry("A", EVERYONE), terms=(term,)) for term in (1, 2)]
    one = read("a.pdf", course("A", (YES, NO), credits="15"))
    assert notes_of(refs, one) == []
    tracks = [replace(entry("A", block=name), terms=(1,)) for name in "xy"]
    assert notes_of(tracks, one) == [("credits differ", "Kurs A", "7.5", "15")]
    long = replace(entry("B", EVERYONE, credits_="15"), terms=(2, 3))
    results = [read("p.pdf", programme("P", *refs, long)), one, read("b.pdf", course("B", (NO, NO)))]
    [profile] = build_audit(results, PERSPECTIVES, PROVENANCE).programmes
    assert [(group.value, group.course_keys) for group in profile.groups] == [
        ("1", ("A",)),
        ("2", ("A", "B")),
        ("3", ("B",)),
    ]
    assert profile.shares[0].credits.denominator == 30


def test_a_course_of_equal_title_and_another_code_is_said_and_not_linked() -> None:
    other = read("x.pdf", course("X1", (YES, NO), title="Kurs A"))
    assert notes_of([entry("A")], other) == [("equal title", "Kurs A", "A", "X1")]
    nameless = replace(entry("A", credits_="30"), code=None)
    assert notes_of([nameless], other) == [("equal title", "Kurs A", "", "X1")]
    # Of a title that many courses bear, nothing is said.
    many = [read(f"{code}.pdf", course(code, (YES, NO), title="Kurs A")) for code in ("X1", "X2", "X3", "X4")]
    assert notes_of([entry("A")], *many) == []


def test_a_syllabus_valid_later_than_the_date_is_said() -> None:
    later = read("a.pdf", course("A", (YES, NO), valid_from="2031-01-01"))
    assert notes_of([entry("A")], later, as_of="2026-01-01") == [("valid later", "Kurs A", "", "2031-01-01")]
    assert notes_of([entry("A")], later) == []


def test_shares_are_by_who_takes_a_course() -> None:
    refs = [entry("A", EVERYONE), entry("B", block="g"), entry("C", NOT_SAID), entry("C", EVERYONE)]
    files = [read(f"{code}.pdf", course(code, (YES, NO))) for code in "ABC"]
    own = programme("P", *refs, entry("D", NOT_SAID))
    files.append(read("d.pdf", course("D", (NO, NO), (NO, NO))))
    [profile] = build_audit([read("p.pdf", own), *files], PERSPECTIVES, PROVENANCE).programmes
    by_status = profile.compulsory_shares, profile.elective_shares, profile.unsaid_shares
    counted = [shares[0].outcomes.denominator for shares in (profile.shares, *by_status)]
    assert counted == [5, 2, 1, 2]


# Against trying all choices


CREDITS = st.sampled_from([450, 500, 750, 750, 1000])


@st.composite
def items(draw: st.DrawFn, names: Iterator[int]) -> ChoiceItem:
    size = draw(CREDITS)
    more = draw(st.sampled_from([0, 0, 0, 100]))
    name = f"k{next(names)}"
    return ChoiceItem(name, name, (size, size + more), draw(st.sampled_from([True, True, True, False])))


@st.composite
def parts(draw: st.DrawFn, names: Iterator[int], depth: int = 2) -> ChoicePart:
    children: list[Node] = []
    for _ in range(draw(st.integers(1, 4 if depth < 2 else 3))):
        if depth and draw(st.integers(0, 2)) == 0:
            children.append(draw(parts(names, depth - 1)))
        else:
            children.append(draw(items(names)))
    rule = draw(st.sampled_from([ALL, CHOOSE, CHOOSE, FREE]))
    courses: tuple[int, int] | None = None
    credits_: tuple[int, int] | None = None
    if rule is not ALL:
        by = draw(st.sampled_from(["courses", "courses", "credits", "credits", "both"]))
        if by != "credits":
            low = draw(st.integers(0, 2))
            courses = (low, low + draw(st.integers(0, 1)))
        if by != "courses":
            least = draw(st.sampled_from([750, 1000, 1500]))
            credits_ = (least, least + draw(st.sampled_from([0, 500, 750])))
    return ChoicePart(f"p{next(names)}", rule, courses, credits_, "", tuple(children))


def every_choice(node: Node) -> list[tuple[frozenset[str], int]]:
    """Return all choices in a node, written out: what is met, and its credits."""
    if isinstance(node, ChoiceItem):
        assert node.credits is not None
        sizes = {*range(node.credits[0], node.credits[1], 50), node.credits[1]}
        met = [frozenset([node.key])] if node.certain else [frozenset([node.key]), frozenset()]
        return [(keys, size) for keys in met for size in sizes]
    if node.rule is ALL:
        return [joined(choice) for choice in product(*map(every_choice, node.children))]
    found = []
    for mask in range(2 ** len(node.children)):
        taken = [child for place, child in enumerate(node.children) if mask >> place & 1]
        low, high = node.courses or (0, len(node.children))
        least, most = node.credits or (0, 10**6)
        if node.rule is FREE:
            low, least = 0, 0
        for choice in product(*map(every_choice, taken)):
            keys, size = joined(choice)
            if low <= len(taken) <= high and least <= size <= most:
                found.append((keys, size))
    if node.rule is FREE:
        # It is filled to its credits with what is not listed.
        return [(keys, size) for keys, _ in found for size in (node.credits or (0,))]
    return found


def adds_up(node: Node) -> bool:
    return isinstance(node, ChoiceItem) or (bool(every_choice(node)) and all(map(adds_up, node.children)))


def joined(choice: Sequence[tuple[frozenset[str], int]]) -> tuple[frozenset[str], int]:
    return frozenset().union(*(keys for keys, _ in choice)), sum(size for _, size in choice)


@st.composite
def structures(draw: st.DrawFn) -> tuple[ChoicePart, frozenset[str]]:
    names = iter(range(1000))
    root = ChoicePart("", ALL, children=tuple(draw(parts(names)) for _ in range(draw(st.integers(1, 2)))))
    keys = sorted(item.key for item in choice_items(root))
    return root, frozenset(key for key in keys if draw(st.booleans()))


@settings(max_examples=draws(300), deadline=None)
@given(structures())
def test_the_fewest_and_the_most_are_what_trying_all_choices_gives(
    structure: tuple[ChoicePart, frozenset[str]],
) -> None:
    root, carrying = structure
    found = count_choices(root, carrying.__contains__)
    counts = [len(keys & carrying) for keys, _ in every_choice(root)]
    if not adds_up(root):
        # Such a part is taken as met by nobody: never more at the least than there is.
        assert not counts or found.least <= min(counts)
    elif found.best is None:
        # A free part may be filled by a number of courses where credits are counted.
        assert {gap.kind for gap in found.gaps} == {"credits not said"}
        assert found.least <= min(counts)
    else:
        assert (found.least, found.best) == (min(counts), max(counts))
        assert len(found.best_keys) == found.best
        assert set(found.best_keys) <= carrying
