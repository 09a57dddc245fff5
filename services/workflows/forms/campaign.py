"""What opening a campaign asks."""

from marshmallow import fields
from marshmallow.validate import Length, OneOf, Range

from services.workflows.domain.forms import Form
from services.workflows.forms.fields import ago, ahead, day, text

_WHAT, _WHEN = "Đợt", "Thời gian"


class CampaignForm(Form):
    """Which campaign, for which unit, from when until when."""

    process = fields.String(required=True, metadata={"title": "Đợt gì", "group": _WHAT, "widget": "select"})
    unit_id = fields.UUID(required=True, metadata={"title": "Mở cho đơn vị", "group": _WHAT, "widget": "unit"})
    year = fields.Integer(
        required=True, strict=True, validate=Range(2000, 2100), metadata={"title": "Năm", "group": _WHAT}
    )
    period = text("Kỳ", _WHAT, max_length=60, hint="Bỏ trống khi mỗi năm một kỳ; ví dụ: Năm học 2026–2027.")
    title = fields.String(
        validate=Length(max=200),
        metadata={"title": "Tên đợt", "group": _WHAT, "hint": "Bỏ trống thì đặt theo loại đợt và năm."},
    )
    from_on = day("Từ ngày", _WHEN, since=ago(12), until=ahead(24), required=True)
    until = day("Hạn của chi đoàn", _WHEN, since="from_on", until=ahead(36), required=True, suggested="deadline")
    closing_on = day(
        "Ngày đóng đợt",
        _WHEN,
        since="until",
        until=ahead(48),
        required=True,
        suggested="deadline",
        hint="Hồ sơ chưa xong sau ngày này được kết thúc.",
    )


class ConfirmedCountForm(Form):
    """How many cases a large campaign opens, named by whoever opens it."""

    confirmed = fields.String(
        required=True,
        validate=Length(max=20),
        metadata={"title": "Gõ số hồ sơ để xác nhận", "keyboard": "numeric"},
    )


def form_of(kinds: tuple[tuple[str, str], ...]) -> type[CampaignForm]:
    """The form with the kinds of campaigns that there are to choose from."""
    codes, labels = tuple(code for code, _ in kinds), tuple(title for _, title in kinds)
    metadata = {"title": "Đợt gì", "group": _WHAT, "widget": "select", "labels": labels}
    process = fields.String(required=True, validate=OneOf(codes), metadata=metadata)
    return type("CampaignForm", (CampaignForm,), {"process": process})
