"""The words of a person's table of goals: its headings and the names of the knowledge forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import msgspec

from curranalyser.datamodel import KnowledgeForm
from curranalyser.i18n import LANGUAGES, N_, translator
from curranalyser.review.programme_words import plain

# Column → heading in the table that is written, in the order of its columns.
HEADINGS: dict[str, str] = {
    "programme": N_("Programme"),
    "course": N_("Course"),
    "title": N_("Title"),
    "outcome": N_("Outcome no."),
    "words": N_("Learning outcome"),
    "goal": N_("Leads to goal"),
    "form": N_("Knowledge form"),
}
# Likewise of the sheet that lists the goals.
GOAL_HEADINGS: dict[str, str] = {
    "programme": HEADINGS["programme"],
    "number": N_("Goal no."),
    "says": N_("What the goal says"),
    "form": HEADINGS["form"],
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
        plain(translator(lang).gettext(heading)): name
        for name, heading in (*HEADINGS.items(), *GOAL_HEADINGS.items())
        for lang in LANGUAGES
    }
    for name, words in file.columns.items():
        for word in words:
            columns.setdefault(plain(word), name)
    return GoalWords(columns, {plain(word): form for form, words in file.forms.items() for word in words})
