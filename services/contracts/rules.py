"""Parameters of the Charter and its guidance: keys, defaults, titles, how sure we are of each, and where it comes from.

The registry keeps the values in force and shows them to the administrator; processes read them by key. A parameter is one
line here. Values: a number; a share `2/3`; an age `15y+1d`; a day of the year `15-11`; a day `2026-11-26` or AUTO; a word; true or false;
a list.
Marks (domain rule 0.1): `S…` a public source, `GK-high`/`GK-low` general knowledge, `INF` inferred, `DP` our own proposal.
"""

from dataclasses import dataclass
from typing import Any

from services.contracts import training_catalogue


def is_unsure(mark: str) -> bool:
    """What bears the mark is for the customer to confirm."""
    return any(kind in mark for kind in ("GK-low", "INF", "DP"))


@dataclass(frozen=True)
class Parameter:
    """One rule of the Charter as data. unsure: the customer is to confirm it."""

    key: str
    default: Any
    title: str
    mark: str
    source: str

    @property
    def unsure(self) -> bool:
        return is_unsure(self.mark)


_CHARTER = "Điều lệ Đoàn"
_HABIT = "Thông lệ"
_ADMISSION = "HD 22 (2013), HD 16 (2018), HD 20 (2023)"
_TRANSFER = "HD 16 (2018), quy trình chuyển sinh hoạt"
_REMOVAL = "HD 22 (2013), phần xoá tên"
_TRAINING = "HD 13-HD/TWĐTN-BTC (2018)"
_RATING = "HD 33-HD/TWĐTN-BTC, hướng dẫn 2023–2027"
_PARTY = "Quy định giới thiệu đoàn viên ưu tú"
_DISCIPLINE = "Quy định thi hành kỷ luật của Đoàn"
_AWAY = "HD 22 (2013), đoàn viên lao động ở xa"
_RESIDENCE = "Hướng dẫn 01-HD/BTC (2015)"
_FEE = "Quy định thu nộp đoàn phí"
_ORGANISATION = "Hướng dẫn thực hiện Điều lệ Đoàn"
_TERMS = "Điều lệ Đoàn; hướng dẫn nhiệm kỳ (khoá XIII)"
_CALENDAR = "Bộ luật Lao động 2019, điều 111 và 112; kế hoạch nghỉ lễ, Tết của từng năm"
_REPORTS = "Công tác quản lý đoàn viên, phần chế độ báo cáo"
_AWARDS = "Quy chế thi đua, khen thưởng của Đoàn (QĐ 707-QĐ/TWĐTN-VP)"

