"""Who is let in, and what every answer carries."""

import asyncio
import re

import pytest
from served import HOST, MEGABYTE, ORIGIN, PORT, TOKEN, Opened
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message, Receive

from curranalyser.serve.guard import POLICY


def test_the_address_with_the_token_opens_the_page_and_loses_it(
    open_page: Opened,
) -> None:
    client = open_page(let_in=False)
    answer = client.get(f"/check?token={TOKEN}&lang=sv")
    assert (answer.status_code, answer.headers["location"]) == (303, "/check?lang=sv")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert client.get("/check").status_code == 200


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], "å" * 20])
def test_no_token_is_refused_in_a_sentence(open_page: Opened, token: str) -> None:
    answer = open_page(let_in=False).get("/check", params={"token": token})
    assert answer.status_code == 403
    assert "curranalyser serve" in answer.text
    assert "set-cookie" not in answer.headers


def test_a_login_before_the_page_may_bring_the_token(open_page: Opened) -> None:
    client = open_page(let_in=False)
    assert client.get("/check", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert client.get("/check", headers={"authorization": "Bearer other"}).status_code == 403


def test_a_ticket_opens_once() -> None:
    from curranalyser.serve.guard import Doors

    doors = Doors(TOKEN, 1, (), 1)
    ticket = doors.ticket()
    assert doors.opens(ticket)
    assert not doors.opens(ticket)
    assert doors.opens(TOKEN)
    assert doors.opens(TOKEN)


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "127.0.0.1:8765.evil.example", ""]
)
def test_a_foreign_host_is_refused_also_with_the_cookie(open_page: Opened, host: str) -> None:
    answer = open_page().get("/check", headers={"host": host})
    assert answer.status_code == 403
    assert "address" in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:8766"},
        {"origin": "http://localhost:8765"},
        {"origin": "", "sec-fetch-site": "cross-site"},
    ],
)
def test_what_another_page_sends_is_refused(open_page: Opened, headers: dict[str, str]) -> None:
    assert open_page().post("/check", data={"text": "x"}, headers=headers).status_code == 403


def test_a_form_without_origin_is_taken_where_the_browser_says_that_it_is_ours(open_page: Opened) -> None:
    client = open_page()
    del client.headers["origin"]
    assert client.post("/nowhere", headers={"sec-fetch-site": "same-origin"}).status_code == 404
    assert client.post("/nowhere").status_code == 403


def test_every_answer_forbids_what_we_do_not_use(open_page: Opened) -> None:
    client = open_page()
    for path in ("/check", "/nowhere", "/static/serve.css", "/health"):
        headers = client.get(path).headers
        assert headers["content-security-policy"] == POLICY
        assert "unsafe" not in POLICY
        assert headers["cache-control"] == "no-store"
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert not [name for name in headers if name.startswith("access-control")]


def test_a_preflight_gets_nothing(open_page: Opened) -> None:
    answer = open_page().options("/check", headers={"access-control-request-method": "POST"})
    assert answer.status_code == 405
    assert not [name for name in answer.headers if name.startswith("access-control")]


def _long(client: TestClient, **headers: str) -> int:
    return client.post("/check", content=b"x" * (4 * MEGABYTE), headers=headers).status_code


def test_a_body_that_is_too_long_is_refused_by_what_it_declares_and_by_what_comes(open_page: Opened) -> None:
    client = open_page()
    assert _long(client) == 413

    def pieces():
        for _ in range(40):
            yield b"x" * 100_000

    answer = client.post(
        "/nowhere", content=pieces(), headers={"content-type": "multipart/form-data; boundary=x"}
    )
    assert answer.status_code in (404, 413)


@pytest.mark.parametrize("length", ["-1", "1e9", "99999999999", "abc"])
def test_an_odd_length_is_refused(open_page: Opened, length: str) -> None:
    assert open_page().post("/check", content=b"x", headers={"content-length": length}).status_code == 413


@pytest.mark.parametrize("name", ["../desk.py", "%2e%2e%2fdesk.py", "layout.html.j2", "nothing.css"])
def test_only_our_own_styles_and_scripts_are_served(open_page: Opened, name: str) -> None:
    assert open_page().get(f"/static/{name}").status_code == 404


def test_health_needs_no_token(open_page: Opened) -> None:
    assert open_page(let_in=False).get("/health").text == "ok"


