"""Who did what with documents and their symbols: acts and the names of what they changed, never the values."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, select

from services.contracts import offices
from services.kit import audit_pages
from services.kit.policy import require_somewhere, visible
from services.kit.tables import audit_log
from services.kit.units_above import UnitsAbove
from services.messaging.domain import acts
from services.messaging.policy import POLICY
from services.messaging.queries import seen_by_asker
from services.messaging.store import Tx
from services.messaging.tables import documents, people, units

_ABOVE = UnitsAbove(units)


def list_audit(tx: Tx, **asked: Any) -> dict[str, Any]:
    """Acts within the caller's scope, newest first. Raises Denied for whoever may look at none."""
    page = audit_pages.load_page(tx, tx.tree, _scope(tx), **asked)
    names = audit_pages.load_names(tx, page.rows, people, units)
    titles = _documents(tx, page.rows)
    items = [
        audit_pages.serialize(
            row,
            names,
            title=acts.title_of(row.action, row.after or {}),
            office_title=_office_title,
            subject=titles.get(row.id),
            changed=() if row.action == "document.issue" else None,  # a new one is whole, and changes nothing
        )
        for row in page.rows
    ]
    return {"items": _ABOVE.add_to(tx, items, keys=("unit",)), "next": page.next, "total": page.total}


def _scope(tx: Tx) -> ColumnElement[bool]:
    """Acts in the caller's units, but those upon documents that the caller cannot open."""
    require_somewhere(POLICY, tx, "audit.view")
    hidden = exists().where(documents.c.id == audit_pages.subject_uuid(), ~seen_by_asker(tx))
    return and_(visible(POLICY, tx, "audit.view", unit=audit_log.c.unit_id), ~hidden)


def _documents(tx: Tx, rows: Iterable[Row[Any]]) -> Mapping[int, str]:
    """Number and title of the document of each act upon one."""
    acted = audit_log.join(documents, documents.c.id == audit_pages.subject_uuid())
    asked = select(audit_log.c.id, documents.c.symbol, documents.c.title).select_from(acted)
    found = tx.execute(asked.where(audit_log.c.id.in_([row.id for row in rows])))
    return {row.id: f"văn bản {row.symbol} ({row.title})" for row in found}


def _office_title(code: str) -> str:
    return offices.TITLES.get(code, "Cán bộ Đoàn")
