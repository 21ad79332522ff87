"""Findings that an author has dismissed in a browser → entries of curranalyser.toml.

What a browser keeps anybody may have written: it is bounded, cleaned and known before it is used.
"""

import re

import msgspec

from curranalyser.check.accept import entries_text
from curranalyser.check.finding import rules
from curranalyser.check.suppress import Suppression
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_
from curranalyser.report.sanitise import clean_line
from curranalyser.strict_data import json_as

# Bytes and entries: an author dismisses a dozen.
LARGEST = 1_000_000
_MOST = 1000
# Characters of one value: the longest outcomes have a thousand.
_LONGEST = 4000
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")


class _Dismissed(msgspec.Struct):
    """A finding as the browser keeps it: what `[[check.suppress]]` holds, and the name of its file."""

    rule: str
    fingerprint: str
    reason: str
    text: str = ""
    syllabus: str = ""
    file: str = ""


def _wrong() -> SettingsError:
    return SettingsError(
        N_("What was dismissed cannot be written: it is not as this page keeps it."),
        N_("Clear what this browser has stored, and dismiss it anew."),
    )


def _suppression(item: _Dismissed) -> Suppression:
    if item.rule not in rules() or not _FINGERPRINT.fullmatch(item.fingerprint):
        raise _wrong()
    text, syllabus, file, reason = (
        clean_line(value[:_LONGEST]) for value in (item.text, item.syllabus, item.file, item.reason)
    )
    if not reason:
        raise SettingsError(
            N_("What is accepted needs a reason."), N_('Write: --reason "Decided by the board in May"')
        )
    # As `check --accept` writes it: the file only where nothing else tells the draft from others.
    return Suppression(
        rules=frozenset({item.rule}),
        text=text,
        reason=reason,
        fingerprint=item.fingerprint,
        syllabus=syllabus,
        file="" if syllabus or text else file,
    )


def dismissed_as_settings(data: bytes) -> tuple[str, int]:
    """Return what was dismissed as entries of curranalyser.toml.

    Args:
        data: a JSON list of objects with rule, fingerprint, reason, and where they are known text, syllabus
            and file.

    Returns:
        The entries, "" for none; and how many are not among them, because nothing would tell their draft
        from others: it has no name, they are about no words of it, and it came from no file.

    Raises:
        SettingsError: it is too much, not such a list, or names a rule that there is not.
    """
    if len(data) > LARGEST:
        raise _wrong()
    try:
        items = json_as(data, list[_Dismissed])
    except ValueError as error:
        raise _wrong() from error
    if len(items) > _MOST:
        raise _wrong()
    made = {item.fingerprint: _suppression(item) for item in items}
    told = [item for item in made.values() if item.text or item.syllabus or item.file]
    return entries_text(told) if told else "", len(made) - len(told)


def dismissed_fingerprints(text: str) -> frozenset[str]:
    """Return the fingerprints in a text with blanks between them; what is none is passed over."""
    return frozenset(word for word in text.split()[:_MOST] if _FINGERPRINT.fullmatch(word))
