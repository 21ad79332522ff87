"""Names of languages, in all languages of reading, from CLDR (Babel), to ISO 639-1 codes, else 639-3."""

from collections.abc import Iterator
from functools import lru_cache

from curranalyser.languages import languages

# CLDR's locale where it is not the code of the language; and the grammar of names in Norwegian.
_LOCALES = {"no": "nb"}
# Letters of the name of a language: shorter names are other words in most texts.
_SHORTEST = 4
# Languages whose names are misspelt often enough to be read all the same, and the shortest such name: a slip
# in a shorter one, or in the name of a rare language, makes another word.
_OFTEN_WRITTEN = frozenset({"sv", "en", "fr", "es"})
_SHORTEST_SLIP = 7
# Languages that have no two-letter code and are taught in: those of the Sami, and the national minorities of
# the north. Codes of CLDR; the other names of three-letter codes are those of languages nobody teaches in
# here, and many of them are words.
_OF_THREE_LETTERS = frozenset({"fit", "rom", "sma", "smj", "smn", "sms", "yue"})
# Names of CLDR that are those of a language and a country, to the code of the language.
_OF_A_COUNTRY = {"fa_AF": "prs"}


@lru_cache(maxsize=1)
def language_names() -> dict[str, tuple[str, frozenset[str]]]:
    """Return the names of all languages that have a two-letter code, and of some more, in small letters.

    Returns:
        name → code and the languages of reading in which it is a name: what is said with it is read with
        their grammars. A name that means two languages means that of the first.
    """
    table: dict[str, tuple[str, frozenset[str]]] = {}
    for written_in in languages():
        named = _named_in(written_in.code)
        slips = {
            slip: code
            for name, code in named.items()
            if code in _OFTEN_WRITTEN and len(name) >= _SHORTEST_SLIP
            for slip in _slips(name)
        }
        for name, code in (*named.items(), *slips.items()):
            known, where = table.get(name, (code, frozenset()))
            table[name] = known, where | {written_in.code}
    return table


@lru_cache(maxsize=1)
def known_names() -> frozenset[str]:
    """Return these names alone."""
    return frozenset(language_names())


def _named_in(written_in: str) -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415 - slow, and only what names a language needs it

    names = {
        name.lower(): _OF_A_COUNTRY.get(code, code)
        for code, name in sorted(Locale(_LOCALES.get(written_in, written_in)).languages.items())
        if (len(code) == 2 or code in _OF_THREE_LETTERS or code in _OF_A_COUNTRY)
        and len(name) >= _SHORTEST
        and name.isalpha()
    }
    grammar = next(language.instruction for language in languages() if language.code == written_in)
    names.update(grammar.names)
    forms = {name + ending: code for name, code in names.items() for ending in grammar.endings}
    return {**forms, **names}


def _slips(name: str) -> Iterator[str]:
    """Yield what slips of the pen make of a name: letters changed about, left out, doubled or too early."""
    for at in range(1, len(name) - 1):
        yield name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        yield name[:at] + name[at + 1 :]
        yield name[:at] + name[at] + name[at:]
        yield name[:at] + name[at + 1] + name[at:]
