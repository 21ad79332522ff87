"""Train a model from a scheme, its cues and a corpus of labelled outcomes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import numpy as np

from curranalyser.calibrate import TARGETS, Scored, fit_thresholds
from curranalyser.classify.calibration import calibrated
from curranalyser.classify.components import cue_tokens, lead_in_hits, text_hits
from curranalyser.classify.cues import LANGUAGES, CueBook, CueFinder, CueHit, parse_cues
from curranalyser.classify.encoder import Encoder, load_encoder
from curranalyser.classify.estimator import LinearModel, fit_binary
from curranalyser.classify.features import Featurizer, Floats, Rows, learn_featurizer
from curranalyser.classify.labelled import (
    LabelledOutcome,
    by_home,
    labelled_digest,
    labelled_files,
    read_labelled,
    told_language,
)
from curranalyser.classify.lemmas import build_lemmas
from curranalyser.classify.model import Model, Taught, Training, save_model
from curranalyser.classify.names import build_names, official_languages
from curranalyser.classify.reader import Reader, Text
from curranalyser.classify.tokens import Token
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_
from curranalyser.identity import Thresholds
from curranalyser.review.decisions import Review, comparable, read_reviews
from curranalyser.scheme import Scheme, parse_scheme

_FOLDS = 5
# Outcomes of either kind that a perspective needs, in all and in each language that the model is to label.
_FEWEST = 10
# Of either kind that are left where a subject is held out: what one or two teach says nothing of the rest.
_FEWEST_LEFT = _FEWEST // 2
# The second reader meets every outcome twice, each time with this share of its cues taken away.
_DROPPED = (0.5, 0.8)


@dataclass(frozen=True, slots=True)
class Design:
    """What goes into the estimator.

    Attributes:
        use_cues: the cues that were found.
        use_text: words, word pairs, parts of words.
        text_scale: how much the text as a whole counts beside one cue.
        strength: the inverse of the regularisation (C).
    """

    use_cues: bool = True
    use_text: bool = True
    text_scale: float = 2.0
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class Prepared:
    """Labelled outcomes with their tokens, the cues in text and lead-in, and the encoder's vectors.

    The vectors are there where there is an encoder.
    """

    outcomes: tuple[LabelledOutcome, ...]
    tokens: tuple[list[Token], ...]
    hits: tuple[list[CueHit], ...]
    encoded: Floats | None = None


@dataclass(frozen=True, slots=True)
class Resources:
    """What finding cues needs beside the corpus."""

    cues: CueBook
    names: dict[str, dict[str, list[tuple[str, str]]]]
    lemmas: dict[str, dict[str, list[str]]]
    official_languages: dict[str, list[str]]

    def finder(self, scheme: Scheme) -> CueFinder:
        """Return a finder for the scheme's home country."""
        return CueFinder(
            self.cues,
            self.names,
            self.lemmas,
            scheme.home_country,
            self.official_languages.get(scheme.home_country, ()),
        )


def build_resources(cues: CueBook, scheme: Scheme) -> Resources:
    """Collect names and inflected forms for a cue book."""
    return Resources(
        cues,
        {lang: build_names(lang, cues.names.get(lang, {}), cues.peoples) for lang in LANGUAGES},
        {lang: build_lemmas(cues.words(lang), lang) for lang in LANGUAGES},
        official_languages(),
    )


def prepare(
    outcomes: Iterable[LabelledOutcome], finder: CueFinder, encoder: Encoder | None = None
) -> Prepared:
    """Tokenize labelled outcomes, find their cues and encode them, as the classifier does."""
    kept = list(outcomes)
    docs = Reader(finder).find([Text(item.text, item.lead_in, item.language) for item in kept])
    cues = finder.book.by_id
    found = [text_hits(doc, cues) + lead_in_hits(doc, cues) for doc in docs]
    encoded = encoder.encode([outcome.text for outcome in kept]) if encoder else None
    return Prepared(tuple(kept), tuple(map(cue_tokens, docs)), tuple(found), encoded)


