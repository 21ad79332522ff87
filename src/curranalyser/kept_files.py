"""Files that people write into: replaced only where they are as the tool left them.

What was written is kept in a record beside the files, so that a letter with a line of one's own, or a
workbook with decisions in it, is told from one that nobody has touched.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from curranalyser.errors import OutputError
from curranalyser.folder import replace_file
from curranalyser.i18n import N_
from curranalyser.own_files import holds_audit, is_nobodys
from curranalyser.report_place import chosen_folder, require_no_root
from curranalyser.strict_data import json_of


@dataclass(frozen=True, slots=True)
class Written:
    """What became of earlier files: names of those with other bytes now, and of those that went."""

    replaced: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Record:
    """What was written: digests by name, and what it was made of, or "" where that was not said."""

    files: dict[str, list[str]] = field(default_factory=dict)
    made_of: str = ""


def require_own_folder(folder: Path, record_name: str, made_of: str) -> None:
    """See that a folder holds nothing but what the tool wrote from the same.

    Args:
        folder: may be missing.
        record_name: see `write_untouched`.
        made_of: see `write_untouched`.

    Raises:
        OutputError: it holds other files, or files made of something else, or it cannot be read.
    """
    try:
        if not folder.is_dir():
            return
        record = _record(folder / record_name)
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        raise _unwritable(folder, error) from error
    theirs = [name for name in names if name not in record.files and not is_nobodys(name)]
    if theirs:
        raise OutputError(
            N_("%(path)s holds other files: %(names)s."),
            N_("Give another folder, or --force to write beside them."),
            path=folder,
            names=_some(theirs),
        )
    if record.files and record.made_of != made_of:
        raise OutputError(
            N_("%(path)s holds files of another audit."),
            N_("Give another folder, or --force to replace those that nobody has changed."),
            path=folder,
        )


# Names that a message lists.
_MOST_NAMES = 3


def _some(names: list[str]) -> str:
    return ", ".join(names[:_MOST_NAMES]) + (" …" if len(names) > _MOST_NAMES else "")


def _unwritable(folder: Path, error: OSError) -> OutputError:
    return OutputError(
        N_("%(path)s cannot be written: %(error)s."),
        N_("See that you may write there and that there is room; or give another folder."),
        path=folder,
        error=error,
    )


def kept_folder(folder: Path, inner: str, record_name: str, names: Iterable[str], *, force: bool) -> Path:
    """Return the folder for `write_untouched`: see `report_place.chosen_folder`.

    Args:
        folder: the one that was named.
        inner: what the one in it is called.
        record_name: see `write_untouched`.
        names: of the files.
        force: whether to write beside other things.

    Raises:
        OutputError: as `report_place.chosen_folder`.
    """

    def holds_record(place: Path) -> bool:
        return (place / record_name).is_file()

    def holds_own(place: Path) -> bool:
        return holds_record(place) or holds_audit(place)

    # Where there is a record, `write_untouched` tells by digests what is the tool's.
    return chosen_folder(
        folder, inner, holds_own, names, lambda place, _name: holds_record(place), force=force
    )


def write_untouched(folder: Path, files: Mapping[str, bytes], record_name: str, made_of: str = "") -> Written:
    """Write files, and replace none that is not as the tool left it.

    Those of an earlier time that are no longer among `files` go, where nobody has changed them.

    Args:
        folder: is made where it is missing.
        files: names and bytes.
        record_name: the name of the record: for each name the digests of what the tool wrote there.
        made_of: what tells the audit from others, kept in the record.

    Returns:
        What became of earlier files.

    Raises:
        OutputError: a file is there that the tool did not write or that was changed since, or it cannot be
            written. Then nothing was written.
    """
    require_no_root(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        record = _record(folder / record_name).files
        digests = {name: [hashlib.sha256(data).hexdigest()] for name, data in files.items()}
        before = {name: _digest(folder / name) for name in {**record, **digests} if _is_name(folder, name)}
        for name, digest in digests.items():
            path = folder / name
            there = path.is_symlink() or path.exists()
            if there and before[name] not in (*record.get(name, ()), *digest):
                raise OutputError(
                    N_("%(path)s is not as curranalyser left it, and is not overwritten."),
                    N_("Move the file away, or give another folder."),
                    path=path,
                )
        # Both times stand in the record while the files are written: a run that is stopped leaves no file
        # unknown.
        both = {name: [*record.get(name, ()), *digests.get(name, ())] for name in (*record, *digests)}
        _write_record(folder / record_name, both, made_of)
        removed = tuple(
            name for name in record if name in before and name not in files and before[name] in record[name]
        )
        for name in removed:
            (folder / name).unlink()
        replaced = tuple(name for name in files if before[name] and before[name] not in digests[name])
        for name, data in files.items():
            replace_file(folder / name, data)
        _write_record(folder / record_name, digests, made_of)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return Written(replaced, removed)


def _is_name(folder: Path, name: str) -> bool:
    """Whether it names a file within the folder: a record is a file like another, and may say anything."""
    return (folder / name).name == name


def _digest(path: Path) -> str:
    """Return the digest of a file's bytes; "" for what is no regular file."""
    if path.is_symlink() or not path.is_file():
        return ""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _record(path: Path) -> _Record:
    """Return what the record holds; nothing where there is none, or it is damaged."""
    try:
        held = json_of(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return _Record()
    # Earlier versions kept the digests alone.
    files = held.get("files", held) if isinstance(held, dict) else None
    if not isinstance(files, dict):
        return _Record()
    made_of = held.get("made_of")
    return _Record(
        {
            name: [digest for digest in digests if digest and isinstance(digest, str)]
            for name, digests in files.items()
            if isinstance(digests, list)
        },
        made_of if isinstance(made_of, str) else "",
    )


def _write_record(path: Path, record: Mapping[str, list[str]], made_of: str) -> None:
    held = {"files": record, "made_of": made_of}
    text = json.dumps(held, ensure_ascii=False, indent=0, sort_keys=True) + "\n"
    replace_file(path, text.encode("utf-8"))
