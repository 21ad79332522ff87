"""What people give beside documents, damaged: settings, tables, decisions, gold, audits, models, folders.

Each is taken in by the command or the function that takes it in, in a forked process with a limit of time and
memory. It may be read, read in part, or refused in one line with its exit code; it may not raise, hang, or
go on with a file of a folder that is listed nowhere.
"""

import collections
import io
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1])]

import openpyxl  # noqa: E402
from click.testing import CliRunner  # noqa: E402
from mutations import mutated, mutated_package  # noqa: E402

from curranalyser.errors import CurranalyserError, ExitCode  # noqa: E402

if TYPE_CHECKING:
    from curranalyser.datamodel import Audit

ROOT = Path(__file__).resolve().parents[2]
# Seconds of processor time of one case: most take some milliseconds, and a model half a second. And those on
# the clock, for what waits: the machine may be wanted by others.
SECONDS, WAITING = 20, 180
_MEMORY = 2_000_000_000
_NINES = b"9" * 5000
# What is put into text files: what once ended in a traceback, and what means something in such files.
TEXT_TOKENS = (
    b"[" * 20_000,
    b"{" * 2000,
    b'{"a":' * 300,
    b"a." * 3000,
    _NINES,
    b"-1",
    b"1e999",
    b"nan",
    b"NaN",
    b"1e300",
    b"9223372036854775808",
    b"true",
    b"null",
    b'""',
    b"[]",
    b"{}",
    b"\x00",
    b"\xff\xfe",
    b"\xe5",
    b"\\ud800",
    b'"',
    b'"""',
    b"'",
    b"\n",
    b"\r",
    b"\t",
    b";",
    b",",
    b"#",
    b"=",
    b"\xef\xbb\xbf",
    b"../../../etc/passwd",
    b"/dev/zero",
    "\u202e\u0007\u001b[2J".encode(),
    b"=cmd|' /C calc'!A0",
    b"%(path)s %s {0}",
    b"a" * 150_000,
)

# What no message says: a traceback, and a value that somebody forgot.
_UNTRUE = re.compile(r"Traceback|\bNone\b(?! of)|\bTrue\b|\bFalse\b|<class|object at 0x")

DRAFT = """Kursplan
Jämförande vårdsystem, 7,5 högskolepoäng
Kurskod: VAR101

Lärandemål
Efter avslutad kurs ska studenten kunna
- jämföra vårdsystem i minst två länder
- beskriva grunderna i ämnet

Undervisningsspråk
Svenska
"""
SETTINGS = """lang = "sv"
home_country = "SE"
max_pages = 200
jobs = 1
institution = "Högskolan i Norrsjö"
programme_order = ["TGDTI"]

[columns]
code = "Kurskod"

[check]
select = ["F", "L"]
ignore = ["F406"]
fail_on = "warning"

[[check.suppress]]
rule = "F402"
text = "beskriva grunderna i ämnet"
reason = "så beslutat"
"""
_TABLES = {
    "programmes": (
        ("Programme", "Kind", "Code", "Title", "Who takes it", "Block", "Term", "Credits", "Confirmed by"),
        ("TGDTI", "course", "VAR101", "Vård", "everyone", "", "1, 2", "7.5", "Ada"),
        ("TGDTI", "course", "VAR102", "Omvårdnad", "some", "Val", "3", "7.5-15", ""),
    ),
    "courses": (("code", "department", "subject", "owner"), ("VAR101", "IHV", "Vård", "Ada"), ("VAR102",)),
    "goals": (
        ("programme", "course", "outcome", "goal", "knowledge form"),
        ("TGDTI", "VAR101", "1", "2; 5", ""),
        ("TGDTI", "", "", "arbeta i andra länder", "skills and abilities"),
    ),
}
_DECISIONS = (
    ("Course key", "Learning outcome", "Perspective", "Your decision", "Your reason", "Reviewer"),
    ("VAR101", "jämföra vårdsystem i minst två länder", "international", "yes", "två länder", "Ada"),
)