def test_the_language_is_chosen_on_the_page_and_remembered(open_page: Opened) -> None:
    client = open_page()
    assert 'lang="en"' in client.get("/check").text
    assert 'lang="sv"' in client.get("/check?lang=sv").text
    assert 'lang="sv"' in client.get("/check").text
    assert client.get("/check?lang=xx").status_code == 200


def test_the_rooms_of_an_audit_are_there_with_an_audit_alone(open_page: Opened) -> None:
    client = open_page()
    assert client.get("/").headers["location"] == "/check"
    assert client.get("/review").status_code == 404
    assert "/review" not in client.get("/check").text


@pytest.mark.parametrize(
    "path", ["//evil.example/x", "///evil.example", "/%2f%2fevil.example", "/%5c%5cevil.example"]
)
@pytest.mark.parametrize("let_in", [True, False])
def test_no_path_makes_a_link_or_a_redirect_lead_elsewhere(
    open_page: Opened, path: str, let_in: bool
) -> None:
    client = open_page(let_in=let_in)
    links = re.findall(r'<a href="([^"]*)" hreflang', client.get(f"{ORIGIN}{path}?x=1").text)
    opened = client.get(f"{ORIGIN}{path}?token={TOKEN}").headers["location"]
    for address in (*links, opened):
        assert re.match(r"/[^/\\]", address)
    assert len(links) == 1


def test_the_address_stays_as_it_was_when_the_token_is_taken_out(open_page: Opened) -> None:
    answer = open_page(let_in=False).get(f"/programmes/k%C3%A5%25?token={TOKEN}")
    assert answer.headers["location"] == "/programmes/k%C3%A5%25"


@pytest.mark.parametrize(
    "jar",
    [
        'state={"a":1}; {ours}', "a[b]=c; {ours}", "nothing; {ours}", "{ours}; {name}=other",
        "{name}=other; {ours}", "na\xefve=1; {ours}",
    ],
)  # fmt: skip
def test_cookies_of_pages_on_other_ports_do_not_hide_ours(open_page: Opened, jar: str) -> None:
    client = open_page(let_in=False)
    name = f"curranalyser-{PORT}"
    sent = jar.replace("{ours}", f"{name}={TOKEN}").replace("{name}", name)
    assert client.get("/check", headers={b"cookie": sent.encode("latin-1")}).status_code == 200
    wrong = jar.replace("{ours}", f"{name}={TOKEN}x").replace("{name}", name)
    assert client.get("/check", headers={b"cookie": wrong.encode("latin-1")}).status_code == 403


@pytest.mark.parametrize("charset", ["punycode", "unicode_escape", "utf-16", "hex", "utf-7"])
def test_a_form_in_a_strange_encoding_is_read_as_browsers_write_it(open_page: Opened, charset: str) -> None:
    body = (
        '--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nförstå \\ud800 vatten-\r\n--x--\r\n'
    ).encode()
    kind = f"multipart/form-data; boundary=x; charset={charset}"
    answer = open_page().post("/check", content=body, headers={"content-type": kind})
    assert answer.status_code == 200
    assert "förstå \\ud800 vatten-" in answer.text


def _answered(app: ASGIApp, receive: Receive, **headers: str) -> list[Message]:
    """What is answered to a form that comes as `receive` says."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    own = {
        "host": HOST, "origin": ORIGIN, "cookie": f"curranalyser-{PORT}={TOKEN}",
        "content-type": "application/x-www-form-urlencoded", **headers,
    }  # fmt: skip
    scope = {
        "type": "http", "http_version": "1.1", "method": "POST", "scheme": "http", "path": "/check",
        "raw_path": b"/check", "query_string": b"", "root_path": "", "server": ("127.0.0.1", PORT),
        "headers": [(name.encode(), value.encode()) for name, value in own.items()],
    }  # fmt: skip
    asyncio.run(asyncio.wait_for(app(scope, receive, send), 20))
    return sent


def test_who_stops_in_the_midst_is_not_waited_for(open_page: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("curranalyser.serve.guard.STALLED", 0.1)
    pieces = iter([{"type": "http.request", "body": b"text=a", "more_body": True}])

    async def receive() -> Message:
        for piece in pieces:
            return piece
        await asyncio.sleep(60)
        raise AssertionError

    start, body = _answered(open_page().app, receive)
    assert start["status"] == 408
    assert "midst" in body["body"].decode()


def test_who_breaks_off_is_no_error_of_the_tool(
    open_page: Opened, capsys: pytest.CaptureFixture[str]
) -> None:
    async def receive() -> Message:
        return {"type": "http.disconnect"}

    assert _answered(open_page().app, receive)
    assert capsys.readouterr().err == ""
