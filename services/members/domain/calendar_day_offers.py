"""Days off besides and days worked in exchange, as the province enters them from the plan of each year."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from services.contracts.rules import CALENDAR_KINDS
from services.kit.faults import Invalid
from services.members.domain import calendar_plan, rule_lists
from services.members.domain.rule_lists import Row
from services.members.domain.rule_values import MOST_ROWS
from services.members.domain.unit_forms import Form

KEY: Final = "calendar_days"
_FOLLOWS: Final = (
    "Hạn tính từ ngày có hiệu lực theo lịch mới, kể cả của hồ sơ đã mở.",
    "Hạn đã tính giữ nguyên đến bước sau của hồ sơ.",
)


# ---------------------------------------------------------------- what a screen shows


def lines(rows: Sequence[Row], *, may_change: bool) -> list[dict[str, Any]]:
    """The days with their acts, the latest first."""
    ranked = sorted(rows, key=lambda row: row["on"], reverse=True)
    return [_line(row, may_change=may_change) for row in ranked]


def _line(row: Row, *, may_change: bool) -> dict[str, Any]:
    return {
        "code": row["code"],
        "title": f"{CALENDAR_KINDS[row['kind']]} {_format_day(row)}",
        "mark": rule_lists.format_mark(row),
        "detail": row["note"],
        "allowed_actions": [_changing(row), _ending(row)] if may_change else [],
    }


def _format_day(row: Row) -> str:
    return calendar_plan.format_day(date.fromisoformat(row["on"]))


def adding() -> dict[str, Any]:
    """One more day."""
    day: Form = {
        "type": "string",
        "format": "date",
        "title": "Ngày",
        "description": "Dạng dd/mm/yyyy. Ngày làm bù là thứ Bảy, Chủ nhật, hoặc ngày nghỉ mà kế hoạch của năm không có.",
        "x-widget": "date",
        "x-order": 2,
    }
    fields = {"kind": rule_lists.choice("Loại", CALENDAR_KINDS, order=1), "on": day, "note": _note(None)}
    return rule_lists.act("add_calendar_day", "Thêm ngày", fields, required=("kind", "on", "note"), told=_FOLLOWS)


def _changing(row: Row) -> dict[str, Any]:
    told = ("Hạn không đổi. Muốn đổi ngày thì bỏ ngày này rồi thêm ngày khác.",)
    return rule_lists.act(
        "change_calendar_day", "Sửa ghi chú", {"note": _note(row["note"])}, required=("note",), told=told
    )


def _ending(row: Row) -> dict[str, Any]:
    becomes = "là ngày làm việc" if row["kind"] == "OFF" else "là ngày nghỉ"
    day = _format_day(row)
    told = (f"{day[:1].upper()}{day[1:]} lại {becomes}.", *_FOLLOWS)
    return {**rule_lists.act("end_calendar_day", "Bỏ ngày", {}, required=(), told=told), "destructive": True}


def _note(default: str | None) -> Form:
    field: Form = {
        "type": "string",
        "title": "Ghi chú",
        "description": "Ví dụ: hoán đổi với thứ Bảy 10/01; thông báo nghỉ Tết của năm.",
        "maxLength": calendar_plan.NOTE_LENGTH,
        "x-widget": "text",
        "x-order": 3,
    }
    return field | ({"default": default} if default else {})


# ---------------------------------------------------------------- the list as it becomes


def added(rows: Sequence[Row], *, on: date, kind: str, note: str) -> list[Row]:
    """The list with one more day. Raises Invalid for a day that is there already or cannot be of the kind, or a list too long."""
    code = calendar_plan.code_of(on)
    if same := next((row for row in rows if row["code"] == code), None):
        said = f"Ngày {on:%d/%m/%Y} đã có trong danh sách: {CALENDAR_KINDS[same['kind']].lower()} ({same['note']})."
        raise Invalid(errors={"on": [f"{said} Bỏ ngày đó trước nếu muốn đổi loại."]})
    if refused := calendar_plan.against(on, kind):
        raise Invalid(errors={"on": [refused]})
    if len(rows) >= MOST_ROWS:
        raise Invalid(errors={"on": [f"Đã có {MOST_ROWS} ngày. Bỏ ngày của các năm đã qua trước."]})
    entry = {"code": code, "on": on.isoformat(), "kind": kind, "note": note, "mark": rule_lists.SET_HERE}
    return [*rows, entry]


def noted(rows: Sequence[Row], code: str, *, note: str) -> list[Row]:
    """The list with other words for the day. Raises NotFound("calendar-day-unknown")."""
    found = _find(rows, code)
    return [{**row, "note": note, "mark": rule_lists.SET_HERE} if row is found else row for row in rows]


def ended(rows: Sequence[Row], code: str) -> list[Row]:
    """The list without the day. Raises NotFound("calendar-day-unknown")."""
    found = _find(rows, code)
    return [row for row in rows if row is not found]


def _find(rows: Sequence[Row], code: str) -> Row:
    return rule_lists.find(rows, code, unknown="calendar-day-unknown", what="Ngày")