@dataclass
class Case:
    """What one case does: `files` are written into its folder, then `act` is called with it."""

    files: Mapping[str, bytes]
    act: Callable[[Path], str]


def _lines(*items: object) -> bytes:
    return b"".join(json.dumps(item, ensure_ascii=False).encode() + b"\n" for item in items)


def _csv(rows: tuple[tuple[str, ...], ...], delimiter: str) -> bytes:
    return "".join(delimiter.join(row) + "\n" for row in rows).encode()


def _workbook(rows: tuple[tuple[str, ...], ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _damaged(data: bytes, draw: random.Random) -> bytes:
    return mutated(data, draw, TEXT_TOKENS, other=data)


def _command(*arguments: str, codes: tuple[int, ...] = (0, 2, 3, 4, 5, 6, 10)) -> Callable[[Path], str]:
    """Return what runs a command in the folder of its case."""

    def act(folder: Path) -> str:
        from curranalyser.cli.main import main

        os.chdir(folder)
        done = CliRunner().invoke(main, list(arguments), prog_name="curranalyser")
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        if done.exit_code not in codes:
            raise AssertionError(f"exit code {done.exit_code}")
        if _UNTRUE.search(done.stderr):
            raise AssertionError(done.stderr[:300])
        return f"exit {done.exit_code}"

    return act


def _function(call: Callable[[Path], object]) -> Callable[[Path], str]:
    """Return what calls a function; an expected error is a refusal."""

    def act(folder: Path) -> str:
        try:
            with warnings.catch_warnings(record=True) as told:
                warnings.simplefilter("always")
                call(folder)
        except CurranalyserError as error:
            if error.exit_code not in (ExitCode.USAGE, ExitCode.MODEL, ExitCode.OUTPUT):
                raise
            if "\n" in str(error) or len(str(error)) > 8000:
                raise AssertionError(f"not one short line: {str(error)[:200]!r}") from error
            return f"refused {int(error.exit_code)}"
        return "read in part" if told else "read"

    return act


def _settings(draw: random.Random) -> Case:
    return Case(
        {"curranalyser.toml": _damaged(SETTINGS.encode(), draw), "d.txt": DRAFT.encode()},
        _command("parse", "d.txt") if draw.random() < 0.5 else _command("check", "d.txt"),
    )


def _scheme(draw: random.Random) -> Case:
    data = _damaged((ROOT / "corpus" / "scheme.toml").read_bytes(), draw)
    files = {"s.toml": data, "l.jsonl": _lines({"text": "beskriva grunderna"})}
    return Case(files, _command("classify", "l.jsonl", "--scheme", "s.toml"))


def _cues(draw: random.Random) -> Case:
    def call(folder: Path) -> None:
        from curranalyser.classify.cues import parse_cues
        from curranalyser.scheme import load_scheme

        parse_cues((folder / "cues.toml").read_bytes(), load_scheme())

    data = (ROOT / "corpus" / "cues.toml").read_bytes()
    return Case({"cues.toml": _damaged(data, draw)}, _function(call))


def _table(draw: random.Random) -> Case:
    kind = draw.choice(tuple(_TABLES))
    ending = draw.choice((".csv", ".csv", ".xlsx"))
    rows = _TABLES[kind]
    data = (
        mutated_package(_workbook(rows), draw)
        if ending == ".xlsx"
        else _damaged(_csv(rows, draw.choice(",;\t")), draw)
    )

    def call(folder: Path) -> None:
        from curranalyser.aggregate import with_goals
        from curranalyser.aggregate.structures import ProgrammeStructures
        from curranalyser.datamodel import AggregateRules
        from curranalyser.library.tables import read_rules

        rules = read_rules(AggregateRules(), **{kind: folder / f"t{ending}"})
        audit = _small_audit()
        if rules.goals:
            with_goals(audit, rules)
        structures = ProgrammeStructures(audit)
        for key in structures.profiles:
            structures.lay(key, [row for row in rules.mapping if structures.names.only(row.programme) == key])

    return Case({f"t{ending}": data}, _function(call))


@lru_cache(maxsize=1)
def _small_audit() -> "Audit":
    from small_audit import audit_of, course, outcome, programme

    return audit_of(
        course("VAR101", "Vård", outcome("jämföra länder", "comparative"), outcome("beskriva")),
        course("VAR102", "Omvårdnad", outcome("beskriva")),
        programme("TGDTI", "Programmet", ("VAR101", 1, True), ("VAR102", 2, None)),
    )


def _decisions(draw: random.Random) -> Case:
    review = {
        "course": "VAR101",
        "text": "jämföra vårdsystem",
        "perspective": "international",
        "decision": "yes",
    }
    lines = _lines(review, {**review, "text": "beskriva", "reviewer": "Ada", "schema_version": 1})
    task = {
        "data": {"text": "jämföra", "course_key": "VAR101"},
        "annotations": [{"result": [{"from_name": "decision_international", "type": "choices",
                                     "value": {"choices": ["yes"]}}], "completed_by": 1}],
    }  # fmt: skip
    kind = draw.choice(("lines", "whole lines", "sheet", "workbook", "tasks"))
    data = {
        "lines": lambda: _damaged(lines, draw),
        "whole lines": lambda: _damaged(lines, draw),
        "sheet": lambda: _damaged(_csv(_DECISIONS, draw.choice(",;\t")), draw),
        "workbook": lambda: mutated_package(_workbook(_DECISIONS), draw),
        "tasks": lambda: _damaged(_lines([task]), draw),
    }[kind]()

    def call(folder: Path) -> None:
        from curranalyser.library.tables import read_decisions
        from curranalyser.review import read_reviews
        from curranalyser.review.label_studio import read_annotations
        from curranalyser.review.sheets import read_statements
        from curranalyser.scheme import load_scheme

        path = folder / "given"
        if kind == "lines":
            read_decisions(path)
        elif kind == "whole lines":
            read_reviews(path)
        elif kind == "tasks":
            read_annotations(path.read_bytes(), "tasks.json", load_scheme())
        else:
            name = "t.xlsx" if kind == "workbook" else "t.csv"
            read_statements(path.read_bytes(), name, load_scheme())

    return Case({"given": data}, _function(call))


def _gold(draw: random.Random) -> Case:
    document = {
        "file": "d.txt", "kind": "course", "code": "VAR101", "title": "Jämförande vårdsystem", "credits": 7.5,
        "level": None, "doc_language": "sv", "text_layer": "good", "outcomes_certain": True,
        "instruction": {"main": ["sv"], "possible": [], "status": "stated"},
        "outcomes": ["jämföra vårdsystem i minst två länder", "beskriva grunderna i ämnet"],
        "course_refs": [{"code": "VAR102", "title": "Vård", "credits": 7.5, "year_or_term": "term 1"}],
    }  # fmt: skip
    course = {
        "code": "VAR101", "title": "Vård", "credits": 7.5, "terms": [1], "year": 1, "status": "compulsory",
        "track": None,
    }  # fmt: skip
    programme = {
        "file": "d.txt", "programme": "TGDTI", "title": "Vård", "credits": 180, "courses": [course],
        "groups": [], "tracks": [], "guaranteed": ["VAR101"], "placeholders": [],
    }  # fmt: skip
    command, row = draw.choice((("parsing", document), ("language", document), ("programmes", programme)))
    files = {"g.jsonl": _damaged(_lines(row, row), draw), "d.txt": DRAFT.encode()}
    return Case(files, _command("evaluate", command, "g.jsonl", codes=(0, 2, 3, 4)))


def _corpus(draw: random.Random) -> Case:
    labels = {"international": "yes", "intercultural": "no", "comparative": "borderline"}
    row = {"id": "a", "text": "jämföra vårdsystem", "language": "sv", "labels": labels, "split": "test"}
    pair = {"id": "b", "sv": "jämföra länder", "en": "compare countries", "labels": labels}
    data = _damaged(_lines(row, {**row, "id": "c"}, pair), draw)
    command = draw.choice(
        (
            ("evaluate", "perspectives", "c.jsonl"),
            ("evaluate", "agreement", "c.jsonl", "ok.jsonl"),
            ("classify", "c.jsonl"),
        )
    )
    return Case({"c.jsonl": data, "ok.jsonl": _lines(row)}, _command(*command))


def _beside_check(draw: random.Random) -> Case:
    baseline = {"schema_version": 1, "findings": [{"fingerprint": "0123456789abcdef", "rule": "F402"}]}
    truth = {"d.txt": {"expected": [["F402", "beskriva grunderna"]], "clean": False}}
    if draw.random() < 0.5:
        files = {"b.json": _damaged(_lines(baseline), draw), "d.txt": DRAFT.encode()}
        return Case(files, _command("check", "d.txt", "--baseline", "b.json"))
    files = {"t.json": _damaged(_lines(truth), draw), "d.txt": DRAFT.encode()}
    return Case(files, _command("evaluate", "check", "--truth", "t.json"))


def _audit(draw: random.Random, made: Path) -> Case:
    name = draw.choice(("audit.json", "audit.json", "audit.db", "reviews.jsonl"))
    data = (made / name).read_bytes() if (made / name).exists() else b"{}\n"
    files = {"a/audit.json": (made / "audit.json").read_bytes(), f"a/{name}": _damaged(data, draw)}
    if name == "audit.db":
        del files["a/audit.json"]
    command = draw.choice((("compare", "a", "a"), ("programmes", "export", "a"), ("export", "a", "out")))
    return Case(files, _command(*command))


def _database(draw: random.Random, made: Path) -> Case:
    """Return a store in which a program has changed what it keeps."""

    def act(folder: Path) -> str:
        shutil.copy(made / "audit.db", folder / "audit.db")
        with sqlite3.connect(folder / "audit.db", isolation_level=None) as store:
            tables = [row[0] for row in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for _ in range(draw.choice((1, 1, 3))):
                table = draw.choice(tables)
                columns = [row[1] for row in store.execute(f'PRAGMA table_info("{table}")')]
                value: object = draw.choice((None, -1, 1e300, "x" * 1000, b"\xff\x00", "\x1b[2J", 2**62))
                try:
                    change = draw.randrange(4)
                    if change == 0:
                        store.execute(f'DROP TABLE "{table}"')
                        tables.remove(table)
                    elif change == 1:
                        store.execute(f'DELETE FROM "{table}"')
                    else:
                        store.execute(f'UPDATE "{table}" SET "{draw.choice(columns)}" = ?', (value,))
                except sqlite3.Error:
                    continue
        command = draw.choice((("compare", ".", "."), ("export", ".", "out"), ("review", "export", ".")))
        return _command(*command)(folder)

    return Case({}, act)


def _model(draw: random.Random) -> Case:
    """Return a model in which one file is damaged and signed anew, or its manifest is damaged."""
    from altered_model import SHIPPED, shipped, signed

    def call(folder: Path) -> None:
        from curranalyser.classify import load_classifier
        from curranalyser.datamodel import LearningOutcome

        if draw.random() < 0.4:
            model = folder / "m"
            shutil.copytree(SHIPPED, model)
            manifest = model / "manifest.toml"
            manifest.write_bytes(_damaged(manifest.read_bytes(), draw))
        else:
            name = draw.choice(sorted(shipped().contents))
            model = signed(folder / "m", {name: _damaged(shipped().contents[name], draw)})
        classifier = load_classifier(model)
        text = "jämföra vårdsystem i Norge och Kanada ur ett internationellt perspektiv"
        classifier.classify_outcomes([LearningOutcome("1", text, language="sv")])

    return Case({}, _function(call))


def _folder(draw: random.Random, made: Path) -> Case:
    """Return a folder of a report in which something is damaged, gone, linked or foreign."""
    names = sorted(path.name for path in made.iterdir() if path.is_file())

    def act(folder: Path) -> str:
        from curranalyser.read import find_files
        from curranalyser.report.write import check_writable

        place = folder / "r"
        place.mkdir()
        for name in draw.sample(names, draw.randrange(1, len(names))):
            data = (made / name).read_bytes()
            (place / name).write_bytes(_damaged(data, draw) if draw.random() < 0.5 else data)
        for number in range(draw.randrange(4)):
            odd = place / draw.choice(
                ("a\x1b[2J.pdf", "~$a.docx", ".hidden", "Ä.html", "b.zip", "c", "d.html")
            )
            kind = draw.randrange(5)
            if odd.exists() or odd.is_symlink():
                continue
            if kind == 0:
                odd.symlink_to(draw.choice((place, folder, Path("nowhere"), odd)))
            elif kind == 1:
                os.mkfifo(odd)
            elif kind == 2:
                odd.mkdir()
                (odd / f"{number}.txt").write_text(DRAFT, encoding="utf-8")
            else:
                odd.write_bytes(draw.randbytes(draw.choice((0, 10, 3000))))
        found = find_files([place])
        listed = {Path(path).name for path, _ in found.files} | {
            part
            for name in (
                *(failure.source for failure in found.failures),
                *(name for name, _ in found.passed_over),
            )
            for part in Path(name).parts
        }
        listed |= {part for _, shown in found.files for part in Path(shown).parts}
        from curranalyser.read import shown_name

        lost = [
            path.name
            for path in place.iterdir()
            if shown_name(path.name) not in listed and path.name not in listed
        ]
        if lost:
            raise AssertionError(f"listed nowhere: {lost}")
        return _function(lambda _: check_writable(place))(folder)

    return Case({}, act)


# How many of a hundred are of which kind: what takes long is rare.
SHARES = (
    ("settings", 18), ("scheme", 5), ("cues", 5), ("table", 20), ("decisions", 14), ("gold", 10),
    ("corpus", 6), ("beside check", 5), ("audit", 6), ("database", 4), ("model", 2), ("folder", 5),
)  # fmt: skip


def kind_of(draw: random.Random) -> str:
    return draw.choices([name for name, _ in SHARES], [share for _, share in SHARES])[0]


def case_of(kind: str, draw: random.Random, made: Path) -> Case:
    """Return a case; `made` is the folder of a report that is not damaged."""
    makers: dict[str, Callable[[], Case]] = {
        "settings": lambda: _settings(draw),
        "scheme": lambda: _scheme(draw),
        "cues": lambda: _cues(draw),
        "table": lambda: _table(draw),
        "decisions": lambda: _decisions(draw),
        "gold": lambda: _gold(draw),
        "corpus": lambda: _corpus(draw),
        "beside check": lambda: _beside_check(draw),
        "audit": lambda: _audit(draw, made),
        "database": lambda: _database(draw, made),
        "model": lambda: _model(draw),
        "folder": lambda: _folder(draw, made),
    }
    return makers[kind]()


def tried(number: int, seed: int, made: Path, place: Path) -> tuple[str, str]:
    """Do one case in this process.

    Returns its kind, and what came of it; raises what should not have come.
    """
    draw = random.Random(f"given-{seed}-{number}")
    kind = kind_of(draw)
    folder = Path(tempfile.mkdtemp(dir=place))
    try:
        case = case_of(kind, draw, made)
        for name, data in case.files.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(data)
        return kind, case.act(folder)
    finally:
        os.chdir(place)
        shutil.rmtree(folder, ignore_errors=True)


@dataclass
class Tally:
    """What came of the cases: counts by kind and what came, and what should not have come."""

    counts: collections.Counter[tuple[str, str]] = field(default_factory=collections.Counter)
    wrong: list[str] = field(default_factory=list)
    cases: int = 0


def prepare(place: Path) -> Path:
    """Make a report in a folder, and load what the cases need, before processes are forked."""
    from shipped_once import keep_the_shipped_model

    keep_the_shipped_model()
    made = place / "made"
    (place / "d.txt").write_text(DRAFT, encoding="utf-8")
    os.chdir(place)
    _command("audit", "d.txt", "-o", "made", "-q", codes=(0, 3))(place)
    return made


def _work(numbers: list[int], seed: int, made: Path, place: Path, told: IO[str]) -> None:
    """Do cases one after the other in a forked process, and tell of each before and after."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_resident() + _MEMORY, resource.RLIM_INFINITY))
    for number in numbers:
        print(f"{number}\tbegun", file=told, flush=True)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        signal.alarm(WAITING)
        try:
            kind, came = tried(number, seed, made, place)
            line = f"{number}\tdone\t{kind}\t{came}"
        except BaseException as error:
            kind = kind_of(random.Random(f"given-{seed}-{number}"))
            last = traceback.extract_tb(error.__traceback__)[-1]
            text = " ".join(str(error).split())[:300]
            where = f"{Path(last.filename).name}:{last.lineno}"
            line = f"{number}\twrong\t{kind}\t{type(error).__name__}: {text} ({where})"
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)
        print(line, file=told, flush=True)


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _fork(numbers: list[int], seed: int, made: Path, place: Path, told: Path) -> int:
    """Begin a process that does cases; return its number."""
    child = os.fork()
    if child == 0:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(nowhere, number)
        try:
            with told.open("w", encoding="utf-8", errors="replace") as file:
                _work(numbers, seed, made, place, file)
        finally:
            os._exit(0)
    return child


def fuzz(count: int, seed: int, jobs: int, first: int = 0) -> Tally:
    """Try so many cases, in several forked processes; one that dies is replaced."""
    tally = Tally()
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        made = prepare(place)
        running: dict[int, tuple[list[int], Path]] = {}

        def begin(numbers: list[int], told: Path) -> None:
            if numbers:
                running[_fork(numbers, seed, made, place, told)] = numbers, told

        for at in range(jobs):
            begin(list(range(first + at, first + count, jobs)), place / f"told-{at}")
        while running:
            child, status = os.wait()
            if child in running:
                numbers, told = running.pop(child)
                done = _read(told, tally)
                begin(_left(numbers, done, status, seed, tally), told)
        os.chdir(before)
    return tally


def _read(told: Path, tally: Tally) -> set[int]:
    """Add what a process has told of. Returns the cases that came to an end."""
    done = set()
    for line in told.read_text(encoding="utf-8").splitlines():
        number, what, *more = line.split("\t")
        if what == "begun":
            continue
        done.add(int(number))
        tally.cases += 1
        tally.counts[more[0], more[1] if what == "done" else "WRONG"] += 1
        if what == "wrong":
            tally.wrong.append(f"given {number} {more[0]}: {more[1]}")
    return done


def _left(numbers: list[int], done: set[int], status: int, seed: int, tally: Tally) -> list[int]:
    """Return the cases that a process left, without the one at which it died."""
    left = [number for number in numbers if number not in done]
    if not left:
        return []
    kind = kind_of(random.Random(f"given-{seed}-{left[0]}"))
    ended = f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else f"status {status}"
    tally.cases += 1
    tally.counts[kind, "WRONG"] += 1
    tally.wrong.append(f"given {left[0]} {kind}: its process ended with {ended}")
    return left[1:]


if __name__ == "__main__":
    number, seed = int(sys.argv[1]), int(sys.argv[2])
    with tempfile.TemporaryDirectory() as temporary:
        begun = time.monotonic()
        print(
            tried(number, seed, prepare(Path(temporary)), Path(temporary)),
            f"{time.monotonic() - begun:.1f} s",
        )
