"""What a rule of the Charter may be set to: a value of the kind that its default has."""

import re
from calendar import monthrange
from datetime import date
from fractions import Fraction
from typing import Any, Final

from services.contracts import training_catalogue
from services.contracts.rules import AUTO, AWARD_KINDS, AWARD_LEVELS
from services.contracts.titles import RANKED, RATINGS
from services.kit.faults import Invalid
from services.members.domain import calendar_plan

_AGE: Final = re.compile(r"(\d{1,2})(?:y|\s*tuổi)?(?:\s*\+?\s*(\d{1,3})(?:d|\s*ngày))?")
_SHARE: Final = re.compile(r"(\d{1,3})\s*/\s*(\d{1,3})")
_DAY: Final = re.compile(r"(\d{1,2})[-/](\d{1,2})")
HIGHEST: Final = 10_000_000
MOST_ROWS: Final = 100
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_WRITTEN: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_AUTO: Final = "tự động"
_NO_LEAP_YEAR: Final = 2027

_RHYTHMS: Final = {
    "QUARTER": "Hằng quý",
    "HALF": "6 tháng một lần",
    "HALF_AND_YEAR": "6 tháng và cả năm",
    "YEAR": "Hằng năm",
}
WORDS: Final[dict[str, dict[str, str]]] = {
    "honorary_approver_level": {"DISTRICT": "Cấp huyện", "PROVINCE": "Cấp tỉnh"},
    "temp_fee_at": {"HOME": "Chi đoàn gốc", "HOST": "Nơi sinh hoạt tạm thời"},
    "training_items_level": {"PROVINCE": "Chỉ cấp tỉnh", "DISTRICT": "Cấp huyện", "GRASSROOTS": "Cấp cơ sở"},
    "report_rhythm_lower": _RHYTHMS,
    "report_rhythm_upper": _RHYTHMS,
    "numbering_reset": {"TERM": "Nhiệm kỳ", "YEAR": "Năm"},
    **{
        key: {code: RATINGS[code] for code in RANKED}
        for key in (
            "rating_after_reprimand",
            "rating_after_warning",
            "rating_when_owing",
            "rating_after_failed_training",
        )
    },
}
"""Rule → the words it may say, with what people read."""


def kind_of(default: Any) -> str:
    """number, share, age, day (of the year), since (a day), word, bool, list or rows (entries with acts of their own), as the
    default shows."""
    if isinstance(default, bool):
        return "bool"
    if isinstance(default, int):
        return "number"
    if isinstance(default, list | tuple):
        return "rows" if all(isinstance(each, dict) for each in default) else "list"
    if default == AUTO:
        return "since"
    if re.fullmatch(r"\d{2}-\d{2}", default):
        return "day"
    if _SHARE.fullmatch(default):
        return "share"
    return "age" if re.fullmatch(r"\d+y(\+\d+d)?", default) else "word"


def checked(key: str, value: Any, *, default: Any, title: str) -> Any:
    """The value as it is kept. Raises Invalid with what a right one looks like."""
    read = _READERS[kind_of(default)](key, value, title)
    if read is None:
        raise Invalid(errors={"value": [f"{title}: {_LOOKS[kind_of(default)]}"]})
    return read


def format_value(key: str, value: Any) -> str:
    """The value as people read it."""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, list | tuple):
        return _counted(value) if kind_of(value) == "rows" else ", ".join(map(str, value))
    if isinstance(value, str) and (age := re.fullmatch(r"(\d+)y(?:\+(\d+)d)?", value)):
        return f"{age[1]} tuổi" + (f" {age[2]} ngày" if age[2] else "")
    if value == AUTO:
        return _AUTO
    if isinstance(value, str) and re.fullmatch(r"\d{2}-\d{2}", value):
        return value.replace("-", "/")
    if isinstance(value, str) and _DATE.fullmatch(value):
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    return WORDS.get(key, {}).get(value, str(value)) if isinstance(value, str) else f"{value:,}".replace(",", ".")


def _counted(rows: list[Any] | tuple[Any, ...]) -> str:
    return f"{len(rows)} mục" if rows else "không có mục nào"


def _number(_key: str, value: Any, title: str) -> int | None:
    if isinstance(value, bool):
        return None
    text = str(value).strip()
    highest = 100 if "%" in title else HIGHEST
    return int(text) if re.fullmatch(r"\d{1,8}", text) and int(text) <= highest else None


def _share(_key: str, value: Any, _title: str) -> str | None:
    found = _SHARE.fullmatch(str(value).strip())
    if found is None or int(found[2]) == 0 or not 0 < Fraction(int(found[1]), int(found[2])) <= 1:
        return None
    return f"{int(found[1])}/{int(found[2])}"


