"""Names that people and places of the seeded province are made of. All combinations are invented."""

from typing import Final

FAMILY: Final = (
    ("Nguyễn", 36), ("Trần", 10), ("Lê", 7), ("Phạm", 6), ("Hoàng", 6), ("Vũ", 4), ("Đỗ", 4), ("Ngô", 4), ("Dương", 4),
    ("Thân", 4), ("Giáp", 3), ("Bùi", 3), ("Đặng", 2), ("Hà", 2), ("Lương", 2), ("Phan", 2), ("Đào", 2), ("Chu", 2),
    ("Tạ", 1), ("Trịnh", 1), ("Lưu", 1), ("Khổng", 1), ("Diêm", 1), ("Leo", 1), ("Nông", 1), ("Vi", 1), ("La", 1),
)  # fmt: skip
HIGHLAND_FAMILY: Final = (
    ("Hoàng", 14), ("Nông", 10), ("Vi", 10), ("Lý", 8), ("Chu", 6), ("Leo", 8), ("Lâm", 5), ("Triệu", 5), ("Bàn", 4),
    ("Đặng", 4), ("Tằng", 3), ("Trương", 3), ("Lục", 3), ("Hứa", 3), ("Nguyễn", 14),
)  # fmt: skip
MIDDLE: Final = {
    "male": ("Văn", "Văn", "Văn", "Đức", "Minh", "Quang", "Hữu", "Xuân", "Thành", "Ngọc", "Tuấn", "Công", "Đình", "Mạnh", "Tiến"),
    "female": ("Thị", "Thị", "Thị", "Thu", "Ngọc", "Thanh", "Phương", "Minh", "Khánh", "Hồng", "Thuỳ", "Bảo", "Mai", "Kim", "Thị Thu"),
}  # fmt: skip
GIVEN: Final = {
    "male": (
        "Anh", "An", "Bình", "Cường", "Dũng", "Duy", "Đạt", "Đức", "Giang", "Hải", "Hiếu", "Hoàng", "Huy", "Hùng", "Hưng",
        "Khánh", "Khải", "Kiên", "Lâm", "Linh", "Long", "Lộc", "Mạnh", "Minh", "Nam", "Nghĩa", "Phong", "Phúc", "Quân",
        "Quang", "Quyết", "Sơn", "Tài", "Tâm", "Thái", "Thành", "Thắng", "Thịnh", "Tiến", "Toàn", "Trung", "Trường", "Tú",
        "Tuấn", "Tùng", "Việt", "Vinh", "Vũ", "Vương", "Ý",
    ),
    "female": (
        "Anh", "Ánh", "Bích", "Châu", "Chi", "Diệp", "Dung", "Duyên", "Giang", "Hà", "Hạnh", "Hằng", "Hiền", "Hoa", "Hoà",
        "Hồng", "Huế", "Huệ", "Huyền", "Hương", "Hường", "Lan", "Liên", "Linh", "Loan", "Ly", "Mai", "My", "Nga", "Ngân",
        "Ngọc", "Nguyệt", "Nhung", "Oanh", "Phương", "Phượng", "Quỳnh", "Thảo", "Thắm", "Thơm", "Thu", "Thuý", "Thuỷ",
        "Thương", "Trà", "Trang", "Tuyết", "Uyên", "Vân", "Yến",
    ),
}  # fmt: skip
VILLAGE_FIRST: Final = (
    "Đồng", "Trung", "Tân", "Làng", "Núi", "Bãi", "Đông", "Tây", "Nam", "Bắc", "Xuân", "Thượng", "Hạ", "Ao", "Cầu", "Gò",
    "Hoà", "Phú", "Yên", "Hưng", "Kim", "Ngọc", "An", "Vân", "Mỹ", "Hồng", "Sơn", "Dinh", "Khê", "Bờ",
)  # fmt: skip
VILLAGE_SECOND: Final = (
    "Vàng", "Hoà", "Sen", "Lim", "Tiến", "Giang", "Thịnh", "Mai", "Cao", "Quang", "Lạc", "Ngò", "Đình", "Cả", "Trại",
    "Thành", "Sơn", "Lâm", "Phúc", "Bến", "Chùa", "Đa", "Nội", "Ngoại", "Thanh", "Phong", "Điền", "Lương", "Xanh", "Khoai",
)  # fmt: skip
SCHOOLS: Final = {
    "Bắc Giang": ("Chuyên Bắc Giang", "Ngô Sĩ Liên", "Thái Thuận", "Giáp Hải", "Dân lập Nguyên Hồng", "Dân lập Hồ Tùng Mậu"),
    "Yên Thế": ("Yên Thế", "Bố Hạ", "Mỏ Trạng"),
    "Tân Yên": ("Tân Yên số 1", "Tân Yên số 2", "Nhã Nam", "Dân lập Tân Yên"),
    "Lạng Giang": ("Lạng Giang số 1", "Lạng Giang số 2", "Lạng Giang số 3", "Dân lập Thái Đào", "Dân lập Phi Mô"),
    "Lục Nam": ("Lục Nam", "Cẩm Lý", "Phương Sơn", "Tứ Sơn", "Đồi Ngô"),
    "Lục Ngạn": ("Lục Ngạn số 1", "Lục Ngạn số 2", "Lục Ngạn số 3", "Lục Ngạn số 4", "Dân lập Lục Ngạn", "DTNT Lục Ngạn"),
    "Sơn Động": ("Sơn Động số 1", "Sơn Động số 2", "Sơn Động số 3", "DTNT tỉnh", "DTNT Sơn Động"),
    "Yên Dũng": ("Yên Dũng số 1", "Yên Dũng số 2", "Yên Dũng số 3", "Dân lập Thái Sơn"),
    "Việt Yên": ("Việt Yên số 1", "Việt Yên số 2", "Lý Thường Kiệt", "Dân lập Việt Yên số 1"),
    "Hiệp Hoà": ("Hiệp Hoà số 1", "Hiệp Hoà số 2", "Hiệp Hoà số 3", "Hiệp Hoà số 4", "Dân lập Hiệp Hoà số 1", "Dân lập Hiệp Hoà số 2"),
}  # fmt: skip
DISTRICT_OFFICES: Final = (
    "Cơ quan Uỷ ban nhân dân", "Cơ quan Đảng – Đoàn thể", "Trung tâm Y tế", "Công an", "Ban Chỉ huy Quân sự", "Toà án nhân dân",
    "Viện Kiểm sát nhân dân", "Chi cục Thuế", "Điện lực", "Ngân hàng Nông nghiệp", "Bảo hiểm xã hội", "Hạt Kiểm lâm",
)  # fmt: skip
PROVINCE_OFFICES: Final = (
    "Văn phòng Uỷ ban nhân dân tỉnh", "Sở Nội vụ", "Sở Tài chính", "Sở Kế hoạch và Đầu tư", "Sở Giáo dục và Đào tạo", "Sở Y tế",
    "Sở Tư pháp", "Sở Công Thương", "Sở Xây dựng", "Sở Giao thông vận tải", "Sở Thông tin và Truyền thông",
    "Sở Tài nguyên và Môi trường", "Sở Nông nghiệp và Phát triển nông thôn", "Sở Khoa học và Công nghệ",
    "Sở Lao động – Thương binh và Xã hội", "Sở Văn hoá, Thể thao và Du lịch", "Thanh tra tỉnh", "Ban Dân tộc",
    "Ban Quản lý các khu công nghiệp", "Đài Phát thanh và Truyền hình", "Báo Bắc Giang", "Bệnh viện Đa khoa tỉnh",
    "Bệnh viện Sản – Nhi", "Bệnh viện Phục hồi chức năng", "Kho bạc Nhà nước", "Cục Thuế", "Cục Thống kê", "Cục Hải quan",
    "Toà án nhân dân tỉnh", "Viện Kiểm sát nhân dân tỉnh", "Văn phòng Tỉnh uỷ", "Ban Tổ chức Tỉnh uỷ", "Ban Tuyên giáo Tỉnh uỷ",
    "Trường Chính trị tỉnh",
)  # fmt: skip
COMPANIES: Final = (
    "Phân đạm và Hoá chất Hà Bắc", "Điện lực Bắc Giang", "May Bắc Giang", "Xăng dầu Bắc Sơn", "Viễn thông Bắc Giang", "Bưu điện tỉnh",
    "Xi măng Bố Hạ", "Nước sạch Bắc Giang", "May Hà Bắc", "Điện tử Vân Trung", "Linh kiện Quang Châu", "Bao bì Đình Trám",
    "Quang điện Song Khê", "Cơ khí Đồng Vàng", "Dệt may Việt Hoà", "Chế biến nông sản Lục Ngạn", "Gạch Tân Xuyên", "Giấy Xương Giang",
    "Xây dựng Thành Công", "Vận tải Bắc Hà", "Dược phẩm Bắc Giang", "Than 45", "Khoai tây sạch Tân Yên", "Vật liệu Hương Sơn",
)  # fmt: skip
COLLEGES: Final = (
    ("DOAN_DH_CD", "Đoàn Trường Đại học Nông – Lâm Bắc Giang", ("Nông học", "Chăn nuôi – Thú y", "Lâm nghiệp", "Kinh tế – Tài chính", "Quản lý đất đai", "Công nghệ thực phẩm")),
    ("DOAN_DH_CD", "Đoàn Trường Cao đẳng Ngô Gia Tự Bắc Giang", ("Giáo dục mầm non", "Giáo dục tiểu học", "Ngoại ngữ – Tin học")),
    ("DOAN_DH_CD", "Đoàn Trường Cao đẳng Y tế Bắc Giang", ("Điều dưỡng", "Dược")),
    ("DOAN_DH_CD", "Đoàn Trường Cao đẳng Công nghệ Việt – Hàn Bắc Giang", ("Điện – Điện tử", "Cơ khí", "Công nghệ thông tin")),
)  # fmt: skip
ETHNIC_SHARE: Final = {"Sơn Động": 0.5, "Lục Ngạn": 0.48, "Yên Thế": 0.3, "Lục Nam": 0.15, "Lạng Giang": 0.06}
HIGHLAND_ETHNICITY: Final = ((7, 34), (2, 22), (18, 18), (15, 12), (4, 8), (9, 6))
"""Nùng, Tày, Sán Dìu, Sán Chay, Hoa, Dao: (code, weight)."""
