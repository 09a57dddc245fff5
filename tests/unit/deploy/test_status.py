import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deploy.local import status
from deploy.local.state import CHECKOUT, State

ACCOUNT = {
    "login": "240101",
    "password": "x",
    "role": "officer",
    "level": "district",
    "unit_id": "0192",
    "unit_name": "Huyện đoàn Lục Ngạn",
}


def _without_libraries(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-S", "-P", "-m", "deploy.local", *words],
        env={"PYTHONPATH": str(CHECKOUT), "DOANSO_STATE": str(tmp_path / "never"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("command", "expected"),
    [("status", {"url": None, "ready": False, "processes": []}), ("demo-accounts", [])],
)
def test_where_nothing_was_ever_started_json_comes_alone_and_at_once(
    tmp_path: Path, command: str, expected: object
) -> None:
    begun = time.monotonic()
    told = _without_libraries(tmp_path, command, "--json")

    assert json.loads(told.stdout) == expected
    assert told.returncode == 0
    assert time.monotonic() - begun < 2
    assert not (tmp_path / "never").exists()


@pytest.mark.parametrize("words", [(), ("help",), ("status",), ("demo-accounts",), ("down",)])
def test_these_commands_need_no_library(tmp_path: Path, words: tuple[str, ...]) -> None:
    told = _without_libraries(tmp_path, *words)

    assert (told.returncode, told.stderr) == (0, "")


def test_the_log_of_an_unknown_process_is_refused_with_the_known_names(tmp_path: Path) -> None:
    told = _without_libraries(tmp_path, "logs", "gatewya")

    assert told.returncode == 1
    assert "gatewya" in told.stderr


def test_a_stopped_system_still_names_its_processes(tmp_path: Path) -> None:
    state = State(tmp_path)
    state.remember(url="http://127.0.0.1:8080", web_port=8080, processes=["postgres", "members"])

    told = status.describe(state)

    assert told["ready"] is False
    assert told["processes"] == [
        {"name": "postgres", "pid": None, "state": "stopped"},
        {"name": "members", "pid": None, "state": "stopped"},
    ]


def test_accounts_are_shown_as_they_were_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state = State(tmp_path)
    state.accounts.write_text(json.dumps([ACCOUNT]))

    status.show_accounts(state, as_json=True)

    assert json.loads(capsys.readouterr().out) == [ACCOUNT]
