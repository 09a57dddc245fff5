"""Choices of a candidate's file: codes of the registry with what people read."""

from typing import Final

Choices = tuple[tuple[str, str], ...]


def _numbered(labels: str, *, start: int = 1) -> Choices:
    return tuple((str(place), label.strip()) for place, label in enumerate(labels.split("·"), start))


ETHNICITIES: Final = (
    *_numbered(
        "Kinh·Tày·Thái·Hoa·Khmer·Mường·Nùng·HMông·Dao·Gia Rai·Ngái·Ê Đê·Ba Na·Xơ Đăng·Sán Chay·Cơ Ho·Chăm·Sán Dìu·Hrê·Mnông·"
        "Ra Glai·Xtiêng·Bru – Vân Kiều·Thổ·Giáy·Cơ Tu·Gié Triêng·Mạ·Khơ Mú·Co·Tà Ôi·Chơ Ro·Kháng·Xinh Mun·Hà Nhì·Chu Ru·Lào·"
        "La Chí·La Ha·Phù Lá·La Hủ·Lự·Lô Lô·Chứt·Mảng·Pà Thẻn·Cơ Lao·Cống·Bố Y·Si La·Pu Péo·Brâu·Ơ Đu·Rơ Măm"
    ),
    ("99", "Không rõ"),
)
RELIGIONS: Final = (
    *_numbered(
        "Không·Phật giáo·Công giáo·Phật giáo Hoà Hảo·Hồi giáo·Cao Đài·Minh Sư đạo·Minh Lý đạo·Tin Lành·"
        "Tịnh độ Cư sĩ Phật hội Việt Nam·Tứ Ân Hiếu Nghĩa·Bửu Sơn Kỳ Hương·Baha'i·Bà-la-môn·Mặc Môn·Hiếu Nghĩa Tà Lơn·"
        "Cơ đốc Phục lâm",
        start=0,
    ),
    ("99", "Khác"),
)
CATEGORIES: Final[Choices] = (
    ("HS_THPT", "Học sinh THPT"),
    ("SINH_VIEN", "Sinh viên"),
    ("GIAO_VIEN", "Giáo viên, giảng viên"),
    ("CONG_CHUC", "Công chức"),
    ("VIEN_CHUC", "Viên chức"),
    ("CN_DN_NHA_NUOC", "Công nhân doanh nghiệp nhà nước"),
    ("CN_DN_NGOAI_NN", "Công nhân doanh nghiệp ngoài nhà nước"),
    ("NONG_DAN", "Nông dân, địa bàn dân cư"),
    ("LLVT", "Lực lượng vũ trang"),
    ("LAO_DONG_TU_DO", "Lao động tự do"),
    ("KHAC", "Khác"),
)
OCCUPATIONS: Final[Choices] = (
    ("HOC_SINH", "Học sinh"),
    ("SINH_VIEN", "Sinh viên"),
    ("NONG_DAN", "Nông dân"),
    ("CONG_NHAN", "Công nhân"),
    ("CONG_CHUC", "Công chức"),
    ("VIEN_CHUC", "Viên chức"),
    ("GIAO_VIEN", "Giáo viên"),
    ("BO_DOI", "Bộ đội"),
    ("CONG_AN", "Công an"),
    ("KINH_DOANH", "Kinh doanh"),
    ("LAO_DONG_TU_DO", "Lao động tự do"),
    ("NOI_TRO", "Nội trợ"),
    ("CHUA_CO_VIEC", "Chưa có việc làm"),
    ("KHAC", "Khác"),
)
PROFESSIONAL_LEVELS: Final[Choices] = (
    ("CHUA_DAO_TAO", "Chưa qua đào tạo"),
    ("SO_CAP", "Sơ cấp"),
    ("TRUNG_CAP", "Trung cấp"),
    ("CAO_DANG", "Cao đẳng"),
    ("DAI_HOC", "Đại học"),
    ("THAC_SI", "Thạc sĩ"),
    ("TIEN_SI", "Tiến sĩ"),
)
EDUCATIONS: Final[Choices] = (
    *((f"{grade}/12", f"Lớp {grade}/12") for grade in range(12, 0, -1)),
    *((f"{grade}/10", f"Lớp {grade}/10 (hệ cũ)") for grade in range(10, 0, -1)),
)
INTRODUCERS: Final[Choices] = (
    ("member", "Một đoàn viên"),
    ("party_member", "Một đảng viên (nơi chưa có tổ chức đoàn)"),
    ("chi_doi", "Tập thể chi đội (với đội viên)"),
    ("chi_hoi_lhtn", "Chi hội Hội Liên hiệp Thanh niên"),
    ("chi_hoi_sinh_vien", "Ban Chấp hành chi hội Hội Sinh viên"),
)
SEXES: Final[Choices] = (("female", "Nữ"), ("male", "Nam"))
BALLOTS: Final[Choices] = (("hands", "Giơ tay"), ("secret", "Phiếu kín"))
VOTERS: Final[Choices] = (("members", "Hội nghị chi đoàn"), ("committee", "Ban Chấp hành chi đoàn"))
