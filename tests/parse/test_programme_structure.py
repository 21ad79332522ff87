"""Items written by hand → structure: blocks, groups, tracks and the status of every course with its basis."""

from decimal import Decimal

import pytest
from draws import draws
from hypothesis import given, settings
from hypothesis import strategies as st

from curranalyser.datamodel import BlockRule, CourseStatus, EntryKind
from curranalyser.languages import Frame, languages
from curranalyser.parse.programme.frames import read_frames
from curranalyser.parse.programme.items import Entry, Heading, Item, Sentence
from curranalyser.parse.programme.size import programme_size
from curranalyser.parse.programme.structure import Structure, read_structure
from curranalyser.parse.programme.study_places import heading_place, places_in

FRAMES = [(language.code, frame) for language in languages() for frame in language.rules.frames]


@pytest.mark.parametrize(("code", "frame"), FRAMES, ids=[f"{c}: {f.example[:40]}" for c, f in FRAMES])
def test_every_frame_reads_its_example(code: str, frame: Frame) -> None:
    assert [found for found in read_frames(frame.example, frame.reads) if found.frame == frame]


def course(title: str, credits_: str | None = "15", **more: object) -> Entry:
    amount = Decimal(credits_) if credits_ else None
    return Entry(title, f"{title}, {credits_} hp", credits=amount, **more)  # type: ignore[arg-type]


def read(*items: Item, size: str | None = None, prose: tuple[str, ...] = ()) -> Structure:
    told = [Sentence(text) for text in prose]
    return read_structure(items, told, Decimal(size) if size else None)


def statuses(structure: Structure) -> dict[str, tuple[str, str | None]]:
    return {ref.title: (ref.status.value, ref.basis) for ref in structure.course_refs}


def test_all_compulsory_holds_though_a_term_follows() -> None:
    found = read(
        Sentence("Samtliga kurser är obligatoriska."), Heading("Termin 1"), course("Rumsljud"), course("Ton")
    )
    assert statuses(found) == {"Rumsljud": ("everyone", "said"), "Ton": ("everyone", "said")}
    assert found.course_refs[0].reason == "Samtliga kurser är obligatoriska."
    assert found.course_refs[0].terms == (1,)


def test_all_but_one_are_compulsory() -> None:
    found = read(
        Sentence("All modules except Field Studies are compulsory."), course("Field Studies"), course("Soil")
    )
    assert statuses(found) == {"Field Studies": ("some", "said"), "Soil": ("everyone", "said")}


def test_an_exception_that_is_not_found_leaves_all_open() -> None:
    found = read(Sentence("Alla kurser utom två är obligatoriska."), course("Rumsljud"), course("Ton"))
    assert {status for status, _ in statuses(found).values()} == {"not said"}


def test_heading_of_compulsory_courses_holds_over_years() -> None:
    found = read(
        Heading("Compulsory modules", level=1),
        Heading("Year 1", level=2),
        course("Soil"),
        Heading("Year 2", level=2),
        course("Water"),
    )
    assert statuses(found) == {"Soil": ("everyone", "said"), "Water": ("everyone", "said")}
    assert [ref.years for ref in found.course_refs] == [(1,), (2,)]


def test_elective_heading_with_credits_is_a_choice_and_ends_at_the_next() -> None:
    found = read(
        Heading("Obligatoriska kurser (30 hp)"),
        course("Rumsljud", "30"),
        Heading("Valbar fördjupningskurs (15 hp)", credits=Decimal(15)),
        course("Ton"),
        course("Klang"),
        Heading("Avslutning (15 hp)", credits=Decimal(15)),
        course("Uppsats"),
        size="60",
    )
    assert statuses(found)["Ton"] == statuses(found)["Klang"] == ("some", "said")
    assert statuses(found)["Uppsats"][0] == "everyone"
    assert [(group.courses, group.credits) for group in found.groups] == [(1, Decimal(15))]


def test_choose_four_of_six() -> None:
    six = [course(name, "10") for name in ("Ale", "Bark", "Clay", "Dune", "Elm", "Fern")]
    found = read(Heading("Year 2"), Heading("Optional modules: choose FOUR of the following", level=1), *six)
    assert [(group.courses, group.credits) for group in found.groups] == [(4, Decimal(40))]
    assert {ref.group for ref in found.course_refs} == {found.groups[0].id}


