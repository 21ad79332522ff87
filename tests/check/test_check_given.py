"""What `check` is given: drafts in mails, lines of outcomes, what is no syllabus, types by their bytes."""

import json
import re
import shlex
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from command_line import RunCli
from written_drafts import word_file

from curranalyser.analyse import load_stage
from curranalyser.check.draft import BARE_NOTE, MAIL_NOTE, Draft, name_of_standard_input, read_draft
from curranalyser.check.mail import drafts_in_mail
from curranalyser.settings import Settings

SETTINGS = Settings()
_, CLASSIFIER = load_stage(SETTINGS)
RECIPE = (Path(__file__).resolve().parents[2] / "docs" / "how-to" / "ci.md").read_text(encoding="utf-8")
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SYLLABUS = """Kursplan
Limnologi, 7,5 hp
Kurskod: LIM210

Lärandemål
Efter kursen ska studenten kunna:
- redogöra för en sjös årstider,
- förstå hur näringsämnen rör sig mellan botten och yta och vad det betyder för
livet i en sjö,
- bestämma siktdjup i fält.

Examination
Skriftlig tentamen.
"""
HEADER = """Från: Karin Alm <karin@vattnet.example>
Skickat: den 4 mars 2026 10:12
Till: Olle Ström
Kopia: nämnden
Ämne: Utkast till kursplan
"""
REPLY = "Hej Karin!\n\nTack, jag har skrivit mellan raderna.\n\nMvh\nOlle\n\n"
WISHES = ["redogöra för en sjös årstider,", "bestämma siktdjup i fält."]


def read(text: str, name: str = "draft.txt") -> Draft:
    return read_draft(text.encode(), name, SETTINGS, CLASSIFIER)


def outcomes(draft: Draft) -> list[str]:
    return [outcome.text for checked in draft.syllabi for outcome in checked.syllabus.outcomes]


def quoted(text: str, mark: str = "> ") -> str:
    return "".join(f"{mark}{line}".rstrip() + "\n" for line in text.splitlines())


AS_WRITTEN = outcomes(read(SYLLABUS))


@pytest.mark.parametrize(
    "text",
    [
        quoted(SYLLABUS),
        HEADER + "\n" + SYLLABUS,
        REPLY + HEADER + "\n" + SYLLABUS + "\nMed vänlig hälsning\nKarin Alm\n",
        REPLY + HEADER + "\n" + quoted(SYLLABUS),
        REPLY + "Den 4 mars 2026 kl. 10:12 skrev Karin Alm:\n\n" + quoted(SYLLABUS),
        REPLY + quoted("Olle skrev:\n" + quoted(SYLLABUS)),
        REPLY + quoted(SYLLABUS, ">> "),
        REPLY + quoted(SYLLABUS, "> > > "),
        quoted(HEADER + "\n" + SYLLABUS + "\n-- \nKarin Alm\nVattnets högskola\n"),
        HEADER.replace("Från", "From").replace("Skickat", "Sent").replace("Ämne", "Subject")
        + "\n"
        + SYLLABUS,
    ],
)
def test_a_draft_is_found_in_a_mail_and_nothing_else_of_it_is(text: str) -> None:
    draft = read(text)
    assert outcomes(draft) == AS_WRITTEN
    assert len(AS_WRITTEN) == 3
    [checked] = draft.syllabi
    assert checked.syllabus.header.code == "LIM210"
    assert draft.notes == (MAIL_NOTE,)
    assert not draft.bare


def test_what_is_written_between_the_quoted_lines_is_no_outcome() -> None:
    lines = quoted(SYLLABUS).splitlines()
    place = next(number for number, line in enumerate(lines) if "årstider" in line)
    lines[place + 1 : place + 1] = ["", "- Bra, men lägg till islossningen!", ""]
    draft = read(REPLY + HEADER + "\n" + "\n".join(lines))
    assert outcomes(draft) == AS_WRITTEN


def test_lines_are_counted_in_the_mail(run_cli: RunCli) -> None:
    mail = REPLY + HEADER + "\n" + quoted(SYLLABUS)
    told = run_cli("check", "-", "--format", "json", "--select", "F402", stdin=mail.encode())
    result = json.loads(told.stdout)
    [finding] = result["findings"]
    assert mail.splitlines()[finding["line"] - 1].startswith("> - förstå hur")
    assert result["files"][0]["notes"] == [MAIL_NOTE]
    assert told.stderr == f"stdin.txt: {MAIL_NOTE}\n"


