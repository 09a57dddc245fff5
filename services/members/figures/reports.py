"""The reports of domain rule 18 as data."""

from typing import Final

from services.contracts.titles import DISCIPLINE_FORMS, ENGAGEMENTS, UNIT_DISCIPLINE_FORMS
from services.kit.faults import NotFound
from services.members.domain.lists import CATEGORIES
from services.members.figures.domain import Column, OverTime, Report


def _group(
    group: str, *columns: tuple[str, str], is_named: bool = True, over_time: OverTime | None = None
) -> tuple[Column, ...]:
    return tuple(Column(code, title, group, is_named=is_named, over_time=over_time) for code, title in columns)


def _sensitive(group: str, guarded: str, *columns: tuple[str, str]) -> tuple[Column, ...]:
    return tuple(Column(code, title, group, guarded=guarded) for code, title in columns)


def _rated(group: str, prefix: str, *, is_named: bool) -> tuple[Column, ...]:
    columns = _group(group, *((f"{prefix}{code}", title) for code, title in RATINGS), is_named=is_named)
    # Who is not rated, or not yet, is told beside them and counts in no share.
    rated = tuple(f"{prefix}{code}" for code, _ in RATED)
    return (Column(f"{prefix}rated", "Được xếp loại", group, plus=rated, is_named=is_named), *columns)


RATINGS: Final = (
    ("HTXS", "Hoàn thành xuất sắc"),
    ("HTT", "Hoàn thành tốt"),
    ("HT", "Hoàn thành"),
    ("KHT", "Không hoàn thành"),
    ("KXL", "Không xếp loại"),
    ("CDG", "Chưa đánh giá"),
)
RATED: Final = RATINGS[:4]
AWARD_LEVELS: Final = (
    ("CENTRAL", "Trung ương"),
    ("PROVINCE", "Cấp tỉnh"),
    ("DISTRICT", "Cấp huyện"),
    ("GRASSROOTS", "Cấp cơ sở"),
)
PARTY_STAGES: Final = (
    ("INTRODUCED", "Giới thiệu ưu tú"),
    ("IN_CLASS", "Học lớp nhận thức về Đảng"),
    ("RECOGNISED", "Công nhận đối tượng Đảng"),
    ("ADMITTED", "Được kết nạp Đảng"),
    ("OFFICIAL", "Chuyển đảng chính thức"),
)
OFFICE_LEVELS: Final = (
    ("PROVINCE", "Cấp tỉnh"),
    ("DISTRICT", "Cấp huyện"),
    ("GRASSROOTS", "Cấp cơ sở"),
    ("SUB_GRASSROOTS", "Đoàn bộ phận, liên chi đoàn"),
    ("CHAPTER", "Chi đoàn"),
    ("GROUP", "Phân đoàn"),
)
OFFICE_CODES: Final = (
    ("BT", "Bí thư"),
    ("PBT_TT", "Phó Bí thư Thường trực"),
    ("PBT", "Phó Bí thư"),
    ("UVBTV", "Uỷ viên Ban Thường vụ"),
    ("UVBCH", "Uỷ viên Ban Chấp hành"),
    ("UBKT", "Uỷ ban Kiểm tra"),
    ("STAFF", "Trưởng, phó ban, chuyên viên"),
    ("PHAN_DOAN_TRUONG", "Phân đoàn trưởng"),
)
AGES: Final = (
    ("AGE_18", "18 trở xuống"),
    ("AGE_25", "19–25"),
    ("AGE_30", "26–30"),
    ("AGE_35", "31–35"),
    ("AGE_UP", "Trên 35"),
)
AGE_LIMITS: Final = (18, 25, 30, 35)
LEARNING: Final = (
    ("UNTRAINED", "Chưa qua đào tạo"),
    ("VOCATIONAL", "Sơ cấp, trung cấp"),
    ("COLLEGE", "Cao đẳng"),
    ("UNIVERSITY", "Đại học"),
    ("POSTGRADUATE", "Sau đại học"),
)
THEORY: Final = (("SO_CAP", "Sơ cấp"), ("TRUNG_CAP", "Trung cấp"), ("CAO_CAP", "Cao cấp, cử nhân"))

_PLUS = (
    ("entered", "Ghi vào danh sách lần đầu"),
    ("admitted", "Kết nạp"),
    ("readmitted", "Kết nạp lại"),
    ("moved_in", "Chuyển đến"),
    ("restored", "Khôi phục"),
)
_MINUS = (
    ("moved_out", "Chuyển đi"),
    ("left_province", "Chuyển ra ngoài tỉnh"),
    ("MATURED", "Trưởng thành"),
    ("STRUCK_OFF", "Xoá tên"),
    ("EXPELLED", "Khai trừ"),
    ("WITHDRAWN", "Xin ra"),
    ("DECEASED", "Qua đời"),
    ("ended", "Giảm khác"),
)
_MEMBERS = Column("members", "Tổng số đoàn viên")

