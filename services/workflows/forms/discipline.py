"""What the moves of a discipline case ask."""

from services.workflows.domain import discipline, lists
from services.workflows.domain.forms import Form
from services.workflows.forms.fields import TODAY, ahead, choice, count, day, flag, paper, text

_OFFENCE, _MEETING, _RESULT = "Vi phạm", "Cuộc họp", "Kết quả bỏ phiếu"
_CHECK, _DECISION, _SUSPENSION, _COMPLAINT = "Xác minh", "Quyết định", "Đình chỉ", "Khiếu nại"


class DisciplineForm(Form):
    """Whom the case is about, in which quality, and what they are said to have done."""

    whom = choice(discipline.ACCUSED, "Xem xét với tư cách", _OFFENCE, needed="open")
    offence = choice(discipline.OFFENCES, "Loại vi phạm", _OFFENCE)
    violation = text("Nội dung vi phạm", _OFFENCE, max_length=2000, widget="textarea", needed="open")
    violated_on = day("Ngày vi phạm", _OFFENCE, until=TODAY)
    source = choice(discipline.SOURCES, "Phát hiện từ", _OFFENCE)
    verdict_no = text("Số bản án", _OFFENCE, when={"offence": ["KET_AN"]})
    committee_involved = flag("Toàn bộ Ban Chấp hành có liên quan (Đoàn cấp trên xem xét)", _OFFENCE)
    source_file = paper("Đơn thư, văn bản kèm theo", _OFFENCE)


class StartForm(Form):
    """Who verifies."""

    started_on = day("Ngày bắt đầu xác minh", _CHECK, since="violated_on", until=TODAY, required=True)
    team = text("Tổ xác minh", _CHECK, max_length=500, hint="Họ tên từng người, cách nhau dấu phẩy.")


class VerificationForm(Form):
    """What the verification found (template T15A)."""

    ended_on = day("Ngày kết thúc xác minh", _CHECK, since="check.started_on", until=TODAY, required=True)
    findings = text("Kết quả xác minh", _CHECK, max_length=4000, widget="textarea", needed="record_meeting")
    evidence = text("Chứng cứ", _CHECK, max_length=2000, widget="textarea")
    proposal = text("Đề nghị của tổ xác minh", _CHECK, max_length=1000)
    report_file = paper("Báo cáo xác minh", _CHECK)


class MeetingForm(Form):
    """The meeting that considers the case: self-criticism first, then the report, then the discussion (S18)."""

    held_on = day("Ngày họp", _MEETING, since="verification.ended_on", until=TODAY, required=True)
    place = text("Địa điểm", _MEETING)
    chair = text("Chủ toạ", _MEETING, max_length=120)
    secretary = text("Thư ký", _MEETING, max_length=120)
    self_criticism = flag("Người bị xem xét đã trình bày bản tự kiểm điểm", _MEETING)
    self_criticism_file = paper("Bản tự kiểm điểm", _MEETING)
    absence_reason = text("Lý do không có bản tự kiểm điểm", _MEETING, max_length=500)
    own_proposal = choice(discipline.FORMS, "Hình thức tự đề nghị", _MEETING)
    report_read = flag("Đã đọc báo cáo xác minh", _MEETING)
    conclusion = text("Kết luận của chủ toạ", _MEETING, max_length=2000, widget="textarea")
    minutes_file = paper("Biên bản họp", _MEETING)


class DisciplineVoteForm(Form):
    """The secret ballot, with the votes for each form. The accused votes too (S18)."""

    voters = choice(discipline.VOTERS, "Ai bỏ phiếu", _RESULT, needed="record_vote")
    ballot = choice(lists.BALLOTS, "Hình thức biểu quyết", _RESULT, needed="record_vote")
    members_total = count(
        "Tổng số người thuộc diện bỏ phiếu", _RESULT, hint="Bỏ trống thì lấy số trong danh sách của đơn vị ngày họp."
    )
    present = count("Có mặt", _RESULT, required=True)
    accused_voted = flag("Người bị xem xét có bỏ phiếu", _RESULT)
    for_khien_trach = count("Khiển trách", _RESULT)
    for_canh_cao = count("Cảnh cáo", _RESULT)
    for_cach_chuc = count("Cách chức", _RESULT)
    for_khai_tru = count("Khai trừ", _RESULT)
    for_none = count("Không kỷ luật", _RESULT)
    blank = count("Không có ý kiến", _RESULT)
    invalid = count("Phiếu không hợp lệ", _RESULT)