def test_quotations_in_a_draft_are_no_mail() -> None:
    for name in ("draft.md", "draft.txt"):
        cited = SYLLABUS + "\n> Vatten är liv,\n> sade hon,\n> och tog ett glas.\n> Så var det.\n"
        draft = read(cited, name)
        assert draft.notes == ()
        assert outcomes(draft)[:2] == AS_WRITTEN[:2]
    assert drafts_in_mail("Från: Sverige\n\nTill: Finland\n\nÄmne: Kemi\n") == []
    assert drafts_in_mail(SYLLABUS) == []


BARE = {
    "sv": ["redogöra för en sjös årstider", "förstå hur näringsämnen rör sig", "bestämma siktdjup i fält"],
    "en": [
        "explain the seasons of a lake",
        "understand how nutrients move",
        "measure visibility in the field",
    ],
}


@pytest.mark.parametrize("language", BARE)
@pytest.mark.parametrize("mark", ["", "- ", "1. ", "• "])
@pytest.mark.parametrize("name", ["draft.txt", "draft.md"])
def test_lines_alone_are_outcomes_and_named_as_such(language: str, mark: str, name: str) -> None:
    ends = "\n\n" if name == "draft.md" and mark in ("", "• ") else "\n"
    draft = read("".join(f"{mark}{line}{ends}" for line in BARE[language]), name)
    assert outcomes(draft) == BARE[language]
    assert (draft.notes, draft.bare, draft.failures) == ((BARE_NOTE,), True, ())
    assert {outcome.lead_in for item in draft.syllabi for outcome in item.syllabus.outcomes} == {""}


def test_a_heading_above_lines_alone_is_none_of_them() -> None:
    draft = read("# Analysera sjöar\n\n" + "".join(f"- {line}\n" for line in BARE["sv"]), "draft.md")
    assert outcomes(draft) == BARE["sv"]
    assert draft.bare


def test_of_lines_alone_only_what_is_about_outcomes_is_said(run_cli: RunCli) -> None:
    told = run_cli("check", "-", "--all", "--format", "json", stdin="\n".join(BARE["sv"]).encode())
    found = json.loads(told.stdout)["findings"]
    assert {finding["rule"][0] for finding in found} <= {"P", "F", "A"}
    [vague] = [finding for finding in found if finding["rule"] == "F402"]
    assert (vague["line"], vague["text"]) == (2, BARE["sv"][1])
    quoted_lines = run_cli("check", "-", stdin=quoted("\n".join(BARE["sv"])).encode())
    assert BARE_NOTE in quoted_lines.stderr and "F402" in quoted_lines.stdout


FOREIGN = {
    "README.md": (
        "# Sjöregistret\n\nInstallera med pip.\n\n## Usage\n\nYou can run it:\n\n- read a file\n- print\n"
    ),
    "LÄSMIG.md": "# Kursplaner\n\nHär ligger våra kursplaner. Kör `make` för att bygga.\n",
    "LÄS.md": "# Läs mig\n",
    "READ.md": "# Create Pond App\n\n## Design\n",
    "notes.txt": "Mötet börjar klockan tio. Vi talar om budgeten, och om vem som köper kaffe.\n",
    "CHANGELOG.md": (
        "# Changes\n\n## 1.2\n\n- Describe the new option\n- Fixed a typo in the manual of the pump\n"
    ),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_nothing_of_a_syllabus_is_in_other_files(name: str) -> None:
    draft = read(FOREIGN[name], name)
    assert draft.foreign
    assert not draft.bare


@pytest.mark.parametrize(
    "text",
    [
        SYLLABUS,
        "Kursplan\n\nText som inte säger något.\n",
        "Kurskod: LIM210\n\nText som inte säger något.\n",
        "Limnologi, 7,5 hp\n\nText som inte säger något.\n",
        "Lärandemål\n\nText som inte säger något.\n",
        "Efter kursen ska studenten kunna:\n\nText som inte säger något.\n",
    ],
)
def test_one_sign_of_a_syllabus_is_enough(text: str) -> None:
    assert not read(text).foreign


@pytest.mark.slow
def test_a_commit_of_other_files_goes_through(run_cli: RunCli, tmp_path: Path) -> None:
    """As the recipe of the docs calls it: all changed files at once, one of them or many."""
    entry = re.search(r"entry: curranalyser (check .*)", RECIPE)
    pattern = re.search(r"files: (\S+)$", RECIPE, re.MULTILINE)
    assert entry is not None and pattern is not None
    hook = shlex.split(entry[1])
    assert all(re.search(pattern[1], name) for name in (*FOREIGN, "kurs.docx", "kurs.odt", "kurs.pdf"))
    for name, text in FOREIGN.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "~$kurs.docx").write_bytes(b"\5Karin" + b"\0" * 150)
    (tmp_path / "kurs.docx").write_bytes(word_file())
    alone = run_cli(*hook, "README.md", cwd=tmp_path)
    passed = "hoppas över: ingen rubrik, inledning, kod eller högskolepoäng från en kursplan hittades."
    assert alone.stderr == f"README.md: {passed}\n"
    assert run_cli(*hook, "~$kurs.docx", cwd=tmp_path).stderr.startswith("~$kurs.docx: hoppas över: ")
    many = run_cli(*hook, *FOREIGN, "~$kurs.docx", cwd=tmp_path)
    assert len(many.stderr.splitlines()) == len(FOREIGN) + 1
    found = run_cli(*hook, *FOREIGN, "~$kurs.docx", "kurs.docx", code=10, cwd=tmp_path)
    assert "R501" in found.stdout
    assert "README" not in found.stdout
    (tmp_path / "trasig.docx").write_bytes(b"PK\3\4 not a package")
    assert (
        "trasig.docx: Filen"
        in run_cli(*hook, "README.md", "kurs.docx", "trasig.docx", code=3, cwd=tmp_path).stderr
    )


