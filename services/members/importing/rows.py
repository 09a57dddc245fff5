"""Checks one row: what the registry would keep of it, and what is wrong or doubtful in each cell."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from services.members.domain import days, identity, lists, profile
from services.members.domain.cards import is_member_code
from services.members.domain.days import Day
from services.members.domain.names import capitalized, search_key, tidy
from services.members.domain.readings import Problem, error, warning
from services.members.importing.columns import label_of
from services.members.importing.units import UnitFinder

_NOTHING: Final = frozenset(
    (
        "",
        "khong",
        "khong co",
        "ko",
        "k",
        "chua",
        "chua co",
        "chua ro",
        "khong ro",
        "khong nho",
        "n a",
        "na",
        "null",
        "none",
        "0",
        "00",
    )
)
_REQUIRED: Final = {
    "full_name": "Họ và tên còn trống. Nhập như trong giấy khai sinh.",
    "birth_date": "Ngày sinh còn trống. Nhập theo dạng dd/mm/yyyy, hoặc chỉ ghi năm.",
    "sex": "Giới tính còn trống. Ghi “Nam” hoặc “Nữ”.",
}
_GAPS: Final = tuple(needed.code for needed in profile.NEEDED if needed.code not in _REQUIRED)
_STRICT_DAYS: Final = frozenset(("union_join_date", "party_join_date", "party_official_date"))
"""Days whose impossible values stop the row; of the others only a warning is left."""
_EXCHANGED: Final = "Excel đã đảo ngày và tháng của ô này; đã hiểu là {}. Kiểm tra lại."
_LONGEST_OTHER: Final = 500


@dataclass
class Checked:
    """A row as the registry would keep it. columns: of `people`; tail: of its profile; problems: (field, problem)."""

    columns: dict[str, Any] = field(default_factory=dict)
    tail: dict[str, Any] = field(default_factory=dict)
    problems: list[tuple[str | None, Problem]] = field(default_factory=list)
    unit_id: str | None = None
    member_code: str | None = None

    @property
    def is_good(self) -> bool:
        return not any(problem.severity == "error" for _, problem in self.problems)

    def note(self, code: str | None, *problems: Problem) -> None:
        self.problems.extend((code, problem) for problem in problems)


def check_row(
    cells: Mapping[str, str],
    *,
    finder: UnitFinder,
    today: date,
    known_fields: frozenset[str],
    lines: tuple[str | None, ...] = (),
    upper: str | None = None,
    exchanged: frozenset[str] = frozenset(),
) -> Checked:
    """The row checked. known_fields: those that the table has a column for; lines and upper: units told outside the row."""
    checked = Checked()
    _read_required(checked, cells, today)
    for code, text in cells.items():
        if code not in _REQUIRED and text:
            _READERS.get(_kind_of(code), _read_text)(checked, code, text, today)
    _note_exchanged(checked, cells, exchanged)
    _note_doubts(checked, today)
    placed = finder.place(named=cells.get("unit"), lines=lines, upper=cells.get("upper_unit") or upper)
    checked.note("unit", *placed.problems)
    checked.unit_id = placed.unit.id if placed.unit else None
    _note_gaps(checked, cells, known_fields)
    checked.columns["completeness"] = profile.completeness(checked.columns)
    return checked


# ---------------------------------------------------------------- what a row needs


def _read_required(checked: Checked, cells: Mapping[str, str], today: date) -> None:
    _read_name(checked, cells.get("full_name", ""))
    _read_birth(checked, cells.get("birth_date", ""), today)
    _read_sex(checked, cells.get("sex", ""), cells.get("citizen_id", ""))


def _read_name(checked: Checked, text: str) -> None:
    name = re.sub(r"[*•]+|\s*\([^)]*\)\s*$", "", tidy(text)).strip(" .,;-")
    if not name:
        checked.note("full_name", error("required", _REQUIRED["full_name"]))
        return
    if any(c.isdigit() or c in "<>@#$%^=+{}[]|\\/?!_" for c in name) or not 2 <= len(name) <= 100:
        checked.note(
            "full_name",
            error("name-wrong", f"Họ và tên “{name[:40]}” có chữ số hoặc ký hiệu. Nhập như trong giấy khai sinh."),
        )
        return
    if len(name.split()) == 1:
        checked.note("full_name", warning("name-short", "Họ và tên chỉ có một từ. Kiểm tra lại; vẫn có thể lưu."))
    checked.columns["full_name"] = capitalized(name)


def _read_birth(checked: Checked, text: str, today: date) -> None:
    if search_key(text) in _NOTHING:
        checked.note("birth_date", error("required", _REQUIRED["birth_date"]))
        return
    reading = days.read_day(text, today=today)
    checked.note("birth_date", *reading.problems)
    if reading.value is not None:
        checked.note("birth_date", *days.birth_doubts(reading.value, today=today))
        checked.columns["born_on"], checked.columns["born_precision"] = reading.value.on, reading.value.precision


def _read_sex(checked: Checked, text: str, citizen_id: str) -> None:
    if text:
        reading = identity.read_sex(text)
        checked.note("sex", *reading.problems)
        checked.columns["sex"] = reading.value
        return
    said = _REQUIRED["sex"]
    if (number := identity.read_citizen_id(citizen_id).value) and len(number) == 12 and number[3] in "0123":
        said += f" Theo số CCCD là {'nữ' if number[3] in '13' else 'nam'}."
    checked.note("sex", error("required", said))


# ---------------------------------------------------------------- what it may have


def _kind_of(code: str) -> str:
    if code in ("member_code", "union_position", "party_member", "general_education"):
        return code
    known = profile.FIELDS.get(code)
    return known.kind if known else "ignored"


def _keep(checked: Checked, code: str, value: Any) -> None:
    known = profile.FIELDS[code]
    if known.column:
        checked.columns[known.column] = value
    else:
        checked.tail[code] = value


def _read_text(checked: Checked, code: str, text: str, _today: date) -> None:
    plain = tidy(text)
    longest = profile.FIELDS[code].longest
    if not re.search(r"\w", plain):
        return
    if len(plain) > longest:
        checked.note(
            code, warning("too-long", f"{label_of('members', code)} dài quá {longest} ký tự; phần sau đã bị cắt.")
        )
    _keep(checked, code, plain[:longest])


def _read_citizen_id(checked: Checked, code: str, text: str, _today: date) -> None:
    if search_key(text) in _NOTHING:
        return
    reading = identity.read_citizen_id(text)
    checked.note(code, *reading.problems)
    if reading.value:
        _keep(checked, code, reading.value)


def _read_phone(checked: Checked, code: str, text: str, _today: date) -> None:
    if search_key(text) in _NOTHING:
        return
    reading = identity.read_phone(text)
    checked.note(code, *reading.problems)
    if reading.value:
        _keep(checked, code, reading.value)


def _read_email(checked: Checked, code: str, text: str, _today: date) -> None:
    if search_key(text) in _NOTHING:
        return
    reading = identity.read_email(text)
    checked.note(code, *reading.problems)
    if reading.value:
        _keep(checked, code, reading.value)


def _read_day(checked: Checked, code: str, text: str, today: date) -> None:
    if search_key(text) in _NOTHING:
        return
    label = label_of("members", code)
    reading = days.read_day(text, today=today)
    if reading.value is None:
        if code in _STRICT_DAYS and any(character.isdigit() for character in text):
            checked.note(code, *reading.problems)
        else:
            said = f"Không đọc được {label.lower()} “{text[:30]}” nên để trống. Bổ sung theo dạng dd/mm/yyyy."
            checked.note(code, warning("day-left-out", said))
        return
    checked.note(code, *reading.problems)
    if reading.value.on > today and code != "union_join_date":
        checked.note(code, error("day-in-future", f"{label} {reading.value.written()} sau ngày hôm nay. Nhập lại."))
        return
    _keep(checked, code, reading.value.on)
    if reading.value.precision != "day":
        checked.tail.setdefault("precisions", {})[code] = reading.value.precision


def _read_choice(checked: Checked, code: str, text: str, _today: date) -> None:
    match = lists.find(code, text)
    if match is None:
        if search_key(text) in _NOTHING:
            return
        if profile.FIELDS[code].is_open:
            _read_text(checked, code, text, _today)
            return
        said = (
            f"{label_of('members', code)} “{text[:40]}” không có trong danh mục nên chưa lưu. Chọn lại theo danh mục."
        )
        checked.note(code, warning("not-in-list", said))
        checked.tail.setdefault("as_written", {})[code] = text[:_LONGEST_OTHER]
        return
    if not match.exact:
        checked.note(code, warning("list-guessed", f"“{text[:40]}” đã hiểu là “{match.choice.label}”. Kiểm tra lại."))
    numeric = profile.FIELDS[code].kind == "number_list"
    _keep(checked, code, int(match.choice.code) if numeric else match.choice.code)


def _read_education(checked: Checked, code: str, text: str, _today: date) -> None:
    level = lists.read_general_education(text)
    if level is not None:
        _keep(checked, code, level)
    elif search_key(text) not in _NOTHING:
        checked.note(code, warning("education-doubtful", lists.EDUCATION_TEXT))
        _keep(checked, code, tidy(text)[:40])


def _read_rows(checked: Checked, code: str, text: str, _today: date) -> None:
    if search_key(text) not in _NOTHING:
        _keep(checked, code, [{"text": tidy(text)[:300]}])


def _read_member_code(checked: Checked, _code: str, text: str, _today: date) -> None:
    digits = re.sub(r"\D", "", text)
    if is_member_code(digits):
        checked.member_code = digits
    else:
        checked.columns["yum_code"] = tidy(text)[:60]


def _read_position(checked: Checked, code: str, text: str, _today: date) -> None:
    """An office is only written down: a list that anyone can type gives nobody authority."""
    plain = tidy(text)[:_LONGEST_OTHER]
    if search_key(plain) in ("", "doan vien", "dv", "khong"):
        return
    checked.tail["union_position"] = plain
    if re.search(r"\b(bi thu|pbt|bt|uy vien|uv|bch)\b", search_key(plain)):
        said = f"Chức vụ “{plain[:40]}” chỉ được ghi chú. Cấp trên chuẩn y chức vụ ở mục Cán bộ."
        checked.note(code, warning("position-noted", said))


def _read_party_mark(checked: Checked, code: str, text: str, today: date) -> None:
    if search_key(text) in _NOTHING:
        return
    if sum(character.isdigit() for character in text) >= 4:
        _read_day(checked, "party_join_date", text, today)
    elif "party_join_on" not in checked.columns:
        checked.tail["party_member"] = True
        checked.note(code, warning("party-without-day", "Ghi là đảng viên nhưng thiếu ngày vào Đảng. Bổ sung sau."))


def _ignore(_checked: Checked, _code: str, _text: str, _today: date) -> None:
    """A column that helps to read others."""


_READERS: Final = {
    "text": _read_text,
    "citizen_id": _read_citizen_id,
    "phone": _read_phone,
    "email": _read_email,
    "day": _read_day,
    "joined": _read_day,
    "list": _read_choice,
    "number_list": _read_choice,
    "education": _read_education,
    "general_education": _read_education,
    "rows": _read_rows,
    "member_code": _read_member_code,
    "union_position": _read_position,
    "party_member": _read_party_mark,
    "ignored": _ignore,
}


# ---------------------------------------------------------------- doubts


def _note_exchanged(checked: Checked, cells: Mapping[str, str], exchanged: frozenset[str]) -> None:
    for code in exchanged:
        if code in cells:
            checked.note(code, warning("day-month-exchanged", _EXCHANGED.format(cells[code])))


def _note_doubts(checked: Checked, today: date) -> None:
    columns = checked.columns
    # A birth date that cannot be is one fault, and no reason to doubt what stands beside it.
    is_wrong = any(code == "birth_date" and problem.severity == "error" for code, problem in checked.problems)
    born = Day(columns["born_on"], columns["born_precision"]) if columns.get("born_on") and not is_wrong else None
    if number := columns.get("citizen_id"):
        doubts = identity.citizen_id_doubts(number, sex=columns.get("sex"), birth_year=born.on.year if born else None)
        checked.note("citizen_id", *_lost_digit(checked, doubts))
    if columns.get("joined_on"):
        joined = Day(columns["joined_on"], checked.tail.get("precisions", {}).get("union_join_date", "day"))
        checked.note("union_join_date", *days.joined_doubts(joined, born=born, today=today))
    _note_party_doubts(checked, born, today)


def _lost_digit(checked: Checked, doubts: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """A number that was filled up with zeros and then contradicts the row has lost some other digit."""
    restored = next(
        (noted for noted in checked.problems if noted[1].code == "zeros-restored" and noted[0] == "citizen_id"), None
    )
    if restored is None or not any(doubt.code == "citizen-id-birth-year" for doubt in doubts):
        return doubts
    checked.problems.remove(restored)
    checked.columns.pop("citizen_id")
    return (error("citizen-id-wrong", identity.CITIZEN_ID_TEXT),)


def _note_party_doubts(checked: Checked, born: Day | None, today: date) -> None:
    joined, official = checked.columns.get("party_join_on"), checked.columns.get("party_official_on")
    if joined is None:
        return
    doubts = days.party_doubts(Day(joined), official=Day(official) if official else None, born=born, today=today)
    checked.note("party_join_date", *doubts)
    if official and official < joined:
        said = "Ngày chính thức trước ngày vào Đảng. Nhập lại một trong hai."
        checked.note("party_official_date", error("party-order", said))


def _note_gaps(checked: Checked, cells: Mapping[str, str], known_fields: frozenset[str]) -> None:
    for code in _GAPS:
        if code in known_fields and not cells.get(code):
            checked.note(code, warning("gap", f"{label_of('members', code)} còn trống. Vẫn nhập được; bổ sung sau."))
