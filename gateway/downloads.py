"""Files on their way out: streamed from the store, whole or a range, to the one whose request the service has allowed."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from flask import Response, request

from gateway.problems import Problem
from gateway.uploads import files


def sent(stored: Mapping[str, Any], *, inline: bool = False) -> Response:
    """The stored file's content. stored: digest, name, media_type."""
    digest = str(stored["digest"])
    size = files().size(digest)
    if digest in (tag.strip(' W/"') for tag in request.headers.get("If-None-Match", "").split(",")):
        return _headed(Response(status=304), stored, inline=inline)
    start, end = _range(size, digest)
    content = () if request.method == "HEAD" else files().read(digest, start=start, end=end)
    answer = Response(content, status=200, content_type=stored["media_type"], direct_passthrough=True)
    answer.content_length = end - start
    if (start, end) != (0, size):
        answer.status_code = 206
        answer.headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return _headed(answer, stored, inline=inline)


PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def documented(media_type: str = "application/octet-stream") -> dict[str, Any]:
    """How OpenAPI shows a download."""
    file = {"content": {media_type: {"schema": {"type": "string", "format": "binary"}}}}
    return {
        "responses": {
            200: {"description": "The file", **file},
            206: {"description": "The part asked for", **file},
            304: {"description": "What the caller has is current"},
            416: {"description": "The range lies outside the file"},
        },
        "parameters": [{"name": "Range", "in": "header", "required": False, "schema": {"type": "string"}}],
    }


def _range(size: int, digest: str) -> tuple[int, int]:
    """First byte and the one after the last. A range we do not understand, or of another version, means the whole."""
    asked = request.range
    guard = request.headers.get("If-Range")
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1 or (guard and digest not in guard):
        return 0, size
    found = asked.range_for_length(size)
    if found is None:
        raise Problem(416)
    return found


def _headed(answer: Response, stored: Mapping[str, Any], *, inline: bool) -> Response:
    kind = "inline" if inline else "attachment"
    name = str(stored.get("name") or "tep")
    answer.headers["Content-Disposition"] = f"{kind}; filename*=UTF-8''{quote(name, safe='')}"
    answer.headers["ETag"] = f'"{stored["digest"]}"'
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["Cache-Control"] = "private, no-cache"
    if inline:
        # A page of ours shows it in a frame; nothing in it may run.
        answer.headers["Content-Security-Policy"] = (
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
        )
    return answer
