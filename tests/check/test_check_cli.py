"""`curranalyser check` and `explain` in a process of their own: options, exit codes, standard input, time."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from command_line import Finished
from small_pdf import pdf_text, write_pdf
from written_drafts import PDF_LINES, annotations, commented, word_file

from curranalyser.cli.main import main

DRAFT = """# Kursplan

Kurskod: TST101

Kursnamn: Vattenrening

Högskolepoäng: 7,5 hp

Nivå: Grundnivå

## Lärandemål

Efter kursen ska studenten kunna:

- redogöra för EU-rättens förhållande till svensk rätt,
- förstå gällande gränsvärden,
- beräkna flöden i ett reningsverk.

## Behörighet

Grundläggande behörighet.

## Examination

Skriftlig tentamen.
"""


Run = Callable[..., Finished]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command within this process, in the test's folder: as `run_cli`, and quicker."""
    monkeypatch.chdir(tmp_path)

    def run_here(*arguments: object, code: int = 0, stdin: bytes = b"") -> Finished:
        done = CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)
        assert done.exit_code == code, (done.exit_code, done.output, done.exception)
        return Finished(done.exit_code, done.stdout, done.stderr)

    return run_here


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    return tmp_path


def rules_of(shown: str) -> list[str]:
    return [finding["rule"] for finding in json.loads(shown)["findings"]]


def test_findings_have_their_line_and_a_path_that_other_tools_understand(run: Run, folder: Path) -> None:
    result = json.loads(run("check", folder / "draft.md", "--format", "json").stdout)
    [vague] = [finding for finding in result["findings"] if finding["rule"] == "F402"]
    assert (vague["file"], vague["line"], vague["column"]) == ("draft.md", 16, 3)
    assert vague["text"][slice(*vague["spans"][0])] == "förstå"


@pytest.mark.parametrize(("severity", "code"), [("info", 10), ("suggestion", 10), ("warning", 0)])
def test_10_where_a_finding_is_as_severe(run: Run, folder: Path, severity: str, code: int) -> None:
    run("check", "draft.md", "--fail-on", severity, code=code)


@pytest.mark.parametrize("form", ["text", "sarif", "github"])
def test_information_is_shown_where_it_is_asked_for(run: Run, folder: Path, form: str) -> None:
    short = run("check", "draft.md", "--format", form).stdout
    if form == "sarif":
        short = json.dumps(json.loads(short)["runs"][0]["results"])
    assert "F402" in short and "F406" not in short and "P101" not in short
    for asked in (["--all"], ["--fail-on", "info"], ["--select", "F406"]):
        code = 10 if "info" in asked else 0
        assert "F406" in run("check", "draft.md", "--format", form, *asked, code=code).stdout


def test_what_is_not_shown_is_counted_in_one_line(run: Run, folder: Path) -> None:
    shown = run("check", "draft.md").stdout
    assert "pieces of information (shown with --all)" in shown
    assert "sv-3. " not in shown, "nothing is asked about this outcome"
    assert "international: in 1 of 3 outcomes." in shown
    everything = run("check", "draft.md", "--all").stdout
    assert "sv-3. " in everything and "--all" not in everything


def test_3_outranks_10(run: Run, folder: Path) -> None:
    (folder / "draft.md").write_text(
        DRAFT.split("## Lärandemål", maxsplit=1)[0]
        + "## Examination\n\nTentamen.\n\n## Behörighet\n\nIngen.\n",
        encoding="utf-8",
    )
    assert "R503 warning" in run("check", "draft.md", "--fail-on", "info", code=3).stdout


def test_rules_are_selected_and_ignored(run: Run, folder: Path) -> None:
    found = set(
        rules_of(run("check", "draft.md", "--format", "json", "--select", "F,P", "--ignore", "F406").stdout)
    )
    assert found - {"P102"} == {"F402", "F405", "P101"}  # what a model is unsure of changes with the model
    assert "There is no rule F9." in run("check", "draft.md", "--select", "F9", code=2).stderr


