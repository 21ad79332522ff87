"""Files that people write into: replaced only where they are as the tool left them.

What was written is kept in a record beside the files, so that a letter with a line of one's own, or a
workbook with decisions in it, is told from one that nobody has touched.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from curranalyser.errors import OutputError
from curranalyser.folder import replace_file
from curranalyser.i18n import N_


def write_untouched(folder: Path, files: Mapping[str, bytes], record_name: str) -> list[Path]:
    """Write files, and replace none that is not as the tool left it.

    Those of an earlier time that are no longer among `files` go, where nobody has changed them.

    Args:
        folder: is made where it is missing.
        files: names and bytes.
        record_name: the name of the record: for each name the digests of what the tool wrote there.

    Returns:
        The paths, in the order of `files`.

    Raises:
        OutputError: a file is there that the tool did not write or that was changed since, or it cannot be
            written. Then nothing was written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        record = _record(folder / record_name)
        digests = {name: [hashlib.sha256(data).hexdigest()] for name, data in files.items()}
        for name, digest in digests.items():
            path = folder / name
            there = path.is_symlink() or path.exists()
            if there and _digest(path) not in (*record.get(name, ()), *digest):
                raise OutputError(
                    N_("%(path)s is not as curranalyser left it, and is not overwritten."),
                    N_("Move the file away, or give another folder."),
                    path=path,
                )
        # Both times stand in the record while the files are written: a run that is stopped leaves no file
        # unknown.
        both = {name: [*record.get(name, ()), *digests.get(name, ())] for name in (*record, *digests)}
        _write_record(folder / record_name, both)
        for name in record:
            path = folder / name
            if name not in files and path.name == name and _digest(path) in record[name]:
                path.unlink()
        for name, data in files.items():
            replace_file(folder / name, data)
        _write_record(folder / record_name, digests)
    except OSError as error:
        raise OutputError(
            N_("%(path)s cannot be written: %(error)s."),
            N_("See that you may write there and that there is room; or give another folder."),
            path=folder,
            error=error,
        ) from error
    return [folder / name for name in files]


def _digest(path: Path) -> str:
    """Return the digest of a file's bytes; "" for what is no regular file."""
    if path.is_symlink() or not path.is_file():
        return ""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _record(path: Path) -> dict[str, list[str]]:
    """Return what the record holds; nothing where there is none, or it is damaged."""
    try:
        held = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError, RecursionError):
        return {}
    if not isinstance(held, dict):
        return {}
    return {
        name: [digest for digest in digests if digest and isinstance(digest, str)]
        for name, digests in held.items()
        if isinstance(digests, list)
    }


def _write_record(path: Path, record: Mapping[str, list[str]]) -> None:
    text = json.dumps(record, ensure_ascii=False, indent=0, sort_keys=True) + "\n"
    replace_file(path, text.encode("utf-8"))
