"""Runs something as a user to whom folders can be locked: tests often run as root, who may open them all."""

import ctypes
import os
import pickle
import traceback
from collections.abc import Callable

from command_line import Finished

from curranalyser import workers

# Of capset(2): the form of its arguments that has two words of each set.
_VERSION_3 = 0x20080522


def give_up_capabilities() -> None:
    """Be root in name only, whose own files are locked where their mode says so. Raises OSError."""
    head = (ctypes.c_uint32 * 2)(_VERSION_3, 0)
    none = (ctypes.c_uint32 * 6)()
    library = ctypes.CDLL(None, use_errno=True)
    if library.capset(head, none):
        raise OSError(ctypes.get_errno(), "capset")


def unprivileged(run: Callable[[], Finished]) -> Finished:
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
                give_up_capabilities()
            workers.start_context = lambda: None  # type: ignore[assignment,return-value]
            told = run()
        except BaseException:
            told = traceback.format_exc()
        with os.fdopen(writes, "wb") as pipe:
            pickle.dump(told, pipe)
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads, "rb") as pipe:
        answer = pickle.loads(pipe.read())
    os.waitpid(child, 0)
    assert isinstance(answer, Finished), answer
    return answer
