"""Who did what, in every service that keeps acts worth reading, as one list."""

import base64
import binascii
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask import Response, request

from gateway import calls, merged
from gateway.resource import JSON, Operation, Resource
from services.contracts import audit
from services.kit import wire
from services.kit.faults import Denied, Invalid, Unavailable
from services.kit.schema import Request

bp = Resource("audit", description="Nhật ký")

LIST: dict[str, type[Request]] = {
    "members": audit.ListMembersAudit,
    "workflows": audit.ListWorkflowsAudit,
    "messaging": audit.ListMessagingAudit,
}
_LARGEST_ID = 2**63 - 1
_AUDIT = Operation(verb="GET", path="/audit", contract=audit.ListMembersAudit)


def list_audit() -> Response:
    """Acts of all services, newest first; `missing` names those that could not be asked just now.

    A service where the caller has no right adds nothing, as long as another one answers. Raises Unavailable, else Denied,
    where none does.
    """
    calls.caller()
    given = request.args.to_dict()
    cursors = _parse_cursors(given.pop("cursor", None))
    pages, refused = merged.ask_each(
        LIST,
        lambda service: {**given, **({"cursor": cursors[service]} if service in cursors else {})},
        without=(Unavailable, Denied),
    )
    if not pages:
        raise min(refused.values(), key=lambda fault: isinstance(fault, Denied))
    found = [(service, item) for service, page in pages.items() for item in page["items"]]
    limit = merged.read_limit(audit.ListMembersAudit, given)
    shown, has_more = merged.take_first(found, pages, limit=limit, key=_order)
    totals = [page["total"] for page in pages.values() if page["total"] is not None]
    page = {
        "items": [{**item, "id": f"{service}.{item['id']}"} for service, item in shown],
        "next": _serialize_cursors(_cursors_after(shown, before=cursors)) if shown and has_more else None,
        "total": sum(totals) if totals else None,
        "missing": merged.names_missing(refused),
    }
    return Response(wire.dumps(page), content_type=JSON)


def _order(found: tuple[str, dict[str, Any]]) -> tuple[datetime, int, str]:
    service, item = found
    return datetime.fromisoformat(item["at"]), int(item["id"]), service


def _cursors_after(shown: Sequence[tuple[str, dict[str, Any]]], *, before: Mapping[str, str]) -> dict[str, str]:
    """Where the next page begins in each service: after its last act so far. One that has none yet begins at the time of
    the last of all, so that what it keeps in the meantime does not come late."""
    begin = f"{shown[-1][1]['at']}/{_LARGEST_ID}"
    after = {service: f"{item['at']}/{item['id']}" for service, item in shown}
    return {service: after.get(service) or before.get(service) or begin for service in LIST}


def _serialize_cursors(cursors: Mapping[str, str]) -> str:
    return base64.urlsafe_b64encode(wire.dumps(cursors)).decode().rstrip("=")


def _parse_cursors(cursor: str | None) -> dict[str, str]:
    """Cursors by service. Raises Invalid for a text that is none of ours."""
    if cursor is None:
        return {}
    try:
        found = wire.loads(base64.b64decode(cursor.encode() + b"==", altchars=b"-_", validate=False))
    except (binascii.Error, ValueError):
        found = None
    if not _are_cursors(found):
        raise Invalid(errors={"cursor": ["Trang này không còn, hãy xem lại từ đầu danh sách."]})
    return dict(found)


def _are_cursors(found: Any) -> bool:
    return (
        isinstance(found, dict) and found.keys() == LIST.keys() and all(isinstance(one, str) for one in found.values())
    )


bp.serve(_AUDIT, list_audit)