def chosen(prepared: Prepared, numbers: Sequence[int]) -> Prepared:
    """Return some of the outcomes, by number."""
    return Prepared(
        tuple(prepared.outcomes[number] for number in numbers),
        tuple(prepared.tokens[number] for number in numbers),
        tuple(prepared.hits[number] for number in numbers),
        None if prepared.encoded is None else prepared.encoded[list(numbers)],
    )


def rows_of(prepared: Prepared, featurizer: Featurizer) -> Rows:
    """Return the outcomes as the estimator sees them."""
    return featurizer.rows(prepared.tokens, prepared.hits, prepared.encoded)


def _fitted(
    rows: Rows, size: int, outcomes: Sequence[LabelledOutcome], perspectives: Sequence[str], strength: float
) -> LinearModel:
    """Fit one model per perspective to the rows of outcomes."""
    coefficients = np.zeros((size, len(perspectives)), dtype=np.float32)
    intercepts = np.zeros(len(perspectives), dtype=np.float32)
    for column, perspective in enumerate(perspectives):
        known = {
            number: TARGETS[outcome.labels[perspective]]
            for number, outcome in enumerate(outcomes)
            if perspective in outcome.labels
        }
        weights, intercept = fit_binary(rows, size, known, strength)
        # Rounded as they are stored, so that a model behaves the same before and after it is saved.
        coefficients[:, column] = weights.astype(np.float16)
        intercepts[column] = intercept
    return LinearModel(coefficients, intercepts)


def fit_linear(
    prepared: Prepared, perspectives: Sequence[str], design: Design
) -> tuple[Featurizer, LinearModel]:
    """Learn the features of a corpus, and fit the first reader: one uncalibrated model per perspective."""
    texts = [[token.text for token in tokens] for tokens in prepared.tokens]
    dimension = 0 if prepared.encoded is None else prepared.encoded.shape[1]
    featurizer = learn_featurizer(
        texts,
        prepared.hits,
        design.text_scale,
        use_cues=design.use_cues,
        use_text=design.use_text,
        dimension=dimension,
    )
    rows = rows_of(prepared, featurizer)
    linear = _fitted(rows, featurizer.size, prepared.outcomes, perspectives, design.strength)
    featurizer.weights = featurizer.weights.astype(np.float16).astype(np.float32)
    return featurizer, linear


def fit_second(
    prepared: Prepared, featurizer: Featurizer, perspectives: Sequence[str], design: Design
) -> LinearModel:
    """Fit the second reader: the same features, with cues taken away at random.

    The cues explain the corpus so well that little is left for words to learn beside them (dropout:
    Srivastava et al. 2014). Seeded.
    """
    chance = np.random.default_rng(0)
    taken = [
        [hit for hit in hits if chance.random() >= share] for share in _DROPPED for hits in prepared.hits
    ]
    copies = len(_DROPPED)
    encoded = None if prepared.encoded is None else np.concatenate([prepared.encoded] * copies)
    rows = featurizer.rows(prepared.tokens * copies, taken, encoded)
    return _fitted(rows, featurizer.size, prepared.outcomes * copies, perspectives, design.strength)


def _dealt_by_subject(outcomes: Sequence[LabelledOutcome], folds: int) -> list[list[int]]:
    sizes = Counter(outcome.subject for outcome in outcomes)
    fold_of: dict[str, int] = {}
    filled = [0] * folds
    for subject, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        smallest = filled.index(min(filled))
        fold_of[subject] = smallest
        filled[smallest] += size
    return [
        [number for number, outcome in enumerate(outcomes) if fold_of[outcome.subject] == fold]
        for fold in range(folds)
    ]


def folds_by_subject(outcomes: Sequence[LabelledOutcome], folds: int = _FOLDS) -> bool:
    """Whether subjects can be held out: what is left teaches yes and no of every perspective.

    It does not where all outcomes have one subject, or none, or where nearly all yes stand in one subject.
    """
    perspectives = {perspective for outcome in outcomes for perspective in outcome.labels}
    for held_out in filter(None, _dealt_by_subject(outcomes, folds)):
        outside = set(held_out)
        taught = Counter(
            label
            for number, outcome in enumerate(outcomes)
            if number not in outside
            for label in outcome.labels.items()
        )
        if any(
            taught[perspective, verdict] < _FEWEST_LEFT
            for perspective in perspectives
            for verdict in ("yes", "no")
        ):
            return False
    return True


