"""Imported first by the process that workers are forked from: neither it nor they have anything to say.

What befalls a document is a result, and who waits for our output does not wait for them.
"""

import os


def _be_silent() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for number in (1, 2):
        os.dup2(nowhere, number)
    os.close(nowhere)


_be_silent()
