"""Options that several commands share, and how a command ends."""

import errno
import functools
import os
import sys
import warnings
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn, ParamSpec, TextIO, TypeVar

import click

from curranalyser.cli.stopped import limit_own_process, stopped_by
from curranalyser.errors import CurranalyserError, ExitCode, OutputError, SettingsError, UnreadRowWarning
from curranalyser.i18n import N_, Translator, translator
from curranalyser.output_file import write_file
from curranalyser.settings import Settings, check_columns, check_settings, load_settings

FC = TypeVar("FC", bound=Callable[..., Any] | click.Command)
P = ParamSpec("P")
# What a write to standard output raises: a full disk, a fault of it, or nobody there to read.
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EPIPE, errno.EIO, errno.EBADF})
# What cannot come of reading.
_UNWRITABLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS})
# Names of the arguments of commands that say where is written to.
_OUTPUTS = ("folder", "output", "json_file", "json_path", "html_file", "log_file", "annotate")


def schema_option(text: Callable[[], str], of: str) -> Callable[[FC], FC]:
    """Make the option --schema: it prints a schema and ends the command, whatever else is missing.

    Args:
        text: makes the schema.
        of: what it is the schema of, for the help page; English.
    """

    def show(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
        if wanted:
            click.echo(text())
            context.exit()

    return click.option(
        "--schema",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=f"Print the schema of {of} and exit.",
    )


lang_option = click.option(
    "--lang",
    type=click.Choice(["sv", "en"]),
    help="Language of everything shown. Default: as in curranalyser.toml, else en.",
)
goals_option = click.option(
    "--goals",
    "goals_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help=(
        "Your own table of goals, as `curranalyser goals export` writes it: which outcome of which course"
        " leads to which goal of its programme."
    ),
)
settings_option = click.option(
    "--settings",
    "settings_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Settings file. Default: curranalyser.toml here, if there is one.",
)
ocr_option = click.option(
    "--ocr",
    is_flag=True,
    default=None,
    help="Read pages that are pictures by text recognition. Needs curranalyser[ocr] and Tesseract."
    " Default: as in curranalyser.toml, else not.",
)
pipeline_option = click.option(
    "--spacy-pipeline",
    help="Name or folder of a spaCy pipeline that goes before the labeller in its language. Default: as in"
    " curranalyser.toml, else none.",
)
_PINNED = "curranalyser.model_sha256"


def _pin(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    context.meta[_PINNED] = value


model_sha256_option = click.option(
    "--model-sha256",
    metavar="HEX",
    expose_value=False,
    callback=_pin,
    help="SHA-256 that the model has to have; another one is refused. Default: as in curranalyser.toml, else"
    " any.",
)


def pinned_model() -> str | None:
    """Return what --model-sha256 says; None where it was not given, or the command has no such option."""
    context = click.get_current_context(silent=True)
    return context.meta.get(_PINNED) if context else None


columns_option = click.option(
    "--columns",
    help=(
        "For tables with one course a row: which column holds what, such as"
        " code=Kurskod,title=Namn,outcomes=Mål. Default: as in curranalyser.toml."
    ),
)


def parse_columns(text: str | None) -> tuple[tuple[str, str], ...] | None:
    """Read the value of --columns.

    Raises SettingsError where a part has no column, or names a field that there is not.
    """
    if text is None:
        return None
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    for field, _, column in pairs:
        if not field.strip() or not column.strip():
            raise SettingsError(
                N_("--columns cannot be %(text)s."),
                N_("Write field=column, with commas between: code=Kurskod,title=Namn"),
                text=text,
            )
    return check_columns({field.strip(): column.strip() for field, _, column in pairs})


def choose_settings(path: Path | None, **given: Any) -> Settings:  # noqa: ANN401 any setting
    """Load the settings and let the options that were given win. Raises SettingsError."""
    given["model_sha256"] = given.get("model_sha256") or pinned_model()
    chosen = {name: value for name, value in given.items() if value is not None}
    where = " ".join(f"--{name.replace('_', '-')}" for name in chosen)
    settings = load_settings(path)
    limit_own_process(settings)
    return check_settings(replace(settings, **chosen), where)


def require_recognition(settings: Settings) -> None:
    """See that text can be recognised where the settings ask for it. Raises SettingsError."""
    if settings.ocr:
        from curranalyser.read.ocr import recognition_version

        recognition_version()


def fail(error: CurranalyserError, lang: str) -> NoReturn:
    """Say an error in one line on stderr and exit with its code."""
    from curranalyser.report.sanitise import clean_line

    say = translator(lang)
    # Where standard error itself is lost, the code is all that can be said.
    with suppress(OSError):
        click.echo(f"curranalyser: {clean_line(error.told(say.gettext))}", err=True)
    sys.exit(int(error.exit_code))


def guarded(command: Callable[P, int | None]) -> Callable[P, None]:
    """Wrap a command.

    Expected errors become one line and their exit code, and so does what the system refuses; Ctrl-C becomes
    130, the returned number the exit code.
    """

    @functools.wraps(command)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> None:
        lang = str(kwargs.get("lang") or "")
        try:
            with _unread_rows(lang, kwargs.get("settings_path")) as unread:
                code = command(*args, **kwargs)
            if unread and code in (None, ExitCode.OK, ExitCode.FINDINGS):
                code = int(ExitCode.PARTIAL)
        except CurranalyserError as error:
            fail(error, lang or _configured_lang(kwargs.get("settings_path")))
        except KeyboardInterrupt:
            say_interrupted(lang, kwargs.get("settings_path"))
        except (MemoryError, RuntimeError, OSError) as error:
            configured = lang or _configured_lang(kwargs.get("settings_path"))
            if isinstance(error, OSError) and lost_output(error):
                fail_output(error, configured)
            refused = stopped_by(error) or refused_by_system(error, [kwargs.get(name) for name in _OUTPUTS])
            if refused is None:
                raise
            fail(refused, configured)
        sys.exit(code or 0)

    return wrapper


@contextmanager
def _unread_rows(lang: str, settings_path: object) -> Iterator[list[UnreadRowWarning]]:
    """Say each row of a given table that is not read in a line on stderr; yields them."""
    from curranalyser.report.sanitise import clean_line

    unread: list[UnreadRowWarning] = []
    show = warnings.showwarning

    def say(message: Warning | str, *where: Any) -> None:  # noqa: ANN401 as `warnings` calls it
        if isinstance(message, UnreadRowWarning):
            unread.append(message)
            told = message.error.told(translator(lang or _configured_lang(settings_path)).gettext)
            click.echo(f"curranalyser: {clean_line(told)}", err=True)
        else:
            show(message, *where)

    with warnings.catch_warnings():
        warnings.simplefilter("always", UnreadRowWarning)
        warnings.showwarning = say  # type: ignore[assignment]
        yield unread


def say_interrupted(lang: str, settings_path: object = None) -> NoReturn:
    """Say that the run was interrupted, in a language or in that of the settings, and exit."""
    say = translator(lang or _configured_lang(settings_path))
    interrupted = say.gettext("Interrupted.")
    with suppress(OSError):
        click.echo(f"curranalyser: {interrupted}", err=True)
    sys.exit(int(ExitCode.INTERRUPTED))


def chosen(named: Path, taken: Path, say: Translator) -> Path:
    """Say where it is written, if that is not the folder that was named. Returns the one that is taken."""
    if taken != named:
        told = say.gettext(
            "%(path)s holds other files: this goes to %(taken)s. With --force it goes beside them.",
            path=named,
            taken=taken,
        )
        from curranalyser.report.sanitise import clean_line

        click.echo(clean_line(told), err=True)
    return taken


audit_argument = click.argument("audit_path", metavar="AUDIT", type=click.Path(path_type=Path))
table_option = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write: .xlsx or .csv. Default: CSV on standard output.",
)
replace_option = click.option(
    "--force",
    is_flag=True,
    help="Replace the file that is there. Without it none is that somebody may have filled in.",
)
beside_option = click.option(
    "--force",
    is_flag=True,
    help=(
        "Write into a folder that holds other files, beside them. Default: into a folder of its own in it."
        " No file of others is ever overwritten."
    ),
)


