"""Text recognition for pages that are pictures, through OCRmyPDF and Tesseract, where they are installed."""

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from statistics import median

from msgspec import structs

from curranalyser.datamodel import Line
from curranalyser.errors import DocumentError, FailureCategory, SettingsError
from curranalyser.i18n import N_
from curranalyser.limits import seconds_for
from curranalyser.read.normalise import BULLET
from curranalyser.settings import Settings
from curranalyser.temporary import own_folder

# Tesseract's names of the languages that are looked for, both at once.
LANGUAGES = ("swe", "eng")
_PACKAGES = N_(
    "Install it; on Debian and Ubuntu: apt-get install tesseract-ocr tesseract-ocr-swe tesseract-ocr-eng"
    " ghostscript"
)
_VERSION = re.compile(r"tesseract v?(\S+)")
_DATA = re.compile(r'"(.+)"')
_DIGEST_LENGTH = 12
_ASKING_SECONDS = 20
# Of the time that a file may take, what its text recognition may: the rest is needed to make something of it.
_SHARE_OF_TIME = 0.9
_MAX_DETAIL = 200
# Size of letters where nothing tells it.
_SIZE = 10.0
# What Tesseract takes a bullet for: what begins no sentence, and what may do so, where several lines of a
# page begin like that.
_NO_TEXT = frozenset("•»«*¢©®°·º")
_BULLETS = _NO_TEXT | frozenset("+oe")
_SEVERAL = 2
# How wide letters are in their size, nearly, in most faces: it tells larger or bold letters better than the
# heights that are measured, which hang on which letters a line has.
_NARROW, _WIDE = frozenset("iljtfrI.,;:'|!()[]-•/ "), frozenset("mwMWÅÄÖ%@")
_NARROW_WIDTH, _WIDE_WIDTH, _CAPITAL_WIDTH, _LETTER_WIDTH = 0.28, 0.8, 0.68, 0.53
# So much wider than the lines around it are the letters of a heading, and so long is it at most.
_WIDER, _LONGEST_HEADING = 1.12, 60
# Points by which the text of an item stands further in than its bullet.
_LEAST_INDENT, _MOST_INDENT = 3.0, 40.0
_ITEM_ENDS = (",", ";", ".")
_NO_HEADING_ENDS = (".", ",", ";")

_last: tuple[tuple[str, tuple[int, ...], float | None], tuple[Line, ...]] | None = None


@lru_cache(maxsize=1)
def recognition_version() -> str:
    """Return the versions of OCRmyPDF and Tesseract and the digests of its language data, in one line.

    Raises:
        SettingsError: something of it is not installed.
    """
    try:
        ocrmypdf = metadata.version("ocrmypdf")
    except metadata.PackageNotFoundError as error:
        raise SettingsError(
            N_("Text recognition needs OCRmyPDF."), N_("Install it with: pip install 'curranalyser[ocr]'")
        ) from error
    program = shutil.which("tesseract")
    if program is None:
        raise SettingsError(
            N_("Text recognition needs the program %(program)s."), _PACKAGES, program="tesseract"
        )
    told, listed = _ask(program, "--version"), _ask(program, "--list-langs")
    found, folder = _VERSION.search(told), _DATA.search(listed)
    parts = [f"OCRmyPDF {ocrmypdf}", f"Tesseract {found[1] if found else ''}".strip()]
    for language in LANGUAGES:
        if language not in listed.split():
            raise SettingsError(
                N_("Text recognition needs Tesseract's language data %(language)s."),
                _PACKAGES,
                language=language,
            )
        parts.append(f"{language} {_digest(Path(folder[1]) / f'{language}.traineddata') if folder else ''}")
    return ", ".join(part.strip() for part in parts)


def _ask(program: str, option: str) -> str:
    """Return what a program says of itself, "" where it says nothing."""
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(  # noqa: S603 the program that Tesseract is
            [program, option], capture_output=True, timeout=_ASKING_SECONDS, check=False, text=True
        )
        return done.stdout + done.stderr
    return ""


def _digest(path: Path) -> str:
    with suppress(OSError):
        return hashlib.sha256(path.read_bytes()).hexdigest()[:_DIGEST_LENGTH]
    return ""


