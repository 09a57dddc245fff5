"""Accounts as an administrator keeps them, the health of services, and invitations of a whole unit."""

from typing import Any

from amqp import AMQPError
from flask import Response
from marshmallow import fields

from gateway import calls, health
from gateway.resource import JSON, Operation, Resource
from services.contracts import administration as contract
from services.contracts import meetings, slips, workflows
from services.contracts.common import FailedMessage
from services.kit import bus, settings, topology, wire
from services.kit.faults import NotFound, Unavailable
from services.kit.schema import Reply, Request

bp = Resource("administration", description="Tài khoản, tình trạng dịch vụ")

bp.get("/accounts", contract.ListAccounts)
bp.post("/accounts/<uuid:person_id>/lock", contract.LockAccount)
bp.delete("/accounts/<uuid:person_id>/lock", contract.UnlockAccount)
bp.delete("/accounts/<uuid:person_id>/sessions", contract.EndAccountSessions)
bp.get("/permissions", contract.ListPermissions)
bp.get("/units/<uuid:unit_id>/invitations", contract.ListInvitableMembers)

INVITE = Operation(verb="POST", path="/units/<uuid:unit_id>/invitations", contract=contract.InviteMembers, status=201)


def invite_members(unit_id: object) -> Response:
    """Each has a link, and all are on a sheet to print; where that cannot be drawn just now, the links are there still."""
    given = calls.call(contract.InviteMembers, {**calls.body(), "unit_id": str(unit_id)})
    lines = [{name: item[name] for name in ("full_name", "login", "link", "expires_at")} for item in given["items"]]
    try:
        drawn = calls.call(slips.DrawInvitationSlips, {"unit_name": given["unit"]["name"], "slips": lines})
    except Unavailable:
        drawn = {"pdf": None}
    answer = Response(wire.dumps({**given, **drawn}), status=201, content_type=JSON)
    answer.headers["Cache-Control"] = "no-store"
    return answer


bp.serve(INVITE, invite_members)

FAILED: dict[str, type[Request]] = {
    "members": contract.ListMembersFailedMessages,
    "workflows": workflows.ListWorkflowsFailedMessages,
    "meetings": meetings.ListMeetingsFailedMessages,
    "messaging": slips.ListMessagingFailedMessages,
}
REPLAY: dict[str, type[Request]] = {
    "members": contract.ReplayMembersMessage,
    "workflows": workflows.ReplayWorkflowsMessage,
    "meetings": meetings.ReplayMeetingsMessage,
    "messaging": slips.ReplayMessagingMessage,
}


class ServiceHealth(Reply):
    """A service: whether it answers, and the messages that it has set aside."""

    name = fields.String(required=True)
    answers = fields.Boolean(required=True)
    messages = fields.List(fields.Nested(FailedMessage), required=True)


class SystemHealth(Reply):
    """The services, and how many messages the broker has set aside because their readers died of them; null while it is away."""

    items = fields.List(fields.Nested(ServiceHealth), required=True)
    set_aside = fields.Integer(required=True, allow_none=True)


SERVICES = Operation(verb="GET", path="/services", contract=contract.ListMembersFailedMessages)
AGAIN = Operation(
    verb="POST",
    path="/services/<string:service>/messages/<uuid:id>/replay",
    contract=contract.ReplayMembersMessage,
    fixed={"service": None},
)


def list_services() -> Response:
    """Each service with what it has set aside; one that does not answer is said to."""
    items = [_health(name) for name in health.SERVICES]
    return Response(wire.dumps({"items": items, "set_aside": _count_set_aside()}), content_type=JSON)


def _count_set_aside() -> int | None:
    try:
        ((_, count, _),) = bus.depths(settings.read().amqp_url, [topology.dead_queue()])
    except (OSError, AMQPError):
        return None
    return max(count, 0)


def _health(service: str) -> dict[str, Any]:
    try:
        found = calls.call(FAILED[service], {}, deadline_s=2.0)
    except Unavailable:
        return {"name": service, "answers": False, "messages": []}
    return {"name": service, "answers": True, "messages": found["items"]}


def replay_message(service: str, id: object) -> Response:
    """The service tries the message again."""
    if service not in REPLAY:
        raise NotFound("no-such-page")
    return Response(calls.call_raw(REPLAY[service], {"id": str(id)}), content_type=JSON)


_HEALTH = {200: {"description": "As asked", "content": {JSON: {"schema": SystemHealth}}}}
bp.serve(SERVICES, list_services, responses=_HEALTH)
bp.serve(AGAIN, replay_message)
