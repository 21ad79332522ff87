"""The page on its sockets, until somebody ends it."""

import asyncio
import errno
import logging
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp

from curranalyser.errors import SettingsError
from curranalyser.i18n import N_

# This computer and no other.
LOOPBACK = ("127.0.0.1", "::1")
# Seconds that a browser is waited for when the page ends.
_GOODBYE = 2
# Browsers that wait to be let in: a lecture hall that opens the page at once.
_BACKLOG = 256


def listening(hosts: Sequence[str], port: int) -> list[socket.socket]:
    """Return sockets that listen on a port of each host.

    Args:
        hosts: addresses or names. The first is needed; of the others, those that this computer has.
        port: 0 for one that is free, the same on each.

    Raises:
        SettingsError: the port is taken, or the host is none of this computer.
    """
    sockets: list[socket.socket] = []
    for number, host in enumerate(hosts):
        try:
            sockets.append(_bound(host, port))
        except (OSError, OverflowError) as error:
            # Of the same computer by its other address: another program has the port there, or it has none.
            if number and getattr(error, "errno", None) in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
                continue
            for opened in sockets:
                opened.close()
            raise _not_listening(host, port, error) from error
        port = port or sockets[0].getsockname()[1]
    return sockets


def _bound(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    made = socket.socket(family, kind, protocol)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind(address)
        made.listen(_BACKLOG)
    except OSError:
        made.close()
        raise
    return made


def _not_listening(host: str, port: int, error: Exception) -> SettingsError:
    if getattr(error, "errno", None) == errno.EADDRINUSE:
        return SettingsError(
            N_("Another program listens on port %(port)s, perhaps “curranalyser serve” itself."),
            N_("End it, or choose another port with --port."),
            port=port,
        )
    return SettingsError(
        N_("The page cannot listen on %(host)s, port %(port)s: %(error)s."),
        N_("Choose another with --host or --port."),
        host=host,
        port=port,
        error=getattr(error, "strerror", None) or error,
    )


def run(app: ASGIApp, sockets: list[socket.socket], begun: Callable[[], None]) -> None:
    """Serve until Ctrl-C or a signal ends it.

    Args:
        app: what answers.
        sockets: that it listens on; they are closed at the end.
        begun: called when it answers.
    """
    # Libraries log what they stumble upon, and that is what was sent; where nobody listens, Python prints it.
    logging.getLogger().addHandler(logging.NullHandler())

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            begun()

    config = uvicorn.Config(
        app,
        # What is asked for is told to nobody: a log of addresses is a log of who worked when.
        access_log=False,
        log_config=None,
        log_level="critical",
        server_header=False,
        lifespan="on",
        ws="none",
        http="h11",
        loop="asyncio",
        proxy_headers=False,
        backlog=_BACKLOG,
        timeout_graceful_shutdown=_GOODBYE,
    )
    try:
        # uvicorn passes the signal on that has ended it, when all is closed.
        with suppress(KeyboardInterrupt):
            asyncio.run(Server(config).serve(sockets))
    finally:
        for opened in sockets:
            opened.close()
