"""How often each rule fires on decided syllabi.

None is perfect, and a rule that fires on most of them tells nobody anything.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from curranalyser.analyse import analyse_syllabus, load_stage
from curranalyser.check.draft import Checked, Draft, read_draft
from curranalyser.check.finding import Severity, rules
from curranalyser.check.run import check_drafts
from curranalyser.errors import DocumentError
from curranalyser.i18n import translator
from curranalyser.parse.table import group_rows, parse_rows
from curranalyser.read import describe_source, is_table, load_bytes, read_table_rows
from curranalyser.scheme import Scheme, localised
from curranalyser.settings import Settings

# A rule that is not `info` may fire on no more than this share of decided syllabi, a file counting once: of
# 141 English syllabi F402 fired on 36 per cent, and 43 of these 51 stood in four module handbooks.
LIMIT = 1 / 3
_LANGUAGES = ("sv", "en")
_TABLE = "table"
_GROUPS = ("all", "sv", "en", "other", _TABLE)


@dataclass(slots=True)
class Rates:
    """Counts over syllabi.

    `syllabi` checked, `findings` by rule, `fired` in how many syllabi by rule, `unread` files. `files` is how
    many files they stood in, and `fired_files` the sum over these of the share of their syllabi on which a
    rule fired: what stands in one file is one way of writing.
    """

    syllabi: int = 0
    files: float = 0.0
    fired_files: dict[str, float] = field(default_factory=dict)
    outcomes: int = 0
    unread: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    fired: Counter[str] = field(default_factory=Counter)

    def share(self, rule: str) -> float:
        """The share of syllabi with a finding of the rule, from 0 to 1, every file counted once."""
        return self.fired_files.get(rule, 0.0) / self.files if self.files else 0.0

    def above_limit(self) -> list[str]:
        """The rules that are more than information and fire on more than the limit."""
        return [
            identifier
            for identifier, rule in rules().items()
            if rule.severity is not Severity.INFO and self.share(identifier) > LIMIT
        ]


def measure_rates(
    files: Sequence[tuple[Path, str]], settings: Settings, progress: Callable[[str], None] = lambda _: None
) -> dict[str, Rates]:
    """Check files one by one and count.

    Args:
        files: pairs of path and shown path.
        settings: limits, scheme and model.
        progress: called with the shown path of each file.

    Returns:
        Rates by group: "all", and by language of the syllabus: "sv", "en", or "other".
    """
    scheme, classifier = load_stage(settings)
    groups: dict[str, Rates] = {"all": Rates()}
    for path, shown in files:
        progress(shown)
        if is_table(shown):
            try:
                rows = read_table_rows(load_bytes(path, settings), describe_source(b"", shown), settings)
            except DocumentError:
                groups["all"].unread += 1
                continue
            for group in group_rows(rows):
                syllabus = parse_rows(group)
                if syllabus.outcomes:
                    analysed = analyse_syllabus(syllabus, classifier)
                    draft = Draft(
                        source=group[0].source,
                        data=b"",
                        document=None,
                        syllabi=(Checked(syllabus, analysed),),
                    )
                    _count(draft, scheme, groups, (_TABLE,))
            continue
        try:
            draft = read_draft(load_bytes(path, settings), shown, settings, classifier)
        except DocumentError:
            groups["all"].unread += 1
            continue
        if not draft.syllabi:
            groups["all"].unread += 1
        # Module handbooks hold many syllabi; together they count as one file.
        for checked in draft.syllabi:
            language = checked.syllabus.language
            _count(
                Draft(source=draft.source, data=draft.data, document=draft.document, syllabi=(checked,)),
                scheme,
                groups,
                ("all", language if language in _LANGUAGES else "other"),
                1 / len(draft.syllabi),
            )
    return {name: groups[name] for name in _GROUPS if name in groups}


def _count(
    draft: Draft, scheme: Scheme, groups: dict[str, Rates], names: Sequence[str], part: float = 1.0
) -> None:
    """Check a draft of one syllabus and add it to the groups that are named, as such a part of a file.

    In the group of tables the rules on required parts are left out.
    """
    chosen = [identifier for identifier in rules() if names != (_TABLE,) or identifier[0] != "R"]
    found = Counter(finding.rule for finding in check_drafts([draft], scheme, translator("en"), chosen))
    for name in names:
        group = groups.setdefault(name, Rates())
        group.syllabi += 1
        group.outcomes += len(draft.syllabi[0].syllabus.outcomes)
        group.findings += found
        group.fired += Counter(dict.fromkeys(found, 1))
        group.files += part
        for rule in found:
            group.fired_files[rule] = group.fired_files.get(rule, 0.0) + part


def rates_table(groups: dict[str, Rates]) -> str:
    """Return the rates as a Markdown table.

    A row a rule, a column a group, with the syllabi it fired on and all of them.
    """
    names = [name for name, rates in groups.items() if rates.syllabi]
    heads = [f"{name} ({groups[name].syllabi} syllabi)" for name in names]
    lines = [
        f"| Rule | Severity | What | {' | '.join(heads)} | Findings |",
        f"|---|---|---|{'--:|' * len(names)}--:|",
    ]
    for identifier, rule in rules().items():
        shown = [None if name == _TABLE and identifier[0] == "R" else groups[name] for name in names]
        cells = [
            f"{rates.share(identifier):.1%} ({rates.fired[identifier]})" if rates else "–" for rates in shown
        ]
        findings = sum(
            rates.findings[identifier] for name, rates in groups.items() if name in ("all", _TABLE)
        )
        lines.append(
            f"| {identifier} | {rule.severity} | {localised(rule.title, 'en')} | {' | '.join(cells)} |"
            f" {findings} |"
        )
    return "\n".join(lines)


def rates_page(groups: dict[str, Rates]) -> str:
    """Return the table with what it is about, as a Markdown page."""
    total = groups["all"]
    above = sorted({rule for rates in groups.values() for rule in rates.above_limit()})
    limit = f"Above it: {', '.join(above)}." if above else "None is above it, in any group."
    return "\n".join(
        (
            "# How often the rules of `curranalyser check` fire",
            "",
            (
                "Measured on decided syllabi of many institutions, which are not part of the repository, with"
                " `curranalyser evaluate check PATH… -o FILE`."
            ),
            (
                "The share is that of syllabi on which a rule fires at least once, by the language of the"
                " syllabus; in brackets the number of syllabi."
            ),
            (
                "A file counts once, with the share of its syllabi on which the rule fires: a handbook of"
                " sixty modules is one way of writing, not sixty."
            ),
            ("Courses of a table are a group of their own: such an export has no headings, and the rules on"),
            (
                "required parts (R) say nothing there. Decided syllabi are no gold: a rule that fires need"
                " not be wrong, and one that is silent need not be right."
            ),
            "",
            (
                f"{total.syllabi} syllabi with {total.outcomes} outcomes; {total.unread} files held none or"
                " could not be read."
            ),
            f"Limit for rules that are more than information: {LIMIT:.1%} of the syllabi. {limit}",
            (
                "The required parts are those of Swedish universities and are looked for in Swedish and"
                " English syllabi only. Some of these are of no Swedish"
            ),
            (
                "university, or leave parts out when they are printed, so the rates of R are higher than"
                " among drafts."
            ),
            "",
            rates_table(groups),
            "",
        )
    )
