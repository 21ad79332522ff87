"""Names of languages in several languages, from CLDR (by Babel), to ISO 639-1 codes."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

# Names that CLDR has under another word, or only as one word of several.
_MORE_NAMES = {
    "sv": {
        "mandarin": "zh",
        "mandarinkinesiska": "zh",
        "farsi": "fa",
        "dari": "fa",
        "flamländska": "nl",
        "nygrekiska": "el",
        "bokmål": "nb",
        "jiddisch": "yi",
    },
    "en": {
        "mandarin": "zh",
        "farsi": "fa",
        "flemish": "nl",
        "castilian": "es",
        "bokmål": "nb",
        "nynorsk": "nn",
    },
    "nb": {"mandarin": "zh", "bokmål": "nb", "nynorsk": "nn", "farsi": "fa"},
    "da": {"mandarin": "zh", "farsi": "fa"},
    "de": {"mandarin": "zh", "farsi": "fa", "dänisch": "da"},
}
_CODES = {
    "swe": "sv",
    "eng": "en",
    "ger": "de",
    "deu": "de",
    "fra": "fr",
    "fre": "fr",
    "spa": "es",
    "nor": "no",
    "dan": "da",
    "fin": "fi",
    "se": "sv",
}
_CODES_AS_VALUES = (
    "sv",
    "en",
    "de",
    "fr",
    "es",
    "no",
    "da",
    "fi",
    "it",
    "ru",
    "zh",
    "ja",
    "ar",
    "pl",
    "pt",
    "nb",
    "nn",
)
_CLOSE = 0.75
_SHORTEST_NAME = 3


@lru_cache(maxsize=16)
def language_names(written_in: str) -> dict[str, str]:
    """Return the names of the languages that have a two-letter code.

    They are in small letters, with their inflected forms.

    Args:
        written_in: the language of the names, a CLDR locale such as "sv" or "nb".
    """
    from babel import Locale  # noqa: PLC0415 - slow, and most documents need only what is loaded here

    table: dict[str, str] = {}
    for code, name in sorted(Locale(written_in).languages.items()):
        form = name.lower()
        if len(code) == 2 and len(form) >= _SHORTEST_NAME and form.isalpha():
            table.setdefault(form, code)
    table.update(_MORE_NAMES.get(written_in, {}))
    for form, code in tuple(table.items()):
        if written_in == "sv" and form.endswith("a"):
            table.setdefault(form + "n", code)
        elif written_in == "de" and form.endswith(("isch", "deutsch")):
            for ending in ("e", "er", "en", "em", "es"):
                table.setdefault(form + ending, code)
    return table


@lru_cache(maxsize=64)
def names_in(languages: tuple[str, ...]) -> dict[str, str]:
    """Return the names in several languages together.

    Where one form means two, the first language given decides.
    """
    table: dict[str, str] = {}
    for language in languages:
        for form, code in language_names(language).items():
            table.setdefault(form, code)
    return table


def code_value(word: str) -> str | None:
    """Return the ISO 639-1 code for a field's value that is itself a code, such as "EN" or "swe"."""
    lowered = word.lower()
    return _CODES.get(lowered) or (lowered if lowered in _CODES_AS_VALUES else None)


def slips(name: str) -> frozenset[str]:
    """Return the forms that a slip of the pen makes of a name.

    Two letters changed about, one left out within it, or one doubled.
    """
    inner = range(1, len(name) - 1)
    swapped = {name[:at] + name[at + 1] + name[at] + name[at + 2 :] for at in inner}
    without = {name[:at] + name[at + 1 :] for at in inner}
    doubled = {name[:at] + name[at] + name[at:] for at in inner}
    return frozenset((swapped | without | doubled) - {name})


def closest_name(word: str, table: dict[str, str], known: Iterable[str]) -> str | None:
    """Return the name that a misspelt word comes closest to, or None where none is close.

    Args:
        word: as written.
        table: name → code.
        known: codes that are thought of; a rare language is never the reading of a slip.
    """
    lowered = word.lower()
    best, best_ratio = None, _CLOSE
    thought_of = frozenset(known)
    matcher = SequenceMatcher(None, "", lowered, autojunk=False)
    for form, code in table.items():
        if (
            code in thought_of
            and form[0] == lowered[0]
            and abs(len(form) - len(lowered)) <= 2
            and len(form) >= 5
        ):
            matcher.set_seq1(form)
            ratio = matcher.ratio()
            if ratio > best_ratio:
                best, best_ratio = form, ratio
    return best