def write_table(
    output: Path | None,
    csv: Callable[[], bytes],
    workbook: Callable[[], bytes],
    *,
    force: bool,
    inputs: Collection[Path],
) -> None:
    """Write a table that people are to fill in.

    Args:
        output: a workbook where its name ends so, else CSV; None for CSV on standard output.
        csv: makes the bytes of the one; called only where it is asked for.
        workbook: makes those of the other, likewise.
        force: whether a file that is there may go.
        inputs: what the table is made of.

    Raises:
        OutputError: the file cannot be written, or one is there and may not go.
    """
    if output is None:
        sys.stdout.buffer.write(csv())
        sys.stdout.buffer.flush()
    else:
        data = workbook() if output.suffix.lower() == ".xlsx" else csv()
        write_file(output, data, force=force, filled_in=True, inputs=inputs)


def refused_by_system(error: BaseException, outputs: "Collection[object]") -> CurranalyserError | None:
    """Return what is said where the system refused something that no part of the tool had reckoned with.

    Args:
        error: what the system said; of another error nothing is said.
        outputs: where the command writes to, if anywhere.

    Returns:
        An OutputError where it was about writing, else a SettingsError: what was given cannot be read. None
        where it was about no file.
    """
    if not isinstance(error, OSError):
        return None
    if error.filename is None and not _has_current_folder():
        return SettingsError(N_("The current folder is no longer there."), N_("Go to one that is."))
    path = error.filename if error.filename is not None else error.filename2
    if not isinstance(path, str | bytes | os.PathLike):
        return None
    named = os.fsdecode(path)
    writing = error.errno in _UNWRITABLE or any(
        isinstance(output, Path) and Path(named).is_relative_to(output) for output in outputs
    )
    if writing:
        return OutputError(
            N_("%(path)s cannot be written: %(error)s."),
            N_("See that you may write there and that there is room; or give another folder."),
            path=named,
            error=error,
        )
    return SettingsError(
        N_("%(path)s cannot be read: %(error)s."), N_("See that you may read it."), path=named, error=error
    )


def _has_current_folder() -> bool:
    try:
        Path.cwd()
    except OSError:
        return False
    return True


def lost_output(error: OSError) -> bool:
    """Whether an error came from writing to standard output or standard error."""
    return error.errno in _NO_ROOM and error.filename is None


def fail_output(error: OSError, lang: str) -> NoReturn:
    """Say that standard output is lost, and exit.

    What is still to be written goes nowhere: Python would try again at its end.
    """
    for stream in _lost_streams():
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
    if error.errno != errno.EPIPE:  # whoever reads through `head` knows
        fail(
            OutputError(
                N_("Standard output cannot be written: %(error)s."),
                N_("Make room, or write elsewhere."),
                error=error,
            ),
            lang,
        )
    sys.exit(int(ExitCode.OUTPUT))


def _lost_streams() -> list[TextIO]:
    """Return those of standard output and standard error that are lost; the first if none is known to be.

    What has been said to a stream may be on its way still, so that only now it is known which one is lost.
    """
    lost = []
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            lost.append(stream)
    return lost or [sys.stdout]


def _configured_lang(path: object) -> str:
    """Return the language of the settings file, or English where it cannot be read."""
    try:
        return load_settings(path if isinstance(path, Path) else None).lang
    except CurranalyserError:
        return "en"
