"""Links by which applicants write their own part of an admission: made and revoked by the unit, used by whoever holds one."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from services.contracts import applications as contract
from services.kit import clock, ids, settings
from services.kit.faults import Conflict, Invalid, NotFound
from services.kit.outbox import Audience
from services.kit.policy import Subject, is_allowed, require
from services.workflows import registry
from services.workflows.actions.present import unit_reference
from services.workflows.domain import forms
from services.workflows.domain.applications import Link, find_form, form_schema, load, require_open
from services.workflows.domain.case import Unit
from services.workflows.domain.forms import Form
from services.workflows.forms.application_link import ApplicationLinkForm
from services.workflows.policy import POLICY
from services.workflows.store import Tx
from services.workflows.tables import application_links as links
from services.workflows.tables import applications, people

PROCESS = "admission"
MOST_OPEN = 20
"""Links of one unit that take applications at the same time."""
_SHOWN = 50


def require_unit(tx: Tx, unit_id: UUID) -> Unit:
    """The unit, for its own officers. Raises NotFound("unit-not-found") for everybody else."""
    tx.places.load([unit_id])
    unit = tx.places.unit(unit_id)
    if unit is None or not is_allowed(POLICY, tx, "application.view", of=Subject(unit_id=unit_id)):
        raise NotFound("unit-not-found", unit_id=unit_id)
    return unit


def announce(tx: Tx, *, application_id: UUID, unit_id: UUID) -> None:
    """Tell the unit's open pages that its applications changed."""
    news = [{"id": application_id, "unit_id": unit_id}]
    tx.emit(contract.ApplicationsChanged, audience=Audience(units=[unit_id]), applications=news)


# ---------------------------------------------------------------- for the unit


def list_application_links(tx: Tx, *, unit_id: UUID) -> dict[str, Any]:
    """Return the unit's links, the newest first, and the act of making another."""
    return _serialize_all(tx, require_unit(tx, unit_id))


def create_application_link(tx: Tx, *, unit_id: UUID, label: str | None, max_uses: int | None) -> dict[str, Any]:
    """A new link of the unit; its token is told here and never again."""
    unit, rules = require_unit(tx, unit_id), tx.rules.in_force()
    require(POLICY, tx, "application.invite", of=Subject(unit_id=unit_id))
    if unit.closed:
        raise Conflict("unit-closed", text=f"{unit.name} đã kết thúc hoạt động.", mend="Chọn đơn vị đang hoạt động.")
    most = rules.number("application_link_uses")
    if max_uses is not None and max_uses > most:
        raise Invalid(errors={"max_uses": [f"Mỗi liên kết nhận nhiều nhất {most} đơn. Ghi số nhỏ hơn."]})
    _require_room(tx, unit_id)
    token, key = secrets.token_urlsafe(32), ids.new()
    row = {
        "id": key,
        "unit_id": unit_id,
        "process": PROCESS,
        "token_hash": _digest(token),
        "label": label or None,
        "created_at": tx.now,
        "created_by": tx.actor.person_id,
        "expires_at": tx.now + timedelta(days=rules.number("application_link_days")),
        "max_uses": max_uses or most,
    }
    tx.execute(links.insert().values(**row))
    after = {"max_uses": row["max_uses"], "expires_at": row["expires_at"]}
    tx.record("application.invite", subject_id=key, unit_id=unit_id, after=after)
    made = _serialize(tx, tx.execute(_SHOW.where(links.c.id == key)).one())
    return {**made, "token": token, "link": f"{settings.read().public_url}/don-xin-vao-doan/{token}"}


def revoke_application_link(tx: Tx, *, unit_id: UUID, link_id: UUID) -> dict[str, Any]:
    """The link takes no more applications. Revoking it again changes nothing."""
    unit = require_unit(tx, unit_id)
    require(POLICY, tx, "application.invite", of=Subject(unit_id=unit_id))
    of_unit = (links.c.id == link_id, links.c.unit_id == unit_id)
    if tx.execute(select(links.c.id).where(*of_unit).with_for_update()).first() is None:
        text = "Đơn vị không có liên kết này."
        raise NotFound("application-link-not-found", text=text, mend="Tải lại danh sách liên kết.", id=link_id)
    revoked = update(links).where(*of_unit, links.c.revoked_at.is_(None))
    if tx.execute(revoked.values(revoked_at=tx.now, revoked_by=tx.actor.person_id)).rowcount:
        tx.record("application.revoke_link", subject_id=link_id, unit_id=unit_id)
    return _serialize_all(tx, unit)


def _require_room(tx: Tx, unit_id: UUID) -> None:
    is_open = (links.c.revoked_at.is_(None), links.c.expires_at > tx.now)
    held = tx.execute(select(func.count()).where(links.c.unit_id == unit_id, *is_open)).scalar_one()
    if held >= MOST_OPEN:
        text = f"Đơn vị đang có {held} liên kết còn hiệu lực."
        raise Conflict("too-many-links", text=text, mend="Thu hồi liên kết không dùng nữa rồi tạo lại.")


