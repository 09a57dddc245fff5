"""What stands in the way of a change that a case asks for, and what an admission writes (domain rules 4, 17.4, 17.6)."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from services.contracts.titles import STATUS_TITLES
from services.kit.faults import Fault
from services.members.domain import cards, memberships, names, profile
from services.members.domain.memberships import Stretch
from services.members.domain.profile import Draft
from services.members.domain.units import Unit, may_hold_members

Reason = dict[str, Any]

KEPT_FOR_UNDO: Final = ("status", "status_on", "status_reason", "unit_id", "flags", "extended_until")
_DATED: Final = frozenset({"transfer", "leave_province", "mature", "strike_off", "expel", "withdraw", "die"})
NEEDED_TO_ADMIT: Final = {"full_name": "họ tên", "sex": "giới tính", "born_on": "ngày sinh"}

PERSON_UNKNOWN: Final[Reason] = {
    "code": "member-unknown",
    "text": "Không tìm thấy người này trong danh sách.",
    "mend": "Chọn lại người từ danh sách đoàn viên.",
}
UNIT_UNKNOWN: Final[Reason] = {
    "code": "unit-unknown",
    "text": "Không tìm thấy đơn vị.",
    "mend": "Chọn lại đơn vị từ danh sách.",
}
_UNKNOWN: Final[Reason] = {
    "text": "Không thực hiện được thay đổi này.",
    "mend": "Tải lại hồ sơ của người này rồi thử lại.",
}
HONOURED: Final[Reason] = {
    "code": "honoured-already",
    "text": "Người này đang là đoàn viên danh dự.",
    "mend": "Xem sổ đoàn viên danh dự; không cần công nhận lần nữa.",
}
HELD_ELSEWHERE: Final[Reason] = {
    "code": "held-by-another-case",
    "text": "Người này đang có một hồ sơ khác làm thay đổi tư cách đoàn viên.",
    "mend": "Giải quyết xong hồ sơ kia rồi gửi lại.",
}
_BROUGHT: Final = ("joined_on", "joined_place", "card_no", "card_on", "book_no")
CITIZEN_ID_TAKEN: Final[Reason] = {
    "code": "citizen-id-taken",
    "text": "Số CCCD này đã có trong hệ thống.",
    "mend": "Kiểm tra lại số. Nếu là kết nạp lại thì mở hồ sơ cho đúng người đó từ danh sách; nếu không, đề nghị cấp trên "
    "đối chiếu hai hồ sơ.",
}
ANOTHER_PERSON: Final[Reason] = {
    "code": "another-person",
    "text": "Họ tên hoặc ngày sinh trong hồ sơ không khớp với người đã chọn trong danh bộ.",
    "mend": "Kiểm tra lại họ tên, ngày sinh, hoặc chọn lại đúng người. Nếu danh bộ ghi sai thì đề nghị sửa danh bộ trước.",
}


class Refused(Exception):
    """The change cannot be prepared, for these reasons."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        super().__init__()
        self.reasons = list(reasons)


def require(reasons: Iterable[Reason]) -> None:
    """Nothing stands in the way. Raises Refused with everything that does."""
    found = list(reasons)
    if found:
        raise Refused(found)


def reason_of(fault: Fault) -> Reason:
    """A fault as a reason."""
    known = {"unit-unknown": UNIT_UNKNOWN, "member-unknown": PERSON_UNKNOWN}.get(fault.code, _UNKNOWN)
    said = {name: fault.fields.get(name) or known[name] for name in ("text", "mend")}
    return {"code": fault.code, **said}


def profile_reasons(draft: Draft) -> list[Reason]:
    """What is wrong with the file that a case brings."""
    return [
        {"code": "profile-wrong", "text": text, "mend": "Sửa lại trong hồ sơ kết nạp."}
        for texts in draft.errors.values()
        for text in texts
    ]


