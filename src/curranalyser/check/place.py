"""Words of a syllabus → their line and column in the text file they came from."""

import re
from bisect import bisect_right
from collections.abc import Iterable

from curranalyser.check.passages import Passage, Passages

Place = tuple[int, int]


class TextPlaces:
    """Finds words in the text of a file, as `Passages` does, by line and column, both from 1.

    Args:
        text: the decoded file.
    """

    def __init__(self, text: str) -> None:
        self._passages = Passages(text)
        self._starts = [0] + [match.end() for match in re.finditer("\n", text)]

    def find(self, words: str) -> Place | None:
        """Return line and column where `words` begin; None where they are not there."""
        return self._place(self._passages.find(words))

    def find_in_order(self, texts: Iterable[str]) -> list[Place | None]:
        """Return the place of each of several texts that stand one after the other."""
        return list(map(self._place, self._passages.find_in_order((text, ()) for text in texts)))

    def _place(self, passage: Passage | None) -> Place | None:
        if passage is None:
            return None
        line = bisect_right(self._starts, passage.start)
        return line, passage.start - self._starts[line - 1] + 1
