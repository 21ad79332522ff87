"""The labelled outcomes of an audit as files for other programs: to train with, to label in, to exchange."""

from pathlib import Path

from curranalyser.classify.doc_bins import audit_bins
from curranalyser.datamodel import Audit
from curranalyser.errors import OutputError
from curranalyser.folder import replace_file
from curranalyser.i18n import N_
from curranalyser.learning_model import FILE, elm_document
from curranalyser.review.label_studio import CONFIG_FILE, TASKS_FILE, audit_tasks, label_config
from curranalyser.scheme import Scheme

FORMATS = ("docbin", "label-studio", "elm")


def export_corpus(audit: Audit, scheme: Scheme, folder: Path, form: str, lang: str) -> list[Path]:
    """Write the outcomes of an audit with their labels; for spaCy and Label Studio those that count.

    Args:
        audit: a finished one.
        scheme: names its perspectives and has the texts of the rules.
        folder: is made where it is missing; files of these names in it are replaced.
        form: one of `FORMATS`: `outcomes-<language>.spacy` for spaCy, or `tasks.json` and `label-config.xml`
            for Label Studio; `outcomes.jsonld` in the European Learning Model.
        lang: "sv" or "en", for the texts of rules, and for what Label Studio shows.

    Returns:
        The files.

    Raises:
        OutputError: a file cannot be written.
    """
    if form == FORMATS[0]:
        files = {f"outcomes-{code}.spacy": data for code, data in audit_bins(audit, scheme, lang).items()}
    elif form == FORMATS[2]:
        files = {FILE: elm_document(audit, scheme)}
    else:
        files = {CONFIG_FILE: label_config(scheme, lang), TASKS_FILE: audit_tasks(audit, scheme, lang)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            replace_file(folder / name, data)
    except OSError as error:
        raise OutputError(
            N_("%(path)s cannot be written: %(error)s."),
            N_("See that you may write there and that there is room; or give another folder."),
            path=folder,
            error=error,
        ) from error
    return [folder / name for name in files]
