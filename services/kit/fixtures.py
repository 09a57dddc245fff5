"""pytest fixtures for every integration test: real servers of our own, a vhost and databases for each module, hosts and relays.

    def test_a_sale_is_announced(start_host, start_relay, rpc, database_of, eventually): ...

`tests/conftest.py` registers them. Servers start once a run; a database is a copy of its service's migrated template.
"""

import itertools
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import psycopg
import pytest

from deploy.local.servers import THROW_AWAY, Postgres, Rabbit, start_postgres, start_rabbitmq
from services.kit import actor, database, discovery, ids, seals, settings
from services.kit.actor import Actor, Position
from services.kit.fork_server import ForkServer
from services.kit.rpc_client import RpcClient

ROOT = Path(__file__).parents[2]
READY = '"ready"'
EXTENSIONS = ("pg_trgm", "unaccent", "ltree", "btree_gist", "citext")
VHOSTS = 10
"""How many are made at a time: the broker's tool takes a second for one as for ten."""
NO_BROKER = "amqp://nobody@127.0.0.1:1/none"
"""Where modules that ask for no vhost would look for the broker."""
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """A PostgreSQL of this run."""
    server = start_postgres(tmp_path_factory.mktemp("postgres"), settings={**THROW_AWAY, "max_connections": "300"})
    yield server
    server.discard()


@pytest.fixture(scope="session")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rabbit]:
    """A RabbitMQ of this run."""
    server = start_rabbitmq(tmp_path_factory.mktemp("rabbitmq"))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def _vhost_urls(broker: Rabbit) -> Iterator[str]:
    """Addresses of new vhosts, as many as are asked for."""

    def make() -> Iterator[str]:
        for first in itertools.count(step=VHOSTS):
            names = [f"v{number}" for number in range(first, first + VHOSTS)]
            _add_vhosts(broker, names)
            yield from map(broker.site.url_for, names)

    return make()


@pytest.fixture(scope="module")
def amqp_url(_vhost_urls: Iterator[str], environment: dict[str, str]) -> str:
    """The address of a vhost that is this module's alone; its processes find it by AMQP_URL."""
    environment["AMQP_URL"] = next(_vhost_urls)
    os.environ.update(environment)
    settings.read.cache_clear()
    return environment["AMQP_URL"]


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of signing keys, with those of seals in it."""
    folder = tmp_path_factory.mktemp("keys")
    actor.make_keys(folder)
    seals.make_keys(folder / "seals")
    return folder


@pytest.fixture(scope="session")
def template_of(postgres: Postgres) -> Callable[..., str]:
    """The name of a service's migrated template database; `build(connection)` stands in for its migrations."""
    made: dict[str, str] = {}

    def template(service: str, build: Callable[[Any], None] | None = None) -> str:
        if service not in made:
            name = f"template_{service.rpartition('.')[2]}"
            _admin(postgres, f"CREATE DATABASE {name}")
            with psycopg.connect(postgres.url_for(name), autocommit=True) as connection:
                for extension in EXTENSIONS:
                    connection.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
            if build is None:
                database.migrate(service, url=_sqlalchemy(postgres.url_for(name)))
            else:
                build(_sqlalchemy(postgres.url_for(name)))
            made[service] = name
        return made[service]

    return template


