"""One program to run: its command, environment and the signal that ends it well.

Both the supervisor and the tests start programs from this description. A program dies with whoever started it, so that
nothing goes on working unseen.
"""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


class CannotStart(RuntimeError):
    """A program did not come up; the text says why and where to look."""


@dataclass(frozen=True)
class Program:
    """`user` runs it under another account (root only); a smaller `priority` stops later.

    `orphan_signal` is what it gets when its parent dies; the same as `stop_signal` unless said otherwise.
    """

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    stop_signal: str = "TERM"
    orphan_signal: str | None = None
    user: str | None = None
    stop_wait_s: int = 30
    priority: int = 999

    def argv(self) -> list[str]:
        """The command, made to end when its parent ends. The program keeps the pid: every step is an exec."""
        wrapper = ["setpriv", "--pdeathsig", self.orphan_signal or self.stop_signal]
        if self.user:
            wrapper += ["--reuid", self.user, "--regid", self.user, "--init-groups"]
        return [*wrapper, *self.command]


def start(program: Program, *, log: Path) -> subprocess.Popen[bytes]:
    """The program is running in a session of its own, its output going to `log`."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out:
        return subprocess.Popen(
            program.argv(),
            cwd="/",
            env={**os.environ, **program.environment},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )


def stop(process: subprocess.Popen[bytes], program: Program) -> None:
    """The program has ended: asked first, killed when it does not listen."""
    if process.poll() is not None:
        return
    process.send_signal(getattr(signal, f"SIG{program.stop_signal}"))
    try:
        process.wait(timeout=program.stop_wait_s)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_until(is_ready: Callable[[], bool], *, process: subprocess.Popen[bytes], log: Path, timeout_s: float) -> None:
    """`is_ready()` came true. Raises CannotStart when the process ends or the time runs out first."""
    end = time.monotonic() + timeout_s
    while not is_ready():
        if process.poll() is not None or time.monotonic() > end:
            raise CannotStart(f"{log.name}: không khởi động được; xem {log}\n{tail(log)}")
        time.sleep(0.1)


def tail(log: Path, *, lines: int = 12) -> str:
    """The last lines of a log, for a message."""
    if not log.exists():
        return ""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


def free_port() -> int:
    """A loopback port that nobody listens on at this moment. Can still be taken before its use."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_free(port: int) -> bool:
    """Nobody listens on this loopback port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
