"""What the moves of a case about the discipline of a unit ask."""

from services.workflows.domain import discipline, lists
from services.workflows.domain import unit_discipline as units
from services.workflows.domain.forms import Form
from services.workflows.forms.fields import TODAY, choice, count, day, flag, paper, text, unit

_OFFENCE, _REVIEW, _VOTE, _DECISION = "Vi phạm", "Hội nghị tự kiểm điểm", "Kết quả bỏ phiếu", "Quyết định"


class UnitOffenceForm(Form):
    """What the unit is said to have done, and who takes its members in if it is dissolved."""

    offence = choice(discipline.OFFENCES, "Loại vi phạm", _OFFENCE)
    violation = text("Nội dung vi phạm", _OFFENCE, max_length=2000, widget="textarea", needed="open")
    violated_on = day("Ngày vi phạm", _OFFENCE, until=TODAY)
    source = choice(discipline.SOURCES, "Phát hiện từ", _OFFENCE)
    source_file = paper("Đơn thư, văn bản kèm theo", _OFFENCE)
    destination_id = unit(
        "Đơn vị tiếp nhận đoàn viên nếu giải tán",
        _OFFENCE,
        hint="Một đơn vị cùng cấp đang hoạt động. Chỉ cần khi đề nghị giải tán.",
    )


class UnitReviewForm(Form):
    """The committee's meeting on itself: self-criticism, then a secret ballot on each form."""

    met_on = day("Ngày họp", _REVIEW, since="violated_on", until=TODAY, required=True)
    place = text("Địa điểm", _REVIEW)
    chair = text("Chủ toạ", _REVIEW, max_length=120)
    secretary = text("Thư ký", _REVIEW, max_length=120)
    self_criticism = text("Tóm tắt bản tự kiểm điểm", _REVIEW, max_length=4000, widget="textarea", needed="review_self")
    self_criticism_file = paper("Bản tự kiểm điểm", _REVIEW)
    minutes_file = paper("Biên bản hội nghị", _REVIEW)
    ballot = choice(lists.BALLOTS, "Hình thức biểu quyết", _VOTE, needed="review_self")
    members_total = count("Số uỷ viên Ban Chấp hành", _VOTE, required=True)
    present = count("Có mặt", _VOTE, required=True)
    for_khien_trach = count("Khiển trách", _VOTE)
    for_canh_cao = count("Cảnh cáo", _VOTE)
    for_giai_tan = count("Giải tán", _VOTE)
    for_none = count("Không kỷ luật", _VOTE)
    blank = count("Không có ý kiến", _VOTE)
    invalid = count("Phiếu không hợp lệ", _VOTE)


class UnitDecisionForm(Form):
    """What the committee above decides, and how it voted."""

    form = choice(units.FORMS, "Hình thức kỷ luật", _DECISION, needed="decide")
    reason = text("Lý do", _DECISION, max_length=2000, widget="textarea", needed="decide")
    special_reason = text(
        "Vì sao quyết định khác kết quả bỏ phiếu của đơn vị", _DECISION, max_length=1000, widget="textarea"
    )
    decided_on = day("Ngày họp", _DECISION, since=("violated_on", "vote.met_on"), until=TODAY, required=True)
    members_total = count("Số uỷ viên của cấp quyết định", _DECISION, required=True)
    present = count("Có mặt", _DECISION, required=True)
    agree = count("Tán thành hình thức này", _DECISION, required=True)


class WithoutReviewForm(Form):
    """Why the case goes on though the unit did not review itself."""

    refused_review = flag("Đơn vị không họp tự kiểm điểm khi đã được yêu cầu", _REVIEW)


class UnitAnswerForm(Form):
    """How the unit's complaint was answered (template T15D)."""

    outcome = choice(discipline.OUTCOMES, "Kết quả giải quyết", "Khiếu nại", needed="answer_complaint")
    form = choice(units.FORMS, "Hình thức mới", "Khiếu nại", when={"outcome": ["CHANGED"]})
    findings = text("Kết luận", "Khiếu nại", max_length=4000, widget="textarea", needed="answer_complaint")
    answered_on = day("Ngày trả lời", "Khiếu nại", since="complaints.complained_on", until=TODAY, required=True)
