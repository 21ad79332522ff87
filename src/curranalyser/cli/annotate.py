"""`check --annotate`: the draft with the findings on it, in a file that was not there before."""

import os
import stat
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from curranalyser.errors import FAILURE_TEXTS, DocumentError, OutputError, SettingsError
from curranalyser.i18n import N_, Translator

if TYPE_CHECKING:
    from curranalyser.check.draft import Draft
    from curranalyser.check.finding import Finding
    from curranalyser.settings import Settings

_PREFIX = ".curranalyser-"
_DEFAULT_MODE = 0o666


def require_target(target: Path, drafts: Sequence[str], force: bool) -> None:
    """See that the annotated draft may be written, before anything is done for it.

    Args:
        target: the file to write.
        drafts: the names of what is checked; "" where that is not known yet.
        force: whether a file that is there may be replaced.

    Raises:
        SettingsError: it is not one draft, or not of the type of the target.
        OutputError: something is there already, or a link, or what is no file, or it is open elsewhere.
    """
    from curranalyser.read.endings import WORD_ENDINGS, ending_of

    ending = ending_of(target.name)
    if (
        len(drafts) != 1
        or ending not in {".pdf", *WORD_ENDINGS}
        or (drafts[0] and ending_of(drafts[0]) != ending)
    ):
        raise SettingsError(
            N_("--annotate takes one Word file or one PDF and writes a file of the same type."),
            N_("Write: curranalyser check draft.docx --annotate out.docx"),
        )
    try:
        mode = target.lstat().st_mode
    except FileNotFoundError:
        return
    except OSError as error:
        raise _not_written(target, error) from error
    if not stat.S_ISREG(mode):
        raise OutputError(
            N_("%(path)s is a link or no file, and is not written to."),
            N_("Give the name of a file."),
            path=target,
        )
    if not force:
        raise OutputError(
            N_("%(path)s is there already, and is not overwritten."),
            N_("Give another name; or --force, to replace the file."),
            path=target,
        )
    if _is_open(target):
        raise OutputError(
            N_("%(path)s is open in an office program, which would write over it."),
            N_("Close it there, or give another name."),
            path=target,
        )


def _is_open(target: Path) -> bool:
    """Whether Word or LibreOffice has left its lock file beside a document.

    Word puts its sign before the name, or in place of one or two signs of a longer one.
    """
    name = target.name
    locks = (f"~${name}", f"~${name[1:]}", f"~${name[2:]}", f".~lock.{name}#")
    return any(os.path.lexists(target.with_name(lock)) for lock in locks)


def require_other_file(output: Path | None, inputs: Sequence[Path | None]) -> None:
    """See that a result is not written over what it is made of. Raises OutputError."""
    for path in inputs:
        if output is not None and path is not None and _same(output, path):
            raise OutputError(
                N_("%(path)s is one of the drafts, and is not overwritten."),
                N_("Choose another place."),
                path=output,
            )


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one is not there
        return False


def annotate(
    target: Path,
    draft: "Draft",
    findings: "tuple[Finding, ...]",
    settings: "Settings",
    say: Translator,
    *,
    force: bool,
) -> None:
    """Write the annotated draft. See `require_target`.

    Raises:
        SettingsError: the draft is of another type than the target.
        OutputError: it cannot be written.
    """
    from curranalyser.limits import answers_within

    require_target(target, [draft.source.path], force)
    if target.suffix.lower() == ".pdf":
        from curranalyser.check.highlights import add_highlights as annotated
    else:
        from curranalyser.check.comments import add_comments as annotated
    [made] = answers_within([partial(annotated, draft.data, findings, say)], settings)
    if isinstance(made, DocumentError):
        message, hint = FAILURE_TEXTS[made.category]
        raise OutputError(
            N_("%(path)s was not written: %(reason)s"),
            hint,
            path=target,
            reason=say.gettext(message),
        )
    try:
        _put(target, made, force)
    except OSError as error:
        raise _not_written(target, error) from error


def _not_written(target: Path, error: OSError) -> OutputError:
    return OutputError(
        N_("%(path)s cannot be written: %(error)s."), N_("Choose another place."), path=target, error=error
    )


def _put(target: Path, data: bytes, force: bool) -> None:
    """Write a file beside its place, and put it there when it is whole. Raises OSError.

    A file that came there meanwhile stays where `force` is not given.
    """
    handle, name = tempfile.mkstemp(prefix=_PREFIX, dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(_mode(target))
        if force or not _linked(part, target):
            part.replace(target)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _mode(target: Path) -> int:
    """Return the permissions of the file that is replaced, or those of a new one."""
    try:
        return stat.S_IMODE(target.lstat().st_mode)
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return _DEFAULT_MODE & ~mask


def _linked(part: Path, target: Path) -> bool:
    """Give a file its name where that is free, which a link does in one step.

    Returns:
        Whether it has it; not where the file system knows no links.

    Raises:
        FileExistsError: the name is taken.
    """
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        if os.path.lexists(target):
            raise FileExistsError(17, "File exists", str(target)) from None
        return False
    return True
