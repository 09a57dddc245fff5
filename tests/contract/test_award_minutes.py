"""The minutes of the meeting that proposed an award, from the case to the page (template T01)."""

from services.messaging.domain import paper
from services.workflows.domain.process import Issue
from tests.unit.messaging.samples import CHAPTER, COMMUNE, a_paper
from tests.unit.workflows.award_cases import DOSSIER, made, viewed

HELD = {
    "met_at": "Nhà văn hoá thôn Hạ", "chair": "Lê Thị Thu", "secretary": "Trần Văn Bình",
    "members_total": 18, "present": 16, "agree": 15, "disagree": 1, "blank": 0,
}  # fmt: skip
PAGE = """\
{head}
{place}, ngày 24 tháng 11 năm 2026
BIÊN BẢN
Họp {unit} về việc xét đề nghị khen thưởng Tổng kết năm 2026
Thời gian: ngày 20 tháng 11 năm 2026
Địa điểm: Nhà văn hoá thôn Hạ
Chủ toạ: Lê Thị Thu
Thư ký: Trần Văn Bình
Tổng số {who}: 18
Có mặt: 16
"""


def page(issuer, form):
    view = viewed("proposed", {**DOSSIER, **form})
    [minutes] = [each for each in made("propose", view).effects if isinstance(each, Issue) and each.template == "T01"]
    told = {**minutes.common(view), "people": [minutes.person(view)]}
    return "\n".join(paper.lines(a_paper("T01", issuer=issuer, **told)))


def test_the_chapters_minutes_read_as_they_were_recorded():
    text = page(CHAPTER, HELD)

    wanted = PAGE.format(
        head="ĐOÀN TNCS HỒ CHÍ MINH\nBCH ĐOÀN XÃ TÂN MỸ\nCHI ĐOÀN THÔN HẠ\nSố: 12-BB/CĐ",
        place="Tân Mỹ", unit="Chi đoàn thôn Hạ", who="đoàn viên",
    )  # fmt: skip
    assert text.startswith(wanted), text
    assert "STT | Họ và tên | Ngày sinh | Tán thành | Không tán thành | Không ý kiến | Kết luận" in text
    assert "| 15 | 1 | 0 | Đề nghị Giấy khen" in text


def test_above_a_chapter_a_committee_met():
    assert "Tổng số uỷ viên: 18" in page(COMMUNE, HELD)


def test_a_meeting_without_numbers_leaves_them_out():
    text = page(CHAPTER, {})

    assert "Có mặt" not in text
    assert "Tán thành" not in text
