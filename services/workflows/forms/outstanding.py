"""What the moves of an outstanding member's case ask."""

from services.contracts.titles import RANKED, RATINGS
from services.workflows.domain import outstanding_rules as rules
from services.workflows.domain.forms import Form
from services.workflows.forms.fields import TODAY, choice, day, flag, paper, text

_NOMINATION, _CRITERIA, _PARTY = "Giới thiệu", "Tiêu chuẩn", "Đảng"


class NominationForm(Form):
    """Who is nominated for which phase, and how they meet the criteria (S53)."""

    phase = choice(rules.PHASES, "Giới thiệu để", _NOMINATION, needed="open")
    wishes_party = flag("Có nguyện vọng vào Đảng", _CRITERIA)
    good_ethics = flag("Phẩm chất đạo đức tốt, lối sống lành mạnh", _CRITERIA)
    earlier_rating = choice(
        tuple((code, RATINGS[code]) for code in RANKED),
        "Xếp loại năm trước",
        _CRITERIA,
        hint="Chỉ ghi khi hệ thống chưa có kết quả xếp loại.",
    )
    rating_note = text("Căn cứ xếp loại đã ghi", _CRITERIA, when={"earlier_rating": ["HTXS"]})
    achievements = text("Thành tích nổi bật", _CRITERIA, max_length=2000, widget="textarea")
    local_criteria = text("Tiêu chuẩn riêng của địa phương, nhà trường", _CRITERIA, max_length=500)
    class_certificate_no = text("Số giấy chứng nhận lớp nhận thức về Đảng", _PARTY, max_length=40)
    class_certificate_on = day("Ngày cấp giấy chứng nhận", _PARTY, until=TODAY)
    party_cell = text("Chi bộ xem xét", _PARTY)
    upper_party = text("Cấp uỷ xem xét nơi chưa có chi bộ", _PARTY)


class ResolutionForm(Form):
    """What the committee resolves (template T12)."""

    resolved_on = day("Ngày họp Ban Chấp hành", "Nghị quyết", since="vote.met_on", until=TODAY, required=True)
    strengths = text("Ưu điểm", "Nghị quyết", max_length=2000, widget="textarea")
    weaknesses = text("Khuyết điểm", "Nghị quyết", max_length=2000, widget="textarea")


class SendingForm(Form):
    """When the file went to the Party committee."""

    sent_on = day("Ngày gửi cấp uỷ", _PARTY, since="resolution.resolved_on", until=TODAY, required=True)


class ClassForm(Form):
    """The certificate of the class."""

    certificate_no = text("Số giấy chứng nhận", _PARTY, max_length=40, needed="record_class")
    certificate_on = day("Ngày cấp", _PARTY, until=TODAY, required=True)


class RecognitionForm(Form):
    """When the Party committee recognised the person as one to be admitted."""

    recognised_on = day("Ngày công nhận đối tượng Đảng", _PARTY, since="sending.sent_on", until=TODAY, required=True)


class AdmissionToPartyForm(Form):
    """The Party's decision to admit."""

    admitted_on = day("Ngày vào Đảng", _PARTY, since="recognition.recognised_on", until=TODAY, required=True)
    decision_no = text("Số quyết định kết nạp", _PARTY)


class OpinionForm(Form):
    """What the Union says about a probationary member of the Party who is to become official."""

    opinion = text("Ý kiến của Đoàn", _PARTY, max_length=2000, widget="textarea", needed="give_opinion")
    opinion_file = paper("Văn bản nhận xét", _PARTY)


class OfficialForm(Form):
    """When the person became an official member of the Party."""

    official_on = day("Ngày công nhận chính thức", _PARTY, since="party.admitted_on", until=TODAY, required=True)


class WithdrawalForm(Form):
    """Why the recommendation is taken back: discipline, or criteria no longer met."""

    reason = text("Lý do rút giới thiệu", "Nghị quyết", max_length=1000, widget="textarea", needed="withdraw")
