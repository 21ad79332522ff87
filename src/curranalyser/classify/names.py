"""Names of countries, large cities, regions, nationalities and languages in Swedish and English.

They come from CLDR (by Babel), and the second names of countries in English from `country_names.toml`.

What these sources lack (nationality adjectives that cannot be derived, regions without a code) is data in the
cues file, under `[names]`.
"""

import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

# Endings by which a Swedish adjective is made from the stem of a country's name, before -sk: Brasil-ian-sk,
# Kanad-ensi-sk, Ind-i-sk.
_LINKS_SV = ("", "i", "ian", "an", "in", "en", "ens", "ensi", "ati", "es", "esi", "ei", "itansi")
_CUT_SV = ("ien", "iet", "ia", "en", "et", "a", "e", "o", "u", "y", "i", "")
_ENDINGS_EN = ("an", "ian", "n", "ese", "i", "ish", "ic")
_CUT_EN = ("ium", "um", "ia", "ey", "y", "a", "e", "o", "i", "")
# Codes of the world, of organisations and of nothing: they are no country and no region.
_NO_PLACES = frozenset({"001", "EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"})
# And those of CLDR that ISO 3166-1 has not: islands that belong to a country, and Kosovo.
_NO_COUNTRIES = _NO_PLACES | {"AC", "CP", "CQ", "DG", "EA", "IC", "TA", "XK"}
# Letters: of what is left of a name before an ending, and of the Swedish name of a language that does not end
# in -ska; shorter ones are parts of many words, and words. Chosen, not measured.
_SHORTEST_STEM, _SHORTEST_SWEDISH = 3, 5
_NO_AREAS = frozenset({"Etc", "Antarctica", "SystemV"})
# Cities in the list of time zones whose names are also words or people.
_NO_CITIES = frozenset(
    {
        "Oral",
        "Resolute",
        "Midway",
        "Stanley",
        "Regina",
        "Phoenix",
        "Nome",
        "Salta",
        "Wake",
        "Darwin",
        "Mendoza",
        "Creston",
        "Dawson",
        "Lindeman",
        "Chatham",
    }
    | {
        "Samara",
        "Center",
        "Boise",
        "Recife",
        "Marengo",
        "Palmer",
        "Davis",
        "Casey",
        "Halifax",
        "Jersey",
        "Norfolk",
        "Adelaide",
        "Sofia",
        "Hebron",
    }
)

NameTable = dict[str, list[tuple[str, str]]]


def _add(table: NameTable, form: str, kind: str, code: str) -> None:
    entry = (kind, code)
    entries = table.setdefault(form, [])
    if entry not in entries:
        entries.append(entry)


def _derived_adjectives(name: str, lang: str) -> Iterable[str]:
    """Yield the adjectives that may be made from a country's or region's name.

    One word only; most are no words at all, and harmless.
    """
    cuts, endings = (
        (_CUT_SV, [link + "sk" for link in _LINKS_SV]) if lang == "sv" else (_CUT_EN, list(_ENDINGS_EN))
    )
    for cut in cuts:
        if name.endswith(cut) and len(name) - len(cut) >= _SHORTEST_STEM:
            stem = name.removesuffix(cut) if cut else name
            for ending in endings:
                yield stem + ending


def _swedish_forms(adjective: str) -> tuple[str, ...]:
    return (adjective, adjective + "t", adjective + "a", adjective + "as")


def build_names(
    lang: str, additions: Mapping[str, Mapping[str, str]], peoples: Mapping[str, str]
) -> NameTable:
    """Collect the names in one language.

    Args:
        lang: ISO 639-1 code of the language the names are written in.
        additions: kind ("country", "region", "nationality", "language") to code to names separated by commas.
        peoples: language to the country whose adjective its name is.

    Returns:
        form to (kind, code) pairs; a city counts as its country; kind is "country", "region", "nationality"
        or "language", code ISO 3166-1, UN M49 or
        ISO 639. Forms that the language writes with a small letter are in small letters.
    """
    from babel import Locale  # noqa: PLC0415 - only training needs it

    locale = Locale(lang)
    table: NameTable = {}
    _add_places(table, lang, {str(code): name for code, name in locale.territories.items()})
    _add_cities(table, locale)
    _add_languages(
        table,
        lang,
        {str(code): name for code, name in locale.languages.items()},
        [str(code) for code in locale.territories],
        peoples,
    )
    for kind, entries in additions.items():
        for code, names in entries.items():
            for form in (name.strip() for name in names.split(",")):
                inflects = lang == "sv" and kind == "nationality" and form.endswith("sk")
                for inflected in _swedish_forms(form) if inflects else (form,):
                    _add(table, inflected, kind, code)
    return {form: sorted(entries) for form, entries in sorted(table.items())}


def _add_places(table: NameTable, lang: str, territories: Mapping[str, str]) -> None:
    for code, name in sorted(territories.items()):
        if code in _NO_PLACES:
            continue
        _add(table, name, "region" if code.isdigit() else "country", code)
        for adjective in () if " " in name else _derived_adjectives(name, lang):
            for form in _swedish_forms(adjective.lower()) if lang == "sv" else (adjective,):
                if form not in table:
                    _add(table, form, "nationality", code)
    for code, names in _second_names(lang).items():
        for name in names.split("|"):
            _add(table, name, "country", code)