def test_a_finding_is_suppressed_with_a_reason(run: Run, folder: Path) -> None:
    settings = (
        '[check]\nignore = ["L"]\nfail_on = "suggestion"\n\n[[check.suppress]]\nrule = "F402"\ntext = "förstå'
        ' gällande gränsvärden"\nreason = "Beslut i nämnden."\n'
    )
    run("check", "draft.md", code=0)
    (folder / "curranalyser.toml").write_text(settings, encoding="utf-8")
    result = json.loads(run("check", "draft.md", "--format", "json").stdout)
    assert "F402" not in [finding["rule"] for finding in result["findings"]]
    assert not any(finding["rule"].startswith("L") for finding in result["findings"])
    assert [(item["finding"]["rule"], item["reason"]) for item in result["suppressed"]] == [
        ("F402", "Beslut i nämnden.")
    ]
    assert "1 suppressed" in run("check", "draft.md").stdout
    (folder / "curranalyser.toml").write_text(settings.replace("gränsvärden", "värden"), encoding="utf-8")
    run("check", "draft.md", code=10)


@pytest.mark.parametrize(
    "table",
    [
        '[[check.suppress]]\nrule = "F402"\ntext = "x"\n',
        '[[check.suppress]]\nrule = "F402"\ntext = "x"\nreason = " "\n',
        '[[check.suppress]]\nrule = "Z"\ntext = "x"\nreason = "y"\n',
        "[check]\nselect = 3\n",
        '[check]\nfail_on = "error"\n',
        "[check]\nmax = 3\n",
        "check = 3\n",
    ],
)
def test_2_a_table_check_that_is_wrong(run: Run, folder: Path, table: str) -> None:
    (folder / "curranalyser.toml").write_text(table, encoding="utf-8")
    assert run("check", "draft.md", code=2).stdout == ""


def test_only_what_is_new_since_the_baseline_counts(run: Run, folder: Path) -> None:
    run("check", "draft.md", "--format", "json", "-o", "known.json")
    same = run("check", "draft.md", "--baseline", "known.json", "--fail-on", "info").stdout
    assert "0 warnings, 0 suggestions, 0 pieces of information" in same and "in the baseline" in same
    changed = DRAFT.replace(
        "beräkna flöden i ett reningsverk.",
        "beräkna flöden i ett reningsverk,\n- känna till pumparnas konstruktion.",
    )
    (folder / "draft.md").write_text(changed, encoding="utf-8")
    shown = run(
        "check",
        "draft.md",
        "--baseline",
        "known.json",
        "--format",
        "json",
        "--fail-on",
        "suggestion",
        code=10,
    ).stdout
    assert rules_of(shown) == ["F402"]
    (folder / "known.json").write_text("{}", encoding="utf-8")
    assert "known.json cannot be read" in run("check", "draft.md", "--baseline", "known.json", code=2).stderr


def test_the_difference_of_two_versions(run: Run, folder: Path) -> None:
    (folder / "new.md").write_text(
        DRAFT.replace("EU-rättens förhållande till svensk rätt", "rättens källor"), encoding="utf-8"
    )
    shown = run("check", "--diff", "draft.md", "new.md").stdout
    assert "international: 1 outcomes before, 0 after." in shown
    assert "2 outcomes unchanged" in shown
    assert (
        json.loads(run("check", "--diff", "draft.md", "new.md", "--format", "json").stdout)["unchanged"] == 2
    )
    run("check", "--diff", "draft.md", "new.md", "--format", "html", code=2)


