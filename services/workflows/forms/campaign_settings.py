"""What a campaign of each kind sets for its own cases; left empty, the rules of the province hold."""

from marshmallow import fields
from marshmallow.validate import Length, Range

from services.workflows.domain.forms import Form
from services.workflows.forms.evaluation import percent
from services.workflows.forms.fields import ago, ahead, day, text
from services.workflows.forms.training import PROPOSED, ItemRow

_SETS = "Riêng của đợt này"
_ELSE = "Bỏ trống thì theo Quy định."


class RatingSettings(Form):
    """How high ratings may go in this campaign."""

    htxs_cap_percent = percent(
        "Hoàn thành xuất sắc nhiều nhất (%)",
        _SETS,
        hint=f"Trên số từ mức tốt trở lên của một đơn vị; 0 là không giới hạn. {_ELSE}",
    )
    htxs_min_attendance = percent("Sinh hoạt ít nhất để Hoàn thành xuất sắc (%)", _SETS, hint=_ELSE)
    htt_min_attendance = percent("Sinh hoạt ít nhất để Hoàn thành tốt (%)", _SETS, hint=_ELSE)


class TrainingSettings(Form):
    """What a member undertakes in this year's programme."""

    training_items_per_group = fields.Integer(
        strict=True,
        validate=Range(1, 10),
        allow_none=True,
        metadata={"title": "Số nội dung ít nhất mỗi nhóm", "group": _SETS, "hint": _ELSE},
    )
    proposals = fields.List(
        fields.Nested(ItemRow),
        validate=Length(max=10),
        metadata={
            "title": "Nội dung gợi ý của năm",
            "group": _SETS,
            "hint": "Hiện sẵn khi đoàn viên đăng ký; sửa được. Bỏ trống thì theo danh mục của Quy định.",
            "proposed": PROPOSED,
        },
    )


class MaturationSettings(Form):
    """The day on which this year's list is honoured."""

    ceremony_on = day(
        "Ngày lễ trưởng thành",
        _SETS,
        since=ago(12),
        until=ahead(24),
        hint="Hiện sẵn khi công nhận. Bỏ trống thì lấy ngày lễ gần nhất theo Quy định.",
    )
    ceremony_place = text("Địa điểm lễ trưởng thành", _SETS)
