"""What takes seconds of a large audit, made in the background as soon as the page answers.

Whoever asks for it before waits until it is made, and makes nothing twice. The thread ends with the program,
wherever it is.
"""

import sys
from threading import Thread

from curranalyser.serve import report, reviewing
from curranalyser.serve.desk import Desk


def prepare(desk: Desk) -> Thread:
    """Begin to make what the rooms need of the audit.

    Returns:
        The thread that does.
    """
    thread = Thread(target=_make, args=(desk,), name="ahead", daemon=True)
    thread.start()
    return thread


def _make(desk: Desk) -> None:
    for room in (reviewing.prepare, report.prepare):
        try:
            room(desk)
        except Exception as error:
            sys.stderr.write(f"curranalyser: {type(error).__name__}\n")
