"""What leaving the roll asks: which ending, its ground, who was contacted, what the chapter decided, a complaint."""

from typing import Final

from marshmallow.validate import Regexp

from services.kit.schema import Text
from services.workflows.domain import inactivity
from services.workflows.domain.forms import Form
from services.workflows.domain.lists import Choices
from services.workflows.forms.fields import TODAY, ahead, choice, day, needed, paper, text
from services.workflows.forms.meeting import VoteForm

ENDINGS: Final[Choices] = (
    ("STRUCK_OFF", "Xoá tên"),
    ("WITHDRAWN", "Xin ra khỏi Đoàn"),
    ("DECEASED", "Đoàn viên đã mất"),
)
GROUNDS: Final[Choices] = (
    ("NO_ACTIVITY", "Không tham gia sinh hoạt"),
    ("NO_FEE", "Không đóng đoàn phí"),
    ("BOTH", "Không sinh hoạt và không đóng đoàn phí"),
    ("UNCLAIMED_TRANSFER", "Chuyển sinh hoạt quá hạn, không nơi nào tiếp nhận"),
    ("EMIGRATED", "Định cư ở nước ngoài"),
    ("OTHER", "Lý do khác"),
)
WAYS: Final[Choices] = (
    ("VISIT", "Đến nhà"),
    ("PHONE", "Điện thoại"),
    ("MESSAGE", "Tin nhắn, mạng xã hội"),
    ("LETTER", "Thư, giấy mời"),
    ("FAMILY", "Qua gia đình, người quen"),
)
OUTCOMES: Final[Choices] = (
    ("NO_ANSWER", "Không liên hệ được"),
    ("REFUSES", "Gặp được, không muốn sinh hoạt"),
    ("PROMISES", "Gặp được, hứa sinh hoạt lại"),
    ("GOOD_REASON", "Có lý do chính đáng (ốm đau, thai sản, nghĩa vụ quân sự…)"),
)
_ENDING = "Nội dung"
_GROUND = "Căn cứ"
_CONTACT = "Liên hệ đoàn viên"
_NOTICE = "Báo trước cuộc họp"
_COMPLAINT = "Khiếu nại"
_STRUCK = {"ending": ["STRUCK_OFF"]}


def _months(title: str, group: str, **said: object) -> Text:
    return Text(
        max_length=200,
        validate=Regexp(f"({inactivity.WRITTEN})?$", error="Ghi tháng như 09/2026, 10/2026, cách nhau dấu phẩy."),
        allow_none=True,
        metadata={"title": title, "group": group, **said},
    )


class GroundForm(Form):
    """Why the member is to be struck off, and what shows it."""

    ground = choice(GROUNDS, "Căn cứ", _GROUND, when=_STRUCK)
    months = _months(
        "Các tháng", _GROUND, when=_STRUCK, hint="Ví dụ 09/2026, 10/2026. Bỏ trống thì lấy các tháng hệ thống ghi nhận."
    )
    reason = text("Lý do cụ thể", _GROUND, max_length=1000, widget="textarea")
    evidence_file = paper("Giấy tờ chứng minh", _GROUND)


class EndingForm(Form):
    """Which ending."""

    ending = needed(ENDINGS, "Hình thức", _ENDING)


class RemovalForm(GroundForm, EndingForm):
    """The ending comes first; each asks for something of its own."""

    applied_on = day("Ngày viết đơn", _ENDING, until=TODAY, when={"ending": ["WITHDRAWN"]})
    application_file = paper("Đơn xin ra khỏi Đoàn", _ENDING, when={"ending": ["WITHDRAWN"]})
    died_on = day("Ngày mất", _ENDING, until=TODAY, when={"ending": ["DECEASED"]})
    death_file = paper("Giấy chứng tử, xác nhận", _ENDING, when={"ending": ["DECEASED"]})

    class Meta:
        ordered = True


class ContactForm(Form):
    """One attempt to reach the member."""

    on = day("Ngày liên hệ", _CONTACT, until=TODAY, required=True)
    way = needed(WAYS, "Cách liên hệ", _CONTACT)
    outcome = needed(OUTCOMES, "Kết quả", _CONTACT)
    said = text("Nội dung", _CONTACT, max_length=1000, widget="textarea")
    proof_file = paper("Ảnh, giấy tờ", _CONTACT)


class NoticeForm(Form):
    """The member is told of the meeting."""

    notified_on = day("Ngày báo", _NOTICE, until=TODAY, required=True)
    way = choice(WAYS, "Cách báo", _NOTICE)
    planned_on = day("Ngày họp dự kiến", _NOTICE, since="notified_on", until=ahead(12))
    notice_file = paper("Giấy báo", _NOTICE)


class RemovalVoteForm(VoteForm):
    """The meeting's vote, and the months that it rests on."""

    months = _months("Các tháng làm căn cứ", "Kết quả biểu quyết", hint="Ví dụ 09/2026, 10/2026.")


class ComplaintForm(Form):
    complained_on = day("Ngày khiếu nại", _COMPLAINT, since="vote.met_on", until=TODAY, required=True)
    content = text("Nội dung khiếu nại", _COMPLAINT, max_length=2000, widget="textarea")
    complaint_file = paper("Đơn, giấy tờ kèm theo", _COMPLAINT)


class AnswerForm(Form):
    """What was found when the complaint was looked into."""

    findings = text("Kết quả xem xét", _COMPLAINT, max_length=2000, widget="textarea")
    answer_file = paper("Văn bản trả lời", _COMPLAINT)
