"""What rating a member, and a unit, asks."""

from marshmallow import fields
from marshmallow.validate import Length, OneOf, Range

from services.contracts.titles import RANKED, RATINGS
from services.workflows.domain import lists
from services.workflows.domain.forms import Form
from services.workflows.forms.fields import TODAY, ago, ahead, choice, count, day, meeting, paper, text

_CAMPAIGN, _SELF = "Kỳ đánh giá", "Tự đánh giá"
_MEETING, _RATING = "Cuộc họp", "Kết quả"
GIVEN = tuple((code, RATINGS[code]) for code in (*RANKED, "KXL"))
"""What people may give; that nobody was judged is for the services to say."""
OWN = tuple((code, RATINGS[code]) for code in RANKED)


def year(title: str, group: str) -> fields.Integer:
    return fields.Integer(
        required=True, strict=True, validate=Range(2000, 2100), metadata={"title": title, "group": group}
    )


def percent(title: str, group: str, **said: str) -> fields.Integer:
    metadata = {"title": title, "group": group, **said}
    return fields.Integer(strict=True, validate=Range(0, 100), metadata=metadata, allow_none=True)


def rating_field(choices: lists.Choices, title: str, group: str, **said: str) -> fields.String:
    codes, labels = zip(*choices, strict=True)
    metadata = {"title": title, "group": group, "labels": labels, "widget": "select", **said}
    return fields.String(required=True, validate=OneOf(codes), metadata=metadata)


class PeriodForm(Form):
    """Which year, and by when."""

    year = year("Năm", _CAMPAIGN)
    period = text("Kỳ", _CAMPAIGN, max_length=60, hint="Bỏ trống khi mỗi năm một kỳ.")
    from_on = day("Từ ngày", _CAMPAIGN, since=ago(36), until=ahead(24))
    until = day("Hạn của chi đoàn", _CAMPAIGN, since="from_on", until=ahead(36))
    closing_on = day("Ngày đóng đợt", _CAMPAIGN, since="until", until=ahead(48))


class SelfReviewForm(Form):
    """The member's own word."""

    strengths = text("Ưu điểm", _SELF, max_length=2000, widget="textarea")
    weaknesses = text("Hạn chế", _SELF, max_length=2000, widget="textarea")
    direction = text("Hướng phấn đấu", _SELF, max_length=2000, widget="textarea")
    rating = rating_field(OWN, "Tự xếp loại", _SELF, choices_of="ranked_ratings")
    paper_file = paper("Bản tự đánh giá giấy", _SELF)


def votes(code: str) -> fields.Integer:
    return count(f"Phiếu “{RATINGS[code]}”", _RATING)


class VotesForm(Form):
    """A meeting and how many were for each rating of this member."""

    met_on = day("Ngày họp", _MEETING, since=ago(24), until=TODAY, required=True)
    place = text("Địa điểm", _MEETING)
    chair = text("Chủ toạ", _MEETING, max_length=120)
    secretary = text("Thư ký", _MEETING, max_length=120)
    meeting_id = meeting("Cuộc họp", _MEETING)
    members_total = count("Tổng số đoàn viên", _MEETING, hint="Bỏ trống thì lấy số đoàn viên trong danh sách ngày họp.")
    present = count("Có mặt", _MEETING, required=True)
    ballot = choice(lists.BALLOTS, "Hình thức biểu quyết", _MEETING)
    votes_htxs = votes("HTXS")
    votes_htt = votes("HTT")
    votes_ht = votes("HT")
    votes_kht = votes("KHT")
    minutes_file = paper("Biên bản họp", _MEETING)


class RatingForm(Form):
    """What the chapter concludes; with the meeting and the votes where they were not recorded before."""

    rating = rating_field(GIVEN, "Xếp loại", _RATING, choices_of="ratings")
    comment = text("Nhận xét", _RATING, max_length=2000, widget="textarea", needed="submit")
    unrated_reason = text("Lý do không xếp loại", _RATING, max_length=500, when={"rating": ["KXL"]})
    attendance_percent = percent(
        "Tỉ lệ tham gia (%)", _RATING, hint="Chỉ dùng khi chưa điểm danh trên hệ thống; có điểm danh thì lấy số đã ghi."
    )
    met_on = day("Ngày họp", _MEETING, since=ago(24), until=TODAY)
    place = text("Địa điểm", _MEETING)
    chair = text("Chủ toạ", _MEETING, max_length=120)
    secretary = text("Thư ký", _MEETING, max_length=120)
    members_total = count("Tổng số đoàn viên", _MEETING, hint="Bỏ trống thì lấy số đoàn viên trong danh sách ngày họp.")
    present = count("Có mặt", _MEETING)
    votes_htxs = votes("HTXS")
    votes_htt = votes("HTT")
    votes_ht = votes("HT")
    votes_kht = votes("KHT")


class OfficerRatingForm(Form):
    """What the superior says of an officer."""

    rating = rating_field(GIVEN, "Xếp loại", _RATING, choices_of="ratings")
    comment = text("Nhận xét", _RATING, max_length=2000, widget="textarea", needed="submit")
    unrated_reason = text("Lý do không xếp loại", _RATING, max_length=500, when={"rating": ["KXL"]})
    attendance_percent = percent("Tỉ lệ tham gia (%)", _RATING)


class AdjustmentForm(Form):
    """Another result under another decision."""

    rating = rating_field(GIVEN, "Xếp loại mới", _RATING, choices_of="ratings")
    comment = text("Căn cứ điều chỉnh", _RATING, max_length=2000, widget="textarea")


class MemberAdjustmentForm(AdjustmentForm):
    """The same for a member, whose best rating asks how often they took part."""

    attendance_percent = percent("Tỉ lệ tham gia (%)", _RATING, hint="Chỉ dùng khi chưa điểm danh trên hệ thống.")


class CriterionRow(Form):
    """One criterion of the set by which units are judged."""

    title = text("Tiêu chí", "", max_length=300)
    score = count("Điểm", "")
    evidence = text("Minh chứng", "", max_length=500)


class UnitReviewForm(Form):
    """What a unit says of itself."""

    rating = rating_field(OWN, "Tự xếp loại", _SELF, choices_of="ranked_ratings")
    score = percent("Tổng điểm", _SELF)
    summary = text("Kết quả nổi bật và hạn chế", _SELF, max_length=4000, widget="textarea")
    criteria = fields.List(
        fields.Nested(CriterionRow), metadata={"title": "Bộ tiêu chí", "group": _SELF}, validate=Length(max=40)
    )
    report_file = paper("Báo cáo tự đánh giá", _SELF)


class UnitRatingForm(Form):
    """What the superior says of a unit."""

    rating = rating_field(OWN, "Xếp loại", _RATING, choices_of="ranked_ratings")
    score = percent("Điểm thẩm định", _RATING)
    comment = text("Nhận xét", _RATING, max_length=2000, widget="textarea")