@pytest.fixture(scope="module")
def environment(keys: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The settings of this module's processes; what a test adds is seen by processes started after."""
    state = tmp_path_factory.mktemp("state")
    with pytest.MonkeyPatch.context() as patch:
        given = {
            "AMQP_URL": NO_BROKER,
            "DOANSO_KEYS": str(keys),
            "DOANSO_STATE": str(state),
            "DOANSO_FILES": str(state / "files"),
            "DOANSO_TESTING": "1",
            "DOANSO_LOG": "console",
            "DOANSO_WORKERS": "8",
        }
        for name, value in given.items():
            patch.setenv(name, value)
        settings.read.cache_clear()
        yield given
    settings.read.cache_clear()


@pytest.fixture(scope="module")
def database_of(
    postgres: Postgres, environment: dict[str, str], template_of: Callable[..., str]
) -> Iterator[Callable[..., str]]:
    """The address of this module's own database of a service; its processes find it by DATABASE_URL_<SERVICE>."""
    made: dict[str, str] = {}

    def url(service: str, build: Callable[[Any], None] | None = None) -> str:
        if service not in made:
            name = f"{service}_{next(_numbers)}"
            _admin(postgres, f"CREATE DATABASE {name} TEMPLATE {template_of(service, build)}")
            made[service] = name
            environment[f"DATABASE_URL_{service.upper()}"] = postgres.url_for(name)
            os.environ.update(environment)
            settings.read.cache_clear()
        return postgres.url_for(made[service])

    yield url
    for service, name in made.items():
        os.environ.pop(f"DATABASE_URL_{service.upper()}", None)
        _admin(postgres, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


class Process:
    """A host or relay under test; its log lies in `log`."""

    def __init__(self, server: ForkServer, name: str, folder: Path, environment: dict[str, str]) -> None:
        self.log = folder / f"{name.replace('.', '_')}-{next(_numbers)}.log"
        self._server, self._name, self._environment = server, name, environment
        self.start()

    def start(self) -> None:
        """Serving, also after it was killed."""
        before = self._count_ready()
        self.spawn()
        eventually(lambda: self._count_ready() > before or self._died(), timeout_s=90)

    def spawn(self) -> None:
        """Started, and perhaps dead before it serves."""
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **self._environment}
        # A fork has the modules of its server: where others are looked for, the host starts by itself.
        start = self._server.start if environment["PYTHONPATH"] == str(ROOT) else self._server.start_apart
        self.popen = start(self._name, environment, log=self.log)

    def _count_ready(self) -> int:
        return self.log.read_text().count(READY) if self.log.exists() else 0

    def _died(self) -> bool:
        if self.popen.poll() is not None:
            raise AssertionError(self.log.read_text())
        return False

    def kill(self) -> None:
        """As the kernel does it: no farewell."""
        self.popen.kill()
        self.popen.wait(30)

    def stop(self) -> int:
        """As a supervisor does it; the exit code."""
        if self.popen.poll() is None:
            self.popen.send_signal(signal.SIGTERM)
        try:
            return self.popen.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()
            raise


def eventually(look: Callable[[], Any], timeout_s: float = 15.0) -> Any:
    """What `look` finds once it finds something true; looks every 10 ms, and fails after `timeout_s`."""
    ends = time.monotonic() + timeout_s
    while not (found := look()):
        if time.monotonic() > ends:
            raise AssertionError(f"still {found!r} after {timeout_s} s")
        time.sleep(0.01)
    return found


@pytest.fixture(name="eventually")
def _eventually() -> Callable[..., Any]:
    """`eventually(look, timeout_s=15)`: see the function."""
    return eventually


@pytest.fixture(scope="session")
def _hosts() -> Iterator[ForkServer]:
    server = ForkServer("host", *(f"services.{name}.service" for name in discovery.service_names()))
    yield server
    server.close()


@pytest.fixture(scope="session")
def _relays() -> Iterator[ForkServer]:
    server = ForkServer("relay")
    yield server
    server.close()


@pytest.fixture(scope="module")
def start_host(
    _hosts: ForkServer, amqp_url: str, environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Process]]:
    """Starts `services.kit.host NAME` and waits until it serves."""
    yield from _starter(_hosts, amqp_url, environment, tmp_path_factory.mktemp("hosts"))


@pytest.fixture(scope="module")
def start_relay(
    _relays: ForkServer, amqp_url: str, environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Process]]:
    """Starts `services.kit.relay NAME`."""
    yield from _starter(_relays, amqp_url, environment, tmp_path_factory.mktemp("relays"))


def _starter(
    server: ForkServer, amqp_url: str, environment: dict[str, str], folder: Path
) -> Iterator[Callable[..., Process]]:
    started: list[Process] = []

    def start(name: str, **more: str) -> Process:
        process = Process(server, name, folder, {**environment, "AMQP_URL": amqp_url, "DOANSO_LOG": "json", **more})
        started.append(process)
        return process

    yield start
    for process in started:  # nobody looks at what they leave: database and vhost go with them
        process.kill()


@pytest.fixture(scope="module")
def rpc(amqp_url: str) -> Iterator[RpcClient]:
    """A client on this module's vhost."""
    client = RpcClient(amqp_url)
    yield client
    client.close()


@pytest.fixture(scope="session")
def token_for(keys: Path) -> Callable[..., str]:
    """`token_for(person_id, ("CHAPTER_OFFICER", unit_id, "CHAPTER"), …, is_admin=False)`: an access token."""

    def token(
        person_id: UUID | None = None, *positions: tuple[str, UUID, str], is_admin: bool = False, **given: Any
    ) -> str:
        held = tuple(Position(role, unit_id, level, None, "BT") for role, unit_id, level in positions)
        who = Actor(person_id or ids.new(), ids.new(), "Người thử", held, is_admin)
        return actor.sign(who.claims(), folder=keys, **given)

    return token


def _add_vhosts(broker: Rabbit, names: list[str]) -> None:
    """The broker's user may do everything in new vhosts of these names."""
    user = urlsplit(broker.url).username
    steps = (
        f'rabbit_vhost:add(<<"{name}">>, <<"{user}">>), rabbit_auth_backend_internal:set_permissions('
        f'<<"{user}">>, <<"{name}">>, <<".*">>, <<".*">>, <<".*">>, <<"{user}">>)'
        for name in names
    )
    broker.site.ctl("eval", ", ".join(steps) + ", ok.")


def _admin(postgres: Postgres, statement: str) -> None:
    with psycopg.connect(postgres.admin_url, autocommit=True) as connection:
        connection.execute(statement)


def _sqlalchemy(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://")
