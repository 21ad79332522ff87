"""Files that are opened are regular files: a pipe would be waited for, and a device has no end."""

import errno
import io
import os
import stat
from pathlib import Path

# Opening waits for nobody, and no terminal becomes that of this process. Where there is no such thing,
# there are no pipes among the files either.
_FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY", "O_NOINHERIT")
)


class NotRegularError(OSError):
    """What is to be opened is a pipe, a socket, a device or a folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.ESPIPE, os.strerror(errno.ESPIPE), str(path))


def open_regular(path: Path) -> io.BufferedReader:
    """Open a file for reading, if it is a regular one; it may have become something else since it was found.

    Raises:
        NotRegularError: it is none.
        OSError: it cannot be opened.
    """
    # Not opened at all where that can be known: to open a device can set it going.
    if not stat.S_ISREG(path.stat().st_mode):
        raise NotRegularError(path)
    number = os.open(path, _FLAGS)
    try:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise NotRegularError(path)
        if hasattr(os, "O_NONBLOCK"):
            os.set_blocking(number, True)
        return io.BufferedReader(io.FileIO(number))
    except BaseException:
        os.close(number)
        raise
