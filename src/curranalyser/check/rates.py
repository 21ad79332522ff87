"""How often each rule fires on decided syllabi: none is perfect, and a rule that fires on most of them tells nobody anything."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from curranalyser.analyse import load_stage
from curranalyser.check.draft import read_draft
from curranalyser.check.finding import Severity, rules
from curranalyser.check.run import check_drafts
from curranalyser.errors import DocumentError
from curranalyser.i18n import translator
from curranalyser.read import load_bytes
from curranalyser.settings import Settings

# A rule that is not `info` may fire on no more than this share of decided syllabi.
LIMIT = 1 / 3


@dataclass(slots=True)
class Rates:
    """Counts over syllabi: `syllabi` checked, `findings` by rule, `fired` in how many syllabi by rule, `unread` files."""

    syllabi: int = 0
    outcomes: int = 0
    unread: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    fired: Counter[str] = field(default_factory=Counter)

    def share(self, rule: str) -> float:
        """The share of syllabi with a finding of the rule, from 0 to 1."""
        return self.fired[rule] / self.syllabi if self.syllabi else 0.0

    def above_limit(self) -> list[str]:
        """The rules that are more than information and fire on more than the limit."""
        return [identifier for identifier, rule in rules().items() if rule.severity is not Severity.INFO and self.share(identifier) > LIMIT]


def measure_rates(files: Sequence[tuple[Path, str]], settings: Settings, progress: Callable[[str], None] = lambda _: None) -> dict[str, Rates]:
    """Check files one by one and count.

    Args:
        files: pairs of path and shown path.
        settings: limits, scheme and model.
        progress: called with the shown path of each file.

    Returns:
        Rates by group: "all", and by language of the syllabus ("sv", "en", or what else there is).
    """
    scheme, classifier = load_stage(settings)
    groups: dict[str, Rates] = {"all": Rates()}
    for path, shown in files:
        progress(shown)
        try:
            draft = read_draft(load_bytes(path, settings), shown, settings, classifier)
        except DocumentError:
            groups["all"].unread += 1
            continue
        if not draft.syllabi:
            groups["all"].unread += 1
        # Module handbooks hold many syllabi; each counts.
        for checked in draft.syllabi:
            alone = type(draft)(draft.source, draft.data, draft.document, (checked,))
            found = Counter(finding.rule for finding in check_drafts([alone], scheme, translator("en"), rules()))
            for name in ("all", checked.syllabus.language or "–"):
                group = groups.setdefault(name, Rates())
                group.syllabi += 1
                group.outcomes += len(checked.syllabus.outcomes)
                group.findings += found
                group.fired += Counter(dict.fromkeys(found, 1))
    return {name: groups[name] for name in ("all", *sorted(set(groups) - {"all"}))}


def rates_table(groups: dict[str, Rates]) -> str:
    """Return the rates as a Markdown table: a row a rule, a column a group, with the syllabi it fired on and all of them."""
    from curranalyser.scheme import localised  # noqa: PLC0415 only here

    names = list(groups)
    heads = [f"{name} ({groups[name].syllabi} syllabi)" for name in names]
    lines = [f"| Rule | Severity | What | {' | '.join(heads)} | Findings |", f"|---|---|---|{'--:|' * len(names)}--:|"]
    for identifier, rule in rules().items():
        cells = [f"{groups[name].share(identifier):.1%} ({groups[name].fired[identifier]})" for name in names]
        lines.append(f"| {identifier} | {rule.severity} | {localised(rule.title, 'en')} | {' | '.join(cells)} | {groups['all'].findings[identifier]} |")
    return "\n".join(lines)
