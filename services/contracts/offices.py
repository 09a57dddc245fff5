"""Offices of the Union by code (domain rule 1.5): which of them decide on cases, which sign, which do neither."""

from typing import Final

TITLES: Final = {
    "BT": "Bí thư",
    "PBT_TT": "Phó Bí thư Thường trực",
    "PBT": "Phó Bí thư",
    "UVBTV": "Uỷ viên Ban Thường vụ",
    "UVBCH": "Uỷ viên Ban Chấp hành",
    "CN_UBKT": "Chủ nhiệm Uỷ ban Kiểm tra",
    "PCN_UBKT": "Phó Chủ nhiệm Uỷ ban Kiểm tra",
    "UV_UBKT": "Uỷ viên Uỷ ban Kiểm tra",
    "TRUONG_BAN": "Trưởng ban",
    "PHO_BAN": "Phó Trưởng ban",
    "CHUYEN_VIEN": "Chuyên viên",
    "PHAN_DOAN_TRUONG": "Phân đoàn trưởng",
}
COMMITTEE: Final = ("BT", "PBT_TT", "PBT", "UVBTV", "UVBCH")
"""Members of a committee, the highest first: they alone have a part in deciding cases."""
SIGNING: Final = ("BT", "PBT_TT", "PBT")
"""Whoever signs a document in the name of the committee or the bureau (domain rule 3.3)."""
INSPECTION: Final = ("CN_UBKT", "PCN_UBKT", "UV_UBKT")
"""Members of an inspection committee: they read, and are disciplined like members of the committee of their level (S17)."""
STAFF: Final = ("TRUONG_BAN", "PHO_BAN", "CHUYEN_VIEN")
"""Staff of departments: they neither decide on cases nor sign."""
OFFICER_ROLES: Final = frozenset({"CHAPTER_OFFICER", "GRASSROOTS_OFFICER", "DISTRICT_OFFICER", "PROVINCE_OFFICER"})
"""Roles of those who act for a unit."""
SIGNED_BY_MEETING: Final = frozenset({"T01", "T15M"})
"""Templates of minutes: the meeting's secretary and its chair sign them, as its record names them, whatever their offices."""
