from pathlib import Path

import pytest

from deploy.local.processes import System, port_names
from deploy.local.program import CannotStart
from deploy.local.state import SERVICES, State


def a_system(folder: Path) -> System:
    return System(
        state=State(folder),
        ports={name: 20_000 + n for n, name in enumerate(port_names())},
        web_port=8080,
        database_urls={service: f"postgresql://{service}:pw@127.0.0.1:1/{service}" for service in SERVICES},
        amqp_url="amqp://u:p@127.0.0.1:2/v",
        postgres=None,
        rabbitmq=None,
    )


def names(system: System) -> list[str]:
    return [program.name for program in system.applications()]


def test_by_default_the_busy_services_run_two_hosts_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DOANSO_HOSTS", raising=False)

    assert names(a_system(tmp_path)) == [
        "members",
        "members-2",
        "workflows",
        "workflows-2",
        "meetings",
        "messaging",
        "messaging-2",
        "members-relay",
        "workflows-relay",
        "meetings-relay",
        "messaging-relay",
        "gateway",
        "stream",
    ]


def test_of_several_hosts_the_last_reads_messages_first_and_the_others_answer_calls_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOANSO_HOSTS", "members=3,workflows=1")

    duties = {
        one.name: one.environment["DOANSO_DUTY"]
        for one in a_system(tmp_path).applications()
        if one.name.startswith(("members", "workflows")) and "relay" not in one.name
    }

    assert duties == {"members": "calls", "members-2": "calls", "members-3": "messages", "workflows": ""}


def test_the_number_of_hosts_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOANSO_HOSTS", "members=3,workflows=1")

    chosen = names(a_system(tmp_path))

    assert "members-3" in chosen
    assert "workflows-2" not in chosen


@pytest.mark.parametrize("asked", ["members", "members=0", "members=x", "members=99", "thành viên=2"])
def test_a_number_of_hosts_that_makes_no_sense_is_refused(asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOANSO_HOSTS", asked)

    with pytest.raises(CannotStart, match="DOANSO_HOSTS"):
        port_names()


def test_a_service_knows_its_own_database_and_no_other(tmp_path: Path) -> None:
    known = {
        program.name: {name for name in program.environment if name.startswith("DATABASE_URL_")}
        for program in a_system(tmp_path).applications()
    }

    assert known["meetings"] == known["meetings-relay"] == {"DATABASE_URL_MEETINGS"}
    assert known["gateway"] == known["stream"] == set()


def test_a_worker_without_a_supervisor_ends_at_once(tmp_path: Path) -> None:
    commands = [program.argv()[:3] for program in a_system(tmp_path).applications()]

    assert set(map(tuple, commands)) == {("setpriv", "--pdeathsig", "KILL")}
