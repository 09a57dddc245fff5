"""Two files of one person: what differs, what the kept one takes, and when nothing may be merged (domain rules 16, 17.3)."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from services.kit.faults import Invalid
from services.members.domain import profile
from services.members.domain.memberships import IN_FORCE
from services.members.domain.profile import Field

UNDO_WINDOW: Final = timedelta(days=30)
REASONS: Final = {
    "name_birth": "Cùng họ tên và ngày sinh",
    "phone": "Cùng số điện thoại",
    "citizen_id": "Cùng số CCCD",
}
_HISTORY: Final = {
    "cases": "đã có quyết định hoặc hồ sơ đang xét",
    "positions": "giữ hoặc đã giữ chức vụ",
    "account": "đã có tài khoản đăng nhập",
    "receipts": "đã có biên lai đoàn phí",
}
_FIELDS: Final = tuple(field for field in profile.FIELDS.values() if not field.read_only)
_AS_IT_WAS: Final = ("status", "status_on", "status_reason", "citizen_id", "flags", "merged_into")


def differing(left: Mapping[str, Any], right: Mapping[str, Any]) -> list[Field]:
    """Fields that say something else on each side, in the order of the file."""
    return [field for field in _FIELDS if _value(left, field) != _value(right, field)]


def list_filled_fields(left: Mapping[str, Any], right: Mapping[str, Any]) -> list[Field]:
    """Fields that at least one side fills in."""
    return [field for field in _FIELDS if _is_filled(left, field) or _is_filled(right, field)]


def taken(kept: Mapping[str, Any], other: Mapping[str, Any], codes: Iterable[str]) -> dict[str, Any]:
    """Columns that the kept file takes from the other.

    Raises Invalid for a field that nobody knows, or one that is empty on the other side: merging never loses anything.
    """
    changed: dict[str, Any] = {}
    tail = dict(kept["profile"])
    for code in codes:
        field = profile.FIELDS.get(code)
        if field is None or field.read_only or not _is_filled(other, field):
            raise Invalid(errors={"take": [f"Mục “{code if field is None else field.title}” không lấy sang được."]})
        if field.column is None:
            tail[code] = other["profile"][code]
        else:
            changed[field.column] = other[field.column]
        if field.kind == "birth":
            changed["born_precision"] = other["born_precision"]
        if field.code == "phone":
            changed["phone_verified"] = other["phone_verified"]
    if tail != kept["profile"]:
        changed["profile"] = tail
    return {name: value for name, value in changed.items() if kept[name] != value}


def reasons_against(kept: Mapping[str, Any], other: Mapping[str, Any], marks: Collection[str]) -> list[dict[str, Any]]:
    """Why a file cannot be the one that goes: a member would be nobody any more, or what was decided would lose its subject."""
    whose = f"{other['full_name']} ({other['code']})" if other["code"] else other["full_name"]
    said = [(f"has-{mark}", _HISTORY[mark]) for mark in _HISTORY if mark in marks]
    if other["status"] in IN_FORCE and kept["status"] not in IN_FORCE:
        said.insert(0, ("is-member", "đang sinh hoạt còn hồ sơ kia thì không"))
    mend = "Chọn giữ hồ sơ này. Nếu hồ sơ kia cũng phải giữ thì chưa gộp được; báo Tỉnh đoàn."
    return [{"code": code, "text": f"Hồ sơ {whose} {why} nên phải được giữ.", "mend": mend} for code, why in said]


def merged_away(kept: Mapping[str, Any], other: Mapping[str, Any], *, today: date) -> dict[str, Any]:
    """The other file as a trace of the kept one. Its citizen id is free, its member code is nobody's again."""
    return {
        "status": "ANNULLED",
        "status_on": today,
        "status_reason": "Gộp hồ sơ trùng",
        "citizen_id": None,
        "merged_into": kept["id"],
        "flags": sorted({*other["flags"], "merged"}),
    }


def as_it_was(other: Mapping[str, Any]) -> dict[str, Any]:
    """What must be kept of a file to give it back."""
    return {name: other[name] for name in _AS_IT_WAS}


def undo_until(settled_at: datetime) -> datetime:
    """When what was said of a pair can be taken back no more."""
    return settled_at + UNDO_WINDOW


def _value(columns: Mapping[str, Any], field: Field) -> Any:
    value = columns["profile"].get(field.code) if field.column is None else columns[field.column]
    return None if value in ("", []) else value


def _is_filled(columns: Mapping[str, Any], field: Field) -> bool:
    return _value(columns, field) is not None
