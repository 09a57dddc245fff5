"""What a chapter fills in about someone who wants to join."""

from marshmallow import fields
from marshmallow.validate import OneOf

from services.kit.schema import CitizenIdField, PhoneField
from services.workflows.domain import lists
from services.workflows.domain.forms import Form
from services.workflows.forms.fields import (
    LIFETIME,
    TODAY,
    EmailField,
    NameField,
    ago,
    ahead,
    choice,
    day,
    flag,
    paper,
    person,
    picture,
    text,
    unit,
)

_PERSON = "Người xin vào Đoàn"
_GUARDIAN = "Người giám hộ"
_BACKGROUND = "Lý lịch"
_STUDY = "Học tập, công tác"
_APPLICATION = "Đơn và giới thiệu"
_SPECIAL = "Trường hợp riêng"
_PAPERS = "Giấy tờ kèm theo"
_UNDER_CONSENT_AGE = ("born_on", "guardian_consent_age")


class PersonForm(Form):
    """Who it is; a name, a birth date and sex are enough to begin."""

    full_name = NameField(
        required=True,
        metadata={"title": "Họ và tên khai sinh", "group": _PERSON, "hint": "Ghi đủ dấu, như giấy khai sinh."},
    )
    sex = fields.String(
        required=True,
        validate=OneOf([code for code, _ in lists.SEXES]),
        metadata={"title": "Giới tính", "group": _PERSON, "labels": [label for _, label in lists.SEXES]},
    )
    born_on = day("Ngày sinh", _PERSON, since=LIFETIME, until=TODAY, required=True, past=True)
    citizen_id = CitizenIdField(metadata={"title": "Số CCCD", "group": _PERSON, "needed": "submit"}, allow_none=True)
    no_citizen_id = flag("Chưa được cấp CCCD", _PERSON)
    phone = PhoneField(metadata={"title": "Số điện thoại", "group": _PERSON, "needed": "submit"}, allow_none=True)
    email = EmailField(max_length=120, metadata={"title": "Thư điện tử", "group": _BACKGROUND}, allow_none=True)
    ethnicity = choice(lists.ETHNICITIES, "Dân tộc", _BACKGROUND, needed="submit")
    religion = choice(lists.RELIGIONS, "Tôn giáo", _BACKGROUND, needed="submit")
    native_place = text("Quê quán", _BACKGROUND)
    permanent_address = text("Nơi thường trú", _BACKGROUND, needed="submit")
    current_address = text("Nơi ở hiện nay", _BACKGROUND)
    member_category = choice(lists.CATEGORIES, "Đối tượng đoàn viên", _STUDY, needed="submit")
    occupation = choice(lists.OCCUPATIONS, "Nghề nghiệp", _STUDY, needed="submit")
    general_education = choice(lists.EDUCATIONS, "Trình độ học vấn", _STUDY, needed="submit")
    professional_level = choice(lists.PROFESSIONAL_LEVELS, "Trình độ chuyên môn", _STUDY)
    workplace = text("Nơi công tác, học tập; lớp", _STUDY)
    photo = picture("Ảnh 3×4", _BACKGROUND)


class PapersForm(Form):
    """The papers of the file, as pictures or PDF (domain rule 4, attachments)."""

    application_file = paper("Đơn xin vào Đoàn", _PAPERS)
    background_file = paper("Lý lịch (trang tự khai trong sổ đoàn viên)", _PAPERS)
    class_certificate_file = paper("Giấy chứng nhận học lớp tìm hiểu về Đoàn", _PAPERS)
    introduction_file = paper("Giấy giới thiệu", _PAPERS)


class ApplicationForm(Form):
    """The application, the class before it, and who introduces."""

    applied_on = day("Ngày viết đơn", _APPLICATION, until=TODAY, needed="record_vote")
    class_certificate_no = text(
        "Số giấy chứng nhận lớp tìm hiểu về Đoàn", _APPLICATION, max_length=60, needed="record_vote"
    )
    class_certificate_on = day("Ngày cấp", _APPLICATION, until=TODAY)
    introducer_kind = choice(
        lists.INTRODUCERS, "Bên giới thiệu", _APPLICATION, needed="record_vote", starts=lists.INTRODUCERS[0][0]
    )
    introducer_id = person("Đoàn viên giới thiệu", _APPLICATION, when={"introducer_kind": ["member"]})
    introducer_name = text(
        "Tên người hoặc tập thể giới thiệu",
        _APPLICATION,
        when={"introducer_kind": [code for code, _ in lists.INTRODUCERS[1:]]},
    )
    known_since = day(
        "Cùng học tập, công tác, sinh hoạt từ ngày",
        _APPLICATION,
        until=TODAY,
        when={"introducer_kind": ["member", "party_member"]},
    )
    agrees_to_charter = flag(
        "Lý lịch rõ ràng, tán thành Điều lệ, tự nguyện hoạt động", _APPLICATION, needed="record_vote"
    )