AUTO = "AUTO"
"""A day that follows from the registry itself until the province says one."""
AWARD_LEVELS = {"GRASSROOTS": "cơ sở", "DISTRICT": "cấp huyện", "PROVINCE": "cấp tỉnh", "CENTRAL": "Trung ương"}
"""Levels that own forms of award, the nearest first."""
AWARD_KINDS = {"individual": "Cá nhân", "collective": "Tập thể", "contributor": "Người có công lao"}
AWARD_FORMS = tuple(
    {"code": code, "level": level, "kind": kind, "title": title, "mark": mark}
    for level, mark, forms in (
        (
            "GRASSROOTS",
            "GK-high",
            (
                ("CS_BIEU_DUONG", "individual", "Biểu dương của Đoàn cơ sở"),
                ("CS_GIAY_KHEN", "individual", "Giấy khen của Đoàn cơ sở"),
                ("CS_GIAY_KHEN_TT", "collective", "Giấy khen của Đoàn cơ sở cho tập thể"),
            ),
        ),
        (
            "DISTRICT",
            "GK-high",
            (
                ("H_GIAY_KHEN", "individual", "Giấy khen cấp huyện"),
                ("H_GIAY_KHEN_TT", "collective", "Giấy khen cấp huyện cho tập thể"),
            ),
        ),
        (
            "PROVINCE",
            "S60,GK-high",
            (
                ("T_GIAY_KHEN", "individual", "Giấy khen của Ban Thường vụ Tỉnh đoàn"),
                ("T_BANG_KHEN", "individual", "Bằng khen của Ban Chấp hành Tỉnh đoàn"),
                ("T_BANG_KHEN_TT", "collective", "Bằng khen của Ban Chấp hành Tỉnh đoàn cho tập thể"),
                ("T_CO_THI_DUA", "collective", "Cờ thi đua của Tỉnh đoàn"),
                ("T_CAN_BO_GIOI", "individual", "Danh hiệu Cán bộ đoàn xuất sắc cấp tỉnh"),
            ),
        ),
        (
            "CENTRAL",
            "S15,S59",
            (("TW_VI_THE_HE_TRE", "contributor", "Kỷ niệm chương “Vì thế hệ trẻ”"),),
        ),
        (
            "CENTRAL",
            "GK-high",
            (
                ("TW_BANG_KHEN", "individual", "Bằng khen của Trung ương Đoàn"),
                ("TW_BANG_KHEN_TT", "collective", "Bằng khen của Trung ương Đoàn cho tập thể"),
                ("TW_CO_THI_DUA", "collective", "Cờ thi đua của Trung ương Đoàn"),
                ("TW_DUNG_CAM", "individual", "Huy hiệu “Tuổi trẻ dũng cảm”"),
                ("TW_LY_TU_TRONG", "individual", "Giải thưởng Lý Tự Trọng"),
                ("TW_26_3", "individual", "Giải thưởng 26/3"),
                ("TW_LUONG_DINH_CUA", "individual", "Giải thưởng Lương Định Của"),
                ("TW_15_10", "individual", "Giải thưởng 15/10"),
            ),
        ),
    )
    for code, kind, title in forms
)
"""Forms of award: who owns each, whom it is for (a contributor need not be a member), and how sure we are of it."""

