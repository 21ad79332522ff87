"""A page to ask without a socket, with the analysts at work in processes of their own."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from served import HOST, MEGABYTE, ORIGIN, PORT, TOKEN, Opened
from starlette.testclient import TestClient

from curranalyser.check.suppress import CheckSettings
from curranalyser.datamodel import Audit
from curranalyser.scheme import load_scheme
from curranalyser.serve.analysts import Analysts
from curranalyser.serve.app import create_app
from curranalyser.serve.desk import Desk
from curranalyser.serve.guard import Doors
from curranalyser.settings import Settings


@pytest.fixture(scope="session")
def analysts() -> Iterator[Analysts]:
    """One process for all tests of a session: to start it takes a second."""
    made = Analysts(replace(Settings(), seconds_per_file=20), 1)
    yield made
    made.end()


class _Kept(Analysts):
    """Analysts that outlive the application that they are lent to."""

    def __init__(self, lent: Analysts) -> None:
        super().__init__(lent.settings, lent.jobs)
        self.ask = lent.ask  # type: ignore[method-assign]

    def begin(self) -> None:
        """Nothing: they are there."""

    def end(self) -> None:
        """Nothing: others need them."""


@pytest.fixture
def open_page(analysts: Analysts) -> Iterator[Opened]:
    """Return what opens a page, which a browser with the cookie asks.

    Arguments: `audit`, `folder`, `settings`, `own`, `read_only`, `hosted`, `largest`, `let_in`,
    `programmes`.
    """
    with ExitStack() as stack:

        def opened(
            audit: Audit | None = None,
            folder: Path | None = None,
            *,
            settings: Settings | None = None,
            own: CheckSettings | None = None,
            read_only: bool = False,
            hosted: bool = False,
            largest: int = MEGABYTE,
            let_in: bool = True,
            programmes: Path | None = None,
        ) -> TestClient:
            desk = Desk(
                settings or Settings(),
                load_scheme(),
                own or CheckSettings(),
                _Kept(analysts),
                audit,
                folder,
                read_only,
                hosted,
                programmes,
            )
            doors = Doors(TOKEN, PORT, {HOST, f"localhost:{PORT}"}, largest)
            client = TestClient(create_app(desk, doors), base_url=ORIGIN, follow_redirects=False)
            stack.enter_context(client)
            client.headers["origin"] = ORIGIN
            if let_in:
                client.cookies.set(doors.cookie, TOKEN)
            return client

        yield opened
