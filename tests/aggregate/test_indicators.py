"""The indicators of a programme and of an audit: each is counted by hand beside it."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from listed_course import listed
from test_build_audit import (
    NO,
    PERSPECTIVES,
    PROVENANCE,
    REVIEW,
    STATED,
    YES,
    course,
    fractions,
    labels,
    programme,
    read,
    runs,
)

from curranalyser.aggregate import build_audit
from curranalyser.aggregate.groups import level_class
from curranalyser.aggregate.recycled import cluster_outcomes
from curranalyser.datamodel import (
    AggregateRules,
    AnalysedOutcome,
    AnalysedSyllabus,
    Audit,
    CourseProfile,
    Decision,
    DocumentResult,
    Evidence,
    Indicator,
    InstructionStatus,
    LanguageOfInstruction,
    LearningOutcome,
    VersionDifference,
    from_json,
    to_json,
)
from curranalyser.errors import SettingsError
from curranalyser.review.programme_table import with_mapping

ENGLISH = LanguageOfInstruction(("en",), (), InstructionStatus.STATED)
MAYBE = LanguageOfInstruction(("sv",), ("en",), InstructionStatus.STATED)
CONDITIONAL = LanguageOfInstruction(("sv",), ("en",), InstructionStatus.CONDITIONAL)
CONFLICT = LanguageOfInstruction(("sv", "en"), (), InstructionStatus.CONFLICT)
SILENT = LanguageOfInstruction()


def audit_of(*results: DocumentResult, **rules: object) -> Audit:
    return build_audit(results, PERSPECTIVES, PROVENANCE, AggregateRules(**rules))  # type: ignore[arg-type]


def indicator(numerator: object, denominator: object) -> Indicator:
    return Indicator(Decimal(str(numerator)), Decimal(str(denominator)))


def with_header(analysed: AnalysedSyllabus, **changes: object) -> AnalysedSyllabus:
    return replace(
        analysed, syllabus=replace(analysed.syllabus, header=replace(analysed.syllabus.header, **changes))
    )  # type: ignore[arg-type]


def with_texts(analysed: AnalysedSyllabus, *texts: str) -> AnalysedSyllabus:
    outcomes = tuple(
        replace(item, outcome=replace(item.outcome, text=text))
        for item, text in zip(analysed.outcomes, texts, strict=True)
    )
    return replace(analysed, outcomes=outcomes)


def both_languages(swedish: AnalysedSyllabus, english: AnalysedSyllabus) -> AnalysedSyllabus:
    return replace(swedish, outcomes=(*swedish.outcomes, *english.outcomes))


# Versions and translations


def test_a_translation_that_agrees_is_no_difference() -> None:
    pair = both_languages(course("A1", (YES, NO), (NO, NO)), course("A1", (NO, NO), (YES, NO), language="en"))
    assert audit_of(read("a.pdf", pair)).courses[0].differences == ()


def test_a_number_that_differs_within_one_file() -> None:
    pair = both_languages(
        course("A1", (YES, NO), (NO, NO), (NO, NO)), course("A1", (NO, YES), (NO, NO), language="en")
    )
    [profile] = audit_of(read("a.pdf", pair)).courses
    where = (("sv", "en"), ("a.pdf", "a.pdf"))
    [found] = profile.differences
    assert (found.kind, found.main, found.other) == ("not matched", 3, 2)
    assert (found.languages, found.sources) == where
    assert not found.sure


def test_a_translation_without_outcomes() -> None:
    audit = audit_of(read("a-sv.pdf", course("A1", (YES, NO))), read("a-en.pdf", course("A1", language="en")))
    assert audit.courses[0].differences == (
        VersionDifference("outcomes missing", 1, 0, ("sv", "en"), ("a-sv.pdf", "a-en.pdf")),
    )


def test_only_the_translation_has_outcomes() -> None:
    audit = audit_of(read("a-sv.pdf", course("A1")), read("a-en.pdf", course("A1", (NO, NO), language="en")))
    [profile] = audit.courses
    assert profile.sources == ("a-en.pdf", "a-sv.pdf")
    assert profile.differences == (
        VersionDifference("outcomes missing", 1, 0, ("en", "sv"), ("a-en.pdf", "a-sv.pdf")),
    )


def test_an_earlier_version_in_another_language_is_no_translation() -> None:
    audit = audit_of(
        read("new.pdf", course("A1", (YES, NO), valid_from="2025-08-25")),
        read("old.pdf", course("A1", (NO, NO), language="en", valid_from="2019-01-14")),
    )
    assert audit.courses[0].differences == ()
    assert audit.courses[0].roles == ("counts", "earlier")


VERSIONS = [course("A1", (NO, NO), valid_from=valid) for valid in ("2019-08-26", "VT 2022", "2024-08-26")]


@pytest.mark.parametrize(
    ("as_of", "counts", "roles", "early"),
    [
        (None, "2.pdf", ("counts", "earlier", "earlier"), False),
        ("2026-01-01", "2.pdf", ("counts", "earlier", "earlier"), False),
        ("2024-08-26", "2.pdf", ("counts", "earlier", "earlier"), False),
        ("2024-08-25", "1.pdf", ("counts", "earlier", "later"), False),
        ("2021-12-31", "0.pdf", ("counts", "later", "later"), False),
        ("2010-01-01", "0.pdf", ("counts", "later", "later"), True),
    ],
)
def test_the_version_valid_at_the_date_counts(
    as_of: str | None, counts: str, roles: tuple[str, ...], early: bool
) -> None:
    audit = audit_of(
        *(read(f"{number}.pdf", version) for number, version in enumerate(VERSIONS)), as_of=as_of
    )
    [profile] = audit.courses
    assert profile.sources[0] == counts
    assert (profile.roles[0], *sorted(profile.roles[1:])) == roles
    assert profile.not_yet_valid is early
    assert audit.rules.as_of == as_of


def test_an_earlier_version_does_not_state_the_language_of_today() -> None:
    audit = audit_of(
        read("new.pdf", course("A1", (NO, NO), valid_from="2025", instruction=SILENT)),
        read("old.pdf", course("A1", (NO, NO), valid_from="2019", instruction=ENGLISH)),
    )
    assert audit.courses[0].instruction.status is InstructionStatus.NOT_STATED


def test_of_several_programme_syllabi_the_valid_one_counts() -> None:
    old, new = (
        with_header(programme("P", listed("A1", title)), valid_from=valid)
        for title, valid in (("Gammal", "2019"), ("Ny", "2025"))
    )
    results = read("old.pdf", old), read("new.pdf", new)
    [profile] = audit_of(*results).programmes
    assert (profile.source, profile.other_sources) == ("new.pdf", (("old.pdf", "earlier"),))
    [profile] = audit_of(*results, as_of="2020-01-01").programmes
    assert (profile.source, profile.other_sources) == ("old.pdf", (("new.pdf", "later"),))


# Language of instruction


def test_languages_by_courses_and_credits() -> None:
    statements = {"A1": STATED, "B1": ENGLISH, "C1": SILENT, "D1": CONDITIONAL, "E1": MAYBE, "F1": CONFLICT}
    files = [
        read(
            f"{code}.pdf", course(code, (NO, NO), instruction=found, credits="15" if code == "C1" else "7.5")
        )
        for code, found in statements.items()
    ]
    own = with_header(programme("P", *(listed(code, code) for code in statements)))
    own = replace(own, syllabus=replace(own.syllabus, instruction=ENGLISH))
    audit = audit_of(*files, read("p.pdf", own))
    found = audit.programmes[0].languages
    assert found == replace(audit.languages, differing=("A1",))
    assert [(share.language, share.courses, share.credits, share.course_keys) for share in found.shares] == [
        ("sv", indicator(3, 6), indicator("22.5", "52.5"), ("A1", "D1", "E1")),
        ("conflict", indicator(1, 6), indicator("7.5", "52.5"), ("F1",)),
        ("en", indicator(1, 6), indicator("7.5", "52.5"), ("B1",)),
        ("not stated", indicator(1, 6), indicator(15, "52.5"), ("C1",)),
    ]
    assert [(item.course_key, item.basis) for item in found.exchange] == [
        ("B1", "main"),
        ("D1", "conditional"),
        ("E1", "possible"),
    ]
    # Of those that say whether they are open; what is silent or contradicts itself is no "no".
    assert (found.exchange_courses, found.exchange_credits) == (indicator(3, 4), indicator("22.5", 30))
    assert found.exchange_unknown == ("C1", "F1")
    assert (found.syllabi, found.headline, found.exchange_headline) == (indicator(6, 6), True, True)


def test_the_order_of_two_languages_makes_no_second_class() -> None:
    both = [
        LanguageOfInstruction(codes, (), InstructionStatus.STATED) for codes in (("sv", "en"), ("en", "sv"))
    ]
    audit = audit_of(
        *(
            read(f"{place}.pdf", course(f"A{place}", (NO, NO), instruction=found))
            for place, found in enumerate(both)
        )
    )
    assert [(share.language, share.courses) for share in audit.languages.shares] == [
        ("en+sv", indicator(2, 2))
    ]


# Groups


def test_shares_by_term_level_subject_and_department() -> None:
    syllabi = [
        with_header(course("A1", (YES, NO)), level="G1N", subject_group="Historia", department="Humaniora"),
        with_header(course("B1", (NO, NO), credits="15"), level="Avancerad nivå", subject_group="Historia"),
        with_header(course("C1", (NO, YES), (YES, NO)), subject_group="Kemi", level="Förberedande nivå"),
    ]
    own = programme("P", listed("A1", "A", term=2), listed("B1", "B", term=10), listed("C1", "C"))
    [profile] = audit_of(
        *(read(f"{place}.pdf", item) for place, item in enumerate(syllabi)), read("p.pdf", own)
    ).programmes
    assert [(group.dimension, group.value, group.course_keys) for group in profile.groups] == [
        ("term", "2", ("A1",)),
        ("term", "10", ("B1",)),
        ("term", "", ("C1",)),
        ("level", "first cycle", ("A1",)),
        ("level", "second cycle", ("B1",)),
        ("level", "Förberedande nivå", ("C1",)),
        ("subject group", "Historia", ("A1", "B1")),
        ("subject group", "Kemi", ("C1",)),
        ("department", "Humaniora", ("A1",)),
        ("department", "", ("B1", "C1")),
    ]
    assert fractions(profile.groups[6].shares)[0] == (1, 2, 1, 2, Decimal("7.5"), Decimal("22.5"))


def test_a_course_with_two_main_fields_is_in_the_group_of_each() -> None:
    audit = audit_of(
        read("a.pdf", with_header(course("A1", (YES, NO)), main_fields=("Historia", "Kemi"), subject="Idé")),
        read("b.pdf", with_header(course("B1", (NO, NO)), main_fields=("Kemi",))),
        read("c.pdf", course("C1", (NO, NO))),
    )
    fields = [group for group in audit.groups if group.dimension == "main field"]
    assert [(group.value, group.course_keys) for group in fields] == [
        ("Historia", ("A1",)),
        ("Kemi", ("A1", "B1")),
        ("", ("C1",)),
    ]
    assert [
        (item.dimension, item.perspective, item.groups, item.named, item.unknown) for item in audit.reached
    ] == [
        ("subject", "international", indicator(1, 1), ("Idé",), ()),
        ("subject", "comparative", indicator(0, 1), (), ()),
        ("main field", "international", indicator(2, 2), ("Historia", "Kemi"), ()),
        ("main field", "comparative", indicator(0, 2), (), ()),
    ]


def test_no_main_field_is_none_and_the_code_of_a_subject_no_part_of_its_name() -> None:
    audit = audit_of(
        read("a.pdf", with_header(course("A1", (YES, NO)), main_fields=("Ej huvudområde",))),
        read("b.pdf", with_header(course("B1", (NO, NO)), main_fields=("Kemi (KEA)",), subject="Kemi (KEA)")),
        read("c.pdf", with_header(course("C1", (NO, NO)), subject="Kemi")),
    )
    assert [(group.value, group.course_keys) for group in audit.groups if group.dimension == "subject"] == [
        ("Kemi", ("B1", "C1")),
        ("", ("A1",)),
    ]
    assert [(item.perspective, item.groups) for item in audit.reached if item.dimension == "main field"] == [
        ("international", indicator(0, 1)),
        ("comparative", indicator(0, 1)),
    ]


def test_a_department_without_an_outcome_is_not_known_to_lack_a_perspective() -> None:
    audit = audit_of(
        read("a.pdf", with_header(course("A1"), department="Nord")),
        read("b.pdf", with_header(course("B1", (NO, NO)), department="Syd")),
    )
    assert [(item.groups, item.unknown) for item in audit.reached] == [(indicator(0, 1), ("Nord",))] * 2


def test_years_stand_in_for_terms_and_unknown_facts_make_no_group() -> None:
    own = programme("P", listed("A1", "A", year=1))
    audit = audit_of(read("a.pdf", course("A1", (YES, NO))), read("p.pdf", own))
    assert [(group.dimension, group.value) for group in audit.programmes[0].groups] == [("year", "1")]
    assert audit.groups == ()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Grundnivå", "first cycle"),
        ("First cycle, G2F", "first cycle"),
        ("G1N", "first cycle"),
        ("Avancerad nivå 1", "second cycle"),
        ("A1F", "second cycle"),
        ("Second cycle", "second cycle"),
        ("Förberedande nivå", "Förberedande nivå"),
        (None, ""),
    ],
)
def test_levels_are_read_in_their_many_forms(written: str | None, expected: str) -> None:
    assert level_class(written) == expected


def test_related_focused_and_opportunities() -> None:
    files = [
        read("a.pdf", course("A1", (YES, NO), (NO, NO), (NO, NO))),
        read("b.pdf", course("B1", (YES, NO), (NO, NO))),
        read("c.pdf", course("C1", (NO, NO), mentions=["international", "comparative"])),
        read("d.pdf", course("D1", mentions=["international"])),
    ]
    international, comparative = audit_of(*files).standing
    assert (international.related, international.focused, international.opportunity) == (
        indicator(2, 3),
        indicator(1, 3),
        indicator(1, 3),
    )
    assert international.focused_courses == ("B1",)
    assert (comparative.related, comparative.focused, comparative.opportunity) == (
        indicator(0, 3),
        indicator(0, 3),
        indicator(1, 3),
    )
    strict = audit_of(*files, related_outcomes=2, focused_percent=0).standing[0]
    assert (strict.related, strict.focused) == (indicator(0, 3), indicator(0, 3))


def test_what_is_promised_and_not_carried() -> None:
    own = programme("P", listed("A1", "A"))
    promised = tuple(
        AnalysedOutcome(LearningOutcome(f"sv-{number}", "mål"), labels(*pair))
        for number, pair in enumerate([(YES, YES), (YES, REVIEW)], 1)
    )
    english = tuple(
        AnalysedOutcome(LearningOutcome(f"en-{number}", "goal", language="en"), labels(YES, YES))
        for number in (1, 2)
    )
    promised = tuple(replace(item, outcome=replace(item.outcome, language="sv")) for item in promised)
    own = replace(own, syllabus=replace(own.syllabus, language="sv"), outcomes=(*promised, *english))
    [profile] = audit_of(read("a.pdf", course("A1", (YES, NO), (NO, NO))), read("p.pdf", own)).programmes
    international, comparative = profile.promises
    assert (international.outcomes, international.carried, international.course_keys, international.open) == (
        ("sv-1", "sv-2"),
        indicator(1, 2),
        ("A1",),
        False,
    )
    assert (comparative.outcomes, comparative.carried, comparative.course_keys, comparative.open) == (
        ("sv-1",),
        indicator(0, 2),
        (),
        True,
    )


# Recycled sentences and examples

LONG = (
    "redogöra för hur internationella organisationer arbetar med frågor om hållbar utveckling i olika delar"
    " av världen"
)


def recycled(*texts: str, decision: Decision = YES) -> Audit:
    return audit_of(
        *(
            read(f"{place}.pdf", with_texts(course(f"A{place}", (decision, NO)), text))
            for place, text in enumerate(texts)
        )
    )


def test_near_identical_outcomes_are_counted_once_beside_the_raw_count() -> None:
    audit = recycled(
        LONG,
        LONG.upper(),
        LONG.replace("arbetar", "verkar") + ".",
        "något helt annat om internationella frågor",
    )
    assert [(item.courses, item.perspectives, item.text) for item in audit.recycled] == [
        (3, ("international",), LONG.upper())
    ]
    assert audit.recycled[0].members == (("A0", "sv-1"), ("A1", "sv-1"), ("A2", "sv-1"))
    assert (audit.shares[0].outcomes, audit.shares[0].distinct) == (indicator(4, 4), indicator(2, 2))


def test_sentences_that_differ_in_a_word_that_matters_stay_apart() -> None:
    assert (
        recycled(
            *(f"jämföra Sverige med {country} i fråga om vård" for country in ("Finland", "Norge", "Danmark"))
        ).recycled
        == ()
    )
    assert recycled("granska etik", "granska teknik", "granska metodik").recycled == ()
    assert recycled("tolka data", "tolka data", "tolka data").recycled[0].courses == 3


def test_outcomes_with_other_decisions_are_never_counted_as_one() -> None:
    files = [
        read(f"{place}.pdf", with_texts(course(f"A{place}", (decision, NO)), LONG))
        for place, decision in enumerate([YES, NO, YES, NO])
    ]
    assert audit_of(*files).shares[0].distinct == indicator(1, 2)


WORDS = st.sampled_from(
    [
        "analysera",
        "jämföra",
        "globala",
        "nationella",
        "mål",
        "länder",
        "system",
        "vård",
        "rätt",
        "språk",
        "kultur",
        "hälsa",
        "data",
    ]
)
SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=14).map(" ".join), min_size=1, max_size=12)


@given(SENTENCES)
def test_clusters_join_what_is_alike_and_nothing_else(texts: list[str]) -> None:
    outcomes = tuple(
        AnalysedOutcome(LearningOutcome(f"sv-{place}", text), labels(NO, NO))
        for place, text in enumerate(texts)
    )
    profile = replace(audit_of(read("a.pdf", course("A1", (NO, NO)))).courses[0])
    profile = CourseProfile(
        profile.key, profile.header, (replace(profile.main, outcomes=outcomes),), ("a.pdf",), STATED
    )
    clusters = cluster_outcomes([profile], PERSPECTIVES)
    by_cluster: dict[int, list[frozenset[str]]] = {}
    for item in outcomes:
        by_cluster.setdefault(clusters[id(item)], []).append(frozenset(item.outcome.text.split()))
    for some in by_cluster.values():
        # Each resembles one leader, so two of them share at least what 84 % of two sentences must share.
        assert any(all(len(one & other) >= 0.84 * len(one | other) for other in some) for one in some)
    same = {text: {clusters[id(item)] for item in outcomes if item.outcome.text == text} for text in texts}
    assert all(len(numbers) == 1 for numbers in same.values())


def example(code: str, subject: str, probability: float, text: str) -> DocumentResult:
    item = with_header(with_texts(course(code, (YES, NO)), text), subject_group=subject)
    [outcome] = item.outcomes
    label = replace(outcome.labels[0], probability=probability, evidence=(Evidence(0, 4, text[:4], "cue"),))
    return read(f"{code}.pdf", replace(item, outcomes=(replace(outcome, labels=(label, outcome.labels[1])),)))


def test_good_examples_vary_over_subjects() -> None:
    audit = audit_of(
        example("A1", "Historia", 0.99, LONG),
        example("A2", "Historia", 0.98, LONG.replace("organisationer", "rörelser och nätverk")),
        example("A3", "Historia", 0.99, LONG),
        example("B1", "Kemi", 0.9, LONG.replace("frågor om", "analys av kemiska risker och")),
        example("C1", "Fysik", 0.7, LONG.replace("redogöra", "berätta och fråga")),
        example("D1", "Juridik", 0.99, "för kort"),
    )
    assert [(item.perspective, item.course_key, item.subject) for item in audit.examples] == [
        ("international", "A1", "Historia"),
        ("international", "B1", "Kemi"),
        ("international", "A2", "Historia"),
    ]


# The user's own table


def test_the_table_wins_and_adds() -> None:
    rules = with_mapping(
        AggregateRules(),
        (
            "Program;Kurs;Termin;Obligatorisk\nP;A1;3;nej\nProgrammet;Utan kod;;ja\nP;D1;4;\nNYTT;d 1;1;x\n\n"
        ).encode("utf-8-sig"),
        "map.csv",
    )
    own = programme(
        "P",
        listed("A1", "A", Decimal(10), term=1, compulsory=True),
        listed(None, "Utan kod", Decimal(5), term=2),
        listed("X1", "Borta"),
    )
    audit = build_audit(
        [
            read("p.pdf", own),
            read("a.pdf", course("A1", (YES, NO))),
            read("c.pdf", course("C1", (NO, NO), title="Utan kod", credits="7.5")),
            read("d.pdf", course("D1", (NO, NO))),
        ],
        PERSPECTIVES,
        PROVENANCE,
        rules,
    )
    new, old = audit.programmes
    assert [
        (item.course_key, item.linked_by, item.ref.terms, str(item.ref.status), item.ref.credits)
        for item in old.courses
    ] == [
        ("A1", "mapping", (3,), "some", Decimal(10)),
        ("C1", "mapping", (2,), "everyone", Decimal(5)),
        (None, "not found", (), "not said", None),
        ("D1", "mapping", (4,), "not said", Decimal("7.5")),
    ]
    assert (new.key, new.source, [item.course_key for item in new.courses]) == ("NYTT", "map.csv", ["D1"])
    assert audit.unlinked_courses == ()


def test_a_course_of_the_table_that_is_not_there_is_listed() -> None:
    rules = with_mapping(AggregateRules(), b"programme,course\nP,Z9\n", "map.csv")
    [profile] = build_audit([read("p.pdf", programme("P"))], PERSPECTIVES, PROVENANCE, rules).programmes
    assert [(item.ref.title, item.linked_by) for item in profile.courses] == [("Z9", "not found")]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "has no content"),
        (b"programme,term\nP,1\n", "no column that names the course"),
        (b"programme,course,term\nP,A1,first\n", "row 2, column “term”"),
        (b"programme,course,term\n\nP,A1,99\n", "row 3, column “term”"),
        (b"programme,course,compulsory\nP,A1,maybe\n", "row 2, column “compulsory”"),
        (b"programme,course\n,A1\n", "row 2, column “programme”"),
        (b'programme,course\nP,"A1\n', "cannot be read"),
    ],
)
def test_a_broken_table_is_refused_with_its_place(data: bytes, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        with_mapping(AggregateRules(), data, "map.csv")


@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_refused(data: bytes) -> None:
    for prefix in (b"", b"programme,course,term,compulsory\n"):
        try:
            rules = with_mapping(AggregateRules(), prefix + data, "map.csv")
        except SettingsError:
            continue
        assert all(row.programme and row.course for row in rules.mapping)


# What holds for any run


@given(runs())
def test_indicators_hold_together(results: list[DocumentResult]) -> None:
    audit = audit_of(*results)
    assert from_json(to_json(audit), Audit) == audit
    sets = [(audit.courses, audit.languages, audit.groups)]
    for profile in audit.programmes:
        sets.append(
            (
                [
                    audit.course(key)
                    for key in dict.fromkeys(item.course_key for item in profile.courses)
                    if key
                ],
                profile.languages,
                profile.groups,
            )
        )
        keys = {item.course_key for item in profile.courses if item.course_key}
        outcomes = any(audit.course(key).counted_outcomes() for key in keys)
        for found in profile.exposure:
            assert len(found.carrying) <= found.with_syllabus <= found.everyone
            assert (found.least is None) == bool(found.not_said or not outcomes)
            if found.least is not None:
                assert len(found.carrying) <= found.least
            if found.best is not None:
                assert found.least is not None
                assert found.least <= found.best == len(found.carrying) + len(found.best_courses)
            assert {*found.carrying, *found.best_courses} <= {course.key for course in audit.courses}
        for promise, shares in zip(profile.promises, profile.shares, strict=True):
            assert promise.carried == shares.outcomes
    for courses, languages, groups in sets:
        assert sum(share.courses.numerator for share in languages.shares) == len(courses)
        assert all(share.courses.denominator == len(courses) for share in languages.shares)
        for dimension in {group.dimension for group in groups}:
            members = [key for group in groups if group.dimension == dimension for key in group.course_keys]
            # A course that runs over several terms is in the group of each.
            once = sorted(set(members)) if dimension in ("term", "year") else sorted(members)
            assert once == sorted(course.key for course in courses)
    for shares in audit.shares:
        assert shares.distinct.numerator <= shares.outcomes.numerator
        assert shares.distinct.denominator <= shares.outcomes.denominator
    for standing, shares in zip(audit.standing, audit.shares, strict=True):
        assert standing.related == shares.courses
        assert standing.focused.numerator <= standing.related.numerator
        assert standing.opportunity.numerator <= standing.related.denominator - standing.related.numerator