class CandidateForm(PapersForm, ApplicationForm, PersonForm):
    """The whole file of a candidate, as the case is opened and amended."""

    pages = (
        ("Người xin vào Đoàn", (_PERSON, _GUARDIAN)),
        ("Lý lịch", (_BACKGROUND, _STUDY)),
        ("Đơn và giới thiệu", (_APPLICATION, _PAPERS, _SPECIAL)),
    )
    folded = (_PAPERS, _SPECIAL)
    applicants = frozenset({
        *("full_name", "sex", "born_on", "citizen_id", "no_citizen_id", "phone", "guardian_name", "guardian_consent"),
        *("email", "ethnicity", "religion", "native_place", "permanent_address", "current_address"),
        *("member_category", "occupation", "general_education", "professional_level", "workplace"),
        *("applied_on", "class_certificate_no", "class_certificate_on", "agrees_to_charter", "left_on"),
    })  # fmt: skip

    book_no = text("Số sổ đoàn viên", _APPLICATION, max_length=40)
    helper_id = person("Đoàn viên giúp đỡ", _APPLICATION)
    planned_on = day(
        "Ngày dự kiến xét",
        _APPLICATION,
        since=ago(12),
        until=ahead(24),
        hint="Bỏ trống nếu xét ngay; tuổi tính đến ngày xét.",
    )
    theme = text("Lớp, đợt kết nạp", _APPLICATION, hint="Ví dụ: Lớp đoàn viên 26/3")
    join_unit_id = unit("Chi đoàn sẽ sinh hoạt", _APPLICATION, hint="Chỉ cần khi lớp, đơn vị chưa có chi đoàn.")
    guardian_name = text("Họ tên cha, mẹ hoặc người giám hộ", _GUARDIAN, younger=_UNDER_CONSENT_AGE)
    guardian_consent = flag("Người giám hộ đã đồng ý", _GUARDIAN, needed="record_vote", younger=_UNDER_CONSENT_AGE)
    special_area = flag("Vùng dân tộc thiểu số, miền núi, biên giới, hải đảo, đặc biệt khó khăn", _SPECIAL)
    foreign_national = flag("Là người nước ngoài", _SPECIAL)
    under_prosecution = flag("Đang bị truy cứu trách nhiệm hình sự hoặc chấp hành án", _SPECIAL)
    relatives_detained = flag("Cha, mẹ, anh chị em ruột đang bị giam giữ", _SPECIAL)
    party_opinion = text("Ý kiến cấp uỷ", _SPECIAL, max_length=500, when={"relatives_detained": [True]})
    left_on = day("Ngày ra khỏi Đoàn lần trước", _SPECIAL, until=TODAY, past=True, hint="Chỉ khi kết nạp lại.")


class TrainingForm(Form):
    """Who helps the candidate, and in which class."""

    helper_id = person("Đoàn viên giúp đỡ", _APPLICATION)
    class_name = text("Lớp tìm hiểu về Đoàn", _APPLICATION)


class EarlyReturnForm(Form):
    """Why somebody who left is considered before the wait is over: the superior's to say."""

    reason = text(
        "Lý do cho kết nạp lại trước thời hạn",
        _SPECIAL,
        max_length=1000,
        widget="textarea",
        needed="allow_early_return",
    )


class CeremonyForm(Form):
    """The ceremony, kept apart from the date of joining."""

    held_on = day("Ngày tổ chức lễ kết nạp", "Lễ kết nạp", since="vote.met_on", until=TODAY, required=True)
    place = text("Địa điểm", "Lễ kết nạp")
    theme = text("Tên đợt, lớp đoàn viên", "Lễ kết nạp")
