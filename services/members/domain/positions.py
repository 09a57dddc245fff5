"""Offices of the Union (domain rule 1.5) and the roles that follow from them (rule 2.1)."""

from calendar import monthrange
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Final, NoReturn
from uuid import UUID

from services.contracts import offices
from services.kit.faults import Conflict, Invalid

TITLES: Final = offices.TITLES
ORDER: Final = {code: place for place, code in enumerate(TITLES)}

COMMITTEE: Final = frozenset(offices.COMMITTEE)
"""Offices of members of the committee."""
_LEADING: Final = frozenset({"BT", "PBT_TT", "PBT", "UVBTV"})
_INSPECTING: Final = frozenset({"CN_UBKT", "PCN_UBKT", "UV_UBKT"})
_STAFF: Final = frozenset({"TRUONG_BAN", "PHO_BAN", "CHUYEN_VIEN"})
_ROLE_OF_LEVEL: Final = {
    "PROVINCE": "PROVINCE_OFFICER",
    "DISTRICT": "DISTRICT_OFFICER",
    "GRASSROOTS": "GRASSROOTS_OFFICER",
    "SUB_GRASSROOTS": "GRASSROOTS_OFFICER",
    "CHAPTER": "CHAPTER_OFFICER",
}

_UPPER: Final = frozenset({"PROVINCE", "DISTRICT"})
_OFFICES: Final = (
    ("BT", frozenset({*_ROLE_OF_LEVEL})),
    ("PBT_TT", _UPPER),
    ("PBT", frozenset({*_ROLE_OF_LEVEL})),
    ("UVBTV", frozenset({*_UPPER, "GRASSROOTS"})),
    ("UVBCH", frozenset({*_ROLE_OF_LEVEL})),
    *((code, _UPPER) for code in ("CN_UBKT", "PCN_UBKT", "UV_UBKT")),
    *((code, frozenset({"PROVINCE"})) for code in ("TRUONG_BAN", "PHO_BAN", "CHUYEN_VIEN")),
    ("PHAN_DOAN_TRUONG", frozenset({"CHAPTER", "GROUP"})),
)
"""Office → levels of the units that have it (rule 1.5)."""


@dataclass(frozen=True, kw_only=True)
class Position:
    """An office of a person at a unit; `until` is its last day. engagement: one of ENGAGEMENTS, or nobody has said.

    ended_because: one of ENDINGS, or nobody has said. is_provisional: of a committee that is there until the first congress.
    ended_at: when it was ended, in the course of its last day; from that moment on it gives nothing more.
    """

    id: UUID
    person_id: UUID
    unit_id: UUID
    role: str
    code: str
    from_on: date
    until: date | None
    decision_no: str | None = None
    decision_on: date | None = None
    engagement: str | None = None
    ended_because: str | None = None
    is_provisional: bool = False
    ended_at: datetime | None = None
    version: int = 1

    COPIED: ClassVar[tuple[str, ...]] = ("id", "person_id", "unit_id", "role", "code", "from_on", "until", "version")

    def copy(self) -> dict[str, Any]:
        """The office as other services keep it. One that was ended in the course of its last day ends there the day before."""
        until = self.until - timedelta(days=1) if self.until is not None and self.ended_at is not None else self.until
        return {name: getattr(self, name) for name in self.COPIED} | {"until": until}


def title_of(code: str, *, is_provisional: bool = False) -> str:
    """The office as people call it."""
    return TITLES.get(code, "Cán bộ đoàn") + (" lâm thời" if is_provisional else "")


def role_of(code: str, *, level: str, kind: str) -> str:
    """The role that the office gives at a unit.

    Committee members act only in a chapter. A chapter that stands as a grassroots unit (chi đoàn cơ sở) keeps its own roll,
    but its superior decides: its officers are chapter officers.
    """
    if code in _INSPECTING:
        return "INSPECTOR"
    if level == "CHAPTER" or kind == "CHI_DOAN_CO_SO":
        return "CHAPTER_OFFICER" if code in _LEADING | {"UVBCH"} else "MEMBER"
    if code in _LEADING or (code in _STAFF and level == "PROVINCE"):
        return _ROLE_OF_LEVEL.get(level, "MEMBER")
    return "MEMBER"


