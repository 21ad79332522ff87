"""The labelled outcomes of an audit as files for other programs: to train with, to label in, to exchange."""

from pathlib import Path

from curranalyser.classify.doc_bins import audit_bins
from curranalyser.datamodel import Audit
from curranalyser.folder import INNER_TABLES
from curranalyser.kept_files import kept_folder, write_untouched
from curranalyser.learning_model import FILE, elm_document
from curranalyser.review.label_studio import CONFIG_FILE, TASKS_FILE, audit_tasks, label_config
from curranalyser.scheme import Scheme

FORMATS = ("docbin", "label-studio", "elm")


def export_corpus(audit: Audit, scheme: Scheme, folder: Path, form: str, lang: str) -> list[Path]:
    """Write the outcomes of an audit with their labels; for spaCy and Label Studio those that count.

    Args:
        audit: a finished one.
        scheme: names its perspectives and has the texts of the rules.
        folder: is made where it is missing; files in it that are as the tool left them are replaced.
        form: one of `FORMATS`: `outcomes-<language>.spacy` for spaCy, or `tasks.json` and `label-config.xml`
            for Label Studio; `outcomes.jsonld` in the European Learning Model.
        lang: "sv" or "en", for the texts of rules, and for what Label Studio shows.

    Returns:
        The files.

    Raises:
        OutputError: a file cannot be written, or one of its name is not as the tool left it.
    """
    if form == FORMATS[0]:
        files = {f"outcomes-{code}.spacy": data for code, data in audit_bins(audit, scheme, lang).items()}
    elif form == FORMATS[2]:
        files = {FILE: elm_document(audit, scheme)}
    else:
        files = {CONFIG_FILE: label_config(scheme, lang), TASKS_FILE: audit_tasks(audit, scheme, lang)}
    write_untouched(folder, files, _record_file(form))
    return [folder / name for name in files]


def corpus_folder(folder: Path, form: str, *, force: bool) -> Path:
    """Return the folder for `export_corpus`: see `report_place.chosen_folder`.

    Args:
        folder: the one that was named.
        form: one of `FORMATS`.
        force: whether to write beside other things in it.

    Raises:
        OutputError: as `report_place.chosen_folder`.
    """
    return kept_folder(folder, INNER_TABLES, _record_file(form), (CONFIG_FILE, TASKS_FILE), force=force)


def _record_file(form: str) -> str:
    """Return the name of the record of what was written: the digests of the files."""
    return f".curranalyser-{form}.json"
