"""The folder of a report: whether it can be written to, and whether what lies there is the tool's own."""

from collections.abc import Callable, Iterable
from pathlib import Path

from curranalyser.errors import OutputError
from curranalyser.folder import PROBE_FILE
from curranalyser.i18n import N_


def refuse_others(
    folder: Path, names: Iterable[str], is_own: Callable[[Path, str], bool], message: str
) -> None:
    """See that no file would take the place of one that the tool did not write.

    Args:
        folder: of the report.
        names: of the files to be written, within it.
        is_own: whether the file of a name in a folder is the tool's.
        message: that %(path)s is none, marked for translation.

    Raises:
        OutputError: one that is not the tool's lies there.
    """
    for name in names:
        if (folder / name).exists() and not is_own(folder, name):
            raise OutputError(message, N_("Move it or give another folder."), path=folder / name)


def not_writable(folder: Path) -> OutputError:
    """Return the error of a report that cannot be written to a folder."""
    return OutputError(
        N_("The report cannot be written to %(folder)s."),
        N_(
            "See that you may write there and that there is room, and close its files in other programs; or"
            " give another folder."
        ),
        folder=folder,
    )


def require_writable(folder: Path) -> None:
    """Make a folder where it is missing, and see that a file can be written there. Raises OutputError."""
    probe = folder / PROBE_FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise not_writable(folder) from error
