"""What OpenAPI says of an operation: its parameters and body from the contract, and every answer that can come."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from marshmallow import fields, missing

from services.kit import wire
from services.kit.schema import Reply, Request, Schema, instance

if TYPE_CHECKING:
    from gateway.resource import Operation

JSON, PROBLEM = "application/json", "application/problem+json"
_ANSWERS = {
    304: "What the caller has is current",
    400: "The request cannot be read",
    401: "Nobody we know is asking",
    403: "The asker may not, or the request bears no CSRF token",
    404: "There is no such thing for this asker",
    405: "The path does not take this verb",
    406: "There is no such representation",
    408: "The rest of the body did not come in time",
    409: "The state of the thing forbids it; may carry refusals",
    412: "The asker looked at an older version",
    413: "The body is too large",
    415: "The body has another media type",
    422: "Fields are wrong; errors says which and why",
    428: "If-Match is missing",
    429: "Too many requests; Retry-After says when",
    503: "A service is away or busy; Retry-After says when",
}
SECURITY: dict[str, Any] = {
    "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
    "cookie": {"type": "apiKey", "in": "cookie", "name": "doanso_access"},
}
_IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "pattern": "^[!-~]{1,200}$", "minLength": 1, "maxLength": 200},
    "description": "The change is done once under this key, and a repeat gets the first answer; for a day.",
}


class ProblemView(Reply):
    """RFC 9457, in Vietnamese. `mend` says what to do; `errors` and `refusals` come where they apply."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    instance = fields.String(required=True)
    code = fields.String(required=True)
    trace = fields.String(required=True)
    mend = fields.String(required=True, allow_none=True)
    errors = fields.Dict(keys=fields.String(), values=fields.List(fields.String()))
    refusals = fields.List(fields.Dict())


def describe(operation: Operation) -> dict[str, Any]:
    """The operation object, where schemas still stand for themselves."""
    contract = operation.contract
    words = re.sub(r"\s+", " ", (contract.__doc__ or contract.__name__).strip())
    described: dict[str, Any] = {
        "operationId": _operation_id(operation),
        "summary": words.partition(". ")[0].rstrip(".")[:120],
        "description": words,
        "x-rpc": contract.method,
        "parameters": _parameters(operation),
        "responses": _responses(operation),
        "security": [] if contract.public else [{"bearer": []}, {"cookie": []}],
    }
    if operation.has_body and (schema := body_schema(operation)) is not None:
        required = any(field.required for field in schema.fields.values())
        described["requestBody"] = {"required": required, "content": {JSON: {"schema": schema}}}
    return described


def amended(described: dict[str, Any], doc: dict[str, Any]) -> dict[str, Any]:
    """The description with what a view says of itself: answers and parameters join, the rest replaces."""
    joined = {**described, **doc}
    joined["responses"] = {**described["responses"], **doc.get("responses", {})}
    joined["parameters"] = [*described["parameters"], *doc.get("parameters", [])]
    return joined


def answer_schemas(described: dict[str, Any]) -> dict[int, Any]:
    """By status, the schema of what is answered as JSON."""
    contents = {status: answer.get("content", {}).get(JSON) for status, answer in described["responses"].items()}
    return {status: content["schema"] for status, content in contents.items() if content}


def body_schema(operation: Operation) -> Schema | None:
    """The contract without what path and gateway say themselves; None when nothing is left to say."""
    held = instance(operation.contract).fields
    exclude = tuple(name for name, field in held.items() if (field.data_key or name) in operation.given_here)
    if len(exclude) == len(held):
        return None
    schema = operation.contract(exclude=exclude)
    if exclude:
        schema.component = "".join(word.title() for word in _operation_id(operation).split("_"))  # type: ignore[attr-defined]
    return schema


def component_name(schema: Any) -> str:
    """What a schema is called among the components: by its class, or by its operation where the class is cut."""
    given: str | None = getattr(schema, "component", None)
    return given or (schema if isinstance(schema, type) else type(schema)).__name__


def problem(status: int) -> dict[str, Any]:
    """An answer that is a problem."""
    if status == 304:
        return {"description": _ANSWERS[status]}
    return {"description": _ANSWERS[status], "content": {PROBLEM: {"schema": ProblemView}}}


def _operation_id(operation: Operation) -> str:
    path = re.sub(r"<(?:\w+:)?(\w+)>", r"by_\1", operation.path)
    return f"{operation.verb.lower()}_{re.sub(r'[^a-zA-Z_]+', '_', path).strip('_')}"


