"""What the figures of a programme come to, in sentences: one test a case, in both languages where they"
" differ."""

from dataclasses import replace

import pytest

from curranalyser.datamodel import AggregateRules, CourseStatus, DocumentStatus, EntryKind
from curranalyser.i18n import translator
from curranalyser.report.coverage import coverage
from curranalyser.report.findings import MOST_SENTENCES, next_step, programme_findings
from curranalyser.report.view import (
    CourseRow,
    CourseView,
    ExposureView,
    InstructionView,
    LabelView,
    OutcomeView,
    PerspectiveView,
    ProgrammeView,
    PromiseView,
    ShareGroup,
    SharesView,
    ShareView,
)

NAMES = ("international", "intercultural", "comparative")
ABOUT = tuple(
    PerspectiveView(
        id=name,
        position=place,
        name=name,
        heading=name.capitalize(),
        prefix=name[:3].upper(),
        definition="",
        advice="",
    )
    for place, name in enumerate(NAMES)
)
NOTHING = InstructionView(status="not stated", status_label="", main="", possible="", summary="", quotes=())


def share(part: int, whole: int) -> ShareView:
    return ShareView(
        value=part / whole if whole else None, numerator=part, denominator=whole, percent="", fraction=""
    )


def met(
    *carrying: int, everyone: int = 7, found: int | None = None, least: int | None = 0, **more: object
) -> tuple[ExposureView, ...]:
    known = everyone if found is None else found
    return tuple(
        ExposureView(
            perspective=about,
            everyone=everyone,
            with_syllabus=known,
            carrying=count,
            carrying_courses=(),
            least=least,
            best=None,
            best_courses=(),
            **more,
        )  # type: ignore[arg-type]
        for about, count in zip(ABOUT, carrying, strict=False)
    )


def shares(
    *yes: int, syllabi: tuple[int, int] = (9, 9), enough: bool = True, review: int = 0, unlabelled: int = 0
) -> tuple[SharesView, ...]:
    return tuple(
        SharesView(
            perspective=about,
            outcomes=share(count, 50),
            courses=share(count, syllabi[0]),
            credits=share(count, syllabi[0]),
            to_review=review,
            not_labelled=unlabelled,
            syllabi=syllabi,
            enough=enough,
        )
        for about, count in zip(ABOUT, yes, strict=False)
    )


def programme(
    exposure: tuple[ExposureView, ...] = (),
    of_courses: tuple[SharesView, ...] | None = None,
    listed: int = 9,
    found: int = 9,
    outcomes: int = 50,
    **more: object,
) -> ProgrammeView:
    given = shares(5, 4, 3) if of_courses is None else of_courses
    empty = ProgrammeView(
        anchor="p1",
        name="",
        title="",
        code="",
        language="",
        credits_text="",
        source="",
        listed=listed,
        found=found,
        missing=(),
        outcomes=outcomes,
        shares=(ShareGroup("all", "", given),),
        instruction=(),
        rows=(),
        carriers=(),
        opportunities=(),
        own_outcomes=(),
        own_mentions=(),
        files_needing_attention=0,
    )
    return replace(empty, exposure=exposure, **more)  # type: ignore[arg-type]


def said(view: ProgrammeView, lang: str = "en", percent: int = 50) -> tuple[str, ...]:
    return programme_findings(view, AggregateRules(headline_percent=percent), translator(lang))


