"""The caller's own things: who they are, what waits for them, their card, password and devices."""

from typing import Any

from flask import Response, request

from gateway import calls
from gateway.resource import JSON, Operation, Resource
from services.contracts import accounts, applications, edit_requests, inbox, members, waiting
from services.kit import wire
from services.kit.faults import Unavailable

bp = Resource("me", description="Việc của tôi, thẻ, mật khẩu, thiết bị")

bp.get("/me", accounts.GetMe)
bp.get("/me/card", members.GetCard, fixed={"member_id": None})
bp.get("/me/access-log", members.ListAccessLog)
bp.get("/me/edit-requests", edit_requests.ListOwnEditRequests)
bp.post("/me/edit-requests/acknowledgements", edit_requests.AcknowledgeEditRequests)
bp.put("/me/password", accounts.ChangePassword)
bp.get("/me/sessions", accounts.ListSessions)
bp.delete("/me/sessions/<uuid:session_id>", accounts.RevokeSession)
bp.post("/me/second-factor", accounts.StartSecondFactor, status=201)
bp.put("/me/second-factor", accounts.ConfirmSecondFactor)
bp.get("/me/inbox/count", inbox.CountInbox)

_NARROWING = {"cursor", "process", "state", "q", "unit_id"}
"""Whatever of these is asked for concerns cases alone."""
_NEVER = "9999"
INBOX = Operation(verb="GET", path="/me/inbox", contract=inbox.ListInbox)


def get_inbox() -> Response:
    """What waits for the caller; `missing` names the services that could not be asked just now.

    The first page of everything begins with what waits in other services than that of cases, in the order of due days.
    """
    calls.caller()
    given = request.args.to_dict()
    page: dict[str, Any] = {"items": [], "next": None, "total": None}
    missing: list[str] = []
    is_whole = not given.keys() & _NARROWING
    try:
        page = calls.call(inbox.ListInbox, given)
        if is_whole:
            page = _joined(page, calls.call(applications.ListWaitingApplications, {})["items"])
    except Unavailable:
        if not is_whole:  # of cases alone nothing is left: an empty page would be believed
            raise
        missing.append("workflows")
    if is_whole:
        try:
            page = _joined(page, calls.call(waiting.ListWaitingWork, {})["items"])
        except Unavailable:
            missing.append("members")
    return Response(wire.dumps({**page, "missing": missing}), content_type=JSON)


def _joined(page: dict[str, Any], others: list[dict[str, Any]]) -> dict[str, Any]:
    """Cases and other things in one order; the total counts both."""
    items = sorted([*page["items"], *map(_as_item, others)], key=lambda item: item["due_at"] or _NEVER)
    total = page["total"] if page["total"] is None else page["total"] + len(others)
    return {**page, "items": items, "total": total}


def _as_item(other: dict[str, Any]) -> dict[str, Any]:
    return {**other, "number": None, "confidential": False, "allowed_actions": [], "refused_actions": []}


_INBOX = {200: {"description": "As asked", "content": {JSON: {"schema": inbox.Inbox}}}}
bp.serve(INBOX, get_inbox, responses=_INBOX)
