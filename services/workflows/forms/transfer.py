"""What is asked when a member moves from one chapter to another."""

from marshmallow import fields
from marshmallow.validate import OneOf

from services.kit.schema import CitizenIdField, PhoneField
from services.workflows.domain import lists, moving
from services.workflows.domain.forms import Form
from services.workflows.domain.members_sheet import Column, MembersSheet
from services.workflows.forms.fields import (
    LIFETIME,
    TODAY,
    NameField,
    ahead,
    choice,
    day,
    flag,
    month,
    paper,
    text,
    unit,
)

_WHERE = "Nơi đến"
_WHY = "Lý do"
_PERSON = "Đoàn viên từ ngoài tỉnh đến"
_ORIGIN = "Nơi đi ngoài tỉnh"
_CHAPTER = "Chi đoàn nơi đi"
_RELEASE = "Giới thiệu"
_CLASS = "Chung cho cả tệp"
_HOME = ("ve dia phuong", "dia phuong", "ve noi cu tru", "noi cu tru", "ve que")
_ARRIVES = {"outside": ["INTO_PROVINCE"]}
_LEAVES = {"outside": ["OUT_OF_PROVINCE", "TO_MILITARY_POLICE", "ABROAD"]}


class TransferForm(Form):
    """Where to and why; about someone from outside also who they are."""

    outside = choice(
        moving.OUTSIDE,
        "Nơi đi hoặc nơi đến không có trên hệ thống",
        _WHERE,
        hint="Để trống khi cả hai đơn vị đều có trên hệ thống.",
    )
    destination_id = unit(
        "Đơn vị nơi đến",
        _WHERE,
        hint="Gõ tên có dấu hoặc không dấu. Nếu đến từ ngoài tỉnh: đơn vị của bạn.",
        anywhere=True,
    )
    destination_place = text("Nơi đến ngoài hệ thống", _WHERE, when=_LEAVES)
    destination_code = text("Mã đơn vị toàn quốc của nơi đến", _WHERE, max_length=40, when=_LEAVES)
    reason = choice(moving.REASONS, "Lý do chuyển", _WHY)
    requested_on = day("Ngày đề nghị", _WHY, until=TODAY)
    contact_phone = PhoneField(metadata={"title": "Điện thoại liên hệ", "group": _WHY}, allow_none=True)
    withdrawal_file = paper("Đơn xin rút sổ đoàn", _WHY)
    converted_from = text("Chuyển từ hồ sơ sinh hoạt tạm thời", _WHY, max_length=40, when={"outside": ["CONVERTED"]})
    full_name = NameField(
        metadata={"title": "Họ và tên khai sinh", "group": _PERSON, "when": _ARRIVES, "needed": "open"}, allow_none=True
    )
    sex = fields.String(
        validate=OneOf([code for code, _ in lists.SEXES]),
        metadata={
            "title": "Giới tính",
            "group": _PERSON,
            "labels": [label for _, label in lists.SEXES],
            "when": _ARRIVES,
            "needed": "open",
        },
        allow_none=True,
    )
    born_on = day("Ngày sinh", _PERSON, since=LIFETIME, until=TODAY, past=True, when=_ARRIVES, needed="open")
    citizen_id = CitizenIdField(metadata={"title": "Số CCCD", "group": _PERSON, "when": _ARRIVES}, allow_none=True)
    phone = PhoneField(metadata={"title": "Số điện thoại", "group": _PERSON, "when": _ARRIVES}, allow_none=True)
    ethnicity = choice(lists.ETHNICITIES, "Dân tộc", _PERSON, when=_ARRIVES)
    religion = choice(lists.RELIGIONS, "Tôn giáo", _PERSON, when=_ARRIVES)
    permanent_address = text("Nơi thường trú", _PERSON, when=_ARRIVES)
    member_category = choice(lists.CATEGORIES, "Đối tượng đoàn viên", _PERSON, when=_ARRIVES)
    occupation = choice(lists.OCCUPATIONS, "Nghề nghiệp", _PERSON, when=_ARRIVES)
    general_education = choice(lists.EDUCATIONS, "Trình độ học vấn", _PERSON, when=_ARRIVES)
    joined_on = day("Ngày vào Đoàn", _PERSON, since="born_on", until=TODAY, past=True, when=_ARRIVES, needed="open")
    joined_place = text("Nơi vào Đoàn", _PERSON, when=_ARRIVES)
    card_no = text("Số thẻ đoàn viên", _PERSON, max_length=40, when=_ARRIVES)
    book_no = text("Số sổ đoàn viên", _PERSON, max_length=40, when=_ARRIVES)
    origin_place = text("Đơn vị nơi đi", _ORIGIN, when=_ARRIVES, needed="open")
    origin_code = text("Mã đơn vị toàn quốc của nơi đi", _ORIGIN, max_length=40, when=_ARRIVES)
    introduction_no = text("Số giấy giới thiệu", _ORIGIN, max_length=60, when=_ARRIVES, needed="open")
    introduction_on = day("Ngày giấy giới thiệu", _ORIGIN, since="joined_on", until=TODAY, when=_ARRIVES)
    paid_until = day(
        "Đã đóng đoàn phí hết tháng",
        _ORIGIN,
        since="joined_on",
        until=ahead(12),
        when=_ARRIVES,
        hint="Chọn một ngày trong tháng đó.",
    )
    ratings = text("Xếp loại các năm gần đây", _ORIGIN, max_length=500, when=_ARRIVES)
    introduction_file = paper("Giấy giới thiệu hoặc trang sổ", _ORIGIN, when=_ARRIVES)


