"""What decides what comes of a file, beside the file itself.

Code and model, told without importing or loading either.

A run over unchanged files needs no more than this, and is spared numpy, the stages and the model.
"""

import hashlib
import importlib.util
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from curranalyser import __version__
from curranalyser.datamodel import LabelRates, RatesData
from curranalyser.errors import ModelError
from curranalyser.i18n import N_
from curranalyser.scheme import Scheme, load_scheme, shipped_path
from curranalyser.settings import Settings
from curranalyser.strict_data import MOST_TOML, json_of, read_toml, read_within

MANIFEST = "manifest.toml"
FILES = ("cues.toml", "vocabulary.json", "weights.npz", "words.json")
FORMAT = 3
GET_ANEW = N_("Fetch the model anew, or train it with: curranalyser train")
# The first format had no languages.
_WITHOUT_LANGUAGES = 1
# ISO 639 codes. A manifest is a file like another: what stands in it may be anything.
_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}")
# What no weight, scale or calibration comes near, and with which nothing overflows.
_MOST_NUMBER = 1e6
_MOST_DIMENSIONS = 100_000
_DIGEST = re.compile(r"[0-9a-f]{0,64}")
_LONGEST_DETAIL = 200
# Bytes of a file of a model: a hundred times what the largest so far has.
_MOST_BYTES = 200_000_000
# Far more than anyone codes outcomes in.
_MOST_LANGUAGES = 100
_PACKAGE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_PIPELINE_HINT = N_(
    "Give the name of an installed spaCy pipeline, or the folder of one (config.cfg and meta.json)."
)
_CODE = (".py", ".toml", ".j2", ".css", ".js", ".mo")


@lru_cache(maxsize=1)
def code_version() -> str:
    """Return the version of the tool with a digest of its code.

    A result made by other code is not taken for this one's.
    """
    root = str(Path(__file__).parent)
    digest = hashlib.sha256()
    for where, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in ("shipped", "__pycache__"))
        for name in sorted(names):
            if name.endswith(_CODE):
                with open(f"{where}/{name}", "rb") as file:  # noqa: PTH123 pathlib takes twice the time, and every run does this
                    digest.update(f"{where[len(root) :]}/{name}\0".encode() + file.read())
    return f"{__version__}+{digest.hexdigest()[:16]}"


def chosen_scheme(settings: Settings) -> Scheme:
    """Load the scheme that the settings name, with their home country.

    Raises ModelError where it is missing or broken.
    """
    scheme = load_scheme(Path(settings.scheme) if settings.scheme else None)
    return replace(scheme, home_country=settings.home_country) if settings.home_country else scheme


def model_folder(settings: Settings) -> Path:
    """Return the folder of the model that the settings name."""
    return Path(settings.model) if settings.model else shipped_path("models", "default")


def manifest_digest(settings: Settings) -> str:
    """Return what tells a model and its scheme from those that lay in their places before.

    "" where a file of theirs is missing, which is told when they are loaded.
    """
    scheme = Path(settings.scheme) if settings.scheme else shipped_path("corpus", "scheme.toml")
    try:
        both = (model_folder(settings) / MANIFEST).read_bytes() + scheme.read_bytes()
    except OSError:
        return ""
    return hashlib.sha256(both).hexdigest()


def files_digest(folder: Path, suffix: str = "") -> str:
    """Return the hex SHA-256 of a folder's files, by path and content.

    Hidden ones, which file managers leave, do not count; nor do those whose names do not end in `suffix`.
    """
    digest = hashlib.sha256()
    names = {
        path.relative_to(folder).as_posix(): path for path in folder.rglob(f"*{suffix}") if path.is_file()
    }
    for name, path in sorted(names.items()):
        if any(part.startswith(".") for part in name.split("/")):
            continue
        with path.open("rb") as file:
            digest.update(f"{name}\0{hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class PipelineIdentity:
    """A spaCy pipeline of the user's: where it lies, its language, and what tells it from others.

    `described` is its name, its version and the SHA-256 of its files.
    """

    folder: Path
    lang: str
    described: str


def _installed(name: str) -> Path | None:
    """Return the folder of a pipeline that was installed as a package; none of its code is run."""
    if not _PACKAGE.fullmatch(name) or (spec := importlib.util.find_spec(name)) is None:
        return None
    for place in map(Path, spec.submodule_search_locations or ()):
        for config in sorted(place.glob(f"{name}-*/config.cfg")):
            return config.parent
    return None


def find_pipeline(settings: Settings) -> PipelineIdentity | None:
    """Look up the spaCy pipeline that the settings name, if they name one; it is not loaded.

    Raises:
        ModelError: where it is missing or is none.
    """
    named = settings.spacy_pipeline
    if not named:
        return None
    folder = Path(named) if Path(named).is_dir() else _installed(named)
    if folder is None:
        raise ModelError(N_("There is no spaCy pipeline %(pipeline)s."), _PIPELINE_HINT, pipeline=named)
    try:
        meta = json_of(read_within(folder / "meta.json", MOST_TOML))
        lang, name, version = (str(meta[key]) for key in ("lang", "name", "version"))
        if not (folder / "config.cfg").is_file():
            raise ValueError("no config.cfg")
        return PipelineIdentity(folder, lang, f"{lang}_{name} {version} {files_digest(folder)}")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            N_("The folder %(pipeline)s is no spaCy pipeline."), _PIPELINE_HINT, pipeline=folder.name
        ) from error


