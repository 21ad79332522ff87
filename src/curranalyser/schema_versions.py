"""Versions of what is kept and handed on, and what is said of one that cannot be read.

A version is a number from 1. It is raised where a field goes, changes its type or its meaning, or is new;
`tests/golden/schemas` holds what each version is, and a test compares. What was written before there were
versions has none, which is `NONE` here.

Lines of decisions carry the version each for itself, and not in a first line: `git merge` joins two files
line by line, so that a file may hold lines of two versions, of which a first line could say but one. A line
that is kept unchanged keeps the version it has, so that a new version of the tool rewrites no line and a
merge meets changes only where people made some.
"""

from pathlib import Path

import msgspec

from curranalyser.datamodel import from_json
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_

NONE = 0
AUDIT_JSON = 1
PARSED = 1
CLASSIFIED = 1
CHECKED = 1
DECISION = 1


class _Head(msgspec.Struct):
    schema_version: int = NONE


def version_of(data: bytes) -> int:
    """Return the version that a JSON object carries; `NONE` where it has none.

    Raises ValueError where the data are no JSON object, or the version is no number.
    """
    return from_json(data, _Head).schema_version


def later_audit(path: Path, found: int, known: int) -> SettingsError:
    """Return what is said of an audit that a later version of the tool wrote: it can be made again."""
    return later_version(
        path,
        found,
        known,
        N_("Install that version or a later one, or make it again with: curranalyser audit"),
    )


def later_version(
    path: Path | str, found: int, known: int, hint: str = N_("Install that version or a later one.")
) -> SettingsError:
    """Return what is said of a file that a later version of the tool wrote."""
    return SettingsError(
        N_(
            "%(path)s was written by a later version of curranalyser (schema version %(found)s; this one"
            " reads up to %(known)s)."
        ),
        hint,
        path=path,
        found=found,
        known=known,
    )


def earlier_version(path: Path | str, found: int, known: int) -> SettingsError:
    """Return what is said of an audit of an earlier version that cannot be read any more."""
    if found == NONE:
        return SettingsError(
            N_(
                "%(path)s was written by an earlier version of curranalyser, before audits had a schema"
                " version (this one reads %(known)s)."
            ),
            N_("Make it again with: curranalyser audit"),
            path=path,
            known=known,
        )
    return SettingsError(
        N_(
            "%(path)s was written by an earlier version of curranalyser (schema version %(found)s; this one"
            " reads %(known)s)."
        ),
        N_("Make it again with: curranalyser audit"),
        path=path,
        found=found,
        known=known,
    )


def schema_text(schema: object) -> str:
    """Return a JSON Schema as indented text."""
    return msgspec.json.format(msgspec.json.encode(schema), indent=2).decode("utf-8")
