"""What takes long of a large audit is made before anybody asks for it."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_line import Audited
from reviewed_audit import audit
from served import Opened

from curranalyser.report import html as rendering
from curranalyser.serve import ahead, report


def test_nobody_waits_for_what_was_made_ahead(
    open_page: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = open_page(audit(), tmp_path)
    desk = client.app.app.state.desk  # type: ignore[attr-defined]
    ahead.prepare(desk).join(timeout=60)
    made = dict(desk.kept)
    assert {"reviewing", "report en"} <= set(made)

    def again(*_: object) -> None:
        raise AssertionError("it is made a second time")

    monkeypatch.setattr(report, "build_view", again)
    monkeypatch.setattr(rendering._Renderer, "page", again)
    assert client.get("/report/?lang=en").status_code == 200
    client.post("/review/name", data={"name": "Ann"})
    assert client.get("/review").status_code == 200
    assert desk.kept == made


def test_what_cannot_be_made_ahead_is_told_when_it_is_asked_for(
    open_page: Opened, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "reviews.jsonl").write_text("secret words of a draft\n", encoding="utf-8")
    client = open_page(audit(), tmp_path)
    desk = client.app.app.state.desk  # type: ignore[attr-defined]
    ahead.prepare(desk).join(timeout=60)
    assert "report en" in desk.kept, "the one room waits not for the other"
    assert capsys.readouterr().err == "curranalyser: SettingsError\n"
    client.post("/review/name", data={"name": "Ann"})
    answer = client.get("/review?lang=en")
    assert (answer.status_code, "reviews.jsonl, line 1 is no decision" in answer.text) == (400, True)


@pytest.mark.slow
def test_ctrl_c_ends_it_while_something_is_made(sample_audit: Audited) -> None:
    command = [sys.executable, "-m", "curranalyser", "serve", str(sample_audit.folder), "--no-browser"]
    with subprocess.Popen(
        [*command, "--port", "0", "--read-only"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as served:
        assert served.stdout
        assert served.stdout.readline().startswith("http://127.0.0.1:")
        served.send_signal(signal.SIGINT)
        begun = time.monotonic()
        _, err = served.communicate(timeout=20)
        assert served.returncode == 0
        assert "Traceback" not in err
        assert "Fatal" not in err
        assert time.monotonic() - begun < 15
