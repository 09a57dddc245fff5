"""gunicorn's worker, made patient with slow phones and not with half-sent requests.

A request's head has ten seconds and its body a pace to keep; whoever stalls is let go. When most places are taken by
connections that send nothing, the one that has been silent longest makes room for each new one: the door stays open.
"""

import errno
import socket as plain
import time
from collections import OrderedDict
from contextlib import suppress
from typing import Any

from gevent import socket
from gunicorn.workers.ggevent import GeventWorker

HEAD_S = 10.0
BODY_S, BODY_BYTES_PER_S = 20.0, 8192
"""A body may take so long, and longer the more of it has come."""
SEND_S = 120.0
SILENT_SHARE = 0.75
"""The part of a worker's connections that may be silent at the same time."""

Silent = OrderedDict["PacedSocket", None]


class PacedSocket(socket.socket):  # type: ignore[misc]  # gevent's classes are untyped
    """A client's connection that ends, as if the client had, when the next bytes are too long in coming."""

    def __init__(self, client: Any, silent: Silent) -> None:
        super().__init__(client.family, client.type, client.proto, fileno=client.detach())
        self._silent = silent
        self._is_fresh, self._has_stalled = True, False
        self.expect_head()

    def expect_head(self) -> None:
        """The next request may begin at any time; once it has begun, its head is short."""
        self._in_body, self._began_at, self._received = False, time.monotonic(), 0

    def expect_body(self) -> None:
        """The head is here."""
        self._in_body, self._began_at, self._received = True, time.monotonic(), 0

    def recv(self, *given: Any) -> bytes:
        if self._has_stalled:
            return b""
        self.settimeout(self._patience_s())
        self._silent[self] = None
        try:
            received = bytes(super().recv(*given))
        except TimeoutError:
            self._has_stalled = True
            if self._in_body:  # whoever reads it learns that it is not whole
                raise TimeoutError(errno.ECONNRESET, "the body stalled") from None
            return b""
        finally:
            self._silent.pop(self, None)
        if not self._in_body and not self._received:
            self._began_at = time.monotonic()
        self._received += len(received)
        self._is_fresh = False
        return received

    def _patience_s(self) -> float | None:
        if self._in_body:
            allowed_s = BODY_S + self._received / BODY_BYTES_PER_S
        elif self._is_fresh or self._received:
            allowed_s = HEAD_S
        else:
            return None  # between two requests gunicorn's keepalive says how long
        return max(0.001, self._began_at + allowed_s - time.monotonic())

    def sendall(self, *given: Any) -> Any:
        self.settimeout(SEND_S)
        return super().sendall(*given)

    def hang_up(self) -> None:
        """Whoever waits for its next bytes finds it ended."""
        with suppress(OSError):
            self.shutdown(plain.SHUT_RDWR)


class Worker(GeventWorker):  # type: ignore[misc]  # gunicorn ships no types
    """A worker whose connections are paced."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._silent: Silent = OrderedDict()

    def handle(self, listener: Any, client: Any, addr: Any) -> None:
        while len(self._silent) > self.worker_connections * SILENT_SHARE:
            self._silent.popitem(last=False)[0].hang_up()
        super().handle(listener, PacedSocket(client, self._silent), addr)

    def handle_request(self, listener_name: Any, req: Any, sock: Any, addr: Any) -> None:
        sock.expect_body()
        try:
            super().handle_request(listener_name, req, sock, addr)
        finally:
            sock.expect_head()
