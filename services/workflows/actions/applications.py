"""Applications that wait at a unit: seen, taken into a case, dismissed, and deleted in time."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, delete, exists, func, select, update

from services.kit import log
from services.kit.faults import Conflict, Invalid, NotFound
from services.kit.policy import Subject, is_allowed, require, visible
from services.workflows.actions.application_links import announce, require_unit
from services.workflows.actions.present import unit_reference
from services.workflows.domain.applications import find_form, origin_note
from services.workflows.domain.calendar import ZONE
from services.workflows.domain.case import Case
from services.workflows.domain.process import Process
from services.workflows.policy import POLICY
from services.workflows.store import Tx
from services.workflows.tables import application_links as links
from services.workflows.tables import applications, units

_AT_ONCE = 500
_NAMED = 3
_other = applications.alias("other")
_name, _born_on = applications.c.form["full_name"].astext, applications.c.form["born_on"].astext
_HAS_TWIN = exists().where(
    _other.c.unit_id == applications.c.unit_id,
    _other.c.id != applications.c.id,
    _other.c.closed_at.is_(None),
    func.lower(_other.c.form["full_name"].astext) == func.lower(_name),
    _other.c.form["born_on"].astext == _born_on,
)
_SHOW = select(applications, links.c.label, _HAS_TWIN.label("has_twin")).join(
    links, links.c.id == applications.c.link_id
)


def _waits(tx: Tx) -> Any:
    return and_(applications.c.closed_at.is_(None), applications.c.kept_until > tx.now)


def list_applications(tx: Tx, *, unit_id: UUID, limit: int, cursor: str | None, count: str | None) -> dict[str, Any]:
    """Return what waits at the unit, the oldest first."""
    require_unit(tx, unit_id)
    waiting = (applications.c.unit_id == unit_id, _waits(tx))
    after = [applications.c.id > _place(cursor)] if cursor else []
    rows = tx.execute(_SHOW.where(*waiting, *after).order_by(applications.c.id).limit(limit + 1)).all()
    total = tx.execute(select(func.count()).where(*waiting)).scalar_one() if count else None
    following = str(rows[limit - 1].id) if len(rows) > limit else None
    return {"items": [_item(row) for row in rows[:limit]], "next": following, "total": total}


def get_application(tx: Tx, *, application_id: UUID) -> dict[str, Any]:
    """Return what the applicant wrote."""
    row = _find(tx, application_id, "application.view")
    tx.places.load([row.unit_id])
    unit = unit_reference(tx.places.unit(row.unit_id), row.unit_id)
    return {**_item(row), "unit": unit, "form": row.form}


def dismiss_application(tx: Tx, *, application_id: UUID, reason: str) -> None:
    """No case comes of it; what it said is deleted, and why is kept."""
    row = _lock(tx, application_id)
    _close(tx, row, dismissed_reason=reason)
    tx.record("application.dismiss", subject_id=row.id, unit_id=row.unit_id)


def list_waiting_applications(tx: Tx) -> dict[str, Any]:
    """Return what waits at the caller's own units, one row a unit, naming those who wrote first."""
    mine = visible(POLICY, tx, "application.answer", unit=applications.c.unit_id)
    rows = tx.execute(
        select(
            applications.c.unit_id,
            units.c.name,
            units.c.level,
            func.count().label("count"),
            func.min(applications.c.sent_at).label("since"),
            func.min(applications.c.kept_until).label("due_at"),
            func.array_agg(func.json_build_array(applications.c.id, _name)).label("sent"),
        )
        .join(units, units.c.id == applications.c.unit_id)
        .where(mine, _waits(tx))
        .group_by(applications.c.unit_id, units.c.name, units.c.level)
        .order_by(func.min(applications.c.sent_at))
    ).all()
    return {"items": [_waiting(row, tx) for row in rows]}


def _waiting(row: Any, tx: Tx) -> dict[str, Any]:
    sent = sorted(row.sent)
    named = ", ".join(name for _, name in sent[:_NAMED])
    more = f" và {row.count - _NAMED} người nữa" if row.count > _NAMED else ""
    return {
        "id": f"applications:{row.unit_id}",
        "kind": "applications_to_take",
        "title": f"Lập hồ sơ kết nạp từ đơn đã gửi · {named}{more}",
        "unit": {"id": row.unit_id, "name": row.name, "level": row.level},
        "period": None,
        "count": row.count,
        "only_id": sent[0][0] if row.count == 1 else None,
        "note": None,
        "since": row.since,
        "due_at": row.due_at,
        "overdue": row.due_at < tx.now,
    }


