"""A finished audit as it lies on the disk: a report folder, or the audit.json or audit.db in it."""

from dataclasses import dataclass
from pathlib import Path

from curranalyser.audit_file import read_audit_bytes
from curranalyser.datamodel import Audit
from curranalyser.errors import SettingsError
from curranalyser.folder import STORE_FILE, audit_place
from curranalyser.i18n import N_
from curranalyser.strict_data import read_within

AUDIT_FILE = "audit.json"
# Bytes of an audit.json: that of 60,000 files has less than half of them.
_LARGEST = 4_000_000_000


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished audit.

    Attributes:
        audit: the audit.
        scheme: the TOML text of its scheme; "" where the file does not hold it, as audit.json does not.
        home_country: the ISO 3166-1 code it was made with; "" likewise.
    """

    audit: Audit
    scheme: str = ""
    home_country: str = ""


def read_finished(path: Path) -> Finished:
    """Read a finished audit.

    Args:
        path: a report folder, an audit.json, or the audit.db of a store.

    Raises:
        SettingsError: there is none, or it is not of this version's making.
    """
    path = audit_place(path) if path.is_dir() else path
    file = path / AUDIT_FILE if path.is_dir() else path
    if (path / STORE_FILE).is_file() or path.name == STORE_FILE:
        from curranalyser.store import read_store  # noqa: PLC0415 not for an audit.json

        return Finished(*read_store(path))
    try:
        data = read_within(file, _LARGEST)
    except (OSError, ValueError) as error:
        raise _no_audit(path) from error
    return Finished(read_audit_bytes(data, file))


def _no_audit(path: Path) -> SettingsError:
    return SettingsError(
        N_("There is no audit at %(path)s."),
        N_("Give a folder that `curranalyser audit` has written, or the audit.json in it."),
        path=path,
    )


def audit_files(path: Path) -> tuple[Path, ...]:
    """Return the files from which an audit may be read, also those that are not there."""
    place = audit_place(path)
    return (path, place / AUDIT_FILE, place / STORE_FILE)


def read_audit(path: Path) -> Audit:
    """Read a finished audit without its scheme. Arguments and errors as for `read_finished`."""
    return read_finished(path).audit
