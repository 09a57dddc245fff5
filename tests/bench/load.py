"""A closed loop of clients over HTTP: each sends its next request when the last is answered."""

import json
import os
import queue
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterable
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

from tests.bench.figures import Times, times

STATE = Path(os.environ.get("DOANSO_STATE", ".doanso"))


class Failed(Exception):
    """An answer that the bench did not expect."""


class Client:
    """One signed-in account on one connection that is kept open."""

    def __init__(self, url: str, token: str | None = None) -> None:
        parts = urllib.parse.urlsplit(url)
        self._connection = HTTPConnection(parts.hostname or "127.0.0.1", parts.port or 80, timeout=30)
        self.token = token

    @classmethod
    def signed_in(cls, url: str, login: str, password: str) -> Self:
        """A client that bears the account's token."""
        client = cls(url)
        client.token = client.post("/tokens", {"login": login, "password": password}, expect=(200, 201))["access_token"]
        return client

    def get(self, path: str, **query: Any) -> Any:
        """The answer's JSON."""
        asked = {name: value for name, value in query.items() if value is not None}
        return self._send("GET", f"{path}?{urllib.parse.urlencode(asked)}" if asked else path, None, {}, (200,))

    def post(
        self, path: str, body: Any, *, expect: tuple[int, ...] = (200, 201, 202), headers: dict[str, str] | None = None
    ) -> Any:
        """The answer's JSON; each request has a key of its own."""
        sent = {"Content-Type": "application/json", "Idempotency-Key": str(uuid4()), **(headers or {})}
        return self._send("POST", path, json.dumps(body).encode(), sent, expect)

    def upload(self, path: str, file: Path, **fields: str) -> Any:
        """A multipart upload of one file."""
        mark = uuid4().hex
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in fields.items()
        ]
        head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\n\r\n'.encode()
        body = b"".join([*parts, head, file.read_bytes(), f"\r\n--{mark}--\r\n".encode()])
        headers = {"Content-Type": f"multipart/form-data; boundary={mark}", "Idempotency-Key": str(uuid4())}
        return self._send("POST", path, body, headers, (200, 201, 202))

    def _send(self, verb: str, path: str, body: bytes | None, headers: dict[str, str], expect: tuple[int, ...]) -> Any:
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        try:
            self._connection.request(verb, f"/api/v1{path}", body, headers)
            answer = self._connection.getresponse()
        except (BrokenPipeError, ConnectionResetError):  # http.client.RemoteDisconnected is the latter
            self._connection.close()  # let go by the server while nothing was asked for some time
            self._connection.request(verb, f"/api/v1{path}", body, headers)
            answer = self._connection.getresponse()
        text = answer.read()
        if answer.status not in expect:
            raise Failed(f"{verb} {path}: {answer.status} {text[:400].decode(errors='replace')}")
        return json.loads(text) if text else None


def accounts() -> list[dict[str, str]]:
    """The demonstration accounts of the running system."""
    found: list[dict[str, str]] = json.loads((STATE / "demo-accounts.json").read_text(encoding="utf-8"))
    return found


def account(role: str, level: str, place: int = 0) -> dict[str, str]:
    """The `place`-th demonstration account of a role and level."""
    return [one for one in accounts() if (one["role"], one["level"]) == (role, level)][place]


def sign_in(url: str, one: dict[str, str]) -> Client:
    """A client of a demonstration account."""
    return Client.signed_in(url, one["login"], one["password"])


def closed_loop(
    items: Iterable[Any], clients: list[Any], act: Callable[[Any, Any], Any], *, limit_s: float = 60
) -> Times:
    """`act(client, item)` for each item, the clients side by side; stops handing out work after `limit_s`."""
    work = _Work(items, act, ends=time.monotonic() + limit_s)
    return _measured([(work, client) for client in clients])


def side_by_side(items: list[Any], clients: list[Any], act: Callable[[Any, Any], Any], *, limit_s: float = 60) -> Times:
    """`act(client, item)` for each item in order by each client, the clients side by side."""
    ends = time.monotonic() + limit_s
    return _measured([(_Work(items, act, ends), client) for client in clients])


def _measured(works: list[tuple["_Work", Any]]) -> Times:
    began = time.perf_counter()
    threads = [threading.Thread(target=work.run, args=(client,)) for work, client in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wall_s = time.perf_counter() - began
    done = {id(work): work for work, _ in works}.values()
    for failure in (failure for work in done for failure in work.failures):
        raise failure
    return times([taken for work in done for taken in work.taken], wall_s)


class _Work:
    """What is still to do, and how long each act took."""

    def __init__(self, items: Iterable[Any], act: Callable[[Any, Any], Any], ends: float) -> None:
        self.waiting: queue.SimpleQueue[Any] = queue.SimpleQueue()
        for item in items:
            self.waiting.put(item)
        self.act, self.ends = act, ends
        self.taken: list[float] = []
        self.failures: list[BaseException] = []

    def run(self, client: Any) -> None:
        """Until there is nothing left, the time is up, or an act failed."""
        while time.monotonic() < self.ends and not self.failures:
            began = time.perf_counter()
            try:
                self.act(client, self.waiting.get_nowait())
            except queue.Empty:
                return
            except (Failed, OSError) as failure:
                self.failures.append(failure)
            else:
                self.taken.append(time.perf_counter() - began)


def until(look: Callable[[], Any], *, limit_s: float, every_s: float = 0.05) -> Any:
    """What `look` finds once it is true, asked for again and again. Raises Failed after `limit_s`."""
    ends = time.monotonic() + limit_s
    while not (found := look()):
        if time.monotonic() > ends:
            raise Failed(f"still nothing after {limit_s} s")
        time.sleep(every_s)
    return found
