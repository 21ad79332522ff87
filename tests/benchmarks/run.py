"""Time the whole tool, in one run and as ratios.

    python tests/benchmarks/run.py [--folder FOLDER] [--sizes 100 1000 3600] [--parts speed shares growth
    catalogue parallel start store]

`--folder` holds the PDFs for the comparison with pdfplumber, for the shares of the stages and for two workers
against one: by default the sample. For growth,
syllabi are made from the labelled outcomes of the corpus, each with a code and text of its own. Processor
seconds are those of all processes of a command;
seconds are wall-clock.
"""

import argparse
import json
import os
import platform
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from small_pdf import pdf_text, write_pdf

REPOSITORY = Path(__file__).resolve().parents[2]
SAMPLE = REPOSITORY / "corpus" / "syllabi"
PLUMBER = """
import sys, pdfplumber, logging
logging.disable(logging.CRITICAL)
for name in sys.argv[1:]:
    try:
        with pdfplumber.open(name) as pdf:
            for page in pdf.pages:
                page.extract_text()
    except Exception as error:
        print(name, error)
"""


@dataclass(frozen=True)
class Cost:
    """What a command cost.

    Wall-clock and processor seconds, and the memory of its largest process in megabytes.
    """

    wall: float
    processor: float
    memory: float


def cost(*command: object, ok: tuple[int, ...] = (0, 3), cores: slice = slice(None)) -> Cost:
    """Run a command in a process of its own that measures it, on some of the cores."""
    # Workers are children of a server process; as a subreaper the watcher inherits and waits for all of them,
    # so that their seconds are counted.
    watcher = (
        "import ctypes, json, os, resource, subprocess, sys, time; ctypes.CDLL(None).prctl(36, 1, 0, 0, 0); t"
        " = time.perf_counter()\ncode = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL,"
        " stderr=subprocess.DEVNULL).returncode; w = time.perf_counter() - t\ntry:\n    while True:"
        " os.wait()\nexcept ChildProcessError: pass\nu = resource.getrusage(resource.RUSAGE_CHILDREN);"
        " print(json.dumps([code, w, u.ru_utime + u.ru_stime, u.ru_maxrss / 1024]))"
    )
    # As where it is installed: modules are compiled once, and not at each start.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    if cores != slice(None):
        watcher = f"import os; os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[{cores}])\n{watcher}"
    done = subprocess.run(
        [sys.executable, "-c", watcher, *map(str, command)],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    code, wall, processor, memory = json.loads(done.stdout)
    if code not in ok:
        raise RuntimeError(f"{command} ended with {code}")
    return Cost(wall, processor, memory)


def audit(files: Path, folder: Path, jobs: int, cores: slice = slice(None)) -> Cost:
    """Cost of an audit."""
    return cost(
        sys.executable,
        "-m",
        "curranalyser",
        "audit",
        files,
        "-o",
        folder,
        "--jobs",
        jobs,
        "--quiet",
        cores=cores,
    )


def table(*rows: tuple[object, ...]) -> None:
    """Print a Markdown table; the first row is its head."""
    print("\n| " + " | ".join(map(str, rows[0])) + " |\n|" + "---|" * len(rows[0]))
    for row in rows[1:]:
        print("| " + " | ".join(map(str, row)) + " |")


def outcomes() -> list[str]:
    """The texts of the labelled outcomes."""
    lines = [
        line
        for path in sorted((REPOSITORY / "corpus" / "outcomes").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    texts = [str(json.loads(line)["text"]) for line in lines]
    return [
        text for text in texts if len(text) < 90 and text.encode("cp1252", "ignore").decode("cp1252") == text
    ]


def make_syllabi(count: int, folder: Path) -> None:
    """Write so many course syllabi as PDF, with nine outcomes each on average."""
    texts = outcomes()
    folder.mkdir(parents=True)
    for number in range(count):
        draw = random.Random(number)
        head = [
            "Kursplan",
            f"Kurskod: BM{number:05}",
            f"Benämning: Kurs nummer {number}, 7,5 högskolepoäng",
            "Utbildningsnivå: Grundnivå",
        ]
        goals = [
            "Lärandemål",
            "Efter avslutad kurs ska studenten kunna",
            *(f"- {text}" for text in draw.sample(texts, draw.randrange(6, 13))),
        ]
        rest = [
            "Innehåll",
            *(f"Kursen behandlar {text}." for text in draw.sample(texts, 8)),
            "Undervisningsspråk",
            "Undervisningen bedrivs på svenska.",
        ]
        lines = [*head, *goals, *rest]
        (folder / f"BM{number:05}.pdf").write_bytes(
            write_pdf(*(pdf_text(*lines[start : start + 40]) for start in range(0, len(lines), 40)))
        )


def speed(folder: Path, work: Path) -> None:
    """The whole audit against pdfplumber's extract_text alone, over the same PDFs, one after the other."""
    files = work / "pdfs"
    files.mkdir()
    for number, path in enumerate(sorted(folder.rglob("*.pdf"))):
        shutil.copy(path, files / f"{number:04}-{path.name}")
    names = sorted(files.iterdir())
    ours, theirs = [], []
    for turn in range(3):
        ours.append(audit(files, work / f"speed-{turn}", 1))
        theirs.append(cost(sys.executable, "-c", PLUMBER, *names))
    own, other = (statistics.median(item.processor for item in items) for items in (ours, theirs))
    table(
        (f"{len(names)} PDFs, one worker, medians of 3", "processor s", "s", "ratio"),
        (
            "curranalyser audit: read, parse, classify, aggregate, report, store",
            f"{own:.2f}",
            f"{statistics.median(item.wall for item in ours):.2f}",
            1,
        ),
        (
            "pdfplumber extract_text",
            f"{other:.2f}",
            f"{statistics.median(item.wall for item in theirs):.2f}",
            f"{other / own:.1f}",
        ),
    )


def shares(folder: Path, work: Path) -> None:
    """Where the processor time goes."""
    from curranalyser.analyse import analyse_syllabus, load_stage
    from curranalyser.datamodel import DocumentResult, DocumentStatus
    from curranalyser.errors import DocumentError
    from curranalyser.parse import parse_document
    from curranalyser.pipeline import join_results, prepare_run
    from curranalyser.read import describe_source, load_bytes, read_document
    from curranalyser.report import write_report
    from curranalyser.settings import Settings
    from curranalyser.store import Store
    from curranalyser.workers import pack, unpack

    settings = Settings()
    begun = time.process_time()
    scheme, classifier = load_stage(settings)
    spent = {"load scheme and model": time.process_time() - begun}
    run = prepare_run([folder], settings)

    def timed(name: str, what: Callable[[], Any]) -> Any:
        begin = time.process_time()
        try:
            return what()
        finally:
            spent[name] = spent.get(name, 0.0) + time.process_time() - begin

    results, packed = [], []
    for path, shown in run.files:
        if path.suffix.lower() != ".pdf":
            continue
        try:
            data = timed("read", lambda path=path: load_bytes(path, settings))
            source = describe_source(data, shown)
            document = timed("read", lambda data=data, source=source: read_document(data, source, settings))
            syllabi = timed("parse", lambda document=document: parse_document(document))
        except DocumentError:
            continue
        analysed = timed(
            "classify", lambda syllabi=syllabi: tuple(analyse_syllabus(item, classifier) for item in syllabi)
        )
        results.append(DocumentResult(source, DocumentStatus.OK, analysed))
        packed.append(timed("pack and unpack", lambda shown=shown: pack(results[-1:], shown)))
        timed("pack and unpack", lambda shown=shown: unpack(packed[-1], shown))
    audit_ = timed("aggregate", lambda: join_results(run, results))
    timed("report", lambda: write_report(audit_, work / "shares", scheme, "en"))
    with Store(work / "shares") as store:
        timed("store", lambda: store.finish(audit_, "", run.scheme_text, "SE", []))
    total = sum(spent.values())
    rows = [
        (name, f"{seconds:.3f}", f"{seconds / total:.0%}", f"{1000 * seconds / len(results):.2f}")
        for name, seconds in spent.items()
    ]
    table(
        (f"{len(results)} documents", "processor s", "share", "ms a document"),
        *rows,
        ("all", f"{total:.3f}", "100%", f"{1000 * total / len(results):.2f}"),
    )


def growth(sizes: list[int], work: Path) -> None:
    """Documents a second at several sizes, cold and again over unchanged files."""
    costs = (
        "documents",
        "cold s",
        "documents/s",
        "processor ms a document",
        "again s",
        "again, x faster",
        "largest process MB",
    )
    head = (*costs, "audit.db MB", "index.html MB", "pages MB")
    from curranalyser.folder import own_pages

    rows: list[tuple[object, ...]] = [head]
    for size in sizes:
        make_syllabi(size, work / f"files-{size}")
        folder = work / f"growth-{size}"
        cold = audit(work / f"files-{size}", folder, os.cpu_count() or 1)
        again = min(
            (audit(work / f"files-{size}", folder, os.cpu_count() or 1) for _ in range(3)),
            key=lambda item: item.wall,
        )
        disk, index = ((folder / name).stat().st_size / 1e6 for name in ("audit.db", "index.html"))
        pages = sum(path.stat().st_size for path in own_pages(folder)) / 1e6
        rows.append(
            (
                size,
                f"{cold.wall:.1f}",
                f"{size / cold.wall:.0f}",
                f"{1000 * cold.processor / size:.1f}",
                f"{again.wall:.2f}",
                f"{cold.wall / again.wall:.0f}",
                f"{cold.memory:.0f}",
                f"{disk:.1f}",
                f"{index:.1f}",
                f"{pages:.1f}",
            )
        )
    table(*rows)


def make_catalogue(count: int, path: Path) -> None:
    """Write an OOAPI catalogue of so many courses with nine outcomes each on average, in 20 programmes."""
    texts = outcomes()

    def said(text: str) -> list[dict[str, str]]:
        return [{"language": "sv-SE", "value": text}]

    courses = []
    for number in range(count):
        draw = random.Random(number)
        courses.append(
            {
                "courseId": f"c{number}",
                "primaryCode": {"codeType": "identifier", "code": f"BM{number:05}"},
                "name": said(f"Kurs nummer {number}"),
                "ects": 7.5,
                "teachingLanguage": "sv-SE",
                "learningOutcomes": [said(text) for text in draw.sample(texts, draw.randrange(6, 13))],
                "description": said(f"<p>Kursen behandlar {', '.join(draw.sample(texts, 8))}.</p>"),
                "programs": [f"p{number % 20}"],
            }
        )
    programmes = [
        {
            "programId": f"p{number}",
            "programType": "program",
            "abbreviation": f"P{number}",
            "name": f"P{number}",
        }
        for number in range(20)
    ]
    path.write_text(json.dumps({"courses": courses, "programs": programmes}), encoding="utf-8")


def catalogue(sizes: list[int], work: Path) -> None:
    """From a catalogue in one file to a finished report, with two workers."""
    rows: list[tuple[object, ...]] = [("courses", "MB", "s", "processor s", "largest process MB")]
    for size in sizes:
        path = work / f"catalogue-{size}.json"
        make_catalogue(size, path)
        done = audit(path, work / f"catalogue-{size}", 2)
        megabytes = path.stat().st_size / 1e6
        rows.append(
            (size, f"{megabytes:.1f}", f"{done.wall:.1f}", f"{done.processor:.1f}", f"{done.memory:.0f}")
        )
    table(*rows)


def five_hundred(folder: Path, target: Path) -> None:
    """Write the PDFs of a folder as often as it takes to make 500.

    Each has a number after its end, so that no two are the same file.
    """
    target.mkdir()
    sources = sorted(folder.rglob("*.pdf"))
    for number in range(500):
        source = sources[number % len(sources)]
        (target / f"{number:03}-{source.name}").write_bytes(source.read_bytes() + b"\n%% %d\n" % number)


def parallel(folder: Path, work: Path) -> None:
    """What a second core and a second worker bring, over 500 documents: made ones, and those of the folder.

    What the machine has to give is told by two audits of one worker each, on a core of its own: side by side
    against one after the other.
    """
    make_syllabi(500, work / "made")
    five_hundred(folder, work / "given")
    first, second, both = slice(0, 1), slice(1, 2), slice(0, 2)
    ways = ("one core, one worker", "two cores, one worker", "two cores, two workers")
    against = (
        "two cores against one",
        "two workers against one",
        "two audits side by side against one after the other",
    )
    rows: list[tuple[object, ...]] = [
        ("500 PDFs, medians of 5 rounds", *(f"{way}, s" for way in ways), *against, "the same audit")
    ]
    for name in ("made", "given"):
        walls: list[tuple[float, ...]] = []
        for turn in range(5):
            target = work / f"{name}-{turn}"
            alone, one, two = (
                audit(work / name, Path(f"{target}-{jobs}-{cores.stop}"), jobs, cores).wall
                for jobs, cores in ((1, first), (1, both), (2, both))
            )
            with ThreadPoolExecutor() as pool:
                beside = [
                    pool.submit(audit, work / name, Path(f"{target}-{cores.start}"), 1, cores)
                    for cores in (first, second)
                ]
            slower = max(item.result().wall for item in beside)
            walls.append((alone, one, two, alone / two, one / two, 2 * alone / slower))
        audits = [Path(f"{work / name}-0-{jobs}-{cores}") / "audit.json" for jobs, cores in ((1, 1), (2, 2))]
        shown = []
        for number, values in enumerate(zip(*walls, strict=True)):
            spread = f" ({min(values):.2f} to {max(values):.2f})" if number >= len(ways) else ""
            shown.append(f"{statistics.median(values):.2f}{spread}")
        same = audits[0].read_bytes() == audits[1].read_bytes()
        rows.append((f"given ({folder.name})" if name == "given" else name, *shown, "yes" if same else "NO"))
    table(*rows)


def start() -> None:
    """What a user waits for from a cold start."""
    draft = SAMPLE / "computer-engineering" / "kursplan-DAT101-sv.pdf"
    rows = []
    for name, arguments in (("--help", ["--help"]), ("check, one draft", ["check", draft])):
        found = [cost(sys.executable, "-m", "curranalyser", *arguments, ok=(0, 3, 10)) for _ in range(5)]
        rows.append(
            (
                name,
                f"{statistics.median(item.wall for item in found):.2f}",
                f"{statistics.median(item.processor for item in found):.2f}",
            )
        )
    table(("medians of 5", "s", "processor s"), *rows)


def rows_of(count: int) -> Iterator[tuple[int, str, str, int]]:
    """So many outcomes: number, course, text, whether the perspective is there."""
    for number in range(count):
        yield (
            number,
            f"C{number // 10}",
            f"redogöra för begrepp nummer {number} och deras användning",
            number % 7 == 0,
        )


def store(work: Path) -> None:
    """SQLite against DuckDB.

    Results committed as they come, 500,000 outcomes in one go, and four questions put to them.
    """
    questions = [
        "SELECT count(*), sum(hit) FROM outcome",
        "SELECT course, sum(hit) FROM outcome GROUP BY course ORDER BY 2 DESC, 1 LIMIT 5",
        "SELECT count(DISTINCT course) FROM outcome WHERE hit",
        "SELECT count(*) FROM outcome WHERE text LIKE '%777%'",
    ]
    engines = ["SQLite"]
    try:
        import duckdb

        engines.append("DuckDB")
    except ImportError:
        print("\nDuckDB is not installed (pip install 'curranalyser[benchmark]'): SQLite alone")
    rows: list[tuple[object, ...]] = [
        ("", "2,000 commits of one result, s", "500,000 outcomes, s", "four questions, s", "file MB")
    ]
    for engine in engines:
        path = work / f"{engine}.db"
        connection = (
            sqlite3.connect(path, isolation_level=None) if engine == "SQLite" else duckdb.connect(str(path))
        )
        if engine == "SQLite":
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("CREATE TABLE result (id INTEGER PRIMARY KEY, packed BLOB)")
        connection.execute("CREATE TABLE outcome (id INTEGER, course TEXT, text TEXT, hit INTEGER)")
        begun = time.perf_counter()
        for number in range(2000):
            connection.execute("INSERT INTO result VALUES (?, ?)", (number, bytes(5000)))
        committed = time.perf_counter() - begun
        begun = time.perf_counter()
        connection.execute("BEGIN")
        if engine == "SQLite":
            connection.executemany("INSERT INTO outcome VALUES (?, ?, ?, ?)", rows_of(500_000))
        else:
            import pyarrow

            batch = pyarrow.table(
                [list(column) for column in zip(*rows_of(500_000), strict=True)],
                names=["id", "course", "text", "hit"],
            )
            connection.register("batch", batch)
            connection.execute("INSERT INTO outcome SELECT * FROM batch")
        connection.execute("COMMIT")
        written = time.perf_counter() - begun
        begun = time.perf_counter()
        for question in questions:
            connection.execute(question).fetchall()
        asked = time.perf_counter() - begun
        connection.close()
        rows.append(
            (engine, f"{committed:.2f}", f"{written:.2f}", f"{asked:.3f}", f"{path.stat().st_size / 1e6:.0f}")
        )
    table(*rows)


def main() -> None:
    """Run the parts that were asked for."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--folder", type=Path, default=SAMPLE)
    options.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 3600])
    parts = ["speed", "shares", "growth", "catalogue", "parallel", "start", "store"]
    options.add_argument("--parts", nargs="+", choices=parts, default=parts)
    chosen = options.parse_args()
    print(
        f"curranalyser {version('curranalyser')}, Python {platform.python_version()}, {os.cpu_count()} cores,"
        f" {platform.platform()}"
    )
    print(f"load of the machine at the beginning: {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        ways: dict[str, Callable[[], None]] = {
            "speed": lambda: speed(chosen.folder, work),
            "shares": lambda: shares(chosen.folder, work),
            "growth": lambda: growth(chosen.sizes, work),
            "catalogue": lambda: catalogue(chosen.sizes, work),
            "parallel": lambda: parallel(chosen.folder, work),
            "start": start,
            "store": lambda: store(work),
        }
        for part in chosen.parts:
            ways[part]()


if __name__ == "__main__":
    main()
