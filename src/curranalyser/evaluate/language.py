"""How well the language of instruction is found.

Against gold of real documents, or against cases (sections with the expected answer).
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curranalyser.datamodel import InstructionStatus, LanguageOfInstruction, Line, Section, SectionKind
from curranalyser.errors import DocumentError, SettingsError
from curranalyser.evaluate.gold_rows import read_gold
from curranalyser.evaluate.parsing import find_gold_file
from curranalyser.evaluate.tables import markdown_table
from curranalyser.i18n import N_, Translator
from curranalyser.parse import parse_document
from curranalyser.parse.instruction.find import find_instruction
from curranalyser.read import describe_source, load_bytes, read_document
from curranalyser.settings import Settings
from curranalyser.strict_data import read_toml

_SECTION = re.compile(r"^# (?P<kind>[a-z ]+?)(?: \| (?P<heading>.*))?$")
_PAGE = re.compile(r"^=== (?P<page>\d+)$")
_CELLS = re.compile(r"\t|\s{2,}")
# Points: where the cells of a case's lines stand.
_COLUMN, _ROW, _LETTER, _SIZE = 200.0, 14.0, 4.0, 10.0
_STATUSES = {
    InstructionStatus.STATED: N_("stated"),
    InstructionStatus.CONDITIONAL: N_("conditional"),
    InstructionStatus.PER_OFFERING: N_("per offering"),
    InstructionStatus.CONFLICT: N_("conflict"),
    InstructionStatus.NOT_STATED: N_("not stated"),
}


@dataclass(frozen=True, slots=True)
class LanguageCase:
    """Sections of a syllabus and what is to be found in them.

    `language` is the document's, `home` the home language.
    """

    id: str
    sections: tuple[Section, ...]
    expected: LanguageOfInstruction
    language: str | None = None
    home: str = "sv"


@dataclass(frozen=True, slots=True)
class LanguageAnswer:
    """What was expected and what was found; `id` names the case or the file.

    `judges_possible` is whether the gold says which languages are possible.
    """

    id: str
    gold: LanguageOfInstruction
    found: LanguageOfInstruction
    judges_possible: bool = True

    @property
    def right_status(self) -> bool:
        """Whether the status is right."""
        return self.found.status is self.gold.status

    @property
    def right_main(self) -> bool:
        """Whether the main languages are right, in any order."""
        return set(self.found.main) == set(self.gold.main)

    @property
    def right_possible(self) -> bool:
        """Whether the possible languages are right, in any order, or not judged."""
        return not self.judges_possible or set(self.found.possible) == set(self.gold.possible)

    @property
    def right_altogether(self) -> bool:
        """Whether status, main and possible languages are right together."""
        return self.right_status and self.right_main and self.right_possible

    @property
    def invented(self) -> bool:
        """Whether a language was found where the syllabus names none."""
        return self.gold.status is InstructionStatus.NOT_STATED and bool(
            self.found.main or self.found.possible
        )


@dataclass(frozen=True, slots=True)
class LanguageEvaluation:
    """The answers, and for handbooks of many modules, whose gold is one line, how many of them agree with it.

    (agreeing, all).
    """

    answers: tuple[LanguageAnswer, ...]
    handbooks: tuple[int, int] = (0, 0)


def read_case(raw: dict[str, Any]) -> LanguageCase:
    """Make a case from a table of a case file. Raises KeyError or ValueError where it is not built as one.

    In `text`, "# kind | heading" begins a section, "=== 2" a page; what stands before the first belongs to
    the header block.
    """
    sections: list[Section] = []
    kind, heading, page, row = SectionKind.HEADER, "", 1, 0
    lines: list[Line] = []
    for text in [*raw["text"].splitlines(), "# header"]:
        if section := _SECTION.match(text):
            if lines or heading:
                sections.append(Section(kind, heading, tuple(lines), None))
            name = section["kind"]
            kind = SectionKind[name.upper()] if name.upper() in SectionKind.__members__ else SectionKind(name)
            heading, lines = section["heading"] or "", []
        elif turned := _PAGE.match(text):
            page = int(turned["page"])
        elif text.strip():
            row += 1
            lines += [
                Line(cell, page, _COLUMN * at, _COLUMN * at + _LETTER * len(cell), _ROW * row, _SIZE)
                for at, cell in enumerate(_CELLS.split(text.strip()))
            ]
    expected = LanguageOfInstruction(
        tuple(raw["main"]), tuple(raw["possible"]), InstructionStatus(raw["status"])
    )
    return LanguageCase(raw["id"], tuple(sections), expected, raw.get("language"), raw.get("home", "sv"))


def read_cases(folder: Path) -> tuple[LanguageCase, ...]:
    """Read all case files (TOML) of a folder, in order of their names.

    Raises:
        SettingsError: there is none, or one is not built as a case file.
    """
    cases: list[LanguageCase] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            cases += [read_case(raw) for raw in read_toml(path)["case"]]
        except (
            OSError,
            KeyError,
            ValueError,
            TypeError,
            AttributeError,
        ) as error:
            raise SettingsError(
                N_("The case file %(path)s cannot be read: %(error)s."),
                N_("Compare it with another case file."),
                path=path,
                error=error,
            ) from error
    if not cases:
        raise SettingsError(
            N_("There are no case files in %(path)s."), N_("Case files are TOML files."), path=folder
        )
    return tuple(cases)


def evaluate_cases(cases: Sequence[LanguageCase]) -> LanguageEvaluation:
    """Find the language of instruction of each case."""
    return LanguageEvaluation(
        tuple(
            LanguageAnswer(case.id, case.expected, find_instruction(case.sections, case.language, case.home))
            for case in cases
        )
    )


def _gold_instruction(row: dict[str, Any]) -> LanguageOfInstruction:
    raw = row["instruction"]
    return LanguageOfInstruction(
        tuple(raw["main"]), tuple(raw["possible"] or ()), InstructionStatus(raw["status"])
    )


def _found_in(path: Path, name: str, settings: Settings) -> list[LanguageOfInstruction]:
    """Return what each syllabus of a file says; nothing where the file cannot be read or is no syllabus."""
    try:
        data = load_bytes(path, settings)
        return [
            syllabus.instruction
            for syllabus in parse_document(read_document(data, describe_source(data, name), settings))
        ]
    except DocumentError:
        return []


def evaluate_documents(
    gold_path: Path,
    settings: Settings,
    progress: Callable[[str], None] = lambda _: None,
    handbooks_too: bool = True,
) -> LanguageEvaluation:
    """Read, parse and compare the documents of a gold file.

    A file that cannot be read says nothing about language. A handbook agrees with its one line of gold if
    each main language of the gold is that of some
    module, and no module has a main language that the gold does not name.

    Args:
        gold_path: JSON lines with `file` and `instruction` (main, possible, status). `possible` may be null:
            it was not judged. Rows that are `doubtful` are left out. `kind` may be missing.
        settings: limits.
        progress: called with each file's name.
        handbooks_too: read the handbooks too, which take most of the time.

    Raises:
        SettingsError: the gold cannot be read, or names no file that is there.
    """
    answers: list[LanguageAnswer] = []
    agreeing = handbooks = seen = 0
    for row in read_gold(gold_path):
        path = find_gold_file(gold_path, row["file"])
        handbook = row.get("kind") == "module handbook"
        left_out = row.get("doubtful") or not row.get("instruction") or (handbook and not handbooks_too)
        if path is None or left_out:
            continue
        seen += 1
        progress(row["file"])
        gold = _gold_instruction(row)
        found = _found_in(path, row["file"], settings)
        if handbook:
            mains = {code for instruction in found for code in instruction.main}
            handbooks += 1
            agreeing += set(gold.main) <= mains <= {*gold.main, *gold.possible}
        else:
            answer = found[0] if found else LanguageOfInstruction()
            judged = row["instruction"]["possible"] is not None
            answers.append(LanguageAnswer(row["file"], gold, answer, judged))
    if not seen:
        raise SettingsError(
            N_("None of the files that %(path)s names was found."),
            N_("Keep the gold beside its documents."),
            path=gold_path,
        )
    return LanguageEvaluation(tuple(answers), (agreeing, handbooks))


def language_figures(evaluation: LanguageEvaluation) -> dict[str, Any]:
    """Return the figures as plain data: counts, and shares from 0 to 1 rounded to four places."""
    answers = evaluation.answers
    stated = [answer for answer in answers if answer.gold.status is not InstructionStatus.NOT_STATED]

    def share(right: int, of: int) -> dict[str, Any]:
        return {"right": right, "of": of, "accuracy": round(right / of, 4) if of else None}

    confusion = Counter((answer.gold.status.value, answer.found.status.value) for answer in answers)
    possible = [answer for answer in answers if answer.judges_possible]
    return {
        "status": share(sum(answer.right_status for answer in answers), len(answers)),
        "main": share(sum(answer.right_main for answer in answers), len(answers)),
        "possible": share(sum(answer.right_possible for answer in possible), len(possible)),
        "all_three": share(sum(answer.right_altogether for answer in answers), len(answers)),
        "main_where_stated": share(sum(answer.right_main for answer in stated), len(stated)),
        "invented": sum(answer.invented for answer in answers),
        "confusion": [
            {"gold": gold, "found": found, "count": count}
            for (gold, found), count in sorted(confusion.items())
        ],
        "handbooks": {"agreeing": evaluation.handbooks[0], "of": evaluation.handbooks[1]},
    }


def language_table(evaluation: LanguageEvaluation, translator: Translator) -> str:
    """Return accuracy and confusion of the status as Markdown."""
    _ = translator.gettext
    figures = language_figures(evaluation)
    names = (
        ("status", _("status")),
        ("main", _("main languages")),
        ("possible", _("possible languages")),
        ("all_three", _("all three")),
        ("main_where_stated", _("main languages, where stated")),
    )
    rows = []
    for key, name in names:
        figure = figures[key]
        accuracy = "–" if figure["accuracy"] is None else translator.number(figure["accuracy"], 3)
        rows.append([name, str(figure["right"]), str(figure["of"]), accuracy])
    confusion = Counter((answer.gold.status, answer.found.status) for answer in evaluation.answers)
    head = [_("gold, below: found, beside"), *(_(name) for name in _STATUSES.values())]
    matrix = [
        [_(name), *(str(confusion[gold, found]) for found in _STATUSES)] for gold, name in _STATUSES.items()
    ]
    parts = [
        markdown_table(["", _("right"), _("out of"), _("accuracy")], rows, 1),
        "",
        markdown_table(head, matrix, 1),
        "",
    ]
    parts.append(_("A language found where none is stated: %(count)s", count=figures["invented"]))
    if evaluation.handbooks[1]:
        parts.append(
            _(
                "Module handbooks that agree: %(right)s of %(count)s",
                right=evaluation.handbooks[0],
                count=evaluation.handbooks[1],
            )
        )
    return "\n".join(parts)


def language_errors(evaluation: LanguageEvaluation, translator: Translator) -> str:
    """Return each wrong answer, one a line: what was found, what was expected, and the evidence."""
    lines = []
    for answer in evaluation.answers:
        if not answer.right_altogether:
            evidence = " · ".join(
                f"[{item.place} {item.page}] {item.text}" for item in answer.found.evidence[:4]
            )
            found, gold = (_told(instruction, translator) for instruction in (answer.found, answer.gold))
            lines.append(
                f"{answer.id}: "
                + translator.gettext("found %(found)s, expected %(gold)s", found=found, gold=gold)
                + (f" · {evidence}" if evidence else "")
            )
    return "\n".join(lines)


def _told(instruction: LanguageOfInstruction, translator: Translator) -> str:
    possible = f" ({', '.join(instruction.possible)})" if instruction.possible else ""
    return (
        f"{translator.gettext(_STATUSES[instruction.status])} {', '.join(instruction.main) or '–'}{possible}"
    )
