"""Findings that were looked at → entries of [[check.suppress]] in curranalyser.toml, all else in it kept."""

from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from curranalyser.check.finding import Finding
from curranalyser.check.suppress import Suppression
from curranalyser.errors import OutputError, SettingsError
from curranalyser.folder import replace_file
from curranalyser.i18n import N_
from curranalyser.report.sanitise import clean_line
from curranalyser.settings import CHECK_TABLE
from curranalyser.strict_data import toml_of

_ENTRIES = "suppress"
# A fingerprint may be shortened to so many characters, as it is shown beside a finding.
SHORTEST = 4


def chosen_findings(
    findings: Sequence[Finding], fingerprints: Iterable[str], accepted: Iterable[Finding] = ()
) -> tuple[Finding, ...]:
    """Return the findings that are named.

    Args:
        findings: of this run.
        fingerprints: whole, or beginnings of at least four characters.
        accepted: findings that are suppressed already; naming them is no fault.

    Raises:
        SettingsError: none has such a fingerprint, or several different ones begin so.
    """
    known = {item.fingerprint: item for item in accepted}
    there = {item.fingerprint: item for item in findings}
    chosen: dict[str, Finding] = {}
    for given in (name.strip().lower() for name in fingerprints):
        fitting = [own for own in (*there, *known) if len(given) >= SHORTEST and own.startswith(given)]
        if not fitting:
            raise SettingsError(
                N_("No finding has the fingerprint %(name)s."),
                N_("It stands in brackets behind each finding of: curranalyser check DRAFT --all"),
                name=given or "–",
            )
        if len(set(fitting)) > 1:
            raise SettingsError(
                N_("Several findings have a fingerprint that begins with %(name)s."),
                N_("Write more of it: %(known)s."),
                name=given,
                known=", ".join(sorted(set(fitting))),
            )
        chosen |= {name: there[name] for name in fitting if name in there}
    return tuple(chosen.values())


def suppression_of(finding: Finding, reason: str) -> Suppression:
    """Return what suppresses this finding and no other, with its reason on one line.

    Where a draft has no name, and the finding is about no words of it, it names the file.
    """
    return Suppression(
        rules=frozenset({finding.rule}),
        text=clean_line(finding.text),
        reason=clean_line(reason),
        fingerprint=finding.fingerprint,
        syllabus=clean_line(finding.syllabus),
        file="" if finding.syllabus or finding.text else finding.file,
    )


def _entry(suppression: Suppression) -> dict[str, str]:
    [rule] = suppression.rules
    entry = {
        "rule": rule,
        "file": suppression.file,
        "syllabus": suppression.syllabus,
        "text": suppression.text,
    }
    entry = {name: value for name, value in entry.items() if value}
    return entry | {"fingerprint": suppression.fingerprint, "reason": suppression.reason}


def _with_entries_behind(text: str, entries: Sequence[dict[str, str]]) -> str:
    """Set the entries behind all that is there: every comment stays at the table it is about."""
    newline = "\r\n" if "\r\n" in text else "\n"
    blocks = [tomlkit.dumps({CHECK_TABLE: {_ENTRIES: [entry]}}).strip() for entry in entries]
    added = "".join(f"\n{block}\n" for block in blocks).replace("\n", newline)
    if not text:
        return added.removeprefix(newline)
    return (text if text.endswith("\n") else text + newline) + added


def _with_entries_inside(text: str, entries: Sequence[dict[str, str]]) -> str:
    """Set the entries into a list in brackets, or into a table in braces, where they are written so."""
    document = tomlkit.parse(text)
    table: Any = document[CHECK_TABLE]
    if _ENTRIES not in table:
        table[_ENTRIES] = tomlkit.array()
    for entry in entries:
        inline = tomlkit.inline_table()
        inline.update(entry)
        table[_ENTRIES].append(inline)
    return tomlkit.dumps(document)


def _added(text: str, entries: Sequence[dict[str, str]]) -> str:
    """Return the settings with the entries and all else as it was.

    Raises SettingsError where that cannot be done.
    """
    wanted = toml_of(text.encode("utf-8"))
    table = wanted.setdefault(CHECK_TABLE, {})
    table[_ENTRIES] = [*table.get(_ENTRIES, []), *entries]
    for way in (_with_entries_behind, _with_entries_inside):
        try:
            written = way(text, entries)
            if toml_of(written.encode("utf-8")) == wanted:
                return written
        except (TOMLKitError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
    raise SettingsError(
        N_("The table check of curranalyser.toml is written so that nothing can be added to it."),
        N_("Write it as [check], and what is suppressed as [[check.suppress]]."),
    )


def entries_text(suppressions: Sequence[Suppression]) -> str:
    """Return suppressions of one rule each as entries of curranalyser.toml, to stand behind what is there."""
    return _with_entries_behind("", [_entry(item) for item in suppressions])


def accept(findings: Sequence[Finding], reason: str, path: Path) -> tuple[Suppression, ...]:
    """Write into the settings that findings are accepted. What was there stays, with comments and order.

    Args:
        findings: to accept.
        reason: why; the next reader of the file will want to know.
        path: the settings file; made where it is missing.

    Returns:
        What was added: one entry for each fingerprint.

    Raises:
        SettingsError: there is no reason, or the file cannot be added to.
        OutputError: it cannot be written.
    """
    if not clean_line(reason):
        raise SettingsError(
            N_("What is accepted needs a reason."), N_('Write: --reason "Decided by the board in May"')
        )
    added = tuple({item.fingerprint: suppression_of(item, reason) for item in findings}.values())
    if not added:
        return ()
    target = path.resolve()
    try:
        there = target.read_bytes() if target.exists() else b""
        mark = BOM_UTF8 if there.startswith(BOM_UTF8) else b""
        text = there.removeprefix(mark).decode("utf-8")
        replace_file(target, mark + _added(text, [_entry(item) for item in added]).encode("utf-8"))
    except ValueError as error:
        raise SettingsError(
            N_("The settings file %(path)s cannot be read: %(error)s."),
            N_("Mend it as TOML in UTF-8."),
            path=path,
            error=error,
        ) from error
    except OSError as error:
        raise OutputError(
            N_("%(path)s cannot be written: %(error)s."), N_("Choose another place."), path=path, error=error
        ) from error
    return added