_UNITS = Report(
    "BM-01",
    "Tổ chức Đoàn",
    "Số tổ chức đoàn theo cấp và loại hình, thành lập và giải thể trong kỳ, nơi cần củng cố.",
    (
        *_group(
            "Tổ chức đoàn",
            ("district", "Cấp huyện"),
            ("union", "Đoàn cơ sở"),
            ("grassroots_chapter", "Chi đoàn cơ sở"),
            ("section", "Đoàn bộ phận"),
            ("league", "Liên chi đoàn"),
            ("chapter", "Chi đoàn"),
            ("digital", "Chi đoàn số"),
            is_named=False,
            over_time=OverTime.LAST,
        ),
        *_group(
            "Trong kỳ", ("founded", "Thành lập"), ("merged", "Sáp nhập"), ("dissolved", "Giải thể"), is_named=False
        ),
        *_group(
            "Cần củng cố",
            ("small", "Ít đoàn viên hơn quy định"),
            ("headless", "Chưa có Bí thư"),
            ("expired", "Hết nhiệm kỳ"),
            is_named=False,
            over_time=OverTime.LAST,
        ),
    ),
)
_MOVEMENT = Report(
    "BM-02",
    "Biến động đoàn viên",
    "Đầu kỳ, tăng, giảm và cuối kỳ. Chuyển trong nội bộ đơn vị được ghi cả hai chiều và không làm đổi số cuối kỳ.",
    (
        Column("opening", "Đầu kỳ", over_time=OverTime.FIRST),
        *_group("Tăng", *_PLUS),
        Column("plus", "Cộng tăng", "Tăng", plus=tuple(code for code, _ in _PLUS)),
        *_group("Giảm", *_MINUS),
        Column("minus", "Cộng giảm", "Giảm", plus=tuple(code for code, _ in _MINUS)),
        Column("closing", "Cuối kỳ", over_time=OverTime.LAST),
    ),
    stock=("opening", "closing"),
)
_COMPOSITION = Report(
    "BM-03",
    "Cơ cấu đoàn viên",
    "Đoàn viên có mặt trong danh sách vào ngày báo cáo, theo thông tin hồ sơ hiện nay.",
    (
        _MEMBERS,
        Column("female", "Nữ", "Trong đó"),
        *_sensitive("Trong đó", "background", ("minority", "Dân tộc thiểu số"), ("religious", "Có tôn giáo")),
        *_sensitive("Trong đó", "party", ("party", "Đảng viên")),
        *_group("Tuổi", *AGES),
        Column("AGE_UNKNOWN", "Chưa rõ", "Tuổi"),
        *_group(
            "Đối tượng",
            *((f"category_{each.code}", each.label) for each in CATEGORIES),
            ("category_unknown", "Chưa rõ"),
        ),
        *_group("Chuyên môn", *LEARNING),
        *_group("Lý luận chính trị", *THEORY),
        *_group(
            "Diện",
            ("away", "Đi làm ăn xa"),
            ("temp_elsewhere", "Sinh hoạt tạm thời nơi khác"),
            ("extended_after_30", "Ở lại sau tuổi đoàn"),
        ),
    ),
    by_period=False,
    over_time=OverTime.LAST,
)
_OFFICERS = Report(
    "BM-04",
    "Cán bộ Đoàn",
    "Chức vụ đang giữ vào ngày báo cáo; người giữ hai chức vụ được tính ở cả hai.",
    (
        Column("offices", "Tổng số chức vụ"),
        *_group("Cấp", *((f"at_{code}", title) for code, title in OFFICE_LEVELS)),
        *_group("Chức vụ", *((f"as_{code}", title) for code, title in OFFICE_CODES)),
        *_group("Chế độ làm việc", *ENGAGEMENTS.items(), ("ENGAGEMENT_UNKNOWN", "Chưa rõ")),
        Column("female", "Nữ", "Trong đó"),
        *_sensitive("Trong đó", "background", ("minority", "Dân tộc thiểu số")),
        *_sensitive("Trong đó", "party", ("party", "Đảng viên")),
        *_group("Tuổi", *AGES),
        Column("AGE_UNKNOWN", "Chưa rõ", "Tuổi"),
        *_group("Chuyên môn", *LEARNING),
        *_group("Lý luận chính trị", *THEORY),
    ),
    by_period=False,
    over_time=OverTime.LAST,
)
_RATING = Report(
    "BM-05",
    "Chất lượng đoàn viên và tổ chức Đoàn",
    "Xếp loại của năm. Đoàn viên được tính ở chi đoàn nơi được xếp loại.",
    (
        _MEMBERS,
        *_rated("Đoàn viên", "", is_named=True),
        *(
            Column(f"share_{code}", f"{title} (%)", "Tỉ lệ trên số được xếp loại", share=(code, "rated"))
            for code, title in RATED
        ),
        *_rated("Chi đoàn", "chapter_", is_named=False),
        *_rated("Cơ sở Đoàn", "grassroots_", is_named=False),
    ),
    over_time=OverTime.LAST,
)
_TRAINING = Report(
    "BM-06",
    "Rèn luyện đoàn viên",
    "Chương trình rèn luyện của năm: đăng ký và kết quả.",
    (
        _MEMBERS,
        Column("registered", "Đăng ký"),
        Column("share_registered", "Tỉ lệ đăng ký (%)", share=("registered", "members")),
        *_group("Kết quả", ("DAT", "Đạt"), ("CHUA_DAT", "Chưa đạt")),
        Column("share_DAT", "Tỉ lệ đạt (%)", "Kết quả", share=("DAT", "registered")),
    ),
    over_time=OverTime.LAST,
)
_PARTY = Report(
    "BM-07",
    "Đoàn tham gia xây dựng Đảng",
    "Đoàn viên ưu tú được giới thiệu và kết quả trong kỳ; mỗi người được tính một lần ở mỗi bước.",
    _sensitive("", "party", *PARTY_STAGES),
)
_AWARDS = Report(
    "BM-08",
    "Khen thưởng",
    "Khen thưởng trong kỳ theo cấp, theo cá nhân và tập thể, rồi theo hình thức.",
    (
        Column("individuals", "Cá nhân", "Tổng số", plus=tuple(f"one_{code}" for code, _ in AWARD_LEVELS)),
        Column(
            "collectives", "Tập thể", "Tổng số", plus=tuple(f"many_{code}" for code, _ in AWARD_LEVELS), is_named=False
        ),
        *_group("Cá nhân", *((f"one_{code}", title) for code, title in AWARD_LEVELS)),
        *_group("Tập thể", *((f"many_{code}", title) for code, title in AWARD_LEVELS), is_named=False),
    ),
)
_UNIT_FORMS: Final = tuple(f"unit_{code}" for code in UNIT_DISCIPLINE_FORMS)
_DISCIPLINE = Report(
    "BM-09",
    "Kỷ luật, khiếu nại",
    "Số việc trong kỳ, theo hình thức đang có hiệu lực vào ngày cuối kỳ. Báo cáo này không nêu tên.",
    (
        Column("disciplined", "Thi hành kỷ luật", plus=tuple(DISCIPLINE_FORMS), is_named=False),
        *_group("Hình thức", *DISCIPLINE_FORMS.items(), is_named=False),
        *_group("Đối tượng", ("officers", "Cán bộ đoàn"), ("ordinary", "Đoàn viên"), is_named=False),
        Column("units_disciplined", "Thi hành kỷ luật", "Tổ chức đoàn", plus=_UNIT_FORMS, is_named=False),
        *_group(
            "Tổ chức đoàn",
            *zip(_UNIT_FORMS, UNIT_DISCIPLINE_FORMS.values(), strict=True),
            is_named=False,
        ),
        *_group("Đình chỉ, tiến bộ", ("SUSPENDED", "Đình chỉ"), ("PROGRESS", "Công nhận tiến bộ"), is_named=False),
        *_group(
            "Khiếu nại",
            ("COMPLAINED", "Tiếp nhận"),
            ("unit_COMPLAINED", "Trong đó của tổ chức"),
            ("UPHELD", "Giữ nguyên"),
            ("CHANGED", "Thay đổi"),
            ("ANNULLED", "Huỷ quyết định"),
            is_named=False,
        ),
    ),
)
_AWAY = Report(
    "BM-12",
    "Đoàn viên đi làm ăn xa, sinh hoạt nơi cư trú, tạm thời",
    "Vào ngày báo cáo. Người sinh hoạt tạm thời hoặc ở nơi cư trú vẫn được tính ở chi đoàn gốc.",
    (
        _MEMBERS,
        Column("present", "Có mặt tại chi đoàn", plus=("members",), minus=("absent",), is_named=False),
        Column("absent", "Vắng mặt"),
        *_group(
            "Đi làm ăn xa",
            ("AWAY", "Tổng số"),
            ("AWAY_PROVINCE", "Trong nước"),
            ("AWAY_ABROAD", "Nước ngoài"),
            ("AWAY_LATE", "Quá ngày dự kiến về"),
        ),
        *_group("Tạm thời nơi khác", ("TEMP", "Tổng số"), ("TEMP_LATE", "Quá hạn")),
        *_group("Nơi cư trú", ("RESIDENCE", "Được giới thiệu về")),
        *_group("Đang tiếp nhận", ("HOST_TEMP", "Tạm thời"), ("HOST_RESIDENCE", "Nơi cư trú")),
    ),
    by_period=False,
    over_time=OverTime.LAST,
)
_YOUTH = Report(
    "BM-11",
    "Đoàn kết, tập hợp thanh niên",
    "Thanh niên trên địa bàn theo số cấp cơ sở ghi lần gần nhất; đoàn viên và hội viên, mỗi người tính một lần.",
    (
        Column("youth", "Tổng số thanh niên", is_named=False),
        _MEMBERS,
        Column("federation", "Hội viên chưa là đoàn viên", is_named=False),
        Column("gathered", "Được tập hợp", plus=("members", "federation"), is_named=False),
        Column("share_gathered", "Tỉ lệ tập hợp (%)", share=("gathered", "youth")),
        Column("uncounted", "Cơ sở chưa ghi số thanh niên", is_named=False),
    ),
    by_period=False,
    over_time=OverTime.LAST,
)
_DIGITAL = Report(
    "BM-13",
    "Chuyển đổi số",
    "Hồ sơ số, tài khoản và chi đoàn số vào ngày báo cáo; biên bản, nghị quyết lập trên hệ thống trong kỳ.",
    (
        Column("members", "Tổng số đoàn viên", over_time=OverTime.LAST),
        *_group(
            "Đoàn viên",
            ("complete", "Hồ sơ số đủ thông tin"),
            ("phone_verified", "Số điện thoại đã xác minh"),
            ("with_account", "Có tài khoản"),
            ("signed_in", "Đăng nhập trong 30 ngày"),
            over_time=OverTime.LAST,
        ),
        *(
            Column(f"share_{code}", title, "Tỉ lệ trên số đoàn viên", share=(code, "members"), over_time=OverTime.LAST)
            for code, title in (
                ("complete", "Hồ sơ số đủ (%)"),
                ("phone_verified", "Số điện thoại (%)"),
                ("signed_in", "Đăng nhập (%)"),
            )
        ),
        *_group(
            "Chi đoàn", ("chapters", "Tổng số"), ("digital", "Chi đoàn số"), is_named=False, over_time=OverTime.LAST
        ),
        Column("documents", "Văn bản lập trên hệ thống", is_named=False),
    ),
)

