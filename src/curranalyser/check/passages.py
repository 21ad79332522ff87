"""Words of a syllabus → where they stand in the text that it was read from, as (start, end).

Between the words of an outcome and the text that somebody wrote lie line breaks, list marks, emphasis,
hyphens at the ends of lines, soft hyphens and the ways of writing one letter. Only letters and digits are
compared, each as its plain form; what stands between them is passed over.

All offsets count code points. A browser counts UTF-16 units: see `Utf16`.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")
# Raised digits refer to footnotes, and reading takes them out.
_NO_LETTER = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
# Where the letters do not stand in one run, words are looked for one by one: so many words of the text may
# stand between two of them (numbers of lines, the target of a link, the cell beside),
_GAP = 12
# this share of the words must be found (three of four: a word that was misread has still a place),
_SHARE = 0.75
# and this many places at which the first words stand are tried.
_MOST_TRIED = 40
# Runs of the same letters that are looked at: what stands so often in a text has no place of its own.
_MOST_RUNS = 400

Span = tuple[int, int]


class _Plain(dict[str, str]):
    """The plain form of a character: small letters and digits without accents; "" for what is neither."""

    def __missing__(self, character: str) -> str:
        parts = unicodedata.normalize("NFKD", character).casefold() if character not in _NO_LETTER else ""
        plain = self[character] = "".join(
            part for part in unicodedata.normalize("NFKD", parts) if part.isalnum()
        )
        return plain


_PLAIN = _Plain()


def _letters(text: str) -> tuple[str, list[int]]:
    """Return the letters of a text in their plain form, and where in the text each stands."""
    forms = list(map(_PLAIN.__getitem__, text))
    return "".join(forms), [place for place, form in enumerate(forms) for _ in form]


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a text stands: the whole of it, and the words in it that were asked for."""

    start: int
    end: int
    words: tuple[Span, ...] = ()


