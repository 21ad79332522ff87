"""Folders for files that nobody wants to keep, of which none is left lying about.

Whoever makes one takes it away again. Where that process was killed, the next one does: such a folder is held
by a lock that the system gives back when its process is gone, and has a mark in it that is written under the
lock.
"""

import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX = "curranalyser-"
# In every folder that is held: without it a folder is none of ours, or was made this moment.
_MARK = ".curranalyser-temporary"
# Seconds after which a folder that is empty was not made this moment.
_LONG_AGO = 3600
# Seconds for which what is written into a folder while it is taken away is waited for.
_PATIENCE = 1.0


def places() -> Iterator[Path]:
    """Yield the folders that temporary files may lie in, the best first."""
    with suppress(OSError):
        yield Path(tempfile.gettempdir())
    yield Path("/dev/shm")  # noqa: S108 of this system, where no other place can be written to


@contextmanager
def own_folder() -> Iterator[Path]:
    """Make a folder that only this user may enter, and take it away in the end.

    Folders that killed processes have left are taken away too.

    Raises:
        OSError: there is no place for one.
    """
    sweep()
    if sys.platform == "win32":
        with tempfile.TemporaryDirectory(prefix=_PREFIX) as name:
            yield Path(name)
        return
    folder, lock = _made()
    try:
        yield folder
    finally:
        _remove(folder)
        os.close(lock)


def sweep() -> None:
    """Take away what killed processes of this user have left in the folder for temporary files."""
    if sys.platform == "win32":
        return
    for place in places():
        with suppress(OSError), os.scandir(place) as entries:
            for entry in entries:
                if entry.name.startswith(_PREFIX):
                    with suppress(OSError):
                        _sweep(Path(entry.path))


def _made() -> tuple[Path, int]:
    """Make and lock a folder in the first place that has room for one. Raises OSError."""
    refused: OSError | None = None
    for place in places():
        try:
            folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
        except OSError as error:
            refused = refused or error
            continue
        try:
            lock = _lock(folder)
            (folder / _MARK).touch()
        except OSError as error:
            refused = refused or error
            _remove(folder)
            continue
        return folder, lock
    raise refused or FileNotFoundError(2, os.strerror(2), tempfile.gettempprefix())


def _lock(folder: Path) -> int:
    """Open and lock a folder that nobody else has locked. Raises OSError."""
    import fcntl  # noqa: PLC0415 not on every platform

    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BaseException:
        os.close(number)
        raise
    return number


def _sweep(folder: Path) -> None:
    """Take away a folder if it is one of ours and nobody holds it any more. Raises OSError."""
    about = folder.lstat()
    if not stat.S_ISDIR(about.st_mode) or about.st_uid != os.geteuid():
        return
    if not (folder / _MARK).exists():
        if time.time() - about.st_mtime > _LONG_AGO:
            folder.rmdir()  # which does nothing where there is something in it
        return
    lock = _lock(folder)
    try:
        _remove(folder)
    finally:
        os.close(lock)


def _remove(folder: Path) -> None:
    """Take away a folder with all that is in it; the mark goes last, so that what is left is found again."""
    until = time.monotonic() + _PATIENCE
    while True:
        for entry in folder.iterdir():
            if entry.name == _MARK:
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                with suppress(OSError):
                    entry.unlink()
        if [entry.name for entry in folder.iterdir()] in ([], [_MARK]):
            break
        if time.monotonic() > until:
            return
        time.sleep(0.01)
    with suppress(OSError):
        (folder / _MARK).unlink(missing_ok=True)
        folder.rmdir()
