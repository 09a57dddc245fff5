"""Faults as RFC 9457 problems. Nothing of ours leaks: code, words, what the fault itself carries, and the trace."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import Response, g, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from gateway.catalogue import CATALOGUE
from services.kit import clock, log, wire
from services.kit.faults import Fault, Invalid, Unavailable

MEDIA_TYPE = "application/problem+json"
_HIDDEN = frozenset({"text", "mend", "retry_after_s"})


_OF_STATUS = {
    400: "bad-request",
    401: "sign-in-required",
    403: "not-allowed",
    404: "not-found",
    405: "method-not-allowed",
    406: "not-acceptable",
    408: "request-stalled",
    409: "conflict",
    412: "stale",
    413: "too-large",
    415: "unsupported-media-type",
    416: "range-not-satisfiable",
    422: "invalid",
    428: "precondition-required",
    429: "too-many-requests",
    503: "unavailable",
}


class Problem(HTTPException):
    """A refusal of the gateway's own, by code."""

    def __init__(self, status: int, code: str | None = None, **fields: Any) -> None:
        super().__init__()
        self.code = status
        self.problem = code or _OF_STATUS[status]
        self.fields = fields


def of_fault(fault: Fault) -> Response:
    """What the service refused, as a problem."""
    answer = _answer(fault.status, fault.code, fault.fields)
    if isinstance(fault, Unavailable):
        answer.headers["Retry-After"] = str(int(fault.fields.get("retry_after_s", 1)))
    return answer


def of_http_error(error: HTTPException) -> Response:
    """What the gateway or the web server refused, as a problem; headers such as Allow and Retry-After stay."""
    status = error.code or 500
    if isinstance(error, Problem):
        return _answer(status, error.problem, error.fields)
    if isinstance(error, RequestEntityTooLarge):
        return _answer(status, "too-large", {"limit": _bytes(request.max_content_length or 0)})
    code = "no-such-page" if status == 404 else _OF_STATUS.get(status, "unexpected" if status >= 500 else "bad-request")
    answer = _answer(status, code, {})
    for name, value in error.get_headers(request.environ):
        if name.lower() in ("allow", "retry-after", "content-range"):
            answer.headers[name] = value
    return answer


def of_stalled_body(_error: Exception) -> Response:
    """The rest of the body did not come: its sender stalled, or has gone."""
    answer = _answer(408, "request-stalled", {})
    answer.headers["Connection"] = "close"
    return answer


def of_defect(error: Exception) -> Response:
    """Something of ours broke: the trace is told, nothing else."""
    # The rule, not the address: an invitation's address is the key to it.
    rule = request.url_rule.rule if request.url_rule else None
    log.get().error("request_failed", trace=trace(), path=rule, exc_info=error)
    return _answer(500, "unexpected", {})


def words(code: str) -> dict[str, str | None]:
    """What the catalogue says of a code when nothing else is known: text and what to do."""
    entry = CATALOGUE.get(code) or CATALOGUE["unexpected"]
    return {"text": _format_detail(entry.detail, {}), "mend": entry.mend}


def trace() -> str:
    """What this request is called in every log."""
    return str(g.get("trace", ""))


def _answer(status: int, code: str, fields: Mapping[str, Any]) -> Response:
    entry = CATALOGUE.get(code) or CATALOGUE[_OF_STATUS.get(status, "unexpected")]
    body = {
        "type": f"urn:doanso:problem:{code}",
        "title": entry.title,
        "status": status,
        "detail": fields.get("text") or _format_detail(entry.detail, fields),
        "instance": request.path,
        "code": code,
        "trace": trace(),
        "mend": fields.get("mend") or entry.mend,
        **{name: value for name, value in fields.items() if name not in _HIDDEN},
    }
    if status == Invalid.status:
        body.setdefault("errors", {})
    return Response(wire.dumps(body), status=status, content_type=MEDIA_TYPE)


class _Words(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _format_detail(detail: str, fields: Mapping[str, Any]) -> str:
    if "{" not in detail:
        return detail
    words = {name: _word(value) for name, value in fields.items()}
    return detail.format_map(_Words(words, trace=trace()))


def _word(value: Any) -> str:
    """A value as people read it: an instant by its clock time in Việt Nam, a day as dd/mm/yyyy, a number with dots."""
    if isinstance(value, str) and len(value) >= 20 and value[4] == "-" and value[10] == "T":
        return datetime.fromisoformat(value).astimezone(clock.UNION_ZONE).strftime("%H:%M")
    if isinstance(value, datetime):
        return value.astimezone(clock.UNION_ZONE).strftime("%H:%M")
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return f"{value[8:]}/{value[5:7]}/{value[:4]}"
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    return str(value)


def _bytes(size: int) -> str:
    return f"{size // (1024 * 1024)} MB"