def test_several_files_are_passed_over_without_being_asked_and_one_is_not(
    run_cli: RunCli, tmp_path: Path
) -> None:
    (tmp_path / "README.md").write_text(FOREIGN["notes.txt"], encoding="utf-8")
    (tmp_path / "~$kurs.docx").write_bytes(b"\5Karin" + b"\0" * 150)
    (tmp_path / "kurs.docx").write_bytes(word_file())
    run_cli("check", "README.md", "~$kurs.docx", "kurs.docx", cwd=tmp_path)
    run_cli("check", "README.md", "~$kurs.docx", "kurs.docx", "--strict", code=3, cwd=tmp_path)
    run_cli("check", "README.md", code=4, cwd=tmp_path)
    run_cli("check", "~$kurs.docx", code=4, cwd=tmp_path)


def test_standard_input_is_told_by_its_bytes() -> None:
    assert name_of_standard_input(b"%PDF-1.7 ") == "stdin.pdf"
    assert name_of_standard_input(b"{\\rtf1 x}") == "stdin.rtf"
    assert name_of_standard_input(b"\xef\xbb\xbf<!-- saved --><html>") == "stdin.html"
    assert name_of_standard_input(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") == "stdin.doc"
    assert name_of_standard_input(word_file()) == "stdin.docx"
    assert name_of_standard_input(as_kind(word_file(), "template.main")) == "stdin.dotx"
    assert name_of_standard_input(b"PK\3\4 not a package") == "stdin.docx"


def as_kind(data: bytes, kind: str) -> bytes:
    """A Word file that declares another kind."""
    import io

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "[Content_Types].xml":
                part = part.replace(b"wordprocessingml.document.main", f"wordprocessingml.{kind}".encode())
            new.writestr(name, part)
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["odt", "rtf", "dotx", "doc"])
def test_files_of_office_programs_and_as_standard_input(run_cli: RunCli, tmp_path: Path, kind: str) -> None:
    (tmp_path / "draft.docx").write_bytes(word_file())
    if kind == "dotx":
        (tmp_path / "draft.dotx").write_bytes(as_kind(word_file(), "template.main"))
    else:
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [str(OFFICE), "--headless", profile, "--convert-to", kind, "--outdir", tmp_path]
        subprocess.run([*command, tmp_path / "draft.docx"], check=True, capture_output=True, timeout=120)
    data = (tmp_path / f"draft.{kind}").read_bytes()
    code = 4 if kind == "doc" else 0
    by_name = run_cli("check", f"draft.{kind}", code=code, cwd=tmp_path)
    by_bytes = run_cli("check", "-", code=code, cwd=tmp_path, stdin=data)
    for finished, name in ((by_name, f"draft.{kind}"), (by_bytes, f"stdin.{kind}")):
        if kind == "doc":
            assert finished.stderr.startswith(
                f"{name}: Files of old word processors are not read. Open it in Word"
            )
        else:
            assert finished.stderr == ""
            assert "F402 suggestion: “förstå”" in finished.stdout


def test_4_a_folder_without_a_draft(run_cli: RunCli, tmp_path: Path) -> None:
    finished = run_cli("check", ".", code=4, cwd=tmp_path)
    assert finished.stderr == "curranalyser: There is no draft in the folder. Check the path.\n"
