"""The young people in the area of a grassroots unit (report BM-11, domain rule 18): what a count may say, and its form."""

from datetime import date
from typing import Any, Final

COUNTED_AT: Final = "GRASSROOTS"
"""The level whose units count; further up their counts are added."""
MOST: Final = 1_000_000


def wrong(*, youth: int, federation: int, on: date, today: date) -> dict[str, list[str]]:
    """What does not fit, by field."""
    found = {}
    if on > today:
        found["on"] = [f"Ngày thống kê {on:%d/%m/%Y} chưa tới. Chọn hôm nay hoặc một ngày trước."]
    if federation > youth:
        found["federation"] = [f"Hội viên ({federation}) nhiều hơn tổng số thanh niên ({youth}). Sửa một trong hai số."]
    return found


def form() -> dict[str, Any]:
    """Two numbers and the day on which they were counted."""
    number = {"type": "integer", "minimum": 0, "maximum": MOST, "x-widget": "number"}
    shown = {
        "youth": {**number, "title": "Tổng số thanh niên trên địa bàn, trong đơn vị", "x-order": 1},
        "federation": {
            **number,
            "title": "Hội viên Hội Liên hiệp Thanh niên, Hội Sinh viên",
            "description": "Không tính người đã là đoàn viên.",
            "x-order": 2,
        },
        "on": {
            "type": "string",
            "format": "date",
            "title": "Ngày thống kê",
            "description": "Dạng dd/mm/yyyy. Để trống là hôm nay.",
            "x-widget": "date",
            "x-order": 3,
        },
    }
    return {"type": "object", "properties": shown, "required": ["youth", "federation"], "additionalProperties": False}
