"""The page behind a web server, as docs/hosting.md says."""

import http.client
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
TOKEN = "a-token-that-lasts-long"
NAME = "check.example.edu"


def _free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _location() -> str:
    """The part of the page's own example that passes requests on."""
    text = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    found = re.search(r"location / \{.*?\n    \}", text, re.DOTALL)
    assert found
    return found[0]


def _configuration(folder: Path, front: int, behind: int) -> str:
    location = _location().replace("127.0.0.1:8765", f"127.0.0.1:{behind}").replace("THE-TOKEN", TOKEN)
    return (
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1; events {{}}\n"
        f"http {{ access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;\n"
        f"fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n"
        f"server {{ listen 127.0.0.1:{front}; server_name {NAME}; {location} }} }}\n"
    )


def _asked(port: int, method: str, path: str, **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(method, path, headers={"Host": NAME} | headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


@pytest.mark.skipif(not shutil.which("nginx"), reason="needs nginx")
@pytest.mark.usefixtures("heeded_interrupts")
def test_the_example_of_the_docs_lets_a_browser_in_and_a_foreign_page_not(tmp_path: Path) -> None:
    nginx = shutil.which("nginx")
    assert nginx
    (tmp_path / "token").write_text(TOKEN, encoding="utf-8")
    front, behind = _free(), _free()
    (tmp_path / "nginx.conf").write_text(_configuration(tmp_path, front, behind), encoding="utf-8")
    listens = ("--host", "127.0.0.1", "--port", str(behind), "--public-name", NAME)
    page = subprocess.Popen(
        [
            *(sys.executable, "-m", "curranalyser", "serve", "--no-browser"),
            *(*listens, "--token-file", str(tmp_path / "token")),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    before = subprocess.Popen([nginx, "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")])
    try:
        assert page.stdout
        assert page.stdout.readline().startswith("http")
        patience = time.monotonic() + 20
        while True:
            try:
                status, text = _asked(front, "GET", "/check")
                break
            except OSError:
                assert time.monotonic() < patience
                time.sleep(0.1)
        assert status == 200
        assert "is not kept" in text
        assert _asked(front, "POST", "/nowhere", Origin=f"https://{NAME}")[0] == 404
        assert _asked(front, "POST", "/nowhere", Origin="https://evil.example")[0] == 403
        assert _asked(behind, "GET", "/check")[0] == 403
    finally:
        before.terminate()
        before.wait(timeout=10)
        page.send_signal(signal.SIGINT)
        page.communicate(timeout=20)
