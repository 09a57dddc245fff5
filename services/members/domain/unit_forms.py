"""What each act upon a unit asks of the one who does it: JSON Schema in the dialect that screens are drawn from.

A day left empty means today, or, for the end of a term, that no end is set.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from services.contracts.titles import ENDINGS, ENGAGEMENTS
from services.members.domain import positions
from services.members.domain.committee_terms import Reach, Term
from services.members.domain.units import Kind, Unit

Form = dict[str, Any]
_TODAY = "Dạng dd/mm/yyyy. Để trống là hôm nay."
_DECISION: Form = {
    "type": "string",
    "title": "Số quyết định",
    "description": "Chỉ ghi khi đã có quyết định trên giấy.",
    "maxLength": 60,
    "x-widget": "text",
}


def founding(kinds: Sequence[Kind]) -> Form:
    """A name and a kind; the level follows from the kind, the code from the superior's."""
    named = _text("Tên đơn vị", hint="Tên đầy đủ như trong quyết định thành lập.")
    return _form(
        {
            "name": named,
            "kind": _choice("Loại hình", {kind.code: kind.title for kind in kinds}),
            "decision_no": _DECISION,
            "on": _day("Ngày thành lập", _TODAY),
        },
        required=("name", "kind"),
    )


def renaming(unit: Unit) -> Form:
    """The new name, begun with the present one."""
    named = _text("Tên mới", hint="Tên đầy đủ như trong quyết định đổi tên.") | {"default": unit.name}
    shown = {"name": named, "decision_no": _DECISION, "on": _day("Ngày có hiệu lực", _TODAY)}
    return _form(shown, required=("name",))


def moving() -> Form:
    """The new superior, found by name."""
    above: Form = {"type": "string", "format": "uuid", "title": "Đơn vị cấp trên mới", "x-widget": "unit"}
    above["description"] = "Gõ tên có dấu hoặc không dấu. Chỉ chọn được đơn vị trong phạm vi của bạn."
    shown = {"parent_id": above, "decision_no": _DECISION, "on": _day("Ngày có hiệu lực", _TODAY)}
    return _form(shown, required=("parent_id",))


def merging() -> Form:
    """The unit that takes over, found by name."""
    into = _unit_found("Sáp nhập vào", "Gõ tên có dấu hoặc không dấu. Chọn một đơn vị cùng cấp trong phạm vi của bạn.")
    return _form(
        {"target_id": into, "decision_no": _DECISION, "on": _day("Ngày sáp nhập", _TODAY)}, required=("target_id",)
    )


def splitting() -> Form:
    """The new unit's name and who goes there."""
    who: Form = {"type": "array", "items": {"type": "string", "format": "uuid"}, "title": "Đoàn viên sang đơn vị mới"}
    who |= {"x-widget": "people", "maxItems": 500, "description": "Gõ họ tên hoặc mã đoàn viên của đơn vị này."}
    named = _text("Tên đơn vị mới", hint="Tên đầy đủ như trong quyết định chia tách.")
    shown = {"name": named, "person_ids": who, "decision_no": _DECISION, "on": _day("Ngày chia tách", _TODAY)}
    return _form(shown, required=("name", "person_ids"))


def _unit_found(title: str, hint: str) -> Form:
    return {"type": "string", "format": "uuid", "title": title, "description": hint, "x-widget": "unit"}


def closing() -> Form:
    """The day, its decision, and who goes on with what is open."""
    after = _unit_found("Đơn vị tiếp nhận việc đang mở", "Hồ sơ đang mở chuyển sang đơn vị này. Để trống nếu không có.")
    return _form({"decision_no": _DECISION, "on": _day("Ngày kết thúc hoạt động", _TODAY), "successor_id": after})


def carrying_out(form: Form, *, number: str) -> Form:
    """The form of an act that carries out a decision which has its number; blank means that one."""
    hint = "Quyết định giải tán đang chờ thi hành. Để trống cũng là quyết định này."
    known = form["properties"]["decision_no"] | {"default": number, "description": hint}
    return form | {"properties": form["properties"] | {"decision_no": known}}


def undoing() -> Form:
    """Why what was decided was wrong."""
    reason: Form = {"type": "string", "title": "Lý do", "maxLength": 500, "x-widget": "textarea"}
    return _form({"reason": reason}, required=("reason",))


def appointing(unit: Unit, *, secretary: str | None, provisional_months: int) -> Form:
    """Who, as what, from when until when. secretary: who is it today, since there can be no second one."""
    offices = positions.offices_of(level=unit.level, kind=unit.kind)
    office = _choice("Chức vụ", {code: positions.TITLES[code] for code in offices})
    if secretary is not None:
        office["description"] = f"Bí thư hiện nay là {secretary}. Kết thúc chức vụ đó trước khi chuẩn y Bí thư mới."
    person: Form = {"type": "string", "format": "uuid", "title": "Đoàn viên", "x-widget": "person"}
    person["description"] = "Gõ họ tên có dấu hoặc không dấu, hoặc mã đoàn viên."
    return _form(
        {
            "person_id": person,
            "code": office,
            "from_on": _day("Ngày bắt đầu", _TODAY),
            "until": _day("Ngày hết nhiệm kỳ", "Dạng dd/mm/yyyy. Để trống nếu chưa định."),
            "engagement": _choice("Chế độ làm việc", ENGAGEMENTS),
            "decision_no": _DECISION,
            "is_provisional": _provisional(provisional_months),
        },
        required=("person_id", "code"),
    )


