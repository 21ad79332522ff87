"""`curranalyser serve`: the page on this computer."""

import os
import re
import secrets
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from curranalyser.cli.options import (
    choose_settings,
    guarded,
    lang_option,
    model_sha256_option,
    settings_option,
)
from curranalyser.errors import SettingsError
from curranalyser.i18n import N_, Translator, translator

if TYPE_CHECKING:
    from curranalyser.serve.guard import Doors

# A fixed one: what a browser remembers for a page, it remembers for its port.
DEFAULT_PORT = 8765
_TOKEN = re.compile(r"[A-Za-z0-9_.~-]{16,512}")
_LARGEST_TOKEN_FILE = 4096


@click.command("serve")
@click.argument("audit_path", metavar="[AUDIT]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=DEFAULT_PORT,
    show_default=True,
    help="Port to listen on; 0 for one that is free.",
)
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.option(
    "--programmes",
    "programmes_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Table (.csv) that corrections of programmes are written to. Default: programmes.csv beside AUDIT.",
)
@click.option("--read-only", is_flag=True, help="Show, and save nothing.")
@click.option(
    "--host",
    help="Listen on this address of the computer, for others too. Needs --token-file, and saves nothing.",
)
@click.option(
    "--public-name",
    multiple=True,
    help="With --host: the name that browsers know the page by, as behind a proxy; may be repeated.",
)
@click.option(
    "--token-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File with the token that opens the page, 16 signs or more. Default: a new one at each start.",
)
@model_sha256_option
@lang_option
@settings_option
@guarded
def command(
    audit_path: Path | None,
    port: int,
    no_browser: bool,
    programmes_path: Path | None,
    read_only: bool,
    host: str | None,
    public_name: tuple[str, ...],
    token_file: Path | None,
    lang: str | None,
    settings_path: Path | None,
) -> int:
    """Open a page on this computer: check a draft, and with AUDIT review labels and correct programmes.

    AUDIT is a report folder, or the audit.json in it. The address of the page is printed, and the browser
    opened. Nothing leaves this computer: drafts are kept nowhere, and what is decided is written beside the
    audit. Ctrl-C ends it.
    """
    from curranalyser.analyse import load_stage
    from curranalyser.check.suppress import load_check_settings
    from curranalyser.library.finished import read_audit
    from curranalyser.serve.ahead import prepare
    from curranalyser.serve.analysts import Analysts
    from curranalyser.serve.app import create_app
    from curranalyser.serve.desk import Desk
    from curranalyser.serve.guard import Doors
    from curranalyser.serve.server import LOOPBACK, listening, run

    Path.cwd()  # the server asks for it, and what it then says is none of ours
    settings = choose_settings(settings_path, lang=lang)
    say = translator(settings.lang)
    own = load_check_settings(settings_path)
    _require_table(programmes_path, audit_path)
    token = _token(token_file, host, public_name)
    # Whole, as the processes will load it: a model that cannot be used is told of now, and not with a draft.
    scheme, _ = load_stage(settings)
    audit = read_audit(audit_path) if audit_path else None
    folder = None if audit_path is None else audit_path if audit_path.is_dir() else audit_path.parent
    sockets = listening((host,) if host else LOOPBACK, port)
    port = sockets[0].getsockname()[1]
    doors = Doors(token, port, _names(port, host, public_name), settings.max_megabytes * 1024 * 1024)
    desk = Desk(
        settings,
        scheme,
        own,
        Analysts(settings, min(settings.jobs or os.cpu_count() or 1, 4)),
        audit,
        folder,
        read_only=read_only or host is not None,
        hosted=host is not None,
        programmes=programmes_path,
    )
    address = f"http://{_in_address(host or LOOPBACK[0])}:{port}/"

    def begun() -> None:
        if audit is not None:
            prepare(desk)
        _say_begun(say, address, doors, hosted=host is not None, given=token_file is not None)
        if not no_browser and host is None and _has_screen():
            webbrowser.open(f"{address}?token={doors.ticket()}")

    run(create_app(desk, doors), sockets, begun)
    ended = say.gettext("The page has ended.")
    click.echo(ended, err=True)
    return 0


def _require_table(path: Path | None, audit_path: Path | None) -> None:
    """Raise SettingsError where a table of programmes is named that the page cannot write."""
    if path is None:
        return
    if audit_path is None:
        raise SettingsError(N_("--programmes goes with an audit."), N_("Give AUDIT too, or leave it out."))
    if path.suffix.lower() != ".csv":
        raise SettingsError(
            N_("%(path)s does not end in .csv."),
            N_("The page writes CSV; a workbook can be downloaded from it."),
            path=path,
        )


def _say_begun(say: Translator, address: str, doors: "Doors", *, hosted: bool, given: bool) -> None:
    # A token that the user keeps in a file is not printed: the terminal may be a log.
    click.echo(address if given else f"{address}?token={doors.token}")
    sys.stdout.flush()
    if hosted:
        open_told = say.gettext(
            "Others can reach this page over the network. Put it behind a login, as docs/hosting.md says."
        )
        click.echo(open_told, err=True)
    else:
        told = say.gettext("The page is open at this address on this computer. Ctrl-C ends it.")
        click.echo(told, err=True)


def _token(path: Path | None, host: str | None, public_names: tuple[str, ...]) -> str:
    """Return the token of the file, or a new one. Raises SettingsError."""
    if host is None and public_names:
        raise SettingsError(N_("--public-name goes with --host."), N_("Give both, or neither."))
    if path is None:
        if host is not None:
            raise SettingsError(
                N_("With --host others can reach the page, and it needs a token that lasts."),
                N_("Write 16 signs or more into a file, and name it with --token-file."),
            )
        return secrets.token_urlsafe(24)
    try:
        with path.open("rb") as file:
            text = file.read(_LARGEST_TOKEN_FILE).decode("ascii", "replace").strip()
    except OSError as error:
        raise SettingsError(
            N_("The token in %(path)s cannot be read: %(error)s."), N_("Check the path."),
            path=path, error=error.strerror,
        ) from error  # fmt: skip
    if not _TOKEN.fullmatch(text):
        raise SettingsError(
            N_("%(path)s holds no token."),
            N_("Write one line of 16 signs or more: letters, digits, and the signs - _ . ~"),
            path=path,
        )
    return text


def _names(port: int, host: str | None, public_names: tuple[str, ...]) -> frozenset[str]:
    """Return what the Host header may say."""
    own = ["127.0.0.1", "localhost", "[::1]", *([_in_address(host)] if host else [])]
    with_port = [f"{name}:{port}" for name in own]
    # Browsers leave the port of the scheme out, and behind a proxy it is the proxy's.
    without = own if port == 80 else []
    return frozenset(name.lower() for name in (*with_port, *without, *public_names))


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _has_screen() -> bool:
    """Whether a browser would have a window, and not take the terminal."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
