"""The command itself: it prints its address, answers there, and ends cleanly."""

import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from command_line import RunCli
from running_page import running_page


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    """The address of one page for the tests that end none."""
    with running_page() as (_, address):
        yield address


def _get(address: str, path: str, host: str | None = None, **headers: str) -> tuple[int, str, str]:
    """Status, the cookie that is set, and the page."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(host or parts.hostname or "", parts.port, timeout=20)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        cookie = (answer.getheader("set-cookie") or "").partition(";")[0]
        return answer.status, cookie, answer.read().decode()
    finally:
        connection.close()


def _children(number: int) -> list[int]:
    text = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(number)], capture_output=True, text=True, check=False
    ).stdout
    return [int(word) for word in text.split()]


def _there(number: int) -> bool:
    """Whether a process runs: what has ended and was not fetched is no process any more."""
    try:
        return ") Z " not in Path(f"/proc/{number}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False


@pytest.mark.slow
@pytest.mark.usefixtures("heeded_interrupts")
@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_it_opens_with_its_address_and_ends_with_all_its_processes(by: signal.Signals) -> None:
    with running_page("--lang", "sv") as (process, address):
        status, cookie, _ = _get(address, f"/check?{urlsplit(address).query}")
        assert status == 303
        assert 'lang="sv"' in _get(address, "/check", cookie=cookie)[2]
        assert _get(address, "/check")[0] == 403
        assert _get(address, "/check", cookie=cookie, host="::1")[0] == 200
        children = _children(process.pid)
        assert children
        process.send_signal(by)
        _, err = process.communicate(timeout=20)
        assert process.returncode == (0 if by is signal.SIGINT else -signal.SIGTERM)
        assert "Traceback" not in err
        patience = time.monotonic() + 15
        while any(_there(number) for number in children) and time.monotonic() < patience:
            time.sleep(0.1)
        assert not [number for number in children if _there(number)]


@pytest.mark.slow
def test_a_port_that_is_taken_is_told_in_a_line() -> None:
    with running_page() as (_, address):
        second = subprocess.run(
            [
                sys.executable,
                "-m",
                "curranalyser",
                "serve",
                "--no-browser",
                "--port",
                str(urlsplit(address).port),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
    assert second.returncode == 2
    assert second.stdout == ""
    assert second.stderr.count("\n") == 1
    assert "--port" in second.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--host", "0.0.0.0"], "--token-file"),
        (["--public-name", "x.example"], "--host"),
        (["--token-file", "nothing"], "nothing"),
        (["no-such-audit"], "no-such-audit"),
        (["--programmes", "t.csv"], "--programmes"),
        (["no-such-audit", "--programmes", "t.xlsx"], "t.xlsx"),
    ],
)
def test_what_cannot_be_opened_is_told_in_a_line(
    run_cli: RunCli, arguments: list[str], told: str, tmp_path: Path
) -> None:
    done = run_cli("serve", "--no-browser", "--port", "0", *arguments, code=2, cwd=tmp_path)
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("text", ["", "short", "a space in the midst", "å" * 20])
def test_a_token_file_without_a_token_is_refused(run_cli: RunCli, text: str, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(text, encoding="utf-8")
    arguments = ("--no-browser", "--port", "0", "--token-file", "token")
    done = run_cli("serve", *arguments, code=2, cwd=tmp_path)
    assert "token" in done.stderr


@pytest.mark.slow
@pytest.mark.usefixtures("heeded_interrupts")
def test_hosted_it_warns_and_prints_no_token(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("a-token-that-lasts-long\n", encoding="utf-8")
    arguments = ("--host", "127.0.0.1", "--token-file", str(tmp_path / "token"), "--public-name", "x.example")
    with running_page(*arguments) as (process, address):
        assert "token" not in address
        bearer = "Bearer a-token-that-lasts-long"
        status, _, page = _get(address, "/check", authorization=bearer, Host="x.example")
        assert status == 200
        assert "own computer" not in page
        process.send_signal(signal.SIGINT)
        assert "login" in process.communicate(timeout=20)[1]


def _raw(address: str, head: str, body: bytes = b"") -> str:
    """The first line of the answer to what is sent as it stands."""
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port), timeout=20) as connection:
        connection.sendall(head.replace("\n", "\r\n").encode() + body)
        return connection.makefile("rb").readline().decode("latin-1").strip()


@pytest.mark.slow
def test_two_gigabytes_are_refused_before_they_are_read(served: str) -> None:
    port, cookie = urlsplit(served).port, _get(served, f"/check?{urlsplit(served).query}")[1]
    head = (
        f"POST /check HTTP/1.1\nHost: 127.0.0.1:{port}\nOrigin: http://127.0.0.1:{port}\nCookie: {cookie}\n"
        "Content-Type: multipart/form-data; boundary=x\n"
    )
    began = time.monotonic()
    declared = _raw(served, f"{head}Content-Length: 2000000000\n\n", b"x" * 100_000)
    assert declared.split()[1] == "413"
    piece = b"%x\r\n" % 1_000_000 + b"x" * 1_000_000 + b"\r\n"
    try:
        undeclared = _raw(served, f"{head}Transfer-Encoding: chunked\n\n", piece * 250)
    except OSError:  # the connection was closed while more came
        undeclared = "closed"
    assert undeclared == "closed" or undeclared.split()[1] in ("400", "413")
    assert time.monotonic() - began < 60
    assert _get(served, "/check", cookie=cookie)[0] == 200


@pytest.mark.slow
def test_two_hundred_at_once_are_answered(served: str) -> None:
    cookie = _get(served, f"/check?{urlsplit(served).query}")[1]

    def ask(_: int) -> int:
        return _get(served, "/check", cookie=cookie)[0]

    with ThreadPoolExecutor(200) as many:
        assert set(many.map(ask, range(200))) <= {200, 503}
    assert ask(0) == 200


@pytest.mark.parametrize(
    "text", ["GET / HTTP/9.9\n\n", "\0\0\0\n\n", "GET /" + "x" * 100_000, "GET /%ff%00 HTTP/1.1\nHost: x\n\n"]
)
def test_what_is_no_request_gets_no_more_than_a_refusal(served: str, text: str) -> None:
    assert _raw(served, text + " HTTP/1.1\n\n").split()[1:2] in (["400"], ["403"], ["505"])
    assert _get(served, "/health")[0] == 200
