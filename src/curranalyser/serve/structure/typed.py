"""The form of a programme's page → what a person changes.

The form holds all rows, and what stood in them when the page was made: what is changed is what differs.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from curranalyser.errors import SettingsError
from curranalyser.i18n import N_, Translator
from curranalyser.review.programme_edits import (
    ADDED,
    EDITABLE,
    CellChange,
    Edits,
    ProgrammeTable,
    RuleChange,
    RuleText,
    rule_typed,
    same,
)
from curranalyser.serve.forms import Form, WrongFormError
from curranalyser.strict_data import json_as

NAME = "name"
RIGHT = "right"
NEW = "new"
NEW_BLOCK = "block.new"
_NEW_FIELDS = (f"{NEW}.", f"{NEW_BLOCK}.")
# Longer is no name of a person, a course or a block.
_LONGEST = 500


class _Block(msgspec.Struct, frozen=True):
    track: str
    label: str
    rule: str
    courses: str
    credits: str


class _Stood(msgspec.Struct, frozen=True):
    rows: dict[str, dict[str, str]]
    blocks: list[_Block]


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form says.

    Attributes:
        edits: what is changed.
        texts: what was typed into fields that do not say what stood in them, by the names of the fields: of
            the rest, a page that is shown again says what stands there by then.
    """

    edits: Edits
    texts: Mapping[str, str]


def stood(table: ProgrammeTable, say: Translator) -> str:
    """Return what a form carries of the rows and blocks as they stand."""
    rows = {entry.id: {column: entry.values[column] for column in EDITABLE} for entry in table.entries}
    blocks = []
    for block in table.blocks:
        rule = rule_typed(block.rule, say)
        blocks.append(
            _Block(
                track=block.track,
                label=block.label,
                rule=rule.rule,
                courses=rule.courses,
                credits=rule.credits,
            )
        )
    return msgspec.json.encode(_Stood(rows, blocks)).decode()


def read_typed_form(form: Form) -> Typed:
    """Read a form.

    Raises:
        WrongFormError: it is not of a programme's page.
        NamelessError: rows are confirmed, and nobody gives a name.
    """
    if any(len(text) > _LONGEST for name, text in form.texts.items() if name != "stood"):
        raise WrongFormError
    try:
        before = json_as(form.get("stood"), _Stood)
    except ValueError as error:
        raise WrongFormError from error
    texts = {name: text for name, text in form.texts.items() if name == NAME or name.startswith(_NEW_FIELDS)}
    cells: list[CellChange] = []
    nameless = False
    for row, values in before.rows.items():
        for column, was in values.items():
            wanted = form.texts.get(f"{row}.{column}")
            if column in EDITABLE and wanted is not None and not same(wanted, was):
                cells.append(CellChange(row=row, column=column, before=was, wanted=" ".join(wanted.split())))
                texts[f"{row}.{column}"] = wanted
        confirmed = _confirmed(form, row, values.get("confirmed", ""))
        if confirmed is not None:
            cells.append(confirmed)
            ticked = f"{row}.{RIGHT}" in form.texts
            texts[f"{row}.{RIGHT}"] = "1" if ticked else ""
            nameless = nameless or (ticked and not confirmed.wanted)
    rules = tuple(_rules(form, before.blocks))
    for rule in rules:
        texts |= dict(zip(rule_fields(rule.track, rule.label), _texts(rule.wanted), strict=True))
    typed = Typed(Edits(tuple(cells), rules, tuple(_added(form))), texts)
    if nameless:
        raise NamelessError(typed)
    return typed


class NamelessError(SettingsError):
    """Rows are confirmed, and nobody gives a name."""

    def __init__(self, typed: Typed) -> None:
        super().__init__(
            N_("Rows are confirmed, and it is not said by whom."), N_("Write your name above the list.")
        )
        self.typed = typed


def rule_fields(track: str, label: str) -> tuple[str, str, str]:
    """Return by what names `Typed.texts` has the rule of a block, its courses and its credits."""
    return f"rule of {track}\x1f{label}", f"courses of {track}\x1f{label}", f"credits of {track}\x1f{label}"


def _texts(rule: RuleText) -> tuple[str, str, str]:
    return rule.rule, rule.courses, rule.credits


def _confirmed(form: Form, row: str, was: str) -> CellChange | None:
    """Return the change of who says that a row is right. A box that is not ticked is not sent."""
    ticked = f"{row}.{RIGHT}" in form.texts
    if ticked == bool(was) or f"{row}.status" not in form.texts:
        return None
    return CellChange(
        row=row, column="confirmed", before=was, wanted=" ".join(form.get(NAME).split()) if ticked else ""
    )


def _rules(form: Form, blocks: list[_Block]) -> list[RuleChange]:
    changes = []
    for number, block in enumerate(blocks):
        before = RuleText(block.rule, block.courses, block.credits)
        wanted = _rule(form, f"block.{number}", before)
        if wanted != before:
            changes.append(RuleChange(track=block.track, label=block.label, before=before, wanted=wanted))
    label = " ".join(form.get(f"{NEW_BLOCK}.label").split())
    if label:
        nothing = RuleText("")
        changes.append(
            RuleChange(track="", label=label, before=nothing, wanted=_rule(form, NEW_BLOCK, nothing))
        )
    return changes


def _rule(form: Form, name: str, before: RuleText) -> RuleText:
    rule = form.get(f"{name}.rule", before.rule)
    if rule != "choose":
        return RuleText(rule)
    wanted = RuleText(
        rule, form.get(f"{name}.courses", before.courses), form.get(f"{name}.credits", before.credits)
    )
    unchanged = same(wanted.courses, before.courses) and same(wanted.credits, before.credits)
    return before if unchanged and before.rule == rule else wanted


def _added(form: Form) -> list[Mapping[str, str]]:
    values = {column: form.get(f"{NEW}.{column}") for column in ADDED}
    # What is chosen in a list is always sent.
    named = values["code"].strip() or values["title"].strip()
    others = any(values[column].strip() for column in ("term", "credits", "block", "track"))
    return [values] if named or others else []
