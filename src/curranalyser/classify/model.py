"""A trained model as a folder of plain files, and the check that nobody has altered them."""

import hashlib
import tomllib
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from curranalyser.classify.cues import LANGUAGES, CueBook, parse_cues
from curranalyser.classify.encoder import EncoderIdentity
from curranalyser.classify.estimator import LinearModel, load_weights, save_weights
from curranalyser.classify.features import Featurizer
from curranalyser.classify.lemmas import LemmaTable
from curranalyser.classify.names import NameTable
from curranalyser.errors import ModelError
from curranalyser.i18n import N_
from curranalyser.scheme import Scheme

FILES = ("cues.toml", "vocabulary.json", "weights.npz", "words.json")
FORMAT = 1
_HINT = N_("Fetch the model anew, or train it with: curranalyser train")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From `review` on an outcome is shown for review, from `yes` on it counts. `rule` explains a label where no cue does."""

    review: float
    yes: float
    rule: str | None


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that decides a label. `sha256` covers all of it: the files, and from the manifest the scale of the text, the thresholds and the encoder."""

    perspectives: tuple[str, ...]
    cues: CueBook
    names: dict[str, NameTable]
    lemmas: dict[str, LemmaTable]
    official_languages: dict[str, list[str]]
    featurizer: Featurizer
    linear: LinearModel
    thresholds: tuple[Thresholds, ...]
    corpus_digest: str
    scheme_digest: str
    sha256: str = ""
    encoder: EncoderIdentity | None = None


def _digest(
    contents: dict[str, bytes], text_scale: float, perspectives: Iterable[str], thresholds: Iterable[Thresholds], encoder: EncoderIdentity | None
) -> str:
    lines = [f"{name} {hashlib.sha256(contents[name]).hexdigest()}" for name in FILES]
    lines.append(f"text_scale {text_scale!r}")
    lines += [f"{name} {limits.review!r} {limits.yes!r} {limits.rule or ''}" for name, limits in zip(perspectives, thresholds, strict=True)]
    if encoder:
        lines.append(f"encoder {encoder.kind} {encoder.dimension} {encoder.digest}")
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()


def _thresholds(manifest: dict[str, Any]) -> tuple[Thresholds, ...]:
    return tuple(Thresholds(float(item["review"]), float(item["yes"]), item.get("rule")) for item in manifest["perspectives"])


