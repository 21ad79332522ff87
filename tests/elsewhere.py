"""The command line as it runs on a system that is not Linux: no fork, no alarm, workers that are spawned.

    python tests/elsewhere.py ARGUMENTS...

What other systems lack is taken away before anything of ours is imported, in each spawned worker too: these
run this file anew. `sys.platform` itself stays, for libraries choose their binaries by it; our modules that
ask for it are told "darwin".
"""

import importlib
import os
import signal
import sys
from pathlib import Path
from types import SimpleNamespace

LACKING_MODULES = ("fcntl", "grp", "pwd", "resource", "termios")
LACKING_IN_OS = ("fork", "forkpty", "getuid", "geteuid", "killpg")
LACKING_IN_SIGNAL = ("SIGALRM", "alarm", "setitimer", "pthread_sigmask", "sigwait")
# Our modules in which the system is asked for.
ASKING = ("curranalyser.limits", "curranalyser.workers", "curranalyser.report.write")


def take_away() -> None:
    import tempfile  # noqa: F401 both of the standard library, which has its own ways on each system

    for name in LACKING_MODULES:
        sys.modules[name] = None  # type: ignore[assignment]
    for name in LACKING_IN_OS:
        delattr(os, name)
    for name in LACKING_IN_SIGNAL:
        delattr(signal, name)
    for name in ASKING:
        module = importlib.import_module(name)
        told = SimpleNamespace(**{key: getattr(sys, key) for key in dir(sys) if not key.startswith("__")})
        told.platform = "darwin"
        module.sys = told  # type: ignore[attr-defined]


take_away()

if __name__ == "__mp_main__" and (record := os.environ.get("SPAWNED")):
    with Path(record).open("a", encoding="utf-8") as file:
        file.write(f"{os.getpid()}\n")

if __name__ == "__main__":
    from curranalyser.cli.main import main

    main(sys.argv[1:])
