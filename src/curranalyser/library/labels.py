"""Outcomes as plain texts → labels with their evidence."""

from collections.abc import Iterable

from curranalyser.datamodel import AnalysedOutcome
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_
from curranalyser.library.given import SettingsLike, settings_of


def label(
    texts: str | Iterable[str],
    *,
    language: str | None = None,
    lead_in: str = "",
    settings: SettingsLike = None,
) -> tuple[AnalysedOutcome, ...]:
    """Label learning outcomes by the perspectives of the scheme, as `curranalyser classify` does.

    Args:
        texts: learning outcomes, one text each; a single text is one outcome.
        language: the ISO 639-1 code of all of them, such as "sv" or "en"; a region as in "sv-SE" is cut off.
            Without it the words of each tell it, if they can.
        lead_in: the words before the list that belong to all of them.
        settings: a `Settings` (`model`, `scheme`, `home_country`, `encoder` and `spacy_pipeline` have a
            share), or the path of a curranalyser.toml; the defaults without it (no file is looked for).

    Returns:
        One `AnalysedOutcome` a text, in their order; the id of an outcome is its number from 1. Each has one
        `Label` a perspective, in the order of the scheme: decision, probability from 0 to 1, and evidence as
        character spans of the text. An outcome in a language that the model was not trained for, or too short
        to tell it, has the decision "not labelled".

    Raises:
        SettingsError: `language` is no language, or a setting is wrong.
        ModelError: the model or the scheme is missing or altered.
    """
    chosen = settings_of(settings)
    from curranalyser.classify.codes import NO_CODE, known_code  # noqa: PLC0415 slow to import
    from curranalyser.classify.lines import in_batches, outcome_of  # noqa: PLC0415
    from curranalyser.workers import load_for  # noqa: PLC0415

    code = None if language is None else known_code(language)
    if language is not None and code is None:
        raise SettingsError(N_("“%(language)s” is no language."), NO_CODE, language=language)
    every = [texts] if isinstance(texts, str) else texts
    outcomes = (outcome_of(str(number), text, lead_in, code) for number, text in enumerate(every, 1))
    return tuple(in_batches(outcomes, load_for(chosen)))
