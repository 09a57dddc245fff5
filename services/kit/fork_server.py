"""Starts hosts and relays quickly, for tests: one process imports their modules once, and each start is a fork of it.

    server = ForkServer("host", "services.shop.service")
    process = server.start("shop", environment, log=path)      # answers as subprocess.Popen does
    process.send_signal(signal.SIGTERM), process.wait(20)
    server.close()

The server takes a line of JSON for each start and writes a line when it has forked and when a fork has ended.
"""

import gc
import importlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from os import fork, read, waitpid, write  # the real ones: the host's module lets eventlet replace those of `os`
from pathlib import Path
from select import select
from typing import Any

ROOT = Path(__file__).parents[2]
LOOK_S = 0.01
START_S = 60.0


class ForkedProcess:
    """A process that the server has forked: the part of `subprocess.Popen` that tests use."""

    def __init__(self, server: "ForkServer", pid: int) -> None:
        self._server, self.pid = server, pid

    def poll(self) -> int | None:
        """The exit code, or None while it runs."""
        return self._server.find_exit_code(self.pid)

    def wait(self, timeout: float) -> int:
        """The exit code. Raises TimeoutExpired when the process runs longer than `timeout` seconds."""
        ends = time.monotonic() + timeout
        while (code := self.poll()) is None:
            if time.monotonic() > ends:
                raise subprocess.TimeoutExpired(f"process {self.pid}", timeout)
            time.sleep(LOOK_S)
        return code

    def send_signal(self, number: int) -> None:
        """The process gets the signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """SIGTERM."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL."""
        self.send_signal(signal.SIGKILL)


class ForkServer:
    """The server's process, as whoever starts others through it sees it."""

    def __init__(self, module: str, *services: str) -> None:
        self._module = module
        self._process = subprocess.Popen(
            [sys.executable, "-m", "services.kit.fork_server", module, *services],
            cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._requests, self._answers = self._process.stdin.fileno(), self._process.stdout.fileno()
        self._rest = b""
        self._started: list[int] = []
        self._exit_codes: dict[int, int] = {}

    def start(self, name: str, environment: dict[str, str], *, log: Path) -> ForkedProcess:
        """A fork runs the module's `main` for that name; what it prints goes to `log`."""
        write(self._requests, json.dumps({"name": name, "environment": environment, "log": str(log)}).encode() + b"\n")
        while not self._started:
            self._read_answers(START_S)
        return ForkedProcess(self, self._started.pop())

    def start_apart(self, name: str, environment: dict[str, str], *, log: Path) -> "subprocess.Popen[bytes]":
        """A process of its own, no fork, runs the module for that name: where its modules are found elsewhere."""
        with log.open("ab") as output:
            return subprocess.Popen(
                [sys.executable, "-m", f"services.kit.{self._module}", name],
                cwd=ROOT, env=environment, stdout=output, stderr=output,
            )  # fmt: skip

    def find_exit_code(self, pid: int) -> int | None:
        """The exit code of a fork, or None while it runs."""
        self._read_answers(0)
        return self._exit_codes.get(pid)

    def close(self) -> None:
        """The server has ended, and with it whatever is left of its forks."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(90)

    def _read_answers(self, timeout_s: float) -> None:
        while select([self._answers], [], [], timeout_s)[0]:
            data = read(self._answers, 65536)
            if not data:
                raise RuntimeError(f"the fork server ended with {self._process.wait(5)}")
            *lines, self._rest = (self._rest + data).split(b"\n")
            for answer in map(json.loads, lines):
                if "exit_code" in answer:
                    self._exit_codes[answer["pid"]] = answer["exit_code"]
                else:
                    self._exit_codes.pop(answer["pid"], None)  # of an earlier process of that number
                    self._started.append(answer["pid"])
            timeout_s = 0


def _serve_requests() -> dict[str, Any] | None:
    """Return in each fork with what it has to run, and in the server with None when standard input has ended."""
    woken, wakes = os.pipe()
    os.set_blocking(wakes, False)
    signal.set_wakeup_fd(wakes)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    rest, alive = b"", set[int]()
    while True:
        ready, _, _ = select([0, woken], [], [])
        if woken in ready:
            read(woken, 4096)
            alive -= set(_report_exits())
        if 0 not in ready:
            continue
        data = read(0, 65536)
        if not data:
            for pid in alive:
                os.kill(pid, signal.SIGKILL)
            return None
        *lines, rest = (rest + data).split(b"\n")
        for line in lines:
            if pid := fork():
                alive.add(pid)
                _answer(pid=pid)
                continue
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.close(woken)
            os.close(wakes)
            request: dict[str, Any] = json.loads(line)
            return request


def _report_exits() -> Iterator[int]:
    while True:
        try:
            pid, status = waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            return
        _answer(pid=pid, exit_code=os.waitstatus_to_exitcode(status))
        yield pid


def _answer(**fields: int) -> None:
    write(1, json.dumps(fields).encode() + b"\n")


def _prepare_fork(request: dict[str, Any], module: str) -> None:
    """Give this fork the output, environment and arguments of a process of its own."""
    output = os.open(request["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nothing, 0), (output, 1), (output, 2)):
        os.dup2(source, target)
    os.environ.clear()
    os.environ.update(request["environment"])
    os.environ.setdefault("PSYCOPG_WAIT_FUNC", "wait_selector")
    sys.argv = [f"services.kit.{module}", request["name"]]


def main() -> None:
    """Serve forks of `services.kit.MODULE` until standard input ends."""
    module, services = sys.argv[1], sys.argv[2:]
    runner = importlib.import_module(f"services.kit.{module}")
    for service in services:
        importlib.import_module(service)
    gc.freeze()
    if request := _serve_requests():
        _prepare_fork(request, module)
        importlib.import_module("services.kit.settings").read.cache_clear()
        runner.main()


if __name__ == "__main__":
    main()