class ClassTransferForm(Form):
    """What is the same for a class that moves on by one workbook."""

    reason = choice(moving.REASONS, "Lý do chuyển, khi cột “Lý do” để trống", _CLASS)
    home_id = unit(
        "Đơn vị của những người về địa phương",
        _CLASS,
        hint="Dùng cho dòng ghi “Về địa phương”. Người cư trú ở nơi khác thì ghi tên đơn vị vào tệp.",
        anywhere=True,
    )
    requested_on = day("Ngày đề nghị", _CLASS, until=TODAY)


CLASS_SHEET = MembersSheet(
    shared=ClassTransferForm,
    columns=(
        Column("destination_id", "Nơi đến", "unit", stands_for=dict.fromkeys(_HOME, "home_id")),
        Column(
            "outside",
            "Ra ngoài hệ thống",
            "choice",
            tuple(each for each in moving.OUTSIDE if each[0] != "INTO_PROVINCE"),
        ),
        Column("destination_place", "Nơi đến ngoài hệ thống", "text"),
        Column("reason", "Lý do", "choice", moving.REASONS),
    ),
    asked=("destination_id", "outside", "destination_place"),
)
"""A row says where its member goes: a unit by name, home, or outside; left empty, the member stays."""


class ConfirmationForm(Form):
    """What the chapter writes into the book before it lets a member go (S32, S33)."""

    comment = text("Nhận xét của chi đoàn", _CHAPTER, max_length=1000, widget="textarea", required=True)
    fee_paid_until = month("Đã đóng đoàn phí hết tháng", _CHAPTER, until=ahead(12), required=True)
    comments_complete = flag("Nhận xét hằng năm trong sổ đã ghi đủ", _CHAPTER)
    book = choice(moving.BOOKS, "Sổ đoàn viên", _CHAPTER)
    book_proof = choice(moving.PROOFS, "Giấy tờ thay khi mất sổ", _CHAPTER, when={"book": ["LOST"]})
    book_proof_file = paper("Bản chụp giấy tờ thay sổ", _CHAPTER, when={"book": ["LOST"]})
    card_no = text("Số thẻ đoàn viên", _CHAPTER, max_length=40)
    book_file = paper("Trang “Giới thiệu sinh hoạt đoàn” của sổ", _CHAPTER)


class ReleaseForm(Form):
    """What the unit that keeps the file adds."""

    chapter_id = unit(
        "Chi đoàn nhận", _RELEASE, hint="Chỉ khi chuyển trong cùng Đoàn cơ sở và nơi đến chưa phải một chi đoàn."
    )
    officer_comment = text(
        "Nhận xét của Bí thư, Phó Bí thư đoàn cơ sở", _RELEASE, max_length=1000, hint="Khi đoàn viên là cán bộ đoàn."
    )
    override_reason = text(
        "Lý do vẫn giới thiệu khi đang xem xét kỷ luật",
        _RELEASE,
        max_length=500,
        hint="Chỉ khi có việc kỷ luật chưa xong.",
    )


class PlacementForm(Form):
    """The chapter in which the member lives from now on."""

    chapter_id = unit("Chi đoàn tiếp nhận", "Tiếp nhận", hint="Một chi đoàn đang hoạt động thuộc đơn vị của bạn.")


class WholeTransferForm(TransferForm, ReleaseForm):
    """Everything that a transfer may know of itself. valid_until: as the rules gave it when the member was let go."""

    valid_until = day("Giấy giới thiệu có giá trị đến hết ngày", _RELEASE, since=TODAY, until=ahead(12))


class ComplaintAnswerForm(Form):
    """What the unit above finds about a member who was not let go."""

    finding = text("Kết luận", "Giải quyết khiếu nại", max_length=1000, widget="textarea", required=True)


class ArrivalForm(Form):
    """How the unit outside said that it has the member."""

    confirmed_on = day(
        "Ngày nơi đến xác nhận", "Xác nhận của nơi đến", since="requested_on", until=TODAY, required=True
    )
    confirmed_by = text("Đơn vị xác nhận", "Xác nhận của nơi đến", required=True)
    confirmation_file = paper("Giấy xác nhận", "Xác nhận của nơi đến")