# ---------------------------------------------------------------- a case of it


def claim(tx: Tx, application_id: UUID, process: Process, *, unit_id: UUID) -> Any:
    """The application that a case of the process begins with at the unit, ours until the transaction ends.

    Raises NotFound("application-not-found") for one of another unit, Conflict("application-taken" | "application-dismissed").
    """
    if find_form(process) is None:
        raise Invalid(errors={"application_id": ["Hồ sơ này không lập từ đơn gửi qua liên kết. Bỏ đơn đã chọn."]})
    row = _lock(tx, application_id)
    if row.unit_id != unit_id or row.process != process.code:
        raise _not_found(application_id)
    return row


def note_of(row: Any, process: Process, form: Mapping[str, Any]) -> str:
    """What the case's history says of the application that it began with."""
    asked = find_form(process)
    return origin_note(asked, row.form, form, sent_on=row.sent_at.astimezone(ZONE).date()) if asked else ""


def take(tx: Tx, row: Any, case: Case) -> None:
    """The case stands in the application's place."""
    _close(tx, row, case_id=case.id, case_number=case.number)
    tx.record("application.take", subject_id=row.id, unit_id=row.unit_id, after={"case": case.id})


def _close(tx: Tx, row: Any, **outcome: Any) -> None:
    closed = {"form": None, "closed_at": tx.now, "closed_by": tx.actor.person_id, **outcome}
    tx.execute(update(applications).where(applications.c.id == row.id).values(**closed))
    announce(tx, application_id=row.id, unit_id=row.unit_id)


def _lock(tx: Tx, application_id: UUID) -> Any:
    tx.execute(select(applications.c.id).where(applications.c.id == application_id).with_for_update())
    return _find(tx, application_id, "application.answer")


def _find(tx: Tx, application_id: UUID, action: str) -> Any:
    row = tx.execute(_SHOW.where(applications.c.id == application_id)).one_or_none()
    if row is None or row.kept_until <= tx.now:
        raise _not_found(application_id)
    if not is_allowed(POLICY, tx, "application.view", of=Subject(unit_id=row.unit_id)):
        raise _not_found(application_id)
    require(POLICY, tx, action, of=Subject(unit_id=row.unit_id))
    if row.case_id is not None:
        text = f"Đơn này đã được lập thành hồ sơ {row.case_number}."
        raise Conflict("application-taken", text=text, mend="Mở hồ sơ đó trong danh sách hồ sơ.", case_id=row.case_id)
    if row.closed_at is not None:
        text = f"Chi đoàn đã bỏ qua đơn này: {row.dismissed_reason}"
        raise Conflict("application-dismissed", text=text, mend="Nhờ người xin vào Đoàn gửi lại nếu cần.")
    return row


def _not_found(application_id: UUID) -> NotFound:
    text = "Không có đơn này ở đơn vị của bạn, hoặc đơn đã hết thời gian giữ."
    return NotFound("application-not-found", text=text, mend="Xem lại danh sách đơn đang chờ.", id=application_id)


def _item(row: Any) -> dict[str, Any]:
    doubt = "Có đơn khác cùng họ tên và ngày sinh." if row.has_twin else None
    shown = {name: getattr(row, name) for name in ("id", "label", "sent_at", "kept_until")}
    return {**shown, "full_name": row.form["full_name"], "born_on": row.form["born_on"], "doubt": doubt}


def _place(cursor: str) -> UUID:
    try:
        return UUID(cursor)
    except ValueError:
        raise Invalid(errors={"cursor": ["Trang này không còn. Mở lại danh sách từ đầu."]}) from None


# ---------------------------------------------------------------- no longer than needed


def delete_old(tx: Tx) -> int:
    """Delete applications whose time is over, and links that are long over and have none; so many at a time."""
    old = select(applications.c.id).where(applications.c.kept_until <= tx.now).limit(_AT_ONCE)
    removed = tx.execute(delete(applications).where(applications.c.id.in_(old))).rowcount
    over = tx.now - timedelta(days=tx.rules.in_force().number("application_keep_days"))
    unused = ~exists().where(applications.c.link_id == links.c.id)
    stale = select(links.c.id).where(links.c.expires_at <= over, unused).limit(_AT_ONCE)
    tx.execute(delete(links).where(links.c.id.in_(stale)))
    if removed:
        log.get().info("applications_deleted", count=removed)
    return int(removed)