def _age(_key: str, value: Any, _title: str) -> str | None:
    found = _AGE.fullmatch(str(value).strip())
    if found is None or isinstance(value, bool):
        return None
    return f"{int(found[1])}y" + (f"+{int(found[2])}d" if found[2] and int(found[2]) else "")


def _day(_key: str, value: Any, _title: str) -> str | None:
    """A day that every year has."""
    found = _DAY.fullmatch(str(value).strip())
    day, month = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(_NO_LEAP_YEAR, month)[1]:
        return None
    return f"{day:02}-{month:02}"


def _since(_key: str, value: Any, _title: str) -> str | None:
    """A day that there is, or AUTO."""
    text = str(value).strip()
    if text.casefold() in (_AUTO, AUTO.casefold()):
        return AUTO
    found = _WRITTEN.fullmatch(text)
    iso = f"{found[3]}-{found[2]:>02}-{found[1]:>02}" if found else text
    try:
        return date.fromisoformat(iso).isoformat() if _DATE.fullmatch(iso) else None
    except ValueError:
        return None


def _word(key: str, value: Any, _title: str) -> str | None:
    return value if isinstance(value, str) and value in WORDS.get(key, ()) else None


def _bool(_key: str, value: Any, _title: str) -> bool | None:
    return value if isinstance(value, bool) else None


def _list(key: str, value: Any, _title: str) -> list[str] | None:
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list):
        return None
    words = [str(part).strip() for part in parts]
    fits = (
        1 <= len(words) <= 20
        and len(set(words)) == len(words)
        and all(re.fullmatch(r"[A-Z0-9_]{1,20}", w) for w in words)
        and (key != "rating_scale" or _is_scale(words))
    )
    return words if fits else None


def _is_scale(codes: list[str]) -> bool:
    """Ratings that there are, one at least of those that say how good somebody is."""
    return set(codes) <= RATINGS.keys() and bool(set(codes) & set(RANKED))


def _rows(key: str, value: Any, _title: str) -> list[dict[str, str]] | None:
    """The entries as a whole; a screen adds, changes and ends them one by one."""
    fewest = 0 if key in _MAY_BE_EMPTY else 1
    if not isinstance(value, list | tuple) or not fewest <= len(value) <= MOST_ROWS:
        return None
    is_entry = _ENTRIES[key]
    codes = [row.get("code") for row in value if isinstance(row, dict) and _is_coded(row) and is_entry(row)]
    return [dict(row) for row in value] if len(codes) == len(set(codes)) == len(value) else None


def _is_coded(row: dict[str, Any]) -> bool:
    return bool(re.fullmatch(r"[A-Z0-9_]{1,60}", str(row.get("code"))))


def _is_award_form(row: dict[str, Any]) -> bool:
    says = row.get("level") in AWARD_LEVELS and row.get("kind") in AWARD_KINDS
    named = 0 < len(str(row.get("title") or "")) <= 120
    return says and named and not row.keys() - {"code", "level", "kind", "title", "mark"}


def _is_training_item(row: dict[str, Any]) -> bool:
    fits = all(len(str(row.get(name) or "")) <= most for name, most in training_catalogue.LENGTHS.items())
    known = row.keys() <= {"code", "group", "mark", *training_catalogue.LENGTHS}
    return row.get("group") in training_catalogue.GROUPS and bool(row.get("text")) and fits and known


_MAY_BE_EMPTY: Final = frozenset({"calendar_days"})
_ENTRIES: Final = {
    "award_forms": _is_award_form,
    "training_items": _is_training_item,
    "calendar_days": calendar_plan.is_entry,
}
"""Rule that is a list → what an entry of it looks like."""
_READERS: Final = {
    "number": _number,
    "share": _share,
    "age": _age,
    "day": _day,
    "since": _since,
    "word": _word,
    "bool": _bool,
    "list": _list,
    "rows": _rows,
}
_LOOKS: Final = {
    "number": "nhập một số nguyên không âm (tỉ lệ phần trăm thì không quá 100).",
    "share": "nhập một phân số không quá 1, ví dụ 2/3.",
    "age": "nhập số tuổi, thêm số ngày nếu cần, ví dụ 15 tuổi 1 ngày.",
    "day": "nhập ngày và tháng, ví dụ 15/11.",
    "since": "nhập ngày, ví dụ 01/01/2027, hoặc tự động.",
    "word": "chọn một trong các giá trị của danh sách.",
    "bool": "chỉ nhận Có hoặc Không.",
    "rows": "thêm, đổi hoặc kết thúc từng mục trong danh sách.",
    "list": "nhập các mã viết hoa, cách nhau bằng dấu phẩy, không trùng nhau.",
}