PARAMETERS: tuple[Parameter, ...] = (
    Parameter(
        "admission_min_age",
        "15y+1d",
        "Tuổi tối thiểu khi xét kết nạp",
        "S25",
        f"{_ADMISSION}; khoá XIII có thể là đủ 16",
    ),
    Parameter("admission_max_age", "30y", "Tuổi tối đa khi xét kết nạp", "S25", _ADMISSION),
    Parameter("introducer_min_months", 3, "Số tháng người giới thiệu đã cùng công tác", "S6", _ADMISSION),
    Parameter("vote_majority", "1/2", "Tỉ lệ tán thành phải quá, trên số có mặt", "S6,S17", _CHARTER),
    Parameter("quorum", "2/3", "Tỉ lệ đoàn viên có mặt để họp hợp lệ", "S17,GK-high", _DISCIPLINE),
    Parameter("admission_submit_days", 7, "Hạn chi đoàn gửi hồ sơ sau biểu quyết (ngày)", "GK-low", _HABIT),
    Parameter("admission_decide_days", 15, "Hạn cấp trên quyết định kết nạp (ngày)", "GK-low", _HABIT),
    Parameter("admission_ceremony_days", 30, "Hạn tổ chức lễ kết nạp sau quyết định (ngày)", "GK-low", _HABIT),
    Parameter("admission_expire_days", 365, "Hồ sơ kết nạp tự kết thúc khi không ai làm tiếp (ngày)", "DP", _HABIT),
    Parameter("application_link_days", 14, "Số ngày một liên kết nhận đơn xin vào Đoàn có hiệu lực", "DP", _HABIT),
    Parameter("application_link_uses", 60, "Số đơn nhiều nhất mà một liên kết nhận", "DP", _HABIT),
    Parameter("application_keep_days", 30, "Số ngày giữ đơn xin vào Đoàn mà chi đoàn chưa lập hồ sơ", "DP", _HABIT),
    Parameter("readmission_wait_months", 12, "Số tháng chờ trước khi kết nạp lại", "GK-low", _HABIT),
    Parameter("guardian_consent_age", "16y", "Tuổi không còn cần người giám hộ đồng ý", "GK-high", "Nghị định 13/2023"),
    Parameter(
        "transfer_chapter_days", 3, "Hạn chi đoàn xác nhận chuyển sinh hoạt (ngày làm việc)", "GK-low", _TRANSFER
    ),
    Parameter("transfer_origin_days", 5, "Hạn nơi đi giới thiệu (ngày làm việc)", "GK-low", _TRANSFER),
    Parameter("transfer_destination_days", 5, "Hạn nơi đến tiếp nhận (ngày làm việc)", "GK-low", _TRANSFER),
    Parameter("transfer_receive_days", 3, "Hạn chi đoàn nơi đến ghi vào danh sách (ngày)", "GK-low", _TRANSFER),
    Parameter(
        "transfer_complaint_days",
        10,
        "Hạn cấp trên trả lời khiếu nại về việc không giới thiệu (ngày)",
        "GK-low",
        _HABIT,
    ),
    Parameter("transfer_adjust_times", 1, "Số lần được điều chỉnh chi đoàn tiếp nhận của một hồ sơ", "DP", _HABIT),
    Parameter("transfer_adjust_days", 30, "Số ngày sau khi tiếp nhận còn điều chỉnh được chi đoàn", "DP", _HABIT),
    Parameter("in_transit_max_days", 90, "Số ngày tối đa giữa nơi đi và nơi đến", "GK-low", "Theo hạn 3 tháng"),
    Parameter("maturity_age", 30, "Tuổi trưởng thành đoàn", "S39–S41", _CHARTER),
    Parameter("extension_max_age", 35, "Tuổi tối đa khi ở lại sinh hoạt", "S39–S41", _CHARTER),
    Parameter("exempt_if_officer", True, "Cán bộ đoàn được tiếp tục sau tuổi trưởng thành", "S39", _CHARTER),
    Parameter("allow_early_maturity", False, "Cho trưởng thành sớm theo nguyện vọng", "GK-low", _HABIT),
    Parameter("extension_review_months", 12, "Số tháng mỗi lần xét ở lại sau tuổi trưởng thành", "GK-low", _HABIT),
    Parameter("maturation_list_days", 30, "Hạn hỏi nguyện vọng và lập danh sách trưởng thành (ngày)", "GK-low", _HABIT),
    Parameter("maturation_decide_days", 15, "Hạn cấp trên công nhận trưởng thành (ngày)", "GK-low", _HABIT),
    Parameter("maturation_revoke_days", 30, "Số ngày còn thu hồi được khi ghi sai ngày sinh", "GK-low", _HABIT),
    Parameter("maturation_ceremony_days", 90, "Hạn tổ chức lễ trưởng thành sau quyết định (ngày)", "GK-low", _HABIT),
    Parameter(
        "maturation_days",
        ("26_3", "19_5", "15_10", "22_12"),
        "Ngày thường tổ chức lễ trưởng thành (ngày_tháng)",
        "S42",
        _HABIT,
    ),
    Parameter("inactivity_months", 3, "Số tháng không sinh hoạt hoặc không đóng phí để xét xoá tên", "S35", _REMOVAL),
    Parameter("inactivity_consecutive", True, "Các tháng phải liên tục trong một năm", "S3,S36", _REMOVAL),
    Parameter("removal_notice_days", 15, "Số ngày báo trước khi họp xét xoá tên", "DP", _HABIT),
    Parameter("removal_contact_attempts", 2, "Số lần liên hệ trước khi xét xoá tên", "DP", _HABIT),
    Parameter("removal_report_days", 7, "Hạn báo cáo cấp trên sau khi chi đoàn quyết định (ngày)", "GK-low", _HABIT),
    Parameter("removal_acknowledge_days", 15, "Hạn cấp trên ghi nhận xoá tên (ngày)", "GK-low", _HABIT),
    Parameter("removal_complaint_days", 30, "Số ngày được khiếu nại việc xoá tên", "GK-low", _HABIT),
    Parameter("removal_answer_days", 30, "Hạn trả lời khiếu nại việc xoá tên (ngày)", "GK-low", _HABIT),
    Parameter("removal_expire_days", 180, "Hồ sơ xoá tên tự kết thúc khi không ai làm tiếp (ngày)", "DP", _HABIT),
    Parameter("training_items_per_group", 1, "Số nội dung đăng ký tối thiểu mỗi nhóm rèn luyện", "GK-low", _TRAINING),
    Parameter("training_register_days", 30, "Hạn đăng ký rèn luyện từ khi mở đợt (ngày)", "GK-low", _TRAINING),
    Parameter("training_assess_days", 60, "Hạn đánh giá rèn luyện (ngày)", "GK-low", _TRAINING),
    Parameter("training_confirm_days", 15, "Hạn cấp trên xác nhận kết quả rèn luyện (ngày)", "GK-low", _HABIT),
    Parameter("rating_min_months", 3, "Số tháng sinh hoạt tối thiểu để được xếp loại", "GK-low", _RATING),
    Parameter("htxs_min_attendance", 90, "Tỉ lệ dự sinh hoạt tối thiểu để xếp HTXS (%)", "S47", _RATING),
    Parameter("htt_min_attendance", 70, "Tỉ lệ dự sinh hoạt tối thiểu để xếp HTT (%)", "GK-low", _RATING),
    Parameter("ht_min_attendance", 50, "Tỉ lệ dự sinh hoạt tối thiểu để xếp HT (%)", "GK-low", _RATING),
    Parameter(
        "htxs_cap_percent",
        0,
        "Tỉ lệ HTXS tối đa trong số xếp từ HTT trở lên (%; 0 là không giới hạn)",
        "GK-low",
        _HABIT,
    ),
    Parameter("rating_after_reprimand", "HT", "Xếp loại cao nhất khi bị khiển trách trong năm", "GK-low", _RATING),
    Parameter("rating_after_warning", "KHT", "Xếp loại cao nhất khi bị cảnh cáo trở lên trong năm", "GK-low", _RATING),
    Parameter("rating_when_owing", "HT", "Xếp loại cao nhất khi còn nợ đoàn phí", "GK-low", _RATING),
    Parameter("rating_scale", ("HTXS", "HTT", "HT", "KHT", "KXL", "CDG"), "Các mức xếp loại", "S47,S3,INF", _RATING),
    Parameter("rating_self_days", 15, "Hạn tự đánh giá (ngày)", "GK-low", _RATING),
    Parameter("rating_chapter_days", 15, "Hạn chi đoàn đánh giá (ngày)", "GK-low", _RATING),
    Parameter("rating_confirm_days", 5, "Hạn cấp trên công nhận xếp loại (ngày)", "GK-low", _RATING),
    Parameter("rating_appeal_days", 15, "Số ngày được khiếu nại kết quả xếp loại", "GK-low", _RATING),
    Parameter("rating_appeal_times", 1, "Số lần được khiếu nại một kết quả xếp loại", "DP", _HABIT),
    Parameter("honorary_approver_level", "DISTRICT", "Cấp công nhận đoàn viên danh dự", "GK-low", _HABIT),
    Parameter("honorary_decide_days", 30, "Hạn xét đoàn viên danh dự (ngày)", "GK-low", _HABIT),
    Parameter("outstanding_resolve_days", 15, "Hạn ra nghị quyết giới thiệu đoàn viên ưu tú (ngày)", "GK-low", _PARTY),
    Parameter("party_class_valid_months", 60, "Số tháng hiệu lực của lớp nhận thức về Đảng", "S53", _PARTY),
    Parameter("recommendation_valid_months", 12, "Số tháng hiệu lực của nghị quyết giới thiệu", "GK-low", _PARTY),
    Parameter("party_min_age", "18y", "Tuổi tối thiểu vào Đảng", "S54", "Điều lệ Đảng"),
    Parameter("party_probation_months", 12, "Số tháng dự bị", "GK-high", "Điều lệ Đảng"),
    Parameter(
        "award_review_days", 7, "Hạn mỗi cấp xét đề nghị khen thưởng (ngày)", "GK-high", "Quy chế thi đua, khen thưởng"
    ),
    Parameter("award_plan_days", 60, "Hạn gửi hồ sơ khen thưởng khi kế hoạch không ghi hạn (ngày)", "DP", _AWARDS),
    Parameter("discipline_decide_days", 30, "Hạn quyết định kỷ luật (ngày)", "GK-low", _DISCIPLINE),
    Parameter("discipline_announce_days", 7, "Hạn công bố quyết định kỷ luật (ngày)", "DP", _HABIT),
    Parameter("discipline_effect_months", 12, "Số tháng quyết định kỷ luật hết hiệu lực", "GK-low", _HABIT),
    Parameter("suspension_max_months", 3, "Số tháng đình chỉ mỗi lần", "S61", _DISCIPLINE),
    Parameter("suspension_total_months", 6, "Tổng số tháng đình chỉ", "S61", _DISCIPLINE),
    Parameter("suspension_end_months", 0, "Quá hạn đình chỉ bao nhiêu tháng thì tự thôi đình chỉ", "DP", _HABIT),
    Parameter("complaint_window_days", 30, "Số ngày được khiếu nại kỷ luật", "GK-low", _DISCIPLINE),
    Parameter("complaint_answer_days", 60, "Hạn trả lời khiếu nại ở cấp huyện trở xuống (ngày)", "GK-low", _DISCIPLINE),
    Parameter("complaint_answer_province_days", 90, "Hạn trả lời khiếu nại ở cấp tỉnh (ngày)", "GK-low", _DISCIPLINE),
    Parameter("progress_min_months", 6, "Số tháng sớm nhất để công nhận tiến bộ", "GK-low", _DISCIPLINE),
    Parameter("progress_comment_months", 3, "Mỗi bao nhiêu tháng nhận xét sửa chữa", "GK-high", _DISCIPLINE),
    Parameter("away_max_months", 12, "Số tháng tối đa mỗi lần tạm hoãn vì đi xa", "S35,S5", _AWAY),
    Parameter("away_contact_months", 6, "Số tháng không liên lạc thì coi là mất liên lạc", "GK-low", _AWAY),
    Parameter("away_list_days", 7, "Hạn chi đoàn báo danh sách đi xa (ngày)", "GK-low", _AWAY),
    Parameter("residence_min_months", 6, "Số tháng tối thiểu ở nơi cư trú", "S21", _RESIDENCE),
    Parameter("residence_introduce_days", 30, "Hạn giới thiệu về nơi cư trú (ngày)", "GK-low", _RESIDENCE),
    Parameter("residence_receive_days", 15, "Hạn nơi cư trú tiếp nhận (ngày)", "GK-low", _RESIDENCE),
    Parameter("residence_comment_by", "15-11", "Ngày cuối nơi cư trú gửi nhận xét hằng năm", "GK-low", _RESIDENCE),
    Parameter("residence_vote", False, "Có quyền biểu quyết ở nơi cư trú", "GK-low", _RESIDENCE),
    Parameter("temp_min_months", 3, "Số tháng sinh hoạt tạm thời tối thiểu", "GK-low", _HABIT),
    Parameter("temp_max_months", 12, "Số tháng sinh hoạt tạm thời tối đa", "GK-low", _HABIT),
    Parameter("temp_step_days", 5, "Hạn mỗi bước sinh hoạt tạm thời (ngày)", "GK-low", _HABIT),
    Parameter("temp_grace_days", 30, "Số ngày chờ sau khi hết hạn tạm thời", "DP", _HABIT),
    Parameter("temp_fee_at", "HOME", "Nơi đóng đoàn phí khi sinh hoạt tạm thời", "GK-low", _FEE),
    Parameter("card_issue_days", 7, "Hạn cấp lại thẻ (ngày)", "GK-low", _HABIT),
    Parameter(
        "fee_rate_no_salary", 2000, "Đoàn phí mỗi tháng khi không hưởng lương (đồng)", "S65", "Quy định đoàn phí 2011"
    ),
    Parameter("fee_rate_salaried", 5000, "Đoàn phí mỗi tháng khi hưởng lương (đồng)", "S65", "Quy định đoàn phí 2011"),
    Parameter(
        "fee_rate_abroad", 5000, "Đoàn phí tối thiểu mỗi tháng khi ở nước ngoài (đồng)", "S65", "Quy định đoàn phí 2011"
    ),
    Parameter("fee_keep_ratio", "2/3", "Phần đoàn phí mỗi cấp giữ lại", "S72", _FEE),
    Parameter("fee_exempt_max_months", 6, "Số tháng miễn đoàn phí tối đa", "S72", _FEE),
    Parameter("fee_exempt_back_months", 3, "Số tháng đã qua còn được xét miễn đoàn phí", "DP", _HABIT),
    Parameter("fee_exempt_decide_days", 15, "Hạn xét miễn đoàn phí (ngày)", "GK-low", _HABIT),
    Parameter("chapter_min_members", 3, "Số đoàn viên tối thiểu của chi đoàn", "S8", _CHARTER),
    Parameter("grassroots_min_members", 30, "Số đoàn viên tối thiểu để lập đoàn cơ sở", "S9", _CHARTER),
    Parameter("grassroots_min_chapters", 2, "Số chi đoàn tối thiểu để lập đoàn cơ sở", "S9", _CHARTER),
    Parameter("chapter_bch_threshold", 9, "Số đoàn viên để bầu ban chấp hành chi đoàn", "S3", "Hướng dẫn khoá XIII"),
    Parameter("chapter_bch_min_seats", 3, "Số uỷ viên ít nhất của ban chấp hành chi đoàn", "GK-low", _ORGANISATION),
    Parameter("bureau_share", "1/3", "Phần ban chấp hành được là ban thường vụ nhiều nhất", "GK-high", _ORGANISATION),
    Parameter("provisional_max_months", 6, "Số tháng tối đa của ban chấp hành lâm thời", "S13", _ORGANISATION),
    Parameter("unit_merge_undo_days", 30, "Số ngày còn huỷ được việc sáp nhập đơn vị", "DP", _HABIT),
    Parameter("committee_undo_days", 30, "Số ngày còn thu hồi được việc chuẩn y ban chấp hành", "DP", _HABIT),
    Parameter("bch_absence_limit", 3, "Số kỳ họp vắng liên tiếp để xoá tên khỏi ban chấp hành", "S13", _ORGANISATION),
    Parameter("campaign_undo_days", 1, "Số ngày còn huỷ được một đợt vừa mở", "DP", _HABIT),
    Parameter("campaign_confirm_above", 1000, "Đợt mở quá bao nhiêu hồ sơ thì phải gõ số để xác nhận", "DP", _HABIT),
    Parameter(
        "rating_after_failed_training",
        "HT",
        "Xếp loại cao nhất khi rèn luyện không đạt",
        "GK-low",
        f"{_RATING}; {_TRAINING}",
    ),
    Parameter("escalate_days", 7, "Quá hạn bao nhiêu ngày thì báo cấp trên", "DP", _HABIT),
    Parameter(
        "numbering_reset",
        "TERM",
        "Số văn bản bắt đầu lại theo nhiệm kỳ (TERM) hay năm (YEAR)",
        "INF",
        "Thể thức văn bản của Đoàn",
    ),
    Parameter(
        "officer_second_factor", False, "Cán bộ từ cấp cơ sở phải có mã xác thực thứ hai", "DP", "An toàn tài khoản"
    ),
    Parameter("fee_away_months", 3, "Số tháng đoàn viên đi xa được đóng đoàn phí gộp một lần", "S65", _FEE),
    Parameter("award_forms", AWARD_FORMS, "Hình thức khen thưởng", "S15,S58,S60,GK-high", _AWARDS),
    Parameter("training_items", training_catalogue.ITEMS, "Nội dung rèn luyện để chọn", "S44,GK-low", _TRAINING),
    Parameter("fee_ahead_months", 0, "Số tháng đoàn viên khác được đóng đoàn phí trước", "DP", _HABIT),
    Parameter("training_items_level", "DISTRICT", "Cấp thấp nhất được thêm nội dung rèn luyện riêng", "DP", _TRAINING),
    Parameter("term_months_upper", 60, "Nhiệm kỳ của Đoàn cấp tỉnh, cấp huyện (tháng)", "GK-high", _TERMS),
    Parameter("term_months_area", 60, "Nhiệm kỳ của Đoàn xã, phường, thị trấn (tháng)", "S3", _TERMS),
    Parameter("term_months_university", 30, "Nhiệm kỳ của Đoàn trường đại học, cao đẳng (tháng)", "S3", _TERMS),
    Parameter("term_months_school", 12, "Nhiệm kỳ của Đoàn trường phổ thông, chi đoàn lớp (tháng)", "GK-high", _TERMS),
    Parameter("term_months_grassroots", 30, "Nhiệm kỳ của Đoàn cơ sở khác (tháng)", "GK-low", _TERMS),
    Parameter("term_months_chapter", 30, "Nhiệm kỳ của chi đoàn khác (tháng)", "GK-low", _TERMS),
    Parameter("term_extension_share", "1/2", "Phần nhiệm kỳ được kéo dài thêm nhiều nhất", "S13,S14", _ORGANISATION),
    Parameter("term_shortening_share", "1/2", "Phần nhiệm kỳ được rút ngắn nhiều nhất", "S14", _ORGANISATION),
    Parameter("term_alert_days", 90, "Báo trước khi hết nhiệm kỳ (ngày)", "DP", _HABIT),
    Parameter("calendar_days", (), "Ngày nghỉ thêm và ngày làm bù trong năm", "GK-high", _CALENDAR),
    Parameter("report_rhythm_lower", "QUARTER", "Chi đoàn và cấp cơ sở nộp báo cáo thống kê", "S10", _REPORTS),
    Parameter("report_rhythm_upper", "HALF_AND_YEAR", "Cấp huyện và cấp tỉnh nộp báo cáo thống kê", "S10", _REPORTS),
    Parameter("report_due_days_lower", 10, "Hạn chi đoàn, cấp cơ sở nộp báo cáo sau khi hết kỳ (ngày)", "DP", _HABIT),
    Parameter("report_due_days_upper", 20, "Hạn cấp huyện, cấp tỉnh nộp báo cáo sau khi hết kỳ (ngày)", "DP", _HABIT),
    Parameter("report_early_days", 0, "Số ngày trước khi hết kỳ đã được nộp báo cáo thống kê", "DP", _HABIT),
    Parameter(
        "report_first_day",
        AUTO,
        "Chỉ bắt buộc báo cáo các kỳ hết sau ngày (tự động: ngày đơn vị được đưa vào hệ thống)",
        "DP",
        _HABIT,
    ),
)
BY_KEY = {parameter.key: parameter for parameter in PARAMETERS}
WORKING_DAYS = frozenset({"transfer_chapter_days", "transfer_origin_days", "transfer_destination_days"})
"""Parameters whose days are working days (domain rule 5); of all others every day counts."""
CALENDAR_KINDS = {"OFF": "Nghỉ thêm", "WORKED": "Làm bù"}
"""What the plan of a year makes of a day: a day off besides those by law, or a day that is worked on all the same."""
DEFAULTS: dict[str, Any] = {parameter.key: parameter.default for parameter in PARAMETERS}