class DecisionForm(Form):
    """What the superior decides. Another form than the vote's, or one without a vote, is told with its reason."""

    form = choice(discipline.FORMS, "Hình thức kỷ luật", _DECISION, needed="decide")
    reason = text("Lý do", _DECISION, max_length=2000, widget="textarea", needed="decide")
    special_reason = text(
        "Trường hợp đặc biệt: vì sao quyết định khác kết quả bỏ phiếu", _DECISION, max_length=1000, widget="textarea"
    )
    all_seats = flag("Cách chức cả tư cách uỷ viên Ban Chấp hành", _DECISION, when={"form": [discipline.REMOVAL]})


class AnnouncementForm(Form):
    """When and where the decision was announced: from then on it is in force (S5)."""

    announced_on = day("Ngày công bố", _DECISION, since="vote.met_on", until=TODAY, required=True)
    place = text("Nơi công bố", _DECISION)


class SuspensionForm(Form):
    """From what, how long and why somebody is suspended, and that the Party committee agrees (S61)."""

    what = choice(discipline.SUSPENDED_FROM, "Đình chỉ", _SUSPENSION, needed="suspend")
    from_on = day("Từ ngày", _SUSPENSION, since="violated_on", until=ahead(3), required=True)
    until = day("Đến hết ngày", _SUSPENSION, since=("from_on", "suspensions.from_on"), until=ahead(12), required=True)
    reason = text("Lý do", _SUSPENSION, max_length=1000, widget="textarea", needed="suspend")
    party_opinion = text("Ý kiến đồng ý của cấp uỷ", _SUSPENSION, max_length=500, needed="suspend")


class ExtensionForm(Form):
    """Until when a suspension goes on, once."""

    until = day(
        "Gia hạn đến hết ngày", _SUSPENSION, since=("from_on", "suspensions.from_on"), until=ahead(12), required=True
    )
    reason = text("Lý do", _SUSPENSION, max_length=1000, widget="textarea", needed="extend_suspension")
    party_opinion = text("Ý kiến đồng ý của cấp uỷ", _SUSPENSION, max_length=500, needed="extend_suspension")


class LiftingForm(Form):
    """From when a suspension counts no more."""

    lifted_on = day("Thôi đình chỉ từ ngày", _SUSPENSION, since="suspensions.from_on", until=ahead(3), required=True)


class CommentForm(Form):
    """How the person makes up for it, at least every three months."""

    commented_on = day("Ngày nhận xét", "Nhận xét", since="meeting.held_on", until=TODAY, required=True)
    comment = text(
        "Nhận xét việc sửa chữa khuyết điểm", "Nhận xét", max_length=2000, widget="textarea", needed="comment"
    )
    has_corrected = flag("Đã sửa chữa tốt", "Nhận xét")


class ProgressForm(Form):
    """Why progress is to be recognised."""

    comment = text(
        "Kết quả sửa chữa khuyết điểm",
        "Công nhận tiến bộ",
        max_length=2000,
        widget="textarea",
        needed="propose_progress",
    )


class ComplaintForm(Form):
    """What the person complains about. The services keep the day of filing."""

    complained_on = day("Ngày khiếu nại", _COMPLAINT, until=TODAY, hint="Bỏ trống nếu nộp hôm nay.")
    received_reason = text(
        "Lý do ghi ngày sớm hơn hôm nay",
        _COMPLAINT,
        max_length=500,
        hint="Chỉ cán bộ nhận đơn giấy ghi; hồ sơ đánh dấu đơn này.",
    )
    content = text("Nội dung khiếu nại", _COMPLAINT, max_length=4000, widget="textarea", needed="complain")
    complaint_file = paper("Đơn khiếu nại", _COMPLAINT)


class AnswerForm(Form):
    """How the complaint was answered (template T15D)."""

    outcome = choice(discipline.OUTCOMES, "Kết quả giải quyết", _COMPLAINT, needed="answer_complaint")
    form = choice(discipline.FORMS, "Hình thức mới", _COMPLAINT, when={"outcome": ["CHANGED"]})
    findings = text("Kết luận", _COMPLAINT, max_length=4000, widget="textarea", needed="answer_complaint")
    answered_on = day("Ngày trả lời", _COMPLAINT, since="complaints.complained_on", until=TODAY, required=True)
