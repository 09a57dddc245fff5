"""The meeting of a chapter and its vote on one person."""

from services.workflows.domain import lists
from services.workflows.domain.forms import Form
from services.workflows.forms.fields import TODAY, choice, count, day, meeting, paper, text

_MEETING = "Cuộc họp"
_RESULT = "Kết quả biểu quyết"


class VoteForm(Form):
    """The meeting and its vote on this person alone."""

    met_on = day("Ngày họp", _MEETING, since="applied_on", until=TODAY, required=True)
    place = text("Địa điểm", _MEETING)
    chair = text("Chủ toạ", _MEETING, max_length=120)
    secretary = text("Thư ký", _MEETING, max_length=120)
    meeting_id = meeting("Cuộc họp", _MEETING)
    members_total = count("Tổng số đoàn viên", _MEETING, hint="Bỏ trống thì lấy số đoàn viên trong danh sách ngày họp.")
    summoned = count("Số triệu tập", _MEETING)
    present = count("Có mặt", _MEETING, required=True)
    excused = count("Vắng có lý do", _MEETING)
    unexcused = count("Vắng không lý do", _MEETING)
    voters = choice(lists.VOTERS, "Ai biểu quyết", _MEETING)
    superior_consent = text("Đoàn cấp trên đồng ý", _MEETING, max_length=300, when={"voters": ["committee"]})
    ballot = choice(lists.BALLOTS, "Hình thức biểu quyết", _RESULT)
    issued = count("Số phiếu phát ra", _RESULT, when={"ballot": ["secret"]})
    collected = count("Số phiếu thu về", _RESULT, when={"ballot": ["secret"]})
    agree = count("Tán thành", _RESULT, required=True)
    disagree = count("Không tán thành", _RESULT, required=True)
    blank = count("Không có ý kiến", _RESULT)
    invalid = count("Phiếu không hợp lệ", _RESULT)
    minutes_file = paper("Biên bản họp", _MEETING)
    conclusion = text("Kết luận", _RESULT, max_length=1000, widget="textarea")
