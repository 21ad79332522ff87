"""The words of a person's table of programmes: headings, answers and rules, in all languages that it has."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources

import msgspec

from curranalyser.datamodel import BlockRule, CourseStatus, EntryKind, TakeRule
from curranalyser.i18n import LANGUAGES, N_, Translator, translator

# Column → heading in the table that is written, in the order of its columns.
HEADINGS: dict[str, str] = {
    "programme": N_("Programme"),
    "kind": N_("Kind"),
    "code": N_("Code"),
    "title": N_("Title"),
    "status": N_("Who takes it"),
    "block": N_("Block"),
    "rule": N_("Rule of the block"),
    "track": N_("Track"),
    "term": N_("Term"),
    "year": N_("Year"),
    "credits": N_("Credits"),
    "confirmed": N_("Confirmed by"),
    "basis": N_("Basis"),
    "sentence": N_("Sentence"),
    "page": N_("Page"),
    "mark": N_("As exported"),
}
STATUSES: dict[CourseStatus, str] = {
    CourseStatus.EVERYONE: N_("everyone"),
    CourseStatus.SOME: N_("some"),
    CourseStatus.NOT_SAID: N_("not said"),
}
REMOVED = N_("not in the programme")
KINDS: dict[EntryKind, str] = {EntryKind.COURSE: N_("course"), EntryKind.SLOT: N_("slot")}


class _Words(msgspec.Struct, frozen=True):
    words: tuple[str, ...]


class _RuleWords(msgspec.Struct, frozen=True):
    all: tuple[str, ...]
    choose: tuple[str, ...]
    free: tuple[str, ...]
    of: tuple[str, ...]
    credits: tuple[str, ...]
    courses: tuple[str, ...]
    joining: tuple[str, ...]


class _File(msgspec.Struct, frozen=True):
    columns: dict[str, tuple[str, ...]]
    status: dict[CourseStatus, tuple[str, ...]]
    kinds: dict[EntryKind, tuple[str, ...]]
    removed: _Words
    unconfirmed: _Words
    nothing: _Words
    rules: _RuleWords
    numbers: dict[str, tuple[str, ...]]


def plain(text: str) -> str:
    """Return a heading or an answer as it is compared."""
    return " ".join(text.split()).casefold()


@dataclass(frozen=True, slots=True)
class TableWords:
    """What may stand in a table, as it is compared → what it means.

    `columns` are names of columns, with the place of the word in the list of its column: where several fit,
    the first counts. `rules` and `numbers` are what the parts of a rule may be.
    """

    columns: dict[str, tuple[str, int]]
    statuses: dict[str, CourseStatus]
    kinds: dict[str, EntryKind]
    removed: frozenset[str]
    unconfirmed: frozenset[str]
    nothing: frozenset[str]
    rules: dict[str, str]
    numbers: dict[str, int]


def _shown(message: str) -> list[str]:
    return [plain(translator(lang).gettext(message)) for lang in LANGUAGES]


@cache
def table_words() -> TableWords:
    """Return the words of all languages."""
    text = resources.files("curranalyser.review").joinpath("programme_words.toml").read_bytes()
    file = msgspec.toml.decode(text, type=_File)
    columns: dict[str, tuple[str, int]] = {}
    for name in (*HEADINGS, *file.columns):
        shown = _shown(HEADINGS[name]) if name in HEADINGS else []
        for place, word in enumerate((*shown, *file.columns.get(name, ()))):
            columns.setdefault(plain(word), (name, place))
    return TableWords(
        columns=columns,
        statuses={
            word: status
            for status, words in file.status.items()
            for word in (*_shown(STATUSES[status]), *map(plain, words))
        },
        kinds={
            word: kind
            for kind, words in file.kinds.items()
            for word in (*_shown(KINDS[kind]), *map(plain, words))
        },
        removed=frozenset((*_shown(REMOVED), *map(plain, file.removed.words))),
        unconfirmed=frozenset(map(plain, file.unconfirmed.words)),
        nothing=frozenset(map(plain, file.nothing.words)),
        rules={
            plain(word): name for name in _RuleWords.__struct_fields__ for word in getattr(file.rules, name)
        },
        numbers={plain(word): int(number) for number, words in file.numbers.items() for word in words},
    )


def _range(least: int | Decimal, most: int | Decimal, say: Translator) -> str:
    first, last = say.number(least), say.number(most)
    return first if least == most else f"{first}–{last}"


def describe_rule(rule: TakeRule, of: int, say: Translator) -> str:
    """Return a rule as the table has it, such as "choose 2 of 4"; "" where it is not said.

    Args:
        rule: what is taken of a block.
        of: how many courses stand in the block.
        say: of the language.
    """
    if rule.rule is None:
        return ""
    if rule.rule is not BlockRule.CHOOSE:
        return say.gettext("all") if rule.rule is BlockRule.ALL else say.gettext("free")
    amount = say.gettext("%(credits)s credits", credits=_range(*rule.credits, say)) if rule.credits else ""
    if rule.courses is None:
        return say.gettext("choose %(what)s", what=amount) if amount else say.gettext("choose")
    count = _range(*rule.courses, say)
    chosen = (
        say.gettext("choose %(count)s of %(all)s", count=count, all=of)
        if of
        else say.gettext("choose %(what)s", what=count)
    )
    return f"{chosen}, {amount}" if amount else chosen
