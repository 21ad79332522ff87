"""Which files a run is about: found, ordered and hashed."""

import hashlib
import stat
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from curranalyser.datamodel import UNCOUNTED, Failure, SourceFile
from curranalyser.errors import FailureCategory, SettingsError
from curranalyser.i18n import N_
from curranalyser.read.endings import DATA_ENDINGS, PAGE_ENDINGS, TABLE_ENDINGS, ending_of
from curranalyser.read.names import shown_name
from curranalyser.read.walk import Walk


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """All that lies under the paths that the user gave.

    Attributes:
        files: what is to be read: pairs of real path and shown path (relative to the given folder, forward
            slashes, NFC), sorted by shown path, each file once.
        failures: what may hold a syllabus and is not read, with the reason, sorted by shown path.
        passed_over: pairs of shown path and why: a `PassedKind`, or the ending of the name, sorted.
    """

    files: tuple[tuple[Path, str], ...] = ()
    failures: tuple[Failure, ...] = ()
    passed_over: tuple[tuple[str, str], ...] = ()

    @property
    def counted(self) -> tuple[tuple[str, int], ...]:
        """How many were passed over, by kind or ending; without what the tool wrote itself."""
        kinds = Counter(kind for _, kind in self.passed_over if kind not in UNCOUNTED)
        return tuple(sorted((str(kind), count) for kind, count in kinds.items()))


def find_files(
    paths: Iterable[Path], inputs: Collection[Path] = (), own: Collection[Path] = ()
) -> FoundFiles:
    """Find out what the paths hold.

    Args:
        paths: files and folders; folders are searched with their subfolders. A file that is named itself is
            read, whatever it is.
        inputs: files that were given to the tool otherwise, such as a table of programmes.
        own: files that the tool has open itself.

    Raises:
        SettingsError: a path does not exist, or cannot be reached.
    """
    walk = Walk([str(path.resolve()) for path in inputs], [str(path.resolve()) for path in own])
    for path in paths:
        try:
            mode = path.stat().st_mode
        except (FileNotFoundError, NotADirectoryError) as error:
            raise SettingsError(
                N_("There is no file or folder %(path)s."), N_("Check the path."), path=path
            ) from error
        except OSError as error:
            raise SettingsError(
                N_("%(path)s cannot be read: %(error)s."),
                N_("See that you may read it."),
                path=path,
                error=error,
            ) from error
        if stat.S_ISDIR(mode):
            walk.folder(path)
        elif stat.S_ISREG(mode):
            walk.file(path)
        else:
            walk.fail(str(path), path.name, FailureCategory.NO_REGULAR_FILE)
    found = walk.found
    files = [(Path(path), shown_name(shown)) for path, shown in found.files.items()]
    # A file may be named itself and lie in a folder in which it would be passed over.
    failures = [failure for path, failure in found.failures.items() if path not in found.files]
    passed = [(shown, str(kind)) for path, (shown, kind) in found.passed.items() if path not in found.files]
    return FoundFiles(
        tuple(sorted(files, key=lambda pair: (pair[1], str(pair[0])))),
        tuple(sorted(failures, key=lambda failure: failure.source)),
        tuple(sorted(passed)),
    )


def is_table(shown: str) -> bool:
    """Whether a file of this name is a table with one course a row."""
    return ending_of(shown) in TABLE_ENDINGS


def is_page(shown: str) -> bool:
    """Whether a file of this name is a saved web page."""
    return ending_of(shown) in PAGE_ENDINGS


def holds_many(shown: str) -> bool:
    """Whether a file of this name may hold many courses: a table, or data that may be a catalogue."""
    return ending_of(shown) in TABLE_ENDINGS | DATA_ENDINGS


def is_data(shown: str) -> bool:
    """Whether a file of this name is data that may be a catalogue."""
    return ending_of(shown) in DATA_ENDINGS


def describe_source(data: bytes, shown: str) -> SourceFile:
    """Return the record of a file with these bytes and this shown path."""
    return SourceFile(shown, hashlib.sha256(data).hexdigest(), len(data))
