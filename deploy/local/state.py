"""What is remembered about one system: its folder, ports, secrets and size. Standard library only.

The folder is `.doanso` of the checkout, or DOANSO_STATE: a test system runs so beside a developer's.
"""

import fcntl
import hashlib
import json
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy.local.program import CannotStart, is_free

CHECKOUT = Path(__file__).resolve().parents[2]
SERVICES = ("members", "workflows", "meetings", "messaging")
WEB_PORT = 8080
PATIENCE_S = 15
FIRST_PORT, SLOTS, SLOT_SIZE = 20_000, 400, 30  # below the range that the system gives to clients (32768…)


@dataclass(frozen=True)
class State:
    """A state folder. Values live in state.json, readable by its owner alone: it holds passwords."""

    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / "state.json"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def accounts(self) -> Path:
        return self.folder / "demo-accounts.json"

    def read(self) -> dict[str, Any]:
        """All that is remembered; nothing where nothing was ever started."""
        try:
            values: dict[str, Any] = json.loads(self.file.read_text())
        except FileNotFoundError:
            return {}
        return values

    def remember(self, **values: object) -> None:
        """These values stand in the file, whole even if we are killed now."""
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.file.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps({**self.read(), **values}, indent=1, ensure_ascii=False))
        draft.rename(self.file)

    def secret(self, name: str) -> str:
        """A password made at its first use."""
        kept: dict[str, str] = self.read().get("secrets", {})
        if name not in kept:
            kept[name] = secrets.token_urlsafe(24)
            self.remember(secrets=kept)
        return kept[name]

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One command at a time starts or stops this system."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                why = f"Một lệnh khác đang khởi động hoặc dừng hệ thống này ({self.folder}). Đợi lệnh ấy xong rồi chạy lại."
                raise CannotStart(why) from None
            yield


def current() -> State:
    """The system that this command is about."""
    given = os.environ.get("DOANSO_STATE")
    return State(Path(given).resolve() if given else CHECKOUT / ".doanso")


def choose_ports(state: State, names: list[str]) -> dict[str, int]:
    """A port for each name: those of last time, or a free slot that starts from the folder's own place."""
    kept: dict[str, int] = state.read().get("ports", {})
    if set(names) <= set(kept) and _become_free(kept):
        return kept
    for slot in _slots(state.folder):
        ports = {name: FIRST_PORT + slot * SLOT_SIZE + n for n, name in enumerate(names)}
        if all(is_free(port) for port in ports.values()):
            state.remember(ports=ports)
            return ports
    raise CannotStart(f"Không còn cổng trống trong khoảng {FIRST_PORT}–{FIRST_PORT + SLOTS * SLOT_SIZE}.")


def add_ports(state: State, names: list[str]) -> dict[str, int]:
    """The ports of a running system, and free ones for what it is to run besides."""
    ports: dict[str, int] = dict(state.read()["ports"])
    candidates = iter(range(max(ports.values()) + 1, FIRST_PORT + SLOTS * SLOT_SIZE))
    for name in names:
        if name not in ports:
            ports[name] = next(port for port in candidates if is_free(port))
    state.remember(ports=ports)
    return ports


def choose_web_port(state: State, *, derived: int) -> int:
    """The address people open: what DOANSO_PORT says, else that of last time, else 8080, else the derived one."""
    asked = os.environ.get("DOANSO_PORT")
    if asked:
        return _asked_port(asked)
    wishes = (state.read().get("web_port", WEB_PORT), WEB_PORT, derived)
    return next((port for port in wishes if is_free(port)), derived)


def _asked_port(asked: str) -> int:
    if not asked.isdecimal() or not 0 < int(asked) < 65_536:
        raise CannotStart(f"DOANSO_PORT phải là một số từ 1 đến 65535, không phải “{asked}”.")
    if not is_free(int(asked)):
        why = f"Cổng {asked} (DOANSO_PORT) đang có chương trình khác dùng, hoặc máy không cho mở."
        raise CannotStart(f"{why} Chọn cổng khác: DOANSO_PORT=8090 ./doanso up")
    return int(asked)


def _become_free(ports: dict[str, int]) -> bool:
    """Nobody listens on these, after a moment for processes of a killed supervisor to end."""
    end = time.monotonic() + PATIENCE_S
    while not all(is_free(port) for port in ports.values()):
        if time.monotonic() > end:
            return False
        time.sleep(0.2)
    return True


def _slots(folder: Path) -> list[int]:
    first = int(hashlib.sha256(str(folder).encode()).hexdigest(), 16) % SLOTS
    return [(first + n) % SLOTS for n in range(SLOTS)]