@pytest.mark.parametrize(
    ("exposure", "english", "swedish"),
    [
        (
            met(5, 0, 2),
            "Every student meets the international perspective in 5 of the 7 courses that everyone takes,"
            " and the"
            " comparative in 2, but the intercultural in none.",
            "Alla studenter möter ett internationellt perspektiv i 5 av de 7 kurser som alla läser, och ett"
            " jämförande i 2, men ett interkulturellt i ingen.",
        ),
        (
            met(1, 3, 2),
            "Every student meets the intercultural perspective in 3 of the 7 courses that everyone takes, the"
            " comparative in 2 and the international in 1.",
            "Alla studenter möter ett interkulturellt perspektiv i 3 av de 7 kurser som alla läser, ett"
            " jämförande"
            " i 2 och ett internationellt i 1.",
        ),
        (
            met(0, 0, 4, found=6),
            "Every student meets the comparative perspective in 4 of the 6 courses that everyone takes"
            " and that"
            " could be analysed, but the international and the intercultural in none.",
            "Alla studenter möter ett jämförande perspektiv i 4 av de 6 kurser som alla läser och som kunde"
            " analyseras, men ett internationellt och ett interkulturellt i ingen.",
        ),
        (
            met(1, everyone=1),
            "Every student meets the international perspective in the one course that everyone takes.",
            "Alla studenter möter ett internationellt perspektiv i den enda kurs som alla läser.",
        ),
        (
            met(1, everyone=2, found=1),
            "Every student meets the international perspective in the one course that everyone takes and that"
            " could be analysed.",
            "Alla studenter möter ett internationellt perspektiv i den enda kurs som alla läser och som kunde"
            " analyseras.",
        ),
        (
            met(0, 0, 0),
            "None of the 7 courses that everyone takes carries the international, the intercultural, or the"
            " comparative perspective.",
            "Ingen av de 7 kurser som alla läser har ett internationellt, ett interkulturellt eller ett"
            " jämförande"
            " perspektiv.",
        ),
        (
            met(0, everyone=1),
            "The one course that everyone takes does not carry the international perspective.",
            "Den enda kurs som alla läser har inte ett internationellt perspektiv.",
        ),
        (
            met(0, 0, found=5),
            "None of the 5 courses that everyone takes and that could be analysed carries the"
            " international or the"
            " intercultural perspective.",
            "Ingen av de 5 kurser som alla läser och som kunde analyseras har ett internationellt eller ett"
            " interkulturellt perspektiv.",
        ),
        (
            met(0, everyone=2, found=1),
            "The one course that everyone takes and that could be analysed does not carry the international"
            " perspective.",
            "Den enda kurs som alla läser och som kunde analyseras har inte ett internationellt perspektiv.",
        ),
        (
            met(0, 0, everyone=0, unsaid=True),
            "The programme syllabus does not say which courses everyone takes, so what every student"
            " meets is not"
            " known.",
            "Utbildningsplanen anger inte vilka kurser alla läser, så det går inte att säga vad alla"
            " studenter"
            " möter.",
        ),
        (
            met(0, 0, everyone=0),
            "There is no course that every student takes.",
            "Det finns ingen kurs som alla studenter läser.",
        ),
        (
            met(2, 2, found=3),
            "What every student meets is not known: 3 of the 7 courses that everyone takes could be"
            " analysed.",
            "Vad alla studenter möter är inte känt: 3 av de 7 kurser som alla läser kunde analyseras.",
        ),
        (
            met(0, 0, everyone=1, found=0),
            "What every student meets is not known: the one course that everyone takes could not be"
            " analysed.",
            "Vad alla studenter möter är inte känt: den enda kurs som alla läser kunde inte analyseras.",
        ),
    ],
)
def test_what_every_student_meets(exposure: tuple[ExposureView, ...], english: str, swedish: str) -> None:
    swedish_names = ("internationellt", "interkulturellt", "jämförande")
    in_swedish = tuple(
        replace(item, perspective=replace(item.perspective, name=swedish_names[item.perspective.position]))
        for item in exposure
    )
    assert said(programme(exposure)) == (english,)
    assert said(programme(in_swedish), "sv") == (swedish,)


