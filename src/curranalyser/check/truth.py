"""What drafts hold, as people stated it beforehand, against what the rules find in them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from curranalyser.analyse import load_stage
from curranalyser.check.draft import read_draft
from curranalyser.check.finding import Finding, Severity, normalise, rules
from curranalyser.check.run import check_drafts
from curranalyser.errors import DocumentError, SettingsError
from curranalyser.i18n import N_, translator
from curranalyser.read import load_bytes
from curranalyser.settings import Settings
from curranalyser.strict_data import json_as, read_within

# Between the rules any of which will do, and before the perspective of a rule that has one.
_EITHER, _KEY = "|", ":"
# How perspectives are abbreviated in statements.
_PERSPECTIVES = {"int": "international", "icu": "intercultural", "cmp": "comparative"}
# Families of information that is stated too: what is found of it and not stated is false.
_STATED_INFORMATION = "LOP"
# The least number of characters by which words that a person quotes are known within longer ones.
_QUOTED = 8

Statement = tuple[str, str]


class Stated(msgspec.Struct, frozen=True):
    """What one draft holds.

    Attributes:
        expected: pairs of a rule and the words it is about; "" for wherever the rule says it.
        maybe: likewise what may be found without being wrong.
        outcomes: the texts of the outcomes.
        fmt, lang, subject, level: what the draft is; nothing rests on them.
    """

    expected: tuple[Statement, ...]
    maybe: tuple[Statement, ...] = ()
    outcomes: tuple[str, ...] = ()
    fmt: str = ""
    lang: str = ""
    subject: str = ""
    level: str | None = None

    @property
    def clean(self) -> bool:
        """Whether nothing but information is stated."""
        return all(
            rule.split(_KEY)[0].rstrip("0123456789") in _STATED_INFORMATION for rule, _ in self.expected
        )


@dataclass(slots=True)
class Score:
    """Counts by rule as it is stated: `stated`, `found`, `false`; and what was missed and false, as lines.

    `clean` is the number of drafts in which nothing but information is stated, `disturbed` those of them that
    got a warning or a suggestion all the same.
    """

    stated: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    missed_lines: list[str] = field(default_factory=list)
    false_lines: list[str] = field(default_factory=list)
    drafts: int = 0
    clean: int = 0
    disturbed: int = 0

    @property
    def missed(self) -> Counter[str]:
        """What was stated and not found, by rule."""
        return self.stated - self.found


def load_truth(path: Path) -> dict[str, Stated]:
    """Read a file of statements: names of drafts beside it → what they hold.

    Raises:
        SettingsError: the file cannot be read, or is none.
    """
    try:
        return json_as(read_within(path), dict[str, Stated])
    except (OSError, ValueError) as error:
        raise SettingsError(
            N_("The statements %(path)s cannot be read: %(error)s."),
            N_('Write {"draft.docx": {"expected": [["F402", "words of the outcome"]]}}.'),
            path=path,
            error=error,
        ) from error


def measure_truth(path: Path, settings: Settings) -> Score:
    """Check the drafts that lie beside a file of statements, each by itself, and count.

    Raises:
        SettingsError: see `load_truth`, and where a draft is not there or cannot be read.
    """
    scheme, classifier = load_stage(settings)
    score = Score()
    for name, stated in load_truth(path).items():
        try:
            draft = read_draft(load_bytes(path.parent / name, settings), name, settings, classifier)
        except DocumentError as error:
            raise SettingsError(
                N_("The draft %(draft)s, which %(path)s names, cannot be read: %(error)s."),
                N_("Keep drafts beside their statements."),
                draft=name,
                path=path,
                error=error,
            ) from error
        compare(name, stated, check_drafts([draft], scheme, translator("en"), rules()), score)
    return score


def compare(name: str, stated: Stated, findings: Sequence[Finding], score: Score) -> None:
    """Add to `score` what of one draft was found, missed and false."""
    left = list(findings)
    score.drafts += 1
    for rule, text in stated.expected:
        score.stated[rule] += 1
        taken = _fitting(rule, text, left)
        if taken:
            score.found[rule] += 1
            left = [item for item in left if item not in taken]
        else:
            score.missed_lines.append(f"{name}: {rule} {text}".rstrip())
    for rule, text in stated.maybe:
        taken = _fitting(rule, text, left)
        left = [item for item in left if item not in taken]
    false = [
        item for item in left if item.severity is not Severity.INFO or item.rule[0] in _STATED_INFORMATION
    ]
    for item in false:
        score.false[_stated_name(item)] += 1
        score.false_lines.append(f"{name}: {_stated_name(item)} {item.text} – {item.message}")
    if stated.clean:
        score.clean += 1
        score.disturbed += any(item.severity is not Severity.INFO for item in false)


def _fitting(rule: str, text: str, findings: Iterable[Finding]) -> list[Finding]:
    """Return the first finding that a statement is of; all of the rule where it says nothing of words."""
    wanted = _words(text)
    fitting = [item for item in findings if _is_of(rule, item) and _same_words(wanted, _words(item.text))]
    return fitting if not wanted else fitting[:1]


def _words(text: str) -> str:
    """Return a text as it is compared; signs alone, such as "…", as they are."""
    return normalise(text) or text.strip()


def _is_of(rule: str, finding: Finding) -> bool:
    for one in rule.split(_EITHER):
        identifier, _, key = one.partition(_KEY)
        if finding.rule.startswith(identifier) and finding.key.startswith(_PERSPECTIVES.get(key, key)):
            return True
    return False


def _same_words(wanted: str, text: str) -> bool:
    return (
        wanted in ("", text)
        or (len(wanted) >= _QUOTED and wanted in text)
        or (len(text) >= _QUOTED and text in wanted)
    )


def _stated_name(finding: Finding) -> str:
    """Return the rule of a finding as statements name it."""
    short = next((short for short, long in _PERSPECTIVES.items() if long == finding.key), None)
    family = "P1" if finding.rule[0] == "P" else finding.rule
    return f"{family}{_KEY}{short}" if short else family


def truth_table(score: Score) -> str:
    """Return what was found, missed and false by rule, as a Markdown table with the lines of both below."""
    lines = ["| Rule | Stated | Found | Missed | False |", "|---|--:|--:|--:|--:|"]
    missed = score.missed
    totals = " | ".join(str(count.total()) for count in (score.stated, score.found, missed, score.false))
    for rule in sorted({*score.stated, *score.false}):
        lines.append(
            f"| {rule.replace(_EITHER, ' or ')} | {score.stated[rule]} | {score.found[rule]} |"
            f" {missed[rule]} | {score.false[rule]} |"
        )
    lines += [
        f"| all | {totals} |",
        "",
        f"{score.drafts} drafts, {score.clean} of them clean; of these {score.disturbed} got a warning or a"
        " suggestion.",
    ]
    for head, items in (("Missed", score.missed_lines), ("False", score.false_lines)):
        if items:
            lines += ["", f"{head}:", "", *(f"- {item}" for item in items)]
    return "\n".join(lines)
