"""Makes of this system one that is not Linux: no fork, no alarm, workers that are spawned.

`take_away` is called in every process of a command by a sitecustomize of its test. `sys.platform` itself
stays, for libraries choose their binaries by it; our modules that ask for it are told "darwin".
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
ASKING = (
    "curranalyser.limits",
    "curranalyser.nameless",
    "curranalyser.report.write",
    "curranalyser.watched",
    "curranalyser.workers",
)


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
    if record := os.environ.get("STARTED"):
        with Path(record).open("a", encoding="utf-8") as file:
            file.write(" ".join(sys.orig_argv).replace("\n", " ") + "\n")
