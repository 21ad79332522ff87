from dataclasses import replace

import pytest

from curranalyser.datamodel import Audit
from curranalyser.report import build_view, terminal_lines
from curranalyser.report.view import AuditView
from curranalyser.scheme import Scheme


def test_a_programme_in_swedish(audit: Audit, scheme: Scheme) -> None:
    lines = [
        line.replace("\N{NO-BREAK SPACE}", " ")
        for line in terminal_lines(build_view(audit, scheme, "sv"), 80)
    ]
    start = lines.index("Sjuksköterskeprogrammet (VGSSK)")
    assert lines[start : start + 11] == [
        "Sjuksköterskeprogrammet (VGSSK)",
        "  Kurser              5 med kursplan, av 6 i listan",
        "  Lärandemål          9",
        "  Internationellt     22,2 %: 2 av 9 lärandemål, 1 av 4 kurser",
        "  Interkulturellt     22,2 %: 2 av 9 lärandemål, 1 av 4 kurser, 1 att granska",
        "  Jämförande          11,1 %: 1 av 9 lärandemål, 1 av 4 kurser",
        "  Egna lärandemål     2 (Interkulturellt 1)",
        "  Alla läser          4 kurser, 2 med kursplan",
        "  Undervisningsspråk  inte angivet 1, svenska 4",
        "  Filer att se över   1",
        "",
    ]
    assert "1 kurs hör inte till något av programmen." in lines


@pytest.mark.parametrize("listed", [(), ("VGSSK",), ("TAWEM",)])
def test_programmes_stand_in_the_order_of_the_pages(
    audit: Audit, scheme: Scheme, listed: tuple[str, ...]
) -> None:
    view = build_view(audit, scheme, "en", listed)
    names = [programme.name for programme in view.in_order]
    assert [line for line in terminal_lines(view, 200) if line in names] == names
    assert len(names) > 1 and (not listed or listed[0] in names[0])


@pytest.mark.parametrize("width", [10, 40, 61, 80, 200])
def test_lines_keep_within_the_width(view: AuditView, width: int) -> None:
    lines = terminal_lines(view, width)
    assert max(len(line) for line in lines) <= max(width, 40)
    words = " ".join(" ".join(lines).split())
    assert all(problem.message in words for file in view.attention for problem in file.problems)


def test_nothing_steers_the_terminal(view: AuditView) -> None:
    text = "\n".join(terminal_lines(view, 80))
    assert all(
        character == "\n" or character.isprintable() or character == "\N{NO-BREAK SPACE}"
        for character in text
    )
    assert "␛[31m" in " ".join(text.split())


def test_an_audit_without_programmes_shows_all_courses(audit: Audit, scheme: Scheme) -> None:
    lines = terminal_lines(build_view(replace(audit, programmes=(), failures=(), files=()), scheme, "en"), 80)
    assert lines[0] == "All courses"
    shares = lines[: lines.index("")]
    assert shares[-1].split() == [
        "Comparative",
        "13.3%:",
        "2",
        "of",
        "15",
        "outcomes,",
        "2",
        "of",
        "7",
        "courses",
    ]
