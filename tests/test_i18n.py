import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import curranalyser
from curranalyser.errors import FAILURE_TEXTS, PAGE_HINTS, SettingsError
from curranalyser.i18n import LANGUAGES, LOCALE_FOLDER, translator

BABEL = re.compile(rb"Babel [0-9.]+")
PO = LOCALE_FOLDER / "sv" / "LC_MESSAGES" / "curranalyser.po"
NBSP = "\N{NO-BREAK SPACE}"


def forms(message: str | tuple[str, ...] | list[str]) -> list[str]:
    return [message] if isinstance(message, str) else list(message)


@pytest.fixture(scope="module")
def swedish() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="sv")


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """All messages that the source uses, found the way the head of i18n.py tells a developer to."""
    pot = tmp_path_factory.mktemp("messages") / "curranalyser.pot"
    source = Path(curranalyser.__file__).parent
    command = [
        "pybabel",
        "-q",
        "extract",
        "-F",
        str(LOCALE_FOLDER / "babel.cfg"),
        "-k",
        "N_",
        "--omit-header",
        "--no-location",
        "-o",
        str(pot),
        str(source),
    ]
    CommandLineInterface().run(command)
    with pot.open("rb") as file:
        return read_po(file)


def test_extraction_finds_messages_of_every_kind(used: Catalog) -> None:
    found = {form for message in used if message.id for form in forms(message.id)}
    assert set(PAGE_HINTS.values()) <= found
    assert {text for texts in FAILURE_TEXTS.values() for text in texts} <= found
    assert {"by title and credits: please confirm", "Skip to the report", "%(count)s credits"} <= found


def test_every_message_has_a_swedish_translation(used: Catalog, swedish: Catalog) -> None:
    missing = []
    for message in used:
        if message.id:
            translation = swedish.get(message.id)
            if translation is None or not all(forms(translation.string)):
                missing.append(message.id)
    assert not missing


def test_the_catalogue_holds_nothing_fuzzy_obsolete_or_unused(used: Catalog, swedish: Catalog) -> None:
    assert not [message.id for message in swedish if message.id and message.fuzzy]
    assert not swedish.obsolete
    assert not [message.id for message in swedish if message.id and message.id not in used]


def test_translations_keep_the_names_of_the_values(swedish: Catalog) -> None:
    def names(text: str) -> set[str]:
        return set(re.findall(r"%\((\w+)\)[sr]", text))

    for message in swedish:
        if message.id:
            for translation in forms(message.string):
                assert names(translation) == names(forms(message.id)[-1]), message.id


def test_the_compiled_catalogue_is_up_to_date(swedish: Catalog) -> None:
    compiled = BytesIO()
    write_mo(compiled, swedish)
    # Babel writes its own version into the file.
    assert BABEL.sub(b"", PO.with_suffix(".mo").read_bytes()) == BABEL.sub(b"", compiled.getvalue())


def test_values_are_put_in() -> None:
    assert translator("en").gettext("Term %(number)s", number=3) == "Term 3"
    assert translator("sv").gettext("Term %(number)s", number=3) == "Termin 3"
    assert translator("sv").gettext("") == ""


@pytest.mark.parametrize(
    ("count", "english", "swedish"),
    [(1, "1 credit", "1 hp"), (Decimal("7.5"), "7.5 credits", "7,5 hp"), (0, "0 credits", "0 hp")],
)
def test_the_form_fits_the_count(count: int | Decimal, english: str, swedish: str) -> None:
    for lang, expected in (("en", english), ("sv", swedish)):
        assert translator(lang).ngettext("%(count)s credit", "%(count)s credits", count) == expected


def test_numbers_are_written_as_the_language_does() -> None:
    assert translator("en").number(12345.5) == "12,345.5"
    assert translator("sv").number(12345.5) == f"12{NBSP}345,5"
    assert translator("sv").number(Decimal("7.50")) == "7,5"
    assert translator("sv").number(0.5, 2) == "0,50"
    assert translator("en").number(1.6, 0) == "2"


@pytest.mark.parametrize(
    ("lang", "number", "share"), [("en", "−0.12", "−12.3%"), ("sv", "−0,12", f"−12,3{NBSP}%")]
)
def test_less_than_nothing_is_written_with_a_minus_and_nothing_without(
    lang: str, number: str, share: str
) -> None:
    say = translator(lang)
    assert (say.number(-0.123, 2), say.percent(-0.123)) == (number, share)
    assert say.number(-0.001, 2) == say.number(0, 2)
    assert say.percent(-0.0001) == say.percent(0)


def test_percentages_have_one_decimal() -> None:
    assert translator("en").percent(0.125) == "12.5%"
    assert translator("sv").percent(Decimal("0.12")) == f"12,0{NBSP}%"


def test_dates_languages_and_lists() -> None:
    assert translator("en").date(date(2026, 3, 9)) == "9 March 2026"
    assert translator("sv").date(date(2026, 3, 9)) == "9 mars 2026"
    assert [translator(lang).language("sv") for lang in LANGUAGES] == ["Swedish", "svenska"]
    assert translator("sv").language("EN") == "engelska"
    assert translator("sv").language("xq") == "xq"
    assert translator("sv").listed(["a", "b", "c"]) == "a, b och c"


def test_another_language_is_refused() -> None:
    with pytest.raises(SettingsError, match="de"):
        translator("de")


def test_importing_loads_no_language_data() -> None:
    program = (
        "import sys, curranalyser.i18n as i18n; i18n.translator('sv').gettext('yes');"
        " sys.exit(any(name.split('.')[0] == 'babel' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
