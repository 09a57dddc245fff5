"""What the moves of an honorary member's case ask."""

from services.workflows.domain import honorary_rules as rules
from services.workflows.domain import lists
from services.workflows.domain.forms import Form
from services.workflows.forms.fields import LIFETIME, TODAY, NameField, choice, count, day, flag, paper, text

_PERSON, _MERITS, _MEETING, _DECISION = "Người được đề nghị", "Thành tích", "Họp Ban Chấp hành", "Quyết định"


class HonoraryForm(Form):
    """Who is proposed, for what, and to whom. Somebody of the registry is chosen, anybody else described."""

    full_name = NameField(
        metadata={"title": "Họ và tên", "group": _PERSON, "hint": "Bỏ trống khi đã chọn người trong danh bộ."},
        allow_none=True,
    )
    sex = choice(lists.SEXES, "Giới tính", _PERSON)
    born_on = day("Ngày sinh", _PERSON, since=LIFETIME, until=TODAY, past=True)
    workplace = text("Nơi công tác", _PERSON)
    is_another_person = flag("Đã đối chiếu, là người khác với đoàn viên cùng họ tên, ngày sinh", _PERSON)
    approver_level = choice(
        rules.LEVELS,
        "Cấp công nhận",
        _DECISION,
        needed="open",
        hint="Nhân vật tiêu biểu của tỉnh do cấp tỉnh công nhận.",
    )
    merits = text(
        "Đóng góp cho Đoàn",
        _MERITS,
        max_length=2000,
        widget="textarea",
        needed="open",
        hint="Khác với đoàn viên danh dự của tổ chức Công đoàn.",
    )
    consents = flag("Người được đề nghị đồng ý", _PERSON)
    consent_file = paper("Văn bản đồng ý", _PERSON)


class AgreementForm(Form):
    """What the committee of the proposing unit says."""

    met_on = day("Ngày họp", _MEETING, until=TODAY, required=True)
    members_total = count("Tổng số uỷ viên", _MEETING, required=True)
    present = count("Có mặt", _MEETING, required=True)
    agree = count("Tán thành", _MEETING, required=True)
    minutes_file = paper("Biên bản họp", _MEETING)


class HonourConferralForm(Form):
    """When and where the honour was conferred."""

    conferred_on = day("Ngày trao", "Trao tặng", since="agreement.met_on", until=TODAY, required=True)
    place = text("Nơi trao", "Trao tặng")


class EndOfHonourForm(Form):
    """Why the honour ends."""

    cause = choice(rules.CAUSES, "Vì", "Thôi công nhận", needed="withdraw")
    reason = text("Lý do", "Thôi công nhận", max_length=1000, widget="textarea", needed="withdraw")
