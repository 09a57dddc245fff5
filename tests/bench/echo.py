"""A service that answers what it was asked and 2 KB besides: the bus alone, with actor, deadline and faults."""

import sys

if __name__ == "__main__":
    # As the gateway does: greenlets, before anything else is imported.
    from gevent import monkey

    monkey.patch_all()

import json
import os
import threading
import time
from collections.abc import Callable
from typing import Any, ClassVar

from marshmallow import fields

from services.kit.schema import Request

FILL = "y" * 1800
PAYLOAD = "x" * 188


class Echo(Request):
    """Say it again."""

    method: ClassVar[str] = "echo.echo"
    text = fields.String(required=True)


def _service() -> Any:
    from services.kit.database import Tx
    from services.kit.entrypoints import Transactions, rpc

    class EchoService:
        name = "echo"
        tx = Transactions(Tx)

        @rpc(Echo)
        def echo(self, tx: Tx, text: str) -> dict[str, str]:
            return {"text": text, "fill": FILL}

    return EchoService


def _client(serial: int, concurrent: int, callers: int, token: str) -> None:
    """Prints the durations as JSON: in series, then `callers` at once."""
    from services.kit import settings
    from services.kit.rpc_client import RpcClient

    client = RpcClient(settings.read().amqp_url)

    def call() -> float:
        began = time.perf_counter()
        answer = client.call("echo.echo", token=token, deadline_s=10.0, text=PAYLOAD)
        if answer["text"] != PAYLOAD:
            raise AssertionError(answer)
        return time.perf_counter() - began

    _wait_for_host(call)
    for _ in range(200):
        call()
    began = time.perf_counter()
    one = [call() for _ in range(serial)]
    wall = time.perf_counter() - began
    many: list[float] = []
    threads = [
        threading.Thread(target=lambda: many.extend(call() for _ in range(concurrent // callers)))
        for _ in range(callers)
    ]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    result = {"serial": one, "serial_wall": wall, "concurrent": many, "concurrent_wall": time.perf_counter() - began}
    sys.stdout.write(json.dumps(result) + "\n")
    sys.stdout.flush()
    os._exit(0)


def _wait_for_host(call: Callable[[], float]) -> None:
    """The host, started at the same time, answers. Raises Unavailable when it does not within 30 s."""
    from services.kit.faults import Unavailable

    ends = time.monotonic() + 30
    while True:
        try:
            call()
            return
        except Unavailable:
            if time.monotonic() > ends:
                raise
            time.sleep(0.2)


if __name__ == "__main__":
    _client(*(int(word) for word in sys.argv[1:4]), token=sys.argv[4])
else:
    SERVICE = _service() if "eventlet" in sys.modules else None
