"""A choice of what to review, as it stands in an address and in a form."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args
from urllib.parse import urlencode

from curranalyser.datamodel import CourseStatus, Decision
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_
from curranalyser.report.sanitise import clean_line
from curranalyser.review.queue import Choice, QueueKind

# What an address says of a choice; `kind` alone chooses one.
_FIELDS = ("kind", "programme", "course", "perspective", "decision", "number", "seed", "taken")
# Of a place in a queue, or a seed; and digits that are looked at, so that no number is too long to be read.
_LARGEST_NUMBER, _MOST_DIGITS = 1_000_000, 9
# Characters of what an address asked for that are repeated in a message.
_REPEATED = 100
_USUAL = Choice()


@dataclass(frozen=True, slots=True)
class Address:
    """A choice as it stands in an address and in a form: names and values, what is as usual left out."""

    fields: tuple[tuple[str, str], ...]

    def text(self, **more: str) -> str:
        """Return the address of the outcomes of this choice."""
        return "/review/outcome?" + urlencode([*self.fields, *more.items()])


def address_of(choice: Choice) -> Address:
    """Return the address of a choice."""
    values = {name: getattr(choice, name) for name in _FIELDS}
    return Address(
        tuple(
            (name, str(value))
            for name, value in values.items()
            if name == "kind" or (value and value != getattr(_USUAL, name))
        )
    )


def choice_of(given: Mapping[str, str]) -> Choice | None:
    """Read a choice from an address or a form.

    Returns:
        None where it says nothing of one.

    Raises:
        SettingsError: it chooses what there is not.
    """
    said = {name: given[name].strip() for name in _FIELDS if given.get(name, "").strip()}
    if not said:
        return None
    kinds: dict[str, QueueKind] = {kind: kind for kind in get_args(QueueKind)}
    decisions = {str(decision): decision for decision in Decision}
    takers = {str(status): status for status in CourseStatus}
    for name, known in (("kind", kinds), ("decision", decisions), ("taken", takers)):
        if name in said and said[name] not in known:
            raise _not_there(said[name])
    return Choice(
        kind=kinds[said.get("kind", _USUAL.kind)],
        programme=said.get("programme", ""),
        course=said.get("course", ""),
        perspective=said.get("perspective", ""),
        decision=decisions.get(said.get("decision", "")),
        number=_number(said.get("number", ""), _USUAL.number, 1),
        seed=_number(said.get("seed", ""), _USUAL.seed, 0),
        taken=takers.get(said.get("taken", "")),
    )


def _number(text: str, usual: int, least: int) -> int:
    if not text:
        return usual
    if not (text.isascii() and text.isdecimal()) or not least <= int(text[:_MOST_DIGITS]) <= _LARGEST_NUMBER:
        raise _not_there(text)
    return int(text[:_MOST_DIGITS])


def _not_there(name: str) -> SettingsError:
    return SettingsError(
        N_("“%(name)s” cannot be chosen here."),
        N_("Choose anew what is to be reviewed."),
        name=clean_line(name[:_REPEATED]),
    )
