"""The order in which a reader goes through programmes: as the settings list them, then by name."""

from collections.abc import Sequence

from curranalyser.i18n import Translator
from curranalyser.report.sanitise import clean_line


class ReadingOrder:
    """Says where a programme stands.

    Args:
        listed: codes or titles in the order that is wanted; the others come after them, by name.
        say: the reader's language, whose alphabet it is.
    """

    def __init__(self, listed: Sequence[str], say: Translator) -> None:
        self._say = say
        self._last = len(listed)
        # Of a name that is listed twice, the first place counts.
        self._places = {
            clean_line(name).casefold(): place for place, name in reversed(tuple(enumerate(listed)))
        }

    def place(self, code: str, title: str) -> tuple[int, tuple[str, str]]:
        """Return what programmes are sorted by. `code` and `title` are cleaned."""
        given = min(self._places.get(name.casefold(), self._last) for name in (code, title))
        return given, self._say.sort_key(title or code)