def _encoder(manifest: dict[str, Any]) -> EncoderIdentity | None:
    item = manifest.get("encoder")
    return EncoderIdentity(str(item["kind"]), int(item["dimension"]), str(item["digest"])) if item else None


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def save_model(model: Model, cues: bytes, folder: Path, versions: dict[str, str]) -> str:
    """Write a model.

    Args:
        model: what was trained.
        cues: the bytes of its cues file.
        folder: is made where it does not exist; the model's files in it are replaced.
        versions: name to version of what took part in the training.

    Returns:
        the model's SHA-256.
    """
    folder.mkdir(parents=True, exist_ok=True)
    featurizer, linear = model.featurizer, model.linear
    (folder / "cues.toml").write_bytes(cues)
    (folder / "vocabulary.json").write_bytes(
        msgspec.json.format(msgspec.json.encode({"cues": featurizer.cue_vocabulary, "text": featurizer.text_vocabulary}), indent=0) + b"\n"
    )
    words = {"names": model.names, "lemmas": model.lemmas, "official_languages": model.official_languages}
    (folder / "words.json").write_bytes(msgspec.json.encode(words, order="sorted") + b"\n")
    save_weights(
        folder / "weights.npz",
        {
            "coefficients": linear.coefficients.astype(np.float16),
            "intercepts": linear.intercepts,
            "slopes": linear.slopes,
            "offsets": linear.offsets,
            "weights": featurizer.weights.astype(np.float16),
        },
    )
    contents = {name: (folder / name).read_bytes() for name in FILES}
    sha256 = _digest(contents, featurizer.text_scale, model.perspectives, model.thresholds, model.encoder)
    lines = [
        "# Written by `curranalyser train`. A model whose files do not have these digests is refused.",
        f"format = {FORMAT}",
        f"sha256 = {_quoted(sha256)}",
        f"corpus_digest = {_quoted(model.corpus_digest)}",
        f"scheme_digest = {_quoted(model.scheme_digest)}",
        f"text_scale = {featurizer.text_scale!r}",
        "",
        "[files]",
        *(f"{_quoted(name)} = {_quoted(hashlib.sha256(contents[name]).hexdigest())}" for name in FILES),
        "",
        "[versions]",
        *(f"{_quoted(name)} = {_quoted(version)}" for name, version in sorted(versions.items())),
    ]
    if model.encoder:
        kind, digest = _quoted(model.encoder.kind), _quoted(model.encoder.digest)
        lines += ["", "[encoder]", f"kind = {kind}", f"dimension = {model.encoder.dimension}", f"digest = {digest}"]
    for perspective, threshold in zip(model.perspectives, model.thresholds, strict=True):
        lines += ["", "[[perspectives]]", f"id = {_quoted(perspective)}", f"review = {threshold.review!r}", f"yes = {threshold.yes!r}"]
        if threshold.rule:
            lines.append(f"rule = {_quoted(threshold.rule)}")
    (folder / "manifest.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return sha256


def load_model(folder: Path, scheme: Scheme) -> Model:
    """Read a model and check it.

    Raises:
        ModelError: where a file is missing, altered or of another format, or the model is of another scheme.
    """
    try:
        manifest: dict[str, Any] = tomllib.loads((folder / "manifest.toml").read_text(encoding="utf-8"))
        contents = {name: (folder / name).read_bytes() for name in FILES}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ModelError(N_("The model %(model)s is missing or incomplete."), _HINT, model=folder.name) from error
    if manifest.get("format") != FORMAT:
        raise ModelError(N_("The model %(model)s is of another format than this version reads."), _HINT, model=folder.name)
    listed = manifest.get("files", {})
    for name in FILES:
        if listed.get(name) != hashlib.sha256(contents[name]).hexdigest():
            raise ModelError(N_("The file %(file)s of the model %(model)s has been altered."), _HINT, file=name, model=folder.name)
    try:
        ids = [str(item["id"]) for item in manifest["perspectives"]]
        found = _digest(contents, float(manifest["text_scale"]), ids, _thresholds(manifest), _encoder(manifest))
        if manifest.get("sha256") != found:
            raise ModelError(N_("The manifest of the model %(model)s has been altered."), _HINT, model=folder.name)
        return _built(manifest, contents, scheme)
    except (KeyError, ValueError, TypeError, OSError, zipfile.BadZipFile, msgspec.MsgspecError) as error:
        raise ModelError(N_("The model %(model)s cannot be read (%(error)s)."), _HINT, model=folder.name, error=error) from error


def _built(manifest: dict[str, Any], contents: dict[str, bytes], scheme: Scheme) -> Model:
    perspectives = tuple(item["id"] for item in manifest["perspectives"])
    if perspectives != scheme.ids:
        raise ModelError(N_("The model was trained for other perspectives than the scheme has."), N_("Train one for this scheme with: curranalyser train"))
    vocabulary = msgspec.json.decode(contents["vocabulary.json"], type=dict[str, list[str]])
    words = msgspec.json.decode(contents["words.json"], type=dict[str, Any])
    arrays = {name: array.astype(np.float32) for name, array in load_weights(contents["weights.npz"]).items()}
    encoder = _encoder(manifest)
    featurizer = Featurizer(vocabulary["cues"], vocabulary["text"], arrays["weights"], float(manifest["text_scale"]), encoder.dimension if encoder else 0)
    linear = LinearModel(arrays["coefficients"], arrays["intercepts"], arrays["slopes"], arrays["offsets"])
    if linear.coefficients.shape != (featurizer.size, len(perspectives)) or len(featurizer.weights) != len(featurizer.text_vocabulary):
        raise ValueError("its parts do not fit together")
    return Model(
        perspectives,
        parse_cues(contents["cues.toml"], scheme),
        {lang: words["names"].get(lang, {}) for lang in LANGUAGES},
        {lang: words["lemmas"].get(lang, {}) for lang in LANGUAGES},
        words["official_languages"],
        featurizer,
        linear,
        _thresholds(manifest),
        manifest["corpus_digest"],
        manifest["scheme_digest"],
        manifest["sha256"],
        encoder,
    )
