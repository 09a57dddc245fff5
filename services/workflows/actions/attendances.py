"""Who was at a chapter's meetings, entered as a list: facts for ratings, removals and whoever looks at evidence."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import and_, delete, select
from sqlalchemy.dialects.postgresql import insert

from services.kit.faults import Conflict, Invalid, NotFound
from services.kit.policy import Subject, is_allowed, require
from services.workflows import voters
from services.workflows.actions.present import unit_reference
from services.workflows.domain import bounds, forms, words
from services.workflows.domain.case import Unit
from services.workflows.domain.guards import holds_members
from services.workflows.domain.rules import add_months
from services.workflows.forms.attendance import AttendanceForm
from services.workflows.policy import POLICY
from services.workflows.store import Tx
from services.workflows.tables import attendances, people

_SHOWN_MONTHS = 24
_SOURCES = {"meeting": "Điểm danh của cuộc họp", "list": "Ghi theo danh sách"}


def list_attendances(tx: Tx, *, unit_id: UUID) -> dict[str, Any]:
    """Return the chapter's meetings and who was away from each."""
    return _serialize(tx, _visible_unit(tx, unit_id))


def record_attendance(tx: Tx, *, unit_id: UUID, held_on: date, away: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The chapter met on the day, all its members but those named."""
    unit = _visible_unit(tx, unit_id)
    require(POLICY, tx, "attendance.record", of=Subject(unit_id=unit.id))
    if unit.closed:
        raise Conflict("unit-closed", text=f"{unit.name} đã kết thúc hoạt động.", mend="Chọn đơn vị đang hoạt động.")
    if wrong := bounds.wrong_in_form(forms.bounds_of(AttendanceForm), {"held_on": held_on}, tx.today):
        raise Invalid(errors=wrong)
    _require_unrecorded(tx, unit, held_on)
    states = _states(tx, unit, held_on, {each["person_id"]: each["state"] for each in away})
    _save(tx, unit, held_on, states)
    after = {"held_on": held_on, "away": {str(each["person_id"]): each["state"] for each in away}}
    tx.record("attendance.record", subject_id=unit.id, unit_id=unit.id, after=after)
    return _serialize(tx, unit)


def _visible_unit(tx: Tx, unit_id: UUID) -> Unit:
    """The unit, for its officers and those above. Raises NotFound("unit-not-found"), Denied."""
    tx.places.load([unit_id])
    unit = tx.places.unit(unit_id)
    if unit is None:
        raise NotFound("unit-not-found", unit_id=unit_id)
    require(POLICY, tx, "attendance.view", of=Subject(unit_id=unit.id))
    return unit


def meeting_of(unit_id: UUID, held_on: date) -> UUID:
    """Return the id of the meeting that a list of the day stands for: the same list twice is one meeting."""
    return uuid5(unit_id, held_on.isoformat())


def _require_unrecorded(tx: Tx, unit: Unit, held_on: date) -> None:
    of_that_day = and_(attendances.c.unit_id == unit.id, attendances.c.held_on == held_on)
    found = set(tx.execute(select(attendances.c.meeting_id).where(of_that_day)).scalars())
    if found - {meeting_of(unit.id, held_on)}:
        raise Conflict(
            "attendance-recorded",
            text=f"Cuộc họp ngày {words.day(held_on)} đã có điểm danh nên không ghi theo danh sách.",
            mend="Sửa ở điểm danh của cuộc họp.",
        )


def _states(tx: Tx, unit: Unit, held_on: date, away: Mapping[UUID, str]) -> dict[UUID, str]:
    """How each member of that day stands. Raises Conflict("no-members"), Invalid for a stranger."""
    members = voters.members_on(tx, unit.id, held_on) if holds_members(unit) else frozenset()
    if not members:
        text = f"Ngày {words.day(held_on)} danh sách {unit.name} chưa có đoàn viên."
        raise Conflict("no-members", text=text, mend="Ghi ngày khác, hoặc bổ sung danh sách đoàn viên trước.")
    if away.keys() - members:
        text = (
            f"Có người không phải đoàn viên của {unit.name} ngày {words.day(held_on)}. Bỏ người đó, hoặc ghi ngày khác."
        )
        raise Invalid(errors={"away": [text]})
    return {person_id: away.get(person_id, "present") for person_id in sorted(members)}


def _save(tx: Tx, unit: Unit, held_on: date, states: Mapping[UUID, str]) -> None:
    meeting_id = meeting_of(unit.id, held_on)
    tx.execute(delete(attendances).where(attendances.c.meeting_id == meeting_id))
    known = {"meeting_id": meeting_id, "unit_id": unit.id, "held_on": held_on}
    tx.execute(insert(attendances), [{**known, "person_id": key, "state": state} for key, state in states.items()])


# ---------------------------------------------------------------- what a screen shows


def _serialize(tx: Tx, unit: Unit) -> dict[str, Any]:
    may_record = is_allowed(POLICY, tx, "attendance.record", of=Subject(unit_id=unit.id))
    can_meet = holds_members(unit) and not unit.closed
    return {
        "unit": unit_reference(unit, unit.id),
        "items": _meetings(tx, unit),
        "allowed_actions": [_recording(tx, unit)] if may_record and can_meet else [],
    }


def _meetings(tx: Tx, unit: Unit) -> list[dict[str, Any]]:
    since = add_months(tx.today, -_SHOWN_MONTHS)
    rows = tx.execute(
        select(attendances, people.c.full_name, people.c.code)
        .join(people, people.c.id == attendances.c.person_id)
        .where(attendances.c.unit_id == unit.id, attendances.c.held_on >= since)
        .order_by(attendances.c.held_on.desc(), attendances.c.meeting_id)
    ).all()
    return [
        _meeting(unit, held_on, list(of_day))
        for (held_on, _), of_day in groupby(rows, lambda row: (row.held_on, row.meeting_id))
    ]


def _meeting(unit: Unit, held_on: date, rows: Sequence[Any]) -> dict[str, Any]:
    def named(state: str) -> list[dict[str, Any]]:
        found = sorted((row for row in rows if row.state == state), key=lambda row: words.by_given_name(row.full_name))
        return [{"id": row.person_id, "full_name": row.full_name, "code": row.code} for row in found]

    source = "list" if rows[0].meeting_id == meeting_of(unit.id, held_on) else "meeting"
    return {
        "held_on": held_on,
        "source": source,
        "source_title": _SOURCES[source],
        "present": sum(row.state in ("present", "late") for row in rows),
        "absent": named("absent"),
        "excused": named("excused"),
    }


def _recording(tx: Tx, unit: Unit) -> dict[str, Any]:
    """The act of recording a list, whose choices are the members of today."""
    today = tx.today.isoformat()
    limits = bounds.shown_limits(forms.bounds_of(AttendanceForm), tx.today, lambda _anchor: None)
    drawn = forms.json_schema(AttendanceForm, {"held_on": today}, limits=limits) or {}
    members = voters.members_on(tx, unit.id, tx.today)
    query = select(people.c.id, people.c.full_name).where(people.c.id.in_(members))
    named = sorted(tx.execute(query).all(), key=lambda row: words.by_given_name(row.full_name))
    choices = {"enum": [str(row.id) for row in named], "x-labels": [row.full_name for row in named]}
    drawn["properties"]["away"]["items"]["properties"]["person_id"] |= choices
    return {
        "action": "record",
        "label": "Ghi điểm danh",
        "form_schema": drawn,
        "consequences": [
            "Mọi đoàn viên của ngày họp được ghi có mặt, trừ những người vắng đã chọn.",
            "Dùng khi xếp loại đoàn viên và khi xét xoá tên; ghi lại cùng ngày thì thay danh sách cũ.",
        ],
    }