_SHOW = select(links, people.c.full_name).outerjoin(people, people.c.id == links.c.created_by)


def _serialize_all(tx: Tx, unit: Unit) -> dict[str, Any]:
    rows = tx.execute(_SHOW.where(links.c.unit_id == unit.id).order_by(links.c.id.desc()).limit(_SHOWN)).all()
    return {
        "unit": unit_reference(unit, unit.id),
        "items": [_serialize(tx, row) for row in rows],
        "allowed_actions": [] if unit.closed else [_creating(tx)],
    }


def _serialize(tx: Tx, row: Any) -> dict[str, Any]:
    state = _link_of(row).state(at=tx.now)
    return {
        "id": row.id,
        "label": row.label,
        "created_at": row.created_at,
        "created_by": row.full_name,
        "expires_at": row.expires_at,
        "uses": row.uses,
        "max_uses": row.max_uses,
        "state": state,
        "state_title": contract.LINK_STATES[state],
        "may_revoke": state in ("open", "full"),
    }


def _link_of(row: Any) -> Link:
    return Link(row.id, row.unit_id, row.expires_at, row.revoked_at, row.uses, row.max_uses)


def _creating(tx: Tx) -> dict[str, Any]:
    """The act of making a link, with what the rules say of it."""
    rules = tx.rules.in_force()
    most, days = rules.number("application_link_uses"), rules.number("application_link_days")
    drawn = forms.json_schema(ApplicationLinkForm, {"max_uses": most}) or {}
    drawn["properties"]["max_uses"] |= {"minimum": 1, "maximum": most}
    return {
        "action": "create",
        "label": "Tạo liên kết",
        "form_schema": drawn,
        "consequences": [
            f"Liên kết nhận đơn trong {days} ngày và chỉ hiện một lần; thu hồi được bất cứ lúc nào.",
            "Ai có liên kết cũng gửi đơn được. Đơn chờ chi đoàn lập hồ sơ hoặc bỏ qua.",
        ],
    }


def _digest(token: str) -> bytes:
    """What a token is known by. A plain hash: nothing that random can be searched for."""
    return hashlib.sha256(token.encode()).digest()


# ---------------------------------------------------------------- for whoever holds a link


def get_application_form(tx: Tx, *, token: str) -> dict[str, Any]:
    """What an applicant answers, and to which unit."""
    link, unit = _open_link(tx, token)
    rules = tx.rules.in_force()
    return {
        "unit_name": unit.name,
        "expires_at": link.expires_at,
        "kept_days": rules.number("application_keep_days"),
        "form_schema": form_schema(_form(), rules=rules, today=tx.today),
    }


def send_application(tx: Tx, *, token: str, form: dict[str, Any]) -> dict[str, Any]:
    """The application waits at the unit of the link."""
    link, unit = _open_link(tx, token)
    rules = tx.rules.in_force()
    answers = load(_form(), form, rules=rules, today=tx.today)
    _use(tx, link)
    kept_until = tx.now + timedelta(days=rules.number("application_keep_days"))
    key, known = ids.new(), {"link_id": link.id, "unit_id": unit.id, "process": PROCESS}
    tx.execute(applications.insert().values(id=key, **known, form=answers, sent_at=tx.now, kept_until=kept_until))
    tx.record("application.send", subject_id=key, unit_id=unit.id, after={"link": link.id})
    announce(tx, application_id=key, unit_id=unit.id)
    return {"unit_name": unit.name, "kept_until": clock.day_of(kept_until)}


def _open_link(tx: Tx, token: str) -> tuple[Link, Unit]:
    """The link and its unit. Raises as `require_open` does."""
    row = tx.execute(select(links).where(links.c.token_hash == _digest(token))).one_or_none()
    found = _link_of(row) if row else None
    tx.places.load([found.unit_id] if found else [])
    unit = tx.places.unit(found.unit_id) if found else None
    link = require_open(found, unit_is_open=unit is not None and not unit.closed, at=tx.now)
    if unit is None:
        raise NotFound("application-link-over")
    return link, unit


def _use(tx: Tx, link: Link) -> None:
    """One more has come by the link. Raises Conflict("application-link-full") for whoever lost the race for its last place."""
    room = (links.c.uses < links.c.max_uses, links.c.revoked_at.is_(None))
    used = update(links).where(links.c.id == link.id, *room).values(uses=links.c.uses + 1)
    if not tx.execute(used).rowcount:
        raise Conflict("application-link-full")


def _form() -> type[Form]:
    form = find_form(registry.get(PROCESS))
    if form is None:
        raise LookupError(f"the form of {PROCESS} has no applicant's part")
    return form
