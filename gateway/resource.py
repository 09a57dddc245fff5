"""A resource is a table of operations: verb and path on one side, a contract on the other. The documentation follows from it.

Nothing is validated here that the service validates: text from the address line and JSON from the body go to the contract's
own schema, once, in the service.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from flask import Response, request
from flask_smorest import Blueprint
from marshmallow import fields

from gateway import calls, limits, openapi
from gateway.problems import Problem
from services.kit import wire
from services.kit.faults import Invalid
from services.kit.schema import UNKNOWN_FIELD, Request, instance

JSON = "application/json"
REQUIRED = "required"
OPTIONAL = "optional"
View = Callable[..., Response]


@dataclass(frozen=True, kw_only=True)
class Operation:
    """How one verb on one path is answered.

    etag: the answer has a version, shown in its ETag, which If-None-Match honours. if_match: whether the version that the
    caller saw is taken from If-Match. location: where a new thing is found, with `{id}`. fixed: what the route itself says.
    """

    verb: str
    path: str
    contract: type[Request]
    status: int = 200
    etag: bool = False
    if_match: str | None = None
    location: str | None = None
    fixed: Mapping[str, Any] | None = None
    limit: str | None = None

    @property
    def has_body(self) -> bool:
        return self.verb in ("POST", "PUT", "PATCH")

    @property
    def in_path(self) -> frozenset[str]:
        return frozenset(re.findall(r"<(?:\w+:)?(\w+)>", self.path))

    @property
    def given_here(self) -> frozenset[str]:
        """Fields of the contract that neither body nor query may say."""
        version = {"version"} if self.if_match else set()
        return frozenset({*self.in_path, *(self.fixed or {}), *version})


class Resource(Blueprint):  # type: ignore[misc]  # flask-smorest ships no types
    """One capability under /api/v1."""

    def __init__(self, name: str, *, description: str) -> None:
        super().__init__(name, name, url_prefix="/api/v1", description=description)
        self._prepare_doc_cbks: list[Any] = []  # openapi.describe says it all
        self.answers: dict[str, dict[int, Any]] = {}
        """By endpoint and status, the schema of the JSON that it answers."""

    def get(self, path: str, contract: type[Request], **how: Any) -> None:
        self.operate(Operation(verb="GET", path=path, contract=contract, **how))

    def post(self, path: str, contract: type[Request], **how: Any) -> None:
        self.operate(Operation(verb="POST", path=path, contract=contract, **how))

    def put(self, path: str, contract: type[Request], **how: Any) -> None:
        self.operate(Operation(verb="PUT", path=path, contract=contract, **how))

    def patch(self, path: str, contract: type[Request], **how: Any) -> None:
        self.operate(Operation(verb="PATCH", path=path, contract=contract, **how))

    def delete(self, path: str, contract: type[Request], **how: Any) -> None:
        self.operate(Operation(verb="DELETE", path=path, contract=contract, **how))

    def operate(self, operation: Operation) -> None:
        """The operation is served and documented."""
        view = _view(operation)
        self.serve(operation, view)

    def serve(self, operation: Operation, view: View, **doc: Any) -> None:
        """A view of one's own stands for the operation; `doc` amends what is said of it."""
        name = f"{operation.verb.lower()}_{re.sub(r'[^a-z]+', '_', operation.path.lower()).strip('_')}"
        view.__name__ = name
        described = openapi.amended(openapi.describe(operation), doc)
        self.answers[name] = openapi.answer_schemas(described)
        documented = self.doc(**described)(limits.limited(view, operation.limit))
        self.add_url_rule(operation.path, name, documented, methods=[operation.verb])

    def own(self, verb: str, path: str, contract: type[Request], **how: Any) -> Callable[[View], View]:
        """Decorator: the function answers the operation itself."""
        doc = how.pop("doc", {})

        def decorated(view: View) -> View:
            self.serve(Operation(verb=verb, path=path, contract=contract, **how), view, **doc)
            return view

        return decorated


def _view(operation: Operation) -> View:
    read = _body_reader(operation) if operation.has_body else _query_reader(operation)
    given_here = operation.given_here
    fixed = dict(operation.fixed or {})

    def view(**path: Any) -> Response:
        given = read()
        for name in given_here.intersection(given):
            raise Invalid(errors={name: [UNKNOWN_FIELD]})
        if operation.if_match:
            given["version"] = seen_version(operation.if_match)
        given.update(fixed)
        given.update((name, str(value)) for name, value in path.items())
        return answered(operation, calls.call_raw(operation.contract, given))

    return view


def _body_reader(_operation: Operation) -> Callable[[], dict[str, Any]]:
    return calls.body


def _query_reader(operation: Operation) -> Callable[[], dict[str, Any]]:
    lists = {
        field.data_key or name
        for name, field in instance(operation.contract).fields.items()
        if isinstance(field, fields.List)
    }

    def read() -> dict[str, Any]:
        arguments = request.args
        return {name: arguments.getlist(name) if name in lists else arguments[name] for name in arguments}

    return read


def answered(operation: Operation, raw: bytes) -> Response:
    """The service's bytes, with ETag and Location where the operation has them."""
    answer = Response(raw, status=operation.status, content_type=JSON)
    if not operation.etag and operation.location is None:
        return answer
    seen = wire.loads(raw)
    if operation.location is not None:
        answer.headers["Location"] = "/api/v1" + operation.location.format(**seen)
    if operation.etag and "version" in seen:
        answer.headers["ETag"] = etag = _tag(seen["version"], raw)
        answer.headers["Cache-Control"] = "private, no-cache"
        if request.method == "GET" and etag in _tags("If-None-Match"):
            answer.status_code, answer.data = 304, b""
    return answer


def _tag(version: int, raw: bytes) -> str:
    """The version, for If-Match, and a digest of the whole answer, for If-None-Match: who asks, and what stands around a
    thing, change the answer without changing the thing."""
    return f'"{version}.{blake2b(raw, digest_size=8).hexdigest()}"'


def seen_version(need: str) -> int | None:
    """The version in If-Match; None for `*`, or for nothing where it is optional. Raises Problem 428 or 412."""
    tags = _tags("If-Match")
    if not tags:
        if need == REQUIRED:
            raise Problem(428)
        return None
    if "*" in tags:
        return None
    versions = [tag.strip('"').partition(".")[0] for tag in tags]
    # A tag that no answer of ours ever bore is older than anything.
    return next((int(version) for version in versions if version.isdecimal() and len(version) < 10), 0)


def _tags(header: str) -> list[str]:
    return [tag.strip().removeprefix("W/") for tag in request.headers.get(header, "").split(",") if tag.strip()]
