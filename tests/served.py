"""The page that the tests of serve ask, and by what names and words it is known."""

from collections.abc import Callable

from starlette.testclient import TestClient

TOKEN = "a-token-for-tests-1234"
PORT = 8765
HOST = f"127.0.0.1:{PORT}"
ORIGIN = f"http://{HOST}"
MEGABYTE = 1024 * 1024
Opened = Callable[..., TestClient]
