"""The caller's own things: who they are, what waits for them, their card, password and devices."""

from typing import Any

from flask import Response, request

from gateway import calls
from gateway.resource import JSON, Operation, Resource
from services.contracts import accounts, members, workflows
from services.kit import wire
from services.kit.faults import Unavailable

bp = Resource("me", description="Việc của tôi, thẻ, mật khẩu, thiết bị")

bp.get("/me", accounts.GetMe)
bp.get("/me/card", members.GetCard, fixed={"member_id": None})
bp.get("/me/access-log", members.ListAccessLog)
bp.put("/me/password", accounts.ChangePassword)
bp.get("/me/sessions", accounts.ListSessions)
bp.delete("/me/sessions/<uuid:session_id>", accounts.RevokeSession)
bp.post("/me/second-factor", accounts.StartSecondFactor, status=201)
bp.put("/me/second-factor", accounts.ConfirmSecondFactor)
bp.get("/me/inbox/count", workflows.CountInbox)

INBOX = Operation(verb="GET", path="/me/inbox", contract=workflows.ListInbox)


def get_inbox() -> Response:
    """What waits for the caller; `missing` names the services that could not be asked just now."""
    calls.caller()
    page: dict[str, Any] = {"items": [], "next": None, "total": None}
    missing: list[str] = []
    try:
        page = calls.call(workflows.ListInbox, request.args.to_dict())
    except Unavailable:
        missing.append("workflows")
    return Response(wire.dumps({**page, "missing": missing}), content_type=JSON)


bp.serve(INBOX, get_inbox)
