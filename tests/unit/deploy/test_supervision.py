from configparser import ConfigParser
from pathlib import Path

import pytest

from deploy.local.program import Program
from deploy.local.state import State
from deploy.local.supervision import Supervisor

PROGRAM = Program(
    name="members", command=("/opt/a b/python", "-m", "x"), environment={"AMQP_URL": "amqp://u:p@h:1/%2F"}
)


@pytest.fixture
def supervisor(tmp_path: Path) -> Supervisor:
    return Supervisor(State(tmp_path))


def configured(supervisor: Supervisor) -> ConfigParser:
    parser = ConfigParser()
    parser.read(supervisor.configuration)
    return parser


def test_a_process_is_restarted_without_end(supervisor: Supervisor) -> None:
    supervisor.configure([PROGRAM], port=1)

    section = configured(supervisor)["program:members"]
    assert section["autorestart"] == "true"
    assert int(section["startretries"]) >= 1_000_000


def test_percent_signs_and_blanks_reach_the_process_as_they_are(supervisor: Supervisor) -> None:
    supervisor.configure([PROGRAM], port=1)

    section = configured(supervisor)["program:members"]
    assert section["environment"] == 'AMQP_URL="amqp://u:p@h:1/%2F"'
    assert section["command"].endswith('"/opt/a b/python" -m x')


def test_the_configuration_holds_passwords_and_is_closed_to_others(supervisor: Supervisor) -> None:
    supervisor.configure([PROGRAM], port=1)

    assert supervisor.configuration.stat().st_mode & 0o077 == 0


def test_the_same_programs_again_change_nothing(supervisor: Supervisor) -> None:
    assert supervisor.configure([PROGRAM], port=1) is True
    assert supervisor.configure([PROGRAM], port=1) is False


def test_where_no_supervisor_runs_there_are_no_processes(supervisor: Supervisor) -> None:
    assert supervisor.processes() == []
    assert not supervisor.is_running()
