"""The language that a line of outcomes gives, as the ISO 639-1 code that everything else goes by."""

import re
from functools import lru_cache

from curranalyser.errors import SettingsError
from curranalyser.i18n import N_

# A region or a script behind the language: sv-SE, zh_Hant.
_SUBTAG = re.compile(r"[-_]")
# Written Norwegian is read, and told, as one language.
_READ_AS = {"nb": "no", "nn": "no"}
# Characters of a wrong value that are shown: enough to find it in the line.
_LONGEST_SHOWN = 20


@lru_cache(maxsize=1)
def _known_codes() -> frozenset[str]:
    from babel import Locale  # noqa: PLC0415 - slow, and only given languages need it

    return frozenset(str(code) for code in Locale("en").languages if len(str(code)) == 2)


NO_CODE = N_(
    "“language” is an ISO 639-1 code of two letters, such as sv or en; leave it out if it is not known."
)


def known_code(given: str) -> str | None:
    """Return the ISO 639-1 code of a language, in any case and with a region or not; None for no code."""
    code = _SUBTAG.split(given.strip().lower(), maxsplit=1)[0]
    return _READ_AS.get(code, code) if code in _known_codes() else None


def language_code(given: object, line: int, file: str = "") -> str:
    """Return the ISO 639-1 code of the language that a line gives, or "" where it gives none.

    Args:
        given: what stands in `language`: a code in any case, with a region or not (sv, "EN-GB"); None or
            blank where the words are to tell.
        line: its number, for the message.
        file: its file, likewise; "" where there is only one.

    Raises:
        SettingsError: where it is no text, or no code of a language.
    """
    if given is None:
        return ""
    if isinstance(given, str):
        code = known_code(given) if given.strip() else ""
        if code is not None:
            return code
        shown = given.strip()
    else:
        shown = str(given)
    cut = shown if len(shown) <= _LONGEST_SHOWN else shown[: _LONGEST_SHOWN - 1] + "…"
    if file:
        raise SettingsError(
            N_("%(file)s, line %(line)s: “%(language)s” in the field “language” is no language."),
            NO_CODE,
            file=file,
            line=line,
            language=cut,
        )
    raise SettingsError(
        N_("Line %(line)s: “%(language)s” in the field “language” is no language."),
        NO_CODE,
        line=line,
        language=cut,
    )
