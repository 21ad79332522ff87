"""The shipped model, loaded once a process of tests and made ready.

Each command, and each module of tests that wants it, would load it again, and each draft that is checked in a
process of its own would meet the patterns, the words of parsing and spaCy anew.
"""

from pathlib import Path
from typing import Any

from curranalyser import analyse
from curranalyser.classify import Classifier
from curranalyser.read import describe_source, read_document
from curranalyser.scheme import Scheme, shipped_path
from curranalyser.settings import Settings

_kept: dict[tuple[str, str], Classifier] = {}
_load = analyse.load_classifier


def keep_the_shipped_model() -> None:
    """Load the shipped model once for whatever analyses; others are loaded each time, as they may change."""
    analyse.load_classifier = _loaded


def _loaded(
    folder: Path,
    scheme: Scheme,
    encoder: Path | None = None,
    pipeline: Any = None,
    pinned: str | None = None,
) -> Classifier:
    if folder != shipped_path("models", "default") or encoder or pipeline or pinned:
        return _load(folder, scheme, encoder, pipeline, pinned)
    key = scheme.digest, scheme.home_country
    if key not in _kept:
        from curranalyser.ready import meet
        from curranalyser.verb_table import verb_table

        _kept[key] = _load(folder, scheme)
        meet(_kept[key])
        read_document(b"# A\n", describe_source(b"# A\n", "a.md"), Settings())
        for lang in ("sv", "en"):
            verb_table(lang)
    return _kept[key]
