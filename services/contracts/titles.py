"""How codes that several services know are said to people: one place, so that a page, a paper and a screen say the same."""

from typing import Final

STATUS_TITLES: Final = {
    "CANDIDATE": "Đối tượng kết nạp",
    "ACTIVE": "Đang sinh hoạt",
    "IN_TRANSIT": "Đang chuyển sinh hoạt",
    "TRANSFERRED_EXTERNAL": "Đã chuyển ra ngoài tỉnh",
    "MATURED": "Trưởng thành đoàn",
    "STRUCK_OFF": "Đã xoá tên",
    "EXPELLED": "Bị khai trừ",
    "WITHDRAWN": "Đã xin ra khỏi Đoàn",
    "DECEASED": "Đã mất",
    "ANNULLED": "Huỷ kết nạp",
    "HONORARY": "Đoàn viên danh dự",
    "HONOUR_ENDED": "Thôi đoàn viên danh dự",
}
"""How a membership stands (domain rule 17.6); the last two of whoever was never anything but an honorary member (rule 10)."""
RATINGS: Final = {
    "HTXS": "Hoàn thành xuất sắc nhiệm vụ",
    "HTT": "Hoàn thành tốt nhiệm vụ",
    "HT": "Hoàn thành nhiệm vụ",
    "KHT": "Không hoàn thành nhiệm vụ",
    "KXL": "Không xếp loại",
    "CDG": "Chưa đánh giá",
}
"""The yearly rating, and two words for who was not rated (domain rule 9)."""
RANKED: Final = ("HTXS", "HTT", "HT", "KHT")
"""The ratings among them, the best first."""
TRAINING_RESULTS: Final = {"DAT": "Đạt", "CHUA_DAT": "Chưa đạt"}
"""What became of a training programme (domain rule 8)."""
DISCIPLINE_FORMS: Final = {
    "KHIEN_TRACH": "Khiển trách",
    "CANH_CAO": "Cảnh cáo",
    "CACH_CHUC": "Cách chức",
    "KHAI_TRU": "Khai trừ",
}
"""Forms of discipline for members and officers, the lightest first (domain rule 12)."""
UNIT_DISCIPLINE_FORMS: Final = {
    **{code: DISCIPLINE_FORMS[code] for code in ("KHIEN_TRACH", "CANH_CAO")},
    "GIAI_TAN": "Giải tán",
}
"""Forms of discipline for a unit, the lightest first (domain rule 12)."""

ENGAGEMENTS: Final = {"FULL_TIME": "Chuyên trách", "PART_TIME": "Không chuyên trách"}
"""Whether an officer works for the Union alone, or beside another occupation."""
ENDINGS: Final = {
    "TERM": "Hết nhiệm kỳ",
    "OWN_WISH": "Xin thôi theo nguyện vọng",
    "MOVED": "Chuyển công tác, chuyển sinh hoạt",
    "ABSENT": "Vắng nhiều kỳ họp liên tiếp không có lý do",
    "OTHER": "Lý do khác",
}
"""Why an office ends."""
TRANSFER_REASONS: Final = {
    "STUDY": "Chuyển trường",
    "GRADUATION": "Tốt nghiệp",
    "WORK": "Chuyển công tác",
    "RESIDENCE": "Thay đổi nơi cư trú",
    "ENLISTED": "Nhập ngũ",
    "DISCHARGED": "Xuất ngũ",
    "ABROAD": "Đi nước ngoài",
    "REORGANISATION": "Sắp xếp tổ chức",
}
"""Why a member moves to another chapter (domain rule 5)."""
AWAY_REASONS: Final = {
    "WORK": "Đi làm ăn",
    "LABOUR_EXPORT": "Xuất khẩu lao động",
    "SEASONAL": "Làm thời vụ",
    "OTHER": "Lý do khác",
}
"""Why a member is away from home (domain rule 13A)."""
CARD_REASONS: Final = {"LOST": "Bị mất", "DAMAGED": "Bị hỏng", "WRONG": "Sai thông tin"}
"""Why a card is issued anew (domain rule 14.2)."""
