"""Words of a syllabus → their line and column in the text file they came from."""

import re

_WORD = re.compile(r"\w+")
_FEWEST = 3
_LONGEST = 12


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

    def find(self, words: str) -> tuple[int, int] | None:
        """Return line and column, both from 1, where `words` begin; None where they are not there."""
        wanted = [match[0].casefold() for match in _WORD.finditer(words)][:_LONGEST]
        if not wanted:
            return None
        for position in self._first.get(wanted[0], ()):
            here = [word for word, _ in self._words[position : position + len(wanted)]]
            same = sum(1 for one, other in zip(here, wanted, strict=False) if one == other)
            if here == wanted or (
                len(wanted) > _FEWEST and here[:_FEWEST] == wanted[:_FEWEST] and same >= len(wanted) - 1
            ):
                return self._line(self._words[position][1])
        return None

    def _line(self, offset: int) -> tuple[int, int]:
        low, high = 0, len(self._starts)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._starts[middle] <= offset else (low, middle)
        return low + 1, offset - self._starts[low] + 1
