"""One file that a user named for what is made: it takes the place of its like, and of nothing else."""

import json
import stat
from collections.abc import Collection
from io import BytesIO
from pathlib import Path

from curranalyser.errors import OutputError
from curranalyser.folder import PAGE_MARK, replace_file
from curranalyser.i18n import N_
from curranalyser.own_files import has_property

# Bytes in which the mark of a page stands.
_HEAD = 1000
# Larger files than this are none of the tool's.
_LARGEST = 500_000_000
_PACKAGE = b"PK\x03\x04"
# Of its fields a file of JSON has so many in common with what takes its place, at least.
_COMMON_FIELDS = 0.5
_DEVICES = Path("/dev")
# Stands in the last line of what `check` says, in every language.
_LAST_LINE = b"curranalyser explain"


def write_file(
    path: Path, data: bytes, *, force: bool = False, filled_in: bool = False, inputs: Collection[Path] = ()
) -> None:
    """Write a file whole or not at all, and only where that costs nobody a file.

    Args:
        path: as the user named it. A pipe or a device is written to as it is.
        data: its bytes.
        force: whether a file that is there may go, whatever it is.
        filled_in: whether people write into such files: then none goes without `force`.
        inputs: what the data were made of.

    Raises:
        OutputError: a file is there that would be lost, or a link or a folder; it is one of the inputs; or it
            cannot be written.
    """
    try:
        if _is_stream(path):
            with path.open("wb") as stream:
                stream.write(data)
            return
        _refuse_inputs(path, inputs)
        if _is_kept(path, data, force=force, filled_in=filled_in):
            replace_file(path, data)
    except OSError as error:
        raise OutputError(
            N_("%(path)s cannot be written: %(error)s."), N_("Choose another place."), path=path, error=error
        ) from error


def _is_stream(path: Path) -> bool:
    """Whether it is no file: a pipe, a terminal, or what the system calls so. Raises OSError."""
    if _DEVICES in path.parents:
        return True  # /dev/stdout leads to a file where it is redirected to one
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _refuse_inputs(path: Path, inputs: Collection[Path]) -> None:
    for given in inputs:
        if path.exists() and given.exists() and path.samefile(given):
            raise OutputError(
                N_("%(path)s is what this is made of, and is not overwritten."),
                N_("Choose another place."),
                path=path,
            )


def _is_kept(path: Path, data: bytes, *, force: bool, filled_in: bool) -> bool:
    """Whether there is something to write: not where the file is there as it is.

    Raises:
        OutputError: what is there must not go.
        OSError: it cannot be looked at.
    """
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return True
    if stat.S_ISLNK(mode):
        raise OutputError(
            N_("%(path)s is a link or no file, and is not written to."),
            N_("Give the name of a file."),
            path=path,
        )
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(21, "Is a directory", str(path))
    before = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    if before == data:
        return False
    if force:
        return True
    if filled_in and before:
        raise OutputError(
            N_("%(path)s is there already, and somebody may have written in it."),
            N_("Give another name; or --force, to replace the file."),
            path=path,
        )
    if before and not is_alike(before, data):
        raise OutputError(
            N_("%(path)s is there already, holds other things, and is not overwritten."),
            N_("Give another name, or move the file away."),
            path=path,
        )
    return True


def is_alike(before: bytes, data: bytes) -> bool:
    """Whether a file is of the kind that takes its place: by its mark, its fields or its first line.

    Args:
        before: what is there.
        data: what is to take its place.
    """
    if data.startswith(_PACKAGE):
        return before.startswith(_PACKAGE) and has_property(BytesIO(before))
    if PAGE_MARK.encode() in data[:_HEAD]:
        return PAGE_MARK.encode() in before[:_HEAD]
    if data.startswith(b"{"):
        return _has_fields(before, data)
    if _LAST_LINE in before.rstrip().rpartition(b"\n")[2]:
        return True
    return before.partition(b"\n")[0].strip() == data.partition(b"\n")[0].strip()


def _has_fields(before: bytes, data: bytes) -> bool:
    """Whether two files of JSON have the same first field, and many others."""
    try:
        there, wanted = (list(json.loads(text)) for text in (before, data))
    except (ValueError, RecursionError, TypeError):
        return False
    common = len(set(there) & set(wanted))
    return there[:1] == wanted[:1] and common >= _COMMON_FIELDS * len(wanted)
