"""A course as a programme lists it, written short."""

from decimal import Decimal

from curranalyser.datamodel import CourseRef, marked


def listed(
    code: str | None,
    title: str,
    credits_: Decimal | None = None,
    term: int | None = None,
    compulsory: bool | None = None,
    year: int | None = None,
    page: int = 1,
) -> CourseRef:
    """Return a course that is marked compulsory (True), elective (False) or neither."""
    status, basis = marked(compulsory)
    return CourseRef(
        code,
        title,
        credits_,
        terms=() if term is None else (term,),
        years=() if year is None else (year,),
        status=status,
        basis=basis,
        page=page,
    )
