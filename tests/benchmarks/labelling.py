"""Time the labeller: outcomes a second, and its own matcher against spaCy's.

    python tests/benchmarks/labelling.py [--corpus FOLDER] [--rows 100] [--parts speed matchers]

`speed` labels the corpus with the shipped model: once with nothing met before, again, and in lists of
nine, as syllabi have them. `matchers` says the patterns of the shipped cues in spaCy's `Matcher` and finds
them with both in the same tokens: the first outcomes of the corpus in each language. Processor seconds.
"""

import argparse
import json
import os
import platform
import time
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from curranalyser.classify import load_classifier
from curranalyser.classify.cues import LANGUAGES
from curranalyser.classify.nlp import blank
from curranalyser.classify.patterns import _ANY, _BEGIN, _END, PatternMatcher
from curranalyser.classify.tokens import tokens_of
from curranalyser.datamodel import LearningOutcome

REPOSITORY = Path(__file__).resolve().parents[2]
_NINE = 9
# One pass of the own matcher over a hundred outcomes is too short to be timed.
_PASSES = 20


def processor_seconds(what: Callable[[], object]) -> float:
    """How long a call keeps the processor."""
    begun = time.process_time()
    what()
    return time.process_time() - begun


def corpus_outcomes(folder: Path) -> list[LearningOutcome]:
    """The labelled outcomes, without their labels."""
    items = [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [
        LearningOutcome(str(number), item["text"], item.get("lead_in") or "", language=item["language"])
        for number, item in enumerate(items)
    ]


def speed(outcomes: Sequence[LearningOutcome]) -> None:
    """Outcomes a second."""
    classifier = load_classifier()
    classifier.classify_outcomes(outcomes[:1])
    ways: dict[str, Callable[[], object]] = {
        "all, each word met for the first time": lambda: classifier.classify_outcomes(outcomes),
        "all, again": lambda: classifier.classify_outcomes(outcomes),
        "in lists of nine": lambda: [
            classifier.classify_outcomes(outcomes[at : at + _NINE]) for at in range(0, len(outcomes), _NINE)
        ],
    }
    print(f"\n| {len(outcomes)} outcomes | outcomes a second |\n|---|---|")
    for name, what in ways.items():
        print(f"| {name} | {len(outcomes) / processor_seconds(what):.0f} |")


class SpacyPatterns:
    """The patterns of a `PatternMatcher`, said in spaCy's `Matcher`.

    Args:
        own: the matcher whose patterns they are.
        words: those that will be met.
        as_sets: True says an element as the set of these words that satisfy it (`ORTH` is one of them), which
            is quicker and knows no other word; False asks an extension attribute, which tells for any.
    """

    def __init__(self, own: PatternMatcher, words: Iterable[str], *, as_sets: bool, lang: str) -> None:
        from spacy.matcher import Matcher
        from spacy.tokens import Token

        self.own = own
        self.as_sets = as_sets
        self.nlp = blank(lang)
        self.matcher = Matcher(self.nlp.vocab)
        self.words: dict[int, list[str]] = {}
        for word in words:
            for element in own.elements.of(word):
                self.words.setdefault(element, []).append(word)
        # What a word satisfies, as the values of one attribute: `INTERSECTS` asks for one of them.
        values = lru_cache(maxsize=None)(lambda text: sorted(own.elements.of(text)))
        Token.set_extension("elements", getter=lambda token: values(token.text), force=True)
        self.numbers = range(len(own._steps))
        for number in self.numbers:
            self.matcher.add(str(number), [self._said(number)], greedy=None)

    def _atom(self, element: int, *, negated: bool) -> dict[str, Any]:
        if element == _ANY:
            return {}
        if self.as_sets:
            return {"ORTH": {"NOT_IN" if negated else "IN": self.words.get(element, [])}}
        if negated:
            others = [number for number in range(len(self.own.elements)) if number != element]
            return {"_": {"elements": {"IS_SUBSET": others}}}
        return {"_": {"elements": {"INTERSECTS": [element]}}}

    def _said(self, number: int) -> list[dict[str, Any]]:
        said: list[dict[str, Any]] = []
        stops = [".", ";", "!", "?"]
        for step in self.own._steps[number]:
            if step.element in (_BEGIN, _END):
                continue  # asked of the match afterwards
            if step.gap:
                gap = (
                    {"ORTH": {"NOT_IN": stops}}
                    if step.element == _ANY
                    else self._atom(step.element, negated=True)
                )
                said.append({**gap, "OP": f"{{0,{step.gap}}}"})
            else:
                atom = self._atom(step.element, negated=step.negated)
                said.append({**atom, "OP": "?"} if step.optional else atom)
        return said

    def find(self, docs: Iterable[Any]) -> set[tuple[int, int, int]]:
        """Find where each pattern begins, as (doc, start, pattern)."""
        strings = self.nlp.vocab.strings
        found = set()
        for at, doc in enumerate(docs):
            for key, start, _ in self.matcher(doc):
                found.add((at, start, int(strings[key])))
        return found


def matchers(outcomes: Sequence[LearningOutcome], rows: int) -> None:
    """The own matcher against spaCy's on the same tokens."""
    classifier = load_classifier()
    print("\n| language, patterns | outcomes | said with | own s | spaCy s | ratio | places alike |")
    print("|---|---|---|---|---|---|---|")
    for lang in LANGUAGES:
        own = classifier._reader._finder.of_language(lang).matcher
        texts = [outcome.text for outcome in outcomes if outcome.language == lang][:rows]
        words = {token.text for text in texts for token in tokens_of(blank_doc(lang, text))}
        for as_sets in (True, False):
            said = SpacyPatterns(own, words, as_sets=as_sets, lang=lang)
            docs = [said.nlp.make_doc(text) for text in texts]
            own_seconds, mine = _own_places(own, docs)
            found: list[set[tuple[int, int, int]]] = []
            seconds = processor_seconds(partial(_their_places, said, docs, found))
            alike = len(mine & found[0]) / max(1, len(mine))
            way = "sets of the words met" if as_sets else "an extension attribute"
            print(
                f"| {lang}, {len(said.numbers)} | {len(texts)} | {way} | {own_seconds:.4f} | {seconds:.2f}"
                f" | {seconds / own_seconds:.0f} | {alike:.0%} |",
                flush=True,
            )


def _own_places(own: PatternMatcher, docs: Sequence[Any]) -> tuple[float, set[tuple[int, int, int]]]:
    """Seconds of one pass of the own matcher, the mean of many, and what it finds."""
    tokens = [[token.text for token in tokens_of(doc)] for doc in docs]
    mine = {
        (at, match.first, match.pattern)
        for at, each in enumerate(tokens)
        for match in own.find(own.elements.look_up(each))
    }

    def passes() -> None:
        for _ in range(_PASSES):
            for each in tokens:
                own.find(own.elements.look_up(each))

    return processor_seconds(passes) / _PASSES, mine


def _their_places(said: SpacyPatterns, docs: Sequence[Any], found: list[set[tuple[int, int, int]]]) -> None:
    found.append(said.find(docs))


def blank_doc(lang: str, text: str) -> Any:
    """A text cut by a pipeline of its own."""
    if lang not in _PIPELINES:
        _PIPELINES[lang] = blank(lang)
    return _PIPELINES[lang].make_doc(text)


_PIPELINES: dict[str, Any] = {}


def main() -> None:
    """Run the parts that were asked for."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--corpus", type=Path, default=REPOSITORY / "corpus" / "outcomes")
    options.add_argument("--rows", type=int, default=100)
    options.add_argument("--parts", nargs="+", choices=["speed", "matchers"], default=["speed", "matchers"])
    chosen = options.parse_args()
    print(f"Python {platform.python_version()}, {platform.platform()}, load {os.getloadavg()[0]:.1f}")
    outcomes = corpus_outcomes(chosen.corpus)
    if "speed" in chosen.parts:
        speed(outcomes)
    if "matchers" in chosen.parts:
        matchers(outcomes, chosen.rows)


if __name__ == "__main__":
    main()
