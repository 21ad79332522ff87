"""Runs something as a user who may not do everything: tests often run as root, whom no folder is locked to.

Where they run as somebody else, that is who it is.
"""

import os
import pickle
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from command_line import Finished

from curranalyser import workers

NOBODY = 65534


@contextmanager
def open_folder() -> Iterator[Path]:
    """Make a folder that everybody may write to; those of pytest are its own user's alone."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        folder.chmod(0o777)
        try:
            yield folder
        finally:
            for place, _, _ in os.walk(folder):
                Path(place).chmod(0o755)


def as_nobody(run: Callable[[], Finished]) -> Finished:
    """Return what it returns, in a copy of this process that has given up what root may do.

    The copy has no workers: those of this process are not its children.
    """
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        told: Finished | str
        try:
            os.close(reads)
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            workers.start_context = lambda: None  # type: ignore[assignment,return-value]
            told = run()
        except BaseException:
            told = traceback.format_exc()
        os.write(writes, pickle.dumps(told))
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads, "rb") as pipe:
        answer = pickle.loads(pipe.read())
    os.waitpid(child, 0)
    assert isinstance(answer, Finished), answer
    return answer
