"""Options that several commands share, and how a command ends."""

import errno
import functools
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn, ParamSpec, TypeVar

import click

from curranalyser.errors import CurranalyserError, ExitCode, OutputError, SettingsError, UnreadRowWarning
from curranalyser.i18n import N_, translator
from curranalyser.settings import Settings, check_columns, check_settings, load_settings

FC = TypeVar("FC", bound=Callable[..., Any] | click.Command)
P = ParamSpec("P")
# What a write to standard output raises: a full disk, or nobody there to read.
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EPIPE})


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
    return check_settings(replace(load_settings(path), **chosen), where)


def require_recognition(settings: Settings) -> None:
    """See that text can be recognised where the settings ask for it. Raises SettingsError."""
    if settings.ocr:
        from curranalyser.read.ocr import recognition_version

        recognition_version()


def fail(error: CurranalyserError, lang: str) -> NoReturn:
    """Say an error in one line on stderr and exit with its code."""
    from curranalyser.report.sanitise import clean_line

    say = translator(lang)
    click.echo(f"curranalyser: {clean_line(error.told(say.gettext))}", err=True)
    sys.exit(int(error.exit_code))


def guarded(command: Callable[P, int | None]) -> Callable[P, None]:
    """Wrap a command.

    Expected errors become one line and their exit code, Ctrl-C becomes 130, the returned number the exit
    code.
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
        except OSError as error:
            if not lost_output(error):
                raise
            fail_output(error, lang or _configured_lang(kwargs.get("settings_path")))
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
    click.echo(f"curranalyser: {interrupted}", err=True)
    sys.exit(int(ExitCode.INTERRUPTED))


def write_output(path: Path, data: bytes) -> None:
    """Write a file that an option named. Raises OutputError."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise OutputError(
            N_("%(path)s cannot be written: %(error)s."), N_("Choose another place."), path=path, error=error
        ) from error


audit_argument = click.argument("audit_path", metavar="AUDIT", type=click.Path(path_type=Path))
table_option = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write: .xlsx or .csv. Default: CSV on standard output.",
)


def write_table(output: Path | None, csv: Callable[[], bytes], workbook: Callable[[], bytes]) -> None:
    """Write a table that people are to fill in.

    Args:
        output: a workbook where its name ends so, else CSV; None for CSV on standard output.
        csv: makes the bytes of the one; called only where it is asked for.
        workbook: makes those of the other, likewise.

    Raises:
        OutputError: the file cannot be written.
    """
    if output is None:
        sys.stdout.buffer.write(csv())
        sys.stdout.buffer.flush()
    else:
        write_output(output, workbook() if output.suffix.lower() == ".xlsx" else csv())


def lost_output(error: OSError) -> bool:
    """Whether an error came from writing to standard output."""
    return error.errno in _NO_ROOM and error.filename is None


def fail_output(error: OSError, lang: str) -> NoReturn:
    """Say that standard output is lost, and exit.

    What is still to be written to it goes nowhere: Python would try again at its end.
    """
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
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


def _configured_lang(path: object) -> str:
    """Return the language of the settings file, or English where it cannot be read."""
    try:
        return load_settings(path if isinstance(path, Path) else None).lang
    except CurranalyserError:
        return "en"
