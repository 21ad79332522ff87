"""One draft → what the rules find in it before it is decided."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from curranalyser.check.finding import Finding
from curranalyser.datamodel import AnalysedSyllabus, Failure
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_
from curranalyser.library.given import PathLike, SettingsLike, file_of, settings_of

if TYPE_CHECKING:
    from curranalyser.check.within import Given


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """What was found in a draft.

    Attributes:
        source: its path as findings name it, or the name that was made for a text.
        findings: what the rules say, by outcome, then what is about the whole; information too, which the
            command shows with --all only.
        suppressed: findings that the table check of the settings suppresses, each with its reason.
        failures: what could not be read or was not found.
        notes: how it was read, where that is not as it stands, in the language of the settings.
        syllabi: what was understood, with the outcomes labelled; none where it could not be read.
    """

    source: str
    findings: tuple[Finding, ...]
    suppressed: tuple[tuple[Finding, str], ...]
    failures: tuple[Failure, ...]
    notes: tuple[str, ...]
    syllabi: tuple[AnalysedSyllabus, ...]


def check_draft(
    path: PathLike | None = None,
    *,
    text: str | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    settings: SettingsLike = None,
) -> CheckedDraft:
    """Check one draft of a syllabus by the rules of `curranalyser check`.

    On Linux the draft is read in a process of its own that ends at `seconds_per_file` and
    `memory_megabytes`; what stops it is a failure. Elsewhere these two limits do not hold.

    Args:
        path: a file: PDF, DOCX, ODT, RTF, HTML, text or Markdown. Either this or `text` is given.
        text: the draft itself: plain text, Markdown or HTML, told by how it begins. A mail that quotes a
            draft, and lines of outcomes alone, are understood too.
        select: only these rules, by id or its beginning, such as ["F402", "P"].
        ignore: not these rules, likewise.
        settings: a `Settings` (`lang` is the language of messages), or the path of a curranalyser.toml, whose
            table check holds too; the defaults without it (no file is looked for).

    Returns:
        The findings. What is wrong with the file itself is in `failures`.

    Raises:
        SettingsError: none or both of `path` and `text` are given, there is no such file, it is a folder, a
            rule is unknown, or a setting is wrong.
        ModelError: the model or the scheme is missing or altered.
    """
    if (path is None) is (text is None):
        raise SettingsError(N_("A draft is given as a path or as a text."), N_("Give one of the two."))
    chosen = settings_of(settings)
    from curranalyser.check.run import check_draft as find  # noqa: PLC0415 the stages are slow to import
    from curranalyser.check.run import check_drafts  # noqa: PLC0415
    from curranalyser.check.suppress import CheckSettings, load_check_settings, set_aside  # noqa: PLC0415
    from curranalyser.check.within import given_file, read_within  # noqa: PLC0415
    from curranalyser.i18n import translator  # noqa: PLC0415
    from curranalyser.workers import load_for  # noqa: PLC0415

    named = isinstance(settings, (str, os.PathLike))
    own = load_check_settings(Path(settings)) if named else CheckSettings()  # type: ignore[arg-type]
    rules = own.chosen(_names(select), _names(ignore))
    given = _given_text(text) if text is not None else given_file(file_of(path or ""))
    say = translator(chosen.lang)
    classifier = load_for(chosen)
    scheme = classifier.scheme
    check = partial(find, scheme=scheme, say=say, house=own.house)
    [draft] = read_within([given], chosen, classifier, check)
    kept, aside = set_aside(check_drafts([draft], scheme, say, rules, own.house), own.suppress)
    return CheckedDraft(
        source=draft.source.path,
        findings=kept,
        suppressed=aside,
        failures=draft.failures,
        notes=tuple(say.gettext(note) for note in draft.notes),
        syllabi=tuple(checked.analysed for checked in draft.syllabi),
    )


def _names(given: Iterable[str]) -> list[str]:
    return [given] if isinstance(given, str) else list(given)


def _given_text(text: str) -> "Given":
    """Return a text as a draft, named by what it is."""
    from curranalyser.check.draft import name_of_standard_input  # noqa: PLC0415 as in check_draft
    from curranalyser.check.within import Given  # noqa: PLC0415

    data = text.encode("utf-8", "replace")
    return Given(f"text{Path(name_of_standard_input(data)).suffix}", data=data)
