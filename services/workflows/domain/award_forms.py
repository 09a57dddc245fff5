"""Forms of award: who owns each, and whom it is for (S15, S58, S60). A new form is one line."""

from dataclasses import dataclass
from typing import Final

from services.workflows.domain.lists import Choices

INDIVIDUAL, COLLECTIVE, CONTRIBUTOR = "individual", "collective", "contributor"
CENTRAL = "CENTRAL"
LEVELS: Final = {"GRASSROOTS": "cơ sở", "DISTRICT": "cấp huyện", "PROVINCE": "cấp tỉnh", CENTRAL: "Trung ương"}
"""Levels that own forms of award, the nearest first."""


@dataclass(frozen=True)
class AwardForm:
    """One form of award. level: who owns it. kind: whom it is for; a contributor need not be a member."""

    code: str
    level: str
    kind: str
    title: str


FORMS: Final = (
    AwardForm("CS_BIEU_DUONG", "GRASSROOTS", INDIVIDUAL, "Biểu dương của Đoàn cơ sở"),
    AwardForm("CS_GIAY_KHEN", "GRASSROOTS", INDIVIDUAL, "Giấy khen của Đoàn cơ sở"),
    AwardForm("CS_GIAY_KHEN_TT", "GRASSROOTS", COLLECTIVE, "Giấy khen của Đoàn cơ sở cho tập thể"),
    AwardForm("H_GIAY_KHEN", "DISTRICT", INDIVIDUAL, "Giấy khen cấp huyện"),
    AwardForm("H_GIAY_KHEN_TT", "DISTRICT", COLLECTIVE, "Giấy khen cấp huyện cho tập thể"),
    AwardForm("T_GIAY_KHEN", "PROVINCE", INDIVIDUAL, "Giấy khen của Ban Thường vụ Tỉnh đoàn"),
    AwardForm("T_BANG_KHEN", "PROVINCE", INDIVIDUAL, "Bằng khen của Ban Chấp hành Tỉnh đoàn"),
    AwardForm("T_BANG_KHEN_TT", "PROVINCE", COLLECTIVE, "Bằng khen của Ban Chấp hành Tỉnh đoàn cho tập thể"),
    AwardForm("T_CO_THI_DUA", "PROVINCE", COLLECTIVE, "Cờ thi đua của Tỉnh đoàn"),
    AwardForm("T_CAN_BO_GIOI", "PROVINCE", INDIVIDUAL, "Danh hiệu Cán bộ đoàn xuất sắc cấp tỉnh"),
    AwardForm("TW_BANG_KHEN", CENTRAL, INDIVIDUAL, "Bằng khen của Trung ương Đoàn"),
    AwardForm("TW_BANG_KHEN_TT", CENTRAL, COLLECTIVE, "Bằng khen của Trung ương Đoàn cho tập thể"),
    AwardForm("TW_CO_THI_DUA", CENTRAL, COLLECTIVE, "Cờ thi đua của Trung ương Đoàn"),
    AwardForm("TW_VI_THE_HE_TRE", CENTRAL, CONTRIBUTOR, "Kỷ niệm chương “Vì thế hệ trẻ”"),
    AwardForm("TW_DUNG_CAM", CENTRAL, INDIVIDUAL, "Huy hiệu “Tuổi trẻ dũng cảm”"),
    AwardForm("TW_LY_TU_TRONG", CENTRAL, INDIVIDUAL, "Giải thưởng Lý Tự Trọng"),
    AwardForm("TW_26_3", CENTRAL, INDIVIDUAL, "Giải thưởng 26/3"),
    AwardForm("TW_LUONG_DINH_CUA", CENTRAL, INDIVIDUAL, "Giải thưởng Lương Định Của"),
    AwardForm("TW_15_10", CENTRAL, INDIVIDUAL, "Giải thưởng 15/10"),
)
BY_CODE: Final = {form.code: form for form in FORMS}
CHOICES: Final[Choices] = tuple((form.code, form.title) for form in FORMS)
KINDS: Final[Choices] = (
    ("THUONG_XUYEN", "Thường xuyên (hằng năm)"),
    ("CHUYEN_DE", "Chuyên đề"),
    ("DOT_XUAT", "Đột xuất"),
    ("DOI_NGOAI", "Đối ngoại"),
    ("CONG_HIEN", "Cống hiến"),
)
