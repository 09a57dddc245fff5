"""What acts of this service are called in its audit. A move of a case is called as its process names it."""

from typing import Final

TITLES: Final = {
    "case.follow": "Hồ sơ theo đơn vị sang nơi tiếp nhận",
    "case.escalate": "Báo hồ sơ quá hạn lên Đoàn cấp trên",
    "case.export": "Xuất danh sách hồ sơ",
    "campaign.open": "Mở đợt",
    "campaign.close": "Đóng đợt",
    "campaign.cancel": "Huỷ đợt",
    "campaign.follow": "Đợt theo đơn vị sang nơi tiếp nhận",
    "campaign.export": "Xuất bảng của đợt",
    "application.invite": "Lập liên kết nhận đơn",
    "application.revoke_link": "Thu hồi liên kết nhận đơn",
    "application.send": "Gửi đơn qua liên kết",
    "application.take": "Lập hồ sơ từ đơn",
    "application.dismiss": "Bỏ đơn",
    "attendance.record": "Ghi người vắng họp",
    "delegation.make": "Uỷ quyền",
    "delegation.end": "Kết thúc uỷ quyền",
    "members_sheet.export": "Xuất bảng đoàn viên để điền",
    "package.seal": "Xuất gói chuyển sinh hoạt",
    "trusted_key.add": "Thêm khoá tin cậy",
    "trusted_key.revoke": "Thu hồi khoá tin cậy",
    "message.replay": "Chạy lại thông điệp hỏng",
}
MOVE: Final = "Xử lý hồ sơ"
"""A move of a case that is not there any more."""


def title_of(action: str, *, label: str | None) -> str:
    """The act as people call it. label: of the move, where it is one."""
    return TITLES.get(action) or label or MOVE
