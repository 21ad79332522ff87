from dataclasses import replace
from decimal import Decimal

import pytest

from curranalyser.aggregate.promises import programme_promises
from curranalyser.datamodel import (
    Audit,
    Indicator,
    InstructionEvidence,
    InstructionStatus,
    LanguageOfInstruction,
)
from curranalyser.errors import SettingsError
from curranalyser.report import build_view
from curranalyser.report.prepare import _Builder
from curranalyser.report.view import AuditView, CourseView, OutcomeView
from curranalyser.scheme import Scheme, parse_scheme

NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def english(audit: Audit, scheme: Scheme) -> AuditView:
    return build_view(audit, scheme, "en")


@pytest.fixture(scope="module")
def swedish(audit: Audit, scheme: Scheme) -> AuditView:
    return build_view(audit, scheme, "sv")


def course(view: AuditView, code: str) -> CourseView:
    return next(course for course in view.courses if course.code == code)


def marked(outcome: OutcomeView) -> list[str]:
    return [segment.text for segment in (*outcome.lead_in, *outcome.text) if segment.perspectives]


@pytest.mark.parametrize(
    ("numerator", "denominator", "value", "percent", "fraction"),
    [
        ("1", "8", 0.125, f"12,5{NBSP}%", "1 av 8"),
        ("1", "2000", 0.001, f"0,1{NBSP}%", f"1 av 2{NBSP}000"),
        ("2", "3", 0.667, f"66,7{NBSP}%", "2 av 3"),
        ("7.5", "60", 0.125, f"12,5{NBSP}%", "7,5 av 60"),
        ("0", "0", None, "–", "0 av 0"),
    ],
)
def test_a_share_is_rounded_once(
    audit: Audit,
    scheme: Scheme,
    numerator: str,
    denominator: str,
    value: float | None,
    percent: str,
    fraction: str,
) -> None:
    share = _Builder(audit, scheme, "sv").share(Indicator(Decimal(numerator), Decimal(denominator)))
    assert (share.value, share.percent, share.fraction) == (value, percent, fraction)


def test_the_shares_are_those_of_the_audit(audit: Audit, english: AuditView) -> None:
    for profile, programme in zip(audit.programmes, english.programmes, strict=True):
        for theirs, ours in zip(profile.shares, programme.shares[0].shares, strict=True):
            assert ours.perspective.id == theirs.perspective
            for name in ("outcomes", "courses", "credits"):
                assert Decimal(getattr(ours, name).numerator) == getattr(theirs, name).numerator
                assert Decimal(getattr(ours, name).denominator) == getattr(theirs, name).denominator
            assert ours.to_review == theirs.to_review


def test_each_share_leads_to_as_many_outcomes_as_it_counts(english: AuditView) -> None:
    for programme in english.programmes:
        for shares, carriers in zip(programme.shares[0].shares, programme.carriers, strict=True):
            assert len(carriers.outcomes) == shares.outcomes.numerator
        assert programme.outcomes == programme.shares[0].shares[0].outcomes.denominator
    for shares, carriers in zip(english.shares, english.carriers, strict=True):
        assert len(carriers.outcomes) == shares.outcomes.numerator


def test_groups_without_courses_are_left_out(english: AuditView) -> None:
    assert [[group.key for group in programme.shares] for programme in english.programmes] == [
        ["all", "compulsory", "elective"],
        ["all"],
    ]


def test_translations_are_apart_and_disagreement_is_said(english: AuditView, swedish: AuditView) -> None:
    nursing = course(english, "OMV101")
    assert (len(nursing.outcomes), len(nursing.other_versions)) == (4, 2)
    assert nursing.disagreements == (
        "2 learning outcomes stand in Swedish only, not in English: 3 “utföra basala omvårdnadsåtgärder på"
        " ett säkert sätt”, 4 “reflektera över betydelsen av mångfald i mötet med patienten”",
    )
    assert course(swedish, "OMV101").disagreements == (
        "2 lärandemål finns bara på svenska, inte på engelska: 3 ”utföra basala omvårdnadsåtgärder på ett"
        " säkert sätt”, 4 ”reflektera över betydelsen av mångfald i mötet med patienten”",
    )
    assert course(english, "OMV103").disagreements == ()


