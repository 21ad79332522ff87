"""What came of each file."""

from dataclasses import dataclass
from enum import StrEnum

from curranalyser.datamodel.document import Failure, SourceFile
from curranalyser.datamodel.labels import AnalysedSyllabus


class PassedKind(StrEnum):
    """Why something in a folder was passed over, where the ending of its name does not say it."""

    HIDDEN = "hidden"
    PAGE_PARTS = "parts of a saved page"
    COMPANION = "companion"
    INPUT = "given otherwise"
    OWN = "own output"
    LOCK = "lock file"
    AGAIN = "link to what is read"


# These are no files of the user's own, or are read where they lie: they stand in the log alone.
UNCOUNTED = frozenset({PassedKind.OWN, PassedKind.LOCK, PassedKind.AGAIN})


class DocumentStatus(StrEnum):
    """`ok` has no failure; `partial` has a syllabus and a failure; `failed` has no syllabus.

    `skipped` is no syllabus at all.
    """

    OK = "ok"
    PARTIAL = "partial"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """All that came of one file. Refuses a status that its failures and syllabi contradict."""

    source: SourceFile
    status: DocumentStatus
    syllabi: tuple[AnalysedSyllabus, ...] = ()
    failures: tuple[Failure, ...] = ()

    def __post_init__(self) -> None:
        if self.status is DocumentStatus.OK and (self.failures or not self.syllabi):
            raise ValueError("a document cannot be ok with failures or without a syllabus")
        if self.status is DocumentStatus.PARTIAL and not (self.failures and self.syllabi):
            raise ValueError("a partial document has both a syllabus and a failure")
        if self.status in (DocumentStatus.FAILED, DocumentStatus.SKIPPED) and (
            self.syllabi or not self.failures
        ):
            raise ValueError("a failed or skipped document has a failure and no syllabus")
