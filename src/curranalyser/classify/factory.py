"""The labeller as a component of other people's spaCy pipelines: `nlp.add_pipe("curranalyser")`.

spaCy finds this module by the entry point `spacy_factories` and imports it with the first pipeline that asks
for the component; nothing else imports it.

A stored pipeline has the files of the model and the scheme in it (2.5 MB of the shipped one), not just their
names: it labels alike wherever it is loaded and whatever version of the model is installed there. The files
are those that `curranalyser train` writes, with the digests they are checked against; nothing is pickled.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from curranalyser.classify import Classifier, load_classifier
from curranalyser.classify.components import BATCH
from curranalyser.classify.doc_labels import (
    EXTENSION,
    LEAD_IN_EXTENSION,
    SHOWN,
    SPANS_KEY,
    extend,
    set_labels,
)
from curranalyser.classify.labelled import told_language
from curranalyser.classify.lines import told_labels
from curranalyser.classify.nlp import ANY_LANGUAGE
from curranalyser.datamodel import LearningOutcome
from curranalyser.errors import ModelError, SettingsError
from curranalyser.i18n import LANGUAGES, N_
from curranalyser.identity import FILES, GET_ANEW, MANIFEST
from curranalyser.scheme import load_scheme, shipped_path
from curranalyser.temporary import own_folder

NAME = "curranalyser"
# The language of each text is told by its words.
TOLD = "told"
_SCHEME = "scheme.toml"
_STORED = (MANIFEST, *FILES, _SCHEME)

extend()


@dataclass(frozen=True, slots=True, kw_only=True)
class LabellerConfig:
    """How a labeller works: what stands under `[components.curranalyser]` in a pipeline's config.cfg.

    Attributes:
        model: folder of a model, or None for the shipped one. Looked at until the pipeline is stored.
        scheme: file of the scheme it was trained for, or None for the shipped one; likewise.
        model_sha256: the SHA-256 that the model has to have, or None for any.
        encoder: folder of the encoder, for a model that was trained with one. It is never stored.
        home_country: ISO 3166-1 code of the country that is home, in place of the scheme's.
        language: ISO 639-1 code of the texts; None for that of the pipeline; "told" where the words of each
            text tell it, as they do in a pipeline for any language ("xx").
        lang: "sv" or "en", in which the rules are given.
        spans_key: name of the spans.
        decisions: those whose evidence becomes spans: yes, review.
    """

    model: str | None
    scheme: str | None
    encoder: str | None
    home_country: str | None
    language: str | None
    lang: str
    spans_key: str
    decisions: tuple[str, ...]
    model_sha256: str | None = None


class Labeller:
    """Labels each document of a pipeline as an outcome.

    The labels rest on the text alone, whatever tokens it was cut into and whatever ran before; they are those
    of `curranalyser classify`. `doc._.curranalyser_lead_in`, where it was set, is the lead-in of the outcome.
    The model is read with the first text, or when the pipeline is stored.

    Args:
        config: how.
    """

    def __init__(self, config: LabellerConfig) -> None:
        self._config = config
        self._files: dict[str, bytes] | None = None
        self._classifier: Classifier | None = None

    @property
    def classifier(self) -> Classifier:
        """What labels. Raises ModelError where its model is missing, altered or of another scheme."""
        if self._classifier is None:
            with own_folder() as temporary:
                # Messages name a model by its folder.
                folder = temporary / (Path(self._config.model or "").name or NAME)
                folder.mkdir()
                for name, data in self._contents().items():
                    (folder / name).write_bytes(data)
                scheme = load_scheme(folder / _SCHEME)
                if self._config.home_country:
                    scheme = replace(scheme, home_country=self._config.home_country)
                encoder = Path(self._config.encoder) if self._config.encoder else None
                self._classifier = load_classifier(folder, scheme, encoder, pinned=self._config.model_sha256)
        return self._classifier

    def __call__(self, doc: Doc) -> Doc:
        """Label one document. Raises ModelError, see `classifier`."""
        self._label([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = BATCH) -> Iterator[Doc]:
        """Label documents, as many at once as `batch_size` says. Raises ModelError, see `classifier`."""
        rest = iter(stream)
        while batch := list(islice(rest, batch_size)):
            self._label(batch)
            yield from batch

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Write the files of the model and its scheme into a folder.

        Args:
            path: the folder; is made where it is missing.
            exclude: names of files that are not wanted.

        Raises:
            ModelError: where the model is missing.
            OSError: where it cannot be written.
        """
        contents = self._contents()
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in contents.items():
            if name not in exclude:
                (folder / name).write_bytes(data)

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> "Labeller":
        """Take the model from a folder that `to_disk` wrote. Raises ModelError where a file is missing."""
        folder = Path(path)
        self._take(_read({name: folder / name for name in _STORED if name not in exclude}, folder.name))
        return self

    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:
        """Return what `to_disk` writes as MessagePack: name of the file to its bytes."""
        return msgspec.msgpack.encode(
            {name: data for name, data in self._contents().items() if name not in exclude}
        )

    def from_bytes(self, data: bytes, *, exclude: Sequence[str] = ()) -> "Labeller":
        """Take the model from what `to_bytes` returned. Raises ModelError where it is something else."""
        try:
            found = msgspec.msgpack.decode(data, type=dict[str, bytes])
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise _incomplete(NAME) from error
        self._take({name: found[name] for name in _STORED if name in found and name not in exclude})
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        # Where processes are begun anew and not forked, spaCy hands its components over so.
        return _restored, (self._config, self.to_bytes())

    def _take(self, files: dict[str, bytes]) -> None:
        if files.keys() != set(_STORED):
            raise _incomplete(NAME)
        self._files, self._classifier = files, None

    def _contents(self) -> dict[str, bytes]:
        if self._files is None:
            config = self._config
            folder = Path(config.model) if config.model else shipped_path("models", "default")
            scheme = Path(config.scheme) if config.scheme else shipped_path("corpus", _SCHEME)
            places = {name: folder / name for name in (MANIFEST, *FILES)}
            self._files = _read({**places, _SCHEME: scheme}, folder.name)
        return self._files

    def _label(self, docs: Sequence[Doc]) -> None:
        classifier, config = self.classifier, self._config
        outcomes = [
            LearningOutcome("", doc.text, doc._.get(LEAD_IN_EXTENSION) or "", language=self._language(doc))
            for doc in docs
        ]
        for doc, analysed in zip(docs, classifier.classify_outcomes(outcomes), strict=True):
            known = {
                "language": analysed.outcome.language,
                "lead_in": analysed.outcome.lead_in,
                "labels": told_labels(analysed.labels, classifier.scheme, config.lang),
                "model": classifier.model_sha256,
            }
            set_labels(doc, analysed.labels, known, config.spans_key, config.decisions)

    def _language(self, doc: Doc) -> str | None:
        code = self._config.language or doc.lang_
        return (told_language(doc.text) or None) if code in (TOLD, ANY_LANGUAGE) else code


