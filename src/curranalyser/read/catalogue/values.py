"""The values of a record, in the forms in which catalogues write them.

All are lenient: what has another form than those is not said. None raises.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from curranalyser.languages import languages
from curranalyser.read.field_text import shown_text

# Characters of a text that are read; a longer one is cut off there.
LONGEST_TEXT = 200_000
# Characters of a name, a code and the like.
LONGEST_NAME = 300
# ECTS credits that a course or programme may have.
_CREDITS = (Decimal(0), Decimal(400))
# A number with what stands behind it: "7,5 hp".
_AMOUNT = re.compile(r"\s{0,9}(\d{1,4}(?:[.,]\d{1,2})?)\s{0,9}(.{0,40})\Z", re.DOTALL)
# CLDR's locale where it is not the code of the language.
_LOCALES = {"no": "nb"}
# Between several tags in one text. Blanks alone part no tags but those with a region: "or" is one too.
_BETWEEN_TAGS = re.compile(r"\s*[,;/|]\s*|\s+(?=\w+-\w+(?:\s|\Z))")
_LANGUAGE_KEYS = ("language", "lang", "@language", "languageTag")
_VALUE_KEYS = ("value", "@value", "text", "content")
# What stands for a language that is not known: ISO 639-2, and BCP 47.
_UNDETERMINED = "und"
# Texts within texts: {"en": ["…"]}.
_DEEPEST = 4

Said = tuple[str, str | None]


def name(value: object) -> str:
    """Return a short text on one line; "" where there is none. A number is written out."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return ""
    return shown_text(str(value)[:LONGEST_NAME], several_lines=False)


def text(value: object, markup: bool = True) -> str:
    """Return a text of several lines, without markup where it may have some; "" where there is none."""
    return shown_text(value[:LONGEST_TEXT], markup=markup) if isinstance(value, str) else ""


def texts(value: object, markup: bool = True) -> tuple[Said, ...]:
    """Return the texts of a field with their languages.

    Args:
        value: a text; an object with `value` and `language` (also as "@value" and "@language"); one with a
            text for each language, such as {"sv": "…", "en": "…"}; or a list of these.
        markup: whether the texts may be HTML.

    Returns:
        Pairs of text, of several lines and without markup, and ISO 639-1 code or None; empty ones left out.
    """
    return tuple((said, language) for said, language in _texts(value, None, 0, markup) if said)


def _texts(value: object, language: str | None, depth: int, markup: bool) -> Iterator[Said]:
    if isinstance(value, str):
        yield text(value, markup), language
    elif depth >= _DEEPEST:
        return
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part, language, depth + 1, markup)
    elif isinstance(value, Mapping):
        inner = next((value[key] for key in _VALUE_KEYS if key in value), None)
        if inner is not None:
            told = next((value[key] for key in _LANGUAGE_KEYS if key in value), None)
            yield from _texts(inner, language_code(told) or language, depth + 1, markup)
            return
        for key, part in value.items():
            code = language_code(key)
            if code or key == _UNDETERMINED:
                yield from _texts(part, code, depth + 1, markup)


def names(value: object) -> tuple[Said, ...]:
    """Return the texts of a field as `texts` does, each on one line."""
    return tuple((" ".join(said.split())[:LONGEST_NAME], language) for said, language in texts(value))


def number(value: object) -> Decimal | None:
    """Return a number, also one that is written as text: "7,5"; None where there is none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return None
    try:
        found = Decimal(str(value).strip().replace(",", "."))
    except InvalidOperation:
        return None
    if not found.is_finite() or abs(found) > 10**9:
        return None
    return Decimal(int(found)) if found == int(found) else found.normalize()


def credits_of(value: object) -> Decimal | None:
    """Return a number of credits; None where there is none, or none that a programme could have."""
    found = number(value)
    return found if found is not None and _CREDITS[0] < found <= _CREDITS[1] else None


def amount(value: object) -> tuple[Decimal | None, str]:
    """Return a number of credits and the unit behind it, "" where none stands: "7,5 hp" gives 7.5, "hp"."""
    if isinstance(value, str) and (found := _AMOUNT.match(value)):
        return credits_of(found[1]), found[2].strip()
    return credits_of(value), ""


@lru_cache(maxsize=4096)
def folded(key: str) -> str:
    """Return the name of a field in small letters and digits alone: "Lärandemål" gives "larandemal"."""
    plain = unicodedata.normalize("NFKD", key[:LONGEST_NAME]).lower()
    return "".join(letter for letter in plain if letter.isascii() and letter.isalnum())


def folded_keys(value: object) -> dict[str, object]:
    """Return the members of an object by the folded names of its fields; none where it is no object."""
    return {folded(key): part for key, part in value.items()} if isinstance(value, Mapping) else {}


def objects(value: object) -> tuple[Mapping[str, object], ...]:
    """Return the objects of a list, or the one that stands in its place."""
    if isinstance(value, Mapping):
        return (value,)
    return tuple(part for part in value if isinstance(part, Mapping)) if isinstance(value, list) else ()


@lru_cache(maxsize=1000)
def _code_of_tag(tag: str) -> str | None:
    from babel.core import get_global  # noqa: PLC0415 only where languages are told

    first = tag.replace("_", "-").partition("-")[0].lower()
    if not first.isascii() or not first.isalpha() or not 2 <= len(first) <= 3:
        return None
    known = get_global("likely_subtags")
    code = first if len(first) == 2 else get_global("language_aliases").get(first, "")
    return code if len(code) == 2 and code in known else None


def language_code(value: object) -> str | None:
    """Return the ISO 639-1 code that a language tag stands for.

    "nl-NL", "nld", "en_GB" and "SWE" are such tags; a name of a language, or a code that stands for none, is
    not.
    """
    return _code_of_tag(value.strip()) if isinstance(value, str) and len(value) < 40 else None


def language_codes(value: object) -> tuple[str, ...]:
    """Return the ISO 639-1 codes of a tag or a list of tags, each once, in order.

    One text may hold several, "sv-SE, en-GB"; where a part of it is no tag, it says nothing.
    """
    tags = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(code for tag in tags for code in _codes_in(tag)))


def _codes_in(tag: object) -> tuple[str, ...]:
    parts = _BETWEEN_TAGS.split(tag.strip()) if isinstance(tag, str) else [tag]
    codes = [None if isinstance(part, str) and " " in part else language_code(part) for part in parts]
    return () if None in codes else tuple(code for code in codes if code is not None)


@lru_cache(maxsize=1)
def _named_languages() -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415 only where languages are named

    return {
        name_.lower(): code
        for written_in in languages()
        for code, name_ in sorted(
            Locale(_LOCALES.get(written_in.code, written_in.code)).languages.items(), reverse=True
        )
        if len(code) == 2
    }


def named_language(value: object) -> str | None:
    """Return the ISO 639-1 code of a language that is told by a tag or by its name: "eng", "Engelska"."""
    if isinstance(value, str) and (code := _named_languages().get(value.strip().lower())):
        return code
    return language_code(value)
