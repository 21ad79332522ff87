"""Audits given on the command line: a report folder, or the audit.json or audit.db in it."""

from pathlib import Path

from curranalyser.audit_file import read_audit_bytes
from curranalyser.datamodel import Audit
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_

AUDIT_FILE = "audit.json"


def load_audit(path: Path) -> Audit:
    """Read a finished audit.

    Args:
        path: a report folder, an audit.json, or the audit.db of a store.

    Raises:
        SettingsError: there is none, or it is not of this version's making.
    """
    from curranalyser.folder import STORE_FILE
    from curranalyser.store import read_store

    file = path / AUDIT_FILE if path.is_dir() else path
    if (path / STORE_FILE).is_file() or path.name == STORE_FILE:
        return read_store(path)[0]
    try:
        data = file.read_bytes()
    except OSError as error:
        raise SettingsError(
            N_("There is no audit at %(path)s."),
            N_("Give a folder that `curranalyser audit` has written, or the audit.json in it."),
            path=path,
        ) from error
    return read_audit_bytes(data, file)
