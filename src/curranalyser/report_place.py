"""The folder that is written to: which it is, whether it can be, and whether what lies there is our own."""

from collections.abc import Callable, Iterable
from pathlib import Path

from curranalyser.errors import OutputError
from curranalyser.folder import PROBE_FILE, leads_elsewhere
from curranalyser.i18n import N_
from curranalyser.own_files import is_nobodys, is_unwritten_store

_MOVE_IT = N_("Move it or give another folder.")


def chosen_folder(
    folder: Path,
    inner: str,
    holds_own: Callable[[Path], bool],
    names: Iterable[str],
    is_own: Callable[[Path, str], bool],
    *,
    force: bool,
) -> Path:
    """Return the folder to write to: the one that was named, or one of its own in it.

    The one that was named is taken where it is missing or empty, where the tool wrote there before, and with
    `force`. Else other things lie there, and what is written stands apart from them.

    Args:
        folder: the one that was named.
        inner: what the one in it is called.
        holds_own: whether the tool wrote the same kind of thing to a folder before.
        names: of files that would be written, within it.
        is_own: whether the file of a name in a folder is the tool's.
        force: whether to write beside other things.

    Returns:
        The folder, which need not be there.

    Raises:
        OutputError: a file of such a name lies there that the tool did not write, in the one or in the other;
            a folder cannot be looked into; or it is the top of a file system.
    """
    names = tuple(names)
    require_no_root(folder)
    try:
        refuse_others(folder, names, is_own)
        if force or not _holds_others(folder, holds_own):
            return folder
        within = folder / inner
        if within.is_symlink() or (within.exists() and _holds_others(within, holds_own)):
            raise OutputError(
                N_("%(path)s holds other files, and so does %(inner)s in it."),
                N_("Give another folder; or --force, to write beside them."),
                path=folder,
                inner=inner,
            )
        refuse_others(within, names, is_own)
    except OSError as error:
        raise not_writable(folder, error) from error
    return within


def require_no_root(folder: Path) -> None:
    """Refuse the top of a file system, whatever lies there. Raises OutputError."""
    try:
        whole = folder.resolve()
    except (OSError, RuntimeError) as error:
        raise not_writable(folder, error) from error
    if whole == whole.parent:
        raise OutputError(
            N_("%(path)s is the top of a file system, and nothing is written to it."),
            N_("Give a folder in it."),
            path=folder,
        )


def _holds_others(folder: Path, holds_own: Callable[[Path], bool]) -> bool:
    """Whether other things lie in a folder, and nothing that the tool wrote before. Raises OSError."""
    if not folder.exists() or holds_own(folder):
        return False
    return any(
        not is_nobodys(path.name) and not is_unwritten_store(folder, path.name) for path in folder.iterdir()
    )


def refuse_others(folder: Path, names: Iterable[str], is_own: Callable[[Path, str], bool]) -> None:
    """See that no file would take the place of one that the tool did not write.

    Args:
        folder: of the report.
        names: of the files to be written, within it.
        is_own: whether the file of a name in a folder is the tool's.

    Raises:
        OutputError: one that is not the tool's lies there, or a link, or a folder in which one would lie is a
            link or none; or it cannot be looked for.
    """
    try:
        for name in names:
            path = folder / name
            if leads_elsewhere(folder, name):
                raise OutputError(
                    N_("%(path)s is a link or no file, and is not written to."), _MOVE_IT, path=path
                )
            if path.exists() and not is_own(folder, name):
                raise OutputError(
                    N_("%(path)s was not written by the tool, and is not overwritten."), _MOVE_IT, path=path
                )
    except OSError as error:
        raise not_writable(folder, error) from error


def not_writable(folder: Path, error: Exception) -> OutputError:
    """Return the error of a report that cannot be written to a folder, for a reason."""
    return OutputError(
        N_("The report cannot be written to %(folder)s: %(error)s."),
        N_(
            "See that you may write there and that there is room, and close its files in other programs; or"
            " give another folder."
        ),
        folder=folder,
        error=error,
    )


def require_writable(folder: Path) -> None:
    """Make a folder where it is missing, and see that a file can be written there. Raises OutputError."""
    probe = folder / PROBE_FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # A new one: what somebody has made lead elsewhere is not written into.
        probe.unlink(missing_ok=True)
        probe.open("xb").close()
        probe.unlink()
    except OSError as error:
        raise not_writable(folder, error) from error
