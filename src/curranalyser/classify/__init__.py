"""Outcomes to labels with evidence: cues, estimator, decision."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from curranalyser.classify.components import (
    cue_tokens,
    lead_in_comparison,
    lead_in_hits,
    text_comparison,
    text_hits,
)
from curranalyser.classify.cues import LANGUAGES as CUE_LANGUAGES
from curranalyser.classify.cues import CueFinder
from curranalyser.classify.decision import Reading, labels
from curranalyser.classify.encoder import Encoder, encoder_of_model
from curranalyser.classify.model import Model, load_model
from curranalyser.classify.reader import Reader, Text
from curranalyser.datamodel import AnalysedOutcome, Decision, Label, LearningOutcome, SectionKind
from curranalyser.errors import ModelError
from curranalyser.identity import PipelineIdentity, unreadable_model
from curranalyser.scheme import Scheme, load_scheme, shipped_path

if TYPE_CHECKING:
    from curranalyser.classify.nlp import Doc


# A title or one sentence: its text; its ISO 639-1 code, or None where it is not known; where it stands.
Passage = tuple[str, str | None, SectionKind]


class Classifier:
    """Labels outcomes by a scheme's perspectives.

    Args:
        model: from `load_model`, or just trained.
        scheme: the scheme it was trained for. Its home country decides which names are foreign.
        encoder: the one the model was trained with, where there is one.
        front: a spaCy pipeline that goes before the labeller in its language.

    Raises:
        ModelError: where that pipeline cannot be loaded.
    """

    def __init__(
        self,
        model: Model,
        scheme: Scheme,
        encoder: Encoder | None = None,
        front: PipelineIdentity | None = None,
    ) -> None:
        self.model = model
        self.scheme = scheme
        home_languages = model.official_languages.get(scheme.home_country, ())
        self._all_cued = {cue.perspective for cue in model.cues.cues if cue.verdict != "no"}.issuperset(
            model.perspectives
        )
        self._not_labelled = tuple(
            Label(perspective, Decision.NOT_LABELLED, None) for perspective in model.perspectives
        )
        self._encoder = encoder
        self._front = front
        self._finder = CueFinder(model.cues, model.names, model.lemmas, scheme.home_country, home_languages)
        self._reader = Reader(self._finder, model, encoder, front)

    def at_home(self, country: str) -> "Classifier":
        """Return a classifier with the same model for institutions of another country (ISO 3166-1 code)."""
        if country == self.scheme.home_country:
            return self
        return Classifier(self.model, replace(self.scheme, home_country=country), self._encoder, self._front)

    def make_ready(self) -> None:
        """Put together what finds cues. Raises whatever is wrong with cues and names that fit their types."""
        for lang in CUE_LANGUAGES:
            self._finder.of_language(lang)

    @property
    def model_sha256(self) -> str:
        """The SHA-256 of the model."""
        return self.model.sha256

    @property
    def corpus_digest(self) -> str:
        """The SHA-256 of the corpus the model was trained on."""
        return self.model.corpus_digest

    def classify_outcomes(self, outcomes: Sequence[LearningOutcome]) -> list[AnalysedOutcome]:
        """Label outcomes.

        Args:
            outcomes: in any number; the result does not depend on which others stand beside one.

        Returns:
            the outcomes in the same order, each with one label per perspective in the scheme's order. One in
            a language that the model was not trained for, or that is not known, is not labelled.
        """
        return self.classify_syllabus(outcomes, ())[0]

    def labels_language(self, language: str | None) -> bool:
        """Whether the model was trained for a language; None is one that is not known."""
        return language in self.model.languages

    def classify_syllabus(
        self, outcomes: Sequence[LearningOutcome], passages: Sequence[Passage]
    ) -> tuple[list[AnalysedOutcome], list[tuple[Label, ...]]]:
        """Label outcomes, and find the perspectives mentioned elsewhere: opportunities.

        All in one go, which takes less time than one after the other.

        Args:
            outcomes: as for `classify_outcomes`.
            passages: titles, and sentences of aim and content. They are read as outcomes are; their labels
                never count as outcomes.

        Returns:
            What `classify_outcomes` returns; and of each passage, in the same order, the labels decided yes,
            whose evidence counts in its text. Where the model has cues for every perspective, a mention rests
            on one, or on a comparison that was found. There are none in a language that the model was not
            trained for.
        """
        labelled = [at for at, outcome in enumerate(outcomes) if self.labels_language(outcome.language)]
        # A goal quoted from law is no choice of the course.
        read = [
            at
            for at, (text, language, place) in enumerate(passages)
            if text and place is not SectionKind.LAW and language and self.labels_language(language)
        ]
        texts = [Text(outcomes[at].text, outcomes[at].lead_in, outcomes[at].language) for at in labelled] + [
            Text(passages[at][0], "", passages[at][1]) for at in read
        ]
        docs = self._reader.find(texts)
        # What is weighed: each outcome, and the passages that something in them speaks for.
        weighed = [
            number for number, doc in enumerate(docs) if number < len(labelled) or self._may_mention(doc)
        ]
        labels = self._labels(
            [texts[number] for number in weighed], self._reader.weigh([docs[number] for number in weighed])
        )
        found = dict(zip(weighed, labels, strict=True))
        of_outcomes = {at: found[number] for number, at in enumerate(labelled)}
        of_passages = {at: found[number] for number, at in enumerate(read, len(labelled)) if number in found}
        return [
            AnalysedOutcome(outcome, of_outcomes.get(at, self._not_labelled))
            for at, outcome in enumerate(outcomes)
        ], [
            tuple(label for label in of_passages.get(at, ()) if label.decision is Decision.YES)
            for at in range(len(passages))
        ]

    def _may_mention(self, doc: "Doc") -> bool:
        """Whether there is something in a passage on which a mention may rest."""
        return (
            not self._all_cued
            or text_comparison(doc).found is not None
            or any(hit.cue.verdict != "no" for hit in text_hits(doc, self.model.cues.by_id))
        )

    def read(self, text: str, lead_in: str, language: str | None) -> Reading:
        """Cut one outcome into tokens and find its cues."""
        wanted = Text(text, lead_in, language)
        return self._reading(wanted, *self._reader.find([wanted]))

    def _labels(self, texts: Sequence[Text], docs: Sequence["Doc"]) -> list[tuple[Label, ...]]:
        """Derive labels from what was found and weighed."""
        return [
            labels(reading, doc.cats, self.model)
            for reading, doc in zip(map(self._reading, texts, docs), docs, strict=True)
        ]

    def _reading(self, text: Text, doc: "Doc") -> Reading:
        cues = self.model.cues.by_id
        return Reading(
            text=text.text,
            lead_in=text.lead_in,
            tokens=cue_tokens(doc),
            hits=text_hits(doc, cues),
            lead_in_hits=lead_in_hits(doc, cues),
            comparison=text_comparison(doc),
            lead_in_comparison=lead_in_comparison(doc),
        )


def load_classifier(
    model_dir: Path | None = None,
    scheme: Scheme | None = None,
    encoder: Path | None = None,
    front: PipelineIdentity | None = None,
    pinned: str | None = None,
) -> Classifier:
    """Load a trained model.

    Args:
        model_dir: a folder that `curranalyser train` wrote; without one, the shipped model.
        scheme: without one, the shipped scheme.
        encoder: the folder of the encoder; looked at only for a model that was trained with one.
        front: a spaCy pipeline that goes before the labeller in its language.
        pinned: the SHA-256 that the model has to have.

    Raises:
        ModelError: where the model is missing, altered, of another scheme or not the pinned one, or its
        encoder is missing or another, or the pipeline cannot be loaded.
    """
    chosen = scheme or load_scheme()
    folder = model_dir or shipped_path("models", "default")
    model = load_model(folder, chosen, pinned)
    found = encoder_of_model(model.encoder, encoder)
    try:
        classifier = Classifier(model, chosen, found, front)
        classifier.make_ready()
    except ModelError:
        raise
    # Cues and names are put together here, and those of a model may be anything.
    except Exception as error:
        raise unreadable_model(folder, error) from error
    return classifier