def engaging(engagement: str | None) -> Form:
    """Whether the holder works for the Union alone; blank where nobody knows."""
    known = {"default": engagement} if engagement else {}
    return _form({"engagement": _choice("Chế độ làm việc", ENGAGEMENTS) | known})


def ending(code: str, *, absence_limit: int, missed: Sequence[date] | None) -> Form:
    """The last day of the office, and why it ends. absence_limit: sittings in a row, for members of a committee.

    missed: those that are on record; none where nothing is.
    """
    reasons = {each: title for each, title in ENDINGS.items() if each != "ABSENT" or code in positions.COMMITTEE}
    shown = {"on": _day("Ngày cuối giữ chức vụ", _TODAY), "because": _choice("Lý do", reasons)}
    if "ABSENT" in reasons:
        shown["absences"] = {
            "type": "integer", "title": "Số kỳ họp vắng liên tiếp", "minimum": 0, "maximum": 100, "x-widget": "number",
            "x-when": {"because": ["ABSENT"]}, "description": f"Từ {absence_limit} kỳ liên tiếp trở lên.{_on_record(missed)}",
        }  # fmt: skip
        shown["absences"] |= {} if missed is None else {"default": len(missed)}
    return _form(shown, required=("because",))


def _on_record(missed: Sequence[date] | None) -> str:
    if missed is None:
        return " Chưa có kỳ họp nào được ghi; nhập theo biên bản."
    days = f" ({', '.join(f'{day:%d/%m/%Y}' for day in missed)})" if missed else ""
    return f" Sổ kỳ họp ghi vắng {len(missed)} kỳ{days}."


def seats_of(unit: Unit) -> tuple[str, ...]:
    """The offices of the unit's committee."""
    return tuple(code for code in positions.offices_of(level=unit.level, kind=unit.kind) if code in positions.COMMITTEE)


def recognising(unit: Unit, *, provisional_months: int) -> Form:
    """Who sits in the committee as what, for which term."""
    person: Form = {"type": "string", "format": "uuid", "title": "Đoàn viên", "x-widget": "person"}
    office = _choice("Chức vụ", {code: positions.TITLES[code] for code in seats_of(unit)})
    seats: Form = {"type": "array", "title": "Uỷ viên Ban Chấp hành", "x-widget": "rows", "minItems": 1, "maxItems": 60}
    seats |= {"items": _form({"person_id": person, "code": office}, required=("person_id", "code"))}
    return _form(
        {
            "seats": seats,
            "term": _text("Nhiệm kỳ", hint="Ví dụ 2026–2028.") | {"maxLength": 40},
            "is_provisional": _provisional(provisional_months),
            "from_on": _day("Ngày bắt đầu", _TODAY),
            "until": _day("Ngày hết nhiệm kỳ", "Dạng dd/mm/yyyy. Để trống nếu chưa định."),
            "decision_no": _DECISION,
        },
        required=("seats",),
    )


def sitting(seated: Mapping[str, str], *, states: Mapping[str, str]) -> Form:
    """The day on which the committee sat, and who of it was away. seated: names by id."""
    who, state = _choice("Uỷ viên", seated), _choice("Vắng thế nào", states)
    away: Form = {"type": "array", "title": "Uỷ viên vắng", "x-widget": "rows", "maxItems": 60}
    away |= {"items": _form({"person_id": who, "state": state}, required=("person_id", "state"))}
    return _form({"held_on": _day("Ngày họp", "Dạng dd/mm/yyyy."), "away": away}, required=("held_on",))


def extending(term: Term, *, within: Reach) -> Form:
    """Until when, and who agreed. A provisional committee works longer when a party committee agrees too (rule 1.3)."""
    until = _day("Làm việc đến hết ngày", f"Dạng dd/mm/yyyy. Không sau {within.day:%d/%m/%Y}.")
    agreed = _text("Văn bản đồng ý của cấp uỷ", hint="Số, ngày và cấp uỷ ra văn bản.")
    shown = {"until": until, **({"party_paper": agreed} if term.is_provisional else {}), "decision_no": _DECISION}
    return _form(shown, required=[name for name in shown if name != "decision_no"])


def shortening(*, within: Reach, today: date) -> Form:
    """Until when. The day is neither past nor earlier than the rule lets."""
    least = max(within.day, today)
    until = _day("Làm việc đến hết ngày", f"Dạng dd/mm/yyyy. Không trước {least:%d/%m/%Y}.")
    return _form({"until": until, "decision_no": _DECISION}, required=("until",))


def _provisional(months: int) -> Form:
    told = f"Làm việc đến đại hội, tối đa {months} tháng từ ngày bắt đầu."
    return {"type": "boolean", "title": "Ban Chấp hành lâm thời", "description": told, "x-widget": "bool"}


def _form(properties: Mapping[str, Form], *, required: Sequence[str] = ()) -> Form:
    shown = {name: said | {"x-order": order} for order, (name, said) in enumerate(properties.items(), start=1)}
    return {"type": "object", "properties": shown, "required": list(required), "additionalProperties": False}


def _text(title: str, *, hint: str) -> Form:
    return {"type": "string", "title": title, "description": hint, "maxLength": 200, "x-widget": "text"}


def _day(title: str, hint: str) -> Form:
    return {"type": "string", "format": "date", "title": title, "description": hint, "x-widget": "date"}


def _choice(title: str, labels: Mapping[str, str]) -> Form:
    said = {
        "type": "string",
        "title": title,
        "x-widget": "select",
        "enum": list(labels),
        "x-labels": list(labels.values()),
    }
    return said | {"default": next(iter(labels))} if len(labels) == 1 else said
