"""The supervisor of one local system: its configuration, and the talk with it. Standard library only.

supervisord keeps every process running for as long as it lives itself; it is reached on a loopback port with a password.
"""

import base64
import contextlib
import http.client
import os
import resource
import signal
import subprocess
import sys
import time
import xmlrpc.client
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy.local import program
from deploy.local.program import CannotStart, Program
from deploy.local.state import CHECKOUT, State

USER = "doanso"
MOST_FILES = 8192
STOP_TIMEOUT_S = 90
STOPPED = ("stopped", "exited", "fatal", "unknown")
SERVERS = ("postgres", "rabbitmq")

HEADER = """\
[supervisord]
nodaemon = true
logfile = {folder}/logs/supervisord.log
logfile_maxbytes = 5MB
logfile_backups = 1
pidfile = {folder}/supervisord.pid
childlogdir = {folder}/logs
minfds = {files}
directory = {checkout}

[inet_http_server]
port = 127.0.0.1:{port}
username = {user}
password = {password}

[rpcinterface:supervisor]
supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface
"""

PROGRAM = """
[program:{name}]
command = {command}
environment = {environment}
directory = {checkout}
autostart = false
autorestart = true
startsecs = 1
startretries = 1000000
stopsignal = {stop_signal}
stopwaitsecs = {stop_wait_s}
killasgroup = true
priority = {priority}
redirect_stderr = true
stdout_logfile = {folder}/logs/{name}.log
stdout_logfile_maxbytes = 20MB
stdout_logfile_backups = 2
"""


@dataclass(frozen=True)
class Process:
    """One process as the supervisor sees it; `state` in small letters."""

    name: str
    pid: int | None
    state: str


class _Transport(xmlrpc.client.Transport):
    """Plain HTTP with a time limit and a password."""

    def __init__(self, credentials: str, *, timeout_s: float) -> None:
        token = base64.b64encode(credentials.encode()).decode()
        super().__init__(headers=[("Authorization", f"Basic {token}")])
        self.timeout_s = timeout_s

    def make_connection(self, host: Any) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(host, timeout=self.timeout_s)


