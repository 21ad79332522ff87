"""What a worker is asked comes back, or what stopped it."""

import asyncio
import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest

from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.serve.analysts import MOST_WAITING, Analysts, BusyError
from curranalyser.settings import Settings


def answer(text: str) -> bytes:
    return text.encode()


def hang() -> bytes:
    time.sleep(60)
    return b""


def end() -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def swell() -> bytes:
    return bytes(8_000_000_000)


def fail() -> bytes:
    raise ValueError("a word of a draft")


def own_number() -> bytes:
    return str(os.getpid()).encode()


def test_a_worker_that_is_killed_costs_what_it_had_and_no_more(analysts: Analysts) -> None:
    async def all_of_it() -> None:
        assert await analysts.ask(answer, "å") == "å".encode()
        ended = await analysts.ask(end)
        assert isinstance(ended, DocumentError)
        assert ended.category is FailureCategory.OUT_OF_MEMORY  # who kills without a word is the system
        assert await analysts.ask(answer, "b") == b"b"
        number = await analysts.ask(own_number)
        assert isinstance(number, bytes)
        os.kill(int(number), signal.SIGKILL)  # while it has nothing to do
        await asyncio.sleep(0.3)
        assert await analysts.ask(answer, "c") == b"c"

    asyncio.run(all_of_it())


def test_what_swells_or_fails_is_told(analysts: Analysts) -> None:
    async def all_of_it() -> None:
        swollen = await analysts.ask(swell)
        assert isinstance(swollen, DocumentError)
        assert swollen.category is FailureCategory.OUT_OF_MEMORY
        failed = await analysts.ask(fail)
        assert isinstance(failed, DocumentError)
        assert failed.category is FailureCategory.INTERNAL_ERROR
        assert "a word" not in failed.detail

    asyncio.run(all_of_it())


def test_what_hangs_is_ended() -> None:
    async def all_of_it() -> None:
        analysts = Analysts(replace(Settings(), seconds_per_file=1), 1)
        try:
            await analysts.ask(answer, "a")
            hung = await analysts.ask(hang)
        finally:
            analysts.end()
        assert isinstance(hung, DocumentError)
        assert hung.category is FailureCategory.TIMED_OUT

    asyncio.run(all_of_it())


@pytest.mark.slow
def test_two_hundred_at_once_are_answered_or_told_to_wait(analysts: Analysts) -> None:
    async def all_of_it() -> list[object]:
        return await asyncio.gather(
            *(analysts.ask(answer, str(n)) for n in range(200)), return_exceptions=True
        )

    came = asyncio.run(all_of_it())
    answered = [item for item in came if isinstance(item, bytes)]
    assert len(answered) == MOST_WAITING
    assert all(isinstance(item, bytes | BusyError) for item in came)


def test_what_is_read_stays_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A form with a file is parsed without a file of the server's own."""
    import tempfile

    from starlette.requests import Request

    from curranalyser.serve.forms import read_form

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file was made")

    body = (
        b'--x\r\nContent-Disposition: form-data; name="draft"; filename="C:\\\\far\\\\k.docx"\r\n\r\n'
        + b"d" * 3_000_000
        + b'\r\n--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n\xc3\xa5\r\n--x--\r\n'
    )

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    request = Request(
        {"type": "http", "method": "POST", "path": "/", "query_string": b"",
         "headers": [(b"content-type", b"multipart/form-data; boundary=x")]},
        receive,
    )  # fmt: skip
    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    form = asyncio.run(read_form(request, 4_000_000))
    assert form.get("text") == "å"
    assert (form.files["draft"].name, len(form.files["draft"].data)) == ("k.docx", 3_000_000)
