"""The running system that a journey goes through: its address, accounts, processes and databases."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import psycopg
from psycopg.rows import dict_row

from deploy.local import status
from deploy.local.state import State
from deploy.local.supervision import Process, Supervisor

ROOT = Path(__file__).parents[2]
SERVICES = ("members", "workflows", "meetings", "messaging")
PATIENCE_S = 40.0
Found = TypeVar("Found")
Branch = dict[str, dict[str, str]]
"""Accounts from the province down to a chapter, by level; `member` is a member of the chapter."""


class NotInTime(AssertionError):
    """What had to become true within a limit did not."""


def until(look: Callable[[], Found], *, what: str, limit_s: float = PATIENCE_S, every_s: float = 0.1) -> Found:
    """What `look` finds once it is true, asked for again and again. Raises NotInTime after `limit_s`."""
    ends = time.monotonic() + limit_s
    while not (found := look()):
        if time.monotonic() > ends:
            raise NotInTime(f"after {limit_s:.0f} s: {what}; last seen: {found!r}")
        time.sleep(every_s)
    return found


FEE_BOOKS = (1, 9)
"""Branches whose chapters open a fee book: whoever owes there is held up in other procedures, as they should be."""


def branches_in(accounts: list[dict[str, str]]) -> list[Branch]:
    """The chapters that have accounts, each with the first officer of each level above it and a member of its own."""
    branches: list[Branch] = []
    above: Branch = {}
    for one in accounts:
        if one["role"] == "member":
            branches[-1].setdefault("member", one)
        elif one["role"] == "officer" and above.get(one["level"], {}).get("unit_id") != one["unit_id"]:
            above[one["level"]] = one
            if one["level"] == "chapter":
                branches.append(dict(above))
    return branches


class System:
    """One local system, by its state folder and address."""

    def __init__(self) -> None:
        self.state = State(Path(os.environ["DOANSO_STATE"]).resolve())
        self.url = os.environ.get("DOANSO_URL") or self.state.read()["url"]
        self._supervisor = Supervisor(self.state)

    # ---------------------------------------------------------------- accounts

    def accounts(self, role: str = "officer", level: str | None = None) -> list[dict[str, str]]:
        """The demonstration accounts of a role and level."""
        found: list[dict[str, str]] = json.loads(self.state.accounts.read_text(encoding="utf-8"))
        return [one for one in found if one["role"] == role and level in (None, one["level"])]

    def branch(self, place: int = 0) -> Branch:
        """The place-th of `branches`."""
        return self.branches()[place]

    def branches(self) -> list[Branch]:
        """Every chapter with accounts, and the first officer of each level above it, by level; `member` is one of its own."""
        return branches_in(json.loads(self.state.accounts.read_text(encoding="utf-8")))

    # ---------------------------------------------------------------- processes

    def processes(self) -> list[Process]:
        """Every process, as the supervisor sees it."""
        return self._supervisor.processes()

    def pids(self, *names: str) -> dict[str, int]:
        """Process ids of the running processes whose names are these, or these with a number."""
        return {
            one.name: one.pid
            for one in self.processes()
            if one.pid and any(one.name == name or one.name.removeprefix(f"{name}-").isdigit() for name in names)
        }

    def kill(self, *names: str) -> dict[str, int]:
        """These processes, all their hosts, are gone at once (SIGKILL)."""
        killed = self.pids(*names)
        for pid in killed.values():
            _kill(pid)
        return killed

    def stop(self, *names: str) -> None:
        """All hosts of these have ended and stay away until `start`."""
        self._supervisor.stop_processes(list(self._named(*names)))

    def start(self, *names: str) -> None:
        """All hosts of these are started, or were not away."""
        for name in self._named(*names):
            self._supervisor.start_process(name)

    def restart(self, *names: str) -> None:
        """These ended as their stop signal asks, and were started again."""
        self.stop(*names)
        self.start(*names)

    def _named(self, *names: str) -> tuple[str, ...]:
        known = [one.name for one in self.processes()]
        return tuple(
            one for one in known if any(one == name or one.removeprefix(f"{name}-").isdigit() for name in names)
        )

    def status(self) -> dict[str, Any]:
        """What `./doanso status --json` prints."""
        told: dict[str, Any] = json.loads(self.doanso("status", "--json").stdout)
        return told

    def is_ready(self) -> bool:
        """Every process runs and the gateway says that broker and services answer."""
        told = status.describe(self.state)
        return bool(told["ready"]) and all(one["state"] == "running" for one in told["processes"])

    def wait_ready(self, limit_s: float = 90) -> None:
        """The whole system is up."""
        until(self.is_ready, what="the system is ready", limit_s=limit_s, every_s=0.3)

    def doanso(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """A command of the launcher, on this system."""
        environment = {**os.environ, "DOANSO_STATE": str(self.state.folder)}
        return subprocess.run(
            [str(ROOT / "doanso"), *words], capture_output=True, text=True, check=False, env=environment, timeout=120
        )

    # ---------------------------------------------------------------- databases

    def settings(self, name: str) -> str:
        """A setting that the services run with."""
        value: str = self.state.read()["settings"][name]
        return value

    def rows(self, service: str, query: str, *values: Any) -> list[dict[str, Any]]:
        """Rows of a service's own database, looked at from outside."""
        url = self.settings(f"DATABASE_URL_{service.upper()}").replace("postgresql+psycopg://", "postgresql://")
        with psycopg.connect(url, row_factory=dict_row) as connection:
            return connection.execute(query, values).fetchall()

    def one(self, service: str, query: str, *values: Any) -> Any:
        """The first value of the first row."""
        return next(iter(self.rows(service, query, *values)[0].values()))


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
