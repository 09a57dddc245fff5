"""Choices of processes that take a member from one unit to another, or lend them to it."""

from typing import Final

from services.contracts import titles
from services.workflows.domain.lists import Choices

OUTSIDE: Final[Choices] = (
    ("OUT_OF_PROVINCE", "Chuyển ra ngoài tỉnh"),
    ("INTO_PROVINCE", "Chuyển từ ngoài tỉnh đến"),
    ("TO_MILITARY_POLICE", "Chuyển sang quân đội, công an"),
    ("ABROAD", "Ra nước ngoài"),
)
"""Kinds of transfer with a side that the tree does not know."""
REASONS: Final[Choices] = tuple(titles.TRANSFER_REASONS.items())
BOOKS: Final[Choices] = (
    ("HANDED", "Đã giao cho đoàn viên"),
    ("SENT", "Gửi theo đường công văn"),
    ("LOST", "Sổ bị mất"),
)
PROOFS: Final[Choices] = (
    ("CARD", "Thẻ đoàn viên"),
    ("DECISION", "Quyết định chuẩn y kết nạp"),
    ("CERTIFICATE", "Giấy xác nhận của nơi kết nạp"),
)
"""What shows that someone is a member when the book is lost (S38)."""


def label(choices: Choices, code: str | None) -> str:
    """A choice as people read it."""
    return dict(choices).get(code or "", "")


AWAY_REASONS: Final[Choices] = tuple(titles.AWAY_REASONS.items())
AWAY_TO: Final[Choices] = (("PROVINCE", "Trong nước"), ("ABROAD", "Nước ngoài"))
CONTACTS: Final[Choices] = (
    ("PHONE", "Gọi điện, nhắn tin"),
    ("VISIT", "Gặp khi về quê, dịp Tết"),
    ("FAMILY", "Qua gia đình"),
    ("HOST", "Qua đoàn nơi đến"),
)
RESIDENCES: Final[Choices] = (("PERMANENT", "Thường trú"), ("TEMPORARY", "Tạm trú"))
GRADES: Final[Choices] = (
    ("XUAT_SAC", "Tham gia xuất sắc"),
    ("TOT", "Tham gia tốt"),
    ("TRUNG_BINH", "Có tham gia"),
    ("CHUA_THAM_GIA", "Chưa tham gia"),
)
STAY_REASONS: Final[Choices] = (
    ("STUDY", "Học tập, bồi dưỡng"),
    ("INTERNSHIP", "Thực tập"),
    ("WORK", "Công tác có thời hạn"),
    ("CAMPAIGN", "Chiến dịch, tình nguyện hè"),
    ("OTHER", "Lý do khác"),
)
