"""Outcomes that bear labels: the corpus, a gold standard, a user's own codings. JSON lines."""

import hashlib
import warnings
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from curranalyser.classify.codes import language_code
from curranalyser.classify.cues import LANGUAGES
from curranalyser.errors import SettingsError, UnreadRowWarning
from curranalyser.i18n import N_
from curranalyser.strict_data import json_as, read_within

# Lines that are named and left out; a file with more of them is no corpus.
_MOST_UNREAD = 100
VERDICTS = ("yes", "borderline", "no")
# The sample of outcomes drawn as they come, at the rates at which they stand in syllabi.
REPRESENTATIVE = "representative"
# Folders of a corpus that has both: outcomes in one language, and pairs (the same outcome in two).
_OUTCOMES_AND_PAIRS = ("outcomes", "pairs")


@dataclass(frozen=True, slots=True)
class LabelledOutcome:
    """An outcome with its labels: perspective id to "yes", "borderline" or "no".

    Attributes:
        language: ISO 639-1 code: as given, otherwise as the text tells, or "" where it does not.
        rules: the codebook rules that explain the labels.
        split: "train", "validation", "test" or "".
        sample: how it was drawn, such as "representative", or "".
        institution: where it comes from, or "".
        country: ISO 3166-1 code of the institution's country, which is home to its outcomes, or "".
    """

    id: str
    text: str
    lead_in: str
    language: str
    subject: str
    labels: dict[str, str] = field(hash=False)
    rules: tuple[str, ...] = ()
    split: str = ""
    sample: str = ""
    institution: str = ""
    country: str = ""


def told_language(text: str) -> str:
    """Return the language of a text as it tells it, as an ISO 639-1 code, or "" where it does not."""
    # Imported where needed: its profiles take longer to read than a corpus that says its languages.
    from curranalyser.language import detect_language  # noqa: PLC0415

    return detect_language(text) or ""


def _is_pair(item: dict[str, Any]) -> bool:
    return "text" not in item and any(language in item for language in LANGUAGES)


def _versions(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the outcomes of a line: itself, or of a pair one a language, `-sv` or `-en` at its id."""
    if not _is_pair(item):
        yield item
        return
    for language in LANGUAGES:
        identifier = {"id": f"{item['id']}-{language}"} if "id" in item else {}
        lead_in = item.get(f"lead_in_{language}")
        yield item | identifier | {"text": item[language], "lead_in": lead_in, "language": language}


def _labelled(item: dict[str, Any], number: int, perspectives: Sequence[str], file: str) -> LabelledOutcome:
    given = item.get("labels", item)
    labels = {perspective: given[perspective] for perspective in perspectives if perspective in given}
    if (
        not isinstance(item.get("text"), str)
        or not labels
        or any(label not in VERDICTS for label in labels.values())
    ):
        raise ValueError
    return LabelledOutcome(
        id=str(item.get("id", number)),
        text=item["text"],
        lead_in=str(item.get("lead_in") or ""),
        language=language_code(item.get("language"), number, file) or told_language(item["text"]),
        subject=str(item.get("subject", "")),
        labels=labels,
        rules=tuple(item.get("rules", ())),
        split=str(item.get("split", "")),
        sample=str(item.get("sample", "")),
        institution=str(item.get("institution", "")),
        country=str(item.get("country") or "").upper(),
    )


def _jsonl(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.glob("*.jsonl"), key=lambda file: file.name))


def labelled_files(path: Path) -> tuple[Path, ...]:
    """Return the .jsonl files of a folder in order of name, or the file itself.

    Of a folder that holds the folders `outcomes` and `pairs`, both with such files, those of both: so the
    whole corpus has one name.
    Raises SettingsError where there is none.
    """
    parts = [_jsonl(path / part) for part in _OUTCOMES_AND_PAIRS]
    if path.is_file():
        files: tuple[Path, ...] = (path,)
    elif all(parts):
        files = tuple(file for part in parts for file in part)
    else:
        files = _jsonl(path)
    if not files:
        raise SettingsError(
            N_("There are no labelled outcomes at %(path)s."),
            N_("Give a .jsonl file, or a folder of them."),
            path=path,
        )
    return files


def json_lines(file: Path, told: Callable[[int], SettingsError]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of a file of JSON lines, each with the number of its line.

    A line that is no object is left out, with an UnreadRowWarning.

    Args:
        file: in UTF-8.
        told: makes of the number of such a line what is said of it.

    Raises:
        SettingsError: the file cannot be read, or no line or too many are such.
    """
    try:
        lines = read_within(file).removeprefix(BOM_UTF8).split(b"\n")
    except (OSError, ValueError) as error:
        raise SettingsError(
            N_("The file %(file)s cannot be read."), N_("It should be JSON lines in UTF-8."), file=file.name
        ) from error
    unread: list[int] = []
    read = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            item = json_as(line, dict[str, Any])
        except ValueError as error:
            unread.append(number)
            if len(unread) > _MOST_UNREAD:
                raise told(number) from error
            continue
        read += 1
        yield number, item
    if unread and not read:
        raise told(unread[0])
    for number in unread:
        warnings.warn(UnreadRowWarning(told(number)), stacklevel=2)


def by_home(outcomes: Iterable[LabelledOutcome], home: str) -> dict[str, list[int]]:
    """Put outcomes together by the country that is home to them.

    Args:
        outcomes: in any order.
        home: ISO 3166-1 code, for those that name no country.

    Returns:
        the numbers of the outcomes of each country.
    """
    found: dict[str, list[int]] = {}
    for number, outcome in enumerate(outcomes):
        found.setdefault(outcome.country or home, []).append(number)
    return found


def read_labelled(files: Iterable[Path], perspectives: Sequence[str]) -> list[LabelledOutcome]:
    """Read labelled outcomes.

    Args:
        files: JSON lines with `text`, and the labels either in `labels` or one field per perspective. A pair
            has a text in each language in its place (`sv`, `en`; `lead_in_sv`, `lead_in_en`) and is two
            outcomes with the same labels.
        perspectives: the ids whose labels are wanted.

    Raises:
        SettingsError: where a file cannot be read or a line does not fit; it names the line.
    """
    outcomes = []
    for file in files:
        told = partial(_no_outcome, file.name)
        for number, item in json_lines(file, told):
            try:
                outcomes += [
                    _labelled(version, number, perspectives, file.name) for version in _versions(item)
                ]
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise told(number) from error
    return outcomes


def _no_outcome(name: str, number: int) -> SettingsError:
    return SettingsError(
        N_("%(file)s, line %(line)s is no labelled outcome."),
        N_("It needs a text and, for at least one perspective, yes, borderline or no; see corpus/README.md."),
        file=name,
        line=number,
    )


def labelled_digest(files: Iterable[Path]) -> str:
    """Return one SHA-256 over the names and bytes of the files."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode("utf-8") + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
