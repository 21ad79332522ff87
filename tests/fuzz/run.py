"""Feed damaged files of all kinds to the tool.

Of every ten, seven are documents, which go through the whole of read, parse and classify in workers that may
neither write nor reach a network. Three are what people give beside documents: see `given`.

    python tests/fuzz/run.py [--count 10000] [--seed 1] [--jobs 2] [--planted 0.005]

Prints what came of them by kind. Exit code 1 and the numbers of the files where anything but an analysis or a
named failure came out, or that hung or are listed nowhere.
"""

import argparse
import collections
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_PLACES = [str(Path(__file__).resolve().parents[number]) for number in range(3)]
sys.path[:0] = _PLACES

import given  # noqa: E402
from mutations import mutated, mutated_package, small_docx, small_odt, small_xlsx  # noqa: E402
from small_pdf import pdf_text, self_recursive_pdf, write_pdf  # noqa: E402

from curranalyser.datamodel import DocumentStatus  # noqa: E402
from curranalyser.errors import FailureCategory  # noqa: E402
from curranalyser.settings import Settings  # noqa: E402
from curranalyser.workers import Task, run_tasks, start_worker, unpack  # noqa: E402

SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "syllabi"
CATALOGUES = SAMPLE.parent / "catalogues"
ROUND = 400
# Share of the PDFs that begin as one on which pdfium runs out of memory. Each costs seconds, until its worker
# is killed: a few are enough.
PLANTED = 0.005
_PDFS = 7
# What is no PDF: those with more ways to go wrong more often.
_OTHERS = (
    *(".docx", ".odt", ".html", ".csv") * 2,
    *(".xlsx", ".rtf", ".md", ".txt", ".jsonl", ".json", ".jsonld", ".xml"),
)
_RTF = (
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\b Kursplan\b0\par L\'e4randem\'e5l\par Studenten ska"
    rb" kunna\par \trowd\cellx100\intbl a\cell\row{\*\x y}\u228?\par}"
)
_CATALOGUE = """{"pageSize": 10, "items": [
{"courseId": "1", "primaryCode": {"code": "VAR101"}, "name": [{"language": "sv", "value": "Vård"}],
"learningOutcomes": [{"language": "sv", "value": "jämföra länder"}], "studyLoad": {"value": 7.5}},
{"courseId": "2", "primaryCode": {"code": "VAR102"}, "name": [{"language": "en", "value": "Care"}]}]}
"""
_MARKUP_TOKENS = (
    b"{" * 500, b"}", rb"\bin9999999 ", rb"\u-99999?", rb"\'zz", rb"\trowd" * 50, rb"\cell" * 500,
    b"<table>" * 200, b"</div>", b"<!--", b"<script>", b"<td colspan=9999999 rowspan=9999999>", b"| " * 3000,
    b"```", b"> " * 500, b"&#x110000;", b"\x00", b"\xff\xfe",
)  # fmt: skip
_WRITING = ("w", "a", "x", "+")
_FORBIDDEN = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "urllib.Request",
)


class ForbiddenError(Exception):
    """Reading a file reached for the network, wrote to the disk or started a program."""


def start_guarded(settings: Settings) -> None:
    """Start a worker as a run does, then close it in: from here on it may only read."""
    start_worker(settings)

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        writes = (
            event == "open"
            and isinstance(arguments[1], str)
            and any(mark in arguments[1] for mark in _WRITING)
        )
        if writes or event in _FORBIDDEN:
            raise ForbiddenError(f"{event} {arguments!r}")

    sys.addaudithook(watch)


def seeds() -> dict[str, list[bytes]]:
    """Healthy files by ending.

    The hand-made PDFs are not compressed, so that changes reach what their pages draw.
    """
    lines = (
        "Kursplan",
        "Jämförande vårdsystem, 7,5 hp",
        "Lärandemål",
        "Efter avslutad kurs ska studenten kunna",
        "- jämföra vårdsystem",
        "Innehåll",
    )
    made = [
        write_pdf(pdf_text(*lines), pdf_text(*reversed(lines))),
        write_pdf(pdf_text(*lines, size=16, pitch=4)),
    ]
    collected = [path.read_bytes() for path in sorted(SAMPLE.rglob("*.pdf"))[::6]]
    page = (
        b"<html><h1>Kursplan</h1><h2>L&auml;randem&aring;l</h2><p>Studenten ska"
        b" kunna<ul><li>j&auml;mf&ouml;ra</ul><table><tr><td>a</table></html>"
    )
    table = "Kurskod;Benämning;Lärandemål\nVAR101;Vård;Studenten ska kunna jämföra länder.\n".encode()
    return {
        ".pdf": [*made, *collected],
        ".docx": [small_docx()],
        ".xlsx": [small_xlsx()],
        ".html": [page, *catalogues(".html")],
        ".csv": [table],
        ".odt": [small_odt()],
        ".rtf": [_RTF],
        ".md": [
            "# Kursplan\n\n## Lärandemål\n\nStudenten ska kunna\n\n| a | b |\n|---|---|\n| 1 | 2 |\n".encode()
        ],
        ".txt": ["\n".join(lines).encode(), "\n".join(lines).encode("cp1252")],
        ".json": [_CATALOGUE.encode(), *catalogues(".json")],
        ".jsonld": catalogues(".jsonld"),
        ".xml": catalogues(".xml"),
        ".jsonl": ['{"Kurskod": "VAR101", "Lärandemål": ["jämföra länder"]}\n'.encode() * 3],
    }


