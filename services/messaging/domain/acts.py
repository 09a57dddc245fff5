"""What acts of this service are called in its audit."""

from collections.abc import Mapping
from typing import Any, Final

TITLES: Final = {
    "document.issue": "Ban hành văn bản",
    "document.settle": "Đổi tình trạng văn bản",
    "document.correct": "Đính chính văn bản",
    "document.export": "Xuất sổ văn bản",
    "symbols.change": "Đổi cách viết ký hiệu văn bản",
    "message.replay": "Chạy lại thông điệp hỏng",
}
SETTLED: Final = {
    "in_force": "Văn bản có hiệu lực",
    "cancelled": "Huỷ văn bản",
    "revoked": "Thu hồi văn bản",
}
"""What an act that settles a document did, by the state in which the document is since."""


def title_of(action: str, after: Mapping[str, Any]) -> str:
    """The act as people call it. after: what the act left, as the audit keeps it."""
    if action == "document.settle":
        if after.get("struck") and after["state"] == "in_force":
            return "Thu hồi văn bản với một số người"
        return SETTLED.get(after.get("state", ""), TITLES[action])
    return TITLES.get(action, "Việc về văn bản")
