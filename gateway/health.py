"""Whether the gateway lives, whether it can work, what it counts, and the keys that tokens are verified with."""

import contextlib
import http.client
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus

from flask import Blueprint, Response, current_app
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest, multiprocess

from gateway import calls
from services.contracts import verification
from services.kit import actor, settings, wire
from services.kit.faults import Fault, Unavailable

bp = Blueprint("health", __name__)
SERVICES = ("members", "workflows", "meetings", "messaging")
_PATIENCE_S = 1.5


@bp.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return _json({"alive": True})


@bp.get("/readyz")
def readyz() -> Response:
    """Every service answers through the broker, and the stream hears it; else 503 with those that do not."""
    client = calls.client()
    with ThreadPoolExecutor(len(SERVICES)) as pool:
        up = dict(zip(SERVICES, pool.map(lambda name: _answers(client, name), SERVICES), strict=True))
    missing = [name for name, answers in up.items() if not answers]
    broker = len(missing) < len(SERVICES) or getattr(client, "is_connected", lambda: False)()
    stream = _stream_hears()
    missing = [*([] if broker else ["broker"]), *missing, *([] if stream else ["stream"])]
    found = {"ready": not missing, "broker": broker, "stream": stream, "services": up, "missing": missing}
    return _json(found, 503 if missing else 200)


@bp.get("/metrics")
def metrics_page() -> Response:
    """Counts of all workers, for Prometheus."""
    folder = current_app.config.get("METRICS_FOLDER")
    if folder is None:
        return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry, path=str(folder))
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


@bp.get("/.well-known/jwks.json")
def jwks() -> Response:
    """The public keys."""
    answer = _json(actor.jwks())
    answer.headers["Cache-Control"] = "public, max-age=300"
    return answer


@bp.get("/.well-known/document-keys.json")
def document_keys() -> Response:
    """The public keys that seals on papers are checked with, without us."""
    answer = _json(calls.call(verification.ListSealKeys, {}))
    answer.headers["Cache-Control"] = "public, max-age=300"
    return answer


def _answers(client: calls.Client, service: str) -> bool:
    try:
        client.call_raw(f"{service}.ping", {}, deadline_s=_PATIENCE_S, repeatable=True)
    except Unavailable:
        return False
    except Fault:
        return True  # a service that refuses is a service that answers
    return True


def _stream_hears() -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", settings.read().stream_port, timeout=_PATIENCE_S)
    with contextlib.closing(connection):
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False


def _json(value: object, status: int = 200) -> Response:
    return Response(wire.dumps(value), status=status, content_type="application/json")
