"""What members may undertake for a year: five groups of the guidance (HD 13, 2018), each with items to choose from."""

GROUPS = {
    "THOUGHT": "Tư tưởng chính trị, đạo đức, lối sống",
    "STUDY": "Học tập, chuyên môn, nghiệp vụ, lao động",
    "HEALTH": "Thể chất, sức khoẻ",
    "SKILLS": "Kỹ năng xã hội, ngoại ngữ, kỹ năng số",
    "SERVICE": "Hoạt động tình nguyện, công tác Đoàn, Hội, xây dựng Đảng",
}
"""The groups by code, in their order (S44)."""
LENGTHS = {"text": 300, "measure": 200, "target": 200}
"""How long what an item says may be: what is undertaken, by what it is judged, how much."""
ITEMS = tuple(
    {"code": code, "group": group, "text": text, "measure": measure, "target": target, "mark": "GK-low"}
    for code, group, text, measure, target in (
        (
            "HOC_TAP_BAC",
            "THOUGHT",
            "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
            "Việc làm theo Bác đã thực hiện",
            "2 việc",
        ),
        ("LY_LUAN", "THOUGHT", "Học tập các bài học lý luận chính trị", "Bài đã học và có thu hoạch", "6 bài"),
        ("NGHI_QUYET", "THOUGHT", "Tham gia học tập nghị quyết của Đảng, của Đoàn", "Buổi đã tham gia", "2 buổi"),
        ("KET_QUA", "STUDY", "Nâng kết quả học tập hoặc công tác", "Xếp loại cuối năm", "Từ khá trở lên"),
        ("SANG_KIEN", "STUDY", "Có sáng kiến, ý tưởng cải tiến trong học tập, lao động", "Ý tưởng đã gửi", "1 ý tưởng"),
        ("TU_HOC", "STUDY", "Đọc sách, tự học thêm", "Cuốn sách đã đọc", "4 cuốn"),
        ("THE_THAO", "HEALTH", "Luyện tập một môn thể thao", "Buổi mỗi tuần", "3 buổi"),
        ("GIAI_THE_THAO", "HEALTH", "Tham gia giải thể thao, ngày chạy của Đoàn", "Lần tham gia", "1 lần"),
        ("LOI_SONG", "HEALTH", "Không hút thuốc, không lạm dụng rượu bia", "Tự giữ cả năm", "Cả năm"),
        ("NGOAI_NGU", "SKILLS", "Học ngoại ngữ", "Chứng chỉ hoặc bài kiểm tra", "1 bậc"),
        ("KY_NANG_SO", "SKILLS", "Nâng kỹ năng số", "Khoá học hoặc phần mềm sử dụng được", "1 khoá"),
        ("KY_NANG_XA_HOI", "SKILLS", "Rèn một kỹ năng xã hội", "Buổi tập huấn đã tham gia", "2 buổi"),
        ("TINH_NGUYEN", "SERVICE", "Tham gia hoạt động tình nguyện", "Ngày tình nguyện", "3 ngày"),
        ("SINH_HOAT", "SERVICE", "Sinh hoạt chi đoàn đầy đủ", "Tỉ lệ tham gia", "Từ 90%"),
        ("GIOI_THIEU", "SERVICE", "Giới thiệu thanh niên vào Đoàn, vào Hội", "Người được giới thiệu", "1 người"),
    )
)
"""The items until the province says otherwise: what is undertaken, by what it is judged, how much."""