class Passages:
    """Finds what was read from a text in that text.

    Args:
        text: as it stands in the field or file, with whatever line ends.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._letters, self._places = _letters(text)
        self._words: list[tuple[str, Span]] | None = None

    def find(
        self, wanted: str, spans: Sequence[Span] = (), behind: int = 0, *, apart: Sequence[Span] = ()
    ) -> Passage | None:
        """Return where a text stands; None where it does not.

        The first place behind `behind` where all letters stand, before the first anywhere, before one where
        nearly all words do.

        Args:
            wanted: what was read.
            spans: (start, end) in it of words whose places are wanted too.
            behind: where to begin.
            apart: stretches of the text in which a place is taken only where there is none beside them.
        """
        letters, places = _letters(wanted)
        if not letters:
            return self._signs(wanted, behind)
        for start in dict.fromkeys((behind, 0)):
            found = self._run(letters, start, apart)
            if found is None and apart:
                found = self._run(letters, start, ())
            if found is not None:
                return self._passage(
                    wanted, spans, places, [found + number for number in range(len(letters))]
                )
        for start in dict.fromkeys((behind, 0)):
            near = self._nearly(wanted, start)
            if near is not None:
                return self._passage(wanted, spans, *near)
        return None

    def find_in_order(self, wanted: Iterable[tuple[str, Sequence[Span]]]) -> list[Passage | None]:
        """Return the place of each of several texts that stand one after the other, with that of its spans.

        What stands twice has two places. A text that is not found behind the one before it is looked for
        everywhere.
        """
        found: list[Passage | None] = []
        behind = 0
        for text, spans in wanted:
            passage = self.find(text, spans, behind)
            if passage is not None and passage.start >= behind:
                behind = passage.end
            found.append(passage)
        return found

    def _run(self, letters: str, behind: int, apart: Sequence[Span]) -> int | None:
        """Return the number of the first letter of a run that begins and ends with whole words."""
        number = self._letters.find(letters, bisect_left(self._places, behind))
        inside = None
        for _ in range(_MOST_RUNS):
            if number < 0:
                break
            last = number + len(letters) - 1
            start, end = self._places[number], self._places[last] + 1
            if not any(first < end and start < stop for first, stop in apart):
                if not self._joined(number) and not self._joined(last + 1):
                    return number
                inside = number if inside is None else inside
            number = self._letters.find(letters, number + 1)
        # A list mark may touch its word ("aExplain"), and words that a page lost the space between do.
        return inside

    def _joined(self, number: int) -> bool:
        """Whether a letter and the one before it are of one word."""
        return 0 < number < len(self._places) and self._places[number] - self._places[number - 1] <= 1

    def _nearly(self, wanted: str, behind: int) -> tuple[list[int], list[int]] | None:
        """Return where the words of a text stand with others between them, as pairs of letters.

        The first list holds places of letters in `wanted`, the second the numbers of the same letters here.
        """
        own = _plain_words(wanted)
        if self._words is None:
            self._words = _plain_words(self.text)
        there = self._words
        first = next((place for place, (_, (start, _)) in enumerate(there) if start >= behind), len(there))
        best: list[tuple[int, int]] = []
        tried = 0
        for place in range(first, len(there)):
            if tried == _MOST_TRIED:
                break
            if there[place][0] != own[0][0]:
                continue
            tried += 1
            pairs = self._walked(own, there, place)
            if len(pairs) > len(best):
                best = pairs
        if len(best) < max(1.0, _SHARE * len(own)):
            return None
        ours, theirs = [], []
        for mine, yours in best:
            (word, (start, _)), (_, (begin, _)) = own[mine], there[yours]
            number = bisect_left(self._places, begin)
            ours += [start + offset for offset in range(len(word))]
            theirs += [number + offset for offset in range(len(word))]
        return ours, theirs

    @staticmethod
    def _walked(
        own: Sequence[tuple[str, Span]], there: Sequence[tuple[str, Span]], place: int
    ) -> list[tuple[int, int]]:
        """Return pairs of words of both that are the same, in order, from a place on."""
        pairs = []
        for mine, (word, _) in enumerate(own):
            for yours in range(place, min(place + _GAP + 1, len(there))):
                if there[yours][0] == word:
                    pairs.append((mine, yours))
                    place = yours + 1
                    break
        return pairs

    def _signs(self, wanted: str, behind: int) -> Passage | None:
        """Find what has no letters, such as "???", as it is written."""
        signs = wanted.strip()
        place = self.text.find(signs, behind) if signs else -1
        if place < 0 and signs:
            place = self.text.find(signs)
        return Passage(place, place + len(signs), ((place, place + len(signs)),)) if place >= 0 else None

    def _passage(
        self, wanted: str, spans: Sequence[Span], ours: Sequence[int], theirs: Sequence[int]
    ) -> Passage:
        """Return the passage of letters: `ours` are their places in `wanted`, `theirs` their numbers here."""
        start, end = self._places[theirs[0]], self._after(theirs[-1])
        # The signs at the ends belong to it where they stand here too.
        before, behind = wanted[: ours[0]].strip(), _behind(wanted, ours[-1])
        if before and self.text.endswith(before, 0, start):
            start -= len(before)
        if behind and self.text.startswith(behind, end):
            end += len(behind)
        words = [self._word(wanted, span, ours, theirs) for span in spans]
        return Passage(start, end, tuple(word for word in words if word is not None))

    def _word(self, wanted: str, span: Span, ours: Sequence[int], theirs: Sequence[int]) -> Span | None:
        first, last = bisect_left(ours, span[0]), bisect_left(ours, span[1]) - 1
        if first <= last:
            return self._places[theirs[first]], self._after(theirs[last])
        # Signs alone ("____"): between the letters beside them.
        begin = self._after(theirs[first - 1]) if first else 0
        stop = self._places[theirs[first]] if first < len(theirs) else len(self.text)
        signs = wanted[slice(*span)].strip()
        place = self.text.find(signs, begin, stop) if signs else -1
        return (place, place + len(signs)) if place >= 0 else None

    def _after(self, number: int) -> int:
        """Return where a letter ends, with the accents behind it."""
        end = self._places[number] + 1
        while end < len(self.text) and unicodedata.combining(self.text[end]):
            end += 1
        return end


def _behind(wanted: str, last: int) -> str:
    end = last + 1
    while end < len(wanted) and unicodedata.combining(wanted[end]):
        end += 1
    return wanted[end:].strip()


def _plain_words(text: str) -> list[tuple[str, Span]]:
    found = ((_letters(match[0])[0], match.span()) for match in _WORD.finditer(text))
    return [(word, span) for word, span in found if word]


class Utf16:
    """Turns offsets in code points into those of a browser, which counts UTF-16 units."""

    def __init__(self, text: str) -> None:
        self._wide = [place for place, character in enumerate(text) if character > "\uffff"]

    def __call__(self, offset: int) -> int:
        """Return the offset as a browser counts it."""
        return offset + bisect_left(self._wide, offset)
