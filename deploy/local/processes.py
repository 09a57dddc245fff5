"""Every process of a local system: which program, with which settings, in which order.

One service's processes get one service's database address and no other.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from deploy.local.postgres import PostgresSite
from deploy.local.program import CannotStart, Program
from deploy.local.rabbitmq import RabbitSite
from deploy.local.state import CHECKOUT, SERVICES, State

HOSTS = {"members": 2, "workflows": 2, "meetings": 1, "messaging": 2}
"""How many hosts a service runs; DOANSO_HOSTS, as in `members=3,workflows=1`, says otherwise."""
MOST_HOSTS = 4


@dataclass(frozen=True)
class System:
    """Everything that was decided for one local system. A server that is not ours has no site."""

    state: State
    ports: dict[str, int]
    web_port: int
    database_urls: dict[str, str]
    amqp_url: str
    postgres: PostgresSite | None
    rabbitmq: RabbitSite | None

    @property
    def url(self) -> str:
        return os.environ.get("DOANSO_PUBLIC_URL", f"http://127.0.0.1:{self.web_port}")

    def environment(self, *services: str) -> dict[str, str]:
        """The settings of a process that works for these services."""
        return {
            "PYTHONPATH": str(CHECKOUT),
            "PYTHONUNBUFFERED": "1",
            "MALLOC_ARENA_MAX": "2",
            "AMQP_URL": self.amqp_url,
            "DOANSO_STATE": str(self.state.folder),
            "DOANSO_KEYS": str(self.state.folder / "keys"),
            "DOANSO_FILES": os.environ.get("DOANSO_FILES", str(self.state.folder / "files")),
            "DOANSO_PUBLIC_URL": self.url,
            "DOANSO_PORT": str(self.web_port),
            "DOANSO_STREAM_PORT": str(self.ports["stream"]),
            **{f"DATABASE_URL_{service.upper()}": self.database_urls[service] for service in services},
        }

    def servers(self) -> list[Program]:
        """The database and the broker, where they are ours."""
        return [site.program() for site in (self.postgres, self.rabbitmq) if site is not None]

    def applications(self) -> list[Program]:
        """Hosts and relays of the services, then the gateway and the stream."""
        hosts = [
            self._service(name, service, "services.kit.host", duty=duty)
            for service in SERVICES
            for name, duty in _duties(service).items()
        ]
        relays = [self._service(f"{service}-relay", service, "services.kit.relay") for service in SERVICES]
        return [*hosts, *relays, self._gateway(), self._stream()]

    def _service(self, name: str, service: str, module: str, *, duty: str = "") -> Program:
        own = {"DOANSO_METRICS_PORT": str(self.ports[name]), "DOANSO_DUTY": duty}
        return _python(name, "-m", module, service, environment={**self.environment(service), **own})

    def _gateway(self) -> Program:
        settings = str(CHECKOUT / "gateway" / "gunicorn.py")
        return _python("gateway", "-m", "gunicorn", "-c", settings, environment=self.environment())

    def _stream(self) -> Program:
        return _python("stream", "-m", "gateway.stream", environment=self.environment())


def port_names() -> list[str]:
    """What needs a port of its own; the order is part of how ports are derived."""
    fixed = ["gateway", "postgres", "rabbitmq", "rabbitmq-node", "rabbitmq-names", "supervisor", "stream"]
    hosts = [name for service in SERVICES for name in _host_names(service)]
    return [*fixed, *hosts, *(f"{service}-relay" for service in SERVICES)]


def _host_names(service: str) -> list[str]:
    count = _host_counts().get(service, HOSTS[service])
    return [service if n == 1 else f"{service}-{n}" for n in range(1, count + 1)]


def _duties(service: str) -> dict[str, str]:
    """Each host's first duty: where there are several, people's calls are one's and messages another's."""
    names = _host_names(service)
    if len(names) == 1:
        return {names[0]: ""}
    return {name: "messages" if place == len(names) - 1 else "calls" for place, name in enumerate(names)}


def _host_counts() -> dict[str, int]:
    asked = os.environ.get("DOANSO_HOSTS", "")
    parts = [part.strip().partition("=") for part in asked.split(",") if part.strip()]
    if any(
        service not in SERVICES or not count.isdecimal() or not 0 < int(count) <= MOST_HOSTS
        for service, _, count in parts
    ):
        raise CannotStart(
            f"DOANSO_HOSTS viết như members=2,workflows=2 (mỗi dịch vụ 1–{MOST_HOSTS}), không phải “{asked}”."
        )
    return {service: int(count) for service, _, count in parts}


def _python(name: str, *arguments: str, environment: dict[str, str]) -> Program:
    return Program(
        name=name,
        command=(str(Path(sys.executable)), *arguments),
        environment=environment,
        orphan_signal="KILL",  # a killed worker's message comes again; one that goes on without a supervisor is worse
    )