REPORTS: Final = {
    report.code: report
    for report in (
        *(_UNITS, _MOVEMENT, _COMPOSITION, _OFFICERS, _RATING, _TRAINING),
        *(_PARTY, _AWARDS, _DISCIPLINE, _YOUTH, _AWAY, _DIGITAL),
    )
}

_FEES: Final = Report(
    "BM-10",
    "Đoàn phí",
    "Phải thu, đã thu, miễn, đã nộp và giữ lại trong kỳ, theo sổ đoàn phí. Số còn nợ là của ngày lập báo cáo.",
    (
        *_group("Phải thu", ("due", "Tổng số"), ("exempt", "Được miễn"), ("waived", "Bỏ qua"), is_named=False),
        *_group("Đã thu", ("collected", "Tổng số"), ("abroad", "Thu ở nước ngoài"), is_named=False),
        # Money that goes from one unit below to another is none that the unit above got or sent.
        *(
            Column(code, title, "Nộp lên", is_named=False, over_time=OverTime.NEVER, over_units=False)
            for code, title in (("received", "Cấp dưới nộp"), ("remitted", "Đã nộp lên"), ("on_way", "Chờ xác nhận"))
        ),
        Column(
            "kept", "Còn giữ", plus=("collected", "received"), minus=("abroad", "remitted", "on_way"), is_named=False
        ),
        *_group(
            "Còn nợ",
            ("owing_people", "Người"),
            ("owed_amount", "Số tiền"),
            is_named=False,
            over_time=OverTime.LAST,
        ),
    ),
)
FEES: Final = (_FEES.code, _FEES.title, "Phải thu, đã thu, miễn, đã nộp và giữ lại ở từng cấp.")
"""Told by the fee book (services/members/fees): named here so that the list of reports is whole."""
SUBMITTED: Final = {**REPORTS, _FEES.code: _FEES}
"""Reports that units submit for a period."""


def report_of(code: str) -> Report:
    """The report, by the people whom it counts. Raises NotFound("report-unknown"), with the way to that of fees."""
    if code == FEES[0]:
        text = f"Báo cáo {code} do sổ đoàn phí lập, không có danh sách người và bảng theo nhánh."
        raise NotFound("report-unknown", text=text, mend="Xem ở Đoàn phí, mục Tổng hợp (/fees/summary).")
    return submitted_of(code)


def submitted_of(code: str) -> Report:
    """A report that units submit. Raises NotFound("report-unknown")."""
    found = SUBMITTED.get(code)
    if found is None:
        raise NotFound("report-unknown")
    return found
