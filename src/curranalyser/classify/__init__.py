"""Outcomes to labels with evidence: cues, estimator, decision."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from curranalyser.classify.comparison import NOTHING, Comparison
from curranalyser.classify.cues import CueFinder, CueHit
from curranalyser.classify.decision import Reading, label
from curranalyser.classify.encoder import Encoder, encoder_of_model
from curranalyser.classify.model import Model, load_model
from curranalyser.datamodel import AnalysedOutcome, Decision, Label, LearningOutcome, SectionKind
from curranalyser.scheme import Scheme, load_scheme, shipped_path

_LEAD_INS = 1000


class Classifier:
    """Labels outcomes by a scheme's perspectives.

    Args:
        model: from `load_model`, or just trained.
        scheme: the scheme it was trained for. Its home country decides which names are foreign.
        encoder: the one the model was trained with, where there is one.
    """

    def __init__(self, model: Model, scheme: Scheme, encoder: Encoder | None = None) -> None:
        self.model = model
        self.scheme = scheme
        self._encoder = encoder
        home_languages = model.official_languages.get(scheme.home_country, ())
        self._all_cued = {cue.perspective for cue in model.cues.cues if cue.verdict != "no"}.issuperset(
            model.perspectives
        )
        # One lead-in stands over all outcomes of a list.
        self._lead_in = lru_cache(maxsize=_LEAD_INS)(self._read_lead_in)
        self._not_labelled = tuple(
            Label(perspective, Decision.NOT_LABELLED, None) for perspective in model.perspectives
        )
        self._finder = CueFinder(model.cues, model.names, model.lemmas, scheme.home_country, home_languages)

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
        readings = [
            self.read(outcome.text, outcome.lead_in, outcome.language)
            for outcome in outcomes
            if self.labels_language(outcome.language)
        ]
        labels = iter(self._labels(readings))
        return [
            AnalysedOutcome(
                outcome, next(labels) if self.labels_language(outcome.language) else self._not_labelled
            )
            for outcome in outcomes
        ]

    def labels_language(self, language: str | None) -> bool:
        """Whether the model was trained for a language; None is one that is not known."""
        return language in self.model.languages

    def find_mentions(self, texts: Sequence[tuple[str, str | None, SectionKind]]) -> list[tuple[Label, ...]]:
        """Find the perspectives in titles and in sentences of aim and content: opportunities.

        Args:
            texts: of each a title or one sentence; its ISO 639-1 code, or None where it is not known; where
                it stands. Titles and contents are read as outcomes are; their labels never count as outcomes.

        Returns:
            in the same order, the labels decided yes; evidence counts in the text. Where the model has cues
            for every perspective, a mention rests on one. There are none in a language that the model was
            not trained for.
        """
        # A goal quoted from law is no choice of the course.
        readings = [
            self.read("", "", "")
            if place is SectionKind.LAW or language is None or not self.labels_language(language)
            else self.read(text, "", language)
            for text, language, place in texts
        ]
        speaking = [
            number
            for number, reading in enumerate(readings)
            if reading.text
            and (
                not self._all_cued
                or reading.comparison.found
                or any(hit.cue.verdict != "no" for hit in reading.hits)
            )
        ]
        found = dict(zip(speaking, self._labels([readings[number] for number in speaking]), strict=True))
        return [
            tuple(label for label in found.get(number, ()) if label.decision is Decision.YES)
            for number in range(len(texts))
        ]

    def read(self, text: str, lead_in: str, language: str | None) -> Reading:
        """Split an outcome into tokens and find its cues."""
        lang, tokens = self._finder.tokenize(text, language or "")
        hits = self._finder.find(tokens, lang)
        comparison = self._finder.find_comparison(tokens, lang)
        lead_in_hits, lead_in_comparison = (
            self._lead_in(lead_in, language or "") if lead_in else ((), NOTHING)
        )
        return Reading(text, lead_in, tokens, hits, lead_in_hits, comparison, lead_in_comparison)

    def _read_lead_in(self, lead_in: str, language: str) -> tuple[Sequence[CueHit], Comparison]:
        lang, tokens = self._finder.tokenize(lead_in, language)
        hits = [hit for hit in self._finder.find(tokens, lang) if hit.cue.verdict != "no"]
        return hits, self._finder.find_comparison(tokens, lang)

    def _labels(self, readings: Sequence[Reading]) -> list[tuple[Label, ...]]:
        """Weigh all of them in one go."""
        if not readings:
            return []
        encoded = self._encoder.encode([reading.text for reading in readings]) if self._encoder else None
        hits = [[*reading.hits, *reading.lead_in_hits] for reading in readings]
        rows = self.model.featurizer.rows([reading.tokens for reading in readings], hits, encoded)
        probabilities = self.model.linear.probabilities(rows).round(6).tolist()
        return [
            tuple(label(reading, column, probability, self.model) for column, probability in enumerate(found))
            for reading, found in zip(readings, probabilities, strict=True)
        ]


def load_classifier(
    model_dir: Path | None = None, scheme: Scheme | None = None, encoder: Path | None = None
) -> Classifier:
    """Load a trained model.

    Args:
        model_dir: a folder that `curranalyser train` wrote; without one, the shipped model.
        scheme: without one, the shipped scheme.
        encoder: the folder of the encoder; looked at only for a model that was trained with one.

    Raises:
        ModelError: where the model is missing, altered or of another scheme, or its encoder is missing or
        another.
    """
    chosen = scheme or load_scheme()
    model = load_model(model_dir or shipped_path("models", "default"), chosen)
    return Classifier(model, chosen, encoder_of_model(model.encoder, encoder))