def recognise(data: bytes, pages: Sequence[int], size: float | None, settings: Settings) -> tuple[Line, ...]:
    """Read the pages of a PDF that are pictures.

    Args:
        data: of the PDF.
        pages: their numbers, from 1.
        size: of the letters of the text on other pages in points, None where there is none. What is measured
            in a picture differs from word to word, and would make headings of some lines and none of others;
            so all lines are given one size. Beside text with headings of its own, those of a picture are told
            by the width of their letters.
        settings: limits.

    Returns:
        The lines on these pages; none of a page on which no text was recognised.

    Raises:
        DocumentError: the recognition failed or took too long.
        SettingsError: it is not installed.
    """
    from curranalyser.read.fastpath import extract_pages, read_lines  # noqa: PLC0415 heavy

    global _last  # noqa: PLW0603 what shows a file reads it twice
    recognition_version()
    key = (hashlib.sha256(data).hexdigest(), tuple(pages), size)
    if _last is not None and _last[0] == key:
        return _last[1]
    try:
        with own_folder() as folder:
            source, target = folder / "pictures.pdf", folder / "read.pdf"
            source.write_bytes(extract_pages(data, pages))
            _run(source, target, settings)
            lines, *_ = read_lines(target.read_bytes(), len(pages))
    except OSError as error:  # there is no room for the files, or for the process
        raise DocumentError(FailureCategory.RECOGNITION_FAILED, error.strerror or "") from error
    found = _as_text(tuple(structs.replace(line, page=pages[line.page - 1]) for line in lines), size)
    _last = key, found
    return found


def _run(source: Path, target: Path, settings: Settings) -> None:
    """Have the text recognised in a process that ends, with all it started, at the limits of a file."""
    seconds = max(int(seconds_for(settings) * _SHARE_OF_TIME), 1)
    command = [sys.executable, "-m", "curranalyser.read.ocr_process", str(source), str(target)]
    process = subprocess.Popen(  # noqa: S603 our own module
        [*command, str(seconds), str(settings.memory_megabytes)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # One thread: the workers share the cores. And what OCRmyPDF writes goes with the folder.
        env={**os.environ, "OMP_THREAD_LIMIT": "1", "TMPDIR": str(source.parent)},
    )
    try:
        _, told = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise DocumentError(FailureCategory.TIMED_OUT, "text recognition") from error
    finally:
        _end(process)
    if process.returncode != 0 or not target.exists():
        last = told.decode("utf-8", "replace").strip().splitlines()[-1:]
        detail = " ".join([f"exit code {process.returncode}", *last])[:_MAX_DETAIL]
        raise DocumentError(FailureCategory.RECOGNITION_FAILED, detail)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a process that leads a group, and the group."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
    if process.stderr:
        process.stderr.close()


def _as_text(lines: tuple[Line, ...], size: float | None) -> tuple[Line, ...]:
    """Give recognised lines one size, and bullets where something else was seen."""
    usual = median(map(_width, lines)) if lines else 0.0
    begins = Counter(line.page for line in lines if _first(line) in _BULLETS)
    result = []
    for line in lines:
        first = _first(line)
        bullet = first in _NO_TEXT or (first in _BULLETS and begins[line.page] >= _SEVERAL)
        text = f"{BULLET}{line.text[1:]}" if bullet else line.text
        heading = size is not None and _is_heading(text) and _width(line) > _WIDER * usual
        result.append(structs.replace(line, text=text, size=size or _SIZE, bold=heading))
    return tuple(_with_bullets(result))


def _with_bullets(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines, with a bullet before those that stand where its text would and go on with nothing.

    Tesseract takes a bullet for a speck now and then.
    """
    before: Line | None = None
    bullets = {line.page: line.x0 for line in reversed(lines) if line.text.startswith(BULLET)}
    right = {line.page: line.x1 for line in sorted(lines, key=lambda line: line.x1)}
    for line in lines:
        left = bullets.get(line.page)
        indented = left is not None and _LEAST_INDENT <= line.x0 - left <= _MOST_INDENT
        if (
            left is not None
            and indented
            and before is not None
            and before.page == line.page
            and not line.text.startswith(BULLET)
            and _is_done(before, line, right[line.page])
        ):
            line = structs.replace(line, text=f"{BULLET} {line.text}", x0=left)  # noqa: PLW2901 the same line
        yield line
        before = line


def _is_done(before: Line, line: Line, right: float) -> bool:
    """Whether a line does not go on with what the one before it began.

    It was a lead-in; or an item, and the first word had found room behind it.
    """
    if before.text.endswith(":"):
        return True
    word = len(line.text.split(" ")[0]) + 1
    room = right - before.x1
    return before.text.endswith(_ITEM_ENDS) and room > word * (line.x1 - line.x0) / max(len(line.text), 1)


def _width(line: Line) -> float:
    """Return how wide the letters of a line are, as a share of what they are in a size of one point."""
    plain = sum(
        _NARROW_WIDTH
        if letter in _NARROW
        else _WIDE_WIDTH
        if letter in _WIDE
        else _CAPITAL_WIDTH
        if letter.isupper()
        else _LETTER_WIDTH
        for letter in line.text
    )
    return (line.x1 - line.x0) / plain if plain else 0.0


def _is_heading(text: str) -> bool:
    begins = text[:1].isupper() or text[:1].isdigit()
    return begins and len(text) <= _LONGEST_HEADING and not text.endswith(_NO_HEADING_ENDS)


def _first(line: Line) -> str:
    """Return the character that stands alone at the beginning of a line, "" where none does."""
    return line.text[:1] if line.text[1:2] == " " else ""