@pytest.mark.parametrize("kind", ["md", "txt", "html", "docx", "pdf"])
def test_standard_input_of_every_type(run: Run, kind: str) -> None:
    lines = [line.strip("#- ") for line in DRAFT.splitlines()]
    data = {
        "md": DRAFT.encode(),
        "txt": DRAFT.replace("# ", "").replace("#", "").encode(),
        "html": (
            (
                "<html><body>"
                + "".join(f"<h2>{line}</h2>" if f"## {line}" in DRAFT else f"<p>{line}</p>" for line in lines)
                + "</body></html>"
            ).encode()
        ),
        "docx": word_file(),
        "pdf": write_pdf(pdf_text(*PDF_LINES)),
    }[kind]
    result = json.loads(run("check", "-", "--format", "json", stdin=data).stdout)
    assert result["files"][0]["path"] == f"stdin.{kind}"
    assert "F402" in [finding["rule"] for finding in result["findings"]]


def test_the_name_of_standard_input_can_be_given(run: Run) -> None:
    shown = run(
        "check",
        "-",
        "--stdin-name",
        "kurser/utkast.md",
        "--format",
        "github",
        "--select",
        "F402",
        stdin=DRAFT.encode(),
    ).stdout
    assert shown.startswith("::warning file=kurser/utkast.md,line=16,col=3,title=F402 ")


def test_several_drafts_and_one_that_cannot_be_read(run: Run, folder: Path) -> None:
    (folder / "broken.pdf").write_bytes(b"")
    finished = run("check", "draft.md", "broken.pdf", code=3)
    assert "broken.pdf: The file has no content." in finished.stderr
    assert "F402 suggestion" in finished.stdout


def test_annotated_files_are_written(run: Run, folder: Path) -> None:
    (folder / "draft.docx").write_bytes(word_file())
    (folder / "draft.pdf").write_bytes(write_pdf(pdf_text(*PDF_LINES)))
    run("check", "draft.docx", "--annotate", "out.docx", "--select", "F402")
    assert list(commented((folder / "out.docx").read_bytes())) == ["förstå gällande gränsvärden,"]
    run("check", "draft.pdf", "--annotate", "out.pdf", "--select", "F402")
    assert len(annotations((folder / "out.pdf").read_bytes())) == 1
    assert (
        "--annotate takes one Word file" in run("check", "draft.pdf", "--annotate", "out.docx", code=2).stderr
    )
    run("check", "draft.pdf", "--annotate", "no/such/folder.pdf", code=6)


def test_explain_tells_what_a_rule_is_for(run: Run) -> None:
    assert "Biggs and Tang" in run("explain", "F402").stdout
    assert (
        run("explain", "f402", "--lang", "sv")
        .stdout.partition(": ")[2]
        .startswith("Ett lärandemål börjar med ett verb")
    )
    listed = [line.split()[0] for line in run("explain").stdout.splitlines()]
    assert {"A601", "F401", "F402", "INT-Y3"} <= set(listed)
    assert "There is no rule Z." in run("explain", "Z", code=2).stderr


def test_the_schema_is_printed_without_a_draft(run: Run) -> None:
    assert "Finding" in json.loads(run("check", "--schema").stdout)["$defs"]
    assert "Missing argument 'DRAFT...'" in run("check", code=2).stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("plain", "coloured"), [("", True), pytest.param("1", False, marks=pytest.mark.slow)]
)
def test_colours_and_wrapping_on_a_terminal_only(folder: Path, plain: str, coloured: bool) -> None:
    import pty

    near, far = pty.openpty()
    environment = {**os.environ, "COLUMNS": "60", "TERM": "xterm", "NO_COLOR": plain}
    command = [sys.executable, "-m", "curranalyser", "check", "draft.md", "--all"]
    done = subprocess.Popen(command, stdout=far, stderr=subprocess.DEVNULL, cwd=folder, env=environment)
    os.close(far)
    shown = b""
    try:
        while piece := os.read(near, 4096):
            shown += piece
    except OSError:  # the way in which Linux says that the other side has closed
        pass
    finally:
        os.close(near)
    assert done.wait(60) == 0
    text = shown.decode()
    assert ("\x1b[4m" in text) is coloured
    assert all(len(re.sub(r"\x1b\[\d+m", "", line)) <= 60 for line in text.splitlines())
