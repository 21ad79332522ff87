"""The table [check] of curranalyser.toml.

What the house says of the rules, findings that were looked at and are suppressed, each with its reason; and
baselines.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from curranalyser.check.finding import Finding, expand_rules, normalise, rules
from curranalyser.check.house import House, read_house
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_
from curranalyser.schema_versions import CHECKED, NONE, later_version
from curranalyser.settings import CHECK_TABLE, SETTINGS_FILE, settings_table
from curranalyser.strict_data import json_as, read_within

_HINT = N_('Write [[check.suppress]] with rule = "F402", text = "…" and reason = "…".')
_FIELDS = frozenset({"rule", "text", "reason", "fingerprint", "syllabus", "file"})
_NEEDED = frozenset({"rule", "reason"})
# Where all that is said of a text is its beginning, it has to have so many characters.
_BEGINNING = 12
_LISTS = ("select", "ignore")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One finding that is not shown: rules, the text it is about, and why.

    `text` may be the whole text or its beginning (at least 12 characters). With a `fingerprint` it is about
    the finding that has it, and `text` tells a reader which one that is. With a `syllabus` (code or title) it
    is about that one only, with a `file` about what is in that file: where a draft has no name of its own,
    nothing else tells it from others.
    """

    rules: frozenset[str]
    text: str
    reason: str
    fingerprint: str = ""
    syllabus: str = ""
    file: str = ""

    def covers(self, finding: Finding) -> bool:
        """Whether it is about this finding."""
        if finding.rule not in self.rules or self.fingerprint not in ("", finding.fingerprint):
            return False
        if not self._in_place(finding):
            return False
        if self.fingerprint:
            return True
        wanted, text = normalise(self.text), normalise(finding.text)
        return bool(wanted) and (wanted == text or (len(wanted) >= _BEGINNING and text.startswith(wanted)))

    def _in_place(self, finding: Finding) -> bool:
        if not self._in_syllabus(finding.syllabus):
            return False
        # A report names files by their place within its folder.
        ours, theirs = f"/{self.file}", f"/{finding.file}"
        return not self.file or ours.endswith(theirs) or theirs.endswith(ours)

    def _in_syllabus(self, name: str) -> bool:
        return not self.syllabus or normalise(self.syllabus) == normalise(name)

    def could_fit(self, syllabi: Iterable[str], rules_asked: Iterable[str]) -> bool:
        """Whether it would have to fit something, where these syllabi were checked by these rules."""
        return (
            not self.file
            and not self.rules.isdisjoint(rules_asked)
            and any(self._in_syllabus(name) for name in syllabi)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSettings:
    """What [check] says.

    Names of rules to select and to ignore, `fail_on` (a severity, or None), suppressions, and what the house
    says of the rules.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None
    suppress: tuple[Suppression, ...] = ()
    house: House = field(default_factory=House)

    def chosen(self, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> frozenset[str]:
        """Return the ids of the rules to go by.

        Args:
            select: ids or beginnings of ids that were asked for, in place of those of the table.
            ignore: likewise those to leave out, beside those of the table.

        Raises:
            SettingsError: one of them fits no rule.
        """
        wanted = tuple(select) or self.select
        return (expand_rules(wanted) if wanted else frozenset(rules())) - expand_rules(
            (*ignore, *self.ignore)
        )


def _wrong(name: str, hint: str) -> SettingsError:
    return SettingsError(N_("The table check of curranalyser.toml: %(name)s is wrong."), hint, name=name)


def _suppression(entry: object) -> Suppression:
    if (
        not isinstance(entry, dict)
        or not _NEEDED <= entry.keys() <= _FIELDS
        or not {"text", "fingerprint"} & entry.keys()
        or not all(isinstance(value, str) and value.strip() for value in entry.values())
    ):
        raise _wrong("suppress", _HINT)
    return Suppression(
        rules=expand_rules([entry["rule"]]),
        text=entry.get("text", ""),
        reason=entry["reason"],
        fingerprint=entry.get("fingerprint", ""),
        syllabus=entry.get("syllabus", ""),
        file=entry.get("file", ""),
    )


def load_check_settings(path: Path | None = None) -> CheckSettings:
    """Read the table [check].

    Args:
        path: the settings file; without it, curranalyser.toml in the current folder, where there is one.

    Raises:
        SettingsError: the table holds something unknown, a suppression without a reason, or a rule that there
        is not.
    """
    chosen = path or Path(SETTINGS_FILE)
    if not chosen.exists():
        return CheckSettings()
    table: Any = settings_table(chosen).get(CHECK_TABLE, {})
    if not isinstance(table, dict):
        raise _wrong(CHECK_TABLE, _HINT)
    for name, value in table.items():
        if name in _LISTS:
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                raise _wrong(name, N_('Write a list of rules, such as ["F406", "L"].'))
            expand_rules(value)
        elif name == "fail_on":
            if value not in ("info", "suggestion", "warning"):
                raise _wrong(name, N_("Write info, suggestion or warning."))
        elif name not in ("suppress", "rules"):
            raise _wrong(name, N_("It knows select, ignore, fail_on, rules and suppress."))
    entries = table.get("suppress", [])
    if not isinstance(entries, list):
        raise _wrong("suppress", _HINT)
    return CheckSettings(
        select=tuple(table.get("select", ())),
        ignore=tuple(table.get("ignore", ())),
        fail_on=table.get("fail_on"),
        suppress=tuple(_suppression(entry) for entry in entries),
        house=read_house(table.get("rules", {})),
    )


def set_aside(
    findings: Sequence[Finding], suppressions: Sequence[Suppression]
) -> tuple[tuple[Finding, ...], tuple[tuple[Finding, str], ...]]:
    """Return the findings that stay, and those that are suppressed with their reasons."""
    kept, aside = [], []
    for finding in findings:
        reason = next((item.reason for item in suppressions if item.covers(finding)), None)
        if reason is None:
            kept.append(finding)
        else:
            aside.append((finding, reason))
    return tuple(kept), tuple(aside)


def without_use(
    suppressions: Sequence[Suppression],
    aside: Sequence[tuple[Finding, str]],
    syllabi: Sequence[str],
    rules_asked: Iterable[str],
) -> tuple[Suppression, ...]:
    """Return the suppressions that fit nothing any more, of those that would have to.

    Args:
        suppressions: of the settings.
        aside: what is suppressed.
        syllabi: names of those that were checked.
        rules_asked: ids of the rules that were asked.
    """
    asked = frozenset(rules_asked)
    return tuple(
        item
        for item in suppressions
        if item.could_fit(syllabi, asked) and not any(item.covers(finding) for finding, _ in aside)
    )


class _KnownFinding(msgspec.Struct):
    fingerprint: str


class _Baseline(msgspec.Struct):
    findings: list[_KnownFinding]
    schema_version: int = NONE


def new_findings(findings: Sequence[Finding], baseline: Path) -> tuple[Finding, ...]:
    """Return the findings that a baseline does not hold; of several alike, as many as it holds too few.

    Args:
        findings: of this run.
        baseline: what `check --format json` wrote.

    Raises:
        SettingsError: the file cannot be read.
    """
    try:
        known = json_as(read_within(baseline), _Baseline)
        if known.schema_version > CHECKED:
            raise later_version(baseline, known.schema_version, CHECKED)
        held = Counter(item.fingerprint for item in known.findings)
    except (OSError, ValueError) as error:
        raise SettingsError(
            N_("The baseline %(path)s cannot be read: %(error)s."),
            N_("Make one with: curranalyser check DRAFT --format json"),
            path=baseline,
            error=error,
        ) from error
    new = []
    for finding in findings:
        if held[finding.fingerprint] > 0:
            held[finding.fingerprint] -= 1
        else:
            new.append(finding)
    return tuple(new)
