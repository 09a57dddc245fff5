"""Choices of processes that take a member from one unit to another, or lend them to it."""

from typing import Final

from services.workflows.domain.lists import Choices

OUTSIDE: Final[Choices] = (
    ("OUT_OF_PROVINCE", "Chuyển ra ngoài tỉnh"),
    ("INTO_PROVINCE", "Chuyển từ ngoài tỉnh đến"),
    ("TO_MILITARY_POLICE", "Chuyển sang quân đội, công an"),
    ("ABROAD", "Ra nước ngoài"),
)
"""Kinds of transfer with a side that the tree does not know."""
REASONS: Final[Choices] = (
    ("STUDY", "Chuyển trường"),
    ("GRADUATION", "Tốt nghiệp"),
    ("WORK", "Chuyển công tác"),
    ("RESIDENCE", "Thay đổi nơi cư trú"),
    ("ENLISTED", "Nhập ngũ"),
    ("DISCHARGED", "Xuất ngũ"),
    ("ABROAD", "Đi nước ngoài"),
    ("REORGANISATION", "Sắp xếp tổ chức"),
)
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
