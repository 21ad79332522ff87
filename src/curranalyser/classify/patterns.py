"""A small language for patterns over tokens, and its matcher: what makes cues data and not code.

A pattern is a row of elements separated by spaces:

- `land` a word in any of its inflections (by lemma); `politi*`, `*kultur`, `*religi*` a beginning, an end, a
part of a word;
- `=EU` and `=EU-*` a word or its beginning with upper and lower case as written, in the genitive too;
elsewhere case does not matter;
- `@polity` a named set of words; `#country` a class of names (see `names`);
- `politik|ekonomi|@norm` one of several; `!@method` any token that is none of these; `_` any token; `och?` an
optional element;
- `<4>` up to four tokens, `<4!@method>` up to four tokens none of which is in the set. A gap does not cross
the end of a sentence;
- `^` the beginning and `$` the end of the text.

In a cues file `::` and a phrase that shows it at work may follow a pattern, and patterns of one idea stand
under its name in brackets (see `cues.read_ideas`). Neither is a part of the pattern.

All of it can be said in spaCy's own `Matcher`, but for the ends of the text, which are asked afterwards. It
then finds the same places, and takes 450 to 600 times as long where each element is given as the set of the
words met so far, 1,400 to 1,700 times where an extension attribute tells it for any word, as cues need: it
tries every pattern at every token, and this one only those whose words are all there. Measured with
`python tests/benchmarks/labelling.py --parts matchers`, on a hundred outcomes in each language, all words
known to both.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from curranalyser.classify.elements import HINT, Cut, Elements
from curranalyser.errors import ModelError
from curranalyser.i18n import N_

# Words whose patterns are remembered: see `elements`.
_CACHE_LIMIT = 100_000
_GAP = re.compile(r"<(\d+)(?:!(\S+))?>")


class Match(NamedTuple):
    """A pattern that was found: its number, and the first and the last token (exclusive)."""

    pattern: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Step:
    """One element.

    A gap has `gap` > 0 and may exclude an element; `element` -1 is any token, -2 the beginning, -3 the end.
    """

    element: int
    negated: bool = False
    optional: bool = False
    gap: int = 0


_ANY, _BEGIN, _END = -1, -2, -3


class PatternMatcher:
    """Finds many patterns in one pass.

    Args:
        patterns: in the language described above; a match carries the index in this sequence.
        elements: of the language; other matchers may share them.

    Raises:
        ModelError: where a pattern or a set cannot be read.
    """

    def __init__(self, patterns: Sequence[str], elements: Elements) -> None:
        self.elements = elements
        self._steps = [self._compile(pattern) for pattern in patterns]
        self._by_first: dict[int, list[int]] = {}
        self._anywhere: list[int] = []
        self._required: list[frozenset[int]] = []
        for number, steps in enumerate(self._steps):
            self._required.append(
                frozenset(
                    step.element
                    for step in steps
                    if step.element >= 0 and not step.gap and not step.negated and not step.optional
                )
            )
            first = steps[0]
            if first.element >= 0 and not (first.negated or first.optional or first.gap):
                self._by_first.setdefault(first.element, []).append(number)
            else:
                self._anywhere.append(number)
        self._begun_by: dict[frozenset[int], tuple[int, ...]] = {}

    def _compile(self, pattern: str) -> tuple[_Step, ...]:
        steps: list[_Step] = []
        for part in pattern.split():
            if part == "^":
                steps.append(_Step(_BEGIN))
            elif part == "$":
                steps.append(_Step(_END))
            elif gap := _GAP.fullmatch(part):
                steps.append(
                    _Step(
                        self.elements.number(gap[2]) if gap[2] else _ANY,
                        negated=bool(gap[2]),
                        gap=int(gap[1]),
                    )
                )
            else:
                optional = part.endswith("?") and len(part) > 1
                core = part.removesuffix("?") if optional else part
                negated = core.startswith("!") and len(core) > 1
                core = core.removeprefix("!") if negated else core
                steps.append(_Step(_ANY if core == "_" else self.elements.number(core), negated, optional))
        if not any(step.element >= 0 and not step.gap for step in steps):
            raise ModelError(N_("A cue pattern names no word: %(pattern)s."), HINT, pattern=pattern)
        return tuple(steps)

    def _beginning(self, row: frozenset[int]) -> tuple[int, ...]:
        """Return the patterns that may begin with a token that satisfies these elements (cached)."""
        found = tuple(number for element in row for number in self._by_first.get(element, ()))
        if len(self._begun_by) >= _CACHE_LIMIT:
            self._begun_by.clear()
        self._begun_by[row] = found
        return found

    def find(self, cut: Cut) -> list[Match]:
        """Find all patterns, each at each place where it begins, with the shortest gaps; in no order.

        Args:
            cut: a text that was looked up in the elements of this matcher.
        """
        rows, present, stops = cut.rows, cut.present, cut.stops
        matches: list[Match] = []
        begun_by = self._begun_by.get
        for start, row in enumerate(rows):
            begun = begun_by(row)
            for number in self._beginning(row) if begun is None else begun:
                if (
                    self._required[number] <= present
                    and (end := self._end(self._steps[number], 0, rows, stops, start)) is not None
                ):
                    matches.append(Match(number, start, end))
        for number in self._anywhere:
            if self._required[number] <= present:
                for start in range(len(rows)):
                    end = self._end(self._steps[number], 0, rows, stops, start)
                    if end is not None and end > start:
                        matches.append(Match(number, start, end))
                        break
        return matches

    def _end(  # noqa: PLR0911 - one return for each kind of element
        self,
        steps: tuple[_Step, ...],
        at: int,
        rows: Sequence[frozenset[int]],
        stops: Sequence[bool],
        position: int,
    ) -> int | None:
        """Return the token after the match of `steps[at:]` from `position`, or None."""
        while at < len(steps):
            step = steps[at]
            if step.element in (_BEGIN, _END):
                if position != (0 if step.element == _BEGIN else len(rows)):
                    return None
                at += 1
                continue
            if step.gap:
                for skipped in range(step.gap + 1):
                    end = self._end(steps, at + 1, rows, stops, position + skipped)
                    if end is not None:
                        return end
                    here = position + skipped
                    if here >= len(rows) or stops[here] or (step.element >= 0 and step.element in rows[here]):
                        return None
                return None
            matched = position < len(rows) and (
                step.element == _ANY or (step.element in rows[position]) != step.negated
            )
            if step.optional:
                if matched and (end := self._end(steps, at + 1, rows, stops, position + 1)) is not None:
                    return end
                at += 1
                continue
            if not matched:
                return None
            position += 1
            at += 1
        return position
