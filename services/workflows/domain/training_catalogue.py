"""What members may undertake for a year: five groups of the guidance (HD 13, 2018), each with proposals to choose from.

A programme names a group by its code; its items are the proposals as they stand, or the member's own words.
"""

from dataclasses import asdict, dataclass
from typing import Final


@dataclass(frozen=True)
class Proposal:
    """Something to undertake. measure: by what it is judged; target: how much, as proposed."""

    text: str
    measure: str
    target: str


@dataclass(frozen=True)
class Group:
    """One of the five."""

    code: str
    title: str
    proposals: tuple[Proposal, ...]


GROUPS: Final = (
    Group(
        "THOUGHT",
        "Tư tưởng chính trị, đạo đức, lối sống",
        (
            Proposal(
                "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
                "Việc làm theo Bác đã thực hiện",
                "2 việc",
            ),
            Proposal("Học tập các bài học lý luận chính trị", "Bài đã học và có thu hoạch", "6 bài"),
            Proposal("Tham gia học tập nghị quyết của Đảng, của Đoàn", "Buổi đã tham gia", "2 buổi"),
        ),
    ),
    Group(
        "STUDY",
        "Học tập, chuyên môn, nghiệp vụ, lao động",
        (
            Proposal("Nâng kết quả học tập hoặc công tác", "Xếp loại cuối năm", "Từ khá trở lên"),
            Proposal("Có sáng kiến, ý tưởng cải tiến trong học tập, lao động", "Ý tưởng đã gửi", "1 ý tưởng"),
            Proposal("Đọc sách, tự học thêm", "Cuốn sách đã đọc", "4 cuốn"),
        ),
    ),
    Group(
        "HEALTH",
        "Thể chất, sức khoẻ",
        (
            Proposal("Luyện tập một môn thể thao", "Buổi mỗi tuần", "3 buổi"),
            Proposal("Tham gia giải thể thao, ngày chạy của Đoàn", "Lần tham gia", "1 lần"),
            Proposal("Không hút thuốc, không lạm dụng rượu bia", "Tự giữ cả năm", "Cả năm"),
        ),
    ),
    Group(
        "SKILLS",
        "Kỹ năng xã hội, ngoại ngữ, kỹ năng số",
        (
            Proposal("Học ngoại ngữ", "Chứng chỉ hoặc bài kiểm tra", "1 bậc"),
            Proposal("Nâng kỹ năng số", "Khoá học hoặc phần mềm sử dụng được", "1 khoá"),
            Proposal("Rèn một kỹ năng xã hội", "Buổi tập huấn đã tham gia", "2 buổi"),
        ),
    ),
    Group(
        "SERVICE",
        "Hoạt động tình nguyện, công tác Đoàn, Hội, xây dựng Đảng",
        (
            Proposal("Tham gia hoạt động tình nguyện", "Ngày tình nguyện", "3 ngày"),
            Proposal("Sinh hoạt chi đoàn đầy đủ", "Tỉ lệ tham gia", "Từ 90%"),
            Proposal("Giới thiệu thanh niên vào Đoàn, vào Hội", "Người được giới thiệu", "1 người"),
        ),
    ),
)
CODES: Final = tuple(group.code for group in GROUPS)
TITLES: Final = {group.code: group.title for group in GROUPS}


def first_of_each() -> list[dict[str, str]]:
    """A programme to begin with: one proposal of each group."""
    return [{"group": group.code, **asdict(group.proposals[0])} for group in GROUPS]
