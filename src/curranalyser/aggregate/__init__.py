"""Aggregate: analysed syllabi → Audit."""

from collections.abc import Sequence
from decimal import Decimal

from curranalyser.aggregate.courses import build_courses
from curranalyser.aggregate.programmes import build_programmes
from curranalyser.aggregate.shares import perspective_shares
from curranalyser.datamodel import Audit, DocumentResult, Provenance

__all__ = ["build_audit"]


def build_audit(results: Sequence[DocumentResult], perspectives: Sequence[str], provenance: Provenance) -> Audit:
    """Put a run together.

    Args:
        results: one a file, in any order.
        perspectives: ids in the scheme's order.
        provenance: what made the results.

    Returns:
        The audit; the same for the same results in any order.
    """
    ordered = sorted(results, key=lambda result: (result.source.path, result.source.row or 0, result.source.sha256))
    courses = build_courses(ordered, perspectives)
    programmes = build_programmes(ordered, courses, perspectives)
    linked = {item.course_key for programme in programmes for item in programme.courses}
    return Audit(
        tuple(perspectives),
        programmes,
        courses,
        tuple(course.key for course in courses if course.key not in linked),
        perspective_shares([(course, course.header.credits or Decimal(0)) for course in courses], perspectives),
        tuple((result.source.path, result.status) for result in ordered),
        tuple(failure for result in ordered for failure in result.failures),
        provenance,
    )
