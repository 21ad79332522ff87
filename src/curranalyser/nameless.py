"""How worker processes are started that do not run the caller's script again, and leave nothing behind.

`multiprocessing` lets every process that it starts afresh import the script (`__main__`), for functions that
this defines. No function of ours is defined there, and a script without `if __name__ == "__main__"` would
begin anew in every worker, which Python ends with an error. So the script is not named to workers.

The process that workers are forked from is asked for them through a socket, which has a name in the folder
for temporary files: the folder stays when its process is killed, and its name may be too long for a socket.
Here the name is taken away as soon as there is a handle on the socket, and that is asked through.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from multiprocessing import connection, spawn
from multiprocessing.context import BaseContext, SpawnContext, SpawnProcess
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import Any

from curranalyser.temporary import own_folder

# What names the script in the data that a process is prepared with.
_SCRIPT = ("init_main_from_name", "init_main_from_path")
_one_at_a_time = threading.RLock()


@contextmanager
def _instead(module: ModuleType, name: str, ours: Callable[..., Any]) -> Iterator[None]:
    """Put a function of ours in the place of one of a module, for this thread alone, for a while."""
    with _one_at_a_time:
        given = getattr(module, name)
        mine = threading.get_ident()

        def chosen(*args: Any) -> Any:  # noqa: ANN401 whatever the function has
            return (ours if threading.get_ident() == mine else given)(*args)

        setattr(module, name, chosen)
        try:
            yield
        finally:
            setattr(module, name, given)


@contextmanager
def _script_not_named() -> Iterator[None]:
    """Leave the script out of what processes are prepared with that this thread starts meanwhile."""
    given = spawn.get_preparation_data

    def without_script(name: str) -> dict[str, Any]:
        return {key: value for key, value in given(name).items() if key not in _SCRIPT}

    with _instead(spawn, "get_preparation_data", without_script):
        yield


class _Spawned(SpawnProcess):
    @staticmethod
    def _Popen(process_obj: BaseProcess) -> Any:  # noqa: ANN401, N802 as multiprocessing has it
        with _script_not_named():
            return SpawnProcess._Popen(process_obj)


class _Spawning(SpawnContext):
    Process = _Spawned


if sys.platform == "linux":
    from multiprocessing import forkserver
    from multiprocessing.context import ForkServerContext, ForkServerProcess

    class _Server(forkserver.ForkServer):
        """The process that workers are forked from; the caller may have another one for its own."""

        def __init__(self) -> None:
            super().__init__()
            self._handle: int | None = None

        def ensure_running(self) -> None:
            """Start it if it is not there, or is there no more. Raises OSError."""
            with _one_at_a_time, _nameless_socket() as named:
                super().ensure_running()
                if named:
                    self._take_handle(named[0])

        def _take_handle(self, address: str) -> None:
            """Let the socket be asked through a handle, which needs no name."""
            handle = os.open(address, os.O_PATH | os.O_CLOEXEC)
            if self._handle is not None:
                os.close(self._handle)
            self._handle = handle
            self._forkserver_address = f"/proc/self/fd/{handle}"

    @contextmanager
    def _nameless_socket() -> Iterator[list[str]]:
        """Give a socket that this thread makes meanwhile a name that is gone in the end.

        It is short, whatever the folder is called. Yields the name, once it was asked for.
        """
        asked: list[str] = []
        with _folders() as make:

            def address(_family: str) -> str:
                asked.append(f"/proc/self/fd/{make()}/socket")
                return asked[0]

            with _instead(connection, "arbitrary_address", address):
                yield asked

    @contextmanager
    def _folders() -> Iterator[Callable[[], int]]:
        """Yield what makes a folder and returns a handle on it; both are gone in the end."""
        with ExitStack() as stack:

            def make() -> int:
                handle = os.open(stack.enter_context(own_folder()), os.O_PATH | os.O_CLOEXEC)
                stack.callback(os.close, handle)
                return handle

            yield make

    _server = _Server()

    class _Served(ForkServerProcess):
        @staticmethod
        def _Popen(process_obj: BaseProcess) -> Any:  # noqa: ANN401, N802 as multiprocessing has it
            ours = _server.connect_to_new_process
            with _script_not_named(), _instead(forkserver, "connect_to_new_process", ours):
                return ForkServerProcess._Popen(process_obj)

    class _Serving(ForkServerContext):
        Process = _Served


def start_afresh(preload: Sequence[str] = ()) -> BaseContext:
    """Return a context whose processes are started afresh and do not import the caller's script.

    Args:
        preload: names of modules that are loaded before. On Linux that is done once, in a process that the
            others are forked from, which begins with this call; elsewhere each loads its own.

    Raises:
        OSError: the system has no room for such a process, or for its socket.
    """
    if sys.platform == "linux" and preload:
        _server.set_forkserver_preload(list(preload))
        _server.ensure_running()
        return _Serving()
    return _Spawning()
