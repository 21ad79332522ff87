"""What a house says of the rules: the table [check.rules] of curranalyser.toml.

    [check.rules]
    F406 = "off"                                  # a rule, or the beginning of several ids
    R = "suggestion"                              # another severity
    F403 = { severity = "info", parts = 4 }       # another number, and a severity

A rule that has numbers names them with their defaults in rules.toml (`numbers = { parts = 3 }`), reads one
with `subject.number("F403", "parts")`, and may have them in its message (`%(parts)s`, given as a value).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from curranalyser.check.finding import Severity, expand_rules, rules
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_

OFF = "off"
_SEVERITY = "severity"
_VALUES = (OFF, *Severity)


@dataclass(frozen=True)
class House:
    """What differs from the rules as they are shipped.

    Attributes:
        off: rules that are not asked.
        severities: of rules that have another one.
        numbers: by rule and name.
    """

    off: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    numbers: Mapping[tuple[str, str], float] = field(default_factory=dict)

    def severity(self, rule: str) -> Severity:
        """Return the severity of a rule in this house."""
        return self.severities.get(rule, rules()[rule].severity)

    def number(self, rule: str, name: str) -> float:
        """Return a number of a rule in this house, else that of rules.toml.

        Raises KeyError for an unknown one.
        """
        return self.numbers.get((rule, name), dict(rules()[rule].numbers)[name])


def _wrong(rule: str, hint: str, **values: object) -> SettingsError:
    return SettingsError(
        N_("The table check.rules of curranalyser.toml: what it says of %(rule)s is wrong."),
        hint,
        rule=rule,
        **values,
    )


def _severity(rule: str, value: object) -> str:
    if value not in _VALUES:
        raise _wrong(rule, N_("Write %(known)s."), known=", ".join(_VALUES))
    return str(value)


def _number(rule: str, name: str, value: object) -> float:
    known = [own for own, _ in rules()[rule].numbers]
    if name not in known:
        hint = N_("It has these numbers: %(known)s.") if known else N_("It has no numbers.")
        raise _wrong(f"{rule}.{name}", hint, known=", ".join(known))
    if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:
        raise _wrong(f"{rule}.{name}", N_("Write a number from 0 up."))
    return value


def read_house(table: object) -> House:
    """Read the table [check.rules].

    Args:
        table: what TOML holds under that name.

    Raises:
        SettingsError: it names a rule or a number that there is not (the message names the nearest), or
            something that is neither a severity nor "off".
    """
    if not isinstance(table, dict):
        raise _wrong("rules", N_('Write for instance: F406 = "off".'))
    off: set[str] = set()
    severities: dict[str, Severity] = {}
    numbers: dict[tuple[str, str], float] = {}
    # What is said of one rule outdoes what is said of all that begin so.
    for name, value in sorted(table.items(), key=lambda item: len(item[0])):
        chosen = expand_rules([name])
        said = value if isinstance(value, dict) else {_SEVERITY: value}
        for key, one in said.items():
            if key != _SEVERITY:
                if len(chosen) != 1:
                    raise _wrong(f"{name}.{key}", N_("Numbers belong to one rule: write its whole id."))
                [rule] = chosen
                numbers[rule, key] = _number(rule, key, one)
                continue
            level = _severity(name, one)
            off = off | chosen if level == OFF else off - chosen
            if level != OFF:
                severities |= dict.fromkeys(chosen, Severity(level))
    return House(frozenset(off), severities, numbers)
