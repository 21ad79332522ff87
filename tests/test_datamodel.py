import dataclasses
import pickle
import types
import typing
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

import msgspec
import pytest
from draws import draws
from hypothesis import given, settings
from hypothesis import strategies as st

from curranalyser import datamodel
from curranalyser.datamodel import (
    AnalysedOutcome,
    AnalysedSyllabus,
    Audit,
    CourseHeader,
    CourseProfile,
    Decision,
    DocumentResult,
    DocumentStatus,
    Failure,
    Indicator,
    Label,
    LanguageOfInstruction,
    LearningOutcome,
    Syllabus,
    SyllabusKind,
    from_json,
    to_json,
)
from curranalyser.errors import DocumentError, FailureCategory

TYPES = [
    kind
    for kind in vars(datamodel).values()
    if isinstance(kind, type) and (dataclasses.is_dataclass(kind) or issubclass(kind, msgspec.Struct))
]
# A document lives between reading and parsing, in one process or two; its blocks are never written as JSON.
NEVER_WRITTEN = {datamodel.Document, datamodel.TableBlock, datamodel.TableCell}
EVERY_TYPE = pytest.mark.parametrize("kind", TYPES, ids=[kind.__name__ for kind in TYPES])
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NUMBERS = st.decimals(-10_000, 10_000, places=2)
FAILURE = Failure.from_error("a.pdf", "read", DocumentError(FailureCategory.ENCRYPTED))
SYLLABUS = AnalysedSyllabus(
    Syllabus(SyllabusKind.COURSE, CourseHeader(), (), (), LanguageOfInstruction()), ()
)


@cache
def values(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a type of the data model, told from its annotations.

    Tuples stay short so that a whole audit stays small.
    """
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return (
            st.lists(values(parts[0]), max_size=2).map(tuple)
            if parts[-1] is Ellipsis
            else st.tuples(*map(values, parts))
        )
    if origin is typing.Literal:
        return st.sampled_from(parts)
    if isinstance(kind, types.UnionType) or origin is typing.Union:
        # A table holds blocks, and these may be tables.
        inner = [part for part in parts if part is not datamodel.TableBlock]
        outer = [st.deferred(lambda: values(datamodel.TableBlock))] if len(inner) < len(parts) else []
        return st.one_of(*map(values, inner), *outer)
    if kind is DocumentResult:
        return documents()
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return st.builds(
            kind, **{field.name: values(hints[field.name]) for field in dataclasses.fields(kind)}
        )
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        hints = typing.get_type_hints(kind)
        return st.builds(kind, **{name: values(hints[name]) for name in kind.__struct_fields__})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    simple = {
        str: TEXT,
        int: st.integers(0, 10_000),
        float: st.floats(0, 1),
        bool: st.booleans(),
        Decimal: NUMBERS,
        types.NoneType: st.none(),
    }
    return simple[kind]


@st.composite
def documents(draw: st.DrawFn) -> DocumentResult:
    status = draw(st.sampled_from(list(DocumentStatus)))
    syllabi = (SYLLABUS,) if status in (DocumentStatus.OK, DocumentStatus.PARTIAL) else ()
    failures = (
        ()
        if status is DocumentStatus.OK
        else draw(st.lists(values(Failure), min_size=1, max_size=2).map(tuple))
    )
    return DocumentResult(draw(values(datamodel.SourceFile)), status, syllabi, failures)


@EVERY_TYPE
def test_values_are_frozen_and_hold_nothing_else(kind: type) -> None:
    struct = issubclass(kind, msgspec.Struct)
    assert kind.__struct_config__.frozen if struct else kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(kind)


@EVERY_TYPE
@settings(max_examples=draws(30))
@given(st.data())
def test_values_stay_the_same_in_json_and_between_processes(kind: type, data: st.DataObject) -> None:
    value = data.draw(values(kind))
    if kind not in NEVER_WRITTEN:
        assert from_json(to_json(value), kind) == value
        assert from_json(to_json(value, indent=2), kind) == value
    assert pickle.loads(pickle.dumps(value)) == value


def test_json_of_another_shape_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        from_json(b'{"text": "x", "page": "one"}', datamodel.Line)


@pytest.mark.parametrize(
    ("status", "syllabi", "failures"),
    [
        (DocumentStatus.OK, (SYLLABUS,), (FAILURE,)),
        (DocumentStatus.OK, (), ()),
        (DocumentStatus.PARTIAL, (SYLLABUS,), ()),
        (DocumentStatus.PARTIAL, (), (FAILURE,)),
        (DocumentStatus.FAILED, (SYLLABUS,), (FAILURE,)),
        (DocumentStatus.FAILED, (), ()),
        (DocumentStatus.SKIPPED, (SYLLABUS,), (FAILURE,)),
        (DocumentStatus.SKIPPED, (), ()),
    ],
)
def test_a_document_refuses_a_status_that_its_content_contradicts(
    status: DocumentStatus, syllabi: tuple[AnalysedSyllabus, ...], failures: tuple[Failure, ...]
) -> None:
    with pytest.raises(ValueError, match="document"):
        DocumentResult(datamodel.SourceFile("a.pdf", "", 0), status, syllabi, failures)


def test_a_share_of_nothing_has_no_value() -> None:
    assert Indicator(Decimal(0), Decimal(0)).value is None
    assert Indicator(Decimal("7.5"), Decimal(30)).value == 0.25


def test_a_translation_is_not_counted_twice() -> None:
    outcomes = tuple(
        AnalysedOutcome(LearningOutcome(f"{code}-{number}", "x", language=code), ())
        for code in ("en", "sv")
        for number in (1, 2)
    )
    for main, counted in (("sv", "sv"), ("en", "en"), ("fi", "en"), (None, "en")):
        syllabus = Syllabus(
            SyllabusKind.COURSE,
            CourseHeader(),
            (),
            tuple(item.outcome for item in outcomes),
            LanguageOfInstruction(),
            language=main,
        )
        profile = CourseProfile(
            "K", CourseHeader(), (AnalysedSyllabus(syllabus, outcomes),), ("a.pdf",), LanguageOfInstruction()
        )
        assert [item.outcome.language for item in profile.counted_outcomes()] == [counted] * 2


def test_a_label_is_found_by_its_perspective() -> None:
    label = Label("comparative", Decision.NO, 0.1)
    item = AnalysedOutcome(LearningOutcome("sv-1", "x"), (Label("international", Decision.YES, 0.9), label))
    assert item.label("comparative") is label
    with pytest.raises(KeyError):
        item.label("gender")


def test_a_course_is_found_by_its_key() -> None:
    profile = CourseProfile("K1", CourseHeader(), (SYLLABUS,), ("a.pdf",), LanguageOfInstruction())
    audit = Audit((), (), (profile,), (), (), (), (), datamodel.Provenance("", "", "", "", "", ""))
    assert audit.course("K1") is profile
    with pytest.raises(KeyError):
        audit.course("K2")
