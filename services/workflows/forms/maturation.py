"""What a maturation asks: the wish, the chapter's vote, the ceremony, and why a decision is taken back."""

from typing import Final

from services.workflows.domain.forms import Form
from services.workflows.domain.lists import Choices
from services.workflows.forms.fields import LIFETIME, TODAY, ahead, choice, day, flag, needed, paper, text, unit
from services.workflows.forms.meeting import VoteForm

WISHES: Final[Choices] = (("MATURE", "Trưởng thành đoàn"), ("CONTINUE", "Tiếp tục sinh hoạt"))
WAYS: Final[Choices] = (
    ("MEETING", "Gặp trực tiếp"),
    ("PHONE", "Điện thoại, tin nhắn"),
    ("SELF", "Đoàn viên tự ghi"),
)
FORWARDS: Final[Choices] = (
    ("HOI_LHTN", "Hội Liên hiệp Thanh niên"),
    ("CONG_DOAN", "Công đoàn"),
    ("HOI_NONG_DAN", "Hội Nông dân"),
    ("HOI_PHU_NU", "Hội Liên hiệp Phụ nữ"),
    ("HOI_CCB", "Hội Cựu chiến binh"),
    ("KHAC", "Tổ chức khác"),
)
OCCASIONS: Final[Choices] = (
    ("26_3", "Ngày thành lập Đoàn 26/3"),
    ("19_5", "Ngày sinh Chủ tịch Hồ Chí Minh 19/5"),
    ("15_10", "Ngày truyền thống Hội LHTN Việt Nam 15/10"),
    ("22_12", "Ngày thành lập Quân đội 22/12"),
    ("CHAPTER", "Ngày truyền thống của chi đoàn"),
    ("KHAC", "Dịp khác"),
)
_MEMBER = "Đoàn viên"
_WISH = "Nguyện vọng"
_CEREMONY = "Lễ trưởng thành"


class MaturationForm(Form):
    """What is known of the member when they come of age."""

    merits = text("Nhiệm vụ đã làm, thành tích trong Đoàn", _MEMBER, max_length=2000, widget="textarea")
    is_party_member = flag("Là đảng viên", _MEMBER)
    forward_to = choice(FORWARDS, "Giới thiệu sang", _MEMBER)
    is_early = flag("Xin trưởng thành sớm", _MEMBER, hint="Chỉ khi quy định cho phép.")


class WishForm(Form):
    """What the member answered, and how they were asked."""

    asked_on = day("Ngày hỏi", _WISH, until=TODAY, required=True)
    way = choice(WAYS, "Cách hỏi", _WISH)
    wish = needed(WISHES, "Nguyện vọng", _WISH)
    until = day(
        "Muốn tiếp tục đến ngày", _WISH, since=("asked_on", "met_on"), until=ahead(120), when={"wish": ["CONTINUE"]}
    )
    reason = text("Ý kiến của đoàn viên", _WISH, max_length=1000, widget="textarea")


class ExtensionForm(VoteForm):
    """The chapter's vote on letting the member stay, and until when."""

    until = day(
        "Tiếp tục sinh hoạt đến hết ngày",
        "Kết quả biểu quyết",
        since=("asked_on", "met_on"),
        until=ahead(120),
        required=True,
    )


class PlanForm(Form):
    """The ceremony that the decision names, if it is known."""

    ceremony_on = day("Ngày dự kiến", _CEREMONY, since=TODAY, until=ahead(24))
    ceremony_place = text("Địa điểm dự kiến", _CEREMONY)


class CeremonyForm(Form):
    """The ceremony as it was held; one for many."""

    held_on = day("Ngày tổ chức", _CEREMONY, since="wish.asked_on", until=TODAY, required=True)
    place = text("Địa điểm", _CEREMONY)
    occasion = choice(OCCASIONS, "Nhân dịp", _CEREMONY)
    photo_file = paper("Ảnh, biên bản buổi lễ", _CEREMONY)


class CorrectionForm(Form):
    """The right birth date, which the decision did not know."""

    right_born_on = day("Ngày sinh đúng", "Đính chính", since=LIFETIME, until=TODAY, required=True, past=True)
    proof_file = paper("Giấy khai sinh, CCCD", "Đính chính")


class ElectionForm(Form):
    """To which leading body the person was elected, and the chapter where they live as a member again."""

    elected_on = day("Ngày được bầu", "Khôi phục sinh hoạt", until=TODAY, required=True)
    office = text("Chức vụ, cơ quan lãnh đạo", "Khôi phục sinh hoạt", max_length=300)
    decision_no = text("Số quyết định chuẩn y", "Khôi phục sinh hoạt", max_length=60)
    chapter_id = unit(
        "Chi đoàn sinh hoạt", "Khôi phục sinh hoạt",
        hint="Chi đoàn cũ; nếu đã kết thúc hoạt động thì đơn vị kế thừa, hoặc một chi đoàn khác thuộc đơn vị của bạn.",
    )  # fmt: skip