@pytest.mark.parametrize(
    ("counts", "least", "english", "swedish"),
    [
        (
            (5, 0, 0),
            (5, 3, 0),
            "Every student meets the international perspective in 5 of the 7 courses that everyone takes, but"
            " the comparative in none; whatever is chosen, every student meets the intercultural perspective"
            " in at least 3 courses.",
            "Alla studenter möter ett internationellt perspektiv i 5 av de 7 kurser som alla läser, men ett"
            " jämförande i ingen; oavsett val möter alla studenter ett interkulturellt perspektiv i minst 3"
            " kurser.",
        ),
        (
            (5, 0, 0),
            (5, 1, 2),
            "Every student meets the international perspective in 5 of the 7 courses that everyone takes;"
            " whatever is chosen, every student meets the comparative perspective in at least 2 courses and"
            " the intercultural in at least 1.",
            "Alla studenter möter ett internationellt perspektiv i 5 av de 7 kurser som alla läser; oavsett"
            " val möter alla studenter ett jämförande perspektiv i minst 2 kurser och ett interkulturellt i"
            " minst 1.",
        ),
        (
            (5, 0, 2),
            (5, None, 2),
            "Every student meets the international perspective in 5 of the 7 courses that everyone takes,"
            " and the comparative in 2; whether every student meets the intercultural perspective is not"
            " known.",
            "Alla studenter möter ett internationellt perspektiv i 5 av de 7 kurser som alla läser, och ett"
            " jämförande i 2; det är inte känt om alla studenter möter ett interkulturellt perspektiv.",
        ),
        (
            (0, 0),
            (1, 0),
            "None of the 7 courses that everyone takes carries the international or the intercultural"
            " perspective; whatever is chosen, every student meets the international perspective in at least"
            " 1 course.",
            "Ingen av de 7 kurser som alla läser har ett internationellt eller ett interkulturellt"
            " perspektiv; oavsett val möter alla studenter ett internationellt perspektiv i minst 1 kurs.",
        ),
    ],
)
def test_what_is_met_whatever_is_chosen_is_not_said_to_be_met_in_none(
    counts: tuple[int, ...], least: tuple[int | None, ...], english: str, swedish: str
) -> None:
    exposure = tuple(replace(item, least=number) for item, number in zip(met(*counts), least, strict=True))
    swedish_names = ("internationellt", "interkulturellt", "jämförande")
    in_swedish = tuple(
        replace(item, perspective=replace(item.perspective, name=swedish_names[item.perspective.position]))
        for item in exposure
    )
    assert said(programme(exposure)) == (english,)
    assert said(programme(in_swedish), "sv") == (swedish,)


def test_a_choice_is_known_where_no_course_is_for_everyone() -> None:
    [sentence] = said(programme(met(0, 0, everyone=0, found=0, least=2)))
    assert sentence.startswith(
        "There is no course that every student takes; whatever is chosen, every student meets the"
        " international perspective in at least 2 courses and the intercultural in at least 2."
    )


def test_the_share_that_has_to_be_known_is_the_settings() -> None:
    view = programme(met(2, 2, found=3))
    assert said(view, percent=40)[0].startswith(
        "Every student meets the international perspective in 2 of the 3"
    )
    assert said(view, percent=43)[0].startswith("What every student meets is not known")


def test_of_a_perspective_of_which_less_is_known_no_more_is_said_than_that() -> None:
    more, less = met(3, 1)
    assert said(programme((more, replace(less, not_labelled=2)))) == (
        "Every student meets the international perspective in 3 of the 7 courses that everyone takes, and the"
        " intercultural in 1 of 5.",
    )
    assert said(programme((more, replace(less, not_labelled=2, carrying=0)))) == (
        "Every student meets the international perspective in 3 of the 7 courses that everyone takes.",
    )
    assert said(programme((replace(more, carrying=0), replace(less, not_labelled=2, carrying=0)))) == ()


def test_a_perspective_that_no_outcome_carries_is_named() -> None:
    assert said(programme((), shares(5, 0, 0))) == (
        "No outcome of the 9 courses with a syllabus carries the intercultural or the comparative"
        " perspective.",
    )
    assert said(programme((), shares(5, 0, syllabi=(1, 1)), 1, 1)) == (
        "No outcome of the one course with a syllabus carries the intercultural perspective.",
    )


@pytest.mark.parametrize("open_", [{"review": 2}, {"unlabelled": 3}, {"enough": False}])
def test_what_is_open_is_not_said_to_be_missing(open_: dict[str, int]) -> None:
    promised = PromiseView(
        perspective=ABOUT[1], promised=((1, "o1"),), carried=share(0, 50), courses=0, verdict="", open=True
    )
    assert said(programme((), shares(5, 0, 3, **open_), promises=(promised,))) == ()  # type: ignore[arg-type]


def test_what_the_programme_promises_and_no_course_has() -> None:
    promised = PromiseView(
        perspective=ABOUT[1], promised=((1, "o1"),), carried=share(0, 50), courses=0, verdict="", open=True
    )
    view = programme(
        (), shares(5, 0, 0), promises=(promised, replace(promised, perspective=ABOUT[0], open=False))
    )
    assert said(view) == (
        "The programme’s own outcomes have the intercultural perspective; no outcome of its courses found"
        " here"
        " has.",
        "No outcome of the 9 courses with a syllabus carries the comparative perspective.",
    )
    assert len(said(replace(view, promises=(replace(promised, left_out="3 not labelled"),)))) == 1