def admissible(draft: Draft, *, kind: str, unit: Unit, today: date) -> list[Reason]:
    """Why a newcomer with this file cannot come in at the unit. Age of admission is the case's to judge."""
    found = profile_reasons(draft)
    missing = [title for name, title in NEEDED_TO_ADMIT.items() if draft.columns.get(name) is None]
    if not found and missing:
        text = f"Hồ sơ thiếu {', '.join(missing)}."
        found.append({"code": "profile-incomplete", "text": text, "mend": "Bổ sung rồi gửi lại."})
    return [*found, *possible(kind, status="CANDIDATE", unit=unit, today=today)]


def same_person(columns: Mapping[str, Any], draft: Draft) -> list[Reason]:
    """Why the file that a case brings is not that of the person it names. It never says what the registry knows instead."""
    name, born_on = draft.columns.get("full_name"), draft.columns.get("born_on")
    same_name = name is None or names.sort_key(name) == names.sort_key(columns["full_name"])
    same_birth = born_on is None or _born_alike(columns, born_on)
    return [] if same_name and same_birth else [ANOTHER_PERSON]


def _born_alike(columns: Mapping[str, Any], born_on: date) -> bool:
    """The same day; the same month or year where the registry knows no more."""
    known: date | None = columns["born_on"]
    if known is None:
        return True
    parts = {"year": 1, "month": 2}.get(columns["born_precision"], 3)
    return known.timetuple()[:parts] == born_on.timetuple()[:parts]


def possible(kind: str, *, status: str, unit: Unit, today: date) -> list[Reason]:
    """Why someone of the status cannot undergo the change."""
    moves = kind in memberships.INTO_UNIT and not (kind == "restore" and status == "IN_TRANSIT")
    found = _unit_reasons(unit, today) if moves else []
    if kind != "note" and not memberships.can(kind, status):
        text = memberships.wrong_status(kind, status)
        found.append({"code": "wrong-status", "text": text, "mend": "Kiểm tra lại hồ sơ của người này."})
    return found


def still_on_the_way(kind: str, *, status: str) -> list[Reason]:
    """Why a case that sent somebody on the way cannot give them back: what has become of them since is another decision's."""
    if kind != "restore" or status == "IN_TRANSIT":
        return []
    title = STATUS_TITLES.get(status, status)
    text = f"Người này đang ở trạng thái “{title}”, không còn đang chuyển sinh hoạt nên không trả lại nơi đi được."
    return [{"code": "not-on-the-way", "text": text, "mend": "Xem quyết định mới nhất về người này trong danh bộ."}]


def fitting(
    kind: str,
    *,
    unit: Unit,
    own_unit_id: UUID | None,
    flags: Collection[str],
    latest: Stretch | None,
    effective_on: date,
) -> list[Reason]:
    """Why a change that the status allows does not fit the person all the same: place, day, discipline."""
    found: list[Reason] = []
    if kind == "transfer" and unit.id == own_unit_id:
        text = f"Người này đang sinh hoạt tại {unit.name} rồi."
        found.append({"code": "same-unit", "text": text, "mend": "Chọn chi đoàn khác làm nơi đến."})
    if kind == "withdraw" and "suspended" in flags:
        text = "Người này đang bị đình chỉ sinh hoạt để xem xét kỷ luật nên chưa xét cho ra khỏi Đoàn."
        found.append({"code": "under-discipline", "text": text, "mend": "Giải quyết xong hồ sơ kỷ luật rồi gửi lại."})
    if kind in _DATED and latest is not None and latest.until is None and effective_on < latest.since:
        text = (
            f"Ngày {effective_on:%d/%m/%Y} sớm hơn ngày bắt đầu sinh hoạt ở đơn vị hiện nay ({latest.since:%d/%m/%Y})."
        )
        found.append({"code": "before-this-unit", "text": text, "mend": "Chọn ngày quyết định muộn hơn."})
    return found


