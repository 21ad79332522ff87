"""A department or subject with a name in two languages counts once, where syllabi say that it is one."""

from dataclasses import replace

import pytest
from test_build_audit import NO, PERSPECTIVES, PROVENANCE, YES, course, read
from test_indicators import with_header

from curranalyser.aggregate import build_audit
from curranalyser.datamodel import (
    AggregateRules,
    AnalysedSyllabus,
    Audit,
    CourseFacts,
    SameGroup,
    from_json,
    to_json,
)
from curranalyser.report import build_view
from curranalyser.scheme import load_scheme


def syllabus(code: str, language: str = "sv", **header: object) -> AnalysedSyllabus:
    title = f"Kursen {code}" if language == "sv" else f"The course {code}"
    return with_header(course(code, (YES, NO), title=title, language=language), **header)


def pair(code: str, swedish: str, english: str, field: str = "department") -> list[AnalysedSyllabus]:
    return [syllabus(code, "sv", **{field: swedish}), syllabus(code, "en", **{field: english})]


def audit_of(*syllabi: AnalysedSyllabus, **rules: object) -> Audit:
    files = [read(f"{number:02}.pdf", item) for number, item in enumerate(syllabi)]
    return build_audit(files, PERSPECTIVES, PROVENANCE, AggregateRules(**rules))  # type: ignore[arg-type]


def named(audit: Audit, dimension: str = "department") -> dict[str, tuple[str, ...]]:
    return {group.value: group.course_keys for group in audit.groups if group.dimension == dimension}


def test_a_department_in_two_languages_counts_once() -> None:
    audit = audit_of(
        *pair("AA1", "Institutionen för gruvteknik", "Department of Mining"),
        syllabus("AA2", "en", department="Department of  mining"),
        syllabus("AA3", "en", department="Department of Weaving"),
    )
    assert named(audit) == {
        "Department of Weaving": ("AA3",),
        "Institutionen för gruvteknik": ("AA1", "AA2"),
    }
    assert audit.same_groups == (
        SameGroup("department", ("Institutionen för gruvteknik", "Department of Mining"), ("AA1",), ("AA2",)),
    )
    reached = [item for item in audit.reached if item.dimension == "department"]
    assert reached[0].named == ("Department of Weaving", "Institutionen för gruvteknik")
    assert from_json(to_json(audit), Audit) == audit


@pytest.mark.parametrize(("field", "dimension"), [("subject_group", "subject group"), ("subject", "subject")])
def test_subjects_too(field: str, dimension: str) -> None:
    audit = audit_of(
        *pair("AA1", "Gruvteknik (GTA)", "Mining", field),
        syllabus("AA2", "en", **{field: "Mining"}),
        syllabus("AA3", "sv", **{field: "Gruvteknik (GTA)"}),
    )
    assert len(named(audit, dimension)) == 1


def test_one_main_field_is_told_and_of_several_none() -> None:
    one = audit_of(
        *(syllabus("AA1", lang, main_fields=(name,)) for lang, name in (("sv", "Gruvor"), ("en", "Mines"))),
        syllabus("AA2", "en", main_fields=("Mines",)),
    )
    assert named(one, "main field") == {"Gruvor": ("AA1", "AA2")}
    several = audit_of(
        syllabus("AA1", "sv", main_fields=("Gruvor", "Vävning")),
        syllabus("AA1", "en", main_fields=("Mines", "Weaving")),
        syllabus("AA2", "en", main_fields=("Mines",)),
    )
    assert named(several, "main field")["Mines"] == ("AA2",) and not several.same_groups


@pytest.mark.parametrize(
    "second",
    [
        ("Institutionen för vävning", "Department of Mining"),
        ("Institutionen för gruvteknik", "Department of Weaving"),
    ],
)
def test_what_contradicts_itself_is_left_apart_and_said(second: tuple[str, str]) -> None:
    audit = audit_of(
        *pair("AA1", "Institutionen för gruvteknik", "Department of Mining"),
        *pair("AA2", *second),
        syllabus("AA3", "en", department="Department of Mining"),
    )
    assert named(audit)["Department of Mining"] == ("AA3",)
    (same,) = audit.same_groups
    assert same.contradictory and len(same.names) == 3
    assert (same.course_keys, same.renamed) == (("AA1", "AA2"), ("AA3",))


def test_versions_that_say_the_same_or_of_another_day_say_nothing() -> None:
    same = audit_of(*pair("AA1", "Department of Mining", "Department of mining"))
    assert not same.same_groups
    earlier = replace(
        syllabus("AA1", "en", department="Department of Mining", valid_from="2019"),
    )
    audit = audit_of(
        syllabus("AA1", "sv", department="Institutionen för vävning", valid_from="2026"),
        earlier,
        syllabus("AA2", "en", department="Department of Mining"),
    )
    assert not audit.same_groups and named(audit)["Department of Mining"] == ("AA2",)


def test_what_a_person_says_stays() -> None:
    audit = audit_of(
        *pair("AA1", "Institutionen för gruvteknik", "Department of Mining"),
        syllabus("AA2", "en", department="Department of Mining"),
        courses=(CourseFacts("AA2", department="Department of Mining"),),
    )
    assert named(audit)["Department of Mining"] == ("AA2",)
    assert audit.same_groups[0].renamed == ()


def test_the_report_says_it() -> None:
    audit = audit_of(
        *pair("AA1", "Institutionen för gruvteknik", "Department of Mining"),
        *pair("AA4", "Inst <vävning>", "Dept of Weaving"),
        *pair("AA5", "Inst <vävning>", "Dept of Cloth"),
        syllabus("AA2", "en", department="Department of Mining"),
        syllabus("AA6", "en", department="Dept of Cloth"),
    )
    contradictory, told = sorted(build_view(audit, load_scheme(), "en").same_groups, key=len, reverse=True)
    assert told == (
        "“Department of Mining” counts as “Institutionen för gruvteknik”: courses with a syllabus in both"
        " languages name it so (AA1)."
    )
    assert "“Inst <vävning>”" in contradictory and "counted apart" in contradictory
    assert "(AA4, AA5)" in contradictory