def outcome(*decisions: str) -> OutcomeView:
    labels = tuple(
        LabelView(
            perspective=about,
            decision=decision,
            decision_label=decision,
            value=0.4,
            probability="",
            rule=None,
            kind_of_hit="",
            words=(),
            shown=False,
        )
        for about, decision in zip(ABOUT, decisions, strict=False)
    )
    return OutcomeView(
        anchor="o1",
        number=1,
        owner="",
        owner_anchor="c1",
        owner_title="",
        language="",
        lead_in=(),
        lead_in_shown=False,
        text=(),
        plain="",
        page=1,
        source="",
        knowledge_form="",
        module="",
        labels=labels,
    )


def row(
    code: str, *outcomes: OutcomeView, status: CourseStatus = CourseStatus.EVERYONE, said: str = "stated"
) -> CourseRow:
    course = CourseView(
        anchor=code,
        code=code,
        title="",
        language="",
        credits=None,
        credits_text="",
        facts=(),
        sources=(),
        document_language="",
        programmes=(),
        outcomes=outcomes,
        other_versions=(),
        counts=(),
        disagreements=(),
        instruction=replace(NOTHING, status=said),
        opportunities=(),
    )
    return CourseRow(
        slot="",
        slot_order=0,
        code=code,
        title="",
        language="",
        credits=None,
        credits_text="",
        status=status,
        status_label="",
        link="code",
        link_label="",
        page=None,
        course=course,
    )


def test_what_stands_in_the_content_only_and_what_people_have_to_decide() -> None:
    rows = (row("A1", outcome("review", "review"), outcome("no", "yes")), row("A2", outcome("review")))
    view = programme(rows=(*rows, rows[0]), opportunities=((rows[0].course, ()),))
    assert said(view) == (
        "1 course has a perspective in its content that none of its outcomes carries: A1.",
        "2 outcomes are for a person to decide.",
    )
    assert said(view, "sv") == (
        "1 kurs har i sitt innehåll ett perspektiv som inte finns i något av kursens mål: A1.",
        "2 lärandemål behöver avgöras av en person.",
    )


def test_there_are_three_sentences_at_the_most_and_missing_syllabi_are_one_of_them() -> None:
    view = programme(
        met(5, 0, 2),
        shares(5, 0, 2, syllabi=(7, 9)),
        opportunities=((row("A9").course, ()),),
        rows=(row("A1", outcome("review")),),
    )
    sentences = said(view)
    assert len(sentences) == MOST_SENTENCES
    assert (
        sentences[1] == "No outcome of the 7 courses with a syllabus carries the intercultural perspective."
    )
    assert sentences[2] == "2 of the 9 listed courses have no syllabus with outcomes among the files."
    assert said(programme((), shares(5, 4, 3, syllabi=(8, 9)))) == (
        "1 of the 9 listed courses has no syllabus with outcomes among the files.",
    )


def test_few_missing_courses_are_named_and_many_are_not() -> None:
    rows = tuple(replace(row(code), course=None) for code in ("B1", "B2", "B3", "B4"))
    known = shares(5, 4, 3, syllabi=(7, 9))
    named = replace(programme((), known), missing=rows[:2])
    assert said(named)[-1] == (
        "2 of the 9 listed courses have no syllabus with outcomes among the files: B1 and B2."
    )
    assert said(named, "sv")[-1].endswith(": B1 och B2.")
    # One more has a syllabus without outcomes: who it is, the rows without a syllabus do not say.
    fewer = replace(named, missing=rows[:1])
    assert said(fewer)[-1].endswith("among the files.")
    many = replace(programme((), shares(5, 4, 3, syllabi=(5, 9))), missing=rows)
    assert said(many)[-1].endswith("among the files.")


def test_where_too_little_is_known_that_is_what_is_said() -> None:
    little = shares(3, 0, 0, syllabi=(1, 22), enough=False)
    view = programme(
        met(0, 0, 0, everyone=20, found=1), little, 22, 1, opportunities=((row("A9").course, ()),)
    )
    assert said(view) == (
        "Too little is known for shares: 1 of the 22 listed courses has a syllabus with outcomes among"
        " the files.",
        "What every student meets is not known: 1 of the 20 courses that everyone takes could be analysed.",
    )
    # What everyone takes may be known all the same.
    assert (
        len(said(programme(met(1, 0, 0, everyone=1), shares(3, 0, 0, syllabi=(2, 22), enough=False), 22, 2)))
        == 2
    )