def not_merged(flags: Collection[str]) -> list[Reason]:
    """A file that was merged into another one is nobody's: the other one is."""
    if "merged" not in flags:
        return []
    text = "Hồ sơ này đã gộp vào hồ sơ khác của cùng một người."
    return [{"code": "merged-away", "text": text, "mend": "Mở hồ sơ cho bản được giữ lại."}]


def after_earlier(latest: Stretch | None, *, effective_on: date) -> list[Reason]:
    """A new membership begins when the earlier one is over, not before."""
    if latest is None or (latest.until is not None and latest.until <= effective_on):
        return []
    over = f"{latest.until:%d/%m/%Y}" if latest.until else "chưa có"
    text = f"Ngày kết nạp lại {effective_on:%d/%m/%Y} sớm hơn ngày kết thúc lần sinh hoạt trước ({over})."
    return [{"code": "membership-overlaps", "text": text, "mend": "Chọn ngày quyết định muộn hơn."}]


def _unit_reasons(unit: Unit, today: date) -> list[Reason]:
    if not unit.is_open(today):
        return [{"code": "unit-closed", "text": f"{unit.name} đã kết thúc hoạt động.", "mend": "Chọn chi đoàn khác."}]
    if not may_hold_members(unit.level, unit.kind):
        text = f"{unit.name} không phải là chi đoàn nên không nhận đoàn viên."
        return [{"code": "unit-holds-no-members", "text": text, "mend": "Chọn một chi đoàn."}]
    return []


def brought(given: Mapping[str, Any], columns: Mapping[str, Any], *, today: date) -> dict[str, Any]:
    """What the file of someone known takes over from a decided case: what the case says, where the file says otherwise."""
    said = profile.read(given, current={}, today=today).columns
    return {name: value for name, value in said.items() if value is not None and value != columns[name]}


def given_back(replaced: Mapping[str, list[Any]], columns: Mapping[str, Any]) -> dict[str, Any]:
    """What the file had before a case wrote into it, where nobody has changed it since.

    replaced: column → [before, written], days as text.
    """
    kept = {name: before for name, (before, written) in replaced.items() if _as_text(columns[name]) == written}
    return {name: profile.day_of_column(name, before) for name, before in kept.items()}


def _as_text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def admitted(
    columns: Mapping[str, Any], data: Mapping[str, Any], *, unit_name: str, on: date, decision: tuple[str, date] | None
) -> dict[str, Any]:
    """What an admission writes into the file: day and place of joining, decision, card.

    Of someone admitted again the first day of joining is history alone (domain rule 7): what the file said is remembered with the
    change, and the first membership keeps its days.
    """
    joining = {"joined_on": on, "joined_place": data.get("joined_place") or unit_name}
    deciding = {"admission_no": decision[0], "admission_on": decision[1]} if decision else {}
    card = {"card_no": data.get("card_no") or cards.card_number(columns["code"]), "card_on": on}
    book = {"book_no": data["book_no"]} if data.get("book_no") else {}
    return {**joining, **deciding, **card, **book, "flags": sorted(set(columns["flags"]) - {"lapsed", "unconfirmed"})}


def arrived(columns: Mapping[str, Any], data: Mapping[str, Any], *, on: date) -> dict[str, Any]:
    """What an arrival from outside writes: joining, decision, card and book stay those of the admission elsewhere.

    data: {joined_on?, joined_place?, card_no?, card_on?, book_no?} as the papers brought along say; a file that says them
    itself is believed before them.
    """
    said = {name: profile.day_of_column(name, data.get(name)) for name in _BROUGHT}
    kept = {name: value for name, value in said.items() if columns[name] is None and value is not None}
    card = (
        {}
        if columns["card_no"] or "card_no" in kept
        else {"card_no": cards.card_number(columns["code"]), "card_on": on}
    )
    return {**kept, **card, "flags": sorted(set(columns["flags"]) - {"lapsed", "unconfirmed"})}
