"""Curranalyser finds the learning outcomes in syllabi and shows the perspectives they carry.

These are international, intercultural and comparative perspectives.

What is public is listed in `__all__`, and how it changes in CHANGELOG.md. Each name is imported when it is
first asked for, so that `import curranalyser` costs next to nothing. What is wrong with a call is raised as a
`CurranalyserError`; what is wrong with a document is in the result.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from curranalyser.check.finding import Finding, Severity
    from curranalyser.datamodel import (
        AnalysedOutcome,
        AnalysedSyllabus,
        Decision,
        DocumentStatus,
        Evidence,
        Failure,
        Label,
        LearningOutcome,
        Syllabus,
    )
    from curranalyser.errors import (
        CurranalyserError,
        FailureCategory,
        ModelError,
        NothingAnalysedError,
        OutputError,
        SettingsError,
    )
    from curranalyser.library.audits import Audit, audit, load_audit
    from curranalyser.library.drafts import CheckedDraft, check_draft
    from curranalyser.library.labels import label
    from curranalyser.library.syllabi import SyllabiRead, read_syllabi
    from curranalyser.settings import Settings

__all__ = [
    "AnalysedOutcome",
    "AnalysedSyllabus",
    "Audit",
    "CheckedDraft",
    "CurranalyserError",
    "Decision",
    "DocumentStatus",
    "Evidence",
    "Failure",
    "FailureCategory",
    "Finding",
    "Label",
    "LearningOutcome",
    "ModelError",
    "NothingAnalysedError",
    "OutputError",
    "Settings",
    "SettingsError",
    "Severity",
    "SyllabiRead",
    "Syllabus",
    "audit",
    "check_draft",
    "label",
    "load_audit",
    "read_syllabi",
]

# Module → what of it is public; a test holds it to `__all__` and to what type checkers see above.
_PUBLIC = {
    "check.finding": ("Finding", "Severity"),
    "datamodel": (
        "AnalysedOutcome",
        "AnalysedSyllabus",
        "Decision",
        "DocumentStatus",
        "Evidence",
        "Failure",
        "Label",
        "LearningOutcome",
        "Syllabus",
    ),
    "errors": (
        "CurranalyserError",
        "FailureCategory",
        "ModelError",
        "NothingAnalysedError",
        "OutputError",
        "SettingsError",
    ),
    "library.audits": ("Audit", "audit", "load_audit"),
    "library.drafts": ("CheckedDraft", "check_draft"),
    "library.labels": ("label",),
    "library.syllabi": ("SyllabiRead", "read_syllabi"),
    "settings": ("Settings",),
}

if not TYPE_CHECKING:  # else every misspelt name would be one

    def __getattr__(name: str) -> object:
        """Import a public name when it is first asked for."""
        for module, names in _PUBLIC.items():
            if name in names:
                value = getattr(import_module(f"{__name__}.{module}"), name)
                globals()[name] = value
                return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
