"""`/api/v1/stream` as one origin with everything else: passed on to the stream process, byte by byte."""

import contextlib
import http.client
from collections.abc import Iterator
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from gateway import calls
from services.kit import settings
from services.kit.faults import Unauthenticated, Unavailable

bp = Blueprint("stream", __name__)
_PASSED_ON = ("Last-Event-ID", "Accept")
_SILENCE_S = 60


@bp.get("/api/v1/stream")
def stream() -> Response:
    """What changes, as it changes, for the one who asks."""
    caller = calls.caller()
    connection = http.client.HTTPConnection("127.0.0.1", settings.read().stream_port, timeout=_SILENCE_S)
    sent = {name: request.headers[name] for name in _PASSED_ON if name in request.headers}
    if "Last-Event-ID" not in sent and (last := request.args.get("last_event_id")):
        sent["Last-Event-ID"] = last
    age = request.args.get("age_ms", "")
    try:
        connection.request(
            "GET", f"/stream?{urlencode({'age_ms': age})}", headers={**sent, "Authorization": f"Bearer {caller.token}"}
        )
        upstream = connection.getresponse()
    except (OSError, http.client.HTTPException):
        raise Unavailable("stream-away", retry_after_s=3) from None
    if upstream.status != 200:
        connection.close()
        if upstream.status == 401:
            raise Unauthenticated("session-revoked")
        raise Unavailable("stream-away", retry_after_s=3)
    answer = Response(_steps(connection, upstream), content_type="text/event-stream; charset=utf-8")
    answer.headers.update({"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
    return answer


def _steps(connection: http.client.HTTPConnection, upstream: http.client.HTTPResponse) -> Iterator[bytes]:
    with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
        while step := upstream.read1(65_536):
            yield step