@pytest.mark.parametrize(
    ("listed", "found", "text"),
    [
        (12, 0, "None of the 12 listed courses has a syllabus among the files."),
        (1, 0, "The one listed course has no syllabus among the files."),
        (12, 3, "No learning outcome was found in the 3 syllabi of its courses."),
        (1, 1, "No learning outcome was found in the one syllabus of its courses."),
        (0, 0, "No course could be read in the programme syllabus, so there is nothing to count."),
    ],
)
def test_a_programme_of_which_nothing_can_be_counted_has_one_sentence(
    listed: int, found: int, text: str
) -> None:
    assert said(programme(met(0, 0, 0), (), listed, found, 0)) == (text,)


def rests_on(
    programmes: tuple[ProgrammeView, ...], courses: tuple[CourseView, ...], *statuses: DocumentStatus
) -> tuple[str, ...]:
    return coverage(programmes, courses, statuses, (), translator("en"))


def test_coverage_counts_a_course_of_two_programmes_once() -> None:
    both, other = (
        row("A1", outcome("yes")),
        row("B2", outcome("no"), said="not stated", status=CourseStatus.NOT_SAID),
    )
    gone = replace(row("C3"), course=None)
    slot = replace(gone, kind=EntryKind.SLOT, status=CourseStatus.NOT_SAID)
    alone = row("D4", outcome("no")).course
    courses = tuple(item for item in (both.course, other.course, alone) if item)
    assert rests_on((programme(rows=(both, gone, slot)), programme(rows=(both, other))), courses) == (
        "Of 3 courses that the programmes list, 2 have a syllabus with learning outcomes among the files."
        " 1 more"
        " course is in no programme.",
        "Who takes the course is not said for 1 of 4 entries of the course lists. The language of"
        " instruction is"
        " not said in 1 of 3 course syllabi.",
    )


@pytest.mark.parametrize(
    ("statuses", "text"),
    [
        ([DocumentStatus.OK], "The one file was read."),
        ([DocumentStatus.OK] * 3, "All 3 files were read."),
        (
            [DocumentStatus.OK, DocumentStatus.FAILED, DocumentStatus.SKIPPED, DocumentStatus.PARTIAL],
            "Of 4 files, 2 could not be read and 1 could be read only in part.",
        ),
        ([DocumentStatus.FAILED], "Of 1 file, 1 could not be read."),
    ],
)
def test_coverage_says_what_came_of_the_files(statuses: list[DocumentStatus], text: str) -> None:
    assert rests_on((), (), *statuses) == (text,)


def test_coverage_says_what_is_not_labelled() -> None:
    given = tuple(replace(item, languages="3 outcomes in Danish") for item in shares(1, 2, 3))
    assert coverage((), (), (), given, translator("en")) == ("Not labelled: 3 outcomes in Danish.",)


def asked(view: ProgrammeView, lang: str = "en") -> str:
    return next_step(view, AggregateRules(), translator(lang))


def test_the_next_question_is_one_that_the_figures_leave_open() -> None:
    waiting = replace(programme(), rows=(row("A1", outcome("review", "yes"), outcome("no")),))
    course = waiting.rows[0].course
    assert course is not None
    both = replace(waiting, opportunities=((course, ()),))
    unsaid = replace(both, exposure=met(0, 0, 0, unsaid=9))
    missing = replace(unsaid, shares=(ShareGroup("all", "", shares(1, 1, 1, syllabi=(2, 9), enough=False)),))
    assert asked(programme()) == ""
    assert asked(replace(programme(), opportunities=((course, ()),))) == (
        "whether what 1 course has of a perspective in its content belongs in a learning outcome too, or not."
    )
    assert (
        asked(waiting)
        == asked(both)
        == ("whether 1 learning outcome that is to be reviewed carries a perspective.")
    )
    assert asked(unsaid).startswith("which courses everyone takes: the programme syllabus does not say it")
    assert asked(missing) == (
        "where the syllabi of 7 listed courses are: until then too little is known for shares."
    )
    assert asked(missing, "sv") == (
        "var kursplanerna för 7 av kurserna i programmet finns: innan de är med är för lite känt för andelar."
    )