def offices_of(*, level: str, kind: str) -> tuple[str, ...]:
    """The offices that a unit has; a chapter that stands as a grassroots unit (chi đoàn cơ sở) has those of a chapter."""
    standing = "CHAPTER" if kind == "CHI_DOAN_CO_SO" else level
    return tuple(code for code, levels in _OFFICES if standing in levels)


def appoint(
    position: Position, *, level: str, kind: str, provisional_months: int, committee_until: date | None = None
) -> Position:
    """The office is held from its first day; of a provisional committee no longer than so many months (rule 1.3, S13).

    committee_until: the last day of the provisional committee that works already: its members leave with it. Raises Invalid for an office that a unit of the level and kind does not have, or a term that ends before it begins or too late.
    """
    if position.code not in offices_of(level=level, kind=kind):
        raise Invalid(errors={"code": ["Đơn vị này không có chức vụ đó. Chọn một chức vụ trong danh sách."]})
    if position.until is not None and position.until < position.from_on:
        raise Invalid(errors={"until": ["Ngày hết nhiệm kỳ trước ngày bắt đầu. Nhập lại một trong hai."]})
    if not position.is_provisional:
        return position
    if position.code in COMMITTEE and committee_until is not None:
        return _with_the_others(position, latest=committee_until)
    return _until_congress(position, months=provisional_months)


def require_possible_days(since: date, until: date | None, *, today: date, born_on: date | None = None) -> None:
    """An office begins in somebody's lifetime and within a year from now, and is not held longer than two terms.

    Raises Invalid by field.
    """
    first, last = max(_FOUNDED, born_on or _FOUNDED), months_on(today, _AHEAD_MONTHS)
    if since > last:
        text = f"Ngày bắt đầu {since:%d/%m/%Y} quá xa. Nhập ngày không muộn hơn {last:%d/%m/%Y}."
        raise Invalid(errors={"from_on": [text]})
    if since < first:
        whose = "ngày sinh" if first == born_on else "ngày thành lập Đoàn"
        text = f"Ngày bắt đầu {since:%d/%m/%Y} trước {whose} {first:%d/%m/%Y}. Sửa ngày bắt đầu."
        raise Invalid(errors={"from_on": [text]})
    if until is not None and until > (latest := months_on(since, _LONGEST_MONTHS)):
        text = f"Ngày hết nhiệm kỳ {until:%d/%m/%Y} quá xa. Nhập ngày không muộn hơn {latest:%d/%m/%Y}, hoặc để trống."
        raise Invalid(errors={"until": [text]})


_FOUNDED: Final = date(1931, 3, 26)
_AHEAD_MONTHS: Final = 12
_LONGEST_MONTHS: Final = 120


def require_candidate(*, is_honorary: bool, is_guest: bool) -> None:
    """Neither an honorary member nor whoever stays at the unit for a time stands for its offices (rules 10, 13C).

    Raises Conflict("honorary-no-office" | "guest-no-office").
    """
    if is_honorary:
        text = "Đoàn viên danh dự không ứng cử, không giữ chức vụ của Đoàn."
        _refuse("honorary-no-office", text, "Chọn một đoàn viên đang sinh hoạt.")
    if is_guest:
        text = "Người này sinh hoạt tạm thời ở đây, giữ chức vụ ở chi đoàn gốc; không ứng cử ở nơi sinh hoạt tạm thời."
        _refuse("guest-no-office", text, "Chọn đoàn viên của đơn vị, hoặc chuyển sinh hoạt hẳn trước.")


def _refuse(code: str, text: str, mend: str) -> NoReturn:
    raise Conflict(code, text=text, mend=mend, refusals=[{"code": code, "text": text, "mend": mend}])


def _with_the_others(position: Position, *, latest: date) -> Position:
    """A provisional office with its last day, no later than the committee's."""
    if position.until is not None and position.until > latest:
        text = f"Ban Chấp hành lâm thời hiện nay làm việc đến {latest:%d/%m/%Y}, mà ghi {position.until:%d/%m/%Y}."
        raise Invalid(errors={"until": [f"{text} Ghi ngày sớm hơn, hoặc gia hạn Ban Chấp hành trước."]})
    return replace(position, until=position.until or latest)


