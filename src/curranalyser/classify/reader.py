"""Outcomes through spaCy: one pipeline a language, with the components that find and weigh cues."""

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from curranalyser.classify.components import (
    BATCH,
    COMPARISON,
    CUES,
    LEAD_IN,
    LEAD_IN_COMPARISON,
    LEAD_IN_CUES,
    TEXT_CUES,
    WEIGHTS,
    CueComponent,
    WeightComponent,
)
from curranalyser.classify.cues import LANGUAGES, CueFinder
from curranalyser.classify.encoder import Encoder
from curranalyser.classify.model import Model
from curranalyser.classify.nlp import add_component, blank, load_pipeline, make_doc
from curranalyser.errors import ModelError
from curranalyser.i18n import N_
from curranalyser.identity import PipelineIdentity

if TYPE_CHECKING:
    from curranalyser.classify.nlp import Doc, Language

# One lead-in stands over all outcomes of a list.
_LEAD_INS = 1000
# Different words after which a pipeline makes way for a new one: it keeps each that it ever met, and a run
# over a hundred thousand syllabi meets millions.
_MOST_WORDS = 300_000


class Text(NamedTuple):
    """What is to be read: an outcome or a sentence, its lead-in or "", the language it is said to be in."""

    text: str
    lead_in: str
    language: str | None


def _loaded(front: PipelineIdentity) -> "Language":
    if front.lang not in LANGUAGES:
        raise ModelError(
            N_("The spaCy pipeline %(pipeline)s is for a language whose cues are not known: %(language)s."),
            N_("Give one for: %(known)s."),
            pipeline=front.folder.name,
            language=front.lang,
            known=", ".join(LANGUAGES),
        )
    try:
        return load_pipeline(front.folder)
    except Exception as error:  # broken files fail in spaCy in every way
        raise ModelError(
            N_("The spaCy pipeline %(pipeline)s cannot be loaded (%(error)s)."),
            N_("Install one that fits the spaCy installed here, or leave it out."),
            pipeline=front.folder.name,
            error=error,
        ) from error


class Reader:
    """Reads texts through a pipeline of their language.

    Args:
        finder: finds the cues.
        model: what weighs them; without one they are found and not weighed.
        encoder: the one the model was trained with, where there is one.
        front: a spaCy pipeline that goes before ours in its language.

    Raises:
        ModelError: where that pipeline cannot be loaded.
    """

    def __init__(
        self,
        finder: CueFinder,
        model: Model | None = None,
        encoder: Encoder | None = None,
        front: PipelineIdentity | None = None,
    ) -> None:
        self._finder = finder
        self._model = model
        self._encoder = encoder
        self._pipelines: dict[str, Language] = {}
        self._began: dict[str, int] = {}
        self._front = front
        if front:
            self._pipeline(front.lang)
        self._lead_in_found = lru_cache(maxsize=_LEAD_INS)(self._find_in_lead_in)

    def find(self, texts: Sequence[Text]) -> list["Doc"]:
        """Cut texts and find their cues; in the same order."""
        of_language: dict[str, list[int]] = {}
        for number, (text, _, stated) in enumerate(texts):
            of_language.setdefault(self._finder.language(text, stated or ""), []).append(number)
        found: dict[int, Doc] = {}
        for lang, numbers in of_language.items():
            nlp = self._pipeline(lang)
            cut = (self._cut(nlp, texts[number]) for number in numbers)
            found.update(zip(numbers, nlp.pipe(cut, batch_size=BATCH, disable=(WEIGHTS,)), strict=True))
        return [found[number] for number in range(len(texts))]

    def weigh(self, docs: Sequence["Doc"]) -> list["Doc"]:
        """Weigh what `find` found; in the same order.

        What is weighed is the same in any language: all go through one pipeline, in one go.
        """
        if not docs:
            return []
        nlp = self._pipeline(docs[0].lang_)
        others = [name for name in nlp.pipe_names if name != WEIGHTS]
        return list(nlp.pipe(docs, batch_size=BATCH, disable=others))

    def _cut(self, nlp: "Language", text: Text) -> "Doc":
        doc = make_doc(nlp, text.text)
        if text.lead_in:
            doc.user_data[LEAD_IN] = text.lead_in
            cues, comparison = self._lead_in_found(text.lead_in, text.language)
            doc.user_data[LEAD_IN_CUES] = cues
            doc.user_data[LEAD_IN_COMPARISON] = comparison
        return doc

    def _find_in_lead_in(self, lead_in: str, language: str | None) -> tuple[list[tuple[str, int, int]], Any]:
        """Return (id, start, end) of the cues in a lead-in that speak for a perspective, and its comparison.

        It stands over many outcomes, and bars none of them.
        """
        (doc,) = self.find([Text(lead_in, "", language)])
        cues = self._finder.book.by_id
        return [place for place in doc.user_data[TEXT_CUES] if cues[place[0]].verdict != "no"], doc.user_data[
            COMPARISON
        ]

    def _pipeline(self, lang: str) -> "Language":
        nlp = self._pipelines.get(lang)
        if nlp is None or len(nlp.vocab.strings) > self._began[lang] + _MOST_WORDS:
            nlp, cut = blank(lang), None
            if self._front and self._front.lang == lang:
                # Cues count in our tokens, whatever those of the pipeline are.
                cut = partial(make_doc, nlp)
                nlp = _loaded(self._front)
            add_component(nlp, CUES, CueComponent).use(self._finder, lang, cut)
            self._began[lang] = len(nlp.vocab.strings)
            if self._model:
                add_component(nlp, WEIGHTS, WeightComponent).use(self._model, self._encoder)
            self._pipelines[lang] = nlp
        return nlp
