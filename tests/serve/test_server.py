"""The command itself: it prints its address, answers there, and ends cleanly."""

import http.client
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest


@contextmanager
def _served(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running command and the first line that it printed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "curranalyser", "serve", "--no-browser", "--port", "0", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.communicate()


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


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_it_opens_with_its_address_and_ends_with_all_its_processes(by: signal.Signals) -> None:
    with _served("--lang", "sv") as (process, address):
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


def test_a_port_that_is_taken_is_told_in_a_line() -> None:
    with _served() as (_, address):
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
    ],
)
def test_what_cannot_be_opened_is_told_in_a_line(arguments: list[str], told: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "curranalyser", "serve", "--no-browser", "--port", "0", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("text", ["", "short", "a space in the midst", "å" * 20])
def test_a_token_file_without_a_token_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "curranalyser",
            "serve",
            "--no-browser",
            "--port",
            "0",
            "--token-file",
            "token",
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 2
    assert "token" in done.stderr


def test_hosted_it_warns_and_prints_no_token(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("a-token-that-lasts-long\n", encoding="utf-8")
    arguments = ("--host", "127.0.0.1", "--token-file", str(tmp_path / "token"), "--public-name", "x.example")
    with _served(*arguments) as (process, address):
        assert "token" not in address
        bearer = "Bearer a-token-that-lasts-long"
        status, _, page = _get(address, "/check", authorization=bearer, Host="x.example")
        assert status == 200
        assert "own computer" not in page
        process.send_signal(signal.SIGINT)
        assert "login" in process.communicate(timeout=20)[1]