def _incomplete(name: str) -> ModelError:
    return ModelError(N_("The model %(model)s is missing or incomplete."), GET_ANEW, model=name)


def _read(places: dict[str, Path], model: str) -> dict[str, bytes]:
    try:
        return {name: path.read_bytes() for name, path in places.items()}
    except OSError as error:
        raise _incomplete(model) from error


def _restored(config: LabellerConfig, data: bytes) -> Labeller:
    return Labeller(config).from_bytes(data)


@Language.factory(
    NAME,
    default_config={
        "model": None,
        "scheme": None,
        "encoder": None,
        "home_country": None,
        "language": None,
        "lang": None,
        "spans_key": SPANS_KEY,
        "decisions": list(SHOWN),
        "model_sha256": None,
    },
    assigns=["doc.cats", "doc.spans", f"doc._.{EXTENSION}"],
)
def make_labeller(
    nlp: Language,
    name: str,
    *,
    model: str | None,
    scheme: str | None,
    encoder: str | None,
    home_country: str | None,
    language: str | None,
    lang: str | None,
    spans_key: str,
    decisions: list[str],
    model_sha256: str | None,
) -> Labeller:
    """Make the component; spaCy calls this for `nlp.add_pipe("curranalyser", config={…})`.

    Args:
        nlp: the pipeline; its language is that of the rules' texts where `lang` is not given, and English is
            where there is no such language.
        name: of the component in it.
        model: this and what follows: see `LabellerConfig`.
        scheme: its scheme.
        encoder: its encoder.
        home_country: what is home.
        language: of the texts.
        lang: of the rules' texts.
        spans_key: name of the spans.
        decisions: whose evidence becomes spans.
        model_sha256: what its model has to be.

    Raises:
        SettingsError: `lang` or `decisions` is none of those there are.
    """
    for given, known in (([lang] if lang else [], LANGUAGES), (decisions, SHOWN)):
        for one in given:
            if one not in known:
                raise SettingsError(
                    N_("The component %(name)s does not know “%(given)s”."),
                    N_("Give one of these: %(known)s."),
                    name=name,
                    given=one,
                    known=", ".join(known),
                )
    shown = lang or (nlp.lang if nlp.lang in LANGUAGES else "en")
    return Labeller(
        LabellerConfig(
            model=model,
            scheme=scheme,
            encoder=encoder,
            home_country=home_country,
            language=language,
            lang=shown,
            spans_key=spans_key,
            decisions=tuple(decisions),
            model_sha256=model_sha256,
        )
    )
