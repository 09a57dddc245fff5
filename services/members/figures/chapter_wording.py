"""How a line of the chapter book reads, by its section."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from services.contracts.titles import DISCIPLINE_FORMS, RATINGS, STATUS_TITLES, UNIT_DISCIPLINE_FORMS
from services.members.domain import positions

_CAME: Final = {
    "admit": "Kết nạp",
    "transfer": "Chuyển sinh hoạt đến",
    "come_back": "Từ tỉnh khác đến",
    "restore": "Khôi phục",
    "merge": "Sáp nhập chi đoàn",
    "split": "Chia tách chi đoàn",
}
Row = Mapping[str, Any]


def format_line(row: Row) -> str:
    """What the line says beside the day, the name and the number."""
    return _SAYINGS[row["section"]](row, row["data"] or {})


def _committee(_row: Row, data: Mapping[str, Any]) -> str:
    until = data.get("until")
    return positions.title_of(data["code"]) + (f", đến {date.fromisoformat(until):%d/%m/%Y}" if until else "")


def _roll(row: Row, data: Mapping[str, Any]) -> str:
    born = row["born_on"]
    parts = (("Sinh ngày", born and f"{born:%d/%m/%Y}"), ("thẻ", data.get("card_no")), ("sổ", data.get("book_no")))
    return ", ".join(f"{label} {said}" for label, said in parts if said)


def _joined(_row: Row, data: Mapping[str, Any]) -> str:
    return _CAME.get(str(data["why"]), "Có trong danh sách")


def _left(_row: Row, data: Mapping[str, Any]) -> str:
    if data.get("ended_as"):
        return STATUS_TITLES.get(data["ended_as"], "")
    return f"Chuyển sinh hoạt đến {data['to']}" if data.get("to") else "Chuyển sinh hoạt"


def _rating(_row: Row, data: Mapping[str, Any]) -> str:
    return RATINGS.get(data.get("rating", ""), str(data["title"]))


def _award(_row: Row, data: Mapping[str, Any]) -> str:
    return " · ".join(said for said in (data.get("form_title") or data["title"], data.get("reason")) if said)


def _discipline(_row: Row, data: Mapping[str, Any]) -> str:
    form = (DISCIPLINE_FORMS | UNIT_DISCIPLINE_FORMS).get(data.get("form", ""), "")
    return " · ".join(said for said in (data["title"], form) if said)


def _fees(_row: Row, data: Mapping[str, Any]) -> str:
    amount = f"{int(data['amount']):,} đồng".replace(",", ".")
    if data["kind"] == "COLLECTED":
        return f"Đã thu {amount}, {data['receipts']} biên lai"
    waiting = "" if data["state"] == "CONFIRMED" else " (chờ cấp trên xác nhận)"
    return f"Nộp cấp trên {amount}{waiting}"


def _paper(_row: Row, data: Mapping[str, Any]) -> str:
    return str(data["title"])


_SAYINGS: Final[Mapping[str, Callable[[Row, Mapping[str, Any]], str]]] = {
    "committee": _committee,
    "roll": _roll,
    "joined": _joined,
    "left": _left,
    "ratings": _rating,
    "awards": _award,
    "discipline": _discipline,
    "fees": _fees,
    "papers": _paper,
}