def test_an_earlier_version_is_no_translation(audit: Audit, scheme: Scheme) -> None:
    profile = audit.courses[0]
    swedish_only = replace(profile.main, outcomes=profile.counted_outcomes())
    earlier = replace(profile.main, outcomes=tuple(replace(item) for item in profile.counted_outcomes()[2:]))
    changed = replace(
        profile,
        analysed=(swedish_only, earlier),
        sources=("new.pdf", "old.pdf"),
        roles=("counts", "earlier"),
        differences=(),
    )
    view = course(build_view(replace(audit, courses=(changed, *audit.courses[1:])), scheme, "en"), "OMV101")
    assert [outcome.source for outcome in view.other_versions] == ["old.pdf", "old.pdf"]
    assert view.versions == (("new.pdf", "counts (2025-08-25)"), ("old.pdf", "earlier version (2025-08-25)"))
    early = replace(changed, not_yet_valid=True)
    view = course(build_view(replace(audit, courses=(early, *audit.courses[1:])), scheme, "en"), "OMV101")
    assert view.versions[0] == ("new.pdf", "counts, not yet valid (2025-08-25)")


def test_a_title_that_only_repeats_the_code_is_left_out(audit: Audit, scheme: Scheme) -> None:
    profile = audit.courses[0]
    untitled = replace(profile, header=replace(profile.header, title="OMV101"))
    view = build_view(replace(audit, courses=(untitled, *audit.courses[1:])), scheme, "en")
    assert course(view, "OMV101").name == "OMV101"


def test_evidence_is_marked_where_it_stands(english: AuditView) -> None:
    first, second, *_ = course(english, "OMV101").outcomes
    assert marked(first) == ["globala målen"]
    assert [segment.perspectives for segment in second.text] == [(2,), (0, 2)]
    by_lead_in = course(english, "OMV102").outcomes[1]
    assert marked(by_lead_in) == ["mångkulturellt perspektiv"]
    assert by_lead_in.lead_in_shown


def test_a_lead_in_is_repeated_only_where_it_is_needed(english: AuditView) -> None:
    assert [outcome.lead_in_shown for outcome in course(english, "OMV101").outcomes] == [
        True,
        False,
        False,
        False,
    ]


def test_labels_carry_rule_and_words_in_the_readers_language(english: AuditView, swedish: AuditView) -> None:
    for view, decision, probability, start in (
        (english, "yes", "0.97", "systems, bodies"),
        (swedish, "ja", "0,97", "internationella, europeiska"),
    ):
        label = course(view, "OMV101").outcomes[0].labels[0]
        assert (label.decision_label, label.probability, label.words) == (
            decision,
            probability,
            ("globala målen",),
        )
        assert label.rule
        assert label.rule.id == "INT-Y1"
        assert label.rule.text.startswith(start)
        assert label.rule in dict(view.rules)[label.perspective]


def test_anchors_are_unique_and_plain(english: AuditView) -> None:
    anchors = [course.anchor for course in english.courses] + [
        programme.anchor for programme in english.programmes
    ]
    anchors += [
        outcome.anchor for course in english.courses for outcome in (*course.outcomes, *course.other_versions)
    ]
    anchors += [outcome.anchor for programme in english.programmes for outcome in programme.own_outcomes]
    anchors += [rule.anchor for _, rules in english.rules for rule in rules]
    assert len(set(anchors)) == len(anchors)
    assert all(anchor.isascii() and anchor.isalnum() for anchor in anchors)


def test_courses_stand_in_the_order_of_the_terms(swedish: AuditView) -> None:
    rows = swedish.programmes[0].rows
    assert [row.slot for row in rows] == [
        "Termin 1",
        "Termin 1",
        "Termin 2",
        "Termin 2",
        "Termin 3",
        "Termin 3",
    ]
    assert [row.code for row in swedish.programmes[0].missing] == ["OMV301"]
    assert rows[2].link_label == "via titel och poäng: bekräfta gärna"


def test_a_year_stands_before_its_terms(audit: Audit, scheme: Scheme) -> None:
    builder = _Builder(audit, scheme, "en")
    order = [
        builder.slot(term, year)
        for term, year in ((None, 1), (1, None), (2, 1), (None, 2), (3, None), (None, None))
    ]
    assert [place for _, place in order] == sorted(place for _, place in order)
    assert [name for name, _ in order] == ["Year 1", "Term 1", "Term 2", "Year 2", "Term 3", "No term given"]


