"""The words of a person's table of goals: its headings and the names of the knowledge forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import msgspec

from curranalyser.datamodel import KnowledgeForm
from curranalyser.i18n import LANGUAGES, N_, translator
from curranalyser.report.sheet import Column
from curranalyser.review.programme_words import plain

# The columns of the table that is written, in their order.
COLUMNS: dict[str, Column] = {
    "programme": Column(N_("Programme"), 12),
    "course": Column(N_("Course"), 12),
    "title": Column(N_("Title"), 34),
    "outcome": Column(N_("Outcome no."), 9),
    "words": Column(N_("Learning outcome"), 80),
    "goal": Column(N_("Leads to goal"), 16, to_fill_in=True),
    "form": Column(N_("Knowledge form"), 28),
}
# Likewise of the sheet that lists the goals.
GOAL_COLUMNS: dict[str, Column] = {
    "programme": COLUMNS["programme"],
    "number": Column(N_("Goal no."), 8),
    "says": Column(N_("What the goal says"), 100),
    "form": COLUMNS["form"],
}


class _File(msgspec.Struct, frozen=True):
    columns: dict[str, tuple[str, ...]]
    forms: dict[KnowledgeForm, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class GoalWords:
    """What may stand in a table of goals, as `plain` has it → the column or the knowledge form it means."""

    columns: Mapping[str, str]
    forms: Mapping[str, KnowledgeForm]


@cache
def goal_words() -> GoalWords:
    """Return the words of all languages."""
    text = resources.files("curranalyser.review").joinpath("goal_words.toml").read_bytes()
    file = msgspec.toml.decode(text, type=_File)
    # What the tool writes itself means what it was written for; other words come after.
    columns = {
        plain(translator(lang).gettext(column.heading)): name
        for name, column in (*COLUMNS.items(), *GOAL_COLUMNS.items())
        for lang in LANGUAGES
    }
    for name, words in file.columns.items():
        for word in words:
            columns.setdefault(plain(word), name)
    return GoalWords(columns, {plain(word): form for form, words in file.forms.items() for word in words})
