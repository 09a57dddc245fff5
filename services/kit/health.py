"""`/healthz` (alive), `/readyz` (able to work, or what is missing) and `/metrics` of a host or a relay."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from services.kit import wire


def serve(port: int, missing: Callable[[], list[str]]) -> ThreadingHTTPServer | None:
    """Answers on loopback from a thread (a greenlet in a host); port 0 means no answer is wanted."""
    if not port:
        return None
    handler = type("Handler", (_Handler,), {"missing": staticmethod(missing)})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, name="health", daemon=True).start()
    return server


class _Handler(BaseHTTPRequestHandler):
    missing: Callable[[], list[str]]

    def do_GET(self) -> None:
        if self.path == "/healthz":
            self._answer(200, wire.dumps({"alive": True}))
        elif self.path == "/readyz":
            missing = self.missing()
            self._answer(503 if missing else 200, wire.dumps({"ready": not missing, "missing": missing}))
        elif self.path == "/metrics":
            self._answer(200, generate_latest(), CONTENT_TYPE_LATEST)
        else:
            self._answer(404, b"{}")

    def _answer(self, status: int, body: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nobody reads who asked for health."""
