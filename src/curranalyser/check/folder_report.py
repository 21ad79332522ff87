"""Findings in many drafts → a folder: a first page, one a draft, all findings by rule, a workbook, data.

What can be done most stands first. Drafts are ordered by how much there is to look at; nothing is said of
whoever wrote them, and nothing is ranked.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from curranalyser.check.data import CheckResult, check_result
from curranalyser.check.draft import Draft
from curranalyser.check.finding import SEVERITIES, Finding, Severity, rules
from curranalyser.check.folder_table import render_table
from curranalyser.check.house import House
from curranalyser.check.page import Explained, course_name, html_text, page_environment
from curranalyser.check.summary import counts_told, left_out_told, severity_counts
from curranalyser.datamodel import Failure, to_json
from curranalyser.errors import FAILURE_TEXTS
from curranalyser.file_names import fitting_name, free_name
from curranalyser.folder import (
    INDEX_FILE,
    INNER_CHECK,
    PAGE_MARK,
    leads_elsewhere,
    page_place,
    replace_file,
)
from curranalyser.i18n import Translator
from curranalyser.own_files import is_own_output
from curranalyser.report.sanitise import clean_line
from curranalyser.report_place import chosen_folder, not_writable, refuse_others, require_writable
from curranalyser.scheme import Scheme, localised

FINDINGS_PAGE = "findings.html"
TABLE_FILE = "check.xlsx"
DATA_FILE = "check.json"
DRAFTS_FOLDER = "drafts"
# What a page says that it is called begins so: no page of an audit does.
_OWN_PLACE = "check/"
_DATA_HEAD = re.compile(rb'\A\{\n  "schema_version": \d+,\n  "tool_version": ')
# Bytes from the beginning by which an own file is known.
_HEAD = 1000
_FIXED_NAMES = (INDEX_FILE, FINDINGS_PAGE, TABLE_FILE, DATA_FILE)
# So many rules are named beside a draft.
_MOST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCount:
    """How often a rule fired: findings, and in how many files."""

    rule: str
    severity: Severity
    findings: int
    files: int


@dataclass(frozen=True, slots=True)
class DraftCount:
    """What there is to look at in a file.

    Attributes:
        path: as the user named it.
        page: its page in the report, or "" where nothing in it could be checked.
        courses: codes and titles of its syllabi.
        warnings: how many.
        suggestions: how many.
        information: how many pieces.
        rules: those of warnings and suggestions, the most frequent first.
    """

    path: str
    page: str
    courses: tuple[str, ...]
    warnings: int
    suggestions: int
    information: int
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FolderResult(CheckResult):
    """What check.json of a report holds: that of `--format json`, with rules and drafts counted."""

    rules: tuple[RuleCount, ...]
    drafts: tuple[DraftCount, ...]


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule on the pages of a report, with the findings that are shown.

    Each finding with the page of its draft.
    """

    id: str
    title: str
    severity: str
    level: str
    files: int
    why: str
    findings: tuple[tuple[Finding, str], ...]


def rule_counts(findings: Iterable[Finding]) -> tuple[RuleCount, ...]:
    """Count findings by rule: what is weightier first, and of that what can be done in most files."""
    found: dict[str, list[Finding]] = {}
    for item in findings:
        found.setdefault(item.rule, []).append(item)
    counts = [
        RuleCount(
            rule=rule,
            severity=items[0].severity,
            findings=len(items),
            files=len({item.file for item in items}),
        )
        for rule, items in found.items()
    ]
    return tuple(
        sorted(counts, key=lambda item: (-item.severity.rank, -item.files, -item.findings, item.rule))
    )


def draft_counts(
    drafts: Sequence[Draft], findings: Iterable[Finding], say: Translator
) -> tuple[DraftCount, ...]:
    """Count the findings of each file, where there is most to look at first."""
    by_file = _by_file(findings)
    pages = dict(zip((draft.source.path for draft in drafts), _page_names(drafts), strict=True))
    counts = []
    for draft in drafts:
        own = by_file.get(draft.source.path, [])
        asking = [item for item in own if item.severity is not Severity.INFO]
        counts.append(
            DraftCount(
                draft.source.path,
                pages[draft.source.path] if draft.syllabi else "",
                tuple(course_name(checked, say) for checked in draft.syllabi),
                *severity_counts(own),
                tuple(item.rule for item in rule_counts(asking)),
            )
        )
    return tuple(sorted(counts, key=lambda item: (-item.warnings, -item.suggestions, item.path)))


