"""From the last key to the finding on the screen, in a draft of three pages, and what the check takes of it.

    python tests/benchmarks/typing_finding.py [TIMES]

Needs Chromium, node and `npm ci --prefix tests/browser`. The page waits 150 ms for another key before it
asks.
"""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from curranalyser.check.for_page import Asked, Given, check_for_page
from curranalyser.check.suppress import CheckSettings
from curranalyser.settings import Settings

BROWSER = Path(__file__).parents[1] / "browser"
PROSE = (
    "Kursen tar upp hur rep har slagits och använts till sjöss och på land, och hur hantverket har förts"
    " vidare. "
    "Undervisningen består av föreläsningar, övningar i verkstad och studiebesök. "
)
OUTCOMES = (
    "förstå hur rep slås av hampa och lin", "jämföra rep från två länder", "slå ett rep av tre parter",
    "redogöra för repets historia i Norden", "bedöma slitage på tågvirke", "diskutera hantverkets villkor",
    "känna till de vanligaste knoparna", "planera ett eget arbete i verkstaden",
)  # fmt: skip


def draft() -> str:
    """A syllabus of some 9,000 characters: three pages."""
    parts = "".join(f"\n\n{PROSE * 5}" for _ in range(9))
    head = "# Repslagning\n\nKurskod: REP101\n\nOmfattning: 7,5 högskolepoäng\n\nNivå: Grundnivå\n\n"
    outcomes = "\n".join(f"- {text}" for text in OUTCOMES)
    tail = "## Behörighet\n\nGrundläggande behörighet.\n\n## Examination\n\nTentamen och arbetsprov.\n"
    goals = f"## Lärandemål\n\nEfter kursen ska studenten kunna\n\n{outcomes}\n\n"
    return f"{head}{goals}## Innehåll{parts}\n\n{tail}"


def told(name: str, values: list[float]) -> str:
    """A line of milliseconds."""
    return (
        f"{name}: median {statistics.median(values):.0f} ms, longest {max(values):.0f} ms, of {len(values)}"
    )


def main() -> None:
    """Measure and print."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    text = draft()
    print(f"{len(text)} characters")
    asked = Asked("sv", Settings(), CheckSettings())
    check_for_page([Given("", None, text)], asked)
    alone, processor = [], []
    for _ in range(times):
        begun, used = time.perf_counter(), time.process_time()
        check_for_page([Given("", None, text)], asked)
        alone.append(1000 * (time.perf_counter() - begun))
        processor.append(1000 * (time.process_time() - used))
    print(told("check", alone))
    print(told("of the processor", processor))
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("needs Chromium")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.md"
        path.write_text(text, encoding="utf-8")
        served = subprocess.Popen(
            [sys.executable, "-m", "curranalyser", "serve", "--no-browser", "--port", "0"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=folder,
        )  # fmt: skip
        assert served.stdout
        try:
            address = served.stdout.readline().strip()
            done = subprocess.run(
                ["node", "typing.mjs", chromium, address, str(path), str(times)],
                cwd=BROWSER, stdout=subprocess.PIPE, text=True, check=True,
            )  # fmt: skip
        finally:
            served.terminate()
            served.wait()
    print(told("last key to finding", json.loads(done.stdout)))


if __name__ == "__main__":
    main()
