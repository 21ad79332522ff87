r"""What users read, in Swedish or English.

Messages from gettext catalogues, numbers, dates and language names from CLDR.

English is the source language. In the code, `translator.gettext("…")` (or `_` bound to it) translates at
once, and `N_("…")` marks a message that is
translated later, where it is shown. Values go in by name: `gettext("%(count)s files", count=3)`; a literal
percent sign in such a message is doubled.

After a message was added or changed, in the repository's root:

    export PYTHONPATH=src
    pybabel extract -F src/curranalyser/locale/babel.cfg -k N_ --omit-header --no-location \
        -o /tmp/curranalyser.pot src/curranalyser
    pybabel update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -w 150 \
        -D curranalyser -i /tmp/curranalyser.pot -d src/curranalyser/locale
    (translate the new entries in src/curranalyser/locale/sv/LC_MESSAGES/curranalyser.po)
    pybabel compile -D curranalyser -d src/curranalyser/locale

Babel's data are imported only when a number, a date or a language name is asked for, so that importing this
module costs next to nothing.
"""

import gettext as catalogues
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from unicodedata import combining, normalize

from curranalyser.errors import SettingsError

if TYPE_CHECKING:
    from babel import Locale

DOMAIN = "curranalyser"
LOCALE_FOLDER = Path(__file__).parent / "locale"
LANGUAGES = ("en", "sv")
# As typography has it. CLDR has it for Swedish and a hyphen for English; Babel writes the hyphen for both.
MINUS = "\N{MINUS SIGN}"
# Letters that a language sorts after z, and what makes them stand there.
_LAST = {"en": {}, "sv": str.maketrans({"å": "{1", "ä": "{2", "ö": "{3"})}


def N_(message: str) -> str:  # noqa: N802 - the name that gettext tools look for
    """Mark `message` for translation where it is shown, and return it as it is."""
    return message


# Universities in Europe write the day before the month in English, as Word files in en-GB do.
_EUROPEAN = {"en": "en_GB"}


@lru_cache(maxsize=len(LANGUAGES))
def _locale(lang: str) -> "Locale":
    from babel import Locale  # noqa: PLC0415 - slow, and --help needs none of it

    return Locale.parse(lang)


# A report writes the same few numbers thousands of times. Equal numbers are written alike, whatever their
# type: 2, 2.0 and Decimal("2.00").
@lru_cache(maxsize=4096)
def _number(lang: str, value: int | float | Decimal, decimals: int | None) -> str:
    from babel.numbers import format_decimal  # noqa: PLC0415 - slow, and --help needs none of it

    pattern = None if decimals is None else "#,##0." + "0" * decimals if decimals else "#,##0"
    return _with_minus(format_decimal(value, format=pattern, locale=_locale(lang)))


def _with_minus(text: str) -> str:
    """Return a figure with the sign of a minus, and with none where it was rounded to zero."""
    if not text.startswith("-"):
        return text
    return MINUS + text[1:] if any(sign.isdecimal() and sign != "0" for sign in text) else text[1:]


@lru_cache(maxsize=4096)
def _percent(lang: str, share: float | Decimal, decimals: int) -> str:
    from babel.numbers import format_percent  # noqa: PLC0415 - slow, and --help needs none of it

    locale = _locale(lang)
    places = "##0." + "0" * decimals if decimals else "##0"
    return _with_minus(
        format_percent(
            share, format=locale.percent_formats[None].pattern.replace("##0", places), locale=locale
        )
    )


class Translator:
    """Messages and figures in one language.

    Args:
        lang: "sv" or "en".

    Raises:
        SettingsError: the language is another one.
    """

    def __init__(self, lang: str) -> None:
        if lang not in LANGUAGES:
            raise SettingsError(N_("The language %(lang)s is not there."), N_("Choose sv or en."), lang=lang)
        self.lang = lang
        self._catalogue = (
            catalogues.NullTranslations()
            if lang == "en"
            else catalogues.translation(DOMAIN, LOCALE_FOLDER, [lang])
        )

    def gettext(self, message: str, **values: object) -> str:
        """Translate `message` and put in `values` by name."""
        text = self._catalogue.gettext(message) if message else ""
        return text % values if values else text

    def ngettext(self, singular: str, plural: str, count: int | Decimal, **values: object) -> str:
        """Translate the form that fits `count`. `%(count)s` becomes the count as the language writes it."""
        # gettext takes whole numbers only; in both languages a fraction goes with the plural.
        whole = count if isinstance(count, int) else 1 if count == 1 else 2
        return self._catalogue.ngettext(singular, plural, whole) % {"count": self.number(count), **values}

    def number(self, value: int | float | Decimal, decimals: int | None = None) -> str:
        """Write a number: with exactly so many decimals, or with as many as it has (at most three)."""
        return _number(self.lang, value, decimals)

    def percent(self, share: float | Decimal, decimals: int = 1) -> str:
        """Write a share from 0 to 1 in percent with so many decimals."""
        return _percent(self.lang, share, decimals)

    def date(self, day: date) -> str:
        """Write a date with the month's name."""
        from babel.dates import format_date  # noqa: PLC0415 - slow, and --help needs none of it

        return format_date(day, format="long", locale=_EUROPEAN.get(self.lang, self.lang))

    def language(self, code: str) -> str:
        """Name the language with an ISO 639-1 code. A code that CLDR does not know is returned as it is."""
        return str(_locale(self.lang).languages.get(code.lower(), code))

    def listed(self, items: Iterable[str], style: Literal["standard", "or"] = "standard") -> str:
        """Join items the way the language does: "a, b and c", or "a, b or c"."""
        from babel.lists import format_list  # noqa: PLC0415 - slow, and --help needs none of it

        return format_list(list(items), style=style, locale=_locale(self.lang))

    def sort_key(self, text: str) -> tuple[str, str]:
        """Return what texts are sorted by: without regard to case and accents, but å, ä and ö are letters.

        In Swedish these stand last, in this order.
        """
        folded = text.casefold().translate(_LAST[self.lang])
        return "".join(one for one in normalize("NFKD", folded) if not combining(one)), text


@lru_cache(maxsize=len(LANGUAGES))
def translator(lang: str) -> Translator:
    """Return the translator for "sv" or "en". Raises SettingsError for another language."""
    return Translator(lang)