def _by_file(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for item in findings:
        found.setdefault(item.file, []).append(item)
    return found


def _page_names(drafts: Sequence[Draft]) -> list[str]:
    """Return what the pages of drafts are called: each differently, also where case does not matter."""
    taken: set[str] = set()
    stems = (fitting_name(Path(draft.source.path).name) or "draft" for draft in drafts)
    return [f"{DRAFTS_FOLDER}/{free_name(stem, taken)}.html" for stem in stems]


def _place(name: str) -> str:
    return f"{_OWN_PLACE}{name}"


def _is_own(folder: Path, name: str) -> bool:
    """Whether a file in a report folder is one that the tool wrote there as part of such a report."""
    path = folder / name
    try:
        if leads_elsewhere(folder, name) or not path.is_file():
            return False
        if path.suffix == ".xlsx":
            return is_own_output(path, ".xlsx")
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    if path.suffix == ".json":
        return bool(_DATA_HEAD.match(head))
    return PAGE_MARK.encode() in head and page_place(_place(name)).encode() in head


def check_folder(folder: Path, *, force: bool) -> Path:
    """Make the folder of a report and see that files can be written there, before any work is done.

    Args:
        folder: the one that was named.
        force: whether to write beside other things in it, and not to a folder of its own there.

    Returns:
        The folder.

    Raises:
        OutputError: they cannot, or something lies there that the tool did not write.
    """
    chosen = chosen_folder(folder, INNER_CHECK, _holds_report, _FIXED_NAMES, _is_own, force=force)
    require_writable(chosen)
    return chosen


def _holds_report(folder: Path) -> bool:
    """Whether a report of check was written to a folder before."""
    return any(_is_own(folder, name) for name in _FIXED_NAMES)


@dataclass(frozen=True)
class FolderReport:
    """What a report is made of.

    Attributes:
        drafts: what was checked.
        findings: all that was found, but what is set aside or known.
        shown: those that are shown in the tables.
        aside: suppressed findings with their reasons.
        known: how many the baseline holds.
        scheme: the perspectives.
        say: the language.
        everything: whether information is shown.
        house: what the house has changed of the rules.
        failures: of files that were not read.
        passed: lines on what was passed over.
    """

    drafts: Sequence[Draft]
    findings: Sequence[Finding]
    shown: Sequence[Finding]
    aside: Sequence[tuple[Finding, str]]
    known: int
    scheme: Scheme
    say: Translator
    everything: bool = False
    house: House | None = None
    failures: Sequence[Failure] = ()
    passed: Sequence[str] = ()

    def write(self, folder: Path) -> Path:
        """Write the report, and take away pages of drafts of an earlier one.

        Returns:
            The path of the first page.

        Raises:
            OutputError: a file cannot be written, or would take the place of one that the tool did not write.
        """
        files = dict(self._files())
        refuse_others(folder, files, _is_own)
        current = {name.casefold() for name in files}
        try:
            (folder / DRAFTS_FOLDER).mkdir(parents=True, exist_ok=True)
            for name, data in files.items():
                replace_file(folder / name, data)
            for path in sorted((folder / DRAFTS_FOLDER).glob("*.html")):  # no link: see refuse_others
                name = path.relative_to(folder).as_posix()
                if name.casefold() not in current and _is_own(folder, name):
                    path.unlink()
        except OSError as error:
            raise not_writable(folder, error) from error
        return folder / INDEX_FILE

    def _files(self) -> Iterator[tuple[str, bytes]]:
        """Yield names and bytes, the first page last."""
        counts = draft_counts(self.drafts, self.findings, self.say)
        result = check_result(self.drafts, self.findings, self.aside, self.say.lang)
        parts = {name: getattr(result, name) for name in CheckResult.__dataclass_fields__}
        data = FolderResult(**parts, rules=rule_counts(self.findings), drafts=counts)
        yield DATA_FILE, to_json(data, indent=2) + b"\n"
        yield TABLE_FILE, render_table(counts, rule_counts(self.shown), self.shown, self.say)
        pages = {item.path: item.page for item in counts}
        by_file = _by_file(self.findings)
        aside = Counter(item.file for item, _ in self.aside)
        for draft in self.drafts:
            name = pages[draft.source.path]
            if name:
                path = draft.source.path
                yield name, self._draft_page(draft, name, by_file.get(path, ()), aside[path])
        explained = Explained(self.scheme, self.say, self.house)
        views = self._rule_views(pages, explained)
        yield FINDINGS_PAGE, self._page(FINDINGS_PAGE, "findings.html.j2", rules=views, explained=explained)
        yield (
            INDEX_FILE,
            self._page(
                INDEX_FILE,
                "index.html.j2",
                rules=views,
                explained=explained,
                drafts=counts,
                whys={view.id: view.why for view in views},
                told=", ".join(counts_told(severity_counts(self.findings), self.say)),
                left_out=", ".join(left_out_told(len(self.aside), self.known, self.say)),
                files=len(self.drafts),
                syllabi=sum(len(draft.syllabi) for draft in self.drafts),
                unread=[self._failure(failure) for failure in self.failures],
                passed=self.passed,
                most=_MOST,
            ),
        )

    def _failure(self, failure: Failure) -> tuple[str, str, str]:
        message, hint = (self.say.gettext(text) for text in FAILURE_TEXTS[failure.category])
        return clean_line(failure.source), message, hint

    def _draft_page(self, draft: Draft, name: str, own: Sequence[Finding], aside: int) -> bytes:
        page = html_text(
            [draft],
            own,
            self.scheme,
            self.say,
            everything=self.everything,
            left_out=(aside, 0),
            house=self.house,
            place=_place(name),
            back=f"../{INDEX_FILE}",
        )
        return f"{page}\n".encode()

    def _rule_views(self, pages: dict[str, str], explained: Explained) -> list[RuleView]:
        by_rule: dict[str, list[Finding]] = {}
        for item in self.shown:
            by_rule.setdefault(item.rule, []).append(item)
        return [
            RuleView(
                id=count.rule,
                title=localised(rules()[count.rule].title, self.say.lang),
                severity=self.say.gettext(SEVERITIES[count.severity]),
                level=count.severity.value,
                files=count.files,
                why=explained.place(count.rule),
                findings=tuple((item, pages.get(item.file, "")) for item in by_rule[count.rule]),
            )
            for count in rule_counts(self.shown)
        ]

    def _page(self, name: str, template: str, *, explained: Explained, **values: object) -> bytes:
        page = (
            page_environment(self.say.lang)
            .get_template(template)
            .render(**values, place=_place(name), explained=sorted(explained.found.items()), clean=clean_line)
        )
        return f"{page.rstrip()}\n".encode()