@pytest.mark.parametrize(
    "text", ["Minst 30 hp valbara kurser läses:", "At least 30 credits of elective courses are taken:"]
)
def test_credits_of_electives_are_no_number_of_courses(text: str) -> None:
    found = read(Heading("År 3"), Sentence(text), course("Ton"), course("Klang"), course("Form"))
    assert [(group.courses, group.credits) for group in found.groups] == [(2, Decimal(30))]


def test_entries_joined_by_or_are_a_choice_of_one() -> None:
    found = read(Heading("Termin 2"), course("Projekt"), course("Uppsats", alternative=True))
    assert {status for status, _ in statuses(found).values()} == {"some"}
    assert [(group.courses, group.credits) for group in found.groups] == [(1, Decimal(15))]


def test_a_slot_does_not_make_what_follows_elective() -> None:
    found = read(
        Heading("Termin 1"),
        course("Valfri kurs", kind=EntryKind.SLOT),
        course("Ton"),
    )
    assert statuses(found)["Ton"] == ("everyone", "sum")
    assert statuses(found)["Valfri kurs"] == ("some", "said")


def test_count_against_entries() -> None:
    counted = ("The programme consists of two courses and a degree project.",)
    found = read(course("Soil"), course("Water"), course("Thesis"), prose=counted)
    assert {basis for _, basis in statuses(found).values()} == {"counted"}
    fewer = read(course("Soil"), course("Water"), prose=("Programmet består av sju obligatoriska kurser.",))
    assert {status for status, _ in statuses(fewer).values()} == {"not said"}


def test_tracks_are_a_choice_and_a_lone_one_is_none() -> None:
    found = read(
        Heading("År 2"),
        course("Ton", "30"),
        Heading("Inriktning orgel", level=1),
        course("Pipor", "30"),
        Heading("Inriktning piano", level=1),
        course("Strängar", "30"),
    )
    assert [track.name for track in found.tracks] == ["Inriktning orgel", "Inriktning piano"]
    assert statuses(found)["Ton"] == ("everyone", "sum")
    assert statuses(found)["Pipor"] == ("some", "said")
    alone = read(Sentence("Alla kurser är obligatoriska."), Heading("Inriktning orgel"), course("Pipor"))
    assert alone.tracks == ()
    assert statuses(alone)["Pipor"] == ("everyone", "said")


def test_asterisk_is_explained_and_an_unexplained_one_silences() -> None:
    told = read(course("Ton", signs=("*",)), course("Klang"), prose=("Kurser markerade med * är valbara.",))
    assert statuses(told) == {"Ton": ("some", "said"), "Klang": ("everyone", "contrast")}
    silent = read(Heading("Termin 1"), course("Ton", signs=("*",)), course("Klang"))
    assert {status for status, _ in statuses(silent).values()} == {"not said"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Den fjärde terminen erbjuder möjlighet till utlandsstudier.",
        "Kurserna kan bytas ut mot motsvarande kurser.",
        "Students choose one of three tracks.",
        "Programmet består av obligatoriska kurser samt ett antal valbara kurser.",
    ],
)
def test_sum_is_silent_where_a_sign_is_unexplained(sentence: str) -> None:
    items = (Heading("Term 1"), course("Soil"), course("Water"))
    assert {status for status, _ in statuses(read(*items)).values()} == {"everyone"}
    assert {status for status, _ in statuses(read(*items, prose=(sentence,))).values()} == {"not said"}


def test_default_course_may_be_replaced() -> None:
    found = read(
        Entry("Ton", "Ton, 15 hp (kan ersättas av valbar kurs)", credits=Decimal(15)), course("Klang")
    )
    assert found.course_refs[0].replaceable
    assert statuses(found)["Ton"] == ("some", "said")


def test_places() -> None:
    assert heading_place("Åk1").years == (1,)
    assert heading_place("År 2, termin 1").terms == (3,)
    assert heading_place("Second year").years == (2,)
    assert not heading_place("Inriktning årskurs 4–6")
    assert places_in("Termin fem läses i Falun").terms == (5,)


