"""Text recognition in a process of its own.

    python -m curranalyser.read.ocr_process IN OUT SECONDS MEGABYTES

The programs that OCRmyPDF starts would outlive a worker that is killed. This process leads a group of its
own, with them in it, and ends the group when the worker is gone. What none of that reaches is ended by its
limit of processor time.
"""

import ctypes
import os
import signal
import sys
import threading
from pathlib import Path

from curranalyser.read.ocr import LANGUAGES

_MEGABYTE = 1024 * 1024
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_MAX_MEGAPIXELS = 250
# How sure Tesseract has to be of where up is, on its own scale. Pages of three lines and more get 3 to 11 and
# are right; noise gets less than 1. OCRmyPDF asks for 14, which hardly a page of a syllabus reaches.
_SURE_OF_DIRECTION = 2.0


def main(arguments: list[str]) -> int:
    """Recognise the text of the PDF IN, all of whose pages are pictures, and write OUT with it.

    Returns the exit code of OCRmyPDF, 0 where all went well.
    """
    source, target, seconds, megabytes = arguments
    _limit(int(seconds), int(megabytes))
    import ocrmypdf  # noqa: PLC0415 the limits hold from the first import on

    return int(
        ocrmypdf.ocr(
            Path(source),
            Path(target),
            language=list(LANGUAGES),
            # Text of the page, such as the stamp of an archive, is part of its picture.
            force_ocr=True,
            rotate_pages=True,
            rotate_pages_threshold=_SURE_OF_DIRECTION,
            deskew=True,
            output_type="pdf",
            optimize=0,
            jobs=1,
            use_threads=True,
            progress_bar=False,
            max_image_mpixels=_MAX_MEGAPIXELS,
        )
    )


def _limit(seconds: int, megabytes: int) -> None:
    """Set the limits, and see to it that this process and those it starts end with its parent."""
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 not on every platform

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = megabytes * _MEGABYTE
    limit = limit if most == resource.RLIM_INFINITY else min(limit, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    # Blocked in all threads, those of OCRmyPDF too, and waited for in one.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    threading.Thread(target=_end_with_parent, daemon=True).start()
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)
    if os.getppid() == 1:  # gone before
        os.killpg(0, signal.SIGKILL)


def _end_with_parent() -> None:
    signal.sigwait({signal.SIGTERM})
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
