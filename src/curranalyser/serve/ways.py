"""Addresses by which one room leads to what stands in another."""

from urllib.parse import urlencode

REPORT = "/report/"


def in_report(course: str = "", programme: str = "") -> str:
    """Return the address that leads to a course or a programme in the report; without one, to its start.

    Both are named by their keys.
    """
    named = {"course": course} if course else {"programme": programme} if programme else {}
    return f"{REPORT}of?" + urlencode(named) if named else REPORT