@pytest.mark.parametrize(
    ("head", "prose", "size", "basis"),
    [
        ("Masterprogram i ljud, 120 hp", "", 120, "read"),
        ("Ljudprogrammet", "Utbildningen omfattar tre år och 180 högskolepoäng.", 180, "read"),
        ("Kandidatprogram i ljud", "", 180, "degree title"),
        ("Ljud", "", None, None),
    ],
)
def test_size(head: str, prose: str, size: int | None, basis: str | None) -> None:
    assert programme_size([head], [Sentence(prose)], [head]) == (size, basis)


_TITLES = st.sampled_from(["Ton", "Klang", "Form", "Ljus", "Rum", "Färg"])
_CREDITS = st.sampled_from(["5", "7.5", "15", "30", None])
_ENTRIES = st.builds(
    lambda title, credits_, kind, alternative: course(title, credits_, kind=kind, alternative=alternative),
    _TITLES,
    _CREDITS,
    st.sampled_from([EntryKind.COURSE, EntryKind.COURSE, EntryKind.SLOT]),
    st.booleans(),
)
_HEADINGS = st.builds(
    Heading,
    st.sampled_from(
        [
            "Termin 1",
            "År 2",
            "Valbara kurser",
            "Obligatoriska kurser",
            "Inriktning orgel",
            "Inriktning piano",
            "Antagna 2023",
            "Antagna 2024",
        ]
    ),
    level=st.integers(0, 2),
)
_SENTENCES = st.builds(Sentence, st.sampled_from(["Alla kurser är obligatoriska.", "Välj två av följande:"]))
_ITEMS = st.lists(st.one_of(_ENTRIES, _HEADINGS, _SENTENCES), max_size=14)


@settings(max_examples=draws(200), deadline=None)
@given(_ITEMS)
def test_everyone_never_stands_in_a_choice_and_ids_exist(items: list[Item]) -> None:
    found = read_structure(items, (), None)
    blocks = {block.id: block for block in found.blocks}
    groups = {group.id for group in found.groups}
    tracks = {track.id for track in found.tracks}
    assert groups <= set(blocks)
    assert tracks <= set(blocks)
    for ref in found.course_refs:
        assert ref.group is None or ref.group in groups
        assert ref.track is None or ref.track in tracks
        assert (ref.basis is None) == (ref.status is CourseStatus.NOT_SAID)
        at = ref.block
        while at is not None and ref.status is CourseStatus.EVERYONE:
            assert blocks[at].rule not in (BlockRule.CHOOSE, BlockRule.FREE)
            at = blocks[at].parent


@settings(max_examples=draws(100), deadline=None)
@given(st.lists(_ENTRIES, min_size=1, max_size=6))
def test_sum_never_speaks_beside_a_slot_of_unknown_credits(entries: list[Entry]) -> None:
    slot = course("Valfri kurs", None, kind=EntryKind.SLOT)
    found = read_structure([Heading("Termin 1"), *entries, slot], (), None)
    assert "sum" not in {ref.basis for ref in found.course_refs}


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("Courses marked as elective in semester 3 are chosen so that the semester comes to 30 credits.", 3),
        ("Valbara kurser i termin 3 väljs så att terminen omfattar 30 hp.", 3),
    ],
)
def test_credits_of_a_whole_term_leave_the_rest_to_the_choice(sentence: str, unit: int) -> None:
    found = read(
        Sentence(sentence),
        Heading(f"Termin {unit}"),
        course("Garn", "7.5", mark="compulsory"),
        course("Band", "7.5", mark="elective"),
        course("Trissa", "15", mark="elective"),
        course("Knut", "22.5", mark="elective"),
    )
    [group] = found.groups
    assert (group.courses, group.credits) == (None, Decimal("22.5"))
    assert [ref.title for ref in found.course_refs if ref.group] == ["Band", "Trissa", "Knut"]


def test_credits_of_a_whole_term_say_nothing_where_others_are_not_known() -> None:
    found = read(
        Sentence("Valbara kurser i termin 3 väljs så att terminen omfattar 30 hp."),
        Heading("Termin 3"),
        course("Garn", None, mark="compulsory"),
        course("Band", "15", mark="elective"),
        course("Trissa", "30", mark="elective"),
    )
    assert [(group.courses, group.credits) for group in found.groups] == [(None, None)]
    assert {ref.title: ref.status.value for ref in found.course_refs}["Band"] == "some"
