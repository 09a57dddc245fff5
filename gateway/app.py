"""The gateway: HTTP on one side, RPC on the other. It owns no data."""

import re
import secrets
import time
from pathlib import Path
from typing import Any

from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask, Response, g, request
from flask_limiter import RateLimitExceeded
from flask_smorest import Api
from gunicorn.http.errors import NoMoreData
from werkzeug.exceptions import ClientDisconnected, HTTPException, RequestEntityTooLarge
from werkzeug.middleware.proxy_fix import ProxyFix

from gateway import compression, conformance, headers, health, limits, metrics, openapi, problems, static, stream_proxy
from gateway.calls import Client
from gateway.counts import SCHEME, limits_file
from gateway.problems import Problem
from gateway.resources import (
    administration,
    applications,
    audit,
    campaigns,
    cases,
    documents,
    fees,
    files,
    imports,
    jobs,
    me,
    members,
    packages,
    permissions,
    processes,
    reports,
    rules,
    session,
    units,
)
from services.kit import log, settings
from services.kit.faults import Fault
from services.kit.files import Files, trouble

BODY_LIMIT = 1024 * 1024
DRAINED = 64 * 1024 * 1024
RESOURCES = (
    session,
    administration,
    me,
    units,
    members,
    imports,
    jobs,
    files,
    processes,
    cases,
    applications,
    audit,
    documents,
    packages,
    permissions,
    rules,
    fees,
    reports,
    campaigns,
)
_OTHER_FORMS = (".pdf", ".xlsx", ".ics", "/file", "/stream")
_TRACEPARENT = re.compile(r"00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")


def create_app(client: Client, *, store: Files, metrics_folder: Path | None = None, counts: str = "memory://") -> Flask:
    """The application, which asks the services through the client and keeps files in the store.

    counts: where limits are counted, `shared://` for several workers.
    """
    app = Flask("gateway", static_folder=None, root_path=str(Path(__file__).parent))
    app.config.update(
        MAX_CONTENT_LENGTH=BODY_LIMIT,
        MAX_FORM_PARTS=20,
        METRICS_FOLDER=metrics_folder,
        RATELIMIT_HEADERS_ENABLED=False,
        RATELIMIT_STORAGE_URI=counts,
        PROPAGATE_EXCEPTIONS=False,
        **openapi.CONFIG,
    )
    app.extensions["doanso"] = {"client": client, "files": store}
    app.url_map.strict_slashes = False
    _name_requests(app)
    limits.limiter.init_app(app)
    _answer_in_problems(app)
    _document(app)
    for blueprint in (health.bp, stream_proxy.bp, static.bp):
        app.register_blueprint(blueprint)
        limits.limiter.exempt(blueprint)
    app.after_request(compression.compress)
    app.after_request(headers.add)
    metrics.measure(app)
    if settings.read().testing:
        conformance.require_described_answers(app, [resource.bp for resource in RESOURCES])
    if settings.read().public_url.startswith("https://"):
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]
    return app


def _name_requests(app: Flask) -> None:
    @app.before_request
    def name() -> None:
        g.began_at = time.perf_counter()
        given = _TRACEPARENT.fullmatch(request.headers.get("traceparent", ""))
        g.trace = given[1] if given else secrets.token_hex(8)
        _refuse_other_forms()


def _refuse_other_forms() -> None:
    """Nothing but JSON can be had, save from what sends files and the stream."""
    accepted = request.headers.get("Accept", "*/*")
    if (
        "json" in accepted
        or "*/*" in accepted
        or "application/*" in accepted
        or not request.path.startswith("/api/v1/")
    ):
        return
    if not request.path.endswith(_OTHER_FORMS):
        raise Problem(406)


def _answer_in_problems(app: Flask) -> None:
    app.register_error_handler(Fault, problems.of_fault)
    app.register_error_handler(ClientDisconnected, problems.of_stalled_body)
    app.register_error_handler(NoMoreData, problems.of_stalled_body)
    app.register_error_handler(TimeoutError, problems.of_stalled_body)
    app.register_error_handler(OSError, _of_machine)
    app.register_error_handler(RequestEntityTooLarge, _too_large)
    app.register_error_handler(RateLimitExceeded, _too_many)
    app.register_error_handler(HTTPException, problems.of_http_error)
    app.register_error_handler(Exception, problems.of_defect)


def _of_machine(error: OSError) -> Response:
    away = trouble(error)
    return problems.of_fault(away) if away else problems.of_defect(error)


def _too_large(error: RequestEntityTooLarge) -> Response:
    """Read the rest away first: a client that is still sending would see a broken connection, not the answer."""
    source, left = request.environ["wsgi.input"], DRAINED
    while left > 0 and (step := source.read(min(left, 65_536))):
        left -= len(step)
    answer = problems.of_http_error(error)
    answer.headers["Connection"] = "close"
    return answer


def _too_many(error: RateLimitExceeded) -> Response:
    answer = problems.of_http_error(error)
    answer.headers["Retry-After"] = str(limits.seconds_to_wait())
    return answer


def _document(app: Flask) -> None:
    plugin = MarshmallowPlugin(schema_name_resolver=openapi.component_name)
    api = Api(app, spec_kwargs={"marshmallow_plugin": plugin})
    # The handlers of the documentation library would answer in a shape of their own.
    app.register_error_handler(HTTPException, problems.of_http_error)
    for name, scheme in openapi.SECURITY.items():
        api.spec.components.security_scheme(name, scheme)
    for resource in RESOURCES:
        api.register_blueprint(resource.bp)
    document = openapi.finished(api.spec.to_dict())
    app.view_functions["api-docs.openapi_json"] = lambda: Response(document, content_type="application/json")


def make() -> Flask:
    """The application of a worker of gunicorn."""
    from services.kit.rpc_client import RpcClient

    given = settings.read()
    log.configure("gateway", given.log)
    folder = given.state / "metrics" / "gateway"
    client: Any = RpcClient(given.amqp_url)
    shared = f"{SCHEME}://{limits_file(given.state)}"
    return create_app(client, store=Files(given), metrics_folder=folder if folder.is_dir() else None, counts=shared)
