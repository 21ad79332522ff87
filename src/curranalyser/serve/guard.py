"""What every request passes before a room sees it, and what every answer carries.

Another page in the same browser must not read or change anything here (its Origin is another, and the cookie
is not sent for it), a foreign name that is made to lead here must not either (DNS rebinding: its Host is
another), another user of this computer must not (the token), and what a document says must not run (no script
but that of our own files). After OWASP's cheat sheets on cross-site request forgery and on content security
policy.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import parse_qsl, quote, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEALTH = "/health"
# Of what a browser sends, so much is no draft: fields of a form, white space, the words of two languages.
_BESIDE_DRAFTS = 1 << 20
# So many bytes may be read from any number of browsers at once; larger bodies wait their turn.
_SMALL = 1 << 20
# So many larger ones are read at once: with the usual limit of a file, 1.2 GB of memory at the worst.
_MOST_LARGE = 6
# Random bytes of a ticket: more than anybody can try.
_TICKET_BYTES = 24
# Seconds in which a browser may finish what it sends although it is refused.
_PATIENCE = 5
# Seconds without a byte after which nothing more is waited for: who stops in the midst keeps others waiting.
STALLED = 30.0
_SAFE = frozenset({"GET", "HEAD"})
_METHODS = _SAFE | {"POST"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    # Without any, browsers send "null" as the Origin of a form.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    "X-Robots-Tag": "noindex",
}
Refusal = Literal["host", "token", "origin", "method", "length", "busy"]
# Makes the answer to a request that is refused.
Refuse = Callable[[Request, Refusal, int], Response]
_STATUS: dict[Refusal, int] = {
    "host": 403, "token": 403, "origin": 403, "method": 405, "length": 413, "busy": 503,
}  # fmt: skip


class TooLongError(Exception):
    """More came than a request may hold."""


class StalledError(Exception):
    """A request did not come to its end."""


@dataclass
class Doors:
    """Who may come in.

    Attributes:
        token: of this start, or of the file that was named.
        port: that the page listens on.
        names: what it may be called in the Host header, with a port where the browser names one.
        tickets: each opens the page once: what a browser is started with can be read by others in the list
            of processes.
        largest: bytes of the largest draft.
    """

    token: str
    port: int
    names: Collection[str]
    largest: int
    tickets: set[str] = field(default_factory=set)

    @property
    def cookie(self) -> str:
        """Name of the cookie: pages on other ports of this computer share the jar."""
        return f"curranalyser-{self.port}"

    def ticket(self) -> str:
        """Return a word that opens the page once."""
        made = secrets.token_urlsafe(_TICKET_BYTES)
        self.tickets.add(made)
        return made

    def knows(self, host: str) -> bool:
        """Whether a Host header names this page."""
        return host.lower() in self.names

    def opens(self, given: str) -> bool:
        """Whether a token or a ticket opens the page. The ticket is used up then."""
        if given in self.tickets:
            self.tickets.discard(given)
            return True
        return self.is_token(given)

    def is_token(self, given: str) -> bool:
        """Whether it is the token, compared in a time that does not tell how much of it is right."""
        return secrets.compare_digest(given.encode(), self.token.encode())


class Guard:
    """See the module.

    Args:
        app: what is behind it.
        doors: who may come in.
        refuse: makes the answer to whom may not.
    """

    def __init__(self, app: ASGIApp, doors: Doors, refuse: Refuse) -> None:
        self.app, self.doors, self.refuse = app, doors, refuse
        self._large = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        request = Request(scope)
        answer = _with_headers(send)
        refusal = self._refusal(request)
        if refusal is not None:
            await self._refused(request, refusal)(scope, receive, _read_out(receive, answer))
        elif opened := self._opened(request):
            await opened(scope, receive, answer)
        elif not self._let_in(request):
            await self._refused(request, "token")(scope, receive, answer)
        else:
            await self._pass_on(request, receive, answer)

    def _refusal(self, request: Request) -> Refusal | None:
        """Return what is wrong with a request whoever it is from."""
        if not self.doors.knows(request.headers.get("host", "")):
            return "host"
        if request.method not in _METHODS:
            return "method"
        if request.method not in _SAFE and not self._own_origin(request.headers):
            return "origin"
        declared = request.headers.get("content-length", "0")
        if not declared.isdecimal() or int(declared) > self.most:
            return "length"
        return None

    @property
    def most(self) -> int:
        """Bytes that a request may hold: two versions of a draft and what is beside."""
        return 2 * self.doors.largest + _BESIDE_DRAFTS

    def _own_origin(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is None:
            return headers.get("sec-fetch-site") == "same-origin"
        scheme, _, host = origin.partition("://")
        return scheme in ("http", "https") and host.lower() == headers.get("host", "").lower()

    def _opened(self, request: Request) -> Response | None:
        """Return the way on, with the cookie, where a request brings what opens the page in its address."""
        pairs = parse_qsl(request.url.query, keep_blank_values=True)
        given = [value for name, value in pairs if name == "token"]
        if not given or request.method not in _SAFE or not self.doors.opens(given[0]):
            return None
        rest = urlencode([pair for pair in pairs if pair[0] != "token"])
        response = RedirectResponse(address_here(request) + (f"?{rest}" if rest else ""), 303)
        response.set_cookie(
            self.doors.cookie,
            self.doors.token,
            httponly=True,
            samesite="strict",
            secure=request.headers.get("x-forwarded-proto") == "https",
        )
        return response

    def _let_in(self, request: Request) -> bool:
        if request.url.path == HEALTH:
            return True
        scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and self.doors.is_token(bearer.strip()):
            return True
        return any(map(self.doors.is_token, _cookies(request.headers, self.doors.cookie)))

    def _refused(self, request: Request, refusal: Refusal) -> Response:
        response = self.refuse(request, refusal, _STATUS[refusal])
        if refusal == "busy":
            response.headers["Retry-After"] = "2"
        return response

    async def _pass_on(self, request: Request, receive: Receive, send: Send) -> None:
        declared = request.headers.get("content-length")
        is_large = request.method not in _SAFE and (declared is None or int(declared) > _SMALL)
        if is_large and self._large >= _MOST_LARGE:
            await self._refused(request, "busy")(request.scope, receive, _read_out(receive, send))
            return
        self._large += is_large
        try:
            await self.app(request.scope, _counted(receive, self.most), send)
        finally:
            self._large -= is_large


def address_here(request: Request) -> str:
    """Return the path that was asked for, to be put into a page or a redirect: it leads to this page alone.

    With two strokes at its beginning, of either kind, a browser would take it for another computer.
    """
    return "/" + quote(request.scope["path"].lstrip("/"))


def _cookies(headers: Headers, name: str) -> Iterator[str]:
    """Yield the values of a cookie.

    Pages on other ports of this computer share the jar: what they have put there, under whatever name and in
    whatever form, must not hide ours.
    """
    for line in headers.getlist("cookie"):
        for pair in line.split(";"):
            found, _, value = pair.partition("=")
            if found.strip() == name:
                yield value.strip().strip('"')


def _counted(receive: Receive, most: int) -> Receive:
    """Return what receives no more than so many bytes, whatever the length that was declared.

    It waits for each piece no longer than is set, until the last of them has come.
    """
    seen, is_whole = 0, False

    async def counted() -> Message:
        nonlocal seen, is_whole
        try:
            async with asyncio.timeout(None if is_whole else STALLED):
                message = await receive()
        except TimeoutError as error:
            raise StalledError from error
        is_whole = not message.get("more_body", False)
        seen += len(message.get("body", b""))
        if seen > most:
            raise TooLongError
        return message

    return counted


def _read_out(receive: Receive, send: Send) -> Send:
    """Return what sends an answer, and lets a browser finish what it sends: else it shows none.

    What still comes is thrown away piece by piece, for some seconds at most.
    """

    async def answer(message: Message) -> None:
        if message["type"] != "http.response.body" or message.get("more_body"):
            await send(message)
            return
        await send({**message, "more_body": True})
        try:
            async with asyncio.timeout(_PATIENCE):
                while (await receive()).get("more_body"):
                    pass
        except TimeoutError:
            pass
        await send({"type": "http.response.body", "body": b""})

    return answer


def _with_headers(send: Send) -> Callable[[Message], Awaitable[None]]:
    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return answer
