"""Who did what in the registry: acts and the names of what they changed, never the values."""

from typing import Any

from sqlalchemy import ColumnElement, or_

from services.kit import audit_pages
from services.kit.policy import Subject, is_allowed, require_somewhere, visible
from services.kit.tables import audit_log
from services.members.domain import acts, positions
from services.members.policy import POLICY
from services.members.queries.units import add_units_above
from services.members.store import Tx
from services.members.tables import people, units

_OF_ACCOUNTS = or_(audit_log.c.action.startswith("account."), audit_log.c.action.startswith("administrator."))


def list_audit(tx: Tx, **asked: Any) -> dict[str, Any]:
    """Acts within the caller's scope, newest first. Raises Denied for whoever may look at none."""
    page = audit_pages.load_page(tx, tx.tree, _scope(tx), **asked)
    names = audit_pages.load_names(tx, page.rows, people, units)
    items = [
        audit_pages.serialize(row, names, title=acts.title_of(row.action), office_title=positions.title_of)
        for row in page.rows
    ]
    return {"items": add_units_above(tx, items), "next": page.next, "total": page.total}


def _scope(tx: Tx) -> ColumnElement[bool]:
    of_accounts = is_allowed(POLICY, tx, "audit.view_accounts", Subject())
    if not of_accounts:
        require_somewhere(POLICY, tx, "audit.view")
    seen = visible(POLICY, tx, "audit.view", unit=audit_log.c.unit_id)
    return or_(seen, _OF_ACCOUNTS) if of_accounts else seen