def catalogues(suffix: str) -> list[bytes]:
    """The small samples of catalogues of a type; a large one would only take longer."""
    files = sorted(CATALOGUES.glob(f"*{suffix}"))
    return [path.read_bytes() for path in files if path.stat().st_size < 20_000]


def damaged(number: int, seed: int, healthy: dict[str, list[bytes]]) -> tuple[str, bytes]:
    """Return ending and bytes of one file: of every twelve, seven are PDFs."""
    draw = random.Random(f"{seed}-{number}")
    if number % 12 < _PDFS:
        sources = healthy[".pdf"]
        source = self_recursive_pdf() if draw.random() < PLANTED else draw.choice(sources)
        return ".pdf", mutated(source, draw, other=draw.choice(sources))
    suffix = draw.choice(_OTHERS)
    data = draw.choice(healthy[suffix])
    if suffix in (".docx", ".xlsx", ".odt"):
        return suffix, mutated_package(data, draw)
    plain = suffix in (".csv", ".json", ".jsonl", ".jsonld", ".txt")
    return suffix, mutated(data, draw, given.TEXT_TOKENS if plain else _MARKUP_TOKENS)


def planted(number: int, seed: int) -> bool:
    """Whether the file began as the PDF on which pdfium runs out of memory."""
    return number % 12 < _PDFS and random.Random(f"{seed}-{number}").random() < PLANTED


@dataclass
class Tally:
    """What came of the files.

    Counts by ending and category, what should not have come, and the files whose worker had to be killed or
    died.

    Those that were planted for that are only counted.
    """

    counts: collections.Counter[tuple[str, str]] = field(default_factory=collections.Counter)
    wrong: list[str] = field(default_factory=list)
    killed: list[str] = field(default_factory=list)
    planted: int = 0
    files: int = 0


def rounds(count: int, seed: int, folder: Path) -> Iterator[list[Task]]:
    """Write the files, a few hundred at a time."""
    healthy = seeds()
    for first in range(0, count, ROUND):
        tasks = []
        for number in range(first, min(first + ROUND, count)):
            suffix, data = damaged(number, seed, healthy)
            path = folder / f"{number}{suffix}"
            path.write_bytes(data)
            tasks.append(Task(number, path, path.name))
        yield tasks
        for task in tasks:
            task.path.unlink()


def fuzz(count: int, seed: int, jobs: int, seconds: int = 10) -> Tally:
    """Run so many damaged files through the workers of a run.

    Args:
        count: how many.
        seed: other files for another one.
        jobs: worker processes.
        seconds: the time limit of a file.
    """
    tally = Tally()
    settings = Settings(jobs=jobs, seconds_per_file=seconds, memory_megabytes=600)
    with tempfile.TemporaryDirectory() as folder:
        for tasks in rounds(count, seed, Path(folder)):
            names = {task.index: task.shown for task in tasks}
            for outcome in run_tasks(tasks, settings, start=start_guarded):
                shown = names.pop(outcome.index)
                results = unpack(outcome.packed, shown)
                tally.files += 1
                for result in results[:1]:
                    reasons = [failure.category for failure in result.failures] or [DocumentStatus.OK]
                    tally.counts[Path(shown).suffix, str(reasons[0])] += 1
                for result in results:
                    tally.wrong += [
                        f"{shown}: {item.detail}"
                        for item in result.failures
                        if item.category is FailureCategory.INTERNAL_ERROR
                    ]
                if outcome.passing and planted(outcome.index, seed):
                    tally.planted += 1
                elif outcome.passing:
                    tally.killed.append(f"{shown} {results[0].failures[0].category}")
            tally.wrong += [f"{shown}: no result" for shown in names.values()]
    return tally


def main() -> int:
    """Run and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--count", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--planted", type=float, default=PLANTED)
    chosen = options.parse_args()
    # Workers import what starts them by name, and do not import this script.
    sys.modules["run"] = sys.modules[__name__]
    start_guarded.__module__ = "run"
    os.environ["PYTHONPATH"] = os.pathsep.join([*_PLACES, *filter(None, [os.environ.get("PYTHONPATH")])])
    globals()["PLANTED"] = chosen.planted
    begun = time.monotonic()
    beside = chosen.count * 3 // 10
    tally = fuzz(chosen.count - beside, chosen.seed, chosen.jobs)
    documents = time.monotonic() - begun
    others = given.fuzz(beside, chosen.seed, chosen.jobs)
    print(
        f"{tally.files} damaged documents in {documents:.0f} s and {others.cases} other inputs in"
        f" {time.monotonic() - begun - documents:.0f} s, seed {chosen.seed}\n| type | what came of it |"
        " files |\n|---|---|---|"
    )
    for (suffix, reason), number in sorted((tally.counts + others.counts).items()):
        print(f"| {suffix} | {reason} | {number} |")
    seeded = sum(planted(number, chosen.seed) for number in range(chosen.count - beside))
    print(f"stopped at a limit: {tally.planted} of the {seeded} planted files, {len(tally.killed)} others")
    for line in tally.killed:
        print(f"STOPPED {line}")
    wrong = [*tally.wrong, *others.wrong]
    for line in wrong:
        print(f"WRONG {line}")
    return int(bool(wrong) or tally.files + others.cases != chosen.count)


if __name__ == "__main__":
    sys.exit(main())