def _parameters(operation: Operation) -> list[dict[str, Any]]:
    parameters: list[dict[str, Any]] = []
    if not operation.has_body and (schema := body_schema(operation)) is not None:
        parameters.extend(_query(operation.contract, schema))
    if operation.verb == "POST":
        parameters.append(_IDEMPOTENCY_KEY)
    if operation.if_match:
        parameters.append(
            {
                "name": "If-Match",
                "in": "header",
                "required": operation.if_match == "required",
                "schema": {"type": "string"},
                "description": "The ETag of the version that the caller saw.",
            }
        )
    if operation.etag and operation.verb == "GET":
        parameters.append({"name": "If-None-Match", "in": "header", "required": False, "schema": {"type": "string"}})
    return parameters


def _query(contract: type[Request], schema: Schema) -> list[dict[str, Any]]:
    return [
        {"in": "query", "schema": type(f"{contract.__name__}Query", (Schema,), {"Meta": _EXCLUDE, **_copies(schema)})}
    ]


class _EXCLUDE:
    unknown = "exclude"


def _copies(schema: Schema) -> dict[str, fields.Field[Any]]:
    """The fields as an address line can say them: there is no null in it, only absence."""
    copies = {name: deepcopy(field) for name, field in schema.declared_fields.items() if name in schema.fields}
    for field in copies.values():
        field.allow_none = False
        if field.load_default is None:
            field.load_default = missing
    return copies


def _responses(operation: Operation) -> dict[int, Any]:
    contract = operation.contract
    success: dict[str, Any] = {"description": "As asked"}
    if operation.status != 204:
        success["content"] = {JSON: {"schema": contract.reply}}
    headers = {}
    if operation.etag:
        headers["ETag"] = {"schema": {"type": "string"}}
    if operation.location:
        headers["Location"] = {"schema": {"type": "string"}}
    if headers:
        success["headers"] = headers
    return {operation.status: success, **{status: problem(status) for status in sorted(possible(operation))}}


def possible(operation: Operation) -> set[int]:
    """Every refusal that the operation can answer with."""
    statuses = {400, 404, 405, 406, 413, 422, 429, 503}
    if not operation.contract.public:
        statuses |= {401, 403}
    if operation.verb != "GET":
        statuses |= {401, 403, 409}
    if operation.has_body:
        statuses |= {408, 415}
    if operation.if_match:
        statuses |= {412} | ({428} if operation.if_match == "required" else set())
    if operation.etag and operation.verb == "GET":
        statuses |= {304}
    return statuses


STREAM = "/api/v1/stream"


def stream() -> dict[str, Any]:
    """The operation object of the stream, which answers for as long as somebody listens."""
    words = (
        "What changes, as it changes, as server-sent events. An event's name is the kind of thing (case, member, unit, position, "
        "document, inbox, job, import); its data say which: kind, id, version. `reset` asks the listener to read everything again. "
        "The stream ends with the token."
    )
    age = (
        "How many milliseconds ago the page began to read: the stream begins with what changed since, or with `reset`."
    )
    refusal = {"$ref": f"#/components/schemas/{component_name(ProblemView)}"}
    resume = "The id of the last event heard; the stream goes on behind it, or begins with `reset`."
    return {
        "operationId": "get_stream",
        "summary": "What changes, as it changes",
        "description": words,
        "x-rpc": None,
        "parameters": [
            {"name": name, "in": place, "required": False, "schema": {"type": "string"}, "description": resume}
            for name, place in (("Last-Event-ID", "header"), ("last_event_id", "query"))
        ]
        + [{"name": "age_ms", "in": "query", "required": False, "schema": {"type": "string"}, "description": age}],
        "responses": {
            "200": {
                "description": "Events, without end",
                "content": {"text/event-stream": {"schema": {"type": "string"}}},
            },
            **{
                str(status): {"description": _ANSWERS[status], "content": {PROBLEM: {"schema": refusal}}}
                for status in (400, 401, 403, 404, 405, 406, 413, 422, 429, 503)
            },
        },
        "security": [{"bearer": []}, {"cookie": []}],
    }


CONFIG = {
    "API_TITLE": "Đoàn Số",
    "API_VERSION": "v1",
    "OPENAPI_VERSION": "3.1.0",
    "OPENAPI_URL_PREFIX": "/api",
    "OPENAPI_JSON_PATH": "openapi.json",
}


def finished(document: dict[str, Any]) -> bytes:
    """The whole document as JSON, made once: what the contracts say, and the stream, which is no request to a service."""
    document["paths"][STREAM] = {"get": stream()}
    return wire.dumps(document)
