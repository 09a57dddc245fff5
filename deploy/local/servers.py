"""Start and stop a private PostgreSQL and a private RabbitMQ: for `./doanso`, and for the tests that need real ones.

    postgres = start_postgres(tmp_path)          rabbit = start_rabbitmq(tmp_path / "rabbitmq")
    postgres.admin_url, postgres.url_for("x")    rabbit.url, rabbit.add_vhost("tests")
    postgres.stop()                              rabbit.stop()

Both listen on loopback only, ask for a password, end with the process that started them, and keep their data in the
folder: starting again in the same folder finds it.
"""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local import postgres, program, rabbitmq
from deploy.local.postgres import PostgresSite
from deploy.local.program import CannotStart
from deploy.local.rabbitmq import RabbitSite

__all__ = ["CannotStart", "Postgres", "Rabbit", "start_postgres", "start_rabbitmq"]

THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "128MB"}
"""Settings of a PostgreSQL whose data nobody will miss: quick, and lost by a power cut."""

BOOT_TRIES = 4


@dataclass
class Postgres:
    """A running PostgreSQL."""

    site: PostgresSite
    folder: Path
    process: subprocess.Popen[bytes] = field(repr=False)

    @property
    def admin_url(self) -> str:
        return self.site.admin_url

    def url_for(self, database: str) -> str:
        """The superuser's address of a database, which need not exist yet."""
        return self.site.url_for(database)

    def stop(self) -> None:
        program.stop(self.process, self.site.program())

    def restart(self) -> None:
        self.stop()
        self.process = _run_postgres(self.site, self.folder)

    def discard(self) -> None:
        """Stopped, and its data is gone."""
        self.stop()
        postgres.discard(self.folder)


@dataclass
class Rabbit:
    """A running RabbitMQ node."""

    site: RabbitSite
    process: subprocess.Popen[bytes] = field(repr=False)

    @property
    def url(self) -> str:
        return self.site.url

    def add_vhost(self, name: str) -> str:
        """A new virtual host; its address."""
        return self.site.add_vhost(name)

    def stop(self) -> None:
        program.stop(self.process, self.site.program())
        rabbitmq.end_name_server(self.site.epmd_port)

    def restart(self) -> None:
        self.stop()
        self.process = _run_rabbitmq(self.site)


def start_postgres(folder: Path, port: int | None = None, *, settings: Mapping[str, str] | None = None) -> Postgres:
    """A PostgreSQL answers; `settings` override ours (tests give THROW_AWAY)."""
    postgres.prune()
    site = postgres.prepare(folder, port=port or program.free_port(), settings=settings)
    return Postgres(site=site, folder=folder, process=_run_postgres(site, folder))


def start_rabbitmq(folder: Path, port: int | None = None) -> Rabbit:
    """A RabbitMQ node answers."""
    site = rabbitmq.prepare(
        folder,
        port=port or program.free_port(),
        dist_port=program.free_port(),
        epmd_port=program.free_port(),
    )
    return Rabbit(site=site, process=_run_rabbitmq(site))


def _run_postgres(site: PostgresSite, folder: Path) -> subprocess.Popen[bytes]:
    log = folder / "postgres.log"
    process = program.start(site.program(), log=log)
    program.wait_until(site.is_ready, process=process, log=log, timeout_s=60)
    return process


def _run_rabbitmq(site: RabbitSite) -> subprocess.Popen[bytes]:
    """Start the node, again when it gives up while it boots, as the supervisor does.

    On a busy machine RabbitMQ may look for queues of a denied kind before its tables are loaded; it takes the fault for
    such a queue and ends.
    """
    log = site.folder / "log" / "rabbitmq.log"
    for tries_left in reversed(range(BOOT_TRIES)):
        process = program.start(site.program(), log=log)
        try:
            program.wait_until(site.is_ready, process=process, log=log, timeout_s=180)
        except CannotStart:
            if process.poll() is None or not tries_left:
                raise
        else:
            break
    return process