@dataclass(frozen=True)
class Supervisor:
    """The supervisor of a state folder, running or not."""

    state: State

    @property
    def configuration(self) -> Path:
        return self.state.folder / "supervisord.conf"

    def configure(self, programs: list[Program], *, port: int) -> bool:
        """These programs stand in the configuration. True when that changes it."""
        self.state.logs.mkdir(parents=True, exist_ok=True)
        folder = _literal(str(self.state.folder))
        text = HEADER.format(
            folder=folder,
            checkout=_literal(str(CHECKOUT)),
            port=port,
            user=USER,
            password=self.state.secret("supervisor"),
            files=min(MOST_FILES, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),
        ) + "".join(_section(entry, folder=folder) for entry in programs)
        changed = not self.configuration.exists() or self.configuration.read_text() != text
        self.configuration.touch(mode=0o600)
        self.configuration.write_text(text)
        return changed

    def start(self, *, detached: bool) -> "subprocess.Popen[bytes]":
        """The supervisor answers. Attached, it ends with us; detached, it outlives us."""
        command = [sys.executable, "-m", "deploy.local.supervised", "-c", str(self.configuration)]
        log = self.state.logs / "supervisord.out"
        with log.open("ab") as out:
            process = subprocess.Popen(
                command if detached else ["setpriv", "--pdeathsig", "TERM", *command],
                env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
                cwd=CHECKOUT, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True,
            )  # fmt: skip
        program.wait_until(self.answers, process=process, log=log, timeout_s=60)
        return process

    def is_running(self) -> bool:
        """There is a supervisor, even one that is too busy to answer."""
        return self._pid() is not None

    def answers(self) -> bool:
        return self._ask("getState") is not None

    def processes(self, *, timeout_s: float = 5) -> list[Process]:
        """All processes, in the order they were decided; none when the supervisor does not answer in time."""
        seen = [
            Process(one["name"], one["pid"] or None, one["statename"].lower())
            for one in self._ask("getAllProcessInfo", timeout_s=timeout_s) or ()
        ]
        order: list[str] = self.state.read().get("processes", [])
        return sorted(seen, key=lambda one: order.index(one.name) if one.name in order else len(order))

    def start_process(self, name: str) -> None:
        """The process runs, or the supervisor goes on trying."""
        if self._must("getProcessInfo", name)["statename"].lower() in STOPPED:
            self._must("startProcess", name, False)

    def stop_processes(self, names: list[str]) -> None:
        """These have ended; all are asked at once, as each takes its time to finish what it has begun."""
        for one in self._must("getAllProcessInfo"):
            if one["name"] in names and one["statename"].lower() not in (*STOPPED, "stopping"):
                with contextlib.suppress(CannotStart):  # it ended by itself just now
                    self._must("stopProcess", one["name"], False)
        end = time.monotonic() + STOP_TIMEOUT_S
        while time.monotonic() < end and any(
            one["pid"] and one["name"] in names for one in self._must("getAllProcessInfo")
        ):
            time.sleep(0.1)

    def reload(self) -> None:
        """Programs that changed, came or went are as the configuration says; the changed ones are stopped."""
        added, changed, removed = self._must("reloadConfig")[0]
        for name in (*changed, *removed):
            self._must("stopProcessGroup", name)
            self._must("removeProcessGroup", name)
        for name in (*added, *changed):
            self._must("addProcessGroup", name)

    def stop(self) -> None:
        """Every process has ended: applications together, then the servers they need, the supervisor last."""
        pid = self._pid()
        if pid is None:
            return
        with contextlib.suppress(CannotStart):  # one that does not answer ends its processes itself, one by one
            names = [one["name"] for one in self._must("getAllProcessInfo")]
            self.stop_processes([name for name in names if name not in SERVERS])
            self.stop_processes([name for name in names if name in SERVERS])
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
        end = time.monotonic() + STOP_TIMEOUT_S
        while _is_alive(pid):
            if time.monotonic() > end:
                raise CannotStart(
                    f"Trình giám sát (tiến trình {pid}) không chịu dừng; xem {self.state.logs}/supervisord.log"
                )
            time.sleep(0.1)

    def _pid(self) -> int | None:
        """The supervisor's own process, when the pid file tells the truth."""
        try:
            pid = int((self.state.folder / "supervisord.pid").read_text())
            command = Path(f"/proc/{pid}/cmdline").read_bytes().decode()
        except (OSError, ValueError):
            return None
        return pid if str(self.configuration) in command else None

    def _must(self, method: str, *arguments: object) -> Any:
        """The supervisor's answer. Raises CannotStart when it refuses or does not answer."""
        answer = self._ask(method, *arguments, timeout_s=STOP_TIMEOUT_S)
        if answer is None:
            raise CannotStart(f"Trình giám sát không trả lời ({method}); xem {self.state.logs}/supervisord.log")
        return answer

    def _ask(self, method: str, *arguments: object, timeout_s: float = 5) -> Any:
        """The supervisor's answer; None when nobody answers. Raises CannotStart when it refuses."""
        values = self.state.read()
        port, password = values.get("ports", {}).get("supervisor"), values.get("secrets", {}).get("supervisor")
        if not port or not password:
            return None
        transport = _Transport(f"{USER}:{password}", timeout_s=timeout_s)
        with xmlrpc.client.ServerProxy(f"http://127.0.0.1:{port}/RPC2", transport=transport) as server:
            try:
                return getattr(server.supervisor, method)(*arguments)
            except xmlrpc.client.Fault as fault:
                raise CannotStart(f"Trình giám sát: {method} {arguments}: {fault.faultString}") from None
            except (OSError, xmlrpc.client.ProtocolError, http.client.HTTPException):
                return None


def _section(entry: Program, *, folder: str) -> str:
    return PROGRAM.format(
        name=entry.name,
        command=_literal(" ".join(_quoted(word) for word in entry.argv())),
        environment=_literal(",".join(f'{name}="{value}"' for name, value in entry.environment.items())),
        checkout=_literal(str(CHECKOUT)),
        stop_signal=entry.stop_signal,
        stop_wait_s=entry.stop_wait_s,
        priority=entry.priority,
        folder=folder,
    )


def _literal(text: str) -> str:
    """supervisord expands % in its configuration."""
    return text.replace("%", "%%")


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
