from pathlib import Path

import pytest

from deploy.local.program import CannotStart
from deploy.local.state import State


def test_what_is_remembered_is_added_to_what_was(tmp_path: Path) -> None:
    state = State(tmp_path)
    state.remember(size="small")

    state.remember(url="http://127.0.0.1:8080")

    assert state.read() == {"size": "small", "url": "http://127.0.0.1:8080"}


def test_the_file_that_holds_passwords_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    state = State(tmp_path)

    state.secret("broker")

    assert state.file.stat().st_mode & 0o077 == 0


def test_a_secret_is_made_once(tmp_path: Path) -> None:
    state = State(tmp_path)

    first = state.secret("broker")

    assert state.secret("broker") == first
    assert state.secret("database") != first


def test_two_commands_do_not_start_one_system_at_once(tmp_path: Path) -> None:
    state = State(tmp_path)

    with state.locked(), pytest.raises(CannotStart, match="lệnh khác"), state.locked():
        pass
