"""What is asked about members who take part elsewhere for a time: away, at their residence, or at a host."""

from marshmallow import fields
from marshmallow.validate import Range

from services.kit.schema import PhoneField
from services.workflows.domain import moving
from services.workflows.domain.forms import Form
from services.workflows.forms.fields import TODAY, ago, ahead, choice, day, month, paper, text, unit

_TRIP = "Chuyến đi"
_HOST = "Nơi nhận"
_STAY = "Thời gian"
_HOME = "Chi đoàn nhận xét"
_COMMENT = "Nhận xét"


def _phone(title: str, group: str) -> PhoneField:
    return PhoneField(metadata={"title": title, "group": group}, allow_none=True)


class AwayForm(Form):
    """Where a member goes to work, and how to reach them (S64)."""

    destination_kind = choice(moving.AWAY_TO, "Đi đâu", _TRIP, needed="track")
    destination = text("Địa chỉ nơi đến, hoặc nước đến", _TRIP, max_length=300, required=True)
    employer = text("Nơi làm việc", _TRIP)
    reason = choice(moving.AWAY_REASONS, "Lý do", _TRIP)
    depart_on = day("Ngày đi", _TRIP, until=ahead(12), required=True)
    expected_on = day(
        "Dự kiến về", _TRIP, since="depart_on", until=ahead(36), hint="Mỗi lần tạm hoãn sinh hoạt không quá một năm."
    )
    contact_phone = _phone("Điện thoại, Zalo liên hệ", _TRIP)


class RegistrationForm(Form):
    """The unit where the member takes part while away."""

    destination_id = unit("Đơn vị đoàn nơi đến", _HOST, anywhere=True)
    destination_place = text("Đơn vị đoàn nơi đến ngoài hệ thống", _HOST)


class WholeAwayForm(AwayForm, RegistrationForm):
    """Everything that a case about someone away may know of itself."""


class ContactForm(Form):
    """One time that the chapter heard of the member."""

    on = day("Ngày liên hệ", "Liên hệ", until=TODAY, required=True)
    way = choice(moving.CONTACTS, "Cách liên hệ", "Liên hệ")
    told = text("Nội dung", "Liên hệ", max_length=500)


class ExtensionForm(Form):
    """Until when, and why."""

    until = day(
        "Gia hạn đến hết ngày", "Gia hạn", since=("depart_on", "since_on", "from_on"), until=ahead(120), required=True
    )
    reason = text("Lý do gia hạn", "Gia hạn", max_length=500)


class ReturnForm(Form):
    """How it ended."""

    returned_on = day("Ngày về", "Trở về", since="depart_on", until=TODAY, required=True)
    comment = text("Nhận xét của nơi đến", "Trở về", max_length=1000)


class ConversionForm(Form):
    """Where the member moves to for good."""

    outside = choice(moving.OUTSIDE[:1] + moving.OUTSIDE[2:], "Nơi đến không có trên hệ thống", "Chuyển sinh hoạt")
    destination_id = unit("Đơn vị nơi đến", "Chuyển sinh hoạt", anywhere=True)
    destination_place = text("Nơi đến ngoài hệ thống", "Chuyển sinh hoạt")


class ResidenceForm(Form):
    """Where a member lives, and since when (S21)."""

    destination_id = unit(
        "Đoàn nơi cư trú", _HOST, anywhere=True, hint="Đoàn xã, phường, thị trấn hoặc chi đoàn địa bàn."
    )
    destination_place = text("Đoàn nơi cư trú ngoài tỉnh", _HOST)
    address = text("Địa chỉ cư trú", _STAY, max_length=300, required=True)
    residence = choice(moving.RESIDENCES, "Hình thức cư trú", _STAY, needed="introduce")
    since_on = day("Cư trú từ ngày", _STAY, until=ahead(12), required=True)
    until = day(
        "Dự kiến ở đến",
        _STAY,
        since=("depart_on", "since_on", "from_on"),
        until=ahead(120),
        when={"residence": ["TEMPORARY"]},
    )
    contact_phone = _phone("Điện thoại liên hệ", _STAY)


class HostingForm(Form):
    """The chapter that has the member for the time."""

    chapter_id = unit("Chi đoàn nhận", _HOST, hint="Một chi đoàn đang hoạt động thuộc đơn vị của bạn.")


class WholeResidenceForm(ResidenceForm, HostingForm):
    """Everything that a case about a residence may know of itself."""


class YearlyCommentForm(Form):
    """How the member took part in a year."""

    year = fields.Integer(
        required=True, strict=True, validate=Range(2000, 2100), metadata={"title": "Năm", "group": _COMMENT}
    )
    comment = text("Nhận xét", _COMMENT, max_length=1000, widget="textarea", required=True)
    strengths = text("Ưu điểm", _COMMENT, max_length=500)
    weaknesses = text("Hạn chế", _COMMENT, max_length=500)
    grade = choice(moving.GRADES, "Mức tham gia", _COMMENT)


class EndForm(Form):
    """When it ended, and what the host says."""

    ended_on = day("Ngày kết thúc", "Kết thúc", since="since_on", until=ahead(1), required=True)
    comment = text("Nhận xét", "Kết thúc", max_length=1000, widget="textarea")
    grade = choice(moving.GRADES, "Mức tham gia", "Kết thúc")


class CommentedEndForm(EndForm):
    """The host never ends a stay without saying how it was."""

    comment = text("Nhận xét của nơi nhận", "Kết thúc", max_length=1000, widget="textarea", required=True)


class StayCommentForm(Form):
    """What the host says while the stay goes on: the year's end does not wait for the end of a stay."""

    comment = text("Nhận xét của nơi nhận", _COMMENT, max_length=1000, widget="textarea", required=True)
    grade = choice(moving.GRADES, "Mức tham gia", _COMMENT)


class StayForm(Form):
    """Where to, from when until when, and why."""

    destination_id = unit("Đơn vị nơi nhận", _HOST, anywhere=True)
    destination_place = text("Nơi nhận ngoài tỉnh", _HOST)
    reason = choice(moving.STAY_REASONS, "Lý do", _STAY)
    from_on = day("Từ ngày", _STAY, since=ago(24), until=ahead(12), required=True)
    until = day(
        "Đến hết ngày",
        _STAY,
        since=("depart_on", "since_on", "from_on"),
        until=ahead(120),
        required=True,
        hint="Ngắn hơn quy định thì chỉ cần báo chi đoàn; dài hơn thì chuyển sinh hoạt.",
    )
    contact_phone = _phone("Điện thoại liên hệ", _STAY)
    request_file = paper("Giấy tờ kèm theo", _STAY)


class WholeStayForm(StayForm, HostingForm):
    """Everything that a temporary stay may know of itself."""


class HomeCommentForm(Form):
    """What the home chapter says before a member goes for a time."""

    comment = text("Nhận xét của chi đoàn", _HOME, max_length=1000, widget="textarea", required=True)
    fee_paid_until = month("Đã đóng đoàn phí hết tháng", _HOME, until=ahead(12), required=True)
    card_no = text("Số thẻ đoàn viên", _HOME, max_length=40)
