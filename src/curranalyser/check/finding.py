"""What a check says: rules with their texts in Swedish and English, and findings."""

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib import resources

from curranalyser.errors import SettingsError
from curranalyser.i18n import N_
from curranalyser.likeness import nearest
from curranalyser.scheme import Localised, localised

# Hex digits of a fingerprint: among a million findings two are alike by chance once in some forty million
# times.
_FINGERPRINT = 16
# So much of it stands beside a finding, to be named when the finding is accepted.
_SHOWN = 8
# So many ids are named where one is unknown.
_NEAREST = 3


class Severity(StrEnum):
    """How much a finding asks for.

    `info` nothing, `suggestion` a thought, `warning` a look before the decision.
    """

    INFO = "info"
    SUGGESTION = "suggestion"
    WARNING = "warning"

    @property
    def rank(self) -> int:
        """0 for info, 2 for a warning."""
        return list(Severity).index(self)


SEVERITIES: dict[Severity, str] = {
    Severity.INFO: N_("information"),
    Severity.SUGGESTION: N_("suggestion"),
    Severity.WARNING: N_("warning"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its texts.

    `message` has values by name; `why` is what `curranalyser explain` shows; `numbers` are what it goes by,
    which a house may set (see `curranalyser.check.house`).
    """

    id: str
    severity: Severity
    title: Localised
    message: Localised
    why: Localised
    numbers: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was seen in a draft.

    Attributes:
        rule: stable id, such as "F402".
        severity: of the rule.
        file: as the user named it.
        syllabus: code or title of the syllabus, or "".
        message: in the user's language.
        text: the words of the document that it is about; where something is missing, the title.
        page: from 1, or None.
        line: in a text or Markdown file, from 1; otherwise None.
        column: likewise, from 1.
        spans: (start, end) in `text` of the words that decided.
        outcome: id of the outcome it is about, or None.
        key: tells findings of one rule on one text apart, such as a perspective's id.
        notes: further lines to read, in the user's language.
        explanation: the command that explains the rule.
        fingerprint: the same as long as rule, syllabus, text and key are, whatever the file, language or
            place.
        area: id of the subject area of the draft, for wordings; "" where it is not known.
    """

    rule: str
    severity: Severity
    file: str
    syllabus: str
    message: str
    text: str
    page: int | None = None
    line: int | None = None
    column: int | None = None
    spans: tuple[tuple[int, int], ...] = ()
    outcome: str | None = None
    key: str = ""
    notes: tuple[str, ...] = ()
    explanation: str = ""
    fingerprint: str = ""
    area: str = ""

    @property
    def mark(self) -> str:
        """The beginning of the fingerprint, as it stands beside the finding."""
        return self.fingerprint[:_SHOWN]


def shown_by_default(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return what is shown where nobody asks for all: warnings and suggestions, no information."""
    return tuple(finding for finding in findings if finding.severity is not Severity.INFO)


def normalise(text: str) -> str:
    """Return `text` as it is compared: lower case, single spaces, no punctuation at its ends."""
    return " ".join(text.split()).strip(" .,;:–-•*").casefold()


def fingerprint(rule: str, syllabus: str, text: str, key: str) -> str:
    """Return the hex fingerprint of a finding: see `Finding`."""
    parts = "\n".join((rule, normalise(syllabus), normalise(text), key))
    return hashlib.sha256(parts.encode()).hexdigest()[:_FINGERPRINT]


@lru_cache(maxsize=1)
def rules() -> dict[str, Rule]:
    """Return the rules by id, in order of their ids."""
    raw = tomllib.loads((resources.files("curranalyser.check") / "rules.toml").read_text(encoding="utf-8"))
    return {
        identifier: Rule(
            identifier,
            Severity(item["severity"]),
            *(
                tuple(sorted(item[name].items()))
                for name in ("title", "message", "why", "numbers")
                if name in item
            ),
        )
        for identifier, item in sorted(raw.items())
    }


def expand_rules(names: Iterable[str]) -> frozenset[str]:
    """Return the ids of the rules that are named by id ("F402") or by the beginning of one ("F").

    Args:
        names: each may hold several, with commas between.

    Raises:
        SettingsError: a name fits no rule.
    """
    found: set[str] = set()
    for name in (part.strip().upper() for entry in names for part in entry.split(",")):
        fitting = {identifier for identifier in rules() if name and identifier.startswith(name)}
        if not fitting:
            raise no_such_rule(name, rules())
        found |= fitting
    return frozenset(found)


def no_such_rule(name: str, known: Iterable[str]) -> SettingsError:
    """Return the error for an id that fits none of the known ones: it names those that are nearest."""
    return SettingsError(
        N_("There is no rule %(name)s."),
        N_("Nearest: %(near)s."),
        name=name or "–",
        near=", ".join(nearest(name, sorted(known), _NEAREST)),
    )


def explain(rule: Rule, lang: str) -> str:
    """Return the explanation of a rule: its title, a blank line, and why it is there."""
    return f"{localised(rule.title, lang)}\n\n{localised(rule.why, lang)}"
