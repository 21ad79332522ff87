"""What several rooms of tests use: the repository's places, the command line in a real process, and hypothesis without chance."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("same every time", derandomize=True, deadline=None)
settings.load_profile("same every time")

REPOSITORY = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Finished:
    """What a command said and how it ended."""

    code: int
    stdout: str
    stderr: str


RunCli = Callable[..., Finished]


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(scope="session")
def sample() -> Path:
    """The sample syllabi, all of which can be read."""
    return REPOSITORY / "corpus" / "syllabi"


@pytest.fixture(scope="session")
def difficult() -> Path:
    """Three files that cannot be analysed in full."""
    return REPOSITORY / "corpus" / "difficult-syllabi"


@pytest.fixture(scope="session")
def quiet_environment() -> dict[str, str]:
    """The environment of a user with a terminal of 80 columns; the package is the one under test, installed or in the source tree."""
    return {**os.environ, "COLUMNS": "80", "LC_ALL": "C.UTF-8"}


@pytest.fixture(scope="session")
def run_cli(tmp_path_factory: pytest.TempPathFactory, quiet_environment: dict[str, str]) -> RunCli:
    """Run `curranalyser ARGUMENTS` in a process of its own, in an empty folder unless `cwd` names one.

    It fails the test where the exit code is not `code`, where output is no UTF-8, or where a traceback is shown.
    """
    empty = tmp_path_factory.mktemp("empty")

    def run(*arguments: object, code: int = 0, cwd: Path | None = None, stdin: bytes = b"") -> Finished:
        command = [sys.executable, "-m", "curranalyser", *map(str, arguments)]
        done = subprocess.run(command, input=stdin, capture_output=True, cwd=cwd or empty, env=quiet_environment, timeout=300, check=False)
        finished = Finished(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
        assert "Traceback" not in finished.stderr, finished.stderr
        assert finished.code == code, finished
        return finished

    return run


@dataclass(frozen=True)
class Audited:
    """A finished run of `audit` on the sample."""

    folder: Path
    finished: Finished


@pytest.fixture(scope="session")
def sample_audit(run_cli: RunCli, sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Audited:
    folder = tmp_path_factory.mktemp("audit") / "report"
    return Audited(folder, run_cli("audit", sample, "-o", folder))


def write_pdf(*pages: bytes, resources: bytes = b"<< /Font << /F1 4 0 R >> >>", extra: tuple[bytes, ...] = ()) -> bytes:
    """Write a PDF by hand: one content stream a page.

    Object 1 is the catalogue, 2 the pages, 3 the resources, 4 the font Helvetica (F1); objects of `extra` count from 5.
    """
    first = 5 + len(extra)
    kids = b" ".join(b"%d 0 R" % (first + 2 * number) for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % len(pages),
        resources,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        *extra,
    ]
    for number, content in enumerate(pages):
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources 3 0 R /Contents %d 0 R >>" % (first + 2 * number + 1))
        objects.append(pdf_stream(content))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


def pdf_stream(data: bytes, entries: bytes = b"") -> bytes:
    """Write a stream object with further dictionary entries."""
    return b"<< /Length %d %s >>\nstream\n" % (len(data), entries) + data + b"\nendstream"


def pdf_text(*lines: str, left: int = 60, top: int = 780, size: int = 11, pitch: int = 16) -> bytes:
    """Write the content stream of lines under each other in Helvetica."""
    shown = []
    for number, line in enumerate(lines):
        text = line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        shown.append(b"BT /F1 %d Tf %d %d Td (%s) Tj ET" % (size, left, top - pitch * number, text))
    return b"\n".join(shown)


def self_recursive_pdf() -> bytes:
    """A PDF of one kilobyte whose form draws itself twice: a reader without limits never comes back, or runs out of memory."""
    form = pdf_stream(b"/X Do /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>")
    return write_pdf(b"/X Do", resources=b"<< /XObject << /X 5 0 R >> >>", extra=(form,))