@dataclass(frozen=True, slots=True)
class EncoderIdentity:
    """What a model keeps of the encoder it was trained with.

    Its kind, the length of its vectors and the SHA-256 of its files.
    """

    kind: str
    dimension: int
    digest: str


@dataclass(frozen=True, slots=True)
class Calibration:
    """How the scores of the two readers of a perspective become a probability: see `classify.calibration`.

    Attributes:
        slope: of the first reader's score.
        offset: beside it.
        doubt: weights of the first and the second reader's score, and what stands beside them, for outcomes
            that are no yes.
    """

    slope: float
    offset: float
    doubt: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From the probability `review` on an outcome is shown for review, from `yes` on it counts.

    `rule` explains a label where no cue does.
    """

    review: float
    yes: float
    rule: str | None
    calibration: Calibration


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model as it lies on the disk, checked and not yet put together.

    Attributes:
        sha256: covers all that decides a label: the files, and from the manifest the scale of the text, the
            thresholds with their calibration, the languages and the encoder.
        languages: ISO 639 codes of those it was trained for, and labels, in order.
        contents: name → bytes of each of `FILES`.
        calibrated_on: in words, on what the probabilities were calibrated.
        rates: how often its labels are known to be wrong; () where that was not measured on this very model.
        rates_on: on what; None likewise.
    """

    sha256: str
    corpus_digest: str
    scheme_digest: str
    perspectives: tuple[str, ...]
    thresholds: tuple[Thresholds, ...]
    text_scale: float
    encoder: EncoderIdentity | None
    languages: tuple[str, ...]
    contents: Mapping[str, bytes]
    calibrated_on: str = ""
    rates: tuple[LabelRates, ...] = ()
    rates_on: RatesData | None = None


def model_digest(
    contents: Mapping[str, bytes],
    text_scale: float,
    perspectives: Iterable[str],
    thresholds: Iterable[Thresholds],
    encoder: EncoderIdentity | None,
    *,
    languages: Iterable[str],
) -> str:
    """Return the hex SHA-256 of a model."""
    lines = [f"{name} {hashlib.sha256(contents[name]).hexdigest()}" for name in FILES]
    lines.append(f"text_scale {text_scale!r}")
    lines += [
        f"{name} {limits.review!r} {limits.yes!r} {limits.rule or ''} {limits.calibration!r}"
        for name, limits in zip(perspectives, thresholds, strict=True)
    ]
    if encoder:
        lines.append(f"encoder {encoder.kind} {encoder.dimension} {encoder.digest}")
    lines.append(f"languages {' '.join(languages)}")
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()


def _languages(listed: object) -> tuple[str, ...]:
    """Return the languages that a manifest lists. Raises ValueError where they are no codes."""
    if not isinstance(listed, list) or not 1 <= len(listed) <= _MOST_LANGUAGES:
        raise ValueError("languages")
    if not all(isinstance(code, str) and _LANGUAGE_CODE.fullmatch(code) for code in listed):
        raise ValueError("languages")
    return tuple(sorted(set(listed)))


def _thresholds(item: Mapping[str, Any]) -> Thresholds:
    """Return what a manifest says of a perspective. Raises ValueError where a number cannot be."""
    first, second, beside = map(_number, item["doubt"])
    rule = item.get("rule")
    if not (rule is None or isinstance(rule, str)):
        raise ValueError("rule")
    yes = _number(item["yes"], 0.0, 1.0)
    return Thresholds(
        _number(item["review"], 0.0, yes),
        yes,
        rule,
        Calibration(_number(item["slope"]), _number(item["offset"]), (first, second, beside)),
    )


