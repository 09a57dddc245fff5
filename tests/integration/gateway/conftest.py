"""The gateway and the stream as they run in production, in front of a real members service."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
import requests

from services.kit import ids
from services.kit.fixtures import eventually
from services.members.domain.units import label

ROOT = Path(__file__).parents[3]
PASSWORD = "hoa sữa tháng mười"
PROVINCE, DISTRICT, OTHER_DISTRICT, CHAPTER = (ids.new() for _ in range(4))
_UNITS = (
    (PROVINCE, None, "24", "PROVINCE", "TINH_DOAN"),
    (DISTRICT, PROVINCE, "24-01", "DISTRICT", "HUYEN_DOAN"),
    (OTHER_DISTRICT, PROVINCE, "24-02", "DISTRICT", "HUYEN_DOAN"),
    (CHAPTER, DISTRICT, "24-01-001", "CHAPTER", "DIA_BAN_DAN_CU"),
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def ports(environment: dict[str, str]) -> dict[str, int]:
    """Where gateway and stream answer."""
    found = {"gateway": free_port(), "stream": free_port()}
    environment["DOANSO_PORT"], environment["DOANSO_STREAM_PORT"] = str(found["gateway"]), str(found["stream"])
    environment["DOANSO_PUBLIC_URL"] = f"http://127.0.0.1:{found['gateway']}"
    return found


@pytest.fixture(scope="module")
def registry(database_of: Callable[[str], str]) -> Iterator[psycopg.Connection[Any]]:
    """A province with two districts and a chapter."""
    with psycopg.connect(database_of("members"), autocommit=True) as connection:
        paths: dict[UUID | None, str] = {None: ""}
        for unit_id, parent_id, code, level, kind in _UNITS:
            paths[unit_id] = f"{paths[parent_id]}.{label(unit_id)}".lstrip(".")
            connection.execute(
                "INSERT INTO units (id, code, name, search_key, sort_key, level, kind, parent_id, path)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
                (unit_id, code, f"Đơn vị {code}", code, code, level, kind, parent_id, paths[unit_id]),
            )
        yield connection


class Browser(requests.Session):
    """A session with one address, as a browser has."""

    def __init__(self, base_url: str) -> None:
        super().__init__()
        self.base_url = base_url

    def request(self, method: Any, url: Any, *args: Any, **given: Any) -> requests.Response:
        return super().request(method, self.base_url + str(url), *args, **{"timeout": 20, **given})


def _process(module: list[str], environment: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
    given = {**os.environ, **environment, "PYTHONPATH": str(ROOT)}
    with log.open("ab") as out:
        return subprocess.Popen([sys.executable, "-m", *module], cwd=ROOT, env=given, stdout=out, stderr=out)


def _answers(url: str) -> bool:
    try:
        return requests.get(url, timeout=2).status_code in (200, 503)
    except requests.RequestException:
        return False


@pytest.fixture(scope="module")
def system(
    registry: Any, ports: dict[str, int], environment: dict[str, str], start_host: Any, start_relay: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:  # fmt: skip
    """The address of a running system: members, its relay, stream and gateway."""
    start_host("members")
    start_relay("members")
    logs = tmp_path_factory.mktemp("gateway")
    running = [
        _process(["gateway.stream"], environment, logs / "stream.log"),
        _process(["gunicorn", "-c", "gateway/gunicorn.py"], environment, logs / "gateway.log"),
    ]
    url = f"http://127.0.0.1:{ports['gateway']}"
    try:
        eventually(lambda: _answers(f"{url}/healthz"), timeout_s=90)
        eventually(lambda: _answers(f"http://127.0.0.1:{ports['stream']}/healthz"), timeout_s=90)
        yield url
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(20)


@pytest.fixture
def anyone(system: str) -> Iterator[Browser]:
    """A browser that is not signed in."""
    with Browser(system) as client:
        yield client


@pytest.fixture
def person(registry: psycopg.Connection[Any]) -> Callable[..., UUID]:
    """`person(role, at=unit)`: somebody of the chapter with an office."""

    def made(role: str | None = None, *, at: UUID = CHAPTER) -> UUID:
        person_id = ids.new()
        registry.execute(
            "INSERT INTO people (id, code, full_name, search_key, sort_key, sex, status, origin, unit_id)"
            " VALUES (%s, %s, 'Nguyễn Thu Hà', 'nguyen thu ha', 'ha', 'female', 'ACTIVE', 'seed', %s)",
            (person_id, f"2401{person_id.int % 10**8:08}", CHAPTER),
        )
        if role:
            registry.execute(
                "INSERT INTO positions (person_id, unit_id, role, code, from_on) VALUES (%s, %s, %s, 'UVBCH', '2024-01-01')",
                (person_id, at, role),
            )
        return person_id

    return made


@pytest.fixture
def browser(
    system: str, person: Callable[..., UUID], rpc: Any, token_for: Callable[..., str]
) -> Iterator[Callable[..., Browser]]:
    """`browser(role, at=unit)`: a browser of somebody who is signed in, with the CSRF header set."""
    opened: list[Browser] = []

    def made(role: str | None = None, *, at: UUID = CHAPTER) -> Browser:
        link = rpc.call("members.invite", token=token_for(is_admin=True), person_id=person(role, at=at))["token"]
        client = Browser(system)
        opened.append(client)
        client.post(f"/api/v1/invitations/{link}", json={"password": PASSWORD}).raise_for_status()
        client.headers["X-CSRF-Token"] = client.cookies["doanso_csrf"]
        return client

    yield made
    for client in opened:
        client.close()