def _second_names(lang: str) -> Mapping[str, str]:
    """Return country → its other names, separated by "|", in a language; the first one is CLDR's."""
    read = tomllib.loads((files("curranalyser.classify") / "country_names.toml").read_text(encoding="utf-8"))
    found: Mapping[str, str] = read.get(lang, {})
    return found


def _add_cities(table: NameTable, locale: "Locale") -> None:
    """Add the cities after which CLDR names the time zones.

    Most capitals and other large cities, under the code of their country.
    """
    from babel.core import get_global  # noqa: PLC0415 - only training needs it

    for zone, country in sorted(get_global("zone_territories").items()):
        area, _, rest = str(zone).partition("/")
        # Without a translation a city bears the name it has in the zone's own.
        city = str(
            locale.time_zones.get(zone, {}).get("city") or rest.rsplit("/", maxsplit=1)[-1].replace("_", " ")
        )
        if (
            rest
            and area not in _NO_AREAS
            and city not in _NO_CITIES
            and "," not in city
            and city not in table
        ):
            _add(table, city, "country", str(country))


def _add_languages(
    table: NameTable,
    lang: str,
    languages: Mapping[str, str],
    territories: Iterable[str],
    peoples: Mapping[str, str],
) -> None:
    """Add the official languages of the world.

    Others have names that are words of another meaning ("bini", "tu").
    """
    from babel.languages import get_official_languages  # noqa: PLC0415 - only training needs it

    official = {
        code.split("_")[0]
        for territory in territories
        for code in get_official_languages(territory, regional=True, de_facto=True)
    }
    for code, name in sorted(languages.items()):
        if (
            code not in official
            or " " in name
            or (lang == "sv" and not name.endswith("ska") and len(name) < _SHORTEST_SWEDISH)
        ):
            continue
        _add(table, name, "language", code)
        if lang == "en":
            _add(table, name, "nationality", peoples.get(code, code))
            continue
        _add(table, name + "n", "language", code)
        _add(table, name + "ns", "language", code)
        if name.endswith("ska"):
            for form in _swedish_forms(name.removesuffix("a")):
                _add(table, form, "nationality", peoples.get(code, code))


def official_languages() -> dict[str, list[str]]:
    """Return the ISO 639 codes of each country's (ISO 3166-1) national languages, from CLDR.

    They are official by law or, as English in the United States, in fact.
    """
    from babel import Locale  # noqa: PLC0415 - only training needs it
    from babel.languages import get_official_languages  # noqa: PLC0415 - only training needs it

    codes = sorted(
        code
        for code in map(str, Locale("en").territories)
        if not code.isdigit() and code not in _NO_COUNTRIES
    )
    found = {
        code: sorted({language.split("_")[0] for language in get_official_languages(code, de_facto=True)})
        for code in codes
    }
    return {code: languages for code, languages in found.items() if languages}


_AT_HOME = {"country": "#home", "region": "#home", "nationality": "#home_adj", "language": "#home_language"}


class NameFinder:
    """Tells the name classes of words.

    `#country`, `#region`, `#nationality`, `#language` abroad, and `#home`, `#home_adj`, `#home_language`.

    Args:
        table: from `build_names`.
        home_country: ISO 3166-1 code.
        home_languages: ISO 639 codes.
    """

    def __init__(
        self, table: Mapping[str, Iterable[Iterable[str]]], home_country: str, home_languages: frozenset[str]
    ) -> None:
        self._table = table
        self._home_country = home_country
        self._home_languages = home_languages
        self._several: dict[str, list[tuple[str, ...]]] = {}
        for form in table:
            if " " in form:
                words = tuple(form.split())
                self._several.setdefault(words[0], []).append(words)

    def _classes(self, form: str) -> tuple[str, ...] | None:
        """Return the classes of a name; None where there is no such name."""
        entries = self._table.get(form)
        if entries is None:
            return None
        classes = set()
        for kind, code in entries:
            at_home = code == self._home_country or (
                kind in ("language", "nationality") and code in self._home_languages
            )
            classes.add(_AT_HOME[kind] if at_home else f"#{kind}")
        at_home_only = {name for name in classes if name.startswith("#home")}
        return tuple(sorted(at_home_only if at_home_only & {"#home", "#home_adj"} else classes))

    def classes(self, token: str) -> tuple[str, ...]:
        """Return the classes of one token as written.

        A genitive and the first part of a hyphenated compound count.
        """
        found = self._classes(token)
        if found is None and token.endswith("s"):
            found = self._classes(token[:-1])
        if found is None and "-" in token:
            found = self._classes(token.split("-", maxsplit=1)[0]) or self._classes(
                token.rsplit("-", maxsplit=1)[-1]
            )
        if found is None and token[:1].isupper():
            # The first word of a sentence, or a heading: "Franska" for "franska".
            found = tuple(
                name
                for name in self._classes(token.lower()) or ()
                if name in ("#nationality", "#language", "#home_adj", "#home_language")
            )
        return found or ()

    def several(self, tokens: list[str]) -> dict[int, tuple[str, ...]]:
        """Return the classes of tokens that are part of a name of several words, by token index."""
        found: dict[int, tuple[str, ...]] = {}
        for index, token in enumerate(tokens):
            for words in self._several.get(token, ()):
                window = tokens[index : index + len(words)]
                if (
                    tuple(window) == words
                    or tuple([*window[:-1], window[-1].removesuffix("s")] if window else []) == words
                ):
                    for covered in range(index, index + len(words)):
                        found[covered] = self._classes(" ".join(words)) or ()
        return found