def _number(value: object, least: float = -_MOST_NUMBER, most: float = _MOST_NUMBER) -> float:
    """Return a number of a manifest. Raises ValueError where it is none, or beyond what it may be."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise ValueError(f"a number from {least:g} to {most:g}")
    return float(value)


def _digest(value: object) -> str:
    if not isinstance(value, str) or not _DIGEST.fullmatch(value):
        raise ValueError("digest")
    return value


def _dimension(value: object) -> int:
    if type(value) is not int or not 0 < value <= _MOST_DIMENSIONS:
        raise ValueError("dimension")
    return value


def _count(pair: object) -> tuple[int, int]:
    """Return how many of how many. Raises ValueError where it is not that."""
    part, whole = pair if isinstance(pair, list) and len(pair) == 2 else (0, 0)
    if not (type(part) is type(whole) is int and 0 <= part <= whole and whole > 0):
        raise ValueError("rates")
    return part, whole


def _rates(manifest: Mapping[str, Any], sha256: str) -> tuple[tuple[LabelRates, ...], RatesData | None]:
    """Return the rates of error that a manifest has of this model, and on what they were measured."""
    rates = manifest.get("rates", {})
    if rates.get("model") != sha256:
        return (), None
    data = rates["data"]
    measured = RatesData(data["outcomes"], data["institutions"], data["drawn"], str(data["sha256"]))
    if not all(type(one) is int for one in (measured.outcomes, measured.institutions, measured.drawn)):
        raise ValueError("rates")
    labels = tuple(
        LabelRates(
            str(item["perspective"]),
            _languages([item["language"]])[0] if "language" in item else None,
            _count(item["false_yes"]),
            _count(item["missed"]),
        )
        for item in rates.get("labels", [])
    )
    return labels, measured


def read_model_files(folder: Path, scheme: Scheme, pinned: str | None = None) -> ModelFiles:
    """Read the files of a model and check them.

    Args:
        folder: where `curranalyser train` wrote it.
        scheme: the scheme it is to be used with.
        pinned: the SHA-256 that it has to have. What the manifest says of itself tells damage and files of
            several models in one folder, and not whoever writes all of it anew.

    Raises:
        ModelError: where a file is missing, altered or of another format, or the model is of another scheme,
            or not the one that is pinned.
    """
    try:
        manifest = read_toml(folder / MANIFEST)
        contents = {name: read_within(folder / name, _MOST_BYTES) for name in FILES}
    except (OSError, ValueError) as error:
        raise ModelError(
            N_("The model %(model)s is missing or incomplete."), GET_ANEW, model=folder.name
        ) from error
    if manifest.get("format") == _WITHOUT_LANGUAGES:
        raise ModelError(
            N_("The model %(model)s does not say for which languages it was trained."),
            N_("Train it anew with: curranalyser train"),
            model=folder.name,
        )
    if manifest.get("format") != FORMAT:
        raise ModelError(
            N_("The model %(model)s is of another format than this version reads."),
            GET_ANEW,
            model=folder.name,
        )
    listed = manifest.get("files", {})
    for name in FILES:
        if not isinstance(listed, dict) or listed.get(name) != hashlib.sha256(contents[name]).hexdigest():
            raise ModelError(
                N_("The file %(file)s of the model %(model)s has been altered."),
                GET_ANEW,
                file=name,
                model=folder.name,
            )
    try:
        perspectives = tuple(str(item["id"]) for item in manifest["perspectives"])
        thresholds = tuple(map(_thresholds, manifest["perspectives"]))
        item = manifest.get("encoder")
        encoder = (
            EncoderIdentity(str(item["kind"]), _dimension(item["dimension"]), str(item["digest"]))
            if item
            else None
        )
        text_scale = _number(manifest["text_scale"], 0.0)
        languages = _languages(manifest["languages"])
        sha256 = model_digest(contents, text_scale, perspectives, thresholds, encoder, languages=languages)
        found = ModelFiles(
            sha256,
            _digest(manifest["corpus_digest"]),
            _digest(manifest["scheme_digest"]),
            perspectives,
            thresholds,
            text_scale,
            encoder,
            languages,
            contents,
            str(manifest.get("calibrated_on", "")),
            *_rates(manifest, sha256),
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise unreadable_model(folder, error) from error
    if manifest.get("sha256") != sha256:
        raise ModelError(
            N_("The manifest of the model %(model)s has been altered."), GET_ANEW, model=folder.name
        )
    if perspectives != scheme.ids:
        raise ModelError(
            N_("The model was trained for other perspectives than the scheme has."),
            N_("Train one for this scheme with: curranalyser train"),
        )
    rules = {rule.id for rule in scheme.rules}
    for limits in thresholds:
        if limits.rule is not None and limits.rule not in rules:
            raise unreadable_model(folder, ValueError("rule"))
    if pinned and sha256 != pinned:
        raise ModelError(
            N_("The model %(model)s is not the one that was asked for: its SHA-256 is %(found)s."),
            N_("Give the folder of the one that is wanted, or change model_sha256."),
            model=folder.name,
            found=sha256,
        )
    return found


def unreadable_model(folder: Path, error: BaseException) -> ModelError:
    """Return what is said of a model in which something is not as it has to be."""
    detail = f"{type(error).__name__}: {error}"[:_LONGEST_DETAIL]
    return ModelError(
        N_("The model %(model)s cannot be read (%(error)s)."), GET_ANEW, model=folder.name, error=detail
    )
