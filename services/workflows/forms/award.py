"""What the moves of an award case ask."""

from marshmallow import fields
from marshmallow.validate import Length, Range

from services.workflows.domain import award_forms
from services.workflows.domain.forms import Form
from services.workflows.forms.fields import TODAY, ago, ahead, choice, count, day, paper, text

_WHAT, _MERITS, _PLAN = "Đề nghị khen thưởng", "Thành tích", "Đợt khen thưởng"
_MEETING, _REVIEW, _DECISION = "Họp xét", "Ý kiến xét", "Quyết định"
_MOST_MONEY = 1_000_000_000


class AwardForm(Form):
    """Who is proposed for what, on which occasion, and why."""

    award_form = fields.String(
        validate=Length(max=60),
        metadata={"title": "Hình thức khen thưởng", "group": _WHAT, "needed": "open", "choices_of": "award_forms"},
        allow_none=True,
    )
    kind = choice(award_forms.KINDS, "Loại khen thưởng", _WHAT, needed="open")
    name = text("Tên tập thể, hoặc người không có trong danh bộ", _WHAT, hint="Bỏ trống khi đã chọn đoàn viên.")
    workplace = text("Nơi công tác", _WHAT)
    occasion = text("Đợt, dịp khen thưởng", _PLAN, needed="open")
    plan_no = text("Số kế hoạch, hướng dẫn của cấp trên", _PLAN)
    plan_due_on = day(
        "Hạn nhận hồ sơ theo kế hoạch",
        _PLAN,
        since=ago(36),
        until=ahead(24),
        hint="Bỏ trống thì theo số ngày của quy định.",
    )
    merits = text("Tóm tắt thành tích", _MERITS, max_length=2000, widget="textarea", needed="propose")
    met_on = day("Ngày họp xét", _MEETING, until=TODAY, needed="propose")
    met_at = text("Địa điểm", _MEETING)
    chair = text("Chủ toạ", _MEETING, max_length=120)
    secretary = text("Thư ký", _MEETING, max_length=120)
    members_total = count("Tổng số người thuộc diện dự họp", _MEETING, hint="Chi đoàn bỏ trống thì lấy số đoàn viên.")
    present = count("Có mặt", _MEETING)
    agree = count("Tán thành", _MEETING)
    disagree = count("Không tán thành", _MEETING)
    blank = count("Không có ý kiến", _MEETING)
    minutes_file = paper("Biên bản họp xét", _MEETING)
    report_file = paper("Báo cáo thành tích", _MERITS)
    request_file = paper("Công văn, tờ trình đề nghị", _MERITS)


class ReviewForm(Form):
    """What a level on the way to the owner thinks of it."""

    reviewed_on = day("Ngày xét", _REVIEW, since="met_on", until=TODAY, required=True)
    opinion = text("Ý kiến", _REVIEW, max_length=1000, widget="textarea")


class AwardDecisionForm(Form):
    """What goes with the award."""

    reason = text("Thành tích ghi trong quyết định", _DECISION, max_length=500)
    money = fields.Integer(
        strict=True,
        validate=Range(0, _MOST_MONEY),
        allow_none=True,
        metadata={"title": "Tiền thưởng (đồng)", "group": _DECISION},
    )
    fund = text("Nguồn kinh phí", _DECISION)


class CentralForm(Form):
    """The decision of the central committee, which is outside of this system."""

    decision_no = text("Số quyết định của Trung ương Đoàn", _DECISION, needed="record_central")
    decided_on = day("Ngày quyết định", _DECISION, since="met_on", until=TODAY, required=True)
    decision_file = paper("Quyết định", _DECISION)


class ConferralForm(Form):
    """When and where the award was conferred."""

    conferred_on = day("Ngày trao", "Trao tặng", since="met_on", until=TODAY, required=True)
    place = text("Nơi trao", "Trao tặng")
