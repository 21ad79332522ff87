"""Words of a syllabus → their line and column in the text file they came from."""

import re
from bisect import bisect_right
from collections.abc import Iterable

_WORD = re.compile(r"\w+")
# Where no place has all words, one has them that has so many of the first ones but for one.
_FEWEST = 3
_LONGEST = 12

Place = tuple[int, int]


class TextPlaces:
    """Finds words in the text of a file, whatever line breaks, list marks or emphasis stand between them.

    Args:
        text: the decoded file.
    """

    def __init__(self, text: str) -> None:
        self._words = [(match[0].casefold(), match.start()) for match in _WORD.finditer(text)]
        self._starts = [0] + [match.end() for match in re.finditer("\n", text)]
        self._first: dict[str, list[int]] = {}
        for position, (word, _) in enumerate(self._words):
            self._first.setdefault(word, []).append(position)

    def find(self, words: str) -> Place | None:
        """Return line and column, both from 1, where `words` begin; None where they are not there.

        The first place that has them all, before one that has nearly all.
        """
        position = self._position(_wanted(words), 0)
        return None if position is None else self._line(self._words[position][1])

    def find_in_order(self, texts: Iterable[str]) -> list[Place | None]:
        """Return the place of each of several texts that stand one after the other.

        What stands twice has two places. A text that is not found behind the one before it is looked for
        everywhere.
        """
        found: list[Place | None] = []
        behind = 0
        for text in texts:
            wanted = _wanted(text)
            position = self._position(wanted, behind)
            if position is None and behind:
                position = self._position(wanted, 0)
            else:
                behind = behind if position is None else position + len(wanted)
            found.append(None if position is None else self._line(self._words[position][1]))
        return found

    def _position(self, wanted: list[str], behind: int) -> int | None:
        """Return the first place, from that of one word on, at which the wanted words begin."""
        if not wanted:
            return None
        places = [place for place in self._first.get(wanted[0], ()) if place >= behind]
        exact = (place for place in places if self._at(place, len(wanted)) == wanted)
        return next(exact, next((place for place in places if self._nearly(wanted[:_LONGEST], place)), None))

    def _at(self, place: int, number: int) -> list[str]:
        return [word for word, _ in self._words[place : place + number]]

    def _nearly(self, wanted: list[str], place: int) -> bool:
        here = self._at(place, len(wanted))
        if here == wanted:
            return True
        same = sum(1 for one, other in zip(here, wanted, strict=False) if one == other)
        return len(wanted) > _FEWEST and here[:_FEWEST] == wanted[:_FEWEST] and same >= len(wanted) - 1

    def _line(self, offset: int) -> Place:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def _wanted(text: str) -> list[str]:
    return [match[0].casefold() for match in _WORD.finditer(text)]