def subject_folds(outcomes: Sequence[LabelledOutcome], folds: int = _FOLDS) -> list[list[int]]:
    """Deal the subjects out into folds of about equal size, so that no subject stands in two.

    Where they cannot be (`folds_by_subject`), the outcomes themselves are dealt out, so that each fold has
    some of every kind. The numbers of the outcomes in each.
    """
    if folds_by_subject(outcomes, folds):
        return _dealt_by_subject(outcomes, folds)
    alike = sorted(range(len(outcomes)), key=lambda number: sorted(outcomes[number].labels.items()))
    return [sorted(alike[fold::folds]) for fold in range(folds)]


def cross_validated(prepared: Prepared, perspectives: Sequence[str], design: Design) -> Scored:
    """Score every outcome by readers that have not seen its subject.

    Where subjects cannot be held out, by such as have not seen the outcome: see `subject_folds`.
    """
    first = np.zeros((len(prepared.outcomes), len(perspectives)), dtype=np.float32)
    second = np.zeros_like(first)
    for held_out in subject_folds(prepared.outcomes):
        if not held_out:
            continue
        outside = set(held_out)
        rest = chosen(prepared, [n for n in range(len(prepared.outcomes)) if n not in outside])
        featurizer, linear = fit_linear(rest, perspectives, design)
        rows = rows_of(chosen(prepared, held_out), featurizer)
        first[held_out] = linear.scores(rows)
        second[held_out] = fit_second(rest, featurizer, perspectives, design).scores(rows)
    return Scored(prepared.outcomes, first, second)


