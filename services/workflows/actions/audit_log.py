"""Who did what with cases, campaigns and delegations: acts and the names of what they changed, never the values."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Integer, Row, and_, cast, exists, select

from services.kit import audit_pages
from services.kit.policy import require_somewhere, visible
from services.kit.tables import audit_log
from services.workflows import queries, registry
from services.workflows.domain import acts, relations
from services.workflows.policy import POLICY
from services.workflows.store import Tx
from services.workflows.tables import campaigns, case_history, cases, people, units
from services.workflows.unit_names import add_units_above


def list_audit(tx: Tx, **asked: Any) -> dict[str, Any]:
    """Acts within the caller's scope, newest first. Raises Denied for whoever may look at none."""
    page = audit_pages.load_page(tx, tx.tree, _scope(tx), **asked)
    names = audit_pages.load_names(tx, page.rows, people, units)
    held = _cases(tx, page.rows)
    titles = _campaigns(tx, page.rows)
    items = [
        audit_pages.serialize(
            row,
            names,
            title=acts.title_of(row.action, label=held[row.id].label if row.id in held else None),
            office_title=relations.title_of,
            subject=_case_title(held[row.id]) if row.id in held else titles.get(row.id),
            changed=_changed(row),
        )
        for row in page.rows
    ]
    return {"items": add_units_above(tx, items), "next": page.next, "total": page.total}


def _scope(tx: Tx) -> ColumnElement[bool]:
    """Acts in the caller's units, but those upon confidential cases that the caller knows nothing of."""
    require_somewhere(POLICY, tx, "audit.view")
    hidden = exists().where(cases.c.id == audit_pages.subject_uuid(), queries.is_hidden(tx))
    return and_(visible(POLICY, tx, "audit.view", unit=audit_log.c.unit_id), ~hidden)


def _cases(tx: Tx, rows: Iterable[Row[Any]]) -> Mapping[int, Row[Any]]:
    """The case of each act upon one, with the label of the move where it was one."""
    move = and_(
        case_history.c.case_id == cases.c.id, case_history.c.seq == cast(audit_log.c.after["version"].astext, Integer)
    )
    columns = (cases.c.number, cases.c.process, cases.c.process_version, cases.c.subject_name, case_history.c.label)
    acted = audit_log.join(cases, cases.c.id == audit_pages.subject_uuid()).outerjoin(case_history, move)
    asked = select(audit_log.c.id, *columns).select_from(acted).where(audit_log.c.id.in_([row.id for row in rows]))
    return {row.id: row for row in tx.execute(asked)}


def _case_title(row: Row[Any]) -> str:
    process = registry.EARLIER.get((row.process, row.process_version)) or registry.get(row.process)
    return f"hồ sơ {row.number} ({process.case_title(row.subject_name)})"


def _campaigns(tx: Tx, rows: Iterable[Row[Any]]) -> Mapping[int, str]:
    """What the campaign of each act upon one is called."""
    acted = audit_log.join(campaigns, campaigns.c.id == audit_pages.subject_uuid())
    asked = select(audit_log.c.id, campaigns.c.title).select_from(acted)
    found = tx.execute(asked.where(audit_log.c.id.in_([row.id for row in rows])))
    return {row.id: f"đợt “{row.title}”" for row in found}


def _changed(row: Row[Any]) -> list[str] | None:
    """Of a move, fields of the case's form: its state and version, which every move changes, say nothing."""
    before, after = row.before or {}, row.after or {}
    return sorted({*before.get("form", ()), *after.get("form", ())}) if "version" in after else None
