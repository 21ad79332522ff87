"""The components of the labeller's spaCy pipeline: one finds cues, one weighs them.

What one hands to the next stands in the `Doc` as spaCy keeps it, so that it can be stored and sent on:

- `doc.spans["cues"]`, the cues in the text: label the perspective, kb_id the rule, id the cue;
- `doc.user_data["tokens"]`, the tokens in which cues count, as (text, start, end), and `["cues"]`, the cues
  in the text as (id, start, end): a pipeline of others may cut the text in another way;
- `doc.user_data["lead_in"]` and `["lead_in_cues"]`, where the outcome has a lead-in: its text, and the cues
  in it as (id, start, end);
- `doc.user_data["comparison"]` and `["lead_in_comparison"]`, what was found compared with what, as the fields
  of `Comparison`;
- `doc.cats`, the calibrated probability of each perspective.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from curranalyser.classify.comparison import NOTHING, Comparison
from curranalyser.classify.comparison.syntax import within_one_clause
from curranalyser.classify.cues import Cue, CueFinder, CueHit
from curranalyser.classify.encoder import Encoder
from curranalyser.classify.model import Model
from curranalyser.classify.nlp import make_span
from curranalyser.classify.tokens import Token, tokens_of

if TYPE_CHECKING:
    from curranalyser.classify.nlp import Doc, Span

# Names of the components in a pipeline, and of their factories.
CUES = "curranalyser_cues"
WEIGHTS = "curranalyser_weights"
SPANS = "cues"
TOKENS = "tokens"
TEXT_CUES = "cues"
LEAD_IN = "lead_in"
LEAD_IN_CUES = "lead_in_cues"
COMPARISON = "comparison"
LEAD_IN_COMPARISON = "lead_in_comparison"
# Outcomes that are weighed in one go: more make nothing faster, and take memory.
BATCH = 500
# Of a probability: more than a reader sees and a limit has; the sums of another processor differ further
# down.
_DECIMALS = 6


class CueComponent:
    """Finds the cues of one language in a text, and sets its spans. It needs to be given them: see `use`."""

    def __init__(self) -> None:
        self._finder: CueFinder | None = None
        self._lang = ""
        self._cut: Callable[[str], Doc] | None = None
        self._strings: object = None
        self._named: dict[str, tuple[int, int, int]] = {}

    def use(self, finder: CueFinder, lang: str, cut: "Callable[[str], Doc] | None" = None) -> None:
        """Give the component its cues.

        Args:
            finder: finds them.
            lang: one of `cues.LANGUAGES`.
            cut: cuts the text anew, where the tokenizer of the pipeline is another than that of `nlp.blank`.
                Spans then cover the tokens of the pipeline that a cue touches.
        """
        self._finder = finder
        self._lang = lang
        self._cut = cut

    def __call__(self, doc: "Doc") -> "Doc":
        """Set the spans of one text. Raises ValueError where there are no cues yet."""
        if self._finder is None:
            raise ValueError(f"{CUES} has no cues")
        doc.user_data[TOKENS] = tokens = tokens_of(self._cut(doc.text) if self._cut else doc)
        parsed = partial(within_one_clause, doc) if doc.has_annotation("DEP") else None
        hits, comparison = self._finder.find(tokens, self._lang, parsed)
        doc.user_data[COMPARISON] = stored(comparison)
        doc.user_data[TEXT_CUES] = [(hit.cue.id, hit.start, hit.end) for hit in hits]
        doc.spans[SPANS] = self._spans(doc, tokens, hits) if hits else []
        return doc

    def _spans(self, doc: "Doc", tokens: Sequence[Token], hits: Iterable[CueHit]) -> list["Span"]:
        """Return cues as spans of the tokens that they touch."""
        plain = self._cut is None and len(tokens) == len(doc)
        starts = [token.start for token in tokens] if plain else doc.to_array("IDX").tolist()
        strings = doc.vocab.strings
        if strings is not self._strings:
            self._strings, self._named = strings, {}
        spans = []
        for hit in hits:
            # A span that is given its names as text looks them up anew: seven times as long.
            names = self._named.get(hit.cue.id)
            if names is None:
                cue = hit.cue
                names = strings.add(cue.perspective), strings.add(cue.rule), strings.add(cue.id)
                self._named[cue.id] = names
            first, last = bisect_right(starts, hit.start) - 1, bisect_left(starts, hit.end)
            spans.append(make_span(doc, first, last, names))
        return spans


def cue_tokens(doc: "Doc") -> list[Token]:
    """Return the tokens in which the cues of a text were found. `doc` has been through `CueComponent`."""
    tokens = doc.user_data[TOKENS]
    # A document that was stored has lost their names.
    return tokens if not tokens or isinstance(tokens[0], Token) else [Token(*parts) for parts in tokens]


def text_hits(doc: "Doc", cues: Mapping[str, Cue]) -> list[CueHit]:
    """Return the cues that were found in a text, in order of place.

    Args:
        doc: has been through `CueComponent`.
        cues: by id.
    """
    return [CueHit(cues[cue], start, end) for cue, start, end in doc.user_data[TEXT_CUES]]


def lead_in_hits(doc: "Doc", cues: Mapping[str, Cue]) -> list[CueHit]:
    """Return the cues that were found in the lead-in of an outcome; arguments as for `text_hits`."""
    return [CueHit(cues[cue], start, end) for cue, start, end in doc.user_data.get(LEAD_IN_CUES, ())]


def stored(comparison: Comparison) -> tuple[str | None, tuple[tuple[int, int], ...], bool]:
    """Return a comparison as it stands in a document."""
    return comparison.found, comparison.spans, comparison.guard


def _comparison(doc: "Doc", key: str) -> Comparison:
    if key not in doc.user_data:
        return NOTHING
    found, spans, guard = doc.user_data[key]
    return Comparison(found, tuple((start, end) for start, end in spans), guard)


def text_comparison(doc: "Doc") -> Comparison:
    """Return the comparison that was found in a text. `doc` has been through `CueComponent`."""
    return _comparison(doc, COMPARISON)


def lead_in_comparison(doc: "Doc") -> Comparison:
    """Return the comparison that was found in the lead-in of an outcome."""
    return _comparison(doc, LEAD_IN_COMPARISON)


class WeightComponent:
    """Weighs what was found in texts, all of a batch in one go, and sets their categories.

    The probability of a text does not depend on which others stand beside it. It needs to be given a model:
    see `use`.
    """

    def __init__(self) -> None:
        self._model: Model | None = None
        self._encoder: Encoder | None = None

    def use(self, model: Model, encoder: Encoder | None = None) -> None:
        """Give the component its model, and the encoder that the model was trained with, if any."""
        self._model = model
        self._encoder = encoder

    def __call__(self, doc: "Doc") -> "Doc":
        """Set the categories of one text. Raises ValueError where there is no model yet."""
        self._weigh([doc])
        return doc

    def pipe(self, stream: Iterable["Doc"], *, batch_size: int = BATCH) -> Iterator["Doc"]:
        """Set the categories of many texts."""
        rest = iter(stream)
        while batch := list(islice(rest, batch_size)):
            self._weigh(batch)
            yield from batch

    def _weigh(self, docs: Sequence["Doc"]) -> None:
        if self._model is None:
            raise ValueError(f"{WEIGHTS} has no model")
        cues = self._model.cues.by_id
        hits = [[*text_hits(doc, cues), *lead_in_hits(doc, cues)] for doc in docs]
        encoded = self._encoder.encode([doc.text for doc in docs]) if self._encoder else None
        rows = self._model.featurizer.rows([cue_tokens(doc) for doc in docs], hits, encoded)
        probabilities = self._model.probabilities(rows).round(_DECIMALS).tolist()
        for doc, found in zip(docs, probabilities, strict=True):
            doc.cats = dict(zip(self._model.perspectives, found, strict=True))