def _until_congress(position: Position, *, months: int) -> Position:
    """A provisional office with its last day: the latest one unless an earlier one is said."""
    if position.code not in COMMITTEE:
        raise Invalid(errors={"is_provisional": ["Chỉ uỷ viên Ban Chấp hành mới là lâm thời. Bỏ chọn mục này."]})
    latest = months_on(position.from_on, months)
    if position.until is not None and position.until > latest:
        text = f"Ban Chấp hành lâm thời làm việc tối đa {months} tháng, đến {latest:%d/%m/%Y}, mà ghi {position.until:%d/%m/%Y}."
        raise Invalid(errors={"until": [f"{text} Ghi ngày sớm hơn, hoặc để trống."]})
    return replace(position, until=position.until or latest)


def months_on(day: date, months: int) -> date:
    """The same day so many months on; the month's last day where there is none."""
    place = day.month - 1 + months
    year, month = day.year + place // 12, place % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def engage(position: Position, *, engagement: str | None) -> Position:
    """The officer works for the Union as said, from the first day of the office on."""
    return replace(position, engagement=engagement, version=position.version + 1)


def may_end(
    code: str,
    because: str | None,
    *,
    flags: AbstractSet[str],
    absences: int | None,
    limit: int,
    missed: Sequence[date] | None = None,
) -> int | None:
    """The office may end for that reason (rules 1.5 and 12B); after how many absences, where that is why.

    flags: of the holder. limit: after how many sittings missed in a row a committee takes a member off. missed: those on
    record; where there are any records they say how many, whatever is stated. Raises Conflict("under-discipline"), Invalid.
    """
    if because == "OWN_WISH" and flags & {"examined", "suspended"}:
        raise Conflict(
            "under-discipline",
            text="Người này đang được xem xét kỷ luật nên chưa xét việc xin rút khỏi Ban Chấp hành, xin thôi chức vụ.",
            mend="Giải quyết xong hồ sơ kỷ luật, hoặc chọn lý do khác nếu chức vụ kết thúc không do nguyện vọng.",
        )
    if because != "ABSENT":
        return absences
    counted = absences if missed is None else _on_record(absences, missed)
    _require_absences(code, counted, limit)
    return counted


def _on_record(absences: int | None, missed: Sequence[date]) -> int:
    """How many the record says. Raises Invalid for a statement that differs."""
    if absences not in (None, len(missed)):
        days = f" ({', '.join(f'{day:%d/%m/%Y}' for day in missed)})" if missed else ""
        text = f"Sổ kỳ họp ghi vắng {len(missed)} kỳ liên tiếp{days}, mà nhập {absences}."
        raise Invalid(errors={"absences": [f"{text} Ghi đúng số đó, hoặc ghi bổ sung kỳ họp còn thiếu."]})
    return len(missed)


def _require_absences(code: str, absences: int | None, limit: int) -> None:
    if code not in COMMITTEE:
        raise Invalid(errors={"because": [f"{title_of(code)} không phải uỷ viên Ban Chấp hành. Chọn lý do khác."]})
    if absences is None or absences < limit:
        found = "Chưa ghi số kỳ họp đã vắng" if absences is None else f"Mới vắng {absences} kỳ họp liên tiếp"
        text = f"{found}; Ban Chấp hành chỉ xoá tên khi vắng từ {limit} kỳ liên tiếp không có lý do chính đáng."
        raise Invalid(errors={"absences": [text]})


def end(position: Position, *, on: date, because: str | None = None) -> Position:
    """The day is the last of the office. Raises Conflict("position-ended") when it is over already."""
    if position.until is not None and position.until < on:
        raise Conflict(
            "position-ended",
            text=f"Chức vụ này đã kết thúc ngày {position.until:%d/%m/%Y}, trước ngày {on:%d/%m/%Y}.",
            mend="Tải lại trang để xem các chức vụ đang có.",
            until=position.until,
        )
    until = max(on, position.from_on)
    return replace(position, until=until, ended_because=because, version=position.version + 1)


def cut(position: Position, *, on: date) -> Position:
    """The day is the first without the office, whose reason is gone; one that has not begun lasts its first day alone."""
    return replace(position, until=max(on - timedelta(days=1), position.from_on), version=position.version + 1)


def last(position: Position, *, until: date | None) -> Position:
    """The office lasts until the day again: what cut it short counts no more."""
    return replace(position, until=until, ended_at=None, version=position.version + 1)
