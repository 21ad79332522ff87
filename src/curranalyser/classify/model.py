"""A trained model as a folder of plain files, and the check that nobody has altered them."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import msgspec
import numpy as np

from curranalyser.classify.calibration import calibrated
from curranalyser.classify.cues import LANGUAGES, CueBook, parse_cues
from curranalyser.classify.estimator import Doubles, LinearModel, beside, load_weights, weights_bytes
from curranalyser.classify.features import Featurizer, Floats, Rows
from curranalyser.classify.lemmas import LemmaTable
from curranalyser.classify.names import NameTable
from curranalyser.errors import ModelError
from curranalyser.folder import INNER_MODEL, leads_elsewhere, replace_file
from curranalyser.identity import (
    FILES,
    FORMAT,
    MANIFEST,
    EncoderIdentity,
    ModelFiles,
    Thresholds,
    model_digest,
    read_model_files,
    unreadable_model,
)
from curranalyser.report_place import chosen_folder
from curranalyser.scheme import Scheme
from curranalyser.strict_data import json_as


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that decides a label.

    `linear` is the first reader and `second` the second: see `classify.calibration`. `sha256` covers all of
    it: the files, and from the manifest the scale of the text, the thresholds, the languages and the encoder.
    `calibrated_on` says in words on what the probabilities were calibrated. `languages` are the ISO 639-1
    codes of those that it was trained for; it labels no other. `both` are the two readers as one.
    """

    perspectives: tuple[str, ...]
    cues: CueBook
    names: dict[str, NameTable]
    lemmas: dict[str, LemmaTable]
    official_languages: dict[str, list[str]]
    featurizer: Featurizer
    linear: LinearModel
    second: LinearModel
    thresholds: tuple[Thresholds, ...]
    corpus_digest: str
    scheme_digest: str
    languages: tuple[str, ...]
    sha256: str = ""
    encoder: EncoderIdentity | None = None
    calibrated_on: str = ""
    both: LinearModel = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "both", beside(self.linear, self.second))

    def probabilities(self, rows: Rows) -> Doubles:
        """Return the calibrated probabilities, outcomes by perspectives."""
        # Both readers in one go: for the few outcomes of a syllabus the call itself is most of what it takes.
        width = len(self.perspectives)
        scores = self.both.scores(rows)
        return calibrated(scores[:, :width], scores[:, width:], self.thresholds)


@dataclass(frozen=True, slots=True)
class Taught:
    """What taught a perspective, and how a model did in training on outcomes that it had not seen.

    Cues that decide by themselves are left out of account: it is by the probability alone.

    Attributes:
        perspective: its id.
        yes: outcomes labelled yes.
        no: outcomes labelled no.
        found: those of `yes` that were called yes.
        false: those of `no` that were called yes.
    """

    perspective: str
    yes: int
    no: int
    found: int
    false: int


@dataclass(frozen=True, slots=True)
class Training:
    """What is worth knowing of a training.

    Attributes:
        cues: how many there were.
        by_subject: whether outcomes were held out by subject; otherwise one by one.
        taught: one a perspective, in the order of the scheme.
    """

    cues: int
    by_subject: bool
    taught: tuple[Taught, ...]

    def lines(self) -> list[str]:
        """Return it as TOML, for the manifest."""
        told = ["", "[training]", f"cues = {self.cues}", f"by_subject = {str(self.by_subject).lower()}"]
        for item in self.taught:
            told += [
                "",
                "[[training.taught]]",
                f"id = {_quoted(item.perspective)}",
                f"yes = {item.yes}",
                f"no = {item.no}",
                f"found = {item.found}",
                f"false = {item.false}",
            ]
        return told


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


_HEAD_LINE = "# Written by `curranalyser train`. A model whose files do not have these digests is refused."


def place_for_model(folder: Path, cues: Path | None, *, force: bool) -> Path:
    """Return the folder that a model may be written to: see `report_place.chosen_folder`.

    Where a model lies already, its files may be replaced; cues only as the manifest has them, or where they
    are those that are trained with, for people write in them.

    Args:
        folder: the one that was named.
        cues: the file of cues that the model is trained with, if any.
        force: whether to write beside other things.

    Raises:
        OutputError: as `report_place.chosen_folder`.
    """

    def is_own(place: Path, name: str) -> bool:
        path = place / name
        try:
            if leads_elsewhere(place, name) or not path.is_file() or not _holds_model(place):
                return False
            if name != "cues.toml" or (cues is not None and cues.exists() and path.samefile(cues)):
                return True
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            return f'"{name}" = "{digest}"' in (place / MANIFEST).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return False

    return chosen_folder(folder, INNER_MODEL, _holds_model, (*FILES, MANIFEST), is_own, force=force)


def _holds_model(folder: Path) -> bool:
    """Whether a model was written to a folder before. Raises OSError."""
    path = folder / MANIFEST
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_HEAD_LINE)) == _HEAD_LINE.encode()


