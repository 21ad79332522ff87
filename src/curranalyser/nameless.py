"""How worker processes are started that do not run the caller's script again.

`multiprocessing` lets every process that it starts afresh import the script (`__main__`), for functions that
this defines. No function of ours is defined there, and a script without `if __name__ == "__main__"` would
begin anew in every worker, which Python ends with an error. So the script is not named to workers.
"""

import multiprocessing
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import spawn
from multiprocessing.context import BaseContext, SpawnContext, SpawnProcess
from multiprocessing.process import BaseProcess
from typing import Any

# What names the script in the data that a process is prepared with.
_SCRIPT = ("init_main_from_name", "init_main_from_path")
_one_at_a_time = threading.Lock()


@contextmanager
def _script_not_named() -> Iterator[None]:
    """Leave the script out of what processes are prepared with that this thread starts meanwhile.

    Those of the caller's other threads are started as ever.
    """
    with _one_at_a_time:
        given = spawn.get_preparation_data
        mine = threading.get_ident()

        def without_script(name: str) -> dict[str, Any]:
            data = given(name)
            if threading.get_ident() != mine:
                return data
            return {key: value for key, value in data.items() if key not in _SCRIPT}

        spawn.get_preparation_data = without_script
        try:
            yield
        finally:
            spawn.get_preparation_data = given


class _Spawned(SpawnProcess):
    @staticmethod
    def _Popen(process_obj: BaseProcess) -> Any:  # noqa: ANN401, N802 as multiprocessing has it
        with _script_not_named():
            return SpawnProcess._Popen(process_obj)


class _Spawning(SpawnContext):
    Process = _Spawned


if sys.platform != "win32":
    from multiprocessing.context import ForkServerContext, ForkServerProcess

    class _Served(ForkServerProcess):
        @staticmethod
        def _Popen(process_obj: BaseProcess) -> Any:  # noqa: ANN401, N802 as multiprocessing has it
            with _script_not_named():
                return ForkServerProcess._Popen(process_obj)

    class _Serving(ForkServerContext):
        Process = _Served


def start_afresh(method: str) -> BaseContext:
    """Return a context whose processes are started afresh and do not import the caller's script.

    Args:
        method: "forkserver", which Windows does not have, or "spawn".
    """
    if method == "forkserver" and sys.platform != "win32":
        return _Serving()
    if method == "spawn":
        return _Spawning()
    return multiprocessing.get_context(method)