@pytest.mark.parametrize(
    ("found", "english", "swedish"),
    [
        (LanguageOfInstruction(("sv",), (), InstructionStatus.STATED), "Swedish", "svenska"),
        (
            LanguageOfInstruction(("sv", "en"), (), InstructionStatus.STATED),
            "Swedish and English",
            "svenska och engelska",
        ),
        (
            LanguageOfInstruction(("sv",), ("en",), InstructionStatus.STATED),
            "Swedish, English possible",
            "svenska, möjligen engelska",
        ),
        (
            LanguageOfInstruction(("sv",), ("en",), InstructionStatus.CONDITIONAL),
            "Swedish, English possible, under a condition",
            "svenska, möjligen engelska, med villkor",
        ),
        (
            LanguageOfInstruction((), (), InstructionStatus.PER_OFFERING),
            "decided for each offering",
            "bestäms per kurstillfälle",
        ),
        (
            LanguageOfInstruction(evidence=(InstructionEvidence("på engelska", 1, "hint"),)),
            "not stated",
            "inte angivet",
        ),
    ],
)
def test_language_of_instruction_in_words(
    audit: Audit, scheme: Scheme, found: LanguageOfInstruction, english: str, swedish: str
) -> None:
    for lang, expected in (("en", english), ("sv", swedish)):
        assert _Builder(audit, scheme, lang).instruction(found).summary == expected


def test_language_figures_of_a_programme_are_named(audit: Audit, scheme: Scheme) -> None:
    builder = _Builder(audit, scheme, "sv").indicators
    assert [builder.language_label(value) for value in ("sv", "en+sv", "not stated", "per offering", "")] == [
        "svenska",
        "engelska och svenska",
        "inte angivet",
        "bestäms per kurstillfälle",
        "–",
    ]


def test_files_that_need_attention_come_with_what_to_do(swedish: AuditView) -> None:
    by_path = {file.path: file for file in swedish.attention}
    scanned = by_path["inskannad/plan.pdf"]
    assert scanned.status == "inte analyserad"
    assert scanned.problems[0].message == "Sidorna är bilder utan text."
    assert "OCRmyPDF" in scanned.problems[0].hint
    assert by_path["kursplan-OMV205.pdf"].problems[0].page == 1
    assert len(swedish.attention) == 3
    assert dict(swedish.statuses) == {
        "analyserad": 9,
        "delvis analyserad": 1,
        "inte analyserad": 1,
        "lagd åt sidan": 1,
    }


def test_titles_follow_the_reader(english: AuditView, swedish: AuditView) -> None:
    assert (english.programmes[0].title, english.programmes[0].language) == ("Nursing Programme", "")
    assert (swedish.programmes[0].title, swedish.programmes[0].language) == ("Sjuksköterskeprogrammet", "")
    assert swedish.programmes[1].language == "en"
    assert (course(english, "OMV103").language, course(swedish, "OMV103").language) == ("sv", "")


def test_an_own_scheme_with_another_number_of_perspectives(audit: Audit) -> None:
    own = parse_scheme(
        b"""name = "own"
        [[perspectives]]
        id = "international"
        name = { sv = "v\xc3\xa4rlden" }
        definition = { sv = "d" }
        advice = { sv = "a" }
        """
    )
    view = build_view(audit, own, "en")
    assert [perspective.heading for perspective in view.perspectives] == [
        "Världen",
        "Intercultural",
        "Comparative",
    ]
    label = course(view, "OMV101").outcomes[0].labels[0]
    assert label.rule
    assert (label.rule.id, label.rule.anchor) == ("INT-Y1", "")


def test_an_empty_audit_has_a_view(audit: Audit, scheme: Scheme) -> None:
    view = build_view(
        replace(audit, programmes=(), courses=(), unlinked_courses=(), shares=(), files=(), failures=()),
        scheme,
        "sv",
    )
    assert (view.courses, view.programmes, view.outcomes, view.attention) == ((), (), 0, ())


def test_another_language_is_refused(audit: Audit, scheme: Scheme) -> None:
    with pytest.raises(SettingsError):
        build_view(audit, scheme, "fi")


def test_of_courses_that_are_not_here_nothing_is_said(audit: Audit, scheme: Scheme) -> None:
    nursing = audit.programmes[0]
    alone = replace(
        nursing,
        promises=programme_promises(nursing.analysed, [], audit.perspectives),
        shares=tuple(replace(item, headline=False) for item in nursing.shares),
    )
    known, unknown = (
        build_view(replace(audit, programmes=(profile,)), scheme, "en").programmes[0].promises
        for profile in (replace(alone, shares=nursing.shares), alone)
    )
    assert any(item.open for item in known)
    assert not any("whether in a course is not known" in item.verdict for item in known)
    assert not any(item.open for item in unknown)
    assert all("whether in a course is not known" in item.verdict for item in unknown)