def save_model(
    model: Model, cues: bytes, folder: Path, versions: dict[str, str], training: Training | None = None
) -> str:
    """Write a model.

    Args:
        model: what was trained.
        cues: the bytes of its cues file.
        folder: is made where it does not exist; the model's files in it are replaced.
        versions: name to version of what took part in the training.
        training: what is worth knowing of it; stands in the manifest, and decides nothing.

    Returns:
        the model's SHA-256.
    """
    folder.mkdir(parents=True, exist_ok=True)
    featurizer, linear = model.featurizer, model.linear
    vocabulary = msgspec.json.encode({"cues": featurizer.cue_vocabulary, "text": featurizer.text_vocabulary})
    words = {"names": model.names, "lemmas": model.lemmas, "official_languages": model.official_languages}
    weights = weights_bytes(
        {
            "coefficients": linear.coefficients.astype(np.float16),
            "intercepts": linear.intercepts,
            "second_coefficients": model.second.coefficients.astype(np.float16),
            "second_intercepts": model.second.intercepts,
            "weights": featurizer.weights.astype(np.float16),
        },
    )
    contents = {
        "cues.toml": cues,
        "vocabulary.json": msgspec.json.format(vocabulary, indent=0) + b"\n",
        "words.json": msgspec.json.encode(words, order="sorted") + b"\n",
        "weights.npz": weights,
    }
    for name in FILES:
        replace_file(folder / name, contents[name])
    sha256 = model_digest(
        contents,
        featurizer.text_scale,
        model.perspectives,
        model.thresholds,
        model.encoder,
        languages=model.languages,
    )
    lines = [
        _HEAD_LINE,
        f"format = {FORMAT}",
        f"sha256 = {_quoted(sha256)}",
        f"corpus_digest = {_quoted(model.corpus_digest)}",
        f"scheme_digest = {_quoted(model.scheme_digest)}",
        f"text_scale = {featurizer.text_scale!r}",
        f"languages = [{', '.join(map(_quoted, model.languages))}]",
        f"calibrated_on = {_quoted(model.calibrated_on)}",
        "",
        "[files]",
        *(f"{_quoted(name)} = {_quoted(hashlib.sha256(contents[name]).hexdigest())}" for name in FILES),
        "",
        "[versions]",
        *(f"{_quoted(name)} = {_quoted(version)}" for name, version in sorted(versions.items())),
    ]
    if model.encoder:
        kind, digest = _quoted(model.encoder.kind), _quoted(model.encoder.digest)
        lines += [
            "",
            "[encoder]",
            f"kind = {kind}",
            f"dimension = {model.encoder.dimension}",
            f"digest = {digest}",
        ]
    for perspective, threshold in zip(model.perspectives, model.thresholds, strict=True):
        lines += [
            "",
            "[[perspectives]]",
            f"id = {_quoted(perspective)}",
            f"review = {threshold.review!r}",
            f"yes = {threshold.yes!r}",
            f"slope = {threshold.calibration.slope!r}",
            f"offset = {threshold.calibration.offset!r}",
            f"doubt = {list(threshold.calibration.doubt)!r}",
        ]
        if threshold.rule:
            lines.append(f"rule = {_quoted(threshold.rule)}")
    if training:
        lines += training.lines()
    replace_file(folder / MANIFEST, ("\n".join(lines) + "\n").encode("utf-8"))
    return sha256


def load_model(folder: Path, scheme: Scheme, pinned: str | None = None) -> Model:
    """Read a model and check it.

    Arguments as for `read_model_files`.

    Raises:
        ModelError: where a file is missing, altered or of another format, or something in one is not as it
            has to be; or the model is of another scheme, or not the one that is pinned.
    """
    files = read_model_files(folder, scheme, pinned)
    try:
        return _built(files, scheme)
    except ModelError:
        raise
    # A model is a folder like another: zipfile, numpy and the cues' patterns have errors of every kind.
    except Exception as error:
        raise unreadable_model(folder, error) from error


# Scores of it stay numbers, whatever an outcome holds.
_MOST_WEIGHT = 1e6


_NameKind = Annotated[str, msgspec.Meta(pattern="^(country|region|nationality|language)$")]


class _Vocabulary(msgspec.Struct):
    cues: list[str]
    text: list[str]


class _Words(msgspec.Struct):
    names: dict[str, dict[str, list[tuple[_NameKind, str]]]]
    lemmas: dict[str, dict[str, list[str]]]
    official_languages: dict[str, list[str]]


def _finite(array: Any) -> Floats:  # noqa: ANN401 what a file holds
    """Return an array of weights. Raises ValueError where it holds something else than usual numbers."""
    if array.dtype.kind != "f" or not (abs(array.astype(np.float64)) <= _MOST_WEIGHT).all():
        raise ValueError("weights that are no finite numbers")
    found: Floats = array.astype(np.float32)
    return found


def _built(files: ModelFiles, scheme: Scheme) -> Model:
    vocabulary = json_as(files.contents["vocabulary.json"], _Vocabulary)
    words = json_as(files.contents["words.json"], _Words)
    arrays = {name: _finite(array) for name, array in load_weights(files.contents["weights.npz"]).items()}
    dimension = files.encoder.dimension if files.encoder else 0
    featurizer = Featurizer(vocabulary.cues, vocabulary.text, arrays["weights"], files.text_scale, dimension)
    linear = LinearModel(arrays["coefficients"], arrays["intercepts"])
    second = LinearModel(arrays["second_coefficients"], arrays["second_intercepts"])
    columns = len(files.perspectives)
    for one in (linear, second):
        if one.coefficients.shape != (featurizer.size, columns) or one.intercepts.shape != (columns,):
            raise ValueError("its parts do not fit together")
    if featurizer.weights.shape != (len(featurizer.text_vocabulary),):
        raise ValueError("its parts do not fit together")
    return Model(
        perspectives=files.perspectives,
        cues=parse_cues(files.contents["cues.toml"], scheme),
        names={lang: words.names.get(lang, {}) for lang in LANGUAGES},
        lemmas={lang: words.lemmas.get(lang, {}) for lang in LANGUAGES},
        official_languages=words.official_languages,
        featurizer=featurizer,
        linear=linear,
        second=second,
        thresholds=files.thresholds,
        corpus_digest=files.corpus_digest,
        scheme_digest=files.scheme_digest,
        languages=files.languages,
        sha256=files.sha256,
        encoder=files.encoder,
        calibrated_on=files.calibrated_on,
    )
