"""Sittings of a unit's committee: entered by its officers or those above, or told by meetings."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from services.contracts.sittings import AWAY
from services.kit import clock
from services.kit.faults import Conflict
from services.kit.policy import Subject, is_allowed, require
from services.members.actions.units import reference, visible_unit
from services.members.domain import positions
from services.members.domain import sittings as rules
from services.members.domain.sittings import Sitting
from services.members.domain.unit_forms import sitting
from services.members.domain.units import Unit
from services.members.policy import POLICY
from services.members.queries import units as queries
from services.members.store import Tx

_SHOWN = timedelta(days=731)
"""How far back a screen looks."""


def list_sittings(tx: Tx, *, unit_id: UUID) -> dict[str, Any]:
    """Sittings of the unit's committee, and who has missed the last ones."""
    return _view(tx, _seen(tx, unit_id))


def record_sitting(tx: Tx, *, unit_id: UUID, held_on: date, away: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The committee sat on the day, all of it but those named."""
    _seen(tx, unit_id)
    unit = tx.units.lock(unit_id)
    require(POLICY, tx, "sitting.record", of=Subject(unit.id))
    if not unit.is_open(tx.today):
        raise Conflict("unit-closed", text=f"{unit.name} đã kết thúc hoạt động.", mend="Chọn đơn vị đang hoạt động.")
    said = {each["person_id"]: each["state"] for each in away}
    offices, known = tx.positions.at(unit.id, on=held_on), rules.sittings(tx.sittings.of(unit.id, since=held_on))
    attendances = rules.entered(held_on, said, offices=offices, known=known, today=tx.today)
    tx.sittings.enter(unit.id, held_on, attendances)
    after = {"held_on": held_on, "away": {str(person_id): state for person_id, state in said.items()}}
    tx.record("sitting.record", subject_id=unit.id, unit_id=unit.id, after=after)
    return _view(tx, unit)


def save_attendance(
    tx: Tx,
    *,
    meeting_id: UUID,
    person_id: UUID,
    unit_id: UUID,
    recorded_at: datetime,
    held_on: date | None,
    state: str,
    body: str,
) -> None:
    """Meetings have told of somebody at a sitting of a committee; other meetings are not the registry's to count."""
    if body == "COMMITTEE":
        tx.sittings.tell(
            meeting_id=meeting_id,
            person_id=person_id,
            unit_id=unit_id,
            held_on=held_on or clock.day_of(recorded_at),
            state=state,
            told_at=recorded_at,
        )


def _seen(tx: Tx, unit_id: UUID) -> Unit:
    """The unit, for its officers and those above. Raises NotFound("unit-unknown"), Denied."""
    unit = visible_unit(tx, unit_id)
    require(POLICY, tx, "sitting.view", of=Subject(unit.id))
    return unit


# ---------------------------------------------------------------- what a screen shows


def _view(tx: Tx, unit: Unit) -> dict[str, Any]:
    held = rules.sittings(tx.sittings.of(unit.id, since=tx.today - _SHOWN))
    seats = [row for row in queries.officers(tx, unit.id, on=tx.today, past=False) if row.code in positions.COMMITTEE]
    people = queries.named(tx, {person_id for each in held for person_id in each.states})
    may_record = is_allowed(POLICY, tx, "sitting.record", of=Subject(unit.id)) and unit.is_open(tx.today)
    return {
        "unit": reference(unit),
        "items": [_line(each, people) for each in held],
        "missed": _missed(tx, held, seats),
        "allowed_actions": [_recording(seats)] if may_record and seats else [],
    }


def _line(each: Sitting, people: Mapping[UUID, dict[str, Any]]) -> dict[str, Any]:
    def named(*states: str) -> list[dict[str, Any]]:
        return [people[key] for key in each.of(*states) if key in people]

    told = {"held_on": each.held_on, "source": each.source, "source_title": rules.SOURCES[each.source]}
    return {
        **told,
        "present": len(each.of("present", "late")),
        "absent": named("absent"),
        "excused": named("excused"),
    }


def _missed(tx: Tx, held: Sequence[Sitting], seats: Sequence[Any]) -> list[dict[str, Any]]:
    limit = int(tx.rules.on(tx.today).values["bch_absence_limit"])
    found = [(seat, rules.missed(held, seat.person_id, since=seat.from_on)) for seat in seats]
    return [
        {"person": _person(seat), "days": days, "text": _format_absences(len(days), limit)}
        for seat, days in found
        if days
    ]


def _person(seat: Any) -> dict[str, Any]:
    return {"id": seat.person_id, "full_name": seat.full_name, "code": seat.member_code}


def _format_absences(count: int, limit: int) -> str:
    enough = "đủ để xét xoá tên khỏi Ban Chấp hành" if count >= limit else f"xét xoá tên khi vắng từ {limit} kỳ"
    return f"Vắng {count} kỳ họp liên tiếp không lý do chính đáng; {enough}."


def _recording(seats: Sequence[Any]) -> dict[str, Any]:
    seated = {str(seat.person_id): seat.full_name for seat in seats}
    return {
        "action": "record_sitting",
        "label": "Ghi kỳ họp Ban Chấp hành",
        "destructive": False,
        "consequences": [
            "Uỷ viên không ghi ở đây được tính là có mặt.",
            "Ghi lại cùng ngày thì thay lần ghi trước; ngày đã có điểm danh của cuộc họp thì theo điểm danh.",
        ],
        "form_schema": sitting(seated, states=AWAY),
    }