def learnt_languages(
    outcomes: Sequence[LabelledOutcome], perspectives: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tell the languages that outcomes teach from those that they do not.

    Args:
        outcomes: those that a model is trained on.
        perspectives: ids.

    Returns:
        The languages in which every perspective has enough outcomes labelled yes and labelled no, in order;
        and those of the other outcomes.
    """
    counts: Counter[tuple[str, str, str]] = Counter(
        (outcome.language, perspective, verdict)
        for outcome in outcomes
        for perspective, verdict in outcome.labels.items()
    )
    spoken = sorted({outcome.language for outcome in outcomes if outcome.language})
    learnt = tuple(
        language
        for language in spoken
        if all(
            counts[language, perspective, verdict] >= _FEWEST
            for perspective in perspectives
            for verdict in ("yes", "no")
        )
    )
    return learnt, tuple(language for language in spoken if language not in learnt)


def _usable(outcomes: Iterable[LabelledOutcome]) -> list[LabelledOutcome]:
    return [outcome for outcome in outcomes if outcome.split != "test" and outcome.labels]


def _taught(
    scored: Scored, perspectives: Sequence[str], thresholds: Sequence[Thresholds]
) -> tuple[Taught, ...]:
    """Count what taught each perspective, and what became of that where it had not been seen."""
    called = calibrated(scored.first, scored.second, thresholds) >= [limits.yes for limits in thresholds]
    told = []
    for column, perspective in enumerate(perspectives):
        counts = Counter(
            (outcome.labels.get(perspective), bool(called[number, column]))
            for number, outcome in enumerate(scored.outcomes)
        )
        yes, no = (counts[verdict, True] + counts[verdict, False] for verdict in ("yes", "no"))
        told.append(Taught(perspective, yes, no, counts["yes", True], counts["no", True]))
    return tuple(told)


def train_model(
    outcomes: Sequence[LabelledOutcome],
    scheme: Scheme,
    cues: bytes,
    corpus_digest: str,
    design: Design | None = None,
    *,
    encoder: Encoder | None = None,
    calibration: Sequence[LabelledOutcome] = (),
) -> tuple[Model, Training]:
    """Train a model.

    Args:
        outcomes: each labelled for at least one perspective of the scheme, and teaching only those; those
            with split "test" are left out.
        scheme: names the perspectives and rules.
        cues: the bytes of a cues file; may be empty.
        corpus_digest: is kept in the model.
        design: what goes into the estimator; without one, the default.
        encoder: adds the vectors of the texts to what goes into it. The model keeps what tells it from
            others, and needs it to classify.
        calibration: labelled outcomes from elsewhere on which the probabilities are calibrated; they teach no
            weight. Without any, that rests on the corpus.

    Returns:
        The model, and what is worth knowing of its training.

    Raises:
        SettingsError: where a perspective has too few outcomes of either kind, in all or in every language,
            or the outcomes have nothing in common that could be learnt.
        ModelError: where the cues do not fit the scheme.
    """
    wanted = design or Design()
    usable = _usable(outcomes)
    for perspective in scheme.ids:
        counts = Counter(outcome.labels[perspective] for outcome in usable if perspective in outcome.labels)
        if counts["yes"] < _FEWEST or counts["no"] < _FEWEST:
            raise SettingsError(
                N_(
                    "The perspective %(perspective)s has %(yes)s outcomes labelled yes and %(no)s"
                    " labelled no."
                ),
                N_("At least %(fewest)s of each are needed to train."),
                perspective=perspective,
                yes=counts["yes"],
                no=counts["no"],
                fewest=_FEWEST,
            )
    languages, _ = learnt_languages(usable, scheme.ids)
    if not languages:
        raise SettingsError(
            N_("In no language are there enough labelled outcomes to train."),
            N_(
                "Every perspective needs at least %(fewest)s outcomes labelled yes and %(fewest)s labelled no"
                " in one language; “language” of a line says which it is in."
            ),
            fewest=_FEWEST,
        )
    resources = build_resources(parse_cues(cues, scheme), scheme)
    prepared = prepare(usable, resources.finder(scheme), encoder)
    featurizer, linear = fit_linear(prepared, scheme.ids, wanted)
    if not featurizer.size:
        raise SettingsError(
            N_("Nothing can be learnt from these outcomes: no word is in three of them, and no cue in two."),
            N_("Label more outcomes, or give cues (cues.toml beside the scheme)."),
        )
    second = fit_second(prepared, featurizer, scheme.ids, wanted)
    real: Scored | None = None
    if calibration:
        found = _prepared_at_home(calibration, resources, scheme, encoder)
        rows = rows_of(found, featurizer)
        real = Scored(found.outcomes, linear.scores(rows), second.scores(rows))
    scored = cross_validated(prepared, scheme.ids, wanted)
    thresholds = fit_thresholds(scored, real, scheme, cued=bool(resources.cues.cues))
    training = Training(
        len(resources.cues.cues), folds_by_subject(usable), _taught(scored, scheme.ids, thresholds)
    )
    model = Model(
        scheme.ids,
        resources.cues,
        resources.names,
        resources.lemmas,
        resources.official_languages,
        featurizer,
        linear,
        second,
        thresholds,
        corpus_digest,
        scheme.digest,
        languages,
        encoder=encoder.identity if encoder else None,
        calibrated_on=f"{len(calibration)} labelled outcomes" if calibration else "the corpus",
    )
    return model, training


def _prepared_at_home(
    outcomes: Sequence[LabelledOutcome], resources: Resources, scheme: Scheme, encoder: Encoder | None
) -> Prepared:
    """Prepare outcomes, each with its own country as home where it names one; sorted by it."""
    parts = [
        prepare(
            [outcomes[number] for number in numbers],
            resources.finder(replace(scheme, home_country=home)),
            encoder,
        )
        for home, numbers in sorted(by_home(outcomes, scheme.home_country).items())
    ]
    encoded = [part.encoded for part in parts if part.encoded is not None]
    return Prepared(
        tuple(outcome for part in parts for outcome in part.outcomes),
        tuple(tokens for part in parts for tokens in part.tokens),
        tuple(hits for part in parts for hits in part.hits),
        np.concatenate(encoded) if encoded else None,
    )


def versions() -> dict[str, str]:
    """Return the versions of what takes part in a training."""
    names = ("babel", "numpy", "scikit-learn", "scipy", "simplemma", "spacy")
    return {name: version(name) for name in names}


def add_reviews(
    outcomes: Sequence[LabelledOutcome], reviews: Iterable[Review], perspectives: Sequence[str]
) -> list[LabelledOutcome]:
    """Let decisions of reviewers teach beside the corpus.

    Args:
        outcomes: the corpus.
        reviews: decisions on labels; those on other perspectives than `perspectives` are left out.
        perspectives: ids.

    Returns:
        The corpus, with the reviewers' decisions in place of its labels where it has the same text, and one
        outcome more for every text it has not. A text of
        the test split is left as it is, so that nothing that is measured on has been learnt.
    """
    decided: dict[str, dict[str, str]] = {}
    first: dict[str, Review] = {}
    for review in sorted(reviews, key=lambda review: review.key):
        if review.perspective in perspectives:
            text = comparable(review.text)
            labels = decided.setdefault(text, {})
            before = labels.get(review.perspective, str(review.decision))
            # One text in two courses, decided differently, is a borderline case.
            labels[review.perspective] = before if before == review.decision else "borderline"
            first.setdefault(text, review)
    held = {comparable(outcome.text) for outcome in outcomes}
    taught = [
        (
            outcome
            if outcome.split == "test"
            else replace(outcome, labels={**outcome.labels, **decided.get(comparable(outcome.text), {})})
        )
        for outcome in outcomes
    ]
    # A course is a subject of its own: in cross-validation its outcomes stay together.
    return taught + [
        LabelledOutcome(
            f"review-{number}",
            review.text,
            review.lead_in,
            told_language(review.text),
            review.course,
            decided[text],
            sample="review",
        )
        for number, (text, review) in enumerate(first.items(), 1)
        if text not in held
    ]


class Trained(NamedTuple):
    """A model that was trained and written, and what is worth knowing of its training."""

    model: Model
    sha256: str
    training: Training


def cues_for(scheme_file: Path, given: Path | None) -> Path | None:
    """Return the file of cues: the one that is given, else cues.toml beside the scheme, if there is one."""
    beside = scheme_file.with_name("cues.toml")
    return given or (beside if beside.exists() else None)


def train(
    corpus: Path,
    scheme_file: Path,
    cues_file: Path | None,
    output: Path,
    design: Design | None = None,
    *,
    reviews_file: Path | None = None,
    encoder_path: Path | None = None,
    calibration_file: Path | None = None,
) -> Trained:
    """Train from files and write the model.

    Args:
        corpus: a folder of JSON lines, or one file.
        scheme_file: the scheme.
        cues_file: the cues; without one, cues.toml beside the scheme where there is one, otherwise none.
        output: the folder of the model.
        design: see `train_model`.
        reviews_file: decisions of reviewers to learn from too: see `add_reviews`. They are part of the
            model's corpus digest.
        encoder_path: the folder of an encoder, see `train_model`.
        calibration_file: labelled outcomes, or a folder of them, to calibrate on: see `train_model`.

    Returns:
        the model, its SHA-256, and what is worth knowing of its training.

    Raises:
        SettingsError: where the corpus cannot be read or does not fit, or has too few outcomes.
        ModelError: where the cues do not fit the scheme.
    """
    scheme = parse_scheme(scheme_file.read_bytes())
    chosen = cues_for(scheme_file, cues_file)
    cues = chosen.read_bytes() if chosen else b""
    files = labelled_files(corpus)
    outcomes = read_labelled(files, scheme.ids)
    if reviews_file:
        outcomes = add_reviews(outcomes, read_reviews(reviews_file, whole=False), scheme.ids)
        files = (*files, reviews_file)
    encoder = load_encoder(encoder_path) if encoder_path else None
    calibration = read_labelled(labelled_files(calibration_file), scheme.ids) if calibration_file else ()
    model, training = train_model(
        outcomes,
        scheme,
        cues,
        labelled_digest(files),
        design,
        encoder=encoder,
        calibration=calibration,
    )
    return Trained(model, save_model(model, cues, output, versions(), training), training)
